import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from kept_tables import events, kept_file

from core.errors import WorkspaceInUse, WorkspaceRefused
from core.steps.channels import Spend
from core.store import Workspace, changes, rows, settings, spend, uploads


def test_a_new_workspace_makes_its_folders_and_is_empty(file: Path) -> None:
    with Workspace.open(file) as workspace:
        assert workspace.notice is None
        assert uploads.waiting(workspace) == uploads.kept(workspace) == []
        assert rows.steps(workspace).empty
    assert file.exists()


def test_everything_is_there_after_a_restart(file: Path) -> None:
    with Workspace.open(file) as workspace:
        upload_id = kept_file(workspace, "events.xlsx", events("find", "talk"), data=b"\x00bytes")
        waiting, _ = uploads.receive(workspace, "ads.xlsx", b"ads")
        uploads.correct(workspace, waiting.id, {"columns": {"B": "minutes"}})
        changes.add(
            workspace, "set", "s1", channel="Events", phase="acquire", field="minutes", written="1,5 Std"
        )
        settings.put(workspace, "hourly_rate", 100.5)
        before = (workspace.revision, uploads.kept(workspace), uploads.waiting(workspace))
        steps = rows.steps(workspace)

    with Workspace.open(file) as workspace:
        assert (workspace.revision, uploads.kept(workspace), uploads.waiting(workspace)) == before
        assert rows.steps(workspace).equals(steps)
        assert uploads.content(workspace, upload_id) == b"\x00bytes"
        assert [change.written for change in changes.changes(workspace)] == ["1,5 Std"]
        assert settings.all(workspace) == {"hourly_rate": 100.5}


def test_the_revision_grows_with_every_change_that_answers_are_computed_from(file: Path) -> None:
    with Workspace.open(file) as workspace:
        spend.put(workspace, "Ads", Spend(spend=900, wins=3))
        changed = workspace.revision
        assert changed > 0
        rows.steps(workspace)
        spend.put(workspace, "Ads", Spend(spend=900, wins=3))
        settings.put(workspace, "currency", "EUR")
        assert workspace.revision == changed
        spend.put(workspace, "Ads", Spend(spend=900, wins=4))
        assert workspace.revision == changed + 1
    with Workspace.open(file) as workspace:
        assert workspace.revision == changed + 1


def test_a_change_that_fails_in_the_middle_leaves_nothing_behind(file: Path) -> None:
    with Workspace.open(file) as workspace:

        def fail() -> None:
            with workspace.change() as cursor:
                cursor.execute("insert into settings values ('currency', '\"EUR\"')")
                raise RuntimeError("stopped")

        with pytest.raises(RuntimeError, match="stopped"):
            fail()
        assert settings.all(workspace) == {}
        assert workspace.revision == 0
        settings.put(workspace, "currency", "NOK")
        assert settings.get(workspace, "currency") == "NOK"


def test_what_a_file_brought_stands_in_the_workspace_file_at_once(file: Path) -> None:
    journal = file.with_name(file.name + ".wal")
    with Workspace.open(file) as workspace:
        kept_file(workspace, "events.xlsx", events("find"))
        assert not journal.exists() or journal.stat().st_size == 0
        settings.put(workspace, "hourly_rate", 100)
        assert journal.stat().st_size > 0


def test_two_workspaces_in_memory_know_nothing_of_each_other() -> None:
    with Workspace.open() as mine, Workspace.open() as yours:
        settings.put(mine, "hourly_rate", 100)
        assert settings.all(yours) == {}


def test_the_same_file_opened_twice_here_is_the_same_workspace(file: Path) -> None:
    with Workspace.open(file) as workspace:
        assert Workspace.open(file.parent / ".." / "kept" / file.name) is workspace
    with Workspace.open(file) as again:
        assert again is not workspace
        assert rows.steps(again).empty


def test_eight_threads_each_get_their_own_right_answers(file: Path) -> None:
    ready = threading.Barrier(8)

    def read_and_write(thread: int) -> list[tuple[object, object]]:
        ready.wait()
        found: list[tuple[object, object]] = []
        for turn in range(50):
            if turn % 10 == 0:
                settings.put(workspace, f"thread {thread}", turn)
            found.append((turn - turn % 10, settings.get(workspace, f"thread {thread}")))
            with workspace.cursor() as cursor:
                row = cursor.execute("select ?, count(*) from range(?)", [thread, turn]).fetchone()
            found.append(((thread, turn), row))
        return found

    with Workspace.open(file) as workspace, ThreadPoolExecutor(8) as pool:
        answers = [answer for answers in pool.map(read_and_write, range(8)) for answer in answers]
        assert [found for _, found in answers] == [expected for expected, _ in answers]
        assert settings.all(workspace) == {f"thread {thread}": 40 for thread in range(8)}


def test_threads_that_keep_files_at_once_each_keep_their_own_rows(file: Path) -> None:
    def keep(thread: int) -> None:
        kept_file(workspace, f"{thread}.xlsx", events(*(f"{thread}-{step}" for step in range(20))))

    with Workspace.open(file) as workspace, ThreadPoolExecutor(8) as pool:
        list(pool.map(keep, range(8)))
        steps = rows.steps(workspace)
        for thread in range(8):
            mine = steps.loc[steps["file"] == f"{thread}.xlsx", "step"]
            assert mine.tolist() == [f"{thread}-{step}" for step in range(20)]


def test_a_second_process_is_told_that_the_workspace_is_in_use(file: Path) -> None:
    tries = (
        "from pathlib import Path\n"
        "from core.errors import WorkspaceInUse\n"
        "from core.store import Workspace\n"
        "try:\n"
        f"    Workspace.open(Path({str(file)!r}))\n"
        "except WorkspaceInUse as refused:\n"
        "    print(refused)\n"
    )
    with Workspace.open(file) as workspace:
        settings.put(workspace, "hourly_rate", 100)
        other = subprocess.run([sys.executable, "-c", tries], capture_output=True, text=True, check=True)
        assert str(file) in other.stdout
        assert "another Stepwise" in other.stdout
        settings.put(workspace, "hourly_rate", 120)
        assert settings.get(workspace, "hourly_rate") == 120


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('{folder}/secret.csv')",
        "select * from '{folder}/secret.csv'",
        "select * from read_text('{folder}/secret.csv')",
        "attach '{folder}/other.duckdb'",
        "copy uploads to '{folder}/out.csv'",
        "export database '{folder}/out'",
        "install excel",
        "set enable_external_access = true",
        "select * from secret",
    ],
)
def test_sql_reaches_nothing_outside_the_workspace(tmp_path: Path, workspace: Workspace, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("a;b")
    secret = events("a").rows  # a frame that SQL must not find by its name in Python
    with pytest.raises(duckdb.Error), workspace.cursor() as cursor:
        cursor.execute(sql.format(folder=tmp_path))
    assert len(secret) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_a_full_disk_is_told_and_costs_only_the_change_that_met_it(file: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Workspace.open(file) as workspace:
        settings.put(workspace, "hourly_rate", 100)
        resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, before[1]))
        try:
            with pytest.raises(WorkspaceRefused, match="room on the disk"):
                uploads.receive(workspace, "large.xlsx", os.urandom(5_000_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert settings.get(workspace, "hourly_rate") == 100
        settings.put(workspace, "hourly_rate", 120)
    with Workspace.open(file) as workspace:
        assert settings.get(workspace, "hourly_rate") == 120
        assert uploads.waiting(workspace) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(WorkspaceRefused, match="taken") as refused:
        Workspace.open(tmp_path / "taken" / "mine.duckdb")
    assert not isinstance(refused.value, WorkspaceInUse)
