"""Sweeps of firms and profiles: one rotten row stops nobody."""

from datetime import timedelta

import pytest

from companies import messages, services
from companies.computed.holders import ownerless_firms
from companies.models import Claim, Finding, Firm, ImportJob, Invitation, Membership, PartneringProfile, Vacancy
from companies.registers import asking
from companies.services import following, registers
from companies.services.imports import jobs
from notifications.models import Message
from tests import build
from tests.sweeping import break_for, one_rotten_row, unreachable

pytestmark = pytest.mark.django_db


def test_profiles_that_expire(offer, request_, tanaka, mori, now, monkeypatch):
    PartneringProfile.objects.update(expires_on=now.date() - timedelta(days=1))
    one_rotten_row(
        "companies.expire_profiles",
        lambda: services.expire_profiles(now=now),
        mend=unreachable(monkeypatch, tanaka),
        staff=mori,
        done=PartneringProfile.objects.filter(state="expired").count,
    )


def test_profiles_that_expire_soon(offer, request_, tanaka, mori, now, monkeypatch):
    PartneringProfile.objects.update(expires_on=now.date() + timedelta(days=9))
    one_rotten_row(
        "companies.expire_profiles:remind",
        lambda: services.expire_profiles(now=now),
        mend=unreachable(monkeypatch, tanaka),
        staff=mori,
        done=Message.objects.filter(kind="companies/profile_expires_soon").count,
    )


def test_merges_that_are_followed_up(altai, detal, hokuriku, mori, now, monkeypatch):
    """Two records merged before anything but people followed; each still holds its profile."""
    for closed in (altai, hokuriku):
        Firm.objects.filter(pk=closed.pk).update(state="merged", merged_into=detal)
    first = services.left_behind().first()
    one_rotten_row(
        "companies.follow_up_merges", lambda: services.follow_up_merges(now=now), staff=mori,
        mend=break_for(monkeypatch, following, "locked_pair", first), done=lambda: 2 - services.left_behind().count(),
    )


def test_invited_firms_that_are_reminded(altai, hokuriku, sato, mori, now, monkeypatch):
    Membership.objects.all().delete()
    first, _second = (
        services.invite_firm(firm, by=sato, now=now + timedelta(minutes=number))
        for number, firm in enumerate((altai, hokuriku))
    )
    one_rotten_row(
        "companies.remind_invited",
        lambda: services.remind_invited(now=now + timedelta(days=8)),
        mend=break_for(monkeypatch, messages, "firm_invited", first),
        staff=mori,
        done=Invitation.objects.filter(reminders=1).count,
    )


def test_requests_to_join_that_are_chased(altai, hokuriku, mori, now, monkeypatch):
    first, _second = (
        services.ask_to_join(
            firm, position="Director", note="", file=None, by=build.user(f"p{number}@x.example", "P"),
            now=now + timedelta(minutes=number),
        )
        for number, firm in enumerate((altai, hokuriku))
    )
    one_rotten_row(
        "companies.chase_claims",
        lambda: services.chase_claims(now=now + timedelta(days=8)),
        mend=break_for(monkeypatch, messages, "claim_overdue", first),
        staff=mori,
        done=Claim.objects.exclude(chased_at=None).count,
    )


def test_imports(sato, mori, now, monkeypatch):
    given = {
        "firms_name": "f.csv",
        "firms_file": b"no table",
        "lines_name": "",
        "lines_file": None,
        "by": sato,
    }
    first, _second = (
        services.upload_import(**given, now=now + timedelta(minutes=number)) for number in range(2)
    )
    one_rotten_row(
        "companies.work_on_imports",
        lambda: services.work_on_imports(now=now),
        mend=break_for(monkeypatch, jobs, "move", first),
        staff=mori,
        done=ImportJob.objects.filter(state="failed").count,
    )


def test_firms_that_registers_are_asked_for(altai, detal, mori, now, monkeypatch, settings):
    settings.REGISTERS = {"KZ": {"adapter": "stat_kz"}}
    monkeypatch.setattr(asking, "ask", lambda *_given: {"success": False, "obj": None})
    first = Firm.objects.to_watch(["KZ"], now).first()
    one_rotten_row(
        "companies.watch_registers",
        lambda: services.watch_registers(now=now),
        mend=break_for(monkeypatch, registers, "differences", first),
        staff=mori,
        done=Finding.objects.count,
    )


def test_firms_whose_last_owner_is_gone(altai, hokuriku, mori, now, monkeypatch):
    Membership.objects.update(role="editor")
    first = ownerless_firms().first()
    one_rotten_row(
        "companies.watch_roles",
        lambda: services.watch_roles(now=now),
        mend=break_for(monkeypatch, messages, "role_vacant", first),
        staff=mori,
        done=Vacancy.objects.count,
    )
