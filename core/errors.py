"""What can go wrong, told to a user.

    StepwiseError
    ├── FileRefused        a file that cannot be read at all
    ├── SheetRefused       a sheet that holds no table we can use
    ├── CellRefused        one cell, or one typed value, that cannot be read
    └── WorkspaceRefused   a workspace that cannot be opened or written
        └── WorkspaceInUse another Stepwise has it open

Each says in one sentence what is wrong, what was found, what was expected and how to mend it;
the place (file, sheet, cell) is added by whoever knows it, as a `Problem`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.language import Text


class StepwiseError(Exception):
    """One sentence for the user, in whatever language is spoken when it is shown.

    >>> str(StepwiseError("{found} is below 0", found="-5 min"))
    '-5 min is below 0'
    """

    def __init__(self, message: str, **values: Any) -> None:
        self.text = Text(message, values)
        super().__init__(message, values)

    def __str__(self) -> str:
        return str(self.text)


class FileRefused(StepwiseError):
    """A file that cannot be read at all."""


class SheetRefused(StepwiseError):
    """A sheet that holds no table we can use."""


class CellRefused(StepwiseError):
    """One cell, or one typed value, that cannot be read."""


class WorkspaceRefused(StepwiseError):
    """A workspace that cannot be opened or written."""


class WorkspaceInUse(WorkspaceRefused):
    """A workspace that another process has open."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where it is and the sentence about it.

    `cell` is "C7", a column "C", or "" where the sheet or the file as a whole is meant;
    `row` is the sheet's row number (1 is the first) that waits because of it, if one does.

    >>> print(Problem("steps.xlsx", "Events", "C7", Text("{found} is below 0", {"found": "-5"})))
    steps.xlsx, Events, C7: -5 is below 0
    """

    file: str
    sheet: str
    cell: str
    text: Text
    found: str = ""
    row: int | None = None
    alike: int = 0
    """How many further cells of the column have the same trouble and are not listed one by one."""

    @property
    def sentence(self) -> str:
        """What is wrong, without the place."""
        return str(self.text)

    @property
    def place(self) -> str:
        """File, sheet and cell, as far as they are known."""
        return ", ".join(part for part in (self.file, self.sheet, self.cell) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"
