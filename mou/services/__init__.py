"""Every write to memoranda, obligations, evidence, bulletins, sessions and reports: one function per business act."""

from .collecting import collect_evidence
