"""What the names in the sheets mean: each matched once to a stage, and remembered."""

from __future__ import annotations

import streamlit as st

from core.funnel.matching import LEFT_OUT, LOST, name_key
from core.funnel.stages import Stage
from core.language import _, ngettext
from core.language.amounts import exact_number
from core.store.funnel_figures import Figures
from core.store.funnel_settings import put_meaning
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.pieces import escaped
from pages.shared.tables import edited_table
from pages.shared.workspace import workspace

_NAME = "stage names"
_ASKED = 6


def unknown_names(figures: Figures) -> list[str]:
    """The names that mean no stage yet, most frequent first."""
    return [name for name, means in _means(figures).items() if means is None]


def ask_of_unknown(figures: Figures, stages: tuple[Stage, ...]) -> None:
    """Ask what the names mean that nobody knows; until then they do not count."""
    names = unknown_names(figures)
    if not names:
        return
    found, options = _found(figures), _options(stages)
    with st.container(border=True):
        st.markdown(
            ngettext(
                "**{count} name in your sheets means no stage yet**, so it does not count.",
                "**{count} names in your sheets mean no stage yet**, so they do not count.",
                len(names),
            ).format(count=exact_number(len(names)))
        )
        columns = st.columns(min(len(names), _ASKED // 2))
        for place, name in enumerate(names[:_ASKED]):
            columns[place % len(columns)].selectbox(
                _("“{name}” ({found}) is").format(name=escaped(name), found=found[name]),
                list(options),
                index=None,
                format_func=options.get,
                placeholder=_("Choose a stage"),
                key=f"meaning {name_key(name)}",
                on_change=_answered,
                args=(name,),
            )
        if len(names) > _ASKED:
            st.caption(
                _("The others are asked next; all stand below, under “Stages, and what your words mean”.")
            )


@session.callback
def _answered(name: str) -> None:
    put_meaning(workspace(), name, session.remembered(f"meaning {name_key(name)}"))


def match_names(figures: Figures, stages: tuple[Stage, ...]) -> None:
    """Every name of the sheets with the stage it means, to be chosen anew; unknown ones first."""
    means, found = _means(figures), _found(figures)
    if not means:
        return
    names = sorted(means, key=lambda name: means[name] is not None)
    options = _options(stages)
    edited_table(
        inert(
            {
                "name": names,
                "found": [found[name] for name in names],
                "means": [options.get(means[name] or "") for name in names],
            }
        ),
        title=_("In your sheets"),
        key=session.key(_NAME),
        hide_index=True,
        disabled=["name", "found"],
        column_config={
            "name": st.column_config.TextColumn(_("In your sheets")),
            "found": st.column_config.TextColumn(_("How often")),
            "means": st.column_config.SelectboxColumn(
                _("Means the stage"), options=list(options.values()), width="medium"
            ),
        },
        on_change=_chosen,
        args=(tuple(names), stages),
    )


def _means(figures: Figures) -> dict[str, str | None]:
    asked = figures.asked
    return {**{str(name): asked.means[name] for name in asked.names["stage"]}, **figures.count_names}


def _found(figures: Figures) -> dict[str, str]:
    """How often each name stands in the events, or that it is one of the counts."""
    found = dict.fromkeys(figures.count_names, _("in your counts"))
    for name, events in zip(figures.asked.names["stage"], figures.asked.names["events"], strict=True):
        found[str(name)] = ngettext("{count} event", "{count} events", int(events)).format(
            count=exact_number(int(events))
        )
    return found


def _options(stages: tuple[Stage, ...]) -> dict[str, str]:
    own = {stage.key: stage.label for stage in stages}
    return {**own, LOST: _("lost: the case is over"), LEFT_OUT: _("none: leave it out")}


@session.callback
def _chosen(names: tuple[str, ...], stages: tuple[Stage, ...]) -> None:
    keys = {label: key for key, label in _options(stages).items()}
    for row, _field, label in session.typed_cells(_NAME):
        put_meaning(workspace(), names[row], keys.get(label))
