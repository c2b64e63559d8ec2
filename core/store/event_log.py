"""Where events are asked for: those of the kept sheets of a workspace, or those of one long file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import duckdb

from core.store.workspace import Workspace

_KEPT = """
    select
        these."case" as case_id, these.stage, these.time, coalesce(these.channel, '') as channel,
        these.lost_reason
    from stage_events_rows as these
    where these.upload in (select id from uploads where status = 'kept')
"""


@dataclass(frozen=True)
class EventLog:
    """A way to a database, and the query that gives its events.

    The query gives one row per event: case_id, stage (its name), time, channel ('' where none is given) and
    lost_reason. Logs with the same `key` hold the same events, so an answer from one holds for the other.
    """

    cursor: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]] = field(compare=False)
    events: str = field(compare=False)
    parameters: Mapping[str, Any] = field(default_factory=dict, compare=False)
    key: Hashable = None


def kept_events(workspace: Workspace) -> EventLog:
    """The events of every kept sheet, as they stand now."""
    return EventLog(workspace.cursor, _KEPT, key=(workspace, workspace.revision))
