"""What in the XML of Word and Excel files acts by itself:
declarations, relations, content types, fields and formulas.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from xml.parsers import expat

from django.utils.translation import gettext_noop as _

from .content_problem import ContentProblem, bomb, damaged, foreign

MOST_FIELDS, MOST_PIPES, MOST_REMARKS = 200_000, 500_000, 1000
ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.I)
# Word notes where on its own disk the writer's template lay; that loads nothing from elsewhere.
OWN_DISK = re.compile(r"(?:file:///)?[a-z]:[\\/]", re.I)
# The last word of a relation's type.
ACTIVE_RELATIONS = {
    "vbaproject", "wordvbadata", "control", "activexcontrolbinary", "oleobject", "afchunk", "xlmacrosheet",
    "xlintlmacrosheet", "attachedtoolbars", "subdocument",
}
ACTIVE_TYPES = re.compile("vbaproject|vbadata|macroenabled|macrosheet|activex|attachedtoolbars", re.I)
TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z0-9]+)")
FORMULAS = {b"f", b"oldFormula", b"formula", b"formula1", b"formula2", b"definedName"}
FIELD_TEXTS = {b"instrText", b"delInstrText"}
FIELD = re.compile(rb"nstr(?:Text\b[^<>]*>([^<]*)|\s*=\s*(\"[^\"<]*\"|'[^'<]*'))")
FIELD_MARK = re.compile(rb"fldChar\b")
DDE = re.compile(r"(?:^|\x01)[\s\"']*DDE(?:AUTO)?(?![A-Z])", re.I)
STRINGS = re.compile('"[^"]*"')
HIDDEN_PIPE = re.compile(rb"&#(?:0{0,99}124|[xX]0{0,99}7[cC]);")
OTHER_PROGRAM = re.compile(r"(?:^|[=+\-*/^(,;&@<>{])\s*[A-Za-z_][\w.]*\|")


def as_utf8(xml: bytes, errors: str = "strict") -> bytes:
    """The same text as UTF-8, which is what the searches below understand.
    The standard allows UTF-8 and UTF-16 only.
    """
    wide = xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in xml[:8]
    if wide:
        name = "utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-be" if xml[:1] == b"\0" else "utf-16-le"
        try:
            text = xml.decode(name, errors)
        except UnicodeError as wrong:
            raise damaged() from wrong
        if "\0" in text[:100]:  # four bytes a letter
            raise foreign()
        return text.encode(errors="replace")
    declared = ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf")[:300])
    if declared and declared[1].lower() not in ENCODINGS:
        raise foreign()
    return xml


def check_declarations(xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ContentProblem("entities", _("The file contains something that is not allowed in a document."))


def check_relations(xml: bytes) -> None:
    for given in _elements(xml, "Relationship"):
        kind = given.get("Type", "").strip().rstrip("/").rpartition("/")[2].lower()
        target = given.get("Target", "").strip()
        outside = given.get("TargetMode", "").strip().lower() == "external" or ABSOLUTE.match(target)
        if outside and kind != "hyperlink" and not (kind == "attachedtemplate" and OWN_DISK.match(target)):
            raise ContentProblem("external", _("The file loads something from elsewhere when it is opened."))
        if kind in ACTIVE_RELATIONS:
            raise active()


def check_types(xml: bytes) -> None:
    for name in ("Default", "Override"):
        if any(ACTIVE_TYPES.search(given.get("ContentType", "")) for given in _elements(xml, name)):
            raise active()


def active() -> ContentProblem:
    return ContentProblem("macro", _("The file contains macros or embedded programs."))


def _elements(xml: bytes, wanted: str) -> Iterator[dict[str, str]]:
    """Attributes of all elements of a name, whatever their prefix, quotes and entities."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()

    def start(name: str, given: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: value for key, value in given.items()})

    parser.StartElementHandler = start
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError) as broken:
        raise damaged() from broken
    return iter(found)


def check_fields(xml: bytes) -> None:
    """Fields and formulas that ask another program for data (DDE). One pass of plain searches:
    a sheet may have 100 MB.
    """
    if b"<![CDATA[" in xml:
        xml = xml.replace(b"<![CDATA[", b"").replace(b"]]>", b"")
    if any(
        tag in FORMULAS | FIELD_TEXTS for sign in (b"<!--", b"<?") for tag in _tags_around(xml, sign)
    ) or HIDDEN_PIPE.search(xml):
        raise foreign()
    if b"<ddeLink" in xml or b":ddeLink" in xml or DDE.search(_field_codes(xml)) or _asks_others(xml):
        raise active()


def _tags_around(xml: bytes, sign: bytes) -> Iterator[bytes]:
    """Names of the tags directly before a comment or instruction, which could break a word in two."""
    at, found = xml.find(sign), 0
    while at >= 0:
        found += 1
        if found > MOST_REMARKS:
            raise foreign()
        yield _tag(xml, xml.rfind(b"<", 0, at))
        at = xml.find(sign, at + 1)


def _tag(xml: bytes, at: int) -> bytes:
    name = TAG.match(xml, at, at + 100) if at >= 0 else None
    return name[1] if name else b""


def _field_codes(xml: bytes) -> str:
    """Codes joined as Word joins them; \\x01 where one begins or ends."""
    if b"nstr" not in xml:
        return ""
    pieces = [(found.start(), b"\x01") for found in islice(FIELD_MARK.finditer(xml), MOST_FIELDS)]
    for found in islice(FIELD.finditer(xml), MOST_FIELDS):
        if found[2]:
            pieces.append((found.start(), b"\x01" + found[2] + b"\x01"))
        elif _tag(xml, xml.rfind(b"<", max(0, found.start() - 100), found.start())):  # not the closing tag
            pieces.append((found.start(), found[1]))
    if len(pieces) >= MOST_FIELDS:
        raise bomb()
    return unescape(b"".join(piece for _at, piece in sorted(pieces)).decode(errors="replace"))


def _asks_others(xml: bytes) -> bool:
    """Whether a formula has a bar outside of its strings: cmd|'/c calc'!A0."""
    at, found = xml.find(b"|"), 0
    while at >= 0:
        found += 1
        if found > MOST_PIPES:
            raise bomb()
        begins, ends = xml.rfind(b"<", 0, at), xml.find(b"<", at)
        ends = ends if ends >= 0 else len(xml)
        if _tag(xml, begins) in FORMULAS and _other_program(xml[begins:ends].partition(b">")[2]):
            return True
        at = xml.find(b"|", ends)
    return False


def _other_program(formula: bytes) -> bool:
    return bool(OTHER_PROGRAM.search(STRINGS.sub('""', unescape(formula.decode(errors="replace")))))
