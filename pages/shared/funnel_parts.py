"""What the funnel page shows below its picture: the table, those who are stuck, those who were lost."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.funnel.findings import rate_words, share_words
from core.funnel.funnel import Funnel, Reached
from core.funnel.rates import Rate
from core.language import _, ngettext
from core.language.amounts import day, exact_number, number
from core.store import event_funnel
from core.store.funnel_figures import Asked
from pages.shared.funnel_choice import Looked
from pages.shared.funnel_data import late_customers
from pages.shared.pieces import escaped
from pages.shared.tables import result_table

STUCK = 10


def stage_table(funnel: Funnel) -> None:
    """One row a stage: people, rates with what they rest on, and the days it takes."""
    text, right = st.column_config.TextColumn, "right"
    rows = [_row(reached) for reached in funnel.known]
    frame = pd.DataFrame(rows)
    if not any(row["days"] for row in rows):
        frame = frame.drop(columns="days")
    columns = {
        "stage": text(_("Stage"), pinned=True),
        "people": text(_("How many"), alignment=right),
        "before": text(_("From the stage before")),
        "first": text(_("From the first"), alignment=right),
        "days": text(_("Days"), help=_("Since the stage before: half of those who got here took no longer")),
        "source": text(_("Source")),
    }
    result_table(frame, columns, title=_("How many get through"), key="stages")


def _row(reached: Reached) -> dict[str, str]:
    before = reached.before.unit_label if reached.before else ""
    unit = reached.stage.unit_label
    people = f"{exact_number(reached.people or 0)} {unit}"
    if reached.still_open:
        people += " " + _("({open} still open)").format(open=exact_number(reached.still_open))
    return {
        "stage": reached.stage.label,
        "people": people,
        "before": rate_words(reached.from_before, before, unit) if reached.from_before else "",
        "first": _share(reached.from_first) if reached.from_first else "",
        "days": days_words(reached),
        "source": {"events": _("events"), "counts": _("counts")}.get(reached.source or "", ""),
    }


def _share(rate: Rate) -> str:
    """A conversion as a share; "" for a ratio, which is told beside the stage before."""
    return "" if rate.low is None else share_words(rate.share)


def days_words(reached: Reached) -> str:
    """How long a stage takes, its median and its middle half; "" where nobody knows."""
    if reached.median_days is None or reached.quick_days is None or reached.slow_days is None:
        return ""
    return _("{median}, mostly {quick} to {slow}").format(
        median=number(round(reached.median_days, 1)),
        quick=number(round(reached.quick_days, 1)),
        slow=number(round(reached.slow_days, 1)),
    )


def stuck_table(looked: Looked, stuck: pd.DataFrame) -> None:
    """The cases that have not moved for longest."""
    asked = looked.figures.asked
    assert asked.question is not None
    labels = {stage.key: stage.label for stage in looked.settings.stages}
    if looked.channel is not None:
        channels = event_funnel.channels_called(asked.cases, looked.channel)
        stuck = stuck[stuck["channel"].isin(channels)]
    shown = stuck.head(STUCK)
    if shown.empty:
        st.caption(_("Nobody is stuck: every case is through, or lost."))
        return
    until = asked.question.until
    text, right = st.column_config.TextColumn, "right"
    result_table(
        {
            "case": shown["case_id"].astype(str).tolist(),
            "stage": [labels[asked.question.stages[place - 1]] for place in shown["position"]],
            "channel": shown["channel"].tolist(),
            "since": [day(since.date()) for since in shown["since"]],
            "days": [exact_number((until - since).days) for since in shown["since"]],
        },
        {
            "case": text(_("Case")),
            "stage": text(_("Stuck in")),
            "channel": text(_("Channel")),
            "since": text(_("Since")),
            "days": text(_("Days"), alignment=right),
        },
        title=_("Stuck longest"),
        key="stuck",
    )
    st.caption(
        _("Counted up to {day}, the last day of which your events tell.").format(day=day(until.date()))
    )


def lost_table(looked: Looked, asked: Asked, lost: pd.DataFrame) -> None:
    """Why people were lost, and after which stage."""
    assert asked.question is not None
    labels = {stage.key: stage.label for stage in looked.settings.stages}
    if looked.channel is not None:
        lost = lost[lost["channel"].isin(event_funnel.channels_called(asked.cases, looked.channel))]
    if lost.empty:
        st.caption(_("No case says that it was lost, or why."))
        return
    together = lost.groupby(["furthest", "reason"], as_index=False)["cases"].sum()
    together = together.sort_values(["cases", "furthest"], ascending=[False, True]).head(STUCK)
    text, right = st.column_config.TextColumn, "right"
    result_table(
        {
            "reason": [reason or _("no reason given") for reason in together["reason"]],
            "stage": [labels[asked.question.stages[place - 1]] for place in together["furthest"]],
            "cases": [exact_number(cases) for cases in together["cases"]],
        },
        {
            "reason": text(_("Why they were lost"), width="large"),
            "stage": text(_("Furthest stage")),
            "cases": text(_("Cases"), alignment=right),
        },
        title=_("Why they were lost"),
        key="lost",
    )


def _open_cases(funnel: Funnel, window_days: int) -> list[str]:
    """How many are left out of the rates, because nobody can know yet; nothing where there are none."""
    first = next((one for one in funnel.known if one.still_open), None)
    if first is None:
        return []
    count = int(first.still_open)
    said = ngettext(
        "{count} case is younger than the window of {days} days: it is still open, shown pale, and in no "
        "rate.",
        "{count} cases are younger than the window of {days} days: they are still open, shown pale, and "
        "in no rate.",
        count,
    )
    return [said.format(count=exact_number(count), days=window_days)]


def to_know(looked: Looked, funnel: Funnel) -> None:
    """What may mislead, one sentence each."""
    days = looked.settings.window_days
    said = [*funnel.warnings, *looked.figures.notes]
    sentences = [*(str(text) for text in said), *_open_cases(funnel, days)]
    if late := late_customers(looked.figures):
        sentences.append(
            ngettext(
                "{count} more case became a customer, but after the window of {days} days. Choose a longer "
                "one below, under “How it is counted”.",
                "{count} more cases became customers, but after the window of {days} days. Choose a longer "
                "one below, under “How it is counted”.",
                late,
            ).format(count=exact_number(late), days=days)
        )
    if sentences:
        st.caption("\n".join(f"- {escaped(sentence)}" for sentence in sentences))
