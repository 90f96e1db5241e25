"""What mails about conversations are about."""
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from notifications.topics import Topic, kinds_of

TOPICS = {
    "talks": Topic(
        _("Conversations"), _("Questions, answers and messages between your firm and a partner."),
        _("A call that does not take place."),
        roles=(Role.MEMBER, Role.LIAISON, Role.STAFF, Role.ADMINISTRATOR),
    ),
}
KINDS = kinds_of(
    "talks",
    talks="questions_asked questions_answered remark_written day_named day_is_near day_passed day_passed_yours "
    "sample_moved sample_reminder translation_written "
    "result_asked result_concluded "
    "call_proposed times_declined call_agreed call_off",
    urgent="call_off",
)
