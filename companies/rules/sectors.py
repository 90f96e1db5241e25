"""Plain sectors a firm recognises itself in; each gathers divisions of ISIC Rev.4 and meets HS codes of goods."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sector(TextChoices):
    AGRICULTURE = "agriculture", _("Agriculture, forestry and fishing")
    FOOD = "food", _("Food and drink")
    MINING = "mining", _("Mining")
    OIL_GAS = "oil_gas", _("Oil and gas")
    TEXTILES = "textiles", _("Textiles, clothing and leather")
    WOOD_PAPER = "wood_paper", _("Wood, paper and furniture")
    CHEMICALS = "chemicals", _("Chemicals, plastics and building materials")
    MEDICAL = "medical", _("Medicines and medical devices")
    METALS = "metals", _("Metals and metal goods")
    ELECTRONICS = "electronics", _("Electronics and optics")
    ELECTRICAL = "electrical", _("Electrical equipment")
    MACHINERY = "machinery", _("Machinery")
    VEHICLES = "vehicles", _("Motor vehicles and parts")
    SHIPS_RAIL_AIR = "ships_rail_air", _("Ships, railway and aircraft")
    ENERGY = "energy", _("Power and heat")
    WATER_WASTE = "water_waste", _("Water, waste and recycling")
    CONSTRUCTION = "construction", _("Construction and property")
    TRADE = "trade", _("Wholesale and retail trade")
    TRANSPORT = "transport", _("Transport and logistics")
    TOURISM = "tourism", _("Tourism, hotels and restaurants")
    IT = "it", _("Software, IT and telecommunications")
    MEDIA = "media", _("Media, culture and sport")
    FINANCE = "finance", _("Finance and insurance")
    PROFESSIONAL = "professional", _("Consulting, rental and business services")
    EDUCATION = "education", _("Research, education and training")
    HEALTH_CARE = "health_care", _("Health and social care")
    OTHER = "other", _("Other goods and services")


S = Sector
ISIC = {
    S.AGRICULTURE: ("01", "02", "03"),
    S.FOOD: ("10", "11", "12"),
    S.MINING: ("05", "07", "08", "09"),
    S.OIL_GAS: ("06", "19"),
    S.TEXTILES: ("13", "14", "15"),
    S.WOOD_PAPER: ("16", "17", "18", "31"),
    S.CHEMICALS: ("20", "22", "23"),
    S.MEDICAL: ("21", "32"),  # division 32 also holds toys and jewellery; its trade between the sides is medical
    S.METALS: ("24", "25"),
    S.ELECTRONICS: ("26",),
    S.ELECTRICAL: ("27",),
    S.MACHINERY: ("28", "33"),
    S.VEHICLES: ("29", "45"),
    S.SHIPS_RAIL_AIR: ("30",),
    S.ENERGY: ("35",),
    S.WATER_WASTE: ("36", "37", "38", "39"),
    S.CONSTRUCTION: ("41", "42", "43", "68"),
    S.TRADE: ("46", "47"),
    S.TRANSPORT: ("49", "50", "51", "52", "53"),
    S.TOURISM: ("55", "56", "79"),
    S.IT: ("61", "62", "63"),
    S.MEDIA: ("58", "59", "60", "90", "91", "92", "93"),
    S.FINANCE: ("64", "65", "66"),
    S.PROFESSIONAL: ("69", "70", "71", "73", "74", "75", "77", "78", "80", "81", "82"),
    S.EDUCATION: ("72", "85"),
    S.HEALTH_CARE: ("86", "87", "88"),
    S.OTHER: ("84", "94", "95", "96", "97", "98", "99"),
}
# First chapter to last chapter of the HS and the sectors their goods belong to, the nearest first.
BY_CHAPTER = (
    ((1, 1), (S.AGRICULTURE,)), ((2, 5), (S.FOOD, S.AGRICULTURE)), ((6, 10), (S.AGRICULTURE, S.FOOD)),
    ((11, 11), (S.FOOD,)), ((12, 14), (S.AGRICULTURE, S.FOOD)), ((15, 22), (S.FOOD,)),
    ((23, 24), (S.FOOD, S.AGRICULTURE)),
    ((25, 25), (S.MINING, S.CHEMICALS)), ((26, 26), (S.MINING, S.METALS)), ((27, 27), (S.OIL_GAS,)),
    ((28, 29), (S.CHEMICALS,)), ((30, 30), (S.MEDICAL,)), ((31, 31), (S.CHEMICALS, S.AGRICULTURE)),
    ((32, 40), (S.CHEMICALS,)), ((41, 43), (S.TEXTILES,)), ((44, 49), (S.WOOD_PAPER,)), ((50, 67), (S.TEXTILES,)),
    ((68, 70), (S.CHEMICALS, S.CONSTRUCTION)), ((71, 76), (S.METALS,)),
    ((78, 83), (S.METALS,)), ((84, 84), (S.MACHINERY,)),
    ((85, 85), (S.ELECTRICAL,)), ((86, 86), (S.SHIPS_RAIL_AIR,)), ((87, 87), (S.VEHICLES,)),
    ((88, 89), (S.SHIPS_RAIL_AIR,)), ((90, 91), (S.ELECTRONICS,)), ((92, 93), (S.OTHER,)), ((94, 94), (S.WOOD_PAPER,)),
    ((95, 96), (S.OTHER,)), ((97, 97), (S.MEDIA,)),
)
BY_HEADING = {
    **dict.fromkeys(("5101", "5102", "5201"), (S.TEXTILES, S.AGRICULTURE)),
    **dict.fromkeys(("2846", "2844", "2805"), (S.CHEMICALS, S.METALS, S.MINING)),
    **dict.fromkeys(("8406", "8410", "8411", "8501", "8502", "8504"), (S.ELECTRICAL, S.ENERGY)),
    **dict.fromkeys(("8407", "8408"), (S.MACHINERY, S.SHIPS_RAIL_AIR, S.VEHICLES)),
    **dict.fromkeys(("8424", "8432", "8433", "8434", "8436", "8437", "8701"), (S.MACHINERY, S.AGRICULTURE)),
    **dict.fromkeys(("8413", "8421"), (S.MACHINERY, S.WATER_WASTE)),
    **dict.fromkeys(("8417", "8422", "8435", "8438"), (S.MACHINERY, S.FOOD)),
    **dict.fromkeys(("8425", "8426", "8429", "8430", "8474"), (S.MACHINERY, S.CONSTRUCTION)),
    **dict.fromkeys(("8444", "8445", "8446", "8447", "8448", "8452"), (S.MACHINERY, S.TEXTILES)),
    **dict.fromkeys(("8471", "8473", "8517"), (S.ELECTRONICS, S.IT)),
    **dict.fromkeys(("8486", "8518", "8519", "8521", "8523", "8524", "8525",
                     "8526", "8527", "8528", "8529", "8532", "8533",
                     "8534", "8540", "8542"), (S.ELECTRONICS,)),
    "8541": (S.ELECTRONICS, S.ENERGY),
    **dict.fromkeys(("9018", "9019", "9020", "9021", "9022", "9402"), (S.MEDICAL, S.HEALTH_CARE)),
    "9405": (S.ELECTRICAL,),
    "9406": (S.CONSTRUCTION,),
}
CHAPTER_SECTORS: dict[str, tuple[Sector, ...]] = {
    f"{chapter:02}": sectors for (first, last), sectors in BY_CHAPTER for chapter in range(first, last + 1)
}
DIVISION_SECTOR = {division: sector for sector, divisions in ISIC.items() for division in divisions}


def sectors_for_hs(code: str) -> tuple[Sector, ...]:
    """Sectors whose goods a 2–6 digit HS code names, the nearest first; () for an unknown chapter."""
    return BY_HEADING.get(code[:4]) or CHAPTER_SECTORS.get(code[:2], ())


def sector_for_isic(division: str) -> Sector | None:
    """The plain sector of an ISIC Rev.4 class: its first two digits decide."""
    return DIVISION_SECTOR.get(division.strip()[:2])
