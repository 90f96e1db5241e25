"""Pictures of the demonstration, drawn here: a filling line, jars of honey, bottles of oil, two logos."""
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from accounts.models import User
from companies.models import Firm, PartneringProfile, Picture
from companies.services import add_logo, add_picture, decide_picture
from core.files.services import inspect_files

SIZE = (960, 720)
STEEL, DARK, PALE, OIL, HONEY, RED = "#9fb2c4", "#26415c", "#eef3f7", "#e0b13a", "#c97a16", "#b23a3a"


def load(people: dict[str, User], *, now: datetime) -> None:
    """Of Hokuriku and Altai; staff have looked at all but one."""
    sato, tanaka, aigul = (people[f"{name}.example"] for name in ("sato@minamin", "tanaka@firm", "aigul@firm"))
    line, oil = _profile("j01", "842230"), _profile("k01", "151219")
    added = [
        add_picture(line, file=("line.png", _line(OIL)), alt="食用油の充填ライン", by=tanaka, now=now),
        add_picture(line, file=("heads.png", _line(STEEL, 8)), alt="8本の充填ノズル", by=tanaka, now=now),
        add_picture(oil, file=("oil.png", _bottles(OIL)), alt="Бөтелкедегі күнбағыс майы", by=aigul, now=now),
        add_logo(Firm.objects.get(import_key="j01"), file=("logo.png", _logo(DARK)), alt="社章", by=tanaka, now=now),
        add_logo(Firm.objects.get(import_key="k01"), file=("belgi.png", _logo(RED)), alt="Белгі", by=aigul, now=now),
    ]
    inspect_files(now=now)
    for picture in Picture.objects.filter(pk__in=[one.pk for one in added]):
        decide_picture(picture, seen="waiting", by=sato, now=now)
    later = now + timedelta(minutes=1)
    add_picture(oil, file=("flax.png", _bottles(HONEY)), alt="Зығыр майы", by=aigul, now=later)
    inspect_files(now=later)


def _profile(key: str, code: str) -> PartneringProfile:
    return PartneringProfile.objects.filter(firm__import_key=key, lines__hs_codes__contains=[code]).first()


def _line(colour: str, heads: int = 4) -> bytes:
    """Nozzles over bottles on a belt."""
    image, pen = _sheet()
    pen.rectangle((80, 120, 880, 220), fill=STEEL, outline=DARK, width=6)
    pen.rectangle((60, 560, 900, 600), fill=DARK)
    for number in range(heads):
        x = 120 + number * 720 // (heads - 1 or 1)
        pen.rectangle((x - 10, 220, x + 10, 300), fill=DARK)
        _bottle(pen, x, 330, min(60, 300 // heads), colour)
    return _png(image)


def _bottles(colour: str) -> bytes:
    image, pen = _sheet()
    pen.rectangle((60, 600, 900, 630), fill=DARK)
    for x in (240, 480, 720):
        _bottle(pen, x, 200, 90, colour)
    return _png(image)


def _bottle(pen: ImageDraw.ImageDraw, x: int, top: int, half: int, colour: str) -> None:
    foot = 560 if top > 300 else 600
    pen.rectangle((x - half // 3, top, x + half // 3, top + 60), fill=colour, outline=DARK, width=4)
    pen.rounded_rectangle((x - half, top + 60, x + half, foot), half // 3, fill=colour, outline=DARK, width=4)


def _logo(colour: str) -> bytes:
    image, pen = _sheet()
    pen.ellipse((280, 160, 680, 560), fill=colour)
    pen.polygon([(480, 220), (610, 470), (350, 470)], fill=PALE)
    return _png(image)


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, PALE)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
