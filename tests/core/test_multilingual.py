"""Texts in several languages: what a reader is shown, what is known of each wording,
what the field keeps and refuses.
"""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.db import IntegrityError, connection, models, transaction
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.forms.languages import TextsForm
from core.i18n import LANGUAGE_CODES
from core.migrating_texts import with_original, without_original
from core.multilingual import (
    MACHINE,
    Quality,
    Texts,
    TextsField,
    UnknownLanguage,
    Wording,
    names_its_original,
    worded_in,
)
from core.text import TextProblem

AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
TANAKA = User(email="tanaka@firm.example", language="ja")
AIGUL = User(email="aigul@firm.example", language="kk")


def texts(by=None, **wordings: str) -> Texts:
    return Texts().with_wordings(wordings, by=by, at=AT)


# what a reader is shown


def test_the_readers_own_language_comes_first():
    said = texts(ja="瓶詰め", kk="Құю").said("kk")
    assert (said.text, said.is_foreign, said.label) == ("Құю", False, "")


def test_otherwise_the_original_named():
    with translation.override("en"):
        said = texts(by=TANAKA, ja="瓶詰め", en="Bottling", uz="Quyish").said("ru")
        assert (said.text, said.language, said.label) == ("瓶詰め", "ja", "Japanese")


@pytest.mark.parametrize("reader", ["kk", "uz"])
def test_who_reads_kazakh_or_uzbek_gets_russian_before_a_japanese_original(reader):
    said = texts(by=TANAKA, ja="瓶詰め", ru="Розлив", en="Bottling").said(reader)
    assert (said.language, said.is_foreign) == ("ru", True)


def test_who_reads_uzbek_gets_kazakh_instead_of_a_japanese_original_and_of_no_other():
    assert texts(by=TANAKA, ja="瓶詰め", kk="Құю").said("uz").language == "kk"
    assert texts(by=TANAKA, ja="瓶詰め", kk="Құю", ru="Розлив").said("uz").language == "ru"
    assert texts(en="Bottling", kk="Құю").said("uz").language == "en"


def test_no_reader_is_shown_a_language_that_is_neither_theirs_nor_the_original():
    given = texts(by=TANAKA, ja="瓶詰め", uz="Quyish")
    assert {reader: given.said(reader).language for reader in LANGUAGE_CODES} == {
        "ja": "ja", "en": "ja", "ru": "ja", "kk": "ja", "uz": "uz",
    }


def test_nothing_written_is_nothing_said():
    said = Texts().said("ja")
    assert (str(said), bool(said), said.label) == ("", False, "")


def test_a_page_marks_the_language_and_names_a_foreign_one():
    with translation.override("en"):
        shown = Template("{% said texts %}").render(Context({"texts": texts(by=TANAKA, ja="<瓶>")}))
    assert '<span lang="ja">&lt;瓶&gt;</span> <span class="meta">Japanese</span>' in " ".join(shown.split())


def test_a_page_says_when_nobody_checked_a_translation():
    given = texts(by=TANAKA, ja="瓶").with_wording("en", "Bottle", by=MACHINE, at=AT)
    with translation.override("en"):
        shown = Template("{% said texts block=True %}").render(Context({"texts": given}))
    assert "Unchecked translation" in shown
    assert "Japanese" not in shown


def test_a_page_head_takes_texts():
    with translation.override("en"):
        shown = Template("{% page_head title=texts %}{% endpage_head %}").render(
            Context({"texts": texts(by=TANAKA, ja="瓶")})
        )
    assert '<h1 lang="ja"' in shown
    assert "Japanese</p>" in shown


# which one is the original


def test_the_original_is_in_the_authors_language():
    assert texts(by=AIGUL, en="Bottling", kk="Құю").original == "kk"


def test_without_the_authors_language_english_then_the_portals_first():
    assert [texts(ru="a", en="b").original, texts(uz="a", ru="b").original] == ["en", "ru"]


def test_the_original_stays_whoever_adds_a_language():
    given = texts(by=TANAKA, ja="瓶詰め").with_wording("kk", "Құю", by=AIGUL, at=LATER)
    assert given.original == "ja"
    assert (given.wordings["ja"].at, given.wordings["kk"].at, given.wordings["kk"].by) == (AT, LATER, str(AIGUL.pk))


def test_an_empty_text_takes_its_language_out_and_another_becomes_the_original():
    given = texts(by=TANAKA, ja="瓶詰め", ru="Розлив").with_wording("ja", " \u200b ", by=TANAKA, at=LATER)
    assert (dict(given), given.original) == ({"ru": "Розлив"}, "ru")


def test_the_same_text_again_keeps_who_wrote_it():
    given = texts(by=TANAKA, ja="瓶詰め").with_wording("ja", "瓶詰め ", by=AIGUL, at=LATER)
    assert given.wordings["ja"] == Wording("瓶詰め", str(TANAKA.pk), AT)


# coverage


def test_coverage_tells_original_translated_unchecked_missing():
    given = texts(by=TANAKA, ja="瓶").with_wording("en", "Bottle", by=TANAKA, at=AT).with_wording(
        "ru", "Бутылка", by=MACHINE, at=AT
    )
    assert given.coverage() == {
        "ja": Quality.ORIGINAL, "en": Quality.TRANSLATED, "ru": Quality.UNCHECKED,
        "kk": Quality.MISSING, "uz": Quality.MISSING,
    }


def test_a_checked_machine_translation_names_both():
    given = texts(by=TANAKA, ja="瓶").with_wording("kk", "Бөтелке", by=MACHINE, at=AT).checked("kk", by=AIGUL, at=LATER)
    assert given.quality("kk") == Quality.TRANSLATED
    assert given.wordings["kk"] == Wording("Бөтелке", MACHINE, AT, checked_by=str(AIGUL.pk), checked_at=LATER)


def test_who_saves_an_unchecked_text_as_it_is_stands_for_it():
    given = texts(by=TANAKA, ja="瓶").with_wording("kk", "Бөтелке", by=MACHINE, at=AT).with_wording(
        "kk", "Бөтелке", by=AIGUL, at=LATER
    )
    assert given.wordings["kk"].checked_by == str(AIGUL.pk)


def test_a_machine_that_says_the_same_does_not_undo_a_check():
    given = texts(by=TANAKA, ja="瓶").with_wording("kk", "Бөтелке", by=AIGUL, at=AT)
    assert given.with_wording("kk", "Бөтелке", by=MACHINE, at=LATER).quality("kk") == Quality.TRANSLATED


# kept and read


anything = st.sampled_from(["a", "瓶詰め", "Ә’ҚҒ", "say \"no\"\nand go", "e\u0301"])
wordings = st.builds(
    Wording, text=anything, by=st.sampled_from(["", MACHINE, "3f"]), at=st.sampled_from([None, AT, LATER]),
    unchecked=st.booleans(), checked_by=st.sampled_from(["", "4a"]), checked_at=st.sampled_from([None, AT, LATER]),
)
many = st.dictionaries(st.sampled_from(LANGUAGE_CODES), wordings)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
@given(many, st.integers(0, 4))
def test_what_is_kept_is_read_again(known, place):
    made = Texts(sorted(known)[place % len(known)] if known else "", known)
    assert Texts.read(json.loads(json.dumps(made.stored()))) == made


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(LANGUAGE_CODES), anything), st.sampled_from(["", *LANGUAGE_CODES]))
def test_old_rows_come_through_a_migration_and_back(old, author):
    stored = with_original(old, author)
    assert without_original(stored) == old
    assert dict(Texts.read(stored)) == old
    assert not old or stored["original"] == (author if author in old else Texts.read(stored).original) in old


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage):
        texts(de="Abfüllung")


@pytest.fixture
def table(db):
    """A table of its own, with the guard every adopting table has."""

    class Sign(models.Model):
        words = TextsField(limit=12)

        class Meta:
            app_label = "core"
            db_table = "core_test_sign"
            constraints = [
                models.CheckConstraint(condition=names_its_original("words"), name="sign_names_its_original")
            ]

        def __str__(self) -> str:
            return str(self.words)

    with connection.schema_editor() as editor:
        editor.create_model(Sign)
    yield Sign
    del Sign._meta.apps.all_models["core"]["sign"]


def test_a_row_gives_back_texts(table):
    kept = texts(by=TANAKA, ja="瓶詰め", en="Bottling")
    row = table.objects.create(words=kept)
    assert table.objects.get(pk=row.pk).words == kept
    assert table.objects.values_list("words__texts__en__text", flat=True).get() == "Bottling"


def test_a_row_without_texts_is_empty(table):
    assert not table.objects.get(pk=table.objects.create().pk).words


@pytest.mark.parametrize("way", ["create", "update"])
def test_a_text_that_is_too_long_is_refused_however_it_comes(table, way):
    with pytest.raises(TextProblem, match="at most 12"):
        getattr(table.objects, way)(words=texts(en="a" * 13))


def test_hostile_signs_do_not_reach_the_table(table):
    row = table.objects.create(words=Texts("en", {"en": Wording("a\u202eb\x00\nc")}))
    assert table.objects.get(pk=row.pk).words["en"] == "ab c"


def test_a_plain_mapping_is_no_texts(table):
    with pytest.raises(TypeError):
        table.objects.create(words={"en": "Bottling"})


def test_the_database_refuses_an_original_that_is_not_there(table):
    with pytest.raises(IntegrityError, match="sign_names_its_original"), transaction.atomic():
        table.objects.create(words=Texts("ja", {"en": Wording("Bottling")}))


def test_rows_are_found_by_a_language_somebody_stands_for(table):
    mine = texts(by=TANAKA, ja="瓶")
    for words in (
        mine.with_wording("ru", "Бутылка", by=AIGUL, at=AT), mine.with_wording("ru", "Бутылка", by=MACHINE, at=AT), mine
    ):
        table.objects.create(words=words)
    assert table.objects.filter(worded_in("words", ["ru", "kk"])).count() == 1


# a form


class SignForm(TextsForm):
    texts = {"titles": (TextsField(limit=12), _("Title: %(language)s"))}
    day = forms.CharField(required=False)


def posted(shown: SignForm, **typed: str) -> SignForm:
    """As a browser sends it: what was seen, and what was typed over it."""
    seen = {f"initial-{name}": shown[name].initial or "" for name in shown.fields if name.startswith("titles")}
    now = {name: shown[name].initial or "" for name in shown.fields}
    form = SignForm(seen | now | typed, initial={"titles": texts(by=TANAKA, ja="changed", ru="meanwhile")})
    assert form.is_valid(), form.errors
    return form


def test_a_form_gives_only_the_languages_that_were_changed():
    shown = SignForm(initial={"titles": texts(by=TANAKA, ja="瓶詰め", en="Bottling")})
    assert posted(shown, titles_kk="Құю", titles_en="").changed_texts == {"titles": {"kk": "Құю", "en": ""}}


def test_a_form_marks_the_original_and_keeps_the_limit():
    form = SignForm({"titles_en": "a" * 13}, initial={"titles": texts(by=TANAKA, ja="瓶詰め")})
    assert [name for name in form.fields if form.fields[name].help_text] == ["titles_ja"]
    assert list(form.errors) == ["titles_en"]


def test_a_drawn_form_remembers_what_its_reader_saw():
    form = SignForm(initial={"titles": texts(by=TANAKA, ja="瓶詰め")})
    shown = Template("{% form_body form %}").render(Context({"form": form}))
    assert 'name="initial-titles_ja" value="瓶詰め"' in shown
