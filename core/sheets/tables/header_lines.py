"""The lines of a header: its texts, the line of units below it, the unit that a line above it names."""

from __future__ import annotations

import re

from core.sheets.cells.blanks import is_blank
from core.sheets.cells.time_units import header_unit
from core.sheets.grid import Grid

_UNIT = re.compile(
    r"[(\[]?\s*(?:in\s+)?(?:min|mins|minuten|minutes|minutter|std|stunden|h|hrs|hours|timer|sek|s|sec|%"
    r"|prozent|percent|prosent|€|eur|euro|kr|nok|chf|usd|\$|£|tage|days|dager|text|stk|stück|x|anzahl|antall"
    r"|number)\.?(?:\s*(?:/|pro|per|je|pr)\s*\w+)?\s*[)\]]?",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"[(\[]?\s*(?:ist|soll|ziel|plan|geplant|aktuell|gemessen|geschätzt|alt|neu|actual|planned|target|goal"
    r"|estimated|measured|current|old|new|faktisk|planlagt|målt|anslått|mål|max|von|bis)\.?\s*[)\]]?",
    re.IGNORECASE,
)
_ALL_TIMES = re.compile(
    r"\b(?:zeiten|zeit|zeitangaben|angaben|alle angaben|dauer|werte|times|all times|time|durations?|figures"
    r"|tider|alle tider|varighet)\b",
    re.IGNORECASE,
)
_LINES_ABOVE = 6


def is_second_line(grid: Grid, r: int) -> bool:
    """Whether a row below a header only says units or which of two figures: "(min)", "€", "Ist", "Soll".

    >>> is_second_line(Grid("A", [["Step", "Effort"], [None, "min"]]), 1)
    True
    """
    if r >= len(grid.rows):
        return False
    cells = [cell.strip() if isinstance(cell, str) else "" for cell in grid.rows[r] if not is_blank(cell)]
    units = [cell for cell in cells if _UNIT.fullmatch(cell)]
    which = [cell for cell in cells if _WHICH.fullmatch(cell)]
    # A lone "Plan" below a header may be the first step.
    return bool(cells) and len(units) + len(which) == len(cells) and (bool(units) or len(which) > 1)


def is_unit(text: str) -> bool:
    """Whether a text is nothing but a unit: "(min)", "in €".

    >>> is_unit("(min)"), is_unit("bis")
    (True, False)
    """
    return bool(_UNIT.fullmatch(text.strip()))


def header_texts(grid: Grid, r: int, height: int) -> list[str]:
    """The header's text for each column; what a second line says is put behind it in brackets.

    A heading over two columns of the second line, merged or written over the first, is that of both.

    >>> header_texts(Grid("A", [["Step", "Effort", None], [None, "min", "€"]]), 0, 2)
    ['Step', 'Effort (min)', 'Effort (€)']
    """
    texts = []
    over = ""
    for c in range(grid.width):
        first = grid.rows[r][c]
        second = grid.rows[r + 1][c] if height == 2 else None
        if not is_blank(first):
            over = " ".join(str(first).split()) if height == 2 and not is_blank(second) else ""
        heading = over if is_blank(first) and not is_blank(second) else first
        parts = [] if is_blank(heading) else [" ".join(str(heading).split())]
        if not is_blank(second):
            parts.append("(" + str(second).strip(" ()[]") + ")")
        texts.append(" ".join(part for part in parts if part))
    return texts


def unit_above(grid: Grid, r: int) -> tuple[str, str] | None:
    """The unit of time that a line above the header gives for all of them, and that line; else None.

    >>> unit_above(Grid("A", [["Alle Zeiten in Stunden"], ["Schritt", "Dauer"]]), 1)
    ('h', 'Alle Zeiten in Stunden')
    """
    for row in reversed(grid.rows[max(0, r - _LINES_ABOVE) : r]):
        for cell in row:
            if not isinstance(cell, str) or not _ALL_TIMES.search(cell) or len(cell) > 80:
                continue
            unit = header_unit(cell)
            if unit in ("s", "min", "h") and re.search(r"\b(?:in|i)\b|[(\[=:]", cell):
                return unit, " ".join(cell.split())
    return None
