"""Which open records may be one firm."""
from ..models import Firm
from ..rules.naming import POSSIBLE_DUPLICATE, Likeness, NameFacts, similarity


def likely_duplicates(firm: Firm) -> list[tuple[Firm, Likeness]]:
    """Other open firms that may be this one in another script or legal form, likeliest first."""
    facts = _facts(firm)
    others = Firm.objects.open().exclude(pk=firm.pk).filter(country=firm.country).select_related("contact")
    rated = [(other, similarity(facts, _facts(other))) for other in others]
    likely = [pair for pair in rated if pair[1].score >= POSSIBLE_DUPLICATE]
    return sorted(likely, key=lambda pair: -pair[1].score)


def likeness_of(firm: Firm, other: Firm) -> Likeness:
    return similarity(_facts(firm), _facts(other))


def _facts(firm: Firm) -> NameFacts:
    contact = getattr(firm, "contact", None)
    return NameFacts(
        name=firm.name, latin=firm.name_latin, country=firm.country, city=firm.city, legal_id=firm.legal_id,
        email=contact.email if contact else "", phone=contact.phone if contact else "",
    )
