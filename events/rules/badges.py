"""Short codes that are read aloud and typed from paper: no letter that looks like a figure."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def typed_codes(text: str) -> list[str]:
    """Codes as somebody typed them from a list: any case, separated by anything, each once."""
    words = "".join(char if char.isalnum() else " " for char in text.upper()).split()
    return list(dict.fromkeys(words))
