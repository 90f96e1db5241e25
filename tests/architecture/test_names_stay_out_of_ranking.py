"""Names of goods are for people (docs/decisions/0037): nothing that ranks reaches a module that reads them."""
import ast
from pathlib import Path

import pytest

from .test_house_rules import ROOT

NAMES = {"companies.rules.goods", "companies.rules.goods_search", "companies.rules.hs"}


def modules_of(name: str) -> list[Path]:
    """The file of a module or package, and of every package above it."""
    path = ROOT.joinpath(*name.split("."))
    return [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()]


def known(path: Path) -> set[str]:
    package = list(path.relative_to(ROOT).parent.parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            found |= {".".join([*module, alias.name]) for alias in node.names} | {".".join(module)}
    return found


def reached(paths: list[Path]) -> set[str]:
    """Every module of ours that these import, however far down."""
    seen: set[str] = set()
    waiting = {name for path in paths for name in known(path)}
    while waiting:
        name = waiting.pop()
        if name not in seen and (files := modules_of(name)):
            seen.add(name)
            waiting |= {other for file in files for other in known(file)}
    return seen


@pytest.mark.parametrize("room", ["scoring", "encoding"])
def test_ranking_reaches_no_name_of_goods(room):
    paths = sorted((ROOT / "matching" / room).rglob("*.py"))
    assert len(paths) > 5
    assert reached(paths) & NAMES == set()


def test_a_way_to_the_names_would_be_found():
    assert NAMES - {"companies.rules.goods_search"} <= reached([ROOT / "matching" / "pages" / "teasers.py"])
