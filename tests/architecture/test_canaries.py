"""Words that no other firm, delegate or chamber may ever read, planted in every field that stays hidden: a firm has a
suggestion with Bekzat's and a delegate at the same event. Every page, mail, feed, file and export is read for them.
"""
import io
import logging
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db.models import EmailField
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from companies import services as companies
from companies.models import Bar, Contact, Firm, PartneringProfile, Spoken
from core.files.services import inspect_files
from core.logs import JsonLines
from core.looks import mark_of
from core.models import Look
from events.links import pass_path
from events.models import Registration
from leads import services as leads
from leads.models import Lead
from matching import services as matching
from matching.models import Introduction, Match
from mou import services as mou
from mou.models import Memorandum
from notifications.models import Message
from tests import build, files_build
from tests.events.conftest import seat
from tests.meetings.meeting_build import as_delegate, with_meetings

from .role_world import addresses, announced, token_of
from .test_url_roles import pages

pytestmark = pytest.mark.django_db
SECRET = {
    "name": "株式会社ゼクォ精機（旧・ゼクォルタ鋳鉄）", "name_latin": "Zeqofirm Works",
    "legal_id": "3778812349001", "country": "JP",
}
# the field → the word in it; found anywhere by anybody who may not, it names the leak
CANARIES = {
    "name of the firm": "ゼクォ精機", "former name": "ゼクォルタ", "name in Latin letters": "Zeqofirm",
    "legal ID": "3778812349001",
    "name of a member": "Zeqomember", "mail of a member": "zeqomail", "domain": "zeqodomain", "web site": "zeqosite",
    "contact person": "ゼクォ太郎", "contact in Latin": "Zeqotaro", "position": "Zeqoposition",
    "mail of the contact": "zeqocontact",
    "telephone": "77-8990-1122", "telephone, joined": "7789901122", "certificate that waits": "Zeqocert",
    "number of a certificate": "ZQ-5544-33", "key of the import": "zeqokey", "check": "zeqocheck", "bar": "zeqobar",
    "reason of staff": "zeqoreason", "note of staff": "zeqoproposal", "note of the firm": "zeqointerest",
    "draft": "Zeqodraft",
    "claim": "zeqoclaim", "position of who claims": "Zeqoaspirant", "file": "zeqofile", "invited": "zeqoinvited",
    "who spoke for it": "Zeqospeaker", "what was said": "zeqosaid",
    "inquiry": "zeqowish", "who asked": "Zeqoasker", "answer to the inquiry": "zeqoanswer", "note on it": "zeqonote",
    "memorandum": "Zeqopact", "its number": "M-2026-977",
    "delegate": "Zeqodelegate", "mail of the delegate": "zeqoguest", "telephone of the delegate": "77-8990-3344",
}
READERS = ("bekzat", "dana", "marat")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile("77-?8990-?(1122|3344)")
LEAKS = re.compile("|".join(map(re.escape, CANARIES.values())), re.I)


@pytest.fixture
def portal(cast, settings, monkeypatch, caplog, request, now) -> SimpleNamespace:
    """Only what is hidden; its pages are those that concern it."""
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    caplog.set_level("ERROR", logger="django.request")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    lines = logged(request)
    planted = plant(cast, now)
    return SimpleNamespace(cast=cast, pages=list(own_pages(planted)), lines=lines, **vars(planted))


def logged(request) -> list[str]:
    """What is written about it meanwhile."""
    lines: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.setFormatter(JsonLines())
    handler.emit = lambda record: lines.append(handler.format(record))
    for name in ("portal", "django"):
        logging.getLogger(name).addHandler(handler)
        request.addfinalizer(partial(logging.getLogger(name).removeHandler, handler))
    return lines


def plant(cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    owner = build.user("zeqomail@zeqodomain.example", "Zeqomember Owner", language="ja")
    firm = build.firm(owner, cast.sato, **SECRET)
    Firm.objects.filter(pk=firm.pk).update(
        website="https://zeqosite.example", certificates_asked=["Zeqocert"], certificate_numbers="ISO ZQ-5544-33",
        import_key="zeqokey",
    )
    Contact.objects.filter(firm=firm).update(
        name="ゼクォ太郎", name_latin="Zeqotaro", position="Zeqoposition", email="zeqocontact@zeqodomain.example",
        phone="+817789901122",
    )
    by = {"by": cast.sato, "now": now}
    companies.record_check(firm, kind="call_back", result="passed", how="zeqocheck", **by)
    companies.suspend_firm(firm, reason="Because of zeqoreason", **by)
    companies.reinstate_firm(firm, reason="No more zeqoreason", **by)
    firm.refresh_from_db()
    Bar.objects.create(
        firm=firm, other=cast.altai, kind="do_not_introduce", note="zeqobar", barred_by=cast.sato, barred_at=now
    )
    companies.ask_to_join(
        firm, position="Zeqoaspirant", note="zeqoclaim", file=("zeqofile.pdf", files_build.pdf()),
        by=build.user("claim@zeqodomain.example", "Zeqomember Claim"), now=now,
    )
    invited = {"email": "zeqoinvited@zeqodomain.example", "role": "editor", "language": "ja"}
    companies.invite_member(firm, **invited, by=owner, now=now)
    inspect_files(now=now)
    offer = build.profile(firm, cast.sato, "business_offer", "supply", ["Oil filling lines"], ["842230"], ["KZ"])
    draft = PartneringProfile.objects.create(
        firm=firm, kind="business_offer", cooperation="supply", title="Zeqodraft", summary="Zeqodraft", markets=["KZ"]
    )
    return SimpleNamespace(
        firm=firm, owner=owner, offer=offer, draft=draft, **suggestions(cast, firm, owner, offer, now),
        **at_an_event(cast, firm, owner, now), lead=inquiry(cast, now), pact=pact(cast, firm, now),
    )


def pact(cast: SimpleNamespace, firm: Firm, now: datetime) -> Memorandum:
    return mou.draft_memorandum(
        number="M-2026-977", titles={"en": "Zeqopact"}, japan={"firm": firm}, central_asia={"firm": cast.altai},
        by=cast.sato, now=now,
    )


def inquiry(cast: SimpleNamespace, now: datetime) -> Lead:
    """It came by the chamber's link and did not want to be shown there."""
    lead = leads.inquire(
        country="KZ", language="en", name="Zeqoasker", firm_name="Zeqofirm", email="zeqomail@zeqodomain.example",
        phone="+817789901122", wants="A zeqowish", chamber=cast.atameken, shared=False, now=now,
    )
    leads.note_on_lead(lead, note="zeqonote", by=cast.sato, now=now)
    leads.answer_lead(lead, subject="Hello", text="zeqoanswer", by=cast.sato, now=now)
    return lead


def suggestions(cast: SimpleNamespace, firm: Firm, owner: User, offer, now: datetime) -> dict:
    """One untouched, one in which the hidden firm has shown interest; a proposal of staff."""
    detal = Firm.objects.get(memberships__user=cast.bekzat)
    wanted = [
        build.profile(detal, cast.sato, "business_request", "supply", [text], ["842230"], ["JP"])
        for text in ("Нужны линии розлива", "Ищем оборудование для розлива")
    ]
    open_ = build.match(offer, wanted[0])
    matching.express_interest(open_, firm=firm, note="zeqointerest", by=owner, now=now)
    elsewhere = build.match(offer, cast.elsewhere)
    matching.propose_match(elsewhere, note="zeqoproposal", by=cast.sato, now=now)
    return {"matches": [open_, elsewhere], "introduction": agreed_by_telephone(elsewhere, firm, cast.sato, now)}


def agreed_by_telephone(match: Match, firm: Firm, staff: User, now: datetime) -> Introduction:
    """With another firm than those who read, which has not answered yet."""
    colleague = build.user("colleague@minamin.example", "Colleague", role="staff")
    opened = matching.approve_match(match, by=colleague, now=now)
    spoken = Spoken.objects.create(
        firm=firm, said_by="Zeqospeaker Taro", channel="telephone", said_on=now.date(), note="zeqosaid",
        recorded_by=staff, recorded_at=now,
    )
    Introduction.objects.filter(pk=opened.pk).update(
        japan_consent_at=now, japan_consent_by=staff, japan_consent_spoken=spoken
    )
    return opened


def at_an_event(cast: SimpleNamespace, firm: Firm, owner: User, now: datetime) -> dict:
    """Of Minamin's, so that no liaison organises it."""
    fair = announced(None, cast.sato, now)
    with_meetings(fair, by=cast.sato, now=now)
    hidden = seat(
        fair, 7, by=owner, firm=firm, now=now, name="Zeqodelegate Ichiro", email="zeqoguest@zeqodomain.example",
        phone="+817789903344", organisation=firm.name,
    )
    guest = {"country": "KZ", "zone": "Asia/Almaty", "language": "ru", "organisation": "АвтоДеталь"}
    ours = seat(fair, 5, by=cast.bekzat, firm=Firm.objects.get(memberships__user=cast.bekzat), now=now, **guest)
    return {"fair": fair, "hidden": hidden, "ours": ours}


def own_pages(planted: SimpleNamespace) -> Iterator[str]:
    """Of the hidden firm, of the suggestions, of the event."""
    for name in ("firm", "review_firm", "firm_identity", "merge", "bar", "firm_register"):
        yield reverse(f"companies:{name}", args=[planted.firm.pk])
    for profile in (planted.offer, planted.draft):
        yield from (reverse(f"companies:{name}", args=[profile.pk]) for name in ("profile", "review_profile"))
    for match in planted.matches:
        yield from (reverse(f"matching:{name}", args=[match.pk]) for name in ("match", "approval"))
    yield reverse("matching:introduction", args=[planted.introduction.pk])
    for name in ("event", "ics", "register", "support", "desk", "badges", "export", "export_csv", "door_list"):
        yield reverse(f"events:{name}", args=[planted.fair.pk])
    for name in ("grid", "sheets"):
        yield reverse(f"meetings:{name}", args=[planted.fair.pk])
    yield reverse("events:registration", args=[planted.hidden.pk])
    yield from (reverse(f"leads:{name}", args=[planted.lead.pk]) for name in ("lead", "lead_convert"))
    yield reverse("mou:memorandum", args=[planted.pact.pk])
    yield from (reverse(name) for name in ("leads:leads", "leads:ours", "mou:memoranda"))


def pages_of_the_pass(planted: SimpleNamespace) -> Iterator[str]:
    token = token_of(pass_path(planted.ours))
    yield from (reverse(f"events:{name}", args=[token]) for name in ("pass", "pass_ics", "pass_substitute"))
    yield from (as_delegate(name, planted.ours) for name in ("my_meetings", "my_agenda", "meet_people", "my_times"))
    yield as_delegate("meet_ask", planted.ours, planted.hidden.pk)


def words_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return heads + opened(content)


def opened(content: bytes) -> str:
    """The words in a page, also in a workbook, an archive or a paper."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(opened(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF-") and len(content) > 500:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace").replace("\r\n ", "")


def found_by(client: Client, addresses_: list[str]) -> dict[str, set[str]]:
    """{address: words that should not be there}. Whatever is shown of others has left its row."""
    found, bypassed, people = {}, {}, addresses_of_people() - {getattr(client, "own", "")}
    for address in addresses_:
        Look.objects.all().delete()
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        words = words_of(answer)
        if missing := unwritten(words, people):
            bypassed[address] = missing
        if leaks := set(LEAKS.findall(words)):
            found[address] = leaks
    assert bypassed == {}, "contacts are shown without a row of core.looks"
    return found


def addresses_of_people() -> set[str]:
    """Whatever stands in a column for addresses."""
    return {
        email.lower() for model in apps.get_models() for field in model._meta.concrete_fields
        if isinstance(field, EmailField) for email in model.objects.values_list(field.name, flat=True)
    } - {""}


def unwritten(words: str, people: set[str]) -> set[str]:
    """Addresses, and the planted telephone, that are shown without a row that says so."""
    shown = people & {one.lower() for one in ADDRESS.findall(words)}
    rows = set(Look.objects.values_list("mark", "what"))
    missing = {one for one in shown if not {(mark_of(one), "email"), (mark_of(one), "email+phone")} & rows}
    number = PHONE.search(words) and not any("phone" in what for _mark, what in rows)
    return missing | ({"telephone"} if number else set())


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    client.own = person.email
    return client


def mails(portal: SimpleNamespace) -> dict[str, set[str]]:
    """{kind: words} of what was ever said to anybody who is neither staff nor of the hidden firm."""
    theirs = Message.objects.exclude(address__icontains="zeqo").exclude(recipient__role__in=["staff", "administrator"])
    said = ((one.kind, f"{one.subject} {one.text} {one.greeting} {one.signature} {one.calendar}") for one in theirs)
    return {kind: set(LEAKS.findall(text)) for kind, text in said if LEAKS.search(text)}


def test_nobody_reads_what_stays_hidden(portal, now):
    world = pages(addresses(portal.cast, now))
    everything = [*portal.pages, *(address for row, address in world.items() if not row.endswith("wrong link"))]
    for name in READERS:
        assert found_by(signed_in(getattr(portal.cast, name)), everything) == {}, name
    assert found_by(Client(), list(pages_of_the_pass(portal))) == {}, "a delegate"
    assert mails(portal) == {}
    found_by(signed_in(portal.cast.sato), everything)  # who sees most: each address has its row
    written = "".join(portal.lines)
    assert len(portal.lines) > len(everything)
    assert not LEAKS.search(written), "in the log"
    assert not ADDRESS.search(written), "in the log"
    assert token_of(pass_path(portal.ours)) not in written


def test_every_word_is_planted_where_those_who_may_read_it(portal):
    """Otherwise the other test could not fail: staff and the firm itself find them all."""
    seen = set()
    for person in (portal.cast.sato, portal.owner):
        for leaks in found_by(signed_in(person), [*portal.pages, *staff_pages(portal)]).values():
            seen |= {word.casefold() for word in leaks}
    unseen = {field for field, word in CANARIES.items() if word.casefold() not in seen}
    assert unseen <= {"key of the import", "telephone, joined"}


def staff_pages(portal: SimpleNamespace) -> list[str]:
    names = ("tasks", "history", "team", "profiles")
    own = [reverse("companies:section", args=[section]) for section in ("business", "contact", "identity")]
    claim = portal.firm.claims.get()
    return [*own, *(reverse(f"companies:{name}") for name in names), reverse("companies:claim", args=[claim.pk])]


def test_a_planted_leak_is_found_in_every_way_of_reading(portal):
    """A line that names the firm, a delegate listed by mistake, a mail."""
    line = portal.offer.lines.get()
    line.text = "Zeqofirm lines"
    line.save()
    Registration.objects.filter(pk=portal.hidden.pk).update(is_listed=True)
    Message.objects.filter(recipient=portal.cast.bekzat).update(text="ゼクォ太郎")
    [match, _other] = portal.matches
    shown = reverse("matching:match", args=[match.pk])
    assert found_by(signed_in(portal.cast.bekzat), [shown]) == {shown: {"Zeqofirm"}}
    assert Match.objects.get(pk=match.pk).state == "proposed"
    people = as_delegate("meet_people", portal.ours)
    assert "Zeqodelegate" in found_by(Client(), [people])[people]
    assert {"ゼクォ太郎"} in mails(portal).values()


def test_workbooks_and_folded_lines_of_calendars_are_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "<t>Zeqotaro</t>")
    assert LEAKS.search(opened(packed.getvalue()))
    assert LEAKS.search(opened(b"SUMMARY:Zeqo\r\n taro"))
