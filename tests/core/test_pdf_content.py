"""PDFs of the attacker: names in disguise, in streams that are none, in objects kept compressed."""

import io
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from core.files.rules.file_content import PDF
from tests import files_build as build
from tests.files_build import ascii85, objects, pypdf_file, verdict

SCRIPT = b"7 0 << /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN_OBJECT = b"9 0 obj << /S /JavaScript /JS (x) >> endobj\n"
PDFS = {
    "plain": build.pdf(b"/OpenAction << /S /JavaScript /JS (x) >>"),
    "no spaces": build.pdf(b"/OpenAction<</S/JavaScript/JS(x)>>"),
    "escapes": build.pdf(b"/OpenAction << /S /#4a#61vaScript /#4A#53 (x) >>"),
    "comments between": build.pdf(b"/OpenAction << /S % (\n/Launch%)\n/F (cmd) >>"),
    "a long comment between": build.pdf(b"/OpenAction << /S %" + b"x" * 1000 + b"\n/Launch /F (cmd) >>"),
    "after a false string": build.pdf(b"% (\n/AA << /S /Launch >>"),
    "type elsewhere": build.pdf(b"/AA << /S 7 0 R >> >> endobj 7 0 obj/Launch endobj"),
    "rich media": build.pdf(b"/Subtype /RichMedia /RichMediaContent 4 0 R"),
    "form": build.pdf(b"/AcroForm << /XFA [(a) 5 0 R] >>"),
    "attachment": build.pdf(b"/Names << /EmbeddedFiles 5 0 R >>"),
    "attached by a note": build.pdf(b"/Annots [<< /Subtype/FileAttachment /FS << /EF << /F 4 0 R >> >> >>]"),
    "in a false stream": build.pdf(b">>\nendobj\n% >>\nstream\n" + HIDDEN_OBJECT + b"%endstream\n<<"),
    "in a false stream within a string": build.pdf(b"/X (>>\nstream\n) /A << /S /JavaScript /JS (x) >> /Y (endstream)"),
    "flate": objects(SCRIPT),
    "hex and flate": objects(
        SCRIPT, b"[/ASCIIHexDecode /FlateDecode]", lambda words: zlib.compress(words).hex().encode() + b">"
    ),
    "ascii85 and flate": objects(SCRIPT, b"[/A85 /Fl]", lambda words: ascii85(zlib.compress(words))),
    "flate twice": objects(SCRIPT, b"[/FlateDecode /FlateDecode]", lambda words: zlib.compress(zlib.compress(words))),
    "not packed": objects(SCRIPT, b"", bytes),
    "disguised object stream": objects(SCRIPT).replace(b"/ObjStm", b"/#4fbjStm"),
    "far from its type": objects(SCRIPT, more=b"/X " + b"0" * 5000 + b" "),
}


def unreadable(words: bytes) -> bytes:
    return bytes(byte ^ 0x80 for byte in words)


UNCLEAR = {
    "lzw": objects(SCRIPT, b"/LZWDecode", unreadable),
    "predictor": objects(SCRIPT, more=b"/DecodeParms << /Predictor 12 /Columns 5 >> "),
    "filter elsewhere": objects(SCRIPT, b"9 0 R"),
    "cut by a false end": objects(SCRIPT).replace(b"\nendstream", b"endstream\nendstream"),
    "not zlib": objects(SCRIPT, pack=unreadable),
    "string in its dictionary": objects(b"7 0 true", more=b"/X (>>\nstream\n) "),
    "without data": build.pdf(b"/Type /ObjStm"),
}


@pytest.mark.parametrize("kind", PDFS)
def test_a_pdf_that_acts_is_refused(kind):
    assert verdict(PDF, PDFS[kind]) == "active"


@pytest.mark.parametrize("kind", UNCLEAR)
def test_objects_that_cannot_be_read_are_refused(kind):
    assert verdict(PDF, UNCLEAR[kind]) == "unclear"


def test_a_password_is_seen_wherever_it_stands():
    reader, out = PdfReader(io.BytesIO(pypdf_file())), io.BytesIO()
    writer = PdfWriter(clone_from=reader)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert verdict(PDF, out.getvalue()) == "encrypted"
    in_xref_stream = b"8 0 obj << /Type /XRef /Filter /FlateDecode /Encrypt%\n9 0 R >>\nstream\n" + zlib.compress(
        b"\1\0\0"
    ) + b"\nendstream\n"
    assert verdict(PDF, build.pdf().replace(b"trailer", in_xref_stream + b"trailer")) == "encrypted"


def test_opening_a_page_or_a_link_is_no_action():
    assert verdict(PDF, build.pdf(b"/OpenAction [3 0 R /Fit] /A << /S /URI /URI (https://firm.example) >>")) == "ok"


@pytest.mark.parametrize(
    "word", [b"stream\n", b"1 0 obj <<>>stream\n", b"/JS%", b"/#4a#53", b"(/Launch ", b"#4a", b"obj "]
)
def test_ten_megabytes_made_to_be_slow_are_judged_all_the_same(word):
    # a pattern that backtracks takes hours
    assert verdict(PDF, b"%PDF-1.7\n" + word * (10 * 1024 * 1024 // len(word)) + b"%%EOF")
