"""Asking (ask_questions, withdraw_question), answering (answer_question), writing (write_remark)."""
from .asking import answer_question, ask_questions, withdraw_question
from .writing import thread_of, write_remark
