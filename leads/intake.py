"""A chamber's file of firms: which column is which, and what we call them ourselves."""
from companies.intake import synonyms
from companies.intake.heads import FIRM_HEADS
from core.intake.headers import Columns

MOST_ROWS = 100
HEADS = {
    "firm_name": FIRM_HEADS["name"] | {"en": "Firm"},
    "legal_id": FIRM_HEADS["legal_id"],
    "name": FIRM_HEADS["contact_name"],
    "email": FIRM_HEADS["contact_email"],
    "phone": {"en": "Telephone", "ja": "電話番号", "ru": "Телефон", "kk": "Телефон", "uz": "Telefon"},
    "language": FIRM_HEADS["language"],
    "wants": {
        "en": "Looks for", "ja": "探しているもの", "ru": "Что ищет", "kk": "Не іздейді", "uz": "Nima izlaydi",
    },
    "agreed_on": {
        "en": "Agreed on", "ja": "同意日", "ru": "Дата согласия", "kk": "Келісім күні", "uz": "Rozilik kuni",
    },
    "told_to": {
        "en": "Told to", "ja": "同意を聞いた人", "ru": "Кому сказано", "kk": "Кімге айтылды", "uz": "Kimga aytilgan",
    },
    "firm_name_latin": FIRM_HEADS["name_latin"] | {"en": "Firm in Latin letters"},
    "name_latin": {
        "en": "Contact person in Latin letters", "ja": "担当者ローマ字", "ru": "Контактное лицо латиницей",
        "kk": "Байланыс тұлғасы латынша", "uz": "Aloqa shaxsi lotincha",
    },
}
COLUMNS = Columns(
    required=("firm_name", "name", "email", "wants", "agreed_on", "told_to"),
    optional=("legal_id", "phone", "language", "firm_name_latin", "name_latin"),
    synonyms={
        "firm_name": synonyms.FIRM["name"],
        "legal_id": synonyms.FIRM["legal_id"],
        "name": (*synonyms.FIRM["contact_name"], "contact_name"),
        "email": (*synonyms.FIRM["contact_email"], "contact_email"),
        "phone": (
            "telephone", "telephone number", "phone number", "tel", "mobile", "mobile phone", "電話", "電話番号",
            "携帯", "携帯電話", "連絡先電話番号", "телефон", "тел", "номер телефона", "контактный телефон",
            "конт телефон", "мобильный телефон", "моб телефон", "мобильный", "телефон нөмірі", "байланыс телефоны",
            "ұялы телефон", "telefon", "telefon raqami", "aloqa telefoni", "mobil telefon", "телефон рақами",
        ),
        "language": synonyms.FIRM["language"],
        "firm_name_latin": tuple(name for name in synonyms.FIRM["name_latin"] if name != "name latin"),
        "name_latin": (
            "contact in latin letters", "担当者英語名", "担当者ローマ字", "контакт латиницей",
            "контактное лицо латиницей", "байланыс тұлғасы латынша", "aloqa shaxsi lotincha",
        ),
        "wants": ("looks for", "探しているもの", "что ищет", "ищет", "не іздейді", "nima izlaydi"),
        "agreed_on": ("agreed", "同意日", "согласие", "дата согласия", "келісім күні", "rozilik kuni"),
        "told_to": ("同意を聞いた人", "кому сказано", "кімге айтылды", "kimga aytilgan"),
    },
    heads=HEADS,
)
