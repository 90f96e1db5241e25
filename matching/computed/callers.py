"""Calls that wait, and who may make one: staff and liaisons of the firm's country, not who proposed the pair."""
from accounts.enums import Role
from accounts.models import User
from companies.models import Call, Firm, Liaison

from ..models import Introduction, Match


def waiting_calls(user):
    """Those the reader may make that are still needed, the most urgent first."""
    return Call.objects.visible_to(user).open().filter(Introduction.objects.calls_to_make())


def callers_for(firm: Firm, match: Match) -> dict[str, tuple[User, str]]:
    """By id: the person, and their chamber if they have one; staff first."""
    staff = User.objects.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR], is_active=True).order_by("full_name")
    liaisons = Liaison.objects.filter(chamber__country=firm.country, user__is_active=True)
    people = [(person, "") for person in staff]
    people += [(one.user, str(one.chamber)) for one in liaisons.select_related("user", "chamber")]
    return {str(person.pk): (person, house) for person, house in people if person.pk != match.proposed_by_id}
