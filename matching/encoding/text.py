"""The last guard before a text reaches the encoders, which are young code fed with strangers' words."""
import html
import re
import unicodedata

# A line holds 500 characters; the same of unspaced signs cost an encoder about a second, 20,000 cost it half a minute.
LONGEST = 500
# One sign may become eighteen in NFKC (U+FDFA): what is longer than this before can only be cut anyway.
LONGEST_TYPED = 20 * LONGEST
TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[/!?a-zA-Z][^<>]*>", re.IGNORECASE | re.DOTALL)
# Controls (NUL among them), bidi and zero-width signs, lone surrogates, private use, never assigned.
UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class TextNotEncodable(ValueError):
    """`reason`: "empty" or "no_letters"."""

    def __init__(self, reason: str):
        self.reason = reason
        super().__init__(reason)


def prepare(text: str) -> str:
    """The text as the encoders may see it: NFKC, letters of any script and plain signs, one line, no shouting,
    at most 500 characters.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TYPED])
    text = TAG.sub(" ", html.unescape(text))
    # Unescaping may bring back what NFKC had taken apart.
    text = unicodedata.normalize("NFKC", "".join(map(_safe, text)))
    text = " ".join(text.split())[:LONGEST].rstrip()
    if not text:
        raise TextNotEncodable("empty")
    if not any(unicodedata.category(sign).startswith("L") for sign in text):
        raise TextNotEncodable("no_letters")
    return _unshouted(text)


def _unshouted(text: str) -> str:
    """The encoders hardly know words in capitals; one word in capitals may be a brand, a whole text is a shout."""
    return text.lower() if " " in text and text.isupper() else text


def _safe(sign: str) -> str:
    if unicodedata.category(sign) not in UNSAFE_CATEGORIES:
        return sign
    # A tab separates words, a zero-width sign stands within one.
    return " " if sign.isspace() else ""
