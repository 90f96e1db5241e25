"""The page: typst makes a tagged PDF/UA-1 from the template, the words and the fonts that lie beside it."""

import io
import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

ROOM = Path(__file__).resolve().parent
FONTS = ROOM / "fonts"
TEMPLATE = ROOM / "report.typ"


def make_pdf(data: dict[str, Any], *, as_of: datetime) -> bytes:
    """The same data and time give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "report.typ").write_bytes(TEMPLATE.read_bytes())
        (room / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (room / "qr.svg").write_bytes(_qr(data["link"]))
        return typst.compile(
            str(room / "report.typ"),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(as_of.timestamp()),
        )


def _qr(link: str) -> bytes:
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=1, scale=4)
    return out.getvalue()
