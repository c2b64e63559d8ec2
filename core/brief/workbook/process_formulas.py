"""The formulas of a process sheet: `core.steps.chain` once more, in the words of a spreadsheet.

Functions have their English names; every program shows its reader those of their own language.
"""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from core.brief.workbook.leaf import NOTHING, literal
from core.brief.workbook.process_columns import (
    CASH,
    CASH_A_RUN,
    GIVEN_RUNS,
    HOURLY,
    LABOUR,
    MINUTES_A_RUN,
    MINUTES_OUT,
    OURS,
    PASS_RATE,
    REACHED,
    RUNS,
    STEP,
    TIMES,
)


@dataclass(frozen=True)
class Formulas:
    """The formulas over the steps in the rows `first` to `last`, counted from 0.

    `blocked` is the cell whose sentence tells that nobody gets through; after the win there is none.
    """

    first: int
    last: int
    blocked: str | None
    no: str
    """The word in the column of our time that says no."""

    def obstacle(self, before: str, after: str) -> str:
        """The sentence about the last step that nobody gets past, its name between these words; else empty.

        >>> Formulas(7, 8, "$A$3", "no").obstacle("Nobody gets past ", ".")[:47]
        '=IF(SUMPRODUCT(ISNUMBER($J$8:$J$9)*($J$8:$J$9=0'
        """
        rates, steps = self._all(REACHED), self._all(STEP)
        stuck = f"ISNUMBER({rates})*({rates}=0)"
        place = f"SUMPRODUCT(MAX({stuck}*(ROW({rates})-{self.first})))"
        return f'=IF(SUMPRODUCT({stuck})=0,"",{literal(before)}&INDEX({steps},{place})&{literal(after)})'

    def reached(self, row: int) -> str:
        """The pass rate that counts: the one that follows from given runs, the sheet's own, else 1.

        >>> Formulas(7, 8, "$A$3", "no").reached(8)
        '=IF(ISNUMBER(F9),IF(F9=0,"",1/F9),IF(ISNUMBER(E9),E9,1))'
        """
        rate, given = self._at(row, PASS_RATE), self._at(row, GIVEN_RUNS)
        stated = f"IF(ISNUMBER({rate}),{rate},1)"
        if self.blocked is None:
            return f"={stated}"
        return f'=IF(ISNUMBER({given}),IF({given}=0,"",{self._following(row, given)}),{stated})'

    def runs(self, row: int) -> str:
        """Runs for one win, backwards from it; for one order, forwards from the win.

        >>> Formulas(7, 8, "$A$3", "no").runs(7)
        '=IF(ISNUMBER(F8),F8,IF(J8=0,"",IF(ISNUMBER(K9),K9/J8,"")))'
        >>> Formulas(7, 8, None, "no").runs(8)
        '=IF(ISNUMBER(F9),F9,K8*J8)'
        """
        given = self._at(row, GIVEN_RUNS)
        if self.blocked is None:
            before = "1" if row == self.first else f"{self._at(row - 1, RUNS)}*{self._at(row - 1, REACHED)}"
            return f"=IF(ISNUMBER({given}),{given},{before})"
        rate = self._at(row, REACHED)
        return f'=IF(ISNUMBER({given}),{given},IF({rate}=0,"",{self._following(row, rate)}))'

    def minutes(self, row: int) -> str:
        """Runs · times · minutes, where they are ours."""
        ours = f"IF({self._at(row, OURS)}={literal(self.no)},0,{self._at(row, MINUTES_A_RUN)})"
        return self._told(f"{self._repeated(row)}*{ours}")

    def labour(self, row: int) -> str:
        """Minutes · rate / 60."""
        return self._told(f"{self._at(row, MINUTES_OUT)}*{self._at(row, HOURLY)}/60")

    def cash(self, row: int) -> str:
        """Runs · times · cash."""
        return self._told(f"{self._repeated(row)}*{self._at(row, CASH_A_RUN)}")

    def cost(self, row: int) -> str:
        """Labour + cash."""
        return self._told(f"{self._at(row, LABOUR)}+{self._at(row, CASH)}")

    def total(self, column: int) -> str:
        """The sum over all steps; a dash where nobody gets through.

        >>> Formulas(7, 8, "$A$3", "no").total(14)
        '=IF($A$3="",SUM(O8:O9),"–")'
        """
        first, last = self._at(self.first, column), self._at(self.last, column)
        return self._told(f"SUM({first}:{last})", otherwise=NOTHING)

    def _told(self, figure: str, otherwise: str = "") -> str:
        if self.blocked is None:
            return f"={figure}"
        return f'=IF({self.blocked}="",{figure},{literal(otherwise)})'

    def _following(self, row: int, by: str) -> str:
        """The runs of the next step, or the one win, divided by this cell."""
        if row == self.last:
            return f"1/{by}"
        following = self._at(row + 1, RUNS)
        return f'IF(ISNUMBER({following}),{following}/{by},"")'

    def _repeated(self, row: int) -> str:
        times = self._at(row, TIMES)
        return f"{self._at(row, RUNS)}*IF(ISNUMBER({times}),{times},1)"

    def _at(self, row: int, column: int) -> str:
        return str(xl_rowcol_to_cell(row, column))

    def _all(self, column: int) -> str:
        return str(xl_range_abs(self.first, column, self.last, column))
