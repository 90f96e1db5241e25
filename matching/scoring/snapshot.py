"""A pool as plain text and arrays, so that any worker can take it up where another one made it."""
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np

from .hs_codes import CodeTable
from .means import Means
from .profile import FirmFacts, LineFacts, ProfileFacts
from .sides import Pool, Side, arranged, kinds_of
from .texts import Company, Lines, shifts

SIDES = ("japan", "partners")
Arrays = dict[str, np.ndarray]
SETS = frozenset({"markets", "sectors"})
NAMES = {kind: [field.name for field in fields(kind)] for kind in (FirmFacts, ProfileFacts, LineFacts)}


class Packed(NamedTuple):
    """`text`: JSON; `arrays`: by name."""

    text: str
    arrays: Arrays


@dataclass(frozen=True)
class Snapshot:
    """`means`: those that the lines lost, for whoever comes later; `floor`: of the shortlist."""

    pool: Pool
    means: Means
    floor: np.ndarray


def pack(snapshot: Snapshot) -> Packed:
    pool, means = snapshot.pool, snapshot.means
    arrays: Arrays = {"floor": snapshot.floor}
    firms = {}
    for name in SIDES:
        side, company = getattr(pool, name), getattr(pool, f"{name.rstrip('s')}_company")
        firms[name] = [_plain(firm) for firm in side.firms]
        arrays |= {f"{name}/{key}": table for key, table in _arrays_of(side.lines, side.codes, company)}
    for encoder, by_language in means.items():
        arrays |= {f"means/{encoder}/{language}": np.asarray(mean) for language, mean in by_language.items()}
    text = {"firms": firms, "weights": pool.weights, "controlled": dict(pool.controlled)}
    return Packed(json.dumps(text, ensure_ascii=False, separators=(",", ":")), arrays)


def unpack(packed: Packed) -> Snapshot:
    text, arrays = json.loads(packed.text), packed.arrays
    weights = text["weights"]
    sides = {name: _side(text["firms"][name], name, arrays) for name in SIDES}
    companies = [Company(*(arrays[f"{name}/{key}"] for key in Company.__annotations__)) for name in SIDES]
    kinds = kinds_of(sides["japan"].parties, sides["partners"].parties)
    shift = shifts(tuple(sorted(weights["encoders"].items())), weights["strange"], weights["shift"])
    pool = Pool(sides["japan"], sides["partners"], *companies, kinds, shift, weights, text["controlled"])
    return Snapshot(pool, _means(arrays), arrays["floor"])


def _arrays_of(lines: Lines, codes: CodeTable, company: Company) -> Iterator[tuple[str, np.ndarray]]:
    yield from ((f"vectors/{encoder}", table) for encoder, table in lines.vectors.items())
    yield from ((key, getattr(lines, key)) for key in ("first", "language", "read"))
    yield from codes._asdict().items()
    yield from ((key, getattr(company, key)) for key in Company.__annotations__)


def _side(plain: list, name: str, arrays: Arrays) -> Side:
    prefix = f"{name}/vectors/"
    vectors = {key.removeprefix(prefix): table for key, table in arrays.items() if key.startswith(prefix)}
    lines = Lines(vectors, *(arrays[f"{name}/{key}"] for key in ("first", "language", "read")))
    codes = CodeTable(*(arrays[f"{name}/{key}"] for key in CodeTable._fields))
    return arranged([_firm(row) for row in plain], lines, codes)


def _means(arrays: Arrays) -> Means:
    means: dict[str, dict[str, np.ndarray]] = {}
    for key, mean in arrays.items():
        if key.startswith("means/"):
            _, encoder, language = key.split("/")
            means.setdefault(encoder, {})[language] = mean
    return means


def _plain(facts: Any) -> Any:
    """Values in the order of the fields; sets sorted, so that the same facts give the same text."""
    if isinstance(facts, tuple(NAMES)):
        return [_plain(getattr(facts, name)) for name in NAMES[type(facts)]]
    if isinstance(facts, frozenset):
        return sorted(facts)
    if isinstance(facts, tuple):
        return [_plain(one) for one in facts]
    return dict(facts) if isinstance(facts, Mapping) else facts


def _firm(row: list) -> FirmFacts:
    given = _given(FirmFacts, row)
    return FirmFacts(**given | {"profiles": tuple(map(_profile, given["profiles"]))})


def _profile(row: list) -> ProfileFacts:
    given = _given(ProfileFacts, row)
    return ProfileFacts(**given | {"lines": tuple(LineFacts(**_given(LineFacts, line)) for line in given["lines"])})


def _given(kind: type, row: list) -> dict[str, Any]:
    given = {}
    for name, value in zip(NAMES[kind], row, strict=True):
        made = frozenset if name in SETS else tuple
        given[name] = made(value) if isinstance(value, list) and name not in ("profiles", "lines") else value
    return given
