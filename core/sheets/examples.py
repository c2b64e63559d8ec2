"""The built-in example: a small video business whose sheets can be loaded with one click."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from core.errors import FileRefused

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "examples"


class Example(NamedTuple):
    """One file of the example."""

    name: str
    path: Path


EXAMPLES: tuple[Example, ...] = tuple(
    Example(name, _FOLDER / name)
    for name in (
        "akquise-events.xlsx",
        "search-ads-and-webinar.xlsx",
        "video-production-delivery.xlsx",
        "roles.xlsx",
    )
)
"""Three ways to find customers, the delivery of a video, and the roles; in the order they are loaded."""


def read_examples() -> list[tuple[str, bytes]]:
    """Name and bytes of every example file, as if the user had dropped them.

    >>> [name for name, _bytes in read_examples()][0]
    'akquise-events.xlsx'
    """
    return [(example.name, _bytes(example)) for example in EXAMPLES]


def _bytes(example: Example) -> bytes:
    try:
        return example.path.read_bytes()
    except OSError as error:
        raise FileRefused(
            "The example file {found} cannot be read. Install Stepwise again to get it back.",
            found=example.name,
        ) from error
