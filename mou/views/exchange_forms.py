"""The page that bulletins and sessions share: one form, and the way back to the list or to what is being changed."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.begun import begun


def form_page(request, form, title: str, submit: str, *, home: str, back=None, status: int | None = None):
    """`home`: url name of the list; `back`: the bulletin or session, when there is one already."""
    form = begun(request, form)
    context = {"form": form, "title": title, "submit": submit, "lead": str(back or "")}
    context |= {
        "back_url": back.get_absolute_url() if back else reverse(home), "back_text": back or _("Back to the list")
    }
    return render(request, "mou/exchange_form.html", context, status=status or (422 if form.errors else 200))
