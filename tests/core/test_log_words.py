"""The log holds codes only; what people said stands beside it and can be emptied, never rewritten."""

import pytest
from django.db import IntegrityError, connection, transaction

from core.activity import record, ref
from core.codes import NO_CODE, require_codes
from core.lifecycle import move
from core.models import Activity, ActivityWords
from tests import build

pytestmark = pytest.mark.django_db
CODES = [
    {},
    {"language": "zh-Hant"}, {"at": "2026-11-29T10:00:00.5+09:00", "n": 3, "fit": 0.7, "ok": True, "none": None},
    {"ref": "companies.firm:0a1b-2c", "sha256": "f" * 64},
    {"days": ["2026-11-29", ""], "deep": {"more": [{"code": "x"}]}},
]
TEXTS = [
    {"title": "Two words"}, {"name": "田中"}, {"name": "Айгүл"}, {"mail": "a@b.example"}, {"long": "x" * 101},
    {"link": "https://x.example/"},
    {"lines": "one\n"}, {"deep": [{"more": ["ok", "not ok"]}]}, {"deep": {"not a code": 1}}, {"字": 1},
]


@pytest.fixture
def draft(tanaka):
    return build.draft_firm(tanaka, country="JP", legal_id="1626018159083", name="北陸", name_latin="Hokuriku")


def insert(data: dict) -> Activity:
    """Past every service, as a careless script would."""
    return Activity.objects.create(at="2026-11-29T00:00Z", verb="x.y.z", subject="x.y:1", about=[], data=data)


@pytest.mark.parametrize("data", CODES)
def test_ids_codes_numbers_and_dates_are_admitted(draft, tanaka, now, data):
    require_codes(data)
    act = record(draft, "edit", by=tanaka, now=now, data=data)
    assert Activity.objects.get(pk=act.pk).data == data


@pytest.mark.parametrize("data", TEXTS)
def test_a_text_is_refused_and_named_by_its_key_alone(draft, tanaka, now, data):
    before = Activity.objects.count()
    [(key, value)] = data.items()
    for write, action in ((record, "edit"), (move, "submit")):
        with pytest.raises(ValueError, match="codes only") as refusal:
            write(draft, action, by=tanaka, now=now, data=data)
        assert repr(key) in str(refusal.value)
        assert str(value) not in str(refusal.value)
    draft.refresh_from_db()
    assert Activity.objects.count() == before
    assert draft.state == "draft"


@pytest.mark.parametrize("data", [{"lazy": object()}, {"raw": b"x"}])
def test_what_is_no_plain_value_is_refused(data):
    with pytest.raises(ValueError, match="codes only"):
        require_codes(data)


@pytest.mark.parametrize("data", [data for data in TEXTS if "long" not in data])
def test_the_database_refuses_a_text_too(db, data):
    with pytest.raises(IntegrityError, match="activity_data_holds_codes_only"), transaction.atomic():
        insert(data)


@pytest.mark.parametrize("data", CODES)
def test_the_database_admits_codes(db, data):
    assert insert(data).pk


@pytest.mark.parametrize("field", ["verb", "subject"])
def test_rows_and_acts_are_named_by_codes(db, field):
    given = {"verb": "x.y.z", "subject": "x.y:1"} | {field: "x.y:田中 一郎"}
    with pytest.raises(IntegrityError, match="activity_names_rows_by_codes"), transaction.atomic():
        Activity.objects.create(at="2026-11-29T00:00Z", about=[], **given)


def test_reason_and_words_stand_beside_the_act(draft, tanaka, now):
    act = record(draft, "edit", by=tanaka, now=now, reason="Почему", data={"n": 1}, words={"place": "Astana Hall"})
    said = ActivityWords.objects.get(activity=act)
    assert (said.reason, said.words, said.emptied_at) == ("Почему", {"place": "Astana Hall"}, None)
    assert Activity.objects.with_words().get(pk=act.pk).reason == "Почему"


def test_an_act_without_words_has_no_row_for_them(draft, tanaka, now):
    act = record(draft, "edit", by=tanaka, now=now, data={"n": 1})
    assert not ActivityWords.objects.filter(activity=act).exists()
    assert act.reason == ""


@pytest.mark.django_db(transaction=True)
def test_words_are_written_with_the_act_or_not_at_all(draft, tanaka, now, monkeypatch):
    def broken(*args, **more):
        raise RuntimeError("killed here")

    count = Activity.objects.count()
    monkeypatch.setattr(ActivityWords.objects, "create", broken)
    with pytest.raises(RuntimeError):
        record(draft, "edit", by=tanaka, now=now, reason="x")
    assert Activity.objects.count() == count


def test_a_history_reads_words_in_the_query_of_its_acts(draft, tanaka, now, django_assert_num_queries):
    for number in range(3):
        record(draft, "edit", by=tanaka, now=now, reason=f"{number}" if number else "")
    with django_assert_num_queries(1):
        assert [act.reason for act in Activity.objects.about(ref(draft)).for_timeline()][:3] == ["2", "1", ""]


def test_words_are_neither_rewritten_nor_deleted(draft, tanaka, now):
    said = record(draft, "edit", by=tanaka, now=now, reason="So").said
    rows = ActivityWords.objects.filter(pk=said.pk)
    for change in (
        lambda: rows.update(reason="Otherwise"), lambda: rows.update(emptied_at=now), said.delete,
        lambda: rows.update(reason="", words={}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    rows.update(reason="", words={}, emptied_at=now)
    with pytest.raises(IntegrityError, match="only emptied"), transaction.atomic():
        rows.update(emptied_at=None, reason="Back again")


def test_a_row_for_words_says_something(db):
    act = insert({})
    with pytest.raises(IntegrityError, match="activity_words_say_something"), transaction.atomic():
        ActivityWords.objects.create(activity=act)


def test_both_guards_know_the_same_codes(db):
    """One pattern, two dialects: no sign of the first thousands passes one and not the other."""
    with connection.cursor() as sql:
        sql.execute(f"""
            SELECT code, jsonb_path_exists(to_jsonb(chr(code)), '$ ? (@ like_regex "{NO_CODE}" flag "s")')
            FROM generate_series(1, 3000) code
        """)  # noqa: S608 - our own pattern
        taken = {code for code, is_none in sql.fetchall() if not is_none}
    assert taken == {code for code in range(1, 3000 + 1) if fits_here(chr(code))}


def fits_here(text: str) -> bool:
    try:
        require_codes({"x": text})
    except ValueError:
        return False
    return True
