"""How far each language is translated, and the texts one by one for whoever reviews them."""

from collections import Counter
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from accounts.models import TextReview
from accounts.permissions import can_review_texts
from accounts.services import newest_reviews
from core.catalogues import Entry, entries, translated_languages, version
from core.i18n import say_date_of, say_day
from core.searching import holds
from core.sorting import place

# In the order in which they want work: tone, word.
STATES = {
    "missing": ("overdue", gettext_lazy("Not translated")),
    "outdated": ("due", gettext_lazy("Changed since its review")),
    "unreviewed": ("draft", gettext_lazy("Not reviewed yet")),
    "waiting": ("waiting", gettext_lazy("Reviewed, appears with the next release")),
    "reviewed": ("done", gettext_lazy("Reviewed")),
}
TO_DO = ("missing", "outdated", "unreviewed")


def state_of(entry: Entry, review: TextReview | None) -> str:
    if review and review.forms != list(entry.forms):
        return "waiting" if review.before == list(entry.forms) else "outdated"
    if not entry.is_translated:
        return "missing"
    return "reviewed" if review or entry.reviewed_on else "unreviewed"


def parts_of(entry: Entry) -> set[str]:
    """The app, or the folder of templates."""
    return {"/".join(place.split("/")[: 2 if place.startswith("templates/") else 1]) for place in entry.places}


def languages(user) -> list[dict[str, Any]]:
    """Those that the reader may review, with what has been done."""
    mine = [pair for pair in translated_languages() if can_review_texts(user, pair[0])]
    return [_language(code, name) for code, name in mine]


def _language(code: str, name: str) -> dict[str, Any]:
    known, reviews, written = entries(code), newest_reviews(code), _written(code, version(code))
    states = written.states.copy()
    for key, review in reviews.items():
        if key in known:
            states[state_of(known[key], None)] -= 1
            states[state_of(known[key], review)] += 1
    last = max(filter(None, [written.last, *(review.at.date() for review in reviews.values())]), default=None)
    reviewers = written.reviewers | {one.by.full_name or str(one.by) for one in reviews.values()}
    return {
        "code": code, "name": name, "count": len(known), "fuzzy": written.fuzzy,
        "translated": _percent(written.translated, len(known)),
        "reviewed": _percent(states["reviewed"] + states["waiting"], len(known)), "waiting": states["waiting"],
        "last": say_day(last) if last else "–",
        "reviewers": ", ".join(sorted(reviewers, key=place)),
    }


class Written(NamedTuple):
    """What the files alone say of a language, without the reviews that the next release takes up."""

    states: Counter
    fuzzy: int
    translated: int
    last: date | None
    reviewers: set[str]


@lru_cache(maxsize=8)
def _written(code: str, _version: tuple[int, ...]) -> Written:
    """Kept as long as the files stand: five thousand texts in each of four languages take a page too long."""
    known = entries(code).values()
    return Written(
        states=Counter(state_of(entry, None) for entry in known),
        fuzzy=sum(entry.is_fuzzy for entry in known),
        translated=sum(entry.is_translated for entry in known),
        last=max((entry.reviewed_on for entry in known if entry.reviewed_on), default=None),
        reviewers={entry.reviewed_by for entry in known if entry.reviewed_by},
    )


def _percent(part: int, whole: int) -> str:
    """Never rounded up to all of it."""
    return f"{100 * part // whole if whole else 100}%"


def rows(language: str, *, q: str = "", state: str = "", part: str = "") -> list[dict[str, Any]]:
    """As the catalogue has them, so that what is said together is read together."""
    reviews = newest_reviews(language)
    found = [_row(entry, reviews.get(key)) for key, entry in entries(language).items()]
    return [
        row for row in found
        if (not state or row["state"] == state) and (not part or part in parts_of(row["entry"]))
        and any(holds(text, q) for text in row["words"])
    ]


def _row(entry: Entry, review: TextReview | None) -> dict[str, Any]:
    state = state_of(entry, review)
    shown = review.forms if state == "waiting" else entry.forms
    return {
        "entry": entry, "review": review, "state": state, "tone": STATES[state][0], "word": STATES[state][1],
        "shown": shown, "words": [entry.english, entry.plural, *entry.forms, *shown],
    }


def text(entry: Entry) -> dict[str, Any]:
    """One of them, with who reviewed it last."""
    review = newest_reviews(entry.language).get(entry.key)
    row = _row(entry, review)
    name, day = (str(review.by), say_date_of(review.at)) if review else (
        entry.reviewed_by, say_day(entry.reviewed_on) if entry.reviewed_on else ""
    )
    return row | {"reviewer": name, "reviewed_on": day, "version": review.version if review else 0}


def next_key(language: str, after: str, asked: dict[str, str]) -> str:
    """The next one of the same filter that wants work; "" when there is none behind it."""
    order = list(entries(language))
    behind = {key: at for at, key in enumerate(order)}
    todo = [row["entry"].key for row in rows(language, **asked) if row["state"] in TO_DO]
    return next((key for key in todo if behind[key] > behind[after]), "")
