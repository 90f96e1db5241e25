"""Messages in another language: asked for, written, checked, not needed any more."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require
from core.i18n import LANGUAGE_CODES
from core.lifecycle import allowed_actions
from core.limits import is_within
from core.models import TextTranslation

from .. import services
from ..enums import Asker
from ..forms import TranslationForm
from ..models import Remark
from ..pages import translations as pages
from ..permissions import can_ask_translation, can_drop_translation, can_translate, side_of
from ..rules.limits import MOST_TRANSLATIONS_AN_HOUR
from ..services.translating import MODEL


@require_POST
def translation_ask(request, pk, language):
    remark = get_object_or_404(Remark.objects.visible_to(request.user).with_firms(), pk=pk)
    match = remark.thread.match
    require(can_ask_translation(request.user, remark))
    if language not in LANGUAGE_CODES:
        raise Http404
    if not is_within(f"translations of {request.user.pk}", MOST_TRANSLATIONS_AN_HOUR, 3600):
        messages.error(request, _("You asked for many translations within an hour. Ask for this one later."))
        return redirect("talks:thread", match.pk)
    is_done = press(
        request, services.ask_translation, remark, language=language,
        done=_("Asked for. The translation stands here as soon as somebody has written it."),
    )
    if is_done and side_of(request.user, match) == Asker.OFFICE:
        row = TextTranslation.objects.get(model=MODEL, row=remark.pk, name="text", target=language)
        return redirect("talks:translation", row.pk)
    return redirect("talks:thread", match.pk)


@require_http_methods(["GET", "POST"])
def translation(request, pk):
    row, remark = _found(request, pk)
    require(can_translate(request.user, remark))
    match = remark.thread.match
    form = TranslationForm(posted(request), row=row)
    status = attempt(form, services.write_translation, row, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Saved. Readers of this language see it first."))
        return redirect("talks:thread", match.pk)
    context = pages.translation_page(row, remark, side_of(request.user, match) or Asker.OFFICE, match)
    may_drop = "withdraw" in allowed_actions(row) and can_drop_translation(request.user, row, remark)
    return render(
        request, "talks/translation.html", context | {"form": form, "may_drop": may_drop}, status=status
    )


@require_POST
def translation_check(request, pk):
    row, remark = _found(request, pk)
    require(can_translate(request.user, remark))
    press(request, services.check_translation, row, done=_("Checked. Readers see who checked it."))
    return redirect("talks:thread", remark.thread.match_id)


@require_POST
def translation_drop(request, pk):
    row, remark = _found(request, pk)
    require(can_drop_translation(request.user, row, remark))
    press(request, services.drop_translation, row, done=_("The translation is not asked for any more."))
    return redirect("talks:thread", remark.thread.match_id)


def _found(request, pk) -> tuple[TextTranslation, Remark]:
    row = get_object_or_404(TextTranslation.objects.filter(model=MODEL), pk=pk)
    return row, get_object_or_404(Remark.objects.visible_to(request.user).with_firms(), pk=row.row)
