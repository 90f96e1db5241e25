"""Files in a conversation: who lays them in, who gets them, what is refused and how long they stay."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.files.errors import FileTypeWrong
from core.files.services import inspect_files
from core.models import Activity
from matching.models import Introduction
from notifications.models import Message
from talks import services
from talks.errors import NotAnyMore, NotYet, PausedFirm, TooManyFiles
from talks.models import SharedFile
from talks.services import sharing
from tests import build, files_build
from tests.refusing import refuses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
PRICES = ("prices.pdf", files_build.pdf())
HIDDEN = ("prices.pdf", files_build.pdf(b"/OpenAction << /S /JavaScript /JS (x) >>"))


@pytest.fixture
def shared(introduced, match, tanaka, now) -> SharedFile:
    made = services.share_file(match, file=PRICES, sort="prices", by=tanaka, now=now)
    inspect_files(now=now)
    return made


def url(row, name: str = "file") -> str:
    return reverse(f"talks:{name}", args=[row.pk])


def test_the_other_side_reads_what_came_from_whom_and_gets_it(shared, match, aigul, hokuriku, as_):
    client = as_(aigul)
    page = client.get(url(match, "thread")).content.decode()
    assert all(word in page for word in ("prices.pdf", "Price list", hokuriku.name_latin, url(shared)))
    answer = client.get(url(shared))
    assert answer.content == PRICES[1]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_it_is_told_in_the_mail_of_messages(introduced, match, tanaka, aigul, now):
    services.write_remark(match, text="Our prices", by=tanaka, now=now)
    services.share_file(match, file=PRICES, sort="prices", by=tanaka, now=now)
    kinds = Message.objects.filter(recipient=aigul, kind__startswith="talks/").values_list("kind", flat=True)
    assert list(kinds) == ["talks/remark_written"]
    assert not Message.objects.filter(recipient=tanaka, kind__startswith="talks/").exists()


def test_nothing_is_handed_out_before_it_was_looked_into(introduced, match, tanaka, aigul, as_, now):
    row = services.share_file(match, file=PRICES, sort="prices", by=tanaka, now=now)
    client = as_(aigul)
    assert client.get(url(row)).status_code == 409
    assert url(row) + '"' not in client.get(url(match, "thread")).content.decode()


def test_a_refused_file_says_why_to_the_side_that_added_it(introduced, match, tanaka, aigul, as_, now):
    row = services.share_file(match, file=HIDDEN, sort="prices", by=tanaka, now=now)
    inspect_files(now=now)
    row.file.refresh_from_db()
    assert row.file.state == "refused"
    page = as_(tanaka).get(url(match, "thread"))
    assert page.context["files"][0]["file"].refusal
    assert "Refused" in page.content.decode()
    client = as_(aigul)
    assert "prices.pdf" not in client.get(url(match, "thread")).content.decode()
    assert client.get(url(row)).status_code == 409


def test_strangers_get_nothing_and_remove_nothing(shared, bekzat, zafar, as_):
    for person in (bekzat, zafar):
        client = as_(person)
        assert client.get(url(shared)).status_code == 404
        assert client.post(url(shared, "file_remove")).status_code == 404


def test_names_that_are_closed_again_close_the_files(shared, match, introduced, aigul, as_):
    Introduction.objects.filter(pk=introduced.pk).update(state="recalled")
    client = as_(aigul)
    assert client.get(url(shared)).status_code == 404
    assert "prices.pdf" not in client.get(url(match, "thread")).content.decode()


def test_the_side_that_added_it_removes_it(shared, match, tanaka, aigul, sato, as_, now):
    refuses(lambda: services.remove_file(shared, by=aigul, now=now))
    refuses(lambda: services.remove_file(shared, by=sato, now=now))
    as_(tanaka).post(url(shared, "file_remove"))
    client = as_(aigul)
    assert client.get(url(shared)).status_code == 404
    assert "prices.pdf" not in client.get(url(match, "thread")).content.decode()
    services.remove_file(shared, by=tanaka, now=now)
    assert Activity.objects.filter(verb="talks.thread.remove_file").count() == 1


def test_files_wait_for_release(match, tanaka, bekzat, now):
    with pytest.raises(NotYet):
        services.share_file(match, file=PRICES, sort="prices", by=tanaka, now=now)
    refuses(lambda: services.share_file(match, file=PRICES, sort="prices", by=bekzat, now=now))


def test_nothing_is_added_after_the_end_or_while_a_firm_is_suspended(introduced, match, hokuriku, aigul, now):
    hokuriku.__class__.objects.filter(pk=hokuriku.pk).update(state="suspended")
    with pytest.raises(PausedFirm):
        services.share_file(match, file=PRICES, sort="prices", by=aigul, now=now)
    match.__class__.objects.filter(pk=match.pk).update(state="expired", ended_at=now)
    with pytest.raises(NotAnyMore):
        services.share_file(match, file=PRICES, sort="prices", by=aigul, now=now)


def test_a_conversation_has_room_for_so_many(shared, match, aigul, tanaka, now, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_FILES", 1)
    with pytest.raises(TooManyFiles):
        services.share_file(match, file=PRICES, sort="prices", by=aigul, now=now)
    services.remove_file(shared, by=tanaka, now=now)
    services.share_file(match, file=PRICES, sort="prices", by=aigul, now=now)


def test_another_kind_of_file_is_said_beside_the_field_and_keeps_the_rest(introduced, match, tanaka, as_, now):
    with pytest.raises(FileTypeWrong):
        services.share_file(match, file=("x.exe", b"MZ"), sort="other", by=tanaka, now=now)
    file = SimpleUploadedFile("x.exe", b"MZ")
    answer = as_(tanaka).post(url(match, "file_new"), {"sort": "catalogue", "file": file})
    assert answer.status_code == 409
    assert "Only PDF, PNG, JPEG" in answer.content.decode()
    assert 'value="catalogue" selected' in answer.content.decode()


def test_a_file_is_added_on_the_page(introduced, match, tanaka, as_):
    file = SimpleUploadedFile(*PRICES)
    answer = as_(tanaka).post(url(match, "file_new"), {"sort": "prices", "file": file})
    assert answer.headers["Location"] == url(match, "thread")
    assert SharedFile.objects.get().by_side == "japan"


def test_many_files_within_an_hour(introduced, match, tanaka, as_, monkeypatch):
    monkeypatch.setattr("talks.views.files.MOST_FILES_AN_HOUR", 0)
    answer = as_(tanaka).post(url(match, "file_new"), {"sort": "prices", "file": SimpleUploadedFile(*PRICES)})
    assert answer.status_code == 429
    assert not SharedFile.objects.exists()


def test_the_page_asks_alike_for_one_and_three(shared, match, tanaka, aigul, as_, now):
    client = as_(aigul)
    client.get(url(match, "thread"))
    with CaptureQueriesContext(connection) as of_one:
        client.get(url(match, "thread"))
    for _number in range(2):
        services.share_file(match, file=PRICES, sort="prices", by=tanaka, now=now)
    with CaptureQueriesContext(connection) as of_three:
        assert len(client.get(url(match, "thread")).context["files"]) == 3
    assert len(of_three) == len(of_one)
    assert not [query for query in of_three if '"core_storedfile"."content",' in query["sql"]]


BROKEN = {
    "shared_file_sort_is_known": {"sort": "unheard_of"},
    "shared_file_removed_after_it_was_added": {"removed_at": build.THEN},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(shared, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        SharedFile.objects.filter(pk=shared.pk).update(**BROKEN[name])
