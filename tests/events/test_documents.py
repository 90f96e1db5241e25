"""Documents of an event: public ones for everybody, the others for people with a seat;
nothing before it was looked into.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from companies.models import Chamber, Liaison
from core.activity import ref
from core.files.errors import FileEmpty, FileTooLarge, FileTypeWrong
from core.files.services import LIMIT, inspect_files
from core.i18n import speaking
from core.models import Activity, StoredFile
from core.multilingual import Texts, Wording
from core.uploads import LARGEST
from events import services
from events.errors import NotTheOrganiser
from events.links import PASS, pass_path
from events.models import Event, EventDocument, Registration
from events.pages.documents import documents_of, documents_of_pass
from tests import build as people
from tests import files_build as build
from tests.build import named

from .conftest import event_fields, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(sato, now):
    """add(event, …) → a document, looked into unless `looked_into` is False."""

    def make(event: Event, *, by=None, looked_into: bool = True, content: bytes | None = None, **more) -> EventDocument:
        given = {"titles": {"en": "Programme"}, "language": "en", "is_public": False} | more
        file = ("programme.pdf", build.pdf() if content is None else content)
        made = services.add_document(event, file=file, by=by or sato, now=now, **given)
        if looked_into:
            inspect_files(now=now)
        return EventDocument.objects.select_related("file", "event__chamber").get(pk=made.pk)

    return make


@pytest.fixture
def chamber_event(make_event, atameken, dana) -> Event:
    return make_event(5, by=dana, chamber=atameken)


@pytest.fixture
def botir(db):
    """Liaison of a chamber that has nothing to do with the event."""
    chamber = Chamber.objects.create(country="UZ", names=named("CCI of Uzbekistan", ru="ТПП Узбекистана"))
    person = people.user(
        "botir@chamber.example", "Botir Karimov", role=Role.LIAISON, language="ru", zone="Asia/Tashkent"
    )
    Liaison.objects.create(user=person, chamber=chamber)
    return person


def get(person, document: EventDocument, *, event: Event | None = None):
    client = Client()
    if person:
        client.force_login(person)
    return client.get(reverse("events:document", args=[(event or document.event).pk, document.pk]))


def through_pass(registration: Registration, document: EventDocument, token: str | None = None):
    token = token or pass_path(registration).rstrip("/").rsplit("/", 1)[1]
    return Client().get(reverse("events:pass_document", args=[token, document.pk]))


def acts(event: Event) -> list[str]:
    return list(
        Activity.objects.about(ref(event)).filter(verb__contains="document").order_by("pk").values_list(
            "verb", flat=True
        )
    )


def test_the_organiser_adds_and_withdraws_and_the_log_says_so(chamber_event, dana, add, now):
    document = add(chamber_event, by=dana, looked_into=False)
    assert (
        document.file.state, document.added_by, document.added_at, document.withdrawn_at
    ) == ("quarantined", dana, now, None)
    for _twice in range(2):
        services.withdraw_document(document, by=dana, now=now)
    assert EventDocument.objects.get().withdrawn_at == now
    assert acts(chamber_event) == ["events.event.add_document", "events.event.withdraw_document"]


def test_what_happens_to_its_file_stands_in_the_history_of_the_event(forum, add):
    add(forum, content=build.pdf(b"/JS"))
    assert Activity.objects.about(ref(forum)).filter(verb="core.storedfile.refuse").count() == 1


@pytest.mark.parametrize("name, content, refusal", [
    ("a.pdf", b"MZ no pdf", FileTypeWrong), ("a.exe", build.pdf(), FileTypeWrong), ("a.pdf", b"", FileEmpty),
    ("a.pdf", build.pdf() + b" " * LIMIT, FileTooLarge),
])
def test_a_bad_file_is_refused_and_nothing_is_kept(forum, sato, now, name, content, refusal):
    with pytest.raises(refusal):
        services.add_document(
            forum, file=(name, content), titles={"en": "x"}, language="en", is_public=True, by=sato, now=now
        )
    assert not EventDocument.objects.exists()
    assert not StoredFile.objects.exists()
    assert acts(forum) == []


def test_only_the_organiser_adds_and_withdraws(chamber_event, dana, botir, tanaka, sato, add, now):
    document = add(chamber_event, by=dana)
    for person in (botir, tanaka, None):
        with pytest.raises(NotTheOrganiser):
            services.add_document(
                chamber_event, file=("a.pdf", build.pdf()), titles={"en": "x"}, language="en",
                is_public=True, by=person, now=now,
            )
        with pytest.raises(NotTheOrganiser):
            services.withdraw_document(document, by=person, now=now)
    services.withdraw_document(document, by=sato, now=now)
    assert acts(chamber_event) == ["events.event.add_document", "events.event.withdraw_document"]


@pytest.fixture
def audience(chamber_event, sato, dana, botir, tanaka, aigul, bekzat, hokuriku, altai, detal, now):
    """Tanaka's firm has a delegate; Aigul comes herself; Bekzat has asked late, Botir's chamber is another one."""
    seat(chamber_event, 1, by=tanaka, firm=hokuriku)
    own = seat(chamber_event, 2, by=sato)
    Registration.objects.filter(pk=own.pk).update(user=aigul)
    asked = seat(chamber_event, 3, by=bekzat, firm=detal)
    Registration.objects.filter(pk=asked.pk).update(state="late_requested")
    return {
        "sato": sato, "dana": dana, "tanaka": tanaka, "aigul": aigul,
        "bekzat": bekzat, "botir": botir, "anonymous": None,
    }


EVERYBODY = {"sato", "dana", "tanaka", "aigul", "bekzat", "botir", "anonymous"}


def test_who_reads_what(chamber_event, dana, add, audience):
    public, inner = add(chamber_event, by=dana, is_public=True), add(chamber_event, by=dana)
    assert {name for name, person in audience.items() if get(person, public).status_code == 200} == EVERYBODY
    assert {
        name for name, person in audience.items() if get(person, inner).status_code == 200
    } == {"sato", "dana", "tanaka", "aigul"}
    assert {get(audience[name], inner).status_code for name in ("bekzat", "botir", "anonymous")} == {404}


def test_a_seat_elsewhere_opens_nothing_here(chamber_event, make_event, dana, tanaka, hokuriku, add):
    other = make_event(2)
    seat(other, 1, by=tanaka, firm=hokuriku)
    document = add(chamber_event, by=dana)
    assert get(tanaka, document).status_code == 404
    assert get(tanaka, document, event=other).status_code == 404  # nor under the other event's address


def test_a_withdrawn_seat_opens_nothing_any_more(chamber_event, dana, tanaka, hokuriku, add, now):
    row, document = seat(chamber_event, 1, by=tanaka, firm=hokuriku), add(chamber_event, by=dana)
    services.withdraw_registration(row, by=tanaka, now=now)
    row.refresh_from_db()
    assert get(tanaka, document).status_code == 404
    assert through_pass(row, document).status_code == 404


def test_a_document_of_a_draft_is_its_organisers(atameken, dana, sato, botir, add, now):
    draft = services.plan_event(chamber=atameken, by=dana, now=now, **event_fields())
    document = add(draft, by=dana, is_public=True)
    assert [get(person, document).status_code for person in (sato, dana, botir, None)] == [200, 200, 404, 404]


def test_it_is_handed_out_as_an_attachment_that_acts_nowhere(forum, add):
    answer = get(None, add(forum, is_public=True))
    assert answer.content == build.pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="programme.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nobody_gets_it_while_it_is_checked_nor_when_it_was_refused(forum, sato, add):
    row = seat(forum, 1, by=sato)
    waiting = add(forum, is_public=True, looked_into=False)
    assert [
        get(sato, waiting).status_code, get(None, waiting).status_code, through_pass(row, waiting).status_code
    ] == [409] * 3
    refused = add(forum, is_public=True, content=build.pdf(b"/JS"))
    assert [
        get(sato, refused).status_code, get(None, refused).status_code, through_pass(row, refused).status_code
    ] == [409] * 3
    assert get(None, waiting).status_code == 200  # looked into with the other one


def test_withdrawn_nobody_gets_it_any_more(forum, sato, add, now):
    row, document = seat(forum, 1, by=sato), add(forum, is_public=True)
    services.withdraw_document(document, by=sato, now=now)
    assert [
        get(sato, document).status_code, get(None, document).status_code, through_pass(row, document).status_code
    ] == [404] * 3
    assert documents_of(forum, sato, may_manage=True)["documents"] == []
    assert documents_of_pass(row, "x")["documents"] == []


def test_a_pass_opens_its_own_event_only(forum, make_event, sato, add):
    row, document, foreign = seat(forum, 1, by=sato), add(forum), add(make_event(2), is_public=True)
    answer = through_pass(row, document)
    assert answer.status_code == 200
    assert answer.content == build.pdf()
    assert through_pass(row, foreign).status_code == 404
    assert through_pass(row, document, PASS.sign(f"{row.pk.hex}.9")).status_code == 410  # an old pass
    assert through_pass(row, document, "guessed:token").status_code == 404


def test_a_pass_without_a_seat_opens_what_is_public(chamber_event, dana, sato, add):
    row = seat(chamber_event, 1, by=sato)
    Registration.objects.filter(pk=row.pk).update(state="applied")
    public, inner = add(chamber_event, by=dana, is_public=True), add(chamber_event, by=dana)
    assert [through_pass(row, public).status_code, through_pass(row, inner).status_code] == [200, 404]


def posted(**changes) -> dict:
    return {
        "titles_en": "Programme of the day", "language": "en", "file": SimpleUploadedFile("a.pdf", build.pdf())
    } | changes


def test_a_reader_reads_its_title_in_their_language_else_the_original_marked(forum, add, rf):
    add(forum, titles={"ja": "会場案内", "ru": "План зала"}, language="ja", is_public=True)
    shown = {}
    for code in ("ru", "kk", "en", "ja"):
        with speaking(code):
            found = documents_of(forum, AnonymousUser(), may_manage=False)
            shown[code] = render_to_string("events/partials/_documents.html", found, rf.get("/"))
    for code in ("ru", "kk"):
        assert '<span lang="ru">План зала</span>' in shown[code]
        assert "会場案内" not in shown[code]
    assert '<span lang="ja">会場案内</span>' in shown["en"]
    assert "План зала" not in shown["en"] + shown["ja"]


def test_a_document_without_any_title_is_refused_beside_its_field(forum, sato, as_):
    answer = as_(sato).post(reverse("events:document_new", args=[forum.pk]), posted(titles_en=" "))
    assert answer.status_code == 422
    assert "titles_en" in answer.context["form"].errors
    assert not EventDocument.objects.exists()


def test_the_page_adds_and_withdraws(forum, sato, as_):
    client = as_(sato)
    url = reverse("events:document_new", args=[forum.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, posted(is_public="on")).url == reverse("events:desk", args=[forum.pk])
    document = EventDocument.objects.get()
    assert str(document.titles) == "Programme of the day"
    assert (document.is_public, document.file.state) == (True, "quarantined")
    away = reverse("events:document_withdraw", args=[forum.pk, document.pk])
    assert client.get(away).status_code == 405
    assert client.post(away).url == reverse("events:desk", args=[forum.pk])
    assert client.post(away).status_code == 404


@pytest.mark.parametrize("content, words", [
    (b"", "The file is empty."), (b"MZ not a pdf", "Only PDF, PNG"), (b"x" * (LIMIT + 1), "larger than 10 MB"),
    (b"x" * (LARGEST + 1), "larger than 10 MB"),
])
def test_the_page_says_what_is_wrong_with_a_file_and_keeps_the_rest(forum, sato, as_, content, words):
    answer = as_(sato).post(
        reverse("events:document_new", args=[forum.pk]), posted(file=SimpleUploadedFile("a.pdf", content))
    )
    text = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert words in text
    assert "Programme of the day" in text
    assert not EventDocument.objects.exists()


def test_the_pages_of_the_organiser_refuse_others(chamber_event, dana, add, tanaka, botir, hokuriku):
    document = add(chamber_event, by=dana, is_public=True)
    new = reverse("events:document_new", args=[chamber_event.pk])
    away = reverse("events:document_withdraw", args=[chamber_event.pk, document.pk])
    for person in (tanaka, botir):
        client = Client()
        client.force_login(person)
        assert [
            client.get(new).status_code, client.post(new, posted()).status_code, client.post(away).status_code
        ] == [403] * 3
    assert [Client().post(new, posted()).status_code, Client().post(away).status_code] == [302, 302]
    assert EventDocument.objects.get().withdrawn_at is None


def test_the_list_shows_a_reader_what_can_be_had_and_the_organiser_why_not(forum, sato, tanaka, add, rf):
    add(forum, titles={"en": "Map"}, is_public=True)
    add(forum, titles={"en": "Virus"}, is_public=True, content=build.pdf(b"/JS"))
    add(forum, titles={"en": "Soon"}, is_public=True, looked_into=False)
    add(forum, titles={"en": "Speakers only"}, looked_into=False)
    shown = documents_of(forum, tanaka, may_manage=False)
    rows = sorted((str(row["document"]), row["words"], bool(row["url"])) for row in shown["documents"])
    assert rows == [("Map", "", True), ("Soon", "Being checked", False)]
    text = render_to_string("events/partials/_documents.html", shown, rf.get("/"))
    assert "Map" in text
    assert "Withdraw" not in text
    assert "multipart" not in text
    shown = documents_of(forum, sato, may_manage=True)
    assert sorted(str(row["document"]) for row in shown["documents"]) == ["Map", "Soon", "Speakers only", "Virus"]
    text = render_to_string("events/partials/_documents.html", shown, rf.get("/"))
    assert text.count(reverse("events:document_withdraw", args=[forum.pk, shown["documents"][1]["document"].pk])) == 1
    assert "scripts" in text
    assert "multipart/form-data" in text
    assert shown["document_new_url"] in text
    assert "Only for people with a seat" in text


def test_an_empty_list_is_no_card_for_a_reader(forum, tanaka, rf):
    assert not render_to_string(
        "events/partials/_documents.html", documents_of(forum, tanaka, may_manage=False), rf.get("/")
    ).strip()


@pytest.mark.parametrize("way", ["page", "desk", "pass"])
def test_a_longer_list_asks_no_more_questions(forum, sato, tanaka, hokuriku, add, rf, way):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown = {
                "page": lambda: documents_of(forum, tanaka, may_manage=False),
                "desk": lambda: documents_of(forum, sato, may_manage=True),
                "pass": lambda: documents_of_pass(row, "token"),
            }[way]()
            render_to_string("events/partials/_documents.html", shown, rf.get("/"))
        assert not any('"core_storedfile"."content"' in query["sql"] for query in asked)
        return len(asked)

    add(forum)
    first = queries()
    add(forum), add(forum, looked_into=False)
    assert queries() == first


LOST = Texts("ja", {"en": Wording("The original is not among the texts")})


def test_each_constraint_holds(forum, add, now):
    document = add(forum)
    rules = {
        "event_document_has_a_title": {"titles": Texts()},
        "event_document_title_has_its_original": {"titles": LOST},
        "event_document_withdrawn_after_it_was_added": {"withdrawn_at": now.replace(year=2020)},
    }
    for name, fields in rules.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            EventDocument.objects.filter(pk=document.pk).update(**fields)
    assert set(rules) == {constraint.name for constraint in EventDocument._meta.constraints}
