"""Several workspaces: choosing one, and making, renaming, copying, saving, loading and deleting them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.errors import StepwiseError, WorkspaceRefused
from core.language import _, ngettext
from core.language.amounts import moment
from core.store import changes, settings, uploads, workspaces
from core.store.workspace import Workspace
from core.store.workspace_names import LONGEST, file_name, name_of
from pages.shared import session
from pages.shared.opened import available, follow, label, start_file, switch, workspace
from pages.shared.pieces import escaped
from pages.shared.reader_clock import local

LARGEST = 2000
"""Megabytes of a saved workspace."""
_NAMED_FILES = 5
_SAVED = "saved_workspaces"


def choose_in_sidebar() -> None:
    """A list to switch by, where there are two workspaces or more."""
    labels = {str(one.path): label(one.path) for one in available()}
    if len(labels) < 2:
        return
    here = str(_path())
    if session.remembered("workspace_choice") != here:
        session.remember("workspace_choice", here)
    st.sidebar.selectbox(
        _("Workspace"),
        list(labels),
        format_func=labels.get,
        key="workspace_choice",
        on_change=_chosen,
        args=("workspace_choice",),
    )


def choose_another(error: StepwiseError) -> None:
    """In place of a page: why the workspace is not shown, and the others there are."""
    session.tell()
    st.error(str(error), icon=":material/error:")
    labels = {str(one.path): label(one.path) for one in available()}
    if labels:
        st.selectbox(
            _("Workspace"),
            list(labels),
            index=None,
            format_func=labels.get,
            placeholder=_("Choose a workspace"),
            key="other_workspace",
            on_change=_chosen,
            args=("other_workspace",),
            width=400,
        )


@session.callback
def _chosen(key: str) -> None:
    chosen = session.remembered(key)
    if chosen is not None:
        switch(Path(chosen))


def workspaces_panel() -> None:
    """Everything that can be done with whole workspaces, folded away."""
    with st.expander(_("Workspaces"), icon=":material/folder_copy:"):
        st.write(
            _(
                "A workspace holds the files, the changes and the settings of one business, in one file on "
                "this computer. Make one for each client, if you work for several."
            )
        )
        opened, path = workspace(), _path()
        st.markdown(
            _("Open now: **{name}**, with {content}.").format(
                name=escaped(label(path)), content=_content(opened)
            )
        )
        with st.container(horizontal=True):
            st.download_button(
                _("Save to one file"),
                data=lambda: workspaces.saved(path),
                file_name=file_name(label(path)),
                mime="application/octet-stream",
                on_click="ignore",
                key="save_workspace",
                icon=":material/download:",
            )
            st.button(_("Copy"), key="copy_workspace", on_click=_copy, icon=":material/content_copy:")
            if st.button(_("Delete"), key="delete_workspace", icon=":material/delete:"):
                st.dialog(_("Delete this workspace?"))(_ask_to_delete)(path)
        left, right = st.columns(2)
        with left:
            _name_form("make_workspace", _("New workspace"), _("Make it"), _make)
        with right:
            _name_form("rename_workspace", _("Another name for this one"), _("Rename it"), _rename)
        st.file_uploader(
            _("Load a saved workspace"),
            type=["duckdb"],
            key=session.key(_SAVED),
            on_change=_load,
            max_upload_size=LARGEST,
        )


def _path() -> Path:
    path = workspace().path
    assert path is not None
    return path


def _content(opened: Workspace) -> str:
    """What a workspace holds, in words."""
    kept, waiting = uploads.kept(opened), uploads.waiting(opened)
    files, rows = len(kept) + len(waiting), sum(upload.rows for upload in kept)
    made = len(changes.changes(opened))
    parts = [
        ngettext("{count} file", "{count} files", files).format(count=files),
        ngettext("{count} kept row", "{count} kept rows", rows).format(count=rows),
    ]
    if made:
        parts.append(ngettext("{count} change of yours", "{count} changes of yours", made).format(count=made))
    return ", ".join(parts)


def _name_form(name: str, text: str, button: str, act: object) -> None:
    with st.form(name, clear_on_submit=True):
        st.text_input(text, key=f"{name} name", max_chars=LONGEST)
        st.form_submit_button(button, key=f"{name} do", on_click=act, args=(f"{name} name",))


def _ask_to_delete(path: Path) -> None:
    if not path.is_file():
        st.rerun()  # it was deleted just now
    opened = Workspace.open(path, make=False)
    st.markdown(
        _(
            "**{name}** goes with all that is in it: {content}, and the settings. This cannot be taken back. "
            "Save it to one file first if you may want it again."
        ).format(name=escaped(label(path)), content=_content(opened))
    )
    kept = uploads.kept(opened)
    lines = [
        f"{escaped(upload.name)}, {moment(local(upload.kept or upload.received))}"
        for upload in kept[:_NAMED_FILES]
    ]
    more = len(kept) - len(lines)
    if more:
        lines.append(ngettext("and {count} more file", "and {count} more files", more).format(count=more))
    if lines:
        st.caption("  \n".join(lines))
    with st.container(horizontal=True):
        if st.button(_("Delete it"), type="primary", key="delete_it", on_click=_delete, args=(path,)):
            st.rerun()
        if st.button(_("Leave it"), key="leave_it"):
            st.rerun()


@session.callback
def _make(key: str) -> None:
    _begin(workspaces.make(start_file().parent, session.remembered(key, "")))


def _begin(path: Path) -> None:
    """Look at a workspace that is new here, in the language spoken."""
    spoken = session.remembered("spoken")
    switch(path)
    if spoken and settings.get(workspace(), "language") is None:
        settings.put(workspace(), "language", spoken)
    session.toast(_("You now look at the workspace “{name}”.").format(name=label(path)))


@session.callback
def _rename(key: str) -> None:
    path = workspaces.rename(_path(), session.remembered(key, ""))
    follow(path)
    session.toast(_("This workspace is now called “{name}”.").format(name=label(path)))


@session.callback
def _copy() -> None:
    name = _("{name} (copy)").format(name=label(_path()))
    _begin(workspaces.copy(_path(), workspaces.free_name(_path().parent, name)))


@session.callback
def _load() -> None:
    file = session.remembered(session.key(_SAVED))
    if file is None:
        return
    session.renew(_SAVED)
    folder = start_file().parent
    try:
        name = workspaces.free_name(folder, name_of(Path(file.name))[: LONGEST - 5])
    except WorkspaceRefused:
        name = workspaces.free_name(folder, _("Loaded workspace"))
    _begin(workspaces.load(folder, name, file.getvalue()))


@session.callback
def _delete(path: Path) -> None:
    name = label(path)
    workspaces.delete(path)
    switch(None)
    session.toast(_("The workspace “{name}” is deleted.").format(name=name))
