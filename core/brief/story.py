"""The story that is told to a team or an investor: its slides, and all that stands behind them.

Made once from what is known (`core.brief.slides`), then shown by whoever tells it: the page Present, the
PowerPoint deck, the one-page brief, its PDF and the workbook. None of them computes a figure of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from core.charts.picture import Picture

Unit = Literal["money", "minutes", "people", "share", "per_week", "number", "days"]
"""How a figure is said: an amount in the story's currency; minutes, also as hours; whole people; a share from
0 to 1 as percent; customers a week; a bare number; days."""
Colour = Literal["accent", "time", "cash", "spend", "customer", "calm", "firm"]
"""A colour by its meaning, see `core.charts.theme.Palette`."""


SlideKey = Literal["cost", "time", "funnel", "weakest_link", "actions", "goal", "ask"]
"""What a slide is about."""


@dataclass(frozen=True)
class Column:
    """A column of a table; without a unit its cells are texts."""

    name: str
    """As it is read by people, in the language of the story."""
    unit: Unit | None = None


@dataclass(frozen=True)
class Table:
    """What stands behind a slide, one row a line; a figure that is not known is None."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True)
class Series:
    """One row of bars: a value for each category, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    colour: Colour


@dataclass(frozen=True)
class Bars:
    """A chart that PowerPoint and Excel can draw by themselves, so that its reader can edit it.

    `kind`: "bars" lie and have one series; "stacked" lie and have several, one after the other; "funnel" are
    centred bars of one series; "columns" stand, as weeks do. Categories come as they are read, from the top
    or from the left. `accent` is the place of the one category that the slide is about.
    """

    kind: Literal["bars", "stacked", "funnel", "columns"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Unit
    labels: tuple[str, ...] = ()
    """What stands beside each category's bar, as people read it; none: the figures themselves."""
    accent: int | None = None


@dataclass(frozen=True)
class Slide:
    """One slide. Its title is a whole sentence with the figures in it."""

    key: SlideKey
    title: str
    points: tuple[str, ...] = ()
    """At most three short sentences beside the picture."""
    picture: Picture | None = None
    """Drawn for a light page; whoever shows it in the dark asks for another story."""
    bars: Bars | None = None
    """The same as a chart to be edited; None where no program has one like it."""
    tables: tuple[Table, ...] = ()
    evidence: tuple[str, ...] = ()
    """Where the figures come from and how sure they are, a sentence each; for the notes."""
    note: str = ""
    """What whoever presents has added."""


@dataclass(frozen=True)
class ChainStep:
    """One step as it went into the chain; what the sheet left blank is None. See `core.steps.chain`."""

    step: str
    role: str
    minutes: float | None
    times: float | None
    pass_rate: float | None
    """The rate that counted; None counts as 1."""
    given_runs: float | None
    """The runs per win where the sheet gives them itself."""
    cash: float | None
    hourly_rate: float
    ours: bool
    """Whether its minutes cost us anything."""
    evidence: str
    """How sure its figures are, in words."""
    file: str
    sheet: str
    row: int | None
    """Where it stands, counted from 1; None where it was typed in."""
    own_rate: bool | None = None
    """Whether its role has an hourly rate of its own; None in stories of before: told by the rates."""


@dataclass(frozen=True)
class ChainSheet:
    """One process with what it came to, so that an accountant can trace it. Figures are for one win."""

    channel: str
    phase: Literal["acquire", "deliver", "after"]
    steps: tuple[ChainStep, ...]
    spend: float | None
    """What the channel cost in the period beside its steps."""
    wins: float | None
    minutes_per_win: float | None
    """None where nobody gets through."""
    cost_per_win: float | None
    """With spend."""
    blocked_by: str | None = None


@dataclass(frozen=True)
class Assumption:
    """One figure that the answers rest on, as people read it: ("Value of an hour", "100 €")."""

    name: str
    value: str


@dataclass(frozen=True)
class Story:
    """Everything that is told, in one language and one currency."""

    slides: tuple[Slide, ...]
    chains: tuple[ChainSheet, ...]
    assumptions: tuple[Assumption, ...]
    """Rates, currency, period, how the funnel counts."""
    files: tuple[str, ...]
    """The names of the files that the figures come from."""
    made: dt.datetime
    """When the figures were computed, in the clock of whoever tells it."""
    language: str
    currency: str
    name: str = ""
    """What the business is called, as its user wrote it; the workspace's name otherwise."""
    frozen: bool = False
    """Whether the figures are those of an earlier day, kept as they were."""
    hourly_rate: float | None = None
    """The value of an hour of everybody without a rate of their own; None where only the steps tell it."""
