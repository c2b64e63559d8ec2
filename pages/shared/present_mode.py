"""Presenting: one slide at a time over the whole window, by arrow keys; the address says which one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.brief.endnotes import as_of
from core.brief.story import Slide, Story
from core.charts.projected import projected
from core.errors import StepwiseError
from core.language import _, current
from pages.shared import session
from pages.shared.pieces import answer, dark, escaped, show
from pages.shared.present_figures import FROZEN, told_here
from pages.shared.present_list import lined
from pages.shared.workspace import workspace

LOOK = Path(__file__).with_name("present.css")
_PRESENT, _SLIDE = "present", "slide"
_HELD = "presented_story"
_WIDE = ("weakest_link",)
"""Slides whose picture is wide and low: their points stand below it."""
_LONG = 115
"""A title of more letters is set smaller."""


def is_presenting() -> bool:
    """Whether the address asks for the slides alone."""
    return st.query_params.get(_PRESENT) == "1"


def begin(story: Story) -> None:
    """The button that begins with the first slide."""
    st.button(
        _("Present"),
        type="primary",
        icon=":material/slideshow:",
        key="present_begin",
        disabled=not story.slides,
        help=_("Arrow keys turn the slides, Esc leaves. F11 fills the screen."),
        on_click=_begin,
    )


@session.callback
def _begin() -> None:
    st.query_params.update({_PRESENT: "1", _SLIDE: "1"})


@session.callback
def _leave() -> None:
    for name in (_PRESENT, _SLIDE):
        if name in st.query_params:
            del st.query_params[name]


@session.callback
def _turn(to: int) -> None:
    st.query_params[_SLIDE] = str(to)


def present() -> None:
    """The slide that the address names, and the way to the ones beside it."""
    st.html(LOOK)
    try:
        story, wrong = _story(), ""
    except StepwiseError as error:
        story, wrong = None, str(error)
    if story is None or not story.slides:
        answer(escaped(wrong) or _("There is no slide to show yet."))
        st.button(_("Leave"), key="show_leave", shortcut="Esc", on_click=_leave)
        return
    place = _place(len(story.slides))
    with st.container(key="show"):
        _slide(story.slides[place - 1])
        _foot(story, place)


def _story() -> Story:
    """The story as it was when presenting began: it stays as it is until somebody leaves or reloads.

    So nothing moves in front of the audience, and turning a slide computes nothing anew. Raises
    StepwiseError where a frozen story cannot be read.
    """
    shown = (str(workspace().path), st.query_params.get(FROZEN, ""), dark(), current())
    held = session.remembered(_HELD)
    if held is None or held[0] != shown:
        held = (shown, told_here().story(dark=dark()))
        session.remember(_HELD, held)
    story: Story = held[1]
    return story


def put_away() -> None:
    """Forget what was presented; the next time begins with the figures of then."""
    session.forget(_HELD)


def _place(count: int) -> int:
    """The number of the slide in the address, from 1; the nearest there is."""
    said = st.query_params.get(_SLIDE, "1")
    return min(max(int(said), 1), count) if said.isdecimal() and len(said) < 4 else 1


def _slide(slide: Slide) -> None:
    with st.container(key="show_title_long" if len(slide.title) > _LONG else "show_title"):
        st.header(escaped(slide.title), anchor=False)
    with st.container(key="show_body"):
        if slide.picture is None:
            _points(slide)
            _note(slide)
        elif slide.key in _WIDE or not (slide.points or slide.note):
            with st.container(key="show_wide"):
                _picture(slide)
            if slide.points:
                with st.container(key="show_points"):
                    for place, point in zip(st.columns(len(slide.points)), slide.points, strict=True):
                        place.markdown(escaped(point))
            _note(slide)
        else:
            left, right = st.columns([2, 1], gap="large")
            with left:
                _picture(slide)
            with right:
                _points(slide)
                _note(slide)


def _picture(slide: Slide) -> None:
    picture = None if slide.picture is None else projected(slide.picture)
    with st.container(key="show_picture"):
        show(picture, f"show {slide.key}", to_save=False)


def _points(slide: Slide) -> None:
    if slide.points:
        with st.container(key="show_points"):
            st.markdown("\n".join(f"- {escaped(point)}" for point in slide.points))


def _note(slide: Slide) -> None:
    if slide.note:
        with st.container(key="show_note"):
            st.markdown(lined(slide.note))


def _foot(story: Story, place: int) -> None:
    """Whose figures these are and of when, how far the story is, and the buttons to turn the slides."""
    count = len(story.slides)
    with st.container(key="show_foot", horizontal=True, vertical_alignment="center"):
        st.caption(escaped(" · ".join(said for said in (story.name, as_of(story)) if said)))
        st.caption(_("{place} of {count}").format(place=place, count=count))
        st.button(
            _("Back"),
            key="show_back",
            icon=":material/arrow_back:",
            shortcut="Left",
            disabled=place == 1,
            on_click=_turn,
            args=(place - 1,),
        )
        st.button(
            _("Next"),
            key="show_next",
            icon=":material/arrow_forward:",
            shortcut="Right",
            disabled=place == count,
            on_click=_turn,
            args=(place + 1,),
        )
        st.button(_("Leave"), key="show_leave", icon=":material/close:", shortcut="Esc", on_click=_leave)
        # For clickers and long habits; nobody needs to see these.
        for key, to in (("PageUp", place - 1), ("PageDown", place + 1), ("Space", place + 1)):
            if 1 <= to <= count:
                st.button(" ", key=f"show_key_{key}", shortcut=key, on_click=_turn, args=(to,))
