"""Questions put together once: what is asked is what Django would ask, for whoever reads."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from companies.models import Membership
from core import prepared
from core.prepared import only, rows_for
from core.sort_keys import in_order
from notifications.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
ADDRESSES = [
    "dashboard:home", "matching:suggestions", "matching:introductions", "events:events", "talks:threads",
    "mou:memoranda", "mou:bulletins", "notifications:inbox",
]
plain = prepared._prepared, prepared._asked


def _comparable(value):
    return prepared.Document(value.adapted, value.dumps) if isinstance(value, prepared.Jsonb) else value


@pytest.fixture
def compared(monkeypatch) -> list[str]:
    """Each question of a page, compared with what Django puts together for these values."""
    seen, last = [], []

    def _prepared(ask, kind, *rest):
        last[:] = [ask, kind]
        return plain[0](ask, kind, *rest)

    def _asked(one, values):
        ask, kind = last
        sql, params = ask(kind, values).query.sql_with_params()
        assert one.filled(values) == (sql, [_comparable(each) for each in params])
        seen.append(ask.__qualname__)
        return plain[1](one, values)

    monkeypatch.setattr(prepared, "_prepared", _prepared)
    monkeypatch.setattr(prepared, "_asked", _asked)
    return seen


@pytest.mark.parametrize("language", ["en", "kk"])
@pytest.mark.parametrize("who", ["tanaka", "aigul", "bekzat", "sato", "dana"])
def test_pages_ask_what_django_would(request, client, introduced, compared, who, language):
    client.force_login(request.getfixturevalue(who))
    for name in ADDRESSES:
        client.get(reverse(name), headers={"accept-language": language})
    assert len(compared) >= 4


def _by_name(_kind, values):
    return User.objects.filter(pk__in=values["people"]).order_by(in_order(), "pk")


def test_a_list_takes_as_many_places_as_it_has_values(tanaka, aigul, sato):
    for people in ([tanaka], [tanaka, aigul], [tanaka, aigul, sato]):
        assert len(rows_for(_by_name, None, {"people": [one.pk for one in people]})) == len(people)


def test_an_empty_list_has_no_rows(tanaka, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_for(_by_name, None, {"people": []}) == []


def test_each_language_has_its_order(tanaka, aigul):
    people = {"people": [tanaka.pk, aigul.pk]}
    for language in ("en", "ja"):
        with translation.override(language):
            assert rows_for(_by_name, None, people) == list(_by_name(None, people))


def _at_a_moment_of_its_own(_kind, _values):
    return Message.objects.filter(visible_at__lt=timezone.now())


def test_a_moment_that_is_no_value_is_refused():
    with pytest.raises(TypeError, match="not among the values"):
        rows_for(_at_a_moment_of_its_own, None, {})


def _of_somebody_new(_kind, _values):
    return User.objects.filter(pk=uuid4())


def test_what_differs_each_time_is_refused():
    with pytest.raises(TypeError, match="something else each time"):
        rows_for(_of_somebody_new, None, {})


def _never(_kind, _values):
    return User.objects.none()


def test_what_never_has_a_row_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_for(_never, None, {}) == []


def _members(_kind, values):
    return Membership.objects.filter(user=values["user"])


def test_answers_are_never_kept(introduced, tanaka):
    member = {"user": tanaka.pk}
    before = rows_for(_members, None, member)
    Membership.objects.filter(user=tanaka).delete()
    assert [len(before), rows_for(_members, None, member)] == [1, []]


def test_only_what_is_known_of_a_reader_may_be_asked():
    reader = only(User, id=uuid4(), role="staff", is_active=True)
    with pytest.raises(User.DoesNotExist):
        reader.email  # noqa: B018 - the attribute is what is tried
