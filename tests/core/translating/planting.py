"""Faults planted in good translations: (kind, number of the message, what the check must say, how it is planted)."""
from .corpus import LANGUAGES, MESSAGES

ARABIC = "نحن نستطيع توريد البضائع كل شهر حسب الاتفاق"
OTHERS = {"ja": "kk", "en": "ru", "ru": "kk", "kk": "ru", "uz": "en"}
CHINESE, LATIN_KAZAKH, CYRILLIC_UZBEK, TURKISH = (
    "我们每个月可以供应四十吨蜂蜜，每桶三百公斤。", "Biz aıyna 40 tonna baldy 300 kg bóshkelerge salyp jetkize alamyz.",
    "Биз ойига 40 тонна асални 300 кг бочкаларда етказиб бера оламиз.",
    "Ayda 40 ton balı 300 kg fıçılarda tedarik edebiliriz.",
)
NEIGHBOUR = {"ja": CHINESE, "en": TURKISH, "ru": CYRILLIC_UZBEK, "kk": LATIN_KAZAKH, "uz": CYRILLIC_UZBEK}


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def each(ja: tuple, en: tuple, ru: tuple, kk: tuple, uz: tuple) -> dict:
    return dict(zip(LANGUAGES, (ja, en, ru, kk, uz), strict=True))


def replacing(**pairs):
    return lambda text, language: text.replace(*pairs[language])


def alike(one: str, other: str):
    return lambda text, _language: text.replace(one, other)


COMMA, SPACE = ("1,500", "1,050"), ("1 500", "1 050")
THOUSANDS = {"ja": COMMA, "en": COMMA, "ru": SPACE, "kk": SPACE, "uz": SPACE}
KINDS = [
    ("a digit fewer", 7, "numbers", lambda text, _l: text.replace("5,000", "500").replace("5 000", "500")),
    ("a zero more", 11, "numbers", lambda text, _l: text.replace("2,000", "20,000").replace("2 000", "20 000")),
    ("digits in another order", 9, "numbers", alike("45", "54")),
    ("a zero at another place", 0, "numbers", replacing(**THOUSANDS)),
    ("the decimal point lost", 0, "numbers", lambda text, _l: text.replace("2.5", "25").replace("2,5", "25")),
    ("two figures swapped", 1, "belongs", lambda text, _l: swapped(text, "40", "300")),
    ("half a range", 7, "numbers", lambda text, _l: text.replace("20", "22", 1)),
    ("a smaller magnitude", 2, "numbers", replacing(**each(
        ("320万", "320"), (" million", " thousand"), (" млн", " тыс."), (" млн", " мың"), (" mln", " ming")))),
    ("another large magnitude", 3, "numbers", replacing(**each(
        ("12億", "12万"), ("billion", "million"), ("млрд", "млн"), ("млрд", "млн"), ("mlrd", "mln")))),
    ("another unit", 1, "units", replacing(**each(
        ("300kg", "300g"), ("300 kg", "300 g"), ("300 кг", "300 г"), ("300 кг", "300 г"), ("300 kg", "300 g")))),
    ("the unit lost", 0, "units", replacing(**each(
        ("kW", ""), (" kW", ""), (" кВт", ""), (" кВт", ""), (" kVt", "")))),
    ("the sign of percent lost", 9, "units", lambda text, _l: text.replace(" %", "").replace("％", "")),
    ("another period", 1, "periods", replacing(**each(
        ("月に", "年に"), ("a month", "a year"), ("в месяц", "в год"), ("айына", "жылына"), ("oyiga", "yiliga")))),
    ("other days", 9, "units", replacing(**each(
        ("45日", "45週間"), ("45 days", "45 weeks"), ("45 дней", "45 недель"), ("45 күн", "45 апта"),
        ("45 kun", "45 hafta")))),
    ("another currency", 6, "currencies", replacing(**each(
        ("米ドル", "ユーロ"), ("US dollars", "euros"), ("долларов США", "евро"), ("АҚШ долларын", "еуроны"),
        ("AQSh dollarini", "yevroni")))),
    ("the currency lost", 9, "currencies", replacing(**each(
        ("ユーロで", ""), (", in euros", ""), (", в евро", ""), (", еуромен", ""), (", yevroda", "")))),
    ("the minus lost", 4, "numbers", lambda text, _l: text.replace("-18", "18").replace("-15", "15")),
    ("another month", 4, "moments", replacing(**each(
        ("3月", "5月"), ("March", "May"), ("марта", "мая"), ("наурызға", "мамырға"), ("martgacha", "maygacha")))),
    ("another day", 8, "numbers", lambda text, _l: text.replace("5", "6", 1)),
    ("another hour", 8, "moments", alike("10:00", "16:00")),
    ("another year", 5, "numbers", alike("2019", "2009")),
    ("another number of years", 5, "numbers", replacing(**each(
        ("3年間", "5年間"), ("three", "five"), ("три года", "пять лет"), ("үш жыл", "бес жыл"),
        ("uch yil", "besh yil")))),
    ("another name", 5, "name", alike("Altai Tamak", "Altay Tamaq")),
    ("another product", 1, "term", replacing(**each(
        ("はちみつ", "砂糖"), ("honey", "sugar"), ("мёда", "сахара"), ("балды", "қантты"), ("asalni", "shakarni")))),
    ("another standard", 5, "standard", alike("HACCP", "GMP")),
    ("another price basis", 2, "standard", alike("CIF", "FOB")),
    ("another model", 0, "codes", alike("HX-200", "HX-300")),
    ("an address added", 10, "codes", lambda text, _l: f"{text} www.example.com"),
    ("no became yes", 2, "negation", replacing(**each(
        ("値引きはいたしません", "値引きをいたします"), ("do not give", "give"), ("не даём", "даём"),
        ("бермейміз", "береміз"), ("bermaymiz", "beramiz")))),
    ("a neighbour's language", 1, ("script", "language"), lambda _text, language: NEIGHBOUR[language]),
    ("another of our languages", 1, ("script", "language"), lambda _t, language: MESSAGES[1][OTHERS[language]]),
    ("Arabic letters", 10, "script", lambda _text, _language: ARABIC),
    ("markup", 9, "markup", lambda text, _l: f"<p>{text}</p>"),
    ("entities", 3, "markup", lambda text, _l: text.replace(" ", "&nbsp;", 1) if " " in text else f"&quot;{text}"),
    ("talk about it", 10, "chatter", lambda text, _l: f"Here is the translation: {text}"),
    ("hidden signs", 10, "hidden_signs", lambda text, _l: f"{text[:5]}\u202e{text[5:]}"),
    ("said twice", 10, "long", lambda text, _l: f"{text} {text}"),
    ("cut off", 10, "short", lambda text, _l: text[: len(text) // 5]),
    ("a line lost", 11, "lines", lambda text, _l: text.split("\n")[1]),
    ("nothing", 10, "empty", lambda _text, _l: " "),
]
