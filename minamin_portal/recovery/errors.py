class RecoveryFailed(Exception):
    """Said to the person at the terminal, as it is; nothing was put in place."""


class Damaged(RecoveryFailed):
    """A backup that must not be trusted."""


class CouldNotCheck(RecoveryFailed):
    """Neither good nor bad: it was not looked at. Never counts as good."""
