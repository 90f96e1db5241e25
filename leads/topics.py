"""Mails to staff about inquiries are work of the office; those to whoever asks go to an address."""
from notifications.topics import kinds_of

KINDS = kinds_of("leads", office="lead_arrived lead_overdue")
