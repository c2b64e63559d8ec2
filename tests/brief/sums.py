"""What a process sheet of the workbook comes to, read from its cells."""

from __future__ import annotations

from typing import Any

from core.brief.workbook.process_columns import CASH, COST, LABOUR, MINUTES_OUT


def sums(sheet: Any) -> dict[str, Any]:
    """The row of the totals, and the last figure of the sheet: what one win costs with the spend."""
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows(max_col=COST + 1)
        if row[0].row > 7 and any(cell.value is not None for cell in row)
    ]
    total = next(row for row in rows if row[0] in ("Total", "Summe", "Sum"))
    return {
        "minutes": total[MINUTES_OUT],
        "labour": total[LABOUR],
        "cash": total[CASH],
        "cost": total[COST],
        "with_spend": [row[COST] for row in rows if row[COST] is not None][-1],
    }
