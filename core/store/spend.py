"""What a channel cost and won in the period, as the user typed it in."""

from __future__ import annotations

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
