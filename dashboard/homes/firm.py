"""A firm's home: the next step, the way of its partnerships, what waits for an answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from companies.computed.progress import SECTIONS, missing_sections
from companies.models import Firm, Invitation, Membership
from core.counting import Question, TallyOf
from core.i18n import current_language, say_both
from core.lifecycle import allowed_actions
from core.prepared import only, rows_for
from matching.models import Introduction, Match
from matching.pages.handover import firm_row
from matching.pages.teasers import match_card
from matching.pages.waiting import without_partner
from matching.permissions import can_answer
from matching.states import LIVE_MATCH, RELEASED
from notifications.models import Message

from . import events, memoranda

CARDS, ROWS = 2, 4


def newcomer(user, now: datetime) -> dict:
    invitations = Invitation.objects.filter(
        email__iexact=user.email, accepted_at=None, revoked_at=None, expires_at__gt=now
    ).select_related(
        "firm"
    )
    return {"invitations": invitations}


def questions(firm: Firm) -> dict[str, Question]:
    """What the page counts, besides what the frame does."""
    return {"matches": TallyOf(Match.objects.of_firm(firm), "state")}


def page(user, member: Membership, counts: dict, now: datetime) -> dict:
    """`counts`: of `dashboard.waiting`; how many matches stand in each state among them."""
    firm = member.firm
    read = {"user": user.pk, "firm": firm.pk}
    open_matches = rows_for(_suggestions, user.role, read)
    cards = [match_card(match, firm, now=now, may_answer=can_answer(user, match)) for match in open_matches]
    introductions = rows_for(_introductions, user.role, {"user": user.pk})
    return {
        "firm": firm,
        "next_step": next_step(firm, introductions, open_matches, counts),
        "pipeline": pipeline(counts["matches"], introductions),
        "cards": cards[:CARDS],
        "rows": cards[CARDS:],
        "no_partner": without_partner(firm, live=any(counts["matches"].get(state) for state in LIVE_MATCH)),
        "introductions": [firm_row(one, firm) for one in introductions[:5]],
        "memoranda": memoranda.rows(user, now),
        "events": events.rows(user, now),
        "notices": notices(user, now),
    }


def _suggestions(role: str, values: dict):
    visible = Match.objects.visible_to(User.reader(values["user"], role))
    return visible.for_firm_to_answer(only(Firm, id=values["firm"])).with_lines()[: CARDS + ROWS]


def _introductions(role: str, values: dict):
    visible = Introduction.objects.visible_to(User.reader(values["user"], role))
    return visible.with_firms().with_spoken().order_by("-requested_at")


def next_step(
    firm: Firm, introductions: list[Introduction], open_matches: list[Match], counts: dict[str, Any],
) -> dict:
    """The one most useful act now, as arguments of the panel. `counts`: of what waits in conversations."""
    for introduction in introductions:
        spoken = introduction.spoken_of(firm)
        if spoken and "confirm" in allowed_actions(spoken):
            return _step(
                _("An answer was recorded on behalf of your firm"),
                _("Your firm had no account then. Read what was recorded, and confirm it or take it back."),
                introduction.get_absolute_url(),
                _("Read and decide"),
            )
    for introduction in introductions:
        if introduction.state == "consent_requested" and not introduction.has_consent_of(firm):
            return _step(
                _("A partner is waiting for your consent"),
                _("Minamin has approved a match. Read who gets what, and decide."),
                introduction.get_absolute_url(),
                _("Read and decide"),
            )
    if not firm.is_live:
        return _unfinished(firm)
    if answered := counts.get("obligation"):
        return _obligation_waits(answered)
    for name, step in WAITS.items():
        if counts.get(name):
            return step()
    for introduction in introductions:
        if introduction.state == "contacts_released":
            return _step(
                _("Write to your new partner"),
                _("The contacts are open. Tell us when you are in touch."),
                introduction.get_absolute_url(),
                _("See the contacts"),
            )
    if open_matches:
        return _step(
            _("Answer your suggestions"),
            _("Say which partners interest you; nobody sees your name yet."),
            reverse("matching:suggestions"),
            _("See suggestions"),
        )
    return _step(
        _("Add an offer or a need"),
        _("The more precisely you describe a product, the better the suggestions."),
        reverse("companies:profile_new"),
        _("Add"),
    )


def _obligation_waits(obligation: UUID) -> dict:
    return _step(
        _("The other side of a memorandum awaits your answer"),
        _("It proposes an obligation or asks for a change. Read it, and agree or decline."),
        reverse("mou:obligation", args=[obligation]),
        _("Read and answer"),
    )


def _evidence_waits() -> dict:
    return _step(
        _("Confirm what the other side has delivered"),
        _("Look at the evidence of a memorandum, and countersign or dispute it."),
        reverse("mou:memoranda"),
        _("See what waits"),
    )


def _questions_wait() -> dict:
    return _step(
        _("Answer the questions of a partner"),
        _("You read each question in your own language, and choose or fill in the answer."),
        reverse("talks:threads"),
        _("Read and answer"),
    )


def _sample_waits() -> dict:
    return _step(
        _("Take the next step with a sample"),
        _("A sample or trial order waits for your firm. The page says what is awaited, in your own language."),
        reverse("talks:threads"),
        _("See what waits"),
    )


def _result_waits() -> dict:
    return _step(
        _("Say what came of a partnership"),
        _("In talks, an agreement, or nothing: one press is enough. Your partner is asked the same."),
        reverse("talks:threads"),
        _("Answer"),
    )


# By what is counted, the most urgent first.
WAITS = {
    "questions": _questions_wait, "samples": _sample_waits, "evidence": _evidence_waits, "results": _result_waits,
}


def _unfinished(firm: Firm) -> dict:
    tasks = reverse("companies:tasks")
    if firm.state in ("draft", "more_info_requested"):
        missing = missing_sections(firm)
        sections = [{"label": label, "done": key not in missing} for key, label in SECTIONS.items() if key != "submit"]
        step = _step(
            _("Complete your firm's profile"),
            _("It is saved as you go. When everything is there, send it to Minamin."),
            tasks,
            _("Continue"),
        )
        done = sum(section["done"] for section in sections)
        label = _("%(done)s of %(total)s sections are ready") % {"done": done, "total": len(sections)}
        return step | {"steps": sections, "done": done, "total": len(sections), "progress_label": label}
    if firm.state in ("submitted", "in_review"):
        return _step(
            _("Minamin is checking your firm"),
            _("You will be told by mail. Meanwhile you can still improve your offers and needs."),
            tasks,
            _("See your profile"),
        )
    return _step(
        _("Your firm is not active at present"), _("Open the profile to read why and what you can do."),
        tasks, _("Open"),
    )


def _step(title: str, text: str, url: str, url_text: str) -> dict:
    return {"title": title, "text": text, "url": url, "url_text": url_text}


def pipeline(matches: dict[str, int], introductions: list[Introduction]) -> list[dict]:
    """How many partnerships stand at each step, each counted once."""
    released = sum(one.state in RELEASED and one.state != "concluded" for one in introductions)
    concluded = sum(one.state == "concluded" for one in introductions)
    suggested = matches.get("suggested", 0) + matches.get("shortlisted", 0)
    steps = [
        (suggested, _("Suggested"), reverse("matching:suggestions")),
        (matches.get("proposed", 0), _("At Minamin"), reverse("matching:suggestions")),
        (matches.get("approved", 0), _("Consent"), reverse("matching:introductions")),
        (released, _("In touch"), reverse("matching:introductions")),
        (concluded, _("Concluded"), reverse("matching:introductions")),
    ]
    return [{"number": number, "label": label, "url": url} for number, label, url in steps]


def _newest_messages(role: str, values: dict):
    visible = Message.objects.visible_to(User.reader(values["user"], role), values["now"])
    return visible.order_by("-visible_at")[:5]


def notices(user, now: datetime) -> list[dict]:
    newest = rows_for(_newest_messages, user.role, {"user": user.pk, "now": now})
    return [
        {
            "url": reverse("notifications:inbox"),
            "text": message.said_in(current_language()).subject,
            "when": say_both(message.visible_at, user.time_zone),
            "unread": message.read_at is None,
            "icon": "mail",
        }
        for message in newest
    ]
