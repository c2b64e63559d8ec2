"""The slides to look through and to arrange: what is shown, in what order, with which notes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.brief.facts import Facts
from core.brief.slides import SLIDES
from core.brief.story import Slide, SlideKey, Story
from core.brief.telling import slides_of
from core.charts.lettering import short
from core.funnel.goal.findings import verdict
from core.language import _
from core.store import presentation
from core.store.presentation import LONGEST_NOTE, Presentation
from pages.shared import session
from pages.shared.goal_data import goal_of_workspace
from pages.shared.pieces import escaped, show
from pages.shared.workspace import workspace

_LOOKED = "present_preview"
_BRIEF = 24
"""So many letters of a note stand in the list."""


def subject(key: SlideKey) -> str:
    """What a slide is about, as short as it can be said."""
    return {
        "cost": _("What a customer costs"),
        "time": _("Where the time goes"),
        "funnel": _("How many get through"),
        "weakest_link": _("The weakest link"),
        "actions": _("What was done"),
        "goal": _("What the goal takes"),
        "ask": _("What we ask for"),
    }[key]


def preview(story: Story) -> None:
    """One slide as it will be shown: title, picture, points and note; nothing where there is none."""
    slides = story.slides
    if not slides:
        return
    labels = {slide.key: subject(slide.key) for slide in slides}
    if session.remembered(_LOOKED) not in labels:
        session.remember(_LOOKED, slides[0].key)
    looked = st.segmented_control(
        _("Slide"),
        list(labels),
        format_func=labels.get,
        key=_LOOKED,
        required=True,
        label_visibility="collapsed",
    )
    slide = next((one for one in slides if one.key == looked), slides[0])
    with st.container(border=True):
        st.subheader(escaped(slide.title), anchor=False)
        show(slide.picture, f"slide {slide.key}")
        if slide.points:
            st.markdown("\n".join(f"- {escaped(point)}" for point in slide.points))
        if slide.note:
            st.info(lined(slide.note), icon=":material/edit_note:")


def lined(note: str) -> str:
    """A note with its lines, none of it read as Markdown."""
    return escaped(note).replace("\n", "  \n")


def arrange(facts: Facts, wanted: Presentation) -> None:
    """Every slide in its order, each to be left out, moved and added to; then what cannot be told yet."""
    slides = slides_of(facts, wanted)
    st.subheader(_("The slides in their order"), anchor=False)
    for place, slide in enumerate(slides):
        _row(slide, [one.key for one in slides], place, shown=slide.key not in wanted.left_out)
    _missing([key for key in SLIDES if key not in {slide.key for slide in slides}])


def _row(slide: Slide, keys: Sequence[str], place: int, *, shown: bool) -> None:
    what, title, up, down, note = st.columns([5, 10, 1, 1, 4], vertical_alignment="center")
    name = f"present_shown {slide.key}"
    session.remember(name, shown)
    what.checkbox(subject(slide.key), key=name, on_change=_shown, args=(slide.key,))
    title.caption(escaped(slide.title))
    up.button(
        "",
        icon=":material/arrow_upward:",
        help=_("Show it earlier"),
        key=f"present_up {slide.key}",
        type="tertiary",
        disabled=place == 0,
        on_click=_move,
        args=(keys, place, place - 1),
    )
    down.button(
        "",
        icon=":material/arrow_downward:",
        help=_("Show it later"),
        key=f"present_down {slide.key}",
        type="tertiary",
        disabled=place == len(keys) - 1,
        on_click=_move,
        args=(keys, place, place + 1),
    )
    said = _("Note: {text}").format(text=short(slide.note, _BRIEF)) if slide.note else _("Add a note")
    with note.popover(escaped(said), icon=":material/edit_note:", type="tertiary", width="stretch"):
        field = f"present_note {slide.key}"
        session.remember(field, slide.note)
        # With a button: whoever closes the box with Esc would else lose what was typed without a word.
        with st.form(f"present_note_form {slide.key}", border=False):
            st.text_area(
                _("It stands on the slide."),
                key=field,
                max_chars=LONGEST_NOTE,
                height=160,
                width=360,
                placeholder=_note_hint(slide.key),
            )
            st.form_submit_button(
                _("Keep the note"), key=f"present_note_keep {slide.key}", on_click=_noted, args=(slide.key,)
            )


def _note_hint(key: SlideKey) -> str:
    return (
        _("We ask for 20,000 and one day a week until June.")
        if key == "ask"
        else _("What you want to say beside it")
    )


@session.callback
def _shown(key: str) -> None:
    presentation.leave_out(workspace(), key, not session.remembered(f"present_shown {key}"))


@session.callback
def _move(keys: Sequence[str], place: int, to: int) -> None:
    order = list(keys)
    order.insert(to, order.pop(place))
    # Slides that cannot be told now keep the place that they were given.
    kept = [key for key in presentation.presentation(workspace()).order if key not in order]
    presentation.put_order(workspace(), [*order, *kept])


@session.callback
def _noted(key: str) -> None:
    presentation.put_note(workspace(), key, session.remembered(f"present_note {key}") or "")


def _missing(lacking: Sequence[SlideKey]) -> None:
    """What cannot be told yet, and the way to each of it; nothing where the story is whole."""
    if not lacking:
        return
    st.subheader(_("What the story lacks"), anchor=False)
    for key in lacking:
        said, page, label, icon = _way_to(key)
        sentence, link = st.columns([9, 5], vertical_alignment="center")
        sentence.markdown(f"**{escaped(subject(key))}**: {escaped(said)}")
        link.page_link(f"pages/{page}.py", label=label, icon=icon)


def _way_to(key: SlideKey) -> tuple[str, str, str, str]:
    """What a slide lacks, and where that is mended: the page, the words of its link, its icon."""
    sheets = ("sheets", _("Load a sheet"), ":material/upload_file:")
    return {
        "cost": (_("Load a sheet with the steps that win a customer."), *sheets),
        "time": (_("Write down how long each step takes."), *sheets),
        "funnel": (
            _("Load a list of your enquiries with their dates, or what you counted by month."),
            *sheets,
        ),
        "weakest_link": (
            _("Too little is counted to tell it. Note how many customers you win."),
            "weakest_link",
            _("See what is missing"),
            ":material/crisis_alert:",
        ),
        "actions": (
            _("Note what you changed, with its day, and you will see whether it worked."),
            "actions",
            _("Note what you did"),
            ":material/task_alt:",
        ),
        "goal": _way_to_goal(),
        "ask": (
            _("It follows from the weakest link, or from a goal that lacks something."),
            "weakest_link",
            _("See what is missing"),
            ":material/crisis_alert:",
        ),
    }[key]


def _way_to_goal() -> tuple[str, str, str, str]:
    """Where a goal is set already, why nobody can tell what it takes."""
    goal = goal_of_workspace()
    said = goal.refused or (verdict(goal.plan) if goal.plan is not None else "")
    if said:
        return said, "goal", _("See what is missing"), ":material/flag:"
    return (
        _("Say what you want to reach, and how much a customer brings."),
        "goal",
        _("Set a goal"),
        ":material/flag:",
    )
