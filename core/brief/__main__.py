"""The brief on the command line: python3 run.py brief FILE [FILE ...] --format json.

Prints what was read of the files and what a customer costs. Ends with 0, or with 2 and the problems where
nothing could be kept. Nothing is stored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from core.brief.answers import Json, answers
from core.errors import Problem
from core.language import LANGUAGES, Text, _, speaking
from core.language.amounts import CURRENCIES
from core.sheets.intake import Intake, rows_of, take_in
from core.sheets.kinds import PROCESS, ROLES
from core.steps.economics import economics

NOTHING_KEPT = 2


def brief(files: Sequence[Path], hourly_rate: float, currency: str) -> tuple[Json, bool]:
    """The answers for these files, and whether any row could be kept. A file given twice counts once."""
    intakes: dict[str, Intake] = {}
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            intakes[str(file)] = Intake(file.name, refusal=_unopened(file, error))
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest not in intakes:
            intakes[digest] = take_in(file.name, data)
    taken = list(intakes.values())
    found = economics(rows_of(taken, PROCESS), rows_of(taken, ROLES), hourly_rate)
    return answers(taken, found, currency), any(intake.rows for intake in taken)


def _unopened(file: Path, error: OSError) -> Problem:
    reason = {"reason": error.strerror}
    text = Text("The file cannot be opened ({reason}). Check its name and folder.", reason)
    return Problem(file.name, "", "", text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, print the brief, give the exit code."""
    parser = argparse.ArgumentParser(prog="run.py brief", description="What one customer costs, for scripts.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="xlsx, xls, ods or csv")
    parser.add_argument("--hourly-rate", type=_rate, default=100.0, help="the value of an hour (100)")
    parser.add_argument("--currency", choices=CURRENCIES, default="EUR")
    parser.add_argument("--language", choices=list(LANGUAGES), default="en")
    parser.add_argument("--format", choices=["json"], default="json")
    said = parser.parse_args(arguments)
    with speaking(said.language):
        found, any_kept = brief(said.files, said.hourly_rate, said.currency)
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        if not any_kept:
            sys.stderr.write(_("Nothing in these files could be kept; the problems say why.") + "\n")
    return 0 if any_kept else NOTHING_KEPT


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number; write it like 87.5") from None
    if not 0 <= rate < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no hourly rate; it must be 0 or more")
    return rate


if __name__ == "__main__":
    sys.exit(main())
