"""How events are counted: in what order, within how many days, and whether counts or events count."""

from __future__ import annotations

import streamlit as st

from core.errors import CellRefused
from core.funnel.events_sql import HOWS
from core.funnel.funnel import Source, sources_of
from core.funnel.wording import hows
from core.language import _
from core.language.amounts import parse, typed
from core.store.funnel_settings import put_how, put_source, put_window
from pages.shared import session
from pages.shared.funnel_choice import Looked
from pages.shared.workspace import workspace


def edit_rules(looked: Looked) -> None:
    """The order, the window, and the source of every stage that has two."""
    settings = looked.settings
    if looked.figures.asked.question is not None:
        one, two = st.columns([2, 1])
        how_names = hows()
        session.remember("funnel_how", settings.how)
        one.radio(
            _("Which events count"),
            list(HOWS),
            format_func=how_names.get,
            key="funnel_how",
            on_change=_how_chosen,
        )
        session.remember("funnel_window", typed(settings.window_days))
        two.text_input(
            _("Window in days"),
            key="funnel_window",
            on_change=_window_typed,
            help=_("So long after its first event may a case reach the other stages."),
        )
    both = [key for key, known in sources_of(settings.stages, looked.figures.reach).items() if len(known) > 1]
    labels = {stage.key: stage.label for stage in settings.stages}
    sources = {"events": _("events, case by case"), "counts": _("your counts")}
    for key in both:
        session.remember(f"funnel_source {key}", settings.chosen_sources.get(key, "events"))
        st.segmented_control(
            _("{stage} is known from").format(stage=labels[key]),
            list(sources),
            format_func=sources.get,
            key=f"funnel_source {key}",
            required=True,
            on_change=_source_chosen,
            args=(key,),
        )


@session.callback
def _how_chosen() -> None:
    put_how(workspace(), session.remembered("funnel_how"))


@session.callback
def _window_typed() -> None:
    text = str(session.remembered("funnel_window", ""))
    days = parse(text)
    if days != int(days):
        raise CellRefused("“{found}” is no number of days. Write a whole one, such as 30.", found=text)
    put_window(workspace(), int(days))


@session.callback
def _source_chosen(key: str) -> None:
    source: Source = session.remembered(f"funnel_source {key}")
    put_source(workspace(), key, source)
