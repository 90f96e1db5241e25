"""Pictures on pages: with their words, and for the firm and staff how each of them stands."""
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.text import Phrase

from ..enums import PictureReason
from ..forms.pictures import PictureRefusalForm
from ..models import Firm, PartneringProfile, Picture

TONES = {"waiting": "waiting", "shown": "done", "kept_back": "due"}


def shown(rows: Iterable[Picture], url: Callable[[Picture], str]) -> list[dict[str, Any]]:
    return [{"src": url(row), "alt": row.alt, "lang": row.language} for row in rows]


def own_url(picture: Picture) -> str:
    return reverse("companies:picture", args=[picture.pk])


def standing(rows: Iterable[Picture]) -> list[dict[str, Any]]:
    """As the firm and staff see them: each with its state, and why where it is not shown."""
    return [_standing(row) for row in rows]


def _standing(row: Picture) -> dict[str, Any]:
    file = row.file
    view = {"picture": row, "src": "", "alt": row.alt, "lang": row.language, "why": ""}
    if file.state == "refused":
        said = str(Phrase.revived(file.refusal)) if file.refusal else ""
        return view | {"tone": "overdue", "word": _("Refused"), "why": said}
    if file.state != "released":
        return view | {"tone": "planned", "word": _("Being checked")}
    why = PictureReason(row.why).label if row.why else ""
    return view | {"src": own_url(row), "tone": TONES[row.state], "word": row.get_state_display(), "why": why}


def to_decide(rows: Iterable[Picture], asked: PictureRefusalForm | None, at) -> list[dict[str, Any]]:
    """For staff: each with the form of a refusal; `asked`: the one that was sent about picture `at`."""
    views = standing(rows)
    for view in views:
        picture = view["picture"]
        form = asked if asked is not None and picture.pk == at else refusal_form(picture)
        view["form"] = form if view["src"] and picture.state != "kept_back" else None
        view["waits"] = bool(view["src"]) and picture.state == "waiting"
        view["may_show"] = view["src"] and picture.state != "shown"
    return views


def refusal_form(picture: Picture, data=None) -> PictureRefusalForm:
    return PictureRefusalForm(data, auto_id=f"id_{picture.pk}_%s")


def looked_at(profile: PartneringProfile, url: Callable[[Picture], str]) -> list[dict[str, Any]]:
    """What strangers see of it."""
    return shown(Picture.objects.looked_at().filter(profile=profile), url)


def logo_of(firm: Firm) -> Picture | None:
    """Whatever its state; for the firm itself and staff."""
    return Picture.objects.standing().filter(firm=firm).first()


def tally(firm: Firm) -> dict[str, int] | None:
    """For the case of a firm; None without pictures."""
    rows = Picture.objects.of_firm(firm).exclude(state="removed").values_list("state", "file__state")
    standing = list(rows)
    return {"waiting": standing.count(("waiting", "released"))} if standing else None
