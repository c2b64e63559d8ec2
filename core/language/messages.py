"""The texts that stand in the code: python -m core.language.messages brings the catalogues up to date.

Every text a user sees stands as a literal in one of the calls named here; a test fails on any that a
catalogue lacks.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from core.language.catalogue import LANGUAGES

PROJECT = Path(__file__).parents[2]
FOLDERS = ("core", "pages", "data")
_REFUSALS = (
    "StepwiseError",
    "FileRefused",
    "SheetRefused",
    "CellRefused",
    "WorkspaceRefused",
    "WorkspaceInUse",
)
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "Text": None,
    "ngettext": (1, 2),
    **dict.fromkeys(_REFUSALS, None),
}
"""The calls whose first argument is a text for the user."""


def in_the_code() -> Catalog:
    """Every text of the code, with the places where it stands."""
    found = Catalog(project="Stepwise", charset="utf-8", fuzzy=False)
    for folder in FOLDERS:
        for file, line, message, comments, _context in extract_from_dir(
            PROJECT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            # Where, but not which line: lines change with every edit, and nobody reads them.
            del line
            found.add(message, locations=[(f"{folder}/{file}", 0)], auto_comments=comments)
    return found


def catalogue_file(language: str) -> Path:
    """Where a language's catalogue stands."""
    return Path(__file__).parent / "locales" / language / "LC_MESSAGES" / "stepwise.po"


def update(language: str) -> int:
    """Bring a catalogue up to date with the code; returns how many texts it still lacks."""
    file = catalogue_file(language)
    code = in_the_code()
    if file.exists():
        with file.open("rb") as source:
            kept = read_po(source, locale=language)
        made = kept.creation_date
        kept.update(code, no_fuzzy_matching=True)
        kept.obsolete.clear()
        # The date of an extraction tells nobody anything, and would change the file each time.
        kept.creation_date = made
    else:
        kept = code
        kept.locale = language
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, kept, width=110, sort_output=True, include_lineno=False, omit_header=False)
    return sum(not _is_complete(message.string) for message in kept if message.id)


def _is_complete(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    forms = [translation] if translation is None or isinstance(translation, str) else translation
    return all(bool(form) for form in forms)


if __name__ == "__main__":
    for code in LANGUAGES:
        if code != "en":
            print(f"{code}: {update(code)} texts are not translated yet")
