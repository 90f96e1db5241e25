"""What is refused and what is let through: made by hand for the attacker, by the usual programs for the honest."""

import io
import zipfile
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.files.rules.file_content import DOCX, JPEG, PDF, PNG, XLSX, type_of
from tests import files_build as build
from tests.files_build import (
    REL,
    W,
    photo,
    pillow_pdf,
    print_picture,
    pypdf_file,
    stored,
    streamed_zip,
    verdict,
    workbook,
)

from .test_office_content import OFFICE
from .test_pdf_content import PDFS

NAME = {PDF: "a.pdf", PNG: "a.png", JPEG: "a.jpg", DOCX: "a.docx", XLSX: "a.xlsx"}


XMP = b"<dc:title>HTML/JavaScript</dc:title>\n<dc:x>Product/Launch</dc:x>"
FIELDS = W % (
    b'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "http://dde.example/dde" </w:instrText></w:r>'
    b"<w:t>DDE cmd|x</w:t>"
)
HONEST = {
    "pypdf": (PDF, pypdf_file()),
    "picture as pdf": (PDF, pillow_pdf()),
    "object stream": (
        PDF, build.pdf_with_hidden(b"7 0 << /Type /Annot /A << /S /URI /URI (https://x.example/Launch) >> >>")
    ),
    "words in the metadata": (
        PDF,
        build.pdf(
            b"/Metadata 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Metadata >>\nstream\n" + XMP
            + b"\nendstream\nendobj\n3 0 obj <<"
        ),
    ),
    "a long note": (
        PDF,
        build.pdf(b"/Contents (" + b"Our web shop is made of many things. " * 20 + b"HTML/JavaScript, Product/Launch)"),
    ),
    "workbook": (XLSX, workbook()),
    "chart data in a document": (DOCX, build.docx(word__embeddings__sheet_dot_xlsx=workbook())),
    "streamed": (DOCX, streamed_zip("word/document.xml")),
    "fields": (DOCX, build.docx(word__header1_dot_xml=FIELDS)),
    "utf-16": (
        DOCX,
        build.docx(
            word__header1_dot_xml='<?xml version="1.0" encoding="UTF-16"?><w:hdr xmlns:w="w">見出し</w:hdr>'.encode(
                "utf-16"
            )
        ),
    ),
    "cdata": (DOCX, build.docx(word__header1_dot_xml=W % b"<w:t><![CDATA[a < b | c]]></w:t>")),
    "template on the writer's disk": (
        DOCX,
        build.docx(
            word__r_dot_rels=REL
            % b'TargetMode="External" Type="x/attachedTemplate" Target="file:///C:\\Users\\x\\y.dotx"'
        ),
    ),
    "drawing in a document": (
        DOCX, build.docx(word__media__x_dot_svg=b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><svg/>')
    ),
    "picture for print": (JPEG, print_picture()),
    "photo": (JPEG, photo()),
    "progressive photo": (JPEG, photo(progressive=True)),
    "photo of two pictures": (JPEG, photo() + photo()),
    "png": (PNG, build.picture()),
}


@pytest.mark.parametrize("kind", HONEST)
def test_honest_files_pass(kind):
    content_type, content = HONEST[kind]
    assert type_of(NAME[content_type], content) == content_type
    assert verdict(content_type, content) == "ok"


def zipped(name: str = "x.txt", content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("content_type, content", [
    (PDF, build.pdf() + zipped() + b"%%EOF"), (PDF, build.pdf() + zipped()), (JPEG, photo() + zipped()),
    (PNG, build.picture() + zipped()),
    (PNG, build.picture() + build.pdf()), (JPEG, photo() + build.pdf()),
    (DOCX, build.docx(word__x_dot_bin=b"%PDF-1.7 " + Random(1).randbytes(50))),
])
def test_two_kinds_in_one_are_refused(content_type, content):
    assert verdict(content_type, stored(content) if content_type == DOCX else content) in ("two_in_one", "truncated")


@pytest.mark.parametrize("before", [b"<html><script>alert(1)</script>\n", b"PK\x03\x04", b"\xff\xd8\xff", b" "])
def test_nothing_may_stand_before_a_pdf(before):
    assert type_of("a.pdf", before + build.pdf()) is None


@pytest.mark.parametrize("content_type, content", [
    (JPEG, photo()[:-200]), (JPEG, photo()[:2000]), (JPEG, photo()[:-2]), (JPEG, photo(progressive=True)[:-200]),
    (PNG, build.picture()[:-12]), (PNG, build.picture("JPEG")), (JPEG, photo().replace(b"\xff\xda", b"\xff\xfe")),
])
def test_pictures_that_are_not_whole_are_refused(content_type, content):
    assert verdict(content_type, content) == "broken"


def test_a_picture_that_asks_for_too_much_work_is_refused():
    out = io.BytesIO()
    Image.new("L", (4000, 4000)).save(out, "JPEG", progressive=True)
    last = out.getvalue().rfind(b"\xff\xda")
    assert verdict(JPEG, out.getvalue()[:-2] + out.getvalue()[last:-2] * 100 + b"\xff\xd9") == "pixels"


SEEDS = [(content_type, content) for content_type, content in HONEST.values()] + [
    (PDF, PDFS["hex and flate"]), (DOCX, OFFICE["dde in pieces"][1])
]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40)), min_size=1, max_size=6),
)
@example((JPEG, photo()), [(0.0, b"", 1)])
def test_changed_bytes_never_raise_anything_but_a_refusal(seed, changes):
    content_type, content = seed
    for place, new, gone in changes:
        at = int(place * len(content))
        content = content[:at] + new + content[at + gone :]
    type_of(NAME[content_type], content)
    assert verdict(content_type, content)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(NAME)), st.binary(max_size=200))
def test_any_bytes_never_raise_anything_but_a_refusal(content_type, content):
    assert verdict(content_type, content)


