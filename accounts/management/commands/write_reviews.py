"""Reviewed wordings into locale*/, for a commit: run where the sources and the reviews both are."""

import polib
from django.core.management.base import BaseCommand

from accounts.models import TextReview
from accounts.services import newest_reviews
from core.catalogues import forms_of, paths, put, rewrite, translated_languages, with_review


class Command(BaseCommand):
    help = "Write what reviewers accepted or worded better into the catalogues; may be run again."

    def handle(self, *args, **options) -> None:
        for language, _name in translated_languages():
            writing = Writing(newest_reviews(language))
            for path in paths(language):
                rewrite(path, writing.write)
            for review in writing.unseen():
                writing.refused.append(f"the English has changed: {review.english[:80]!r}")
            for line in writing.done:
                self.stdout.write(f"{language}: {line}")
            for line in writing.refused:
                self.stderr.write(f"{language}: refused, {line}")
            self.stdout.write(f"{language}: {len(writing.done)} written, {len(writing.refused)} refused")


class Writing:
    """The reviews of one language, entry by entry."""

    def __init__(self, reviews: dict[str, TextReview]):
        self.reviews = reviews
        self.seen: set[str] = set()
        self.done: list[str] = []
        self.refused: list[str] = []

    def write(self, key: str, entry: polib.POEntry) -> bool:
        review = self.reviews.get(key)
        if review is None:
            return False
        self.seen.add(key)
        found = list(forms_of(entry))
        if found not in (review.before, review.forms):
            self.refused.append(f"the translation has changed: {entry.msgid[:80]!r}")
            return False
        comment = with_review(entry.tcomment, review.by.full_name or review.by.email, review.at.date())
        if (found, entry.tcomment, entry.fuzzy) == (review.forms, comment, False):
            return False
        put(entry, review.forms, comment)
        self.done.append(f"{review.verdict}: {entry.msgid[:80]!r}")
        return True

    def unseen(self) -> list[TextReview]:
        return [review for key, review in self.reviews.items() if key not in self.seen]
