"""Records as people keep and export them: each file is read as its .expected.json says, or refused.

The files were made without a look at the reader. Each stands beside what a person reads in it.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.sheets.checks.checked import CheckedTable
from core.sheets.checks.sums import sums
from core.sheets.intake import Intake, take_in
from core.sheets.kinds import KINDS
from core.sheets.tables.table import Corrections

HERE = Path(__file__).parent
RECORDS = [kind.name for kind in KINDS.values() if kind.records]
FILES = sorted(
    path.with_name(path.name.removesuffix(".expected.json"))
    for folder in RECORDS
    for path in (HERE / folder).glob("*.expected.json")
)


def expected_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.with_name(file.name + ".expected.json").read_text("utf-8"))
    return found


def all_sentences(intake: Intake) -> str:
    notes = [str(note) for table in intake.tables for note in table.notes]
    return " ".join([*(f"{problem} {problem.found}" for problem in intake.problems), *notes])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_sheet_is_read_as_a_person_reads_it_or_refused(file: Path) -> None:
    expected = expected_of(file)
    intake = take_in(file.name, file.read_bytes())
    if expected["refused"]:
        assert intake.rows == 0
        assert intake.problems
        return
    if expected.get("answers"):
        _check_questions(intake, expected)
        intake = take_in(file.name, file.read_bytes(), corrections=_answers(intake, expected["answers"]))
    for wanted in expected["tables"]:
        _check_table(intake, wanted)
    assert len([table for table in intake.tables if table.kind in RECORDS]) == len(expected["tables"])
    for sheet in expected.get("ignored_sheets", []):
        assert sheet not in {table.sheet for table in intake.tables}
    for said in expected.get("says") or []:
        assert said.casefold() in all_sentences(intake).casefold()


def _check_questions(intake: Intake, expected: dict[str, Any]) -> None:
    for wanted in expected["tables"]:
        asks = {question.about for question in _found(intake, wanted).questions}
        assert asks == set(wanted.get("asks") or [])
        if asks:
            assert _found(intake, wanted).rows.empty


def _answers(intake: Intake, answers: dict[str, str]) -> dict[tuple[str, int], Corrections]:
    """What a user answers to the questions of every table."""
    said = {}
    for table in intake.tables:
        columns: dict[str, dict[str, str]] = {"order": {}, "decimal": {}, "unit": {}}
        for question in table.questions:
            if question.about in columns:
                columns[question.about][question.column] = answers[question.about]
        said[table.sheet, table.table.number] = Corrections(
            orders=columns["order"],
            decimals=columns["decimal"],
            units=columns["unit"],
            year=answers.get("year"),
            stage=answers.get("stage"),
        )
    return said


def _found(intake: Intake, wanted: dict[str, Any]) -> CheckedTable:
    found = [
        table
        for table in intake.tables
        if (table.sheet, table.kind, table.table.header_row + 1)
        == (wanted["sheet"], wanted["kind"], wanted["header_row"])
        and table.table.left == wanted.get("left", table.table.left)
    ]
    seen = [(table.sheet, table.kind, table.table.header_row + 1) for table in intake.tables]
    assert len(found) == 1, f"{seen} {[str(problem) for problem in intake.problems]}"
    return found[0]


def _check_table(intake: Intake, wanted: dict[str, Any]) -> None:
    table = _found(intake, wanted)
    told = {problem.cell: str(problem) for problem in table.problems}
    for cell in wanted.get("waiting") or []:
        assert cell in told
        assert int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) not in set(table.rows["row"])
    unexpected = {p.row for p in table.problems if p.row is not None} - {
        int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in wanted.get("waiting") or []
    }
    assert not unexpected, [str(problem) for problem in table.problems]
    assert len(table.rows) == wanted["rows_kept"], (told, table.rows)
    kept = set(table.rows["row"])
    for row in wanted.get("ignored_rows") or []:
        assert row not in kept
        assert row in {each.row for each in table.ignored} or row > table.table.last_row + 1, row
    added = sums(table.rows, KINDS[table.kind])
    for name, total in (wanted.get("sums") or {}).items():
        assert math.isclose(added[name], total, rel_tol=1e-6), (name, added[name], total)
    for row in wanted.get("rows") or []:
        assert any(_fits(row, kept_row) for _, kept_row in table.rows.iterrows()), (
            row,
            table.rows[table.rows["row"] == row["row"]].to_dict("records"),
        )


def _fits(wanted: dict[str, Any], row: pd.Series) -> bool:
    return all(_same(value, row[name]) for name, value in wanted.items())


def _same(wanted: Any, found: Any) -> bool:
    if wanted is None or pd.isna(found):
        return wanted is None and bool(pd.isna(found))
    if isinstance(found, pd.Timestamp):
        return str(found).startswith(str(wanted)) if len(str(wanted)) == 10 else str(found) == str(wanted)
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool):
        return math.isclose(float(found), wanted, rel_tol=1e-5, abs_tol=1e-9)
    if isinstance(wanted, str):
        return str(found) == " ".join(wanted.split())  # a text is kept as one line
    return bool(found == wanted)
