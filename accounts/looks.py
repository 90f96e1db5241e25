"""Looks at contacts in words, for the person concerned and for staff."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.enums import LookedAt
from core.models import Look

from .whereabouts import ABOUT, ORGANISATIONS

SAW = {
    LookedAt.EMAIL: gettext_lazy("%(who)s saw your e-mail address."),
    LookedAt.PHONE: gettext_lazy("%(who)s saw your telephone number."),
    LookedAt.BOTH: gettext_lazy("%(who)s saw your e-mail address and your telephone number."),
}


def rows_for_person(looks: Iterable[Look]) -> list[dict[str, Any]]:
    """In sentences. Of Minamin's staff the name is told; of others their firm or chamber, not its people."""
    found = list(looks)
    working_for = _organisations([one.actor for one in found])
    return [
        {"at": one.last_at, "text": SAW[LookedAt(one.what)] % {"who": _who(one, working_for)}, "meta": meta_of(one)}
        for one in found
    ]


def rows_for_staff(looks: Iterable[Look]) -> list[dict[str, Any]]:
    found = list(looks)
    names = _named([one.whose for one in found])
    return [
        {"look": one, "who": one.actor or _("By a personal link"), "whose": names.get(one.whose, one.whose),
         "what": one.get_what_display(), "meta": meta_of(one)}
        for one in found
    ]


def meta_of(one: Look) -> str:
    """Where, in which way, how often."""
    where = ABOUT.get(one.about.partition(":")[0], "")
    times = ngettext("%(count)d time", "%(count)d times", one.times) % {"count": one.times} if one.times > 1 else ""
    return " · ".join(filter(None, [str(where), one.get_way_display(), times]))


def _who(one: Look, working_for: dict[Any, str]) -> str:
    if one.actor is None:
        return _("Somebody with a personal link")
    if one.actor.is_minamin:
        return f"{one.actor} (Minamin)"
    return working_for.get(one.actor_id) or str(one.actor.get_role_display())


def _organisations(people: list) -> dict[Any, str]:
    known = [one for one in people if one is not None]
    return {pk: name for ask in ORGANISATIONS for pk, name in ask(known).items()}


def _named(references: Iterable[str]) -> dict[str, str]:
    """What the rows are called today; those that are gone keep their code."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        label, _colon, pk = reference.partition(":")
        wanted[label].add(pk)
    rows = [row for label, keys in wanted.items() for row in apps.get_model(label)._base_manager.filter(pk__in=keys)]
    return {f"{row._meta.label_lower}:{row.pk}": str(row) for row in rows}
