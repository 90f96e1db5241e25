"""What a provider says is checked before anybody has it; without a provider all is refused, with a reason."""
from typing import NamedTuple, Protocol

from django.conf import settings

from .checks import NOTHING, Glossary, faults


class Translation(NamedTuple):
    """A machine's, and nobody has checked it. `tokens`: what it cost."""

    text: str
    by: str
    tokens: int = 0


class Refused(NamedTuple):
    """`reason`: off, silent, unusable, dear or fault; `faults`: codes of checks.faults."""

    reason: str
    faults: tuple[str, ...] = ()
    tokens: int = 0


Answer = tuple[str, int] | Refused  # words and tokens


class Provider(Protocol):
    name: str

    def answers(self, texts: list[str], source: str, target: str, glossary: Glossary) -> list[Answer]:
        """For each text what stands for it in the other language, and what that cost; or why there is nothing."""


def provider_for(source: str, target: str) -> Provider | None:
    """Who is asked for this pair; None: nobody (settings.TRANSLATION)."""
    from .endpoint import Endpoint  # noqa: PLC0415 - it knows this module
    given = settings.TRANSLATION["pairs"].get(f"{source}-{target}", {})
    if given is False or source == target:
        return None
    plan = settings.TRANSLATION["usual"] | given
    return Endpoint(plan) if plan["url"] and plan["model"] else None


def is_possible(source: str, target: str) -> bool:
    return provider_for(source, target) is not None


def translate(
    texts: list[str], source: str, target: str, glossary: Glossary = NOTHING
) -> list[Translation | Refused]:
    """One for each text, in their order. Nothing leaves the house unless a provider is connected for this pair."""
    provider = provider_for(source, target)
    if provider is None:
        return [Refused("off")] * len(texts)
    answers = provider.answers(texts, source, target, glossary)
    return [_looked_at(text, answer, source, target, glossary, provider.name) for text, answer in
            zip(texts, answers, strict=True)]


def _looked_at(
    text: str, answer: Answer, source: str, target: str, glossary: Glossary, name: str
) -> Translation | Refused:
    if isinstance(answer, Refused):
        return answer
    words, tokens = answer
    words = words.strip()
    wrong = faults(text, words, source, target, glossary)
    return Refused("fault", tuple(wrong), tokens) if wrong else Translation(words, name, tokens)
