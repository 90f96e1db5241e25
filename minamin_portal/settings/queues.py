"""Which worker does what: five queues, so that nothing that takes long or is stuck holds up something else."""
from kombu import Queue

CODES, MAIL, MATCHING, TIMETABLES, REST = "codes", "mail", "matching", "timetables", "rest"
QUEUES = (CODES, MAIL, MATCHING, TIMETABLES, REST)
ROUTES = {
    "notifications.deliver_codes": CODES,
    "notifications.*": MAIL,
    "matching.work_on_runs": MATCHING,
    "matching.meet_shards": MATCHING,
    "matching.refresh_firms": MATCHING,
    "matching.answer_questions": MATCHING,
    "meetings.work_on_runs": TIMETABLES,
    "events.work_on_runs": TIMETABLES,
}

CELERY_TASK_QUEUES = [Queue(name) for name in QUEUES]
CELERY_TASK_DEFAULT_QUEUE = REST
CELERY_TASK_ROUTES = {task: {"queue": queue} for task, queue in ROUTES.items()}
# One short task a queue: the whole way from beat to the database, or somebody learns that it is broken.
PULSES = {
    f"pulse of {name}": {
        "task": "core.pulse", "schedule": 15.0, "args": [name], "options": {"queue": name, "expires": 14}
    }
    for name in QUEUES
}
