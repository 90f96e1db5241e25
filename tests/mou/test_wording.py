"""Wordings of a draft: neither of two people loses what the other wrote; what is signed is what stands, to the byte."""


import pytest
from django.db import transaction

from mou import services
from mou.models import Commitment, Memorandum
from mou.services import memoranda
from tests.rivals import Rivals, let_all_look, plain_read

pytestmark = pytest.mark.django_db(transaction=True)
FOUNDING_HASHES = {  # of 9 August 2024: who words it anew must see that a signed text changes
    "en": "efc960aa734c106adab9fdf02689980d05ebfb7fba5e8b46f263896ef834f9d4",
    "ja": "a405cf04609289e9b256cf0c3123f63c5aec1ca17b2099c21aa9f1f59463ba87",
    "kk": "c5c02dec047748f67865bfb2b2672257634825ce5df8b22b5d17878b4ca266fd",
    "ru": "91ccd16090f797d45d230805ff948a0e12980001e7ee4d34faaef0de666d49ae",
    "uz": "883258d49c944beb8ae9b9727165ad835b6c323dc004b6d75a25071f64d59e02",
}
COMMITMENT = {"number": 1, "title": "Samples", "text": "Samples are sent."}


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


@pytest.fixture
def draft(hokuriku, altai, sato, now) -> Memorandum:
    return services.draft_memorandum(
        number="M-9", titles={"en": "Trade"}, japan={"firm": hokuriku}, central_asia={"firm": altai}, by=sato, now=now
    )


def seen_by_another(row: Memorandum) -> Memorandum:
    return Memorandum.objects.get(pk=row.pk)


def languages() -> set[str]:
    return set(Memorandum.objects.get().titles)


def test_who_looked_before_the_other_saved_loses_nothing(draft, sato, mori, now):
    theirs = seen_by_another(draft)
    services.word_memorandum(draft, language="ja", title="貿易", purpose="", by=sato, now=now)
    services.word_memorandum(theirs, language="ru", title="Торговля", purpose="", by=mori, now=now)
    assert languages() == {"en", "ja", "ru"}


def test_two_word_a_memorandum_at_once(rivals, draft, sato, mori, now):
    theirs = seen_by_another(draft)
    with transaction.atomic():
        services.word_memorandum(draft, language="ja", title="貿易", purpose="", by=sato, now=now)
        rivals.wait_behind(
            "mori",
            lambda: services.word_memorandum(theirs, language="ru", title="Торговля", purpose="", by=mori, now=now),
        )
    rivals.join()
    assert languages() == {"en", "ja", "ru"}


def test_without_the_lock_one_of_two_languages_is_lost(draft, sato, mori, now, monkeypatch):
    """Negative control: both have read the row before either saves."""
    monkeypatch.setattr(memoranda, "lock", plain_read)
    let_all_look(monkeypatch, memoranda, "lock")
    rivals = Rivals()
    for person, language in ((sato, "ja"), (mori, "ru")):
        row = seen_by_another(draft)
        rivals.start(
            language,
            lambda who=person, into=language, row=row: services.word_memorandum(
                row, language=into, title="x", purpose="", by=who, now=now
            ),
        )
    assert rivals.join() == {"ja": None, "ru": None}
    assert len(languages()) == 2


def test_two_word_a_commitment_at_once(rivals, draft, sato, mori, now):
    theirs = seen_by_another(draft)
    with transaction.atomic():
        services.word_commitment(draft, **COMMITMENT, language="en", by=sato, now=now)
        rivals.wait_behind(
            "mori", lambda: services.word_commitment(theirs, **COMMITMENT, language="ru", by=mori, now=now)
        )
    rivals.join()
    assert set(Commitment.objects.get().texts) == {"en", "ru"}


def test_who_signs_signs_the_title_as_it_stands_now(draft, sato, mori, now):
    services.word_commitment(draft, **COMMITMENT, language="en", by=sato, now=now)
    theirs = seen_by_another(draft)
    services.word_memorandum(draft, language="en", title="Trade and samples", purpose="", by=sato, now=now)
    services.sign_memorandum(theirs, signed_on=now.date(), place="Astana", signatories=[], by=mori, now=now)
    assert draft.versions.get().text.startswith("Trade and samples\n")


def test_what_is_signed_is_the_same_to_the_byte_as_ever(mou):
    assert dict(mou.versions.values_list("language", "sha256")) == FOUNDING_HASHES


def test_the_original_is_in_the_language_of_who_began_the_draft(draft, sato, hokuriku, altai, now):
    parties = {"japan": {"firm": hokuriku}, "central_asia": {"firm": altai}}
    made = services.draft_memorandum(number="M-10", titles={"en": "Trade", "ja": "貿易"}, **parties, by=sato, now=now)
    assert (made.titles.original, draft.titles.original) == (sato.language, "en")
    assert made.titles.wordings["en"].by == str(sato.pk)


def test_a_reader_of_another_language_is_shown_the_original_by_name(pact, aigul, as_):
    page = as_(aigul, "ru").get(pact.get_absolute_url()).content.decode()
    assert '<h1 lang="ja"' in page
    assert "японский" in page
