"""Bytes of a file to text: Unicode first, the old Japanese and Russian code pages only when the text makes sense."""
import re
import unicodedata

from django.utils.translation import gettext_noop as _

from .problems import FileUnreadable

BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b", b"\x89PNG")
RUSSIAN = re.compile("[А-Яа-яЁё«»—–„“”’№…І-ЇҐґЎў\u00a0-]")
SAMPLE = 200_000  # characters enough to judge by
WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """The text and the name of its encoding; FileUnreadable names the byte that made no sense."""
    if not data.strip():
        raise FileUnreadable("empty", _("%(file)s is empty."), file=filename)
    if data.startswith(NOT_TEXT):
        raise FileUnreadable("not_csv", _("%(file)s is not a CSV file. In the spreadsheet program choose “Save as”, "
                                          "“CSV UTF-8”."), file=filename)
    encoding = (
        next((name for mark, name in BOMS if data.startswith(mark)), None) or _utf16_without_mark(data) or "utf-8"
    )
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _undecodable(data, error, filename) from None
        return _decode_code_page(data, error, filename)


def _utf16_without_mark(data: bytes) -> str | None:
    """A header in Latin letters leaves every second byte zero."""
    start = data[:400]
    for encoding, letters, zeros in (("utf-16-le", start[::2], start[1::2]), ("utf-16-be", start[1::2], start[::2])):
        if len(start) >= 8 and zeros.count(0) > len(zeros) * 0.6 and letters.count(0) == 0:
            return encoding
    return None


def _decode_code_page(data: bytes, error: UnicodeDecodeError, filename: str) -> tuple[str, str]:
    fitting = []
    for encoding, makes_sense in (("cp932", _reads_as_japanese), ("cp1251", _reads_as_russian)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if makes_sense(text[:SAMPLE]):
            fitting.append((text, encoding))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise FileUnreadable("ambiguous_encoding", _(
            "%(file)s could be Japanese (Shift_JIS) or Russian (Windows-1251) text. Please save it as UTF-8."
        ), file=filename)
    raise _undecodable(data, error, filename)


def _reads_as_japanese(text: str) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    halfwidth = sum("\uff61" <= char <= "\uff9f" for char in foreign)
    kana = sum("\u3040" <= char <= "\u30ff" for char in foreign)
    known = sum(_is_japanese(char) for char in foreign)
    # Russian or European bytes read as Shift_JIS turn into half-width kana and rare kanji, with hardly any kana.
    return known >= 0.97 * len(foreign) and halfwidth <= 0.4 * len(foreign) and kana >= 0.03 * len(foreign)


def _is_japanese(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff01" <= char <= "\uffee" or unicodedata.category(char)[0] in "PS" or (
        "А" <= char <= "ё")


def _reads_as_russian(text: str) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    words = [word for word in WORD.findall(text) if not word.isascii()]
    plain = sum(_is_russian_word(word) for word in words)
    letters = "".join(words).casefold()
    usual = sum(letters.count(letter) for letter in "оеаинт")  # 45 % of Russian text, far less of anything misread
    return (len(words) >= 3 and usual >= 0.3 * len(letters) and plain >= 0.9 * len(words)
            and sum(RUSSIAN.match(char) is not None for char in foreign) >= 0.95 * len(foreign))


def _is_russian_word(word: str) -> bool:
    """One script, and capitals only where people put them: other Cyrillic code pages read as this one swap the case."""
    return not re.search("[A-Za-z]", word) and not re.match("[а-яё][А-ЯЁ]", word)


def _undecodable(data: bytes, error: UnicodeDecodeError, filename: str) -> FileUnreadable:
    return FileUnreadable("undecodable", _(
        "%(file)s: byte %(byte)s at position %(position)s (line %(line)s) cannot be read as text. Please save it as "
        "UTF-8."
    ), file=filename, byte=f"0x{data[error.start]:02X}", position=error.start + 1,
        line=data[:error.start].count(b"\n") + 1)
