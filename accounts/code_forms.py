"""allauth's forms that take a code, as people type it."""

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    ConfirmPasswordResetCodeForm,
)
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from core.typed_codes import read_code


class CodeInput(forms.TextInput):
    def value_from_datadict(self, data, files, name) -> str:
        return read_code(super().value_from_datadict(data, files, name))


class AsTyped(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = CodeInput(attrs=self.fields["code"].widget.attrs | {"autofocus": True})


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
