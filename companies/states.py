"""Life cycles as data: action=({allowed sources}, target)."""
from core.transitions import table

FIRM = table(
    submit=({"draft", "more_info_requested"}, "submitted"),
    start_review=({"submitted"}, "in_review"),
    request_more_info=({"submitted", "in_review"}, "more_info_requested"),
    verify=({"submitted", "in_review"}, "verified"),
    admit_import=({"draft"}, "verified"),
    reject=({"submitted", "in_review", "more_info_requested"}, "rejected"),
    suspend=({"verified"}, "suspended"),
    reinstate=({"suspended"}, "verified"),
    merge=({"draft", "submitted", "in_review", "more_info_requested", "verified", "suspended"}, "merged"),
    part=({"merged"}, {"draft", "submitted", "in_review", "more_info_requested", "verified", "suspended"}),
    cease=({"draft", "submitted", "in_review", "more_info_requested", "verified", "suspended"}, "ceased"),
)
OPEN_IDENTITY = ("draft", "more_info_requested")  # country, legal ID and name are still the firm's to change
LIVE_FIRM = frozenset({"verified"})
CLOSED_FIRM = frozenset({"rejected", "merged", "ceased"})

MERGE = table(
    confirm=({"proposed"}, "done"),
    refuse=({"proposed"}, "refused"),
    take_back=({"done"}, "taken_back"),
)
STANDING_MERGE = ("proposed", "done")

CLAIM = table(
    grant=({"asked"}, "granted"),
    refuse=({"asked"}, "refused"),
    withdraw=({"asked"}, "withdrawn"),
)

SPOKEN = table(
    confirm=({"recorded"}, "confirmed"),
    take_back=({"recorded"}, "taken_back"),
)

CALL = table(
    agree=({"open"}, "agreed"),
    decline=({"open"}, "declined"),
    put_off=({"open"}, "open"),
    miss=({"open"}, "wrong_number"),
)

HANDOVER = table(
    take=({"offered"}, "taken"),
    decline=({"offered"}, "declined"),
    withdraw=({"offered"}, "withdrawn"),
)

PROFILE = table(
    submit=({"draft", "changes_requested"}, "submitted"),
    start_review=({"submitted"}, "in_review"),
    request_changes=({"submitted", "in_review"}, "changes_requested"),
    publish=({"submitted", "in_review"}, "published"),
    publish_import=({"draft"}, "published"),
    revise=({"published", "expired", "submitted"}, "draft"),
    expire=({"published"}, "expired"),
    withdraw=({"draft", "submitted", "in_review", "changes_requested", "published", "expired"}, "withdrawn"),
    fulfil=({"published"}, "fulfilled"),
)
EDITABLE_PROFILE = frozenset({"draft", "changes_requested"})
CLOSED_PROFILE = frozenset({"withdrawn", "fulfilled"})

PICTURE = table(
    show=({"waiting", "kept_back"}, "shown"),
    keep_back=({"waiting", "shown"}, "kept_back"),
    remove=({"waiting", "shown", "kept_back"}, "removed"),
)

IMPORT = table(
    preview=({"uploaded"}, "previewed"),
    confirm=({"previewed"}, "confirmed"),
    finish=({"confirmed"}, "done"),
    end=({"uploaded"}, "done"),  # nothing in it is new
    fail=({"uploaded"}, "failed"),
    stop=({"confirmed"}, "stopped"),
    resume=({"stopped"}, "confirmed"),
    abandon=({"previewed"}, "abandoned"),
)
WORKING_IMPORT = ("uploaded", "confirmed")
