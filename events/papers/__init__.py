"""Printed papers from plain data, without the ORM: invitation letters, letters of proxy, badges."""

from .badges import badges_pdf
from .letter import letter_pdf
from .proxy import proxy_pdf
