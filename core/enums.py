"""Codes of rows that every app writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LookWay(models.TextChoices):
    PAGE = "page", _("On a page")
    FILE = "file", _("In a file")
    MAIL = "mail", _("In a mail")


class LookedAt(models.TextChoices):
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone")
    BOTH = "email+phone", _("E-mail address and telephone")
