"""The built-in example: a small video business whose sheets can be loaded with one click."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from core.errors import FileRefused
from core.language import Text

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "examples"


class Example(NamedTuple):
    """One file of the example; `about` says where its figures come from, wherever they are shown."""

    name: str
    path: Path
    about: Text | None = None


EXAMPLES: tuple[Example, ...] = (
    Example(
        "akquise-events.xlsx",
        _FOLDER / "akquise-events.xlsx",
        Text(
            "This is the example: the 345 minutes and the rates come from a published account; "
            "their split into nine steps is ours."
        ),
    ),
    Example(
        "search-ads-and-webinar.xlsx",
        _FOLDER / "search-ads-and-webinar.xlsx",
        Text(
            "This is the example: the figures for search ads and the webinar are illustrative, not measured."
        ),
    ),
    Example(
        "video-production-delivery.xlsx",
        _FOLDER / "video-production-delivery.xlsx",
        Text("This is the example: the figures for the video production are illustrative, not measured."),
    ),
    Example("roles.xlsx", _FOLDER / "roles.xlsx"),
    *(
        Example(
            name, _FOLDER / name, Text("This is the example: its figures are illustrative, not measured.")
        )
        for name in (
            "trichter.xlsx",
            "anfragen.xlsx",
            "zeiterfassung.xlsx",
            "rechnungen.xlsx",
            "werbeausgaben.xlsx",
        )
    ),
)
"""Three ways to find customers, the delivery of a video, the roles; then the same business in its other
sheets: funnel, enquiries, hours, invoices and spend. In the order they are loaded."""


def about(file: str) -> Text | None:
    """Where the figures of an example file come from; None for any other file.

    >>> str(about("akquise-events.xlsx"))[-24:]
    'into nine steps is ours.'
    """
    return next((example.about for example in EXAMPLES if example.name == file), None)


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
