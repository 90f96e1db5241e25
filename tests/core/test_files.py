"""Files people add: refused when the content is not what the name says, in quarantine until looked into."""

import hashlib
import io
import struct
import tracemalloc
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.files import services
from core.files.downloads import attachment
from core.files.enums import FileState
from core.files.errors import FileEmpty, FileTooLarge, FileTypeWrong
from core.files.forms import FileForm, UploadedDocument
from core.files.rules import pdf_content
from core.files.states import FILE
from core.models import StoredFile
from core.uploads import LARGEST, dropped_files
from tests import files_build as build
from tests.walking import walk

pytestmark = pytest.mark.django_db
GOOD = {
    "a.pdf": build.pdf(), "a.png": build.picture(), "a.JPG": build.picture("JPEG"),
    "a.docx": build.docx(), "a.xlsx": build.xlsx(),
}
WRONG = {
    "program.pdf": b"MZ\x90\x00" + b"\0" * 60,
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "sheet.docx": build.xlsx(),
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "report.pdf.exe": build.pdf(),
    "no-ending": build.pdf(),
    "late.pdf": b"\n" * 10 + build.pdf(),
    "archive.xlsx": b"PK\x03\x04 not a zip at all",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_it_says_is_taken_and_released_after_a_look(sato, now, name):
    stored = services.store_file(name, GOOD[name], by=sato, now=now)
    assert (stored.state, stored.sha256) == ("quarantined", hashlib.sha256(GOOD[name]).hexdigest())
    assert services.inspect_files(now=now) == 1
    stored.refresh_from_db()
    assert (stored.state, stored.inspected_at) == ("released", now)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_type_behind_a_right_name_is_refused(sato, now, name):
    with pytest.raises(FileTypeWrong):
        services.store_file(name, WRONG[name], by=sato, now=now)
    assert not StoredFile.objects.exists()


def test_nothing_and_too_much_are_refused(sato, now):
    with pytest.raises(FileEmpty):
        services.store_file("a.pdf", b"", by=sato, now=now)
    with pytest.raises(FileTooLarge):
        services.store_file("a.pdf", build.pdf() + b" " * services.LIMIT, by=sato, now=now)


@pytest.mark.parametrize("name, kept", [
    ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\docs\\договор.pdf", "договор.pdf"),
    ("fdp\u202egpj.pdf", "fdpgpj.pdf"),
    ("報告書.pdf", "報告書.pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ("договор" * 60 + ".PDF", ("договор" * 17)[:116] + ".PDF"),
    ("a\x00\x1b\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"), ('a"; filename="b.exe".pdf', "a_; filename=_b.exe_.pdf"),
    ("\u200b . .pdf", "file.pdf"),
    ("/etc/cron.d/x.pdf", "x.pdf"), ("a.pdf/", "a.pdf"), ("x.tar.pdf:evil.pdf", "x.tar.pdf_evil.pdf"),
])
def test_names_lose_folders_tricks_and_excess(sato, now, name, kept):
    assert services.store_file(name, build.pdf(), by=sato, now=now).name == kept


def test_names_that_differ_only_in_case_are_two_files(sato, now):
    both = [
        services.store_file(name, build.pdf(), by=sato, now=now) for name in ("Report.pdf", "REPORT.PDF", "Report.pdf")
    ]
    assert len({stored.pk for stored in both}) == 3
    assert [stored.name for stored in both] == ["Report.pdf", "REPORT.PDF", "Report.pdf"]


@given(st.text(max_size=400))
def test_any_name_fits_its_row_and_one_header_line(name):
    kept = services._clean_name(name + ".pdf")
    header = attachment(kept, "application/pdf", b"x")["Content-Disposition"]
    assert len(kept) <= 120
    assert not set(kept) & set('/\\"\r\n\0')
    assert header.isascii()
    assert header.isprintable()
    assert header.startswith("attachment")
    assert header.count(";") <= 1 + kept.count(";")


def png_of(width: int, height: int) -> bytes:
    """A header that claims this size; a decoder would ask for gigabytes."""
    head = bytearray(build.picture())
    head[16:24] = struct.pack("!II", width, height)
    head[29:33] = struct.pack("!I", zlib.crc32(bytes(head[12:29])))
    return bytes(head)


BAD = {
    "script": ("a.pdf", build.pdf(b"/OpenAction << /S /JavaScript /JS (x) >>")),
    "script in disguise": ("a.pdf", build.pdf(b"/OpenAction << /S /J#61vaScript >>")),
    "script in a compressed stream": ("a.pdf", build.pdf_with_hidden(b"<< /S /JavaScript >>")),
    "program": ("a.pdf", build.pdf(b"/AA << /S /Launch >>")),
    "password": ("a.pdf", build.pdf(b"/Encrypt 9 0 R")),
    "cut off": ("a.pdf", build.pdf()[:-8]),
    "pdf bomb": ("a.pdf", build.pdf_with_hidden(b"\0" * (pdf_content.MOST_INFLATED + 1))),
    "giant picture": ("a.png", png_of(50_000, 50_000)),
    "damaged picture": ("a.png", build.picture()[:40]),
    "macro": ("a.docx", build.docx(word__vbaProject_dot_bin=b"x")),
    "zip bomb": ("a.docx", build.docx(word__media_dot_bin=b"\0" * 5_000_000)),
    "entity": ("a.docx", build.docx(word__x_dot_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")),
    "loads from elsewhere": (
        "a.docx",
        build.docx(
            word__r_dot_rels=(
                b'<Relationship Type="x/attachedTemplate" TargetMode="External" Target="http://evil.example"/>'
            )
        ),
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_acts_by_itself_is_refused_quickly_and_says_why(sato, now, kind):
    name, content = BAD[kind]
    stored = services.store_file(name, content, by=sato, now=now)
    tracemalloc.start()
    services.inspect_files(now=now)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    stored.refresh_from_db()
    assert stored.state == "refused"
    assert stored.refusal["template"]
    assert peak < 100 * 1024 * 1024


def test_a_link_in_a_document_is_harmless(sato, now):
    link = b'<Relationship Type="x/hyperlink" TargetMode="External" Target="http://firm.example"/>'
    stored = services.store_file("a.docx", build.docx(word__r_dot_rels=link), by=sato, now=now)
    services.inspect_files(now=now)
    stored.refresh_from_db()
    assert stored.state == "released"


def test_random_bytes_in_a_picture_stream_are_no_script(sato, now):
    stream = b"4 0 obj\n<< /Subtype /Image >>\nstream\n.../JS .../Launch ...\nendstream\nendobj\n"
    stored = services.store_file("a.pdf", build.pdf().replace(b"trailer", stream + b"trailer"), by=sato, now=now)
    services.inspect_files(now=now)
    stored.refresh_from_db()
    assert stored.state == "released"


def test_life_cycle(sato, now):
    stored = services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    rows = StoredFile.objects.filter(pk=stored.pk)
    walk(stored, FILE, FileState.values, lambda state: rows.update(state=state, inspected_at=now), by=None, now=now)
    assert StoredFile.objects.count() == 1


def test_each_constraint_holds(sato, now):
    stored = services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    rules = {
        "stored_file_state_is_known": {"state": "x", "inspected_at": now}, "stored_file_is_not_empty": {"size": 0},
        "stored_file_has_a_hash": {"sha256": "x"}, "stored_file_released_was_inspected": {"state": "released"},
    }
    for name, fields in rules.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(**fields)
    assert set(rules) == {constraint.name for constraint in StoredFile._meta.constraints}


def test_all_files_of_a_form_together_have_one_limit(rf):
    half = LARGEST // 2
    files = {
        name: SimpleUploadedFile(f"{name}.pdf", b"x" * size) for name, size in (
            ("first", half), ("second", half + 1), ("third", half), ("fourth", 1)
        )
    }
    request = rf.post("/", files)
    assert set(request.FILES) == {"first", "third"}
    assert dropped_files(request) == {"second": False, "fourth": False}


def test_the_field_whose_file_did_not_fit_says_so(rf):
    class Two(FileForm):
        first, second = UploadedDocument(), UploadedDocument(required=False)

    request = rf.post(
        "/",
        {
            "first": SimpleUploadedFile("a.pdf", b"x" * 9_000_000),
            "second": SimpleUploadedFile("b.pdf", b"x" * 9_000_000),
        },
    )
    posted = Two(request.POST, request.FILES, dropped=dropped_files(request))
    assert not posted.is_valid()
    assert list(posted.errors) == ["second"]
    assert "may total 12 MB" in str(posted.errors["second"])


class Endless:
    """200 MB that nobody holds: the body is made while it is read."""

    def __init__(self, fields: dict, size: int):
        self.boundary = "frontier"
        parts = "".join(
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        begin = (
            f'--{self.boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        )
        self.head, self.size, self.tail = begin.encode(), size, f"\r\n{parts}--{self.boundary}--\r\n".encode()
        self.length, self.at = len(self.head) + size + len(self.tail), 0

    def read(self, wanted: int = 65536) -> bytes:
        wanted = min(wanted, 65536, self.length - self.at)
        out = b""
        while len(out) < wanted:
            out += self._piece(wanted - len(out))
        return out

    readline = read  # asked for, never used

    def _piece(self, wanted: int) -> bytes:
        body_ends = len(self.head) + self.size
        if self.at < len(self.head):
            piece = self.head[self.at : self.at + wanted]
        elif self.at < body_ends:
            piece = b"x" * min(wanted, body_ends - self.at)
        else:
            piece = self.tail[self.at - body_ends : self.at - body_ends + wanted]
        self.at += len(piece)
        return piece


def test_two_hundred_megabytes_fill_neither_memory_nor_disk_and_the_rest_of_the_form_is_kept(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = Endless({"title": "Bulletin 7"}, 200 * 1024 * 1024)
    kind = f"multipart/form-data; boundary={body.boundary}"
    environ = RequestFactory()._base_environ(REQUEST_METHOD="POST", CONTENT_TYPE=kind, CONTENT_LENGTH=str(body.length))
    request = WSGIRequest(environ | {"wsgi.input": body})
    tracemalloc.start()
    assert request.POST["title"] == "Bulletin 7"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert request.files_too_large == {"file"}
    assert not request.FILES
    assert peak < 30 * 1024 * 1024
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= LARGEST


def photograph(form: str) -> bytes:
    """Taken sideways, with the place where it was taken."""
    image, facts = Image.new("RGB", (40, 20), "red"), Image.Exif()
    facts[0x0112], facts[0x010F] = 6, "Zeqocamera"  # turn by 90°, maker
    facts.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    more = {"pnginfo": words_in_a_png()} if form == "PNG" else {"comment": b"Zeqocomment"}
    image.save(out, form, exif=facts, **more)
    return out.getvalue()


def words_in_a_png() -> PngInfo:
    words = PngInfo()
    words.add_text("Comment", "Zeqocomment")
    return words


@pytest.mark.parametrize("name, form", [("a.jpg", "JPEG"), ("a.png", "PNG")])
def test_a_picture_loses_what_it_says_about_place_and_camera(sato, now, name, form):
    given = photograph(form)
    stored = services.store_file(name, given, by=sato, now=now)
    services.inspect_files(now=now)
    stored.refresh_from_db()
    kept = bytes(stored.content)
    picture = Image.open(io.BytesIO(kept))
    assert b"Zeqocamera" in given and b"Zeqocomment" in given, "control"  # noqa: PT018
    assert b"Zeqo" not in kept
    assert dict(picture.getexif()) == {}
    assert picture.size == (20, 40)
    assert (stored.size, stored.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())


def test_a_document_stays_as_it_came(sato, now):
    stored = services.store_file("a.pdf", GOOD["a.pdf"], by=sato, now=now)
    services.inspect_files(now=now)
    stored.refresh_from_db()
    assert bytes(stored.content) == GOOD["a.pdf"]
