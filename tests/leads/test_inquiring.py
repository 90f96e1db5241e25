"""The public form: who writes is answered in their language; robots and doubles leave no second inquiry."""
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.activity import ref
from core.models import Activity
from leads import services
from leads.forms import OPENED
from leads.links import chamber_link
from leads.models import Lead, LeadMessage
from notifications.models import Message
from tests.leads.conftest import WRITTEN

pytestmark = pytest.mark.django_db
PAGE = "/kk/contact/"


def opened(seconds: int = 60) -> str:
    return OPENED.sign(str(int(timezone.now().timestamp()) - seconds))


def typed(**more) -> dict:
    asked = ("country", "language", "name", "firm_name", "email", "phone", "wants")
    return {name: WRITTEN[name] for name in asked} | {"agreed": "on", "opened": opened()} | more


def post(client=None, page: str = PAGE, **more):
    return (client or Client()).post(page, typed(**more))


@pytest.mark.parametrize("language", ["ja", "en", "ru", "kk", "uz"])
def test_the_form_stands_in_every_language(language, db):
    page = Client().get(f"/{language}/contact/")
    assert page.status_code == 200
    assert f'<option value="{language}" selected' in page.content.decode()


def test_at_most_six_fields_must_be_filled_in(db):
    form = Client().get(PAGE).context["form"]
    assert sum(field.required for field in form.fields.values()) == 6


def test_an_inquiry_waits_for_an_answer_and_staff_are_told(sato):
    answer = post()
    lead = Lead.objects.get()
    assert answer.url.startswith("/kk/contact/sent/")
    assert (lead.state, lead.source, lead.language, lead.agreed_version) == ("new", "inquiry", "kk", "2026-11")
    assert lead.messages.get().text == WRITTEN["wants"]
    assert Message.objects.filter(kind="leads/lead_arrived", recipient=sato).count() == 1


def test_the_receipt_is_in_the_readers_language_and_repeats_nothing(lead):
    mail = Message.objects.get(kind="leads/received")
    assert (mail.address, mail.language) == ("erlan@dala.example", "kk")
    assert WRITTEN["wants"] not in mail.text


def test_the_page_afterwards_names_the_day_in_both_cities(db):
    page = Client().get(post().url.replace("/kk/", "/en/")).content.decode()
    assert "(Almaty)" in page
    assert "(Tokyo)" in page


def test_it_is_answered_within_two_business_days(lead, now):
    assert now + timedelta(days=1) < lead.answer_by < now + timedelta(days=5)


@pytest.mark.parametrize("trick", [{"website": "x"}, {"opened": opened(-3600)}, {"opened": ""}, {"opened": "1:x"}])
def test_robots_are_thanked_and_nothing_is_kept(trick, db):
    answer = post(**trick)
    assert answer.url.startswith("/kk/contact/sent/")
    assert Client().get(answer.url).status_code == 200
    assert not Lead.objects.exists()
    assert not Message.objects.exists()


def test_a_thousand_inquiries_from_one_place_are_stopped_politely(db):
    client = Client()
    firms = [{"email": f"{number}@x.example", "firm_name": f"Firm {number} abc"} for number in range(1000)]
    codes = [post(client, **firm).status_code for firm in firms]
    assert codes.count(302) == 10
    assert codes.count(429) == 990
    assert Lead.objects.count() == 10


def test_who_is_stopped_keeps_the_text(db):
    for number in range(3):
        post(wants=f"First {number}")
    page = post(wants="Text that must not be lost")
    assert page.status_code == 429
    assert "Text that must not be lost" in page.content.decode()
    cache.clear()
    assert post(wants="Text that must not be lost").status_code == 302


def test_a_stand_at_a_fair_shares_one_line(atameken, db):
    page = chamber_link(atameken, "kk").partition("/kk/")[2]
    codes = [post(page=f"/kk/{page}", email=f"{n}@x.example", firm_name=f"Firm {n} abc").status_code for n in range(20)]
    assert set(codes) == {302}


def test_the_same_address_goes_on_with_the_open_inquiry(lead, now):
    again = services.inquire(**WRITTEN | {"email": "ERLAN@dala.example", "firm_name": "Other"}, now=now)
    assert again == lead
    assert lead.messages.count() == 2


def test_the_same_firm_in_another_script_goes_on_within_a_month(lead, now):
    other = WRITTEN | {"email": "a@dala.example", "firm_name": "Dala Nan LLP"}
    assert services.inquire(**other, now=now + timedelta(days=29)) == lead
    later = WRITTEN | {"email": "b@dala.example", "firm_name": "Dala Nan LLP"}
    assert services.inquire(**later, now=now + timedelta(days=31)) != lead


def test_another_message_asks_for_another_answer(lead, sato, now):
    services.answer_lead(lead, subject="Hello", text="We look", by=sato, now=now)
    services.inquire(**WRITTEN, now=now + timedelta(days=3))
    lead.refresh_from_db()
    assert lead.answer_by > now + timedelta(days=3)
    assert Activity.objects.of(ref(lead)).filter(verb="leads.lead.write_again").exists()


def test_a_closed_inquiry_is_not_gone_on_with(lead, sato, now):
    services.close_lead(lead, code="other", reason="", by=sato, now=now)
    assert services.inquire(**WRITTEN, now=now) != lead


def test_a_form_sent_twice_is_one_message(db):
    client = Client(enforce_csrf_checks=True)
    client.get(PAGE)
    form = typed(csrfmiddlewaretoken=client.cookies["csrftoken"].value)
    first, second = client.post(PAGE, form), client.post(PAGE, form)
    assert first.url == second.url
    assert LeadMessage.objects.count() == 1


@pytest.mark.parametrize("wrong, field", [
    ({"email": "erlan@"}, "email"), ({"wants": "x" * 20_000}, "wants"), ({"name": "See https://x.example"}, "name"),
    ({"agreed": ""}, "agreed"), ({"country": "FR"}, "country"), ({"firm_name": "123"}, "firm_name"),
])
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(wrong, field, db):
    page = post(**wrong)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert wrong.get("wants", WRITTEN["wants"]) in page.content.decode()
    assert not Lead.objects.exists()


def test_a_chambers_link_makes_it_theirs_and_shows_it_only_if_agreed(atameken, dana):
    page = "/kk/" + chamber_link(atameken, "kk").partition("/kk/")[2]
    post(page=page)
    lead = Lead.objects.get()
    assert (lead.chamber, lead.source, lead.shared) == (atameken, "chamber", False)
    assert not Lead.objects.visible_to(dana).exists()
    post(page=page, email="new@x.example", firm_name="Жаңа Firma", shared="on")
    assert Lead.objects.visible_to(dana).count() == 1


def test_a_wrong_code_is_nobodys(db):
    post(page=PAGE + "?from=wrong:code")
    assert Lead.objects.get().chamber is None


def test_the_entrance_leads_to_the_form(db):
    for page in ("public:landing", "public:help"):
        assert reverse("contact:form") in Client().get(reverse(page)).content.decode()
