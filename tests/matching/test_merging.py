"""Two records of one firm become one: its cases follow, doubles end, everybody concerned is told,
and all of it goes back.
"""
import pytest

from companies import services as companies
from companies.models import Contact, Firm
from companies.successors import living_with
from core.models import Activity
from matching import services
from matching.models import Introduction, Match, Referral
from matching.permissions import can_see_contacts
from matching.services import runs
from notifications.models import Message
from tests import build

from .asking import told
from .test_services_runs import score

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruslan(db):
    return build.user("ruslan@altai.example", "Руслан Ахметов", language="ru", zone="Asia/Almaty")


@pytest.fixture
def twin(ruslan, sato) -> Firm:
    return build.firm(
        ruslan, sato, country="KZ", legal_id="941240000193", name="Altai Tamaq HQ",
        name_latin="Altai Tamaq HQ", city="Алматы",
    )


@pytest.fixture
def theirs(twin, sato):
    return build.profile(twin, sato, "business_request", "supply", ["Нужна линия розлива масла"], ["842230"], ["JP"])


@pytest.fixture
def merge(altai, twin, sato, mori, now):
    """merge() → altai goes into its twin."""
    return lambda: build.merge(altai, twin, sato, mori, now)


def counts(old: Firm, new: Firm) -> dict[str, int]:
    return {str(line.label): line.count for line in living_with(old, new)}


# what follows


def test_the_people_of_both_records_see_the_introduction_and_its_contacts(introduced, merge, twin, aigul, ruslan, now):
    merge()
    for person in (aigul, ruslan):
        person = type(person).objects.get(pk=person.pk)  # without the membership read before
        found = Introduction.objects.with_firms().visible_to(person).get()
        assert found.match.partner == twin
        assert can_see_contacts(person, found, now)


def test_strangers_see_no_more_than_before(introduced, merge, bekzat, detal):
    merge()
    assert not Introduction.objects.visible_to(bekzat).exists()
    assert not Match.objects.visible_to(bekzat).exists()


def test_the_contact_of_the_record_that_stays_is_asked_before_it_is_shown(introduced, merge, tanaka, now):
    merge()
    found = Introduction.objects.with_firms().get()
    assert services.reveal_contacts(found, by=tanaka, now=now)["partner"] is None


@pytest.fixture
def half_agreed(asked, aigul, altai, now) -> Introduction:
    """Altai has agreed, Hokuriku has not."""
    services.give_consent(asked, firm=altai, contact_agrees=True, by=aigul, now=now)
    return asked


def test_another_contact_person_is_asked_anew_and_nobody_waits_for_nothing(half_agreed, merge, twin, now):
    merge()
    found = Introduction.objects.waiting_for_consent_of(twin).get()
    assert found == half_agreed
    assert found.answer_by >= half_agreed.answer_by
    assert Activity.objects.get(verb="matching.introduction.ask_anew").data == {"side": "central_asia"}


def test_the_same_contact_person_is_not_asked_again(half_agreed, merge, twin):
    Contact.objects.filter(firm=twin).delete()
    merge()
    half_agreed.refresh_from_db()
    assert half_agreed.partner_consent_at
    assert not Introduction.objects.waiting_for_consent_of(twin).exists()


def test_taken_back_the_consent_that_was_given_holds(half_agreed, merge, aigul, sato, now):
    companies.take_back_merge(merge(), reason="Two firms", by=sato, now=now)
    half_agreed.refresh_from_db()
    assert (half_agreed.partner_consent_at, half_agreed.partner_consent_by) == (now, aigul)


def test_an_answer_follows_its_match(match, merge, aigul, twin, now):
    services.express_interest(match, firm=match.partner, by=aigul, now=now)
    merge()
    assert match.interests.get().firm == twin
    assert Match.objects.known_to_firm(twin).get() == match


def test_the_pair_is_not_suggested_anew(match, merge, offer, request_, now):
    Match.objects.update(state="dismissed", ended_at=now)
    merge()
    request_.refresh_from_db()
    assert runs.write_suggestions([score(offer, request_)], [score(offer, request_)], now=now)["suggested"] == 0


def test_a_run_that_began_before_the_merge_suggests_nothing_to_the_closed_record(merge, offer, request_, now):
    scored = score(offer, request_)
    merge()
    assert runs.write_suggestions([scored], [scored], now=now)["suggested"] == 0


def test_the_confirm_page_lists_all_that_lives(introduced, request_, altai, twin):
    assert counts(altai, twin) == {
        "People": 1, "Offers and needs": 1, "Introductions": 1, "Referrals that a chamber is working on": 1,
    }


# who is told


def test_the_partner_and_the_chamber_read_the_new_name(introduced, merge, tanaka, dana, altai, twin):
    merge()
    assert told("partner_merged") == sorted([tanaka.email, dana.email])
    said = Message.objects.get(kind="matching/partner_merged", recipient=tanaka)
    assert said.language == "ja"
    assert altai.name in said.subject
    assert twin.name in said.subject


def test_before_the_release_the_partner_hears_no_name(asked, merge, altai, twin, tanaka, now):
    merge()
    said = Message.objects.filter(recipient=tanaka)
    assert not [one for one in said if altai.name in one.subject + one.text or twin.name in one.subject + one.text]


# doubles


@pytest.fixture
def double(introduced, offer, theirs, mori) -> Match:
    """Altai is introduced to Hokuriku already; its twin has a proposal with the same firm."""
    made = build.match(offer, theirs)
    services.propose_match(made, by=mori, now=introduced.requested_at)
    return made


def test_of_two_cases_with_one_partner_the_further_one_stays(introduced, double, merge, twin):
    merge()
    double.refresh_from_db()
    [alive] = Match.objects.of_firm(twin).live()
    assert (alive, double.state) == (introduced.match, "expired")
    assert Activity.objects.get(verb="matching.match.expire").data == {"code": "merged"}


def test_the_case_of_the_record_that_goes_ends_when_it_is_behind(
    match, offer, theirs, tanaka, ruslan, mori, merge, twin
):
    further = build.introduction(build.match(offer, theirs), tanaka, ruslan, mori)
    merge()
    match.refresh_from_db()
    assert (match.state, match.partner) == ("expired", twin)
    assert Introduction.objects.get() == further


def test_a_double_is_announced_before_it_is_ended(double, altai, twin):
    assert counts(altai, twin)["Ends, because both records have a case with the same partner"] == 1


@pytest.fixture
def both_introduced(introduced, offer, theirs, tanaka, ruslan, mori, now):
    """Both records have been introduced to Hokuriku; the older introduction is in discussion."""
    services.start_discussion(introduced, by=tanaka, now=now)
    return introduced, build.introduction(build.match(offer, theirs), tanaka, ruslan, mori, now)


def test_of_two_introductions_the_one_behind_is_recalled_with_its_referral(both_introduced, merge, tanaka):
    stays, ends = both_introduced
    merge()
    for one in (stays, ends):
        one.refresh_from_db()
    assert (stays.state, ends.state) == ("in_discussion", "recalled")
    assert Referral.objects.get(introduction=ends).state == "abandoned"
    assert told("double_ended") == [tanaka.email]


@pytest.mark.parametrize("outcome, alive", [("order", "concluded"), ("not_a_fit", "in_discussion")])
def test_a_concluded_introduction_stays_concluded_and_gives_way_without_business(
    both_introduced, merge, twin, tanaka, now, outcome, alive
):
    _stays, concluded = both_introduced
    services.conclude_introduction(concluded, outcome=outcome, note="", by=tanaka, now=now)
    merge()
    concluded.refresh_from_db()
    [match] = Match.objects.of_firm(twin).live()
    assert (concluded.state, match.introductions.get().state) == ("concluded", alive)


# the way back


def test_taken_back_the_introduction_is_the_old_records_again(
    introduced, merge, altai, aigul, ruslan, tanaka, dana, sato, now
):
    companies.take_back_merge(merge(), reason="Two firms", by=sato, now=now)
    found = Introduction.objects.with_firms().get()
    assert found.match.partner == altai
    assert found.match.partner_profile.firm == altai
    assert Introduction.objects.visible_to(aigul).exists()
    assert not Introduction.objects.visible_to(ruslan).exists()
    assert told("partner_parted") == sorted([tanaka.email, dana.email])


def test_taken_back_what_had_ended_goes_on(both_introduced, merge, altai, twin, tanaka, sato, now):
    stays, ends = both_introduced
    companies.take_back_merge(merge(), reason="Two firms", by=sato, now=now)
    for one, state, partner in ((stays, "in_discussion", altai), (ends, "contacts_released", twin)):
        found = Introduction.objects.with_firms().get(pk=one.pk)
        assert (found.state, found.match.state, found.match.partner) == (state, "introduced", partner)
    referral = Referral.objects.get(introduction=ends)
    assert (referral.state, referral.closed_at, referral.closed_by) == ("sent", None, None)
    assert told("double_goes_on") == [tanaka.email]


def test_taken_back_a_pair_that_began_anew_meanwhile_stays_one(double, offer, theirs, merge, twin, sato, now):
    merged = merge()
    Match.objects.live().update(state="expired", ended_at=now)
    anew = build.match(offer, theirs)
    companies.take_back_merge(merged, reason="Two firms", by=sato, now=now)
    assert Match.objects.of_firm(twin).live().get() == anew


def test_what_began_after_the_merge_stays_with_the_record_that_stayed(merge, offer, request_, twin, sato, now):
    merged = merge()
    request_.refresh_from_db()
    later = build.match(offer, request_)
    companies.take_back_merge(merged, reason="Two firms", by=sato, now=now)
    later.refresh_from_db()
    assert later.partner == twin
