"""What people call their workspaces, and the names of the files that hold them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from core.errors import WorkspaceRefused

ENDING = ".duckdb"
LONGEST = 60
_LONGEST_FILE = 200
"""Bytes of a file's name that leave room for what is put beside the file."""

_NOT_IN_FILES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|^\.|\.$|%(?=[0-9A-F]{2})')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for its devices, whatever ending follows."""


def clean_name(typed: str) -> str:
    """The name as it is kept: without spaces at its ends, doubled ones and line breaks.

    Raises WorkspaceRefused where nothing is left, or too much.

    >>> clean_name("  Müller &  Söhne GmbH ")
    'Müller & Söhne GmbH'
    """
    # Marks that nobody sees would make two names that look the same.
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in typed
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    name = " ".join(unicodedata.normalize("NFC", seen).split())
    if not name:
        raise WorkspaceRefused("The workspace has no name yet. Write one, such as the name of a client.")
    if len(name) > LONGEST or len(file_name(name).encode()) > _LONGEST_FILE:
        raise WorkspaceRefused(
            "The name “{found}” is too long. Write one of at most {most} letters.",
            found=name if len(name) <= LONGEST else f"{name[:LONGEST]}…",
            most=LONGEST,
        )
    return name


def file_name(name: str) -> str:
    """The name of the file of a workspace: readable, and allowed on every system.

    Signs that a file may not have stand as % and two hexadecimal digits.

    >>> file_name("Müller & Söhne GmbH"), file_name("../A"), file_name("CON")
    ('Müller & Söhne GmbH.duckdb', '%2E.%2FA.duckdb', '%43ON.duckdb')
    """
    safe = _NOT_IN_FILES.sub(lambda found: f"%{ord(found[0]):02X}", name)
    if _RESERVED.match(safe):
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    return safe + ENDING


def name_of(path: Path) -> str:
    """The name of the workspace in this file.

    >>> name_of(Path("here") / file_name("50 % / CON"))
    '50 % / CON'
    """
    stem = unicodedata.normalize("NFC", path.name.removesuffix(ENDING))
    return re.sub(r"%([0-7][0-9A-F])", lambda found: chr(int(found[1], 16)), stem)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a system that minds neither capitals nor how an accent is written.

    >>> same_name("Müller", "MU\u0308LLER")
    True
    """
    return _compared(one) == _compared(other)


def _compared(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
