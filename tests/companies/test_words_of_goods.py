"""A word of the firm's name that may mean goods: asked about, seen by staff, never refused."""
import pytest
from django.urls import reverse

from companies import services
from companies.errors import WordsNotConfirmed
from companies.models import Firm, PartneringProfile
from tests import build

pytestmark = pytest.mark.django_db
SOLODKA = {"name": "ТОО «Солодка»", "name_latin": "Solodka LLP"}
TEXT = "Солодка сушёная, корень"
GIVEN = {
    "kind": "business_offer", "cooperation": "supply", "title": TEXT, "language": "ru", "markets": ["JP"],
    "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0", "lines-0-text": TEXT,
}


@pytest.fixture
def liquorice(altai):
    Firm.objects.filter(pk=altai.pk).update(**SOLODKA)
    altai.refresh_from_db()
    return altai


def state() -> str:
    return PartneringProfile.objects.get(title=TEXT).state


def test_it_is_saved_asked_about_sent_when_confirmed_and_seen_by_staff(as_, aigul, liquorice, sato):
    firm = as_(aigul)
    page = firm.post(reverse("companies:profile_new"), GIVEN, follow=True).content.decode()
    assert "Do these words mean the goods or the firm?" in page
    profile = PartneringProfile.objects.get(title=TEXT)
    send = reverse("companies:profile_submit", args=[profile.pk])
    firm.post(send)
    assert state() == "draft"
    firm.post(send, {"confirmed": "yes"})
    assert state() == "submitted"
    seen = as_(sato).get(reverse("companies:review_profile", args=[profile.pk])).content.decode()
    assert "Do these words mean the goods or the firm?" in seen
    assert "Солодка" in seen


def test_the_service_waits_for_the_confirmation_and_staff_may_publish(aigul, liquorice, sato, now):
    profile = build.profile(liquorice, sato, "business_offer", "supply", ["Мёд"], [], ["JP"])
    PartneringProfile.objects.filter(pk=profile.pk).update(state="draft", title=TEXT)
    profile.refresh_from_db()
    with pytest.raises(WordsNotConfirmed):
        services.submit_profile(profile, by=aigul, now=now)
    services.submit_profile(profile, confirmed=True, by=aigul, now=now)
    services.publish_profile(profile, by=sato, now=now)
    assert state() == "published"


def test_names_of_before_and_of_merged_records_are_known(altai, aigul, sato, now, detal):
    services.change_identity(
        altai, country="KZ", legal_id=altai.legal_id, name="ТОО «Жаңа Ат»", name_latin="Zhana At", by=sato, now=now
    )
    Firm.objects.filter(pk=detal.pk).update(state="merged", merged_into=altai)
    Firm.objects.filter(pk=altai.pk).update(website="https://www.maiqazan.example/kk")
    known = services.identifying_names(Firm.objects.get(pk=altai.pk))
    assert {"Жаңа Ат", "Алтай Тамақ", "АвтоДеталь Трейд", "maiqazan"} <= set(known)
