"""A password that is made of one's own name, firm or address is the first that others try, in any script."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.folding import fold
from core.names import romanised

from .whereabouts import ORGANISATIONS

LEAST_PART = 4  # letters of an alphabet; shorter ones stand in too many words
LEAST_KANJI = 2
LEAST_OF_ITS_OWN = 6  # letters that must be left when names are taken out


class NoNamesValidator:
    def validate(self, password: str, user=None) -> None:
        if any(_is_made_of(written, set(_names_of(user))) for written in _ways(password)):
            raise ValidationError(self.get_help_text(), code="password_is_a_name")

    def get_help_text(self) -> str:
        return _(
            "A password made of your name, your firm’s name, your e-mail address or the portal’s name is easy to "
            "guess. Choose another one, for example four words that have nothing to do with each other."
        )


class DressedCommonValidator(CommonPasswordValidator):
    """Also those that only wear figures and signs around: "password2026!!"."""

    def validate(self, password: str, user=None) -> None:
        for written in (password, re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password) or password):
            super().validate(written, user)


def _ways(text: str) -> set[str]:
    """As it is written and as it sounds in Latin letters."""
    return {fold(text), fold(romanised(text))}


def _names_of(user) -> Iterator[str]:
    """Parts of names, the longest first where one is part of another."""
    texts = [settings.PORTAL_NAME, settings.OFFICE_NAME]
    if user is not None:
        texts += [user.full_name, user.name_latin, *re.split(r"[@.+_-]", user.email)]
        texts += [name for ask in ORGANISATIONS if user.full_name for name in ask([user]).values()]
    for text in texts:
        for way in _ways(text):
            yield from (part for part in re.findall(r"\w+", way) if _counts(part))


def _counts(part: str) -> bool:
    return len(part) >= (LEAST_KANJI if ord(part[0]) > 0x2E80 else LEAST_PART)


def _is_made_of(written: str, names: set[str]) -> bool:
    left = written
    for name in sorted(names, key=len, reverse=True):
        left = left.replace(name, " ")
    return left != written and len(re.findall(r"[^\W\d_]", left)) < LEAST_OF_ITS_OWN
