"""Who stands in while the reader is away."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require

from .. import services
from ..forms import AwayForm
from ..models import StandIn
from ..pages.today import stand_ins_of
from ..permissions import can_see_work


@require_http_methods(["GET", "POST"])
def away(request):
    require(can_see_work(request.user))
    form, status = AwayForm(posted(request), reader=request.user), 200
    if form.is_bound:
        status = attempt(form, services.name_stand_in, request.user, by=request.user)
        if not status:
            messages.success(request, _("Your stand-in sees your work during these days."))
            return redirect("office:today")
    named = StandIn.objects.filter(person=request.user).select_related("deputy").first()
    others = stand_ins_of(request.user, timezone.now())
    return render(request, "office/away.html", {"form": form, "named": named, "others": others}, status=status)


@require_POST
def away_end(request):
    require(can_see_work(request.user))
    press(request, services.end_stand_in, request.user, done=_("Nobody stands in for you any more."))
    return redirect("office:today")
