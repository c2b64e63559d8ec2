"""Several workspaces in one folder: made, renamed, copied, saved, loaded and deleted, whoever reads them."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from kept_tables import events, kept_file

from core.errors import WorkspaceInUse, WorkspaceRefused
from core.store import Workspace, rows, settings, uploads, workspaces
from core.store.last_used import remember_used, to_go_on_with
from core.store.workspace_names import clean_name, file_name, name_of, same_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "clients"


@pytest.fixture
def client(folder: Path) -> Path:
    """A workspace with a kept file of two steps and a file that waits."""
    path = workspaces.make(folder, "Müller & Söhne GmbH")
    with Workspace.open(path) as workspace:
        kept_file(workspace, "events.xlsx", events("find", "talk"))
        uploads.receive(workspace, "waits.csv", b"Step;Minutes" * 10_000)
        settings.put(workspace, "currency", "CHF")
    return path


def names(folder: Path) -> list[str]:
    return [one.name for one in workspaces.listed(folder)]


def steps(path: Path) -> list[str]:
    with Workspace.open(path, make=False) as workspace:
        return rows.steps(workspace)["step"].tolist()


def test_a_folder_lists_its_workspaces_with_size_and_last_change_and_nothing_else(
    folder: Path, client: Path
) -> None:
    workspaces.make(folder, "Ärzte")
    workspaces.make(folder, "bakery")
    (folder / "mine.duckdb.before-upgrade-20260101").write_text("")
    (folder / "notes.txt").write_text("")
    (folder / "folder.duckdb").mkdir()
    assert names(folder) == ["bakery", "Müller & Söhne GmbH", "Ärzte"]
    listed = workspaces.listed(folder)[1]
    assert (listed.path, listed.size) == (client, client.stat().st_size)
    assert listed.changed.tzinfo is None
    assert workspaces.listed(folder / "nowhere") == []


def test_a_new_workspace_is_empty_and_its_name_may_hold_any_sign(folder: Path) -> None:
    for name in ("A/B: Test?", "..", "CON", "nul.txt", "50 % | <Bio>", "100%2F", "Ελλάδα 北京", ".hidden"):
        path = workspaces.make(folder, f"  {name}  ")
        assert path.parent == folder
        assert steps(path) == []
        assert workspaces.find(folder, name) == path
        assert name in names(folder)


@examples(max_examples=150, deadline=None)
@given(st.text(max_size=70))
def test_any_name_that_is_taken_comes_back_from_its_file_and_stays_in_the_folder(typed: str) -> None:
    try:
        name = clean_name(typed)
    except WorkspaceRefused:
        return
    written = file_name(name)
    assert name_of(Path("folder") / written) == name
    assert Path(written).name == written
    assert len(written.encode()) < 220
    assert not set(written) & set('<>:"/\\|?*')
    assert not written.startswith(".")
    assert clean_name(name) == name


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b"])
def test_a_workspace_without_a_name_is_not_made(folder: Path, typed: str) -> None:
    with pytest.raises(WorkspaceRefused, match="no name yet"):
        workspaces.make(folder, typed)


def test_a_name_that_is_too_long_is_refused_with_its_length(folder: Path) -> None:
    with pytest.raises(WorkspaceRefused, match="at most 60 letters"):
        workspaces.make(folder, "x" * 61)
    workspaces.make(folder, "ü" * 60)


def test_a_name_that_is_taken_is_refused_whatever_its_capitals(folder: Path, client: Path) -> None:
    for name in ("MÜLLER & SÖHNE GMBH", "Mu\u0308ller & So\u0308hne GmbH"):
        assert same_name(name, name_of(client))
        with pytest.raises(WorkspaceRefused, match="There is a workspace “Müller & Söhne GmbH” already"):
            workspaces.make(folder, name)
    other = workspaces.make(folder, "Other")
    with pytest.raises(WorkspaceRefused, match="already"):
        workspaces.rename(other, "müller & söhne gmbh")
    with pytest.raises(WorkspaceRefused, match="already"):
        workspaces.copy(client, "OTHER")
    with pytest.raises(WorkspaceRefused, match="already"):
        workspaces.load(folder, "other", workspaces.saved(client))
    assert names(folder) == ["Müller & Söhne GmbH", "Other"]
    assert workspaces.free_name(folder, "other") == "other 2"
    assert steps(client) == ["find", "talk"]


def test_two_who_make_the_same_name_at_once_get_one_workspace(folder: Path) -> None:
    def make(_turn: int) -> bool:
        try:
            workspaces.make(folder, "Same")
        except WorkspaceRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(make, range(8))) == 1
    assert names(folder) == ["Same"]


def test_a_renamed_workspace_keeps_everything_and_leaves_nothing_under_its_old_name(
    folder: Path, client: Path
) -> None:
    aside = folder / f"{client.name}.before-upgrade-20260101"
    aside.write_bytes(b"older")
    with Workspace.open(client) as opened:
        settings.put(opened, "hourly_rate", 90)  # stands in the journal
        new = workspaces.rename(client, "Müller AG")
        assert opened.closed
        with pytest.raises(WorkspaceRefused, match="not here any more"):
            rows.steps(opened)
    assert names(folder) == ["Müller AG"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "Müller AG.duckdb",
        "Müller AG.duckdb.before-upgrade-20260101",
    ]
    with Workspace.open(new) as workspace:
        assert settings.get(workspace, "hourly_rate") == 90
    assert steps(workspaces.rename(new, "MÜLLER ag")) == ["find", "talk"]
    assert names(folder) == ["MÜLLER ag"]


def test_an_open_workspace_is_copied_and_saved_whole_and_goes_on(folder: Path, client: Path) -> None:
    with Workspace.open(client) as opened:
        settings.put(opened, "hourly_rate", 90)
        copy = workspaces.copy(client, "Copy")
        data = workspaces.saved(client)
        assert Workspace.open(client) is opened
        settings.put(opened, "hourly_rate", 95)
        assert settings.get(opened, "hourly_rate") == 95
    loaded = workspaces.load(folder, "Loaded", data)
    for path in (copy, loaded):
        with Workspace.open(path) as workspace:
            assert settings.all(workspace) == {"currency": "CHF", "hourly_rate": 90}
            assert rows.steps(workspace)["step"].tolist() == ["find", "talk"]
            (waiting,) = uploads.waiting(workspace)
            assert uploads.content(workspace, waiting.id) == b"Step;Minutes" * 10_000
    with Workspace.open(copy) as workspace:
        uploads.discard(workspace, waiting.id)
    with Workspace.open(client) as workspace:
        assert len(uploads.waiting(workspace)) == 1


def test_saving_while_others_read_and_write_always_gives_a_whole_workspace(
    folder: Path, client: Path
) -> None:
    done = threading.Event()

    def write() -> int:
        turns = 0
        while not done.is_set():
            settings.put(workspace, "turn", turns)
            assert settings.get(workspace, "turn") == turns
            assert len(rows.steps(workspace)) == 2
            turns += 1
        return turns

    with Workspace.open(client) as workspace, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            saved = [workspaces.saved(client) for _ in range(6)]
        finally:
            done.set()
        assert writing.result() > 0
    for number, data in enumerate(saved):
        assert steps(workspaces.load(folder, f"Saved {number}", data)) == ["find", "talk"]


def test_a_deleted_workspace_is_gone_with_its_copies_and_does_not_come_back(
    folder: Path, client: Path
) -> None:
    (folder / f"{client.name}.before-upgrade-20260101").write_bytes(b"older")
    neighbour = workspaces.make(folder, "Müller & Söhne GmbH 2")
    opened = Workspace.open(client)
    workspaces.delete(client)
    assert list(folder.iterdir()) == [neighbour]
    for act in (lambda: settings.put(opened, "currency", "EUR"), lambda: uploads.kept(opened)):
        with pytest.raises(WorkspaceRefused, match="not here any more"):
            act()
    with pytest.raises(WorkspaceRefused, match="not here any more"):
        Workspace.open(client, make=False)
    assert list(folder.iterdir()) == [neighbour]
    again = workspaces.make(folder, "Müller & Söhne GmbH")
    with Workspace.open(again) as workspace:
        assert workspace is not opened
        assert uploads.kept(workspace) == []


def test_what_is_no_workspace_can_be_deleted_but_not_copied(folder: Path) -> None:
    folder.mkdir()
    path = folder / "broken.duckdb"
    path.write_bytes(b"no database at all")
    with pytest.raises(WorkspaceRefused, match="is not a Stepwise workspace"):
        workspaces.copy(path, "Copy")
    workspaces.delete(path)
    assert list(folder.iterdir()) == []


def test_nothing_is_done_to_a_workspace_that_is_not_there(folder: Path, client: Path) -> None:
    nowhere = folder / "nowhere.duckdb"
    for act in (
        lambda: workspaces.rename(nowhere, "A"),
        lambda: workspaces.copy(nowhere, "A"),
        lambda: workspaces.delete(nowhere),
        lambda: workspaces.saved(nowhere),
    ):
        with pytest.raises(WorkspaceRefused, match="not here any more"):
            act()
    assert list(folder.iterdir()) == [client]


def test_a_workspace_that_another_stepwise_has_open_is_left_alone(folder: Path, client: Path) -> None:
    holds = (
        "import sys\nfrom pathlib import Path\nfrom core.store import Workspace\n"
        f"with Workspace.open(Path({str(client)!r})):\n    print('open', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for act in (
            lambda: workspaces.rename(client, "A"),
            lambda: workspaces.copy(client, "A"),
            lambda: workspaces.delete(client),
            lambda: workspaces.saved(client),
        ):
            with pytest.raises(WorkspaceInUse, match="another Stepwise"):
                act()
        assert [path.name for path in folder.iterdir() if path.suffix == ".duckdb"] == [client.name]
        other.communicate()
    assert steps(client) == ["find", "talk"]


def test_who_still_reads_is_waited_for_not_cut_off(client: Path) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def read() -> int:
        with workspace.cursor() as cursor:
            reading.set()
            assert go_on.wait(5)
            ((count,),) = cursor.execute("select count(*) from process_rows").fetchall()
            return int(count)

    with Workspace.open(client) as workspace, ThreadPoolExecutor(2) as pool:
        count = pool.submit(read)
        assert reading.wait(5)
        saving = pool.submit(workspaces.saved, client)
        go_on.set()
        assert count.result() == 2
        assert saving.result()[8:12] == b"DUCK"


@pytest.mark.parametrize("data", [b"", b"Step;Minutes\nfind;20\n" * 500, b"PK\x03\x04" + bytes(5000)])
def test_a_file_that_is_no_workspace_is_refused_and_leaves_nothing(folder: Path, data: bytes) -> None:
    with pytest.raises(WorkspaceRefused, match="“Client” is no workspace of Stepwise"):
        workspaces.load(folder, "Client", data)
    assert list(folder.iterdir()) == []


def test_the_database_of_another_program_is_not_loaded(folder: Path, tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "other.db") as other:
        other.execute("create table invoices (amount double)")
    with pytest.raises(WorkspaceRefused, match="is no workspace of Stepwise"):
        workspaces.load(folder, "Client", (tmp_path / "other.db").read_bytes())
    assert list(folder.iterdir()) == []


def test_a_saved_workspace_that_is_damaged_or_cut_short_is_refused(folder: Path, client: Path) -> None:
    data = workspaces.saved(client)
    flipped = bytearray(data)
    flipped[len(data) * 2 // 3] ^= 255
    for damaged in (data[: len(data) // 2], data[:5000], bytes(flipped)):
        with pytest.raises(WorkspaceRefused, match="“Client” is damaged"):
            workspaces.load(folder, "Client", damaged)
    assert list(folder.iterdir()) == [client]


def test_the_workspace_of_a_newer_stepwise_is_not_loaded(folder: Path, tmp_path: Path) -> None:
    Workspace.open(tmp_path / "newer.duckdb").close()
    with duckdb.connect(tmp_path / "newer.duckdb") as newer:
        newer.execute("update workspace set version = 99")
    with pytest.raises(WorkspaceRefused, match="saved by a newer Stepwise"):
        workspaces.load(folder, "Client", (tmp_path / "newer.duckdb").read_bytes())
    assert list(folder.iterdir()) == []


def test_the_workspace_of_an_older_stepwise_is_loaded_upgraded_and_kept_as_it_came(
    folder: Path, version_1: Path
) -> None:
    data = version_1.read_bytes()
    path = workspaces.load(folder, "Client", data)
    assert steps(path) == ["find", "talk"]
    (copy,) = folder.glob("*.before-upgrade-*")
    assert copy.read_bytes() == data


def test_the_next_start_goes_on_with_the_workspace_used_last(folder: Path) -> None:
    start = folder / "default.duckdb"
    assert to_go_on_with(start) == start
    Workspace.open(start).close()
    remember_used(start, start)
    assert names(folder) == ["default"]
    assert len(list(folder.iterdir())) == 1
    client = workspaces.make(folder, "Client")
    remember_used(start, client)
    assert to_go_on_with(start) == client
    assert to_go_on_with(folder / "another start.duckdb") == folder / "another start.duckdb"
    workspaces.delete(client)
    assert to_go_on_with(start) == start


def test_where_the_last_and_the_first_are_gone_the_next_start_takes_one_that_is_left(folder: Path) -> None:
    start = folder / "default.duckdb"
    Workspace.open(start).close()
    renamed = workspaces.rename(start, "Mine")
    remember_used(start, renamed)
    assert to_go_on_with(start) == renamed
    other = workspaces.make(folder, "Other")
    workspaces.delete(renamed)
    assert to_go_on_with(start) == other
    workspaces.delete(other)
    assert to_go_on_with(start) == start


@pytest.mark.parametrize("written", ["", "[1]", '{"default.duckdb": 5}', '{"default.duckdb": "../x.duckdb"}'])
def test_a_broken_note_of_the_last_one_is_no_harm(folder: Path, written: str) -> None:
    folder.mkdir()
    (folder / "last-used.json").write_text(written)
    start = folder / "default.duckdb"
    assert to_go_on_with(start) == start
    remember_used(start, folder / "other.duckdb")
    assert '"other.duckdb"' in (folder / "last-used.json").read_text()
