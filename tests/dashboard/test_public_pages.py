"""Public pages in five languages, the entrance, the health check, error pages, headers."""

import pytest

from dashboard.views.errors import server_error

pytestmark = pytest.mark.django_db
PAGES = ["", "how-matching-works/", "privacy/", "accessibility/", "help/"]


@pytest.mark.parametrize("language", ["ja", "en", "ru", "kk", "uz"])
@pytest.mark.parametrize("page", PAGES)
def test_public_pages_answer_in_their_language(client, language, page):
    response = client.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_entrance_leads_to_the_browsers_language(client):
    assert client.get("/", headers={"accept-language": "ja,en;q=0.5"}).headers["Location"] == "/ja/"
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/en/"


def test_entrance_leads_a_signed_in_reader_home(client, tanaka):
    client.force_login(tanaka)
    assert client.get("/").headers["Location"] == "/home/"


def test_healthz_needs_no_sign_in(client):
    assert client.get("/healthz").content == b"ok"


def test_unknown_address_is_a_readable_404(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert b'<main id="main"' in response.content


def test_a_foreign_host_is_refused_everywhere(client):
    for path in ("/", "/ja/", "/accounts/login/", "/healthz", "/home/"):
        assert client.get(path, headers={"host": "evil.test"}).status_code == 400, path


def test_policy_allows_nothing_inline(client):
    policy = client.get("/ja/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_private_pages_are_kept_by_nobody(client, tanaka):
    client.force_login(tanaka)
    assert client.get("/home/").headers["Cache-Control"] == "no-store, private"


def test_language_switch_stays_on_the_page_and_is_remembered(client, tanaka):
    response = client.post("/language/", {"language": "ru", "next": "/ja/privacy/"})
    assert response.headers["Location"] == "/ru/privacy/"
    client.force_login(tanaka)
    client.post("/language/", {"language": "kk", "next": "/home/"})
    tanaka.refresh_from_db()
    assert tanaka.language == "kk"
    assert '<html lang="kk"' in client.get("/home/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.test/", "//evil.test", "/\\evil.test", "https:evil.test"])
def test_language_switch_leads_nowhere_else(client, target):
    assert client.post("/language/", {"language": "ru", "next": target}).headers["Location"] == "/"


def test_the_error_page_needs_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"Minamin" in response.content
