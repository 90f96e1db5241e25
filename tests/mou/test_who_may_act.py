"""The services themselves refuse whoever may not act, before they look at anything else, and write nothing."""

from types import SimpleNamespace

import pytest

from core.multilingual import Texts
from mou import services
from mou.models import Change, Document, Evidence, Material, Occasion, Report
from tests.refusing import refuses

from .exchange_build import bulletin, session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
WHY = "Because it must be so"
FILE, TITLES = ("a.txt", b"a"), {"en": "A"}

BY_STAFF = {
    "draft_memorandum": lambda _at, **who: services.draft_memorandum(
        number="2", titles={"en": "Two"}, japan={}, central_asia={}, **who
    ),
    "word_memorandum": lambda at, **who: services.word_memorandum(
        at.mou, language="en", title="Other", purpose="", **who
    ),
    "word_commitment": lambda at, **who: services.word_commitment(
        at.mou, number=1, language="en", title="Other", text="", **who
    ),
    "sign_memorandum": lambda at, **who: services.sign_memorandum(
        at.mou, signed_on=at.day, place="", signatories=[], **who
    ),
    "put_in_force": lambda at, **who: services.put_in_force(at.mou, in_force_on=at.day, **who),
    "renew_memorandum": lambda at, **who: services.renew_memorandum(at.mou, ends_on=at.day, reason=WHY, **who),
    "amend_memorandum": lambda at, **who: services.amend_memorandum(
        at.mou, texts={"en": "Other"}, signed_on=at.day, ends_on=None, **who
    ),
    "terminate_memorandum": lambda at, **who: services.terminate_memorandum(
        at.mou, reason=WHY, confirmed=True, **who
    ),
    "add_document": lambda at, **who: services.add_document(at.mou, file=FILE, titles=TITLES, language="en", **who),
    "word_document": lambda at, **who: services.word_document(at.document, titles=TITLES, **who),
    "close_obligation": lambda at, **who: services.close_obligation(at.obligation, reason=WHY, **who),
}
BY_A_SIDE = {
    "name_contacts": lambda at, **who: services.name_contacts(
        at.mou.parties.first(), owner=None, second_contact=None, **who
    ),
    "propose_obligation": lambda at, **who: services.propose_obligation(
        at.obligation.commitment, owing="japan", indicator="other", wordings={}, cadence="once", target=1,
        starts_on=at.day, ends_on=None, **who
    ),
    "agree_obligation": lambda at, **who: services.agree_obligation(at.obligation, **who),
    "decline_obligation": lambda at, **who: services.decline_obligation(at.obligation, reason=WHY, **who),
    "resume_obligation": lambda at, **who: services.resume_obligation(at.obligation, **who),
    "name_responsible": lambda at, **who: services.name_responsible(at.obligation, person=None, **who),
    "note_occasion": lambda at, **who: services.note_occasion(
        at.obligation, titles=TITLES, happened_on=at.day, **who
    ),
    "ask_due_date": lambda at, **who: services.ask_due_date(
        at.obligation, period="", due_on=at.day, reason=WHY, **who
    ),
    "ask_terms": lambda at, **who: services.ask_terms(
        at.obligation, cadence="monthly", target=1, period_start=at.day, reason=WHY, **who
    ),
    "ask_hold": lambda at, **who: services.ask_hold(at.obligation, reason=WHY, **who),
    "ask_waiver": lambda at, **who: services.ask_waiver(at.obligation, reason=WHY, **who),
    "approve_change": lambda at, **who: services.approve_change(at.change, **who),
    "refuse_change": lambda at, **who: services.refuse_change(at.change, reason=WHY, **who),
    "withdraw_change": lambda at, **who: services.withdraw_change(at.change, **who),
    "add_evidence": lambda at, **who: services.add_evidence(
        at.obligation, titles=TITLES, notes={}, happened_on=at.day, quantity=1, period="", file=None, **who
    ),
    "word_evidence": lambda at, **who: services.word_evidence(at.evidence, titles=TITLES, notes={}, **who),
    "word_occasion": lambda at, **who: services.word_occasion(at.occasion, titles=TITLES, **who),
    "add_revision": lambda at, **who: services.add_revision(at.evidence, file=FILE, note="", **who),
    "submit_evidence": lambda at, **who: services.submit_evidence(at.evidence, **who),
    "countersign_evidence": lambda at, **who: services.countersign_evidence(at.evidence, **who),
    "accept_evidence": lambda at, **who: services.accept_evidence(at.evidence, **who),
    "dispute_evidence": lambda at, **who: services.dispute_evidence(at.evidence, reason=WHY, **who),
    "answer_dispute": lambda at, **who: services.answer_dispute(at.evidence, reason=WHY, **who),
    "reject_evidence": lambda at, **who: services.reject_evidence(at.evidence, reason=WHY, **who),
    "withdraw_evidence": lambda at, **who: services.withdraw_evidence(at.evidence, reason=WHY, **who),
    "request_report": lambda at, **who: services.request_report(
        at.mou, from_on=at.day, until_on=at.day, languages=["ja", "ru"], **who
    ),
    "retry_report": lambda at, **who: services.retry_report(Report(memorandum=at.mou), **who),
    "forward_report": lambda at, **who: services.forward_report(
        Report(memorandum=at.mou), to=["a@b.example"], note="", **who
    ),
}
IN_ITS_NAME = {
    "create_bulletin": lambda chamber, who, now: bulletin(who, now, chamber=chamber),
    "draft_session": lambda chamber, who, now: services.draft_session(
        chamber=chamber, kind="training", for_country="KZ", titles={"ja": "A"}, by=who, now=now
    ),
}
BY_ITS_WRITERS = {
    "edit_bulletin": lambda at, **who: services.edit_bulletin(
        at.bulletin, kind="tender", for_country="KZ", sectors=[], source_url="", **who
    ),
    "write_wording": lambda at, **who: services.write_wording(
        at.bulletin, language="ru", title="A", body="B", quality="translated", **who
    ),
    "publish_bulletin": lambda at, **who: services.publish_bulletin(at.bulletin, **who),
    "withdraw_bulletin": lambda at, **who: services.withdraw_bulletin(at.bulletin, reason=WHY, **who),
    "republish_bulletin": lambda at, **who: services.republish_bulletin(at.bulletin, **who),
    "publish_session": lambda at, **who: services.publish_session(at.session, **who),
    "edit_session": lambda at, **who: services.edit_session(at.session, place="Tokyo", **who),
    "add_participant": lambda at, **who: services.add_participant(
        at.session, name="A", organisation="B", country="KZ", **who
    ),
    "hold_session": lambda at, **who: services.hold_session(at.session, attended=[], **who),
    "correct_attendance": lambda at, **who: services.correct_attendance(at.session, attended=[], **who),
    "cancel_session": lambda at, **who: services.cancel_session(at.session, reasons={"ru": WHY}, **who),
    "add_material": lambda at, **who: services.add_material(
        at.session, file=FILE, titles=TITLES, language="en", **who
    ),
    "word_material": lambda at, **who: services.word_material(at.material, titles=TITLES, **who),
}


@pytest.fixture
def at(mou, owed, sato, now):
    """The memorandum of Minamin and Atameken, and what belongs to it; a bulletin and a session of Minamin's."""
    obligation, a_title = owed("other", owing="japan"), Texts().with_wordings(TITLES, by=sato, at=now)
    return SimpleNamespace(
        mou=mou,
        day=now.date(),
        obligation=obligation,
        change=Change(obligation=obligation, asked_side="japan"),
        evidence=Evidence.objects.create(
            obligation=obligation, titles=a_title, happened_on=now.date(), added_by=sato, added_at=now
        ),
        bulletin=bulletin(sato, now),
        session=(class_ := session(sato, now)),
        document=Document(memorandum=mou), material=Material(session=class_), occasion=Occasion(obligation=obligation),
    )


@pytest.mark.parametrize("act", BY_STAFF.values(), ids=BY_STAFF)
def test_only_staff(at, dana, tanaka, zafar, now, act):
    for stranger in (dana, tanaka, zafar):
        refuses(lambda who=stranger: act(at, by=who, now=now))


@pytest.mark.parametrize("act", BY_A_SIDE.values(), ids=BY_A_SIDE)
def test_only_the_parties(at, tanaka, hokuriku, zafar, bekzat, now, act):
    for stranger in (tanaka, zafar, bekzat):
        refuses(lambda who=stranger: act(at, by=who, now=now))


@pytest.mark.parametrize("act", IN_ITS_NAME.values(), ids=IN_ITS_NAME)
def test_nobody_writes_in_the_name_of_another_house(atameken, dana, sato, zafar, tanaka, now, act):
    for stranger, chamber in ((sato, atameken), (zafar, atameken), (tanaka, atameken), (dana, None), (tanaka, None)):
        refuses(lambda who=stranger, of=chamber: act(of, who, now))


@pytest.mark.parametrize("act", BY_ITS_WRITERS.values(), ids=BY_ITS_WRITERS)
def test_only_the_house_that_gives_it(at, dana, tanaka, zafar, now, act):
    for stranger in (dana, tanaka, zafar):
        refuses(lambda who=stranger: act(at, by=who, now=now))


def test_nobody_enrols_for_another_firm_and_the_giver_not_at_all(at, sato, tanaka, hokuriku, bekzat, now):
    for stranger, firm in ((bekzat, hokuriku), (sato, None), (sato, hokuriku)):
        refuses(lambda who=stranger, of=firm: services.enrol(at.session, firm=of, by=who, now=now))


def test_the_side_that_owes_it_names_who_is_responsible(at, dana, now):
    refuses(lambda: services.name_responsible(at.obligation, person=dana, by=dana, now=now))


def test_whoever_is_no_party_finds_nothing_to_submit_or_countersign(at, tanaka, zafar, now):
    for stranger in (tanaka, zafar):
        for service in (services.submit_chosen, services.countersign_chosen):
            assert service(Evidence.objects.values("pk"), by=stranger, now=now) == 0
    assert Evidence.objects.get().state == "proposed"
