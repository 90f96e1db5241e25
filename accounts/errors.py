"""Why a wording is not kept, and why an account cannot be deleted."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refusal


class WordingRefused(Refusal):
    """`faults`: for each form, what speaks against it."""

    status = 422
    message = _("Correct the wording: see below.")

    def __init__(self, faults: list[list]):
        super().__init__()
        self.faults = faults


class TextReviewedMeanwhile(Refusal):
    message = _("Somebody else has reviewed this text in the meantime. Compare their wording with yours.")


class TextChangedMeanwhile(Refusal):
    message = _("This translation has changed since you opened the page. Look at it again.")


class AdministratorThere(Refusal):
    message = _("There is an administrator already. They give others a role on the pages of administration.")


class NoSecondFactor(Refusal):
    message = _("This person has no second factor that could be taken away.")


class StillNeeded(Refusal):
    """`hindrances`: what to do first."""

    message = _("Your account cannot be deleted yet. See below what to do first.")

    def __init__(self, hindrances: list):
        super().__init__()
        self.hindrances = hindrances


class AlreadyWithdrawn(Refusal):
    message = _("This agreement has been withdrawn already.")


class AlreadyForgotten(Refusal):
    message = _("This account has been deleted already.")
