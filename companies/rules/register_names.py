"""Does a firm still bear the name that a register gives it?"""
from collections.abc import Iterable

from .naming import name_key


def same_name(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """One of theirs is one of ours, in whichever script and legal form; no name at all says nothing."""
    known, given = ({name_key(name) for name in names} - {""} for names in (ours, theirs))
    return not known or not given or bool(known & given)
