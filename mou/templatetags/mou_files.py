"""How a stored file looks in a list, without its bytes."""

from typing import Any

from django import template
from django.urls import reverse

from core.text import Phrase

from ..models import StoredFile

register = template.Library()
TONE = {"quarantined": "waiting", "released": "done", "refused": "overdue"}


@register.filter
def file_view(file: StoredFile) -> dict[str, Any]:
    return {
        "tone": TONE[file.state],
        "url": reverse("mou:file", args=[file.pk]) if file.state == "released" else "",
        "why": str(Phrase.revived(file.refusal)) if file.refusal else "",
    }
