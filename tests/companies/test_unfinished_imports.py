"""An import that is killed goes on; until it is done, nobody it has written is invited, and nothing suggested."""
import io

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.management import call_command
from django.urls import reverse

from companies import services
from companies.errors import ImportUnfinished
from companies.models import Firm, ImportJob, PartneringProfile, ProductLine
from companies.services.imports import jobs, writing
from core.models import Activity
from matching.models import MatchRun
from matching.services import engine_facts
from matching.services.reactions import react
from tests.companies.asking import verbs

pytestmark = pytest.mark.django_db
FIRMS = "key,country,legal_id,name,contact_name,contact_email\n" + "".join(
    f"z{n},UZ,{300000000 + n},Salom {n},Aziz,a{n}@salom.example\n" for n in range(6)
)
LINES = "firm,kind,cooperation,text,markets\n" + "".join(f"z{n},offer,supply,Dried fruit no {n},JP\n" for n in range(6))
ADDED = "z0,request,supply,Packing machines,JP\n"


class PowerCut(BaseException):
    """Not an error anybody catches: the process is gone."""


def begin(sato, now, lines: str = LINES) -> ImportJob:
    job = services.upload_import(
        firms_name="f.csv", firms_file=FIRMS.encode(), lines_name="l.csv", lines_file=lines.encode(), by=sato, now=now
    )
    work(job, now)
    services.confirm_import(job, by=sato, now=now)
    return job


def work(job, now) -> ImportJob:
    services.work_on_imports(now=now)
    job.refresh_from_db()
    return job


def killed_after(firms: int, act, error: type[BaseException] = PowerCut) -> None:
    """`act()` writes as many firms and ends as if the machine had."""
    write, written = writing._write_firm, []

    def may_stop(given, **more):
        if len(written) == firms:
            raise error
        written.append(given.key)
        return write(given, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_write_firm", may_stop)
        with pytest.raises(error):
            act()


@pytest.fixture
def killed(sato, now) -> ImportJob:
    """Three firms of six are written."""
    job = begin(sato, now)
    killed_after(3, lambda: services.work_on_imports(now=now))
    job.refresh_from_db()
    return job


def test_what_a_killed_import_has_written_is_marked(killed):
    assert (killed.state, killed.done_rows) == ("confirmed", 6)
    assert set(Firm.objects.values_list("import_key", "unfinished_import")) == {(f"z{n}", killed.pk) for n in range(3)}
    assert set(PartneringProfile.objects.values_list("unfinished_import", flat=True)) == {killed.pk}


def test_nobody_of_a_killed_import_is_invited(killed, sato, now):
    assert not Firm.objects.to_invite(now).exists()
    with pytest.raises(ImportUnfinished):
        services.invite_firm(Firm.objects.get(import_key="z0"), by=sato, now=now)


def test_nothing_of_a_killed_import_is_suggested(killed):
    assert engine_facts.load_firms() == ([], [])
    assert not Firm.objects.live().exists()
    assert not PartneringProfile.objects.live().exists()
    react(list(Activity.objects.all()))
    assert not MatchRun.objects.exists()


def test_staff_see_that_the_import_is_not_finished(killed, client, sato):
    client.force_login(sato)
    sato.language = "en"
    sato.save()
    assert client.get(reverse("companies:firms")).content.decode().count("Import not finished") == 3
    page = client.get(reverse("companies:review_firm", args=[Firm.objects.get(import_key="z0").pk])).content.decode()
    assert killed.get_absolute_url() in page


def test_the_next_worker_finishes_it_and_takes_the_marks_away(killed, now):
    work(killed, now)
    assert (killed.state, killed.done_rows, killed.report["counts"]["new"]) == ("done", 12, 12)
    assert Firm.objects.filter(unfinished_import=None).count() == ProductLine.objects.count() == 6
    assert PartneringProfile.objects.live().count() == 6
    assert Firm.objects.to_invite(now).count() == 6
    assert len(engine_facts.load_firms()[1]) == 6
    react(list(Activity.objects.filter(verb="companies.importjob.finish")))
    assert MatchRun.objects.exists()


def test_without_going_on_it_would_stay_half_done(killed, now, monkeypatch):
    """The control: a worker that only takes what was just uploaded leaves the marks and the other firms."""
    monkeypatch.setattr(jobs, "WAITING", ("uploaded",))
    work(killed, now)
    assert (killed.state, Firm.objects.count()) == ("confirmed", 3)
    assert Firm.objects.filter(unfinished_import=killed).count() == 3


def test_each_firm_is_written_once_however_often_it_is_killed(sato, now):
    job = begin(sato, now)
    for _time in range(5):
        killed_after(1, lambda: services.work_on_imports(now=now))
    work(job, now)
    assert (job.state, Firm.objects.count(), ProductLine.objects.count()) == ("done", 6, 6)
    assert {tuple(verbs(firm)).count("admit_import") for firm in Firm.objects.all()} == {1}


def test_new_profiles_of_a_firm_that_was_there_wait_too(sato, now, monkeypatch):
    work(begin(sato, now), now)
    job = begin(sato, now, LINES + ADDED)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_finish", lambda *_given, **_more: 1 / 0)
        work(job, now)
    assert Firm.objects.get(import_key="z0").is_live
    assert PartneringProfile.objects.live().count() == 6
    services.resume_import(job, by=sato, now=now)
    work(job, now)
    assert PartneringProfile.objects.live().count() == 7


def test_a_worker_that_runs_out_of_time_is_followed_by_another(sato, now):
    job = begin(sato, now)
    killed_after(2, lambda: services.work_on_imports(now=now), SoftTimeLimitExceeded)
    job.refresh_from_db()
    assert (job.state, Firm.objects.count()) == ("confirmed", 2)
    services.run_import(job, now=now)
    job.refresh_from_db()
    assert (job.state, Firm.objects.count()) == ("done", 6)


def test_one_that_an_error_stopped_goes_on_when_staff_say_so(sato, now, monkeypatch, client):
    job = begin(sato, now)
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "_finish", lambda *_given, **_more: 1 / 0)
        work(job, now)
    assert job.state == "stopped"
    assert not Firm.objects.live().exists()
    client.force_login(sato)
    assert reverse("companies:import_resume", args=[job.pk]) in client.get(job.get_absolute_url()).content.decode()
    client.post(reverse("companies:import_resume", args=[job.pk]))
    work(job, now)
    assert (job.state, "error" in job.report, Firm.objects.live().count()) == ("done", False, 6)


def test_a_command_that_is_killed_is_finished_by_a_worker(sato, now, tmp_path):
    (tmp_path / "f.csv").write_text(FIRMS, encoding="utf-8")
    killed_after(3, lambda: call_command("import_firms", str(tmp_path / "f.csv"), stdout=io.StringIO()))
    job = ImportJob.objects.get()
    assert (job.state, Firm.objects.live().count()) == ("confirmed", 0)
    work(job, now)
    assert (job.state, Firm.objects.live().count()) == ("done", 6)


def test_a_file_with_nothing_new_ends_by_itself(sato, now):
    work(begin(sato, now), now)
    job = services.upload_import(
        firms_name="f.csv", firms_file=FIRMS.encode(), lines_name="", lines_file=None, by=sato, now=now
    )
    work(job, now)
    assert (job.state, job.finished_at, verbs(job)) == ("done", now, ["upload", "end"])
