"""Short codes that are read aloud and typed from paper: no letter that looks like a figure."""

import secrets

from core.typed_codes import read_codes

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def typed_codes(text: str) -> list[str]:
    """Codes as somebody typed them from a list, each once."""
    return read_codes(text, length=LENGTH)
