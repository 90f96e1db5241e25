from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.geography import Side


class Asker(TextChoices):
    """On whose part somebody asks or writes."""

    JAPAN = Side.JAPAN.value, _("Japan")
    CENTRAL_ASIA = Side.CENTRAL_ASIA.value, _("Central Asia")
    OFFICE = "office", _("Minamin")
    CHAMBER = "chamber", _("Chamber")


class AskedState(TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DecidingState(TextChoices):
    STANDING = "standing", _("Deciding")
    PASSED = "passed", _("The day has passed")
    RENEWED = "renewed", _("Another day was named")
    ENDED = "ended", _("Decided")


class DecidingReason(TextChoices):
    MANAGEMENT = "management", _("Our management decides on it")
    BUDGET = "budget", _("We are preparing the budget")
    ENGINEERS = "engineers", _("Our engineers are examining it")
    CUSTOMERS = "customers", _("We are asking our customers or partners")
    PAPERS = "papers", _("We are gathering documents or certificates")
    PRICES = "prices", _("We are calculating prices or transport")
    SEASON = "season", _("It is our busy season")
    HOLIDAYS = "holidays", _("There are holidays in our country")
    OTHER = "other", _("Another reason inside the firm")


class CallState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("call", "Times proposed")
    AGREED = "agreed", pgettext_lazy("call", "Agreed")
    DECLINED = "declined", pgettext_lazy("call", "None of the times suits")
    WITHDRAWN = "withdrawn", pgettext_lazy("call", "Withdrawn")
    REPLACED = "replaced", pgettext_lazy("call", "Other times were proposed")
    CANCELLED = "cancelled", pgettext_lazy("call", "Cancelled")


class FileSort(TextChoices):
    CATALOGUE = "catalogue", _("Catalogue")
    PICTURE = "picture", _("Picture")
    PRICES = "prices", _("Price list")
    CERTIFICATE = "certificate", _("Certificate")
    SPECIFICATION = "specification", _("Specification")
    OTHER = "other", pgettext_lazy("file", "Other")


class SampleState(TextChoices):
    REQUESTED = "requested", _("Sample asked for")
    AGREED = "agreed", _("Sample agreed")
    SENT = "sent", _("Sample sent")
    RECEIVED = "received", _("Sample received")
    JUDGED = "judged", _("Sample judged")
    ORDER_PROPOSED = "order_proposed", _("Trial order proposed")
    ORDERED = "ordered", _("Trial order agreed")
    DELIVERED = "delivered", _("Trial order delivered")
    REPEATED = "repeated", _("Ordered again")
    FINISHED = "finished", _("Finished")
    DECLINED = "declined", _("Declined")
    STOPPED = "stopped", _("Stopped")


class Payer(TextChoices):
    BUYER = "buyer", _("The firm that receives the sample")
    SELLER = "seller", _("The firm that sends the sample")
    BOTH = "both", _("Each firm pays half")


class Verdict(TextChoices):
    AS_DESCRIBED = "as_described", _("As described")
    PARTLY = "partly", _("Partly as described")
    NOT = "not", _("Not as described")


class Flaw(TextChoices):
    QUALITY = "quality", _("Quality")
    SIZE = "size", _("Size or weight")
    COLOUR = "colour", _("Colour or taste")
    WORKING = "working", _("It does not work as it should")
    PACKAGING = "packaging", _("Packaging or labels")
    DOCUMENTS = "documents", _("Documents")
    QUANTITY = "quantity", _("Quantity")
    TRANSPORT = "transport", _("Damaged on the way")


class Wish(TextChoices):
    """What the receiving firm wants next."""

    ORDER = "order", _("We want to talk about a trial order")
    TIME = "time", _("We need time to test it")
    OTHER_SAMPLE = "other_sample", _("We would like another sample")
    NOTHING = "nothing", _("We do not want to go on")


class SampleEnd(TextChoices):
    """Why somebody declines or stops."""

    NO_SAMPLES = "no_samples", _("We give no samples of it")
    NO_STOCK = "no_stock", _("It is not available at present")
    TERMS = "terms", _("We do not agree on who pays")
    PRICE = "price", _("Price or quantity do not fit")
    CUSTOMS = "customs", _("Customs papers or certificates are missing")
    FREIGHT = "freight", _("There is no way to send it")
    LOST = "lost", _("It was lost or damaged on the way")
    QUALITY = "quality", _("The quality does not fit")
    TIMING = "timing", _("Not at this time")
    OTHER_PARTNER = "other_partner", _("We have found another partner")
    MISTAKE = "mistake", _("It was entered by mistake")
    OTHER = "other", _("Other reason")


class FollowUpState(TextChoices):
    OPEN = "open", _("Waiting for both answers")
    DIFFERENT = "different", _("The two firms answered differently")
    SAME = "same", _("The firms are in talks")
    CONCLUDED = "concluded", _("Concluded")
    LAPSED = "lapsed", _("Not answered by both")


class ResultAnswer(TextChoices):
    IN_TALKS = "in_talks", _("We are in talks")
    AGREEMENT = "agreement", _("We have an agreement")
    NOTHING = "nothing", _("Nothing came of it")


class ResultReason(TextChoices):
    """Why nothing came of it."""

    NO_ANSWER = "no_answer", _("The other firm does not answer")
    PRICE = "price", _("The prices do not fit")
    QUANTITY = "quantity", _("The quantities do not fit")
    QUALITY = "quality", _("The goods are not what we look for")
    CERTIFICATES = "certificates", _("Certificates or permits are missing")
    TRANSPORT = "transport", _("Transport or customs are too difficult")
    PAYMENT = "payment", _("We do not agree on payment")
    LANGUAGE = "language", _("We do not understand each other")
    PARTNER_FOUND = "partner_found", _("We have found another partner")
    PLANS = "plans", _("Our plans have changed")
    LATER = "later", _("It is too early for us")
    OTHER = "other", _("Other reason")
