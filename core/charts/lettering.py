"""Names and sentences as they fit into a chart: cut, broken into lines, never mistaken for something else."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from core.charts.rows import ROOMY, Row

_INVISIBLE = "\u200b"
_LETTER = 7.2
"""In pixels, about how wide a letter is at most."""
# In the browser an object is asked for these names and answers with something of its own.
_TAKEN = {
    *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString"),
    *("toString", "valueOf", "__proto__"),
    *("__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"),
}


def shown(name: object) -> str:
    """A name of the user's as a chart can show it: on one line, and never one the browser trips over.

    >>> shown(" Call  the client ")
    'Call the client'
    """
    text = " ".join(str(name).split()) or "–"
    return text + _INVISIBLE if text in _TAKEN else text


def short(name: object, length: int = 50) -> str:
    """A name for a sentence or a label, cut where it is too long.

    >>> short("A very long name of a step", 16)
    'A very long…'
    """
    return lines(shown(name), length, most=1)[0]


def pixels(text: str) -> float:
    """About how wide a text is at most, with a gap to its neighbour.

    >>> pixels("20 people")
    72.8
    """
    return _LETTER * len(text) + 8


def lines(text: str, width: int, *, most: int | None = None) -> list[str]:
    """A text broken into lines, as few as its length needs and as even as they can be.

    What is over `most` lines is cut. There is always one line, be it an empty one.

    >>> lines("Write an offer and follow up", 24)
    ['Write an offer', 'and follow up']
    """
    broken = textwrap.wrap(text, width) or [""]
    if most is not None and len(broken) > most:
        last = broken[most - 1]
        if len(last) == width:
            last = last.rsplit(" ", 1)[0] if " " in last else last[:-1]
        return [*broken[: most - 1], last + "…"]
    if len(broken) == 1:
        return broken
    narrower = (textwrap.wrap(text, w) for w in range(len(text) // len(broken), width))
    return next((even for even in narrower if len(even) == len(broken)), broken)


def name_rows(bars: list[Row]) -> None:
    """Give each bar its `row`: the name that stands beside it, from its `name`."""
    for bar, row in zip(bars, axis_names([bar["name"] for bar in bars]), strict=True):
        bar["row"] = row


def axis_names(names: Sequence[object]) -> list[str]:
    """The names as they stand beside their bars, on two lines where there is room, each different.

    Two steps may have the same name; they must not become one bar, so the second gets a mark that
    nobody sees.

    >>> axis_names(["Call", "Write an offer made for the client and follow it up"])
    ['Call', 'Write an offer made for the\\nclient and follow it up']
    """
    width, most = (30, 2) if len(names) <= ROOMY else (36, 1)
    return distinct(["\n".join(lines(shown(name), width, most=most)) for name in names])


def numbered(labels: Sequence[str]) -> list[str]:
    """The labels, those that are the same with a number that everybody sees: for choices, not for axes.

    >>> numbered(["Call", "Offer", "Call"])
    ['Call (1)', 'Offer', 'Call (2)']
    """
    all_of, seen = Counter(labels), Counter[str]()
    unique = []
    for label in labels:
        seen[label] += 1
        unique.append(f"{label} ({seen[label]})" if all_of[label] > 1 else label)
    return distinct(unique)


def distinct(labels: Sequence[str]) -> list[str]:
    """The labels, the second of two that are the same with a mark that nobody sees.

    >>> len(set(distinct(["Call", "Call"])))
    2
    """
    seen: Counter[str] = Counter()
    unique = []
    for label in labels:
        unique.append(label + _INVISIBLE * seen[label])
        seen[label] += 1
    return unique
