"""What the organiser sets right by hand: a delegate of two firms, support that was noted by mistake."""

import pytest
from django.urls import reverse

from core.errors import TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import FirmIsKnown, NotTheOrganiser
from events.models import Registration, Support
from notifications.models import Message

from .conftest import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(forum, tanaka, hokuriku) -> Registration:
    return seat(forum, 1, by=tanaka, firm=hokuriku)


@pytest.fixture
def support(forum, atameken, dana, now) -> Support:
    return services.give_support(forum, kind="venue", note="The hall", chamber=atameken, by=dana, now=now)


def name_firm(client, row: Registration, firm):
    return client.post(reverse("events:decide", args=[row.pk, "add_firm"]), {"firm": firm.pk if firm else ""})


def take_back(client, support: Support):
    return client.post(reverse("events:support_withdraw", args=[support.pk]))


class TestSecondFirm:
    def test_the_organiser_names_it_on_the_page_of_the_seat(self, row, altai, aigul, sato, as_):
        client = as_(sato)
        assert "Name the second firm" in client.get(row.get_absolute_url()).content.decode()
        assert name_firm(client, row, altai).status_code == 302
        assert Registration.objects.get().second_firm == altai
        assert row in Registration.objects.visible_to(aigul)
        assert Activity.objects.filter(verb="events.registration.add_firm", actor=sato).exists()

    def test_a_chamber_is_offered_only_firms_that_come_to_its_event(
        self, make_event, atameken, dana, tanaka, hokuriku, altai, sato, as_
    ):
        ours = make_event(4, by=dana, chamber=atameken)
        row = seat(ours, 1, by=tanaka, firm=hokuriku)
        client = as_(dana)
        assert "Altai" not in client.get(row.get_absolute_url()).content.decode()
        assert name_firm(client, row, altai).status_code == 422
        seat(ours, 2, by=sato, firm=altai, country="KZ")
        assert "Altai" in client.get(row.get_absolute_url()).content.decode()
        assert name_firm(client, row, altai).status_code == 302

    def test_the_firms_own_people_are_not_offered_it(self, row, altai, tanaka, as_):
        client = as_(tanaka)
        assert "Name the second firm" not in client.get(row.get_absolute_url()).content.decode()
        assert name_firm(client, row, altai).status_code == 403

    def test_the_seats_own_firm_and_none_at_all_are_refused_beside_the_field(self, row, hokuriku, sato, as_):
        client = as_(sato)
        assert "is this firm’s already" in name_firm(client, row, hokuriku).content.decode()
        assert name_firm(client, row, None).status_code == 422
        assert Registration.objects.get().second_firm is None

    def test_a_seat_that_was_given_back_takes_no_firm(self, row, altai, tanaka, sato, now):
        services.withdraw_registration(row, by=tanaka, now=now)
        with pytest.raises(TransitionNotAllowed):
            services.add_second_firm(row, firm=altai, by=sato, now=now)

    def test_the_same_firm_twice_is_refused_by_the_service(self, row, hokuriku, sato, now):
        with pytest.raises(FirmIsKnown):
            services.add_second_firm(row, firm=hokuriku, by=sato, now=now)


class TestSupport:
    def test_the_organiser_takes_it_back_and_whoever_gave_it_hears(self, forum, support, dana, sato, as_):
        client = as_(sato)
        page = client.get(forum.get_absolute_url()).content.decode()
        assert reverse("events:support_withdraw", args=[support.pk]) in page
        take_back(client, support)
        assert Support.objects.get().withdrawn_at
        told = Message.objects.filter(kind="events/support_withdrawn").values_list("recipient__email", flat=True)
        assert list(told) == [dana.email]
        assert "The hall" not in client.get(forum.get_absolute_url()).content.decode()

    def test_whoever_gave_it_takes_it_back_and_the_organiser_hears(self, support, dana, sato, as_):
        take_back(as_(dana), support)
        told = Message.objects.filter(kind="events/support_withdrawn").values_list("recipient__email", flat=True)
        assert list(told) == [sato.email]

    def test_twice_is_once(self, support, dana, sato, as_):
        for _time in range(2):
            take_back(as_(sato), support)
        assert Activity.objects.filter(verb="events.support.withdraw").count() == 1

    def test_others_cannot(self, forum, support, tanaka, as_, now):
        client = as_(tanaka)
        assert "support_withdraw" not in client.get(forum.get_absolute_url()).content.decode()
        assert take_back(client, support).status_code == 403
        with pytest.raises(NotTheOrganiser):
            services.withdraw_support(support, by=tanaka, now=now)
