"""How each column of a table is understood: by its header first, then by what its cells hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.errors import CellRefused
from core.language import Quoted, Text
from core.sheets.cells.blanks import is_blank
from core.sheets.cells.durations import duration, header_unit
from core.sheets.cells.numbers import decimal_sign
from core.sheets.cells.rates import rate_scale
from core.sheets.checks.outline import NUMBERING
from core.sheets.grid import Cell, Place
from core.sheets.kinds import Kind
from core.sheets.tables.doubts import doubts
from core.sheets.tables.headers import ACCEPT, is_derived, is_measured, match, plain
from core.sheets.tables.table import ColumnUse
from core.sheets.tables.twice import ends_apart, settle, without_standing

Body = Sequence[Sequence[Cell]]

_HARMLESS = frozenset({"note", "stage", "scope", "group"})
"""Columns that no figure depends on: where two are alike, the first is read and the other is named."""
_DOUBTFUL = frozenset({"phase", "role", "performed_by", "times", "channel"})
"""Columns whose headings are not enough: their cells are looked at."""
_PARTS = re.compile(r"(?:teil|unter|einzel)schritte?|del(?:steg|trinn)|understeg|sub[- ]?(?:step|task)s?")
_UNITS_OF_WORK = re.compile(r"minuten|stunden|sekunden|minutes|hours|seconds|minutter|timer", re.IGNORECASE)
_ASK_BELOW = 12.0
"""Bare durations that are fractions, all up to this, look like hours; without a unit that is asked."""


def understand(
    header: Sequence[str],
    body: Body,
    kind: Kind,
    percent: frozenset[Place] = frozenset(),
    first_row: int = 0,
    *,
    forced: Mapping[int, str] | None = None,
    said_above: tuple[str, str] | None = None,
) -> tuple[list[ColumnUse], list[Text], list[Text]]:
    """The use of every column, what was assumed on the way, and what keeps the table from being used.

    `forced` gives the names by index as the user decided them, "" for an ignored column; then nothing is
    matched anew. `said_above` is the unit that a line above the header gives all times, and that line. Two
    columns that both stand for one thing are a conflict the user has to settle.
    """
    notes: list[Text] = []
    asked: list[Text] = []
    if forced is not None:
        uses = [_forced(index, text, forced.get(index, "")) for index, text in enumerate(header)]
    else:
        uses = _set_ends_aside(_matched(header, kind))
        uses = [_times_by_content(use, uses, body) for use in uses] if kind.name == "process" else uses
        uses = _by_content(settle(uses, kind, notes), body, kind, notes)
        asked = doubts(uses, body, kind)
    given = said_above if kind.name == "process" else None
    conflicts = [*_conflicts(uses, kind), *asked]
    finished = [_read_as(use, body, kind, percent, first_row, notes, given) for use in uses]
    return finished, notes, conflicts


def _forced(index: int, header: str, name: str) -> ColumnUse:
    return ColumnUse(index, header, name or None, 100.0, Text("you said so"))


def _matched(header: Sequence[str], kind: Kind) -> list[ColumnUse]:
    """Each header's best column; of several for one column the most alike, the others are ignored."""
    uses = []
    for index, text in enumerate(header):
        found = match(text, kind) if text else None
        if found is None:
            why = (
                Text("it only numbers the rows")
                if plain(text) in NUMBERING
                else Text("the sheet computes it itself, so it is computed again")
                if text and is_derived(text)
                else Text("no heading")
                if not text
                else Text("nothing that is needed is called like this")
            )
            uses.append(ColumnUse(index, text, None, 0.0, why))
        elif found.score < ACCEPT:
            why = Text("not sure enough what it is")
            uses.append(ColumnUse(index, text, None, found.score, why, suggestion=found.column))
        else:
            uses.append(ColumnUse(index, text, found.column, found.score, found.reason))
    return _keep_best(uses)


def _keep_best(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Of several columns for one thing the most alike; of equally alike remarks and labels the first."""
    best: dict[str, float] = {}
    for use in uses:
        if use.name:
            best[use.name] = max(best.get(use.name, 0.0), use.score)
    taken: set[str] = set()
    kept = []
    for use in uses:
        if use.name and (use.score < best[use.name] or use.name in taken & _HARMLESS):
            why = Text("another column is more clearly that")
            use = replace(use, name=None, suggestion=use.name, reason=why)
        elif use.name:
            taken.add(use.name)
        kept.append(use)
    return kept


def _set_ends_aside(uses: list[ColumnUse]) -> list[ColumnUse]:
    """Neither "min" nor "max", "from" nor "to" is the figure itself."""
    ends = {use.index for pair in ends_apart(uses) for use in pair}
    why = Text("one end of a range only")
    return [
        replace(use, name=None, suggestion=use.name or use.suggestion, reason=why)
        if use.index in ends
        else use
        for use in uses
    ]


def _times_by_content(use: ColumnUse, uses: Sequence[ColumnUse], body: Body) -> ColumnUse:
    """A heading that only says "measured" or "planned" over cells with units of time means the minutes."""
    if not use.header or without_standing(plain(use.header)).strip(" ()"):
        return use
    cells = _cells(body, use.index)
    if not cells or any(other.name == "minutes" for other in uses) or not all(map(_tells_a_time, cells)):
        return use
    return replace(use, name="minutes", score=100.0, reason=Text("its cells are times"))


def _tells_a_time(cell: Cell) -> bool:
    if isinstance(cell, (int, float)):
        return False
    try:
        duration(cell, unit=None)
    except CellRefused:
        return False
    return True


def _by_content(uses: list[ColumnUse], body: Body, kind: Kind, notes: list[Text]) -> list[ColumnUse]:
    """Settle by the cells what the headers leave open.

    A column of phases that holds no phases is a column of groups; "who" that says us or customer is who
    performs; a plain number of pieces beside "of which successful" is how many were tried; of a step and
    its parts the parts are the steps; "people" that are numbers name nobody.
    """
    uses = _parts_of_steps([_numbers_of_people(use, body, notes) for use in uses], body)
    named = {use.name for use in uses if use.name}
    return [_settled(use, uses, named, body, kind) if use.name in _DOUBTFUL else use for use in uses]


def _settled(use: ColumnUse, uses: Sequence[ColumnUse], named: set[str], body: Body, kind: Kind) -> ColumnUse:
    texts = [plain(cell) for cell in _cells(body, use.index) if isinstance(cell, str)]
    if use.name == "phase" and texts and not _mostly(texts, kind, "phase") and "group" not in named:
        return replace(use, name="group", reason=Text("its cells name no phases, so they are groups"))
    if use.name == "role" and kind.name == "process" and "performed_by" not in named:
        if _says_who_performs(texts, kind):
            why = Text("its cells say us, customer, partner or system")
            return replace(use, name="performed_by", reason=why)
    elif use.name == "performed_by" and "role" not in named and not _mostly(texts, kind, "performed_by"):
        return replace(use, name="role", reason=Text("its cells name people or roles"))
    elif use.name == "times" and "succeeded" in named and "tried" not in named:
        return replace(use, name="tried", reason=Text("it stands beside how many succeeded"))
    elif use.name == "channel" and "group" not in named and _repeats_the_steps(uses, use, body):
        return replace(use, name="group", reason=Text("it changes with nearly every step"))
    return use


def _numbers_of_people(use: ColumnUse, body: Body, notes: list[Text]) -> ColumnUse:
    cells = _cells(body, use.index)
    if use.name != "role" or not cells or any(isinstance(cell, str) for cell in cells):
        return use
    if any(isinstance(cell, (int, float)) and cell > 1 for cell in cells):
        notes.append(
            Text(
                "“{header}” holds numbers and is not read: where several people do a step together, "
                "write the minutes of all of them",
                {"header": use.header},
            )
        )
    return replace(use, name=None, reason=Text("its cells are numbers, so they name nobody"))


def _parts_of_steps(uses: list[ColumnUse], body: Body) -> list[ColumnUse]:
    """Of two columns of steps, the first with gaps below its names, the first is the group of the second."""
    steps = [use for use in uses if use.name == "step"]
    if len(steps) != 2 or any(use.name == "group" for use in uses):
        return uses
    outer, inner = steps
    both = [(row[outer.index], row[inner.index]) for row in body if not is_blank(row[inner.index])]
    gaps = sum(is_blank(name) for name, _ in both)
    named_alone = any(is_blank(row[inner.index]) and not is_blank(row[outer.index]) for row in body)
    parts = bool(_PARTS.fullmatch(plain(inner.header)))
    if not both or named_alone or not (parts or gaps * 3 >= len(both)):
        return uses
    why = Text("“{header}” beside it names the parts of its steps", {"header": inner.header})
    return [replace(use, name="group", reason=why) if use is outer else use for use in uses]


def _repeats_the_steps(uses: Sequence[ColumnUse], use: ColumnUse, body: Body) -> bool:
    """Whether a column of channels names nearly as many as there are steps (six or more)."""
    step = next((other for other in uses if other.name == "step"), None)
    if step is None:
        return False
    steps = sum(1 for _ in _cells(body, step.index))
    return steps >= 6 and len(set(map(str, _cells(body, use.index)))) > 0.8 * steps


def _says_who_performs(texts: Sequence[str], kind: Kind) -> bool:
    """Whether a column of "who" sets us apart from the customer or a system; "partner" alone is a role."""
    said = {
        value
        for value, words in kind.column("performed_by").choices.items()
        for text in texts
        if text in words
    }
    known = {word for words in kind.column("performed_by").choices.values() for word in words}
    return bool(said & {"customer", "system"}) and all(text in known for text in texts)


def _mostly(texts: Sequence[str], kind: Kind, name: str) -> bool:
    known = {word for words in kind.column(name).choices.values() for word in words}
    return bool(texts) and sum(text in known for text in texts) * 2 >= len(texts)


def _cells(body: Body, index: int) -> list[Cell]:
    cells = [row[index] for row in body if index < len(row)]
    return [cell for cell in cells if cell is not None and not is_blank(cell)]


def _conflicts(uses: Sequence[ColumnUse], kind: Kind) -> list[Text]:
    found = []
    for name, count in Counter(use.name for use in uses if use.name).items():
        if count > 1:
            same = [use for use in uses if use.name == name]
            found.append(
                Text(
                    "Columns {columns} both stand for “{label}” ({headers}): choose one of them, or give "
                    "the other another heading.",
                    {
                        "columns": ", ".join(use.letter for use in same),
                        "label": kind.column(name).label,
                        "headers": Quoted(tuple(use.header for use in same)),
                    },
                )
            )
    if missing := kind.required - {use.name for use in uses}:
        found.append(
            Text(
                "No column is chosen for “{label}”, which is needed.",
                {"label": kind.column(min(missing)).label},
            )
        )
    return found


def _read_as(
    use: ColumnUse,
    body: Body,
    kind: Kind,
    percent: frozenset[Place],
    first_row: int,
    notes: list[Text],
    said_above: tuple[str, str] | None,
) -> ColumnUse:
    """The unit, the decimal sign and the scale that a column's header and cells settle."""
    if use.name is None:
        return use
    reads = kind.column(use.name).reads
    if reads in ("text", "choice"):
        return use
    cells = _cells(body, use.index)
    use = replace(use, decimal=decimal_sign(cells), measured=is_measured(use.header))
    if reads in ("duration", "waiting"):
        unit = header_unit(use.header)
        if unit is not None and len(_UNITS_OF_WORK.findall(use.header)) > 1:
            return replace(use, unit=None)  # "Minuten/Stunden" leaves it open
        if unit is None and said_above is not None:
            notes.append(
                Text("“{line}” gives the unit of “{header}”", {"line": said_above[1], "header": use.header})
            )
            return replace(use, unit=said_above[0])
        if unit is None and kind.name != "roles" and _looks_like_hours(cells):
            return replace(use, unit=None)
        return replace(use, unit=unit or _default_unit(kind))
    if reads == "rate":
        seen: list[Cell] = []
        for r, row in enumerate(body):
            cell = row[use.index] if use.index < len(row) else None
            if is_blank(cell):
                continue
            shown_as_percent = (first_row + r, use.index) in percent and isinstance(cell, (int, float))
            seen.append("1 %" if shown_as_percent else cell)
        return replace(use, scale=rate_scale(seen, use.header))
    return use


def _default_unit(kind: Kind) -> str:
    return "h" if kind.name == "roles" else "min"


def _looks_like_hours(cells: Sequence[Cell]) -> bool:
    """Whether bare numbers are small fractions (0.5, 1.5, 2): hours as likely as minutes."""
    bare = []
    for cell in cells:
        if isinstance(cell, bool):
            continue
        if isinstance(cell, (int, float)):
            bare.append(float(cell))
        elif isinstance(cell, str) and cell.strip().replace(",", ".").replace(".", "", 1).isdigit():
            bare.append(float(cell.strip().replace(",", ".")))
    return any(value != int(value) for value in bare) and max(bare) <= _ASK_BELOW
