"""The stopwatch of a process: a step is chosen, started and stopped, and its entries are corrected."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from core.errors import CellRefused
from core.language import _, current, speak
from core.language.amounts import duration, locale, moment, typed
from core.steps.chain import Chain
from core.steps.edits import read_edit
from core.steps.step_names import key_of
from core.store import entry_matches
from core.store import stopwatch as watch
from core.store.stopwatch import Running, StoppedEntry
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.pieces import escaped
from pages.shared.reader_clock import local
from pages.shared.tables import edited_table
from pages.shared.workspace import entry_names, steps, workspace

_ENTRIES = "stopwatch entries"
SHOWN = 8
"""So many of the last entries are shown."""


def stopwatch(chain: Chain) -> None:
    """The stopwatch for the steps of this process; folded away until it is used for the first time."""
    running, kept = watch.running(workspace()), watch.entries(workspace())
    if running is None and not kept:
        with st.expander(_("Measure a step with the stopwatch"), icon=":material/timer:"):
            _choose_and_start(chain)
        return
    st.subheader(_("Stopwatch"), anchor=False)
    if running is None:
        _choose_and_start(chain)
    elif running.forgotten:
        _ask_how_long(running)
    else:
        _face(running)
    _last_entries(kept)


def _choose_and_start(chain: Chain) -> None:
    names = entry_names()
    ids = chain.steps["step_id"].tolist()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"stopwatch step {chain.phase} {chain.channel}"
        chosen = st.selectbox(_("Step"), ids, format_func=names.get, key=key, width=360)
        st.button(
            _("Start"),
            key="stopwatch_start",
            type="primary",
            icon=":material/play_arrow:",
            on_click=_start,
            args=(chosen, names.get(chosen, ""), chain.channel),
        )


def _face(running: Running) -> None:
    """What it runs for, and the two ways to end it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        # Said anew from time to time, and nothing else of the page with it.
        st.fragment(_elapsed, run_every=timedelta(seconds=10))(running)
        st.button(_("Stop"), key="stopwatch_stop", type="primary", icon=":material/stop:", on_click=_stop)
        st.button(_("Discard"), key="stopwatch_discard", on_click=_discard)


def _elapsed(running: Running) -> None:
    # Drawn again without the frame, which else says what language is spoken.
    speak(session.remembered("spoken", "en"))
    if watch.running(workspace()) != running or running.forgotten:
        st.rerun()
    minutes = running.elapsed.total_seconds() // 60
    took = duration(minutes) if minutes else _("less than a minute")
    st.markdown(
        _("**{step}**, running since {moment}: {time}").format(
            step=escaped(running.task), moment=moment(local(running.began)), time=took
        )
    )


def _ask_how_long(running: Running) -> None:
    """Whoever forgot to stop it knows better how long it took."""
    st.warning(
        _("The stopwatch for “{step}” has been running since {moment}. How long did it really take?").format(
            step=escaped(running.task), moment=moment(local(running.began))
        ),
        icon=":material/timer:",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Time it took, such as 45 or 1.5 h"), key="stopwatch_took", width=280)
        st.button(_("Keep"), key="stopwatch_keep", type="primary", on_click=_keep)
        st.button(_("Discard"), key="stopwatch_discard", on_click=_discard)


def _last_entries(kept: list[StoppedEntry]) -> None:
    """What it wrote last, to be corrected or deleted."""
    last = tuple(reversed(kept[-SHOWN:]))
    if not last:
        return
    edited_table(
        inert(
            {
                "began": [moment(entry.began) for entry in last],
                "step": [entry.task for entry in last],
                "process": [entry.project for entry in last],
                "minutes": [typed(entry.minutes) for entry in last],
                "delete": [False] * len(last),
            }
        ),
        title=_("Stopwatch"),
        key=session.key(_ENTRIES),
        hide_index=True,
        disabled=["began", "step", "process"],
        column_config={
            "began": st.column_config.TextColumn(_("Began")),
            "step": st.column_config.TextColumn(_("Step"), width="medium"),
            "process": st.column_config.TextColumn(_("Process")),
            "minutes": st.column_config.TextColumn(
                _("Minutes"), alignment="right", help=_("Type over it to correct it: 45 or 1.5 h")
            ),
            "delete": st.column_config.CheckboxColumn(_("Delete")),
        },
        on_change=_corrected,
        args=(last,),
    )


@session.callback
def _start(step: str, task: str, project: str) -> None:
    watch.start(workspace(), step, task, project)


@session.callback
def _stop() -> None:
    _kept(None)


@session.callback
def _keep() -> None:
    _kept(_minutes(str(session.remembered("stopwatch_took", ""))))


def _kept(minutes: float | None) -> None:
    """Write the entry; that it is of this step is remembered, whatever else is called alike."""
    opened, running = workspace(), watch.running(workspace())
    began = running.began if running else None
    offset = local(began).replace(tzinfo=None) - began if began else timedelta()
    entry = watch.stop(opened, offset=offset, minutes=minutes)
    if running:
        entry_matches.put(opened, {key_of(steps(), running.task, running.project): running.step})
    session.renew(_ENTRIES)
    session.toast(_("{time} for “{step}” are kept.").format(time=duration(entry.minutes), step=entry.task))


@session.callback
def _discard() -> None:
    watch.discard(workspace())


@session.callback
def _corrected(last: tuple[StoppedEntry, ...]) -> None:
    for row, field, written in session.typed_cells(_ENTRIES):
        if field == "delete" and written == str(True):
            watch.delete(workspace(), last[row])
        elif field == "minutes":
            watch.correct(workspace(), last[row], _minutes(written))
    session.renew(_ENTRIES)


def _minutes(written: str) -> float:
    """A time as somebody types it, in minutes."""
    read = read_edit("minutes", written, str(locale(current()).number_symbols["latn"]["decimal"]))
    if read["minutes"] is None:
        raise CellRefused("No time is given. Write it like 45 or 1.5 h.")
    return float(read["minutes"])
