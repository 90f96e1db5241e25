"""The styleguide: every component, in each language, without changing the reader's own."""

from pathlib import Path

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
# They show a reader's own unsaved work: tests/accounts/test_drafts.py and tests/core/test_edit_form.py look at them.
OF_SOMEBODYS_WORK = {"components/draft_offer.html", "components/meanwhile.html"}
COMPONENTS = Path(__file__).resolve().parents[2] / "templates" / "components"


def address(language: str = "") -> str:
    return reverse("staff:styleguide") + (f"?language={language}" if language else "")


def test_it_draws_every_component(as_, sato):
    drawn = {template.name for template in as_(sato).get(address()).templates}
    # Bare attributes of an element are no component.
    parts = {f"components/{path.name}" for path in COMPONENTS.glob("*.html") if not path.stem.endswith("_attributes")}
    assert parts - drawn == OF_SOMEBODYS_WORK


@pytest.mark.parametrize("language, word", [("ja", "取り消"), ("ru", "Отменить"), ("en", "Undo")])
def test_it_speaks_the_language_that_is_asked_for(as_, sato, language, word):
    page = as_(sato, language=None).get(address(language)).content.decode()
    assert f'<html lang="{language}"' in page
    assert word in page
    sato.refresh_from_db()
    assert sato.language == "ja", "the reader's own stays"


def test_a_language_nobody_knows_leads_nowhere(as_, sato):
    assert as_(sato).get(address("xx")).status_code == 404


def test_it_is_for_staff(as_, tanaka):
    assert as_(tanaka).get(address()).status_code == 403
