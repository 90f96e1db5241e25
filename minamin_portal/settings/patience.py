"""How long the portal waits for others, in seconds. A service that is up and says nothing must hold nobody up."""
from .environment import env

# Everything that answers pages: a reader has an answer within three seconds, whatever is frozen.
PAGES = {
    # Without a sign of life for so long, PostgreSQL is asked in another way whether it still runs (core.database).
    "silence": env.float("DATABASE_SILENCE", default=1.2),
    "connect": env.float("DATABASE_CONNECT_TIMEOUT", default=1.8),
    "statement": env.float("DATABASE_STATEMENT_TIMEOUT", default=15),
    "lock": env.float("DATABASE_LOCK_TIMEOUT", default=5),
    "idle": env.float("DATABASE_IDLE_TIMEOUT", default=60),
}
# Workers, migrations and other commands: what they do may take long, a dead server they must notice all the same.
WORK = {
    "silence": env.float("WORK_SILENCE", default=10),
    "connect": env.float("WORK_CONNECT_TIMEOUT", default=10),
    "statement": env.float("WORK_STATEMENT_TIMEOUT", default=900),
    "lock": env.float("WORK_LOCK_TIMEOUT", default=30),
    "idle": env.float("WORK_IDLE_TIMEOUT", default=1800),
}
DATABASE_PATIENCE = {"pages": PAGES, "work": WORK}
# Whoever waits for a strong lock holds up all who come after: a migration gives way and comes again (core's migrate).
MIGRATION_LOCK_TIMEOUT = env.float("MIGRATION_LOCK_TIMEOUT", default=3)
MIGRATION_TRIES = env.int("MIGRATION_TRIES", default=5)
# For a server or network that is gone without a word; where PostgreSQL itself is stopped the kernel still answers.
DATABASE_SOCKET = {
    "connect_timeout": 10, "keepalives": 1, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}

CACHE_TIMEOUT = env.float("CACHE_TIMEOUT", default=0.5)
CACHE_REST = env.float("CACHE_REST", default=5)  # after a time-out nobody asks the cache for so long
BROKER_TIMEOUT = env.float("BROKER_TIMEOUT", default=1)
BROKER_REST = env.float("BROKER_REST", default=5)

EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=10)
# For the last answer only: a server that looks through a mail has it already; who hangs up now sends it twice.
EMAIL_LAST_ANSWER_TIMEOUT = env.float("EMAIL_LAST_ANSWER_TIMEOUT", default=120)
CLAMD_TIMEOUT = env.float("CLAMD_TIMEOUT", default=30)
REGISTER_TIMEOUT = env.float("REGISTER_TIMEOUT", default=3)
