"""Whether a picture is whole and of a bearable size; it is decoded only where that costs little."""

import io
import re
import warnings

from django.utils.translation import gettext_noop as _
from PIL import Image, ImageOps

from .content_problem import ContentProblem

MOST_PIXELS = 60_000_000
MOST_WORK = 700_000_000  # pixels times passes: a progressive picture can ask for hundreds of passes
MOST_KEPT = 24_000_000  # pixels: a whole photograph of today, 72 MB while it is written anew
SHOWS = ("icc_profile", "transparency")  # what a picture says about itself that one sees
SCAN = re.compile(rb"\xff+\xda")


def inspect_image(form: str, content: bytes) -> None:
    """`form` is Pillow's name: PNG or JPEG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _verify(form, content)
    except (ContentProblem, MemoryError):
        raise
    except Exception as broken:  # Pillow raises whatever its decoders do
        raise ContentProblem("broken", _("The picture is damaged.")) from broken


def _verify(form: str, content: bytes) -> None:
    image = Image.open(io.BytesIO(content), formats=[form])
    pixels = image.width * image.height
    if pixels > MOST_PIXELS or (form == "JPEG" and pixels * _scans(content) > MOST_WORK):
        raise ContentProblem("pixels", _("The picture has too many pixels."))
    if form == "PNG":
        image.verify()
        return
    # An eighth of the size reads every byte all the same, in a sixty-fourth of the memory.
    image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()
    if b"\xff\xd9" not in content[content.rfind(b"\xff\xda") :]:
        raise ContentProblem("broken", _("The picture is damaged."))


def _scans(content: bytes) -> int:
    return sum(1 for _found in SCAN.finditer(content))


def without_traces(form: str, content: bytes, side: int | None = None) -> bytes:
    """The same picture written anew: upright, in its colours, without place, camera and whatever else hid in it.
    A larger one than `MOST_KEPT` loses half of its width and height; `side`: no side is kept longer.
    Raises ContentProblem.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[form]) as image:
            warnings.simplefilter("ignore")
            if form == "JPEG" and side:
                image.draft(None, (side, side))
            elif form == "JPEG" and image.width * image.height > MOST_KEPT:
                image.draft(None, (image.width // 2, image.height // 2))
            upright = ImageOps.exif_transpose(image)
            if side:
                upright.thumbnail((side, side), reducing_gap=2.0)
            kept = {name: image.info[name] for name in SHOWS if name in image.info}
            upright.info = {}
            out = io.BytesIO()
            upright.save(out, form, **kept, **({"quality": 90} if form == "JPEG" else {}))
            return out.getvalue()
    except MemoryError:
        raise
    except Exception as broken:  # Pillow raises whatever its decoders do
        raise ContentProblem("broken", _("The picture is damaged.")) from broken
