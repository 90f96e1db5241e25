"""Pictures of profiles and the logo: the firm adds, orders and removes them; staff look at each."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require
from core.files.downloads import show_picture
from core.i18n import language_name
from core.limits import is_within
from core.uploads import dropped_files

from .. import services
from ..forms.pictures import PictureForm
from ..models import Firm, PartneringProfile, Picture
from ..models.pictures import MOST_PICTURES
from ..pages import pictures as pages
from ..permissions import can_edit_firm, can_edit_picture, can_edit_pictures, can_review
from .acting import for_members

MOST_AN_HOUR = 40


@require_http_methods(["GET", "POST"])
def pictures(request, pk):
    visible = PartneringProfile.objects.visible_to(request.user).select_related("firm")
    profile = get_object_or_404(visible, pk=pk)
    if request.user.is_minamin:
        return redirect("companies:review_pictures", profile.firm_id)
    may = can_edit_pictures(request.user, profile)
    form = _form(request, profile.language)
    status = 200
    if request.method == "POST":
        require(may)
        status = _add(request, form, services.add_picture, profile)
        if not status:
            return redirect("companies:pictures", profile.pk)
    rows = list(Picture.objects.standing().filter(profile=profile))
    context = {"profile": profile, "rows": pages.standing(rows), "form": form, "may_edit": may}
    context |= {"may_add": may and len(rows) < MOST_PICTURES, "most": MOST_PICTURES}
    return render(request, "companies/pictures.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_members
def logo(request, firm: Firm):
    may = can_edit_firm(request.user, firm)
    form = _form(request, firm.language)
    status = 200
    if request.method == "POST":
        require(may)
        status = _add(request, form, services.add_logo, firm)
        if not status:
            return redirect("companies:logo")
    rows = pages.standing(Picture.objects.standing().filter(firm=firm))
    context = {"firm": firm, "rows": rows, "form": form, "may_edit": may}
    return render(request, "companies/logo.html", context, status=status)


def _form(request, language: str) -> PictureForm:
    given = {"dropped": dropped_files(request), "language": language_name(language)}
    return PictureForm(posted(request), request.FILES or None, **given)


def _add(request, form: PictureForm, act, subject) -> int:
    if not is_within(f"pictures of {request.user.pk}", MOST_AN_HOUR, 3600):
        form.add_error(None, _("Many files within an hour. Add this one later."))
        return 429
    status = attempt(form, act, subject, by=request.user)
    if not status:
        messages.success(request, _("Added. The file is checked, then Minamin looks at the picture."))
    return status


@require_GET
def picture(request, pk):
    return show_picture(request, _visible(request, pk).file)


@require_POST
def picture_move(request, pk, earlier: bool):
    found = _own(request, pk)
    press(request, services.move_picture, found, earlier=earlier, done=_("Saved."))
    return _back(found)


@require_POST
def picture_remove(request, pk):
    found = _own(request, pk)
    press(request, services.remove_picture, found, done=_("Removed. Nobody sees this picture any more."))
    return _back(found)


@require_GET
def review_pictures(request, pk):
    return _review(request, _firm(request, pk))


@require_POST
def picture_decide(request, pk):
    """Shown without a reason; not shown with one."""
    require(can_review(request.user))
    found = _visible(request, pk)
    seen, form = request.POST.get("seen", ""), pages.refusal_form(found, request.POST)
    if "show" in request.POST:
        press(request, services.decide_picture, found, seen=seen, done=_("Partners see this picture now."))
    elif status := attempt(form, services.decide_picture, found, by=request.user, seen=seen):
        return _review(request, found.owner, form=form, at=found.pk, status=status)
    else:
        messages.success(request, _("Partners will not see this picture. The firm reads why."))
    return redirect("companies:review_pictures", found.owner.pk)


def _review(request, firm: Firm, *, form=None, at=None, status: int = 200):
    rows = Picture.objects.standing().of_firm(firm).select_related("profile").order_by("profile__created_at", "place")
    views = pages.to_decide(rows, form, at)
    waiting, others = ([view for view in views if view["waits"] is waits] for waits in (True, False))
    context = {"firm": firm, "waiting": waiting, "others": others, "form": form}
    return render(request, "companies/review_pictures.html", context, status=status)


def _firm(request, pk) -> Firm:
    found = get_object_or_404(Firm.objects.visible_to(request.user), pk=pk)
    require(can_review(request.user))
    return found


def _own(request, pk) -> Picture:
    found = _visible(request, pk)
    require(can_edit_picture(request.user, found))
    return found


def _back(found: Picture):
    return redirect("companies:pictures", found.profile_id) if found.profile_id else redirect("companies:logo")


def _visible(request, pk) -> Picture:
    rows = Picture.objects.visible_to(request.user).exclude(state="removed")
    return get_object_or_404(rows.select_related("file", "firm", "profile__firm"), pk=pk)
