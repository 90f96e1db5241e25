"""The account itself in what a person is given: sign-in, agreements, files, and what they did."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.activity import ACTS
from core.models import Activity, StoredFile

from ..enums import Purpose, Role
from ..looks import rows_for_person
from ..models import ConsentRecord, Draft, TermsAcceptance, TextReview, User
from ..own_data import Hindrance, Line, Part, Person, Section, no_address, section
from .looks import forget_looks, looks_at
from .second_factors import end_sessions


def tells(person: Person) -> Iterator[Section]:
    user = person.user
    yield section(
        "account", _("Account"), User.objects.filter(pk=user.pk),
        name=(_("Full name"), "full_name"), name_latin=(pgettext_lazy("person", "Name in Latin letters"), "name_latin"),
        email=(_("E-mail address"), "email"), phone=(_("Telephone"), "phone"),
        role=(_("Role"), "get_role_display"), language=(_("Language"), "language"),
        time_zone=(_("Time zone"), "time_zone"), joined=(_("Joined"), "joined_at"),
        last_sign_in=(_("Last sign-in"), "last_login"),
    )
    yield section(
        "addresses", _("E-mail addresses"), EmailAddress.objects.filter(user=user).order_by("email"),
        email=(_("E-mail address"), "email"), confirmed=(_("Confirmed"), "verified"),
        first=(_("Main address"), "primary"),
    )
    yield from _signing_in(user)
    mine = Q(recorded_by=user) | Q(person_email__in=person.emails)
    agreed = ConsentRecord.objects.filter(mine).order_by("given_at", "pk")
    yield section(
        "agreements", _("Agreements about personal data"), agreed,
        purpose=(_("Purpose"), "get_purpose_display"), name=(_("Name"), "person_name"),
        email=(_("E-mail address"), "person_email"), country=(_("Country"), "get_recipient_country_display"),
        version=(_("Version"), "text_version"), given=(_("Given"), "given_at"),
        withdrawn=(_("Withdrawn"), "withdrawn_at"),
    )
    yield section(
        "terms", _("Terms of use you accepted"), TermsAcceptance.objects.filter(user=user).order_by("accepted_at"),
        version=(_("Version"), "version"), language=(_("Language"), "language"), at=(_("When"), "accepted_at"),
    )
    yield from _done(user)
    columns = {"at": _("When"), "text": _("What"), "meta": _("Where")}
    seen = rows_for_person(looks_at(person).newest())
    yield Section("looks", _("Looks at your contact details"), columns, seen)


def _signing_in(user: User) -> Iterator[Section]:
    yield section(
        "second_factors", _("Passkeys and codes"), Authenticator.objects.filter(user=user).order_by("pk"),
        type=(_("Type"), "get_type_display"), added=(_("Added"), "created_at"), used=(_("Last used"), "last_used_at"),
    )
    yield section(
        "sessions", _("Where I am signed in"), UserSession.objects.filter(user=user).order_by("pk"),
        address=(_("Network address"), "ip"), browser=(_("Browser"), "user_agent"), since=(_("Since"), "created_at"),
        seen=(_("Last seen"), "last_seen_at"),
    )


def _done(user: User) -> Iterator[Section]:
    yield section(
        "reviews", _("Translations you looked at"), TextReview.objects.filter(by=user).order_by("at", "pk"),
        language=(_("Language"), "language"), text=(_("Text"), "english"),
        verdict=(_("Verdict"), "get_verdict_display"), note=(_("Note"), "note"), at=(_("When"), "at"),
    )
    files = StoredFile.objects.light().filter(uploaded_by=user).order_by("uploaded_at", "pk")
    yield section(
        "files", _("Files you added"), files,
        name=(_("Name"), "name"), size=(_("Bytes"), "size"), state=(_("State"), "get_state_display"),
        at=(_("When"), "uploaded_at"),
    )
    yield section(
        "drafts", _("Forms you began and did not save"), Draft.objects.filter(person=user).order_by("kept_at", "pk"),
        page=(_("Page"), "page"), at=(_("When"), "kept_at"),
    )
    columns = {"at": _("When"), "act": _("What"), "subject": _("Row"), "said": _("Reason")}
    acts = Activity.objects.filter(actor=user).with_words().order_by("at", "pk")
    yield Section("acts", _("What you did in the portal"), columns, [_act(one) for one in acts])


def _act(one: Activity) -> dict:
    act = ACTS.get(one.verb)
    words = [one.reason, *map(str, one.said.words.values())] if hasattr(one, "said") else []
    said = " · ".join(filter(None, words))
    return {"at": one.at, "act": str(act.label) if act else one.verb, "subject": one.subject, "said": said}


def hinders(person: Person, _now: datetime) -> Iterator[Hindrance]:
    user = person.user
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        text = _("You are the only administrator. Give somebody else this role first.")
        yield Hindrance(text, reverse("admin:accounts_user_changelist"), _("Users"))


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    yield Line(_("Your account: name, e-mail address, telephone, password, passkeys, sessions"), 1)
    yield Line(_("Forms you began and did not save"), Draft.objects.filter(person=person.user).count())
    kept_only = agreements_to_keep(person)
    yield Line(_("Agreements to keep your details in the portal"), kept_only.count(), _("They end."))
    yield Line(_("Looks at your contact details"), looks_at(person).count())
    said = Activity.objects.filter(actor=person.user, said__isnull=False, said__emptied_at=None)
    yield Line(_("Reasons and notes you gave with your acts"), said.count())


def stays(person: Person) -> Iterator[Line]:
    why = _("Others must be able to see who decided what. The log says “a former member”; your words are taken out.")
    yield Line(_("That you acted, and when"), Activity.objects.filter(actor=person.user).count(), why)


def agreements_to_keep(person: Person) -> QuerySet[ConsentRecord]:
    return ConsentRecord.objects.filter(purpose=Purpose.PORTAL_USE, person_email__in=person.emails)


def words(person: Person) -> list[str]:
    user = person.user
    agreed = ConsentRecord.objects.filter(person_email__in=person.emails).values_list("person_name", flat=True)
    return [user.full_name, user.name_latin, user.phone, *agreed]


def empty_agreement(one: ConsentRecord, now: datetime) -> None:
    """That something was agreed to, and when, stays; who it was does not."""
    one.person_name, one.person_email, one.withdrawn_at = "", no_address(one), one.withdrawn_at or now
    one.save(update_fields=["person_name", "person_email", "withdrawn_at"])


def forget(person: Person, *, now: datetime) -> None:
    user = person.user
    for one in agreements_to_keep(person):
        empty_agreement(one, now)
    forget_looks(person)
    TextReview.objects.filter(by=user).update(note="")
    Draft.objects.filter(person=user).delete()
    end_sessions(user)
    for model in (EmailAddress, Authenticator):
        model.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    gone = {
        "full_name": "", "name_latin": "", "phone": "", "email": no_address(user), "password": make_password(None),
        "is_active": False, "is_superuser": False, "last_login": None, "forgotten_at": now,
    }
    for name, value in gone.items():
        setattr(user, name, value)
    user.save(update_fields=list(gone))


PART = Part(
    label=_("Account"), tells=tells, hinders=hinders, goes=goes, stays=stays, words=words, forget=forget,
    kept={
        "accounts.consentrecord.person_name": "agreements by which contacts were passed on prove that it was allowed",
        "accounts.consentrecord.person_email": "as above",
    },
    spared={
        "accounts.user.full_name": "the person's own row is emptied; another one is somebody else of the same name",
        "accounts.user.name_latin": "as above",
        "accounts.user.phone": "as above",
    },
)
