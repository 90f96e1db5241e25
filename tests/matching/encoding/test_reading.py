"""What the encoders are given of a line."""
import pytest

from matching.encoding import reading
from matching.encoding.reading import CLAUSES, pieces

PRAISE = "Наша компания основана в 1998 году и зарекомендовала себя как надёжный партнёр для предприятий отрасли"


@pytest.mark.parametrize(
    "typed, declared, read",
    [
        ("Пахта толаси", "uz", "Paxta tolasi"),
        ("Ўзбек шойиси ва ғалла", "ru", "O‘zbek shoyisi va g‘alla"),
        ("Ер ёнғоқ, енгил саноат", "uz", "Yer yong‘oq, yengil sanoat"),
        ("Мытая шерсть", "ru", "Мытая шерсть"),
        ("Жуылған қой жүні", "kk", "Жуылған қой жүні"),
        ("Paxta tolasi", "uz", "Paxta tolasi"),
        ("Ҳосили тоҷикӣ", "tg", "Ҳосили тоҷикӣ"),
    ],
)
def test_uzbek_is_read_in_latin_letters(typed, declared, read):
    assert reading(typed, declared) == read


def test_a_short_line_is_one_piece():
    assert pieces("Сыр, масло и молоко") == ["Сыр, масло и молоко"]


def test_what_is_wanted_at_the_end_of_a_long_line_is_a_piece_of_its_own():
    text = f"{PRAISE}; приглашаем к сотрудничеству. Закупаем масляные трансформаторы"
    found = pieces(text)
    assert found[0] == text
    assert "Закупаем масляные трансформаторы" in found[1:]


def test_a_long_japanese_line_is_split_at_its_own_signs():
    praise = "当社は一九七五年の創業以来、北陸地方で自動車部品の製造を続けてまいりました"
    wanted = "ボトル充填機を販売する代理店を探しています"
    assert pieces(f"{praise}。{wanted}。")[1:] == [praise, wanted]


def test_a_list_without_end_has_few_pieces():
    assert len(pieces(", ".join(f"товар номер {place}" for place in range(500)))) == CLAUSES + 1
