"""What firms, staff and chambers are told about matches; rendered in each reader's language."""

from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.messages import people_of, staff
from companies.models import Call, Firm, Liaison, ProductLine, Spoken
from companies.senders import sender_of
from core.enums import LookWay
from core.looks import note, seen_at
from core.workdays import deadline
from notifications.services import say

from .computed.timers import ABANDON, ACKNOWLEDGE, TAKE
from .enums import Answer
from .models import ExportReview, Introduction, Match, Referral
from .rules.overlap import far_zone, hours_of, next_overlap

PARTNER_IN = {
    "JP": _("Partner in Japan"),
    "KZ": _("Partner in Kazakhstan"),
    "UZ": _("Partner in Uzbekistan"),
    "KG": _("Partner in Kyrgyzstan"),
    "TJ": _("Partner in Tajikistan"),
    "TM": _("Partner in Turkmenistan"),
}


def _tell(
    people, kind: str, *, about, path: str, now: datetime,
    key: str = "", after: datetime | None = None, by=None, **context,
) -> None:
    """`by`: who signs; without anybody of Minamin or a chamber the office does."""
    sender = sender_of(by)
    for person in people:
        zones = {"other_zone": far_zone(context["match"], person.time_zone)} if "match" in context else {}
        say(
            person, f"matching/{kind}", about=about, path=path, key=key, now=now, after=after,
            context=context | zones, sender=sender,
        )


def _case(match: Match, firm: Firm) -> dict:
    """What a letter to this firm is about: its own profile, and where the partner is, who stays unnamed."""
    other = match.other(firm)
    return {"yours": match.other_profile(other) or firm, "partner": PARTNER_IN[other.country]}


def proposal_waits(match: Match, *, now: datetime) -> None:
    path = reverse("matching:approval", args=[match.pk])
    deciders = [person for person in staff() if person.pk != match.proposed_by_id]
    _tell(
        deciders, "proposal_waits", about=match, path=path, key=now.isoformat(), now=now, by=match.proposed_by,
        match=match,
    )


def partner_found(match: Match, firm: Firm, *, now: datetime) -> None:
    """After a time without any; still anonymous."""
    path = reverse("matching:match", args=[match.pk])
    _tell(people_of(firm), "partner_found", about=match, path=path, now=now, **_case(match, firm))


def suggestion_withdrawn(match: Match, *, now: datetime, after: datetime | None = None) -> None:
    """Only a firm that had shown interest is told; still anonymous."""
    for interest in match.interests.filter(answer=Answer.INTERESTED).select_related("firm"):
        _tell(
            people_of(interest.firm),
            "suggestion_withdrawn",
            about=match,
            path=reverse("matching:suggestions"),
            now=now,
            key=now.isoformat(),
            after=after,
            by=match.rejected_by,
            **_case(match, interest.firm),
        )


def never_answers(firm: Firm, *, now: datetime) -> None:
    """Said once, ever."""
    _tell(people_of(firm), "never_answers", about=firm, path=reverse("matching:suggestions"), now=now)


def _both_firms(introduction: Introduction) -> list[tuple[Firm, Firm]]:
    match = introduction.match
    return [(match.japan, match.partner), (match.partner, match.japan)]


def consent_requested(introduction: Introduction, *, now: datetime, after: datetime) -> None:
    """Still anonymous: the other firm is described, not named."""
    path = reverse("matching:introduction", args=[introduction.pk])
    for firm, other in _both_firms(introduction):
        _tell(
            people_of(firm),
            "consent_requested",
            about=introduction,
            path=path,
            now=now,
            after=after,
            by=introduction.match.approved_by,
            introduction=introduction,
            other_country=other.get_country_display,
            other_zone=other.zone,
            theirs=introduction.match.other_profile(firm) or "",
            **_case(introduction.match, firm),
        )


def consent_received(introduction: Introduction, firm: Firm, *, now: datetime) -> None:
    """The receipt, while something is still awaited. What the other firm has answered stays unsaid."""
    match = introduction.match
    _tell(
        people_of(firm), "consent_received", about=introduction,
        path=reverse("matching:introduction", args=[introduction.pk]), now=now, key=now.isoformat(),
        by=match.approved_by, introduction=introduction, other_zone=match.other(firm).zone, **_case(match, firm),
    )


def consent_reminder(introduction: Introduction, firm: Firm, *, days_left: int, now: datetime) -> None:
    match = introduction.match
    _tell(
        people_of(firm),
        "consent_reminder",
        about=introduction,
        path=reverse("matching:introduction", args=[introduction.pk]),
        now=now,
        key=str(days_left),
        by=match.approved_by,
        introduction=introduction,
        days_left=days_left,
        other_zone=match.other(firm).zone,
        **_case(match, firm),
    )


def contacts_released(introduction: Introduction, *, now: datetime) -> None:
    """Each firm in its own language, with both firms' times and the hours in which both work."""
    path = reverse("matching:introduction", args=[introduction.pk])
    for firm, other in _both_firms(introduction):
        overlap = next_overlap(now, firm, other)
        _tell(
            people_of(firm),
            "contacts_released",
            about=introduction,
            path=path,
            now=now,
            by=introduction.match.approved_by,
            other=other,
            overlap=overlap,
            hours=partial(hours_of, overlap, (firm.zone, other.zone)),
            **_case(introduction.match, firm),
        )


def release_kept_back(introduction: Introduction, *, obstacles: list[str], now: datetime) -> None:
    path = reverse("matching:introduction", args=[introduction.pk])
    _tell(
        staff(),
        "release_kept_back",
        about=introduction,
        path=path,
        key=",".join(obstacles),
        now=now,
        introduction=introduction,
        match=introduction.match,
        obstacles=obstacles,
    )


def clearance_lapsed(review: ExportReview, *, until: date, now: datetime) -> None:
    """To whoever gave it; to all the staff when that person has left."""
    giver = review.reviewed_by
    path = reverse("matching:approval", args=[review.match_id]) + "?tab=export"
    _tell(
        [giver] if giver.is_active and giver.is_minamin else staff(),
        "clearance_lapsed",
        about=review,
        path=path,
        key=until.isoformat(),
        now=now,
        review=review,
        match=review.match,
        until=until,
    )


def introduction_declined(introduction: Introduction, *, by_firm: Firm, now: datetime) -> None:
    """The other firm learns of it, still without a name; the office learns who it was."""
    match, other = introduction.match, introduction.match.other(by_firm)
    place = {"about": introduction, "path": reverse("matching:introduction", args=[introduction.pk]), "now": now}
    _tell(people_of(other), "introduction_declined", by=match.approved_by, **place, **_case(match, other))
    _tell(staff(), "introduction_declined_office", match=match, firm=by_firm, **place)


def call_asked(call: Call, *, by, now: datetime, after: datetime | None) -> None:
    """Without a word of the other firm: a liaison may not know it. Who gave the call to themselves is not told."""
    if call.caller_id != by.pk:
        _tell_caller(call, "call_asked", by=by, now=now, after=after)


def call_overdue(call: Call, *, now: datetime) -> None:
    _tell_caller(call, "call_overdue", by=call.asked_by, now=now, key=call.due_at.isoformat())


def _tell_caller(call: Call, kind: str, **said) -> None:
    people = [call.caller] if call.caller.is_active else staff()
    contact = getattr(call.firm, "contact", None)
    number = seen_at(call, contact.email if contact else "", call.number, about=call, what="phone")
    for one in people:
        note([number], by=one, now=said["now"], way=LookWay.MAIL)
    _tell(people, kind, about=call, path=reverse("matching:call", args=[call.pk]), call=call, firm=call.firm, **said)


def answer_taken_back(introduction: Introduction, spoken: Spoken, *, by, now: datetime) -> None:
    path = reverse("matching:introduction", args=[introduction.pk])
    said = {"match": introduction.match, "spoken": spoken, "firm": spoken.firm}
    _tell(staff(), "answer_taken_back", about=introduction, path=path, key=str(spoken.pk), now=now, by=by, **said)


def introduction_expired(introduction: Introduction, *, now: datetime) -> None:
    _tell_both(introduction, "introduction_expired", by=introduction.match.approved_by, now=now)


def introduction_recalled(introduction: Introduction, *, by, now: datetime) -> None:
    _tell_both(introduction, "introduction_recalled", by=by, now=now)


def _tell_both(introduction: Introduction, kind: str, *, by, now: datetime) -> None:
    match, path = introduction.match, reverse("matching:introduction", args=[introduction.pk])
    for firm in match.firms:
        _tell(people_of(firm), kind, about=introduction, path=path, now=now, by=by, **_case(match, firm))


def liaisons_of(referral: Referral) -> list:
    rows = Liaison.objects.filter(chamber=referral.chamber, user__is_active=True).select_related("user")
    return [row.user for row in rows]


def _tell_liaisons(referral: Referral, kind: str, *, now: datetime, key: str = "", by=None, **context) -> None:
    """Signed by whoever approved the match, where nobody else is named."""
    match = referral.introduction.match
    _tell(
        liaisons_of(referral),
        kind,
        about=referral,
        path=reverse("matching:referral", args=[referral.pk]),
        now=now,
        key=key,
        by=by or match.approved_by,
        referral=referral,
        match=match,
        **context,
    )


def _tell_staff(referral: Referral, kind: str, *, now: datetime, key: str = "", **context) -> None:
    _tell(
        staff(),
        kind,
        about=referral,
        path=reverse("matching:referral", args=[referral.pk]),
        now=now,
        key=key,
        referral=referral,
        match=referral.introduction.match,
        **context,
    )


def referral_sent(referral: Referral, *, now: datetime) -> None:
    """With the days by which it is to be acknowledged and taken in charge."""
    countries = referral.introduction.match.countries
    _tell_liaisons(
        referral, "referral_sent", now=now,
        acknowledge_by=deadline(referral.sent_at, ACKNOWLEDGE, countries),
        take_by=deadline(referral.sent_at, TAKE, countries),
    )


def referral_overdue(referral: Referral, *, timer, now: datetime) -> None:
    key = f"{timer.step}:{timer.due_at.date()}"
    ends_at = deadline(referral.sent_at, ABANDON, referral.introduction.match.countries)
    _tell_liaisons(referral, "referral_overdue", now=now, key=key, timer=timer, ends_at=ends_at)


def referral_taken(referral: Referral, *, now: datetime) -> None:
    """The firm on the chamber's side learns who helps."""
    match = referral.introduction.match
    path = reverse("matching:introduction", args=[referral.introduction_id])
    for firm in (match.japan, match.partner):
        if firm.country == referral.chamber.country:
            said = {"referral": referral, "other": match.other(firm)} | _case(match, firm)
            _tell(people_of(firm), "referral_taken", about=referral, path=path, now=now, by=referral.taken_by, **said)


def referral_question(referral: Referral, *, question: str, by, now: datetime) -> None:
    _tell_staff(referral, "referral_question", now=now, key=now.isoformat(), by=by, question=question)


def referral_answered(referral: Referral, *, by, now: datetime) -> None:
    _tell_liaisons(referral, "referral_answered", now=now, key=now.isoformat(), by=by)


def referral_closed(referral: Referral, *, now: datetime) -> None:
    _tell_staff(referral, "referral_closed", now=now, by=referral.closed_by)


def line_quarantined(line: ProductLine, *, now: datetime) -> None:
    _tell(
        staff(), "line_quarantined", about=line.profile, path=reverse("matching:quarantine"),
        key=str(line.pk), now=now, line=line,
    )


def _tell_of_partner(introduction: Introduction, kind: str, firm: Firm, *, now: datetime, **context) -> None:
    """To the other side and to the chambers at work, who know the firm by name."""
    said = {"firm": firm, "now": now, "key": now.isoformat()} | context
    path = reverse("matching:introduction", args=[introduction.pk])
    _tell(people_of(introduction.match.other(firm)), kind, about=introduction, path=path, **said)
    for referral in introduction.referrals.open():
        path = reverse("matching:referral", args=[referral.pk])
        _tell(liaisons_of(referral), kind, about=referral, path=path, **said)


def partner_merged(introduction: Introduction, firm: Firm, *, old: Firm, by, now: datetime) -> None:
    _tell_of_partner(introduction, "partner_merged", firm, old=old, by=by, now=now)


def partner_parted(introduction: Introduction, firm: Firm, *, merged: Firm, by, now: datetime) -> None:
    _tell_of_partner(introduction, "partner_parted", firm, merged=merged, by=by, now=now)


def _tell_involved(match: Match, partner: Firm, kind: str, *, path: str, by, now: datetime) -> None:
    """Only a partner that was asked or showed interest;
    nobody is named, because contacts may not have been released.
    """
    interested = match.interests.filter(firm=partner, answer=Answer.INTERESTED).exists()
    if interested or match.approved_at:
        said = _case(match, partner)
        _tell(people_of(partner), kind, about=match, path=path, key=now.isoformat(), now=now, by=by, **said)


def double_ended(match: Match, partner: Firm, *, stays: Match, by, now: datetime) -> None:
    path = reverse("matching:match", args=[stays.pk])
    _tell_involved(match, partner, "double_ended", path=path, by=by, now=now)


def double_goes_on(match: Match, partner: Firm, *, by, now: datetime) -> None:
    path = reverse("matching:match", args=[match.pk])
    _tell_involved(match, partner, "double_goes_on", path=path, by=by, now=now)
