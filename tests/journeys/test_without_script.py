"""The same pages without JavaScript: interest, approval, its undoing and both consents by plain forms."""
import pytest

from matching.models import Match

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_interest_approval_and_consent(people, match: Match, tanaka, aigul, sato):
    japan, partner, staff = (
        people(user.full_name, user.email, user.language, script=False).sign_in() for user in (tanaka, aigul, sato)
    )
    japan.go("matching:suggestions").open("matching:match", match.pk).press("matching:interest", match.pk).shot(
        "20-no-script-interest"
    )
    staff.go("matching:approvals").press("matching:approve", match.pk).press("matching:undo", match.pk)
    staff.press("matching:approve", match.pk).shot("20-no-script-approved")
    introduction = match.introductions.get(state="consent_requested")
    for person in (japan, partner):
        person.go("matching:introductions").open("matching:introduction", introduction.pk)
        person.refused(409, "matching:consent", introduction.pk).shot("20-no-script-consent-without-tick")
        assert match.partner.contact.email not in japan.html
        person.fill(contact_agrees=True).press("matching:consent", introduction.pk)
    introduction.refresh_from_db()
    assert introduction.state == "contacts_released"
    assert match.japan.contact.email in partner.shot("20-no-script-contacts").text
    assert match.partner.contact.email in japan.go("matching:introduction", introduction.pk).text
