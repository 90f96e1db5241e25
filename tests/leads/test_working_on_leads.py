"""Staff answer, give, close and convert; the inquiry follows its firm."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import ConsentRecord
from companies import services as companies
from companies.errors import LegalIdTaken
from companies.models import Firm, Invitation, Membership
from core.activity import ref
from core.errors import TransitionNotAllowed
from core.models import Activity
from leads import services
from leads.errors import AnotherIsOpen, NotOfTheOffice
from leads.models import Lead
from leads.services import chasing
from notifications.models import Message
from tests import build
from tests.leads.conftest import WRITTEN
from tests.leads.test_who_may_act import CONTACT, FIRM
from tests.sweeping import break_for, one_rotten_row

pytestmark = pytest.mark.django_db
LATE = timedelta(days=6)


def test_an_answer_goes_out_in_its_writers_frame_and_ends_the_waiting(lead, sato, now):
    services.answer_lead(lead, subject="Сұрауыңыз", text="Рахмет!", by=sato, now=now)
    lead.refresh_from_db()
    assert (lead.state, lead.answer_by, lead.answered_at, lead.owner) == ("in_touch", None, now, sato)
    mail = Message.objects.get(kind="leads/answer")
    assert (mail.address, mail.language, mail.subject, mail.reply_to) == (
        "erlan@dala.example", "kk", "Сұрауыңыз", sato.email
    )
    assert "Рахмет!" in mail.text


def test_whoever_wrote_last_is_answered(lead, sato, now):
    services.inquire(**WRITTEN | {"email": "second@dala.example"}, now=now + timedelta(hours=1))
    services.answer_lead(lead, subject="A", text="Hello", by=sato, now=now + timedelta(hours=2))
    assert Message.objects.get(kind="leads/answer").address == "second@dala.example"


def test_a_call_counts_as_an_answer(lead, sato, now):
    services.answer_otherwise(lead, note="Called Yerlan", by=sato, now=now)
    lead.refresh_from_db()
    assert lead.state == "in_touch"


def test_it_is_given_to_people_of_the_office_only(lead, sato, mori, dana, now):
    services.assign_lead(lead, to=mori, by=sato, now=now)
    assert Lead.objects.get().owner == mori
    with pytest.raises(NotOfTheOffice):
        services.assign_lead(lead, to=dana, by=sato, now=now)


def test_an_inquiry_that_came_again_is_not_opened_beside_it(lead, sato, now):
    services.close_lead(lead, code="other", reason="", by=sato, now=now)
    services.inquire(**WRITTEN, now=now)
    with pytest.raises(AnotherIsOpen):
        services.reopen_lead(lead, by=sato, now=now)
    assert Lead.objects.get(pk=lead.pk).state == "closed"


def test_a_converted_inquiry_is_a_draft_with_an_invited_contact(lead, sato, now):
    firm = services.convert_lead(lead, firm=FIRM, contact=CONTACT, by=sato, now=now)
    lead.refresh_from_db()
    assert (lead.state, lead.firm, firm.state, firm.legal_id) == ("invited", firm, "draft", "")
    assert Invitation.objects.get(firm=firm).language == "kk"
    assert ConsentRecord.objects.filter(concerns=ref(firm), person_email="e@dala.example").exists()


def test_a_number_that_is_taken_keeps_the_inquiry_as_it_was(lead, altai, sato, now):
    with pytest.raises(LegalIdTaken):
        services.convert_lead(lead, firm=FIRM | {"legal_id": altai.legal_id}, contact=CONTACT, by=sato, now=now)
    assert Lead.objects.get().state == "new"
    assert not Invitation.objects.exists()


def test_it_becomes_a_firm_when_the_invitation_is_taken(lead, sato, now):
    firm = services.convert_lead(lead, firm=FIRM, contact=CONTACT, by=sato, now=now)
    companies.take_invitation(Invitation.objects.get(), by=build.user("e@dala.example", "Ерлан"), now=now)
    acts = list(Activity.objects.of(ref(firm)))
    for _time in range(2):
        services.follow_firms(acts)
    assert Lead.objects.get().state == "firm"


def test_a_firm_that_stands_here_is_joined(lead, altai, sato, now):
    services.join_firm(lead, firm=altai, by=sato, now=now)
    assert Lead.objects.get().state == "firm"
    with pytest.raises(TransitionNotAllowed):
        services.join_firm(lead, firm=altai, by=sato, now=now)


def test_a_firm_without_people_is_invited(lead, altai, sato, now):
    Membership.objects.filter(firm=altai).delete()
    services.join_firm(lead, firm=altai, by=sato, now=now)
    assert Lead.objects.get().state == "invited"


def test_staff_are_told_once_of_what_is_late(lead, sato, mori, now):
    assert [services.chase(now=now + days * LATE) for days in (0, 1, 2)] == [0, 1, 0]
    assert Message.objects.filter(kind="leads/lead_overdue").count() == 2


def test_one_rotten_inquiry_stops_nobody(lead, sato, now, monkeypatch):
    services.inquire(**WRITTEN | {"email": "b@x.example", "firm_name": "Other abc"}, now=now)
    one_rotten_row(
        "leads.chase", lambda: services.chase(now=now + LATE), mend=break_for(monkeypatch, chasing, "_chase", lead),
        done=lambda: Lead.objects.filter(chased_at__isnull=False).count(), staff=sato,
    )


def test_it_follows_when_the_record_of_its_firm_is_merged(lead, altai, detal, sato, mori, now):
    services.join_firm(lead, firm=altai, by=sato, now=now)
    build.merge(altai, detal, sato, mori, now)
    assert Lead.objects.get().firm == detal


@pytest.mark.parametrize("change, rule", [
    ({"state": "gone"}, "lead_state_is_known"), ({"source": "x"}, "lead_source_is_known"),
    ({"country": "FR"}, "lead_country_is_known"), ({"language": "fr"}, "lead_language_is_offered"),
    ({"state": "closed", "answer_by": None}, "lead_closed_names_why"),
    ({"close_code": "other"}, "lead_closed_names_why"), ({"state": "invited"}, "lead_invited_names_its_firm"),
    ({"answer_by": None}, "lead_new_waits_for_an_answer"),
    ({"agreed_version": ""}, "lead_agreement_is_ticked_or_heard"), ({"shared": True}, "lead_shared_names_its_chamber"),
])
def test_the_database_refuses_what_must_not_be(lead, change, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Lead.objects.filter(pk=lead.pk).update(**change)


@pytest.mark.parametrize("change, rule", [
    ({"text": ""}, "lead_message_says_something"),
    ({"subject": ""}, "lead_message_of_the_office_has_a_subject"),
])
def test_the_database_refuses_empty_letters(lead, sato, now, change, rule):
    said = services.answer_lead(lead, subject="A", text="Hello", by=sato, now=now)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        type(said).objects.filter(pk=said.pk).update(**change)


def test_two_open_ones_of_one_address_cannot_be(lead, now):
    lead.pk = lead.id = None
    twin = Lead(**{f.attname: getattr(lead, f.attname) for f in Lead._meta.fields if f.attname != "id"})
    with pytest.raises(IntegrityError, match="lead_one_open_per_address"), transaction.atomic():
        twin.save(force_insert=True)


def test_sentences_are_put_below_what_was_typed_in_the_readers_language_and_nothing_is_sent(lead, sato, as_):
    page = as_(sato).post(reverse("leads:lead_answer", args=[lead.pk]), {
        "compose": "1", "phrases": ["thanks"], "subject": "S", "text": "My own words",
    })
    typed = page.context["answer"].initial["text"]
    assert typed.startswith("My own words\n\n")
    assert not Message.objects.filter(kind="leads/answer").exists()


def test_the_page_sends_notes_gives_and_closes(lead, sato, mori, as_):
    client = as_(sato)
    for act, given in {
        "answer": {"subject": "S", "text": "Hello"}, "otherwise": {"note": "Called"}, "note": {"note": "Rich"},
        "take": {}, "assign": {"to": str(mori.pk)}, "close": {"code": "no_fit", "reason": ""}, "reopen": {},
    }.items():
        assert client.post(reverse(f"leads:lead_{act}", args=[lead.pk]), given).status_code == 302, act
    verbs = set(Activity.objects.of(ref(lead)).values_list("verb", flat=True))
    assert {f"leads.lead.{verb}" for verb in ("answer", "answer_otherwise", "note", "take", "assign", "close")} <= verbs
    assert "Rich" in client.get(lead.get_absolute_url()).content.decode()


def test_an_empty_answer_is_refused_and_what_was_typed_stays(lead, sato, as_):
    page = as_(sato).post(reverse("leads:lead_answer", args=[lead.pk]), {"subject": "My subject", "text": " "})
    assert page.status_code == 422
    assert "My subject" in page.content.decode()


def test_converting_shows_who_may_be_here_already(lead, altai, sato, as_, now):
    Lead.objects.update(firm_name="Altai Tamak")
    client = as_(sato)
    page = client.get(reverse("leads:lead_convert", args=[lead.pk])).content.decode()
    assert altai.name in page
    client.post(reverse("leads:lead_join", args=[lead.pk, altai.pk]))
    assert Lead.objects.get().firm == altai


def test_converting_fills_the_draft(lead, sato, as_):
    client, page = as_(sato), reverse("leads:lead_convert", args=[lead.pk])
    form = client.get(page).context["form"]
    given = {name: form.initial.get(name) or "" for name in form.fields} | {"city": "Павлодар"}
    assert client.post(page, given).status_code == 302
    assert Firm.objects.get(name="ТОО «Дала Нан»").city == "Павлодар"


def test_staff_enter_who_they_met(sato, as_, now, monkeypatch):
    client, page = as_(sato), reverse("leads:lead_new")
    given = {
        "source": "fair", "country": "UZ", "firm_name": "Silk MChJ", "legal_id": "", "name": "Umid",
        "email": "u@silk.example", "phone": "", "language": "uz", "wants": "Looms", "agreed": "on",
        "agreed_on": "2026-11-20", "told_to": "Sato",
    }
    assert client.post(page, given).status_code == 302
    assert Lead.objects.get().owner == sato
    assert client.post(page, given).status_code == 409


def test_the_list_puts_the_longest_overdue_first(lead, sato, as_, now):
    other = services.inquire(**WRITTEN | {"email": "b@x.example", "firm_name": "Other abc"}, now=now - LATE)
    page = as_(sato).get(reverse("leads:leads"))
    assert [row["lead"] for row in page.context["rows"]] == [other, lead]
    assert not as_(sato).get(reverse("leads:leads") + "?mine=on&state=new&country=XX").context["rows"]


def test_the_list_asks_as_much_for_one_as_for_many(lead, sato, as_, now, django_assert_max_num_queries):
    for number in range(5):
        services.inquire(**WRITTEN | {"email": f"{number}@x.example", "firm_name": f"Abc {number}x"}, now=now)
    client = as_(sato)
    client.get(reverse("leads:leads"))
    with django_assert_max_num_queries(15):
        client.get(reverse("leads:leads"))
    with django_assert_max_num_queries(15):
        client.get(lead.get_absolute_url())


@pytest.mark.parametrize("who", ["aigul", "dana", "zafar"])
def test_nobody_else_has_these_pages(who, lead, request, as_):
    client = as_(request.getfixturevalue(who))
    assert client.get(reverse("leads:leads")).status_code == 403
    assert client.get(lead.get_absolute_url()).status_code == 404


def test_converting_proposes_latin_letters_and_keeps_those_that_were_given(lead, sato, as_):
    page = reverse("leads:lead_convert", args=[lead.pk])
    assert 'value="TOO «Dala Nan»"' in as_(sato).get(page).content.decode()
    Lead.objects.filter(pk=lead.pk).update(firm_name_latin="Dala Bread", name_latin="Yerlan S.")
    again = as_(sato).get(page).content.decode()
    assert 'value="Dala Bread"' in again
    assert 'value="Yerlan S."' in again
