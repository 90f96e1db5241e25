"""The account itself in what a person is given: sign-in, agreements, files, and what they did."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.activity import ACTS
from core.models import Activity, StoredFile

from ..models import ConsentRecord, TextReview, User
from ..own_data import Part, Person, Section, section


def tells(person: Person) -> Iterator[Section]:
    user = person.user
    yield section(
        "account", _("Account"), User.objects.filter(pk=user.pk),
        name=(_("Full name"), "full_name"), name_latin=(_("Name in Latin letters"), "name_latin"),
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
    yield from _done(user)


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
    columns = {"at": _("When"), "act": _("What"), "subject": _("Row"), "said": _("Reason")}
    acts = Activity.objects.filter(actor=user).with_words().order_by("at", "pk")
    yield Section("acts", _("What you did in the portal"), columns, [_act(one) for one in acts])


def _act(one: Activity) -> dict:
    act = ACTS.get(one.verb)
    words = [one.reason, *map(str, one.said.words.values())] if hasattr(one, "said") else []
    said = " · ".join(filter(None, words))
    return {"at": one.at, "act": str(act.label) if act else one.verb, "subject": one.subject, "said": said}


PART = Part(label=_("Account"), tells=tells)
