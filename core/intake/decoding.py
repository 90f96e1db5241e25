"""Bytes of a file to text: Unicode first, the old Japanese and Russian code pages only when the text makes sense."""
import re
import unicodedata

from django.utils.translation import gettext_noop as _

from .problems import FileUnreadable

BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
RUSSIAN = re.compile("[А-Яа-яЁё«»—–„“”’№…І-ЇҐґЎў\u00a0-]")
SAMPLE = 200_000  # characters enough to judge by
KANJI_IN = re.compile(rb"\x1b\$[@B]")  # the way mail programs write Japanese
KANJI_WORD = re.compile("(?<![A-Za-z])[\u3400-\u9fff]+(?![a-z])")
WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """The text and the name of its encoding; FileUnreadable names the byte that made no sense."""
    if not data.strip():
        raise FileUnreadable("empty", _("%(file)s is empty."), file=filename)
    encoding = (
        next((name for mark, name in BOMS if data.startswith(mark)), None) or _utf16_without_mark(data)
        or ("iso2022_jp" if KANJI_IN.search(data) else "utf-8")
    )
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _undecodable(data, error, filename) from None
        return _decode_code_page(data, error, filename)


def _utf16_without_mark(data: bytes) -> str | None:
    """No other text holds zero bytes; the right one of the two has separators and line ends, the other has none."""
    start = data[: SAMPLE // 100 * 2]
    if b"\0" not in start:
        return None
    found = {
        encoding: sum(map(start.decode(encoding, "replace").count, ",;\t\r\n"))
        for encoding in ("utf-16-le", "utf-16-be")
    }
    encoding, least = max(found, key=lambda name: found[name]), min(found.values())
    return encoding if found[encoding] > 2 * least and _is_plain(start.decode(encoding, "replace")) else None


def _is_plain(text: str) -> bool:
    """Hardly a sign that nobody types, nor one that is none."""
    strange = sum(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\r\n" for char in text)
    return strange <= 0.01 * len(text) + 1


def _decode_code_page(data: bytes, error: UnicodeDecodeError, filename: str) -> tuple[str, str]:
    fitting = []
    for encoding, makes_sense in (("cp932", _reads_as_japanese), ("cp1251", _reads_as_windows_russian)):
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
    if known < 0.97 * len(foreign):
        return False
    # Russian or European bytes read as Shift_JIS turn into half-width kana and rare kanji, with hardly any kana.
    return kana >= 0.03 * len(foreign) and halfwidth <= 0.4 * len(foreign) or _reads_as_kanji(text, halfwidth)


def _reads_as_kanji(text: str, halfwidth: int) -> bool:
    """Names without kana: usual kanji in words of their own, as no other code page gives them when it is misread.

    Capitals in the code pages of DOS and old Macs do; but then they read as Russian words.
    """
    kanji = [char for char in text if "\u3400" <= char <= "\u9fff"]
    together = sum(map(len, KANJI_WORD.findall(text)))
    usual = sum(_is_usual(char) for char in kanji)
    return (
        len(kanji) >= 4 and halfwidth <= 0.02 * len(kanji) and usual >= 0.7 * len(kanji)
        and together >= 0.8 * len(kanji) and not any(
            _reads_as_russian(text.encode("cp932").decode(other, "replace")) for other in ("cp866", "mac_cyrillic")
        )
    )


def _is_usual(char: str) -> bool:
    """A kanji of the first level: the 2,965 in daily use."""
    code = char.encode("cp932", "replace")
    return b"\x88\x9f" <= code <= b"\x98\x72"


def _is_japanese(char: str) -> bool:
    return (
        "\u3000" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff01" <= char <= "\uffee"
        or "А" <= char <= "ё" or unicodedata.category(char)[0] in "PS"
    )


def _reads_as_windows_russian(text: str) -> bool:
    """Capitals of KOI8 are small letters here: then the other reading has more of the usual ones."""
    other = text.encode("cp1251", "replace").decode("koi8-r")
    return _reads_as_russian(text) and not (_reads_as_russian(other) and _usual_letters(other) > _usual_letters(text))


def _usual_letters(text: str) -> float:
    """Their share: 45 % of Russian text, far less of anything misread."""
    letters = "".join(word for word in WORD.findall(text) if not word.isascii()).casefold()
    return sum(letters.count(letter) for letter in "оеаинт") / max(len(letters), 1)


def _reads_as_russian(text: str) -> bool:
    foreign = [char for char in text if char > "\x7f"]
    words = [word for word in WORD.findall(text) if not word.isascii()]
    plain = sum(_is_russian_word(word) for word in words)
    return (len(words) >= 3 and _usual_letters(text) >= 0.3 and plain >= 0.9 * len(words)
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
