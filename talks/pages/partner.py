"""The partner's page after contacts are open: all that is known of the firm, what this reader can read first."""
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Firm, PartneringProfile, Picture
from companies.pages.display import SECTOR, fact, joined, profile_markets, role_words
from companies.pages.pictures import shown
from companies.rules import hs
from core.i18n import language_name
from matching.models import Introduction

from ..enums import AskedState
from ..models import Asked, SharedFile
from ..rules.answers import say


def offers_of(firm: Firm, introduction: Introduction) -> list[dict[str, Any]]:
    """What it offers and needs: the pair's own profile first, then what is published besides."""
    own = introduction.match.other_profile(introduction.match.other(firm))
    rows = PartneringProfile.objects.filter(firm=firm, state="published").prefetch_related(
        "lines", Prefetch("pictures", queryset=Picture.objects.for_partners(), to_attr="seen")
    )
    found = sorted(rows.order_by("created_at", "pk"), key=lambda row: own is None or row.pk != own.pk)
    return [_offer(row, introduction) for row in found]


def _offer(row: PartneringProfile, introduction: Introduction) -> dict[str, Any]:
    return {
        "title": row.title, "lang": row.language, "summary": row.summary,
        "kind": f"{row.get_kind_display()} · {row.get_cooperation_display()}",
        "lines": [_line(line) for line in row.lines.all()],
        "facts": [
            {"label": _("Who the firm is here"), "value": role_words(row)},
            {"label": _("Looks for partners in"), "value": " · ".join(map(str, profile_markets(row)))},
            {"label": _("Volumes and conditions"), "value": row.volumes, "lang": row.language},
            {"label": _("Certificates a partner should hold"), "value": " · ".join(row.certificates_wanted)},
        ],
        "pictures": pictures_of(row.seen, introduction),
    }


def _line(line) -> dict[str, Any]:
    """The goods in the reader's language first, then as the firm wrote it."""
    return {"goods": [hs.said(code) for code in line.hs_codes], "text": line.text}


def pictures_of(rows: Iterable[Picture], introduction: Introduction) -> list[dict[str, Any]]:
    return shown(rows, lambda row: reverse("talks:partner_picture", args=[introduction.match_id, row.pk]))


def logo_of(firm: Firm, introduction: Introduction) -> dict[str, Any] | None:
    return next(iter(pictures_of(Picture.objects.for_partners().filter(firm=firm), introduction)), None)


def firm_facts(firm: Firm) -> list[dict[str, Any]]:
    """Said by the firm; certificates that staff have not looked at are not among them."""
    return [
        fact(_("Name in Latin letters"), firm.name_latin, lang="en"),
        fact(_("City"), firm.city, lang=firm.language),
        fact(_("Region"), firm.region, lang=firm.language),
        fact(_("Sectors"), joined(SECTOR.get(code, code) for code in firm.sectors)),
        fact(_("Languages"), joined(map(language_name, firm.languages))),
        fact(_("Employees"), firm.employees),
        fact(_("Founded in"), firm.founded),
        fact(_("Certificates held"), joined(firm.certificates)),
        fact(_("Numbers of certificates"), joined(firm.certificate_numbers.splitlines())),
        fact(_("Web site"), firm.website, url=firm.website),
    ]


def unknown(facts: Iterable[dict[str, Any]]) -> str:
    return " · ".join(str(fact["label"]) for fact in facts if not fact["value"])


def answers_of(firm: Firm, introduction: Introduction) -> list[dict[str, Any]]:
    """What it has answered in this conversation, whoever asked."""
    rows = Asked.objects.filter(
        thread__match=introduction.match, to_side=introduction.match.side_of(firm), state=AskedState.ANSWERED
    )
    return [{"label": row.question.text, "lines": say(row.question, row.value)} for row in rows.order_by("asked_at")]


def files_of(firm: Firm, introduction: Introduction) -> list[dict[str, Any]]:
    """Certificates before all others."""
    rows = SharedFile.objects.standing().filter(
        thread__match=introduction.match, by_side=introduction.match.side_of(firm), file__state="released"
    )
    files = sorted(rows.select_related("file").defer("file__content"), key=lambda row: row.sort != "certificate")
    return [
        {"file": row.file, "sort": row.get_sort_display(), "url": reverse("talks:file", args=[row.pk])} for row in files
    ]
