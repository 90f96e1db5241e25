"""The pages of a sample, as each of its readers."""
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from core.models import Look
from matching.models import ExportReview
from talks import services
from talks.models import Sample
from talks.pages.samples import terms_view

from .samples_build import ORDER, VERDICT, WHAT, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
STREET = "1 Abai street"


def url(sample, name: str = "") -> str:
    return reverse(f"talks:sample{name and '_' + name}", args=[sample.pk])


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_firm_asks_in_a_form(introduced, match, aigul, as_, offer):
    client = as_(aigul)
    address = reverse("talks:sample_new", args=[match.pk])
    assert offer.lines.get().text in text_of(client, address)
    given = {
        "line": str(offer.lines.get().pk), "quantity": "2", "unit": "pcs", "pays_goods": "seller",
        "pays_freight": "buyer", "papers": ["proforma", "wood"], "address": WHAT["address"], "phone": "8 701 555 01 02",
    }
    assert client.post(address, given).status_code == 302
    sample = Sample.objects.get()
    assert (sample.goods, sample.hs_code, sample.language) == (offer.lines.get().text, "842230", "ja")
    assert sample.phone == "+77015550102"


def test_a_wrong_form_loses_nothing(introduced, match, aigul, as_):
    answer = as_(aigul).post(
        reverse("talks:sample_new", args=[match.pk]), {"line": "other", "quantity": "viele", "address": STREET}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="viele"' in text
    assert STREET in text
    assert "Please name the goods." in text


def test_every_step_in_forms(sample, tanaka, aigul, as_):
    japan, partner = as_(tanaka), as_(aigul)
    day = timezone.now().date().isoformat()
    order = {name: ORDER[name] for name in ("quantity", "unit", "price", "currency", "basis", "place")}
    steps = [
        (japan, "agree", {}), (japan, "send", {"sent_on": day, "carrier": "EMS", "tracking": "EM1"}),
        (partner, "receive", {"received_on": day}), (partner, "judge", VERDICT),
        (partner, "order", order | {"day": "2027-03-01"}), (japan, "agree_order", {}),
        (japan, "deliver", {"delivered_on": day}), (partner, "repeat", {}),
    ]
    for client, name, given in steps:
        answer = client.post(url(sample, name), given)
        assert answer.status_code == 302, (name, answer.context["form"].errors)
    sample.refresh_from_db()
    assert sample.state == "repeated"


def test_other_terms_begin_with_those_proposed(sample, tanaka, as_):
    form = as_(tanaka).get(url(sample, "terms")).context["form"]
    assert form.initial == {"pays_goods": "seller", "pays_freight": "buyer", "papers": ["proforma"]}


def test_the_conversation_shows_the_way_and_who_acts(sample, tanaka, aigul, altai, hokuriku, match, as_):
    address = reverse("talks:thread", args=[match.pk])
    assert "Your firm acts next" in text_of(as_(tanaka), address)
    text = text_of(as_(aigul), address)
    assert f"Acts next: {hokuriku}" in text
    assert "Still to come" in text


def test_each_reads_the_way_in_its_own_language(sample, tanaka, aigul, as_):
    walked(sample, "judged", aigul, tanaka, now=sample.requested_at)
    for person, language in ((tanaka, "ja"), (aigul, "kk")):
        with override(language):
            word = str(sample.get_verdict_display())
        assert word in as_(person, language).get(url(sample)).content.decode()


def test_strangers_find_no_sample(sample, bekzat, zafar, as_):
    for person in (bekzat, zafar):
        client = as_(person)
        assert client.get(url(sample)).status_code == 404
        assert client.get(url(sample, "send")).status_code == 404
        assert client.post(url(sample, "agree")).status_code == 404
        assert client.post(url(sample, "remind")).status_code == 404


def test_a_look_at_the_telephone_leaves_its_row(sample, tanaka, aigul, as_):
    text_of(as_(aigul), url(sample))
    assert not Look.objects.filter(whose=f"talks.sample:{sample.pk}").exists()
    assert "0102" in text_of(as_(tanaka), url(sample))
    assert Look.objects.get(whose=f"talks.sample:{sample.pk}").actor_id == tanaka.pk


def test_the_address_is_closed_while_an_export_question_is_open(sample, match, tanaka, aigul, as_):
    ExportReview.objects.create(match=match, code="842230", tier="1", list_version="x")
    text = text_of(as_(tanaka), url(sample))
    assert STREET not in text
    assert "An export-control question about these two firms is open." in text
    assert STREET in text_of(as_(aigul), url(sample))
    answer = as_(tanaka).post(url(sample, "agree"), follow=True)
    assert "Nothing can be sent or agreed at present" in answer.content.decode()


def test_the_address_goes_from_the_page_with_the_end(sample, aigul, tanaka, now):
    services.decline_sample(sample, code="other", by=tanaka, now=now)
    assert terms_view(Sample.objects.get(), "japan", is_blocked=False)["address"] == ""


def test_staff_and_the_chamber_remind_and_nothing_else(sample, sato, dana, as_):
    for person in (sato, dana):
        text = text_of(as_(person), url(sample))
        assert "Remind them" in text
        assert url(sample, "agree") not in text
    as_(dana).post(url(sample, "remind"))
    sample.refresh_from_db()
    assert sample.reminded_at


def test_declined_with_a_reason_from_the_list(sample, tanaka, aigul, altai, as_):
    assert as_(tanaka).post(url(sample, "end"), {}).status_code == 422
    assert as_(tanaka).post(url(sample, "end"), {"code": "no_stock"}).status_code == 302
    sample.refresh_from_db()
    assert sample.state == "declined"
    assert "It is not available at present" in text_of(as_(aigul), url(sample))
