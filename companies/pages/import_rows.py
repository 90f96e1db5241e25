"""The rows of an import as its page shows them: first what needs somebody, then notices, then what went well."""
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.i18n import current_language
from core.text import Phrase

from ..intake.heads import HEADS
from ..rules import hs

GROUPS = {
    "refused": ("overdue", pgettext_lazy("row of a file", "Refused"), "circle-x"),
    "asked": ("due", pgettext_lazy("row of a file", "Question"), "message-circle-question-mark"),
    "noted": ("info", pgettext_lazy("rows of a file", "With a notice"), ""),
    "new": ("done", pgettext_lazy("row of a file", "New"), "plus"),
    "unchanged": ("planned", pgettext_lazy("row of a file", "Unchanged"), ""),
}
ORDER = list(GROUPS)
SHEET = {"firms": gettext_lazy("Firms"), "lines": gettext_lazy("Lines")}


def group_of(row: dict) -> str:
    if row["outcome"] == "refused":
        return "asked" if row.get("asks") else "refused"
    return "noted" if row.get("noted", row["messages"]) else row["outcome"]


def groups_of(row: dict) -> set[str]:
    """Where it is listed: a new row with a notice among the new ones too."""
    group = group_of(row)
    return {group, row["outcome"]} if group == "noted" else {group}


def in_order(rows: list[dict], asked: str = "") -> list[dict]:
    """Those of one group, or all."""
    chosen = [row for row in rows if asked not in GROUPS or asked in groups_of(row)]
    return sorted(chosen, key=lambda row: ORDER.index(group_of(row)))


def sheets() -> list[dict]:
    return [{"sheet": sheet, "label": word} for sheet, word in SHEET.items()]


def not_taken(rows: list[dict]) -> list[dict]:
    """The sheets of which something was refused; also the firms of refused lines, without which none can be loaded."""
    refused = {row["sheet"] for row in rows if row["outcome"] == "refused"}
    return [one for one in sheets() if refused and one["sheet"] in refused | {"firms"}]


def tabs(rows: list[dict], asked: str) -> list[dict]:
    """Groups that have rows."""
    counts = Counter(group for row in rows for group in groups_of(row))
    every = {"url": "?", "label": _("All rows"), "count": len(rows), "current": asked not in GROUPS}
    return [every] + [
        {"url": f"?show={group}", "label": word, "count": counts[group], "current": asked == group}
        for group, (_tone, word, _icon) in GROUPS.items() if counts[group] or asked == group
    ]


def shown(row: dict) -> dict:
    group = group_of(row)
    tone, word, icon = GROUPS[row["outcome"] if group == "noted" else group]
    return {
        "number": row["row"], "sheet": SHEET[row["sheet"]], "key": row["key"], "what": row["what"],
        "goods": [hs.said(code) for code in row.get("codes", [])],
        "tone": tone, "word": word, "icon": icon, "messages": messages(row),
    }


def messages(row: dict) -> list[str]:
    """Each with the column it is about, as we call it."""
    heads = HEADS[row["sheet"]]
    said = [str(Phrase.revived(message)) for message in row["messages"]]
    fields = row.get("fields") or [""] * len(said)
    return [
        _("%(place)s: %(text)s") % {"place": heads[field][current_language()], "text": text} if field in heads else text
        for field, text in zip(fields, said, strict=True)
    ]


def notices(report: dict) -> list[str]:
    """What is worth knowing about a file as a whole, with its kind in front."""
    return [
        _("%(place)s: %(text)s") % {"place": SHEET[one["sheet"]], "text": Phrase.revived(one["message"])}
        for one in report.get("notices", ())
    ]
