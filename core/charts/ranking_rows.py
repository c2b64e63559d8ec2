"""The rows of the ranking: lines, their names, the lowest line and where it turns.

Everywhere `rate` and `cost` are where a row is drawn, and `part` is what it is: line, lowest, end, turn or
now.
"""

from __future__ import annotations

import math

from core.charts.lettering import short, shown
from core.charts.rows import Row
from core.language import _
from core.language.amounts import exact_money, money

HEIGHT = 320
_LINE = 16
"""A line of text needs so many pixels of the height."""
LINES = 12
"""So many lines can be told apart and named at their ends."""
_APART = 0.22
"""Two labelled turning points are at least this share of the width apart,"""
_EDGE = 0.78
"""none is labelled beyond this share, where the names of the lines stand,"""
_FLOOR = 0.12
"""and none below this share of the height, where the axis is."""

NOTHING: Row = {
    "channel": "",
    "told": "",
    "turn": "",
    "label": "",
    "leads": False,
    "rate": None,
    "cost": None,
}
"""What a row has that says nothing else."""


def costs_at(channel: Row, rate: float) -> float:
    """What a customer costs in a channel at this value of an hour: fixed + hours · rate."""
    return float(channel["fixed"] + channel["hours"] * rate)


def drawn_channels(known: list[Row], turns: list[Row], hourly_rate: float, highest_rate: float) -> list[Row]:
    """The channels that are drawn, each with `leads`: whether it is the cheapest at any rate.

    Those come first; the others follow by what they cost today, as far as lines can be told apart.
    """
    lowest = min(costs_at(channel, highest_rate) for channel in known)
    turning = {turn[side] for turn in turns if turn["leads"] for side in ("cheaper", "dearer")}
    judged = [
        {**channel, "leads": channel["channel"] in turning or costs_at(channel, highest_rate) == lowest}
        for channel in known
    ]
    judged.sort(key=lambda channel: (not channel["leads"], costs_at(channel, hourly_rate)))
    return judged[:LINES]


def channel_lines(drawn: list[Row], hourly_rate: float, highest_rate: float, currency: str) -> list[Row]:
    """Two rows a channel, its cost at 0 and at the highest rate."""
    sentence = _("{channel}: {at_nothing} where an hour is worth nothing, {now} at {rate} an hour")
    lines = []
    for channel in drawn:
        told = sentence.format(
            channel=shown(channel["channel"]),
            at_nothing=money(costs_at(channel, 0), currency),
            now=money(costs_at(channel, hourly_rate), currency),
            rate=exact_money(hourly_rate, currency),
        )
        said = {"part": "line", "channel": shown(channel["channel"]), "told": told}
        for rate in (0.0, float(highest_rate)):
            lines.append({**said, "rate": rate, "cost": costs_at(channel, rate)})
    return lines


def lowest_line(drawn: list[Row], turns: list[Row], highest_rate: float) -> list[Row]:
    """One row a corner of the lowest line."""
    rates = [0.0, *(turn["hourly_rate"] for turn in turns if turn["leads"]), float(highest_rate)]
    return [
        {"part": "lowest", "rate": rate, "cost": min(costs_at(channel, rate) for channel in drawn)}
        for rate in rates
    ]


def line_names(drawn: list[Row], lines: list[Row], highest_rate: float) -> list[Row]:
    """One row a channel, named at its line's end, moved a little where names would cover each other.

    `lines` are those of `channel_lines`; the name tells what its line does.
    """
    told = {line["channel"]: line["told"] for line in lines}
    named = sorted(drawn, key=lambda channel: -costs_at(channel, highest_rate))
    ends = [costs_at(channel, highest_rate) for channel in named]
    return [
        {
            "part": "end",
            "channel": shown(channel["channel"]),
            "told": told[shown(channel["channel"])],
            "label": short(channel["channel"], 26),
            "rate": float(highest_rate),
            "cost": place,
            "leads": channel["leads"],
        }
        for channel, place in zip(named, apart(ends, ends[0] * _LINE / HEIGHT), strict=True)
    ]


def apart(places: list[float], least: float) -> list[float]:
    """Falling places moved as little as possible until each is `least` from the next.

    >>> apart([10.0, 9.0, 2.0], 3.0)
    [11.0, 8.0, 2.0]
    """
    # Those too near each other move as one block around their middle: pooling adjacent violators.
    blocks: list[tuple[float, int]] = []
    for i, place in enumerate(places):
        middle, size = place + i * least, 1
        while blocks and blocks[-1][0] < middle:
            above, more = blocks.pop()
            middle, size = (above * more + middle * size) / (more + size), more + size
        blocks.append((middle, size))
    middles = [middle for middle, size in blocks for _place in range(size)]
    return [middle - i * least for i, middle in enumerate(middles)]


def turning_points(turns: list[Row], highest_rate: float, top: float, currency: str) -> list[Row]:
    """One row a crossing, labelled where there is room; `top` is the highest cost drawn."""
    points = []
    labelled = -math.inf
    for turn in turns:
        label = ""
        free = labelled + _APART * highest_rate <= turn["hourly_rate"] <= _EDGE * highest_rate
        if turn["leads"] and free and turn["cost"] > _FLOOR * top:
            labelled = turn["hourly_rate"]
            label = _("from {rate} an hour").format(rate=money(labelled, currency))
            label += "\n" + short(turn["cheaper"], 26)
        points.append(
            {
                "part": "turn",
                "rate": turn["hourly_rate"],
                "cost": turn["cost"],
                "turn": turning(turn, currency),
                "label": label,
                "leads": bool(turn["leads"]),
            }
        )
    return points


def turning(turn: Row, currency: str) -> str:
    """The sentence about one turning point."""
    return _("From {rate} an hour on, “{cheaper}” is cheaper than “{dearer}”").format(
        rate=money(turn["hourly_rate"], currency),
        cheaper=short(turn["cheaper"]),
        dearer=short(turn["dearer"]),
    )


def present_rate(hourly_rate: float, highest_rate: float, currency: str) -> list[Row]:
    """The present rate, or nothing where it lies beyond the chart."""
    if not 0 <= hourly_rate <= highest_rate:
        return []
    label = _("now {rate} an hour").format(rate=exact_money(hourly_rate, currency))
    return [{"part": "now", "rate": float(hourly_rate), "label": label}]
