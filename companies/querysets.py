"""Who may see which firm and profile: everything a page fetches goes through visible_to."""
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from core.days import local_day
from core.geography import ZONE
from core.searching import found as found_by
from core.text import plain

from .rules.legal_forms import proper_name
from .states import EDITABLE_PROFILE

EDITORS = ("owner", "editor")  # the roles that answer for a firm
REVERSIBLE_FOR = timedelta(days=7)  # a merge can be taken back


def _rows_of(model: type[models.Model], name: str) -> models.QuerySet:
    """The rows of a firm's relation, in a subquery about each firm."""
    return model._meta.get_field(name).related_model.objects.filter(firm=OuterRef("pk"))


class FirmQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FirmQuerySet":
        """Staff: all; members: their own firm; others: none (teasers and introductions have their own doors)."""
        if user.is_minamin:
            return self
        return self.filter(memberships__user=user) if user.is_member else self.none()

    def of_member(self, user) -> "FirmQuerySet":
        return self.filter(memberships__user=user)

    def live(self) -> "FirmQuerySet":
        return self.filter(state="verified", unfinished_import=None)

    def open(self) -> "FirmQuerySet":
        return self.exclude(state__in=["rejected", "merged", "ceased"])

    def with_pictures_to_look_at(self) -> "FirmQuerySet":
        """`.pictures_since`: when the oldest of them was added."""
        mine = Q(firm=OuterRef("pk")) | Q(profile__firm=OuterRef("pk"))
        logos = self.model._meta.get_field("logos").related_model
        oldest = logos.objects.to_review().filter(mine).order_by("added_at").values("added_at")[:1]
        found = self.annotate(pictures_since=Subquery(oldest))
        return found.exclude(state__in=["merged", "ceased", "rejected"]).filter(pictures_since__isnull=False)

    def with_reach(self, now: datetime) -> "FirmQuerySet":
        """`.somebody`: an active owner or editor. `.invited_at`: of the newest open invitation to become one."""
        people = _rows_of(self.model, "memberships").filter(role__in=EDITORS, user__is_active=True)
        invited = _rows_of(self.model, "invitations").open(now).filter(role__in=EDITORS).order_by("-invited_at")
        return self.annotate(somebody=Exists(people), invited_at=Subquery(invited.values("invited_at")[:1]))

    def reached(self, reach: str, now: datetime) -> "FirmQuerySet":
        """`reach`: a value of enums.Reach; without one all firms."""
        asked = {
            "": Q(),
            "somebody": Q(somebody=True),
            "invited": Q(somebody=False, invited_at__isnull=False),
            "nobody": Q(somebody=False, invited_at=None),
        }
        return self.with_reach(now).filter(asked[reach])

    def to_invite(self, now: datetime) -> "FirmQuerySet":
        """Nobody can answer for them, and neither closed nor suspended nor half imported: `can_be_invited` of one."""
        return self.open().filter(unfinished_import=None).exclude(state="suspended").reached("nobody", now)

    def searched(self, *, q: str = "", state: str = "", country: str = "") -> "FirmQuerySet":
        """Staff search: words of a name in any script and order, a legal ID or its beginning."""
        found = self
        if len(q) > self.model._meta.get_field("name").max_length:
            return self.none()
        if q:
            number = re.sub(r"[\W_]+", "", plain(q))
            named = found_by(proper_name(q)) | Q(import_key__iexact=plain(q))
            found = found.filter(named | Q(legal_id__startswith=number) if number else named)
        if state:
            found = found.filter(state=state)
        return found.filter(country=country) if country else found

    def waiting_for_staff(self) -> "FirmQuerySet":
        """Registrations, and verified firms that name a certificate which is not in the list."""
        asks = Q(state="verified") & ~Q(certificates_asked=[])
        return self.filter(asks | Q(state__in=["submitted", "in_review"])).order_by("submitted_at")

    def flagged(self) -> "FirmQuerySet":
        """A state register says something else, and nobody has looked at it yet."""
        return self.filter(Exists(_rows_of(self.model, "findings").open()))

    def to_watch(self, countries: list[str], asked_before: datetime) -> "FirmQuerySet":
        """Verified firms of these countries whose number was not asked for since, longest ago first."""
        due = Q(register_asked_at=None) | Q(register_asked_at__lt=asked_before)
        found = self.live().filter(due, country__in=countries)
        return found.order_by(F("register_asked_at").asc(nulls_first=True), "pk")


def _where_it_is(now: datetime, question: Callable[[date], Q]) -> Q:
    """A question about today, by the calendar of each firm's country."""
    return reduce(or_, (Q(firm__country=country) & question(local_day(now, zone)) for country, zone in ZONE.items()))


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ProfileQuerySet":
        if user.is_minamin:
            return self
        return self.filter(firm__memberships__user=user) if user.is_member else self.none()

    def live(self) -> "ProfileQuerySet":
        """Published profiles of verified firms, all of their import written: what the match engine reads."""
        return self.whole().filter(state="published", firm__state="verified")

    def whole(self) -> "ProfileQuerySet":
        return self.filter(unfinished_import=None, firm__unfinished_import=None)

    def waiting_for_staff(self) -> "ProfileQuerySet":
        return self.filter(state__in=["submitted", "in_review"]).order_by("submitted_at")

    def to_send(self) -> "ProfileQuerySet":
        """What the firm is still writing and has given at least one line."""
        return self.filter(state__in=EDITABLE_PROFILE, lines__isnull=False).distinct()

    def open(self) -> "ProfileQuerySet":
        return self.exclude(state__in=["withdrawn", "fulfilled"])

    def past_their_day(self, now: datetime) -> "ProfileQuerySet":
        return self.filter(_where_it_is(now, lambda today: Q(expires_on__lt=today)), state="published")

    def near_their_day(self, now: datetime, within: timedelta) -> "ProfileQuerySet":
        near = _where_it_is(now, lambda today: Q(expires_on__range=(today, today + within)))
        return self.filter(near, state="published")


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn nor past its day."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)

    def to_remind(self, now: datetime, after: tuple[timedelta, ...]) -> "InvitationQuerySet":
        """Open ones to firms, as many days old as their next reminder wants."""
        due = reduce(or_, (Q(reminders=sent, invited_at__lte=now - wait) for sent, wait in enumerate(after)))
        return self.open(now).filter(due, to_firm=True).select_related("firm", "invited_by").order_by("invited_at")

    def addressed_to(self, user) -> "InvitationQuerySet":
        return self.filter(email__iexact=user.email)


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ClaimQuerySet":
        """Staff: all; who asked: their own; owners: those to their firm."""
        if user.is_minamin:
            return self
        if not user.is_member:
            return self.none()
        owned = Q(firm__memberships__user=user, firm__memberships__role="owner")
        return self.filter(Q(user=user) | owned).distinct()

    def open(self) -> "ClaimQuerySet":
        return self.filter(state="asked").order_by("asked_at")

    def for_staff(self, now: datetime) -> "ClaimQuerySet":
        """Those that staff may decide: nobody of the firm is there to do it, or has not done it in time."""
        member = self.model._meta.get_field("firm").related_model._meta.get_field("memberships").related_model
        owners = member.objects.filter(firm=OuterRef("firm"), role="owner", user__is_active=True)
        return self.open().filter(Q(answer_by__lte=now) | ~Exists(owners))


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FindingQuerySet":
        return self if user.is_minamin else self.none()

    def open(self) -> "FindingQuerySet":
        return self.filter(checked_at=None).order_by("found_at")


class CallQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CallQuerySet":
        """Staff: all; liaisons: those that were given to their chamber."""
        if user.is_minamin:
            return self
        return self.filter(chamber__liaisons__user=user) if user.is_liaison else self.none()

    def open(self) -> "CallQuerySet":
        return self.filter(state="open").order_by("due_at", "pk")

    def late(self, now: datetime) -> "CallQuerySet":
        """Past their day, and nobody was reminded."""
        return self.open().filter(due_at__lte=now, chased_at=None)


class BarQuerySet(models.QuerySet):
    def of_firm(self, firm) -> "BarQuerySet":
        return self.filter(Q(firm=firm) | Q(other=firm))


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MergeQuerySet":
        """Staff only: a merge names two firms and who doubted them."""
        return self if user.is_minamin else self.none()

    def of_firms(self, *firms) -> "MergeQuerySet":
        return self.filter(Q(firm__in=firms) | Q(into__in=firms))

    def waiting(self) -> "MergeQuerySet":
        return self.filter(state="proposed").order_by("proposed_at")

    def undecided(self, now: datetime) -> "MergeQuerySet":
        """Those about which something can still be decided: they wait, or may be taken back."""
        return self.filter(Q(state="proposed") | Q(state="done", decided_at__gte=now - REVERSIBLE_FOR))

    def with_firms(self) -> "MergeQuerySet":
        return self.select_related("firm", "into", "proposed_by", "decided_by", "taken_back_by")


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PictureQuerySet":
        """Staff: all; members: their firm's. Others come in through a pair, past its own door."""
        if user.is_minamin:
            return self
        mine = Q(firm__memberships__user=user) | Q(profile__firm__memberships__user=user)
        return self.filter(mine) if user.is_member else self.none()

    def of_firm(self, firm) -> "PictureQuerySet":
        return self.filter(Q(firm=firm) | Q(profile__firm=firm))

    def standing(self) -> "PictureQuerySet":
        """In their order, without the files themselves."""
        rows = self.exclude(state="removed").order_by("place", "added_at")
        return rows.select_related("file").defer("file__content")

    def looked_at(self) -> "PictureQuerySet":
        """Those that strangers may see."""
        return self.standing().filter(state="shown", file__state="released")

    def for_partners(self) -> "PictureQuerySet":
        """For whoever knows the firm by name."""
        return self.standing().filter(Q(state="shown") | Q(why="names"), file__state="released")

    def to_review(self) -> "PictureQuerySet":
        return self.filter(state="waiting", file__state="released")


class ImportQuerySet(models.QuerySet):
    def light(self) -> "ImportQuerySet":
        """Without the files themselves."""
        return self.defer("firms_file", "lines_file")
