"""Memoranda: commitments, obligations, evidence from daily work."""
