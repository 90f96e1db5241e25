"""Files of evidence: seen only by the parties, only once they are checked; what is countersigned has a checked one."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.activity import ref
from core.files.errors import FileInQuarantine
from core.files.services import inspect_files
from core.lifecycle import move
from core.models import Activity, StoredFile
from core.uploads import LARGEST
from mou import services
from mou.errors import FileWasRefused
from mou.models import Evidence
from tests import files_build as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulletin(owed):
    return owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)


@pytest.fixture
def evidence(bulletin, sato, now) -> Evidence:
    return services.add_evidence(
        bulletin, titles={"en": "No. 1"}, notes={}, happened_on=date(2026, 11, 1), quantity=1, period="",
        file=("a.pdf", build.pdf()), by=sato, now=now,
    )


def test_countersigning_waits_for_the_look_and_never_follows_a_refusal(evidence, sato, dana, now):
    with pytest.raises(FileInQuarantine):
        services.countersign_evidence(evidence, by=dana, now=now)
    inspect_files(now=now)
    services.add_revision(evidence, file=("b.pdf", build.pdf(b"/JS")), note="", by=sato, now=now)
    inspect_files(now=now)
    with pytest.raises(FileWasRefused):
        services.countersign_evidence(evidence, by=dana, now=now)
    services.add_revision(evidence, file=("c.pdf", build.pdf()), note="", by=sato, now=now)
    inspect_files(now=now)
    services.countersign_evidence(evidence, by=dana, now=now)
    assert [row.number for row in evidence.revisions.all()] == [3, 2, 1]
    assert Activity.objects.about(ref(evidence)).filter(verb="core.storedfile.refuse").count() == 1


def get(person, stored) -> object:
    client = Client()
    if person:
        client.force_login(person)
    return client.get(reverse("mou:file", args=[stored.pk]))


def test_only_the_parties_see_a_file_and_only_once_it_is_checked(
    evidence, sato, dana, tanaka, bekzat, hokuriku, detal, now
):
    stored = StoredFile.objects.get()
    assert get(dana, stored).status_code == 409
    inspect_files(now=now)
    answer = get(dana, stored)
    assert answer.content == build.pdf()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert [get(person, stored).status_code for person in (sato, tanaka, bekzat, None)] == [200, 404, 404, 302]


def test_a_refused_file_says_why_and_is_not_handed_out(evidence, sato, as_, now):
    refused = services.add_revision(evidence, file=("b.pdf", build.pdf(b"/JS")), note="", by=sato, now=now).file
    inspect_files(now=now)
    answer = as_(sato).get(reverse("mou:file", args=[refused.pk]))
    assert answer.status_code == 409
    assert "scripts" in answer.content.decode()


def test_a_released_file_that_is_refused_later_is_not_handed_out_any_more(evidence, sato, dana, now):
    stored = StoredFile.objects.get()
    inspect_files(now=now)
    stored.refresh_from_db()
    assert get(dana, stored).status_code == 200
    move(stored, "refuse", by=sato, now=now)
    assert get(dana, stored).status_code == 409


def test_a_name_in_another_script_is_handed_out_whole(evidence, sato, dana, now):
    stored = services.add_revision(
        evidence, file=("договор; №1 'é\u202e.pdf", build.pdf()), note="", by=sato, now=now
    ).file
    inspect_files(now=now)
    header = get(dana, stored)["Content-Disposition"]
    assert header == "attachment; filename*=utf-8''" + quote(stored.name, safe="~")
    assert header.count(";") == 1


def form(**changes) -> dict:
    given = {"titles_en": "Bulletin 7", "happened_on": "2026-11-01", "quantity": "1", "period": ""}
    return given | {"notes_en": "kept"} | changes


@pytest.mark.parametrize(
    "content, words",
    [(b"", "The file is empty."), (b"MZ not a pdf", "Only PDF, PNG"), (b"x" * (LARGEST - 1), "larger than 10 MB")],
)
def test_a_form_with_a_bad_file_says_why_and_keeps_the_rest(bulletin, sato, client, content, words):
    client.force_login(sato)
    client.cookies["django_language"] = "en"
    sato.language = "en"
    sato.save()
    answer = client.post(
        reverse("mou:evidence_new", args=[bulletin.pk]), form(file=SimpleUploadedFile("a.pdf", content))
    )
    text = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert words in text
    assert "Bulletin 7" in text
    assert "kept" in text
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("language, words", [("en", "larger than 10 MB"), ("ja", "10 MB"), ("ru", "10 МБ")])
def test_a_file_that_was_dropped_is_told_in_the_readers_language_and_keeps_the_rest(
    bulletin, sato, client, language, words
):
    sato.language = language
    sato.save()
    client.force_login(sato)
    client.cookies["django_language"] = language
    answer = client.post(
        reverse("mou:evidence_new", args=[bulletin.pk]), form(file=SimpleUploadedFile("a.pdf", b"x" * (LARGEST + 1)))
    )
    text = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 422
    assert words in text
    assert "Bulletin 7" in text
    assert "kept" in text
    assert not Evidence.objects.exists()
