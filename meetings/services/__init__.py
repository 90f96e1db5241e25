"""Every write of this app that matters: one function per business act."""

from .afterwards import (
    confirm_meeting,
    follow_up,
    hold_meeting,
    miss_meeting,
    remind_of_next_steps,
)
from .days import (
    set_absences,
    set_interpreter,
    set_listed,
    set_up_meetings,
)
from .ordering import (
    loosen_meeting,
    order_meeting,
)
from .placing import (
    place_meeting,
)
from .planning import (
    apply_run,
    request_run,
    stop_run,
    work_on_runs,
)
from .requesting import (
    accept_meeting,
    answer_proposal,
    arrange_meeting,
    cancel_meeting,
    correct_pair,
    decline_meeting,
    expire_requests,
    propose_time,
    request_meeting,
    word_topic,
)
