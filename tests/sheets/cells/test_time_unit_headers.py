import pytest

from core.errors import CellRefused
from core.sheets.cells import UNITS, duration, header_unit


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Dauer (h)", "h"), ("Zeit [min]", "min"), ("Zeit {Std.}", "h"), ("Minuten", "min"), ("Stunden", "h"),
        ("hours", "h"), ("Hours per run", "h"), ("Minutes per run", "min"), ("Tid i timer", "h"),
        ("Timer", "h"),
        ("Tid (minutter)", "min"), ("Tid (t)", "h"), ("Dauer in Std.", "h"), ("Time in min", "min"),
        ("Dauer in Sekunden", "s"), ("sek", "s"), ("Duration_min", "min"), ("durationMinutes", "min"),
        ("min/Lead", "min"), ("Minuten pro Kontakt", "min"), ("Zeit pro Durchlauf (Minuten)", "min"),
        ("Zeit (min pro Kontakt)", "min"), ("Zeit / min", "min"), ("Stunden pro Monat", "h"),
        ("Arbeitsstunden", "h"),
        ("Min", "min"), ("Dauer h", "h"), ("DAUER (H)", "h"), ("Zeit\n(Min.)", "min"),
        ("Wartezeit (Tage)", "d"), ("Ventetid (dager)", "d"), ("Waiting days", "d"), ("Waiting (weeks)", "w"),
        ("Wartezeit in Wochen", "w"),
    ],
)  # fmt: skip
def test_a_header_names_the_unit_of_its_column(header, unit):
    assert header_unit(header) == unit
    assert unit in UNITS


@pytest.mark.parametrize(
    "header",
    [
        "", "Dauer", "Time", "Waiting time", "Tid", "Time per day", "Zeit / Tag", "Aufwand/Woche",
        "Min. Dauer", "Zeit (hh:mm)", "Zeit (min oder h)", "Stunden oder Tage", "Zeit (T)", "Montage",
        "Time of call(s)", "Time (m)",
        "Tid i dag", "Second call",
        "Schritt", "Stundensatz", "Phase D", "Anzahl (Stück)", "x" * 5000,
    ],
)  # fmt: skip
def test_a_header_that_names_no_unit_or_two_names_none(header):
    assert header_unit(header) is None


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("Wartezeit (Monate)", "differ in length"),
        ("Waiting (months)", "differ in length"),
        ("Arbeitstage", "working days"),
        ("Waiting in working days", "working days"),
        ("Dauer (Personentage)", "working days"),
    ],
)
def test_bare_numbers_under_units_without_a_fixed_length_are_refused_and_not_taken_for_minutes(
    header, sentence
):
    with pytest.raises(CellRefused, match=sentence):
        duration(3, unit=header_unit(header), calendar=True)
    with pytest.raises(CellRefused, match="working day has no fixed length"):
        duration(3, unit=header_unit(header))
