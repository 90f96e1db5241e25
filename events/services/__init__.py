"""Every write of this app that matters: one function per business act."""

from .changing import carry_out_due, confirm_change, preview_change, revoke_change
from .chasing import chase_decisions
from .choosing import approve_chosen, offer_to
from .correcting import correct_delegate
from .delegations import (
    add_member,
    add_stop,
    begin_delegation,
    cancel_delegation,
    complete_delegation,
    confirm_delegation,
    edit_delegation,
    edit_member,
    edit_stop,
    plan_delegation,
    remove_member,
    remove_stop,
    report_delegation,
)
from .documents import add_document, withdraw_document
from .doors import check_in, check_in_from_paper, correct_attendance, hand_out_delegates, hold_event, undo_check_in
from .drafts import copy_event, delete_draft
from .feeds import entry_changes_of, events_of, has_feed, new_feed, owner_of, revoke_feed
from .journeys import OF_THE_SEAT
from .late import admit_at_the_desk, admit_late, ask_late, refuse_late
from .letters import issue_letters
from .organising import (
    add_contributor,
    add_session,
    announce_event,
    book_session,
    close_registration,
    edit_event,
    edit_session,
    give_support,
    leave_session,
    open_registration,
    plan_event,
    release_contributor,
    report_event,
    turn_events,
    withdraw_support,
)
from .passes import renew_pass
from .printing import AT_ONCE, ask_for_badges, badge_of, retry_print, wearers, work_on_prints
from .reaching import (
    account_for,
    account_for_delivered,
    acknowledge,
    close_change,
    note_call,
    note_returned,
    tell_second_contacts,
    tell_waiting,
)
from .registering import (
    accept_invitation,
    accept_offer,
    add_second_firm,
    approve_registration,
    decline_offer,
    invite,
    is_open,
    lapse_offers,
    refuse_registration,
    register_delegates,
    restore_registration,
    set_seats,
    takes_late,
    withdraw_registration,
)
from .substitutes import (
    chain_after,
    chain_before,
    consent_to_substitute,
    name_substitute,
    refuse_substitute,
    return_original,
    take_back_substitute,
    waiting_colleagues,
)
from .watching import watch_organisers
