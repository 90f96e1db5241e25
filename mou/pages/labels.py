"""What evidence and occasions are called, read live from their sources, and whether those still stand."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from companies.models import Firm
from core.activity import ACTS, ref
from core.models import Activity
from core.multilingual import Texts
from events.models import Delegation, Event, Support
from matching.models import Introduction, Referral
from meetings.models import Meeting
from talks.models import Sample

from ..models import Bulletin, Evidence, ExperienceSession, Occasion
from ..sources import OCCASIONS, standing


class Label(NamedTuple):
    title: str
    lang: str = ""
    url: str = ""


def evidence_labels(rows: Iterable[Evidence], viewer) -> dict:
    """{pk: Label}: what a person wrote, or the source's own name; at most one query for each kind of source."""
    rows = list(rows)
    found = _source_labels(rows, viewer)
    return {row.pk: found.get((row.source_model, row.source_id), _own(row.titles)) for row in rows}


def occasion_labels(rows: Iterable[Occasion], viewer) -> dict:
    rows = list(rows)
    found = _source_labels(rows, viewer)
    return {row.pk: found.get((row.source_model, row.source_id), _own(row.titles)) for row in rows}


def _own(titles: Texts) -> Label:
    return Label(titles.here.text, titles.here.language)


def _source_labels(rows: list, viewer) -> dict:
    wanted: dict[str, list] = {}
    for row in rows:
        if row.source_id:
            wanted.setdefault(row.source_model, []).append(row.source_id)
    return {(model, pk): label for model, ids in wanted.items() for pk, label in READ[model](ids, viewer).items()}


def _pair(japan: Firm, partner: Firm) -> str:
    return f"{japan} × {partner}"


def _introductions(ids: list, viewer) -> dict:
    rows = Introduction.objects.with_firms().filter(pk__in=ids)
    own = (
        set() if viewer.is_liaison
        else set(Introduction.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    )
    return {
        row.pk: Label(
            _pair(row.match.japan, row.match.partner), "", row.get_absolute_url() if row.pk in own else ""
        ) for row in rows
    }


def _referrals(ids: list, viewer) -> dict:
    rows = Referral.objects.with_firms().filter(pk__in=ids)
    own = set(Referral.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    found = {}
    for row in rows:
        match = row.introduction.match
        title = _("Referral: %(pair)s") % {"pair": _pair(match.japan, match.partner)}
        found[row.pk] = Label(title, "", row.get_absolute_url() if row.pk in own else "")
    return found


def _bulletins(ids: list, _viewer) -> dict:
    rows = Bulletin.objects.filter(pk__in=ids).without_bodies()
    return {row.pk: Label(str(row), row.titles.here.language, row.get_absolute_url()) for row in rows}


def _sessions(ids: list, _viewer) -> dict:
    rows = ExperienceSession.objects.filter(pk__in=ids)
    return {row.pk: Label(str(row), row.titles.here.language, row.get_absolute_url()) for row in rows}


def _events(ids: list, _viewer) -> dict:
    rows = Event.objects.filter(pk__in=ids)
    return {row.pk: Label(str(row), row.titles.here.language, row.get_absolute_url()) for row in rows}


def _supports(ids: list, _viewer) -> dict:
    rows = Support.objects.filter(pk__in=ids).select_related("event")
    return {row.pk: Label(f"{row.get_kind_display()}: {row.event}", "", row.event.get_absolute_url()) for row in rows}


def _delegations(ids: list, viewer) -> dict:
    rows = Delegation.objects.filter(pk__in=ids)
    own = set(Delegation.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return {row.pk: _own(row.titles)._replace(url=row.get_absolute_url() if row.pk in own else "") for row in rows}


def _meetings(ids: list, _viewer) -> dict:
    rows = Meeting.objects.filter(pk__in=ids).with_people()
    return {
        row.pk: Label(
            f"{row.asker.comes_from} × {row.asked.comes_from}", "", row.event.get_absolute_url()
        ) for row in rows
    }


def _samples(ids: list, viewer) -> dict:
    """The pair alone: what the goods are is the conversation's."""
    rows = Sample.objects.with_firms().filter(pk__in=ids)
    own = set(Sample.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return {
        row.pk: Label(
            _pair(row.thread.match.japan, row.thread.match.partner), "",
            row.get_absolute_url() if row.pk in own else "",
        ) for row in rows
    }


READ = {
    Sample._meta.label_lower: _samples,
    Introduction._meta.label_lower: _introductions,
    Referral._meta.label_lower: _referrals,
    Bulletin._meta.label_lower: _bulletins,
    ExperienceSession._meta.label_lower: _sessions,
    Event._meta.label_lower: _events,
    Support._meta.label_lower: _supports,
    Delegation._meta.label_lower: _delegations,
    Meeting._meta.label_lower: _meetings,
}


def fallen(rows: Iterable[Evidence]) -> set:
    """Those whose source does not stand any more."""
    ids = [row.pk for row in rows if row.source_id]
    return set(Evidence.objects.filter(pk__in=ids).exclude(standing()).values_list("pk", flat=True)) if ids else set()


def fallen_occasions(rows: Iterable[Occasion]) -> set:
    ids = [row.pk for row in rows if row.source_id]
    return (
        set(Occasion.objects.filter(pk__in=ids).exclude(standing(OCCASIONS)).values_list("pk", flat=True)) if ids
        else set()
    )


def why_fallen(evidence: Evidence) -> Activity | None:
    """The newest act that took its source away, as the log tells it."""
    return Activity.objects.filter(subject=ref(evidence), verb="mou.evidence.source_fell").order_by("-pk").first()


def act_words(verb: str) -> str:
    return str(ACTS[verb].label) if verb in ACTS else verb
