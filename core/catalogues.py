"""Translations: .po files are the source, .mo files are made where they are needed and never committed."""

from pathlib import Path

import polib
from django.conf import settings


def compile_all() -> list[Path]:
    """Compile what is stale; returns what was written. Written whole or not at all, so that two may run at once."""
    written = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            draft = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(target)
            written.append(target.relative_to(folder))
    return written
