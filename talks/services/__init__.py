"""Asking (ask_questions, withdraw_question), answering (answer_question), writing (write_remark),
files (share_file, remove_file), time to decide (name_day, end_decision)."""
from .asking import answer_question, ask_questions, withdraw_question
from .deciding import end_decision, name_day, watch_decisions
from .sharing import remove_file, share_file
from .writing import thread_of, write_remark
