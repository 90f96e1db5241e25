"""Whether a Word or Excel file acts by itself: what is in its parts, whatever their names say."""

from dataclasses import dataclass

from .content_problem import ContentProblem, bomb, foreign
from .office_xml import active, as_utf8, check_declarations, check_fields, check_relations, check_types
from .zip_content import ENTRY, MOST_UNPACKED, UNREADABLE, check_entries, opened, read

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OFFICE + "wordprocessingml.document", OFFICE + "spreadsheetml.sheet"
MAIN_PART = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of macros, embedded programs and the formats before 2007
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
DEEPEST = 1  # a chart's workbook is looked into, what such a workbook carries is refused


def is_office(content: bytes, main_part: str) -> bool:
    if not content.startswith(ENTRY):
        return False
    try:
        names = set(opened(content).namelist())
    except (ContentProblem, *UNREADABLE):
        return False
    return {TYPES, main_part} <= names


@dataclass
class Budget:
    """Bytes that may still be unpacked, all parts of all levels together."""

    unpacked: int = MOST_UNPACKED
    relations: int = 4 * 1024 * 1024  # each is read element by element

    def take(self, name: str, size: int) -> None:
        self.unpacked -= size
        if name.endswith(".rels") or name == TYPES.lower():
            self.relations -= size
        if self.unpacked < 0 or self.relations < 0:
            raise bomb()


def inspect_office(content: bytes) -> None:
    _inspect(content, 0, Budget())


def _inspect(content: bytes, depth: int, budget: Budget) -> None:
    archive = opened(content)
    for entry in check_entries(archive, content):
        name = entry.filename.lower()
        budget.take(name, entry.file_size)
        _check_part(name, read(archive, entry), depth, budget)


def _check_part(name: str, part: bytes, depth: int, budget: Budget) -> None:
    if name.endswith(MACRO_PARTS) or "/activex/" in f"/{name}" or part.startswith(OLE):
        raise active()
    if name.endswith(".piece"):  # a part in pieces could break any word in two
        raise foreign()
    if part.startswith(ENTRY) or "/embeddings/" in name:
        if depth == DEEPEST or not any(is_office(part, main) for main in MAIN_PART.values()):
            raise active()
        _inspect(part, depth + 1, budget)
    elif name.endswith((".xml", ".rels")):
        _check_xml(name, as_utf8(part))
    elif _looks_like_xml(part):
        _check_xml(name, as_utf8(part, errors="replace"))


def _looks_like_xml(part: bytes) -> bool:
    """Readers go by the declared type, not by the ending."""
    return part[:100].translate(None, b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _check_xml(name: str, xml: bytes) -> None:
    if not name.endswith(".svg"):  # drawing programs declare their pictures' type
        check_declarations(xml)
    if name.endswith(".rels"):
        check_relations(xml)
    elif name == TYPES.lower():
        check_types(xml)
    else:
        check_fields(xml)
