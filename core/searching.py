"""One search for every box: each word of the query, folded, in any order, with its endings, in any script.

What the database searches has a column of words (`SearchText`), filled on save; a text in memory is asked by `holds`.
"""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import Q, Value

from .folding import fold
from .names import HAN, KANA, romanised
from .sounds import is_kanji, sound_key
from .text import plain

MOST_WORDS = 8
# In front of a word without its ending, of one by its sound, and of kana by theirs, where ビル and ビール are alike:
# none of them is taken for a word that was written.
STEM, SOUND, SOUND_OF_KANA = "=", "~", "^"
LEAST_STEM = {2: 5, 3: 4}  # letters that must be left, by the ending's length: Алматы is not Алма with an ending
LEAST_BEGINNING = 5  # letters by whose sound a longer word is found; Анна is not Анастасия
# Number and case in Kazakh and in Uzbek of both alphabets, as they are folded.
ENDINGS = """
лары лери дары дери тары тери лар лер дар дер тар тер нын нин дын дин тын тин дан ден тан тен нан нен мен бен пен
дагы деги тагы теги га ге ка ке да де та те ды ди ты ти ны ни сы си нинг
lari lar ning dan ga ka qa da ni si dagi
"""
NOTHING = Q(pk__in=[])
BY_LENGTH = sorted(ENDINGS.split(), key=len, reverse=True)


def found(query: str, column: str = "search_text") -> Q:
    """For `filter`; an empty query finds all, one of signs only nothing. `column`: `firm__search_text`."""
    words = plain(query).split()
    asked = Q()
    for word in words[:MOST_WORDS]:
        asked &= _one(word, column)
    return asked


def holds(text: str, query: str) -> bool:
    """Whether a text has each word of the query; for what is whole in memory."""
    folded = fold(text)
    return all(word in folded for word in fold(query).split())


def words_of(*texts: str) -> str:
    """What `SearchText` keeps: the words as they are folded, without their endings, and by their sound."""
    kept: list[str] = []
    for text in texts:
        folded = fold(text).split()
        kept += folded
        if HAN.search(text) or KANA.search(text):
            kept.append("".join(folded))  # 山田太郎 finds 山田 太郎
        kept += [STEM + stem for word in folded if (stem := stem_of(word)) != word]
        kept += [mark + sound for mark, sound in _sounds(text)]
        if not KANA.search(text):
            kept += [mark + sound for mark, sound in _sounds(romanised(text))]
    return f" {' '.join(dict.fromkeys(kept))} " if kept else ""


def _sounds(text: str) -> list[tuple[str, str]]:
    """Word by word; kanji have none that is known."""
    heard = [(word, sound) for word in plain(text).split() for sound in sound_key(word).split()]
    return [(SOUND_OF_KANA if KANA.search(word) else SOUND, sound) for word, sound in heard if not is_kanji(sound)]


def stem_of(word: str) -> str:
    """Without the endings of number and case; a name that only ends like that keeps enough to be told apart."""
    for ending in BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM[min(len(ending), 3)]:
            return stem_of(word[: -len(ending)])
    return word


def _one(word: str, column: str) -> Q:
    folded = fold(word).split()
    if not folded:
        return NOTHING
    written = Q()
    for part in folded:
        written &= Q(**{f"{column}__contains": part}) | _without_ending(part, column)
    return written | _by_sound(word, column)


def _without_ending(word: str, column: str) -> Q:
    stem = stem_of(word)
    if stem == word:
        return NOTHING
    return Q(**{f"{column}__contains": f" {stem} "}) | Q(**{f"{column}__contains": f" {STEM}{stem} "})


def _by_sound(word: str, column: str) -> Q:
    """In another script; kana meet kana as they are written."""
    sounds = sound_key(word).split()
    if not sounds or any(map(is_kanji, sounds)):
        return NOTHING
    marks = [SOUND] if KANA.search(word) else [SOUND, SOUND_OF_KANA]
    return reduce(and_, (_heard(sound, marks, column) for sound in sounds))


def _heard(sound: str, marks: list[str], column: str) -> Q:
    end = "" if len(sound) >= LEAST_BEGINNING else " "
    return reduce(or_, (Q(**{f"{column}__contains": f" {mark}{sound}{end}"}) for mark in marks))


class SearchText(models.TextField):
    """The words of these columns, filled on save (`core.sort_keys.SortedByName`)."""

    def __init__(self, *of: str, **options):
        self.of = of
        usual: dict[str, Any] = {"default": "", "db_default": Value(""), "editable": False}
        super().__init__(**(usual | options))

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    def pre_save(self, instance, add) -> str:  # noqa: ARG002, Django names it
        words = self.keys_of(instance)
        setattr(instance, self.attname, words)
        return words

    def keys_of(self, row) -> str:
        return words_of(*(getattr(row, name) for name in self.of))
