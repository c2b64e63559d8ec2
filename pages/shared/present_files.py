"""The story as files: PowerPoint, one page, PDF and Excel; each is made when somebody asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import streamlit as st

from core.brief.story import Story
from core.language import _, speaking
from core.store.workspace_names import ENDING as WORKSPACE
from core.store.workspace_names import file_name
from pages.shared.story_data import Told

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(told: Told, story: Story) -> None:
    """A button a file."""
    _button(_("PowerPoint"), "pptx", POWERPOINT, told, story, _deck)
    _button(_("One page"), "html", "text/html", told, story, _page)
    _button(_("PDF"), "pdf", "application/pdf", told, story, _paper)
    _button(_("Excel workbook"), "xlsx", EXCEL, told, story, _workbook)


def _button(
    label: str, ending: str, mime: str, told: Told, story: Story, write: Callable[[Story], bytes]
) -> None:
    st.download_button(
        label,
        data=partial(_written, told, write),
        file_name=file_called(story.name, story.made if story.frozen else story.made.date(), ending),
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        disabled=not story.slides,
        key=f"present_download {ending}",
    )


def _written(told: Told, write: Callable[[Story], bytes]) -> bytes:
    # Made where no session is: the language of whoever asked is spoken only here.
    story = told.story()
    with speaking(story.language):
        return write(story)


def file_called(name: str, when: dt.date, ending: str) -> str:
    """The file's name, with the day of its figures; signs that no system likes in names stand as %...

    A frozen story has the time of day too, so that it is not taken for the present one.
    """
    told = f"{when:%Y-%m-%d %H%M}" if isinstance(when, dt.datetime) else when.isoformat()
    return file_name(f"{name or 'Stepwise'} {told}").removesuffix(WORKSPACE) + f".{ending}"


def _deck(story: Story) -> bytes:
    from core.brief.deck import deck

    return deck(story)


def _page(story: Story) -> bytes:
    from core.brief.page import page

    return page(story).encode()


def _paper(story: Story) -> bytes:
    from core.brief.paper import paper

    return paper(story)


def _workbook(story: Story) -> bytes:
    from core.brief.workbook import workbook

    return workbook(story)
