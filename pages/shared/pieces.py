"""Pieces that more than one page is made of."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts.picture import Picture
from core.language import _, ngettext
from core.sheets.examples import about, read_examples
from core.sheets.intake import take_in
from core.steps.chain import Chain
from core.store import uploads
from pages.shared import session
from pages.shared.take_along import note_chart
from pages.shared.workspace import steps, waiting_rows, workspace


def answer(sentence: str) -> None:
    """The page's answer, its first line."""
    st.header(sentence, anchor=False)


def card(place: DeltaGenerator, label: str, value: str, detail: str) -> None:
    """One of the at most three large figures or names of a page; long names wrap and are never cut."""
    with place.container(border=True, height="stretch"):
        st.caption(label)
        st.subheader(value, anchor=False)
        st.write(detail)


def dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def show(picture: Picture | None, name: str, *, to_save: bool = True) -> None:
    """A chart over the full width, which can be saved; nothing where there is nothing to draw."""
    if picture is None:
        return
    st.vega_lite_chart(
        picture.frame, picture.spec, theme=None, width="stretch", key=name, alt=picture.description
    )
    if to_save:
        note_chart(picture, name)


def escaped(text: str) -> str:
    """A user's text that Markdown must not read."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()#+-.!|$~:<>" else sign for sign in text)


@session.callback
def load_example() -> None:
    """Keep the example files, each only once."""
    opened = workspace()
    for name, data in read_examples():
        upload, known = uploads.receive(opened, name, data)
        if not known or upload.status == "waiting":
            tables = take_in(name, data).tables
            uploads.keep(
                opened,
                upload.id,
                [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in tables],
            )
    session.toast(_("The example is loaded. Remove it on the page Sheets whenever you like."))


def wait_for_steps(promise: str) -> None:
    """Where no steps are kept: what would be here, and the way to it. Stops the page."""
    if not steps().empty:
        return
    answer(promise)
    first_buttons()
    st.stop()


def say_where_from(*chains: Chain) -> None:
    """Where the figures of the example come from, where it is shown."""
    files = {str(file) for chain in chains for file in chain.steps["file"].dropna().unique()}
    for file in sorted(files):
        if (where_from := about(file)) is not None:
            st.caption(str(where_from))


def warn_of_waiting(*channels: str) -> None:
    """Say which files of these channels have rows that wait, so that nobody takes the figures for whole."""
    waiting = {file: count for channel in channels for file, count in waiting_rows(channel).items()}
    for file, count in waiting.items():
        st.warning(
            ngettext(
                "{count} row of {file} waits for a correction; the figures are without it.",
                "{count} rows of {file} wait for a correction; the figures are without them.",
                count,
            ).format(count=count, file=escaped(file)),
            icon=":material/report:",
        )


def first_buttons() -> None:
    """The two ways to begin."""
    with st.container(horizontal=True):
        if st.button(_("Load your sheet"), type="primary", key="load_your_sheet"):
            st.switch_page("pages/sheets.py")
        st.button(_("Try the example"), key="try_the_example", on_click=load_example)
