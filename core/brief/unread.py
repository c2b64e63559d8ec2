"""What is missing from a story because it could not be read, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from core.language import ngettext
from core.sheets.intake import Intake


def unread(intakes: Sequence[Intake]) -> list[str]:
    """The files and sheets that are left out with the reason, and how many rows of others wait."""
    said: list[str] = []
    for intake in intakes:
        if intake.refusal is not None:
            said.append(str(intake.refusal))
        said += [f"{intake.file}, {left.sheet}: {left.why}" for left in intake.left_out]
        waiting = sum(table.waiting for table in intake.tables)
        if waiting:
            said.append(
                ngettext(
                    "{file}: {count} row waits for its wrong cell to be mended; --format json names it.",
                    "{file}: {count} rows wait for their wrong cells to be mended; --format json names them.",
                    waiting,
                ).format(file=intake.file, count=waiting)
            )
    return said
