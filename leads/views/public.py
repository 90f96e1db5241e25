"""The inquiry form for everybody, in five languages, without a puzzle."""
import ipaddress
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.begun import begun
from core.acting import INVALID, posted
from core.geography import ZONE, Country
from core.i18n import current_language, say_both
from core.limits import is_within

from .. import services
from ..forms import OPENED, TRAP, InquiryForm
from ..links import chamber_behind
from ..rules.answering import answer_by

HOUR = 3600
MOST_FROM_ONE_PLACE, MOST_AT_A_STAND, MOST_OF_ONE_ADDRESS = 10, 60, 3  # an hour; at a fair many share one line
USUAL_COUNTRY = {"ja": "JP", "kk": "KZ", "uz": "UZ"}
SENT = Signer(salt="leads.sent")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def contact(request):
    chamber = chamber_behind(request.GET.get("from", ""))
    language, now = current_language(), timezone.now()
    form = InquiryForm(posted(request), chamber=chamber, initial=_prefilled(request, language, now))
    if not form.is_bound:
        return _page(request, form, chamber)
    if form.is_by_a_robot(now):
        return _thanks(form.data.get("country", ""), now)
    if not form.is_valid():
        return _page(request, form, chamber, status=INVALID)
    if not _is_within_limits(request, form.cleaned_data["email"], chamber):
        form.add_error(None, _(
            "Many inquiries came from here within an hour, so this one was not sent. Your text still stands below: "
            "please send it in an hour, or write to us by mail."
        ))
        return _page(request, form, chamber, status=429)
    services.inquire(**form.given(language), chamber=chamber, now=now)
    return _thanks(form.cleaned_data["country"], now)


def _prefilled(request, language: str, now: datetime) -> dict:
    user = request.user
    known = user.is_authenticated
    who = {"name": user.full_name, "name_latin": user.name_latin, "email": user.email} if known else {}
    opened = OPENED.sign(str(int(now.timestamp())))
    return who | {"country": USUAL_COUNTRY.get(language, ""), "language": language, "opened": opened}


def _page(request, form: InquiryForm, chamber, *, status: int = 200):
    return render(request, "leads/contact.html", {
        "form": begun(request, form), "chamber": chamber, "trap": TRAP, "support_address": settings.SUPPORT_ADDRESS,
    }, status=status)


def _is_within_limits(request, email: str, chamber) -> bool:
    most = MOST_AT_A_STAND if chamber else MOST_FROM_ONE_PLACE
    return is_within(f"inquiry from {_place(request)}", most, HOUR) and is_within(
        f"inquiry of {email.lower()}", MOST_OF_ONE_ADDRESS, HOUR
    )


def _place(request) -> str:
    """The address; of the sixth version its first half, which is one household."""
    address = get_adapter(request).get_client_ip(request)
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))


def _thanks(country: str, now: datetime):
    """Robots are thanked like everybody."""
    country = country if country in Country.values else Country.JP
    return redirect("contact:sent", SENT.sign(f"{country}.{int(now.timestamp())}"))


@login_not_required
@require_GET
def sent(request, token: str):
    try:
        country, _dot, at = SENT.unsign(token).partition(".")
    except BadSignature as wrong:
        raise Http404 from wrong
    until = answer_by(country, datetime.fromtimestamp(int(at), UTC))
    return render(request, "leads/sent.html", {"by": say_both(until, ZONE[country])})
