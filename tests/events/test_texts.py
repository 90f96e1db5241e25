"""Events in several languages: two people write two languages, a reader is told what is not theirs, old rows stay."""

import re

import pytest
from django.urls import reverse

from core.forms.languages import TextsForm
from events import services
from events.errors import TitleMissing
from events.models import Event, EventChange, Session
from tests.migrating import before_migration, migrate, newest

from .conftest import event_fields

TITLES = {
    "ja": "中央アジア＋日本フォーラム", "ru": "Форум «Центральная Азия + Япония»", "en": "Central Asia + Japan forum"
}


@pytest.fixture
def draft(sato, now) -> Event:
    return services.plan_event(chamber=None, by=sato, now=now, **event_fields())


def shown(client, path: str) -> dict[str, str]:
    """Every control of the form on a page, with its value."""
    page = client.get(path)
    form = page.context["form"]
    fields = {field.html_name: field.value() for field in form}
    fields |= {field.html_initial_name: field.value() for field in form if field.field.show_hidden_initial}
    assert set(re.findall(r'name="(initial-[a-z_]+)"', page.content.decode())) == {
        name for name in fields if name.startswith("initial-")
    }
    return {name: value for name, value in fields.items() if value not in (None, False)}


@pytest.mark.django_db
def test_two_organisers_write_two_languages_on_pages_opened_at_once(draft, sato, mori, as_):
    path = reverse("events:edit", args=[draft.pk])
    first, second = as_(sato), as_(mori)
    seen, seen_too = shown(first, path), shown(second, path)
    assert first.post(path, seen | {"titles_kk": "Форум", "summaries_en": "Industry."}).status_code == 302
    assert second.post(path, seen_too | {"titles_uz": "Forum", "titles_ja": "フォーラム"}).status_code == 302
    titles = Event.objects.get().titles
    assert dict(titles) == TITLES | {"kk": "Форум", "uz": "Forum", "ja": "フォーラム"}
    assert (titles.wordings["kk"].by, titles.wordings["uz"].by) == (str(sato.pk), str(mori.pk))
    assert Event.objects.get().summaries["en"] == "Industry."


@pytest.mark.django_db
def test_a_form_that_forgot_what_was_seen_would_lose_one_of_them(draft, sato, mori, as_, monkeypatch):
    """Negative control: every language of the form is sent, also those nobody touched."""
    def all_of_them(form) -> dict:
        return {
            name: {
                key[-2:]: text for key, text in form.cleaned_data.items() if key.startswith(f"{name}_")
            } for name in form.texts
        }

    monkeypatch.setattr(TextsForm, "changed_texts", property(all_of_them))
    path = reverse("events:edit", args=[draft.pk])
    first, second = as_(sato), as_(mori)
    seen, seen_too = shown(first, path), shown(second, path)
    first.post(path, seen | {"titles_kk": "Форум"})
    second.post(path, seen_too | {"titles_uz": "Forum"})
    assert "kk" not in Event.objects.get().titles


@pytest.mark.django_db
def test_an_event_keeps_one_title_at_least(draft, sato, now):
    with pytest.raises(TitleMissing):
        services.edit_event(draft, titles=dict.fromkeys(TITLES, ""), by=sato, now=now)


@pytest.mark.django_db
def test_a_second_language_of_a_part_of_the_programme_leaves_the_first(draft, sato, as_, now):
    times = {"starts_at": draft.starts_at, "ends_at": draft.ends_at}
    part = services.add_session(draft, titles={"en": "Energy"}, room="", capacity=None, by=sato, now=now, **times)
    path, client = reverse("events:session_edit", args=[draft.pk, part.pk]), as_(sato)
    assert client.post(path, shown(client, path) | {"titles_ja": "エネルギー"}).status_code == 302
    assert dict(Session.objects.get().titles) == {"en": "Energy", "ja": "エネルギー"}


@pytest.mark.django_db
def test_a_part_of_the_programme_without_a_title_is_refused_beside_its_field(draft, sato, as_):
    given = {"room": "", "day": "2027-03-09", "begins": "09:00", "ends": "18:00", "capacity": ""}
    answer = as_(sato).post(reverse("events:session_new", args=[draft.pk]), given)
    assert answer.status_code == 422
    assert "titles_en" in answer.context["form"].errors


@pytest.mark.django_db
def test_the_public_page_names_a_language_that_is_not_the_readers(make_event, client):
    event = make_event(2, titles={"ru": TITLES["ru"], "uz": "Forum"}, summaries={})
    page = client.get(event.get_absolute_url(), headers={"accept-language": "ja"}).content.decode()
    assert '<h1 lang="ru"' in page
    assert "ロシア語" in page


@pytest.mark.django_db
def test_the_log_and_the_mails_quote_the_reason_as_it_was_written_first(forum, dana, now):
    digest = services.preview_change(forum, "cancel")[2]
    given = {"kind": "cancel", "digest": digest, "by": forum.created_by, "now": now}
    change = services.confirm_change(forum, anyway=True, reasons={"en": "Snow", "ja": "雪のため"}, **given)
    assert change.reasons.original == forum.created_by.language
    assert change.reasons.said("uz").text == change.reasons.in_original


def old_texts(apps) -> dict:
    event = apps.get_model("events", "Event").objects.get()
    change = apps.get_model("events", "EventChange").objects.get()
    parts = apps.get_model("events", "Session").objects.values_list("title", "language", "room")
    return {"event": (event.titles, event.summaries), "reasons": change.reasons, "programme": sorted(parts)}



def test_texts_of_old_rows_are_the_same_forward_and_back(transactional_db, forum, sato, now):
    times = {"starts_at": forum.starts_at, "ends_at": forum.ends_at}
    for language, title in (("kk", "Энергетика"), ("en", "Energy")):
        services.add_session(forum, titles={language: title}, room="A", capacity=None, by=sato, now=now, **times)
    digest = services.preview_change(forum, "cancel")[2]
    services.confirm_change(
        forum, anyway=True, kind="cancel", digest=digest, reasons={"en": "Snow", "ja": "雪のため"}, by=sato, now=now
    )
    leaves = newest()
    try:
        before = old_texts(migrate(before_migration("events", "_events_in_several_languages")))
    finally:
        migrate(leaves)
    assert before["event"] == (TITLES, {"en": "Industry, logistics, energy."})
    assert before["programme"] == [("Energy", "en", "A"), ("Энергетика", "kk", "A")]
    assert {
        (part.titles.original, str(part.titles.in_original)) for part in Session.objects.all()
    } == {("kk", "Энергетика"), ("en", "Energy")}
    assert dict(EventChange.objects.get().reasons) == before["reasons"] == {"en": "Snow", "ja": "雪のため"}
    assert Event.objects.get().titles.original == sato.language
