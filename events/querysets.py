"""Who may see which event, seat, delegation and change: organisers all of theirs, everybody else what concerns them."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from companies.models import Liaison, Membership
from companies.rules.legal_forms import proper_name
from core.searching import found
from core.sort_keys import in_order
from core.text import clean
from core.typed_codes import read_code

from .states import COMING, HOLDING, LIVE, PRESENT, PUBLIC, TRAVELLING

PUBLIC_DOCUMENT = Q(is_public=True, event__state__in=PUBLIC, event__announced_at__isnull=False)


def chambers_of(user):
    return Liaison.objects.filter(user=user).values("chamber")


def in_order_of_firms() -> tuple:
    """A firm as it is called today, otherwise the organisation as it was written; then the person."""
    return Coalesce(in_order("firm__sort_keys"), in_order("organisation_keys")), in_order()


class EventQuerySet(models.QuerySet):
    def public(self) -> "EventQuerySet":
        return self.filter(state__in=PUBLIC, announced_at__isnull=False)

    def visible_to(self, user) -> "EventQuerySet":
        """Announced ones for everybody; drafts for staff and for the liaisons of the chamber that organises it."""
        if user.is_authenticated and user.is_minamin:
            return self
        announced = Q(state__in=PUBLIC, announced_at__isnull=False)
        if user.is_authenticated and user.is_liaison:
            return self.filter(announced | Q(chamber__in=chambers_of(user)))
        return self.filter(announced)

    def run_by(self, user) -> "EventQuerySet":
        """Those the reader organises."""
        if user.is_minamin:
            return self
        return self.filter(chamber__in=chambers_of(user)) if user.is_liaison else self.none()

    def coming(self, now: datetime) -> "EventQuerySet":
        return self.filter(Q(state__in=COMING, ends_at__gte=now) | Q(state="postponed"))

    def with_organiser(self) -> "EventQuerySet":
        return self.select_related("chamber")

    def for_calendars(self) -> "EventQuerySet":
        return self.with_organiser().prefetch_related("sessions").order_by("starts_at")


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RegistrationQuerySet":
        """Staff all; a liaison those of their chamber's events and people; a firm its own delegates;
        a person themselves.
        """
        if user.is_minamin:
            return self
        own = Q(user=user)
        if user.is_liaison:
            own |= Q(event__chamber__in=chambers_of(user)) | Q(chamber__in=chambers_of(user))
        if user.is_member:
            firms = Membership.objects.filter(user=user).values("firm")
            own |= Q(firm__in=firms) | Q(second_firm__in=firms)
        return self.filter(own)

    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=LIVE)

    def holding(self) -> "RegistrationQuerySet":
        return self.filter(state__in=HOLDING)

    def present(self) -> "RegistrationQuerySet":
        """Who comes or came: the door list."""
        return self.filter(state__in=PRESENT)

    def queue(self) -> "RegistrationQuerySet":
        return self.filter(state="waitlisted").order_by("queued_at", "pk")

    def askable_by(self, person) -> "RegistrationQuerySet":
        """The other side of the same event: who wishes to be asked."""
        rows = self.filter(event=person.event_id, state__in=PRESENT, is_listed=True)
        return rows.filter(country="JP") if person.country != "JP" else rows.exclude(country="JP")

    def named(self, query: str) -> "RegistrationQuerySet":
        """By words of the name or organisation, or by the badge code; an empty query finds all."""
        query = clean(query)
        return self.filter(found(proper_name(query)) | Q(badge_code=read_code(query))) if query else self

    def by_name(self) -> "RegistrationQuerySet":
        return self.order_by(in_order(), "pk")

    def by_firm(self) -> "RegistrationQuerySet":
        """By where they come from, those of one firm by name."""
        return self.order_by(*in_order_of_firms(), "pk")

    def with_people(self) -> "RegistrationQuerySet":
        return self.select_related("event__chamber", "pool", "firm", "second_firm", "chamber", "user", "stands_in_for")


class SubstitutionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SubstitutionQuerySet":
        """Staff all; a liaison those of their chamber's events and people; a firm those of its delegates."""
        if user.is_minamin:
            return self
        own = Q(original__user=user)
        if user.is_liaison:
            own |= Q(original__event__chamber__in=chambers_of(user)) | Q(original__chamber__in=chambers_of(user))
            own |= Q(
                original__country="JP", original__event__chamber=None, original__event__country__in=_countries_of(user)
            )
        if user.is_member:
            own |= Q(original__firm__in=Membership.objects.filter(user=user).values("firm"))
        return self.filter(own)

    def with_people(self) -> "SubstitutionQuerySet":
        return self.select_related("original__event__chamber", "original__firm", "substitute", "asked_by", "decided_by")


def _countries_of(user):
    """Where the liaison's chamber is the partner, who consents for Minamin's events."""
    return Liaison.objects.filter(user=user, chamber__is_partner=True).values("chamber__country")


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DelegationQuerySet":
        """Staff all; a liaison those of their chamber or to its event;
        a member those they or their firm's delegates travel with.
        """
        if user.is_minamin:
            return self
        own = Q(members__registration__user=user, members__left_at=None)
        if user.is_liaison:
            own |= Q(chamber__in=chambers_of(user)) | Q(event__chamber__in=chambers_of(user))
        if user.is_member:
            own |= Q(
                members__registration__firm__in=Membership.objects.filter(user=user).values("firm"),
                members__left_at=None,
            )
        # A subquery, not a join: two travellers of one firm must not double a row.
        return self.filter(pk__in=self.model._base_manager.filter(own).values("pk"))

    def travelling(self) -> "DelegationQuerySet":
        return self.filter(state__in=TRAVELLING)


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MemberQuerySet":
        """Staff and the chambers concerned everybody; all others themselves and the people of their firm."""
        if user.is_minamin:
            return self
        own = Q(registration__user=user)
        if user.is_liaison:
            own |= _of_chambers(user)
        if user.is_member:
            own |= Q(registration__firm__in=Membership.objects.filter(user=user).values("firm"))
        return self.filter(own)

    def travelling(self) -> "MemberQuerySet":
        """Who heads the delegation first, the others by name."""
        travelling = self.filter(left_at=None).select_related("registration__user", "registration__firm")
        return travelling.order_by("-is_head", in_order(), "pk")


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LetterQuerySet":
        """Whoever may see everybody a letter names; staff and the chambers concerned all of them."""
        if user.is_minamin:
            return self
        named = self.model.members.through._base_manager
        people = self.model.members.rel.model._default_manager.visible_to(user)
        own = Q(pk__in=named.filter(member__in=people).values("letter"))
        own &= ~Q(pk__in=named.exclude(member__in=people).values("letter"))
        return self.filter(own | _of_chambers(user) if user.is_liaison else own)

    def valid(self) -> "LetterQuerySet":
        return self.filter(replaced_at=None)


def _of_chambers(user) -> Q:
    """Rows of journeys of the liaison's chamber, or to its event."""
    return Q(delegation__chamber__in=chambers_of(user)) | Q(delegation__event__chamber__in=chambers_of(user))


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChangeQuerySet":
        if user.is_minamin:
            return self
        return self.filter(event__chamber__in=chambers_of(user)) if user.is_liaison else self.none()

    def due(self, now: datetime) -> "ChangeQuerySet":
        return self.filter(state="confirmed", effective_at__lte=now).order_by("effective_at")

    def open(self) -> "ChangeQuerySet":
        return self.filter(state__in=["confirmed", "carried_out"])


class NoticeQuerySet(models.QuerySet):
    def untold(self) -> "NoticeQuerySet":
        return self.filter(change__state__in=["carried_out", "closed"], message=None)

    def unsettled(self) -> "NoticeQuerySet":
        """Neither acknowledged, nor reached by telephone, nor accounted for."""
        return self.filter(acknowledged_at=None, accounted_at=None).exclude(calls__result="reached")

    def with_mails(self) -> "NoticeQuerySet":
        return self.select_related("message", "second_message", "registration").prefetch_related(
            "message__deliveries", "second_message__deliveries", "calls"
        )


class DocumentQuerySet(models.QuerySet):
    """Nothing here finds what was withdrawn."""

    def visible_to(self, user) -> "DocumentQuerySet":
        """Public ones of announced events for everybody;
        the others for the organiser and for whoever has a seat or acts for one.
        """
        rows = self.filter(withdrawn_at=None)
        if not user.is_authenticated:
            return rows.filter(PUBLIC_DOCUMENT)
        if user.is_minamin:
            return rows
        seats = apps.get_model("events", "Registration").objects.visible_to(user).present()
        own = Q(event__in=seats.values("event"))
        if user.is_liaison:
            own |= Q(event__chamber__in=chambers_of(user))
        return rows.filter(PUBLIC_DOCUMENT | own)

    def for_seat(self, registration) -> "DocumentQuerySet":
        """What whoever holds this pass may read."""
        rows = self.filter(event=registration.event_id, withdrawn_at=None)
        return rows if registration.state in PRESENT else rows.filter(PUBLIC_DOCUMENT)

    def with_files(self) -> "DocumentQuerySet":
        """Without the bytes."""
        return self.select_related("file").defer("file__content")


class PrintQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PrintQuerySet":
        """Organisers those of their events."""
        if user.is_minamin:
            return self
        return self.filter(event__chamber__in=chambers_of(user)) if user.is_liaison else self.none()

    def light(self) -> "PrintQuerySet":
        """Without the file."""
        return self.defer("pdf")

    def waiting(self) -> "PrintQuerySet":
        return self.filter(state__in=["queued", "running"]).order_by("requested_at")
