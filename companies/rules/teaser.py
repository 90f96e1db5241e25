"""Is a teaser anonymous? Names, addresses, telephones and numbers that give a firm away, in every script."""
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from core.text import Phrase, plain

from .teaser_contacts import find_contacts
from .teaser_names import find_names

MESSAGES = {
    "name": _("“%(found)s” shows which firm this is. Describe the product without names."),
    "url": _("“%(found)s” is a web address. Please remove it: partners read this text before they know your "
             "firm."),
    "email": _("“%(found)s” is an e-mail address: it does not belong in an anonymous text."),
    "phone": _("“%(found)s” reads like a telephone number. If it is a quantity, add its unit."),
    "legal_id": _("“%(found)s” reads like a firm's legal number: it does not belong in an anonymous text."),
    "goods": _("“%(found)s” is also in your firm's name. Write it only if you mean the goods."),
    "handle": _("“%(found)s” is a messenger contact: it does not belong in an anonymous text."),
}


@dataclass(frozen=True)
class TeaserProblem:
    """One thing that gives the firm away; `kind`: name, goods, url, email, phone, legal_id or handle.

    A word of the name that may mean goods ("goods") is a question, never a refusal.
    """

    kind: str
    found: str
    message: Phrase

    @property
    def is_question(self) -> bool:
        return self.kind == "goods"


def check_anonymous(text: str, *, names: list[str]) -> list[TeaserProblem]:
    """What must go before strangers may read the text; [] when nothing. Give every name of the firm and its people."""
    text = plain(text, multiline=True)
    named = (("name" if found.certain else "goods", found.words) for found in find_names(text, names))
    finds = [*named, *find_contacts(text)]
    shown = dict.fromkeys((kind, found[:80]) for kind, found in finds)
    return [TeaserProblem(kind, found, Phrase(MESSAGES[kind], {"found": found})) for kind, found in shown]


def questions(problems: list[TeaserProblem]) -> list[TeaserProblem]:
    return [problem for problem in problems if problem.is_question]


def refusals(problems: list[TeaserProblem]) -> list[TeaserProblem]:
    return [problem for problem in problems if not problem.is_question]
