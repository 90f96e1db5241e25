"""In which language a line is really written: people type Russian into a profile they declared to be Kazakh."""
import re

KANA_OR_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[A-Za-z]")
KAZAKH_LETTER = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
UZBEK_SIGN = re.compile(r"[oOgG][‘’ʻʼ'`]|\b(?:va|uchun|bilan)\b")
# A few short Kazakh lines have none of the letters of their own; a longer one without any is Russian.
TELLING_LENGTH = 12
WRITTEN_IN = {
    "japanese": frozenset({"ja", "zh"}),
    "cyrillic": frozenset({"ru", "kk", "ky", "tg", "uz"}),
    "latin": frozenset({"en", "uz", "tk", "kk", "de", "tr"}),
}


def written_language(text: str, declared: str) -> str:
    """The declared language where the letters allow it, otherwise the likeliest one of that script."""
    script = _script(text)
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
    return "ru" if len(CYRILLIC.findall(text)) >= TELLING_LENGTH else declared


def _script(text: str) -> str | None:
    """The script of most letters; a Japanese text full of Latin brand names is still Japanese."""
    japanese, cyrillic, latin = (len(letters.findall(text)) for letters in (KANA_OR_HAN, CYRILLIC, LATIN))
    if not japanese + cyrillic + latin:
        return None
    if 2 * japanese >= cyrillic + latin:
        return "japanese"
    return "cyrillic" if cyrillic >= latin else "latin"
