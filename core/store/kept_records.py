"""Small lists of the user's own, each record under an id of its own, one setting for the whole list.

A record is changed as it is kept now, not as a window showed it: what another window added meanwhile stays.
"""

from __future__ import annotations

import threading
import uuid
from typing import Any

from core.store import settings
from core.store.workspace import Workspace

Record = dict[str, Any]
_changing = threading.Lock()


def all(workspace: Workspace, key: str) -> dict[str, Record]:  # noqa: A001
    """Every record of the list by its id, in the order in which they were added."""
    kept: dict[str, Record] = settings.get(workspace, key, {})
    return kept


def add(workspace: Workspace, key: str, record: Record) -> str:
    """Add a record, anything that JSON can say; its id, which is never used again.

    >>> with Workspace.open() as workspace:
    ...     kept = add(workspace, "ideas", {"what": "Book online"})
    ...     all(workspace, "ideas")[kept]
    {'what': 'Book online'}
    """
    name = uuid.uuid4().hex[:12]
    with _changing:
        settings.put(workspace, key, {**all(workspace, key), name: record})
    return name


def change(workspace: Workspace, key: str, name: str, record: Record) -> bool:
    """Put a record in the place of what it was; False where there is none of this id any more."""
    with _changing:
        kept = all(workspace, key)
        if name not in kept:
            return False
        settings.put(workspace, key, {**kept, name: record})
    return True


def remove(workspace: Workspace, key: str, name: str) -> None:
    """Forget a record; one that is forgotten already stays so."""
    with _changing:
        kept = all(workspace, key)
        if name in kept:
            settings.put(workspace, key, {each: record for each, record in kept.items() if each != name})
