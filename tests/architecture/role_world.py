"""One of everything that could leak, all of it Tanaka's and Aigul's business, and for every URL name the arguments that
lead to it.

Each function returns {url name: arguments}; a name may carry a note after a comma: "events:event, draft".
"""
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from accounts.models import ConsentRecord, Draft
from accounts.services import keep_draft
from companies import services as companies
from companies.models import Call, Finding, Invitation, Merge, Picture
from companies.services.members import hash_of
from core.catalogues import entries
from core.files.services import inspect_files
from core.models import ClosingDay, SweepFailure
from core.multilingual import Texts
from events import services as events
from events.links import PAPER, notice_path, pass_path
from events.models import Event, Registration, Substitution
from leads import services as leads
from leads.views.public import SENT
from matching import services as matching
from matching.models import EncodedLine, ExportReview, Introduction
from meetings import services as meeting_services
from meetings.models import Slot, TimetableRun
from mou import services as mou
from mou.models import Memorandum, Obligation, Occasion, Report
from notifications.links import STOP
from notifications.models import Delivery, Message
from talks import services as talks
from talks.models import FollowUp
from tests import build, files_build
from tests.events.conftest import event_fields, person
from tests.meetings.meeting_build import accepted, delegates, interpreter, placed, with_meetings
from tests.mou.exchange_build import bulletin, session
from tests.talks.samples_build import requested

Arguments = dict[str, tuple]
SIGNED = datetime(2024, 8, 9, 9, 0, tzinfo=UTC)


def same(app: str, names: str, *arguments) -> Arguments:
    return {f"{app}:{name}": arguments for name in names.split()}


def addresses(cast: SimpleNamespace, now: datetime) -> Arguments:
    keep_draft(person=cast.tanaka.pk, page="/firms/mine/business/", fields={"city": ["金沢"]}, now=now)
    found = public_pages() | firm_pages(cast, now) | lead_pages(cast, now) | match_pages(cast, now)
    agreed = ConsentRecord.objects.filter(recorded_by=cast.tanaka).first()
    found |= {"accounts:withdraw": (agreed.pk,)}
    return found | event_pages(cast, now) | memorandum_pages(cast, now) | {
        "notifications:inbox": (), "notifications:undelivered": (), "notifications:read_all": (),
        "notifications:settings": (), "notifications:stop": (STOP.sign(f"{cast.tanaka.pk.hex}.exchange"),),
        "notifications:send_again": (Delivery.objects.first().pk,),
        **dict.fromkeys(
            ["notifications:open", "notifications:done", "notifications:back"],
            (Message.objects.visible_to(cast.tanaka, now).first().pk,),
        ),
        "staff:looks": (), "mfa_remove_webauthn": (1,),
        "staff:jobs": (), "staff:styleguide": (), "staff:mails": (), "staff:mail": ("mou", "remind_due"),
        "staff:mail_html": ("mou", "remind_due"),
        "staff:translations": (), "staff:texts": ("ru",), "staff:text": ("ru", next(iter(entries("ru")))),
        "staff:job_again": (lasting_failure(now).pk,),
        "staff:closing_days": (),
        "staff:closing_day_remove": (ClosingDay.objects.create(country="KZ", day=now.date()).pk,),
    }


def lasting_failure(now: datetime) -> SweepFailure:
    seen = {"times": 3, "error": "KeyError", "place": "", "first_at": now, "last_at": now, "next_try_at": now}
    return SweepFailure.objects.create(job="mou.remind", row="accounts.user:1", **seen)


def public_pages() -> Arguments:
    bare = dict.fromkeys(("entrance", "healthz", "readyz", "set_language", "mailbox"), ())
    bare |= same("public", "landing how_matching_works privacy terms accessibility help")
    bare |= same("dashboard", "home figures") | same("dashboard", "figures_file", "csv")
    bare |= same("accounts", "export", "json")
    bare |= same("accounts", "draft_keep") | same("accounts", "draft_drop", Draft.objects.get().pk)
    return bare | same("accounts", "settings consents my_data my_looks delete deleted terms")


def firm_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    given = {
        "firm": cast.hokuriku, "role": "editor", "invited_by": cast.tanaka, "invited_at": now,
        "expires_at": now + timedelta(days=9),
    }
    to_firm = Invitation.objects.create(
        **given | {"role": "owner"}, to_firm=True, email="export@hokuriku.example", token_hash=hash_of("to-the-firm")
    )
    claim = companies.ask_to_join(
        cast.hokuriku, position="Export", note="", file=("order.pdf", files_build.pdf()),
        by=build.user("new@hokuriku.example", "New"), now=now,
    )
    invitation = Invitation.objects.create(**given, email=cast.aigul.email, token_hash=hash_of("the-token-of-the-mail"))
    job = companies.upload_import(
        firms_name="f.csv", firms_file=b"x", lines_name="", lines_file=None, by=cast.sato, now=now
    )
    suzuki = cast.hokuriku.memberships.select_related("firm").get(user=cast.suzuki)
    offer = companies.offer_firm(suzuki, by=cast.tanaka, now=now)
    merge = Merge.objects.create(
        firm=cast.hokuriku, into=cast.altai, reason="x", two_deciders=True, proposed_by=cast.sato, proposed_at=now
    )
    picture = companies.add_picture(
        cast.offer, file=("machine.png", files_build.picture()), alt="充填機", by=cast.tanaka, now=now
    )
    inspect_files(now=now)
    finding = Finding.objects.create(firm=cast.hokuriku, kind="renamed", said="x", found_at=now)
    return (
        same("companies", "start tasks submit history profiles profile_new team invite firms review imports import_new")
        | same("companies", "invite_firms claim_new")
        | same("companies", "claim claim_grant claim_refuse claim_withdraw claim_file", claim.pk)
        | same("companies", "firm_invite", cast.hokuriku.pk)
        | same("companies", "firm_invitation_revoke", to_firm.pk)
        | same("companies", "section", "contact")
        | same(
            "companies",
            "profile profile_edit profile_submit profile_revise profile_withdraw profile_fulfil profile_role "
            "profile_codes review_profile pictures",
            cast.offer.pk,
        )
        | same("companies", "profile_action", cast.offer.pk, "publish")
        | same("companies", "picture picture_earlier picture_later picture_remove picture_decide", picture.pk)
        | same("companies", "logo")
        | same("companies", "firm review_firm firm_identity record_check firm_register merge bar", cast.hokuriku.pk)
        | same("companies", "review_pictures", cast.hokuriku.pk)
        | same("companies", "firm_action", cast.hokuriku.pk, "suspend")
        | same("companies", "finding_check", finding.pk)
        | same("companies", "firm_certificate", cast.hokuriku.pk, "refuse")
        | same("companies", "name_owner", cast.hokuriku.pk, suzuki.pk)
        | same("companies", "merge_case", merge.pk)
        | same("companies", "merge_action", merge.pk, "confirm")
        | same("companies", "member_role member_remove handover_offer", suzuki.pk)
        | same("companies", "leave archive")
        | same("companies", "handover_take handover_decline handover_withdraw", offer.pk)
        | same("companies", "invitation_revoke invitation_take", invitation.pk)
        | same("companies", "invitation invitation_accept", "the-token-of-the-mail")
        | same("companies", "import import_confirm import_resume import_abandon", job.pk)
        | same("companies", "import_template", "firms", "xlsx")
        | same("companies", "import_not_taken", job.pk, "firms", "csv")
    )


def _shown_picture(cast: SimpleNamespace, now: datetime) -> Picture:
    """Of Altai's profile, for Hokuriku to see."""
    file = ("line.png", files_build.picture())
    made = companies.add_picture(cast.request, file=file, alt="Қаптау желісі", by=cast.aigul, now=now)
    inspect_files(now=now)
    companies.decide_picture(Picture.objects.get(pk=made.pk), seen="waiting", by=cast.sato, now=now)
    return made


def lead_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    """Atameken has sent a firm, and sees no more than how far it has come."""
    lead = leads.refer_firm(
        firm_name="Dala Nan", legal_id="", name="Yerlan", email="yerlan@dala.example", phone="", language="kk",
        wants="Ovens", agreed_on=now.date(), told_to="Dana", by=cast.dana, now=now,
    )
    acts = "answer note otherwise take assign close reopen convert"
    return (
        same("leads", "leads lead_new ours refer refer_file") | same("leads", "qr", "kk")
        | same("leads", "refer_empty", "xlsx")
        | same("office", "firm firm_people firm_responsible firm_note", cast.hokuriku.pk)
        | same("office", "item take release give rest wake", "lead", lead.pk)
        | same("leads", "lead", lead.pk) | same("leads", " ".join(f"lead_{act}" for act in acts.split()), lead.pk)
        | same("leads", "lead_join", lead.pk, cast.altai.pk)
        | same("contact", "form") | same("contact", "sent", SENT.sign(f"KZ.{int(now.timestamp())}"))
    )


def sample_pages(cast: SimpleNamespace, match, now: datetime) -> Arguments:
    """Altai has asked Hokuriku for a sample."""
    sample = requested(match, cast.aigul, now=now)
    steps = "terms send receive judge order deliver agree agree_order repeat finish end remind"
    return same("talks", "sample_new", match.pk) | same("talks", "sample", sample.pk) | same(
        "talks", " ".join(f"sample_{step}" for step in steps.split()), sample.pk
    )


def result_pages(introduction) -> Arguments:
    """Both firms are asked what came of it."""
    talks.ask_results(now=introduction.released_at + timedelta(days=30))
    return same("talks", "result result_settle", FollowUp.objects.get().pk)


def match_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    """Hokuriku and Altai know each other's contacts; Hokuriku and a third firm are what Sato has proposed."""
    introduced = build.introduction(build.match(cast.offer, cast.request), cast.tanaka, cast.aigul, cast.mori)
    samples = sample_pages(cast, introduced.match, now) | result_pages(introduced)
    proposed = build.match(cast.offer, cast.elsewhere)
    matching.propose_match(proposed, by=cast.sato, now=now)
    shown_picture = _shown_picture(cast, now)
    review = ExportReview.objects.create(match=introduced.match, code="842230", tier="4.A", list_version="2024-02-23")
    line = EncodedLine.objects.create(
        line=cast.offer.lines.first(), text_hash="0" * 64, problem="crashed", quarantined_at=now
    )
    draft = matching.draft_weights(changes={"gate.enough": 0.5}, by=cast.sato, now=now)
    decide = "approval approve reject undo propose shortlist dismiss"
    call = Call.objects.create(
        firm=introduced.match.partner, number="+7 7232 00 00 00", caller=cast.dana, chamber=cast.atameken,
        due_at=now, asked_by=cast.sato, asked_at=now,
    )
    Introduction.objects.filter(pk=introduced.pk).update(partner_call=call)
    party = (introduced.pk, introduced.match.partner_id)
    asked = talks.ask_questions(introduced.match, keys=["capacity"], by=cast.tanaka, now=now)[0]
    paper = talks.share_file(
        introduced.match, file=("plan.pdf", files_build.pdf()), sort="catalogue", by=cast.tanaka, now=now
    )
    said = talks.write_remark(introduced.match, text="シロップ用の充填機です。", by=cast.tanaka, now=now)
    wording = talks.ask_translation(said, language="kk", by=cast.aigul, now=now)
    soon = [now + timedelta(days=3)]
    planned = talks.propose_call(
        introduced.match, times=soon, minutes=30, interpreter=False, languages=[], place="", by=cast.tanaka, now=now
    )
    day = talks.name_day(introduced.match, reason="budget", until=now.date() + timedelta(9), by=cast.tanaka, now=now)
    return (
        same("office", "today search away away_end") | same("talks", "threads")
        | same("talks", "thread ask write file_new decide", introduced.match_id)
        | same("talks", "answer withdraw", asked.pk) | same("talks", "file file_remove", paper.pk)
        | same("talks", "decided", day.pk) | samples
        | same("talks", "translation translation_check translation_drop", wording.pk)
        | {"talks:translation_ask": (said.pk, "ru")} | same("talks", "machine machine_agree machine_end")
        | same("talks", "machine_keep machine_allow", introduced.match_id) |
        same("talks", "threads") | same("talks", "thread ask write file_new decide call_new", introduced.match_id)
        | same("talks", "answer withdraw", asked.pk) | same("talks", "file file_remove", paper.pk)
        | same("talks", "decided", day.pk)
        | same("talks", "call_take call_decline call_withdraw call_cancel call_ics", planned.pk) |
        same("matching", "answer answer_file call_ask", *party)
        | same("matching", "calls") | same("matching", "call", call.pk)
        | same("matching", "answer_confirm answer_take_back", introduced.pk)
        | same(
            "matching",
            "suggestions introductions approvals workbench runs run_start expected quarantine why_not refusals "
            "exposure propose_pair weights weights_draft referrals",
        )
        | same("matching", f"match interest decline retract {decide}", introduced.match_id)
        | {f"matching:{name}, proposed by Sato": (proposed.pk,) for name in ("match", *decide.split())}
        | same(
            "matching", "introduction consent consent_withdraw introduction_decline confirm_contact start_discussion",
            introduced.pk,
        )
        | same("matching", "picture", introduced.match_id, shown_picture.pk)
        | same("talks", "partner partner_paper", introduced.match_id)
        | same("talks", "partner_picture", introduced.match_id, shown_picture.pk)
        | same("matching", "conclude recall", introduced.pk)
        | same("matching", "export_statement export_clear export_reopen export_block", review.match_id, review.code)
        | same("matching", "run", matching.request_run(by=cast.sato, now=now).pk)
        | same("matching", "weight_set weights_activate weights_drop", draft.pk)
        | same("matching", "quarantine_retry", line.pk)
        | same(
            "matching", "referral referral_acknowledge referral_take referral_ask referral_answer",
            introduced.referrals.get().pk,
        )
        | same(
            "matching", "referral_comment referral_interaction referral_complete referral_decline",
            introduced.referrals.get().pk,
        )
    )


def event_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    """The forum is Atameken's; Hokuriku and Altai come. Of Minamin's own forum a liaison runs nothing."""
    forum = announced(cast.atameken, cast.dana, now)
    own, draft = announced(None, cast.sato, now), plan(cast.atameken, cast.dana, now)
    desk = (
        "desk edit seats invite admit approve_chosen delete copy badges badges_ask export export_csv session_new "
        "contributor_new door door_enter "
        "door_paper "
        "door_list document_new"
    )
    meetings = "grid meeting_setup meeting_arrange sheets interpreters run_request"
    found = same("events", "events new calendar feeds delegations delegation_new") | same("events", desk, forum.pk)
    found |= same("meetings", meetings, forum.pk)
    found |= same("events", "event ics support register late", forum.pk) | same(
        "events", "change_new", forum.pk, "cancel"
    )
    found |= same("events", "step", forum.pk, "open_registration") | same(
        "events", "feed", events.new_feed(by=cast.tanaka, now=now)
    )
    found |= {f"events:{name}, a draft": (draft.pk,) for name in ("event", "ics", "register", "desk", "edit")}
    found |= {
        f"events:{name}, of Minamin": (own.pk,)
        for name in "event register support desk edit badges export export_csv door_enter".split()
    }
    printed = events.ask_for_badges(forum, by=cast.dana, now=now)
    found |= same("events", "print print_pdf print_retry", printed.pk)
    given = events.give_support(forum, kind="venue", note="", chamber=None, by=cast.sato, now=now)
    theirs = events.give_support(own, kind="venue", note="", chamber=cast.atameken, by=cast.dana, now=now)
    found |= {"events:support_withdraw": (given.pk,), "events:support_withdraw, of Minamin": (theirs.pk,)}
    [asked] = substitutions(cast, own, now)[1:]
    found |= {
        "events:substitution, of Minamin": (asked.pk,), "events:substitution_decide, of Minamin": (asked.pk, "consent")
    }
    return found | seat_pages(cast, forum, now) | change_pages(cast, now)


def plan(chamber, by, now: datetime) -> Event:
    made = events.plan_event(chamber=chamber, by=by, now=now, **event_fields())
    events.set_seats(made, role="delegate", country="", capacity=20, by=by, now=now)
    return made


def announced(chamber, by, now: datetime) -> Event:
    made = plan(chamber, by, now)
    events.announce_event(made, anyway=True, by=by, now=now)
    return Event.objects.get(pk=made.pk)


def seat_pages(cast: SimpleNamespace, forum: Event, now: datetime) -> Arguments:
    by = {"by": cast.dana, "now": now}
    with_meetings(forum, **by)
    helper = interpreter(forum, **by)
    hour = {"starts_at": forum.starts_at, "ends_at": forum.starts_at + timedelta(hours=1)}
    part = events.add_session(forum, titles={"en": "Energy"}, room="A", capacity=9, **hour, **by)
    paper = events.add_document(
        forum, file=("plan.pdf", files_build.pdf()), titles={"en": "Plan"}, language="en", is_public=False, **by
    )
    inspect_files(now=now)
    (seat, sent), (guest, other) = delegates(
        forum, by=cast.tanaka, firm=cast.hokuriku, other_by=cast.aigul, other_firm=cast.altai, now=now
    )
    sitting = placed(accepted(seat, guest, now=now), 1, **by)
    open_ = meeting_services.request_meeting(guest, asked=sent, topic="Filling", by=None, now=now)
    proposal = meeting_services.propose_time(
        sitting, registration=guest, slot=Slot.objects.get(event=forum, number=3), by=None, now=now
    )
    run = TimetableRun.objects.create(event=forum, seconds=10, requested_at=now)
    token = token_of(pass_path(seat))
    return (
        same("events", "session_edit", forum.pk, part.pk) | same("events", "contributor_release", forum.pk, helper.pk)
        | same("meetings", "interpreter", forum.pk, helper.pk)
        | same("events", "document document_withdraw", forum.pk, paper.pk)
        | same("events", "pass_document", token, paper.pk)
        | same("events", "registration substitute correct", seat.pk) | same("events", "decide", seat.pk, "check_in")
        | same("events", "answer", seat.pk, "withdraw") | same("events", "scan", forum.pk, seat.badge_code)
        | same("events", "pass pass_correct pass_ics pass_substitute", token)
        | same("meetings", "my_meetings my_agenda meet_people meet_listed my_times", token)
        | same("events", "pass_act", token, "withdraw") | same("events", "pass_session", token, part.pk, "book")
        | same("meetings", "meet_ask", token, other.pk) | same("meetings", "my_meeting", token, sitting.pk)
        | same("meetings", "meeting_act", token, sitting.pk, "confirm")
        | same("meetings", "proposal_answer", token, proposal.pk, "take")
        | same("meetings", "meeting meeting_place meeting_hold meeting_loosen", sitting.pk)
        | same("meetings", "meeting_note", open_.pk, "cancel")
        | same("meetings", "run run_stop run_apply", run.pk)
        | substitute_pages(cast, forum, now) | journey_pages(cast, forum, seat, now)
    )


def token_of(path: str) -> str:
    return path.split("/")[3]


def substitutions(cast: SimpleNamespace, forum: Event, now: datetime) -> list[Substitution]:
    """One in place, one that waits for consent because the rank changes."""
    [gone, waits] = events.register_delegates(
        forum, people=[person(3), person(4)], role="delegate", firm=cast.hokuriku, by=cast.tanaka, now=now
    )
    return [
        events.name_substitute(gone, person=person(13), reason="Ill", by=cast.tanaka, now=now),
        events.name_substitute(waits, person=person(14, rank="director"), reason="Ill", by=cast.tanaka, now=now),
    ]


def substitute_pages(cast: SimpleNamespace, forum: Event, now: datetime) -> Arguments:
    in_place, asked = substitutions(cast, forum, now)
    return (
        same("events", "substitution proxy", in_place.pk)
        | same("events", "pass_proxy", token_of(pass_path(in_place.substitute)))
        | {"events:substitution, waiting": (asked.pk,)}
        | {f"events:substitution_decide, {act}": (asked.pk, act) for act in ("consent", "refuse", "take_back")}
        | same("events", "paper", PAPER.sign(f"proxy.{in_place.pk.hex}"))
    )


def journey_pages(cast: SimpleNamespace, forum: Event, seat: Registration, now: datetime) -> Arguments:
    by, day = {"by": cast.dana, "now": now}, forum.starts_at.date()
    journey = events.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=cast.atameken,
        from_country="JP", to_country="KZ", purposes={"en": "Forum"},
        starts_on=day - timedelta(days=1), ends_on=day + timedelta(days=1), **by,
    )
    member = events.add_member(
        journey, registration=seat, name=seat.name, email=seat.email, language="ja", zone="Asia/Tokyo",
        organisation="Hokuriku", **by,
    )
    stop = events.add_stop(
        journey, starts_at=forum.starts_at, ends_at=forum.ends_at, zone="Asia/Almaty",
        place="Astana", programmes={"en": "Forum"}, host="Atameken",
        host_person="Дана", host_email="host@example.kz", host_language="ru", **by,
    )
    [letter] = events.issue_letters(journey, language="en", **by)
    return (
        same(
            "events", "delegation delegation_edit member_new member_from_seat stop_new letter_issue delegation_cancel",
            journey.pk,
        )
        | same("events", "member_edit member_remove", journey.pk, member.pk)
        | same("events", "stop_edit stop_remove", journey.pk, stop.pk) | same("events", "delegation_report", journey.pk)
        | same("events", "letter", journey.pk, letter.number) | same("events", "delegation_step", journey.pk, "confirm")
    )


def change_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    """A second forum, whose cancellation was told and not yet read."""
    forum = announced(cast.atameken, cast.dana, now)
    events.register_delegates(forum, people=[person(5)], role="delegate", firm=cast.hokuriku, by=cast.tanaka, now=now)
    digest = events.preview_change(forum, "cancel")[2]
    change = events.confirm_change(
        forum, anyway=True,
        kind="cancel", digest=digest, reasons={"en": "Earthquake"}, at_once=True, by=cast.dana, now=now
    )
    events.carry_out_due(now=now)
    events.tell_waiting(now=now)
    notice = change.notices.filter(registration__isnull=False).get()
    return (
        same("events", "change change_revoke change_close account_delivered phone_list", change.pk)
        | same("events", "notice_work", notice.pk) | same("events", "notice", token_of(notice_path(notice)))
    )


def memorandum_pages(cast: SimpleNamespace, now: datetime) -> Arguments:
    """Minamin – Atameken, and the same between Hokuriku and Altai; a bulletin and a session of Atameken."""
    founding = mou.record_founding_memorandum(now=SIGNED)
    draft = bulletin(cast.dana, now, chamber=cast.atameken)
    class_ = session(cast.dana, now, chamber=cast.atameken)
    shown = bulletin(cast.dana, now, chamber=cast.atameken)
    mou.publish_bulletin(shown, by=cast.dana, now=now)
    material = mou.add_material(
        class_, file=("a.pdf", files_build.pdf()), titles={"en": "A"}, language="en", by=cast.dana, now=now
    )
    scan = mou.add_document(
        founding, file=("b.pdf", files_build.pdf()), titles={"en": "Scan"}, language="ja", by=cast.sato, now=now
    )
    between_firms = under(pact(cast), cast.tanaka, cast.aigul, now)
    on_bulletin = "bulletin bulletin_edit bulletin_wording bulletin_publish bulletin_republish bulletin_withdraw"
    on_session = "session session_publish session_edit session_enrol session_leave session_hold session_attendance"
    return (
        same("mou", "memoranda memorandum_new bulletins bulletin_new subscription unsubscribe sessions session_new")
        | under(founding, cast.sato, cast.dana, now)
        | keeping(founding) | {f"{name}, of two firms": found for name, found in between_firms.items()}
        | {"mou:memorandum, a draft": (drafted(cast, "M-2026-032").pk,)}
        | same("mou", on_bulletin, shown.pk)
        | {f"mou:{name}, a draft": (draft.pk,) for name in ("bulletin", "bulletin_edit")}
        | same("mou", f"{on_session} session_participant session_material session_cancel", class_.pk)
        | same("mou", "material_word", material.pk) | same("mou", "document_word", scan.pk)
    )


def keeping(memorandum: Memorandum) -> Arguments:
    """What only staff record, whosever the memorandum is."""
    return same("mou", "wording commitment_wording sign in_force renew amend document", memorandum.pk)


def drafted(cast: SimpleNamespace, number: str) -> Memorandum:
    parties = {"japan": {"firm": cast.hokuriku}, "central_asia": {"firm": cast.altai}}
    return mou.draft_memorandum(number=number, titles={"en": "Bottling"}, **parties, by=cast.sato, now=SIGNED)


def pact(cast: SimpleNamespace) -> Memorandum:
    by, made = {"by": cast.sato, "now": SIGNED}, drafted(cast, "M-2026-031")
    mou.word_commitment(made, number=1, language="en", title="Samples", text="Samples are sent.", **by)
    mou.sign_memorandum(
        made, signed_on=date(2024, 8, 9), place="Astana", ends_on=date(2027, 3, 31),
        signatories=[{"side": "japan", "name": "田中 一郎", "positions": {}}], **by,
    )
    mou.put_in_force(made, in_force_on=date(2024, 8, 9), **by)
    return made


def under(made: Memorandum, japanese, kazakh, now: datetime) -> Arguments:
    """Below one memorandum: an obligation with evidence that waits, one that is proposed, a change that is asked,
    a report.
    """
    memorandum = Memorandum.objects.with_parties().get(pk=made.pk)
    owed, proposed = (propose(memorandum, by=kazakh, now=now) for _number in range(2))
    mou.agree_obligation(owed, by=japanese, now=now)
    owed = Obligation.objects.with_memorandum().with_parties().get(pk=owed.pk)
    evidence = mou.add_evidence(
        owed, titles={"en": "Report"}, notes={}, happened_on=now.date(), quantity=1, period="",
        file=("report.pdf", files_build.pdf()), by=japanese,
        now=now,
    )
    inspect_files(now=now)
    occasion = Occasion.objects.create(
        obligation=owed, titles=Texts().with_wordings({"en": "Fair"}, by=japanese, at=now), happened_on=now.date()
    )
    change = mou.ask_hold(owed, reason="Printer is broken", by=kazakh, now=now)
    report = Report.objects.create(
        memorandum=memorandum, state="issued", number=1, from_on=date(2024, 8, 9),
        until_on=now.date(), languages=["ja", "ru"],
        requested_by=kazakh, requested_at=now, as_of=now, pdf=b"%PDF-", xlsx=b"PK",
    )
    return (
        same("mou", "memorandum text reports propose_under waiting terminate", memorandum.pk)
        | same("mou", "submit_chosen countersign_chosen", memorandum.pk)
        | same("mou", "year", memorandum.pk, 1) | same("mou", "contacts", memorandum.pk, "japan")
        | same("mou", "commitment propose", owed.commitment_id)
        | same("mou", "obligation resume close responsible occasion evidence_new", owed.pk)
        | same("mou", "ask", owed.pk, "hold")
        | same("mou", "agree decline", proposed.pk)
        | same("mou", "change_approve change_refuse change_withdraw", change.pk)
        | same(
            "mou", "evidence evidence_submit evidence_countersign evidence_dispute evidence_answer evidence_accept",
            evidence.pk,
        )
        | same("mou", "evidence_reject evidence_withdraw evidence_file evidence_word", evidence.pk)
        | same("mou", "report report_retry report_forward report_pdf report_xlsx report_json", report.pk)
        | same("mou", "file", evidence.revisions.get().file_id) | same("mou", "occasion_word", occasion.pk)
    )


def propose(memorandum: Memorandum, *, by, now: datetime) -> Obligation:
    article = memorandum.commitments.first()
    article.memorandum = memorandum
    made = mou.propose_obligation(
        article, owing="japan", indicator="bulletin_published", wordings={},
        cadence="yearly", target=1, starts_on=date(2024, 8, 9),
        ends_on=None, by=by, now=now,
    )
    return Obligation.objects.with_memorandum().with_parties().get(pk=made.pk)
