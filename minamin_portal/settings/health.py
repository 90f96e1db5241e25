"""From when on something stands still (/readyz, banners, mails to operators)."""
from datetime import timedelta

from .environment import env

HEARTBEAT_AT_MOST = timedelta(seconds=env.int("HEARTBEAT_AT_MOST", default=60))
MAIL_AT_MOST = timedelta(seconds=env.int("MAIL_AT_MOST", default=120))
CLOCKS_APART_AT_MOST = env.int("CLOCKS_APART_AT_MOST", default=30)
DISK_FREE_AT_LEAST = env.int("DISK_FREE_AT_LEAST", default=1024)  # MB
BACKUPS_WATCHED = env.bool("BACKUPS_WATCHED", default=False)
BACKUP_AT_MOST = timedelta(hours=env.int("BACKUP_AT_MOST", default=26))
CHANGES_AT_MOST = timedelta(seconds=env.int("CHANGES_AT_MOST", default=300))
# Who is told by mail of what stands still, past the outbox; by which server, when the usual one may be the trouble.
OPERATOR_MAILS = env.list("OPERATOR_MAILS", default=[])
OPERATOR_LANGUAGE = env.str("OPERATOR_LANGUAGE", default="en")
ALERT_EMAIL = env.email_url("ALERT_EMAIL_URL") if env.str("ALERT_EMAIL_URL", default="") else {}
