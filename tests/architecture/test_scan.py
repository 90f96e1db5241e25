"""Every rule of semgrep/ has examples beside it, and what `make scan` calls clean is clean."""

import pytest
from django.apps import apps

from scripts.scan import FOLDERS, RULES, Hit, NotScanned, judged, planted, read

NAMES = sorted(path.stem for path in RULES.glob("*.yaml"))
BUG = Hit("open-redirect", "semgrep/open-redirect.py", 3)


def test_there_are_twenty_rules_and_more():
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_its_name_and_an_example_of_either_kind(name):
    assert f"  - id: {name}\n" in (RULES / f"{name}.yaml").read_text(encoding="utf-8")
    must, must_not = planted(RULES / f"{name}.py")
    assert {hit.rule for hit in must} == {hit.rule for hit in must_not} == {name}


def test_every_app_of_ours_is_read():
    ours = {config.name for config in apps.get_app_configs() if (RULES.parent / config.name).is_dir()}
    assert ours <= {*FOLDERS}


def test_a_planted_bug_that_is_found_is_no_hit():
    assert judged({BUG}, {BUG}) == ([], [])


def test_a_hit_in_the_portal_is_one():
    hit = Hit("open-redirect", "accounts/views/settings.py", 28)
    assert judged({BUG, hit}, {BUG}) == ([hit], [])


def test_a_scanner_that_finds_nothing_is_not_green():
    assert judged(set(), {BUG}) == ([], [BUG])


def test_a_good_example_that_is_found_is_a_hit():
    good = BUG._replace(line=22)
    assert judged({BUG, good}, {BUG}) == ([good], [])


def test_a_bad_example_may_break_another_rule_too():
    assert judged({BUG, BUG._replace(rule="waits-for-ever")}, {BUG}) == ([], [])


def test_a_fault_of_the_scanner_is_not_green():
    with pytest.raises(NotScanned, match="timeout"):
        read({"errors": [{"message": "timeout in core/text.py"}], "results": []})
