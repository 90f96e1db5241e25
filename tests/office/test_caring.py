"""Who looks after a row, until when it rests, who stands in: each house for itself, and never two at once."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from companies.models import Liaison
from leads.models import Lead
from office import services
from office.computed import work
from office.errors import DaysWrong, DayWrong, NotOfTheHouse, TakenAlready, WaitsNoMore
from office.models import Care, StandIn
from office.services import caring
from office.services.caring import Row
from tests import build
from tests.refusing import refuses
from tests.rivals import Rivals

pytestmark = pytest.mark.django_db


def listed(reader, now, **asked) -> list:
    return [item.item for item in work.page(reader, now, work.Asked(["lead"], **asked), many=9)]


def test_what_somebody_takes_is_theirs_and_still_in_everybodys_list(row, sato, mori, now):
    services.take(row, by=sato, now=now)
    assert listed(sato, now, people=[sato.pk]) == listed(mori, now) == [row.item]
    assert listed(mori, now, people=[mori.pk]) == []


def test_what_a_colleague_has_is_not_taken_from_them(row, sato, mori, now):
    services.take(row, by=sato, now=now)
    with pytest.raises(TakenAlready):
        services.take(row, by=mori, now=now)


def test_what_somebody_had_who_has_left_is_free(row, sato, mori, now):
    services.take(row, by=mori, now=now)
    mori.is_active = False
    mori.save(update_fields=["is_active"])
    services.take(row, by=sato, now=now)
    assert Care.objects.get().person == sato


def test_it_is_given_to_a_colleague_and_back_to_everybody(row, sato, mori, now):
    services.give(row, to=mori, instead_of=None, by=sato, now=now)
    assert listed(mori, now, people=[mori.pk]) == [row.item]
    services.release(row, by=sato, now=now)
    assert listed(mori, now, people=[mori.pk]) == []


def test_giving_what_has_changed_hands_since_the_page_was_shown_is_refused(row, sato, mori, now):
    services.take(row, by=mori, now=now)
    with pytest.raises(TakenAlready):
        services.give(row, to=sato, instead_of=None, by=sato, now=now)


def test_nothing_is_given_out_of_the_house(row, sato, dana, now):
    refuses(lambda: services.give(row, to=dana, instead_of=None, by=sato, now=now), NotOfTheHouse)


def test_what_rests_is_out_of_the_list_until_its_morning(row, sato, mori, now):
    services.rest(row, until=now.date() + timedelta(days=3), reason="They are at a fair", by=sato, now=now)
    assert listed(mori, now) == []
    assert listed(mori, now, resting=True) == [row.item]
    assert work.tally(mori, now, [mori.pk])["lead"] == (0, 0, 1)
    assert listed(mori, now + timedelta(days=3)) == [row.item]


def test_it_can_be_put_back_at_once(row, sato, now):
    services.rest(row, until=now.date() + timedelta(days=3), reason="Fair", by=sato, now=now)
    services.wake(row, by=sato, now=now)
    assert listed(sato, now) == [row.item]


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_it_rests_until_a_day_that_is_near(row, sato, now, days):
    with pytest.raises(DayWrong):
        services.rest(row, until=now.date() + timedelta(days=days), reason="Fair", by=sato, now=now)


def test_what_was_dealt_with_is_nobodys_any_more(row, lead, sato, now):
    Lead.objects.filter(pk=lead.pk).update(answer_by=None, state="in_touch")
    with pytest.raises(WaitsNoMore):
        services.take(row, by=sato, now=now)


def test_a_stand_in_sees_what_is_the_others_during_these_days(row, sato, mori, now, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    services.take(row, by=mori, now=now)
    client.force_login(sato)
    assert not client.get("/office/?mine=on").context["page"].object_list
    services.name_stand_in(
        mori, to=sato, from_on=now.date(), until_on=now.date() + timedelta(days=1), by=mori, now=now
    )
    assert len(client.get("/office/?mine=on").context["page"].object_list) == 1
    services.end_stand_in(mori, by=mori, now=now)
    assert not client.get("/office/?mine=on").context["page"].object_list


def test_stand_ins_are_colleagues_and_days_in_order(sato, mori, dana, now):
    days = {"from_on": now.date(), "until_on": now.date()}
    refuses(lambda: services.name_stand_in(sato, to=dana, **days, by=sato, now=now), NotOfTheHouse)
    refuses(lambda: services.name_stand_in(sato, to=sato, **days, by=sato, now=now), NotOfTheHouse)
    with pytest.raises(DaysWrong):
        services.name_stand_in(
            sato, to=mori, from_on=now.date(), until_on=now.date() - timedelta(days=1), by=sato, now=now
        )


def test_the_database_lets_nobody_stand_in_for_themselves(sato, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        StandIn.objects.create(person=sato, deputy=sato, from_on=now.date(), until_on=now.date())


def test_a_house_sees_nothing_of_how_another_keeps_the_same_row(world, dana, now):
    """The change that not everybody has heard of stands in both lists."""
    [item] = work.page(world.mori, now, work.Asked(["unheard"]), many=9)
    row = Row("unheard", item.item)
    colleague = build.user("colleague@atameken.example", "Коллега", role="liaison")
    Liaison.objects.create(user=colleague, chamber=world.atameken)
    services.rest(row, until=now.date() + timedelta(days=3), reason="Holiday", by=world.dana, now=now)
    services.take(row, by=world.mori, now=now)
    assert work.tally(colleague, now, [])["unheard"].resting == 1
    assert work.tally(world.sato, now, [world.mori.pk])["unheard"] == (1, 1, 0)


def test_the_page_of_a_row_takes_gives_and_sets_aside(row, sato, mori, now, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.force_login(sato)
    page = f"/office/row/lead/{row.item}/"
    client.post(page + "take/")
    assert "佐藤" in client.get(page).content.decode()
    shown = client.get(page).context["give"]["seen"].value()
    client.post(page + "give/", {"to": mori.pk, "seen": shown})
    assert Care.objects.get().person == mori
    answer = client.post(page + "rest/", {"until": "2026-11-01", "reason": "Fair"})
    assert answer.status_code == 422
    assert "Fair" in answer.content.decode()
    client.post(page + "rest/", {"until": "2026-11-27", "reason": "Fair"})
    assert listed(sato, now) == []


def test_a_row_of_another_house_is_not_found(row, dana, now, client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client.force_login(dana)
    assert client.get(f"/office/row/lead/{row.item}/").status_code == 404


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_take_a_row_at_once_do_not_both_have_it(rivals, row, sato, mori, now):
    with transaction.atomic():
        services.take(row, by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.take(row, by=mori, now=now))
    assert isinstance(rivals.join()["mori"], TakenAlready)
    assert Care.objects.get().person == sato


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_would_take_it_away(rivals, row, sato, mori, now, monkeypatch):
    services.release(row, by=sato, now=now)
    monkeypatch.setattr(caring, "_care_of", lambda row, by, now: Care.objects.get(kind=row.kind, item=row.item))
    with transaction.atomic():
        services.take(row, by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.take(row, by=mori, now=now))
    rivals.join()
    assert Care.objects.get().person == mori
