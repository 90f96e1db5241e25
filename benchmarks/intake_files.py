"""Files of firms and lines as the world sends them, each row with its truth: what stood there before it was damaged."""
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from openpyxl import Workbook

from companies.intake.heads import FIRM_HEADS, LINE_HEADS

LANGUAGES = ("ja", "en", "ru", "kk", "uz")
ENCODING = {"ja": "cp932", "en": "utf-8-sig", "ru": "cp1251", "kk": "utf-16", "uz": "utf-8"}
SEPARATOR = {"ja": ",", "en": ",", "ru": ";", "kk": "\t", "uz": ";"}
# Beside our own heads, as others write them.
OTHER_HEADS = {
    "ja": {"name": "会社名", "legal_id": "登録番号", "contact_name": "担当者", "employees": "社員数"},
    "en": {"name": "Company", "legal_id": "Legal number", "contact_name": "Contact", "contact_email": "Mail"},
    "ru": {"name": "Наименование", "legal_id": "ИНН", "contact_name": "Контакт", "contact_email": "Эл. почта"},
    "kk": {}, "uz": {},
}
NAMES = {
    "ja": ("株式会社北陸機械", "東海精密工業株式会社", "瀬戸内食品有限会社"),
    "en": ("Hokuriku Machinery Co., Ltd.", "Steppe Foods LLP", "Silk Road Textiles LLC"),
    "ru": ("ТОО «Алтай Продукт»", "ООО «Ташкент Текстиль»", "АО «Степные продукты»"),
    "kk": ("«Өскемен Астық» ЖШС", "«Қарағанды Құрылыс» АҚ", "«Ұлы Дала» ЖШС"),
    "uz": ("«Toshkent Toʻqimachilik» MChJ", "«Buxoro Ipagi» AJ", "«Qoʻqon Mevalari» MChJ"),
}
GOODS = ("040900", "081310", "842230", "520100", "870829", "020230")
LABELS = {"JP": "法人番号：", "KZ": "БИН ", "UZ": "СТИР ", "KG": "ИНН "}
NATIONAL = {"JP": 9}


@dataclass
class Made:
    """`cells` by field, as they stand in the file; `truth` by field, as they stood before; `damage`: its name."""

    cells: dict
    truth: dict
    damage: str = "none"


@dataclass
class Given:
    """One file; `rows` in their order, None for a blank one; the header stands in row `header`."""

    name: str
    sheet: str
    content: bytes
    header: int
    rows: list[Made | None] = field(default_factory=list)


def files(kind: str, rows: int, seed: int) -> Iterator[tuple[Given, Given]]:
    """Firms and lines for each language, `rows` together."""
    for place, language in enumerate(LANGUAGES):
        random = Random(f"{seed} {kind} {language}")
        share = rows // len(LANGUAGES) + (place < rows % len(LANGUAGES))
        firms = [_firm(random, language, number) for number in range(share * 3 // 4)]
        lines = [_line(random, firms, number) for number in range(share - len(firms))]
        yield _written(kind, language, "firms", firms, random), _written(kind, language, "lines", lines, random)


def _firm(random: Random, language: str, number: int) -> Made:
    country = {"ja": "JP", "en": random.choice(("JP", "KZ"))}.get(language) or random.choice(("KZ", "UZ", "KG"))
    digits = NUMBER[country](random)
    truth = {
        "key": f"{language}{number}", "country": country, "legal_id": digits,
        "name": f"{random.choice(NAMES[language])} {number}", "contact_name": "Aziz Karimov",
        "contact_email": f"a{number}@firm.example", "employees": random.randrange(1, 5_000),
        "founded": random.randrange(1900, 2020),
    }
    made = Made({name: str(value) for name, value in truth.items()}, truth)
    if random.random() < 0.5:
        made.damage = random.choice(list(FIRM_DAMAGE))
        FIRM_DAMAGE[made.damage](made, random)
    return made


def _line(random: Random, firms: list[Made], number: int) -> Made:
    firm, code = random.choice(firms), random.choice(GOODS)
    truth = {
        "firm": firm.truth["key"], "kind": "offer", "cooperation": "supply", "text": f"Goods no {number}",
        "markets": "JP" if firm.truth["country"] != "JP" else "KZ", "hs_codes": code,
    }
    made = Made(dict(truth), truth | {"of": firm})
    if random.random() < 0.5:
        made.damage = random.choice(list(LINE_DAMAGE))
        LINE_DAMAGE[made.damage](made, random)
    return made


def _bin(random: Random) -> str:
    """With its check digit: weights 1–11, and 3–2 where that leaves 10."""
    while True:
        digits = f"{random.randrange(100):02}{random.randrange(1, 13):02}40{random.randrange(100_000):05}"
        for weights in (range(1, 12), [*range(3, 12), 1, 2]):
            check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
            if check < 10:
                return f"{digits}{check}"


def _corporate(random: Random) -> str:
    digits = f"{random.randrange(10**11, 10**12)}"
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return f"{9 - total % 9}{digits}"


NUMBER: dict[str, Callable[[Random], str]] = {
    "JP": _corporate, "KZ": _bin, "UZ": lambda random: f"3{random.randrange(10**7, 10**8)}",
    "KG": lambda random: f"0{random.randrange(1, 28):02}{random.randrange(1, 13):02}20{random.randrange(10**7):07}",
}


def _zeros_lost(made: Made, _random: Random) -> None:
    made.cells["legal_id"] = made.cells["legal_id"].lstrip("0")
    if made.cells["legal_id"] == made.truth["legal_id"]:
        made.damage = "none"


def _tails(made: Made, random: Random) -> None:
    for name in ("legal_id", "employees", "founded"):
        made.cells[name] += random.choice((".0", ",0"))
    if made.truth["legal_id"].startswith("0"):
        made.cells["legal_id"] = made.cells["legal_id"].lstrip("0")
        made.damage = "tail and lost zero"


def _guards(made: Made, random: Random) -> None:
    guard = random.choice(("'{}", '="{}"'))
    made.cells["legal_id"] = guard.format(made.cells["legal_id"])


def _exponent(made: Made, random: Random) -> None:
    digits = made.cells["legal_id"].lstrip("0")
    made.cells["legal_id"] = f"{digits[0]}{random.choice('.,')}{digits[1:5]}E+{len(digits) - 1}"


def _label(made: Made, _random: Random) -> None:
    made.cells["legal_id"] = LABELS[made.truth["country"]] + made.cells["legal_id"]


def _formula_error(made: Made, random: Random) -> None:
    made.cells["name"] = random.choice(("#Н/Д", "#REF!", "#N/A", "#ИМЯ?", "#VALUE!"))


def _groups(made: Made, random: Random) -> None:
    digits, mark = made.cells["legal_id"], random.choice((" ", "-"))
    made.cells["legal_id"] = mark.join(digits[place : place + 3] for place in range(0, len(digits), 3))


def _counts(made: Made, random: Random) -> None:
    said = ("{}名", "{}人", "約{}名") if made.truth["country"] == "JP" else ("около {}", "{} чел.")
    made.cells["employees"] = random.choice(said).format(made.truth["employees"])


def _missing(made: Made, random: Random) -> None:
    made.cells[random.choice(("name", "legal_id", "contact_email"))] = ""


def _code_zero_lost(made: Made, _random: Random) -> None:
    digits = NATIONAL.get(made.truth["of"].truth["country"], 10)
    made.cells["hs_codes"] = made.truth["hs_codes"].ljust(digits, "0").lstrip("0")
    if len(made.cells["hs_codes"]) == digits:
        made.damage = "national code"


def _code_tail(made: Made, _random: Random) -> None:
    made.cells["hs_codes"] = made.truth["hs_codes"].lstrip("0") + ".0"
    if made.truth["hs_codes"].startswith("0"):
        made.damage = "tail and lost zero"


def _code_label(made: Made, _random: Random) -> None:
    made.cells["hs_codes"] = f"ТН ВЭД {made.truth['hs_codes'][:4]} {made.truth['hs_codes'][4:]}"


def _unknown_kind(made: Made, _random: Random) -> None:
    made.cells["kind"] = "present"


FIRM_DAMAGE = {
    "lost zeros": _zeros_lost, "decimal tail": _tails, "guard": _guards, "exponent": _exponent, "label": _label,
    "formula error": _formula_error, "groups": _groups, "count in words": _counts, "empty field": _missing,
}
LINE_DAMAGE = {
    "lost zero of a code": _code_zero_lost, "decimal tail of a code": _code_tail, "label of a code": _code_label,
    "unknown word": _unknown_kind, "formula error": lambda made, _random: made.cells.update(text="#REF!"),
}


def _written(kind: str, language: str, sheet: str, made: list[Made], random: Random) -> Given:
    """With blank rows between, and for some a title above the header."""
    fields = list(FIRM_HEADS if sheet == "firms" else LINE_HEADS)
    fields = [name for name in fields if name in made[0].cells]
    own = FIRM_HEADS if sheet == "firms" else LINE_HEADS
    heads = [OTHER_HEADS[language].get(name, own[name][language]) if sheet == "firms" else own[name][language]
             for name in fields]
    rows: list[Made | None] = []
    for one in made:
        rows += [None, one] if random.random() < 0.02 else [one]
    _lose_letters_once(rows, language, sheet)
    above = [["2026"], []] if kind == "xlsx" and language in ("ru", "ja") else []
    table = [*above, heads, *([row.cells[name] for name in fields] if row else [] for row in rows)]
    write = _workbook if kind == "xlsx" else _csv
    return Given(f"{sheet}-{language}.{kind}", sheet, write(table, language), len(above) + 1, rows)


def _lose_letters_once(rows: list[Made | None], language: str, sheet: str) -> None:
    """One such row is a notice; with two the whole file is refused."""
    whole = next((row for row in rows if row and row.damage == "none"), None)
    if sheet == "firms" and language == "kk" and whole:
        whole.cells["name"] = whole.truth["name"] = "«?скемен Астық» ЖШС"
        whole.damage = "lost letters"


def _csv(table: list[list], language: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=SEPARATOR[language]).writerows(table)
    return out.getvalue().encode(ENCODING[language])


def _workbook(table: list[list], _language: str) -> bytes:
    """Plain digits as numbers, which is how Excel keeps what was typed; so all zeros in front are lost."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in table:
        sheet.append([_typed(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(cell: str) -> int | float | str:
    plain = cell.removesuffix(".0")
    if plain.isascii() and plain.isdigit() and not plain.startswith("0") and len(plain) < 16:
        return int(plain) if plain == cell else float(plain)
    return cell
