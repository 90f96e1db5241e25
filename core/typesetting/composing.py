"""A page from a template: a child process makes a tagged PDF/UA-1 of the words, the pictures and the bundled fonts."""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .glyphs import GETA, printable

logger = logging.getLogger("portal.typesetting")
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


class PageNotMade(RuntimeError):
    """The child process failed, died or took too long; what it said stands in the log."""


def compose(
    template: Path, data: dict[str, Any], *, as_of: datetime, pictures: Mapping[str, bytes] = NO_PICTURES,
    seconds: int | None = None,
) -> bytes:
    """The same template, data, pictures and time give the same bytes. `seconds`: fewer where a reader waits for it.

    The template finds data.json (`data`, and `replaced`: whether a 〓 was needed), the pictures by their names, and the
    templates that lie beside it.
    """
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for part in template.parent.glob("*.typ"):
            (room / part.name).write_bytes(part.read_bytes())
        (room / "data.json").write_text(_text_of(data), encoding="utf-8")
        for name, picture in pictures.items():
            (room / name).write_bytes(picture)
        _typeset(folder, template.name, as_of, seconds or SECONDS)
        return (room / "page.pdf").read_bytes()


def _text_of(data: dict[str, Any]) -> str:
    """The data as JSON that the fonts can print, and whether that took a 〓."""
    printed = printable(data)
    replaced = json.dumps(printed, ensure_ascii=False).count(GETA) > json.dumps(data, ensure_ascii=False).count(GETA)
    return json.dumps(printed | {"replaced": replaced}, ensure_ascii=False)


def _typeset(folder: str, template: str, as_of: datetime, seconds: int) -> None:
    """In a process of its own: typst keeps what it has taken for as long as its process lives,
    and nothing inside it can stop it.
    """
    command = [
        sys.executable, "-m", "core.typesetting.child", folder, template, str(int(as_of.timestamp())), str(seconds)
    ]
    try:
        ended = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise PageNotMade(f"not done after {seconds} seconds") from late
    if ended.returncode:
        logger.error("typesetting ended with %s: %s", ended.returncode, ended.stderr.decode(errors="replace").strip())
        raise PageNotMade(f"exit code {ended.returncode}")
