"""A report's figures put into two languages, for the page; every sentence whole, in the language of its column."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.geography import place_name
from core.i18n import current_language, say_both, say_day, speaking
from core.names import shown

from ..enums import CommitmentKey, Indicator, Standing
from ..messages.sentences import act_words, balance_sentence, balance_word
from .figures import Figures, balance_from

DONE = ("fulfilled",)
COUNTED = ("fulfilled", "partial", "not_fulfilled", "overdue", "on_track", "due_soon")


def bilingual(languages: list[str], say: Callable[[str], str]) -> list[dict[str, str]]:
    """[{lang, text}, {lang, text}]: `say` is asked once in each language."""
    found = []
    for language in languages:
        with speaking(language):
            found.append({"lang": language, "text": str(say(language))})
    return found


def page_data(
    given: Figures, languages: list[str], *, number: int, link: str, zones: tuple[str, str]
) -> dict[str, Any]:
    """Everything the page template prints; plain strings and numbers."""

    def both(say: Callable[[str], str]) -> list[dict[str, str]]:
        return bilingual(languages, say)

    memorandum = given["memorandum"]
    as_of = datetime.fromisoformat(given["as_of"])
    span = [date.fromisoformat(given[name]) for name in ("from_on", "until_on")]
    whole = balance_from(given["balance"])
    return {
        "languages": languages,
        "number": number,
        "link": link,
        "title": both(lambda code: _title(memorandum, code)),
        "heading": both(lambda _code: _("Report on the fulfilment of the memorandum")),
        "identity": both(
            lambda _code: _("No. %(memorandum)s, report %(number)s") % {
                "memorandum": memorandum["number"], "number": number
            }
        ),
        "span": both(lambda _code: f"{say_day(span[0])} – {say_day(span[1])}"),
        "as_of": both(lambda _code: _("As of %(moment)s") % {"moment": say_both(as_of, *zones)}),
        "signed": both(lambda _code: _signed(memorandum)),
        "parties": [_party(party, memorandum, both) for party in memorandum["parties"]],
        "figures": _key_figures(given, both),
        "sentence": both(lambda code: balance_sentence(whole, party_names(memorandum, code), "")),
        "behind": [
            both(lambda code, one=one: _behind(one, memorandum, code))
            for one in given["commitments"] if one["balance"]["behind"]
        ],
        "balance": [_balance_row(one, given, both) for one in given["commitments"]],
        "balance_span": both(lambda _code: _balance_span(given)),
        "sides": [{"side": side, "name": name} for side, name in party_names(memorandum, languages[0]).items()],
        "commitments": [_commitment(one, both) for one in given["commitments"]],
        "corrections": [_correction(one, both) for one in given["corrections"]],
        "evidence": [_evidence(one, given, languages, both) for one in given["evidence"]],
        "labels": {key: both(lambda _code, key=key: LABELS[key]()) for key in LABELS},
    }


LABELS: dict[str, Callable[[], str]] = {
    "parties": lambda: _("Parties and signatories"),
    "figures": lambda: _("Key figures"),
    "balance": lambda: _("Reciprocity"),
    "balance_note": lambda: _("Delivered / promised; full colour: delivered, pale: promised."),
    "commitment": lambda: _("Commitment"),
    "obligation": lambda: _("Obligation"),
    "period": lambda: _("Period"),
    "due": lambda: pgettext("column", "Due"),
    "count": lambda: pgettext("column", "Delivered"),
    "standing": lambda: _("Standing"),
    "corrections": lambda: _("Corrections of earlier reports"),
    "corrections_note": lambda: _("An earlier report is never changed. Later changes are listed here."),
    "said_then": lambda: _("Delivered as reported then"),
    "as_of_now": lambda: _("Delivered as of now"),
    "evidence": lambda: _("Evidence that counts"),
    "evidence_day": lambda: _("Day"),
    "evidence_what": lambda: _("What was delivered"),
    "countersigned": lambda: _("Countersigned by"),
    "live": lambda: _("Present state, for those who may see it"),
    "none": lambda: _("None in this period."),
    "none_owed": lambda: _("Nothing was owed or delivered for this commitment in this time."),
    "only_delivered": lambda: _("No period in this time; what was delivered stands below."),
    "replaced": lambda: _("〓 stands for a character that the fonts of this report do not have."),
}


def _in(texts: dict[str, str], language: str, original: str = "en") -> str:
    """Reports issued before the original was noted are read in English instead."""
    return texts.get(language) or texts.get(original) or next(iter(texts.values()), "")


def _title(one: Figures, language: str) -> str:
    return _in(one["titles"], language, one.get("original", "en"))


def party_names(memorandum: Figures, language: str) -> dict[str, str]:
    return {party["side"]: party["names"].get(language) or party["name"] for party in memorandum["parties"]}


def _signed(memorandum: Figures) -> str:
    if not memorandum["signed_on"]:
        return ""
    return _("Signed on %(day)s, %(place)s") % {
        "day": say_day(date.fromisoformat(memorandum["signed_on"])), "place": place_name(memorandum["place"])
    }


def _party(party: Figures, memorandum: Figures, both) -> dict[str, Any]:
    signatories = [one for one in memorandum["signatories"] if one["side"] == party["side"]]
    return {
        "side": party["side"],
        "name": both(lambda code: party["names"].get(code) or party["name"]),
        "signatories": [both(lambda code, one=one: _signatory(one, code)) for one in signatories],
    }


def _signatory(one: Figures, language: str) -> str:
    name = str(shown(one["name"], one.get("name_latin", ""), language=language))
    who = ", ".join(filter(None, [name, _in(one["positions"], language)]))
    proxy = _in(one["proxy_for"], language)
    return _("%(who)s, as proxy for %(principal)s") % {"who": who, "principal": proxy} if proxy else who


def _key_figures(given: Figures, both) -> list[dict[str, Any]]:
    counts, whole = given.get("counts") or _counted(given), given["balance"]
    numbers = [
        (f"{counts['fulfilled']} / {counts['owed']}", lambda _code: _("Periods fulfilled")),
        (str(counts["overdue"]), lambda _code: _("Overdue")),
        (str(counts["late"]), lambda _code: _("Fulfilled, late")),
    ]
    balance = {
        "number": f"{whole['japan'][0]} : {whole['central_asia'][0]}",
        "label": both(lambda _code: balance_word(balance_from(whole))),
    }
    return [
        {"number": number, "label": both(label), "sided": False} for number, label in numbers
    ] + [balance | {"sided": True}]


def _counted(given: Figures) -> dict[str, int]:
    """Of reports issued before these were noted."""
    periods = [
        one for commitment in given["commitments"] for row in commitment["obligations"] for one in row["periods"]
    ]
    owed = [one for one in periods if one["standing"] in COUNTED]
    return {
        "owed": len(owed), "fulfilled": sum(one["standing"] in DONE for one in owed),
        "overdue": sum(one["standing"] == "overdue" for one in periods), "late": sum(one["late"] for one in periods),
    }


def _balance_span(given: Figures) -> str:
    if "year" not in given:
        return ""
    first, last, day = (
        date.fromisoformat(one) for one in (given["year"]["first"], given["year"]["last"], given["standing_on"])
    )
    return _("Memorandum year: %(first)s – %(last)s. Standing on %(day)s.") % {
        "first": say_day(first), "last": say_day(last), "day": say_day(day)
    }


def commitment_title(one: Figures, language: str) -> str:
    return str(CommitmentKey(one["key"]).label) if one["key"] != CommitmentKey.OTHER else _title(one, language)


def obligation_title(one: Figures) -> str:
    """In the active language where it was worded so; older reports know one language only."""
    return one.get("wordings", {}).get(current_language()) or one["wording"] or str(Indicator(one["indicator"]).label)


def standing_word(one: Figures) -> str:
    return str(_("Fulfilled, late") if one["late"] else Standing(one["standing"]).label)


def _behind(one: Figures, memorandum: Figures, language: str) -> str:
    balance = balance_from(one["balance"])
    sentence = balance_sentence(balance, party_names(memorandum, language), commitment_title(one, language))
    acts = "; ".join(act_words(one["acts"]))
    return f"{sentence} {_('What would restore the balance with the least effort:')} {acts}."


def _balance_row(one: Figures, given: Figures, both) -> dict[str, Any]:
    longest = (
        max(
            [max(row["balance"][side]) for row in given["commitments"] for side in ("japan", "central_asia")], default=0
        ) or 1
    )
    return {
        "title": both(lambda code: commitment_title(one, code)),
        "japan": one["balance"]["japan"], "central_asia": one["balance"]["central_asia"], "longest": longest,
        "word": both(lambda _code: balance_word(balance_from(one["balance"]))),
    }


def _commitment(one: Figures, both) -> dict[str, Any]:
    return {
        "number": one["number"],
        "title": both(lambda code: commitment_title(one, code)),
        "obligations": [
            {
                "title": both(lambda _code, row=row: obligation_title(row)),
                "owing": row["owing"],
                "periods": [
                    period | {"word": both(lambda _code, period=period: standing_word(period))}
                    for period in row["periods"]
                ],
            }
            for row in one["obligations"]
        ],
    }


def _correction(one: Figures, both) -> dict[str, Any]:
    target = one["period"]["target"]
    return {
        "title": both(lambda _code: obligation_title(one)),
        "owing": one["owing"],
        "period": one["period"],
        "was": f"{one['was']} / {target}",
        "now": "–" if one["now"] is None else f"{one['now']} / {target}",
        "words": both(lambda _code: _correction_words(one)),
    }


def _correction_words(one: Figures) -> str:
    figures = {"report": one["report"], "was": one["was"], "now": one["now"]}
    if one["now"] is None:
        return _("Report %(report)s said %(was)s; this period does not count any more.") % figures
    return _("Report %(report)s said %(was)s, now it is %(now)s.") % figures


def _evidence(one: Figures, given: Figures, languages: Sequence[str], both) -> dict[str, Any]:
    title, language = evidence_title(one, languages)
    what = both(lambda _code: delivered_for(one, given))
    return one | {"what": what, "title": title, "language": language}


def delivered_for(one: Figures, given: Figures) -> str:
    """The obligation of a piece of evidence; older reports name it among their commitments, if at all."""
    rows = (row for commitment in given["commitments"] for row in commitment["obligations"])
    row = one.get("delivered_for") or next((row for row in rows if row["id"] == one["obligation"]), None)
    return obligation_title(row) if row else ""


def evidence_title(one: Figures, languages: Sequence[str]) -> tuple[str, str]:
    """(text, its language): in the first of these that there is, else the original; older reports know only that."""
    known = one.get("titles", {})
    return next(((known[code], code) for code in languages if code in known), (one["title"], one["language"]))
