"""Pictures of the other firm's profile, each with the address at which this pair's door hands it out."""
from typing import Any

from django.urls import reverse

from companies.models import Firm, Picture
from companies.pages.pictures import looked_at

from ..models import Match


def pictures_of(match: Match, firm: Firm) -> list[dict[str, Any]]:
    if not match.other(firm).is_live:
        return []
    return looked_at(match.other_profile(firm), lambda picture: _url(match, picture))


def _url(match: Match, picture: Picture) -> str:
    return reverse("matching:picture", args=[match.pk, picture.pk])
