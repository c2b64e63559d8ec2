"""What a customer costs in each channel, and what of it is time, cash and spend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import altair as alt
import pandas as pd

from core.charts import bars
from core.charts.lettering import name_rows, short, shown
from core.charts.picture import Picture, in_words, picture
from core.charts.rows import Row, height_of, largest, rows_of
from core.charts.theme import Drawing, Palette
from core.language import _, ngettext
from core.language.amounts import listing, money, percent

PARTS = ("labour", "cash", "spend")
PART_COLOURS: Mapping[str, Literal["time", "cash", "spend"]] = {
    "labour": "time",
    "cash": "cash",
    "spend": "spend",
}

_LETTER = 7.5
_PLOT = 320
"""In pixels, about how wide a letter is, and how long the longest bar is on a narrow page."""


def channel_costs(table: pd.DataFrame, currency: str, *, dark: bool) -> Picture | None:
    """The channels of `core.steps.channels.compare` as stacked bars, the cheapest first.

    None where there is nothing to draw: in no channel a customer comes out, or nothing costs anything.
    """
    channels = rows_of(table, "channel", *PARTS, "cost", "blocked_by")
    known = sorted((one for one in channels if one["cost"] == one["cost"]), key=lambda one: one["cost"])
    if not known or not known[-1]["cost"] > 0:
        return None
    parts = tuple(part for part in PARTS if any(channel[part] > 0 for channel in known))
    bars_told = _bars(known, currency)
    title = _finding(known)
    return picture(
        shape,
        pd.DataFrame([piece for bar in bars_told for piece in _pieces(bar, parts, known[-1]["cost"])]),
        title=title,
        subtitle=_left_out(channels),
        description=in_words(title, [f"{bar['name']}: {bar['total_said']}" for bar in bars_told]),
        height=height_of(len(bars_told)),
        dark=dark,
        parts=parts,
    )


def shape(colours: Palette, *, parts: tuple[str, ...]) -> Drawing:
    """One bar a channel, its parts one after the other, the total at its end."""
    names = [part_names()[part] for part in parts]
    tooltip = bars.told(("name", _("Channel")), ("total_said", _("Together")))
    tooltip += bars.told(*((f"{part}_said", part_names()[part]) for part in parts))
    room = 110
    bar = (
        alt.Chart()
        .mark_bar(stroke=colours.paper, strokeWidth=1)
        .encode(
            x=bars.length("begin", room=room),
            x2="end:Q",
            y=bars.names(),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=names, range=[getattr(colours, PART_COLOURS[part]) for part in parts]),
                legend=alt.Legend(values=names),
            ),
            tooltip=tooltip,
        )
    )
    inside = (
        alt.Chart()
        .mark_text(baseline="middle")
        .encode(
            x=bars.length("middle", room=room),
            y=bars.names(),
            text="inside:N",
            color=alt.Color(
                "part:N",
                scale=alt.Scale(
                    domain=names, range=[getattr(colours, f"on_{PART_COLOURS[part]}") for part in parts]
                ),
                legend=None,
            ),
            tooltip=tooltip,
        )
    )
    total = bars.beside(bars.length("total", room=room), "label", tooltip).encode(
        color=alt.condition(alt.datum.cheapest, alt.value(colours.accent), alt.value(colours.text)),
    )
    # The letters inside the bars have colours of their own, which the legend must not show.
    layers: Drawing = alt.layer(bar, inside, total).resolve_scale(color="independent")
    return layers


def part_names() -> dict[str, str]:
    """What the parts of a channel's cost are called."""
    return {"labour": _("your time"), "cash": _("cash for the steps"), "spend": _("spend on the channel")}


def _bars(known: list[Row], currency: str) -> list[Row]:
    """One row a channel, the cheapest first: row, name, labour, cash, spend, total, each also as said,
    cheapest.
    """
    # The dearest are put together, so the cheapest stay apart.
    kept, others = largest([-channel["cost"] for channel in known])
    bars_told: list[Row] = []
    for channel in [known[i] for i in kept] + ([known[others[-1]]] if others else []):
        said = {f"{part}_said": money(channel[part], currency) for part in PARTS}
        amounts = {part: channel[part] for part in PARTS}
        total = {"total": channel["cost"], "total_said": money(channel["cost"], currency)}
        bars_told.append({"name": shown(channel["channel"]), **amounts, **said, **total, "cheapest": False})
    bars_told[0]["cheapest"] = len(bars_told) > 1
    if others:
        count = len(others)
        bars_told[-1] |= {
            "name": ngettext("{count} other channel", "{count} other channels", count).format(count=count),
            "total_said": _("at most {amount}").format(amount=bars_told[-1]["total_said"]),
        }
    name_rows(bars_told)
    return bars_told


def _pieces(bar: Row, parts: tuple[str, ...], longest: float) -> list[Row]:
    """One row a part of a bar: where it begins and ends, and what is written in it if it is wide enough."""
    pieces: list[Row] = []
    begin = 0.0
    for part in parts:
        end, said = begin + bar[part], bar[f"{part}_said"]
        wide = len(said) * _LETTER + 8 < bar[part] / longest * _PLOT
        pieces.append(
            {
                **bar,
                "part": part_names()[part],
                "begin": begin,
                "end": end,
                "middle": (begin + end) / 2,
                "inside": said if wide and len(parts) > 1 else "",
                "label": "" if pieces else bar["total_said"],
            }
        )
        begin = end
    return pieces


def _finding(known: list[Row]) -> str:
    """How much of what a customer costs is the user's own time."""
    shares = [channel["labour"] / channel["cost"] for channel in known if channel["cost"] > 0]
    least, most = percent(min(shares)), percent(max(shares))
    if not max(shares) > 0:
        return _("At this value of an hour only cash and spend count")
    if least == most:
        return _("Your own time is {share} of what a customer costs").format(share=most)
    return _("Your own time is {least} to {most} of what a customer costs").format(least=least, most=most)


def _left_out(channels: list[Row]) -> str:
    """The channels that have no bar, and why."""
    missing = [channel for channel in channels if channel["cost"] != channel["cost"]]
    stuck = [channel for channel in missing if isinstance(channel["blocked_by"], str)]
    unknown = [channel for channel in missing if channel not in stuck]
    lines = []
    if stuck:
        template = _("Not shown, because no customer comes out: {channels}")
        lines.append(template.format(channels=_quoted(stuck)))
    if unknown:
        template = _("Not shown, because their wins of the period are missing: {channels}")
        lines.append(template.format(channels=_quoted(unknown)))
    return "\n".join(lines)


def _quoted(channels: list[Row]) -> str:
    return listing([_("“{name}”").format(name=short(channel["channel"])) for channel in channels])
