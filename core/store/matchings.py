"""Column matchings that a user corrected once, remembered for every sheet with the same header."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from core.store.workspace import Workspace


def remember(workspace: Workspace, header: Sequence[str], matching: Mapping[str, Any]) -> None:
    """From now on sheets with this header are understood as this matching says.

    >>> with Workspace.open() as workspace:
    ...     remember(workspace, ["Schritt", "Wie lange"], {"1": "minutes"})
    ...     recall(workspace, ["schritt ", "wie  lange"])
    {'1': 'minutes'}
    """
    with workspace.change() as cursor:
        cursor.execute(
            "insert or replace into matchings values (?, ?)",
            [_key(header), json.dumps(matching)],
        )


def recall(workspace: Workspace, header: Sequence[str]) -> dict[str, Any] | None:
    """The matching remembered for this header, if there is one."""
    with workspace.cursor() as cursor:
        row = cursor.execute("select matching from matchings where header = ?", [_key(header)]).fetchone()
    if row is None:
        return None
    matching: dict[str, Any] = json.loads(row[0])
    return matching


def forget(workspace: Workspace, header: Sequence[str]) -> None:
    """Understand sheets with this header by their words again."""
    with workspace.change() as cursor:
        cursor.execute("delete from matchings where header = ?", [_key(header)])


def _key(header: Sequence[str]) -> str:
    # The same header typed with other capitals, spaces or, on a Mac, in other code points.
    texts = [" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in header]
    return json.dumps(texts)
