from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal


class AlreadyHere(Refusal):
    field = "firm_name"
    message = _("This firm is already here: as a firm of the portal or with an open inquiry.")


class AnotherIsOpen(Refusal):
    message = _("Another inquiry from this e-mail address is open. Go on there.")


class AgreedInFuture(Refusal):
    field = "agreed_on"
    message = _("This day is in the future.")


class NotOfTheOffice(NotPermitted):
    field = "to"
    message = _("Only Minamin's staff look after inquiries.")
