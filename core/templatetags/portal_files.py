"""How a stored file looks in a list, without its bytes."""

from typing import Any

from django import template

from core.models import StoredFile
from core.text import Phrase

register = template.Library()
TONE = {"quarantined": "waiting", "released": "done", "refused": "overdue"}


@register.filter
def file_view(file: StoredFile) -> dict[str, Any]:
    """`open`: whether it may be handed out; `why` it was refused."""
    return {
        "tone": TONE[file.state],
        "open": file.state == "released",
        "why": str(Phrase.revived(file.refusal)) if file.refusal else "",
    }
