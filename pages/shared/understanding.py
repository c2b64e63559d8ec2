"""A waiting file as it is understood with all that the user said of it, remembered until that changes."""

from __future__ import annotations

import json
from contextvars import ContextVar
from functools import lru_cache

import streamlit as st

from core.language import _
from core.sheets.intake import Intake, Progress, take_in
from core.sheets.tables.table import Corrections
from core.store import matchings, uploads
from core.store.uploads import Upload
from core.store.workspace import Workspace
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

LONG_FILE = 4 * 1024 * 1024

_progress: ContextVar[Progress] = ContextVar("progress", default=lambda share, doing: None)


def _read(opened: Workspace, upload: str, name: str, said: str, revision: int) -> Intake:
    """Understand a file; `said` and `revision` stand for what may have changed since the last time."""
    corrections = {
        (one["sheet"], one["number"]): Corrections.from_json(one)
        for one in json.loads(said).get("tables", [])
    }
    return take_in(
        name,
        uploads.content(opened, upload),
        recall=lambda header: matchings.recall(opened, header),
        corrections=corrections,
        progress=_progress.get(),
    )


# A long file fills some hundred megabytes while it waits, so only the last ones stay understood.
_intake = lru_cache(maxsize=24)(_read)
_long_intake = lru_cache(maxsize=2)(_read)


def understood(opened: Workspace, upload: Upload) -> Intake:
    """A received file as it is understood with all that the user said of it."""
    said = json.dumps(upload.corrections, sort_keys=True)
    remembered = _long_intake if upload.size > LONG_FILE else _intake
    return remembered(opened, upload.id, upload.name, said, opened.revision)


def understood_in_sight(upload: Upload) -> Intake:
    """The same, showing that it is being read; of a long file, how far that is."""
    name = escaped(upload.name)
    if upload.size <= LONG_FILE:
        with st.spinner(_("Reading {name} …").format(name=name)):
            return understood(workspace(), upload)
    bar = st.progress(0.0, text=_("Reading {name} …").format(name=name))
    told = _progress.set(lambda share, doing: bar.progress(share, text=f"{name}: {escaped(str(doing))}"))
    try:
        return understood(workspace(), upload)
    finally:
        _progress.reset(told)
        bar.empty()
