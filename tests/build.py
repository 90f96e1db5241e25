"""Rows for tests, made through the services where a service exists."""

from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress

from accounts import terms
from accounts.models import TermsAcceptance, User
from companies import services as companies
from companies.models import Contact, Firm, Merge, PartneringProfile
from core.activity import record
from core.geography import Side
from core.multilingual import Texts
from matching import services as matching
from matching.models import Introduction, Match

PASSWORD = "correct horse battery staple"
# How letters begin, which their frame says; a name behind a colon is somebody the letter is about.
GREETS = "^(Dear|Уважаем|Құрметті|Hurmatli)|^[^：]*様$"
THEN = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def named(english: str, **others: str) -> Texts:
    """A name, the English one as its original."""
    return Texts().with_wordings({"en": english} | others, by=None, at=None)


def user(email: str, name: str, *, role: str = "member", language: str = "en", zone: str = "UTC") -> User:
    person = User.objects.create_user(email, PASSWORD, full_name=name, role=role, language=language, time_zone=zone)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    TermsAcceptance.objects.create(user=person, version=terms.VERSION, language=language, accepted_at=THEN)
    return person


def draft_firm(owner: User, *, country: str, legal_id: str, name: str, name_latin: str) -> Firm:
    return companies.register_firm(
        country=country, legal_id=legal_id, name=name, name_latin=name_latin,
        language=owner.language, by=owner, now=THEN,
    )


def firm(owner: User, staff: User, *, city: str = "", languages: list[str] | None = None, **identity) -> Firm:
    """A verified firm with a contact person."""
    made = draft_firm(owner, **identity)
    companies.save_business(made, city=city, sectors=["machinery"], languages=languages or ["en"], by=owner, now=THEN)
    companies.save_contact(
        made,
        name=f"Contact of {owner.full_name}",
        position="Export",
        email=f"contact.{owner.email}",
        phone="+81 76 000 0000",
        language=owner.language,
        consent_given=True,
        by=owner,
        now=THEN,
    )
    Firm.objects.filter(pk=made.pk).update(state="submitted", submitted_at=THEN)
    made.refresh_from_db()
    companies.record_check(made, kind="call_back", result="passed", how="telephone", by=staff, now=THEN)
    companies.verify_firm(made, by=staff, now=THEN)
    return made


def merge(gone: Firm, kept: Firm, author: User, decider: User, now: datetime = THEN) -> Merge:
    """Done, by two where two must decide."""
    made = companies.merge_firms(gone, kept, reason="One entry in the register", by=author, now=now)
    if made.state == "proposed":
        companies.confirm_merge(made, by=decider, now=now)
    for firm in (gone, kept):
        firm.refresh_from_db()
    return Merge.objects.get(pk=made.pk)


def profile(
    owner_firm: Firm, staff: User, kind: str, cooperation: str, lines: list[str], codes: list[str], markets: list[str]
) -> PartneringProfile:
    made = companies.create_profile(
        owner_firm,
        kind=kind,
        cooperation=cooperation,
        title=lines[0][:160],
        markets=markets,
        language=owner_firm.language,
        lines=[{"text": text, "hs_codes": codes} for text in lines],
        by=None,
        now=THEN,
    )
    companies.submit_profile(made, by=None, now=THEN)
    companies.publish_profile(made, by=staff, now=THEN)
    return made


def match(offer: PartneringProfile, other: PartneringProfile, fit: int = 82) -> Match:
    japan, partner = (offer, other) if offer.firm.side == Side.JAPAN else (other, offer)
    made = Match.objects.create(
        japan=japan.firm,
        partner=partner.firm,
        japan_profile=japan,
        partner_profile=partner,
        fit=fit,
        forward=fit + 0.4,
        backward=fit + 2.2,
        weights_version=1,
        created_at=THEN,
        scored_at=THEN + timedelta(hours=1),
        reasons={"japan": [], "partner": [], "lines": []},
        cautions=[],
    )
    record(made, "suggest", by=None, now=THEN)
    return made


def contact_of(one: Firm) -> Contact:
    return Contact.objects.get(firm=one)


def introduction(
    made: Match, japan_member: User, partner_member: User, staff: User, now: datetime = THEN
) -> Introduction:
    """Interest → approval → both consents: contacts released."""
    matching.express_interest(made, firm=made.japan, by=japan_member, now=now)
    opened = matching.approve_match(made, by=staff, now=now)
    matching.give_consent(opened, firm=made.japan, contact_agrees=True, by=japan_member, now=now)
    matching.give_consent(opened, firm=made.partner, contact_agrees=True, by=partner_member, now=now)
    opened.refresh_from_db()
    return opened
