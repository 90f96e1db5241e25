"""Every field of every form that a page was given stands on the page: one that is forgotten can never be filled in."""

from collections.abc import Iterable, Iterator

import pytest
from django.forms import BaseForm, BaseFormSet
from django.test import Client

from accounts.forms import SettingsForm
from accounts.models import User
from tests.architecture.role_world import addresses
from tests.architecture.test_url_roles import pages

pytestmark = pytest.mark.django_db
# Not offered to this reader, although another form's field has the same name; the style guide draws samples of its own.
NOT_OFFERED = ("companies:review_firm: RejectForm", "mou:text, of two firms: DocumentForm", "staff:styleguide:")
# When what was sent could not be read by all; when codes were asked for; a firm is chosen by a link.
ASKED_LATER = (".anyway", "LineForm.suggested", "why_not: PairForm.japan", "why_not: PairForm.partner")
WHO = ("tanaka", "aigul", "sato", "dana", "admin")


def forms_in(value) -> Iterator[BaseForm]:
    if isinstance(value, BaseForm):
        yield value
    elif isinstance(value, BaseFormSet):
        yield from value.forms
    elif isinstance(value, dict):
        yield from forms_of(value.values())
    elif isinstance(value, list | tuple):
        yield from forms_of(value)


def forms_of(values: Iterable) -> Iterator[BaseForm]:
    for value in values:
        yield from forms_in(value)


def forgotten(form: BaseForm, html: str) -> list[str]:
    """Names of fields that the page does not ask for; a form of which it shows none is not offered to this reader."""
    left = [name for name in form.fields if f'name="{form.add_prefix(name)}' not in html]
    return left if len(left) < len(form.fields) else []


def missing_on(answer) -> list[str]:
    layers = [layer for context in answer.context or [] for layer in context.dicts]
    found = {id(form): form for layer in layers for form in forms_in(layer)}
    html = answer.content.decode()
    return [f"{type(form).__name__}.{name}" for form in found.values() for name in forgotten(form, html)]


def test_no_field_is_forgotten(cast, settings, now, monkeypatch):
    settings.DEMO, settings.SESSION_ENGINE = False, "django.contrib.sessions.backends.cache"
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    world, client, seen, left = pages(addresses(cast, now)), Client(), set(), {}
    posts: set[str] = set()
    User.objects.update(language="en")
    for role in WHO:
        client.force_login(getattr(cast, role))
        for row, address in world.items():
            if row in seen or row in posts:
                continue
            answer = client.get(address)
            posts |= {row} if answer.status_code == 405 else set()
            if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
                seen.add(row)
                left |= {f"{row}: {name}": role for name in missing_on(answer)}
    assert len(seen) > 80
    missing = [name for name in sorted(left) if not name.startswith(NOT_OFFERED) and not name.endswith(ASKED_LATER)]
    assert not missing, "\n".join(missing)


def test_a_forgotten_field_is_found(cast, now):
    html = SettingsForm(user=cast.tanaka).as_p().replace('name="time_zone"', "")
    assert forgotten(SettingsForm(user=cast.tanaka), html) == ["time_zone"]
