"""Certificates as firms write them, and which ones partners usually ask for."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.text import clean

from .sectors import Sector, sectors_for_hs

FAMILIES = ("ISO 9001", "ISO 14001", "ISO 22000", "FSSC 22000", "HACCP",
            "ISO 13485", "IATF 16949", "ISO 27001", "ISO 45001",
            "ISO 50001", "OEKO-TEX", "Organic EU", "Organic JAS", "JAS", "Halal", "EAC", "GOST", "GMP", "CE")
NUMBERED = re.compile(
    r"(?:гост|gost|jis)?\s*[рrq]?\s*(?:iso|исо|iatf|ts|тс)?[\s/:–-]*(?:iec|мэк|ts)?[\s/:–-]*"
    r"(9001|14001|22000|13485|16949|27001|45001|50001)(?!\d).{0,30}", re.I)
BY_NUMBER = {name.split(" ")[1]: name for name in FAMILIES if name.startswith(("ISO", "IATF"))}
WORDED = (
    ("FSSC 22000", r"\bfssc\b"),
    ("Organic JAS", r"organic\s*jas|jas\s*organic|有機\s*jas"),
    (
        "Organic EU",
        r"(?:eu|евро)[\s-]*(?:organic|bio)|organic[\s-]*eu|(?:ес|eu)[\s-]*органик|органик\w*[\s-]*(?:ес|eu)",
    ),
    ("HACCP", r"\bhaccp\b|хассп"), ("OEKO-TEX", r"oeko[\s-]*tex|öko[\s-]*tex|эко[\s-]*текс|エコテックス"),
    ("Halal", r"\b[hx]alol?\b|\bhalal\b|халял|халал|халол|ハラール|ハラル"), ("EAC", r"\beac\b|\bеас\b|\bеэс\b"),
    ("GOST", r"\bgost\b|гост\b"), ("JAS", r"\bjas\b"), ("GMP", r"\bc?gmp\b"), ("CE", r"\bce(?:\s*mark\w*)?\b"),
)


@dataclass(frozen=True)
class Expectation:
    """Any one of these certificates answers what buyers of such goods usually ask; `why` is said to people."""

    any_of: tuple[str, ...]
    why: object


FOOD_SAFETY = Expectation(
    ("HACCP", "ISO 22000", "FSSC 22000"), _("Food buyers usually ask for a food-safety certificate.")
)
MEDICAL_QUALITY = Expectation(
    ("ISO 13485", "GMP"), _("Buyers of medical goods usually ask for a medical quality certificate.")
)
CAR_QUALITY = Expectation(
    ("IATF 16949", "ISO 9001"), _("Car makers usually ask for an automotive quality certificate.")
)
TEXTILE_SAFETY = Expectation(("OEKO-TEX",), _("Textile buyers usually ask for a harmful-substances certificate."))
DATA_SECURITY = Expectation(
    ("ISO 27001",), _("Buyers of IT services usually ask for an information-security certificate.")
)
QUALITY = Expectation(("ISO 9001", "IATF 16949", "ISO 13485", "EAC"),
                      _("Buyers of equipment usually ask for a quality certificate."))
EXPECTED = {
    Sector.FOOD: FOOD_SAFETY, Sector.MEDICAL: MEDICAL_QUALITY, Sector.VEHICLES: CAR_QUALITY, Sector.IT: DATA_SECURITY,
    Sector.TEXTILES: TEXTILE_SAFETY, Sector.MACHINERY: QUALITY, Sector.ELECTRICAL: QUALITY, Sector.ELECTRONICS: QUALITY,
    Sector.SHIPS_RAIL_AIR: QUALITY,
}
# wool, hair and cotton before any processing carry no such label
RAW_MATERIAL = {"5101", "5102", "5103", "5201", "5202"}


def split_certificates(raw: str) -> list[str]:
    """Certificates each once, known families under one name ("iso9001:2015" → "ISO 9001"), unknown ones as typed."""
    parts = re.split(r"[;,、，；|\n]+|/(?!\s*(?:IEC|МЭК|TS|ТС))", clean(raw, multiline=True))
    return list(dict.fromkeys(_family(part.strip()) for part in parts if part.strip()))


def expected_for(*, hs_codes: Iterable[str] = (), sectors: Iterable[Sector] = ()) -> tuple[Expectation, ...]:
    """What buyers usually ask for these goods; the sectors count only when no code says it more exactly."""
    found = [sectors_for_hs(code)[0] for code in hs_codes if code[:4] not in RAW_MATERIAL and sectors_for_hs(code)]
    wanted = found if hs_codes else sectors
    return tuple(dict.fromkeys(EXPECTED[sector] for sector in wanted if sector in EXPECTED))


def missing(
    held: Iterable[str], *, hs_codes: Iterable[str] = (), sectors: Iterable[Sector] = ()
) -> tuple[Expectation, ...]:
    """The usual certificates of which the firm holds none."""
    held = set(held)
    return tuple(wanted for wanted in expected_for(hs_codes=hs_codes, sectors=sectors) if not held & set(wanted.any_of))


def _family(typed: str) -> str:
    if number := NUMBERED.fullmatch(typed):
        return BY_NUMBER[number.group(1)]
    return next(
        (name for name, pattern in WORDED if re.fullmatch(f".{{0,20}}(?:{pattern}).{{0,30}}", typed, re.I)), typed
    )
