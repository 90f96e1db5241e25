"""The process that sets a page: `python -m core.typesetting.child FOLDER TEMPLATE TIMESTAMP SECONDS`, started by
composing.py.

Reads the template and what it names from FOLDER, writes page.pdf there; without Django. What went wrong goes to stderr.
"""

import signal
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
GRACE = 5


def main(folder: str, template: str, timestamp: str, seconds: str) -> None:
    # The parent ends this process when its time is up; this is for the case that the parent has been killed meanwhile.
    signal.alarm(round(float(seconds)) + GRACE)
    try:
        pdf = typst.compile(
            f"{folder}/{template}",
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(timestamp),
        )
    except typst.TypstError as error:
        sys.exit(error.diagnostic or str(error))
    Path(folder, "page.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
