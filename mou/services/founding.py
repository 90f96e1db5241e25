"""The memorandum the portal was made for: written once into an empty portal, with the same services as any other."""

from datetime import datetime

from django.db import transaction

from companies.models import Chamber
from core.geography import Country, Side
from core.multilingual import Texts

from ..models import Memorandum
from ..rules import founding_texts
from .memoranda import draft_memorandum, put_in_force, sign_memorandum, word_commitment


@transaction.atomic
def record_founding_memorandum(*, now: datetime) -> Memorandum:
    """Signed on 9 August 2024 in Astana, Minamin's side by proxy; idempotent.
    Makes the chamber when it is not there.
    """
    known = Memorandum.objects.filter(number=founding_texts.NUMBER).first()
    if known:
        return known
    chamber, _new = Chamber.objects.get_or_create(
        country=Country.KZ, is_partner=True,
        defaults={"names": Texts().with_wordings(founding_texts.CHAMBER_NAMES, by=None, at=now)},
    )
    memorandum = draft_memorandum(
        number=founding_texts.NUMBER, titles=founding_texts.TITLES, purposes=founding_texts.PURPOSES,
        japan={}, central_asia={"chamber": chamber}, by=None, now=now,
    )
    for number, (key, titles, texts) in enumerate(founding_texts.COMMITMENTS, 1):
        for language, text in texts.items():
            word_commitment(
                memorandum, number=number, key=key, language=language,
                title=titles[language], text=text, by=None, now=now,
            )
    signatories = [
        founding_texts.MINAMIN_SIGNS | {"side": Side.JAPAN}, founding_texts.ATAMEKEN_SIGNS | {"side": Side.CENTRAL_ASIA}
    ]
    sign_memorandum(
        memorandum, signed_on=founding_texts.SIGNED_ON, place=founding_texts.PLACE,
        signatories=signatories, by=None, now=now,
    )
    put_in_force(memorandum, in_force_on=founding_texts.SIGNED_ON, by=None, now=now)
    return memorandum
