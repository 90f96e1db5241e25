"""The phrase book: questions of trade with typed answers, each read in the reader's own language.

A changed meaning is a new version; the old one stays in FORMER, because answers keep the version they answered.
"""
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import choices as of

GROUPS = {
    "goods": _("The goods"), "quantity": _("Quantities"), "price": _("Price and terms"),
    "certificates": _("Certificates and quality"), "logistics": _("Transport and customs"),
    "machines": _("Machines"), "cooperation": _("Working together"), "meeting": _("Meeting"), "about": _("The firm"),
}
FOOD = ("02", "03", "04", "07", "08", "09", "10", "11", "12", "15", "16", "17", "18", "19", "20", "21", "22")
MACHINES = ("84", "85", "86", "87", "90")


class Question(NamedTuple):
    """`kind`: a name of rules.answers.KINDS; `options`: what may be ticked; `unit`: of a number, from choices.MEASURE.

    `chapters`: of the HS, for which it is proposed first; `early`: may be asked before contacts are released.
    """

    key: str
    group: str
    text: Promise
    kind: str
    options: dict[str, Any]
    unit: str = ""
    chapters: tuple[str, ...] = ()
    early: bool = True
    version: int = 1


def _ask(key: str, text: Promise, kind: str, given: Any = "", chapters: Any = (), *, early: bool = True) -> tuple:
    """`given`: options or a unit."""
    options, unit = (given, "") if isinstance(given, dict) else ({}, given)
    return key, text, kind, options, unit, tuple(chapters), early


BOOK = {
    "goods": [
        _ask("model", _("Which product or model exactly?"), "text", early=False),
        _ask("use", _("What are the goods for?"), "choices", of.USE),
        _ask("maker", _("Do you make the goods yourselves?"), "choice", of.MAKER),
        _ask("capacity", _("How much can you supply?"), "quantity"),
        _ask("sample", _("Can you send a sample?"), "choice", of.SAMPLE),
        _ask("sample_payer", _("Who pays for the sample and its transport?"), "choice", of.PAYER),
        _ask("sheet", _("Do you have a data sheet in English or Russian?"), "yes_no"),
        _ask("origin", _("In which country are the goods made?"), "countries"),
        _ask("to_order", _("Do you make goods to a drawing or a recipe of ours?"), "yes_no"),
        _ask("own_label", _("Can the goods be sold under our brand?"), "yes_no"),
    ],
    "quantity": [
        _ask("minimum", _("What is the smallest order?"), "quantity"),
        _ask("first_order", _("How large would the first order be?"), "quantity"),
        _ask("need", _("How much do you need?"), "quantity"),
        _ask("rhythm", _("How often would you order?"), "choice", of.RHYTHM),
        _ask("packing", _("How are the goods packed?"), "choices", of.PACKING),
        _ask("package", _("How much is in one package?"), "quantity"),
    ],
    "price": [
        _ask("basis", _("On which price basis (Incoterms 2020) do you work?"), "choices", of.BASIS),
        _ask("currency", _("In which currencies do you work?"), "choices", of.CURRENCY),
        _ask("price", _("What is the price, roughly?"), "money"),
        _ask("target_price", _("Which price do you expect?"), "money"),
        _ask("payment", _("How would the goods be paid for?"), "choices", of.PAYMENT),
        _ask("advance", _("Which share is paid in advance?"), "number", "percent"),
        _ask("credit_days", _("Within how many days after delivery is an invoice paid?"), "number", "days"),
        _ask("offer_until", _("Until which day does your offer hold?"), "day"),
        _ask("discount", _("Is there a lower price for larger orders?"), "yes_no"),
    ],
    "certificates": [
        _ask("certificates", _("Which certificates do you have?"), "choices", of.CERTIFICATES),
        _ask("certificates_needed", _("Which certificates do you need?"), "choices", of.CERTIFICATES),
        _ask("certificate_until", _("Until which day is your main certificate valid?"), "day"),
        _ask("test_report", _("Do you have test reports of an independent laboratory?"), "yes_no"),
        _ask("audit", _("May we visit your plant to check the quality?"), "yes_no"),
        _ask("papers", _("Do you help with the papers for the conformity certificate?"), "yes_no"),
        _ask("label", _("Do you print labels in the language of our country?"), "yes_no", "", FOOD),
    ],
    "logistics": [
        _ask("ready", _("From which day can you deliver?"), "day"),
        _ask("lead_time", _("How many days pass from the order to the shipment?"), "number", "days"),
        _ask("way", _("How do the goods travel?"), "choices", of.WAY),
        _ask("temperature", _("At which temperature do the goods travel?"), "range", "celsius", FOOD),
        _ask("shelf_life", _("How long can the goods be kept?"), "number", "months", FOOD),
        _ask("dangerous", _("Are they dangerous goods?"), "yes_no", "", ("28", "29", "36", "38")),
        _ask("un_number", _("What is their UN number?"), "number", "un", ("28", "29", "36", "38")),
        _ask("customs", _("Who clears the goods through customs in your country?"), "choice", of.CUSTOMS),
        _ask("warehouse", _("Do you have a warehouse in your country?"), "yes_no"),
        _ask("exported", _("Have you shipped to our region before?"), "yes_no"),
        _ask("place", _("From or to which place are the goods delivered?"), "text", early=False),
    ],
    "machines": [
        _ask("voltage", _("Which voltage does the machine need?"), "choices", of.VOLTAGE, MACHINES),
        _ask("power", _("How much power does it take?"), "number", "kw", MACHINES),
        _ask("condition", _("Is it new or used?"), "choices", of.CONDITION, MACHINES),
        _ask("manual", _("In which languages is the manual?"), "languages", "", MACHINES),
        _ask("installation", _("Do your people install it at our place?"), "yes_no", "", MACHINES),
        _ask("training", _("Do you train our people?"), "yes_no", "", MACHINES),
        _ask("spares", _("Within how many days do spare parts arrive?"), "number", "days", MACHINES),
        _ask("warranty", _("How long is the warranty?"), "number", "months", MACHINES),
        _ask("service", _("Is there a service partner in our region?"), "yes_no", "", MACHINES),
    ],
    "cooperation": [
        _ask("partner", _("What kind of partner do you look for?"), "choices", of.ROLE),
        _ask("exclusive", _("Would you give or take exclusive rights?"), "yes_no"),
        _ask("exclusive_terms", _("Under which conditions would rights be exclusive?"), "choices", of.CONDITIONS),
        _ask("territory", _("For which countries?"), "countries"),
        _ask("network", _("In which countries do you sell today?"), "countries"),
        _ask("shops", _("How many shops do you supply?"), "number", "shops"),
        _ask("investment", _("How much would you invest?"), "money"),
        _ask("technology", _("Which technology would you share or do you seek?"), "choices", of.TECHNOLOGY),
        _ask("local", _("Would you produce in our country?"), "yes_no"),
        _ask("joint", _("Would you found a firm together with a partner?"), "yes_no"),
    ],
    "meeting": [
        _ask("call", _("Shall we speak by video call?"), "yes_no"),
        _ask("call_day", _("From which day would a call suit you?"), "day"),
        _ask("visit_us", _("When could you visit us?"), "period"),
        _ask("visit_you", _("When could we visit you?"), "period"),
        _ask("interpreter", _("Do you need an interpreter?"), "yes_no"),
        _ask("spoken", _("Which languages do your people speak?"), "languages"),
        _ask("event", _("Will you come to an event of this portal?"), "yes_no"),
    ],
    "about": [
        _ask("founded", _("In which year was your firm founded?"), "number", "year"),
        _ask("staff", _("How many people work for you?"), "number", "people"),
        _ask("turnover", _("What is your turnover a year, roughly?"), "money"),
        _ask("decider", _("Who decides about this in your firm?"), "choice", of.DECIDER),
        _ask("decision", _("By when will you decide?"), "day"),
        _ask("references", _("Who can tell us about working with you?"), "text", early=False),
    ],
}
FORMER: tuple[Question, ...] = ()
QUESTIONS = {
    key: Question(key, group, *given) for group, asked in BOOK.items() for key, *given in asked
}
BY_VERSION = {(one.key, one.version): one for one in (*FORMER, *QUESTIONS.values())}
