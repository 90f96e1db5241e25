"""What is shown is whole: good translations pass, planted faults do not."""
import pytest

from core.translating import Glossary, faults

from .corpus import HONEY, MESSAGES, PAIRS
from .planting import KINDS


def glossary(source: str, target: str) -> Glossary:
    return Glossary(frozenset(("Altai Tamak", "Hokuriku")), {HONEY[source]: (HONEY[target], "мед")})


def planted(kind: str) -> list[tuple]:
    """One fault of a kind for each pair of languages: (source, target, original, good, bad, codes)."""
    number, code, plant = next(rest for name, *rest in KINDS if name == kind)
    message, codes = MESSAGES[number], {code} if isinstance(code, str) else set(code)
    return [
        (source, target, message[source], message[target], plant(message[target], target), codes)
        for source, target in PAIRS
    ]


NAMES = [kind for kind, *_rest in KINDS]


@pytest.mark.parametrize("source,target", PAIRS)
def test_good_translations_pass(source, target):
    found = {
        number: wrong for number, message in enumerate(MESSAGES)
        if (wrong := faults(message[source], message[target], source, target, glossary(source, target)))
    }
    assert found == {}


@pytest.mark.parametrize("kind", NAMES)
def test_a_planted_fault_does_not_pass(kind):
    passed = [
        (source, target, bad) for source, target, text, good, bad, codes in planted(kind)
        if good == bad or not codes & set(faults(text, bad, source, target, glossary(source, target)))
    ]
    assert passed == []


def test_there_are_enough_and_each_is_another_one():
    bad = {(source, target, bad) for kind in NAMES for source, target, _text, _good, bad, _codes in planted(kind)}
    assert len(bad) >= 700
    assert len(PAIRS) * len(MESSAGES) >= 60


@pytest.mark.parametrize("source,target", PAIRS)
def test_an_echo_does_not_pass(source, target):
    assert "echo" in faults(MESSAGES[10][source], MESSAGES[10][source], source, target)


# (source, target, original, translation): figures that languages write in other shapes.
SHAPES = [
    ("ja", "en", "年産は約1億2,000万本です。", "Annual output is about 120 million bottles."),
    ("ja", "ru", "年産は約1億2,000万本です。", "Годовой выпуск — около 120 млн бутылок."),
    ("en", "ja", "We invest half of $5m.", "当社は500万ドルの半分を投資します。"),
    ("en", "ja", "Minimum order: 10 pcs, 3 USD/kg.", "最小注文：10個、1kgあたり3ドル。"),
    ("ja", "kk", "創業は1987年で、従業員は150名です。", "Компаниямыз 1987 жылы құрылған, 150 қызметкері бар."),
    ("ru", "ja", "Мы продаём мёд в трёх странах.", "当社は3か国ではちみつを販売しています。"),
    ("en", "kk", "We have 5 to 6 million tenge for this.", "Бұған 5–6 млн теңгеміз бар."),
    ("ja", "ru", "食品機械", "Оборудование для пищевой промышленности"),
    ("kk", "ja", "Иә, жарайды, рахмет!", "はい、承知しました。ありがとうございます。"),
    ("uz", "ru", "Narxlar QQSsiz koʻrsatilgan.", "Цены указаны без НДС."),
    ("en", "ja", "The meeting is at 3 pm on 2 May.", "会議は5月2日の午後3時です。"),
    ("kk", "en", "Біз бір жылға келісімшарт жасағымыз келеді.", "We would like to sign a contract for one year."),
]


@pytest.mark.parametrize("source,target,text,answer", SHAPES)
def test_one_figure_in_two_shapes(source, target, text, answer):
    assert faults(text, answer, source, target) == []
