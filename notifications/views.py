from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from . import services
from .models import Delivery, Message
from .services.sending import compose


@require_GET
def inbox(request):
    messages = Message.objects.visible_to(request.user, timezone.now()).order_by("-visible_at", "-pk")
    page = Paginator(messages, 30).get_page(request.GET.get("page"))
    return render(request, "notifications/inbox.html", {"page": page})


@require_POST
def open_message(request, pk):
    """Mark read and go where the message points."""
    message = get_object_or_404(Message.objects.visible_to(request.user, timezone.now()), pk=pk)
    services.mark_read(message, now=timezone.now())
    return redirect(message.path or "notifications:inbox")


@require_POST
def read_all(request):
    services.mark_all_read(user=request.user, now=timezone.now())
    return redirect("notifications:inbox")


@login_not_required
@require_GET
def mailbox(request):
    """Every mail of a demonstration portal, so that codes and notices can be read without a mail server."""
    if not settings.DEMO:
        raise Http404
    rows = Delivery.objects.select_related("message").order_by("-due_at", "-pk")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    mails = [{"delivery": row, "mail": compose(row)} for row in page]
    return render(request, "notifications/mailbox.html", {"page": page, "mails": mails})
