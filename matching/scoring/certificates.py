"""Certificates as people type them: which one includes which, and which are of one kind."""
import re
from functools import lru_cache

INCLUDES = {
    "iatf 16949": {"iso 9001"},
    "as 9100": {"iso 9001"},
    "fssc 22000": {"iso 22000", "haccp"},
    "iso 22000": {"haccp"},
}
KINDS = {
    "quality": ("iso 9001", "iatf 16949", "as 9100"),
    "food safety": ("iso 22000", "fssc 22000", "haccp", "brc", "globalgap"),
    "environment": ("iso 14001", "emas"),
    "medical devices": ("iso 13485", "mdsap"),
    "information security": ("iso 27001", "soc 2"),
    "organic": ("organic", "jas organic", "bio"),
    "textile": ("oeko-tex", "gots"),
    "halal": ("halal",),
    "safety at work": ("iso 45001",),
    "energy": ("iso 50001",),
}


@lru_cache(maxsize=4096)
def plain_name(typed: str) -> str:
    """"ISO9001:2015" and "iso 9001" become the same words."""
    words = re.sub(r"\b(iso|iatf|as|fssc|soc)(?:/iec)?[\s\-]*(?=\d)", r"\1 ", typed.casefold().split(":")[0])
    return " ".join(words.split())


def missing_certificates(asked: tuple[str, ...], held: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `asked`, as typed, that nothing in `held` is or includes."""
    own = {plain_name(name) for name in held}
    own |= {included for name in own for included in INCLUDES.get(name, ())}
    return tuple(name for name in asked if plain_name(name) not in own)


def of_the_same_kind(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Certificates of both firms that are of one kind, as typed; None when there is no such kind."""
    shared = {kind for name in ours for kind in _kinds(name)} & {kind for name in theirs for kind in _kinds(name)}
    if not shared:
        return None
    return tuple(n for n in ours if shared & _kinds(n)), tuple(n for n in theirs if shared & _kinds(n))


@lru_cache(maxsize=4096)
def _kinds(name: str) -> frozenset[str]:
    plain = plain_name(name)
    kinds = {kind for kind, names in KINDS.items() if any(plain == one or plain.startswith(one + " ") for one in names)}
    return frozenset(kinds or {plain})
