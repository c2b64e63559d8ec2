"""Tell it to a team or an investor: the story as slides, to be shown, sent and kept."""

import streamlit as st

from core.errors import StepwiseError
from core.language import _, ngettext
from pages.shared.frame import ensure_frame
from pages.shared.pieces import answer, dark, escaped, first_buttons
from pages.shared.present_figures import choose_figures, told_here
from pages.shared.present_files import downloads
from pages.shared.present_frozen import freeze_now, list_frozen
from pages.shared.present_list import arrange, preview
from pages.shared.present_mode import begin, is_presenting, present, put_away

ensure_frame()


def nothing_yet() -> None:
    """What would be here, and how it comes."""
    answer(_("Here your figures become a story to show: to your team, or to an investor."))
    st.write(
        _(
            "Load the steps that win a customer, or what you counted: enquiries, offers, orders. Stepwise "
            "makes slides of it whose titles are sentences with your figures in them; as PowerPoint, PDF and "
            "Excel, too."
        )
    )
    first_buttons()


def prepare() -> None:
    """The story to look through, to arrange, to send and to freeze."""
    put_away()
    told = told_here()
    try:
        story = told.story(dark=dark())
    except StepwiseError as error:
        answer(escaped(str(error)))
        choose_figures(told)
        list_frozen()
        return
    if not story.slides and told.frozen is None and not told.wanted.left_out:
        nothing_yet()
        list_frozen()
        return
    answer(headline(len(story.slides)))
    with st.container(horizontal=True):
        begin(story)
        downloads(told, story)
    choose_figures(told)
    preview(story)
    if told.facts is not None:
        arrange(told.facts, told.wanted)
        freeze_now()
    list_frozen()


def headline(slides: int) -> str:
    """How many slides there are to show."""
    if not slides:
        return _("Every slide is left out. Take one in again below.")
    return ngettext(
        "Your story has {count} slide, ready to be shown.",
        "Your story has {count} slides, ready to be shown.",
        slides,
    ).format(count=slides)


if is_presenting():
    present()
else:
    prepare()
