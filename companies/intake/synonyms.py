"""What the columns of firm and line lists are called, besides our own heads: as offices write them."""
import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[|\n]", text) if word.strip())


FIRM = {
    "key": _words("""id|no|n|nr|#|код|код компании|キー|管理番号|番号|通し番号|整理番号|企業コード|ключ|№
№ п/п|п/п|пп|кілт|р/с|р/с №|т/б|реттік нөмірі|kalit|t/r|т/р|tartib raqami|company code|company id|firm id"""),
    "country": _words("""国|国名|国コード|所在国|国・地域|本社所在国|страна|страна регистрации|государство
код страны|country code|country name|ел|мемлекет|елі|ел коды|davlat|mamlakat|davlati|mamlakati|давлат
мамлакат"""),
    "legal_id": _words("""legal number|legal no|registration number|registration no|reg no|tax id
tax number|taxpayer number|tin|corporate number|bin|inn|iin|bin/iin|bin/inn|stir|inn/stir|法人番号|登録番号
会社法人等番号|法人番号13桁|бин|инн|иин|уин|стир|бин иин|бин инн|инн бин|инн стир|рег номер
регистрационный номер|рег №|идентификационный номер|бсн|жсн|бсн жсн|бсн жсн инн|тіркеу нөмірі|soliq raqami
ro‘yxat raqami|stir inn|инн пинфл|рма|хин"""),
    "name": _words("""company|firm|company name|name of company|firm name|organisation|organization
organisation name|enterprise|会社名|企業名|社名|貴社名|御社名|団体名|法人名|商号|名称|正式名称|事業者名
組織名|название|название компании|название организации|название фирмы|название предприятия|компания|фирма
организация|предприятие|наименование|наименование компании|наименование организации
наименование предприятия|наименование юридического лица|полное наименование|юридическое название|атауы|атау
компания атауы|компанияның атауы|ұйым атауы|ұйымның атауы|кәсіпорын атауы|кәсіпорынның атауы|фирма атауы
компания аты|nomi|nom|kompaniya nomi|korxona nomi|tashkilot nomi|firma nomi|kompaniya|korxona|номи
корхона номи|ташкилот номи"""),
    "name_latin": _words("""latin name|name in latin|name in english|english name|company name in english
company name english|name latin|英語名|英文社名|英語社名|英文名|英語表記|社名英語|会社名英語|企業名英語
ローマ字社名|название латиницей|название на латинице|латиницей|на латинице|название на английском
название на английском языке|название англ|наименование на английском|наименование на английском языке
наименование латиницей|англ название|английское название|латынша атауы|латын әрпімен атауы|ағылшынша атауы
латынша|lotincha nomi|lotin yozuvidagi nomi|inglizcha nomi|ingliz tilidagi nomi"""),
    "city": _words("""市|市区町村|都市|都市名|所在地|所在市|本社所在地|本社所在都市|город|город область
населенный пункт|местоположение|нас пункт|town|location|қала|қаласы|орналасқан жері|shahar|shahri
joylashgan joyi|шаҳар"""),
    "language": _words("""使用言語|言語|連絡言語|希望言語|язык|язык общения|язык переписки
preferred language|correspondence language|тіл|тілі|хат алмасу тілі|til|tili|muloqot tili|тил"""),
    "contact_name": _words("""contact person name|contact persons name|name of contact person|contact
contact person|contact name|name of contact|person in charge|representative|担当者|担当者名|担当者氏名
ご担当者|ご担当者名|ご担当者氏名|担当|氏名|お名前|連絡先担当者|連絡担当者|窓口担当者|контактное лицо
контакт|фио|ф и о|фио контактного лица|имя контактного лица|фио ответственного|ответственное лицо
ответственный|имя|контактное лицо фио|фио представителя|байланыс тұлғасы|байланыс тұлғасының аты жөні
аты жөні|аты-жөні|тегі аты әкесінің аты|жауапты тұлға|т а ә|байланысатын тұлға|aloqa shaxsi
aloqa uchun shaxs|mas’ul shaxs|f i sh|fish|f i o|aloqa shaxsining ismi|ф и ш|алоқа шахси"""),
    "contact_email": _words("""contact person email|contact person e-mail|email|e-mail|mail|email address
e-mail address|contact email|contact e-mail|メール|メールアドレス|eメール|電子メール|担当者メール
担当者メールアドレス|連絡先メール|連絡先メールアドレス|эл почта|эл. адрес|почта|электронная почта
электронный адрес|адрес электронной почты|емейл|имейл|мейл|e-mail контактного лица|email контактного лица
эл почта контактного лица|электрондық пошта|эл пошта|пошта|электрондық мекенжай|электрондық поштасы
elektron pochta|el pochta|pochta|elektron manzil|электрон почта"""),
    "employees": _words("""staff|number of employees|no of employees|headcount|employees number|従業員数
社員数|従業員|人数|職員数|従業者数|сотрудники|численность|число сотрудников|количество сотрудников
кол во сотрудников|численность персонала|численность сотрудников|число работников|количество работников
штат|среднесписочная численность|қызметкерлер саны|қызметкерлер|жұмысшылар саны|адам саны|xodimlar soni
xodimlar|ishchilar soni|ходимлар сони"""),
    "founded": _words("""year founded|foundation year|year of foundation|year established|established
founding year|設立|設立年|設立年月|設立年月日|創業|創業年|創立|год основания|год создания|дата основания
дата создания|год регистрации|дата регистрации|основана|год образования|құрылған жылы|құрылған күні
негізі қаланған жылы|тіркелген жылы|tashkil etilgan yili|tashkil topgan yili|asos solingan yili
ташкил этилган йили"""),
    "certificates": _words("""certificate|certification|certifications|認証|認証取得|取得認証|認証・資格
認証規格|сертификаты|сертификат|сертификация|наличие сертификатов|сертификаттар|sertifikatlar|sertifikat
сертификатлар"""),
    "legal_form": _words("""form of business|legal status|type of company|company type|法人種別|会社形態|会社の形態
法人の種類|法人形態|опф|организационно правовая форма|организационно-правовая форма|правовая форма
форма предприятия|ұйымдық-құқықтық нысаны|ұйымдық құқықтық нысаны|құқықтық нысан|huquqiy shakl
tashkiliy-huquqiy shakli|tashkiliy huquqiy shakli|ҳуқуқий шакли"""),
    "languages": _words("""spoken languages|working languages|languages spoken|対応言語|対応可能言語|языки
рабочие языки|владение языками|языки общения|тілдер|жұмыс тілдері|tillar|ish tillari|тиллар"""),
}
LINE = {
    "firm": _words("""key|firm key|company|company key|company id|firm id|企業|企業コード|管理番号
企業の管理番号|会社|キー|компания|ключ|ключ компании|код компании|фирма|№ компании|номер компании
компания кілті|фирма кілті|kompaniya kaliti|kompaniya|firma kaliti"""),
    "kind": _words("""type|offer or request|offer/need|offer/request|種別|区分|種類|提供・募集|提供／募集
тип|вид|предложение или запрос|предложение/запрос|спрос/предложение|түрі|түр|ұсыныс немесе сұраныс|turi|tur
taklif yoki talab|тури"""),
    "cooperation": _words("""kind of cooperation|type of cooperation|cooperation type|cooperation form
form of cooperation|提携の種類|提携形態|提携|連携形態|協力形態|希望する提携|сотрудничество
вид сотрудничества|форма сотрудничества|тип сотрудничества|ынтымақтастық|ынтымақтастық түрі
ынтымақтастық нысаны|hamkorlik|hamkorlik turi|hamkorlik shakli|ҳамкорлик тури"""),
    "text": _words("""product|products|description|goods|product or service|product description
product name|service|内容|製品|商品|製品名|商品名|製品・サービス|商品・サービス|サービス|説明|品目|текст
описание|товар|товары|продукция|продукт|наименование товара|товар или услуга|товары и услуги
описание товара|услуга|сипаттама|сипаттамасы|тауар|тауарлар|өнім|тауар немесе қызмет|өнім атауы|tavsif
tavsifi|mahsulot|tovar|tovarlar|mahsulot nomi|mahsulot yoki xizmat|тавсиф|маҳсулот"""),
    "markets": _words("""market|countries|target market|target markets|target countries|市場|対象国
対象市場|希望国|ターゲット国|相手国|рынки|рынок|страны|целевые рынки|целевой рынок|целевые страны
рынок сбыта|рынки сбыта|нарықтар|нарық|мақсатты нарықтар|елдер|bozorlar|bozor|maqsadli bozorlar|davlatlar
бозорлар"""),
    "trade_role": _words("""role|trade role|who are you|maker or distributor|立場|役割|業態|メーカー・商社|роль
кто вы|роль компании|производитель или дистрибьютор|рөлі|компания рөлі|roli|kompaniya roli"""),
    "hs_codes": _words("""hs коды|hs код|hs kodi|тн вэд коды|коды тнвэд|коды тн вэд еаэс|hs|hs code
hs codes|hs-code|customs code|tariff code|hsコード|関税番号|統計品目番号|тн вэд|код тн вэд|коды тн вэд|коды
код|код товара|тнвэд|код тнвэд|тн вэд еаэс|код тн вэд еаэс|сэқ тн|сэқ тн коды|сэқ тн кодтары|тауар коды
tif tn|tif tn kodi|tif tn kodlari|tovar kodi|тиф тн коди"""),
}
