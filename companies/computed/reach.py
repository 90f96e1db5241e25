"""Can anybody answer for a firm? Computed from its people and invitations, never stored."""
from datetime import datetime
from typing import NamedTuple

from ..enums import Reach
from ..models import Firm


class Reached(NamedTuple):
    code: Reach
    invited_at: datetime | None

    @property
    def by_somebody(self) -> bool:
        return self.code == Reach.SOMEBODY


def reach_of(firm: Firm, now: datetime) -> Reached:
    return reach_in_row(Firm.objects.with_reach(now).get(pk=firm.pk))


def reach_in_row(row: Firm) -> Reached:
    """Of a firm that was fetched `with_reach`."""
    if row.somebody:
        return Reached(Reach.SOMEBODY, None)
    return Reached(Reach.INVITED if row.invited_at else Reach.NOBODY, row.invited_at)
