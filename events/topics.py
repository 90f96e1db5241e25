"""What mails about events and journeys are about."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from notifications.topics import Topic, kinds_of

TOPICS = {
    "events": Topic(
        _("Events and journeys I take part in"),
        _("Registrations, seats, substitutes and journeys of delegations."),
        always=_("Cancellations and moves, an offered seat, a changed journey, and a new link to your pass."),
    ),
    "organising": Topic(
        _("Events I organise or support"),
        _("Registrations to decide, substitutes to agree to, announced events and support."),
        roles=(Role.STAFF, Role.ADMINISTRATOR, Role.LIAISON),
    ),
}
KINDS = kinds_of(
    "events",
    events="""address_replaced applied applied_for_others confirmed details_corrected event_changed invited
        journey_cancelled journey_changed journey_confirmed journey_left lapsed late_asked offered original_returned
        pass_renewed refused seat_given_back substitute_comes substitute_in_place substitute_refused waiting
        withdrawn""",
    organising="""announced badges_ready consent_asked decisions_late firm_merged firm_parted support_withdrawn
        supported to_admit to_approve""",
    urgent="""address_replaced details_corrected event_changed journey_cancelled journey_changed journey_left
        offered pass_renewed seat_given_back""",
)
