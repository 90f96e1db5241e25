"""What mails about matches are about."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from notifications.enums import Way
from notifications.topics import Topic, kinds_of

TOPICS = {
    "matches": Topic(
        _("Matches and suggestions"),
        _(
            "A partner that is found after a time without one, suggestions that are not taken further, and cases that "
            "go on under another record."
        ),
        roles=(Role.MEMBER,),
        usual={Role.MEMBER: Way.DIGEST},
    ),
    "introductions": Topic(
        _("Introductions and referrals"),
        _("Requests for your consent, released contacts, and what a chamber does with a referral."),
        always=_("Reminders before the time for your answer ends, and steps of a referral that are late."),
        roles=(Role.MEMBER, Role.LIAISON),
    ),
}
KINDS = kinds_of(
    "matching",
    matches="never_answers partner_found suggestion_withdrawn double_ended double_goes_on",
    introductions="""call_asked call_overdue consent_received consent_requested consent_reminder contacts_released
        introduction_declined introduction_expired introduction_recalled partner_merged partner_parted
        referral_answered referral_overdue referral_sent referral_taken""",
    office="""answer_taken_back proposal_waits introduction_declined_office release_kept_back clearance_lapsed
        line_quarantined referral_question referral_closed""",
    urgent="call_overdue consent_reminder referral_overdue",
)
