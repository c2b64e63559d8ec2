"""A workspace for each client: made, switched, renamed, copied, loaded and deleted, and never mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from core.errors import WorkspaceRefused
from core.sheets.intake import take_in
from core.store import Workspace, settings, uploads, workspaces
from core.store import rows as kept
from core.store.uploads import KeptTable
from pages.shared.opened import available
from tests.pages.conftest import Open


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture(autouse=True)
def all_are_closed(folder: Path) -> Iterator[None]:
    yield
    for one in workspaces.listed(folder):
        with suppress(WorkspaceRefused):
            Workspace.open(one.path).close()


@pytest.fixture
def two_clients(folder: Path) -> list[Path]:
    """Two clients with a step of the same name in the same channel, other times, rates and currencies."""
    made = []
    for name, minutes, rate, currency in (("Aas", 10, 60, "NOK"), ("Berg", 40, 90, "CHF")):
        path = workspaces.make(folder, name)
        with Workspace.open(path) as workspace:
            data = f"Channel;Step;Minutes\nFair;Call;{minutes}\n".encode()
            upload, _ = uploads.receive(workspace, "fair.csv", data)
            tables = [KeptTable(one.kind, one.sheet, one.rows) for one in take_in("fair.csv", data).tables]
            uploads.keep(workspace, upload.id, tables)
            settings.put(workspace, "hourly_rate", rate)
            settings.put(workspace, "currency", currency)
        made.append(path)
    return made


def choose(app: AppTest, name: str, key: str = "workspace_choice") -> AppTest:
    """Switch in the sidebar, or where a page tells that its workspace is gone."""
    path = next(one.path for one in available() if one.name == name)
    app.selectbox(key=key).select(str(path)).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """The name of the workspace that the sidebar says is open."""
    box = app.selectbox(key="workspace_choice")
    return Path(box.value).stem


def type_name(app: AppTest, form: str, name: str) -> AppTest:
    app.text_input(key=f"{form} name").set_value(name)
    app.button(key=f"{form} do").click().run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return " ".join(str(one.value) for one in [*app.header, *app.markdown, *app.caption, *app.error])


def boxes(app: AppTest) -> list[str | None]:
    return [one.key for one in app.selectbox]


def test_a_single_workspace_asks_nobody_which_one(open_app: Open) -> None:
    app = open_app("sheets")
    assert "workspace_choice" not in boxes(app)
    assert "workspace" not in app.query_params


def test_each_workspace_shows_its_own_steps_rate_and_currency(
    open_app: Open, two_clients: list[Path]
) -> None:
    app = open_app(workspace="Aas")
    assert app.query_params["workspace"] == "Aas"
    assert app.text_input(key="hourly_rate").value == "60"
    assert app.selectbox(key="currency_choice").value == "NOK"
    assert "costs NOK\xa010 and 10 min" in app.header[0].value

    choose(app, "Berg")
    assert app.query_params["workspace"] == "Berg"
    assert app.query_params["rate"] == "90"
    assert app.text_input(key="hourly_rate").value == "90"
    assert app.selectbox(key="currency_choice").value == "CHF"
    assert "costs CHF\xa060 and 40 min" in app.header[0].value
    app.text_input(key="hourly_rate").set_value("95").run()

    choose(app, "Aas")
    assert app.text_input(key="hourly_rate").value == "60"
    with Workspace.open(two_clients[0]) as aas, Workspace.open(two_clients[1]) as berg:
        assert settings.get(aas, "hourly_rate") == 60
        assert settings.get(berg, "hourly_rate") == 95


def test_the_workspace_used_last_is_open_after_a_restart_and_an_address_wins(
    open_app: Open, two_clients: list[Path]
) -> None:
    open_app(workspace="Berg")
    assert shown(open_app()) == "Berg"
    assert shown(open_app(workspace="aas")) == "Aas"


def test_two_windows_look_at_two_workspaces(open_app: Open, two_clients: list[Path]) -> None:
    one, other = open_app(workspace="Aas"), open_app(workspace="Berg")
    one.text_input(key="hourly_rate").set_value("61").run()
    other.text_input(key="hourly_rate").set_value("91").run()
    assert (shown(one.run()), shown(other.run())) == ("Aas", "Berg")
    with Workspace.open(two_clients[0]) as aas, Workspace.open(two_clients[1]) as berg:
        assert (settings.get(aas, "hourly_rate"), settings.get(berg, "hourly_rate")) == (61, 91)


def test_a_new_workspace_is_made_and_looked_at_in_the_same_language(open_app: Open, folder: Path) -> None:
    app = type_name(open_app("sheets", lang="de"), "make_workspace", "Müller & Söhne GmbH")
    assert shown(app) == "Müller & Söhne GmbH"
    assert app.query_params["workspace"] == "Müller & Söhne GmbH"
    assert app.query_params["lang"] == "de"
    path = workspaces.find(folder, "Müller & Söhne GmbH")
    assert path is not None
    with Workspace.open(path) as workspace:
        assert settings.get(workspace, "language") == "de"


def test_a_name_that_cannot_be_taken_is_told_in_a_sentence(open_app: Open) -> None:
    app = type_name(open_app("sheets"), "make_workspace", "TEST")
    assert "There is a workspace “test” already" in app.error[0].value
    type_name(app, "make_workspace", "  ")
    assert "no name yet" in app.error[0].value


def test_a_renamed_workspace_stays_open_and_the_other_window_is_told(
    open_app: Open, two_clients: list[Path]
) -> None:
    other = open_app(workspace="Aas")
    app = open_app("sheets", workspace="Aas")
    type_name(app, "rename_workspace", "Aas AS")
    assert shown(app) == "Aas AS"
    assert app.query_params["workspace"] == "Aas AS"

    other.text_input(key="hourly_rate").set_value("61").run()
    assert not other.exception
    assert "There is no workspace “Aas” here any more" in texts(other)
    assert not two_clients[0].exists()
    choose(other, "Aas AS", "other_workspace")
    assert shown(other) == "Aas AS"
    assert other.text_input(key="hourly_rate").value == "60"


def test_a_copy_is_looked_at_and_changes_nothing_in_the_first(
    open_app: Open, two_clients: list[Path]
) -> None:
    app = open_app("sheets", workspace="Aas")
    app.button(key="copy_workspace").click().run()
    assert shown(app) == "Aas (copy)"
    assert app.text_input(key="hourly_rate").value == "60"
    app.text_input(key="hourly_rate").set_value("70").run()
    choose(app, "Aas")
    assert app.text_input(key="hourly_rate").value == "60"
    app.button(key="copy_workspace").click().run()
    assert shown(app) == "Aas (copy) 2"


def test_deleting_asks_first_and_names_what_goes(open_app: Open, two_clients: list[Path]) -> None:
    app = open_app("sheets", workspace="Aas")
    app.button(key="delete_workspace").click().run()
    assert two_clients[0].exists()
    said = texts(app)
    assert "**Aas** goes with all that is in it: 1 file, 1 kept row" in said
    assert "fair\\.csv" in said
    app.button(key="delete_it").click().run()
    app.run()
    assert not app.exception
    assert not two_clients[0].exists()
    assert "workspace_choice" not in boxes(app) or shown(app) != "Aas"


def test_the_window_beside_is_told_of_a_deleted_workspace_and_nothing_comes_back(
    open_app: Open, two_clients: list[Path]
) -> None:
    other = open_app("sheets", workspace="Aas")
    workspaces.delete(two_clients[0])
    other.text_input(key="hourly_rate").set_value("61").run()
    assert not other.exception
    assert "There is no workspace “Aas” here any more" in texts(other)
    assert not two_clients[0].exists()
    # Made anew under the same name it is another one, and nothing of the old one shows.
    workspaces.make(two_clients[0].parent, "Aas")
    again = open_app("sheets", workspace="Aas")
    assert shown(again) == "Aas"
    assert again.header[0].value == open_app("sheets", workspace="Berg").header[0].value or "0" in texts(
        again
    )
    with Workspace.open(two_clients[0]) as aas:
        assert kept.steps(aas).empty


def test_after_the_last_workspace_is_deleted_an_empty_one_is_there(open_app: Open, folder: Path) -> None:
    app = open_app("sheets")
    app.button(key="delete_workspace").click().run()
    app.button(key="delete_it").click().run()
    app.run()
    assert not app.exception
    assert [one.name for one in workspaces.listed(folder)] == ["test"]


def test_a_saved_workspace_is_loaded_under_its_name_and_a_wrong_file_is_told(
    open_app: Open, two_clients: list[Path]
) -> None:
    data = workspaces.saved(two_clients[0])
    app = open_app("sheets", workspace="Berg")
    loader = next(one for one in app.file_uploader if "saved" in one.label)
    loader.upload("Aas.duckdb", data, "application/octet-stream").run()
    assert not app.exception
    assert shown(app) == "Aas 2"
    assert app.text_input(key="hourly_rate").value == "60"

    loader = next(one for one in app.file_uploader if "saved" in one.label)
    loader.upload("photo.duckdb", b"\x89PNG" * 500, "application/octet-stream").run()
    assert "“photo” is no workspace of Stepwise" in app.error[0].value
    assert shown(app) == "Aas 2"


def test_an_address_with_a_name_that_nobody_has_is_told_with_the_others(
    open_app: Open, two_clients: list[Path]
) -> None:
    app = open_app(workspace="Nobody")
    assert not app.exception
    assert "There is no workspace “Nobody” here any more" in texts(app)
    assert set(app.selectbox(key="other_workspace").options) == {"Aas", "Berg"}


def test_a_workspace_that_cannot_be_opened_leaves_the_way_to_the_others(
    open_app: Open, two_clients: list[Path], folder: Path
) -> None:
    (folder / "Broken.duckdb").write_bytes(b"no database")
    app = choose(open_app(workspace="Aas"), "Broken")
    assert "is not a Stepwise workspace" in texts(app)
    choose(app, "Berg", "other_workspace")
    assert shown(app) == "Berg"


def test_a_workspace_of_an_older_stepwise_is_upgraded_when_it_is_switched_to(
    open_app: Open, two_clients: list[Path], folder: Path
) -> None:
    with duckdb.connect(two_clients[1]) as older:
        older.execute("alter table contents drop column packing")
        older.execute("drop table actions; drop sequence action_ids; drop table verdicts")
        older.execute("drop table frozen_stories; drop sequence frozen_story_ids")
        older.execute("update workspace set version = 1")
    app = choose(open_app(workspace="Aas"), "Berg")
    assert app.text_input(key="hourly_rate").value == "90"
    assert len(list(folder.glob("Berg.duckdb.before-upgrade-*"))) == 1
