from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import asked_filter, posted, press, status_of
from core.forms.edit import ChangedMeanwhile, alone
from core.i18n import speaking
from core.text import clean

from . import pages, services
from .failures import why_it_failed
from .links import DIGESTS, reader_of
from .models import Delivery, Message
from .pages import SHOWN, View, inbox_page
from .permissions import can_send_again
from .services.sending import compose
from .topics import TOPICS


@require_GET
def inbox(request):
    """By case, the newest first."""
    view = _inbox_view(request)
    return render(request, "notifications/inbox.html", inbox_page(request.user, view, request.GET.get("page")))


def _inbox_view(request) -> View:
    show = asked_filter(request, "show", SHOWN)
    return View(show or "open", clean(request.GET.get("q", "")))


@require_POST
def open_message(request, pk):
    """Mark read and go where the message points."""
    message = get_object_or_404(Message.objects.visible_to(request.user, timezone.now()), pk=pk)
    services.mark_read(message, now=timezone.now())
    return redirect(message.path or "notifications:inbox")


@require_POST
def put_away(request, pk):
    message = get_object_or_404(Message.objects.visible_to(request.user, timezone.now()), pk=pk)
    services.put_away(message, now=timezone.now())
    messages.success(request, _("Put away. What is said later about it comes back here."))
    return redirect("notifications:inbox")


@require_POST
def bring_back(request, pk):
    message = get_object_or_404(Message.objects.visible_to(request.user, timezone.now()), pk=pk)
    services.bring_back(message)
    messages.success(request, _("It is among your open messages again."))
    return redirect("notifications:inbox")


@require_POST
def read_all(request):
    services.mark_all_read(user=request.user, now=timezone.now())
    return redirect("notifications:inbox")


@require_http_methods(["GET", "POST"])
def mail_settings(request):
    """Which mails reach the reader, and when."""
    form = pages.mail_settings(request.user, posted(request), now=timezone.now())
    if form.is_bound and form.is_valid() and _saved(request.user, form):
        messages.success(request, _("Your settings are saved."))
        return redirect("notifications:settings")
    return render(request, "notifications/settings.html", {"form": form}, status=status_of(form))


def _saved(user, form) -> bool:
    try:
        with alone(form):
            services.change_mail_settings(user=user, **form.choices, now=timezone.now())
    except ChangedMeanwhile as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


# The reader's mail program presses it, which has no cookie of ours (RFC 8058).
@csrf_exempt  # nosemgrep: form-without-csrf
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request, token):
    """Mails of one topic, or the digests, end with the button here or in a mail program; looking changes nothing."""
    found = reader_of(token)
    if found is None:
        raise Http404
    person, what = found
    if request.method == "POST":
        services.stop_mails(user=person, what=what, now=timezone.now())
    with speaking(person.language, person.time_zone):
        topic = None if what == DIGESTS else TOPICS[what].label
        return render(request, "notifications/stop.html", {"topic": topic, "done": request.method == "POST"})


@require_GET
def undelivered(request):
    """Mails that did not arrive: whose, about what, since when and why; the text itself is not shown."""
    if not can_send_again(request.user):
        raise PermissionDenied
    now = timezone.now()
    rows = Delivery.objects.visible_to(request.user).undelivered().select_related("message__recipient")
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    mails = [{"delivery": row, "why": why_it_failed(row), "can_go_again": row.can_go_again(now)} for row in page]
    return render(
        request, "notifications/undelivered.html", {"page": page, "mails": mails, "stuck": pages.stuck_mails(now)}
    )


@require_POST
def send_again(request, pk):
    delivery = get_object_or_404(Delivery.objects.visible_to(request.user), pk=pk)
    press(request, services.send_again, delivery, done=_("The mail is on its way again."))
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours and back.startswith("/") else "notifications:undelivered")


@login_not_required
@require_GET
def mailbox(request):
    """Every mail of a demonstration portal, so that codes and notices can be read without a mail server."""
    if not settings.DEMO:
        raise Http404
    rows = Delivery.objects.mails().select_related("message__recipient").order_by("-due_at", "-pk")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    mails = [{"delivery": row, "mail": compose(row)} for row in page]
    return render(request, "notifications/mailbox.html", {"page": page, "mails": mails})
