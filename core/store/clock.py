"""What time it is, as the tables keep it."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """The time in UTC, without a zone: what a DuckDB timestamp holds.

    >>> now().tzinfo is None
    True
    """
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
