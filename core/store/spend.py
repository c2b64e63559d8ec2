"""What a channel cost and won in the period: as the user typed it in, and as the sheets of spend say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core.steps.channels import Spend
from core.store.workspace import Workspace


def put(workspace: Workspace, channel: str, said: Spend) -> None:
    """Keep what was typed in for a channel; with neither figure the channel has none.

    >>> with Workspace.open() as workspace:
    ...     put(workspace, "Search ads", Spend(1200.0, 6.0))
    ...     all(workspace)["Search ads"].wins
    6.0
    """
    if all(workspace).get(channel, Spend()) == said:
        return
    with workspace.change() as cursor:
        cursor.execute("delete from spend where channel = ?", [channel])
        if said != Spend():
            cursor.execute("insert into spend values (?, ?, ?)", [channel, said.spend, said.wins])


def all(workspace: Workspace) -> dict[str, Spend]:  # noqa: A001
    """What was typed in, by channel."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select channel, spend, wins from spend order by channel").fetchall()
    return {channel: Spend(spent, wins) for channel, spent, wins in rows}


@dataclass(frozen=True)
class SheetSpend:
    """What the kept sheets say was spent on a channel, in one currency, and from when to when."""

    channel: str
    amount: float
    currency: str | None
    first: dt.date | None
    last: dt.date | None


def from_sheets(workspace: Workspace) -> list[SheetSpend]:
    """The spend of every channel as the kept sheets add up, by currency.

    >>> with Workspace.open() as workspace:
    ...     from_sheets(workspace)
    []
    """
    with workspace.cursor() as cursor:
        rows = cursor.execute(
            """
            select channel, sum(amount), currency, min(period_start), max(period_end)
            from channel_spend_rows as these
            join uploads on uploads.id = these.upload
            where uploads.status = 'kept'
            group by channel, currency
            order by channel, currency
            """
        ).fetchall()
    return [SheetSpend(*row) for row in rows if row[0] is not None]
