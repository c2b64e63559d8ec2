"""The first lines of a long file, understood as an upload of them is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileRefused
from core.language import Text
from core.sheets.checks.checked import CheckedTable, Question
from core.sheets.files.delimited import delimiter_of
from core.sheets.files.encoding import text_of
from core.sheets.files.pieces import cut
from core.sheets.grid import Grid
from core.sheets.intake import take_in
from core.sheets.kinds import KINDS, STAGE_EVENTS
from core.sheets.tables.recognise import Recall
from core.sheets.tables.table import ColumnUse, Corrections

HEAD_BYTES = 256 * 1024
NEEDED = ("case", "stage", "time")
READ = (*NEEDED, "channel", "lost_reason")
"""The columns of stage events that are read of a long file."""
_TOGETHER = ("time_of_day", "transition")
"""Columns that only mean something together with others, over several rows or cells."""
_SEPARATOR_LINE = re.compile(r"""\s*"?sep=(.)"?.*\s*""", re.IGNORECASE)
_HOW_TO_SAY = Text(
    "Upload its first thousand rows as a file of their own on the page Sheets and say there what each column "
    "is: that is remembered for all files with the same headings."
)


@dataclass(frozen=True, eq=False)
class Head:
    """What the first lines of a file tell about all of it."""

    grid: Grid
    checked: CheckedTable
    delimiter: str
    skip: int
    """How many records stand before the rows, headings and blank ones included."""
    width: int
    """How many cells the widest row has, empty ones included."""
    ragged: bool
    """Whether some rows have fewer cells than others."""

    @property
    def uses(self) -> Mapping[str, ColumnUse]:
        """The columns that are read, by their name."""
        found = {name: self.checked.table.use(name) for name in READ}
        return {name: use for name, use in found.items() if use is not None}

    @property
    def open_order(self) -> Text | None:
        """The question about the order of day and month that these lines leave open."""
        return next((asked.text for asked in self.checked.questions if _is_order_of_times(asked)), None)


def head_of(path: Path, recall: Recall, *, order: str | None = None) -> Head:
    """The first lines of a file, in which at least its columns are understood.

    `recall` gives what was said of the same headings; `order` says whether the day ("dmy") or the month
    ("mdy") comes first. Raises FileRefused.
    """
    data = _first_lines(path)
    said = {} if order is None else {(path.stem, 0): Corrections(orders={"time": order})}
    intake = take_in(path.name, data, recall=recall, corrections=said)
    if intake.refusal is not None:
        raise _not_events(path, intake.refusal.text)
    tables = [table for table in intake.tables if table.kind == STAGE_EVENTS.name]
    if len(intake.tables) != 1 or len(tables) != 1:
        raise _no_events(path, intake.tables, [left.why for left in intake.left_out])
    checked = tables[0]
    _check_columns(path, checked)
    grid = next(grid for grid in intake.grids if grid.name == checked.sheet)
    text = text_of(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    stated = _SEPARATOR_LINE.fullmatch(first)
    delimiter = stated[1] if stated else delimiter_of(text)
    records = list(csv.reader(io.StringIO(rest if stated else text), delimiter=delimiter))
    widths = [len(record) for record in records[checked.table.first_row :] if record]
    skip = checked.table.first_row + bool(stated)
    return Head(grid, checked, delimiter, skip, max(widths), min(widths) < max(widths))


def _first_lines(path: Path) -> bytes:
    """The first lines of the file that are whole."""
    with path.open("rb") as file:
        data = file.read(HEAD_BYTES)
        if not file.read(1):
            return data
    lines = data[: max(data.rfind(b"\n"), data.rfind(b"\r")) + 1]
    # A line may end between quotes, where its row does not.
    delimiter = delimiter_of(lines.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")) or ","
    return data[: cut(lines, 0, len(lines), len(lines), ord(delimiter)) or len(lines)]


def _check_columns(path: Path, checked: CheckedTable) -> None:
    """Raises FileRefused where the columns are not those of events, one in each row."""
    table = checked.table
    if table.conflicts:
        raise _not_events(path, table.conflicts[0])
    if any(use.key for use in table.columns if use.name == "time"):
        raise FileRefused(
            "{path} has a column of dates for each stage. In a file that is read where it lies, each row has "
            "to say one case, one stage and one time. Have it exported so, or upload it in parts.",
            path=path,
        )
    for name in _TOGETHER:
        if (use := table.use(name)) is not None:
            raise FileRefused(
                "The column “{header}” of {path} has to be read together with others, which only an upload "
                "does. Have the file exported with one moment in each row, or upload it in parts.",
                header=use.header,
                path=path,
            )
    for name in NEEDED:
        if table.use(name) is None:
            raise FileRefused(
                "No column of {path} was recognised as “{column}”. {remedy}",
                path=path,
                column=STAGE_EVENTS.column(name).label,
                remedy=_HOW_TO_SAY,
            )
    asked = next((each for each in checked.questions if not _is_order_of_times(each)), None)
    if asked is not None:
        raise _not_events(path, asked.text)
    if checked.rows.empty and not checked.questions:
        raise _not_events(path, checked.problems[0].text)


def _is_order_of_times(question: Question) -> bool:
    return question.about == "order" and question.column == "time"


def _not_events(path: Path, reason: Text) -> FileRefused:
    return FileRefused("{path} cannot be read as stage events. {reason}", path=path, reason=reason)


def _no_events(path: Path, tables: tuple[CheckedTable, ...], left_out: list[Text]) -> FileRefused:
    if not tables:
        return _not_events(path, left_out[0])
    return FileRefused(
        "{path} was taken for “{kind}”, not for stage events. {remedy}",
        path=path,
        kind=KINDS[tables[0].kind].label,
        remedy=_HOW_TO_SAY,
    )
