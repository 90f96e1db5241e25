"""Every night the portal asks for closed and renamed firms; what it finds changes nothing by itself."""
from datetime import timedelta

import pytest
from django.urls import reverse

from companies import services
from companies.models import Finding, Firm
from companies.services import registers
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity, SweepFailure

from .standin import JP, KZ

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def answers(server, **changed) -> None:
    server.plan.body = {"success": True, "obj": KZ["ru"] | changed}


def open_findings() -> list[tuple[str, str]]:
    return list(Finding.objects.open().values_list("kind", "said"))


def test_nothing_is_flagged_where_the_register_says_the_same(altai, register, now):
    assert services.watch_registers(now=now) == 1
    assert open_findings() == []
    assert Firm.objects.get(pk=altai.pk).register_asked_at == now


def test_a_renamed_firm_is_flagged_and_stays_as_it_is(altai, register, now):
    answers(register, name='ТОО "Новое имя"')
    services.watch_registers(now=now)
    assert open_findings() == [("renamed", 'ТОО "Новое имя"')]
    assert Firm.objects.get(pk=altai.pk).name == altai.name
    assert Activity.objects.get(verb="companies.firm.register_differs").data == {"kind": "renamed"}


def test_a_closed_firm_is_flagged(hokuriku, register, now):
    register.plan.body = {"hojin-infos": [JP | {"close_date": "2026-11-12", "close_cause": "01"}]}
    services.watch_registers(now=now)
    assert open_findings() == [("ended", "閉鎖 2026-11-12 清算の結了等")]
    assert Firm.objects.get(pk=hokuriku.pk).is_live


def test_a_number_that_is_gone_is_flagged(altai, register, now):
    register.plan.body = {"success": False, "obj": None}
    services.watch_registers(now=now)
    assert open_findings() == [("missing", altai.legal_id)]


def test_each_firm_is_asked_for_once_a_night_and_flagged_once(altai, register, now):
    answers(register, name="Другое")
    for minutes in (0, 5, 24 * 60):
        services.watch_registers(now=now + timedelta(minutes=minutes))
    assert len(register.asked) == 2 * 2, "twice, in two languages"
    assert Finding.objects.count() == 1


def test_what_was_checked_does_not_come_again_and_other_words_do(altai, register, sato, now):
    answers(register, name="Другое")
    services.watch_registers(now=now)
    services.check_finding(Finding.objects.get(), reason="They will tell us the new name", by=sato, now=now)
    services.watch_registers(now=now + DAY)
    assert open_findings() == []
    answers(register, name="Третье")
    services.watch_registers(now=now + 2 * DAY)
    assert open_findings() == [("renamed", "Третье")]


def test_a_finding_that_is_open_takes_the_newest_words(altai, register, now):
    for days, name in enumerate(("Другое", "Третье")):
        answers(register, name=name)
        services.watch_registers(now=now + days * DAY)
    assert open_findings() == [("renamed", "Третье")]


def test_one_that_does_not_answer_is_asked_no_more_in_this_round(altai, detal, hokuriku, register, now):
    register.plan.status = 500
    assert services.watch_registers(now=now) == 0
    assert len(register.asked) == 2, "one question to each register"
    assert SweepFailure.objects.filter(job="companies.watch_registers").count() == 2
    assert not Finding.objects.exists()


def test_no_register_is_asked_more_often_in_a_round_than_it_allows(altai, detal, register, now, monkeypatch):
    monkeypatch.setattr(registers, "MOST_A_ROUND", 1)
    assert services.watch_registers(now=now) == 1
    assert services.watch_registers(now=now + timedelta(minutes=5)) == 1
    assert not Firm.objects.filter(register_asked_at=None).exists()


def test_firms_that_are_not_verified_and_countries_without_a_register_are_left_alone(altai, detal, register, now):
    Firm.objects.filter(pk=altai.pk).update(state="suspended")
    Firm.objects.filter(pk=detal.pk).update(country="UZ")
    assert services.watch_registers(now=now) == 0
    assert register.asked == []


def test_a_number_that_was_corrected_meanwhile_is_asked_for_again(altai, register, now):
    stale = Firm.objects.get(pk=altai.pk)
    Firm.objects.filter(pk=altai.pk).update(legal_id="941240000193")
    assert not registers.note_answer(stale, None, now=now)
    assert not Finding.objects.exists()


def test_staff_find_it_in_the_list_the_queue_and_the_case_and_say_that_they_looked(
    altai, detal, register, as_, sato, now
):
    answers(register, name="Другое")
    services.watch_registers(now=now)
    finding, office = Finding.objects.get(firm=altai), as_(sato)
    rows = office.get(reverse("companies:firms"), {"register": "flagged"}).context["rows"]
    assert altai in [row["firm"] for row in rows]
    assert "Другое" in office.get(reverse("companies:review")).content.decode()
    case = reverse("companies:review_firm", args=[altai.pk])
    check = reverse("companies:finding_check", args=[finding.pk])
    assert check in office.get(case).content.decode()
    office.post(check, {"reason": "We telephoned: a new name since October"})
    assert check not in office.get(case).content.decode()
    finding.refresh_from_db()
    assert finding.checked_by == sato
    rows = office.get(reverse("companies:firms"), {"register": "flagged"}).context["rows"]
    assert altai not in [row["firm"] for row in rows]


def test_it_is_checked_with_a_reason_and_once(altai, register, sato, mori, now):
    answers(register, name="Другое")
    services.watch_registers(now=now)
    finding = Finding.objects.get()
    with pytest.raises(ReasonMissing):
        services.check_finding(finding, reason=" ", by=sato, now=now)
    services.check_finding(finding, reason="Looked", by=sato, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.check_finding(finding, reason="Me too", by=mori, now=now)
