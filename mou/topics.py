"""What mails about memoranda and about the exchange under them are about."""

from django.utils.translation import gettext_lazy as _

from notifications.topics import Topic, kinds_of

TOPICS = {
    "memoranda": Topic(
        _("Memoranda and reports"),
        _("What begins, is prolonged or ends, parties under another name, and reports you asked for."),
        always=_("The reminder to renew before a memorandum runs out."),
    ),
    "obligations": Topic(
        _("Obligations and evidence"),
        _("Proposals and changes, evidence to countersign, disputes, and what is late."),
        always=_("The reminder before evidence is due."),
    ),
    "exchange": Topic(
        _("Bulletins and experience sessions"),
        _("New bulletins that you have subscribed to, and sessions you take part in."),
        always=_("A cancelled session, and a new time or place of one."),
        is_news=True,
    ),
}
KINDS = kinds_of(
    "mou",
    memoranda="""memorandum_ended memorandum_in_force memorandum_prolonged party_merged party_parted remind_renew
        report_issued""",
    obligations="""awaits_countersignature change_asked change_decided evidence_answered evidence_disputed
        evidence_settled obligation_decided obligation_proposed proposal_sent remind_answer remind_countersign
        remind_digest remind_due remind_overdue source_fell""",
    exchange="bulletin_digest session_cancelled session_changed session_enrolled",
    urgent="remind_digest remind_due remind_renew session_cancelled session_changed",
)
