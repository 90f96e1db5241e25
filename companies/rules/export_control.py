"""The Common High Priority List: goods whose export a reviewer must look at before contacts are released."""
import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

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

    def possible(self, code: str) -> dict[str, str]:
        """Listed codes that a shorter code may stand for: "8542" may hide 854231."""
        return {listed: tier for listed, tier in self.tiers.items() if len(code) < 6 and code and listed.startswith(code)}


@lru_cache(maxsize=1)
def controlled_codes() -> ControlList:
    """A flag from this list is a question to a reviewer, never a verdict."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return ControlList(VERSION, {row["hs6"]: row["tier"] for row in csv.DictReader(file)})
