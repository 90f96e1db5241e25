"""Short plain words for HS chapters and the headings traded most; our own wording, made to be translated."""
from django.utils.translation import gettext_lazy as _

CHAPTERS = {
    "01": _("Live animals"), "02": _("Meat"), "03": _("Fish and seafood"), "04": _("Dairy, eggs and honey"),
    "05": _("Other animal products"), "06": _("Plants and flowers"), "07": _("Vegetables"), "08": _("Fruit and nuts"),
    "09": _("Coffee, tea and spices"), "10": _("Cereals"), "11": _("Flour, malt and starch"),
    "12": _("Oil seeds and plants"),
    "13": _("Gums and plant extracts"), "14": _("Plaiting materials"), "15": _("Fats and oils"),
    "16": _("Meat and fish preparations"), "17": _("Sugar and sweets"), "18": _("Cocoa and chocolate"),
    "19": _("Bakery and cereal products"), "20": _("Preserved fruit and vegetables"),
    "21": _("Other food preparations"),
    "22": _("Drinks and vinegar"), "23": _("Animal feed"), "24": _("Tobacco"), "25": _("Salt, stone, lime and cement"),
    "26": _("Ores and concentrates"), "27": _("Fuels and mineral oils"), "28": _("Inorganic chemicals"),
    "29": _("Organic chemicals"), "30": _("Medicines"), "31": _("Fertilisers"), "32": _("Dyes, paints and inks"),
    "33": _("Cosmetics and perfumes"), "34": _("Soap, detergents and waxes"), "35": _("Proteins, glues and enzymes"),
    "36": _("Explosives and matches"), "37": _("Photographic goods"),
    "38": _("Other chemical products"), "39": _("Plastics"),
    "40": _("Rubber"), "41": _("Hides and leather"), "42": _("Leather goods and bags"),
    "43": _("Furs"), "44": _("Wood"),
    "45": _("Cork"), "46": _("Basketware"), "47": _("Pulp and waste paper"), "48": _("Paper and cardboard"),
    "49": _("Books and printed matter"), "50": _("Silk"), "51": _("Wool and animal hair"), "52": _("Cotton"),
    "53": _("Other plant fibres"), "54": _("Man-made filaments"), "55": _("Man-made staple fibres"),
    "56": _("Felt, nonwovens and rope"), "57": _("Carpets"), "58": _("Special fabrics and lace"),
    "59": _("Coated and technical fabrics"), "60": _("Knitted fabrics"), "61": _("Knitted clothing"),
    "62": _("Clothing, not knitted"), "63": _("Other textile articles"), "64": _("Footwear"), "65": _("Headgear"),
    "66": _("Umbrellas and canes"), "67": _("Feathers and artificial flowers"),
    "68": _("Stone, cement and plaster goods"),
    "69": _("Ceramics"), "70": _("Glass"), "71": _("Precious metals, stones and jewellery"), "72": _("Iron and steel"),
    "73": _("Iron and steel articles"), "74": _("Copper"), "75": _("Nickel"), "76": _("Aluminium"), "78": _("Lead"),
    "79": _("Zinc"), "80": _("Tin"), "81": _("Tungsten, molybdenum and other metals"), "82": _("Tools and cutlery"),
    "83": _("Locks, fittings and metal goods"), "84": _("Machinery"), "85": _("Electrical and electronic equipment"),
    "86": _("Railway equipment"), "87": _("Vehicles and parts"),
    "88": _("Aircraft and parts"), "89": _("Ships and boats"),
    "90": _("Optical and medical instruments"), "91": _("Clocks and watches"), "92": _("Musical instruments"),
    "93": _("Arms and ammunition"), "94": _("Furniture, lamps and prefabricated buildings"),
    "95": _("Toys and sports goods"), "96": _("Other manufactured goods"), "97": _("Art and antiques"),
}
HEADINGS = {
    "0202": _("Frozen beef"), "0204": _("Mutton and lamb"), "0409": _("Natural honey"), "0713": _("Dried pulses"),
    "0806": _("Grapes and raisins"), "0813": _("Dried fruit"), "1001": _("Wheat"), "1003": _("Barley"),
    "1101": _("Wheat flour"), "1204": _("Linseed"), "1206": _("Sunflower seeds"),
    "1512": _("Sunflower and cottonseed oil"),
    "1515": _("Linseed and other vegetable oils"), "2204": _("Wine"), "2206": _("Sake and other fermented drinks"),
    "2603": _("Copper ores and concentrates"), "2611": _("Tungsten ores and concentrates"),
    "2613": _("Molybdenum ores and concentrates"), "2709": _("Crude oil"), "2846": _("Rare-earth compounds"),
    "3004": _("Medicines in doses"), "3102": _("Nitrogen fertilisers"), "4011": _("Tyres"),
    "5101": _("Wool, not combed"),
    "5102": _("Cashmere and other fine hair, not combed"), "5105": _("Wool and fine hair, combed"),
    "5201": _("Raw cotton"),
    "7202": _("Ferro-alloys"), "8101": _("Tungsten"), "8408": _("Diesel engines"), "8413": _("Pumps"),
    "8421": _("Filters and centrifuges"), "8422": _("Filling and packing machines"),
    "8424": _("Sprayers and irrigation"),
    "8429": _("Excavators, loaders and bulldozers"), "8432": _("Soil-working machines"), "8433": _("Harvesters"),
    "8437": _("Grain cleaning, sorting and milling machines"), "8438": _("Food-making machines"),
    "8471": _("Computers"), "8486": _("Semiconductor-making machines"), "8517": _("Telephones and network equipment"),
    "8541": _("Semiconductor devices and solar cells"), "8542": _("Integrated circuits"), "8703": _("Passenger cars"),
    "8704": _("Trucks"), "8708": _("Vehicle parts"), "9018": _("Medical instruments"),
    "9021": _("Orthopaedic aids and implants"), "9022": _("X-ray equipment"),
}

# The last heading of each chapter (Harmonized System 2022): 01 ends with 0106.
_LAST = """
01 06 02 10 03 09 04 10 05 11 06 04 07 14 08 14 09 10 10 08 11 09 12 14 13 02 14 04 15 22 16 05 17 04 18 06 19 05 20 09
21 06 22 09 23 09 24 04 25 30 26 21 27 16 28 53 29 42 30 06 31 05 32 15 33 07 34 07 35 07 36 06 37 07 38 27 39 26 40 17
41 15 42 06 43 04 44 21 45 04 46 02 47 07 48 23 49 11 50 07 51 13 52 12 53 11 54 08 55 16 56 09 57 05 58 11 59 11 60 06
61 17 62 17 63 10 64 06 65 07 66 03 67 04 68 15 69 14 70 20 71 18 72 29 73 26 74 19 75 08 76 16 78 06 79 07 80 07 81 13
82 15 83 11 84 87 85 49 86 09 87 16 88 07 89 08 90 33 91 14 92 09 93 07 94 06 95 08 96 20 97 06
""".split()
LAST_HEADING = {chapter: int(last) for chapter, last in zip(_LAST[::2], _LAST[1::2], strict=True)}
