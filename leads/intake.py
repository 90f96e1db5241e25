"""A chamber's file of firms: which column is which."""
from core.intake.headers import Columns

MOST_ROWS = 100
COLUMNS = Columns(
    required=("firm_name", "name", "email", "wants", "agreed_on", "told_to"),
    optional=("legal_id", "phone", "language"),
    synonyms={
        "firm_name": (
            "firm", "company", "company name", "会社名", "企業名", "название", "компания", "наименование",
            "компания атауы", "kompaniya",
        ),
        "legal_id": ("legal number", "bin", "inn", "stir", "бин", "инн", "法人番号", "бсн"),
        "name": (
            "contact", "contact person", "担当者", "контактное лицо", "контакт", "байланыс тұлғасы", "aloqa shaxsi"
        ),
        "email": ("e-mail", "mail", "メール", "эл почта", "почта", "электронная почта", "эл пошта", "pochta"),
        "phone": ("telephone", "電話", "телефон", "telefon"),
        "language": ("言語", "язык", "тіл", "til"),
        "wants": ("looks for", "探しているもの", "что ищет", "ищет", "не іздейді", "nima izlaydi"),
        "agreed_on": ("agreed", "同意日", "согласие", "дата согласия", "келісім күні", "rozilik kuni"),
        "told_to": ("同意を聞いた人", "кому сказано", "кімге айтылды", "kimga aytilgan"),
    },
)
