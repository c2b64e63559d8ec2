"""The sheets that Stepwise itself writes into a workbook, and how they are known again.

A template holds a sheet with the column help, a marked copy one with the problems. When the user loads
such a workbook again, they are nobody's process: the first cell tells, in every language.
"""

from __future__ import annotations

from core.sheets.grid import Grid

_MARK = "Stepwise · "


def own_title(words: str) -> str:
    """The first cell of a sheet that Stepwise writes itself.

    >>> own_title("Column help")
    'Stepwise · Column help'
    """
    return _MARK + words


def is_own(grid: Grid) -> bool:
    """Whether this is a sheet that Stepwise wrote itself, which holds nothing of the user's.

    >>> is_own(Grid("Help", [[own_title("Column help")]]))
    True
    """
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else None
    return isinstance(first, str) and first.startswith(_MARK)
