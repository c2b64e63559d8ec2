"""LibreOffice at work: it computes a workbook anew, or prints it, as its user's program would."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own, so that workers do not wait for each other."""

    program: str
    folder: Path

    def convert(self, data: bytes, name: str, wanted: str) -> bytes:
        """A file converted into another format, such as "xlsx" or "pdf"."""
        source, result = self.folder / "in" / name, self.folder / "out"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [
            self.program,
            profile,
            "--headless",
            "--convert-to",
            wanted,
            "--outdir",
            str(result),
            source,
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (result / source.with_suffix(f".{wanted}").name).read_bytes()

    def recomputed(self, workbook: bytes) -> Any:
        """The workbook with every formula computed by LibreOffice; what was computed before is taken out."""
        return openpyxl.load_workbook(
            io.BytesIO(self.convert(without_values(workbook), "book.xlsx", "xlsx")), data_only=True
        )


def without_values(workbook: bytes) -> bytes:
    """The workbook with its formulas alone: who opens it must compute."""
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(emptied, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            new.writestr(entry, content)
    return emptied.getvalue()


def changed(workbook: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after somebody changed cells; openpyxl writes formulas without their values."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def office_at(folder: Path) -> Office:
    """LibreOffice, if it is installed. Where it is not the test is skipped, in CI it fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("STEPWISE_OFFICE_REQUIRED"):
            pytest.fail("No LibreOffice is installed: apt-get install libreoffice-calc libreoffice-impress")
        pytest.skip("No LibreOffice is installed")
    return Office(program, folder)
