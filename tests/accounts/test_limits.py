"""Wrong passwords behind a proxy, and limits while the cache is away."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from core.checks import proxies_are_counted
from core.limits import is_within

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many failed login attempts"
DEAD = {"BACKEND": "core.cache.FailSoftRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


@pytest.fixture
def limited(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,30/5m/key"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def wrong(address: str, email: str = "tanaka@hokuriku.example") -> str:
    """A wrong password, by way of the proxy."""
    given = {"login": email, "password": "not the one"}
    return Client().post(reverse("account_login"), given, headers={"X-Forwarded-For": address}).content.decode()


def wrong_many(times: int, address: str, **more) -> str:
    return [wrong(address, **more) for _time in range(times)][-1]


def test_who_tries_too_often_is_stopped(limited, tanaka):
    assert TOO_MANY in wrong_many(12, "192.0.2.1")


def test_others_behind_the_same_proxy_are_not(limited, tanaka):
    wrong_many(12, "192.0.2.1")
    assert TOO_MANY not in wrong("192.0.2.2")


def test_without_a_trusted_proxy_they_would_be(limited, settings, tanaka):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    wrong_many(12, "192.0.2.1")
    assert TOO_MANY in wrong("192.0.2.2")


def test_what_a_visitor_writes_into_the_header_is_not_believed(limited, tanaka):
    for number in range(12):
        said = wrong(f"198.51.100.{number}, 192.0.2.1")
    assert TOO_MANY in said


def test_twelve_wrong_passwords_do_not_keep_the_person_out(limited, tanaka):
    tanaka.set_password("the right one, as it is")
    tanaka.save()
    wrong_many(12, "192.0.2.1")
    given = {"login": tanaka.email, "password": "the right one, as it is"}
    answer = Client().post(reverse("account_login"), given, headers={"X-Forwarded-For": "192.0.2.2"})
    assert answer.status_code == 302


class TestWithoutTheCache:
    @pytest.fixture(autouse=True)
    def _away(self, settings):
        settings.CACHES = settings.CACHES | {"default": DEAD}

    def test_limits_are_counted_in_the_database(self):
        assert [is_within("inquiry:192.0.2.1", 2, 60) for _time in range(3)] == [True, True, False]

    def test_what_was_counted_stands_where_other_processes_find_it(self):
        is_within("inquiry:192.0.2.1", 2, 60)
        del caches["limits"]
        assert [is_within("inquiry:192.0.2.1", 2, 60) for _time in range(2)] == [True, False]

    def test_nothing_else_is_kept_there(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            caches["default"].set("page", "words")
            assert caches["default"].get("page") is None

    def test_wrong_passwords_are_still_counted(self, limited, tanaka):
        assert TOO_MANY in wrong_many(12, "192.0.2.1")


@pytest.mark.parametrize("count, faults", [(0, 0), (2, 0), (-1, 1)])
def test_the_number_of_proxies_is_looked_at_when_the_portal_starts(settings, count, faults):
    settings.TRUSTED_PROXIES = count
    assert len(proxies_are_counted()) == faults
