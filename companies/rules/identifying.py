"""What would tell a stranger who a firm is: every name it has or had, its people, the names in its addresses."""
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from core.sounds import sound_key
from core.text import plain

from .generic_words import GENERIC
from .legal_forms import CODES, strip_legal_form
from .naming import FREE_MAIL

BRACKETED = re.compile(r"[(（\[【〔〈《「『«“]([^()（）\[\]【】〔〕〈〉《》「」『』«»“”]{2,})[)）\]】〕〉》」』»”]")
# What stands in front of a former, a trading or a short name.
FORMER = (
    r"旧社名|旧商号|旧名称?|旧称|旧|通称|屋号|商号|略称|商標|ブランド名?|英文名称?|英語名|бывш(?:ее|ая|ий)?\.?(?:\s+название)?"
    r"|ранее|прежн\w+(?:\s+название)?|до\s+(?:19|20)\d\d\s*(?:г\.?|года)?|торгов\w+\s+марк\w+|под\s+маркой|бренд|тм"
    r"|бұрынғы(?:\s+атауы)?|бұрын|сауда\s+(?:белгісі|маркасы)|sobiq|avvalgi(?:\s+nomi)?|savdo\s+(?:belgisi|markasi)|brend"
    r"|formerly(?:\s+known\s+as)?|former(?:\s+name)?|previously|trading\s+as|doing\s+business\s+as|brand|trademark"
    r"|f\s*/?\s*k\s*/?\s*a|a\.?\s*k\.?\s*a|d\s*/\s*b\s*/\s*a|dba|t\s*/\s*a|ex"
)
IN_FRONT = re.compile(rf"^(?:{FORMER})(?:(?=[^\w])|(?<=[\u3000-\u9fff]))[\s:：・.,–—-]*", re.I)
BETWEEN = re.compile(rf"(?:(?:^|[\s,;、・/／|–—]+)(?:{FORMER})(?=[\s:：・.«“「]))|\s*[/／|]\s*|\s+[–—]\s+", re.I)
YEARS = re.compile(r"[\s,]*(?:до|until|till|まで)?\s*(?:19|20)\d\d\s*(?:г\.?|年(?:まで)?)?$", re.I)
OFFICE = frozenset("info office sales mail contact admin export import kontakt zakaz trade hello support".split())
ZONES = frozenset("co or ne ac go com org net info asia example online shop site store tech".split())
LEAST_LOCAL = 6  # letters of a mailbox's name at a free host that may be the firm's own


def identifying(
    names: Iterable[str], *, people: Iterable[str] = (), emails: Iterable[str] = (), website: str = ""
) -> list[str]:
    """Everything to look for in a text that strangers read, each once."""
    found = [core for name in names for core in every_name(name)]
    found += [plain(person) for person in people]
    found += [label for email in emails for label in _of_email(email)]
    found += _of_host(urlsplit(website).hostname or "")
    return list(dict.fromkeys(filter(None, found)))


def every_name(name: str) -> list[str]:
    """The name proper, and apart from it those in brackets, former ones and those it trades under."""
    rest, pieces = plain(name), []
    while match := BRACKETED.search(rest):  # the innermost ones first
        pieces.append(match.group(1))
        rest = f"{rest[:match.start()]} {rest[match.end():]}"
    pieces = [part for piece in [rest, *pieces] for part in BETWEEN.split(piece)]
    cores = [core for core in map(_proper, pieces) if not _says_nothing(core)]
    telling = [core for core in cores if not set(sound_key(core).split()) <= GENERIC]
    return list(dict.fromkeys(telling or cores[:1])) or [strip_legal_form(name or "").core]


def _proper(piece: str) -> str:
    return strip_legal_form(YEARS.sub("", IN_FRONT.sub("", piece.strip(" ,;:・.")))).core.strip(" ,;:・.")


def _says_nothing(core: str) -> bool:
    """A legal form by itself, or not a word."""
    letters = "".join(char for char in core.casefold() if char.isalnum())
    return letters in CODES or len(letters) < 2


def _of_email(email: str) -> list[str]:
    local, _at, host = plain(email).casefold().rpartition("@")
    if host not in FREE_MAIL:
        return _of_host(host)
    letters = re.sub(r"[^a-z]", "", local)
    return [local] if len(letters) >= LEAST_LOCAL and letters not in OFFICE else []


def _of_host(host: str) -> list[str]:
    """"shop.altai-tamaq.co.jp" → "altai-tamaq"; nothing of a free host or of one that is a plain word."""
    labels = [label for label in host.casefold().removeprefix("www.").split(".") if label]
    while len(labels) > 1 and (labels[-1] in ZONES or len(labels[-1]) <= 3):
        labels.pop()
    return [labels[-1]] if labels and host not in FREE_MAIL and labels[-1] not in GENERIC else []
