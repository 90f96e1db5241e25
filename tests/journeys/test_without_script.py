"""The same pages without JavaScript: interest, approval and both consents by plain forms."""
import pytest

from matching.models import Match
from tests.journeys.people import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain(browser, live_server, shots):
    """Signs people in whose browsers run no script."""
    opened = []

    def open_browser(name: str, user) -> Person:
        opened.append(Person(browser, live_server, shots, name, email=user.email, language=user.language, script=False))
        return opened[-1].sign_in()

    yield open_browser
    for person in opened:
        person.close()
    assert [trouble for person in opened for trouble in person.troubles] == []


def test_interest_approval_and_consent(plain, match: Match, tanaka, aigul, sato):
    japan, partner, staff = plain("Tanaka", tanaka), plain("Aigul", aigul), plain("Sato", sato)
    japan.go("matching:suggestions").open("matching:match", match.pk).press("matching:interest", match.pk).shot("20-no-script-interest")
    staff.go("matching:approvals").press("matching:approve", match.pk).press("matching:undo", match.pk)
    staff.press("matching:approve", match.pk).shot("20-no-script-approved")
    introduction = match.introductions.get(state="consent_requested")
    for person in (japan, partner):
        person.go("matching:introductions").open("matching:introduction", introduction.pk)
        person.press("matching:consent", introduction.pk)
        assert match.other(match.japan).contact.email not in japan.html
        person.fill(contact_agrees=True).press("matching:consent", introduction.pk)
    introduction.refresh_from_db()
    assert introduction.state == "contacts_released"
    assert match.japan.contact.email in partner.shot("20-no-script-contacts").text
    assert match.partner.contact.email in japan.go("matching:introduction", introduction.pk).text
