"""Twelve messages of trade in five languages: each pair of wordings is a good translation; faults are planted in it."""

MESSAGES = [
    {
        "en": "The filling machine HX-200 fills 1,500 bottles an hour and takes 2.5 kW.",
        "ja": "充填機HX-200は1時間に1,500本を充填し、消費電力は2.5kWです。",
        "ru": "Разливочная машина HX-200 наполняет 1 500 бутылок в час и потребляет 2,5 кВт.",
        "kk": "HX-200 құю машинасы сағатына 1 500 бөтелке толтырады және 2,5 кВт қуат алады.",
        "uz": "HX-200 quyish mashinasi soatiga 1 500 ta shisha toʻldiradi va 2,5 kVt quvvat oladi.",
    },
    {
        "en": "We can supply 40 tonnes of honey a month, packed in drums of 300 kg.",
        "ja": "当社は月に40トンのはちみつを、300kg入りのドラム缶で供給できます。",
        "ru": "Мы можем поставлять 40 тонн мёда в месяц в бочках по 300 кг.",
        "kk": "Біз айына 40 тонна балды 300 кг бөшкелерге салып жеткізе аламыз.",
        "uz": "Biz oyiga 40 tonna asalni 300 kg bochkalarda yetkazib bera olamiz.",
    },
    {
        "en": "The price is 3.2 million yen for one machine, CIF Yokohama; we do not give a discount on a first order.",
        "ja": "価格は1台につき320万円（CIF横浜）です。初回注文の値引きはいたしません。",
        "ru": "Цена одной машины — 3,2 млн иен на условиях CIF Иокогама; на первый заказ скидку мы не даём.",
        "kk": "Бір машинаның бағасы CIF Йокогама шартымен 3,2 млн иена; бірінші тапсырысқа жеңілдік бермейміз.",
        "uz": "Bitta mashinaning narxi CIF Yokogama shartida 3,2 mln iyena; birinchi buyurtmaga chegirma bermaymiz.",
    },
    {
        "en": "Our turnover last year was 1.2 billion tenge, of which 15 % came from export.",
        "ja": "昨年の当社の売上高は12億テンゲで、そのうち15％が輸出によるものでした。",
        "ru": "Наш оборот в прошлом году составил 1,2 млрд тенге, из них 15 % — экспорт.",
        "kk": "Былтыр айналымымыз 1,2 млрд теңге болды, оның 15 %-ы экспорттан түсті.",
        "uz": "Oʻtgan yili aylanmamiz 1,2 mlrd tenge boʻldi, uning 15 % eksportdan keldi.",
    },
    {
        "en": "The goods must be kept at -18 to -15 °C and arrive by 12 March 2027.",
        "ja": "商品は-18～-15℃で保管し、2027年3月12日までに到着する必要があります。",
        "ru": "Товар нужно хранить при температуре от -18 до -15 °C и доставить до 12 марта 2027 г.",
        "kk": "Тауарды -18-ден -15 °C-қа дейінгі температурада сақтап, 2027 ж. 12 наурызға дейін жеткізу керек.",
        "uz": "Tovar -18 dan -15 °C gacha haroratda saqlanishi va 2027-yil 12-martgacha yetib kelishi kerak.",
    },
    {
        "en": "Altai Tamak has held ISO 22000 and HACCP since 2019; the certificate is valid for three years.",
        "ja": "Altai Tamakは2019年からISO 22000とHACCPを取得しており、認証の有効期間は3年間です。",
        "ru": "Altai Tamak имеет ISO 22000 и HACCP с 2019 года; сертификат действует три года.",
        "kk": "Altai Tamak 2019 жылдан бері ISO 22000 және HACCP сертификаттарын иеленген; сертификат үш жыл жарамды.",
        "uz": "Altai Tamak 2019-yildan beri ISO 22000 va HACCP sertifikatlariga ega; sertifikat uch yil amal qiladi.",
    },
    {
        "en": "Please send two samples of 500 g to Almaty; we pay the transport, about 80 US dollars.",
        "ja": "500gのサンプルを2点アルマトイへ送ってください。送料は約80米ドルで、当社が負担します。",
        "ru": "Пришлите, пожалуйста, два образца по 500 г в Алматы; перевозку, около 80 долларов США, оплатим мы.",
        "kk": "Алматыға 500 г екі үлгі жіберіңізші; тасымалын, шамамен 80 АҚШ долларын, біз төлейміз.",
        "uz": "Olmaotaga 500 g dan ikkita namuna yuboring; tashish haqini, taxminan 80 AQSh dollarini, biz toʻlaymiz.",
    },
    {
        "en": "We want to buy 20 to 25 tractors for 5,000 hectares of wheat.",
        "ja": "当社は小麦畑5,000ヘクタールのために、20～25台のトラクターを購入したいと考えています。",
        "ru": "Мы хотим купить от 20 до 25 тракторов для 5 000 гектаров пшеницы.",
        "kk": "Біз 5 000 гектар бидай үшін 20–25 трактор сатып алғымыз келеді.",
        "uz": "Biz 5 000 gektar bugʻdoy uchun 20–25 ta traktor sotib olmoqchimiz.",
    },
    {
        "en": "The call on 5 October begins at 10:00 in Tokyo; is an interpreter needed?",
        "ja": "10月5日の打ち合わせは東京時間10:00に始まります。通訳は必要ですか。",
        "ru": "Звонок 5 октября начнётся в 10:00 по Токио; нужен ли переводчик?",
        "kk": "5 қазандағы қоңырау Токио уақытымен 10:00-де басталады; аудармашы керек пе?",
        "uz": "5-oktabrdagi qoʻngʻiroq Tokio vaqti bilan soat 10:00 da boshlanadi; tarjimon kerakmi?",
    },
    {
        "en": "Payment: 30 % in advance, the rest within 45 days after delivery, in euros.",
        "ja": "お支払いは30％が前払い、残りは納品後45日以内にユーロでお願いします。",
        "ru": "Оплата: 30 % авансом, остальное в течение 45 дней после поставки, в евро.",
        "kk": "Төлем: 30 % алдын ала, қалғаны жеткізілгеннен кейін 45 күн ішінде, еуромен.",
        "uz": "Toʻlov: 30 % oldindan, qolgani yetkazib berilgandan keyin 45 kun ichida, yevroda.",
    },
    {
        "en": "We have no warehouse in Uzbekistan, so the goods travel by rail through Khorgos.",
        "ja": "ウズベキスタンには当社の倉庫がないため、商品はホルゴス経由の鉄道で運びます。",
        "ru": "У нас нет склада в Узбекистане, поэтому товар едет по железной дороге через Хоргос.",
        "kk": "Өзбекстанда қоймамыз жоқ, сондықтан тауар Қорғас арқылы теміржолмен барады.",
        "uz": "Oʻzbekistonda omborimiz yoʻq, shuning uchun tovar Xorgos orqali temir yoʻlda boradi.",
    },
    {
        "en": "Thank you for the offer.\nOur director decides by Friday whether we order 2,000 boxes.",
        "ja": "ご提案をいただき、ありがとうございます。\n2,000箱を注文するかどうかは、社長が金曜日までに決めます。",
        "ru": "Спасибо за предложение.\nДо пятницы наш директор решит, заказываем ли мы 2 000 коробок.",
        "kk": "Ұсынысыңызға рахмет.\n2 000 қорапқа тапсырыс беру-бермеуді директорымыз жұмаға дейін шешеді.",
        "uz": "Taklifingiz uchun rahmat.\n2 000 quti buyurtma qilish-qilmaslikni direktorimiz jumagacha hal qiladi.",
    },
]
LANGUAGES = ("ja", "en", "ru", "kk", "uz")
PAIRS = [(source, target) for source in LANGUAGES for target in LANGUAGES if source != target]
HONEY = {"ja": "はちみつ", "en": "honey", "ru": "мёд", "kk": "бал", "uz": "asal"}
