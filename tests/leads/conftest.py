import pytest

from leads import services
from leads.models import Lead

WRITTEN = {
    "country": "KZ", "language": "kk", "name": "Ерлан Сәбитов", "firm_name": "ТОО «Дала Нан»",
    "email": "erlan@dala.example", "phone": "", "wants": "Нан пісіретін пеш іздейміз", "chamber": None, "shared": False,
}
REFERRED = {
    "firm_name": "ТОО «Дала Нан»", "legal_id": "", "name": "Ерлан Сәбитов", "email": "erlan@dala.example", "phone": "",
    "language": "kk", "wants": "Нан пісіретін пеш", "told_to": "Дана Сейтова",
}


@pytest.fixture
def lead(sato, now) -> Lead:
    return services.inquire(**WRITTEN, now=now)


@pytest.fixture
def referred(dana, now) -> Lead:
    return services.refer_firm(**REFERRED, agreed_on=now.date(), by=dana, now=now)
