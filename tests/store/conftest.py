from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from kept_tables import events, kept_file

from core.sheets.kinds import KINDS
from core.store import Workspace
from core.store.tables import rows_table


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.open() as workspace:
        yield workspace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "mine.duckdb"


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """A workspace as the second version made it: without actions and verdicts."""
    path = tmp_path / "version 2.duckdb"
    with Workspace.open(path) as today:
        kept_file(today, "events.xlsx", events("find", "talk"))
    with duckdb.connect(path) as older:
        _without_actions_and_verdicts(older)
        older.execute("update workspace set version = 2")
    return path


def _without_actions_and_verdicts(connection: duckdb.DuckDBPyConnection) -> None:
    _without_frozen_stories(connection)
    connection.execute("drop table actions; drop sequence action_ids; drop table verdicts")


def _without_frozen_stories(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("drop table frozen_stories; drop sequence frozen_story_ids")


@pytest.fixture
def version_3(tmp_path: Path) -> Path:
    """A workspace as the third version made it: without frozen stories."""
    path = tmp_path / "version 3.duckdb"
    with Workspace.open(path) as today:
        kept_file(today, "events.xlsx", events("find", "talk"))
    with duckdb.connect(path) as older:
        _without_frozen_stories(older)
        older.execute("update workspace set version = 3")
    return path


@pytest.fixture
def version_1(tmp_path: Path) -> Path:
    """A workspace as the first version made it: process and role sheets alone, files as they came."""
    path = tmp_path / "version 1.duckdb"
    with Workspace.open(path) as today:
        kept_file(today, "events.xlsx", events("find", "talk"), data=b"\x00bytes" * 20_000)
    with duckdb.connect(path) as older:
        older.execute("update contents set bytes = ?", [b"\x00bytes" * 20_000])
        older.execute("alter table contents drop column packing")
        _without_actions_and_verdicts(older)
        for kind in KINDS.values():
            if kind.records:
                older.execute(f"drop table {rows_table(kind)}")
        older.execute("update workspace set version = 1")
    return path
