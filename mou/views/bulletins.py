"""Bulletins: read and subscribed to by everybody signed in, written by staff and liaisons."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.models import Chamber, Liaison
from companies.pages.timeline import timeline_of
from core.acting import attempt, posted, press
from core.errors import require
from core.forms.languages import SendForm
from core.geography import Country
from core.i18n import current_language, language_name
from core.lifecycle import allowed_actions
from core.readers import Unread, lights, unread_by

from .. import forms, services
from ..computed.people import read_by_subscribers
from ..enums import BulletinKind
from ..models import Bulletin, Subscription
from ..pages.display import QUALITY_TONE, bulletin_tag, exchange_tabs
from ..pages.exchange import bulletin_facts
from ..permissions import can_write_bulletins, is_of_organiser
from .exchange_forms import form_page

PER_PAGE = 20


@require_GET
def bulletins(request):
    asked = forms.BulletinFilter(request.GET).values()
    found = Bulletin.objects.visible_to(request.user).asked_for(**asked).without_bodies()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mou/bulletins.html", {
        "tabs": exchange_tabs("bulletins"),
        "form": forms.BulletinFilter(initial=asked),
        "chips": _chips(asked),
        "page": page,
        "rows": [_row(bulletin) for bulletin in page],
        "may_write": can_write_bulletins(request.user),
        "subscription": Subscription.objects.filter(user=request.user).first(),
    })


def _chips(asked: dict[str, str]) -> list[dict]:
    chips = []
    for name, value in asked.items():
        rest = QueryDict(mutable=True)
        rest.update({key: other for key, other in asked.items() if key != name})
        label = dict(forms.BulletinFilter.base_fields[name].choices)[value]
        chips.append({"label": label, "remove_url": f"?{rest.urlencode()}"})
    return chips


def _row(bulletin: Bulletin) -> dict:
    title = bulletin.titles.here
    return {
        "bulletin": bulletin, "title": title, "writer": bulletin.writer,
        "countries": f"{bulletin.get_about_country_display()} → {bulletin.get_for_country_display()}",
        "language": language_name(title.language) if title.is_foreign else "",
        "tag": bulletin_tag(bulletin),
        "quality": {"tone": QUALITY_TONE[title.quality], "word": title.quality.label},
    }


def visible_bulletin(request, pk) -> Bulletin:
    return get_object_or_404(Bulletin.objects.visible_to(request.user).select_related("chamber"), pk=pk)


@require_GET
def bulletin(request, pk):
    """One wording at a time, in the reader's language when there is one."""
    return _page(request, visible_bulletin(request, pk))


def _page(request, found: Bulletin, *, bound: dict | None = None, status: int = 200):
    title = found.titles.said(request.GET.get("language", "") or current_language())
    own, bound = is_of_organiser(request.user, found), bound or {}
    can = set(allowed_actions(found)) if own else set()
    stands = own and "republish" not in can
    tabs = [
        {"url": f"?language={code}", "label": language_name(code), "current": code == title.language}
        for code in sorted(found.titles)
    ]
    return render(request, "mou/bulletin.html", _row(found) | {
        "title": title, "body": found.bodies.said(title.language), "tabs": tabs if len(tabs) > 1 else [],
        "facts": bulletin_facts(found), "quality": {"tone": QUALITY_TONE[title.quality], "word": title.quality.label},
        "own": own, "counts_not": stands and not services.counts_for_readers(found), "may_translate": stands,
        "may_publish": "publish" in can, "may_edit": "publish" in can, "may_republish": "republish" in can,
        "withdraw_form": (bound.get("withdraw") or forms.ReasonForm()) if "withdraw" in can else None,
        "lights": lights([found.titles, found.bodies]) if own else [],
        "unread": _unread(found) if {"publish", "republish"} & can else None,
        "send_form": SendForm(auto_id="publish-%s"),
        "may_add": len(tabs) < len(settings.LANGUAGES),
        "timeline": timeline_of(found, request.user, None) if own else [],
    }, status=status)


def _unread(found: Bulletin) -> Unread | None:
    return unread_by(read_by_subscribers(found), [found.titles, found.bodies])


def home_of(user) -> tuple[Chamber | None, str]:
    """(the writer's chamber, its country); Minamin writes from Japan."""
    row = Liaison.objects.select_related("chamber").filter(user=user).first() if user.is_liaison else None
    return (row.chamber, row.chamber.country) if row else (None, Country.JP)


@require_http_methods(["GET", "POST"])
def bulletin_new(request):
    require(can_write_bulletins(request.user))
    chamber, home = home_of(request.user)
    form = forms.BulletinForm(
        posted(request), home=home, initial={"kind": BulletinKind.ECONOMIC_NEWS, "language": current_language()}
    )
    if form.is_valid():
        made = services.create_bulletin(
            **form.cleaned_data, chamber=chamber, about_country=home, by=request.user, now=timezone.now()
        )
        messages.success(request, _("The draft is saved. Add other languages, then publish it."))
        return redirect(made)
    return _form(request, form, _("New bulletin"), _("Save the draft"))


_form = partial(form_page, home="mou:bulletins")


def _own(request, pk) -> Bulletin:
    found = visible_bulletin(request, pk)
    require(is_of_organiser(request.user, found))
    return found


@require_http_methods(["GET", "POST"])
def bulletin_edit(request, pk):
    found = _own(request, pk)
    form = forms.BulletinScope(posted(request), home=found.about_country, row=found)
    status = attempt(form, services.edit_bulletin, found, by=request.user) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, form, _("For whom and about what"), _("Save"), back=found, status=status)


@require_http_methods(["GET", "POST"])
def bulletin_wording(request, pk):
    """?language=: start from the wording there is."""
    found = _own(request, pk)
    asked = request.GET.get("language", "")
    known = asked if asked in found.titles else ""
    begin = {"row": found, "shown": partial(_worded, known)} if known else {}
    form = forms.WordingOfBulletin(posted(request), texts=found.titles, known=known, **begin)
    status = attempt(form, services.write_wording, found, by=request.user) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(
        request, form, _("Correct this wording") if known else _("Add a language"), _("Save"), back=found, status=status
    )


def _worded(language: str, found: Bulletin) -> dict:
    words = {"title": found.titles.get(language, ""), "body": found.bodies.get(language, "")}
    return words | {"language": language, "quality": found.titles.quality(language)}


@require_POST
def bulletin_publish(request, pk):
    found = _own(request, pk)
    done = _("Published. Subscribers get it with their next digest.")
    press(request, services.publish_bulletin, found, done=done, anyway="anyway" in request.POST)
    return redirect(found)


@require_POST
def bulletin_republish(request, pk):
    found = _own(request, pk)
    done = _("Published again.")
    press(request, services.republish_bulletin, found, done=done, anyway="anyway" in request.POST)
    return redirect(found)


@require_POST
def bulletin_withdraw(request, pk):
    found = _own(request, pk)
    form = forms.ReasonForm(request.POST)
    if status := attempt(form, services.withdraw_bulletin, found, by=request.user):
        return _page(request, visible_bulletin(request, pk), bound={"withdraw": form}, status=status)
    messages.success(request, _("Withdrawn."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def subscription(request):
    form = forms.SubscriptionForm(posted(request), row=request.user, shown=_subscribed)
    if form.is_bound and not (status := attempt(form, _subscribe, request.user, by=request.user)):
        messages.success(request, _("Saved. The first digest comes when there is something new."))
        return redirect("mou:bulletins")
    return _form(request, form, _("Bulletins by mail"), _("Save"), status=status if form.is_bound else 200)


def _subscribe(user, *, by, now, **given) -> None:
    services.edit_subscription(user=user, **given, now=now)


def _subscribed(user) -> dict:
    known = Subscription.objects.filter(user=user).first()
    names = ("kinds", "countries", "sectors", "every_days")
    return {name: getattr(known, name) for name in names} if known else {"every_days": 7}


@require_POST
def unsubscribe(request):
    services.unsubscribe(user=request.user)
    messages.success(request, _("You get no more digests."))
    return redirect("mou:bulletins")
