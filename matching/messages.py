"""What firms, staff and chambers are told about matches; rendered in each reader's language."""

from datetime import date, datetime
from functools import partial

from django.urls import reverse

from companies.messages import people_of, staff
from companies.models import Firm, Liaison, ProductLine
from notifications.services import say

from .enums import Answer
from .models import ExportReview, Introduction, Match, Referral
from .rules.overlap import far_zone, hours_of, next_overlap


def _tell(
    people, kind: str, *, about, path: str, now: datetime, key: str = "", after: datetime | None = None, **context
) -> None:
    for person in people:
        zones = {"other_zone": far_zone(context["match"], person.time_zone)} if "match" in context else {}
        say(person, f"matching/{kind}", about=about, path=path, key=key, now=now, after=after, context=context | zones)


def proposal_waits(match: Match, *, now: datetime) -> None:
    path = reverse("matching:approval", args=[match.pk])
    deciders = [person for person in staff() if person.pk != match.proposed_by_id]
    _tell(deciders, "proposal_waits", about=match, path=path, key=now.isoformat(), now=now, match=match)


def suggestion_withdrawn(match: Match, *, now: datetime, after: datetime | None = None) -> None:
    """Only a firm that had shown interest is told; still anonymous."""
    for interest in match.interests.filter(answer=Answer.INTERESTED).select_related("firm"):
        other = match.other(interest.firm)
        _tell(
            people_of(interest.firm),
            "suggestion_withdrawn",
            about=match,
            path=reverse("matching:match", args=[match.pk]),
            now=now,
            key=now.isoformat(),
            after=after,
            other_country=other.get_country_display,
            profile=match.other_profile(interest.firm),
        )


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
            introduction=introduction,
            other_country=other.get_country_display,
            other_zone=other.zone,
            profile=introduction.match.other_profile(firm),
        )


def consent_reminder(introduction: Introduction, firm: Firm, *, days_left: int, now: datetime) -> None:
    _tell(
        people_of(firm),
        "consent_reminder",
        about=introduction,
        path=reverse("matching:introduction", args=[introduction.pk]),
        now=now,
        key=str(days_left),
        introduction=introduction,
        days_left=days_left,
        other_zone=introduction.match.other(firm).zone,
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
            introduction=introduction,
            firm=firm,
            other=other,
            overlap=overlap,
            hours=partial(hours_of, overlap, (firm.zone, other.zone)),
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
    path = reverse("matching:introduction", args=[introduction.pk])
    other = introduction.match.other(by_firm)
    _tell(
        [*people_of(other), *staff()], "introduction_declined", about=introduction,
        path=path, now=now, introduction=introduction,
    )


def introduction_expired(introduction: Introduction, *, now: datetime) -> None:
    _tell_all(introduction, "introduction_expired", now=now)


def introduction_recalled(introduction: Introduction, *, now: datetime) -> None:
    _tell_all(introduction, "introduction_recalled", now=now)


def _tell_all(introduction: Introduction, kind: str, *, now: datetime) -> None:
    path = reverse("matching:introduction", args=[introduction.pk])
    for firm, _other in _both_firms(introduction):
        _tell(people_of(firm), kind, about=introduction, path=path, now=now, introduction=introduction)


def liaisons_of(referral: Referral) -> list:
    rows = Liaison.objects.filter(chamber=referral.chamber, user__is_active=True).select_related("user")
    return [row.user for row in rows]


def _tell_liaisons(referral: Referral, kind: str, *, now: datetime, key: str = "", **context) -> None:
    _tell(
        liaisons_of(referral),
        kind,
        about=referral,
        path=reverse("matching:referral", args=[referral.pk]),
        now=now,
        key=key,
        referral=referral,
        match=referral.introduction.match,
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
    _tell_liaisons(referral, "referral_sent", now=now)


def referral_overdue(referral: Referral, *, timer, now: datetime) -> None:
    key = f"{timer.step}:{timer.due_at.date()}"
    _tell_liaisons(referral, "referral_overdue", now=now, key=key, timer=timer)


def referral_taken(referral: Referral, *, now: datetime) -> None:
    """The firm on the chamber's side learns who helps."""
    match = referral.introduction.match
    path = reverse("matching:introduction", args=[referral.introduction_id])
    for firm in (match.japan, match.partner):
        if firm.country == referral.chamber.country:
            _tell(people_of(firm), "referral_taken", about=referral, path=path, now=now, referral=referral)


def referral_question(referral: Referral, *, question: str, now: datetime) -> None:
    _tell_staff(referral, "referral_question", now=now, key=now.isoformat(), question=question)


def referral_answered(referral: Referral, *, now: datetime) -> None:
    _tell_liaisons(referral, "referral_answered", now=now, key=now.isoformat())


def referral_closed(referral: Referral, *, now: datetime) -> None:
    _tell_staff(referral, "referral_closed", now=now)


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


def partner_merged(introduction: Introduction, firm: Firm, *, old_name: str, now: datetime) -> None:
    _tell_of_partner(introduction, "partner_merged", firm, old_name=old_name, now=now)


def partner_parted(introduction: Introduction, firm: Firm, *, merged_name: str, now: datetime) -> None:
    _tell_of_partner(introduction, "partner_parted", firm, merged_name=merged_name, now=now)


def _tell_involved(match: Match, partner: Firm, kind: str, *, path: str, now: datetime) -> None:
    """Only a partner that was asked or showed interest;
    nobody is named, because contacts may not have been released.
    """
    interested = match.interests.filter(firm=partner, answer=Answer.INTERESTED).exists()
    if interested or match.approved_at:
        _tell(people_of(partner), kind, about=match, path=path, key=now.isoformat(), now=now)


def double_ended(match: Match, partner: Firm, *, stays: Match, now: datetime) -> None:
    path = reverse("matching:match", args=[stays.pk])
    _tell_involved(match, partner, "double_ended", path=path, now=now)


def double_goes_on(match: Match, partner: Firm, *, now: datetime) -> None:
    path = reverse("matching:match", args=[match.pk])
    _tell_involved(match, partner, "double_goes_on", path=path, now=now)
