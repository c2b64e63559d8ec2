"""Where the brief goes: in which format it is asked for, and how a file is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from core.brief.story import Story
from core.errors import StepwiseError

JSON = "json"


def _html(story: Story) -> bytes:
    from core.brief.page import page

    return page(story).encode()


def _pptx(story: Story) -> bytes:
    from core.brief.deck import deck

    return deck(story)


def _xlsx(story: Story) -> bytes:
    from core.brief.workbook import workbook

    return workbook(story)


def _pdf(story: Story) -> bytes:
    from core.brief.paper import paper

    return paper(story)


# Each brings heavy libraries along, which nobody waits for who does not ask for it.
TELLERS: Mapping[str, Callable[[Story], bytes]] = {"html": _html, "pptx": _pptx, "xlsx": _xlsx, "pdf": _pdf}
"""Who tells the story in each format."""
FORMATS = (*TELLERS, JSON)
_TEXTS = ("html", JSON)
"""What can be read where it is printed."""


def format_for(named: str | None, output: Path | None) -> str:
    """The format that is meant: the one that was named, else that of the file's ending, else JSON.

    Raises StepwiseError where the two differ, where the ending says nothing, and where what only a program
    can read would be printed.

    >>> format_for(None, Path("brief.pptx")), format_for(None, None)
    ('pptx', 'json')
    """
    if output is None:
        if named is not None and named not in _TEXTS:
            raise StepwiseError(
                "{format} goes into a file. Name it, like this: -o {example}",
                format=named,
                example=f"brief.{named}",
            )
        return named or JSON
    ending = output.suffix.lower().removeprefix(".")
    ending = "html" if ending == "htm" else ending
    if named is None:
        if ending not in FORMATS:
            raise StepwiseError(
                "“{file}” does not say which format is meant. Let the name end in one of these: {endings}.",
                file=output.name,
                endings=", ".join(f".{one}" for one in FORMATS),
            )
        return ending
    if ending and ending != named:
        raise StepwiseError(
            "“{file}” does not fit --format {format}. Let the name end in .{format}, or leave --format out.",
            file=output.name,
            format=named,
        )
    return named


def require_writable(output: Path, read: Iterable[Path]) -> None:
    """Refuse a place that no file can be written to, before anything is computed for it.

    `read` are the files that are read: none of them may be lost. Raises StepwiseError.
    """
    if output.is_dir():
        raise StepwiseError(
            "{file} is a folder. Name a file in it, like {example}.",
            file=output,
            example=output / "brief.pptx",
        )
    if not output.parent.is_dir():
        raise StepwiseError(
            "There is no folder {folder}. Make it first, or name another.", folder=output.parent
        )
    if output.resolve() in [file.resolve() for file in read]:
        raise StepwiseError(
            "{file} is one of the files that are read, and would be lost. Name another with -o.", file=output
        )


def write_whole(output: Path, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises StepwiseError where it cannot be written.
    """
    place = output.resolve()
    begun = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        if (
            place.exists() and not place.is_file()
        ):  # a pipe or the like takes what is written and keeps nothing
            place.write_bytes(data)
            return
        try:
            begun.write_bytes(data)
            begun.replace(place)
        finally:
            begun.unlink(missing_ok=True)
    except OSError as error:
        raise StepwiseError(
            "{file} cannot be written ({reason}). Close it in other programs, or name another with -o.",
            file=output,
            reason=error.strerror,
        ) from None
