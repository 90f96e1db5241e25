"""The Common High Priority List: goods whose export a reviewer must look at before contacts are released."""
import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.days import local_day
from core.geography import ZONE

VERSION = "2024-02-23"
FILE = Path(__file__).resolve().parent.parent / "data" / f"common_high_priority_list_{VERSION}.csv"
NOTE = _("Tiers 1 and 2 and the number of codes were checked against public descriptions. The operator of the portal "
         "must compare the other tiers with the official list before relying on them.")


@dataclass(frozen=True)
class ControlList:
    """HS codes of six digits and their tier ("1", "2", "3.A" …); `note` says how far the copy was checked."""

    version: str
    tiers: dict[str, str]
    note: object = NOTE

    def tier(self, code: str) -> str:
        return self.tiers.get(code, "")

    @cached_property
    def questions(self) -> dict[str, str]:
        """{code as a line may name it: tier}: the listed ones, and headings that hide some (strictest tier)."""
        headings: dict[str, str] = {}
        for code, tier in self.tiers.items():
            headings[code[:4]] = min(tier, headings.get(code[:4], tier))
        return headings | self.tiers

    def possible(self, code: str) -> dict[str, str]:
        """Listed codes that a shorter code may stand for: "8542" may hide 854231."""
        return {
            listed: tier for listed, tier in self.tiers.items() if len(code) < 6 and code and listed.startswith(code)
        }


@lru_cache(maxsize=1)
def controlled_codes() -> ControlList:
    """A flag from this list is a question to a reviewer, never a verdict."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return ControlList(VERSION, {row["hs6"]: row["tier"] for row in csv.DictReader(file)})


def clearance_day(now: datetime) -> date:
    """A clearance ends with its day in Japan, where the question is reviewed;
    it is the first side on which a day ends.
    """
    return local_day(now, ZONE["JP"])
