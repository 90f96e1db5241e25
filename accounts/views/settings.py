from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import status_of
from core.forms.edit import ChangedMeanwhile, alone
from core.i18n import keep_language

from .. import services
from ..forms import SettingsForm


@login_not_required
@require_POST
def set_language(request):
    """Change the language and stay on the page; a signed-in reader's choice is kept."""
    language = request.POST.get("language")
    target = request.POST.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    if language not in dict(settings.LANGUAGES):
        return redirect(target)
    if request.user.is_authenticated:
        services.change_language(user=request.user, language=language)
    response = redirect(_same_page(target, language))
    keep_language(request, response, language)
    return response


def _same_page(target: str, language: str) -> str:
    """The address in the other language; Django resolves /ja/… only while Japanese is active."""
    with translation.override(translation.get_language_from_path(target) or translation.get_language()):
        return translate_url(target, language)


@require_http_methods(["GET", "POST"])
def edit_settings(request):
    form = SettingsForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _saved(request.user, form):
        translation.activate(request.user.language)
        messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=status_of(form))


def _saved(user, form: SettingsForm) -> bool:
    try:
        with alone(form):
            services.change_settings(user=user, **form.cleaned_data)
    except ChangedMeanwhile as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
