"""What all views share: one form, one service call, and a refusal that becomes an error of the form."""
from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from .activity import ref
from .errors import Refusal
from .forms.edit import ChangedMeanwhile, alone
from .i18n import NotOurs, known_language
from .models import Activity

INVALID = 422


def asked_language(given: QueryDict, name: str, default: str) -> str:
    """The language that an address or a form asks for; one that is not ours is not found."""
    try:
        return known_language(given.get(name, default))
    except NotOurs as unknown:
        raise Http404 from unknown


def asked_filter(request, name: str, known: Collection[str]) -> str:
    """What the address asks a list for; of something unknown the reader is told, and "" stands for the whole list."""
    asked = request.GET.get(name, "")
    if asked and asked not in known:
        messages.warning(request, _("There is no such filter. The whole list is shown."))
        return ""
    return asked


def posted(request):
    """Data for a form: bound on every POST, an empty one too."""
    return request.POST if request.method == "POST" else None


def status_of(form: forms.Form) -> int:
    """To answer with, where the page shows the form again."""
    if getattr(form, "meanwhile", None):
        return ChangedMeanwhile.status
    return INVALID if form.errors else 200


def attempt(form: forms.Form, act: Callable, subject: Any, *, by, **given) -> int:
    """Call the service with the form's values. 0 when done, otherwise the status to answer with; the form says why."""
    if not form.is_valid():
        return INVALID
    try:
        with alone(form):
            act(subject, **form.cleaned_data, **given, by=by, now=timezone.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return refusal.status
    return 0


def attempt_fields(form: forms.Form, act: Callable, subject: Any, by, fields: str) -> int | None:
    """Like attempt, with what the form's property `fields` makes of its values. None: nothing was sent."""
    if not form.is_bound:
        return None
    if not form.is_valid():
        return INVALID
    try:
        with alone(form):
            act(subject, **getattr(form, fields), by=by, now=timezone.now())
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return refusal.status
    return 0


def press(request, act: Callable, subject: Any, *, done: Any, **given) -> bool:
    """A button without a form: the service's result or its refusal becomes a message. True when done."""
    try:
        act(subject, **given, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def activities_about(subject: Any) -> list[Activity]:
    return list(Activity.objects.about(ref(subject)).for_timeline()[:60])


def activities_of(subject: Any) -> list[Activity]:
    """Its own acts only, without those of the rows that hang below it."""
    return list(Activity.objects.of(ref(subject)).for_timeline()[:60])
