"""The funnel as one query for a team whose events live in a warehouse; its answer is a stage-counts sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from core.errors import StepwiseError
from core.funnel.events_sql import How, statement
from core.funnel.periods import Period

if TYPE_CHECKING:
    from sqlglot import exp

Dialect = Literal["postgres", "spark", "clickhouse", "duckdb"]
ENGINES: Mapping[Dialect, str] = {
    "postgres": "PostgreSQL",
    "spark": "Spark",
    "clickhouse": "ClickHouse",
    "duckdb": "DuckDB",
}
"""The engines that the query can be written for, and what they are called."""

_HEADER = """\
How many reached each stage of the funnel, by {period} and channel: a query of Stepwise for {engine}.

Reads   {table}, one row per event, with the columns
          case_id   the contact that travels through the stages
          stage     the name of the stage that it reached, a text
          time      when, as a timestamp; a date, or midnight, is any moment of that day
          channel   how it was found, a text; may be null
Gives   period and period_end (the first and the last day), channel, stage, count. Save the answer as a
        CSV file with these headings and load it in Stepwise: it is a sheet of stage counts.

A case counts in the {period} in which it was first in the first stage: once in each stage that it reached,
{how}, within {days} days. Only cases whose {days} days
were over {until} are counted, so that the rates between the
counts are right. Younger cases are still open: a later run brings them."""
_ORDERS: Mapping[How, str] = {
    "ordered": "one after the other, others between allowed",
    "any": "in any order",
    "strict": "one after the other, with nothing in between",
}
_BEGINNING = """
with
-- one row per event
known_events as (
    select case_id, stage, cast(time as timestamp) as time, coalesce(channel, '') as channel
    from stage_events
),
-- one row: up to when everything is known, which is the last event, or that day where it has a date alone
known as (
    select
        case
            when latest = date_trunc('day', latest)
            then latest + interval '1' day - interval '1' microsecond
            else latest
        end as known_until
    from (
        select max(time) as latest
        from known_events
        where time <= cast(current_timestamp as timestamp)
    ) as seen
)
select * from known
"""
_COUNTS = """
select
    reached.period,
    cast(reached.period {length} as date) as period_end,
    case when reached.channel = '' then $without_channel else reached.channel end as channel,
    funnel_labels.stage,
    case funnel_labels.position {counts} end as count
from reached
cross join funnel_labels
where reached.closed_1 > 0
order by reached.period, reached.channel, funnel_labels.position
"""
_LENGTHS: Mapping[Period, str] = {
    "week": "+ interval '6' day",
    "month": "+ interval '1' month - interval '1' day",
    "quarter": "+ interval '3' month - interval '1' day",
    "year": "+ interval '1' year - interval '1' day",
}


def warehouse_sql(
    names: Mapping[str, str],
    order: Sequence[str],
    *,
    how: How,
    window_days: int,
    until: dt.datetime | None,
    period: Period,
    dialect: Dialect,
    table: str = "stage_events",
    without_channel: str = "no channel",
) -> str:
    """The event funnel (`events.sql`, `strict.sql`, `reach.sql`) as one query, ready to paste.

    `names` says which label of a stage each name in the events means, `order` the labels in the order of the
    funnel. A label that no name means is passed over, and a name whose label is not in `order` is left out.
    `until` is the moment up to which everything is known; None: that of the last event. `table` may name its
    schema. `without_channel` is written where no channel is known: left empty in a sheet with channels, such
    a row would be their total.

    The counts are of closed cases, whose window is over: the rates between them are those of the funnel page.
    A period in which no window is over gives no rows, for a zero would look measured. Raises StepwiseError
    where no name means a stage.

    >>> text = warehouse_sql({"Angebot": "Offers", "Lead": "Leads"}, ["Leads", "Offers"], how="ordered",
    ...     window_days=30, until=None, period="month", dialect="postgres", table="crm.events")
    >>> [line.strip() for line in text.splitlines() if "'Angebot'" in line or "crm" in line]
    ['-- Reads   crm.events, one row per event, with the columns', 'FROM crm.events', "'Angebot' AS stage,"]
    """
    from sqlglot import exp

    labels = [label for label in order if label in names.values()]
    if not labels:
        raise StepwiseError("No name in the events means a stage yet. Say first which stage each name means.")
    stages = len(labels)
    positions = {name: labels.index(label) + 1 for name, label in names.items() if label in labels}
    source = exp.to_table(table, dialect=dialect)

    (beginning, known), _last = _steps(_BEGINNING)
    beginning.this.args["from_"].set("this", source)
    travelled, cases = _steps(statement("events", stages))
    if how == "strict" and stages > 1:  # where there is one stage alone, nothing can come in between
        interrupted, cases = _steps(statement("strict", stages))
        travelled += interrupted
    for part in travelled:
        for read in part.find_all(exp.Table):
            if read.name == "stage_events":
                read.replace(exp.to_table("known_events").as_("stage_events"))
    parts = [
        beginning,
        *([known] if until is None else []),
        _relation("funnel_stages", positions),
        _relation("funnel_labels", {label: place for place, label in enumerate(labels, start=1)}),
        *travelled,
        _reached(stages, cases),
    ]
    counts = " ".join(f"when {place} then reached.closed_{place}" for place in range(1, stages + 1))
    query = _parsed(_COUNTS.format(length=_LENGTHS[period], counts=counts))
    query.set("with_", exp.With(expressions=parts))
    known_until: exp.Expr = exp.select("known_until").from_("known").subquery()
    if until is not None:
        moment = exp.Literal.string(f"{until:%Y-%m-%d %H:%M:%S.%f}")
        known_until = exp.cast(moment, "timestamp", dialect="duckdb")
    _give(
        query,
        {
            "window_days": exp.Literal.number(window_days),
            "until": known_until,
            "any_order": exp.Boolean(this=how == "any"),
            "period": exp.Literal.string(period),
            "without_channel": exp.Literal.string(without_channel),
        },
    )
    if dialect == "clickhouse":
        _for_clickhouse(query)
    header = _HEADER.format(
        period=period,
        engine=ENGINES[dialect],
        table=" ".join(source.sql(dialect=dialect).split()),
        how=_ORDERS[how],
        days=window_days,
        until="at the last event" if until is None else f"at {until:%Y-%m-%d %H:%M:%S}",
    )
    comment = "".join(f"-- {line}".rstrip() + "\n" for line in header.splitlines())
    return f"{comment}{query.sql(dialect=dialect, pretty=True)}\n"


def _parsed(text: str) -> exp.Select:
    from sqlglot import exp, parse_one

    return parse_one(text, read="duckdb", into=exp.Select)


def _steps(text: str) -> tuple[list[exp.CTE], str]:
    """The named parts of a query, and the name of the one that is its answer."""
    query = _parsed(text)
    return query.ctes, query.args["from_"].name


def _relation(name: str, places: Mapping[str, int]) -> exp.CTE:
    """A relation written out: one row per text, with its position."""
    from sqlglot import exp

    rows = [
        exp.select(
            exp.alias_(exp.Literal.string(text), "stage"), exp.alias_(exp.Literal.number(place), "position")
        )
        for text, place in places.items()
    ]
    return _named(name, rows[0] if len(rows) == 1 else exp.union(*rows, distinct=False))


def _named(name: str, query: exp.Query) -> exp.CTE:
    from sqlglot import exp

    return exp.CTE(this=query, alias=exp.TableAlias(this=exp.to_identifier(name)))


def _reached(stages: int, cases: str) -> exp.CTE:
    """The query reach.sql over these cases, without what is not asked of it here."""
    from sqlglot import exp

    wanted = {"channel", "period", *(f"closed_{place}" for place in range(1, stages + 1))}
    reach = _parsed(statement("reach", stages))
    reach.set("expressions", [each for each in reach.selects if each.alias_or_name in wanted])
    reach.args["from_"].set("this", exp.to_table(cases))
    reach.pop_comments()
    return _named("reached", reach)


def _give(query: exp.Select, values: Mapping[str, exp.Expr]) -> None:
    """Put the values where the query has parameters, and work out what that settles."""
    from sqlglot import exp

    for parameter in list(query.find_all(exp.Placeholder, exp.Parameter)):
        parameter.replace(values[parameter.name].copy())
    for product in list(query.find_all(exp.Mul)):  # days times a number, which ClickHouse cannot do
        days = exp.Literal.string(product.expression.name)
        product.replace(exp.Interval(this=days, unit=product.this.args["unit"]))
    for choice in list(query.find_all(exp.Case)):
        first = choice.args["ifs"][0]
        if isinstance(first.this, exp.Boolean):
            choice.replace(first.args["true"] if first.this.this else choice.args["default"])


def _for_clickhouse(query: exp.Select) -> None:
    """What ClickHouse needs to give the same answer."""
    from sqlglot import exp

    for cast in query.find_all(exp.Cast):
        if cast.is_type("timestamp", "timestampntz"):  # it would have whole seconds alone
            cast.set("to", exp.DataType.build("DateTime64(6)", dialect="clickhouse", nullable=True))
    for select in query.find_all(exp.Select):  # without a name of its own a column may keep its table's
        select.set("expressions", [_aliased(each) for each in select.selects])
    # Elsewhere what a left join does not find is null by itself.
    query.set("settings", [exp.EQ(this=exp.column("join_use_nulls"), expression=exp.Literal.number(1))])


def _aliased(column: exp.Expr) -> exp.Expr:
    from sqlglot import exp

    return exp.alias_(column, column.name) if isinstance(column, exp.Column) and column.table else column
