"""State registers of firms, asked by number over HTTP: a port, and one adapter for each register."""
from .asking import look_up, register_of, title_of
from .entries import Register, RegisterEntry
