"""Pictures of what a firm offers, and its logo; each is a file in quarantine first, then looked at by staff."""
from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from core.activity import ref
from core.models import Entity, StoredFile

from ..enums import PictureReason, PictureState
from ..querysets import PictureQuerySet
from ..states import PICTURE
from .firms import Firm
from .profiles import PartneringProfile

USER = settings.AUTH_USER_MODEL
MOST_PICTURES = 8
LONGEST_SIDE = 1600  # dots; enough for a whole screen, and light enough for a telephone


class Picture(Entity):
    """Of a profile, or a firm's logo. `place`: in the profile's order; whoever has none was removed."""

    lifecycle = PICTURE

    firm = models.ForeignKey(Firm, null=True, blank=True, on_delete=models.PROTECT, related_name="logos")
    profile = models.ForeignKey(
        PartneringProfile, null=True, blank=True, on_delete=models.PROTECT, related_name="pictures"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    alt = models.CharField(_("What is to be seen on it?"), max_length=200)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=12, choices=PictureState, default=PictureState.WAITING)
    why = models.CharField(max_length=16, choices=PictureReason, blank=True, default="")
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(firm=None, profile__isnull=False) | Q(firm__isnull=False, profile=None),
                name="picture_is_of_a_profile_or_a_logo",
            ),
            models.CheckConstraint(
                condition=Q(state="removed", place=None) | (~Q(state="removed") & Q(place__range=(1, MOST_PICTURES))),
                name="picture_has_one_of_eight_places",
            ),
            # Checked when a statement ends, so that two pictures can change places.
            models.UniqueConstraint(
                fields=["profile", "place"], deferrable=Deferrable.IMMEDIATE, name="picture_alone_in_its_place"
            ),
            models.UniqueConstraint(fields=["firm"], condition=~Q(state="removed"), name="picture_one_logo_per_firm"),
            models.CheckConstraint(condition=Q(state__in=PictureState.values), name="picture_state_is_known"),
            models.CheckConstraint(
                condition=(Q(state="kept_back") & Q(why__in=PictureReason.values))
                | (~Q(state="kept_back") & Q(why="")),
                name="picture_kept_back_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["shown", "kept_back"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="picture_shown_was_looked_at",
            ),
            models.CheckConstraint(condition=~Q(alt=""), name="picture_says_what_it_shows"),
        ]
        indexes = [models.Index(fields=["added_at"], condition=Q(state="waiting"), name="pictures_to_look_at")]

    def __str__(self) -> str:
        return self.alt

    def about(self) -> list[str]:
        return [ref(self.profile), *self.profile.about()] if self.profile else [f"companies.firm:{self.firm_id}"]

    @property
    def owner(self) -> Firm:
        return self.profile.firm if self.profile else self.firm
