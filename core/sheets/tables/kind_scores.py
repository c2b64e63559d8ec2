"""How well the headings and cells below a row are those of each kind, and what is missing for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.language import Text
from core.sheets.cells.time_units import header_unit
from core.sheets.grid import Cell
from core.sheets.kinds import (
    CHANNEL_SPEND,
    INVOICES,
    PROCESS,
    ROLES,
    STAGE_COUNTS,
    STAGE_EVENTS,
    TIME_ENTRIES,
    Kind,
)
from core.sheets.kinds.exports import export_of
from core.sheets.tables.cases import with_numbered_cases, with_titled_cases
from core.sheets.tables.contents import Contents, fit
from core.sheets.tables.event_clocks import with_times_of_day
from core.sheets.tables.headers import ACCEPT, is_other, match, plain
from core.sheets.tables.invoice_columns import with_documents
from core.sheets.tables.long_figures import with_counted_cases, with_gross_spend
from core.sheets.tables.record_uses import record_uses
from core.sheets.tables.required import lacking
from core.sheets.tables.shift_columns import with_shifts
from core.sheets.tables.stated_days import StatedDays
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.wide_counts import (
    month_columns,
    with_channel_columns,
    with_month_columns,
    with_stage_columns,
)
from core.sheets.tables.wide_events import with_date_columns, with_last_change

RECORDS = (STAGE_COUNTS, STAGE_EVENTS, TIME_ENTRIES, INVOICES, CHANNEL_SPEND)
_NOTHING_STATED = StatedDays()
_WEIGHTS: Mapping[str, float] = {"text": 0.6, "choice": 0.7, "flag": 0.6, "count": 0.8}
_COVERED = 2.0
_EXPORT = 1.5
_NAMED = 0.4
"""What a title or a name that speaks of a kind adds to it."""
_TAXED = 1.0
"""Nobody pays VAT on time: a table with a column of it is less likely one of time."""
_STEPS_NAMED = 2.0
_SPEAKS = {
    "time_entries": re.compile(
        r"zeiterfassung|stundenzettel|stundennach|stundenliste|time ?sheet|time ?log|time ?report|timeliste"
        r"|timef[øo]r|arbeitszeit|zeitnachweis|zeitliste|zeiten\b|hours\b",
        re.IGNORECASE,
    ),
    "invoices": re.compile(r"rechnung|invoice|faktura|umsatzliste|debitor|forderung|billing", re.IGNORECASE),
    "stage_counts": re.compile(r"trichter|funnel|salgstrakt", re.IGNORECASE),
    "stage_events": re.compile(r"\bdeals?\b|\bleads?\b|opportunit|interessent|event ?log", re.IGNORECASE),
}
ONLY_STEPS = frozenset(
    {
        "phase",
        "pass_rate",
        "tried",
        "succeeded",
        "runs_per_win",
        "waiting",
        "customer_minutes",
        "target_pass_rate",
    }
)


@dataclass(frozen=True)
class Below:
    """A row that may be a header, with what stands below it.

    `headings` are its texts, `raw` the cells themselves; `contents` the looks of a sample of the cells below
    each; `said` are all words around the table: title, sheet, file; `year` the one they name.
    """

    row: int
    height: int
    headings: tuple[str, ...]
    raw: tuple[Cell, ...]
    contents: tuple[Contents, ...]
    said: str = ""
    year: int | None = None
    has_period: bool = False
    """Whether a line above the header states a period."""
    groups: tuple[str, ...] = ()
    """What stands over each heading in the upper of two lines, also where that is merged."""
    turn: tuple[int, int] | None = None
    """The two years that these lines name, where they name two: "2025/26"."""
    days: StatedDays = _NOTHING_STATED
    """The month, the week or the months of two years that these lines name."""


@dataclass(frozen=True)
class Candidate:
    """What a table would be as one kind: its columns, how good that is, and what is missing for it."""

    kind: Kind
    uses: tuple[ColumnUse, ...]
    score: float
    missing: tuple[Text, ...]
    export: str = ""
    long_hours: bool = False
    """Whether some row has more hours than a day."""

    @property
    def named(self) -> tuple[ColumnUse, ...]:
        """The columns that stand for one of the kind."""
        return tuple(use for use in self.uses if use.name)


def as_kind(below: Below, kind: Kind) -> Candidate:
    """What the table below a row would be as this kind of records.

    >>> from core.sheets.tables.contents import contents_of
    >>> cells = tuple(contents_of([cell]) for cell in ("Acme", "1.3.2026", "12 €"))
    >>> below = Below(0, 1, ("Kunde", "Datum", "Betrag"), ("Kunde", "Datum", "Betrag"), cells)
    >>> as_kind(below, INVOICES).missing, [str(label) for label in as_kind(below, TIME_ENTRIES).missing]
    ((), ['Duration'])
    """
    export = export_of([text for text in below.headings if text], kind)
    uses = _shaped(record_uses(below.headings, below.contents, kind), below, kind, export)
    missing = lacking(uses, below.contents, kind, below.said, export=export, has_period=below.has_period)
    score = _score(uses, below, kind) + (_EXPORT if export else 0.0)
    if kind is TIME_ENTRIES and any(_is_tax(text) for text in below.headings):
        score -= _TAXED
    speaks = _SPEAKS.get(kind.name)
    score += _NAMED if speaks and speaks.search(below.said) else 0.0
    return Candidate(kind, tuple(uses), score, missing, export, _long_hours(uses, below, kind))


def _is_tax(text: str) -> bool:
    found = match(text, INVOICES) if text else None
    return found is not None and found.column == "tax" and found.score >= ACCEPT


def _long_hours(uses: Sequence[ColumnUse], below: Below, kind: Kind) -> bool:
    hours = [
        use
        for use in uses
        if kind is TIME_ENTRIES and use.name == "minutes" and header_unit(use.header) == "h"
    ]
    cells = (cell for use in hours for cell in below.contents[use.index].cells)
    return any(isinstance(cell, (int, float)) and cell > 24 for cell in cells)


def _shaped(uses: list[ColumnUse], below: Below, kind: Kind, export: str) -> list[ColumnUse]:
    """The columns in the shape the table has: a row for each thing, or columns for stages or months."""
    if kind is TIME_ENTRIES:
        if not any(use.name == "date" for use in uses):
            uses = [replace(use, name="date") if use.name == "start_date" else use for use in uses]
        return with_shifts(uses, below.contents, below.days, export=export)
    if kind is INVOICES:
        return with_documents(uses, below.contents)
    if kind is STAGE_EVENTS:
        uses = with_numbered_cases(with_titled_cases(uses, below.contents), below.contents)
        uses = with_times_of_day(uses, below.contents)
        return with_date_columns(uses, below.contents) or with_last_change(uses, below.contents)
    if kind in (STAGE_COUNTS, CHANNEL_SPEND):
        months = month_columns(below.raw, below.year, below.headings, below.turn)
        name = "count" if kind is STAGE_COUNTS else "amount"
        if months:
            return with_month_columns(uses, below.contents, months, name, below.said) or uses
        if kind is STAGE_COUNTS:
            wide = with_stage_columns(uses, below.contents, below.said, below.groups)
            return wide or with_counted_cases(uses, below.contents)
        wide = with_channel_columns(uses, below.contents, below.said)
        return wide or with_gross_spend(uses, below.contents)
    return uses


def _score(uses: Sequence[ColumnUse], below: Below, kind: Kind) -> float:
    """What the understood columns weigh, each as sure as heading and cells are, and their share of all."""
    worth = 0.0
    understood = 0
    keyed: set[str] = set()
    for use in uses:
        if not use.name:
            continue
        understood += 1
        column = kind.column(use.name)
        if use.key and use.name in keyed:
            worth += 0.15  # the tenth month tells no more than the second
            continue
        keyed.add(use.name)
        fits = fit(below.contents[use.index], column)
        sure = 0.3 + 0.7 * (0.5 if fits is None else fits)
        worth += _WEIGHTS.get(column.reads, 1.0) * use.score / 100 * sure
    counted = [
        text for i, text in enumerate(below.headings) if text and (uses[i].name or not is_other(text, kind))
    ]
    return worth + _COVERED * understood / max(len(counted), 1)


def steps_score(below: Below, name: str) -> float:
    """How well the headings and cells are those of steps or of roles, by the same measure.

    What only steps have, such as a pass rate, counts twice; so does a heading like "Step" over cells that
    differ, for stages are named again and again.

    >>> from core.sheets.tables.contents import contents_of
    >>> cells = tuple(contents_of([cell]) for cell in ("Call", 25.0))
    >>> below = Below(0, 1, ("Step", "Minutes"), ("Step", "Minutes"), cells)
    >>> steps_score(below, "process") > as_kind(below, TIME_ENTRIES).score
    True
    """
    kind = PROCESS if name == PROCESS.name else ROLES
    found: dict[str, float] = {}
    for i, text in enumerate(below.headings):
        match_ = match(text, kind) if text else None
        if match_ is None or match_.score < ACCEPT:
            continue
        column = kind.column(match_.column)
        fits = fit(below.contents[i], column)
        weight = _WEIGHTS.get(column.reads, 1.0) * (2.0 if column.name in ONLY_STEPS else 1.0)
        worth = weight * match_.score / 100 * (0.3 + 0.7 * (0.5 if fits is None else fits))
        found[column.name] = max(worth, found.get(column.name, 0.0))
    filled = sum(1 for text in below.headings if text)
    step_word = (
        _STEPS_NAMED
        if any(
            plain(text) in STEP_WORDS and 5 * found_.distinct >= 4 * len(found_.cells)
            for text, found_ in zip(below.headings, below.contents, strict=True)
        )
        else 0.0
    )
    return sum(found.values()) + step_word + _COVERED * len(found) / max(filled, 1)


STEP_WORDS = frozenset(
    [
        "step",
        "steps",
        "schritt",
        "schritte",
        "prozessschritt",
        "arbeitsschritt",
        "steg",
        "trinn",
        "prosesstrinn",
        "prosessteg",
    ]
) | {"process step", "work step", "step name"}
