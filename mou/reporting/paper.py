"""The page: a child process makes a tagged PDF/UA-1 from the template, the words and the fonts that lie beside it."""

import io
import json
import logging
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from .glyphs import GETA, printable

logger = logging.getLogger("portal.report")
ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = Path(__file__).resolve().parent / "report.typ"
SECONDS = 120


class PageNotMade(RuntimeError):
    """The child process failed, died or took too long; what it said stands in the log."""


def make_pdf(data: dict[str, Any], *, as_of: datetime) -> bytes:
    """The same data and time give the same bytes."""
    text = _text_of(data)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "report.typ").write_bytes(TEMPLATE.read_bytes())
        (room / "data.json").write_text(text, encoding="utf-8")
        (room / "qr.svg").write_bytes(_qr(data["link"]))
        _typeset(folder, as_of)
        return (room / "report.pdf").read_bytes()


def _text_of(data: dict[str, Any]) -> str:
    """The data as JSON that the fonts can print, and whether that took a 〓."""
    printed = printable(data)
    replaced = json.dumps(printed, ensure_ascii=False).count(GETA) > json.dumps(data, ensure_ascii=False).count(GETA)
    return json.dumps(printed | {"replaced": replaced}, ensure_ascii=False)


def _typeset(folder: str, as_of: datetime) -> None:
    """In a process of its own: typst keeps what it has taken for as long as its process lives, and nothing inside it can stop it."""
    command = [sys.executable, "-m", "mou.reporting.typesetting", folder, str(int(as_of.timestamp())), str(SECONDS)]
    try:
        ended = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        raise PageNotMade(f"not done after {SECONDS} seconds") from late
    if ended.returncode:
        logger.error("typesetting ended with %s: %s", ended.returncode, ended.stderr.decode(errors="replace").strip())
        raise PageNotMade(f"exit code {ended.returncode}")


def _qr(link: str) -> bytes:
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=1, scale=4)
    return out.getvalue()
