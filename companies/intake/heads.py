"""What the columns of the files we give out are called, and the row that shows how one is filled in."""

FIRM_HEADS = {
    "key": {"en": "Key", "ja": "管理番号", "ru": "Ключ", "kk": "Кілт", "uz": "Kalit"},
    "country": {"en": "Country", "ja": "国", "ru": "Страна", "kk": "Ел", "uz": "Davlat"},
    "legal_id": {"en": "Legal ID", "ja": "法人番号", "ru": "БИН / ИНН", "kk": "БСН", "uz": "STIR"},
    "name": {"en": "Name", "ja": "企業名", "ru": "Название", "kk": "Атауы", "uz": "Nomi"},
    "name_latin": {
        "en": "Name in Latin letters", "ja": "英文社名", "ru": "Название латиницей", "kk": "Латынша атауы",
        "uz": "Lotincha nomi",
    },
    "city": {"en": "City", "ja": "都市", "ru": "Город", "kk": "Қала", "uz": "Shahar"},
    "language": {"en": "Language", "ja": "使用言語", "ru": "Язык", "kk": "Тіл", "uz": "Til"},
    "contact_name": {
        "en": "Contact person", "ja": "担当者名", "ru": "Контактное лицо", "kk": "Байланыс тұлғасы",
        "uz": "Aloqa shaxsi",
    },
    "contact_email": {
        "en": "E-mail", "ja": "メールアドレス", "ru": "Электронная почта", "kk": "Электрондық пошта",
        "uz": "Elektron pochta",
    },
    "employees": {
        "en": "Employees", "ja": "従業員数", "ru": "Число сотрудников", "kk": "Қызметкерлер саны",
        "uz": "Xodimlar soni",
    },
    "founded": {
        "en": "Founded", "ja": "設立年", "ru": "Год основания", "kk": "Құрылған жылы", "uz": "Tashkil etilgan yili",
    },
    "certificates": {
        "en": "Certificates", "ja": "認証", "ru": "Сертификаты", "kk": "Сертификаттар", "uz": "Sertifikatlar",
    },
    "legal_form": {
        "en": "Legal form", "ja": "法人格", "ru": "Правовая форма", "kk": "Құқықтық нысаны", "uz": "Huquqiy shakli",
    },
    "languages": {"en": "Spoken languages", "ja": "対応言語", "ru": "Языки", "kk": "Тілдер", "uz": "Tillar"},
}
LINE_HEADS = {
    "firm": {
        "en": "Firm key", "ja": "企業の管理番号", "ru": "Ключ компании", "kk": "Компания кілті",
        "uz": "Kompaniya kaliti",
    },
    "kind": {"en": "Kind", "ja": "区分", "ru": "Вид", "kk": "Түрі", "uz": "Turi"},
    "cooperation": {
        "en": "Kind of cooperation", "ja": "提携形態", "ru": "Вид сотрудничества", "kk": "Ынтымақтастық түрі",
        "uz": "Hamkorlik turi",
    },
    "text": {"en": "Description", "ja": "内容", "ru": "Описание", "kk": "Сипаттама", "uz": "Tavsif"},
    "markets": {"en": "Markets", "ja": "対象国", "ru": "Рынки", "kk": "Нарықтар", "uz": "Bozorlar"},
    "hs_codes": {
        "en": "HS codes", "ja": "HSコード", "ru": "Коды ТН ВЭД", "kk": "СЭҚ ТН кодтары", "uz": "TIF TN kodlari",
    },
    "trade_role": {
        "en": "Who the firm is", "ja": "企業の立場", "ru": "Кто компания", "kk": "Компания кім", "uz": "Kompaniya kim",
    },
}
HEADS = {"firms": FIRM_HEADS, "lines": LINE_HEADS}
# Stands in front of rows that were not taken; what it says is not read again.
REASON = {
    "en": "What to correct", "ja": "修正が必要な点", "ru": "Что исправить", "kk": "Нені түзету керек",
    "uz": "Nimani tuzatish kerak",
}

EXAMPLE = "example"  # the key of a row that shows how one is filled in, and is left out when it comes back
_FIRM = {
    "ja": ("JP", "6012345678901", "サンプル製作所株式会社", "Sample Works Co., Ltd.", "福井市", "ja", "山田 花子"),
    "ru": ("KZ", "200140000014", "ТОО «Образец»", "Obrazets LLP", "Алматы", "ru", "Иванова Анна"),
    "kk": ("KZ", "200140000014", "«Үлгі» ЖШС", "Ulgi LLP", "Алматы", "kk", "Айгүл Серікқызы"),
    "uz": ("UZ", "301234567", "«Namuna» MChJ", "Namuna LLC", "Toshkent", "uz", "Aziz Karimov"),
}
_FIRM["en"] = _FIRM["ja"]
_FORM = {"en": "株式会社", "ja": "株式会社", "ru": "ТОО", "kk": "ЖШС", "uz": "MChJ"}
_LINE = {
    "en": "Filling machines for cooking oil and drinks", "ja": "食用油・飲料用の液体充填機",
    "ru": "Оборудование для розлива масла и напитков", "kk": "Май мен сусын құюға арналған жабдық",
    "uz": "Moy va ichimliklarni quyish uskunalari",
}


def example_firm(language: str) -> dict[str, str]:
    cells = [EXAMPLE, *_FIRM[language], "name@firm.example", "120", "1985", "ISO 9001; ISO 22000", _FORM[language]]
    cells.append("ja en ru")
    return dict(zip(FIRM_HEADS, cells, strict=True))


def example_line(language: str) -> dict[str, str]:
    market = "KZ" if _FIRM[language][0] == "JP" else "JP"
    return dict(zip(LINE_HEADS, [EXAMPLE, "offer", "supply", _LINE[language], market, "842230", "maker"], strict=True))
