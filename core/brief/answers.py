"""The brief as plain data for scripts: what was read of each file, and what every channel costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.brief.figures import figure
from core.sheets.checks.checked import CheckedTable
from core.sheets.checks.sums import covered, sums
from core.sheets.intake import Intake
from core.sheets.kinds import KINDS, PROCESS
from core.steps.chain import Chain
from core.steps.economics import Economics
from core.steps.findings import best_lever, blocked, cheapest_channel, cost_says, evidence, lost_time

Json = dict[str, Any]


def sheets(intakes: Sequence[Intake]) -> list[Json]:
    """What was understood of every sheet, with the problems of its cells."""
    found: list[Json] = []
    for intake in intakes:
        if intake.refusal is not None:
            found.append(_unread(intake.file, None, str(intake.refusal.text)))
        found += [_sheet(intake.file, table) for table in intake.tables]
        found += [_unread(intake.file, left.sheet, str(left.why)) for left in intake.left_out]
    return found


def _unread(file: str, sheet: str | None, sentence: str) -> Json:
    problem = {"cell": None, "row": None, "found": None, "sentence": sentence, "alike": 0}
    return {
        "file": file,
        "sheet": sheet,
        "kind": None,
        "header_row": None,
        "columns": [],
        "runner_up": None,
        "export": None,
        "rows_kept": 0,
        "rows_waiting": 0,
        "rows": {"count": 0, "sums": {}, "first_day": None, "last_day": None},
        "questions": [],
        "ignored": [],
        "notes": [],
        "problems": [problem],
    }


def _sheet(file: str, checked: CheckedTable) -> Json:
    table, kind = checked.table, KINDS[checked.kind]
    days = covered(checked.rows, kind) or (None, None)
    return {
        "file": file,
        "sheet": table.sheet,
        "kind": table.kind,
        "header_row": table.header_row + 1,
        "runner_up": table.runner_up and {"kind": table.runner_up[0], "reason": str(table.runner_up[1])},
        "export": table.export or None,
        "columns": [
            {
                "column": use.letter,
                "header": use.header,
                "field": use.name,
                "stands_for": use.key or None,
                "reason": str(use.reason),
                "suggestion": use.suggestion,
            }
            for use in table.columns
            if use.header or use.name
        ],
        "rows_kept": len(checked.rows),
        "rows_waiting": checked.waiting,
        "rows": {
            "count": len(checked.rows),
            "sums": {name: figure(total) for name, total in sums(checked.rows, kind).items()},
            **{
                name: day and day.isoformat()
                for name, day in zip(("first_day", "last_day"), days, strict=True)
            },
        },
        "questions": [
            {
                "about": question.about,
                "field": question.column or None,
                "columns": question.letters,
                "sentence": str(question.text),
                "options": {value: str(means) for value, means in question.options},
            }
            for question in checked.questions
        ],
        "ignored": [
            {"place": ignored.place, "text": ignored.what, "reason": str(ignored.why)}
            for ignored in checked.ignored
        ],
        "notes": [str(note) for note in checked.notes],
        "problems": [
            {
                "cell": problem.cell,
                "row": problem.row,
                "found": problem.found or None,
                "sentence": problem.sentence,
                "alike": problem.alike,
            }
            for problem in checked.problems
        ],
    }


def process(economics: Economics, chain: Chain, currency: str, waiting: int = 0) -> Json:
    """One channel, or one delivery, with each of its steps. Figures are for one win, or one order."""
    spend = economics.spend_per_win(chain)
    return {
        "channel": chain.channel,
        "phase": chain.phase,
        "sentence": cost_says(economics, chain, currency),
        "minutes_per_win": figure(chain.minutes_per_win),
        "labour_per_win": figure(chain.labour_per_win),
        "cash_per_win": figure(chain.cash_per_win),
        "spend_per_win": figure(spend),
        "cost_per_win": figure(chain.cost_per_win + spend),
        "minutes_lost_per_win": figure(chain.minutes_lost_per_win),
        "blocked_by": chain.blocked_by,
        "why": blocked(chain) if chain.blocked_by else None,
        "lost": lost_time(chain),
        "best_step": best_lever(chain, economics.leverage(chain), currency),
        "steps_waiting": waiting,
        "steps": [_step(step) for step in chain.steps.to_dict("records")],
    }


def _step(step: Mapping[str, Any]) -> Json:
    return {
        "step": step["step"],
        "group": figure(step["group"]),
        "role": figure(step["role"]),
        "minutes": figure(step["minutes"]),
        "times": figure(step["times"]),
        "pass_rate": figure(float(step["reached_rate"])),
        "cash": figure(step["cash"]),
        "runs_per_win": figure(step["runs_per_win"]),
        "minutes_per_win": figure(step["minutes_per_win"]),
        "labour_per_win": figure(step["labour_per_win"]),
        "cash_per_win": figure(step["cash_per_win"]),
        "cost_per_win": figure(step["cost_per_win"]),
        "share": figure(step["share"]),
        "evidence": evidence(step),
    }


def answers(intakes: Sequence[Intake], economics: Economics, currency: str) -> Json:
    """The whole brief. Figures are those of the pages: both take them from the same economics."""
    waiting: dict[str, int] = {}
    for intake in intakes:
        for table in (one for one in intake.tables if one.kind == PROCESS.name):
            waiting[table.table.channel] = waiting.get(table.table.channel, 0) + table.waiting
    told = [process(economics, chain, currency, waiting.get(chain.channel, 0)) for chain in economics.chains]
    by_phase = {
        phase: [one for one in told if one["phase"] == phase] for phase in ("acquire", "deliver", "after")
    }
    return {
        "assumptions": {
            "hourly_rate": economics.rates.hourly_rate,
            "role_rates": dict(economics.rates.by_role),
            "currency": currency,
        },
        "sentence": cheapest_channel(economics, currency) if by_phase["acquire"] else None,
        "sheets": sheets(intakes),
        "channels": by_phase["acquire"],
        "delivery": by_phase["deliver"],
        "after": by_phase["after"],
    }
