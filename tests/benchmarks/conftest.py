"""Speed as ratios: each figure is measured beside its baseline in the same run, on the same machine.

    python3 run.py test -o addopts='--strict-markers -q' -s tests/benchmarks

prints every ratio with the most it should be. Nothing fails by the clock.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import xlsxwriter

STEPS = ["Find", "Write", "Answer", "Call", "Meet", "Plan", "Offer", "Follow up", "Agree", "Sign"]


def measured(function: Callable[[], object], rounds: int = 15) -> float:
    """The median seconds of a call, after one that does not count."""
    function()
    taken = []
    for _round in range(rounds):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@dataclass
class Ratio:
    """A figure against its baseline, said aloud."""

    name: str
    seconds: float
    baseline: str
    baseline_seconds: float
    most: float
    allowance: float = 0.0

    def say(self) -> None:
        limit = self.most * self.baseline_seconds + self.allowance
        extra = f" + {self.allowance * 1000:.0f} ms" if self.allowance else ""
        verdict = "held" if self.seconds <= limit else "NOT HELD"
        print(f"\n{self.name}: {self.seconds * 1000:.1f} ms")
        print(f"  {self.baseline}: {self.baseline_seconds * 1000:.1f} ms")
        print(f"  ratio {self.seconds / self.baseline_seconds:.2f}, at most {self.most:g}{extra}: {verdict}")


@pytest.fixture(scope="session")
def large_process_sheet() -> bytes:
    """2,000 steps in 20 channels, in the notations people use."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Steps")
    sheet.write_row(0, 0, ["Channel", "Group", "Step", "Minutes", "Pass rate", "Cash", "Role", "Note"])
    row = 1
    for channel in range(20):
        for step in range(100):
            minutes = ("25", 12, "1:30", "20-40", "5+5+8")[step % 5]
            rate = ("9/10", "95 %", "90 %")[step % 3] if step % 10 == 9 else None
            name = f"{STEPS[step % 10]} {step}"
            cash = "12,50 €" if step % 7 == 0 else None
            sheet.write_row(
                row, 0, [f"Channel {channel}", f"Part {step // 10}", name, minutes, rate, cash, "Owner"]
            )
            row += 1
    book.close()
    return buffer.getvalue()
