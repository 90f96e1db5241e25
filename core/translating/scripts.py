"""Whether a text is in the language it should be in: its letters first, its little words where letters do not tell."""
import re
from collections import Counter

LETTER = re.compile(r"[^\W\d_]")
LATIN, CYRILLIC = re.compile("[A-Za-z\u00c0-\u024f\u02bb\u02bc]"), re.compile("[\u0400-\u052f]")
KANA, HAN = re.compile("[\u3041-\u30ff]"), re.compile("[\u3400-\u9fff々]")
KAZAKH = re.compile("[әғқұһі]", re.I)  # ң, ө and ү are Kyrgyz too
KAZAKH_ANY = re.compile("[әғқңөұүһі]", re.I)
NOT_RUSSIAN = re.compile("[әғқңөұүһіїєґўҳҷӣӯ]", re.I)
NOT_KAZAKH = re.compile("[їєґўҳҷӣӯ]", re.I)
NOT_UZBEK = re.compile("[ıİğĞşŞəƏäÄßåÅæøčšžćüÜñéèêàâîôûëï]")  # without re.I, for which ı is an i
# Written in China only; what both countries write says nothing.
CHINESE = re.compile("[们这为说对还时没过从开关东车长门问间见产业个让给种价货质贸询吗呢你您请谢]")
LONG_ENOUGH = 12  # letters from which the language must show
OWN = {"ja": (KANA, HAN), "en": (LATIN,), "ru": (CYRILLIC,), "kk": (CYRILLIC,), "uz": (LATIN,)}
LEAST_OWN = 0.6  # of the letters; the rest are names, units and codes
LITTLE = {
    "en": "the of and is are for with to we our you your in at on by from can will not have has this that it as be if",
    "uz": "va uchun bilan bu biz siz ham bor yoʻq emas mumkin kerak yoki deb boʻyicha har bir kabi qadar lekin soʻng",
    "tr": "ve için ile bir bu biz siz var yok değil olarak kadar ama çok her",
    "de": "der die das und ist für mit wir ihr sie nicht ein eine auf von zu",
    "az": "və üçün ilə bir bu biz siz var yox deyil kimi",
    "ru": "и в на с для мы вы не по от до из это что к как наш ваш можем есть нет или при за",
    "bg": "и на за от се да е са ние вие не това как към със ще",
    "kk": "және мен үшін біз сіз бұл бар жоқ емес керек немесе дейін бойынша әр бір мүмкін",
}
SAME_SCRIPT = {"en": ("uz", "tr", "de", "az"), "uz": ("en", "tr", "de", "az"), "ru": ("kk", "bg"), "kk": ("ru", "bg")}
WORDS = {language: frozenset(words.split()) for language, words in LITTLE.items()}
UZBEK_ENDING = re.compile(r"(?:lar|larni|larga|lari|ning|dan|miz|siz|gan|adi|ydi|ish|moq|dagi|larda|imiz|ingiz)$")


def fault_of_language(text: str, language: str) -> str:
    """"": it can be that language. `text`: without names and codes, which may be in any script."""
    letters = LETTER.findall(text)
    if not letters:
        return ""
    own = sum(1 for letter in letters if any(script.match(letter) for script in OWN[language]))
    if own < LEAST_OWN * len(letters) or _has_strange_script(text, language):
        return "script"
    if len(letters) < (LONG_ENOUGH if language != "ja" else 6):
        return ""
    return "" if CHECKS[language](text) and not _reads_like_another(text, language) else "language"


def _has_strange_script(text: str, language: str) -> bool:
    """Arabic, Hangul or Hebrew are nobody's here; Cyrillic in Uzbek is the wrong choice."""
    for letter in LETTER.findall(text):
        if not any(script.match(letter) for script in (LATIN, CYRILLIC, KANA, HAN)):
            return True
    foreign = {"ja": CYRILLIC, "en": CYRILLIC, "uz": CYRILLIC}.get(language)
    east = re.search(r"[\u3041-\u30ff\u3400-\u9fff]", text) if language != "ja" else None
    return bool(east or (foreign and foreign.search(text)))


def _reads_like_another(text: str, language: str) -> bool:
    """More little words of a neighbour than of its own."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold().translate(APOSTROPHES)))
    others = SAME_SCRIPT.get(language, ())
    return any(_known(words, other) > _known(words, language) + 1 for other in others)


def _known(words: Counter, language: str) -> int:
    return sum(many for word, many in words.items() if word in WORDS[language])


APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`"), "ʻ")


def _is_english(text: str) -> bool:
    words = re.findall(r"[a-z]+", text.casefold())
    return len(words) < 6 or any(word in WORDS["en"] for word in words)


def _is_uzbek(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold().translate(APOSTROPHES))
    if NOT_UZBEK.search(text):
        return False
    return len(words) < 4 or any(word in WORDS["uz"] or UZBEK_ENDING.search(word) for word in words)


def _is_russian(text: str) -> bool:
    words = re.findall(r"[а-яё]+", text.casefold())
    return not NOT_RUSSIAN.search(text) and (len(words) < 6 or any(word in WORDS["ru"] for word in words))


def _is_kazakh(text: str) -> bool:
    return bool(KAZAKH.search(text)) and not NOT_KAZAKH.search(text)


def _is_japanese(text: str) -> bool:
    return bool(KANA.search(text)) and not CHINESE.search(text)


CHECKS = {
    "en": _is_english, "uz": _is_uzbek, "kk": _is_kazakh, "ja": _is_japanese,
    "ru": _is_russian,
}
