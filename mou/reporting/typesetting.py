"""The process that sets the page: `python -m mou.reporting.typesetting FOLDER TIMESTAMP SECONDS`, started by paper.py.

Reads report.typ and what it names from FOLDER, writes report.pdf there; without Django. What went wrong goes to stderr.
"""

import signal
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
GRACE = 5


def main(folder: str, timestamp: str, seconds: str) -> None:
    # The parent ends this process when its time is up; this is for the case that the parent has been killed meanwhile.
    signal.alarm(round(float(seconds)) + GRACE)
    try:
        pdf = typst.compile(
            f"{folder}/report.typ",
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(timestamp),
        )
    except typst.TypstError as error:
        sys.exit(error.diagnostic or str(error))
    Path(folder, "report.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
