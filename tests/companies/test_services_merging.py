"""Possible duplicates, merging with a trail and a way back, and bars."""
from datetime import timedelta

import pytest

from companies import services
from companies.errors import (
    MergeNotPossible,
    MergeWaits,
    NumberTaken,
    OwnMerge,
    SuccessorMerged,
    TakeBackTooLate,
)
from companies.models import Bar, Contact, Firm, Invitation, Membership, Merge
from core.activity import ref
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from notifications.models import Message
from tests import build
from tests.companies.asking import verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruslan(db):
    return build.user("ruslan@altai.example", "Руслан Ахметов", language="ru", zone="Asia/Almaty")


@pytest.fixture
def twin(ruslan, now) -> Firm:
    """The same firm as altai, typed in Latin letters with another legal form and another number."""
    return services.register_firm(
        country="KZ", legal_id="941240000193", name="ALTAI TAMAK TOO",
        name_latin="Altai Tamak LLP", language="ru", by=ruslan, now=now,
    )


def test_likely_duplicates_sees_through_script_and_legal_form(altai, twin, detal):
    ((found, likeness),) = services.likely_duplicates(twin)
    assert found == altai
    assert "same_name_other_script" in likeness.reasons
    assert services.likely_duplicates(detal) == []


def test_likely_duplicates_asks_no_more_for_many_firms(twin, altai, django_assert_num_queries, now):
    Contact.objects.all().delete()
    for number in ("110840194709", "020240000555"):
        Firm.objects.create(country="KZ", legal_id=number, name="ТОО «Алтай Тамақ»")
    with django_assert_num_queries(2):  # the other firms, the own contact
        assert len(services.likely_duplicates(twin)) == 3


def test_merge_firms_moves_everything_and_leaves_a_trail(altai, twin, aigul, ruslan, sato, mori, hokuriku, now):
    services.bar_firms(twin, hokuriku, kind="rival", note="", by=sato, now=now)
    services.invite_member(twin, email="new@altai.example", role="viewer", language="ru", by=ruslan, now=now)
    build.merge(twin, altai, sato, mori, now)
    assert (twin.state, twin.merged_into) == ("merged", altai)
    assert set(altai.memberships.values_list("user__email", flat=True)) == {aigul.email, ruslan.email}
    assert Invitation.objects.get().firm == altai
    assert Bar.objects.of_firm(altai).count() == 1
    act = Activity.objects.get(verb="companies.firm.merge")
    assert (act.reason, act.data["into"], act.actor) == ("One entry in the register", ref(altai), mori)
    assert verbs(altai)[-1] == "absorb"


def test_merge_firms_keeps_the_contact_of_the_firm_that_stays(altai, twin, sato, mori, now):
    kept = build.contact_of(altai)
    Contact.objects.create(firm=twin, name="Other", email="other@altai.example")
    build.merge(twin, altai, sato, mori, now)
    assert build.contact_of(altai) == kept


def test_merge_firms_brings_the_only_contact_along(altai, twin, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    assert Contact.objects.get().firm == twin


def test_a_bar_of_the_firm_that_stays_is_not_written_over(altai, twin, hokuriku, sato, mori, now):
    services.bar_firms(altai, hokuriku, kind="own_group", note="", by=sato, now=now)
    services.bar_firms(twin, hokuriku, kind="rival", note="", by=sato, now=now)
    build.merge(twin, altai, sato, mori, now)
    assert Bar.objects.of_firm(altai).get().kind == "own_group"


@pytest.mark.parametrize("wrong", ["itself", "other country", "closed", "no reason"])
def test_merge_firms_refuses(altai, twin, hokuriku, sato, now, wrong):
    into = {"itself": twin, "other country": hokuriku}.get(wrong, altai)
    if wrong == "closed":
        services.cease_firm(altai, reason="Struck off", by=sato, now=now)
    with pytest.raises(ReasonMissing if wrong == "no reason" else MergeNotPossible):
        services.merge_firms(twin, into, reason="" if wrong == "no reason" else "Same", by=sato, now=now)
    assert (Firm.objects.get(pk=twin.pk).state, Merge.objects.count()) == ("draft", 0)


def test_a_merged_number_is_free_again(altai, twin, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    services.change_identity(
        twin, country="KZ", legal_id="050340493133", name=twin.name, name_latin=twin.name_latin, by=sato, now=now
    )
    assert twin.legal_id == altai.legal_id


# one decider or two


def test_without_a_number_of_its_own_a_record_is_merged_at_once(altai, twin, sato, now):
    Firm.objects.filter(pk=twin.pk).update(legal_id="")
    assert services.merge_firms(twin, altai, reason="Same", by=sato, now=now).state == "done"


def test_a_doubtful_number_of_an_unverified_record_is_merged_at_once(altai, twin, sato, now):
    Firm.objects.filter(pk=twin.pk).update(legal_id="941240000194")
    assert services.merge_firms(twin, altai, reason="Same", by=sato, now=now).state == "done"


def test_two_verified_records_need_two_deciders_whatever_their_numbers(altai, detal, sato, now):
    Firm.objects.filter(pk=detal.pk).update(legal_id="941240000194")
    assert services.merge_firms(detal, altai, reason="Same", by=sato, now=now).state == "proposed"


@pytest.fixture
def proposed(altai, twin, sato, mori, now) -> Merge:
    return services.merge_firms(twin, altai, reason="One entry in the register", by=sato, now=now)


def test_two_valid_numbers_are_only_proposed_and_every_colleague_hears(proposed, twin, ruslan, sato, mori):
    twin.refresh_from_db()
    assert (proposed.state, twin.state, twin.memberships.get().user) == ("proposed", "draft", ruslan)
    assert [said.recipient for said in Message.objects.filter(kind="companies/merge_waits")] == [mori]


def test_nobody_confirms_their_own_proposal(proposed, twin, sato, now):
    with pytest.raises(OwnMerge):
        services.confirm_merge(proposed, by=sato, now=now)
    assert Firm.objects.get(pk=twin.pk).state == "draft"


def test_the_author_hears_how_it_was_decided(proposed, sato, mori, now):
    services.confirm_merge(proposed, by=mori, now=now)
    said = Message.objects.get(kind="companies/merge_decided")
    assert said.recipient == sato
    assert mori.full_name in said.text


def test_refused_both_stay_and_the_pair_may_be_proposed_again(proposed, altai, twin, sato, mori, now):
    services.refuse_merge(proposed, reason="Two entries in the register", by=mori, now=now)
    assert Firm.objects.get(pk=twin.pk).state == "draft"
    assert "Two entries in the register" in Message.objects.get(kind="companies/merge_decided").text
    assert services.merge_firms(twin, altai, reason="Looked again", by=sato, now=now).state == "proposed"


def test_the_author_may_withdraw_the_proposal(proposed, sato, now):
    services.refuse_merge(proposed, reason="A slip", by=sato, now=now)
    assert not Message.objects.filter(kind="companies/merge_decided").exists()


@pytest.mark.parametrize("turned", [False, True])
def test_one_proposal_for_a_record_at_a_time(proposed, altai, twin, mori, now, turned):
    pair = (altai, twin) if turned else (twin, altai)
    with pytest.raises(MergeWaits):
        services.merge_firms(*pair, reason="Same", by=mori, now=now)


def test_what_was_closed_meanwhile_cannot_be_confirmed(proposed, altai, sato, mori, now):
    services.cease_firm(altai, reason="Struck off", by=sato, now=now)
    with pytest.raises(MergeNotPossible):
        services.confirm_merge(proposed, by=mori, now=now)


# telling


def test_the_people_of_both_are_told_what_came_along(altai, twin, aigul, ruslan, request_, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    said = Message.objects.filter(kind="companies/firm_merged")
    assert {message.recipient for message in said} == {aigul, ruslan}
    assert all(altai.name in message.text and twin.name in message.text for message in said)


# taking back


def test_taken_back_everything_stands_where_it_stood(altai, twin, aigul, ruslan, request_, hokuriku, sato, mori, now):
    services.bar_firms(altai, hokuriku, kind="rival", note="", by=sato, now=now)
    merge = build.merge(altai, twin, sato, mori, now)
    services.take_back_merge(merge, reason="Two firms after all", by=sato, now=now + timedelta(days=6))
    altai.refresh_from_db()
    assert (altai.state, altai.merged_into) == ("verified", None)
    assert (altai.memberships.get().user, twin.memberships.get().user) == (aigul, ruslan)
    assert altai.profiles.get() == request_
    assert build.contact_of(altai)
    assert Bar.objects.of_firm(twin).count() == 0
    assert Bar.objects.of_firm(altai).count() == 1
    assert {said.recipient for said in Message.objects.filter(kind="companies/merge_taken_back")} == {aigul, ruslan}
    assert verbs(altai)[-1] == "part"
    assert verbs(twin)[-1] == "release"


def test_what_no_longer_stands_with_the_successor_stays_where_it_is(altai, twin, detal, ruslan, sato, mori, now):
    merge = build.merge(twin, altai, sato, mori, now)
    Membership.objects.filter(user=ruslan).update(firm=detal)
    services.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    assert Membership.objects.get(user=ruslan).firm == detal


def test_what_the_successor_made_itself_stays_with_it(altai, twin, aigul, request_, sato, mori, now):
    merge = build.merge(twin, altai, sato, mori, now)
    services.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    assert altai.memberships.get().user == aigul
    assert altai.profiles.get() == request_


def test_after_seven_days_nothing_is_taken_back(altai, twin, sato, mori, now):
    merge = build.merge(twin, altai, sato, mori, now)
    with pytest.raises(TakeBackTooLate):
        services.take_back_merge(merge, reason="Late", by=sato, now=now + timedelta(days=7, seconds=1))
    assert Firm.objects.get(pk=twin.pk).state == "merged"


def test_taken_back_once(altai, twin, sato, mori, now):
    merge = build.merge(twin, altai, sato, mori, now)
    services.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.take_back_merge(merge, reason="Again", by=mori, now=now)


def test_a_number_that_another_firm_bears_by_now_stops_the_way_back(altai, twin, sato, mori, now):
    merge = build.merge(altai, twin, sato, mori, now)
    services.change_identity(
        twin, country="KZ", legal_id="050340493133", name=twin.name, name_latin=twin.name_latin, by=sato, now=now
    )
    with pytest.raises(NumberTaken):
        services.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    assert Firm.objects.get(pk=altai.pk).state == "merged"


def test_a_chain_of_merges_is_taken_back_from_its_end(altai, twin, detal, ruslan, sato, mori, now):
    first = build.merge(twin, altai, sato, mori, now)
    second = build.merge(altai, detal, sato, mori, now)
    assert Firm.objects.get(pk=twin.pk).merged_into == detal
    with pytest.raises(SuccessorMerged):
        services.take_back_merge(first, reason="Two firms", by=sato, now=now)
    services.take_back_merge(second, reason="Two firms", by=sato, now=now)
    assert Firm.objects.get(pk=twin.pk).merged_into == altai
    services.take_back_merge(first, reason="Two firms", by=sato, now=now)
    assert twin.memberships.get().user == ruslan


# bars


def test_bar_firms_is_one_bar_per_pair_in_either_order(altai, hokuriku, sato, now):
    services.bar_firms(altai, hokuriku, kind="rival", note="a\x00", by=sato, now=now)
    services.bar_firms(hokuriku, altai, kind="own_group", note="b", by=sato, now=now)
    bar = Bar.objects.get()
    assert (bar.kind, bar.note, bar.barred_by) == ("own_group", "b", sato)
    assert verbs(altai)[-1] == verbs(hokuriku)[-1] == "bar"
