"""One provider: off unless connected; slow, wrong, down, echoing or speaking HTML, it is refused with a reason."""
import time

import pytest

from core.translating import Glossary, Refused, Translation, translate

from .corpus import MESSAGES
from .standin import said

TEXT, GOOD = MESSAGES[1]["ja"], MESSAGES[1]["kk"]


def ask(**given):
    return translate([TEXT], "ja", "kk", **given)[0]


def test_nothing_leaves_unless_an_endpoint_is_connected(endpoint, settings):
    settings.TRANSLATION["usual"]["model"] = ""
    assert ask() == Refused("off")
    assert endpoint.asked == []


def test_a_pair_is_switched_off_by_itself(endpoint, settings):
    settings.TRANSLATION["pairs"] = {"ja-kk": False, "kk-ja": {"model": "model-b"}}
    endpoint.plan.say = lambda _text: TEXT
    assert ask() == Refused("off")
    assert translate([GOOD], "kk", "ja")[0].by == "model-b"


def test_a_good_answer_is_a_machines_translation(endpoint):
    endpoint.plan.say = lambda _text: GOOD
    assert ask() == Translation(GOOD, "model-a", 40)
    path, asked, headers = endpoint.asked[0]
    assert (path, headers["Authorization"]) == ("/v1/chat/completions", "Bearer secret-key")
    assert asked["model"] == "model-a"


def test_names_and_terms_are_told(endpoint):
    ask(glossary=Glossary(frozenset(("ドラム缶", "Altai Tamak")), {"はちみつ": ("бал",)}))
    told = endpoint.asked[0][1]["messages"][0]["content"]
    assert "ドラム缶" in told
    assert "はちみつ = бал" in told
    assert "Altai Tamak" not in told, "only what stands in the text"


def test_many_texts_keep_their_order(endpoint):
    texts = [f"第{number}号の商品です。" for number in range(20)]
    endpoint.plan.say = lambda text: f"Бұл {text[1:-7]}-нөмірлі тауар."
    found = translate(texts, "ja", "kk")
    assert [one.text for one in found] == [f"Бұл {number}-нөмірлі тауар." for number in range(20)]
    assert len(endpoint.asked) == 3


def test_a_slow_one_is_left_in_time(endpoint):
    endpoint.plan.pause = 5
    begin = time.monotonic()
    assert ask().reason == "silent"
    assert time.monotonic() - begin < 2


def test_one_that_drips_is_left_in_time(endpoint):
    endpoint.plan.drip = 0.05
    assert ask().reason == "silent"


@pytest.mark.parametrize("status,reason,times", [(500, "silent", 2), (429, "silent", 2), (401, "unusable", 1)])
def test_one_that_refuses(endpoint, status, reason, times):
    endpoint.plan.status = status
    assert ask().reason == reason
    assert len(endpoint.asked) == times


def test_one_that_is_down(settings, endpoint):
    settings.TRANSLATION["usual"]["url"] = "http://127.0.0.1:9/v1"
    assert ask().reason == "silent"


@pytest.mark.parametrize("body", [
    b"<html><body>Bad gateway</body></html>", {"choices": []}, {"error": "no"}, [], said(["one", "two"]),
    {"choices": [{"message": {"content": "not JSON"}}]}, {"choices": [{"message": {"content": "[1]"}}]},
])
def test_answers_of_another_kind(endpoint, body):
    endpoint.plan.body = body
    assert ask().reason == "unusable"


@pytest.mark.parametrize("answer,fault", [
    (TEXT, "echo"), ("<b>Біз айына 40 тонна балды</b>", "markup"), ("نحن نستطيع توريد البضائع", "script"),
    (GOOD.replace("300 кг", "30 кг"), "numbers"),
])
def test_a_wrong_answer_is_not_shown(endpoint, answer, fault):
    endpoint.plan.say = lambda _text: answer
    found = ask()
    assert found.reason == "fault"
    assert fault in found.faults
    assert found.tokens == 40, "it was paid for all the same"


def test_a_redirection_is_not_followed(endpoint):
    endpoint.plan.status, endpoint.plan.to = 302, "http://127.0.0.1:9/"
    assert ask().reason == "unusable"


def test_no_log_holds_the_key_or_the_text(endpoint, caplog):
    endpoint.plan.status = 401
    ask()
    assert caplog.records
    assert "secret-key" not in str([vars(record) for record in caplog.records])
    assert TEXT not in str([vars(record) for record in caplog.records])
