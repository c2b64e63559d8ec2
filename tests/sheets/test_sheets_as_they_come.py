"""Sheets as small businesses keep them: each is read as its .expected.json says, or refused.

The files were made without a look at the reader. Each stands beside what a person reads in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from core.sheets.intake import Intake, take_in
from core.steps.chain import ACQUIRE, Chain
from core.steps.economics import economics
from core.steps.findings import blocked

HERE = Path(__file__).parent
FILES = sorted(
    path.with_name(path.name.removesuffix(".expected.json"))
    for folder in ("process", "refused")
    for path in (HERE / folder).glob("*.expected.json")
)
FIGURES = (
    "minutes",
    "minutes_low",
    "minutes_high",
    "times",
    "pass_rate",
    "tried",
    "succeeded",
    "runs_per_win",
)
MORE = ("cash", "target_pass_rate", "customer_minutes", "hourly_rate", "hours_per_week")
WORDS = ("channel", "phase", "group", "step", "role", "performed_by", "note")


def expected_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.with_name(file.name + ".expected.json").read_text("utf-8"))
    return found


def all_sentences(intake: Intake) -> str:
    notes = [str(note) for table in intake.tables for note in table.notes]
    stuck = [blocked(chain) for chain in _chains(intake) if chain.blocked_by]
    return " ".join([*(f"{problem} {problem.found}" for problem in intake.problems), *notes, *stuck])


def _chains(intake: Intake) -> tuple[Chain, ...]:
    processes = [table.rows for table in intake.tables if table.kind == "process" and len(table.rows)]
    if not processes:
        return ()
    roles = [table.rows for table in intake.tables if table.kind == "roles"]
    none = pd.DataFrame({"role": [], "hourly_rate": []})
    return economics(pd.concat(processes, ignore_index=True), pd.concat([none, *roles]), 100.0).chains


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sheet_is_read_as_a_person_reads_it_or_refused(file: Path) -> None:
    expected = expected_of(file)
    intake = take_in(file.name, file.read_bytes())
    if expected["refused"]:
        assert intake.rows == 0
        assert intake.problems
    for said in expected.get("says", []):
        assert said.casefold() in all_sentences(intake).casefold()
    for wanted in expected.get("tables", []):
        _check_table(intake, wanted)
    for sheet in expected.get("ignored_sheets", []):
        assert sheet not in {table.sheet for table in intake.tables}
    _check_channels(intake, expected.get("channels", {}))


def _check_table(intake: Intake, wanted: dict[str, Any]) -> None:
    found = [
        table
        for table in intake.tables
        if (table.sheet, table.kind, table.table.header_row + 1)
        == (wanted["sheet"], wanted["kind"], wanted["header_row"])
    ]
    headers = [(table.sheet, table.kind, table.table.header_row + 1) for table in intake.tables]
    assert found, f"no such table: {wanted['sheet']} row {wanted['header_row']}, but {headers}"
    # Two tables side by side share sheet, kind and row.
    rows = pd.concat([table.rows for table in found]) if len(found) > 1 else found[0].rows
    doubtful = {row["row"] for row in wanted["rows"] if row.get("either")}
    for row in wanted["rows"]:
        if row.get("either"):
            continue
        name = "step" if wanted["kind"] == "process" else "role"
        same = rows[(rows["row"] == row["row"]) & (rows[name] == row[name])]
        assert len(same) == 1, f"row {row['row']} {row[name]!r}: {rows[['row', name]].values.tolist()}"
        read = same.iloc[0]
        for figure in (*FIGURES, *MORE):
            field = f"pass_rate_{figure}" if figure in ("tried", "succeeded") else figure
            if figure in row and field in rows:
                assert read[field] == pytest.approx(row[figure], rel=1e-6), (row, figure, read[field])
        for word in WORDS:
            if word in row and word in rows:
                assert read[word] == row[word], (row, word, read[word])
    waiting = {cell["cell"] for cell in wanted.get("waiting", [])}
    told = {problem.cell for table in found for problem in table.problems}
    assert waiting <= told, f"not told: {waiting - told}, told: {sorted(told)}"
    kept = {row["row"] for row in wanted["rows"]} | doubtful
    assert set(rows["row"]) <= kept, f"kept too much: {set(rows['row']) - kept}"
    assert not set(wanted.get("total_rows", [])) & set(rows["row"])


def _check_channels(intake: Intake, wanted: dict[str, Any]) -> None:
    chains = {chain.channel: chain for chain in _chains(intake) if chain.phase == ACQUIRE}
    for channel, figures in wanted.items():
        assert channel in chains, f"{channel} is none of {list(chains)}"
        chain = chains[channel]
        if figures["minutes_per_win"] is None:
            assert chain.blocked_by is not None
            continue
        assert chain.minutes_per_win == pytest.approx(figures["minutes_per_win"], abs=0.01), channel
        assert chain.cash_per_win == pytest.approx(figures["cash_per_win"], abs=0.01), channel
        assert chain.labour_per_win == pytest.approx(figures["labour_per_win_at_100"], abs=0.01), channel
