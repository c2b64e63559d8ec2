"""What was done, and whether it worked."""

from __future__ import annotations

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.story import Bars, Column, Series, Slide, Table
from core.charts.before_after import before_after
from core.charts.picture import Picture
from core.factory.action_findings import (
    answer,
    cautions,
    evidence,
    focus_words,
    outcome,
    picture_title,
    rate_sentence,
    verdict_words,
)
from core.factory.judged import Judged
from core.language import _
from core.language.amounts import day


def actions(facts: Facts, dark: bool) -> Slide | None:
    """What became of the actions, the latest that can be drawn in a picture; None without any."""
    if not facts.actions:
        return None
    drawn, picture = _drawn(facts, dark)
    return Slide(
        "actions",
        answer(facts.actions, facts.today),
        points=tuple(_points(facts, drawn)[:3]),
        picture=picture,
        bars=None if picture is None else _bars(drawn),
        tables=(_table(facts), *([] if picture is None else [_weeks(drawn)])),
        evidence=(
            *evidence(drawn),
            *cautions(drawn),
            _(
                "“Worked” says that what was counted is consistent with it. What else happened, no count can "
                "know."
            ),
        ),
    )


def _drawn(facts: Facts, dark: bool) -> tuple[Judged, Picture | None]:
    """The latest action with a picture, else the latest one."""
    for one in facts.actions:
        picture = before_after(one, dark=dark, title=picture_title(one))
        if picture is not None:
            return one, picture
    return facts.actions[0], None


def _points(facts: Facts, drawn: Judged) -> list[str]:
    said = []
    if len(facts.actions) > 1:
        said.append(outcome(drawn, facts.today))
    else:
        said += [rate_sentence(rate) for rate in drawn.rates[:1]]
        said += evidence(drawn)[1:2]
    if facts.focus is not None:
        said.append(focus_words(*facts.focus))
    return said


def _bars(drawn: Judged) -> Bars:
    shown = drawn.weeks[drawn.weeks["part"] != ""]
    a_week = [
        figure(float(count) * 7 / days) for count, days in zip(shown["count"], shown["days"], strict=True)
    ]
    stage = "" if drawn.throughput is None else drawn.throughput.label
    return Bars(
        "columns",
        tuple(day(start) for start in shown["start"]),
        (Series(_("{stage}, by week").format(stage=stage), tuple(a_week), "firm"),),
        "per_week",
    )


def _table(facts: Facts) -> Table:
    columns = (
        Column(_("Day")),
        Column(_("What was done")),
        Column(_("Result")),
        Column(_("A week before"), "per_week"),
        Column(_("A week since"), "per_week"),
        Column(_("Times as many"), "number"),
        Column(_("Cost"), "money"),
        Column(_("Who")),
    )
    rows = []
    for one in facts.actions:
        figures = one.figures
        rows.append(
            (
                day(one.action.day),
                one.action.what,
                verdict_words(one, facts.today),
                figure(figures.before.per_week) if figures.before.weeks else None,
                figure(figures.after.per_week) if figures.after.weeks else None,
                figure(figures.ratio),
                figure(one.action.cost),
                one.action.owner or None,
            )
        )
    return Table(_("What was done"), columns, tuple(rows))


def _weeks(drawn: Judged) -> Table:
    parts = {
        "before": _("before the action"),
        "after": _("since the action"),
        "between": _("neither: it began in these days, or takes its time"),
    }
    shown = drawn.weeks[drawn.weeks["part"] != ""]
    rows = tuple(
        (day(week.start), figure(float(week.days)), figure(float(week.count)), parts.get(str(week.part), ""))
        for week in shown.itertuples(index=False)
    )
    columns = (
        Column(_("From")),
        Column(_("Days"), "days"),
        Column(_("How many"), "people"),
        Column(_("Part")),
    )
    return Table(_("Week by week: {what}").format(what=drawn.action.what), columns, rows)
