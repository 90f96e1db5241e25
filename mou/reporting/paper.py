"""The page of a report: its own template, set by the house's typesetting."""

from datetime import datetime
from pathlib import Path
from typing import Any

from core.typesetting.composing import compose
from core.typesetting.squares import qr_svg

TEMPLATE = Path(__file__).resolve().parent / "report.typ"


def make_pdf(data: dict[str, Any], *, as_of: datetime) -> bytes:
    """The same data and time give the same bytes."""
    return compose(TEMPLATE, data, as_of=as_of, pictures={"qr.svg": qr_svg(data["link"])})
