"""In which language a line is really written: people type Russian into a profile they declared to be Kazakh."""
import re

KANA_OR_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[A-Za-z]")
KAZAKH_LETTER = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
UZBEK_LETTER = re.compile("[ЎўҲҳ]")
TAJIK_LETTER = re.compile("[ӢӣӮӯҶҷ]")
UZBEK_SIGN = re.compile(r"[oOgG][‘’ʻʼ'`]|\b(?:va|uchun|bilan)\b")
# Some Kazakh lines have none of the letters of their own: without a Russian word or ending they are Kazakh all the
# same.
TELLING_LENGTH = 12
RUSSIAN_SIGN = re.compile(
    r"\b(?:и|для|из|по|с|в|на|от|без|или)\b"
    r"|(?:ый|ий|ая|яя|ое|ые|ие|ых|их|ого|ов|ев|ами|ями|ть|ение|ание|ость|ция|ции)\b",
    re.IGNORECASE,
)
WRITTEN_IN = {
    "japanese": frozenset({"ja", "zh"}),
    "cyrillic": frozenset({"ru", "kk", "ky", "tg", "uz"}),
    "latin": frozenset({"en", "uz", "tk", "kk", "de", "tr"}),
}


def written_language(text: str, declared: str) -> str:
    """The declared language where the letters allow it, otherwise the likeliest one of that script."""
    script = _script(text)
    if script == "cyrillic" and UZBEK_LETTER.search(text) and not TAJIK_LETTER.search(text):
        return "tg" if declared == "tg" else "uz"
    if script == "cyrillic" and declared in {"ru", "kk"}:
        return _russian_or_kazakh(text, declared)
    if script is None or declared in WRITTEN_IN[script]:
        return declared
    if script == "cyrillic":
        return _russian_or_kazakh(text, "ru")
    return "ja" if script == "japanese" else "uz" if UZBEK_SIGN.search(text) else "en"


def _russian_or_kazakh(text: str, declared: str) -> str:
    if KAZAKH_LETTER.search(text):
        return "kk"
    telling = len(CYRILLIC.findall(text)) >= TELLING_LENGTH and RUSSIAN_SIGN.search(text)
    return "ru" if telling else declared


def _script(text: str) -> str | None:
    """The script of most letters; a Japanese text full of Latin brand names is still Japanese."""
    japanese, cyrillic, latin = (len(letters.findall(text)) for letters in (KANA_OR_HAN, CYRILLIC, LATIN))
    if not japanese + cyrillic + latin:
        return None
    if 2 * japanese >= cyrillic + latin:
        return "japanese"
    return "cyrillic" if cyrillic >= latin else "latin"
