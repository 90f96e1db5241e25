"""How often the five headings suggested for a typed line hold its chapter, on two hundred lines of our own.

    python -m benchmarks.goods_codes [--misses]
"""
import argparse
import os
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
from companies.rules.goods_search import suggest

LINES = Path(__file__).with_name("goods_lines.tsv")


class Line(NamedTuple):
    language: str
    chapters: list[str]
    text: str


def lines() -> list[Line]:
    rows = [row.split("\t") for row in LINES.read_text("utf-8").splitlines() if not row.startswith("#")]
    return [Line(language, chapters.split("|"), text) for language, chapters, text in rows]


def is_found(line: Line, most: int = 5) -> bool:
    return any(code[:2] in line.chapters for code in suggest(line.text, most))


def shares(most: int = 5) -> dict[str, float]:
    """{language: share of its lines whose chapter is among the suggestions}, and of all together."""
    found = defaultdict(list)
    for line in lines():
        for group in (line.language, "all"):
            found[group].append(is_found(line, most))
    return {group: sum(hits) / len(hits) for group, hits in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--misses", action="store_true", help="the lines whose chapter was not found")
    top_five, top_one = shares(), shares(1)
    for group, share in top_five.items():
        print(f"{group:4} top 5 {share:.1%}  top 1 {top_one[group]:.1%}")
    if parser.parse_args().misses:
        for line in lines():
            if not is_found(line):
                print(line.language, line.chapters, line.text, suggest(line.text))


if __name__ == "__main__":
    main()
