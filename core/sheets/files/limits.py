"""How large a file may be before it is refused, and the settings that change it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from babel.numbers import format_decimal

from core.errors import StepwiseError
from core.language import current

MEGABYTE = 1024 * 1024

_SETTINGS: Mapping[str, tuple[str, int]] = {
    "file_bytes": ("STEPWISE_MAX_FILE_MB", MEGABYTE),
    "unpacked_bytes": ("STEPWISE_MAX_UNPACKED_MB", MEGABYTE),
    "unpacked_ratio": ("STEPWISE_MAX_UNPACKED_RATIO", 1),
    "sheets": ("STEPWISE_MAX_SHEETS", 1),
    "rows": ("STEPWISE_MAX_ROWS", 1),
    "columns": ("STEPWISE_MAX_COLUMNS", 1),
    "cells": ("STEPWISE_MAX_CELLS", 1),
    "cell_characters": ("STEPWISE_MAX_CELL_CHARACTERS", 1),
    "seconds": ("STEPWISE_MAX_SECONDS", 1),
    "memory_bytes": ("STEPWISE_MAX_MEMORY_MB", MEGABYTE),
}


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file; every sentence that refuses a file names the limit it hit.

    `rows`, `columns` and `cell_characters` hold for each sheet, `cells` for the whole file. `seconds`
    and `memory_bytes` bound the child process that reads a workbook. `unpacked_ratio` is how many
    times its packed size a part of a workbook may unpack to, once it is larger than a few megabytes.

    >>> Limits(columns=20).columns
    20
    """

    file_bytes: int = 100 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    unpacked_ratio: int = 250
    sheets: int = 100
    rows: int = 2_000_000
    columns: int = 200
    cells: int = 20_000_000
    cell_characters: int = 32_767
    seconds: int = 20
    memory_bytes: int = 2048 * MEGABYTE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Limits:
        """The limits of this machine: the defaults, changed by settings such as STEPWISE_MAX_FILE_MB.

        Raises StepwiseError where a setting is no whole number above 0: a limit that was meant and
        is not in force would be found out too late.

        >>> Limits.from_environment({"STEPWISE_MAX_FILE_MB": "2"}).file_bytes
        2097152
        """
        environment = os.environ if environment is None else environment
        changed = {}
        for field in fields(cls):
            setting, unit = _SETTINGS[field.name]
            found = environment.get(setting, "").strip()
            if not found:
                continue
            if not (found.isascii() and found.isdigit() and int(found) > 0):
                raise StepwiseError(
                    "The setting {setting} is “{found}”, but must be a whole number above 0; "
                    "correct or remove it and start Stepwise again.",
                    setting=setting,
                    found=found,
                )
            changed[field.name] = int(found) * unit
        return cls(**changed)

    @staticmethod
    def setting(limit: str) -> str:
        """The name of the setting that changes a limit.

        >>> Limits.setting("rows")
        'STEPWISE_MAX_ROWS'
        """
        return _SETTINGS[limit][0]


@dataclass(frozen=True)
class Count:
    """A whole number inside a sentence, written as the reader of the sentence writes it.

    >>> str(Count(1048576))
    '1,048,576'
    """

    number: int

    def __str__(self) -> str:
        return str(format_decimal(self.number, locale=current()))


def megabytes(size: int) -> Count:
    """A size in megabytes, rounded up, so that what is above a limit never looks equal to it.

    >>> str(megabytes(50 * MEGABYTE + 1))
    '51'
    """
    return Count(-(-size // MEGABYTE))
