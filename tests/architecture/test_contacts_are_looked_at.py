"""Nobody's address or telephone is shown past `core.looks`: read from templates and from what fills them.

tests/architecture/test_canaries.py asks the pages themselves.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTACT = {
    "email", "phone", "second_email", "second_phone", "host_email", "host_phone", "person_email", "second_contact_of",
}
SHOWN = re.compile(rf"[\w.]+\.(?:{'|'.join(sorted(CONTACT))})\b")
# template: what it shows there is nobody else's, or was looked at by what filled it
OF_TEMPLATES = {
    "components/account_menu.html user.email", "accounts/settings.html user.email",
    "account/email_change.html current_emailaddress.email", "account/email_change.html new_emailaddress.email",
    "components/missed_mails.html row.phone",  # notifications.pages
    "companies/partials/_contact_fields.html form.email", "companies/partials/_contact_fields.html form.phone",
    "companies/partials/_contact_fields.html agreed.person_email",  # of the form beside it
    "companies/partials/_answering.html row.invitation.email",  # companies.pages.inviting
    "companies/invite_firms.html row.contact.email",  # companies.pages.inviting
    "companies/invitation.html invitation.email",  # its view
    "companies/invitation.html user.email",
    "accounts/consents.html consent.person_email", "accounts/withdraw.html consent.person_email",  # their view
    "events/notice.html event.phone",  # the organiser's, published
    "events/notice_work.html notice.email", "events/notice_work.html notice.phone",
    "events/phone_list.html row.notice.phone",  # events.pages.reach_report
    "leads/partials/_answer.html writer.email",  # whoever answers
    "talks/sample.html terms.phone",  # talks.pages.samples
}
# function: why it may read a contact without showing it to anybody, or without a look
OF_FUNCTIONS = {
    "accounts/views/agreements.py:_visible_to": "the reader's own",
    "companies/pages/addressees.py:firm_people": "notifications.pages looks at those it shows",
    "companies/pages/addressees.py:_member": "as above",
    "companies/pages/addressees.py:invited_people": "as above",
    "companies/pages/addressees.py:chamber_people": "as above",
    "companies/pages/missed.py:missed_of_firm": "as above",
    "companies/pages/missed.py:people": "as above",
    "events/pages/missed.py:as_addressees": "as above",
    "events/pages/missed.py:people": "as above",
    "events/pages/missed.py:missed_of_substitution": "as above",
    "events/pages/missed.py:_people_of": "as above",
    "mou/pages/missed.py:_party": "as above",
    "leads/views/staff.py:_page": "as above",
    "companies/pages/inviting.py:_letter": "an address for a letter that is not sent",
    "companies/pages/vacancies.py:_telephone": "the chamber's, published",
    "companies/views/sections.py:_agreement": "compares",
    "companies/views/sections.py:_proposed": "the reader's own",
    "events/pages/display.py:event_facts": "the organiser's, published",
    "events/pages/display.py:second_contact_of": "its callers look",
    "leads/views/public.py:_prefilled": "the reader's own",
    "matching/pages/handover.py:contact_view": "of reveal_contacts, which has written the look",
    "matching/views/introductions.py:_page": "compares",
}


def read_past(source: str) -> Iterator[str]:
    """Names of functions that read a contact and call nothing of core.looks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            inner = list(ast.walk(node))
            calls = [one.func for one in inner if isinstance(one, ast.Call)]
            names = {getattr(one, "id", getattr(one, "attr", "")) for one in calls}
            reads = {one.attr for one in inner if isinstance(one, ast.Attribute)} | names
            if reads & CONTACT and not names & {"look", "look_at", "note_contacts", "enter_by_link"}:
                yield node.name


def modules() -> Iterator[Path]:
    for room in ("pages", "views", "papers", "reporting", "admin"):
        yield from ROOT.glob(f"*/{room}.py")
        yield from ROOT.glob(f"*/{room}/**/*.py")


def test_templates_show_contacts_through_their_filter():
    folder = ROOT / "templates"
    found = {
        f"{path.relative_to(folder)} {shown.group()}" for path in folder.rglob("*.html")
        if "emails" not in path.parts and path.name != "gallery.html"
        for tag in re.findall(r"\{[{%].*?[%}]\}", path.read_text(encoding="utf-8")) for shown in SHOWN.finditer(tag)
    }
    assert found == OF_TEMPLATES


def test_pages_and_papers_look_before_they_show():
    found = {
        f"{path.relative_to(ROOT)}:{name}" for path in modules() if not path.is_relative_to(ROOT / "dashboard")
        for name in read_past(path.read_text(encoding="utf-8"))
    }
    assert found == set(OF_FUNCTIONS)


def test_a_page_past_the_gateway_would_be_found():
    assert list(read_past("def facts(lead):\n    return [lead.email]")) == ["facts"]
    assert list(read_past("def facts(lead):\n    look(lead)\n    return [lead.email]")) == []
    assert SHOWN.search("{{ member.user.email }}")
    assert not SHOWN.search("{{ member.user|email_of }}")
