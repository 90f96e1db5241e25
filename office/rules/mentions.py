"""Who is meant by "@佐藤" or "@Mori" in a note: the longest name that stands behind the sign. Knows no rows."""
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

SIGN = re.compile(r"(?<![\w.+-])@(?=\w)")
WORD = re.compile(r"[^\s,;:!?()、。，]{1,40}")
WIDE = "\u3000"  # from here on letters stand without blanks between words


class Found(NamedTuple):
    people: set[Hashable]
    unknown: list[str]  # as written; nobody has this name
    unclear: list[str]  # several have it


def mentions(text: str, names: Mapping[Hashable, Iterable[str]]) -> Found:
    """`names`: by person, whole names; the first word of each is enough where nobody else has it."""
    plain, found = fold(text), Found(set(), [], [])
    spoken = [(word, person) for person, whole in names.items() for name in whole for word in words_of(name)]
    for sign in SIGN.finditer(plain):
        rest = plain[sign.end():]
        meant = [(len(word), person) for word, person in spoken if begins(rest, word)]
        longest = max((length for length, _person in meant), default=0)
        people = {person for length, person in meant if length == longest}
        written = WORD.match(rest)
        if len(people) == 1:
            found.people.update(people)
        else:
            (found.unclear if people else found.unknown).append(written[0] if written else rest[:40])
    return found


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(name: str) -> set[str]:
    """The name, the name without blanks, its first word."""
    folded = fold(name)
    return {folded, folded.replace(" ", ""), folded.partition(" ")[0]} - {""}


def begins(rest: str, word: str) -> bool:
    """"@Mori" is not within "@Morita"; behind 佐藤 another letter may follow."""
    following = rest[len(word):len(word) + 1]
    return rest.startswith(word) and not (following.isalnum() and max(word[-1], following) < WIDE)
