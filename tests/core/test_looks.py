"""A look at somebody's address or telephone leaves a row that counts; one's own is none."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory, override_settings

from core import looks
from core.activity import record
from core.looks import look, look_at, marks_of, note, noting, seen_of
from core.middleware import LooksMiddleware
from core.models import Look
from core.through import enter_by_link, one_request

pytestmark = pytest.mark.django_db


def rows() -> list[tuple]:
    return list(Look.objects.order_by("pk").values_list("actor__email", "whose", "what", "times"))


def test_looks_within_ten_minutes_are_counted_in_one_row(aigul, sato, now):
    for seconds in (0, 5, 299):
        note(seen_of(aigul), by=sato, now=now + timedelta(seconds=seconds))
    assert rows() == [("sato@minamin.example", f"accounts.user:{aigul.pk}", "email", 3)]
    seen = Look.objects.get()
    assert (seen.first_at, seen.last_at) == (now, now + timedelta(seconds=299))


def test_another_reader_way_and_hour_has_its_own_row(aigul, sato, mori, now):
    note(seen_of(aigul), by=sato, now=now)
    note(seen_of(aigul), by=mori, now=now)
    note(seen_of(aigul), by=sato, now=now, way="file")
    note(seen_of(aigul), by=sato, now=now + timedelta(minutes=10))
    assert [times for *_rest, times in rows()] == [1, 1, 1, 1]


def test_two_who_look_at_once_are_both_counted(aigul, sato, now):
    """The row is counted up where it stands: no read comes before the write."""
    note([*seen_of(aigul), *seen_of(aigul)], by=sato, now=now)
    note(seen_of(aigul), by=sato, now=now)
    assert [times for *_rest, times in rows()] == [2]


def test_ones_own_is_no_look(aigul, sato, now):
    note(seen_of(aigul), by=aigul, now=now)
    with noting() as book:
        look_at(sato, "Aigul@altai.example")
    note(book.seen, by=aigul, now=now)
    note(seen_of(aigul), by=None, link=f"accounts.user:{aigul.pk}", now=now)
    assert rows() == []


def test_the_row_holds_no_address(aigul, sato, now):
    note(seen_of(aigul), by=sato, now=now)
    written = str(Look.objects.values_list().get())
    assert "aigul" not in written
    assert Look.objects.get().mark in marks_of(["AIGUL@altai.example"])


def test_whose_it_was_is_known_after_the_key_was_changed(aigul, sato, now, settings):
    with override_settings(SECRET_KEY="of yesterday"):
        note(seen_of(aigul), by=sato, now=now)
    mark = Look.objects.get().mark
    assert mark not in marks_of([aigul.email])
    settings.SECRET_KEY_FALLBACKS = ["of yesterday"]
    assert mark in marks_of([aigul.email])


def ask(page, reader):
    request = RequestFactory().get("/")
    request.user, request.resolver_match = reader, None
    return LooksMiddleware(page)(request)


def test_nothing_is_shown_when_the_row_cannot_be_written(aigul, sato, monkeypatch):
    def fails(*_args, **_given):
        raise RuntimeError

    monkeypatch.setattr(looks, "note", fails)
    with pytest.raises(RuntimeError):
        ask(lambda _request: answer_with(aigul), sato)


def answer_with(person):
    look(person)
    return type("Answer", (), {"status_code": 200, "has_header": lambda *_name: False})()


def test_through_a_link_the_reader_is_the_link(aigul, tanaka):
    def page(request):
        enter_by_link(tanaka)
        return answer_with(aigul)

    nobody = type("Nobody", (), {"is_authenticated": False})()
    ask(page, nobody)
    ask(page, nobody)
    assert list(Look.objects.values_list("actor", "link", "times")) == [(None, f"accounts.user:{tanaka.pk}", 2)]


BROKEN = {
    "look_way_is_known": {"way": "x"},
    "look_at_something_known": {"what": "x"},
    "look_has_somebody_looking": {"actor": None},
    "look_holds_codes_only": {"page": "a b"},
    "look_was_not_over_before_it_began": {"times": 0},
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_table_refuses(name, aigul, sato, now):
    note(seen_of(aigul), by=sato, now=now)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Look.objects.update(**BROKEN[name])


def test_the_table_has_one_row_for_ten_minutes(aigul, sato, now):
    note(seen_of(aigul), by=sato, now=now)
    again = Look.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError, match="look_once_in_ten_minutes"), transaction.atomic():
        again.save()


def test_an_act_through_a_link_is_the_links_and_nobody_elses(aigul, tanaka, now):
    with one_request():
        enter_by_link(tanaka)
        act = record(aigul, "export", by=aigul, now=now, data={"form": "pdf"})
    assert (act.actor, act.data) == (None, {"form": "pdf", "link": f"accounts.user:{tanaka.pk}"})
    after = record(aigul, "export", by=aigul, now=now)
    assert (after.actor, after.data) == (aigul, {})
