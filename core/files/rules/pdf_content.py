"""Whether a PDF acts by itself. No parser: readers forgive what parsers refuse, so names are looked for wherever a
reader could find them.

Everything is linear in the size of the file; whatever makes it unclear what a reader would see is refused.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from .content_problem import ContentProblem, bomb

MOST_INFLATED = 40 * 1024 * 1024
MOST_IN_LETTERS = 1024 * 1024  # bytes of object streams in ASCII85, which is slow to read and used by nobody
MOST_OBJECTS, MOST_HITS, MOST_ESCAPES = 300_000, 20_000, 100_000
SIGHT = 300  # bytes looked at on either side of a name; gaps longer than this are no accident
SPACE = rb"\0\t\n\f\r "
LONGEST_STRING = 2000
GAP = rb"(?:[" + SPACE + rb"]|%[^\r\n]*(?:[\r\n]|\Z))"
GAPS = re.compile(GAP + b"*")
REFERENCE = re.compile(rb"\d{1,12}" + GAP + rb"+\d{1,12}" + GAP + b"*R")
NAMED_BEFORE = re.compile(rb"(?:/S|/Type|/Subtype|obj)" + GAP + rb"*\Z")
INSIDE_STRING = re.compile(rb"\([^()<>\r\n]*\Z")
LETTERS = frozenset(range(256)) - frozenset(b"\0\t\n\f\r ()<>[]{}/%")  # what may continue a name
OBJECT = re.compile(rb"obj(?<=[0-9" + SPACE + rb"]obj)(?=[" + SPACE + rb"()<>\[\]{}/%])")
STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
FIRST = re.compile(rb"/First[" + SPACE + rb"]*\d+(?![0-9]|[" + SPACE + rb"]+\d+[" + SPACE + rb"]+R)")
FILTER = re.compile(rb"/Filter[" + SPACE + rb"]*(\[[^\[\]]*\]|/[A-Za-z0-9]+)")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


class Word(NamedTuple):
    name: bytes
    openers: tuple[bytes, ...]  # how its value may begin, if not with a reference
    whole: bool = True  # False: the name may go on


DICTIONARY = (b"<<",)
# turn up in compressed pictures by chance; useless without a long one
SHORT = (Word(b"/JS", (b"(", b"<")), Word(b"/EF", DICTIONARY))
LONG = (
    Word(b"/JavaScript", DICTIONARY), Word(b"/Launch", DICTIONARY), Word(b"/EmbeddedFile", DICTIONARY, whole=False),
    Word(b"/FileAttachment", DICTIONARY), Word(b"/RichMedia", DICTIONARY, whole=False),
    Word(b"/XFA", (b"[", *DICTIONARY)),
)
ENCRYPT = (Word(b"/Encrypt", DICTIONARY),)


def inspect_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise ContentProblem("truncated", _("The PDF file is not complete."))
    parts = _parts(content)
    whole, plain = _unescaped(content), _unescaped(b"\n".join(map(_without_stream, parts)))
    if _found(whole, ENCRYPT, anywhere=False) or _found(plain, ENCRYPT):
        raise ContentProblem("encrypted", _("The PDF file is protected by a password, so it cannot be checked."))
    if _found(whole, LONG, anywhere=False) or any(
        _found(text, LONG + SHORT) for text in (plain, *_object_streams(parts))
    ):
        raise ContentProblem("active", _("The PDF file contains scripts, programs or other files."))


def _unclear() -> ContentProblem:
    return ContentProblem(
        "unclear", _("This PDF file cannot be checked. Save it again with another program.")
    )


def _parts(content: bytes) -> list[bytes]:
    """The file cut at every beginning of an object, real or pretended."""
    # Readers rebuild a broken table of objects by looking for "obj": so a pretended one inside a stream can act too.
    cuts = [found.end() for found in OBJECT.finditer(content)]
    if len(cuts) > MOST_OBJECTS:
        raise _unclear()
    return [content[start:end] for start, end in pairwise([0, *cuts, len(content)])]


def _without_stream(part: bytes) -> bytes:
    # From the first "stream" to the last "endstream": a shorter cut could hide what a reader takes for the dictionary.
    begins = STREAM.search(part)
    ends = part.rfind(b"endstream")
    if not begins or ends < begins.end() or b"trailer" in part[begins.end() : ends]:
        return part
    return part[: begins.end()] + part[ends:]


def _unescaped(text: bytes) -> bytes:
    """Names as readers understand them: /J#53 is /JS."""
    text, done = ESCAPE.subn(lambda found: bytes([int(found[1], 16)]), text, count=MOST_ESCAPES)
    if done == MOST_ESCAPES:
        raise _unclear()
    return text


def _found(text: bytes, words: tuple[Word, ...], *, anywhere: bool = True) -> bool:
    """Whether a name stands where it acts; `anywhere` also where only its surroundings are missing."""
    for word in words:
        for at in _hits(text, word):
            end = at + len(word.name)
            if _has_value(text, end, word.openers) or _is_named(text, at) or (anywhere and not _in_string(text, at)):
                return True
    return False


def _hits(text: bytes, word: Word) -> Iterator[int]:
    at, hits = text.find(word.name), 0
    while at >= 0:
        end = at + len(word.name)
        if not word.whole or end == len(text) or text[end] not in LETTERS:
            yield at
        hits += 1
        if hits > MOST_HITS:
            raise _unclear()
        at = text.find(word.name, end)


def _has_value(text: bytes, end: int, openers: tuple[bytes, ...]) -> bool:
    while end < len(text) and text[end] in LETTERS:  # the rest of a longer name
        end += 1
    gap = GAPS.match(text, end, end + SIGHT)
    value = gap.end() if gap else end
    return value - end >= SIGHT or text.startswith(openers, value) or bool(REFERENCE.match(text, value, value + SIGHT))


def _is_named(text: bytes, at: int) -> bool:
    """Directly after /S, /Type, /Subtype or the beginning of an object; a comment in between could hide that."""
    before = text[max(0, at - SIGHT) : at]
    if NAMED_BEFORE.search(before):
        return True
    stripped = before.rstrip(b"\0\t\n\f\r ")
    line = re.split(rb"[\r\n]", stripped)[-1]
    return bool(re.search(rb"[\r\n]", before[len(stripped) :])) and (b"%" in line or len(line) > SIGHT // 2)


def _in_string(text: bytes, at: int) -> bool:
    """Surely inside a literal string, as in (https://firm.example/Launch) or (HTML/JavaScript)."""
    return bool(INSIDE_STRING.search(text, max(0, at - LONGEST_STRING), at))


def _object_streams(parts: list[bytes]) -> Iterator[bytes]:
    """Objects that are kept compressed, unpacked within a total size."""
    left, letters = MOST_INFLATED, MOST_IN_LETTERS
    for part in parts:
        names = _unescaped(part)
        if b"/ObjStm" not in names and not (b"stream" in part and FIRST.search(names)):
            continue
        filters, data = _shape(part, _unescaped(part[: part.find(b"stream")]))
        if filters and filters[0] in (b"A85", b"ASCII85Decode"):
            letters -= len(data)
        text = _decoded(data, filters, left)
        left -= len(text)
        if left <= 0 or letters <= 0:
            raise bomb()
        yield _unescaped(text)


def _shape(part: bytes, head: bytes) -> tuple[list[bytes], bytes]:
    """Filters and data of an object stream, whose dictionary must leave no doubt where the data begins
    and how it is packed.
    """
    begins = STREAM.search(part)
    doubtful = part.count(b"stream") != 2 or part.count(b"endstream") != 1 or head.count(b"/Filter") > 1
    if not begins or doubtful or re.search(rb"[(%]|/DecodeParms|/DP|/Predictor|/FFilter", head):
        raise _unclear()
    found = FILTER.search(head)
    if b"/Filter" in head and not found:
        raise _unclear()
    return re.findall(rb"[A-Za-z0-9]+", found[1]) if found else [], part[begins.end() : part.find(b"endstream")]


def _decoded(data: bytes, filters: list[bytes], left: int) -> bytes:
    if len(filters) > 4:
        raise _unclear()
    for name in filters:
        try:
            data = DECODERS[name](data, left)
        except (KeyError, ValueError, zlib.error, binascii.Error) as strange:
            raise _unclear() from strange
    return data


def _inflate(data: bytes, left: int) -> bytes:
    inflater = zlib.decompressobj()
    text = inflater.decompress(data, left)
    if len(text) >= left:
        raise bomb()
    if not inflater.eof:
        raise _unclear()
    return text


def _from_hex(data: bytes, _left: int) -> bytes:
    digits = b"".join(data[: data.index(b">")].translate(None, b"\0\f").split())
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _from_85(data: bytes, _left: int) -> bytes:
    letters = data[: data.index(b"~>")]
    if len(letters) > MOST_IN_LETTERS:
        raise bomb()
    return base64.a85decode(letters.strip().removeprefix(b"<~"), ignorechars=b"\0\t\n\f\r ")


DECODERS = {
    b"FlateDecode": _inflate, b"Fl": _inflate, b"ASCIIHexDecode": _from_hex, b"AHx": _from_hex,
    b"ASCII85Decode": _from_85, b"A85": _from_85,
}
