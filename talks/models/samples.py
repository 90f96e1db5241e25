"""Samples and trial orders: what was asked for, agreed, sent, received and judged."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Entity

from ..enums import Asker, Flaw, Payer, SampleEnd, SampleState, Verdict, Wish
from ..querysets import SampleQuerySet
from ..rules.limits import LONGEST_ADDRESS, LONGEST_CARRIER, LONGEST_GOODS, LONGEST_PLACE
from ..rules.turns import OTHER, turn_of
from ..states import SAMPLE, UNDER_WAY
from .conversations import Thread

USER = settings.AUTH_USER_MODEL
FIRMS = [Asker.JAPAN.value, Asker.CENTRAL_ASIA.value]
NOT_SENT = ["requested", "agreed", "declined", "stopped"]
ENDED = ["repeated", "finished", "declined", "stopped"]


def _quantity(name: str, **options) -> models.DecimalField:
    return models.DecimalField(name, max_digits=17, decimal_places=4, **options)


class Sample(Entity):
    """A sample of one firm's goods for the other, and the trial order after it. Each side confirms its own steps.

    `terms_by`, `order_by`: the side whose terms or order wait for, or have, the other's yes.
    """

    lifecycle = SAMPLE

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="samples")
    state = models.CharField(max_length=16, choices=SampleState, default=SampleState.REQUESTED)
    buyer_side = models.CharField(max_length=12, choices=Asker)
    goods = models.CharField(_("Goods"), max_length=LONGEST_GOODS)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    hs_code = models.CharField(max_length=6, blank=True)
    quantity = _quantity(_("How much"))
    unit = models.CharField(_("Unit"), max_length=8)
    pays_goods = models.CharField(_("Who pays for the goods?"), max_length=8, choices=Payer)
    pays_freight = models.CharField(_("Who pays for the transport?"), max_length=8, choices=Payer)
    papers = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    terms_by = models.CharField(max_length=12, choices=Asker)
    address = models.CharField(_("Address of delivery"), max_length=LONGEST_ADDRESS)
    phone = models.CharField(_("Telephone for the delivery"), max_length=40, blank=True)
    requested_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    carrier = models.CharField(_("Carrier"), max_length=LONGEST_CARRIER, blank=True)
    tracking = models.CharField(_("Number of the consignment"), max_length=LONGEST_CARRIER, blank=True)
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    verdict = models.CharField(max_length=16, choices=Verdict, blank=True)
    flaws = ArrayField(models.CharField(max_length=16, choices=Flaw), default=list, blank=True)
    wish = models.CharField(max_length=16, choices=Wish, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    order_by = models.CharField(max_length=12, choices=Asker, blank=True)
    order_quantity = _quantity(_("Quantity of the trial order"), null=True, blank=True)
    order_unit = models.CharField(max_length=8, blank=True)
    order_price = _quantity(_("Price for one unit"), null=True, blank=True)
    order_currency = models.CharField(max_length=3, blank=True)
    order_basis = models.CharField(max_length=3, blank=True)
    order_place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    order_on = models.DateField(_("Delivery by"), null=True, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    delivered_on = models.DateField(_("Delivered on"), null=True, blank=True)
    end_code = models.CharField(max_length=16, choices=SampleEnd, blank=True)
    ended_by = models.CharField(max_length=12, choices=Asker, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "buyer_side"], condition=Q(state__in=UNDER_WAY),
                name="sample_one_under_way_for_each_side",
            ),
            models.CheckConstraint(condition=Q(state__in=SampleState.values), name="sample_state_is_known"),
            models.CheckConstraint(
                condition=Q(buyer_side__in=FIRMS, terms_by__in=FIRMS, order_by__in=["", *FIRMS]),
                name="sample_is_between_the_firms",
            ),
            models.CheckConstraint(
                condition=~Q(goods="") & ~Q(address="") & Q(quantity__gt=0), name="sample_says_what_how_much_and_where"
            ),
            models.CheckConstraint(
                condition=Q(pays_goods__in=Payer.values, pays_freight__in=Payer.values), name="sample_says_who_pays"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["requested", "declined", "stopped"]) | Q(agreed_at__isnull=False),
                name="sample_under_way_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_SENT) | Q(sent_on__isnull=False), name="sample_sent_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*NOT_SENT, "sent"]) | Q(received_on__isnull=False),
                name="sample_received_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("sent_on")),
                name="sample_is_received_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", wish="", judged_at=None)
                | Q(verdict__in=Verdict.values, wish__in=Wish.values, judged_at__isnull=False),
                name="sample_verdict_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", "as_described"], flaws=[])
                | Q(verdict__in=["partly", "not"], flaws__len__gt=0),
                name="sample_flaws_are_named_where_there_are_any",
            ),
            models.CheckConstraint(
                condition=Q(order_by="", order_quantity=None, order_price=None, order_on=None)
                | Q(order_quantity__gt=0, order_price__gt=0, order_on__isnull=False)
                & ~Q(order_by="") & ~Q(order_unit="") & ~Q(order_currency="") & ~Q(order_basis=""),
                name="sample_order_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="order_proposed") | ~Q(order_by=""), name="sample_proposed_order_has_its_terms"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ordered", "delivered", "repeated"]) | Q(ordered_at__isnull=False),
                name="sample_order_was_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["delivered", "repeated"]) | Q(delivered_on__isnull=False),
                name="sample_delivered_order_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(end_code="", ended_by="") & ~Q(state__in=["declined", "stopped"])
                | Q(state__in=["declined", "stopped"], end_code__in=SampleEnd.values, ended_by__in=FIRMS),
                name="sample_ended_early_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | ~Q(state__in=ENDED) & Q(ended_at=None),
                name="sample_ended_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="samples_under_way")]

    def __str__(self) -> str:
        return self.goods[:60]

    def get_absolute_url(self) -> str:
        return reverse("talks:sample", args=[self.pk])

    def about(self) -> list[str]:
        return [f"talks.thread:{self.thread_id}", *self.thread.about()]

    @property
    def seller_side(self) -> str:
        return OTHER[self.buyer_side]

    @property
    def turn(self) -> str:
        """The side that acts next, "" once it has ended."""
        return turn_of(self.state, buyer=self.buyer_side, terms_by=self.terms_by, order_by=self.order_by)
