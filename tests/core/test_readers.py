"""Who could not read what is about to be sent, and which languages would reach them."""

import pytest

from core.multilingual import Texts
from core.readers import NotReadByAll, lights, require_readable, unread_by


def texts(**given: str) -> Texts:
    return Texts().with_wordings(given, by=None, at=None)


@pytest.mark.parametrize("readers, languages, expected", [
    (["kk"] * 5, ["ja"], (5, 5, ("ru",))),
    (["ja", "ja", "ja", "kk", "uz"], ["ja"], (2, 5, ("ru",))),
    (["ja", "kk"], ["ru"], (1, 2, ("ja",))),
    (["ja", "en", "ru"], ["kk"], (3, 3, ("ru", "ja", "en"))),
    (["ru"], ["kk"], (1, 1, ("ru",))),
])
def test_as_few_languages_are_asked_for_as_reach_everybody(readers, languages, expected):
    count, of, add = unread_by(readers, [languages])
    assert (count, of, set(add)) == (*expected[:2], set(expected[2]))


@pytest.mark.parametrize("readers, languages", [
    (["kk", "uz", "ru"], ["ru"]), (["kk"], ["kk"]), ([], ["ja"]), (["ja"], []),
])
def test_everybody_reads_it(readers, languages):
    assert unread_by(readers, [languages]) is None


def test_a_summary_in_fewer_languages_than_the_title_is_not_read_by_all():
    assert unread_by(["ru", "ja"], [texts(ja="題", ru="Тема"), texts(ja="概要"), Texts()]) == (1, 2, ("ru",))


def test_the_sentence_names_numbers_and_languages():
    assert str(unread_by(["ja", "ja", "ja", "kk", "uz"], [["ja"]])) == (
        "2 of 5 readers cannot read this. Add: Russian."
    )


def test_it_is_refused_and_once_it_is_wanted_all_the_same_the_log_gets_numbers_and_codes():
    with pytest.raises(NotReadByAll) as refused:
        require_readable(["kk"] * 5, [["ja"]], anyway=False)
    assert refused.value.field == "anyway"
    found = require_readable(["kk"] * 5, [["ja"]], anyway=True)
    assert found == {"unread": 5, "readers": 5, "missing": ["ru"]}
    assert require_readable(["kk"], [["ru"]], anyway=True) == {}


def test_lights_tell_what_is_whole_partly_written_and_missing():
    found = {one["code"]: one["state"] for one in lights([texts(ja="題", ru="Тема"), texts(ja="概要"), Texts()])}
    assert found == {"ja": "whole", "ru": "partly", "en": "missing", "kk": "missing", "uz": "missing"}
    assert lights([Texts()]) == []
