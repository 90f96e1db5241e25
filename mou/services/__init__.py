"""Every write to memoranda, obligations, evidence, bulletins, sessions and reports: one function per business act."""

from .bulletins import (
    counts_for_readers,
    create_bulletin,
    edit_bulletin,
    edit_subscription,
    publish_bulletin,
    republish_bulletin,
    send_digests,
    unsubscribe,
    withdraw_bulletin,
    write_wording,
)
from .changes import (
    approve_change,
    ask_due_date,
    ask_hold,
    ask_terms,
    ask_waiver,
    next_boundary,
    refuse_change,
    withdraw_change,
)
from .collecting import collect_evidence
from .evidence import (
    accept_evidence,
    add_evidence,
    add_revision,
    answer_dispute,
    countersign_chosen,
    countersign_evidence,
    dispute_evidence,
    reject_evidence,
    submit_chosen,
    submit_evidence,
    withdraw_evidence,
    word_evidence,
)
from .founding import record_founding_memorandum
from .memoranda import (
    add_document,
    amend_memorandum,
    draft_memorandum,
    expire_memoranda,
    name_contacts,
    open_periods,
    put_in_force,
    renew_memorandum,
    sign_memorandum,
    signed_texts,
    terminate_memorandum,
    word_commitment,
    word_memorandum,
)
from .obligations import (
    agree_obligation,
    close_obligation,
    decline_obligation,
    name_responsible,
    note_occasion,
    propose_obligation,
    resume_obligation,
    turn_over,
)
from .reminders import remind
from .reports import forward_report, request_report, retry_report, work_on_reports
from .sessions import (
    add_material,
    add_participant,
    cancel_session,
    correct_attendance,
    draft_session,
    edit_session,
    enrol,
    hold_session,
    leave,
    publish_session,
)
from .wording import word_document, word_material, word_occasion
