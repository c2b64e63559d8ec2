"""Every language says everything: each text of the app, whole, with the same values and the same marks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from core.errors import CellRefused, Problem
from core.language import LANGUAGES, Text, current, gettext, ngettext, speak, speaking
from core.language.messages import FOLDERS, KEYWORDS, PROJECT, catalogue_file, in_the_code
from core.sheets.cells.durations import duration
from core.sheets.kinds import KINDS

TRANSLATED = [language for language in LANGUAGES if language != "en"]
each_language = pytest.mark.parametrize("language", TRANSLATED)

Source = str | tuple[str, ...]
"""A text as the code has it: one sentence, or its singular and plural."""


@cache
def code() -> dict[Source, Message]:
    return {source(message): message for message in in_the_code() if message.id}


@cache
def catalogue_of(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def source(message: Message) -> Source:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The forms of a text; a text that has no plural has one."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def translations(language: str) -> Iterator[tuple[Source, tuple[str, ...]]]:
    for message in catalogue_of(language):
        if message.id:
            yield source(message), forms(message.string)


def paired(language: str) -> Iterator[tuple[str, str]]:
    """Each form of a source beside that of its translation; further plurals stand beside the last one.

    What is not translated at all is told by a test of its own.
    """
    for original, said in translations(language):
        originals = forms(original)
        for number, form in enumerate(said):
            if form:
                yield originals[min(number, len(originals) - 1)], form


def values(*texts: str) -> set[str]:
    """The names in braces.

    >>> values("{found} of {all}") == {"found", "all"}
    True
    """
    return {
        name for text in texts for _before, name, _how, _as in Formatter().parse(text) if name is not None
    }


def edges(text: str) -> tuple[str, str, int]:
    """The blank space at both ends of a text, and how many lines it has."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.count("\n")


def marks(text: str) -> dict[str, int]:
    """How often each of Markdown's marks stands in a text; two spaces before a line's end break the line."""
    return {mark: text.count(mark) for mark in ("**", "`", "](", "  \n", "\n- ", "#")}


def unfindable(file: Path) -> Iterator[str]:
    """The calls in a file whose text the extraction does not see: no literal, or inside an f-string."""
    tree = ast.parse(file.read_text("utf-8"))
    hidden = {
        id(inner) for outer in ast.walk(tree) if isinstance(outer, ast.JoinedStr) for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS):
            continue
        literal = bool(node.args) and isinstance(node.args[0], ast.Constant)
        if not literal or id(node) in hidden:
            yield f"{file.relative_to(PROJECT)}:{node.lineno} {ast.unparse(node)}"


def test_every_text_stands_where_the_extraction_finds_it() -> None:
    # These two hand on what others wrote.
    machinery = {PROJECT / "core" / "errors.py", PROJECT / "core" / "language" / "catalogue.py"}
    files = [file for folder in FOLDERS for file in sorted((PROJECT / folder).rglob("*.py"))]
    assert [found for file in files if file not in machinery for found in unfindable(file)] == []


@each_language
def test_a_reader_meets_no_text_in_a_foreign_language(language: str) -> None:
    said = dict(translations(language))
    missing = [text for text in code() if not all(said.get(text, ("",)))]
    assert missing == [], "run python -m core.language.messages, then translate these"


@each_language
def test_a_catalogue_holds_nothing_that_the_app_says_no_more(language: str) -> None:
    gone = [text for text, _said in translations(language) if text not in code()]
    assert gone == [], "run python -m core.language.messages"
    assert not catalogue_of(language).obsolete


@each_language
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in catalogue_of(language) if message.id and message.fuzzy] == []


@each_language
def test_a_translation_names_the_same_values_as_its_source(language: str) -> None:
    wrong = [
        (original, said)
        for original, said in translations(language)
        if any(said)
        and (values(*said) != values(*forms(original)) or values(said[-1]) != values(forms(original)[-1]))
    ]
    assert wrong == []


@each_language
def test_a_translation_begins_ends_and_breaks_like_its_source(language: str) -> None:
    assert [(text, said) for text, said in paired(language) if edges(text) != edges(said)] == []


@each_language
def test_a_translation_is_marked_like_its_source(language: str) -> None:
    assert [(text, said) for text, said in paired(language) if marks(text) != marks(said)] == []


@each_language
def test_a_sentence_ends_like_its_source(language: str) -> None:
    def end(text: str) -> str:
        return text[-1] if text[-1] in ".:?!" and not text.endswith("...") else ""

    assert [(text, said) for text, said in paired(language) if end(text) != end(said)] == []


@each_language
def test_a_number_is_said_in_the_form_that_fits_it(language: str) -> None:
    catalogue = catalogue_of(language)
    for message in catalogue:
        if message.id and not isinstance(message.id, str):
            assert len(forms(message.string)) == catalogue.num_plurals, message.id
            assert all(forms(message.string)), message.id


def test_one_row_is_not_spoken_of_as_several() -> None:
    with speaking("de"):
        assert ngettext("{count} row", "{count} rows", 1) == "{count} Zeile"
        assert ngettext("{count} row", "{count} rows", 0) == "{count} Zeilen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_sheet_have_one_name(language: str) -> None:
    with speaking(language):
        for kind in KINDS.values():
            labels = [str(column.label) for column in kind.columns]
            assert len(set(labels)) == len(labels)


def test_german_quotes_figures_and_abbreviations_are_set_as_germans_set_them() -> None:
    for _text, said in paired("de"):
        assert said.count("„") == said.count("“"), said
        assert not set(said) & set("”\"'’"), said
        assert not re.search(r"\d%|\dh\b|\dmin\b", said), said
        assert not re.search(r"\b[zdu]\.[BhaÄ]\.", said), said


def test_german_readers_are_addressed_with_respect() -> None:
    informal = re.compile(r"\b(du|dir|dich|dein\w*|euch|euer\w*)\b", re.IGNORECASE)
    assert [said for _text, said in paired("de") if informal.search(said)] == []


def test_norwegian_quotes_and_figures_are_set_as_norwegians_set_them() -> None:
    for _text, said in paired("nb"):
        assert said.count("«") == said.count("»"), said
        assert not set(said) & set("„“”\"'’"), said
        assert not re.search(r"\d%|\d[ht]\b|\dmin\b", said), said


def test_norwegian_readers_are_no_strangers() -> None:
    # "De" at the beginning of a sentence are they; within one it would be a formal you.
    formal = re.compile(r"(?<=[^.:!?\s] )(De|Dem|Deres)\b")
    assert [said for _text, said in paired("nb") if formal.search(said)] == []


def test_an_error_is_said_in_the_language_spoken_when_it_is_shown() -> None:
    with speaking("en"), pytest.raises(CellRefused) as refused:
        duration("a while")
    with speaking("de"):
        assert str(refused.value) == (
            "„a while“ lässt sich hier nicht lesen. Schreiben Sie eine Zeit wie 25 min, 1:30 oder 1,5 h."
        )
    with speaking("en"):
        assert str(refused.value) == (
            "“a while” cannot be read here. Write a time such as 25 min, 1:30 or 1.5 h."
        )


def test_a_problem_keeps_its_place_and_changes_its_language() -> None:
    problem = Problem(
        "Schritte.xlsx", "Events", "C7", Text("The cell is empty. Write {wanted}.", {"wanted": 5})
    )
    assert str(problem) == "Schritte.xlsx, Events, C7: The cell is empty. Write 5."
    with speaking("de"):
        assert str(problem) == "Schritte.xlsx, Events, C7: Die Zelle ist leer. Schreiben Sie 5."


def test_a_language_is_spoken_only_as_long_as_it_was_asked_for() -> None:
    with speaking("de"):
        with speaking("en"):
            assert gettext("Channel") == "Channel"
        assert gettext("Channel") == "Kanal"
    assert current() == "en"


def test_a_language_that_nobody_translated_is_english() -> None:
    with speaking("tlh"):
        assert gettext("Channel") == "Channel"
    with speaking("de"):
        speak("tlh")
        assert current() == "en"


def test_what_no_catalogue_has_is_said_as_it_is() -> None:
    with speaking("de"):
        assert gettext("Räksmörgås") == "Räksmörgås"
        assert gettext("") == ""
