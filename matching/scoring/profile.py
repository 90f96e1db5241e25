"""What the engine knows of a firm: plain facts, gathered by the caller from wherever they are kept."""
from collections.abc import Mapping
from dataclasses import dataclass, field

JAPAN, CENTRAL_ASIA = "japan", "central_asia"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One product, service or technology; `language` is the author's, HS codes have 2 to 6 digits."""

    id: str
    text: str
    language: str
    hs_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """One published offer or need; `certificates` are those asked of the partner, no markets means any; `trade_role`:
    who the firm is in it, empty where it has not said.
    """

    id: str
    firm_id: str
    kind: str
    cooperation: str
    lines: tuple[LineFacts, ...]
    markets: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    certificates: tuple[str, ...] = ()
    trade_role: str = ""


@dataclass(frozen=True, slots=True)
class FirmFacts:
    """`languages`: the main one first; `blocked`: firm id → "rival" or "do_not_introduce"; `group`: same key, same
    owner; `silent`: it never answers.
    """

    id: str
    side: str
    country: str
    languages: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    employees: int | None = None
    id_quality: str = "checked"
    state_ok: bool = True
    silent: bool = False
    profiles: tuple[ProfileFacts, ...] = ()
    blocked: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
