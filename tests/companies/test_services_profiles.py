"""Partnering profiles: written, sent, published, taken back, expired."""
from datetime import UTC, date, datetime, timedelta

import pytest

from companies import messages, services
from companies.errors import NoLines, NotAnonymous, ProfileNotEditable
from companies.models import PartneringProfile
from companies.models.profiles import LIFETIME
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from core.text import TextProblem
from tests.companies.asking import told, verbs

pytestmark = pytest.mark.django_db
GIVEN = {
    "kind": "business_request", "cooperation": "supply", "title": "Құю желісі", "markets": ["JP"], "language": "kk"
}
LINES = [
    {"text": "Күнбағыс майын құюға арналған желі", "hs_codes": ["842230", "842230"]},
    {"text": "Қаптау жабдығы", "hs_codes": []},
]
NUDGE = timedelta(days=30)


@pytest.fixture
def profile(altai, aigul, now) -> PartneringProfile:
    return services.create_profile(altai, **GIVEN, lines=LINES, by=aigul, now=now)


@pytest.fixture
def sent(profile, aigul, now) -> PartneringProfile:
    services.submit_profile(profile, by=aigul, now=now)
    return profile


@pytest.fixture
def published(sent, sato, now) -> PartneringProfile:
    services.publish_profile(sent, by=sato, now=now)
    return sent


def test_create_profile_keeps_lines_in_order(profile):
    assert [(line.position, line.text, line.hs_codes) for line in profile.lines.all()] == [
        (0, "Күнбағыс майын құюға арналған желі", ["842230"]), (1, "Қаптау жабдығы", []),
    ]
    assert (profile.state, verbs(profile)) == ("draft", ["create"])


def test_create_profile_refuses_no_lines_and_wordless_lines(altai, aigul, now):
    with pytest.raises(NoLines):
        services.create_profile(altai, **GIVEN, lines=[], by=aigul, now=now)
    for text in ("", "——— *** ———", "🙂🙂", "x" * 20_000):
        with pytest.raises(TextProblem):
            services.create_profile(altai, **GIVEN, lines=[{"text": text, "hs_codes": []}], by=aigul, now=now)
    assert not PartneringProfile.objects.exists()


def test_create_profile_keeps_no_hostile_signs(altai, aigul, now):
    hostile = "ab\x00c \u202e\ud800 <b>"
    made = services.create_profile(altai, **GIVEN | {"title": hostile}, summary=hostile, volumes=hostile,
                                   lines=[{"text": hostile, "hs_codes": []}], by=aigul, now=now)
    made.refresh_from_db()
    for text in (made.title, made.summary, made.volumes, made.lines.get().text):
        assert text.startswith("abc ")
        assert text.endswith("<b>")
        assert not set(text) & {"\x00", "\u202e", "\ud800"}


def test_save_profile_keeps_the_rows_of_unchanged_lines(profile, aigul, now):
    first, second = profile.lines.all()
    lines = [
        {"text": "Жаңа желі", "hs_codes": []}, {"text": second.text, "hs_codes": ["8422"]},
        {"text": second.text, "hs_codes": []},
    ]
    services.save_profile(profile, **GIVEN | {"title": "Басқа"}, lines=lines, by=aigul, now=now)
    new, kept = PartneringProfile.objects.get().lines.all()
    assert (kept.pk, kept.position) == (second.pk, 1)
    assert new.text == "Жаңа желі"
    services.save_profile(profile, **GIVEN, lines=LINES, by=aigul, now=now)  # positions change places without colliding
    assert [line.text for line in profile.lines.all()] == [line["text"] for line in LINES]
    assert verbs(profile) == ["create", "edit", "edit"]


def test_save_profile_refuses_what_is_being_read(sent, aigul, now):
    with pytest.raises(ProfileNotEditable):
        services.save_profile(sent, **GIVEN, lines=LINES, by=aigul, now=now)


@pytest.mark.parametrize("field, text", [
    ("title", "Желі Алтай Тамақ үшін"), ("summary", "Write to me@altai.example"), ("volumes", "Call +7 723 200 00 00"),
    ("summary", "https://altai.example"), ("summary", "BIN 050340493133"),
])
def test_submit_profile_refuses_what_gives_the_firm_away(profile, aigul, now, field, text):
    services.save_profile(profile, **GIVEN | {field: text}, lines=LINES, by=aigul, now=now)
    with pytest.raises(NotAnonymous):
        services.submit_profile(profile, by=aigul, now=now)
    assert PartneringProfile.objects.get().state == "draft"


def test_submit_profile_refuses_an_empty_one(profile, aigul, now):
    profile.lines.all().delete()
    with pytest.raises(NoLines):
        services.submit_profile(profile, by=aigul, now=now)


def test_request_profile_changes_gives_a_reason(sent, aigul, sato, now):
    with pytest.raises(ReasonMissing):
        services.request_profile_changes(sent, reason="\x00", by=sato, now=now)
    services.request_profile_changes(sent, reason="Which capacity?", by=sato, now=now)
    assert (sent.state, sent.is_editable) == ("changes_requested", True)
    assert Activity.objects.get(verb="companies.partneringprofile.request_changes").reason == "Which capacity?"
    assert list(told("profile_needs_changes")) == [aigul.email]


def test_publish_profile_names_who_when_and_until(published, aigul, sato, now):
    assert (published.published_by, published.published_at) == (sato, now)
    assert published.expires_on == (now + LIFETIME).date()
    assert list(told("profile_published")) == [aigul.email]
    assert verbs(published) == ["create", "submit", "publish"]


def test_publish_profile_refuses_what_gives_the_firm_away(sent, sato, now):
    PartneringProfile.objects.update(title="Altai Tamaq")
    with pytest.raises(NotAnonymous):
        services.publish_profile(PartneringProfile.objects.get(), by=sato, now=now)


@pytest.mark.parametrize("service, state, verb", [
    (services.revise_profile, "draft", "revise"), (services.withdraw_profile, "withdrawn", "withdraw"),
    (services.fulfil_profile, "fulfilled", "fulfil"),
])
def test_a_published_profile_can_be_taken_out(published, aigul, now, service, state, verb):
    service(published, by=aigul, now=now)
    assert (published.state, verbs(published)[-1]) == (state, verb)
    with pytest.raises(TransitionNotAllowed):
        services.fulfil_profile(published, by=aigul, now=now)


def test_a_profile_expires_when_the_day_ends_where_its_firm_is(offer, request_):
    PartneringProfile.objects.update(expires_on=date(2027, 3, 1))
    expired = []
    for hour in (14, 15, 18, 19, 23):
        services.expire_profiles(now=datetime(2027, 3, 1, hour, 30, tzinfo=UTC))
        expired.append([one.state == "expired" for one in PartneringProfile.objects.order_by("firm__country")][::-1])
    assert expired == [[False, False], [False, True], [False, True], [True, True], [True, True]]  # Kazakhstan, Japan


@pytest.mark.parametrize("hour, day", [(18, 25), (19, 26), (23, 26)])
def test_a_profile_runs_a_year_from_the_day_it_is_where_the_firm_is(sent, sato, hour, day):
    services.publish_profile(sent, by=sato, now=datetime(2026, 11, 25, hour, 30, tzinfo=UTC))
    assert sent.expires_on == date(2027, 11, day)


def test_expire_profiles_reminds_once_and_expires_after_the_last_day(published, aigul, now):
    assert services.expire_profiles(now=now) == 0
    for day in range(3):
        services.expire_profiles(now=now + LIFETIME - NUDGE + timedelta(days=day))
    assert list(told("profile_expires_soon")) == [aigul.email]
    assert services.expire_profiles(now=now + LIFETIME) == 0
    for _time in range(2):
        services.expire_profiles(now=now + LIFETIME + timedelta(days=1))
    assert PartneringProfile.objects.get().state == "expired"
    assert verbs(published)[-1] == "expire"
    assert list(told("profile_expired")) == [aigul.email]


def test_expiry_and_its_message_are_one(offer, now, monkeypatch):
    PartneringProfile.objects.filter(pk=offer.pk).update(expires_on=now.date() - timedelta(days=1))

    def broken(*args, **given):
        raise RuntimeError("worker killed here")

    monkeypatch.setattr(messages, "profile_expired", broken)
    assert services.expire_profiles(now=now) == 0
    offer.refresh_from_db()
    assert offer.state == "published", "expired without anybody ever being told"
