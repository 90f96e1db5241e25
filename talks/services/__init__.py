"""Asking (ask_questions, withdraw_question), answering (answer_question), writing (write_remark),
files (share_file, remove_file), time to decide (name_day, end_decision), samples and trial orders,
calls (propose_call, take_time, decline_times, withdraw_times, cancel_call),
what came of it (ask_results, say_result, settle_result), translations of messages
(ask_translation, write_translation, check_translation, drop_translation) and the service for them
(agree_to_machine, end_machine, keep_from_machine, allow_machine, translate_messages)."""
from .asking import answer_question, ask_questions, withdraw_question
from .calls import cancel_call, decline_times, propose_call, take_time, withdraw_times
from .deciding import end_decision, name_day, watch_decisions
from .leaving import translate_messages
from .machines import agree_to_machine, allow_machine, end_machine, keep_from_machine
from .results import ask_results, say_result, settle_result
from .samples import (
    agree_order,
    agree_sample,
    decline_sample,
    deliver_order,
    finish_order,
    judge_sample,
    offer_terms,
    propose_order,
    receive_sample,
    remind_of_sample,
    repeat_order,
    request_sample,
    send_sample,
    stop_sample,
)
from .sharing import remove_file, share_file
from .translating import ask_translation, check_translation, drop_translation, write_translation
from .writing import thread_of, write_remark
