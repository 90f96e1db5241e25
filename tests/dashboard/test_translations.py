"""The state of translations, and the page on which a native speaker reviews them."""

import pytest

from accounts.models import TextReview
from accounts.services import review_text
from core.catalogues import entries

HOME, KAZAKH = "/staff/translations/", "/staff/translations/kk/"
BOOK = '''msgid ""
msgstr ""
"Language: kk\\n"
"MIME-Version: 1.0\\n"

#: companies/forms.py
msgid "Yes"
msgstr "Ия"

#: templates/companies/firm.html
#, fuzzy
msgid "%(n)s firm"
msgid_plural "%(n)s firms"
msgstr[0] "фирма"
msgstr[1] "%(n)s фирма"

# reviewed: Айгүл, 2026-11-20
#: companies/forms.py events/forms.py
msgctxt "of a seat"
msgid "Open"
msgstr "Ашық"

#: events/forms.py
msgid "<b>Closed</b>"
msgstr ""
'''


@pytest.fixture(autouse=True)
def book(tmp_path, settings, db):
    path = tmp_path / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(BOOK, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return path


@pytest.fixture
def keys() -> dict[str, str]:
    return {entry.english: key for key, entry in entries("kk").items()}


@pytest.fixture
def desk(as_, sato):
    return as_(sato)


def sent(english: str, forms: list[str], *, version: int = 0, note: str = "") -> dict:
    entry = next(one for one in entries("kk").values() if one.english == english)
    fields = {f"form_{at}": text for at, text in enumerate(forms)}
    return fields | {"seen": entry.digest, "version": version, "note": note}


def words(answer) -> str:
    return answer.content.decode()


def listed(client, **asked) -> list[str]:
    return [row["entry"].english for row in client.get(KAZAKH, asked).context["page"]]


def test_each_language_with_its_share(desk):
    kazakh = next(one for one in desk.get(HOME).context["translated"] if one["code"] == "kk")
    figures = {name: kazakh[name] for name in ("count", "translated", "fuzzy", "reviewed", "waiting", "reviewers")}
    assert figures == {
        "count": 4, "translated": "50%", "fuzzy": 1, "reviewed": "25%", "waiting": 0, "reviewers": "Айгүл",
    }
    assert "20 Nov 2026" in kazakh["last"]


@pytest.mark.parametrize("asked, found", [
    ({}, ["Yes", "%(n)s firm", "Open", "<b>Closed</b>"]),
    ({"state": "unreviewed"}, ["Yes"]), ({"state": "reviewed"}, ["Open"]),
    ({"state": "missing"}, ["%(n)s firm", "<b>Closed</b>"]), ({"part": "companies"}, ["Yes", "Open"]),
    ({"part": "templates/companies"}, ["%(n)s firm"]), ({"q": "АШЫҚ"}, ["Open"]), ({"q": "yes"}, ["Yes"]),
    ({"q": "nothing"}, []), ({"state": "x", "part": "\0"}, ["Yes", "%(n)s firm", "Open", "<b>Closed</b>"]),
])
def test_texts_are_filtered(desk, asked, found):
    assert listed(desk, **asked) == found


def test_a_text_with_all_that_helps_to_judge_it(desk, keys):
    html = words(desk.get(f"{KAZAKH}{keys['%(n)s firm']}/"))
    assert all(part in html for part in ("%(n)s firms", "templates/companies/firm.html", "Plural form 2"))
    assert "of a seat" in words(desk.get(f"{KAZAKH}{keys['Open']}/"))
    assert "&lt;b&gt;Closed&lt;/b&gt;" in words(desk.get(f"{KAZAKH}{keys['<b>Closed</b>']}/"))


def test_a_better_wording_waits_for_the_release_and_leads_to_the_next_text(desk, keys, book):
    address = f"{KAZAKH}{keys['Yes']}/?part=companies"
    answer = desk.post(address, sent("Yes", ["Иә"], note="Емле"))
    assert answer.headers["Location"] == f"{KAZAKH}?part=companies"
    assert TextReview.objects.get().note == "Емле"
    assert listed(desk, state="waiting") == ["Yes"]
    html = words(desk.get(address))
    assert "What readers see until the next release" in html
    assert "Иә" in html
    assert book.read_text(encoding="utf-8") == BOOK


def test_the_next_text_is_one_that_wants_work(desk, keys):
    answer = desk.post(f"{KAZAKH}{keys['%(n)s firm']}/", sent("%(n)s firm", ["%(n)s фирма", "%(n)s фирма"]))
    assert answer.headers["Location"] == f"{KAZAKH}{keys['<b>Closed</b>']}/"


def test_what_breaks_a_rule_is_said_at_its_form_and_nothing_is_lost(desk, keys):
    answer = desk.post(f"{KAZAKH}{keys['%(n)s firm']}/", sent("%(n)s firm", ["%(n)s фирма", "%(m)s фирма"]))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["form_1"]
    assert "%(m)s фирма" in words(answer)
    assert not TextReview.objects.exists()


def test_the_second_reviewer_is_told_sees_the_first_wording_and_may_insist(desk, keys, mori, now):
    address, late = f"{KAZAKH}{keys['Yes']}/", sent("Yes", ["Йә"])
    entry = entries("kk")[keys["Yes"]]
    review_text(entry, forms=["Иә"], seen=entry.digest, note="", version=0, by=mori, now=now)
    answer = desk.post(address, late)
    assert answer.status_code == 409
    assert "Somebody else has reviewed this text" in words(answer)
    again = late | {"version": answer.context["form"]["version"].value()}
    assert desk.post(address, again).status_code == 302
    assert TextReview.objects.order_by("-version").first().forms == ["Йә"]


def test_ends_of_lines_of_a_browser_are_ours(desk, keys):
    desk.post(f"{KAZAKH}{keys['Yes']}/", sent("Yes", ["Иә\r\nиә"]))
    assert TextReview.objects.get().forms == ["Иә\nиә"]


@pytest.mark.parametrize("tampered", [
    {"seen": ""}, {"seen": "1"}, {"version": "x"}, {"version": "-1"},
])
def test_a_tampered_form_is_refused(desk, keys, tampered):
    answer = desk.post(f"{KAZAKH}{keys['Yes']}/", sent("Yes", ["Иә"]) | tampered)
    assert answer.status_code in (409, 422)
    assert not TextReview.objects.exists()


def test_what_is_no_language_or_text_is_not_found(desk):
    assert {desk.get(f"{HOME}{part}/").status_code for part in ("en", "zz", "kk/none")} == {404}


def test_a_liaison_reviews_in_their_own_language_only(as_, dana, keys, settings):
    dana.language = "kk"
    liaison = as_(dana, None)
    dana.save()
    assert [one["code"] for one in liaison.get(HOME).context["translated"]] == ["kk"]
    assert liaison.get(KAZAKH).status_code == 200
    assert liaison.get(f"{HOME}ru/").status_code == 403


def test_who_reads_english_is_told_how_to_review(as_, dana):
    assert "No language to review" in words(as_(dana).get(HOME))


def test_a_firm_sees_none_of_it(as_, aigul, keys):
    addresses = (HOME, KAZAKH, f"{KAZAKH}{keys['Yes']}/")
    assert {as_(aigul).get(address).status_code for address in addresses} == {403}


def test_a_browser_cuts_nothing_of_a_wording(desk, keys):
    assert "maxlength" not in str(desk.get(f"{KAZAKH}{keys['Yes']}/").context["form"]["form_0"])
