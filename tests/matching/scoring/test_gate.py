"""What counts as evidence: texts that stand out, codes that agree; market and size never."""
import numpy as np
import pytest

from matching.scoring.gate import CHAPTER, DIFFERENT, HEADING, UNKNOWN, line_evidence, margins, passes, weighed
from matching.scoring.hs_codes import code_table, levels
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import buyer, firm, line, profile, seller
from .test_engine import only

GATE = DEFAULT_WEIGHTS["gate"]


def verdict(margin, level, compared=1, lines=1):
    """Of so many alike pairs of lines, out of so many compared."""
    evidence = line_evidence(np.array([margin], dtype=np.float32), np.array([level]), GATE)
    return bool(passes(lines * weighed(evidence, np.array([compared]), GATE), GATE)[0])


@pytest.mark.parametrize(
    "margin, level, passed",
    [
        (0.15, UNKNOWN, True), (0.0, UNKNOWN, False), (0.03, UNKNOWN, False),
        (0.0, HEADING, True), (0.06, CHAPTER, True), (-0.2, HEADING, False),
        (0.0, CHAPTER, False), (0.3, DIFFERENT, True), (0.15, DIFFERENT, False),
    ],
)
def test_texts_and_codes_are_weighed_together(margin, level, passed):
    assert verdict(margin, level) is passed


def test_missing_codes_are_no_gift():
    given, missing = (line_evidence(np.array([0.04]), np.array([level]), GATE)[0] for level in (HEADING, UNKNOWN))
    assert missing < given


def test_a_margin_is_what_stands_out_from_the_company_of_both_lines():
    none = np.zeros((1, 2), dtype=np.float32)
    crowded = np.full((1, 2), 0.4, dtype=np.float32)
    near = np.array([[0.5, 0.5]], dtype=np.float32)
    alone = margins(near, (none, none), (none, none), GATE["alone"])
    hub = margins(near, (crowded, none), (none, none), GATE["alone"])
    assert alone.tolist() == near.tolist()
    assert hub == pytest.approx(near - 0.2)


def test_many_firms_with_the_same_goods_do_not_shut_one_another_out():
    crowd, world = np.full((1, 1), 0.7, dtype=np.float32), np.full((1, 1), 0.2, dtype=np.float32)
    margin = margins(crowd, (crowd, world), (crowd, world), GATE["alone"])
    assert margin == pytest.approx(0.5 - GATE["alone"])
    assert verdict(margin.item(), UNKNOWN)


def test_several_lines_that_nearly_match_are_evidence_together():
    assert not verdict(0.0, UNKNOWN)
    assert verdict(0.0, UNKNOWN, compared=4, lines=2)
    assert not verdict(-0.1, UNKNOWN, compared=4, lines=2)


def test_of_many_lines_one_stands_out_by_chance():
    assert verdict(0.1, UNKNOWN)
    assert not verdict(0.1, UNKNOWN, compared=9)
    assert verdict(0.3, UNKNOWN, compared=500)


def test_lines_that_nobody_could_read_are_no_evidence_however_many():
    assert not any(verdict(GATE["unread"], UNKNOWN, lines**2, lines) for lines in (1, 2, 3))


def test_what_fits_in_all_but_the_goods_is_not_evident():
    alike = {"languages": ("en",), "employees": 50, "certificates": ("ISO 9001",)}
    japan = firm("j1", profile("j1-a", lines=[line("j1-a.1", "tea")], markets=["KZ"]), **alike)
    partner = firm("k1", profile("k1-a", "request", lines=[line("k1-a.1", "valves")], markets=["JP"]), **alike)
    assert not only(japan, partner).evident


def test_the_same_heading_is_enough_for_lines_that_nobody_could_read():
    japan = firm("j1", profile("j1-a", lines=[line("j1-a.1", hs=["8421.21"])]))
    partner = firm("k1", profile("k1-a", "request", lines=[line("k1-a.1", hs=["8421"])]))
    assert only(japan, partner, vectors={}).evident
    assert not only(seller(), buyer(), vectors={}).evident


def test_levels_of_codes():
    ours = code_table([["8421.21"], ["84"], [], ["090210", "8421"]])
    theirs = code_table([["842121"], ["842199"], ["8481"], ["0902"], []])
    assert levels(ours, theirs).tolist() == [
        [3, 2, 1, 0, -1], [1, 1, 1, 0, -1], [-1, -1, -1, -1, -1], [2, 2, 1, 2, -1]
    ]
