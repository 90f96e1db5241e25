"""The open work of one reader: all sources merged, ordered and cut by the database in one query.

What each source asks is drawn up once for the readers of a role; afterwards only values are put in.
"""
from datetime import datetime
from json import loads
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from core.counting import drawn_up
from core.prepared import Slot, slots_of

from ..rules.business_days import CLOSES, calendar_parameters
from ..sources import SOURCES
from ..sources.source import ALLOWANCES, COLUMNS, Clock, clock_at

# Of the reader's own house; whoever works for no chamber is Minamin's.
HOUSE = "(SELECT chamber_id FROM companies_liaison WHERE user_id = %s)"
SAME = f"care.kind = work.kind AND care.item = work.item AND care.chamber_id IS NOT DISTINCT FROM {HOUSE}"
AWAKE = f"NOT EXISTS (SELECT FROM office_care AS care WHERE care.rests_until > %s AND {SAME})"


class Tally(NamedTuple):
    """Of one kind: how many stand in the list, how many of these are the reader's, how many rest."""

    waiting: int
    mine: int
    resting: int


class Asked(NamedTuple):
    """What part of the list somebody wishes to see. `people`: whose alone, where not everybody's."""

    kinds: list[str]
    people: list[UUID] | None = None
    resting: bool = False
    item: UUID | None = None  # this one alone, resting or not


class Item(NamedTuple):
    """One row of the list; names are read for a page of them at once."""

    kind: str
    item: UUID
    since: datetime | None
    until: datetime | None
    country: str
    firm: UUID | None
    other: UUID | None
    chamber: UUID | None
    event: UUID | None
    said: str | None
    owner: UUID | None
    target: UUID | None


class Rows:
    """A question of core.counting: the rows themselves."""

    column = "{}"

    def __init__(self, rows: QuerySet):
        self.rows = rows

    @staticmethod
    def read(given: Any) -> Any:
        return given


class Together:
    """Several questions as one: what core.counting asks of a queryset."""

    def __init__(self, branches: dict[str, QuerySet], user: User, at: Clock):
        self.query, self.branches, self.of_house = self, branches, (at.now, user.pk)

    def sql_with_params(self) -> tuple[str, tuple]:
        parts, params = [], []
        for kind, rows in self.branches.items():
            try:
                sql, given = rows.query.sql_with_params()
            except EmptyResultSet:
                continue
            parts.append(f"(SELECT '{kind}' AS kind, rows.* FROM ({sql}) AS rows (item))")  # noqa: S608 - ours
            params += given
        if not parts:
            raise EmptyResultSet
        together = f"SELECT kind FROM ({' UNION ALL '.join(parts)}) AS work WHERE {AWAKE}"  # noqa: S608 - ours
        return together, (*params, *self.of_house)


class WorkOf:
    """A question of core.counting: {kind: how many wait for the reader}."""

    column = (
        "(SELECT jsonb_object_agg(kind, many) FROM "
        "(SELECT kind, count(*) FROM ({}) AS waiting GROUP BY kind) AS tallied (kind, many))"
    )

    def __init__(self, user: User, at: Clock):
        mine = {kind: source for kind, source in SOURCES.items() if source.is_for(user)}
        branches = {kind: source.rows(user, at).order_by().values("pk") for kind, source in mine.items()}
        self.rows = Together(branches, user, at)

    @staticmethod
    def read(given: Any) -> dict[str, int]:
        return loads(given) if isinstance(given, str) else given or {}


def values_of(user: User, now: datetime) -> dict[str, UUID | datetime]:
    """What is put in where a question was drawn up for somebody else of the role."""
    return {"user": user.pk, "now": now} | clock_at(now).cutoffs


def clock_of(values: dict[str, Any]) -> Clock:
    return Clock(values["now"], values)


def page(user: User, now: datetime, asked: Asked, *, first: int = 0, many: int = 1) -> list[Item]:
    """`many` of the reader's open work from the `first` on, by the moment until which it waits."""
    branches, params = _branches(user, now, asked.kinds)
    if not branches:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _ordered(" UNION ALL ".join(branches)),  # nosemgrep: sql-put-together-by-hand
            [*params, *calendar_parameters(now, ALLOWANCES), user.pk, *_chosen(asked, now), many, first],
        )
        return [Item(*row) for row in cursor.fetchall()]


def _chosen(asked: Asked, now: datetime) -> list:
    """For CHOSEN."""
    return [asked.item, asked.item, now, asked.resting, asked.item, asked.people, asked.people]


def tally(user: User, now: datetime, people: list[UUID]) -> dict[str, Tally]:
    """By kind, those of nothing left out. `people`: whose work counts as the reader's own."""
    branches, params = _branches(user, now, [kind for kind, source in SOURCES.items() if source.is_for(user)])
    with connection.cursor() as cursor:
        cursor.execute(
            _tallied(" UNION ALL ".join(branches)),  # nosemgrep: sql-put-together-by-hand
            [*params, now, people, now, now, user.pk],
        )
        return {kind: Tally(*many) for kind, *many in cursor.fetchall()}


def _listed(role: str, values: dict[str, Any]) -> dict[str, Any]:
    user = User.reader(values["user"], role)
    return {kind: Rows(one.branch(user, clock_of(values))) for kind, one in SOURCES.items() if one.is_for(user)}


def _branches(user: User, now: datetime, kinds: list[str]) -> tuple[list[str], list]:
    values = values_of(user, now)
    columns = drawn_up(_listed, user.role, slots_of(values))
    parts, params = [], []
    for kind in kinds:
        if kind not in columns or columns[kind].sql == "NULL":
            continue
        named = f"({columns[kind].sql}) AS rows ({', '.join(COLUMNS)})"
        parts.append(f"SELECT '{kind}' AS kind, rows.* FROM {named}")  # noqa: S608 - queries of ours, compiled by Django
        params += _filled(columns[kind].params, values)
    return parts, params


def _filled(params: tuple, values: dict[str, Any]) -> list:
    return [values[param.name] if isinstance(param, Slot) else param for param in params]


# One row for each country and allowance; `ends` is read by place, so that no row of work is compared with many days.
CALENDAR = """
    known AS MATERIALIZED (SELECT %s::date[] AS ends),
    calendar AS MATERIALIZED (
        SELECT * FROM unnest(%s::text[], %s::int[], %s::text[], %s::int[], %s::int[])
            AS t (country, days, zone, begins, size), (SELECT %s::date AS first) AS f
    )
"""
PLACE = "{c}.begins + least({c}.size, greatest(1, ({since} AT TIME ZONE {c}.zone)::date - {c}.first + 1))"
LAST = (
    f"CASE WHEN {{since}} IS NOT NULL THEN ((known.ends)[{PLACE}] + time '{CLOSES:%H:%M}') AT TIME ZONE {{c}}.zone END"
)


CARED = f"LEFT JOIN office_care AS care ON {SAME}"
RESTS = "coalesce(care.rests_until > %s, false)"
OWNER = "coalesce(care.person_id, work.owner)"
CHOSEN = (
    "(%s::uuid IS NULL OR work.item = %s::uuid)"
    f" AND ({RESTS} = %s OR %s::uuid IS NOT NULL) AND (%s::uuid[] IS NULL OR {OWNER} = ANY(%s::uuid[]))"
)


def _tallied(rows: str) -> str:
    return f"""
        WITH work AS ({rows})
        SELECT work.kind, count(*) FILTER (WHERE NOT {RESTS}),
            count(*) FILTER (WHERE {OWNER} = ANY(%s::uuid[]) AND NOT {RESTS}), count(*) FILTER (WHERE {RESTS})
        FROM work {CARED} GROUP BY work.kind
    """  # noqa: S608 - its parts are ours, values stay parameters


def _ordered(rows: str) -> str:
    own, also = LAST.format(c="own", since="work.since"), LAST.format(c="also", since="work.also_since")
    return f"""
        WITH work AS ({rows}), {CALENDAR}
        SELECT work.kind, work.item, since, coalesce(work.until, least({own}, {also})) AS last,
            coalesce(work.country, 'JP'), firm, other, chamber, event, said, {OWNER}, target
        FROM work CROSS JOIN known {CARED}
        LEFT JOIN calendar AS own ON own.country = coalesce(work.country, 'JP') AND own.days = work.days
        LEFT JOIN calendar AS also ON also.country = coalesce(work.country, 'JP') AND also.days = work.also_days
        WHERE {CHOSEN} ORDER BY last, since, work.kind, work.item LIMIT %s OFFSET %s
    """  # noqa: S608 - its parts are ours, values stay parameters
