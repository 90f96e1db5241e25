"""Who may see which memorandum: staff all, a liaison their chamber's, a member their firm's; drafts only staff."""

from django.apps import apps
from django.db import models
from django.db.models import Count, F, Prefetch, Q, TextField
from django.db.models.functions import Cast

from companies.models import Firm, Liaison

from .states import RUNNING, SIGNED


def party_filter(user, prefix: str = "") -> Q | None:
    """Rows whose memorandum has the reader's chamber or firm as a party; None for people of neither."""
    if user.is_liaison:
        return Q(**{f"{prefix}parties__chamber__liaisons__user": user})
    if user.is_member:
        return Q(**{f"{prefix}parties__firm__memberships__user": user})
    return None


class OfMemorandum(models.QuerySet):
    """Rows that hang below a memorandum; `to_memorandum` is the way up, in double underscores."""

    to_memorandum = ""

    def visible_to(self, user) -> "OfMemorandum":
        if user.is_minamin:
            return self
        mine = party_filter(user, self.to_memorandum)
        if mine is None:
            return self.none()
        # A subquery, not a join: two members of one party must not double a row.
        own = self.model._base_manager.filter(mine, **{f"{self.to_memorandum}state__in": SIGNED}).values("pk")
        return self.filter(pk__in=own)

    def with_parties(self) -> "OfMemorandum":
        """The memorandum's parties with chamber, firm and contact persons: one query."""
        parties = apps.get_model("mou", "Party").objects.select_related("chamber", "firm", "owner", "second_contact")
        return self.prefetch_related(Prefetch(f"{self.to_memorandum}parties", queryset=parties))


class MemorandumQuerySet(OfMemorandum):
    def in_force(self) -> "MemorandumQuerySet":
        return self.filter(state="in_force")

    def searched(self, words: str) -> "MemorandumQuerySet":
        """By number, title in any language, or firm."""
        firms = Firm.objects.searched(q=words)
        titled = self.annotate(all_titles=Cast("titles", TextField())).filter(
            Q(number__icontains=words) | Q(all_titles__icontains=words) | Q(parties__firm__in=firms)
        )
        return self.filter(pk__in=titled.values("pk"))


class CommitmentQuerySet(OfMemorandum):
    to_memorandum = "memorandum__"


class ObligationQuerySet(OfMemorandum):
    to_memorandum = "commitment__memorandum__"

    def running(self) -> "ObligationQuerySet":
        return self.filter(state__in=RUNNING, commitment__memorandum__state="in_force")

    def with_memorandum(self) -> "ObligationQuerySet":
        return self.select_related("commitment__memorandum")


class ChangeQuerySet(OfMemorandum):
    to_memorandum = "obligation__commitment__memorandum__"

    def open(self) -> "ChangeQuerySet":
        return self.filter(state="asked")


class EvidenceQuerySet(OfMemorandum):
    to_memorandum = "obligation__commitment__memorandum__"

    def to_countersign(self, user) -> "EvidenceQuerySet":
        """Submitted by the other side of a memorandum in which the reader's side is a party."""
        parties = f"{self.to_memorandum}parties__"
        if user.is_minamin:
            own = Q(**{f"{parties}chamber": None, f"{parties}firm": None})
        else:
            own = party_filter(user, self.to_memorandum) or Q(pk=None)
        theirs = Q(submitted_side="japan", **{f"{parties}side": "central_asia"}) | Q(
            submitted_side="central_asia", **{f"{parties}side": "japan"}
        )
        return self.filter(own & theirs, state="submitted").distinct()

    def with_obligation(self) -> "EvidenceQuerySet":
        return self.select_related("obligation__commitment__memorandum")


class RevisionQuerySet(OfMemorandum):
    to_memorandum = "evidence__obligation__commitment__memorandum__"


class DocumentQuerySet(OfMemorandum):
    to_memorandum = "memorandum__"


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MaterialQuerySet":
        """For everybody signed in, as the sessions are."""
        return self if user.is_authenticated else self.none()


class BulletinQuerySet(models.QuerySet):
    def visible_to(self, user) -> "BulletinQuerySet":
        """Published ones for everybody signed in; drafts and withdrawn ones for the side that wrote them."""
        if user.is_minamin:
            return self.filter(Q(chamber=None) | ~Q(state="draft"))
        # A subquery, not a join: two liaisons of one chamber must not double a row.
        own = Q(chamber__in=Liaison.objects.filter(user=user).values("chamber")) if user.is_liaison else Q(pk=None)
        return self.filter(Q(state="published") | own)

    def published(self) -> "BulletinQuerySet":
        return self.filter(state="published")

    def asked_for(self, *, kind: str = "", country: str = "", sector: str = "") -> "BulletinQuerySet":
        """Newest first, drafts before all; without sectors of its own a bulletin is for every sector."""
        found = self.filter(kind=kind) if kind else self
        if country:
            found = found.filter(about_country=country)
        if sector:
            found = found.filter(Q(sectors__contains=[sector]) | Q(sectors=[]))
        return found.order_by(F("published_at").desc(nulls_first=True), "-created_at", "pk")

    def without_bodies(self) -> "BulletinQuerySet":
        """For lists: titles say enough."""
        return self.select_related("chamber").defer("bodies")


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SessionQuerySet":
        """Open to everybody signed in, drafts to the side that gives them; what was cancelled stays visible, so that
        nobody waits at a closed door."""
        if not user.is_authenticated:
            return self.none()
        own = Q(chamber=None) if user.is_minamin else Q(pk=None)
        if user.is_liaison:  # a subquery, not a join: two liaisons of one chamber must not double a row
            own = Q(chamber__in=Liaison.objects.filter(user=user).values("chamber"))
        return self.filter(~Q(state="draft") | own)

    def with_counts(self) -> "SessionQuerySet":
        """Adds enrolled: how many have enrolled or came."""
        return self.annotate(enrolled=Count("participants"))


class ReportQuerySet(OfMemorandum):
    to_memorandum = "memorandum__"

    def light(self) -> "ReportQuerySet":
        """Without the files."""
        return self.defer("pdf", "xlsx")

    def waiting(self) -> "ReportQuerySet":
        return self.filter(state__in=["queued", "running"]).order_by("requested_at")
