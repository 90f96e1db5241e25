"""What a register says of a number, in the same plain shape whichever register it is."""
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

Ask = Callable[..., Any]  # ask(url, headers={…}): what the answer's JSON holds, or None where nothing is known


@dataclass(frozen=True)
class RegisterEntry:
    """`names`, `addresses`, `activities`: {language: text}, "kana" for a reading. `head`: a person; staff only.

    `ended`: the register's own words when it says that the firm is no more, else "".
    """

    register: str
    number: str
    names: dict[str, str]
    addresses: dict[str, str] = field(default_factory=dict)
    activities: dict[str, str] = field(default_factory=dict)
    head: str = ""
    ended: str = ""


class Register(Protocol):
    code: str
    title: str

    def entry_of(self, number: str, ask: Ask) -> RegisterEntry | None:
        """None: the register does not know the number. Raises RegisterUnreadable."""


NOTHING = ("", "-", "null", "none")  # how registers write that there is nothing


def text_of(row: dict, *keys: str) -> str:
    """The texts under these keys that say something, on one line."""
    words = (" ".join(str(row.get(key) or "").split()) for key in keys)
    return " ".join(word for word in words if word.casefold() not in NOTHING)


def texts_of(row: dict, **keys: str) -> dict[str, str]:
    """{language: text} of those that are there; `keys` say which key of the row is in which language."""
    texts = {language: text_of(row, key) for language, key in keys.items()}
    return {language: text for language, text in texts.items() if text}
