"""What a channel cost and won in the period, as the user typed it in."""

from __future__ import annotations

from dataclasses import dataclass

from core.store.workspace import Workspace


@dataclass(frozen=True)
class Spend:
    """Money spent on a channel in the period, in the user's currency, and the customers it won."""

    channel: str
    spend: float | None = None
    wins: float | None = None


def put(workspace: Workspace, channel: str, *, spend: float | None = None, wins: float | None = None) -> None:
    """Keep what was typed in for a channel; with neither figure the channel has none.

    >>> with Workspace.open() as workspace:
    ...     put(workspace, "Search ads", spend=1200.0, wins=6.0)
    ...     all(workspace)["Search ads"].wins
    6.0
    """
    said = Spend(channel, spend, wins)
    if all(workspace).get(channel, Spend(channel)) == said:
        return
    with workspace.change() as cursor:
        cursor.execute("delete from spend where channel = ?", [channel])
        if said != Spend(channel):
            cursor.execute("insert into spend values (?, ?, ?)", [channel, spend, wins])


def all(workspace: Workspace) -> dict[str, Spend]:  # noqa: A001
    """What was typed in, by channel."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select channel, spend, wins from spend order by channel").fetchall()
    return {row[0]: Spend(*row) for row in rows}
