"""Events in files too large to upload: named by their path, on the user's own computer only."""

from __future__ import annotations

import os
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from core.errors import StepwiseError
from core.language import _, ngettext
from core.language.amounts import day, exact_number
from core.sheets.kinds import STAGE_EVENTS
from core.store import matchings, named_files
from core.store.event_log import EventLog, kept_events
from core.store.long_file_rows import Version
from core.store.long_files import LongFile, Unreadable, file_at, log_of, long_file
from core.store.workspace import Workspace
from pages.shared import session
from pages.shared.pieces import escaped
from pages.shared.workspace import workspace

_HERE = ("localhost", "127.0.0.1", "[::1]")
_PATH = "long_file_path"


def event_log() -> EventLog:
    """The events that count: those of the long files that are named and can be read, else the uploaded ones.

    Logs with the same key have the same events: it changes with each change of a file or of the workspace.
    """
    opened = workspace()
    return log_for(opened) if _is_local() else kept_events(opened)


def log_for(opened: Workspace) -> EventLog:
    """The same for a workspace on this computer."""
    known = [_understood_now(opened, path) for path in named_files.named(opened)]
    files = [file for file in known if isinstance(file, LongFile)]
    return log_of(files) if files else kept_events(opened)


def long_file_panel() -> None:
    """The long files of the workspace, folded away; nothing where Stepwise may run for somebody else."""
    if _is_local():
        draw_panel(workspace())


def is_here(host: str | None) -> bool:
    """Whether a browser that asks for this host is on the computer on which Stepwise runs.

    >>> is_here("localhost:8501"), is_here("stepwise.example.org"), is_here(None)
    (True, False, False)
    """
    return host is not None and host.removesuffix(f":{host.rpartition(':')[2]}") in _HERE


def _is_local() -> bool:
    # run.py says so where it opens the browser itself. Another page may lead here under a name of its own.
    return os.environ.get("STEPWISE_LOCAL_FILES") == "1" and is_here(st.context.headers.get("Host"))


def draw_panel(opened: Workspace) -> None:
    """The files that are named, what was understood of each, and the field to name one more."""
    paths = named_files.named(opened)
    for path in paths:
        known = _understood_now(opened, path)
        if isinstance(known, StepwiseError):
            st.warning(
                _("The figures are without the events of a named file. {reason}").format(
                    reason=escaped(str(known))
                ),
                icon=":material/report:",
            )
    with st.expander(_("Events too large to upload"), icon=":material/description:"):
        st.write(
            _(
                "A CSV file of any length can be read where it lies on this computer; nothing of it is "
                "copied. As long as one is named here, its events are those of the funnel, and uploaded ones "
                "do not count."
            )
        )
        for place, path in enumerate(paths):
            _show(opened, path, place)
        _ask(opened)


def _understood_now(opened: Workspace, path: Path) -> LongFile | StepwiseError:
    """What the file is now, or why it cannot be read."""
    try:
        version = Version.of(file_at(path))
    except StepwiseError as error:
        return error
    return _understood(opened, opened.revision, version)


@lru_cache(maxsize=16)
def _understood(opened: Workspace, revision: int, version: Version) -> LongFile | StepwiseError:
    try:
        return long_file(version.path, partial(matchings.recall, opened))
    except StepwiseError as error:
        return error


@lru_cache(maxsize=16)
def _unreadable(file: LongFile) -> Unreadable | StepwiseError:
    try:
        return file.unreadable()
    except StepwiseError as error:
        return error


def _show(opened: Workspace, path: Path, place: int) -> None:
    """One file: what was understood, what does not count, and the button that forgets it."""
    with st.container(border=True):
        text, button = st.columns([5, 1], vertical_alignment="center")
        text.markdown(f"**{escaped(str(path))}**")
        button.button(
            _("Remove"),
            key=f"remove long file {place}",
            on_click=_remove,
            args=(opened, path),
            help=_("The file itself stays where it is."),
        )
        with st.spinner(_("Reading the file")):
            known = _understood_now(opened, path)
            counted = _unreadable(known) if isinstance(known, LongFile) else known
        if isinstance(known, StepwiseError):
            st.write(escaped(str(known)))
            return
        said = [*_columns(known), *(str(note) for note in known.notes)]
        said += [str(counted)] if isinstance(counted, StepwiseError) else _counted(counted)
        st.caption("\n".join(f"- {escaped(sentence)}" for sentence in said))


def _columns(file: LongFile) -> list[str]:
    """Which column is what, and how the times are read."""
    lines = [
        _("{column}: the column “{heading}”").format(column=STAGE_EVENTS.column(name).label, heading=heading)
        for name, heading in file.columns
    ]
    written, read = file.example
    return [*lines, _("“{written}” is {day}").format(written=written, day=day(read))]


def _counted(counted: Unreadable) -> list[str]:
    """How many rows there are, and how many of them do not count."""
    lines = [
        ngettext("{count} row is read", "{count} rows are read", counted.rows).format(
            count=exact_number(counted.rows)
        )
    ]
    if counted.times:
        lines.append(
            ngettext(
                "{count} time, “{found}”, cannot be read: its row does not count",
                "{count} times, such as “{found}”, cannot be read: their rows do not count",
                counted.times,
            ).format(count=exact_number(counted.times), found=counted.example)
        )
    if counted.without_time:
        lines.append(
            ngettext(
                "{count} row has no time and does not count",
                "{count} rows have no time and do not count",
                counted.without_time,
            ).format(count=exact_number(counted.without_time))
        )
    if counted.without_case:
        lines.append(
            ngettext(
                "{count} row names no case and does not count",
                "{count} rows name no case and do not count",
                counted.without_case,
            ).format(count=exact_number(counted.without_case))
        )
    if counted.without_stage:
        lines.append(
            ngettext(
                "{count} row names no stage and does not count",
                "{count} rows name no stage and do not count",
                counted.without_stage,
            ).format(count=exact_number(counted.without_stage))
        )
    return lines


def _ask(opened: Workspace) -> None:
    """The field for the path of one more file."""
    with st.form("long_file", border=False, enter_to_submit=True):
        typed = st.text_input(
            _("Path of a CSV file on this computer"),
            key=session.key(_PATH),
            placeholder=str(Path.home() / "events.csv"),
        )
        asked = st.form_submit_button(_("Read it where it lies"))
    if not asked:
        return
    # Windows puts a path that it copies between quotation marks.
    path = Path(typed.strip().strip("\"'"))
    with st.spinner(_("Reading the file")):
        known = _understood_now(opened, path)
    if isinstance(known, StepwiseError):
        st.error(escaped(str(known)), icon=":material/error:")
        return
    named_files.add(opened, known.path)
    session.renew(_PATH)
    st.rerun()


@session.callback
def _remove(opened: Workspace, path: Path) -> None:
    named_files.remove(opened, path)
    session.toast(_("{path} is not read any more.").format(path=path))
