"""What a file really is, and whether anything in it acts by itself.
Pure functions over bytes, bounded in time and memory.
"""

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

import puremagic
from django.utils.translation import gettext_noop as _

from .content_problem import ContentProblem, damaged
from .image_content import inspect_image, without_traces
from .office_content import DOCX, MAIN_PART, XLSX, inspect_office, is_office
from .pdf_content import inspect_pdf

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
PICTURES = (PNG, JPEG)
BY_ENDING = {".pdf": PDF, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".docx": DOCX, ".xlsx": XLSX}
PDF_SIGN = re.compile(rb"%PDF-\d")
ZIP_ENTRY = re.compile(rb"PK\x03\x04[\x0a-\x3f]\0[\s\S][\s\S][\0\x08]\0")
# What parsers raise on bytes nobody has foreseen: the file is to blame, not this machine.
BAD_BYTES = (
    ValueError, ArithmeticError, LookupError, EOFError, RecursionError, struct.error, zlib.error, zipfile.BadZipFile
)


def type_of(name: str, content: bytes) -> str | None:
    """The media type when ending and content agree on one we take; otherwise None."""
    wanted = BY_ENDING.get(PurePosixPath(name).suffix.lower())
    if wanted is None:
        return None
    if wanted in MAIN_PART:
        return wanted if is_office(content, MAIN_PART[wanted]) else None
    return wanted if wanted in _magic_types(content) else None


def _magic_types(content: bytes) -> set[str]:
    """Media types whose signature stands at the very beginning."""
    try:
        found = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return set()
    return {match.mime_type for match in found if match.offset == 0 and content.startswith(match.byte_match)}


def inspect(content_type: str, content: bytes) -> None:
    """Look into a file; ContentProblem says why it must not be handed on."""
    try:
        _check_single(content_type, content)
        if content_type == PDF:
            inspect_pdf(content)
        elif content_type in (PNG, JPEG):
            inspect_image("PNG" if content_type == PNG else "JPEG", content)
        else:
            inspect_office(content)
    except ContentProblem:
        raise
    except BAD_BYTES as broken:
        raise damaged() from broken


def _check_single(content_type: str, content: bytes) -> None:
    """A file that is another one too would be opened by programs we have not thought of."""
    archive = content_type in MAIN_PART
    if (content_type != PDF and PDF_SIGN.search(content)) or (not archive and _is_archive(content)):
        raise ContentProblem("two_in_one", _("The file mixes two file types."))


def _is_archive(content: bytes) -> bool:
    return bool(ZIP_ENTRY.search(content)) or zipfile.is_zipfile(io.BytesIO(content))


def as_kept(content_type: str, content: bytes, side: int | None = None) -> bytes:
    """What is given out: pictures are written anew, everything else stays as it came. Raises ContentProblem."""
    forms = {PNG: "PNG", JPEG: "JPEG"}
    return without_traces(forms[content_type], content, side) if content_type in forms else content
