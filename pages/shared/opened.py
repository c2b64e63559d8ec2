"""Which workspace a session looks at: as the address says, else the one that was used last."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from core.errors import WorkspaceRefused
from core.language import _
from core.sheets.files.child import children
from core.store.last_used import remember_used, to_go_on_with
from core.store.workspace import Workspace
from core.store.workspace_names import name_of, same_name
from core.store.workspaces import Listed, listed
from pages.shared import session

_FOLDER = Path(__file__).parents[2] / "data" / "workspaces"
_HELD = "workspace"


def start_file() -> Path:
    """The file that STEPWISE_WORKSPACE names, else the one in data/workspaces/."""
    return Path(os.environ.get("STEPWISE_WORKSPACE", str(_FOLDER / "default.duckdb"))).resolve()


def available() -> list[Listed]:
    """The workspaces to choose from: the first one, and those in its folder."""
    return listed(start_file().parent, start_file())


def label(path: Path) -> str:
    """What a workspace is called on the screen."""
    name = name_of(path)
    return _("First workspace") if name == "default" else name


def workspace() -> Workspace:
    """The workspace that this session looks at.

    Outside of any session, as in a download that is made when it is asked for, it is the one that was
    used last: who needs the session's own there takes it along.
    """
    held = session.remembered(_HELD)
    return _open(str(to_go_on_with(start_file())), True) if held is None else _open(held, False)


def settle() -> Workspace:
    """The workspace of this run, from the session, the address or the last use; the frame asks first.

    Raises WorkspaceRefused where it is not there any more, or cannot be opened.
    """
    known = available()
    held, said = session.remembered(_HELD), st.query_params.get("workspace")
    if held is not None:
        path = Path(held)
        if not path.is_file():
            raise _not_here(name_of(path))
        opened = _open(held, False)
    elif said is not None and known:
        found = next((one.path for one in known if same_name(one.name, said)), None)
        if found is None:
            raise _not_here(said)
        opened = _open(str(found), False)
    else:
        opened = _open(str(to_go_on_with(start_file())), True)
    assert opened.path is not None
    follow(opened.path)
    remember_used(start_file(), opened.path)
    _write_address(opened.path, several=len(available()) > 1)
    return opened


def _not_here(name: str) -> WorkspaceRefused:
    return WorkspaceRefused(
        "There is no workspace “{name}” here any more: it was renamed or deleted. Choose another one.",
        name=name,
    )


def switch(path: Path | None) -> None:
    """Look at another workspace from the next run on; None: at the one that is used next by itself."""
    session.begin_anew()
    spoken = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.query_params.from_dict(spoken)
    if path is not None:
        session.remember(_HELD, str(path))


def follow(path: Path) -> None:
    """Go on with the same workspace, whose file has another name now."""
    session.remember(_HELD, str(path))


def _write_address(path: Path, *, several: bool) -> None:
    # One alone needs no name in every address.
    if several and st.query_params.get("workspace") != name_of(path):
        st.query_params["workspace"] = name_of(path)
    if not several and "workspace" in st.query_params:
        del st.query_params["workspace"]


@st.cache_resource(show_spinner=False, validate=lambda opened: not opened.closed)
def _open(path: str, make: bool) -> Workspace:
    # The process that reads workbooks starts now, so that the first file need not wait for it.
    children.warm_up()
    return Workspace.open(Path(path), make=make)
