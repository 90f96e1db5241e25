"""Every write to matches, introductions and referrals: one function per business act."""
from .answers import can_retract, decline_suggestion, express_interest, retract_answer
from .approvals import (
    approve_match,
    can_undo,
    dismiss_match,
    propose_match,
    reject_match,
    shortlist_match,
    undo_decision,
)
from .asking import ask_by_telephone, chase_calls, is_needed, record_call
from .behalf import answer_on_behalf, confirm_answer, consent_on_behalf, decline_on_behalf, take_back_answer
from .by_hand import propose_pair
from .contacts import reveal_contacts
from .deadlines import expire_due
from .encoding import encode_lines, try_again
from .export import (
    block_export,
    clear_export_review,
    lapse_clearances,
    questions_of,
    reopen_export_review,
    request_end_use_statement,
)
from .introductions import (
    agreed_people,
    conclude_for_both,
    conclude_introduction,
    confirm_contact,
    decline_introduction,
    give_consent,
    obstacles,
    recall_introduction,
    release_if_ready,
    start_discussion,
    withdraw_consent,
)
from .questions import (
    answer_questions,
    ask_expected,
    ask_pair,
    ask_weights,
    expected_answer,
    pair_answer,
    ranks_answer,
    weights_answer,
)
from .reactions import react
from .referrals import (
    acknowledge_referral,
    answer_information,
    ask_information,
    comment_on_referral,
    complete_referral,
    decline_referral,
    record_interaction,
    take_in_charge,
)
from .refreshing import refresh_firms
from .requests import request_run
from .runs import load_pool, work_on_runs
from .shards import meet_shards
from .silent import tell_silent_firms
from .weighing import activate_weights, draft_weights, drop_weights, is_compared

