"""The column dictionary: every column of every kind of sheet, as a page to read."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

from core.language import _, current, speaking
from core.sheets.kinds import DERIVED, KINDS, Column, Kind
from core.sheets.writing.column_words import choice_word, unit_word


def column_dictionary(language: str) -> str:
    """A Markdown page of what a sheet may say and the words that are understood, in this language.

    >>> column_dictionary("en").splitlines()[0]
    '# The columns of a sheet'
    """
    with speaking(language):
        parts = [
            "# " + _("The columns of a sheet"),
            _(
                "A header is understood by its words, in any of the languages; capital and small letters are "
                "the same, and a unit may stand beside them: “Minutes (h)”."
            ),
            *(_chapter(kind) for kind in KINDS.values()),
            "## " + _("Columns that are left out"),
            _("A sheet computes these itself. They are shown as ignored and never read as input:"),
            ", ".join(dict.fromkeys(DERIVED)) + ".",
        ]
        return "\n\n".join(parts) + "\n"


def _chapter(kind: Kind) -> str:
    languages = list(kind.columns[0].aliases)
    meanings = _table(
        (_("Column"), _("Needed"), _("What it means"), _("Unit of a bare number"), _("Values")),
        ((*_meaning(column, kind),) for column in kind.columns),
    )
    spoken = _table(
        (_("Column"), *(_language_name(code) for code in languages)),
        (
            (str(column.label), *(", ".join(column.aliases[code]) for code in languages))
            for column in kind.columns
        ),
    )
    parts = [
        f"## {kind.label}",
        meanings,
        "### " + _("{kind}: words for the columns").format(kind=kind.label),
        spoken,
    ]
    chosen = [column for column in kind.columns if column.choices]
    if chosen:
        values = _table(
            (_("Column"), _("Value"), _("Also understood")),
            (
                (str(column.label), choice_word(column, value), ", ".join(words))
                for column in chosen
                for value, words in column.choices.items()
            ),
        )
        parts += ["### " + _("{kind}: words for the values").format(kind=kind.label), values]
    if kind.not_ours:
        parts += [
            "### " + _("{kind}: what is left out").format(kind=kind.label),
            _("Such sheets often have these columns, too. They are shown as ignored and never read:"),
            ", ".join(kind.not_ours) + ".",
        ]
    return "\n\n".join(parts)


def _meaning(column: Column, kind: Kind) -> tuple[str, ...]:
    needed = ""
    if column.required:
        needed = _("yes")
    elif column.name in kind.any_of:
        needed = _("one of these")
    values = ", ".join(choice_word(column, value) for value in column.choices)
    return (str(column.label), needed, str(column.help), unit_word(column), values)


def _language_name(code: str) -> str:
    name = Locale.parse(code).get_language_name(current()) or code
    return name[:1].upper() + name[1:]


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [_line(head), _line("---" for _column in head), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
