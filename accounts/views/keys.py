"""Security keys: the last second factor of whoever needs one stays."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class RemoveKeyView(RemoveWebAuthnView):
    def form_valid(self, form):
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(
            self.request, _("This is your last second factor, and your role needs one. Add another one first.")
        )
        return redirect(self.get_success_url())


remove_key = RemoveKeyView.as_view()
