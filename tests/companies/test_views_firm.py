import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_smoke(client, tanaka, hokuriku, offer, sato, altai):
    client.force_login(tanaka)
    for name, args in [("tasks",[]),("section",["identity"]),("section",["business"]),("section",["contact"]),("profiles",[]),("profile",[offer.pk]),("profile_new",[]),("submit",[]),("team",[]),("history",[])]:
        r = client.get(reverse("companies:"+name, args=args))
        assert r.status_code == 200, (name, args, r.status_code)
    client.force_login(sato)
    for name, args in [("firms",[]),("review",[]),("review_firm",[altai.pk]),("firm_identity",[altai.pk]),("merge",[altai.pk]),("bar",[altai.pk]),("review_profile",[offer.pk]),("imports",[]),("import_new",[])]:
        r = client.get(reverse("companies:"+name, args=args))
        assert r.status_code == 200, (name, args, r.status_code)
    r = client.get(reverse("accounts:settings")); assert r.status_code == 200
    r = client.get(reverse("accounts:consents")); assert r.status_code == 200
