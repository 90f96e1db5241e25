"""A forum in Astana: two seats, a firm registers, waits, is admitted late, sends a substitute, stands at the door; and
another one that is cancelled, reaches everybody and is closed. With a worker, a broker and a browser each.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import services
from events.links import notice_path, pass_path
from events.models import Event, EventChange, Notice, Registration, Substitution
from notifications.models import Delivery, Message
from tests.events.conftest import event_fields

from .people import Person, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SOON = 45  # seconds that the worker may take


def told(kind: str, address: str) -> bool:
    return Message.objects.filter(kind__endswith=f"/{kind}", address=address).exists()


def delegate(number: int, **more) -> dict:
    names = {0: "Abe Akira", 1: "Chiba Naomi", 2: "Doi Shun", 3: "Endo Tomoko"}
    return {
        "name": names[number], "email": f"delegate{number}@example.jp", "country": "JP",
        "organisation": "北陸充填機", "language": "ja",
    } | more


def register(firm: Person, event: Event, number: int) -> Registration:
    given = {f"person-0-{name}": value for name, value in delegate(number).items()}
    firm.go("events:register", event.pk).fill(**given).send("person-0-name")
    return Registration.objects.get(email=f"delegate{number}@example.jp")


@pytest.fixture
def forum(sato, dana) -> Event:
    now = timezone.now()
    begin = now + timedelta(days=30)
    times = {
        "starts_at": begin, "ends_at": begin + timedelta(hours=9), "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=10),
    }
    event = services.plan_event(chamber=None, by=sato, now=now, **event_fields(**times))
    services.set_seats(event, role="delegate", country="", capacity=2, by=sato, now=now)
    services.announce_event(event, anyway=True, by=sato, now=now)
    return Event.objects.get(pk=event.pk)


def test_a_seat_from_the_waiting_list_to_the_door(people, worker, forum, tanaka, hokuriku, sato, dana):
    firm = people("tanaka", tanaka.email, "ja").sign_in()
    office, chamber = people("sato", sato.email, "ja").sign_in(), people("dana", dana.email, "ru").sign_in()
    firm.go("events:events").shot("event-0-list").open("events:event", forum.pk).shot("event-1-public")
    first, second, third = (register(firm, forum, number) for number in range(3))
    assert [row.state for row in (first, second, third)] == ["confirmed", "confirmed", "waitlisted"]
    guest = people("delegate", "delegate0@example.jp", "ja")
    guest.visit(pass_path(first)).shot("event-2-pass").press(
        "events:pass_act", pass_path(first).split("/")[3], "withdraw"
    )
    assert Registration.objects.get(pk=third.pk).state == "offered"
    guest.visit(pass_path(third)).shot("event-3-offered").press(
        "events:pass_act", pass_path(third).split("/")[3], "accept_offer"
    )
    assert Registration.objects.get(pk=third.pk).state == "confirmed"
    late = admitted_late(firm, office, forum)
    a_substitute_with_consent(firm, chamber, late)
    at_the_door(office, forum)


def admitted_late(firm: Person, office: Person, forum: Event) -> Registration:
    office.go("events:desk", forum.pk).press("events:step", forum.pk, "close_registration")
    firm.go("events:event", forum.pk).open("events:late", forum.pk).shot("event-4-late")
    firm.fill(**delegate(3, rank="head", because="招待状が締切後に届きました")).send("because")
    row = Registration.objects.get(email="delegate3@example.jp")
    assert row.state == "late_requested"
    office.go("events:desk", forum.pk).shot("event-5-desk").open("events:registration", row.pk).shot("event-6-to-admit")
    office.fill(reason="覚書の相手方の推薦", extra_seat=True).press("events:decide", row.pk, "admit_late")
    row.refresh_from_db()
    assert (row.state, row.waived_deadline is not None, forum.pools.get().capacity) == ("late_admitted", True, 3)
    until(lambda: told("confirmed", row.email), seconds=5, what="the delegate hears of it")
    return row


def a_substitute_with_consent(firm: Person, chamber: Person, row: Registration) -> None:
    firm.go("events:registration", row.pk).open("events:substitute", row.pk)
    firm.fill(
        name="Fujita Yosuke", email="proxy@example.jp", rank="director", reason="社長は渡航できません"
    ).send("reason")
    substitution = Substitution.objects.get()
    assert substitution.state == "asked"
    chamber.go("events:substitution", substitution.pk).shot("event-7-consent").press(
        "events:substitution_decide", substitution.pk, "consent"
    )
    substitution.refresh_from_db()
    assert (substitution.state, Registration.objects.get(pk=row.pk).state) == ("in_place", "substituted")
    assert chamber.context.request.get(
        chamber.base + f"/events/substitutions/{substitution.pk}/proxy.pdf?lang=ru"
    ).body().startswith(b"%PDF")


def at_the_door(office: Person, forum: Event) -> None:
    proxy = Registration.objects.get(email="proxy@example.jp")
    office.go("events:door_list", forum.pk).shot("event-8-door-list")
    office.go("events:door", forum.pk).shot("event-9-door").fill(code=proxy.badge_code).send("code")
    assert Registration.objects.get(pk=proxy.pk).state == "checked_in"
    other = Registration.objects.get(email="delegate2@example.jp")
    office.unfold("events:door_paper", forum.pk).fill(codes=other.badge_code).press("events:door_paper", forum.pk)
    other.refresh_from_db()
    assert (other.state, other.from_paper) == ("checked_in", True)


def test_a_cancellation_until_the_case_is_closed(people, worker, forum, tanaka, hokuriku, sato, dana):
    firm, office = people("tanaka", tanaka.email, "ja").sign_in(), people("sato", sato.email, "ja").sign_in()
    for number in range(3):
        register(firm, forum, number)
    office.go("events:desk", forum.pk).open("events:change_new", forum.pk, "cancel").shot("event-a-preview")
    office.fill(reason_ja="地震注意情報のため", office="Dostyk 5, Astana", at_once=True).press(
        "events:change_new", forum.pk, "cancel"
    )
    change = EventChange.objects.get()
    until(lambda: Notice.objects.filter(told_at__isnull=False).count() == 3, seconds=SOON, what="everybody is told")
    until(
        lambda: Delivery.objects.filter(message__kind="events/event_changed", state="delivered").count() == 3,
        seconds=SOON, what="mails leave",
    )
    assert Event.objects.get(pk=forum.pk).state == "cancelled"
    office.visit(change.get_absolute_url()).shot("event-b-reach")
    first, second, third = Notice.objects.order_by("key")
    guest = people("delegate", first.email, "ja")
    guest.visit(notice_path(first)).shot("event-c-notice").fill(choice="office").finish("main form[method=post]")
    assert Notice.objects.get(pk=first.pk).choice == "office"
    office.go("events:notice_work", second.pk).shot("event-d-call").fill(
        result="reached", note="ホテルで連絡がついた"
    ).send("result")
    office.visit(change.get_absolute_url()).press("events:change_close", change.pk)
    assert EventChange.objects.get().state == "carried_out", "one person is not settled yet"
    office.visit(change.get_absolute_url()).unfold("events:account_delivered", change.pk)
    office.fill(reason="同行者が確認済み").press("events:account_delivered", change.pk)
    assert Notice.objects.get(pk=third.pk).accounted_at is not None
    office.visit(change.get_absolute_url()).press("events:change_close", change.pk)
    assert EventChange.objects.get().state == "closed"
