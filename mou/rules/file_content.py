"""What a file really is, and whether anything in it acts by itself. Pure functions over bytes, bounded in time and memory."""

import io
import re
import warnings
import zipfile
import zlib
from pathlib import PurePosixPath

import puremagic
from django.utils.translation import gettext_noop as _
from PIL import Image

from core.text import InvalidValue

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OFFICE + "wordprocessingml.document", OFFICE + "spreadsheetml.sheet"
BY_ENDING = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".docx": DOCX, ".xlsx": XLSX}
MAIN_PART = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}
MOST_PIXELS = 60_000_000
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 1000, 100 * 1024 * 1024, 100
MOST_INFLATED = 40 * 1024 * 1024
ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


class ContentProblem(InvalidValue):
    """A file that is refused when it is looked into."""


def type_of(name: str, content: bytes) -> str | None:
    """The media type when ending and content agree on one we take; otherwise None."""
    wanted = BY_ENDING.get(PurePosixPath(name).suffix.lower())
    if wanted is None:
        return None
    if wanted in MAIN_PART:
        return wanted if _is_office(content, MAIN_PART[wanted]) else None
    return wanted if wanted in _magic_types(content) else None


def _magic_types(content: bytes) -> set[str]:
    """Media types whose signature stands at the very beginning."""
    try:
        found = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return set()
    return {match.mime_type for match in found if match.offset == 0 and content.startswith(match.byte_match)}


def _is_office(content: bytes, main_part: str) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return False
    return {"[Content_Types].xml", main_part} <= names


def inspect(content_type: str, content: bytes) -> None:
    """Look into a file; ContentProblem says why it must not be handed on."""
    if content_type == PDF:
        _inspect_pdf(content)
    elif content_type in (PNG, JPEG):
        _inspect_image(content)
    else:
        _inspect_office(content)


def _inspect_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise ContentProblem("truncated", _("The PDF file is not complete."))
    plain = HEX_NAME.sub(lambda found: bytes([int(found[1], 16)]), STREAM.sub(b" ", content))
    if b"/Encrypt" in plain:
        raise ContentProblem("encrypted", _("The PDF file is protected by a password, so it cannot be checked."))
    if ACTIVE_PDF.search(plain) or any(ACTIVE_PDF.search(part) for part in _object_streams(content)):
        raise ContentProblem("active", _("The PDF file contains scripts, programs or other files."))


def _object_streams(content: bytes):
    """Inflated object streams, within a total size."""
    left = MOST_INFLATED
    for found in STREAM.finditer(content):
        if b"/ObjStm" not in content[max(0, found.start() - 400) : found.start()]:
            continue
        inflater = zlib.decompressobj()
        try:
            part = inflater.decompress(found[1], left)
        except zlib.error:
            continue
        left -= len(part)
        if left <= 0 or inflater.unconsumed_tail:
            raise ContentProblem("bomb", _("The file unpacks to far more than its size."))
        yield HEX_NAME.sub(lambda name: bytes([int(name[1], 16)]), part)


def _inspect_image(content: bytes) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content))
            if image.width * image.height > MOST_PIXELS:
                raise ContentProblem("pixels", _("The picture has too many pixels."))
            image.verify()
    except ContentProblem:
        raise
    except Exception as broken:  # Pillow raises whatever its decoders do
        raise ContentProblem("broken", _("The picture is damaged.")) from broken


def _inspect_office(content: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ContentProblem("bomb", _("The file unpacks to far more than its size."))
    for entry in entries:
        _inspect_entry(archive, entry)


def _inspect_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise ContentProblem("bomb", _("The file unpacks to far more than its size."))
    if name.endswith(MACRO_PARTS) or "/activex/" in name or "/embeddings/" in name:
        raise ContentProblem("macro", _("The file contains macros or embedded programs."))
    if not name.endswith((".xml", ".rels")):
        return
    try:
        with archive.open(entry) as part:
            text = part.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as broken:
        raise ContentProblem("broken", _("The file is damaged.")) from broken
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:4096]:
        raise ContentProblem("entities", _("The file contains something that does not belong into a document."))
    for relation in EXTERNAL.findall(text) if name.endswith(".rels") else ():
        if b"/hyperlink" not in relation:
            raise ContentProblem("external", _("The file loads something from elsewhere when it is opened."))
