"""What mails about firms, and work of the office, are about."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from notifications.enums import Way
from notifications.topics import Topic, kinds_of

TOPICS = {
    "firm": Topic(
        _("My firm and its profiles"),
        _("Verification, questions about your registration, what is published and what runs out."),
        always=_("The suspension of your firm, a merged record, and the last reminder before a profile expires."),
        roles=(Role.MEMBER,),
    ),
    "office": Topic(
        _("Work of the office"),
        _("Firms to review, matches to approve, questions of chambers, records to merge."),
        always=_("A firm, chamber or event for which nobody can act any more."),
        roles=(Role.STAFF, Role.ADMINISTRATOR),
        usual={Role.ADMINISTRATOR: Way.DIGEST},
    ),
}
KINDS = kinds_of(
    "companies",
    firm="""claim_asked claim_granted claim_received claim_refused firm_received handover_answered handover_offered
        owner_named
        firm_merged firm_needs_info firm_reinstated firm_rejected firm_suspended firm_verified merge_taken_back
        profile_expired profile_expires_soon profile_needs_changes profile_published
        profile_received""",
    office="claim_overdue firm_submitted firm_taken_over merge_decided merge_waits office_empty role_vacant",
    urgent="firm_merged firm_suspended merge_taken_back office_empty profile_expires_soon role_vacant",
)
