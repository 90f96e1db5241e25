import re
from pathlib import Path

import pytest

from matching.scoring import cautions, exclusions, explaining, factors
from matching.scoring.codes import CAUTION_CODES, EXCLUSION_CODES, FACTOR_CODES
from matching.scoring.engine import score_pool

from .build import buyer, seller
from .test_engine import only, trading_pool


@pytest.mark.parametrize("table", [FACTOR_CODES, CAUTION_CODES, EXCLUSION_CODES])
def test_every_placeholder_is_described(table):
    for code, (sentence, params) in table.items():
        assert set(re.findall(r"{(\w+)}", sentence)) == set(params), code


def test_every_reason_written_in_the_code_has_a_sentence():
    sources = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (factors, explaining))
    written = set(
        re.findall(r'"((?:text|hs|role|cooperation|market|sector|certificates|language|size)\.\w+)"', sources)
    )
    fields = {"line.text", "line.hs_codes"}
    assert written - {field for pair in factors.SOURCE_FIELDS.values() for field in pair} - fields <= set(FACTOR_CODES)
    assert set(factors.HS_REASONS.values()) <= set(FACTOR_CODES)


def test_every_caution_and_exclusion_has_a_sentence():
    for module, table in ((cautions, CAUTION_CODES), (exclusions, EXCLUSION_CODES)):
        source = Path(module.__file__).read_text(encoding="utf-8")
        assert set(re.findall(r'(?:Caution|Exclusion)\("(\w+)"', source)) <= set(table)


def test_sentences_can_be_filled_from_what_a_factor_carries():
    pairs = [*score_pool(*trading_pool(6)), only(seller(certificates=("ISO 9001",)), buyer(certificates=("ISO 9001",)))]
    for pair in pairs:
        for factor in (*pair.forward_factors, *pair.backward_factors):
            sentence, params = FACTOR_CODES[factor.reason]
            values = {"ours": factor.ours.values, "theirs": factor.theirs.values} | factor.params
            assert all(values[name] for name in params), factor
            assert sentence.format(**values)
