"""Every problem of a file as a list to work through, for when there are more than fit on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import Problem
from core.language import _
from core.sheets.writing.defused import csv_text


def problem_list(problems: Sequence[Problem]) -> bytes:
    """The problems as a CSV file: sheet, cell, what was found, the sentence, further cells alike.

    >>> from core.language import Text
    >>> problem_list([Problem("a.csv", "a", "C7", Text("no date"), "=1")]).decode("utf-8-sig").splitlines()[1]
    "a;C7;'=1;no date;"
    """
    header = (
        _("Sheet"),
        _("Cell"),
        _("Found"),
        _("What is wrong and how to mend it"),
        _("Further cells alike"),
    )
    rows = [
        (problem.sheet, problem.cell, problem.found, problem.sentence, problem.alike or "")
        for problem in problems
    ]
    return csv_text(header, rows)
