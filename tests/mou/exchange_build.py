"""Bulletins, sessions and further people for tests of the exchange of information and experience."""

from datetime import datetime, timedelta

from accounts.enums import Role
from accounts.models import User
from companies.models import Chamber, Liaison
from mou import services
from mou.models import Bulletin, ExperienceSession
from mou.sources import source_of
from tests import build


def bulletin(by: User, now: datetime, *, chamber: Chamber | None = None, **changes) -> Bulletin:
    """A draft of Minamin for Kazakh readers, or of a chamber for Japanese ones."""
    given = {
        "kind": "import_requirements", "sectors": ["food"], "source_url": "",
        "language": "ja", "title": "食品輸入の新要件", "body": "本文",
        "about_country": chamber.country if chamber else "JP", "for_country": "JP" if chamber else "KZ",
    }
    return services.create_bulletin(chamber=chamber, **given | changes, by=by, now=now)


def in_russian(row: Bulletin, by: User, now: datetime, quality: str = "translated") -> None:
    services.write_wording(row, language="ru", title="Новые требования", body="Текст", quality=quality, by=by, now=now)


def published(by: User, now: datetime, **changes) -> Bulletin:
    row = bulletin(by, now, **changes)
    services.publish_bulletin(row, anyway=True, by=by, now=now)
    return row


def plan_session(*, anyway: bool = False, by, now: datetime, **given) -> ExperienceSession:
    """A draft that is published at once."""
    made = services.draft_session(by=by, now=now, **given)
    services.publish_session(made, anyway=anyway, by=by, now=now)
    made.refresh_from_db()
    return made


def session(
    by: User, now: datetime, *, chamber: Chamber | None = None, anyway: bool = True, **changes
) -> ExperienceSession:
    """Of Minamin for Kazakh firms (or of a chamber for Japanese ones), in a week, two hours later by the clock,
    two hours long.
    """
    begins = now + timedelta(days=7, hours=2)  # the frame of each page shows the clocks of now
    given = {
        "kind": "training", "for_country": "JP" if chamber else "KZ", "titles": {"ja": "品質管理"}, "summaries": {},
        "spoken": ["ja", "ru"], "speaker": "", "place": "Zoom", "starts_at": begins,
        "ends_at": begins + timedelta(hours=2), "zone": "Asia/Tokyo",
    }
    return plan_session(anyway=anyway, chamber=chamber, **given | changes, by=by, now=now)


def liaison(chamber: Chamber | None, name: str, zone: str = "Asia/Almaty") -> User:
    person = build.user(f"{name}@chamber.example", name, role=Role.LIAISON, language="ru", zone=zone)
    if chamber:
        Liaison.objects.create(user=person, chamber=chamber)
    return person


def stands(row: Bulletin | ExperienceSession) -> bool:
    indicator = "bulletin_published" if isinstance(row, Bulletin) else "session_held"
    return source_of(indicator, row._meta.label_lower).standing().filter(pk=row.pk).exists()


def subscribe(user: User, now: datetime, **wanted) -> None:
    services.edit_subscription(
        user=user, **{"kinds": [], "countries": [], "sectors": [], "every_days": 7} | wanted, now=now
    )
