"""How many get through, from the first contact to the customer."""

from __future__ import annotations

from core.brief.facts import Facts
from core.brief.figures import figure
from core.brief.story import Bars, Column, Series, Slide, Table
from core.charts.funnel_bars import funnel_bars
from core.charts.funnel_words import people
from core.factory.throughput_findings import stands_in_says, throughput_says
from core.funnel.findings import how_many, lowest_says
from core.funnel.funnel import Funnel, Reached
from core.funnel.titles import best_channel, most_lost_title
from core.language import _, ngettext
from core.language.amounts import exact_number


def funnel(facts: Facts, dark: bool) -> Slide | None:
    """Everybody at every stage, by all channels; None where no two stages are counted."""
    found = facts.funnel
    if len(found.known) < 2 or not any(one.people for one in found.known):
        return None
    most = found.most_lost
    return Slide(
        "funnel",
        how_many(found),
        points=tuple(_points(facts))[:3],
        picture=funnel_bars(
            found, dark=dark, title=most_lost_title(found), lost_most=None if most is None else most.stage.key
        ),
        bars=_bars(found),
        tables=(_table(found), *_by_channel(facts)),
        evidence=tuple(_evidence(facts)),
    )


def _points(facts: Facts) -> list[str]:
    said = [lowest_says(facts.funnel)]
    if facts.throughput is not None:
        said.append(throughput_says(facts.throughput))
    if facts.won_late:
        said.append(
            ngettext(
                "{count} more became a customer, but later than {days} days after the first contact.",
                "{count} more became customers, but later than {days} days after the first contact.",
                facts.won_late,
            ).format(count=exact_number(facts.won_late), days=facts.settings.window_days)
        )
    best, finding = best_channel(facts.channels)
    if best is not None:
        said.append(f"{finding}.")
    return [one for one in said if one]


def _evidence(facts: Facts) -> list[str]:
    stands_in = None if facts.throughput is None else stands_in_says(facts.throughput)
    events = [one.stage.label for one in facts.funnel.known if one.source == "events"]
    counts = [one.stage.label for one in facts.funnel.known if one.source == "counts"]
    said = [
        _("From stage events, case by case: {stages}.").format(stages=", ".join(events)) if events else "",
        _("From stage counts: {stages}.").format(stages=", ".join(counts)) if counts else "",
        *(str(text) for text in (*facts.funnel.warnings, *facts.funnel_notes)),
        stands_in or "",
    ]
    return [one for one in said if one]


def _bars(found: Funnel) -> Bars:
    most = found.most_lost
    return Bars(
        "funnel",
        tuple(one.stage.label for one in found.known),
        (Series(_("people"), tuple(one.people for one in found.known), "firm"),),
        "people",
        labels=tuple(people(one.people or 0.0, one.stage.unit) for one in found.known),
        accent=None if most is None else found.known.index(most),
    )


def _table(found: Funnel) -> Table:
    columns = (
        Column(_("Stage")),
        Column(_("How many"), "people"),
        Column(_("Still open"), "people"),
        Column(_("Got through"), "people"),
        Column(_("Of so many"), "people"),
        Column(_("From the stage before"), "share"),
        Column(_("At least"), "share"),
        Column(_("At most"), "share"),
        Column(_("From the first"), "share"),
        Column(_("Days"), "days"),
        Column(_("Source")),
    )
    return Table(_("How many reach each stage"), columns, tuple(_row(one) for one in found.known))


def _row(one: Reached) -> tuple[str | float | None, ...]:
    rate, first = one.from_before, one.from_first
    through = (None,) * 5 if rate is None else (rate.k, rate.n, rate.share, rate.low, rate.high)
    return (
        one.stage.label,
        figure(one.people),
        figure(one.still_open),
        *(figure(value) for value in through),
        # What is no part of the other is told beside the stage before alone.
        None if first is None or first.low is None else figure(first.share),
        figure(one.median_days),
        {"events": _("events"), "counts": _("counts")}.get(one.source or "", ""),
    )


def _by_channel(facts: Facts) -> list[Table]:
    """How many of each channel reach each stage; nothing where there is but one."""
    if len(facts.channels) < 2:
        return []
    stages = [one.stage for one in facts.funnel.known]
    rows = []
    for channel, found in facts.channels.items():
        there = {one.stage.key: one.people for one in found.known}
        rows.append((channel or _("no known channel"), *(figure(there.get(stage.key)) for stage in stages)))
    columns = (Column(_("Channel")), *(Column(stage.label, "people") for stage in stages))
    return [Table(_("How many reach each stage, by channel"), columns, tuple(rows))]
