"""Every write to firms, profiles and members: one function per business act."""
from .bars import bar_firms
from .calling import answer_call, ask_for_call, has_wrong_number, miss_call, put_off_call
from .certificates import certificate_problems, decide_certificate
from .checks import AUTOMATIC, facts_of_legal_id, latest_checks, record_automatic_checks, record_check
from .claims import (
    ask_to_join,
    chase_claims,
    firm_to_join,
    grant_claim,
    refuse_claim,
    withdraw_claim,
)
from .duplicates import likely_duplicates, likeness_of
from .firms import (
    cease_firm,
    change_identity,
    enter_firm,
    keeping_agreed,
    register_firm,
    reinstate_firm,
    reject_firm,
    request_more_info,
    save_business,
    save_contact,
    start_firm_review,
    submit_firm,
    submit_firm_and_profiles,
    suspend_firm,
    verify_firm,
)
from .following import follow_up_merges, left_behind
from .handing_over import archive_firm, decline_firm, offer_firm, take_firm, withdraw_handover
from .imports import (
    ONE_AT_A_TIME,
    Plan,
    abandon_import,
    confirm_import,
    import_files,
    prepare_import,
    resume_import,
    run_import,
    upload_import,
    work_on_imports,
)
from .members import (
    accept_invitation,
    add_member,
    change_member_role,
    invite_member,
    is_last_owner,
    leave_firm,
    name_owner,
    open_invitation,
    remove_member,
    revoke_invitation,
    take_invitation,
)
from .merging import confirm_merge, merge_firms, needs_two_deciders, refuse_merge, take_back_merge
from .naming import identifying_names
from .pictures import add_logo, add_picture, decide_picture, move_picture, remove_picture
from .profiles import (
    create_profile,
    expire_profiles,
    fulfil_profile,
    publish_profile,
    request_profile_changes,
    revise_profile,
    save_profile,
    say_codes,
    say_trade_role,
    start_profile_review,
    submit_profile,
    teaser_problems,
    withdraw_profile,
)
from .reaching import FIRM_INVITATION_DAYS, invite_firm, remind_invited
from .registers import check_finding, look_up, remembered, watch_registers
from .speaking import confirm_spoken, disown_spoken, record_spoken
from .vacancies import not_told, notice, watch_roles
