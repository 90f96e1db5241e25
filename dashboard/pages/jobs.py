"""The regular jobs for staff: which went through when, and the rows that failed again and again."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.chain import head
from core.heartbeats import Beat, beats
from core.models import SweepFailure

WORDS = {
    "notifications.deliver_codes": gettext_lazy("Codes and links for signing in are sent"),
    "notifications.deliver": gettext_lazy("Mails are sent"),
    "notifications.send_digests": gettext_lazy("Digests of mails are written"),
    "notifications.settle": gettext_lazy("Messages that were answered or are old are no longer unread"),
    "notifications.end_texts": gettext_lazy("Texts of mails are removed after their time"),
    "accounts.delete_drafts": gettext_lazy("Unsent forms are removed after two weeks"),
    "accounts.delete_looks": gettext_lazy("Looks at contact details are removed after three years"),
    "core.read_log": gettext_lazy("The activity log is read"),
    "core.chain_log": gettext_lazy("The activity log is sealed against changes"),
    "core.inspect_files": gettext_lazy("Uploaded files are looked into"),
    "companies.work_on_imports": gettext_lazy("Imports are previewed and written"),
    "companies.expire_profiles": gettext_lazy("Profiles expire after their last day"),
    "companies.follow_up_merges": gettext_lazy("What was left with a merged record follows"),
    "companies.remind_invited": gettext_lazy("Invited firms are reminded"),
    "companies.chase_claims": gettext_lazy("Who must answer a request to join is reminded"),
    "companies.watch_roles": gettext_lazy("Staff are told of firms and chambers for which nobody can act"),
    "events.watch_organisers": gettext_lazy("Staff are told of events for which no organiser can act"),
    "companies.watch_registers": gettext_lazy("State registers are asked for closed and renamed firms"),
    "leads.chase": gettext_lazy("Staff are told of inquiries that nobody answered"),
    "matching.work_on_runs": gettext_lazy("Matching runs are computed"),
    "matching.refresh_firms": gettext_lazy("Suggestions of firms that changed are found anew"),
    "matching.answer_questions": gettext_lazy("Questions to the match engine are answered"),
    "matching.expire_due": gettext_lazy("Introductions expire, firms and chambers are reminded"),
    "matching.run_nightly": gettext_lazy("The nightly matching run is asked for"),
    "matching.tell_silent_firms": gettext_lazy("Firms that never answer are told what helps"),
    "matching.chase_calls": gettext_lazy("Who must call a firm is reminded"),
    "talks.translate_messages": gettext_lazy("Messages are given to the translation service"),
    "talks.watch_decisions": gettext_lazy("Firms are reminded of the day they named for a decision"),
    "talks.ask_results": gettext_lazy("Both firms are asked what came of an introduction"),
    "mou.remind": gettext_lazy("Reminders of obligations are written"),
    "mou.work_on_reports": gettext_lazy("Reports are written"),
    "mou.send_digests": gettext_lazy("Digests of bulletins are written"),
    "mou.turn_over": gettext_lazy("New terms of obligations take over"),
    "mou.expire_memoranda": gettext_lazy("Memoranda end after their last day"),
    "events.carry_out": gettext_lazy("Confirmed changes of events are carried out"),
    "events.tell": gettext_lazy("Whoever a change touches is told"),
    "events.tell_second_contacts": gettext_lazy("Second contacts are told"),
    "events.work_on_prints": gettext_lazy("Badges are written, and removed after a day"),
    "events.chase_decisions": gettext_lazy("Organisers are reminded of late decisions"),
    "events.lapse_offers": gettext_lazy("Offers of seats lapse"),
    "events.turn": gettext_lazy("Registrations open and close, events begin"),
    "meetings.work_on_runs": gettext_lazy("Timetables are computed"),
    "meetings.expire_requests": gettext_lazy("Requests for meetings expire"),
    "meetings.remind_of_next_steps": gettext_lazy("Reminders of next steps are written"),
}


def page(now: datetime) -> dict:
    return {
        "jobs": [_job(beat) for beat in beats(now)],
        "sealed": head(),
        "failures": [{"failure": one, "words": words_of(one.job)} for one in SweepFailure.objects.lasting()[:200]],
    }


def words_of(job: str) -> str:
    name = job.partition(":")[0]
    return str(WORDS.get(name, name))


def _job(beat: Beat) -> dict:
    tone, word = "done", _("On time")
    if beat.is_late:
        tone, word = "overdue", _("Late")
    elif beat.at is None:
        tone, word = "waiting", _("Has not run yet")
    return {"beat": beat, "words": words_of(beat.job), "tone": tone, "word": word}
