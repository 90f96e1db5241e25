"""What can be ticked in an answer. Keys are kept with answers and never change; texts may."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

YES_NO = {"yes": _("Yes"), "no": _("No"), "depends": _("It depends: let us talk about it")}
PAYER = {"we": _("We do"), "you": _("You do"), "both": _("Each of us pays half")}
USE = {
    "production": _("For our own production"), "wholesale": _("For sale to other firms"),
    "retail": _("For sale in shops"), "catering": _("For restaurants, hotels or canteens"),
    "project": _("For a project or a public tender"), "own": _("For our own use"),
}
MAKER = {"make": _("We make them"), "trade": _("We buy and sell them"), "both": _("Both, depending on the goods")}
SAMPLE = {"free": _("Yes, free of charge"), "paid": _("Yes, against payment"), "no": _("No")}
PACKING = {
    "bags": _("Bags"), "boxes": _("Boxes"), "pallets": _("Pallets"), "drums": _("Drums or canisters"),
    "rolls": _("Rolls or bales"), "bulk": _("Loose, without packaging"), "crates": _("Wooden crates"),
    "container": _("Whole containers"),
}
RHYTHM = {
    "once": _("Once"), "month": _("Every month"), "quarter": _("Every three months"), "year": _("Once a year"),
    "season": _("In the season"), "need": _("When we need it"),
}
# Incoterms 2020, named by their letters everywhere.
BASIS = {code: code for code in ("EXW", "FCA", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")}
CURRENCY = {code: code for code in ("JPY", "USD", "EUR", "KZT", "UZS", "RUB", "CNY")}
PAYMENT = {
    "advance": _("All in advance"), "part": _("Part in advance, the rest before shipment"),
    "credit": _("Letter of credit"), "account": _("After delivery, on open account"),
    "collection": _("Documents against payment through a bank"),
}
CERTIFICATES = {
    "iso9001": "ISO 9001", "iso14001": "ISO 14001", "iso22000": "ISO 22000", "iso13485": "ISO 13485",
    "haccp": "HACCP", "fssc": "FSSC 22000", "gmp": "GMP", "globalgap": "GLOBALG.A.P.", "halal": _("Halal"),
    "kosher": _("Kosher"), "jas": _("Organic (JAS)"), "organic_eu": _("Organic (EU)"), "ce": "CE",
    "eac": _("EAC (Eurasian Economic Union)"), "pse": "PSE", "jis": "JIS", "gost": _("GOST"), "none": _("None"),
}
WAY = {
    "rail": _("By rail, through Khorgos or Dostyk"), "road": _("By road"), "sea_rail": _("By sea and rail"),
    "air": _("By air"), "post": _("By parcel or express service"),
}
CUSTOMS = {"we": _("We do"), "you": _("You do"), "broker": _("A customs broker")}
VOLTAGE = {
    "100": _("100 V, one phase"), "200": _("200 V, three phases"), "220": _("220–230 V, one phase"),
    "380": _("380–400 V, three phases"), "none": _("No electricity"),
}
CONDITION = {"new": _("New"), "used": _("Used"), "overhauled": _("Used and overhauled")}
TECHNOLOGY = {
    "licence": _("A licence"), "know_how": _("Know-how and training"), "joint": _("Development together"),
    "equipment": _("Equipment with support"), "none": _("None")}
ROLE = {
    "maker": _("A maker"), "distributor": _("A distributor"), "buyer": _("A buyer"), "service": _("A service provider"),
    "investor": _("An investor"), "research": _("A research partner"),
}
DECIDER = {
    "owner": _("The owner"), "director": _("The director or president"), "purchase": _("The purchasing department"),
    "board": _("The board"), "abroad": _("The head office in another country"),
}
CONDITIONS = {
    "volume": _("A minimum volume a year"), "time": _("For a limited time"), "region": _("For a part of the country"),
    "none": _("No conditions"),
}

# Units stand behind a number as a sign, so that no language needs a case or a plural for them.
UNIT = {
    "t": pgettext_lazy("unit", "t"), "kg": pgettext_lazy("unit", "kg"), "g": pgettext_lazy("unit", "g"),
    "l": pgettext_lazy("unit", "l"), "ml": pgettext_lazy("unit", "ml"), "pcs": pgettext_lazy("unit", "pcs"),
    "sets": pgettext_lazy("unit", "sets"), "boxes": pgettext_lazy("unit", "boxes"),
    "pallets": pgettext_lazy("unit", "pallets"), "c20": pgettext_lazy("unit", "20-ft containers"),
    "c40": pgettext_lazy("unit", "40-ft containers"), "m": pgettext_lazy("unit", "m"),
    "m2": pgettext_lazy("unit", "m²"), "m3": pgettext_lazy("unit", "m³"), "pairs": pgettext_lazy("unit", "pairs"),
}
MEASURE = {
    "days": pgettext_lazy("unit", "days"), "months": pgettext_lazy("unit", "months"),
    "years": pgettext_lazy("unit", "years"), "percent": "%", "celsius": "°C", "kw": pgettext_lazy("unit", "kW"),
    "people": pgettext_lazy("unit", "people"), "shops": pgettext_lazy("unit", "shops"), "un": "UN", "year": "",
}
PER = {
    "once": _("in all"), "day": _("a day"), "week": _("a week"), "month": _("a month"), "year": _("a year"),
    "order": _("an order"),
}
# Where goods of our firms come from and go to; names are CLDR's in every language.
COUNTRIES = (
    "JP", "KZ", "UZ", "KG", "TJ", "TM", "RU", "CN", "KR", "TR", "AZ", "GE", "MN", "BY", "IN", "PK", "IR", "AE", "TW",
    "TH", "VN", "ID", "MY", "SG", "DE", "FR", "IT", "ES", "NL", "PL", "GB", "US",
)
LANGUAGES = ("ja", "en", "ru", "kk", "uz", "ky", "tg", "tk", "zh", "ko", "de", "tr")
