"""Backups that come back: base copies, the log of changes since, restoring, and drills that prove it.

Beside Django on purpose: a restore must work where no database answers. `python -m minamin_portal.recovery --help`.
"""
