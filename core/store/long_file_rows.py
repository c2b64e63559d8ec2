"""The rows of a long file as DuckDB reads them where they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from core.errors import FileRefused
from core.sheets.cells.blanks import is_blank
from core.sheets.files.limits import Count
from core.store.reading_only import reading_only

NOTHING = (
    *(
        "-",
        "--",
        "---",
        "–",
        "—",
        "?",
        ".",
        "...",
        "…",
        "/",
        "n/a",
        "na",
        "nan",
        "nat",
        "null",
        "nil",
        "none",
    ),
    *("(none)", "(null)", "(blank)", "unknown", "(unknown)", "not available", "k. a.", "k.a."),
    *("keine angabe", "unbekannt", "nicht angegeben", "ukjent", "ikke oppgitt", "i/t"),
)
"""How most programs write that a cell says nothing, in small letters; others the first lines may tell."""
_SPACE = r"[\s\x{0085}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
_UNTIDY = rf"^{_SPACE}|{_SPACE}$|{_SPACE}{_SPACE}|[\t\n\r]"
_LONGEST_RECORD = 2_000_000
_LINE = re.compile(r"CSV Error on Line: ([0-9]+)")
_WIDTHS = re.compile(r"Expected Number of Columns: ([0-9]+) Found: ([0-9]+)")


@dataclass(frozen=True)
class Place:
    """Where one of the columns stands that are read."""

    name: str
    """Its name in stage events."""
    index: int
    untidy: bool = True
    """Whether some cells have spaces around what they say, or several in a row, or line ends."""
    nothing: tuple[str, ...] = NOTHING
    """What stands in cells that say nothing."""

    @property
    def text(self) -> str:
        """Its name in `cells_sql`."""
        return {"case": "case_id", "time": "written"}.get(self.name, self.name)

    def sql(self, nothing: str) -> str:
        """What its cells say; `nothing` is the parameter with the texts that say nothing."""
        text = f"c{self.index}"
        if self.untidy:
            text = f"nullif(trim(regexp_replace({text}, '{_SPACE}+', ' ', 'g')), '')"
        return (
            f"case when list_contains(${nothing}, {text}) then null else {text} end" if self.nothing else text
        )


@dataclass(frozen=True)
class Version:
    """One version of a file: another one has another size or was written at another moment."""

    path: Path
    size: int
    changed: int
    """When it was written last, in nanoseconds since 1970."""

    @classmethod
    def of(cls, path: Path) -> Version:
        """The version that is there now; raises OSError."""
        state = path.stat()
        return cls(path, state.st_size, state.st_mtime_ns)


@dataclass(frozen=True)
class Layout:
    """Where in a file what stands."""

    delimiter: str
    skip: int
    """How many records stand before the rows."""
    width: int
    encoding: str
    padded: bool
    """Whether rows may have fewer cells than others."""
    parallel: bool
    places: tuple[Place, ...]
    channel: str = ""
    """The channel of rows that name none, where the lines above the headings say it."""


def cells_sql(version: Version, layout: Layout, number: int = 0) -> tuple[str, dict[str, Any]]:
    """The query for the rows of a file with its parameters; `number` tells one file from others beside it.

    It gives texts: case_id, stage, channel, lost_reason and `written`, which is the time.
    """
    own = f"file_{number}"
    texts = {place.name: place.sql(f"{own}_{place.name}") for place in layout.places}
    columns = ", ".join(f"'c{place}': 'varchar'" for place in range(layout.width))
    text = f"""
        select
            {texts["case"]} as case_id,
            {texts["stage"]} as stage,
            coalesce({texts.get("channel", "null::varchar")}, ${own}_otherwise) as channel,
            {texts.get("lost_reason", "null::varchar")} as lost_reason,
            {texts["time"]} as written
        from read_csv(
            ${own}_path,
            auto_detect = false,
            header = false,
            columns = {{{columns}}},
            skip = {layout.skip},
            delim = ${own}_delimiter,
            quote = '"',
            escape = '"',
            encoding = '{layout.encoding}',
            null_padding = {str(layout.padded).lower()},
            parallel = {str(layout.parallel).lower()},
            max_line_size = {_LONGEST_RECORD}
        )
    """
    nothing = {f"{own}_{place.name}": list(place.nothing) for place in layout.places if place.nothing}
    given = {"path": str(version.path), "delimiter": layout.delimiter, "otherwise": layout.channel}
    return text, {**nothing, **{f"{own}_{name}": value for name, value in given.items()}}


@lru_cache(maxsize=16)
def with_what_occurs(version: Version, layout: Layout) -> Layout:
    """The layout with what of spaces and of empty words there is in the file, so that no more is looked for.

    Reads all of the file, and so raises FileRefused where any row of it cannot be read.
    """
    plain = replace(layout, places=tuple(replace(place, untidy=False, nothing=()) for place in layout.places))
    cells, parameters = cells_sql(version, plain)
    words = {word.lower() for place in layout.places for word in place.nothing}
    nothing = rf"(?i)^{_SPACE}*(?:{'|'.join(map(re.escape, sorted(words)))}){_SPACE}*$"
    with reading([version]) as connection:
        asked = ", ".join(f"bool_or(regexp_matches({place.text}, $odd))" for place in layout.places)
        given = parameters | {"odd": f"{nothing}|{_UNTIDY}"}
        (odd,) = connection.execute(f"select {asked} from ({cells})", given).fetchall()
        places = [
            replace(place, **_oddities(connection, place.text, cells, {**parameters, "nothing": nothing}))
            if is_odd
            else replace(place, untidy=False, nothing=())
            for place, is_odd in zip(layout.places, odd, strict=True)
        ]
    return replace(layout, places=tuple(places))


def _oddities(
    connection: duckdb.DuckDBPyConnection, text: str, cells: str, parameters: dict[str, Any]
) -> dict[str, Any]:
    """Whether a column is untidy, and which of its texts say nothing."""
    ((untidy, words),) = connection.execute(
        f"""
        select
            bool_or(regexp_matches({text}, '{_UNTIDY}')),
            list(distinct trim({text})) filter (regexp_matches({text}, $nothing))
        from ({cells})
        """,
        parameters,
    ).fetchall()
    return {"untidy": bool(untidy), "nothing": tuple(sorted(filter(is_blank, words or ())))}


@contextmanager
def reading(versions: Sequence[Version]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads these files alone. Raises FileRefused where they are not what they were.

    What DuckDB cannot read in them is a FileRefused that names the line.
    """
    for version in versions:
        try:
            same = Version.of(version.path.resolve(strict=True)) == version
        except OSError:
            same = False
        if not same:
            raise FileRefused(
                "{path} was changed or moved while it was read. Reload the page to have it read anew.",
                path=version.path,
            )
    paths = [version.path for version in versions]
    with reading_only(paths) as connection:
        try:
            yield connection
        except duckdb.Error as error:
            said = str(error)
            if _LINE.search(said) is None and not isinstance(error, duckdb.IOException):
                raise
            raise _refusal(paths, said) from error


def _refusal(paths: Sequence[Path], said: str) -> FileRefused:
    """What DuckDB says of a row, in the words of the user."""
    path = next((path for path in paths if f"file = {path}" in said), paths[0])
    line, widths = _LINE.search(said), _WIDTHS.search(said)
    if line is None:
        return FileRefused(
            "{path} cannot be read to its end: {reason}. Is the disk still there? Then try again.",
            path=path,
            reason=said.splitlines()[0].rstrip("."),
        )
    number = Count(int(line[1]))
    if "unterminated quote" in said:
        return FileRefused(
            "In line {line} of {path} a quotation mark opens a cell and does not close it as it should. "
            "Close it, or double the quotation marks that belong to the text.",
            line=number,
            path=path,
        )
    if widths is not None and int(widths[2]) > int(widths[1]):
        return FileRefused(
            "Line {line} of {path} has more than the {expected} cells that the others have. Mend that line, "
            "or have the file exported again.",
            line=number,
            path=path,
            expected=widths[1],
        )
    if widths is not None:
        return FileRefused(
            "Line {line} of {path} has only {found} of {expected} cells. Mend that line, or have the file "
            "exported again.",
            line=number,
            path=path,
            found=widths[2],
            expected=widths[1],
        )
    return FileRefused(
        "Line {line} of {path} cannot be read. Mend it, or have the file exported again.",
        line=number,
        path=path,
    )
