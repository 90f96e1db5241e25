"""What was written while meetings were a part of events keeps working: log, evidence, addresses, waiting tasks."""
from importlib import import_module

import pytest
from celery import current_app
from django.urls import resolve

from core.acting import activities_about, activities_of
from core.activity import ACTS, ref
from core.models import Activity
from events.links import pass_path
from meetings import tasks
from mou.sources import SOURCES, subject_ids

from .meeting_build import accepted, as_delegate, delegates, with_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(make_event, tanaka, hokuriku, aigul, altai, sato, now):
    fair = with_meetings(make_event(9), by=sato, now=now)
    [one], [other] = delegates(fair, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai, count=1)
    return accepted(one, other, now=now)


@pytest.fixture
def old_row(meeting, sato, now):
    """As the log holds it from before."""
    subject = f"events.meeting:{meeting.pk}"
    return Activity.objects.create(
        at=now, actor=sato, verb="events.meeting.hold", subject=subject, about=[subject, ref(meeting.event)]
    )


def test_an_old_row_stands_on_the_timeline_under_todays_name(meeting, old_row):
    for rows in (activities_about(meeting), activities_of(meeting)):
        [found] = [row for row in rows if row.pk == old_row.pk]
        assert (found.subject, found.verb) == (ref(meeting), "meetings.meeting.hold")
        assert found.verb in ACTS


def test_an_old_row_is_still_a_source_of_evidence(meeting, old_row):
    [source] = [one for one in SOURCES if "meetings.meeting.hold" in one.verbs]
    rows = list(Activity.objects.with_verbs(source.verbs))
    assert subject_ids(rows, source.verbs) == [meeting.pk]


def test_the_log_itself_is_not_rewritten(old_row):
    assert Activity.objects.filter(pk=old_row.pk).values_list("verb", flat=True).get() == "events.meeting.hold"


@pytest.mark.parametrize("name", ["work_on_runs", "expire_requests", "remind_of_next_steps"])
def test_a_task_that_waits_under_its_old_name_is_run(name):
    assert current_app.tasks[f"events.{name}"].run is getattr(tasks, name).run


def test_addresses_in_mails_and_feeds_stay(meeting):
    seat = meeting.asker
    token = pass_path(seat).split("/")[3]
    for address, name in (
        (f"/events/pass/{token}/meetings/", "my_meetings"), (f"/events/pass/{token}/meetings/agenda.ics", "my_agenda"),
        (f"/events/meetings/{meeting.pk}/", "meeting"), (f"/events/{meeting.event_id}/meetings/", "grid"),
        (f"/events/pass/{token}/meetings/{meeting.pk}/", "my_meeting"),
    ):
        assert resolve(address).view_name == f"meetings:{name}"
    assert as_delegate("my_meetings", seat) == f"/events/pass/{token}/meetings/"


def test_the_migration_renames_every_table_and_back():
    migration = import_module("meetings.migrations.0001_out_of_events")
    forward, back = migration.renamed("events", "meetings"), migration.renamed("meetings", "events")
    assert all(f"ALTER TABLE events_{model} RENAME TO meetings_{model};" in forward for model in migration.MODELS)
    assert all(f"ALTER TABLE meetings_{model} RENAME TO events_{model};" in back for model in migration.MODELS)


