"""What is wrong with the shape of an instance's JSON form, each with its field and index."""
from collections.abc import Iterator, Mapping
from typing import Any

from .conflict import Conflict

MOST = {"participants": 20_000, "slots": 2_000, "tables": 20_000}
PEOPLE = ("sides", "country", "languages")  # one entry for each participant, where a file has them
LISTS = ("after", "barred")  # of a meeting


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_id(value: Any) -> bool:
    return isinstance(value, str) or isinstance(value, int) and not isinstance(value, bool)


def wrong(field: str, wanted: str, value: Any) -> Conflict:
    return Conflict("form", f"'{field}' must be {wanted}, and is {value!r:.60}")


def shape_problems(data: Any) -> Iterator[Conflict]:
    if not isinstance(data, Mapping):
        yield Conflict("form", f"an instance must be a mapping, and is {data!r:.60}")
        return
    for key, most in MOST.items():
        if not is_count(data.get(key)) or data[key] > most:
            yield wrong(key, f"a whole number from 0 to {most}", data.get(key))
    for key in ("morning_slots", "fairness", "days", "slots_per_day"):
        if data.get(key) is not None and not (is_count(data[key]) and data[key] <= MOST["slots"]):
            yield wrong(key, f"a whole number from 0 to {MOST['slots']}", data[key])
    if not isinstance(data.get("everybody"), bool | None):
        yield wrong("everybody", "true, false or null", data["everybody"])
    yield from rows(data, "meetings", Mapping, "a mapping")
    yield from rows(data, "forbidden", list, "a list of slots")
    if not isinstance(data.get("interpreters") or {}, Mapping):
        yield wrong("interpreters", "a mapping of pairs to counts", data["interpreters"])
    if data.get("previous") is not None and not isinstance(data["previous"], list):
        yield wrong("previous", "a list of slots", data["previous"])
    for key in PEOPLE:
        given = data.get(key)
        if given is not None and not (isinstance(given, list) and len(given) == data.get("participants")):
            said = f"a list of {len(given)}" if isinstance(given, list) else given
            yield wrong(key, f"a list with one entry for each of {data.get('participants')} participants", said)
    if isinstance(data.get("meetings"), list):
        for place, meeting in enumerate(data["meetings"]):
            if isinstance(meeting, Mapping):
                yield from meeting_shape(f"meetings[{place}]", meeting)


def rows(data: Mapping[str, Any], key: str, kind: type, words: str) -> Iterator[Conflict]:
    if not isinstance(data.get(key), list):
        yield wrong(key, "a list", data.get(key))
        return
    for place, row in enumerate(data[key]):
        if not isinstance(row, kind):
            yield wrong(f"{key}[{place}]", words, row)


def meeting_shape(name: str, meeting: Mapping[str, Any]) -> Iterator[Conflict]:
    if "id" in meeting and not is_id(meeting["id"]):
        yield wrong(f"{name}.id", "a whole number or a word", meeting["id"])
    for key in ("session", "interp"):
        if not isinstance(meeting.get(key), str | None):
            yield wrong(f"{name}.{key}", "a word or null", meeting[key])
    for key in LISTS:
        given = meeting.get(key)
        if given is not None and not isinstance(given, list):
            yield wrong(f"{name}.{key}", "a list", given)
            continue
        for place, one in enumerate(given or ()):
            if not is_id(one):
                yield wrong(f"{name}.{key}[{place}]", "a whole number" + " or a word" * (key == "after"), one)


def size_problems(data: Mapping[str, Any]) -> Iterator[Conflict]:
    """What does not fit together, in data of the right shape."""
    days, per_day = data.get("days"), data.get("slots_per_day")
    if days and per_day and days * per_day != data["slots"]:
        yield Conflict("form", f"'days' × 'slots_per_day' are {days} × {per_day}, but there are {data['slots']} slots")
    if data["slots"] == 0:
        yield Conflict("no_slots", "there are 0 slots: no meeting can take place")
    if data["tables"] == 0:
        yield Conflict("no_tables", "there are 0 tables: no meeting can take place")
