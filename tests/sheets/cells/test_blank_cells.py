import pytest

from core.sheets.cells import is_blank, is_error

NOTHING = [
    *(None, "", "   ", "\u00a0", "\u200b", "\t\n", float("nan")),
    *("-", "–", "—", "--", "- -", "...", "…", "?", "??", "./.", "/", "_"),
    *("n/a", "N/A", "na", "n.a.", "NaN", "null", "None", "tbd", "TBD", "t.b.d.", "unknown", "not available"),
    *("k. A.", "k.A.", "K.A.", "keine Angabe", "Keine Angaben", "n. v.", "unbekannt", "entfällt", "(leer)"),
    *("ikke oppgitt", "Ikke aktuelt", "ukjent", "i/a", "mangler"),
    *("Select", "- Select -", "<select>", "Please select…", "Bitte wählen", "Velg", "[blank]"),
]
SOMETHING = [
    0,
    0.0,
    False,
    "0",
    "0 min",
    "-5",
    "–5",
    "x",
    "no",
    "ja",
    "Anna",
    "n",
    "Phone call",
    "#N/A",
    "1-2",
    "a" * 300,
]


@pytest.mark.parametrize("cell", NOTHING, ids=repr)
def test_a_cell_that_says_nothing_is_blank(cell):
    assert is_blank(cell)
    assert not is_error(cell)


@pytest.mark.parametrize("cell", SOMETHING, ids=lambda cell: repr(cell)[:20])
def test_a_cell_that_says_something_is_not_blank(cell):
    assert not is_blank(cell)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "#DIV/0!",
            "#REF!",
            "#N/A",
            "#NAME?",
            "#VALUE!",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#GETTING_DATA",
            " #n/a ",
        ),
        *("#WERT!", "#BEZUG!", "#NV", "#ZAHL!", "#ÜBERLAUF!", "#VERDI!", "#NAVN?", "#I/T", "#OVERFLYT!"),
        *("Err:502", "Fehler:502", "Feil:504", "#####"),
    ],
)
def test_the_error_of_a_formula_is_known_in_three_languages(cell):
    assert is_error(cell)
    assert not is_blank(cell)


@pytest.mark.parametrize("cell", ["#1", "# 3", "#events", "Error", "!", 5, None, "N/A"])
def test_what_only_looks_like_an_error_is_none(cell):
    assert not is_error(cell)
