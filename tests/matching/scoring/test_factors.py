import pytest

from matching.scoring.certificates import missing_certificates, of_the_same_kind
from matching.scoring.compatibility import COOPERATION, KIND_ROLE, complement, cooperation_strength
from matching.scoring.factors import certificates, language, party, sector, size
from matching.scoring.hs_codes import agreement, hs_codes, plain_code

from .build import buyer, firm, profile, seller


def measured(measure, ours, theirs):
    return measure(party(ours, ours.profiles[0]), party(theirs, theirs.profiles[0]), {})


@pytest.mark.parametrize(
    "typed, plain",
    [("040900", "0409"), ("0409.00", "0409"), ("0409", "0409"), ("8422.30", "842230"),
     ("8422 30 00 10", "842230"), ("84223", "8422"),
     ("84", "84"), ("", ""), ("n/a", ""), ("٨٤٢٢", "")],
)
def test_plain_code(typed, plain):
    assert plain_code(typed) == plain


@pytest.mark.parametrize(
    "ours, theirs, expected",
    [
        (["0409"], ["040900"], ("same", "0409")),
        (["870829"], ["8708"], ("heading", "8708")),
        (["151211", "151511"], ["151219"], ("heading", "1512")),
        (["842230"], ["843710"], ("chapter", "84")),
        (["84"], ["8437"], ("chapter", "84")),
        (["0409"], ["1512"], ("different", "")),
        (["842230", "0409"], ["0409.00", "842230"], ("same", "842230")),
    ],
)
def test_hs_agreement(ours, theirs, expected):
    assert agreement(hs_codes(ours), hs_codes(theirs)) == expected
    assert agreement(hs_codes(theirs), hs_codes(ours)) == expected


def test_certificates_as_typed():
    assert missing_certificates(("iso 9001", "HACCP", "Halal"), ("IATF16949:2016", "ISO 22000")) == ("Halal",)
    assert of_the_same_kind(("ISO 22000", "ISO 9001"), ("haccp",)) == (("ISO 22000",), ("haccp",))
    assert of_the_same_kind(("ISO 9001",), ("Organic EU",)) is None
    assert of_the_same_kind(("Own label",), ("own  LABEL",)) == (("Own label",), ("own  LABEL",))


def test_certificates_asked_for_come_before_alike_ones():
    asking = firm("k1", profile("k1-a", "request", certificates=("ISO 9001", "CE")), certificates=("ISO 14001",))
    finding = measured(certificates, asking, seller(certificates=("ISO 9001", "ISO 14001")))
    assert (finding.strength, finding.reason) == (0.5, "certificates.some")
    assert dict(finding.params) == {"held": ("ISO 9001",), "missing": ("CE",)}
    assert measured(
        certificates, buyer(certificates=("ISO 14001",)), seller(certificates=("ISO 14001",))
    ).reason == "certificates.alike"
    assert measured(certificates, buyer(), seller(certificates=("ISO 14001",))) is None


def test_the_own_main_language_is_worth_more_than_a_common_one():
    japan, partner = seller(languages=("ja", "en")), buyer(languages=("en", "ru"))
    assert measured(language, japan, partner).reason == "language.common"
    assert measured(language, partner, japan).reason == "language.main"


def test_size_is_seen_from_each_side():
    assert measured(size, seller(employees=300), buyer(employees=20)).reason == "size.smaller"
    assert measured(size, buyer(employees=20), seller(employees=300)).reason == "size.fits"
    assert measured(size, seller(employees=300), buyer(employees=20)).theirs == ("small",)
    assert measured(size, seller(), buyer(employees=20)) is None


def test_sectors():
    food, both, none = (firm(f"k{place}", profile(f"k{place}-a", sectors=names)) for place, names in
                        enumerate((["food"], ["food", "tourism"], [])))
    assert dict(measured(sector, food, both).params) == {"sectors": ("food",)}
    assert measured(sector, food, none) is None


def test_offers_meet_requests_and_joint_plans_meet_each_other():
    assert complement("business_offer", "supply", "technology_request", "agency") == 1
    assert complement("offer", "supply", "offer", "supply") == 0 == complement("request", "supply", "request", "supply")
    assert complement("request", "joint_venture", "request", "research") == 0.6
    assert complement("investment", "investment", "offer", "supply") == 1


def test_kinds_of_cooperation_are_the_same_from_both_sides():
    for kind in ("offer", "request", "investment"):
        for other_kind in ("offer", "request", "investment"):
            for ours in COOPERATION:
                for theirs in COOPERATION:
                    there = cooperation_strength(kind, ours, other_kind, theirs)
                    assert there == cooperation_strength(other_kind, theirs, kind, ours)
                    assert 0 < there <= 1


def test_every_kind_of_cooperation_suits_itself():
    assert all(COOPERATION[name][name] >= 0.9 for name in COOPERATION)
    assert set(KIND_ROLE.values()) == {"offer", "request", "either"}
