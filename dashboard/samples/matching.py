from companies.models import Call, ProductLine, Spoken
from core.geography import ZONE
from matching.computed.timers import Timer
from matching.enums import ReferralState
from matching.messages import PARTNER_IN
from matching.models import ExportReview, Introduction, Match, Referral
from matching.rules.overlap import hours_of, next_overlap

from .companies import profile_of
from .world import DAY, World


def contexts(world: World) -> dict[str, dict]:
    return _of_firms(world) | _of_chambers(world) | _of_the_office(world)


def _of_firms(world: World) -> dict[str, dict]:
    """What a firm reads; the partner is named only once contacts are released."""
    partner, zone = world.partner, ZONE[world.partner.country]
    case = {"yours": profile_of(world, world.firm), "partner": PARTNER_IN[partner.country]}
    introduction = Introduction(answer_by=world.now + 7 * DAY)
    asked = case | {"introduction": introduction, "other_zone": zone}
    overlap = next_overlap(world.now, world.firm, partner)
    hours = hours_of(overlap, (world.firm.zone, partner.zone))
    renamed = {"firm": partner, "old": partner, "merged": partner}
    return {
        "consent_requested": asked | {
            "other_country": partner.get_country_display(), "theirs": profile_of(world, partner),
        },
        "consent_received": asked,
        "consent_reminder": asked | {"days_left": 2},
        "contacts_released": case | {"other": partner, "overlap": overlap, "hours": hours},
        "introduction_declined": case,
        "introduction_expired": case,
        "introduction_recalled": case,
        "partner_found": case,
        "suggestion_withdrawn": case,
        "never_answers": {},
        "double_ended": case,
        "double_goes_on": case,
        "partner_merged": renamed,
        "partner_parted": renamed,
        "referral_taken": case | {"referral": _referral(world), "other": partner},
    }


def _match(world: World) -> Match:
    return Match(japan=world.hokuriku, partner=world.altai, fit=82, decide_by=world.now + 2 * DAY)


def _referral(world: World) -> Referral:
    return Referral(chamber=world.chamber, state=ReferralState.DONE_WITH_HELP)


def _of_chambers(world: World) -> dict[str, dict]:
    referral = {"match": _match(world), "referral": _referral(world), "other_zone": ZONE[world.partner.country]}
    soon = {"acknowledge_by": world.now + 3 * DAY, "take_by": world.now + 5 * DAY, "ends_at": world.now + 45 * DAY}
    to_altai = Call(firm=world.altai, number="+7 7232 00 00 00", caller=world.dana, due_at=world.now + 2 * DAY)
    call = {"firm": world.altai, "call": to_altai}
    return {
        "call_asked": call,
        "call_overdue": call,
        "referral_sent": referral | soon,
        "referral_overdue": referral | soon | {"timer": Timer("chase", world.now - DAY, -1)},
        "referral_question": referral | {"question": world.reason},
        "referral_answered": referral,
        "referral_closed": referral,
    }


def _of_the_office(world: World) -> dict[str, dict]:
    match = {"match": _match(world), "other_zone": ZONE[world.partner.country]}
    line = ProductLine(profile=profile_of(world, world.hokuriku), text="R-404A 冷凍ユニット")
    spoken = Spoken(firm=world.altai, recorded_by=world.sato, recorded_at=world.now - 3 * DAY)
    return {
        "proposal_waits": match,
        "answer_taken_back": match | {"firm": world.altai, "spoken": spoken},
        "introduction_declined_office": match | {"firm": world.altai},
        "release_kept_back": match | {"obstacles": ["export_control"]},
        "clearance_lapsed": match | {"review": ExportReview(code="8418.69", tier="A"), "until": world.now.date()},
        "line_quarantined": {"line": line},
    }
