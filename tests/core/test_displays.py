"""The word of a choice is Django's, in the language of whoever reads it, however often it is asked."""

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from companies.models import Firm
from core.models import Entity

OF_DJANGO = models.Model._get_FIELD_display


def choosing() -> list[models.Field]:
    """Fields with choices, of all rows of ours."""
    ours = [model for model in apps.get_models() if issubclass(model, Entity)]
    return [field for model in ours for field in model._meta.concrete_fields if field.choices]


@pytest.mark.parametrize("language", ["en", "ja", "kk"])
def test_each_word_is_the_one_django_gives(language):
    fields = choosing()
    assert len(fields) > 50, "control: there are such fields"
    with override(language):
        for field in fields:
            for value in [*(value for value, _word in field.flatchoices), None, "unknown"]:
                row = field.model(**{field.attname: value})
                assert getattr(row, f"get_{field.name}_display")() == OF_DJANGO(row, field=field)


def test_the_word_follows_the_reader():
    said = set()
    for language in ("en", "ja", "ru"):
        with override(language):
            said.add(Firm(state="verified").get_state_display())
    assert len(said) == 3
