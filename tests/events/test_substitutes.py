"""Who comes instead of whom: at once or with consent, in chains, and back."""

import pytest

from core.activity import ref
from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import AlreadyRegistered, AnotherHoldsTheSeat, HasASubstitute, NotThePartner, SamePerson
from events.models import Registration, Substitution
from notifications.models import Message

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def president(forum, tanaka, hokuriku):
    return seat(forum, 1, by=tanaka, firm=hokuriku, rank="head", position="President")


def name(row, number, *, by, now, **more):
    return services.name_substitute(row, person=person(number, **more), reason="Cannot travel", by=by, now=now)


def taken(event) -> int:
    return event.pools.get().taken


def test_a_substitute_of_the_same_rank_comes_at_once(forum, president, tanaka, now):
    substitution = name(president, 2, by=tanaka, now=now, rank="head")
    substitute = Registration.objects.get(stands_in_for=president)
    assert (
        substitution.needs_consent, state_of(president), substitute.state, taken(forum)
    ) == (False, "substituted", "confirmed", 1)
    assert "METHOD:REQUEST" in Message.objects.get(kind="events/substitute_comes").calendar


def test_the_partner_consents_when_the_rank_changes(forum, president, tanaka, sato, dana, now):
    """The president sends a proxy: Atameken's liaison decides, not whoever asked, nor Minamin."""
    asked = name(president, 2, by=tanaka, now=now, rank="director")
    assert (asked.state, asked.needs_consent, state_of(president)) == ("asked", True, "confirmed")
    assert list(
        Message.objects.filter(kind="events/consent_asked").values_list("recipient__email", flat=True)
    ) == [dana.email]
    for stranger in (tanaka, sato):
        with pytest.raises(NotThePartner):
            services.consent_to_substitute(asked, by=stranger, now=now)
    services.consent_to_substitute(asked, by=dana, now=now)
    assert (state_of(president), taken(forum)) == ("substituted", 1)
    with pytest.raises(TransitionNotAllowed):
        services.consent_to_substitute(asked, by=dana, now=now)
    act = Activity.objects.get(subject=ref(asked), verb="events.substitution.put_in_place")
    assert act.actor == dana


def test_the_partner_refuses_with_a_reason_and_the_seat_stays(president, tanaka, dana, now):
    asked = name(president, 2, by=tanaka, now=now, rank="specialist")
    services.refuse_substitute(asked, reason="The minister receives presidents only", by=dana, now=now)
    assert state_of(president) == "confirmed"
    assert Substitution.objects.get().state == "refused"
    assert "presidents only" in Message.objects.get(kind="events/substitute_refused").text
    again = name(president, 3, by=tanaka, now=now, rank="deputy")
    services.take_back_substitute(again, by=tanaka, now=now)
    assert Substitution.objects.filter(state="asked").count() == 0


def test_minamin_consents_for_a_delegate_of_the_other_side(forum, aigul, altai, sato, dana, now):
    row = seat(forum, 5, by=aigul, firm=altai, country="KZ", zone="Asia/Almaty", rank="head")
    asked = name(row, 6, by=aigul, now=now, rank="manager", country="KZ")
    with pytest.raises(NotThePartner):
        services.consent_to_substitute(asked, by=dana, now=now)
    services.consent_to_substitute(asked, by=sato, now=now)
    assert state_of(row) == "substituted"


def test_a_chain_and_the_way_back(forum, president, tanaka, now):
    queue = seat(forum, 7, by=tanaka, firm=president.firm), seat(forum, 8, by=tanaka, firm=president.firm)
    name(president, 2, by=tanaka, now=now, rank="head")
    second = Registration.objects.get(stands_in_for=president)
    name(second, 3, by=tanaka, now=now, rank="head")
    third = Registration.objects.get(stands_in_for=second)
    assert [one.pk for one in services.chain_after(president)] == [second.pk, third.pk]
    assert [one.pk for one in services.chain_before(third)] == [second.pk, president.pk]
    assert (state_of(second), state_of(third), taken(forum)) == ("substituted", "confirmed", 2)
    services.return_original(president, by=tanaka, now=now)
    assert (state_of(president), state_of(second), state_of(third), taken(forum)) == (
        "confirmed", "substituted", "withdrawn", 2
    )
    assert state_of(queue[1]) == "waitlisted", "the seat never became free in between"
    assert set(Substitution.objects.values_list("state", flat=True)) == {"ended"}
    with pytest.raises(AnotherHoldsTheSeat):
        services.return_original(second, by=tanaka, now=now)


def test_the_original_cannot_return_once_the_substitute_is_inside(forum, president, tanaka, sato, now):
    name(president, 2, by=tanaka, now=now, rank="head")
    services.check_in(Registration.objects.with_people().get(stands_in_for=president), by=sato, now=forum.starts_at)
    with pytest.raises(AnotherHoldsTheSeat):
        services.return_original(president, by=tanaka, now=forum.starts_at)


def test_nobody_stands_in_for_themselves_or_for_two(forum, president, tanaka, now):
    with pytest.raises(SamePerson):
        name(president, 1, by=tanaka, now=now)
    other = seat(forum, 4, by=tanaka, firm=president.firm)
    with pytest.raises(AlreadyRegistered):
        name(president, 4, by=tanaka, now=now)
    name(president, 2, by=tanaka, now=now, rank="manager")
    with pytest.raises(HasASubstitute):
        name(president, 3, by=tanaka, now=now)
    waiting = seat(forum, 9, by=tanaka, firm=president.firm)
    with pytest.raises(TransitionNotAllowed):
        name(waiting, 6, by=tanaka, now=now)
    assert state_of(other) == "confirmed"


def test_the_substitute_takes_over_sessions_and_the_journey(forum, president, tanaka, sato, now):
    session = services.add_session(
        forum, titles={"en": "Energy"}, room="A", starts_at=forum.starts_at,
        ends_at=forum.ends_at, capacity=1, by=sato, now=now,
    )
    services.book_session(session, registration=president, by=tanaka, now=now)
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=None, from_country="JP", to_country="KZ", purposes={},
        starts_on=forum.starts_at.date(), ends_on=forum.starts_at.date(), by=sato, now=now,
    )
    services.add_stop(
        journey, starts_at=forum.starts_at, ends_at=forum.ends_at, zone="Asia/Almaty",
        place="Atameken", programmes={}, host="Atameken",
        host_person="Dana", host_email="host@atameken.example", host_phone="", host_language="ru", by=sato, now=now,
    )
    services.add_member(
        journey, registration=president, name=president.name, email=president.email,
        phone="", language="ja", zone="Asia/Tokyo",
        organisation="Hokuriku", position="President", is_head=True, by=sato, now=now,
    )
    services.confirm_delegation(journey, by=sato, now=now)
    name(president, 2, by=tanaka, now=now, rank="head")
    substitute = Registration.objects.get(stands_in_for=president)
    assert list(substitute.session_seats.values_list("session", flat=True)) == [session.pk]
    session.refresh_from_db()
    assert session.taken == 1
    [member] = journey.members.filter(left_at=None)
    assert (member.registration, member.is_head) == (substitute, True)
    mail = Message.objects.get(kind="events/journey_changed")
    assert mail.address == "host@atameken.example"
    assert mail.language == "ru"
    assert substitute.name in mail.text
    [theirs] = Message.objects.filter(address=substitute.email)
    assert theirs.kind == "events/substitute_comes"
    assert "To Astana" in theirs.text, "one mail for seat and journey"


def test_a_former_substitute_comes_back_with_a_seat_of_their_own(forum, president, tanaka, now):
    name(president, 2, by=tanaka, now=now, rank="head")
    former = Registration.objects.with_people().get(stands_in_for=president)
    services.return_original(president, by=tanaka, now=now)
    name(president, 3, by=tanaka, now=now, rank="head")
    services.restore_registration(former, by=tanaka, now=now)
    assert (state_of(former), taken(forum)) == ("confirmed", 2)
    third = Registration.objects.get(stands_in_for=president)
    assert [one.pk for one in services.chain_after(president)] == [third.pk]
    services.return_original(president, by=tanaka, now=now)
    assert (state_of(former), state_of(third)) == ("confirmed", "withdrawn")


def test_a_question_to_the_partner_ends_when_the_delegate_withdraws(president, tanaka, dana, now):
    asked = name(president, 2, by=tanaka, now=now, rank="director")
    services.withdraw_registration(president, by=tanaka, now=now)
    assert Substitution.objects.get().state == "withdrawn"
    with pytest.raises(TransitionNotAllowed):
        services.consent_to_substitute(asked, by=dana, now=now)


def test_a_question_to_the_partner_ends_with_the_event(forum, president, tanaka, sato, now):
    name(president, 2, by=tanaka, now=now, rank="director")
    digest = services.preview_change(forum, "cancel")[2]
    services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Earthquake"}, at_once=True, by=sato, now=now
    )
    services.carry_out_due(now=now)
    assert Substitution.objects.get().state == "withdrawn"


@pytest.fixture
def waiting(forum, president, tanaka):
    """A colleague in the queue: both seats are taken."""
    while (row := seat(forum, forum.registrations.count() + 20, by=tanaka, firm=president.firm)).holds_seat:
        continue
    return row


def details(row) -> dict:
    return {name: getattr(row, name) for name in ("name", "email", "language", "zone", "country", "organisation")}


def test_a_colleague_who_waits_stands_in_and_leaves_the_queue(forum, president, waiting, tanaka, now):
    given = details(waiting) | {"rank": president.rank}
    services.name_substitute(president, person=given, reason="Ill", by=tanaka, now=now)
    assert (state_of(president), state_of(waiting)) == ("substituted", "withdrawn")
    assert Registration.objects.get(stands_in_for=president, state="confirmed").email == waiting.email


def test_a_colleague_waits_on_until_the_partner_has_consented(forum, president, waiting, tanaka, dana, now):
    asked = services.name_substitute(
        president, person=details(waiting) | {"rank": "specialist"}, reason="Ill", by=tanaka, now=now
    )
    assert state_of(waiting) == "waitlisted"
    services.consent_to_substitute(asked, by=dana, now=now)
    assert state_of(waiting) == "withdrawn"


def test_the_page_offers_the_waiting_colleagues_and_fills_in_the_chosen_one(president, waiting, as_, tanaka):
    url = president.get_absolute_url() + "substitute/"
    assert f"?colleague={waiting.pk}" in as_(tanaka).get(url).content.decode()
    assert f'value="{waiting.email}"' in as_(tanaka).get(f"{url}?colleague={waiting.pk}").content.decode()


def test_people_of_another_firm_who_wait_are_not_offered(forum, president, waiting, aigul, altai, as_, tanaka):
    other = seat(forum, 40, by=aigul, firm=altai)
    page = as_(tanaka).get(f"{president.get_absolute_url()}substitute/?colleague={other.pk}").content.decode()
    assert other.email not in page
    assert other.name not in page
