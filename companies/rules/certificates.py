"""Certificates as firms write them, and which ones partners usually ask for."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from core.text import plain

from .sectors import Sector, sectors_for_hs

FAMILIES = ("ISO 9001", "ISO 14001", "ISO 22000", "FSSC 22000", "HACCP",
            "ISO 13485", "IATF 16949", "ISO 17025", "ISO 27001", "ISO 45001", "ISO 50001", "AS 9100",
            "BRCGS", "IFS Food", "GLOBALG.A.P.", "GMP", "GDP", "Halal", "Kosher", "Organic EU", "Organic JAS", "JAS",
            "OEKO-TEX", "GOTS", "FSC", "PEFC", "EAC", "GOST", "JIS", "PSE", "CE", "UL", "RoHS", "ATEX")
NUMBERED = re.compile(
    r"(?:гост|gost|jis)?\s*[рrq]?\s*(?:iso|исо|iatf|ts|тс)?[\s/:–-]*(?:iec|мэк|ts)?[\s/:–-]*"
    r"(9001|14001|22000|13485|16949|17025|27001|45001|50001)(?!\d).{0,30}", re.I)
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
    ("AS 9100", r"\b(?:as|en|jis\s*q)[\s-]*9100\b"), ("BRCGS", r"\bbrc(?:gs)?\b"), ("IFS Food", r"\bifs(?:\s*food)?\b"),
    ("GLOBALG.A.P.", r"global\s*g\.?\s*a\.?\s*p\b\.?"), ("Kosher", r"\bkosher\b|кошер\w*|コーシャ"),
    ("GOTS", r"\bgots\b"), ("FSC", r"\bfsc\b"), ("PEFC", r"\bpefc\b"), ("ATEX", r"\batex\b"), ("RoHS", r"\brohs\b"),
    ("GOST", r"\bgost\b|гост\b"), ("JAS", r"\bjas\b"), ("JIS", r"\bjis\b"), ("GMP", r"\bc?gmp\b"), ("GDP", r"\bgdp\b"),
    ("PSE", r"\bpse\b"), ("UL", r"\bul\b"), ("CE", r"\bce(?:[\s・]*mark\w*|\s*マーキング|\s*マーク)?(?!\w)"),
)
SEPARATORS = re.compile(r"[;,、，；|\n]+|/(?!\s*(?:IEC|МЭК|TS|ТС)|\d)|/(?=(?:9001|14001|22000|45001)\b)")
# What belongs to the name of a standard; any other number is that of one firm's certificate.
OF_STANDARDS = re.compile(
    r"\b(?:iso|исо|iec|мэк|iatf|гост|gost|jis|din|astm|api|en|as|sa|ohsas|fssc|oeko-?tex|standard|ту|ст\s?рк|тр\s?тс)"
    r"(?:[\s/-]*(?:iso|исо|iec|мэк|ts|тс|[рrq]|standard)\b)*[\s/:-]*\d{1,6}(?:[-–.:]\d{1,4}){0,3}"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)", re.I,
)
NUMBER = re.compile(
    r"(?:№|#|\b(?:no|nr|reg|рег)\b\.?|номер|番号|第)[\s:：.№]*(?:[A-Z]{1,4}\s)?[\w/.-]*\d[\w/.-]*(?:\s\d[\w/.-]*)*号?"
    r"|(?<![\w+])\+?(?=(?:[\w/.-]*\d){5})[\w/.-]*\d[\w/.-]*", re.I,
)


@dataclass(frozen=True)
class Expectation:
    """Any one of these certificates answers what buyers of such goods usually ask; `why` is said to people."""

    any_of: tuple[str, ...]
    why: object


@dataclass
class Typed:
    """What somebody wrote: `known` families, `other` names, and as typed whatever held a certificate's number."""

    known: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [*self.known, *self.other]


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


def read_certificates(raw: str) -> Typed:
    """Each once; well-known ones under one name ("iso9001:2015" → "ISO 9001"), and numbers apart from names."""
    read = Typed()
    parts = (part.strip(" \t•・\uf0b7") for part in SEPARATORS.split(plain(raw, multiline=True)))
    for part in filter(None, parts):
        family, numbers = _family(part), list(NUMBER.finditer(OF_STANDARDS.sub(_blank, part)))
        if numbers:
            read.numbered.append(part)
        if family:
            read.known.append(family)
        elif name := _without(part, numbers):
            read.other.append(name)
    return Typed(*(list(dict.fromkeys(names)) for names in (read.known, read.other, read.numbered)))


def split_certificates(raw: str) -> list[str]:
    """Their names only, in the order they were typed in."""
    parts = map(read_certificates, SEPARATORS.split(plain(raw, multiline=True)))
    return list(dict.fromkeys(name for part in parts for name in part.names))


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
    found = (name for name, pattern in WORDED if re.fullmatch(f".{{0,20}}(?:{pattern}).{{0,30}}", typed, re.I))
    return typed if typed in FAMILIES else next(found, "")


def _blank(match: re.Match) -> str:
    return re.sub(r"\S", "¤", match.group())


def _without(typed: str, numbers: list[re.Match]) -> str:
    for match in reversed(numbers):
        typed = typed[:match.start()] + typed[match.end():]
    return re.sub(r"\(\s*\)|\s+", " ", typed).strip(" :,.()–—-")
