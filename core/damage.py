"""What spreadsheets do to numbers that are names, and what they leave where a value was to be."""

import re
import unicodedata

GUARDED = re.compile(r"""^=\s*["“](.*)["”]$|^['’‘`](.*)$""", re.S)
SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?\s*[eEеЕ]\s*\+?\s*\d{1,3}")
TAIL = re.compile(r"(\d[\d \u00a0]*\d)[.,]0{1,2}")
# Where a formula failed, by the program's language: #N/A, #Н/Д, #ССЫЛКА!, #ИМЯ?, #DIV/0!, Err:508, a column too narrow.
FAILED = re.compile(
    r"(?i:#(?:N/A|Н/Д|NV|YOK|GETTING_DATA|ЗАГРУЗКА)[!?]?|(?:Err|Ошибка|エラー|Қате|Xato)\s*:\s*\d{3})"
    r"|#[A-ZĞİŞÇÖÜА-ЯЁІҒҚҢӨҰҮҺӘ][A-ZĞİŞÇÖÜА-ЯЁІҒҚҢӨҰҮҺӘ0-9/]{1,14}[!?]|#{3,}"
)
FORMULA = re.compile(r"=(?![=>]).+", re.S)


def without_guard(text: str) -> str:
    """'050740000122 and ="050740000122" as they were meant."""
    text = text.strip()
    found = GUARDED.match(text)
    return (found[1] or found[2] or "").strip() if found else text


def without_tail(text: str) -> str:
    """1203201010107.0 without its ".0"; groups set apart by points stay as they are."""
    found = TAIL.fullmatch(text.strip())
    return found[1] if found else text


def is_shortened(text: str) -> bool:
    """5,074E+10: the digits behind are lost."""
    return bool(SHORTENED.fullmatch(text.strip()))


def is_no_value(text: str) -> bool:
    """A formula, or what stands where one failed: nobody meant it as a name or number."""
    plain = unicodedata.normalize("NFKC", without_guard(text)).strip()
    return is_failed(plain) or bool(FORMULA.fullmatch(plain))


def is_failed(text: str) -> bool:
    """#Н/Д, #REF!: what stands in a cell whose formula failed, also when it is copied from there."""
    return bool(FAILED.fullmatch(unicodedata.normalize("NFKC", text).strip()))
