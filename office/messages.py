"""What colleagues are told of a firm: in the inbox, and by mail as they have set it."""
from datetime import datetime

from django.urls import reverse

from companies.models import Firm
from notifications.services import say

from .models import Note


def firm_given(firm: Firm, *, to, by, now: datetime) -> None:
    say(
        to, "office/firm_given", about=firm, path=reverse("office:firm", args=[firm.pk]), key=now.isoformat(), now=now,
        context={"firm": firm, "name": by},
    )


def mentioned(note: Note, *, to, now: datetime) -> None:
    """The mail leaves out what the note says: it stays among colleagues, in the portal."""
    say(
        to, "office/mentioned", about=note, path=reverse("office:firm", args=[note.firm_id]) + "#notes", now=now,
        context={"firm": note.firm, "name": note.written_by},
    )
