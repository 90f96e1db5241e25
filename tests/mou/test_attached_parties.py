"""Parties that a home attaches to its memoranda are those Django would prefetch."""

import pytest

from core.prepared import attach
from mou.models import Memorandum, Party

pytestmark = pytest.mark.django_db


def test_children_are_attached_as_django_prefetches_them(mou):
    rows, usual = list(Memorandum.objects.all()), Memorandum.objects.prefetch_related("parties")
    attach(rows, "parties", Party.objects.all(), "memorandum_id")
    assert [list(one.parties.all()) for one in rows] == [list(one.parties.all()) for one in usual] != []


def test_what_is_attached_asks_nothing_more(mou, django_assert_num_queries):
    rows = list(Memorandum.objects.all())
    attach(rows, "parties", list(Party.objects.all()), "memorandum_id")
    with django_assert_num_queries(0):
        assert len(rows[0].parties.all()) == 2
