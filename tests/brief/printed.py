"""What stands in a PDF, as its reader sees it."""

from __future__ import annotations

import re
import shutil
import subprocess


def page_count(pdf: bytes) -> int:
    """How many pages it has, by its own objects."""
    return len(re.findall(rb"/Type\s*/Page(?![a-zA-Z])", pdf))


def words_in(pdf: bytes) -> str | None:
    """All its text on one line; None where there is no program to read it with."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    done = subprocess.run([program, "-", "-"], input=pdf, check=True, capture_output=True)
    return on_one_line(done.stdout.decode("utf-8"))


def on_one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
