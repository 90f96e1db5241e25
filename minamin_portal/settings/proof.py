"""Who proves once more who they are, and how long looks at contacts are known."""

from datetime import timedelta

from .environment import env

# Who gives password or second factor again before contacts open, lists leave the portal, roles change; seconds.
REAUTHENTICATE_ROLES = env.list("REAUTHENTICATE_ROLES", default=[])
REAUTHENTICATE_AFTER = env.int("REAUTHENTICATE_AFTER", default=900)

# How long it is known who saw whose contact details.
LOOKS_KEPT = timedelta(days=env.int("LOOKS_KEPT_DAYS", default=1095))
