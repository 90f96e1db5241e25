"""A template with data and pictures becomes a tagged page: the same each time, or a failure that is said."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from core.typesetting.composing import PageNotMade, compose
from core.typesetting.squares import qr_svg

AS_OF = datetime(2026, 11, 20, 9, tzinfo=UTC)
PAGE = """#import "words.typ": greeting
#let data = json("data.json")
#set document(title: "Test")
#set text(font: ("Onest", "Noto Sans JP"), lang: "ja")
#greeting(data.name) #if data.replaced [incomplete] #image("qr.svg", width: 2cm, alt: "QR")
"""


@pytest.fixture
def template(tmp_path) -> Path:
    (tmp_path / "words.typ").write_text("#let greeting(name) = [Welcome, #name!]")
    (tmp_path / "page.typ").write_text(PAGE)
    return tmp_path / "page.typ"


def made(template: Path, **data) -> bytes:
    return compose(template, data, as_of=AS_OF, pictures={"qr.svg": qr_svg("https://portal.example/")})


def text_of(pdf: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def test_a_template_finds_data_pictures_and_its_neighbours(template):
    pdf = made(template, name="田中")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert text_of(pdf) == "Welcome, 田中!"
    assert b"pdfuaid:part" in pdf
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_same_gives_the_same_bytes(template):
    assert made(template, name="田中") == made(template, name="田中") != made(template, name="佐藤")


def test_letters_that_only_names_are_written_with_are_printed_in_both_weights(template):
    template.write_text(PAGE + "#text(weight: 700, data.name)")
    assert text_of(made(template, name="髙﨑 濵 𠮷")) == "Welcome, 髙﨑 濵 𠮷! 髙﨑 濵 𠮷"


def test_a_template_is_told_of_missing_letters(template):
    assert text_of(made(template, name="🍯")) == "Welcome, 〓! incomplete"
    assert text_of(made(template, name="〓")) == "Welcome, 〓!", "written so by somebody"


def test_a_page_that_cannot_be_made_is_a_failure_with_words_in_the_log(template, caplog):
    with pytest.raises(PageNotMade):
        made(template, title="no name")
    assert "page.typ" in caplog.text
    assert caplog.records[0].name == "portal.typesetting"


def test_a_template_reads_nothing_outside_its_folder(template, caplog):
    template.write_text(f'#read({json.dumps("/../../etc/hostname")})')
    with pytest.raises(PageNotMade):
        made(template, name="")


def test_the_child_ends_when_its_time_is_up(template):
    with pytest.raises(PageNotMade, match=r"0\.01 seconds"):
        compose(template, {"name": ""}, as_of=AS_OF, seconds=0.01)


def test_a_square_is_one_path():
    assert qr_svg("https://portal.example/").count(b"<path") == 1
