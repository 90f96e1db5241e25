"""Every mail of this app, in every language:
a subject of one line, plain words, the reason as it was given, no HTML entities.
"""
import pytest
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies import messages, services
from companies.models import Firm, Merge
from companies.successors import Living
from core.catalogues import compile_all
from core.i18n import speaking
from core.names import legible, shown
from notifications.models import Delivery, Message

pytestmark = pytest.mark.django_db
REASON = "Выписка & «печать» <нужны>"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(params=LANGUAGES)
def language(request, aigul, sato) -> str:
    compile_all()
    for person in (aigul, sato):
        person.language = request.param
        person.save()
    return request.param


def merging(kept, gone, decider, author, now) -> Merge:
    return Merge.objects.create(
        firm=gone, into=kept, reason=REASON, two_deciders=True, proposed_by=author, proposed_at=now, decided_by=decider,
        state="done", decided_at=now,
    )


def unread(message: Message, names: list[tuple[str, str]]) -> list[str]:
    """Names that stand in a mail only in letters that its reader cannot read."""
    text = message.subject + message.text
    hard = [(own, latin) for own, latin in names if not legible(own, message.language)]
    with speaking(message.language):
        return [own for own, latin in hard if own in text.replace(str(shown(own, latin)), "")]


def test_every_mail_in_every_language(language, altai, detal, request_, aigul, sato, now):
    Delivery.objects.all().delete()
    Message.objects.all().delete()
    Firm.objects.filter(pk=altai.pk).update(name="ТОО «Rock & Roll»")
    altai.refresh_from_db()
    request_.refresh_from_db()
    messages.firm_submitted(altai, now=now)
    messages.firm_received(altai, now=now)
    messages.profile_received(request_, now=now)
    for tell in (messages.firm_needs_info, messages.firm_rejected, messages.firm_suspended):
        tell(altai, reason=REASON, by=sato, now=now)
    for tell in (messages.firm_verified, messages.firm_reinstated):
        tell(altai, by=sato, now=now)
    messages.profile_needs_changes(request_, reason=REASON, by=sato, now=now)
    for tell in (messages.profile_published, messages.profile_expired, messages.profile_expires_soon):
        tell(request_, now=now)
    services.invite_member(altai, email="new@x.example", role="editor", language=language, by=aigul, now=now)
    merge = merging(altai, detal, sato, aigul, now)
    messages.merge_waits(merge, now=now)
    messages.merge_decided(merge, now=now)
    messages.firm_merged(merge, [Living(_("People"), 2), Living(_("Offers and needs"), 1, ends=True)], now=now)
    messages.merge_taken_back(merge, now=now)
    said = list(Message.objects.exclude(address="bekzat@detal.example"))
    assert len({message.kind for message in said}) == 17
    for message in said:
        assert message.language == language
        assert message.subject
        assert len(message.text) > 25
        assert message.path.startswith("/")
        assert message.button
        assert not message.greeting or message.greeting not in message.text
        assert not unread(message, [(altai.name, altai.name_latin), (detal.name, detal.name_latin)])
        for sign in ("&amp;", "&lt;", "&#x27;", "{{", "%("):
            assert sign not in message.subject + message.text
    for kind in ("firm_needs_info", "firm_rejected", "firm_suspended", "profile_needs_changes"):
        assert REASON in Message.objects.get(kind=f"companies/{kind}").text


def test_an_invitation_says_who_until_when_and_in_which_role(altai, aigul, now):
    services.invite_member(altai, email="new@x.example", role="viewer", language="en", by=aigul, now=now)
    message = Message.objects.get(kind="companies/member_invited")
    assert "Айгүл Серікқызы" in message.subject
    assert "Viewer" in message.text
    assert "8 Dec 2026" in message.text
    assert message.recipient is None
    assert not message.in_inbox
