"""What to look at before two firms are introduced. Cautions carry no points."""
from collections.abc import Mapping
from dataclasses import dataclass, field

from .certificates import missing_certificates
from .factors import Party
from .hs_codes import controlled_codes


@dataclass(frozen=True, slots=True)
class Caution:
    """`side`: the firm it is about: "japan", "central_asia" or "both"."""

    code: str
    side: str
    params: dict = field(default_factory=dict)


def cautions(japan: Party, partner: Party, compared: bool, controlled: Mapping[str, str]) -> tuple[Caution, ...]:
    """In the order of gravity; `controlled`: listed HS6 code → tier; `compared`: whether the texts could be."""
    found = [*_export_control(japan, controlled), *_export_control(partner, controlled)]
    found += [
        Caution(f"legal_id_{firm.id_quality}", firm.side)
        for firm in (japan.firm, partner.firm) if firm.id_quality != "checked"
    ]
    for asking, asked in ((japan, partner), (partner, japan)):
        missing = missing_certificates(asking.profile.certificates, asked.firm.certificates)
        if missing:
            found.append(Caution("missing_certificate", asked.firm.side, {"certificates": list(missing)}))
    ours, theirs = japan.firm.languages, partner.firm.languages
    if ours and theirs and not set(ours) & set(theirs):
        found.append(Caution("no_common_language", "both", {"japan": list(ours), "central_asia": list(theirs)}))
    if not compared:
        found.append(Caution("text_not_compared", "both"))
    return tuple(found)


def _export_control(party: Party, controlled: Mapping[str, str]) -> list[Caution]:
    return [
        Caution("export_control", party.firm.side, {"code": code, "tier": tier})
        for code, tier in controlled_codes(party.hs, controlled)
    ]
