"""Every mail of meetings as a letter: its subject, one button, no greeting in the text, names a reader can read."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from core.names import legible
from events.models import Registration
from meetings import messages
from meetings.models import FollowUp, Slot, TimeProposal
from notifications.models import Delivery, Message
from tests import build

from .meeting_build import accepted, delegates, with_meetings

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "templates/emails/meetings"
KINDS = {path.stem for path in FOLDER.glob("[a-z]*.txt")}
LANGUAGES = ["en", "ja", "ru", "kk", "uz"]


@pytest.fixture
def world(forum, tanaka, hokuriku, aigul, altai, sato, now):
    """A placed meeting of a Japanese and a Kazakh delegate, whose names are in their own scripts."""
    event = with_meetings(forum, by=sato, now=now)
    [[ours], [theirs]] = delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    for row, name, latin in ((ours, "阿部 明", "Abe Akira"), (theirs, "Айгүл Серікқызы", "Aigul Serikkyzy")):
        Registration.objects.filter(pk=row.pk).update(name=name, name_latin=latin)
    meeting = accepted(*Registration.objects.with_people().order_by("country").reverse(), now=now)
    meeting.slot, meeting.table = Slot.objects.first(), 1
    return SimpleNamespace(meeting=meeting, hokuriku=hokuriku, altai=altai, sato=sato, now=now)


def say_everything(world, language: str) -> list[Message]:
    """Every function of meetings/messages once, to people who read this language."""
    meeting, now = world.meeting, world.now
    one, other, slot = meeting.asker, meeting.asked, meeting.slot
    for row in (one, other):
        row.language = language
    Delivery.objects.all().delete()
    Message.objects.all().delete()
    messages.meeting_requested(meeting, now=now)
    messages.meeting_accepted(meeting, now=now)
    messages.meeting_declined(meeting, by_whom=other, now=now)
    for kind in ("meeting_expired", "meeting_arranged", "meeting_placed"):
        getattr(messages, kind)(meeting, now=now)
    messages.meeting_displaced(meeting, was=slot, now=now)
    messages.meeting_cancelled(meeting, reason="Ill", was=slot, now=now)
    messages.meeting_partner_changed(meeting, comes=one, gone=other, now=now)
    messages.time_proposed(TimeProposal(meeting=meeting, slot=slot, proposed_by=one), now=now)
    row = FollowUp(meeting=meeting, registration=one, next_step="Samples", owner="Abe", due_on=now.date())
    messages.next_step_due(row, now=now)
    messages.agenda_ready(one, [meeting], key="run", now=now)
    return list(Message.objects.filter(language=language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_is_a_letter_in_every_language(world, language):
    said = say_everything(world, language)
    assert {mail.kind.removeprefix("meetings/") for mail in said} == KINDS
    for mail in said:
        first = mail.text.splitlines()[0]
        assert mail.subject, mail.kind
        assert mail.button, mail.kind
        assert "\n\n\n" not in mail.text, mail.kind
        assert not re.search(build.GREETS, first), f"{mail.kind} greets in its text: {first}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_shows_a_name_its_reader_cannot_read(world, language):
    names = [world.meeting.asker.name, world.meeting.asked.name, world.hokuriku.name, world.altai.name]
    for mail in say_everything(world, language):
        read = re.sub(r"[(（][^()（）]*[)）]", "", f"{mail.subject}\n{mail.text}")  # the original beside a name
        bare = [one for one in names if one in read and not legible(one, language)]
        assert not bare, f"{mail.kind} in {language}"


def test_whoever_organises_the_event_signs(world):
    messages.meeting_requested(world.meeting, now=world.now)
    assert Message.objects.filter(kind="meetings/meeting_requested").latest("created_at").reply_to == world.sato.email
