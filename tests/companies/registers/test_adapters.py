"""What each adapter reads, and what it makes of a register that is slow, wrong or down."""
import time

import pytest

from companies.errors import RegisterSilent, RegisterUnreadable
from companies.registers import look_up, register_of

from .standin import HEAD, JP, KZ, OPEN, statistics

BIN, CORPORATE = KZ["ru"]["bin"], JP["corporate_number"]


def ask(country: str = "KZ", number: str = BIN):
    return look_up(register_of(country), number)


def test_the_statistics_bureau_gives_both_languages(register):
    entry = ask()
    assert entry.names == {"ru": 'ТОО "Алтай Тамак"', "kk": '"Алтай Тамақ" ЖШС'}
    assert entry.addresses["kk"].startswith("Өскемен")
    assert entry.activities["ru"] == "Производство масел"
    assert (entry.number, entry.head, entry.ended) == (BIN, HEAD, "")
    assert [query["lang"] for _path, query, _headers in register.asked] == [["ru"], ["kk"]]


def test_a_text_that_is_repeated_in_the_other_language_stands_once(register):
    register.plan.body = {"success": True, "obj": KZ["ru"]}
    assert ask().names == {"ru": 'ТОО "Алтай Тамак"'}


def test_the_second_language_is_no_loss(register):
    register.plan.body = lambda where: b"<html>" if "lang=kk" in where.query else statistics(where)
    assert ask().names == {"ru": 'ТОО "Алтай Тамак"'}


def test_gbizinfo_gives_names_address_activity_and_head(register):
    register.plan.body = {"hojin-infos": [JP]}
    entry = ask("JP", CORPORATE)
    assert entry.names == {"ja": JP["name"], "kana": JP["kana"], "en": JP["name_en"]}
    assert (entry.head, entry.ended) == ("代表取締役 北 太郎", "")
    path, _query, headers = register.asked[0]
    assert (path, headers["X-hojinInfo-api-token"]) == (f"/{CORPORATE}", "secret")


def test_gbizinfo_says_that_a_firm_was_closed(register):
    register.plan.body = {"hojin-infos": [JP | {"close_date": "2026-10-31", "close_cause": "11", "status": "閉鎖"}]}
    assert ask("JP", CORPORATE).ended == "閉鎖 2026-10-31 合併による解散等"


def test_open_data_of_kazakhstan(register, settings):
    settings.REGISTERS = {"KZ": {"adapter": "egov_kz", "url": register.url, "key": "k"}}
    register.plan.body = [OPEN]
    assert (ask().names["kk"], ask().ended) == ('"Алтай Тамақ" ЖШС', "")
    assert register.asked[0][1]["apiKey"] == ["k"]
    assert BIN in register.asked[0][1]["source"][0]
    register.plan.body = [OPEN | {"statusru": "Ликвидирован"}]
    assert ask().ended == "Ликвидирован"
    register.plan.body = []
    assert ask() is None


@pytest.mark.parametrize("plan", [
    {"status": 404, "body": b""}, {"body": {"hojin-infos": []}},
], ids=["404", "empty"])
def test_a_number_that_gbizinfo_does_not_know(register, plan):
    vars(register.plan).update(plan)
    assert ask("JP", CORPORATE) is None


def test_a_number_that_the_bureau_does_not_know(register):
    assert ask(number="941240000193") is None


SILENT = {"500": {"status": 500}, "429": {"status": 429}, "slow": {"pause": 1.5}, "dripping": {"drip": 0.02}}
UNREADABLE = {
    "HTML": {"body": b"<html><body>Access denied</body></html>"},
    "cut off": {"body": b'{"success": true, "obj": {"bin": "0503'},
    "of another number": {"body": {"success": True, "obj": KZ["ru"] | {"bin": "941240000193"}}},
    "without a name": {"body": {"success": True, "obj": {"bin": BIN}}},
    "another shape": {"body": [1]}, "a text": {"body": "no"},
    "an object that is none": {"body": {"success": 1, "obj": 3}},
    "forbidden": {"status": 403, "body": {}}, "much too long": {"body": b" " * 600_000},
    "sent elsewhere": {"status": 302, "body": {}, "to": "http://127.0.0.1:9/"}, "no text": {"body": b"\xff\xfe\x00"},
}


@pytest.mark.parametrize("plan", SILENT.values(), ids=SILENT)
def test_one_that_does_not_answer_costs_no_more_than_its_time(register, plan):
    vars(register.plan).update(plan)
    began = time.monotonic()
    with pytest.raises(RegisterSilent):
        ask()
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("plan", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("country, number", [("KZ", BIN), ("JP", CORPORATE)])
def test_one_that_answers_something_else_is_not_believed(register, plan, country, number):
    vars(register.plan).update(plan)
    with pytest.raises(RegisterUnreadable):
        ask(country, number)


def test_one_that_is_down(register, settings):
    settings.REGISTERS = {"KZ": {"adapter": "stat_kz", "url": "http://127.0.0.1:9/", "key": ""}}
    with pytest.raises(RegisterSilent):
        ask()


def test_an_address_that_cannot_be_looked_up_in_time(register, monkeypatch):
    monkeypatch.setattr("companies.registers.asking.ask", lambda *_given: time.sleep(1))
    began = time.monotonic()
    with pytest.raises(RegisterSilent):
        ask()
    assert time.monotonic() - began < 0.9


def test_without_an_adapter_there_is_no_register(settings):
    assert settings.REGISTERS["JP"]["adapter"] == settings.REGISTERS["KZ"]["adapter"] == ""
    assert register_of("JP") is register_of("KZ") is register_of("UZ") is None
