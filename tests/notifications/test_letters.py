"""What stands around the text of a mail: greeting, button, who answers, where it comes from."""

import re

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from notifications.models import Delivery, Message
from notifications.services import Sender, say, say_to_address
from notifications.services.letters import BUTTON, _parted
from notifications.services.sending import compose

pytestmark = pytest.mark.django_db
KIND = "companies/firm_verified"
LANGUAGES = ("en", "ja", "ru", "kk", "uz")


def told(person, firm, **more) -> Message:
    now = timezone.now()
    return say(person, KIND, about=firm, context={"firm": firm}, now=now, path="/home/", key=now.isoformat(), **more)


def mail_of(message: Message):
    return compose(Delivery.objects.get(message=message))


@pytest.mark.parametrize("language, greets", [
    ("ja", "田中 一郎 様"), ("en", "Dear Tanaka Ichiro (田中 一郎),"), ("kk", "Құрметті Tanaka Ichiro (田中 一郎)!"),
])
def test_a_letter_greets_its_reader_by_a_name_they_can_read(hokuriku, tanaka, language, greets):
    tanaka.language, tanaka.name_latin = language, "Tanaka Ichiro"
    assert mail_of(told(tanaka, hokuriku)).body.startswith(greets)


def test_a_letter_to_somebody_without_an_account_greets_them_too(hokuriku, now):
    message = say_to_address(
        "guest@x.example", KIND, language="uz", context={"firm": hokuriku}, now=now, key="k", name="Умид Каримов"
    )
    assert mail_of(message).body.startswith("Hurmatli Умид Каримов!")


def test_replies_reach_who_signed_the_letter(hokuriku, tanaka, sato):
    sender = Sender(sato, sato.get_role_display(), "Minamin", "+81 3-1111-2222", sato.email)
    mail = mail_of(told(tanaka, hokuriku, sender=sender))
    assert mail.reply_to == [sato.email]
    assert "佐藤" in mail.body
    assert "+81 3-1111-2222" in mail.body


def test_without_a_person_the_office_answers(hokuriku, tanaka, settings):
    mail = mail_of(told(tanaka, hokuriku))
    assert mail.reply_to == [settings.SUPPORT_ADDRESS]
    for words in (settings.OFFICE_NAME, settings.OFFICE_ADDRESS, settings.OFFICE_PHONE):
        assert words in mail.body


def test_who_has_an_account_is_shown_where_the_settings_are(hokuriku, tanaka, now):
    assert "/inbox/settings/" in mail_of(told(tanaka, hokuriku)).body
    stranger = say_to_address("a@x.example", KIND, language="en", context={"firm": hokuriku}, now=now, key="k")
    assert "/inbox/settings/" not in mail_of(stranger).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_html_say_the_same_words(hokuriku, tanaka, language):
    tanaka.language = language
    mail = mail_of(told(tanaka, hokuriku))
    html = mail.alternatives[0][0]
    said = re.sub(r"\s+", "", strip_tags(html.partition("<h1>")[2]).replace("&quot;", '"').replace("&#x27;", "'"))
    for line in filter(None, map(str.strip, mail.body.splitlines())):
        words = re.sub(r"\s+", "", line.removesuffix(":"))
        assert words in said or "http" in words or words == "--", line


def test_the_last_line_of_a_template_may_name_the_button():
    assert _parted(f"Two firms.\n\n{BUTTON}Agree or decline") == ("Two firms.", "Agree or decline")
    assert _parted("No button → here") == ("No button → here", "")


def test_a_wiped_text_takes_the_greeting_along(hokuriku, tanaka):
    message = told(tanaka, hokuriku)
    Message.objects.filter(pk=message.pk).wipe()
    message.refresh_from_db()
    assert (message.greeting, message.text) == ("", "")
