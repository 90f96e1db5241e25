"""What colleagues tell each other is work of the office."""
from notifications.topics import kinds_of

KINDS = kinds_of("office", office="firm_given mentioned")
