"""Vendored front-end files: fetch them again, or check that they are what docs/vendored.json says.

    python scripts/vendor.py            compare every file with its recorded SHA-256 (no network)
    python scripts/vendor.py --fetch    take the pinned packages with npm, copy the files, write the record
"""
import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "docs" / "vendored.json"
SPRITE = "static/icons/sprite.svg"
FONT_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
# package, exact version, licence, {file in the package: file in the repository}
PACKAGES = [
    (
        "htmx.org",
        "4.0.1",
        "0BSD",
        {"dist/htmx.min.js": "static/vendor/htmx.min.js", "LICENSE": "static/vendor/htmx-LICENSE.txt"},
    ),
    (
        "@fontsource-variable/onest",
        "5.3.1",
        "OFL-1.1",
        {f"files/onest-{name}-wght-normal.woff2": f"static/fonts/onest-{name}.woff2" for name in FONT_SUBSETS}
        | {"LICENSE": "static/fonts/onest-OFL.txt"},
    ),
    ("lucide-static", "1.62.0", "ISC", {"LICENSE": "static/icons/lucide-LICENSE.txt"}),
    ("@fontsource/noto-sans-jp", "5.3.0", "OFL-1.1", {"LICENSE": "core/typesetting/fonts/noto-sans-jp-OFL.txt"}),
]
# Faces for printed pages, which want plain TTF files: {package: {file made: (weight, sources in the package or
# repository)}}
WEIGHTS = (400, 700)
PRINT_FONTS = {
    "@fontsource-variable/onest": {
        f"core/typesetting/fonts/onest-{weight}.ttf": (
            weight, [f"files/onest-{name}-wght-normal.woff2" for name in FONT_SUBSETS]
        )
        for weight in WEIGHTS
    },
    "@fontsource/noto-sans-jp": {
        f"core/typesetting/fonts/noto-sans-jp-{weight}.ttf": (
            weight, [f"files/noto-sans-jp-japanese-{weight}-normal.woff2"]
        )
        for weight in WEIGHTS
    },
}
# The Japanese face lacks letters that names are written with (髙 﨑 濵): from the package's other parts come the
# characters of the code page that Japanese offices type with, and two more that names need.
MORE_LETTERS = {"@fontsource/noto-sans-jp": "files/noto-sans-jp-[0-9]*-{weight}-normal.woff2"}
OFFICE_CODE_PAGE = "cp932"
ALSO_IN_NAMES = "𠮷鷗"
CHARACTERS = {
    "@fontsource-variable/onest": "core/typesetting/fonts/onest-characters.txt",
    "@fontsource/noto-sans-jp": "core/typesetting/fonts/noto-sans-jp-characters.txt",
}
ICON_NAMES = """
arrow-down-up arrow-left arrow-left-right arrow-right ban bell building-2 calendar-days check chevron-down chevron-left
chevron-right circle-alert circle-check circle-dashed circle-dot circle-minus circle-x clock copy download external-link
file-check file-text funnel handshake history house inbox info key-round landmark languages layout-dashboard list-checks
lock log-in log-out mail map-pin menu message-circle-question-mark monitor package paperclip pencil phone plus printer
search send settings shield-check trash-2 triangle-alert undo-2 upload user users video x
"""
ICONS = ICON_NAMES.split()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unpack(package: str, version: str, folder: Path) -> Path:
    """Fetch one package with npm and return the folder of its files."""
    command = ["npm", "pack", "--silent", f"{package}@{version}"]
    answer = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    target = folder / package.replace("/", "-").lstrip("@")
    with tarfile.open(folder / answer.stdout.split()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def build_sprite(icons: Path, version: str) -> str:
    """One SVG file with a <symbol> per icon; stroke and colour come from the page."""
    symbols = [_symbol(name, (icons / f"{name}.svg").read_text()) for name in ICONS]
    note = f"<!-- lucide-static {version}, ISC licence: see lucide-LICENSE.txt -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{note}\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, source: str) -> str:
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL).group(1)
    shapes = re.sub(r"\s*/>", "/>", " ".join(shapes.split())).replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def build_font(sources: list[Path], weight: int, target: Path, more: list[Path]) -> None:
    """One TTF of one weight from WOFF2 parts, with the letters of names that `more` has;
    fontTools and brotli come with `make tools`.
    """
    from fontTools import merge, ttLib
    from fontTools.varLib import instancer

    fonts = [ttLib.TTFont(source, recalcTimestamp=False) for source in sources]
    if "fvar" in fonts[0]:
        fonts = [instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False) for font in fonts]
    dates = fonts[0]["head"].created, fonts[0]["head"].modified
    fonts += letters_of_names(more, {code for font in fonts for code in font.getBestCmap()})
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        parts = [f"{folder}/{number}.ttf" for number in range(len(fonts))]
        for font, part in zip(fonts, parts, strict=True):
            font.flavor = None
            font.save(part)
        whole = merge.Merger().merge(parts) if len(parts) > 1 else ttLib.TTFont(parts[0], recalcTimestamp=False)
        # The merger dates its work; the same parts shall give the same file.
        whole.recalcTimestamp = False
        whole["head"].created, whole["head"].modified = dates
        whole["OS/2"].usWeightClass = weight
        whole.save(target)


def letters_of_names(parts: list[Path], have: set[int]) -> list[Any]:
    """Of each part only what is typed in offices or listed here and is not there yet;
    parts that add nothing are left out.
    """
    from fontTools import subset, ttLib

    found = []
    for path in parts:
        font = ttLib.TTFont(path, recalcTimestamp=False)
        more = {code for code in font.getBestCmap() if code >= 32 and wanted(chr(code))} - have
        if not more:
            continue
        have |= more
        cut = subset.Subsetter(subset.Options(layout_features=[]))
        cut.populate(unicodes=more)
        cut.subset(font)
        found.append(font)
    return found


def wanted(letter: str) -> bool:
    try:
        return bool(letter.encode(OFFICE_CODE_PAGE))
    except UnicodeError:
        return letter in ALSO_IN_NAMES


def part_number(path: Path) -> int:
    return int(path.name.split("-")[3])


def list_characters(fonts: list[Path], target: Path) -> None:
    """What all weights of a family can print, as one text; typesetting looks it up without opening a font."""
    from fontTools import ttLib

    codes = set.intersection(*(set(ttLib.TTFont(path, lazy=True).getBestCmap()) for path in fonts))
    target.write_text("".join(chr(code) for code in sorted(codes) if code >= 32), encoding="utf-8")


def fetch() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for package, version, licence, files in PACKAGES:
            source = unpack(package, version, Path(folder))
            for inside, outside in files.items():
                target = ROOT / outside
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes((source / inside).read_bytes())
                rows.append(_row(package, version, licence, inside, outside))
            for outside, (weight, parts) in PRINT_FONTS.get(package, {}).items():
                names = MORE_LETTERS.get(package, "").format(weight=weight)
                more = sorted(source.glob(names), key=part_number) if names else []
                build_font([source / part for part in parts], weight, ROOT / outside, more)
                rows.append(_row(package, version, licence, ", ".join(filter(None, [*parts, names])), outside))
            if package in CHARACTERS:
                fonts = list(PRINT_FONTS[package])
                list_characters([ROOT / font for font in fonts], ROOT / CHARACTERS[package])
                rows.append(_row(package, version, licence, ", ".join(fonts), CHARACTERS[package]))
            if package == "lucide-static":
                (ROOT / SPRITE).write_text(build_sprite(source / "icons", version))
                rows.append(_row(package, version, licence, "icons/*.svg", SPRITE))
    RECORD.write_text(json.dumps(rows, indent=2) + "\n")


def _row(package: str, version: str, licence: str, inside: str, outside: str) -> dict[str, str]:
    return {
        "package": package,
        "version": version,
        "licence": licence,
        "source": inside,
        "file": outside,
        "sha256": sha256(ROOT / outside),
    }


def differences() -> list[str]:
    """Each vendored file that is missing or not what the record says, in words."""
    found = []
    for row in json.loads(RECORD.read_text()):
        path = ROOT / row["file"]
        if not path.exists():
            found.append(f"{row['file']} is missing")
        elif sha256(path) != row["sha256"]:
            found.append(f"{row['file']} differs from {row['package']} {row['version']}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", action="store_true")
    if parser.parse_args().fetch:
        fetch()
    problems = differences()
    print("\n".join(problems) or "vendored files are as recorded")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
