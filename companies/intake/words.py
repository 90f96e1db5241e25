"""Words of the cells that mean one of a few things, in the languages people fill lists in."""
import re

from core.folding import fold
from core.text import InvalidValue, clean, plain

from ..enums import WorkLanguage
from ..rules.vocabulary import Cooperation, LineKind, TradeRole

KINDS = {
    "offer": """offers|offering|we offer|предложение|предложения|предлагаем|предлагает|предлагается|оферта
提供|提供可能|提案|オファー|シーズ|売り|提供します|ұсыныс|ұсыныстар|ұсынамыз|ұсынады|taklif|takliflar
taklif qilamiz|taklif etamiz|таклиф""",
    "request": """requests|need|needs|demand|wanted|looking for|we need|запрос|запросы|спрос|потребность
потребности|нужно|требуется|ищем|ищет|募集|要望|需要|希望|ニーズ|求む|求めています|探しています|買い
сұраныс|сұраныстар|сұрау|қажеттілік|қажет|іздейміз|іздейді|talab|so‘rov|so‘rovlar|ehtiyoj|kerak|qidiramiz
талаб|сўров""",
}
COOPERATIONS = {
    "agency": """agent|representation|agency or representation|агентирование|агентство|представительство
агент|агентирование или представительство|агентское соглашение|代理店|販売代理|代理店・販売代理|代理店契約
総代理店|агенттік|өкілдік|агенттік немесе өкілдік|agentlik|vakillik|agentlik yoki vakillik""",
    "distribution": """distributor|distributorship|дистрибуция|дистрибьюция|дистрибьютор|дистрибьюторство
販売店|販売店契約|販売店契約（ディストリビューター）|ディストリビューター|販売|дистрибьюторлық
distribyutorlik|distribyutor""",
    "supply": """supplies|supply of goods|goods supply|export|sale|поставка|поставки|поставка товаров
поставка товара|продажа|экспорт|供給|商品の供給|商品供給|納入|輸出|тауар жеткізу|жеткізу|тауарларды жеткізу
yetkazib berish|tovar yetkazib berish|mahsulot yetkazib berish""",
    "licence": """license|licensing|licence agreement|лицензия|лицензирование|лицензионное соглашение
ライセンス|ライセンス契約|技術供与|лицензиялау|litsenziya|litsenziyalash""",
    "joint_venture": """jv|joint-venture|совместное предприятие|сп|合弁|合弁事業|合弁会社
бірлескен кәсіпорын|бк|qo‘shma korxona""",
    "subcontracting": """subcontract|outsourcing|субподряд|аутсорсинг|кооперация производства|外注|下請
下請け|外注・下請|委託生産|生産委託|委託加工|қосалқы мердігерлік|subpudrat""",
    "investment": """investments|invest|инвестиции|инвестиция|инвестирование|投資|出資|инвестициялар
investitsiya|investitsiyalar""",
    "technical_cooperation": """technology cooperation|technology transfer|technical
техническое сотрудничество|технологическое сотрудничество|передача технологий|трансфер технологий|技術協力
技術提携|техникалық ынтымақтастық|технология трансферті|texnik hamkorlik|texnologiya transferi""",
    "research": """r&d|joint research|joint research and development|research and development|ниокр
исследования|совместные исследования|совместные исследования и разработки|совместные разработки|共同研究
共同開発|共同研究開発|研究開発|бірлескен зерттеу|бірлескен зерттеу және әзірлеу|зерттеу
birgalikdagi tadqiqot|birgalikdagi tadqiqot va ishlanmalar|tadqiqot""",
}
ROLES = {
    "maker": """manufacturer|producer|factory|we make it|производитель|завод|изготовитель|メーカー|製造業|製造|製造元
өндіруші|зауыт|ishlab chiqaruvchi|zavod""",
    "distributor": """agent|dealer|trader|trading firm|wholesaler|distributor or agent|дистрибьютор|агент|дилер|трейдер
оптовик|дистрибьютор или агент|商社|代理店|販売店|販売店・代理店|卸売|卸|дистрибьютор немесе агент|агент|делдал
distribyutor|distribyutor yoki agent|diler|savdo firmasi""",
    "buyer": """buyer for own use|end user|user|importer for own use|покупатель|покупатель для собственных нужд
конечный потребитель|потребитель|заказчик|購入者|自社使用|自社で使う買い手|需要家|エンドユーザー|ユーザー
сатып алушы|тұтынушы|өз қажеті үшін сатып алушы|xaridor|isteʼmolchi|oʻzi uchun xaridor
oʻzi foydalanish uchun xaridor""",
    "service": """service firm|services|service provider|contractor|сервис|сервисная компания|услуги|подрядчик
サービス|サービス業|サービス会社|サービス企業|қызмет|қызмет көрсетуші|қызмет көрсету компаниясы
қызмет көрсетуші компания|xizmat|xizmat koʻrsatuvchi
xizmat koʻrsatish firmasi|xizmat koʻrsatuvchi kompaniya""",
    "investor": """fund|investment company|инвестор|фонд|投資家|投資会社|ファンド|инвестор|қор|investor|fond""",
    "research": """research institute|institute|university|laboratory|научный институт|научная организация
институт|университет|нии|исследования|研究機関|研究所|大学|ғылыми институт|ғылыми ұйым
ғылыми зерттеу институты|университет|tadqiqot|ilmiy institut
tadqiqot instituti|universitet|ilmiy tashkilot""",
}
LANGUAGES = {
    "ja": "japanese|jp|jpn|японский|яп|日本語|жапон|жапон тілі|жапонша|yapon|yapon tili|yaponcha|япон тили",
    "en": "english|eng|английский|англ|英語|ағылшын|ағылшын тілі|ағылшынша|ingliz|ingliz tili|inglizcha|инглиз тили",
    "ru": "russian|rus|русский|рус|ロシア語|露語|орыс|орыс тілі|орысша|rus tili|ruscha|рус тили",
    "kk": "kazakh|kaz|kz|казахский|каз|カザフ語|қазақ|қазақ тілі|қазақша|qozoq|qozoq tili|qozoqcha|қозоқ тили",
    "uz": "uzbek|uzb|узбекский|узб|ウズベク語|өзбек|өзбек тілі|өзбекше|o‘zbek|o‘zbek tili|o‘zbekcha|ўзбек тили|ўзбекча",
    "ky": "kyrgyz|kirghiz|киргизский|кыргызский|キルギス語|қырғыз|қырғыз тілі|qirg‘iz|qirg‘iz tili",
    "tg": "tajik|таджикский|タジク語|тәжік|тәжік тілі|tojik|tojik tili",
    "tk": "turkmen|туркменский|トルクメン語|түрікмен|түрікмен тілі|turkman|turkman tili",
    "zh": "chinese|cn|китайский|кит|中国語|қытай|қытай тілі|xitoy|xitoy tili",
    "ko": "korean|kr|корейский|韓国語|朝鮮語|корей|корей тілі|koreys|koreys tili",
    "de": "german|deutsch|немецкий|нем|ドイツ語|独語|неміс|неміс тілі|nemis|nemis tili",
    "tr": "turkish|türkçe|турецкий|тур|トルコ語|түрік|түрік тілі|turk|turk tili",
}
TWICE = re.compile(r"[()（）/／]+|\s[-–—]\s")
LANGUAGE_SEPARATORS = re.compile(r"[,;、，；/／|・+&\n]+|\s(?:и|and|және|мен|va|と)\s")


def _by_word(words: dict[str, str], codes: list[str]) -> dict[str, str]:
    return {fold(code): code for code in codes} | {
        fold(word): code for code, row in words.items() for word in re.split(r"[|\n]", row)
    }


KIND_OF, COOPERATION_OF = _by_word(KINDS, LineKind.values), _by_word(COOPERATIONS, Cooperation.values)
ROLE_OF = _by_word(ROLES, TradeRole.values)
LANGUAGE_OF = _by_word(LANGUAGES, WorkLanguage.values)


def languages_of(text: str) -> tuple[tuple[str, ...], str]:
    """Codes of all languages named, each once; and the first piece that names none."""
    codes: list[str] = []
    for part in LANGUAGE_SEPARATORS.split(plain(text, multiline=True)):
        one = LANGUAGE_OF.get(fold(part))
        pieces = [one] if one else [LANGUAGE_OF.get(fold(word), word) for word in part.split()]
        unknown = next((piece for piece in pieces if piece not in WorkLanguage.values), None)
        if unknown is not None:
            return (), unknown
        codes += [piece for piece in pieces if piece]
    return tuple(dict.fromkeys(codes)), ""


def choice(text: str, known: dict[str, str], template: str) -> str:
    """Its code, also where it is said twice: “Offer (提供)”; InvalidValue with the words that are known."""
    codes = {known.get(fold(part)) for part in TWICE.split(plain(text)) if fold(part)}
    code = known.get(fold(text)) or (codes.pop() if len(codes) == 1 else None)
    if code is None:
        raise InvalidValue(
            "unknown_choice", template, value=clean(text)[:40], known=", ".join(dict.fromkeys(known.values()))
        )
    return code
