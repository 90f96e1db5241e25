"""Papers that customs may ask of a sample, by what it is: a first list to tick, no promise that nothing is missing."""
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

PAPERS = {
    "proforma": _("Pro forma invoice: “sample, not for sale”, with a value for customs"),
    "packing": _("Packing list with weights"),
    "origin": _("Certificate of origin"),
    "analysis": _("Certificate of analysis"),
    "ingredients": _("List of ingredients"),
    "health": _("Health certificate for food"),
    "veterinary": _("Veterinary certificate"),
    "phytosanitary": _("Phytosanitary certificate"),
    "cites": _("Permit for protected species (CITES)"),
    "excise": _("Permit for alcohol or tobacco"),
    "safety": _("Safety data sheet"),
    "batteries": _("Test summary for batteries (UN 38.3)"),
    "registered": _("Registration or import permit of a ministry"),
    "fibres": _("Composition of the fibres"),
    "wood": _("Mark of heat treatment on wooden packaging (ISPM 15)"),
    "datasheet": _("Technical data sheet with model, voltage and use"),
    "carnet": _("ATA carnet, when the sample goes back"),
    "end_use": _("Statement of who will use it and what for"),
}
ALWAYS = ("proforma", "packing")
ANIMALS, PLANTS, PREPARED = ("01", "02", "03", "04", "05"), ("06", "07", "08", "09", "10", "11", "12", "13", "14"), (
    "15", "16", "17", "18", "19", "20", "21", "22", "23",
)
CHEMICALS, TEXTILES, MACHINES = ("27", "28", "29", "32", "34", "35", "36", "37", "38"), tuple(
    map(str, range(50, 64))
), ("84", "85", "86", "87", "90")
# Beginnings of HS codes: chapters of two digits, headings of four.
ASKED = {
    "origin": (*PLANTS, *PREPARED, *TEXTILES, "72", "73", "76"),
    "analysis": ("15", "25", "26", "28", "29", "30", "31", "33", "71"),
    "ingredients": ("16", "17", "18", "19", "20", "21", "22", "23", "33", "34"),
    "health": ("02", "03", "04", "07", "08", "09", *PREPARED),
    "veterinary": (*ANIMALS, "16", "1501", "1502", "41", "43", "5101", "5102", "5105"),
    "phytosanitary": (*PLANTS, "1801", "2401", "44", "4601", "5201", "5301"),
    "cites": ("0508", "0604", "4103", "4113", "43", "4403", "9705"),
    "excise": ("2203", "2204", "2205", "2206", "2207", "2208", "24"),
    "safety": (*CHEMICALS, "31", "33", "3901", "3907", "8507"),
    "batteries": ("8506", "8507", "8517", "8806"),
    "registered": ("30", "3808", "3101", "9018", "9019", "9021", "9022"),
    "fibres": TEXTILES,
    "wood": (*MACHINES, "68", "69", "70", "94"),
    "datasheet": (*MACHINES, "94"),
    "carnet": (*MACHINES, "71", "97"),
    "end_use": ("8456", "8457", "8458", "8459", "8460", "8541", "8542", "8543", "88", "9013", "9014", "9031"),
}


def papers_for(codes: Iterable[str]) -> list[str]:
    """In the order of the list; codes of a heading say more than their chapter, so both are looked at."""
    begins = {code[:length] for code in codes for length in (2, 4)}
    return [key for key in PAPERS if key in ALWAYS or begins & set(ASKED.get(key, ()))]
