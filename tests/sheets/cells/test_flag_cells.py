import pytest

from core.errors import CellRefused
from core.sheets.cells.flags import flag


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "yes",
            "Yes",
            " YES ",
            "y",
            "ja",
            "Ja",
            "j",
            "true",
            "TRUE",
            "wahr",
            "WAHR",
            "sann",
            "x",
            "X",
            "1",
            "✓",
            "✔",
        ),
        *("Billable", "abrechenbar", "fakturerbar", True, 1, 1.0),
    ],
    ids=repr,
)
def test_a_cell_that_says_yes(cell):
    assert flag(cell) is True


@pytest.mark.parametrize(
    "cell",
    [
        *("no", "No", "n", "nein", "Nein", "nei", "false", "FALSCH", "usann", "0", "✗", "✘", "", "  ", None),
        *(
            "non-billable",
            "Non‑billable",
            "not billable",
            "nicht abrechenbar",
            "ikke fakturerbar",
            False,
            0,
            0.0,
        ),
        float("nan"),
    ],
    ids=repr,
)
def test_a_cell_that_says_no_or_is_not_ticked(cell):
    assert flag(cell) is False


@pytest.mark.parametrize(
    "cell", ["maybe", "-", "n/a", "xx", 2, 0.5, "2", "×", "#REF!", "31.12.2026"], ids=repr
)
def test_a_cell_that_says_neither_is_refused(cell):
    with pytest.raises(CellRefused, match="yes or no"):
        flag(cell)
