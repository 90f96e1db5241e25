"""Texts of rows that stood before: the same after a migration, and after going back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from events import services as event_services
from events.models import EventDocument
from mou import services
from mou.models import (
    Bulletin,
    Commitment,
    Document,
    Evidence,
    ExperienceSession,
    Material,
    Memorandum,
    Obligation,
    Occasion,
)
from tests import files_build
from tests.migrating import before_migration, migrate, newest
from tests.mou import exchange_build


@pytest.fixture
def forward(transactional_db):
    found = newest()
    yield lambda: migrate(found)
    migrate(found)


def plain_texts(apps) -> dict:
    """Of every memorandum and commitment, as the old columns held them."""
    memoranda = apps.get_model("mou", "Memorandum").objects
    commitments, signatories = apps.get_model("mou", "Commitment").objects, apps.get_model("mou", "Signatory").objects
    return {
        "memoranda": dict(memoranda.values_list("number", "titles")) | dict(memoranda.values_list("pk", "purposes")),
        "titles": dict(commitments.values_list("pk", "titles")),
        "texts": dict(commitments.values_list("pk", "texts")),
        "people": list(signatories.order_by("pk").values_list("positions", "proxy_for")),
        "signed": list(apps.get_model("mou", "SignedVersion").objects.order_by("pk").values_list("text", "sha256")),
    }


def test_a_signed_memorandum_keeps_every_text_forward_and_back(mou, pact, forward, sato):
    before = plain_texts(migrate(before_migration("mou", "_memoranda_in_several_languages")))
    assert before["memoranda"]["M-2026-031"] == {"en": "Bottling and packing", "ja": "充填と包装の協力"}
    forward()
    titles = Memorandum.objects.get(number="M-2026-031").titles
    assert (dict(titles), titles.original) == (before["memoranda"]["M-2026-031"], sato.language)
    assert plain_texts(migrate(before_migration("mou", "_memoranda_in_several_languages"))) == before


def test_sessions_and_obligations_keep_their_words_forward_and_back(owed, forward, sato, now):
    promised = [owed("other", wordings={"en": "Samples"}), owed("bulletin_published")]
    exchange_build.session(sato, now, titles={"ja": "品質管理"}, summaries={"ja": "概要\n二行"})
    old = migrate(before_migration("mou", "_sessions_in_several_languages"))
    session = old.get_model("mou", "ExperienceSession").objects.get()
    assert (session.title, session.summary, session.language) == ("品質管理", "概要\n二行", "ja")
    obligations = old.get_model("mou", "Obligation").objects
    assert [obligations.get(pk=row.pk).wording for row in promised] == ["Samples", ""]
    forward()
    kept = ExperienceSession.objects.get()
    assert (kept.titles.original, kept.titles["ja"], kept.summaries["ja"]) == ("ja", "品質管理", "概要\n二行")
    assert [dict(Obligation.objects.get(pk=row.pk).wordings) for row in promised] == [{"en": "Samples"}, {}]


def test_a_bulletin_keeps_every_wording_forward_and_back(forward, sato, now):
    made = exchange_build.bulletin(sato, now)
    exchange_build.in_russian(made, sato, now)
    services.write_wording(
        made, language="en", title="New rules", body="Text\n\nmore", quality="unchecked", by=sato, now=now
    )
    ending = before_migration("mou", "_bulletins_in_several_languages")

    def old_rows() -> list:
        rows = migrate(ending).get_model("mou", "BulletinText").objects
        return sorted(rows.values_list("bulletin", "language", "title", "body", "quality"))

    before = old_rows()
    assert [(row[1], row[4]) for row in before] == [("en", "unchecked"), ("ja", "original"), ("ru", "translated")]
    forward()
    kept = Bulletin.objects.get()
    assert (kept.titles.original, kept.bodies["en"], kept.titles.quality("en")) == ("ja", "Text\n\nmore", "unchecked")
    assert old_rows() == before


def test_evidence_and_occasions_keep_their_words_forward_and_back(owed, forward, sato, now):
    given = {"happened_on": date(2026, 11, 20), "quantity": 1, "period": "", "file": None, "by": sato, "now": now}
    services.add_evidence(owed("bulletin_published"), titles={"ja": "報告書"}, notes={"ja": "一行\n二行"}, **given)
    fair = owed("other", wordings={"en": "x"}, cadence="per_event", days_to_deliver=10)
    happened = {"titles": {"en": "Fair in Osaka"}, "happened_on": date(2026, 11, 20)}
    services.note_occasion(fair, **happened, by=sato, now=now)
    old = migrate(before_migration("mou", "_evidence_in_several_languages"))
    evidence = old.get_model("mou", "Evidence").objects.get()
    assert (evidence.title, evidence.note, evidence.language) == ("報告書", "一行\n二行", "ja")
    occasion = old.get_model("mou", "Occasion").objects.get()
    assert (occasion.title, occasion.language) == ("Fair in Osaka", "en")
    forward()
    kept = Evidence.objects.get()
    assert (kept.titles.original, kept.titles["ja"], dict(kept.notes)) == ("ja", "報告書", {"ja": "一行\n二行"})
    assert dict(Occasion.objects.get().titles) == {"en": "Fair in Osaka"}


def test_files_keep_their_titles_and_their_own_language_forward_and_back(mou, forum, forward, sato, now):
    by = {"by": sato, "now": now}

    def a_file(name: str) -> tuple[str, bytes]:
        return f"{name}.pdf", files_build.pdf(name.encode())

    services.add_document(mou, file=a_file("a"), titles={"ja": "署名済み"}, language="", **by)
    training = exchange_build.session(sato, now)
    services.add_material(training, file=a_file("b"), titles={"ja": "教材"}, language="ru", **by)
    event_services.add_document(
        forum, file=a_file("c"), titles={"ja": "会場案内", "ru": "План"}, language="ru", is_public=True, **by
    )
    names = [("mou", "Document", "note"), ("mou", "Material", "title"), ("events", "EventDocument", "title")]
    ending = "_documents_in_several_languages"
    old = migrate([*before_migration("mou", ending), *before_migration("events", ending)])
    before = [old.get_model(app, model).objects.values_list(text, "language").get() for app, model, text in names]
    assert before == [("署名済み", ""), ("教材", "ru"), ("会場案内", "ru")]
    forward()
    kept = [(row.titles.original, row.titles.in_original, row.language) for row in (
        Document.objects.get(), Material.objects.get(), EventDocument.objects.get()
    )]
    assert kept == [(sato.language, "署名済み", ""), ("ru", "教材", "ru"), ("ru", "会場案内", "ru")]


def test_what_was_signed_is_guarded_again_after_the_migration(mou, forward):
    migrate(before_migration("mou", "_memoranda_in_several_languages"))
    forward()
    with pytest.raises(IntegrityError, match="what was signed"), transaction.atomic():
        Commitment.objects.filter(memorandum=mou).update(number=9)
