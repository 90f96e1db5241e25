"""Ten megabytes made to be slow, looked into: python -m benchmarks.file_content

Prints the seconds and the verdict of each; the slowest should stay below two seconds on one core.
"""
import io
import time
import zipfile
import zlib
from random import Random

from django.conf import settings

settings.configure(USE_I18N=False)

from PIL import Image  # noqa: E402

from core.files.rules.file_content import DOCX, JPEG, PDF, PNG, ContentProblem, inspect  # noqa: E402

LIMIT = 10 * 1024 * 1024
UNPACKED = 90 * 1024 * 1024
IN_PDF = [
    b"/", b"/JSx", b"/JS%", b"(/Launch ", b"#4a", b"stream\n", b"endstream\n", b"obj ",
    b"1 0 obj <<>>stream\nx endstream\n", b"/First 1 0 R ", b"(a/Encrypt)\n", b"%\n", b"1 ",
]
IN_WORD = [
    b"<", b"<c><v>1</v></c>", b"<w:fldChar/>", b"<w:instrText>x</w:instrText>", b"<f>&#1;</f>", b'<f>"|', b"|", b"&#1;",
    b"<!--", b"<![CDATA[",
]


def main() -> None:
    slowest = 0.0
    for name, content_type, content in [*pdfs(), *documents(), *pictures()]:
        began = time.perf_counter()
        try:
            inspect(content_type, content)
            verdict = "ok"
        except ContentProblem as problem:
            verdict = problem.code
        took = time.perf_counter() - began
        slowest = max(slowest, took)
        print(f"{took:6.2f} s  {len(content) / 1e6:5.1f} MB  {verdict:10}  {name}")
    print(f"slowest: {slowest:.2f} s")


def pdfs():
    for word in IN_PDF:
        yield f"pdf of {word!r}", PDF, _pdf(word * (LIMIT // len(word)))
    yield "pdf of noise", PDF, _pdf(Random(1).randbytes(LIMIT))
    for name, words, count in (
        ("many object streams", b" " * 400, 100_000), ("one large object stream", b"(/Launch) " * 4_000_000, 1)
    ):
        one = b"1 0 obj <</Type/ObjStm/Filter/FlateDecode/N 1/First 4>>stream\n" + zlib.compress(
            words
        ) + b"\nendstream\n"
        yield f"pdf of {name}", PDF, _pdf(one * count)


def _pdf(words: bytes) -> bytes:
    return b"%PDF-1.7\n" + words[: LIMIT - 20] + b"\n%%EOF"


def documents():
    for word in IN_WORD:
        yield f"docx of {word!r}", DOCX, _document(_barely_packed(word, UNPACKED))


def _barely_packed(word: bytes, size: int) -> bytes:
    """Repeated with so much noise that the ratio of a bomb is not reached."""
    block, random, pieces = word * 200, Random(2), []
    for _number in range(size // len(block)):
        pieces += [block, random.randbytes(max(1, len(block) // 110)).hex().encode()]
    return b"<x>nstr|" + b"".join(pieces)[:size]


def _document(xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def pictures():
    side = 7740  # squared just below the limit of pixels
    noise = Image.effect_noise((side, side), 90)
    yield "photo of noise", JPEG, _saved(noise, "JPEG", quality=4)
    yield "progressive photo of noise", JPEG, _saved(noise, "JPEG", quality=3, progressive=True)
    yield "white png", PNG, _saved(Image.new("RGBA", (side, side)), "PNG")


def _saved(image: Image.Image, form: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


if __name__ == "__main__":
    main()
