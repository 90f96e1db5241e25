"""allauth's forms that take a code, as people type it."""

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm

from core.typed_codes import read_code


class AsTyped:
    def clean_code(self) -> str:
        self.cleaned_data["code"] = read_code(self.cleaned_data["code"])
        return super().clean_code()


class ConfirmAddress(AsTyped, ConfirmEmailVerificationCodeForm):
    pass


class ConfirmSignIn(AsTyped, ConfirmLoginCodeForm):
    pass


class ConfirmReset(AsTyped, ConfirmPasswordResetCodeForm):
    pass


class SecondFactor(AsTyped, AuthenticateForm):
    pass


class SecondFactorAgain(AsTyped, ReauthenticateForm):
    pass


class AddAuthenticator(AsTyped, ActivateTOTPForm):
    pass
