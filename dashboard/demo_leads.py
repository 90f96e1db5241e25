"""One inquiry in each state, of which some wait and one is late."""

from datetime import datetime, timedelta

from accounts.models import User
from companies.models import Chamber, Firm
from leads import services as leads
from leads.models import Lead
from leads.pages.display import subject_in, with_phrases


def load(people: dict[str, User], chamber: Chamber, *, now: datetime) -> None:
    sato, dana = people["sato@minamin.example"], people["dana@chamber.example"]
    _new(now)
    _late(chamber, now - timedelta(days=7))
    _in_touch(sato, now - timedelta(days=4))
    _invited(dana, sato, now - timedelta(days=9))
    _a_firm(people["aigul@firm.example"], sato, now - timedelta(days=40))
    _closed(sato, now - timedelta(days=20))


def _written(at: datetime, chamber: Chamber | None = None, **given) -> Lead:
    return leads.inquire(**{"phone": "", "chamber": chamber, "shared": chamber is not None} | given, now=at)


def _new(now: datetime) -> None:
    _written(
        now - timedelta(hours=3), country="UZ", language="uz", name="Nodira Yoʻldosheva",
        firm_name="Samarqand Meva MChJ", email="nodira@meva.example",
        wants="Quritilgan mevalarni Yaponiyaga eksport qilmoqchimiz. Sifat talablarini biladigan hamkor kerak.",
    )


def _late(chamber: Chamber, at: datetime) -> None:
    """Through the chamber's link, and nobody has looked at it."""
    _written(
        at, chamber, country="KZ", language="kk", name="Ерлан Сәбитов", firm_name="ТОО «Дала Нан»",
        email="erlan@dala.example", wants="Нан пісіретін желі мен оған қызмет көрсететін жапон компаниясын іздейміз.",
    )


def _in_touch(sato: User, at: datetime) -> None:
    lead = _written(
        at, country="JP", language="ja", name="小川 直人", name_latin="Ogawa Naoto",
        firm_name="小川醸造株式会社", firm_name_latin="Ogawa Brewing Co., Ltd.", email="ogawa@jozo.example",
        wants="中央アジアで醤油と味噌を扱う輸入業者を探しています。",
    )
    text = with_phrases("", ["thanks", "ask"], lead.language)
    leads.answer_lead(lead, subject=subject_in(lead.language), text=text, by=sato, now=at + timedelta(days=1))


def _invited(dana: User, sato: User, at: datetime) -> None:
    lead = leads.refer_firm(
        firm_name="ТОО «Тұран Текстиль Хаб»", legal_id="", name="Салтанат Әбдіқали", email="saltanat@turan.example",
        phone="", language="ru", wants="Нужны швейные машины из Японии и обучение технологов.",
        agreed_on=at.date() - timedelta(days=1), told_to=dana.full_name, by=dana, now=at,
    )
    firm = {
        "country": "KZ", "legal_id": "", "name": lead.firm_name, "name_latin": "Turan Textile Hub LLP",
        "city": "Шымкент", "language": "ru",
    }
    contact = {
        "name": lead.name, "name_latin": "Saltanat Abdikali", "position": "", "email": lead.email, "phone": "",
        "language": lead.language,
    }
    leads.convert_lead(lead, firm=firm, contact=contact, by=sato, now=at + timedelta(days=1))


def _a_firm(aigul: User, sato: User, at: datetime) -> None:
    firm = Firm.objects.of_member(aigul).get()
    lead = _written(
        at, country=firm.country, language="kk", name=aigul.full_name, firm_name=firm.name, email=aigul.email,
        wants="Жапонияда серіктес іздейміз.",
    )
    leads.join_firm(lead, firm=firm, by=sato, now=at + timedelta(days=1))


def _closed(sato: User, at: datetime) -> None:
    lead = _written(
        at, country="KG", language="ru", name="Азамат Токтогулов", firm_name="ИП Токтогулов", email="azamat@ip.example",
        wants="Ищу работу в Японии.",
    )
    text = with_phrases("", ["not_possible"], lead.language)
    leads.answer_lead(lead, subject=subject_in(lead.language), text=text, by=sato, now=at + timedelta(days=1))
    leads.close_lead(lead, code="no_fit", reason="", by=sato, now=at + timedelta(days=1))
