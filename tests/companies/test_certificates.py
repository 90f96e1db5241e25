"""Certificates: chosen from a list, others only when staff have looked, numbers for nobody who is not introduced."""
import pytest
from django.urls import reverse

from companies import services
from companies.errors import NotAnonymous
from companies.models import Firm
from core.errors import TransitionNotAllowed
from matching.pages.comparison import compare_rows
from matching.pages.handover import contact_view
from tests.migrating import before_migration, migrate, newest

LEAK = "Алтай Тамақ, +7 701 555 01 02, altai-tamaq.example"


def section(client, **given):
    typed = {"city": "Өскемен", "sectors": ["food"], "languages": ["kk"], **given}
    return client.post(reverse("companies:section", args=["business"]), typed)


def held(match) -> str:
    return str([row for row in compare_rows(match, exact_size=False) if "Certificates held" in str(row["field"])])


@pytest.mark.django_db
def test_a_certificate_that_names_the_firm_is_refused_and_kept_in_the_form(as_, aigul, altai, match):
    answer = section(as_(aigul), certificates_other=LEAK)
    assert answer.status_code == 422
    assert LEAK in answer.content.decode()
    altai.refresh_from_db()
    assert altai.certificates == altai.certificates_asked == []


@pytest.mark.django_db
def test_the_service_refuses_it_too(aigul, altai, now):
    with pytest.raises(NotAnonymous):
        services.save_business(altai, certificates=["Halal", "Алтай Тамақ"], by=aigul, now=now)


@pytest.mark.django_db
def test_another_certificate_is_shown_to_partners_only_when_staff_have_looked(as_, aigul, altai, sato, match, now):
    section(as_(aigul), certificates=["Halal"], certificates_other="SMETA")
    match.refresh_from_db()
    assert ("Halal" in held(match), "SMETA" in held(match)) == (True, False)
    assert altai in Firm.objects.waiting_for_staff()
    office = as_(sato)
    assert "Other certificates to look at" in office.get(reverse("companies:review")).content.decode()
    assert "SMETA" in office.get(reverse("companies:review_firm", args=[altai.pk])).content.decode()
    office.post(reverse("companies:firm_certificate", args=[altai.pk, "show"]), {"certificate": "SMETA"})
    match.partner.refresh_from_db()
    assert "SMETA" in held(match)
    assert altai not in Firm.objects.waiting_for_staff()
    section(as_(aigul), certificates=["Halal"], certificates_other="SMETA")
    altai.refresh_from_db()
    assert (altai.certificates, altai.certificates_asked) == (["Halal", "SMETA"], []), "looked at once"


@pytest.mark.django_db
def test_staff_refuse_and_nobody_decides_twice(aigul, altai, sato, now):
    services.save_business(altai, certificates=["SMETA"], by=aigul, now=now)
    services.decide_certificate(altai, name="SMETA", show=False, by=sato, now=now)
    altai.refresh_from_db()
    assert altai.certificates == altai.certificates_asked == []
    with pytest.raises(TransitionNotAllowed):
        services.decide_certificate(altai, name="SMETA", show=True, by=sato, now=now)


@pytest.mark.django_db
def test_staff_cannot_show_what_names_the_firm(altai, sato, now):
    Firm.objects.filter(pk=altai.pk).update(certificates_asked=["Altai Tamaq own mark"])
    with pytest.raises(NotAnonymous):
        services.decide_certificate(altai, name="Altai Tamaq own mark", show=True, by=sato, now=now)


@pytest.mark.django_db
def test_numbers_stand_where_only_verification_and_released_contacts_show_them(
    as_, aigul, altai, sato, tanaka, match, now
):
    section(as_(aigul), certificates_other="Halal № 12-34567", certificate_numbers="HACCP KZ 7500123")
    altai.refresh_from_db()
    assert (altai.certificates, altai.certificates_asked) == (["Halal"], [])
    assert altai.certificate_numbers == "HACCP KZ 7500123\nHalal No 12-34567"
    assert "12-34567" in as_(sato).get(reverse("companies:review_firm", args=[altai.pk])).content.decode()
    assert "7500123" in str(contact_view(altai.contact, altai))
    assert "7500123" not in str(contact_view(None, altai))
    page = as_(tanaka).get(match.get_absolute_url()).content.decode()
    assert "Halal" in page
    assert "12-34567" not in page
    assert "7500123" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("typed, error", [
    ("Halal № 12-34567", "without a number"), ("АлтайТамак own mark", "shows which firm this is"),
])
def test_certificates_asked_of_a_partner_are_checked_too(as_, aigul, altai, typed, error):
    given = {
        "kind": "business_request", "cooperation": "supply", "title": "Құю желісі керек", "language": "kk",
        "markets": ["JP"], "certificates_wanted": ["ISO 9001"], "certificates_other": typed,
        "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0", "lines-0-text": "Құю желісі",
    }
    client = as_(aigul)
    answer = client.post(reverse("companies:profile_new"), given)
    assert answer.status_code == 422
    assert error in answer.content.decode()
    assert client.post(reverse("companies:profile_new"), given | {"certificates_other": "SMETA"}).status_code == 302
    assert altai.profiles.get(title="Құю желісі керек").certificates_wanted == ["ISO 9001", "SMETA"]


@pytest.mark.django_db(transaction=True)
def test_certificates_of_before_are_parted_and_come_back(altai):
    old = ["ISO 9001", "Halal No 12-34567", "SMETA", "Алтай Тамақ"]
    leaves = newest()
    try:
        before = migrate(before_migration("companies", "certificates_apart_from_numbers"))
        before.get_model("companies", "Firm").objects.filter(pk=altai.pk).update(certificates=old)
        migrate(leaves)
        firm = Firm.objects.get(pk=altai.pk)
        assert (firm.certificates, firm.certificates_asked) == (["ISO 9001", "Halal"], ["SMETA", "Алтай Тамақ"])
        assert firm.certificate_numbers == "Halal No 12-34567"
        before = migrate(before_migration("companies", "certificates_apart_from_numbers"))
        assert sorted(before.get_model("companies", "Firm").objects.get(pk=altai.pk).certificates) == sorted(old)
    finally:
        migrate(leaves)
    assert Firm.objects.get(pk=altai.pk).certificate_numbers == "Halal No 12-34567"
