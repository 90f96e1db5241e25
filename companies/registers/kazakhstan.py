"""The two open registers of Kazakhstan that answer by BIN."""
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from ..errors import RegisterSilent, RegisterUnreadable
from .entries import Ask, RegisterEntry, text_of, texts_of

STATISTICS_URL = "https://old.stat.gov.kz/api/juridical/counter/api/"
OPEN_DATA_URL = "https://data.egov.kz/api/v4/gbd_ul/v1"
ENDED = ("ликвидир", "исключ", "прекра", "таратыл", "жойыл")  # how a status begins that ends a firm


@dataclass(frozen=True)
class Statistics:
    """The Bureau of National Statistics: no key; one answer a language. Whether a firm was closed it does not say."""

    url: str = STATISTICS_URL
    key: str = ""
    code: str = "stat_kz"
    title: str = "stat.gov.kz"

    def entry_of(self, number: str, ask: Ask) -> RegisterEntry | None:
        row = self._row(number, "ru", ask)
        if row is None:
            return None
        rows = {"ru": row, "kk": self._kazakh(number, ask)}
        return RegisterEntry(
            register=self.code, number=text_of(row, "bin"), names=_by_language(rows, "name"),
            addresses=_by_language(rows, "katoAddress"), activities=_by_language(rows, "okedName"),
            head=text_of(row, "fio"),
        )

    def _row(self, number: str, language: str, ask: Ask) -> dict | None:
        answer = ask(f"{self.url}?{urlencode({'bin': number, 'lang': language})}")
        if answer is None:
            return None
        try:
            found = answer["obj"] if answer["success"] else None
        except (KeyError, TypeError) as strange:
            raise RegisterUnreadable from strange
        if not isinstance(found, dict | None):
            raise RegisterUnreadable
        return found

    def _kazakh(self, number: str, ask: Ask) -> dict:
        """Welcome, and no loss where it does not come in time."""
        try:
            return self._row(number, "kk", ask) or {}
        except (RegisterSilent, RegisterUnreadable):
            return {}


def _by_language(rows: dict[str, dict], key: str) -> dict[str, str]:
    """Each text once: a register often repeats its Russian one."""
    texts: dict[str, str] = {}
    for language, row in rows.items():
        text = text_of(row, key)
        if text and text not in texts.values():
            texts[language] = text
    return texts


@dataclass(frozen=True)
class OpenData:
    """data.egov.kz, data set "gbd_ul" of the Ministry of Justice: needs a key, says whether a firm was closed."""

    url: str = OPEN_DATA_URL
    key: str = ""
    code: str = "egov_kz"
    title: str = "data.egov.kz"

    def entry_of(self, number: str, ask: Ask) -> RegisterEntry | None:
        source = {"size": 1, "query": {"bool": {"must": [{"match": {"bin": number}}]}}}
        answer = ask(f"{self.url}?{urlencode({'apiKey': self.key, 'source': json.dumps(source)})}")
        if not isinstance(answer, list | None):
            raise RegisterUnreadable
        if not answer:
            return None
        if not isinstance(answer[0], dict):
            raise RegisterUnreadable
        return self._entry(answer[0])

    def _entry(self, row: dict) -> RegisterEntry:
        status = text_of(row, "statusru") or text_of(row, "statuskz")
        return RegisterEntry(
            register=self.code, number=text_of(row, "bin"), names=texts_of(row, ru="nameru", kk="namekz"),
            addresses=texts_of(row, ru="addressru", kk="addresskz"),
            activities=texts_of(row, ru="okedru", kk="okedkz"), head=text_of(row, "director"),
            ended=status if status.casefold().startswith(ENDED) else "",
        )
