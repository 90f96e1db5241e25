"""Small files of each kind, good and bad."""
import base64
import io
import zipfile
import zlib

import openpyxl
from openpyxl.chart import BarChart, Reference
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Link

from core.files.rules.file_content import ContentProblem, inspect

REL = b'<Relationships><Relationship Id="r1" %s/></Relationships>'
W = b'<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'


def pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + extra + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def pdf_with_hidden(words: bytes) -> bytes:
    """In a compressed object stream, where a plain search does not see it."""
    packed = zlib.compress(words)
    head = b"%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
    return head + packed + b"\nendstream\nendobj\n%%EOF\n"


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


def office(main: str, types: bytes = b"", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types>" + types + b"</Types>")
        archive.writestr(main, "<document/>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return office("word/document.xml", **more)


def xlsx(**more: bytes) -> bytes:
    return office("xl/workbook.xml", **more)


def types(declared: bytes) -> bytes:
    return office("word/document.xml", types=declared)


def verdict(content_type: str, content: bytes) -> str:
    """"ok", or the code of the refusal."""
    try:
        inspect(content_type, content)
    except ContentProblem as problem:
        return problem.code
    return "ok"


def pypdf_file() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200), writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "HTML/JavaScript (2026), Product/Launch [plan]"})
    for url in ("https://firm.example/JS/Launch", "https://firm.example/JavaScript?a=1"):
        writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url=url))
    for page in writer.pages:
        page.compress_content_streams()
    writer.write(out)
    return out.getvalue()


def pillow_pdf() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((400, 400), 90).convert("RGB").save(out, "PDF")
    return out.getvalue()


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in ([1, "a|b"], [2, '=A1&"|"&A2'], [3, "=SUM(A1:A2)"], [4, '=IF(A1>2,"x(a|b","no")']):
        sheet.append(row)
    book.create_sheet("Лист 2")
    sheet["C1"].hyperlink = "https://firm.example/"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=4))
    sheet.add_chart(chart, "E1")
    book.save(out)
    return out.getvalue()


def streamed_zip(main: str) -> bytes:
    """As programs write that do not go back: sizes follow the data."""
    class OneWay(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *args):
            raise OSError

        def tell(self):
            raise OSError

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr(main, W % "договор".encode())
    return out.getvalue()


def photo(**options) -> bytes:
    out, picture = io.BytesIO(), Image.effect_noise((300, 200), 60).convert("RGB")
    exif = picture.getexif()
    exif[0x010E], exif[0x9286] = "<script>alert(1)</script> /JS (x)", b"\0" * 20
    picture.save(out, "JPEG", exif=exif, **options)
    return out.getvalue()


def print_picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("CMYK").save(out, "JPEG")
    return out.getvalue()


def objects(words: bytes, filters: bytes = b"/FlateDecode", pack=zlib.compress, more: bytes = b"") -> bytes:
    head = b"%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + more + (b"/Filter " + filters if filters else b"")
    return head + b" >>\nstream\n" + pack(words) + b"\nendstream\nendobj\n%%EOF\n"


def ascii85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def stored(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    return out.getvalue()
