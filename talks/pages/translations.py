"""Messages in the reader's language, with who translated them; and the page on which one is translated."""
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.i18n import ALSO_READ, LANGUAGE_CODES, current_language, language_name
from core.models import TextTranslation
from core.translating.memory import earlier
from matching.models import Match

from ..enums import Asker
from ..models import Remark
from ..rules.turns import OTHER
from ..services.translating import MODEL
from .thread import who

MOST_EARLIER = 3
WAITS = {"asked", "queued"}


def translations_of(remarks: Iterable[Remark]) -> dict[Any, dict[str, TextTranslation]]:
    """{message: {language: translation}}, in one query."""
    found: dict[Any, dict[str, TextTranslation]] = {}
    for row in TextTranslation.objects.of_rows(MODEL, [one.pk for one in remarks]):
        found.setdefault(row.row, {})[row.target] = row
    return found


def message_views(
    remarks: Iterable[Remark], side: str, match: Match, *, may_act: bool
) -> list[dict[str, Any]]:
    """The reader's language first, wherever a translation exists. `may_act`: not one who only reads along."""
    remarks = list(remarks)
    known = translations_of(remarks)
    return [_message(one, known.get(one.pk, {}), side, match, may_act) for one in remarks]


def _message(
    remark: Remark, known: dict[str, TextTranslation], side: str, match: Match, may_act: bool
) -> dict[str, Any]:
    mine = current_language()
    shown, wanted = _shown(remark, known, mine), known.get(mine)
    waits = wanted is not None and wanted.state in WAITS
    may_correct = may_act and side in OTHER and side != remark.by_side
    needs = mine != remark.language and not (waits or (shown and shown.target == mine))
    return {
        "who": _("You") if remark.by_side == side else who(remark.by_side, side, match),
        "is_ours": remark.by_side == side,
        "at": remark.written_at,
        "original": remark.text,
        "language": remark.language,
        "shown": shown,
        "by": said_by(shown, side, match) if shown else "",
        "waits": waits,
        "failed": wanted is not None and wanted.state == "failed" and not shown,
        "ask_url": reverse("talks:translation_ask", args=[remark.pk, mine]) if needs and may_act else "",
        "edit_url": reverse("talks:translation", args=[shown.pk]) if shown and may_correct else "",
        "languages": _languages(remark, known) if may_act and side == Asker.OFFICE else [],
    }


def _shown(remark: Remark, known: dict[str, TextTranslation], mine: str) -> TextTranslation | None:
    """In the reader's language; else as it was written if they read that too; else in another one they read."""
    if mine == remark.language:
        return None
    also = ALSO_READ.get(mine, ())
    languages = (mine,) if remark.language in also else (mine, *also)
    return next((known[code] for code in languages if code in known and known[code].text), None)


def _languages(remark: Remark, known: dict[str, TextTranslation]) -> list[dict[str, Any]]:
    """For staff: each language the message may be wanted in, and where it stands."""
    others = [code for code in LANGUAGE_CODES if code != remark.language]
    return [
        {
            "language": code, "name": language_name(code),
            "word": known[code].get_state_display() if code in known else "",
            "url": reverse("talks:translation", args=[known[code].pk]) if code in known else "",
            "ask_url": "" if code in known else reverse("talks:translation_ask", args=[remark.pk, code]),
        }
        for code in others
    ]


def said_by(row: TextTranslation, side: str, match: Match) -> str:
    """Who stands for a translation, as this reader knows them."""
    if row.is_unchecked:
        return _("Machine, unchecked")
    name = _("You") if row.part == side else _("Minamin's staff") if row.part == Asker.OFFICE else who(
        row.part, side, match
    )
    if row.machine:
        return _("Machine, checked by: %(who)s") % {"who": name}
    if row.earlier_id:
        return _("Taken over from an earlier translation by: %(who)s") % {"who": name}
    return _("Translated by: %(who)s") % {"who": name}


def translation_page(row: TextTranslation, remark: Remark, side: str, match: Match) -> dict[str, Any]:
    former = [
        {"text": one.text, "by": said_by_former(one, side, match), "at": one.replaced_at} for one in row.former.all()
    ]
    offered = earlier(row)[:MOST_EARLIER] if side == Asker.OFFICE else []
    return {
        "row": row, "match": match, "original": remark.text, "former": former,
        "by": said_by(row, side, match) if row.text else "",
        "earlier": list({one.text: one for one in offered}.values()),
        "who": _("You") if remark.by_side == side else who(remark.by_side, side, match), "at": remark.written_at,
    }


def said_by_former(one, side: str, match: Match) -> str:
    """Of a wording that was replaced."""
    return said_by(
        TextTranslation(text=one.text, part=one.part, machine=one.machine), side, match
    )
