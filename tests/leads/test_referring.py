"""A chamber sends firms that agreed, one or many, and sees of them name, state and next date."""
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.i18n import LANGUAGE_CODES, language_name, say_both, speaking
from core.sheets import csv_file
from leads import services
from leads.errors import AgreedInFuture, AlreadyHere
from leads.links import chamber_behind, chamber_link
from leads.models import Lead
from leads.pages.files import empty_file
from leads.views import chamber as chamber_views
from notifications.models import Message
from tests.leads.conftest import REFERRED, WRITTEN
from tests.world.firm_lists import as_xlsx

pytestmark = pytest.mark.django_db
HEAD = "firm_name,name,email,wants,agreed_on,told_to"
ROW = "{firm},Ерлан,{mail},Пеш,2026-11-20,Дана"


def csv(*rows: tuple[str, str], head: str = HEAD) -> SimpleUploadedFile:
    lines = [head, *(ROW.format(firm=firm, mail=mail) for firm, mail in rows)]
    return SimpleUploadedFile("firms.csv", "\n".join(lines).encode())


def preview(client, *rows, **more):
    return client.post(reverse("leads:refer_file"), {"file": csv(*rows, **more)})


def outcomes(page) -> list[str]:
    return [row["outcome"] for row in page.context["rows"]]


def test_it_is_of_their_chamber_and_country_and_waits(referred, atameken):
    assert (referred.chamber, referred.country, referred.source, referred.state, referred.shared) == (
        atameken, "KZ", "chamber", "new", True
    )
    assert referred.told_to == "Дана Сейтова"


def test_the_firm_is_told_that_its_chamber_named_it(referred):
    mail = Message.objects.get(kind="leads/referred")
    assert (mail.address, mail.language) == ("erlan@dala.example", "kk")


def test_the_liaison_gets_a_receipt_with_the_day(referred, dana):
    receipt = Message.objects.get(kind="leads/referrals_received")
    assert receipt.recipient == dana
    with speaking(receipt.language):
        day = say_both(referred.answer_by, dana.time_zone).split(" (")[0]
    assert day in receipt.text.replace("\n", " ")
    assert referred.firm_name in receipt.text


def test_a_file_gets_one_receipt(dana, as_):
    client = as_(dana)
    signed = preview(client, ("ТОО «Бір»", "a@bir.example"), ("ТОО «Дала Нан»", "b@dala.example")).context["signed"]
    client.post(reverse("leads:refer_file"), {"rows": signed})
    receipt = Message.objects.get(kind="leads/referrals_received")
    assert all(name in receipt.text for name in ("Бір", "Дала Нан"))


def test_a_firm_that_is_here_in_another_script_is_refused(altai, dana, now):
    with pytest.raises(AlreadyHere):
        services.refer_firm(
            **REFERRED | {"firm_name": "Altai Tamak LLP"}, agreed_on=now.date(), by=dana, now=now
        )
    assert not Lead.objects.exists()


def test_a_firm_is_known_by_its_number(altai, dana, now):
    with pytest.raises(AlreadyHere):
        services.refer_firm(**REFERRED | {"legal_id": altai.legal_id}, agreed_on=now.date(), by=dana, now=now)


def test_a_firm_with_an_open_inquiry_is_not_sent_beside_it(lead, dana, now):
    for more in ({}, {"email": "other@dala.example", "firm_name": "Dala Nan"}, {"firm_name": "Something else abc"}):
        with pytest.raises(AlreadyHere):
            services.refer_firm(**REFERRED | more, agreed_on=now.date(), by=dana, now=now)


def test_nobody_agrees_tomorrow(dana, now):
    with pytest.raises(AgreedInFuture):
        services.refer_firm(**REFERRED, agreed_on=now.date() + timedelta(days=2), by=dana, now=now)


def test_the_form_sends_a_firm(dana, as_):
    client, page = as_(dana), reverse("leads:refer")
    given = REFERRED | {"agreed": "on", "agreed_on": "2026-11-20"}
    assert client.post(page, given | {"agreed": ""}).status_code == 422
    assert client.post(page, given).status_code == 302
    assert client.post(page, given).status_code == 409
    assert Lead.objects.count() == 1


def test_a_wrong_number_is_said_beside_its_field(dana, as_):
    given = REFERRED | {"agreed": "on", "agreed_on": "2026-11-20", "legal_id": "12"}
    page = as_(dana).post(reverse("leads:refer"), given)
    assert page.status_code == 422
    assert "legal_id" in page.context["form"].errors


def test_the_chamber_reads_name_state_and_day_and_nothing_else(referred, dana, sato, as_, now):
    services.note_on_lead(referred, note="Not serious", by=sato, now=now)
    services.assign_lead(referred, to=sato, by=sato, now=now)
    page = as_(dana).get(reverse("leads:ours")).content.decode()
    assert referred.firm_name in page
    shown = re.sub(r"<(nav|header|footer).*?</\1>", "", page, flags=re.S)
    assert not [word for word in (referred.email, "Ерлан", "Not serious", sato.full_name, "пеш") if word in shown]


def test_another_chamber_sees_none_of_it(referred, zafar, as_):
    client = as_(zafar)
    assert referred.firm_name not in client.get(reverse("leads:ours")).content.decode()
    assert client.get(referred.get_absolute_url()).status_code == 404


def test_who_did_not_want_to_be_shown_is_counted_only(atameken, dana, as_, now):
    services.inquire(**WRITTEN | {"chamber": atameken}, now=now)
    page = as_(dana).get(reverse("leads:ours"))
    assert page.context["silent"] == 1
    assert WRITTEN["firm_name"] not in page.content.decode()


def test_members_have_no_such_pages(aigul, as_):
    client = as_(aigul)
    for name in ("ours", "refer", "refer_file"):
        assert client.get(reverse(f"leads:{name}")).status_code == 403


def test_the_link_is_the_chambers_and_cannot_be_made_up(atameken):
    code = chamber_link(atameken, "kk").partition("from=")[2]
    assert chamber_behind(code) == atameken
    assert chamber_behind(code[:-1] + ("A" if code[-1] != "A" else "B")) is None


def test_the_square_is_a_picture(dana, as_):
    client = as_(dana)
    assert client.get(reverse("leads:qr", args=["kk"]))["Content-Type"] == "image/svg+xml"
    assert client.get(reverse("leads:qr", args=["xx"])).status_code == 404


def test_a_file_says_what_every_row_becomes_and_sends_nothing_yet(altai, lead, dana, as_):
    page = preview(
        as_(dana), ("Жаңа Зауыт", "a@x.example"), ("Jana Zauyt", "b@x.example"), ("Altai Tamak LLP", "c@x.example"),
        ("Dala Nan", "d@x.example"), ("Болат Темір", "no mail"),
    )
    assert outcomes(page) == ["new", "twice", "here", "here", "refused"]
    assert Lead.objects.count() == 1


def test_the_new_rows_are_sent_and_one_that_came_meanwhile_stops_nobody(dana, as_, sato, now):
    client = as_(dana)
    page = preview(client, ("Жаңа Зауыт", "a@x.example"), ("Болат Темір", "b@x.example"))
    services.inquire(**WRITTEN | {"email": "a@x.example", "firm_name": "Xyz abc"}, now=now)
    sent = client.post(reverse("leads:refer_file"), {"rows": page.context["signed"]})
    assert outcomes(sent) == ["refused", "sent"]
    assert Lead.objects.filter(source="chamber").get().firm_name == "Болат Темір"


def test_rows_that_were_changed_on_the_way_are_not_sent(dana, as_):
    client = as_(dana)
    signed = preview(client, ("Жаңа Зауыт", "a@x.example")).context["signed"]
    client.post(reverse("leads:refer_file"), {"rows": "x" + signed})
    assert not Lead.objects.exists()


@pytest.mark.parametrize("head", ["a,b,c", HEAD.replace("told_to", "other")])
def test_a_file_without_its_columns_is_refused_as_a_whole(dana, as_, head):
    page = preview(as_(dana), ("A", "a@x.example"), head=head)
    assert page.status_code == 422
    assert "file" in page.context["form"].errors


def test_a_file_too_long_is_refused_as_a_whole(dana, as_):
    page = preview(as_(dana), *((f"Firm {n} abc", f"{n}@x.example") for n in range(101)))
    assert page.status_code == 422


def test_columns_are_known_in_other_languages(dana, as_):
    page = preview(
        as_(dana), ("Жаңа Зауыт", "a@x.example"),
        head="компания,контактное лицо,эл. почта,что ищет,дата согласия,кому сказано",
    )
    assert outcomes(page) == ["new"]


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_the_empty_file_is_read_in_every_language(dana, as_, language):
    with speaking(language):
        [head] = csv_file(empty_file()).removeprefix("\ufeff").splitlines()
        word = language_name(language)
    mark = ";" if ";" in head else ","
    row = mark.join(["Болат Темір", "", "Ерлан", "a@x.example", "", word, "Пеш", "2026-11-20", "Дана"])
    file = SimpleUploadedFile("firms.csv", f"{head}\r\n{row}\r\n".encode())
    page = as_(dana).post(reverse("leads:refer_file"), {"file": file})
    assert outcomes(page) == ["new"]
    assert page.context["rows"][0]["cells"]["language"] == language


def test_the_page_offers_the_empty_file(dana, as_, tanaka):
    address = reverse("leads:refer_empty", args=["xlsx"])
    assert f'href="{address}"' in as_(dana).get(reverse("leads:refer_file")).content.decode()
    assert as_(dana).get(address).status_code == 200
    assert as_(tanaka).get(address).status_code == 403


def test_a_workbook_is_read_and_what_may_be_missing_is_left_out_with_a_notice(dana, as_):
    book = as_xlsx(
        ["Тізім"],
        ["Ұйым атауы", "БСН/ЖСН", "ФИО", "E-mail", "Телефон (моб.)", "Что ищет", "Дата согласия", "Кому сказано"],
        ["Жаңа Зауыт", "#Н/Д", "Ерлан", "a@x.example", "нет такого", "Пеш", date(2026, 11, 20), "Дана"],
        ["Болат Темір", "", "=A1", "b@x.example", "", "Пеш", date(2026, 11, 20), "Дана"],
    )
    page = as_(dana).post(reverse("leads:refer_file"), {"file": SimpleUploadedFile("firms.xlsx", book)})
    assert outcomes(page) == ["new", "refused"]
    noted, refused = (" ".join(row["reasons"]) for row in page.context["rows"])
    assert "#Н/Д" in noted
    assert "Telephone: “нет”" in noted
    assert "=A1" in refused


def test_more_than_a_page_goes_on_behind_the_next(as_, dana, now, monkeypatch):
    monkeypatch.setattr(chamber_views, "PER_PAGE", 2)
    for number in range(3):
        given = REFERRED | {"firm_name": f"ТОО {number}", "email": f"erlan{number}@dala.example"}
        services.refer_firm(**given, agreed_on=now.date(), by=dana, now=now)
    shown = [as_(dana).get(reverse("leads:ours"), {"page": number}).context["rows"] for number in (1, 2)]
    assert [len(rows) for rows in shown] == [2, 1]
