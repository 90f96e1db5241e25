"""What a draft says in which language: the title, the purpose, each commitment with its short title."""

from typing import NamedTuple

from core.multilingual import Texts

from ..models import Commitment, Memorandum


class Part(NamedTuple):
    """`texts`: whole in a language that all of them have."""

    commitment: Commitment | None
    name: str
    texts: tuple[Texts, ...]

    @property
    def languages(self) -> set[str]:
        return set.intersection(*(set(texts) for texts in self.texts))


def parts_of(memorandum: Memorandum) -> list[Part]:
    """A purpose that is written in no language is none."""
    parts = [Part(None, "title", (memorandum.titles,))]
    if memorandum.purposes:
        parts.append(Part(None, "purpose", (memorandum.purposes,)))
    return parts + [Part(one, "commitment", (one.titles, one.texts)) for one in memorandum.commitments.all()]


def unfinished(parts: list[Part]) -> list[str]:
    """Languages in which something is written, and not all."""
    begun = {code for part in parts for texts in part.texts for code in texts}
    return sorted(begun - set(whole(parts)))


def whole(parts: list[Part]) -> list[str]:
    """Nothing can be signed without a commitment."""
    if not any(part.commitment for part in parts):
        return []
    return sorted(set.intersection(*(part.languages for part in parts)))
