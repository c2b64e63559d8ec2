from pathlib import Path

import duckdb
import pytest
from kept_tables import events, kept_file

from core.errors import WorkspaceRefused
from core.store import Workspace, rows, settings
from core.store.upgrade import connect_up_to_date


def copies(file: Path) -> list[Path]:
    return list(file.parent.glob("*.before-upgrade-*"))


def test_a_kind_or_a_column_that_is_new_since_the_file_was_made_is_added_to_it(file: Path) -> None:
    with Workspace.open(file) as workspace:
        kept_file(workspace, "events.xlsx", events("find", "talk", note="by train"))
    with duckdb.connect(file) as older:
        older.execute("alter table process_rows drop column note")
        older.execute("drop table roles_rows")
    before = file.read_bytes()

    with Workspace.open(file) as workspace:
        steps = rows.steps(workspace)
        assert steps["step"].tolist() == ["find", "talk"]
        assert steps["note"].isna().all()
        assert rows.roles(workspace).empty
    assert [copy.read_bytes() for copy in copies(file)] == [before]


def test_a_workspace_of_today_is_opened_without_a_copy(file: Path) -> None:
    for _ in range(2):
        Workspace.open(file).close()
    assert copies(file) == []


def test_an_older_version_goes_through_the_steps_it_has_not_seen_yet(file: Path) -> None:
    with Workspace.open(file) as workspace:
        settings.put(workspace, "rate", 100)

    def rename(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("update settings set key = 'hourly_rate' where key = 'rate'")

    def raise_it(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("update settings set value = '120' where key = 'hourly_rate'")

    for upgrades in ((rename,), (rename, raise_it)):
        connection, _ = connect_up_to_date(file, upgrades)
        connection.close()
    with duckdb.connect(file) as today:
        assert today.execute("select version from workspace").fetchall() == [(3,)]
        assert today.execute("select * from settings").fetchall() == [("hourly_rate", "120")]
    assert len(copies(file)) == 2


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    with Workspace.open(file) as workspace:
        settings.put(workspace, "rate", 100)

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("delete from settings")
        connection.execute("select * from nowhere")

    with pytest.raises(WorkspaceRefused, match="cannot be opened"):
        connect_up_to_date(file, (fail,))
    with Workspace.open(file) as workspace:
        assert settings.get(workspace, "rate") == 100


def test_the_workspace_of_a_newer_version_is_refused_and_left_as_it_is(file: Path) -> None:
    Workspace.open(file).close()
    with duckdb.connect(file) as newer:
        newer.execute("update workspace set version = 99")
    before = file.read_bytes()
    with pytest.raises(WorkspaceRefused, match="newer Stepwise"):
        Workspace.open(file)
    assert file.read_bytes() == before
