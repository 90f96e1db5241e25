from .build import buyer, codes, firm, line, profile, seller
from .test_engine import only

CONTROLLED = {"854231": "1", "854800": "2", "901380": "3.B"}


def with_codes(*codes):
    return firm("j1", profile("j1-a", lines=[line("j1-a.1", hs=codes)]))


def test_no_caution_when_all_is_well():
    assert only(seller(), buyer()).cautions == ()


def test_missing_certificate_is_about_the_firm_that_lacks_it():
    partner = firm("k1", profile("k1-a", "request", certificates=("ISO 9001", "Halal")))
    (caution,) = only(seller(certificates=("ISO9001:2015",)), partner).cautions
    assert (caution.code, caution.side, caution.params) == ("missing_certificate", "japan", {"certificates": ["Halal"]})


def test_no_common_language():
    pair = only(seller(languages=("ja",)), buyer(languages=("ru", "kk")))
    (caution,) = pair.cautions
    assert caution.code == "no_common_language"
    assert caution.params == {"japan": ["ja"], "central_asia": ["ru", "kk"]}
    assert next(factor for factor in pair.forward_factors if factor.code == "language").points == 0


def test_id_quality():
    cautions = only(seller(id_quality="doubtful"), buyer(id_quality="format_only")).cautions
    assert [(one.code, one.side) for one in cautions] == [
        ("legal_id_doubtful", "japan"), ("legal_id_format_only", "central_asia")
    ]


def test_export_control_names_code_and_tier():
    (caution,) = only(with_codes("8542.31"), buyer(), controlled=CONTROLLED).cautions
    assert (caution.code, caution.side, caution.params) == ("export_control", "japan", {"code": "854231", "tier": "1"})


def test_export_control_follows_headings_but_not_neighbours():
    def touched(code):
        return [one.params["code"] for one in only(with_codes(code), buyer(), controlled=CONTROLLED).cautions]

    assert touched("8542") == ["854231"]
    assert touched("8548") == ["854800"]
    assert touched("854800") == ["854800"]
    assert touched("854239") == []
    assert touched("85") == []
    assert touched("854810") == []


def test_cautions_change_no_points():
    plain, cautioned = only(seller(), buyer()), only(seller(id_quality="doubtful"), buyer())
    assert cautioned.fit == plain.fit
    assert codes(cautioned.forward_factors) == codes(plain.forward_factors)
