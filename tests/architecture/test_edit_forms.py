"""Every form that begins with what a row holds is given the row (`core.forms.edit`): nobody saves over another
unseen.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_house_rules import ROOT

APPS = ("accounts", "companies", "dashboard", "events", "leads", "matching", "meetings", "mou", "notifications",
    "office", "talks",
)
NEW = "makes something new; what it begins with is proposed"
SEARCH = "a search"
EXCEPT = dict.fromkeys([
    "companies._forms: ProfileForm", "companies._forms: line_formset", "companies._page: GrantForm",
    "companies.start: IdentityForm", "companies.team: InviteForm", "dashboard.closing_days: ClosingForm",
    "events.admit: AdmissionForm", "events.contributor_new: ContributorForm",
    "events.delegation_new: DelegationForm",
    "events.document_new: DocumentForm", "events.documents_of: DocumentForm", "events.invite: InviteForm",
    "events.late: LateForm", "events.stop_new: StopForm", "events.substitute_form: SubstituteForm",
    "leads._page: AnswerForm", "leads.contact: InquiryForm", "leads.lead_answer: AnswerForm",
    "leads.lead_convert: ConvertForm", "leads.lead_new: EnterForm", "leads.refer: ReferForm", "mou.amend: AmendForm",
    "mou.bulletin_new: BulletinForm", "mou.evidence_new: EvidenceForm", "mou.memorandum_new: DraftForm",
    "mou.propose: ObligationForm", "mou.propose_under: NewObligationForm", "mou.reports: ReportForm",
    "mou.session_new: SessionForm",
], NEW) | dict.fromkeys(
    ["companies.firms: FirmFilter", "dashboard.texts: TextFilter", "leads.leads: LeadFilter",
     "mou.bulletins: BulletinFilter"], SEARCH
) | {
    "office._people: ResponsibleForm": "says who had it when the page was shown; refused when that changed",
    "office._page: GiveForm": "says who had it when the page was shown; refused when that changed",
    "mou._page: form_class": "further languages of a title, each written by itself",
    "companies._edit: line_formset": "the rows of a profile, which the profile's form watches",
    "companies.merge: MergeForm": "a proposal that somebody else decides with both records before them",
    "events.change_new: FORMS": "confirmed with the list of everybody who hears of it; refused when that changed",
    "mou._requests: TermsForm": "asked of the other side, which sees old and new",
}


def made(call: ast.Call) -> str:
    """The name of what is called: forms.EventForm, FORMS[kind]."""
    found = call.func.value if isinstance(call.func, ast.Subscript) else call.func
    return found.attr if isinstance(found, ast.Attribute) else getattr(found, "id", "")


def is_form(name: str) -> bool:
    return name.lower().endswith(("form", "forms", "filter", "scope", "formset", "form_class")) or "Wording" in name


def unwatched(source: str) -> Iterator[str]:
    """function: Form, where a form begins with something and is not told whose it is."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and is_form(made(node)) and "initial" in names_given(node):
                    yield f"{function.name}: {made(node)}"


def names_given(call: ast.Call) -> set[str | None]:
    return {word.arg for word in call.keywords}


def read_side() -> list[Path]:
    rooms = {"views", "pages", "views.py", "pages.py"}
    found = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    return [path for path in found if rooms & set(path.relative_to(ROOT).parts[1:])]


@pytest.fixture(scope="module")
def found() -> set[str]:
    read = {path: path.read_text("utf-8") for path in read_side()}
    return {f"{path.relative_to(ROOT).parts[0]}.{line}" for path, text in read.items() for line in unwatched(text)}


def test_forms_of_rows_know_their_row(found):
    assert found - set(EXCEPT) == set()


def test_a_form_without_its_row_would_be_found():
    """Negative control."""
    without = "def edit(request):\n form = forms.EventForm(posted(request), initial=initial_of(found))"
    assert list(unwatched(without)) == ["edit: EventForm"]
    assert list(unwatched(without.replace("initial=", "row=found, shown="))) == []


def test_what_is_excepted_exists(found):
    """An exception for a form that is gone would hide the next one of its name."""
    assert set(EXCEPT) - found == set()
