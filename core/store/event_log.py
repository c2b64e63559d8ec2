"""Where events are asked for: those of the kept sheets of a workspace, or those of one long file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    join uploads on uploads.id = these.upload
    where uploads.status = 'kept'
"""


@dataclass(frozen=True)
class EventLog:
    """A way to a database, and the query that gives its events.

    The query gives one row per event: case_id, stage (its name), time, channel ('' where none is given) and
    lost_reason.
    """

    cursor: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    events: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def kept_events(workspace: Workspace) -> EventLog:
    """The events of every kept sheet."""
    return EventLog(workspace.cursor, _KEPT)
