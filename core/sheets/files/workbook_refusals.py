"""The sentences about workbooks that are not read."""

from __future__ import annotations

from typing import Any

from core.errors import FileRefused
from core.sheets.files.limits import Count, Limits, megabytes


def refusal(reason: str, found: dict[str, Any], limits: Limits) -> FileRefused:
    """The sentence for a reason the child gives.

    >>> print(refusal("password", {}, Limits()))
    The workbook is protected by a password; open it in your spreadsheet program, remove the password \
and upload it again.
    """
    told = {key: Count(value) if isinstance(value, int) else value for key, value in found.items()}
    match reason:
        case "password":
            return FileRefused(
                "The workbook is protected by a password; open it in your spreadsheet program, "
                "remove the password and upload it again."
            )
        case "sheets":
            return FileRefused(
                "The workbook has {found} sheets, but at most {limit} are read ({setting}); "
                "delete the sheets that are not needed.",
                limit=Count(limits.sheets),
                setting=limits.setting("sheets"),
                **told,
            )
        case "columns":
            return FileRefused(
                "Sheet “{sheet}” has {found} columns, but at most {limit} are read ({setting}); "
                "delete the columns that are not needed, also far to the right.",
                limit=Count(limits.columns),
                setting=limits.setting("columns"),
                **told,
            )
        case "rows":
            return FileRefused(
                "Sheet “{sheet}” has {found} rows, but at most {limit} are read ({setting}); "
                "split the table into several files.",
                limit=Count(limits.rows),
                setting=limits.setting("rows"),
                **told,
            )
        case "cells":
            return FileRefused(
                "Sheet “{sheet}” spans {rows} rows and {columns} columns, but at most {limit} cells are "
                "read ({setting}); delete cells that stand far from the table.",
                limit=Count(limits.cells),
                setting=limits.setting("cells"),
                **told,
            )
        case "all_cells":
            return FileRefused(
                "The sheets of the workbook hold more than {limit} cells together, the most that are "
                "read ({setting}); split the workbook into several files.",
                limit=Count(limits.cells),
                setting=limits.setting("cells"),
            )
        case "long_text":
            return FileRefused(
                "Sheet “{sheet}” has a cell with {found} characters, but at most {limit} are read "
                "({setting}); shorten that text.",
                limit=Count(limits.cell_characters),
                setting=limits.setting("cell_characters"),
                **told,
            )
        case "unpacked":
            return unpacks_too_far(limits)
        case "ratio":
            return packed_too_tightly(limits)
        case "texts":
            return FileRefused(
                "The workbook says it holds {found} texts, far more than fit into it, so it is damaged; "
                "open it in your spreadsheet program, save it as a new .xlsx file and upload that.",
                **told,
            )
        case "time":
            return FileRefused(
                "Reading the workbook took longer than {limit} seconds ({setting}); "
                "save the sheet that is needed as a workbook of its own and upload that.",
                limit=Count(limits.seconds),
                setting=limits.setting("seconds"),
            )
        case "memory":
            return FileRefused(
                "Reading the workbook takes more than {limit} MB of memory ({setting}); "
                "save the sheet that is needed as a workbook of its own and upload that.",
                limit=megabytes(limits.memory_bytes),
                setting=limits.setting("memory_bytes"),
            )
        case "ended":
            return FileRefused(
                "The workbook cannot be read: it is damaged, or needs more than {limit} MB of memory "
                "({setting}); open it in your spreadsheet program, save it as a new .xlsx file "
                "and upload that.",
                limit=megabytes(limits.memory_bytes),
                setting=limits.setting("memory_bytes"),
            )
        case "not_started":
            return FileRefused(
                "The part of Stepwise that reads workbooks could not be started on this machine; "
                "close other programs and upload the file again, or save the sheet as .csv."
            )
        case _:
            return FileRefused(
                "The workbook is damaged and cannot be read; open it in your spreadsheet program, "
                "let it repair the file, save it as a new .xlsx file and upload that."
            )


def unpacks_too_far(limits: Limits) -> FileRefused:
    """A workbook that grows beyond measure when it is unpacked."""
    return FileRefused(
        "The workbook unpacks to more than {limit} MB, the most that is read ({setting}); "
        "save the sheet that is needed as a workbook of its own and upload that.",
        limit=megabytes(limits.unpacked_bytes),
        setting=limits.setting("unpacked_bytes"),
    )


def packed_too_tightly(limits: Limits) -> FileRefused:
    """A workbook that unpacks to many times its size, as only a trap for programs does."""
    return FileRefused(
        "A part of the workbook unpacks to more than {limit} times its size ({setting}), as no table does; "
        "save the sheet that is needed as a new .xlsx file and upload that.",
        limit=Count(limits.unpacked_ratio),
        setting=limits.setting("unpacked_ratio"),
    )
