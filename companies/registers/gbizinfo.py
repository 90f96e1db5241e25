"""gBizINFO, the Japanese state's portal of firms: REST, one corporate number, a token in a header.

Version 1 (info.gbiz.go.jp) and version 2 (api.info.gbiz.go.jp) have the same shape; version 2 answers 404 to a number
it does not know and writes "Null" where it has nothing.
"""
from dataclasses import dataclass

from ..errors import RegisterUnreadable
from .entries import Ask, RegisterEntry, text_of, texts_of

URL = "https://api.info.gbiz.go.jp/hojin/v2/hojin"
# Of the National Tax Agency, from which gBizINFO has it.
CAUSES = {"01": "清算の結了等", "11": "合併による解散等", "21": "登記官による閉鎖", "31": "その他の清算の結了等"}


@dataclass(frozen=True)
class GBizInfo:
    url: str = URL
    key: str = ""
    code: str = "gbizinfo"
    title: str = "gBizINFO"

    def entry_of(self, number: str, ask: Ask) -> RegisterEntry | None:
        answer = ask(f"{self.url.rstrip('/')}/{number}", headers={"X-hojinInfo-api-token": self.key})
        if answer is None:
            return None
        try:
            rows = answer["hojin-infos"]
            return self._entry(rows[0]) if rows else None
        except (AttributeError, KeyError, TypeError, IndexError) as strange:
            raise RegisterUnreadable from strange

    def _entry(self, row: dict) -> RegisterEntry:
        return RegisterEntry(
            register=self.code, number=text_of(row, "corporate_number"),
            names=texts_of(row, ja="name", kana="kana", en="name_en"),
            addresses=texts_of(row, ja="location"), activities=texts_of(row, ja="business_summary"),
            head=text_of(row, "representative_position", "representative_name"), ended=_ended(row),
        )


def _ended(row: dict) -> str:
    """閉鎖 with day and cause."""
    day, cause, status = (text_of(row, key) for key in ("close_date", "close_cause", "status"))
    if not day and status != "閉鎖":
        return ""
    return " ".join(filter(None, ["閉鎖", day, CAUSES.get(cause, cause)]))
