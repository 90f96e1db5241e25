"""Writing a plan: each firm with its contact, profiles and lines in one transaction."""
import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from core.activity import record
from core.days import local_day
from core.lifecycle import lock, move

from ...intake.rows import FirmInput, LineInput
from ...models import Contact, Firm, ImportJob, PartneringProfile, ProductLine
from ...models.profiles import LIFETIME
from ...rules.legal_forms import form_of
from ...rules.naming import name_key
from ...rules.sectors import sectors_for_hs
from ..checks import record_automatic_checks
from .preview import Grouping, Plan, grouping

logger = logging.getLogger("portal.import")
ONE_AT_A_TIME = "companies.import"  # name of the lock: two imports of one file would both find its firms new

# Broken when somebody has registered the firm since the plan was made.
TAKEN = ("firm_legal_id_once_per_country", "firm_import_key_once")


def unheard(_what) -> None:
    """Nobody waits for it."""


def write_plan(
    plan: Plan,
    *,
    by,
    now: datetime,
    job: ImportJob | None = None,
    progress: Callable[[int], None] = unheard,
    lost: Callable[[str], None] = unheard,
) -> dict[str, int]:
    """Also for whoever has left since a colleague confirmed it. Returns counts by outcome.

    What it writes is marked as unfinished by `job`. `progress` hears how many rows are done, `lost` the keys of firms
    that could not be written.
    """
    counts, done = plan.counts(), 0
    new = {row.key: row.values for row in plan.firms}
    earlier = [key for key in plan.lines if key not in new]  # new lines of firms that are there already
    for key in [*new, *earlier]:
        lines = plan.lines.get(key, [])
        size = (key in new) + len(lines)
        if not _write(key, new.get(key), lines, job=job, by=by, now=now):
            counts["new"] -= size
            counts["refused"] += size
            lost(key)
        done += size
        progress(done)
    return counts


def _write(key: str, given: FirmInput | None, lines: list[LineInput], *, job: ImportJob | None, **who) -> bool:
    """Whole or not at all; what cannot be written costs nobody else their row."""
    try:
        with transaction.atomic():
            firm = _write_firm(given, job=job, **who) if given else Firm.objects.get(import_key=key)
            _write_profiles(firm, lines, job=job, **who)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        if not any(name in str(error) for name in TAKEN):
            logger.exception("firm %s of an import could not be written, the others go on", key)
        return False
    return True


def _write_firm(given: FirmInput, *, job: ImportJob | None, by, now: datetime) -> Firm:
    firm = Firm.objects.create(
        country=given.country, legal_id=given.legal_id.number, name=given.name, name_latin=given.name_latin,
        name_key=name_key(given.name_latin or given.name)[:200], city=given.city, employees=given.employees,
        founded=given.founded, certificates=given.certificates.known, certificates_asked=given.certificates.other,
        certificate_numbers="\n".join(given.certificates.numbered), languages=list(given.languages),
        legal_form=given.legal_form or form_of(given.name, given.name_latin), language=given.language,
        import_key=given.key, submitted_at=now, unfinished_import=job,
    )
    Contact.objects.create(
        firm=firm, name=given.contact_name, email=given.contact_email.lower(), language=given.language
    )
    record_automatic_checks(firm, now=now)
    move(firm, "admit_import", by=by, now=now, verified_at=now, verified_by=by)
    return firm


def _write_profiles(firm: Firm, lines: list[LineInput], **job_and_who) -> None:
    groups = defaultdict(list)
    for line in lines:
        groups[grouping(line), line.trade_role].append(line)
    for (group, role), members in groups.items():
        _write_group(firm, group, role, members, **job_and_who)
    firm = lock(firm)  # its owner may be choosing sectors at this moment
    codes = [code for line in lines for code in line.hs_codes]
    sectors = sorted({*firm.sectors, *(str(sector) for code in codes for sector in sectors_for_hs(code))})
    if sectors != firm.sectors:
        firm.sectors = sectors
        firm.save(update_fields=["sectors"])


def _write_group(
    firm: Firm, group: Grouping, role: str, lines: list[LineInput], *, job: ImportJob | None, by, now: datetime
) -> None:
    profile = _published(firm, group, role)
    if profile is None:
        title = lines[0].text[:160]
        profile = _new_profile(
            firm, group, title=title, trade_role=role, unfinished_import=job, submitted_at=now
        )
        _add_lines(profile, lines)
        until = local_day(now + LIFETIME, firm.zone)
        move(profile, "publish_import", by=by, now=now, published_at=now, published_by=by, expires_on=until)
    else:
        _add_lines(profile, lines)
        record(profile, "edit", by=by, now=now, data={"lines_added": len(lines)})


def _published(firm: Firm, group: Grouping, role: str) -> PartneringProfile | None:
    """Lines that do not say who the firm is join any profile of their kind."""
    kind, cooperation, markets = group
    same = PartneringProfile.objects.filter(firm=firm, kind=kind, cooperation=cooperation, markets=list(markets))
    published = same.filter(state="published")
    return (published.filter(trade_role=role) if role else published).first()


def _new_profile(firm: Firm, group: Grouping, **fields) -> PartneringProfile:
    kind, cooperation, markets = group
    return PartneringProfile.objects.create(
        firm=firm, kind=kind, cooperation=cooperation, markets=list(markets),
        language=firm.language, **fields,
    )


def _add_lines(profile: PartneringProfile, lines: list[LineInput]) -> None:
    first = profile.lines.count()
    ProductLine.objects.bulk_create(
        ProductLine(profile=profile, position=first + place, text=line.text, hs_codes=list(line.hs_codes))
        for place, line in enumerate(lines)
    )
