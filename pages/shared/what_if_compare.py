"""Scenarios side by side: one figure as a picture, all of them in a table, each against now."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core.charts import scenario_bars as chart
from core.charts.lettering import distinct
from core.language import _
from core.language.amounts import money
from core.store import scenarios
from core.what_if.changes import Changes
from core.what_if.outcome import Outcome
from pages.shared import session
from pages.shared.inert import inert
from pages.shared.pieces import dark, escaped, show
from pages.shared.take_along import note_table
from pages.shared.what_if_data import outcome_of, stale_of
from pages.shared.what_if_figures import Figure
from pages.shared.what_if_looked import Looked
from pages.shared.what_if_scenarios import COMPARED, MOST, list_scenarios
from pages.shared.what_if_words import weakest
from pages.shared.workspace import workspace

_WIDTH = 900
_LABELS = 215
"""In pixels, how wide the table is on a laptop, and its first column."""


def compare(looked: Looked) -> str:
    """The scenarios to choose from, their picture and table, and what can be done with each.

    Returns which of them is best in the figure that is looked at.
    """
    kept = {one.name: one.changes for one in scenarios.all(workspace())}
    offered: dict[str, Changes] = dict(kept)
    if looked.changes and looked.changes not in kept.values():
        offered[distinct([*kept, _("What is moved now")])[-1]] = looked.changes
    if not offered:
        st.markdown(_("Move something on “Try”, and keep it under a name. Then do so with another idea."))
        return _("Here you will see up to four scenarios side by side, each against now.")
    chosen = _choose(offered)
    # A scenario may be called as what is now; they must not become one.
    names = distinct([_("Now"), *chosen])
    outcomes = {names[0]: looked.before} | {
        name: outcome_of(looked.situation, offered[one]) for name, one in zip(names[1:], chosen, strict=True)
    }
    found = _("Choose the scenarios that you want side by side.")
    if chosen:
        found = _picture(looked, outcomes)
        _table(looked, outcomes)
        _gone(looked, {name: offered[one] for name, one in zip(names[1:], chosen, strict=True)})
    if kept:
        st.subheader(_("Your scenarios"), anchor=False)
        list_scenarios(scenarios.all(workspace()))
    return found


def _choose(offered: Mapping[str, Changes]) -> list[str]:
    held = session.remembered(COMPARED)
    there = [name for name in held or () if name in offered]
    if held is None or there != held:
        session.remember(COMPARED, there or list(offered)[-MOST:])
    chosen: list[str] = st.multiselect(
        _("Compare up to four"),
        list(offered),
        key=COMPARED,
        max_selections=MOST,
        placeholder=_("Choose scenarios"),
        persist_state="session",
    )
    return chosen


def _picture(looked: Looked, outcomes: Mapping[str, Outcome]) -> str:
    """One figure of all of them; which one, the user says. Returns which is best in it."""
    told = {
        figure.key: figure
        for figure in looked.figures
        if any(figure.of(one) is not None for one in outcomes.values())
    }
    if not told:
        return _("None of the figures is known yet.")
    labels = {key: figure.label for key, figure in told.items()}
    field = "what_if compared by"
    if session.remembered(field) not in labels:
        session.remember(field, next(iter(labels)))
    key = st.pills(
        _("Which figure?"),
        list(labels),
        format_func=labels.get,
        key=field,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    figure = told[str(key)]
    show(
        chart.scenario_bars(
            _rows(outcomes, figure), figure.label, dark=dark(), title=_against(outcomes, figure)
        ),
        "scenario_bars",
    )
    return _finding(outcomes, figure)


def _best(outcomes: Mapping[str, Outcome], figure: Figure) -> str | None:
    """The scenario whose figure is best, where it is said otherwise than that of now."""
    known = {name: figure.worth(one) for name, one in outcomes.items()}
    values = {name: value for name, value in known.items() if value is not None}
    if not values:
        return None
    best = (min if figure.less_is_better else max)(values, key=lambda name: values[name])
    now = next(iter(outcomes))
    same = now in values and figure.says(outcomes[now]) == figure.says(outcomes[best])
    return None if same else best


def _finding(outcomes: Mapping[str, Outcome], figure: Figure) -> str:
    best = _best(outcomes, figure)
    if best is None:
        return _("{figure}: none is better than now.").format(figure=figure.label)
    return _("{figure}: “{scenario}” is best, with {amount}.").format(
        figure=figure.label, scenario=best, amount=figure.says(outcomes[best])
    )


def _against(outcomes: Mapping[str, Outcome], figure: Figure) -> str:
    """How far the best is from now, as its name is the page's answer."""
    best, now = _best(outcomes, figure), next(iter(outcomes.values()))
    difference = figure.against(now, outcomes[best]) if best is not None else ""
    if not difference:
        return _("{figure}, now and in each scenario").format(figure=figure.label)
    return _("{figure}: {difference} than now").format(figure=figure.label, difference=difference)


def _rows(outcomes: Mapping[str, Outcome], figure: Figure) -> pd.DataFrame:
    now, best = next(iter(outcomes)), _best(outcomes, figure)
    rows = [
        (
            name,
            figure.of(one),
            figure.says(one),
            "" if name == now else figure.against(outcomes[now], one),
            name == now,
            name == best,
        )
        for name, one in outcomes.items()
    ]
    return pd.DataFrame(rows, columns=list(chart.COLUMNS))


def _table(looked: Looked, outcomes: Mapping[str, Outcome]) -> None:
    """One row a figure, one column a scenario, with the difference against now."""
    now, *others = outcomes.values()
    rows = [
        {"figure": figure.label, "0": figure.says(now)}
        | {str(place): _cell(figure, now, one) for place, one in enumerate(others, start=1)}
        for figure in looked.figures
        if any(figure.of(one) is not None for one in outcomes.values())
    ]
    text = st.column_config.TextColumn
    width = (_WIDTH - _LABELS) // len(outcomes)
    columns = {"figure": text(_("Figure"), pinned=True, width=_LABELS)} | {
        str(place): text(name, alignment="right", width=width) for place, name in enumerate(outcomes)
    }
    table = inert(pd.DataFrame(rows))
    st.dataframe(table, hide_index=True, column_config=columns, key="what_if_compared")
    note_table(table, columns, _("Your scenarios"), "what_if_compared")
    held = {name: weakest(one) for name, one in outcomes.items()}
    if len(set(held.values())) == 1:
        said = [_("Weakest link in all of them: {link}").format(link=weakest(now))]
    else:
        said = [
            _("Weakest link in “{scenario}”: {link}").format(scenario=name, link=link)
            for name, link in held.items()
        ]
    said += [
        _("{scenario}: {amount} once, to set it up").format(
            scenario=name, amount=money(one.set_up, looked.currency)
        )
        for name, one in outcomes.items()
        if one.set_up > 0
    ]
    st.caption("  \n".join(escaped(one) for one in said))


def _gone(looked: Looked, chosen: Mapping[str, Changes]) -> None:
    """What changes nothing any more in a scenario, as its step, channel or role is gone."""
    said = [
        _("“{scenario}”: {sentence}").format(scenario=name, sentence=one.sentence)
        for name, changes in chosen.items()
        for one in stale_of(looked.situation, changes)
    ]
    if said:
        st.caption("  \n".join(escaped(one) for one in said))


def _cell(figure: Figure, now: Outcome, one: Outcome) -> str:
    difference = figure.signed(now, one)
    said = figure.says(one)
    return _("{amount} ({difference})").format(amount=said, difference=difference) if difference else said
