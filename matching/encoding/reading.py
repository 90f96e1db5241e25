"""What the encoders read of a line: Uzbek in its Latin letters, and a long line in clauses beside the whole."""
import re

from ..scoring.languages import written_language

LONG = 80  # letters; a Japanese one says as much as two or three others
CLAUSES = 12
SHORTEST = 4
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|[。！？；;\n]|\s+[—–•]\s+")
COMMA = re.compile(r",\s+|[、，]")
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшъыьэюяўқғҳ"
LATIN = (
    "a b v g d e yo j z i y k l m n o p r s t u f x ts ch sh ’ i  e yu ya o‘ q g‘ h"
).split(" ")
UZBEK_LATIN = dict(zip(CYRILLIC, LATIN, strict=True))


def reading(text: str, declared: str) -> str:
    """A line as the encoders are given it; `declared`: the language its profile says it is in."""
    return uzbek_in_latin(text) if written_language(text, declared) == "uz" else text


def uzbek_in_latin(text: str) -> str:
    """The encoders learnt Uzbek from Latin letters: Cyrillic ones become those, all else stays."""
    letters = []
    for place, sign in enumerate(text):
        small = sign.lower()
        latin = UZBEK_LATIN.get(small, sign)
        if small == "е" and not (place and text[place - 1].isalpha()):
            latin = "ye"
        letters.append(latin.capitalize() if sign != small and latin != sign else latin)
    return "".join(letters)


def pieces(text: str) -> list[str]:
    """The whole text first; of a long one its clauses too: what a firm wants often stands at the end of its praise."""
    clauses = [clause for sentence in _split(SENTENCE, text) for clause in _split(COMMA, sentence)]
    whole = [clause for clause in clauses if sum(map(str.isalpha, clause)) >= SHORTEST]
    return [text, *whole[-CLAUSES:]] if len(whole) > 1 else [text]


def _split(separator: re.Pattern, text: str) -> list[str]:
    weight = len(text) + len(JAPANESE.findall(text))
    return [part.strip() for part in separator.split(text)] if weight > LONG else [text]
