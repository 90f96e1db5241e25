"""Whether every program that opens a ZIP archive sees the same one:
no gaps, overlaps, second names or lies about sizes.
"""

import io
import re
import struct
import zipfile
import zlib

from django.utils.translation import gettext_noop as _

from .content_problem import ContentProblem, bomb, damaged, foreign

MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 1000, 100 * 1024 * 1024, 100
MOST_OF_DIRECTORY = 1024 * 1024
END, ENTRY = b"PK\x05\x06", b"PK\x03\x04"
LOCAL = struct.Struct("<4sHHHHHIIIHH")
ZIP64_ENDS = 76  # bytes of the two records that may stand before the end
ENCRYPTED, SIZES_FOLLOW, UTF8 = 0x1, 0x8, 0x800
UNREADABLE = (
    zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, struct.error, IndexError, RuntimeError
)
UNSAFE_NAME = re.compile(r"(^|/)\.\.?(/|$)|^/|//|[\\:\x00-\x1f]")


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, its directory read but not yet believed. Raises damaged."""
    try:
        end = content.rindex(END)
        size, _start, comment = struct.unpack_from("<IIH", content, end + 12)
        if size > MOST_OF_DIRECTORY:
            raise bomb()
        if end + 22 + comment != len(content):
            raise damaged()
        return zipfile.ZipFile(io.BytesIO(content))
    except UNREADABLE as broken:
        raise broken if isinstance(broken, ContentProblem) else damaged() from broken


def check_entries(archive: zipfile.ZipFile, content: bytes) -> list[zipfile.ZipInfo]:
    """All entries when the archive is plain and honest; otherwise ContentProblem."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise bomb()
    names = {entry.orig_filename.casefold() for entry in entries}
    if len(names) != len(entries) or any(map(UNSAFE_NAME.search, names)):
        raise foreign()
    for entry in entries:
        _check_entry(entry)
    _check_places(archive, entries, content)
    return entries


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise ContentProblem("encrypted", _("The file is protected by a password, so it cannot be checked."))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged()
    if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise bomb()


def _check_places(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], content: bytes) -> None:
    """Entries follow each other from the first byte to the directory, and the directory reaches to the end."""
    at = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        behind = content[at : entry.header_offset]
        if not _is_descriptor(behind) or entry.header_offset < at:
            raise damaged()
        at = _end_of(entry, content)
    end = content.rindex(END)
    directory = struct.unpack_from("<I", content, end + 12)[0]
    if not _is_descriptor(
        content[at : archive.start_dir]
    ) or end - archive.start_dir - directory not in (0, ZIP64_ENDS):
        raise damaged()


def _is_descriptor(between: bytes) -> bool:
    """Nothing, or the sizes that may follow an entry's data."""
    return len(between) in (0, 12, 16, 20, 24)


def _end_of(entry: zipfile.ZipInfo, content: bytes) -> int:
    """Where its data ends; its own header must say what the directory says."""
    try:
        sign, _need, flags, method, _time, _day, _crc, packed, _size, of_name, of_extra = LOCAL.unpack_from(
            content, entry.header_offset
        )
    except struct.error as cut:
        raise damaged() from cut
    begins = entry.header_offset + LOCAL.size
    name = content[begins : begins + of_name].decode("utf-8" if flags & UTF8 else "cp437", "replace")
    same = (sign, method, name) == (ENTRY, entry.compress_type, entry.orig_filename)
    if not same or flags & ENCRYPTED or (packed not in (entry.compress_size, 0xFFFFFFFF) and not flags & SIZES_FOLLOW):
        raise damaged()
    return begins + of_name + of_extra + entry.compress_size


def read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as part:
            return part.read(entry.file_size + 1)
    except (*UNREADABLE, OSError, zlib.error) as broken:
        raise damaged() from broken

