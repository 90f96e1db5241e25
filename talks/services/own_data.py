"""What a person asked, answered and wrote in conversations of their firm."""
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Line, Part, Person, Section, section
from core.models import TextTranslation
from core.translating import services as texts
from core.wiping import GONE

from ..models import Asked, Deciding, MachineConsent, PlannedCall, Remark, Result, Sample, SharedFile
from .translating import MODEL


def tells(person: Person) -> Iterator[Section]:
    yield section(
        "messages", _("Your messages to partners"), _remarks(person).order_by("written_at"),
        case=(_("Case"), "thread_id"), text=(_("Text"), "text"), at=(_("When"), "written_at"),
    )
    yield section(
        "questions_asked", _("Questions you asked"), Asked.objects.filter(asked_by=person.user).order_by("asked_at"),
        case=(_("Case"), "thread_id"), question=(_("Question"), "__str__"), at=(_("When"), "asked_at"),
    )
    answered = Asked.objects.filter(answered_by=person.user).order_by("answered_at")
    yield section(
        "questions_answered", _("Your answers to questions"), answered,
        case=(_("Case"), "thread_id"), question=(_("Question"), "__str__"), answer=(_("Answer"), "value"),
        at=(_("When"), "answered_at"),
    )
    files = SharedFile.objects.filter(added_by=person.user).select_related("file").defer("file__content")
    yield section(
        "shared_files", _("Files you added to conversations"), files.order_by("added_at"),
        case=(_("Case"), "thread_id"), name=(_("Name"), "__str__"), at=(_("When"), "added_at"),
    )
    yield section(
        "samples", _("Samples you asked for"), _samples(person).order_by("requested_at"),
        case=(_("Case"), "thread_id"), goods=(_("Goods"), "goods"), address=(_("Address of delivery"), "address"),
        phone=(_("Telephone for the delivery"), "phone"), at=(_("When"), "requested_at"),
    )
    calls = PlannedCall.objects.filter(proposed_by=person.user)
    yield section(
        "calls", _("Calls you proposed to partners"), calls.order_by("proposed_at"),
        case=(_("Case"), "thread_id"), place=(_("Link or number of the call"), "place"), at=(_("When"), "proposed_at"),
    )
    results = Result.objects.filter(said_by=person.user).select_related("follow_up")
    yield section(
        "results", _("What you said came of introductions"), results.order_by("said_at"),
        case=(_("Case"), "follow_up.thread_id"), answer=(_("Answer"), "__str__"), at=(_("When"), "said_at"),
    )
    yield section(
        "translations", _("Translations you wrote in conversations"), _translated(person).order_by("written_at"),
        case=(_("Case"), "case"), text=(_("Text"), "text"), at=(_("When"), "written_at"),
    )
    agreed = MachineConsent.objects.filter(given_by=person.user).order_by("given_at")
    yield section(
        "machine_consents", _("Agreements to the translation service you gave for your firm"), agreed,
        version=(_("Version"), "version"), at=(_("When"), "given_at"), ended=(_("Ended"), "ended_at"),
    )
    decisions = Deciding.objects.filter(said_by=person.user)
    yield section(
        "decisions", _("Days you named for decisions"), decisions.order_by("said_at"),
        case=(_("Case"), "thread_id"), day=(_("Until which day"), "until"), at=(_("When"), "said_at"),
    )


def stays(person: Person) -> Iterator[Line]:
    why = _("They were added for your firm, and the partner works with them.")
    yield Line(_("Files you added to conversations"), SharedFile.objects.filter(added_by=person.user).count(), why)
    given = MachineConsent.objects.filter(given_by=person.user).count()
    yield Line(
        _("Agreements to the translation service you gave for your firm"), given, _("Your firm gave them through you.")
    )
    said = _("They say what others wrote, and both sides read them.")
    yield Line(_("Translations you wrote in conversations"), _translated(person).count(), said)


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    yield Line(_("Your messages and written answers to partners"), _remarks(person).count() + _texts(person).count())
    yield Line(_("Addresses you gave for samples"), _samples(person).count())


def notes(person: Person) -> Iterator[str]:
    yield from _remarks(person).values_list("text", flat=True)
    yield from _of_remarks(person).exclude(text="").values_list("text", flat=True)
    yield from _texts(person).values_list("value__text", flat=True)
    yield from _samples(person).values_list("address", flat=True)
    yield from _samples(person).values_list("goods", flat=True)
    yield from PlannedCall.objects.filter(proposed_by=person.user).values_list("place", flat=True)


def forget(person: Person, *, now: datetime) -> None:
    """Words go; figures and choices were the firm's and stay."""
    texts.forget(_of_remarks(person), gone=GONE)
    _remarks(person).update(text=GONE)
    _texts(person).update(value={"text": GONE})
    _samples(person).update(address=GONE, goods=GONE, phone="")
    PlannedCall.objects.filter(proposed_by=person.user).exclude(place="").update(place=GONE)


def _remarks(person: Person) -> QuerySet[Remark]:
    return Remark.objects.filter(written_by=person.user)


def _of_remarks(person: Person) -> QuerySet[TextTranslation]:
    """What became of their messages in other languages, whoever wrote it."""
    return TextTranslation.objects.of_rows(MODEL, _remarks(person).values("pk"))


def _translated(person: Person) -> QuerySet[TextTranslation]:
    return TextTranslation.objects.filter(model=MODEL, written_by=person.user)


def _texts(person: Person) -> QuerySet[Asked]:
    return Asked.objects.filter(answered_by=person.user, value__has_key="text")


def _samples(person: Person) -> QuerySet[Sample]:
    return Sample.objects.filter(requested_by=person.user)


PART = Part(label=_("Conversations"), tells=tells, stays=stays, goes=goes, notes=notes, forget=forget)
