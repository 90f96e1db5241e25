"""Pictures of profiles and logos: added by the firm, looked at by staff before a stranger sees them."""
from datetime import datetime

from django.db import transaction
from django.db.models import Case, PositiveSmallIntegerField, Value, When

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.files.rules.file_content import PICTURES, type_of
from core.files.services import store_file
from core.lifecycle import lock, move
from core.models import StoredFile
from core.text import clean_words

from ..enums import PictureReason
from ..errors import NotAnonymous, NotAPicture, PictureNotChecked, TooManyPictures
from ..models import Firm, PartneringProfile, Picture
from ..models.pictures import MOST_PICTURES
from ..permissions import can_edit_firm, can_edit_picture, can_edit_pictures, can_review
from ..rules.teaser import check_anonymous, refusals
from .naming import identifying_names


@transaction.atomic
def add_picture(profile: PartneringProfile, *, file: tuple[str, bytes], alt: str, by, now: datetime) -> Picture:
    """`file`: name and content. Raises TooManyPictures, NotAPicture, NotAnonymous, and those of store_file."""
    permit(by, can_edit_pictures, profile)
    locked = lock(profile)
    permit(by, can_edit_pictures, locked)
    taken = set(Picture.objects.standing().filter(profile=profile).values_list("place", flat=True))
    free = [place for place in range(1, MOST_PICTURES + 1) if place not in taken]
    if not free:
        raise TooManyPictures
    if problems := refusals(check_anonymous(alt, names=identifying_names(locked.firm))):
        raise NotAnonymous(problems[0].message)
    place = next((one for one in free if one > max(taken, default=0)), free[0])
    words = {"alt": clean_words(alt, limit=Picture.alt), "language": profile.language}
    made = Picture.objects.create(
        profile=profile, file=_stored(file, by, now), place=place, added_by=by, added_at=now, **words
    )
    record(profile, "add_picture", by=by, now=now, data={"sha256": made.file.sha256})
    return made


@transaction.atomic
def add_logo(firm: Firm, *, file: tuple[str, bytes], alt: str, by, now: datetime) -> Picture:
    """In place of the former one. Raises NotAPicture, and those of store_file."""
    permit(by, can_edit_firm, firm)
    locked = lock(firm)
    permit(by, can_edit_firm, locked)
    for former in Picture.objects.filter(firm=firm).exclude(state="removed"):
        remove_picture(former, by=by, now=now)
    words = {"alt": clean_words(alt, limit=Picture.alt), "language": firm.language}
    made = Picture.objects.create(
        firm=firm, file=_stored(file, by, now), place=1, added_by=by, added_at=now, **words
    )
    record(firm, "add_logo", by=by, now=now, data={"sha256": made.file.sha256})
    return made


def _stored(file: tuple[str, bytes], by, now: datetime) -> StoredFile:
    name, content = file
    found = type_of(name, content) if content else None
    if found is not None and found not in PICTURES:
        raise NotAPicture
    return store_file(name, content, by=by, now=now)


@transaction.atomic
def move_picture(picture: Picture, *, earlier: bool, by, now: datetime) -> None:
    """One place on; nothing happens to the first or the last."""
    permit(by, can_edit_picture, picture)
    if picture.profile is None:
        return
    lock(picture.profile)
    row = list(Picture.objects.standing().filter(profile=picture.profile))
    at = next((number for number, one in enumerate(row) if one.pk == picture.pk), None)
    to = None if at is None else at - 1 if earlier else at + 1
    if at is None or to is None or not 0 <= to < len(row):
        return
    one, other = row[at], row[to]
    swapped = Case(
        When(pk=one.pk, then=Value(other.place)), default=Value(one.place), output_field=PositiveSmallIntegerField()
    )
    Picture.objects.filter(pk__in=[one.pk, other.pk]).update(place=swapped)
    record(picture.profile, "move_picture", by=by, now=now)


@transaction.atomic
def remove_picture(picture: Picture, *, by, now: datetime) -> None:
    """Nobody sees it any more. Raises TransitionNotAllowed for one that was removed meanwhile."""
    permit(by, can_edit_picture, picture)
    move(picture, "remove", by=by, now=now, place=None, why="")


@transaction.atomic
def decide_picture(picture: Picture, *, seen: str, why: str = "", by, now: datetime) -> None:
    """Shown, or with a `why` of PictureReason not shown. `seen`: the state that was looked at.
    Raises PictureNotChecked; TransitionNotAllowed when a colleague was quicker.
    """
    permit(by, can_review)
    locked = lock(picture)
    if locked.state != seen:
        raise TransitionNotAllowed
    if locked.file.state != "released":
        raise PictureNotChecked
    code = PictureReason(why).value if why else ""
    data = {"code": code} if code else None
    move(
        picture, "keep_back" if code else "show", by=by, now=now, data=data, why=code, decided_by=by, decided_at=now
    )
