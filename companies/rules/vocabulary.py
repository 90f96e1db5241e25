"""The word lists of partnering profiles and their lines."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LineKind(TextChoices):
    OFFER = "offer", _("Offer")
    REQUEST = "request", _("Need")


class Cooperation(TextChoices):
    AGENCY = "agency", _("Agency or representation")
    DISTRIBUTION = "distribution", _("Distribution")
    SUPPLY = "supply", _("Supply of goods")
    LICENCE = "licence", _("Licence")
    JOINT_VENTURE = "joint_venture", _("Joint venture")
    SUBCONTRACTING = "subcontracting", _("Subcontracting")
    INVESTMENT = "investment", _("Investment")
    TECHNICAL_COOPERATION = "technical_cooperation", _("Technical cooperation")
    RESEARCH = "research", _("Joint research and development")


class TradeRole(TextChoices):
    """Who a firm is in one offer or need; nothing is said yet where it is empty."""

    MAKER = "maker", _("Maker")
    DISTRIBUTOR = "distributor", _("Distributor or agent")
    BUYER = "buyer", _("Buyer for own use")
    SERVICE = "service", _("Service firm")
    INVESTOR = "investor", _("Investor")
    RESEARCH = "research", _("Research institute")
