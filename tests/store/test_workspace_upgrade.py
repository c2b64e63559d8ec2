import datetime as dt
from pathlib import Path

import duckdb
import pytest
from kept_tables import events, kept_file

from core.errors import WorkspaceRefused
from core.factory.actions import Action
from core.sheets.kinds import KINDS
from core.store import Workspace, actions, rows, settings, uploads, verdicts
from core.store.upgrade import UPGRADES, connect_up_to_date
from core.store.verdicts import KeptVerdict


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

    for upgrades in ((*UPGRADES, rename), (*UPGRADES, rename, raise_it)):
        connection, _ = connect_up_to_date(file, upgrades)
        connection.close()
    with duckdb.connect(file) as today:
        assert today.execute("select version from workspace").fetchall() == [(1 + len(UPGRADES) + 2,)]
        assert today.execute("select * from settings").fetchall() == [("hourly_rate", "120")]
    assert len(copies(file)) == 2


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(file: Path) -> None:
    with Workspace.open(file) as workspace:
        settings.put(workspace, "rate", 100)

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("delete from settings")
        connection.execute("select * from nowhere")

    with pytest.raises(WorkspaceRefused, match="cannot be opened"):
        connect_up_to_date(file, (*UPGRADES, fail))
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


def test_a_workspace_of_the_first_version_opens_with_all_it_held_and_a_copy_is_kept(version_1: Path) -> None:
    before = version_1.read_bytes()
    with Workspace.open(version_1) as workspace:
        assert rows.steps(workspace)["step"].tolist() == ["find", "talk"]
        (kept,) = uploads.kept(workspace)
        assert uploads.content(workspace, kept.id) == b"\x00bytes" * 20_000
        new, _ = uploads.receive(workspace, "new.csv", b"Step;Minutes\n" * 20_000)
        for kind in KINDS.values():
            rows.kept_rows(workspace, kind)
    assert [copy.read_bytes() for copy in copies(version_1)] == [before]
    with Workspace.open(version_1) as workspace:
        assert uploads.content(workspace, new.id) == b"Step;Minutes\n" * 20_000
    assert len(copies(version_1)) == 1


def test_a_long_text_file_takes_a_fraction_of_its_size_and_comes_back_as_it_was(file: Path) -> None:
    data = b"".join(b"%d;2026-03-02;Offer;%d\n" % (line, line % 97) for line in range(200_000))
    with Workspace.open(file) as workspace:
        upload, _ = uploads.receive(workspace, "events.csv", data)
        assert upload.size == len(data)
        assert uploads.content(workspace, upload.id) == data
    assert file.stat().st_size < len(data) / 2


def test_a_workspace_from_before_there_were_actions_and_verdicts_gets_both_and_keeps_all(
    version_2: Path, version_1: Path
) -> None:
    noted = Action(0, dt.date(2026, 4, 3), what="Call back within the hour")
    for older in (version_2, version_1):
        before = older.read_bytes()
        with Workspace.open(older) as workspace:
            assert actions.all(workspace) == []
            assert verdicts.all(workspace) == []
            kept = actions.add(workspace, noted)
            verdicts.put(workspace, KeptVerdict(noted.day, "flow-bound", "offer"))
            assert rows.steps(workspace)["step"].tolist() == ["find", "talk"]
        with Workspace.open(older) as workspace:
            assert actions.all(workspace) == [kept]
            assert len(verdicts.all(workspace)) == 1
        assert [copy.read_bytes() for copy in older.parent.glob(f"{older.stem}*.before-upgrade-*")] == [
            before
        ]
