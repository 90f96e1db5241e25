"""Pages of events: who sees and may do what, forms that lose nothing, lists whose queries do not grow."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Activity
from events import services
from events.links import notice_path, pass_path
from events.models import Event, EventChange, Feed, Notice, Registration
from notifications.models import Delivery, Message

from .conftest import event_fields, person, seat, state_of

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"events:{name}", args=args)


def form_person(number: int, prefix: str = "person-0", **more) -> dict:
    given = person(number) | {
        "name_latin": "", "is_another_person": "", "second_name": "", "second_name_latin": "", "second_email": "",
        "second_phone": "",
    } | more
    return {f"{prefix}-{name}": value for name, value in given.items() if name != "zone"}


def people_form(*rows: dict, total: int | None = None) -> dict:
    data = {"person-TOTAL_FORMS": total or len(rows), "person-INITIAL_FORMS": 0, "all-role": "delegate"}
    for row in rows:
        data |= row
    return data


@pytest.fixture
def draft(sato, now) -> Event:
    return services.plan_event(chamber=None, by=sato, now=now, **event_fields())


def test_a_draft_is_seen_by_its_organiser_only(draft, as_, sato, tanaka, hokuriku, dana):
    assert as_(sato).get(draft.get_absolute_url()).status_code == 200
    for client in (Client(), as_(tanaka), as_(dana)):
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert draft.titles["en"] not in client.get(url("events")).content.decode()


def test_an_announced_event_is_public_with_both_clocks_and_its_calendar_entry(forum):
    page = Client(headers={"accept-language": "ru"}).get(forum.get_absolute_url()).content.decode()
    assert "Форум «Центральная Азия + Япония»" in page
    assert "09:00" in page
    feed = Client().get(url("ics", forum.pk))
    assert feed["Content-Type"].startswith("text/calendar")
    assert f"UID:{forum.uid}" in feed.content.decode()
    assert forum.uid in Client().get(url("calendar")).content.decode()


@pytest.mark.parametrize(
    "name",
    ["desk", "door", "door_list", "export", "export_csv", "edit", "badges", "invite", "session_new", "contributor_new"],
)
def test_only_the_organiser_works_at_the_desk(forum, as_, tanaka, hokuriku, dana, name):
    for someone in (tanaka, dana):
        assert as_(someone).get(url(name, forum.pk)).status_code == 403
    assert Client().get(url(name, forum.pk)).status_code == 302


def test_a_chamber_runs_its_own_events(make_event, atameken, dana, as_, bekzat, detal, now):
    theirs = make_event(2, by=dana, chamber=atameken)
    seat(theirs, 1, by=bekzat, firm=detal)
    client = as_(dana)
    assert client.get(url("desk", theirs.pk)).status_code == 200
    assert "Chiba" in client.get(url("desk", theirs.pk) + "?list=coming").content.decode()


def test_a_firm_registers_several_people_on_one_page(forum, as_, tanaka, hokuriku):
    client = as_(tanaka)
    more = client.post(url("register", forum.pk), people_form(form_person(1)) | {"more": "1"})
    assert 'name="person-1-name"' in more.content.decode()
    assert "delegate1@example.jp" in more.content.decode()
    done = client.post(url("register", forum.pk), people_form(form_person(1), form_person(2, "person-1")))
    assert done.status_code == 302
    assert forum.registrations.filter(state="confirmed", firm=hokuriku).count() == 2


def test_a_second_contact_in_kanji_is_asked_for_in_latin_letters(forum, as_, tanaka, hokuriku):
    client, kanji = as_(tanaka), {"second_name": "山本 花子", "second_phone": "+81 76 000 0001"}
    refused = client.post(url("register", forum.pk), people_form(form_person(1, **kanji)))
    assert refused.status_code == 422
    assert 'id="id_person-0-second_name_latin"' in refused.content.decode()
    named = kanji | {"second_name_latin": "Yamamoto Hanako"}
    assert client.post(url("register", forum.pk), people_form(form_person(1, **named))).status_code == 302
    row = forum.registrations.get()
    assert "Yamamoto Hanako (山本 花子)" in as_(tanaka).get(row.get_absolute_url()).content.decode()


def test_people_that_were_typed_and_not_sent_come_back(forum, as_, tanaka, hokuriku):
    client, page = as_(tanaka), url("register", forum.pk)
    client.post(page, people_form(form_person(1), form_person(2, "person-1", email="")))
    assert "You began this form and did not save it" in client.get(page).content.decode()
    again = client.get(f"{page}?begun=yes").content.decode()
    assert [name in again for name in ("Chiba Akira", "Doi Akira", 'name="person-2-name"')] == [True, True, False]
    assert "This field is required" not in again
    assert not forum.registrations.exists()


def test_a_refused_registration_loses_nothing_and_names_the_person(forum, as_, tanaka, hokuriku):
    seat(forum, 5, by=tanaka, firm=hokuriku)
    data = people_form(form_person(1), form_person(5, "person-1", position="Export manager"))
    answer = as_(tanaka).post(url("register", forum.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "already has a seat" in page
    assert "Export manager" in page
    assert forum.registrations.count() == 1


def test_a_double_is_asked_about_and_can_be_confirmed(forum, as_, tanaka, hokuriku):
    seat(forum, 5, by=tanaka, firm=hokuriku, name="Омаров Бекзат")
    data = people_form(form_person(6, name="Bekzat Omarov"))
    client = as_(tanaka)
    answer = client.post(url("register", forum.pk), data)
    assert answer.status_code == 409
    assert 'type="checkbox" name="person-0-is_another_person"' in answer.content.decode()
    assert client.post(url("register", forum.pk), data | {"person-0-is_another_person": "on"}).status_code == 302


@pytest.mark.parametrize("field, value, words", [
    ("end_clock", "08:00", "It must end after it begins."), ("closes_day", "2027-04-01", "Registration must close"),
    ("zone", "Asia/Atlantis", "Select a valid choice"), ("start_clock", "9 o'clock", "Enter a valid time"),
    ("venue", "", "Name a venue"), ("titles_en", "", "in at least one language"),
])
def test_a_bad_event_is_refused_beside_its_field(as_, sato, field, value, words):
    good = {
        "kind": "forum", "country": "KZ", "zone": "Asia/Almaty", "venue": "Astana",
        "start_day": "2027-03-09", "start_clock": "09:00",
        "end_day": "2027-03-09", "end_clock": "18:00", "opens_day": "2027-01-01",
        "opens_clock": "09:00", "closes_day": "2027-03-01",
        "closes_clock": "18:00", "offer_hours": "48", "titles_en": "Forum",
    }
    client = as_(sato)
    answer = client.post(url("new"), good | {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Event.objects.exists()
    assert client.post(url("new"), good).status_code == 302
    assert Event.objects.get().starts_at.isoformat() == "2027-03-09T04:00:00+00:00"


def test_fewer_seats_than_are_held_are_refused_on_the_desk(forum, as_, sato, tanaka, hokuriku):
    seat(forum, 1, by=tanaka, firm=hokuriku)
    answer = as_(sato).post(url("seats", forum.pk), {"role": "delegate", "country": "", "capacity": "0"})
    assert answer.status_code == 409
    assert "There cannot be fewer places" in answer.content.decode()


def test_a_session_never_shrinks_under_its_bookings(forum, as_, sato, tanaka, hokuriku, now):
    times = {"starts_at": forum.starts_at, "ends_at": forum.ends_at}
    session = services.add_session(forum, titles={"en": "Energy"}, room="", capacity=2, by=sato, now=now, **times)
    for number in range(2):
        services.book_session(session, registration=seat(forum, number, by=tanaka, firm=hokuriku), by=tanaka, now=now)
    data = {"titles_en": "Energy", "room": "", "day": "2027-03-09", "begins": "09:00", "ends": "18:00", "capacity": "1"}
    client = as_(sato)
    answer = client.post(url("session_edit", forum.pk, session.pk), data)
    assert answer.status_code == 409
    assert "Places held here: 2" in answer.content.decode()
    outside = client.post(url("session_edit", forum.pk, session.pk), data | {"capacity": "3", "ends": "23:00"})
    assert outside.status_code == 409
    assert "within the time of its event" in outside.content.decode()


def test_a_pass_works_without_an_account_and_cannot_be_guessed(forum, tanaka, hokuriku, now):
    rows = [seat(forum, number, by=tanaka, firm=hokuriku, language="ru") for number in range(3)]
    path = pass_path(rows[0])
    client = Client(headers={"accept-language": "en"})
    page = client.get(path).content.decode()
    assert "Форум «Центральная Азия" in page
    assert rows[0].badge_code in page
    assert "<svg" in page
    assert client.get(path[:-4] + "AAA/").status_code == 404
    assert client.get("/events/pass/x/").status_code == 404
    assert client.post(path + "withdraw/").status_code == 302
    assert [state_of(row) for row in rows] == ["withdrawn", "confirmed", "offered"]
    waiting = Registration.objects.get(pk=rows[2].pk)
    assert client.get(path + "withdraw/").status_code == 405, "opening a link changes nothing"
    assert client.post(pass_path(waiting) + "accept_offer/").status_code == 302
    assert state_of(waiting) == "confirmed"


def test_the_door_scans_types_and_takes_paper(forum, as_, sato, tanaka, hokuriku, now):
    rows = [seat(forum, number, by=tanaka, firm=hokuriku) for number in range(2)]
    client = as_(sato)
    assert rows[0].name in client.get(url("scan", forum.pk, rows[0].badge_code)).content.decode()
    client.post(url("door_enter", forum.pk), {"code": rows[0].badge_code.lower()})
    again = client.post(url("door_enter", forum.pk), {"code": rows[0].badge_code}, follow=True)
    assert state_of(rows[0]) == "checked_in"
    assert "Checked in already" in again.content.decode()
    assert "No such badge" in client.post(url("door_enter", forum.pk), {"code": "?"}, follow=True).content.decode()
    wrong = client.post(url("door_paper", forum.pk), {"codes": f"{rows[1].badge_code} QQQQQQ"})
    assert wrong.status_code == 409
    assert "QQQQQQ" in wrong.content.decode()
    assert state_of(rows[1]) == "confirmed"
    client.post(url("door_paper", forum.pk), {"codes": f"{rows[1].badge_code}\n{rows[0].badge_code}"})
    assert Registration.objects.get(pk=rows[1].pk).from_paper
    assert state_of(rows[1]) == "checked_in"
    assert rows[1].badge_code in client.get(url("door_list", forum.pk)).content.decode()


def test_names_in_the_export_are_no_formulas(forum, as_, sato, tanaka, hokuriku):
    seat(forum, 1, by=tanaka, firm=hokuriku, name='=HYPERLINK("http://evil.example","x")', organisation="@SUM(A1)")
    text = as_(sato).get(url("export_csv", forum.pk)).content.decode("utf-8-sig")
    [_head, row] = list(csv.reader(io.StringIO(text)))
    assert row[0].startswith("'=HYPERLINK")
    assert row[2] == "'@SUM(A1)"
    taken = Activity.objects.get(verb="events.event.export")
    assert taken.actor == sato
    assert taken.subject == f"events.event:{forum.pk}"


def test_a_personal_feed_is_shown_once_and_ends_when_it_is_revoked(forum, as_, tanaka, hokuriku, sato, now):
    mine = seat(forum, 1, by=tanaka, firm=hokuriku, email=tanaka.email)
    client = as_(tanaka)
    page = client.post(url("feeds")).content.decode()
    address = page.partition("<code>")[2].partition("</code>")[0]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert Feed.objects.get().token_hash not in page
    feed = Client().get(url("feed", token))
    assert forum.uid in feed.content.decode()
    assert "STATUS:CONFIRMED" in feed.content.decode()
    assert Client().get(url("feed", token[:-1] + "x")).status_code == 404
    assert token not in client.get(url("feeds")).content.decode()
    digest = services.preview_change(forum, "cancel")[2]
    services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Quake"}, at_once=True, by=sato, now=now
    )
    services.carry_out_due(now=now)
    cancelled = Client().get(url("feed", token)).content.decode()
    assert "STATUS:CANCELLED" in cancelled
    assert "SEQUENCE:1" in cancelled
    assert state_of(mine) == "cancelled"
    client.post(url("feeds"), {"revoke": "1"})
    assert Client().get(url("feed", token)).status_code == 404


def test_cancelling_in_the_browser_quotes_what_was_shown(forum, as_, sato, tanaka, hokuriku, now):
    seat(forum, 1, by=tanaka, firm=hokuriku)
    client = as_(sato)
    page = client.get(url("change_new", forum.pk, "cancel"))
    assert "1 person will be told" in page.content.decode()
    digest = page.context["digest"]
    seat(forum, 2, by=tanaka, firm=hokuriku)
    data = {"digest": digest, "reason_en": "Earthquake advisory", "reason_ja": "地震", "office": "Dostyk 5"}
    outdated = client.post(url("change_new", forum.pk, "cancel"), data)
    assert outdated.status_code == 409
    assert "2 people will be told" in outdated.content.decode()
    assert "Dostyk 5" in outdated.content.decode()
    assert client.post(
        url("change_new", forum.pk, "cancel"), data | {"digest": outdated.context["digest"]}
    ).status_code == 302
    change = EventChange.objects.get()
    assert "15 minutes" in client.get(change.get_absolute_url()).content.decode()
    assert client.post(url("change_revoke", change.pk)).status_code == 302
    assert EventChange.objects.get().state == "revoked"


def _carried_out(forum, sato, now) -> EventChange:
    digest = services.preview_change(forum, "cancel")[2]
    change = services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Earthquake"},
        office="Dostyk 5", at_once=True, by=sato, now=now,
    )
    services.carry_out_due(now=now)
    services.tell_waiting(now=now)
    return EventChange.objects.get(pk=change.pk)


def test_the_reach_report_leads_to_a_closed_case(forum, as_, sato, tanaka, hokuriku, dana, now, monkeypatch):
    for number in range(2):
        seat(forum, number, by=tanaka, firm=hokuriku, phone="+81 3 1111 2222")
    change = _carried_out(forum, sato, now)
    Delivery.objects.filter(message__address="delegate0@example.jp").update(
        state="permanent_failure", last_error="550 unknown"
    )
    first, second = Notice.objects.order_by("key")
    answer = Client().post(notice_path(second), {"choice": "office"}, follow=True)
    assert 'value="office" checked' in answer.content.decode()
    assert Notice.objects.get(pk=second.pk).choice == "office"
    client = as_(sato)
    page = client.get(change.get_absolute_url()).content.decode()
    assert "550 unknown" in page
    assert first.name in page
    assert "+81 3-1111-2222" in client.get(url("phone_list", change.pk)).content.decode()
    assert "Not reached yet: 1" in client.post(url("change_close", change.pk), follow=True).content.decode()
    client.post(url("notice_work", first.pk), {"act": "call", "result": "reached", "note": "Knows"})
    assert client.post(url("change_close", change.pk), follow=True).status_code == 200
    assert EventChange.objects.get().state == "closed"
    assert as_(dana).get(change.get_absolute_url()).status_code == 404


def test_a_notice_link_cannot_be_guessed(forum, sato, tanaka, hokuriku, now):
    seat(forum, 1, by=tanaka, firm=hokuriku)
    _carried_out(forum, sato, now)
    path = notice_path(Notice.objects.get())
    assert Client().get(path).status_code == 200
    assert Notice.objects.get().acknowledged_at is None
    assert Client().get(path.replace("first", "second")).status_code in (200, 404)
    assert Client().get(path[:-3] + "AA/").status_code == 404


def test_a_firm_finds_all_of_its_seats_in_the_order_of_names(make_event, as_, tanaka, hokuriku):
    event = make_event(50)
    people = [person(number) for number in range(50)]
    services.register_delegates(
        event, people=people[:35], role="delegate", firm=hokuriku, by=tanaka, now=event.opens_at
    )
    client, address = as_(tanaka), event.get_absolute_url()
    names = [row["title"] for page in ("", "?page=2") for row in client.get(address + page).context["mine"]]
    assert names == sorted(one["name"] for one in people[:35])


def test_another_firm_sees_nothing(forum, as_, tanaka, hokuriku, bekzat, detal):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    client = as_(bekzat)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.post(url("answer", row.pk, "withdraw")).status_code == 404
    assert row.name not in client.get(forum.get_absolute_url()).content.decode()


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "name, query", [("desk", "?list=coming"), ("door", ""), ("door_list", ""), ("change_new", ""), ("export", "")]
)
def test_lists_ask_as_often_for_three_as_for_one(make_event, as_, sato, tanaka, hokuriku, name, query, now):
    event = make_event(9)
    args = (event.pk, "cancel") if name == "change_new" else (event.pk,)
    client = as_(sato)
    seat(event, 1, by=tanaka, firm=hokuriku)
    one = queries(client, url(name, *args) + query)
    for number in (2, 3):
        seat(event, number, by=tanaka, firm=hokuriku)
    assert queries(client, url(name, *args) + query) == one


def test_the_reach_report_asks_as_often_for_three_as_for_one(make_event, as_, sato, tanaka, hokuriku, now):
    client, counts = as_(sato), []
    for people in (1, 3):
        event = make_event(9)
        for number in range(people):
            seat(event, number, by=tanaka, firm=hokuriku)
        counts.append(queries(client, _carried_out(event, sato, now).get_absolute_url()))
    assert counts[0] == counts[1]


def test_a_journey_from_plan_to_letter(forum, as_, sato, tanaka, hokuriku, now):
    client = as_(sato)
    row = seat(forum, 1, by=tanaka, firm=hokuriku, name_latin="Chiba Akira")
    data = {"titles_en": "To Astana", "event": str(forum.pk),
            "from_country": "JP", "to_country": "JP", "starts_on": "2027-03-08",
            "ends_on": "2027-03-10", "purposes_en": "Forum"}
    assert client.post(url("delegation_new"), data).status_code == 422
    client.post(url("delegation_new"), data | {"to_country": "KZ"})
    journey = forum.delegations.get()
    assert "Name a host" in client.post(
        url("letter_issue", journey.pk), {"language": "ru"}, follow=True
    ).content.decode()
    stop = {
        "day": "2027-03-09", "begins": "09:00", "ends": "12:00", "zone": "Asia/Almaty", "place": "Astana",
        "host": "Atameken", "host_language": "ru",
    }
    assert client.post(url("stop_new", journey.pk), stop | {"day": "2027-03-20"}).status_code == 409
    client.post(url("stop_new", journey.pk), stop)
    client.post(url("member_from_seat", journey.pk), {"registration": str(row.pk)})
    client.post(url("letter_issue", journey.pk), {"language": "ja"})
    assert not journey.letters.exists(), "it is not written in Japanese"
    client.post(url("letter_issue", journey.pk), {"language": "en"})
    letter = journey.letters.get()
    pdf = client.get(url("letter", journey.pk, letter.number))
    assert pdf.content.startswith(b"%PDF")
    assert letter.content["guests"][0]["name_latin"] == "Chiba Akira"
    check = Client().get(letter.content["link"].partition("http://localhost:8000")[2] or letter.content["link"])
    assert "Genuine and valid" in check.content.decode()
    services.name_substitute(
        Registration.objects.with_people().get(pk=row.pk), person=person(2),
        reason="Ill", by=tanaka, now=now + timedelta(hours=1),
    )
    assert journey.letters.get().replaced_at is not None
    substitution = row.substitutions.get()
    proxy = client.get(url("proxy", substitution.pk) + "?lang=ja")
    assert proxy.content.startswith(b"%PDF")
    assert client.get(url("proxy", substitution.pk) + "?lang=kk").status_code == 409, "nobody wrote the title in Kazakh"
    assert "?lang=kk" not in client.get(url("substitution", substitution.pk)).content.decode()
    assert Message.objects.filter(kind="events/substitute_comes").exists()
    assert as_(tanaka).get(journey.get_absolute_url()).status_code == 200


def test_a_firm_that_is_not_verified_is_told_before_the_form(forum, as_, tanaka, hokuriku):
    type(hokuriku).objects.filter(pk=hokuriku.pk).update(state="submitted")
    page = as_(tanaka).get(url("event", forum.pk)).content.decode()
    assert "Only verified firms register delegates" in page
    assert url("register", forum.pk) not in page
    assert as_(tanaka).get(url("register", forum.pk)).status_code == 302


def test_a_country_without_seats_is_told_before_the_form(forum, as_, tanaka, hokuriku):
    forum.pools.update(country="KZ")
    page = as_(tanaka).get(url("event", forum.pk)).content.decode()
    assert "no seats for people from your country" in page
    assert as_(tanaka).get(url("register", forum.pk)).status_code == 302


def test_only_roles_with_seats_are_offered(forum, as_, tanaka, hokuriku, sato, now):
    services.set_seats(forum, role="press", country="JP", capacity=1, by=sato, now=now)
    services.set_seats(forum, role="speaker", country="KZ", capacity=1, by=sato, now=now)
    page = as_(tanaka).get(url("register", forum.pk)).content.decode()
    assert [role in page for role in ('value="delegate"', 'value="press"', 'value="speaker"', 'value="guest"')] == [
        True, True, False, False
    ]
    seats = [seat(forum, number, by=tanaka, firm=hokuriku) for number in (1, 2)]
    assert all(one.holds_seat for one in seats)
    assert "(waiting list)" in as_(tanaka).get(url("register", forum.pk)).content.decode()
