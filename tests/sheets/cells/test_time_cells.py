import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import CellRefused
from core.sheets.cells import Reading, duration

PLAIN_MINUTES = [
    25,
    25.0,
    "25",
    " 25 ",
    "25 min",
    "25min",
    "25 MIN",
    "25 Min.",
    "25 Minuten",
    "25 minutter",
    "25 minutes",
    "25'",
    "25′",
    "25 m",
]
CONVERTED = [
    ("1:30", 90), ("01:30", 90), ("0:25:00", 25), ("24:19:36", 1459.6), ("1:30 h", 90), ("1:30 Std.", 90),
    ("1,5 Std", 90), ("1.5 h", 90), ("1,5h", 90), ("1.15 h", 69), ("2 Stunden", 120), ("2 hours", 120),
    ("1 hr", 60),
    ("1 time", 60), ("2 timer", 120), ("1 t", 60), ("2 tim", 120),
    ("5 3/4 h", 345), ("5¾ h", 345), ("5 ¾ h", 345), ("½ h", 30), ("1/2 h", 30), ("1⁄2 h", 30),
    ("3/4 Std", 45),
    ("1½ Std", 90), ("1 1/2 hours", 90), ("2½ min", 2.5), ("1/4 t", 15),
    ("1 t 30 min", 90), ("1h30", 90), ("1 h 30", 90), ("1h05", 65), ("2h 5min", 125), ("1 Std. 30 Min.", 90),
    ("1 Stunde und 30 Minuten", 90), ("1 hour, 30 minutes", 90), ("1 time og 15 minutter", 75),
    ("1h 30m", 90),
    ("1 h 2 min 30 s", 62.5), ("1 min 30 s", 1.5),
    ("90 Sek", 1.5), ("45s", 0.75), ("45 sekunder", 0.75), ("90 seconds", 1.5),
    ("ca. 25 min", 25), ("ca 25", 25), ("ca.25min", 25), ("~25", 25), ("≈ 25 min", 25), ("etwa 25", 25),
    ("about 25", 25), ("approx. 25 min", 25), ("rund 2 Std", 120), ("omtrent 25 min", 25),
    ("ungefähr 1:30", 90),
    ("PT36H30M00S", 2190), ("PT0H25M00.5S", 25 + 0.5 / 60), ("0 days 00:25:00", 25),
    ("1 day, 0:19:36", 1459.6),
]  # fmt: skip
EXCEL = [
    (dt.time(1, 30), 90), (dt.time(0, 25), 25), (dt.time(0, 0, 45), 0.75), (dt.time(0, 24, 59, 999_999), 25),
    (dt.timedelta(minutes=25), 25), (dt.timedelta(days=1, minutes=19, seconds=36), 1459.6),
    (dt.timedelta(0), 0),
    (dt.datetime(1900, 1, 1, 0, 19, 36), 1459.6), (dt.datetime(1900, 1, 9, 12), 9.5 * 1440),
    (dt.datetime(1899, 12, 31, 0, 19, 36), 1459.6), (dt.datetime(1899, 12, 30, 1, 30), 90),
    (dt.datetime(1904, 1, 2, 12), 36 * 60),
]  # fmt: skip


@pytest.mark.parametrize("cell", PLAIN_MINUTES, ids=repr)
def test_minutes_are_read_as_they_stand(cell):
    assert duration(cell) == Reading(25.0, converted=False)


@pytest.mark.parametrize(("cell", "minutes"), CONVERTED)
def test_a_time_in_another_form_becomes_minutes_and_says_so(cell, minutes):
    reading = duration(cell)
    assert reading.value == pytest.approx(minutes, abs=1e-6)
    assert reading.converted
    assert reading.low is None


@pytest.mark.parametrize(("cell", "minutes"), EXCEL, ids=repr)
def test_the_spreadsheets_own_times_become_minutes(cell, minutes):
    assert duration(cell) == Reading(minutes, converted=True)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("5+5+8+7", (5, 5, 8, 7)), ("=5+5+8+7", (5, 5, 8, 7)), ("=+5+5", (5, 5)),
        ("5 + 5 + 8 + 7 min", (5, 5, 8, 7)),
        ("5 min + 1 h", (5, 60)), ("1+2 h", (60, 120)), ("5+5+8+7 h", (300, 300, 480, 420)),
        ("2,5+2.5", (2.5, 2.5)),
        ("0:05+1:10", (5, 70)), ("1 h 30 min + 15 min", (90, 15)), ("ca. 5+10", (5, 10)), ("½+½ h", (30, 30)),
    ],
)  # fmt: skip
def test_the_parts_of_a_sum_are_kept(cell, parts):
    reading = duration(cell)
    assert reading.parts == parts
    assert reading.value == sum(parts)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("20-40", 20, 40), ("20–40", 20, 40), ("20 — 40", 20, 40), ("20 - 40 min", 20, 40),
        ("20 min - 40 min", 20, 40),
        ("20 bis 40", 20, 40), ("20 to 40", 20, 40), ("20 til 40 min", 20, 40), ("von 20 bis 40 min", 20, 40),
        ("from 20 to 40", 20, 40), ("zwischen 20 und 40 Minuten", 20, 40), ("between 20 and 40", 20, 40),
        ("mellom 20 og 40 min", 20, 40), ("1-2 h", 60, 120), ("1,5-2 Std", 90, 120), ("30 min - 1 h", 30, 60),
        ("1 h 30 - 2 h", 90, 120), ("ca. 20-40", 20, 40), ("0-5", 0, 5), ("½-1 h", 30, 60),
    ],
)  # fmt: skip
def test_a_range_keeps_both_ends_and_counts_as_its_middle(cell, low, high):
    assert duration(cell) == Reading((low + high) / 2, low=low, high=high, converted=True)


def test_a_range_from_one_number_to_the_same_is_that_number():
    assert duration("20-20") == Reading(20.0, converted=True)


@pytest.mark.parametrize(
    ("cell", "unit", "minutes"),
    [
        (1.5, "h", 90), ("1,5", "h", 90), ("5 3/4", "h", 345), ("1/2", "h", 30), ("1:30", "h", 90),
        ("25 min", "h", 25),
        ("1-2", "h", 90), ("1+2", "h", 180), (90, "s", 1.5), ("90", "s", 1.5), ("5 3/4", "min", 5.75),
        (0, None, 0), ("25 min", None, 25), ("1:30", None, 90),
    ],
)  # fmt: skip
def test_a_bare_number_has_the_unit_of_its_column(cell, unit, minutes):
    assert duration(cell, unit=unit).value == minutes


@pytest.mark.parametrize("cell", [25, "25", "20-40", "5+5", "~25"])
def test_a_bare_number_without_any_unit_is_asked_about(cell):
    with pytest.raises(CellRefused, match="minutes or hours"):
        duration(cell, unit=None)


@pytest.mark.parametrize(
    ("cell", "unit", "minutes"),
    [
        ("2 Tage", "min", 2880), ("1 day", "min", 1440), ("3 weeks", "min", 30240), ("2 dager", "min", 2880),
        ("1 uke", "min", 10080), ("1 Tag 2 h", "min", 1560), ("2 Wochen", "min", 20160),
        ("½ Tag", "min", 720),
        ("1-2 Tage", "min", 2160), (2, "d", 2880), ("2", "w", 20160), ("1:30", "d", 90), ("90 min", "d", 90),
    ],
)  # fmt: skip
def test_waiting_times_may_count_calendar_days(cell, unit, minutes):
    assert duration(cell, unit=unit, calendar=True).value == minutes


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("2 Werktage", "working days"), ("5 working days", "working days"), ("2 Monate", "differ in length"),
        ("2 T", "two ways"), ("3 m", "two ways"), ("2-3 T", "two ways"),
    ],
)  # fmt: skip
def test_waiting_times_of_no_clear_length_are_refused(cell, sentence):
    with pytest.raises(CellRefused, match=sentence):
        duration(cell, calendar=True)


REFUSED = [
    (-5, "-5 is below 0"), ("-5 min", "-5 min is below 0"), ("−5", "below 0"), (-0.5, "below 0"),
    (dt.timedelta(minutes=-5), "-0:05:00 is below 0"),
    ("1:75", "more than 59"), ("0:25:61", "more than 59"), ("1 h 75 min", "more than 59"),
    ("1:5", "two digits"),
    ("40-20", "larger to the smaller"), ("2 h - 30 min", "larger to the smaller"),
    ("45-1h", "which unit"), ("30 + 1 h", "which unit"), ("1 h - 2", "which unit"),
    ("5 min + 3 + 1 h", "which unit"),
    ("10+0:05", "which unit"), ("1:00-1:30", "one o'clock to another"),
    ("9:00 - 10:30", "one o'clock to another"),
    (dt.datetime(2026, 10, 3), "2026-10-03 is a date"), (dt.date(2026, 3, 10), "such as 5 to 10 min"),
    ("03.10.2026", "is a date"), ("3. Okt", "is a date"), ("05-Okt", "is a date"), ("10 Mai", "is a date"),
    (dt.date(1900, 1, 25), "either the number 25"), (dt.date(1900, 1, 1), "1 times 24 hours"),
    (dt.datetime(1900, 1, 25, 12), "either the number 25"), (dt.date(1904, 1, 3), "either the number 2"),
    ("2 Tage", "no fixed length"), ("1 Tag 2 h", "no fixed length"), ("2 PT", "no fixed length"),
    ("3 weeks", "no fixed length"), ("1 month", "no fixed length"),
    ("1 T", "two ways"), ("2T", "two ways"), ("1 T 30 min", "two ways"), ("1-2 T.", "two ways"),
    ("phone call", "“phone call” cannot be read"), ("a while", "cannot be read"),
    ("14 Uhr", "cannot be read"),
    ("25 min pro Kontakt", "cannot be read"), ("25 kg", "cannot be read"), ("1e5", "cannot be read"),
    ("٢٥", "cannot be read"),
    ("20/40 min", "cannot be read"), ("3/10", "cannot be read"), ("4/3 h", "cannot be read"),
    ("5 7/4 h", "cannot be read"),
    ("20-40-60", "cannot be read"), ("5++5", "cannot be read"), ("1 Std 5", "cannot be read"),
    ("1 min 1 h", "cannot be read"),
    ("1,5 h 30 min", "cannot be read"), ("5, min", "cannot be read"), ("1 h und", "cannot be read"),
    ("1 30", "do not make one number"), ("12.34,5 h", "do not make one number"), ("1.234 min", "can be 1234"),
    ("2 x 20 min", "multiplies"), ("2*20", "multiplies"), ("1:30 min", "minutes and seconds"),
    ("> 30 min", "only one end"), ("max. 30", "only one end"), ("30+", "only one end"),
    ("bis zu 30 min", "only one end"),
    ("up to 30", "only one end"), ("mindestens 20", "only one end"), ("from 20", "only one end"),
    ("minst 20", "only one end"),
    ("=B2*3", "formula without its result"), ("#DIV/0!", "Excel error #DIV/0!"),
    ("#WERT!", "Excel error #WERT!"),
    (True, "yes or no"), (None, "empty"), ("k. A.", "nothing is known"), (float("nan"), "empty"),
    (float("inf"), "too large"), (10**400, "too large"), ("9" * 40, "too large"),
    ("x" * 300, "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "sentence"), REFUSED, ids=lambda value: repr(value)[:30])
def test_what_is_no_clear_time_is_refused_with_the_fitting_sentence(cell, sentence):
    with pytest.raises(CellRefused) as refused:
        duration(cell)
    assert sentence in str(refused.value)


def test_minutes_and_seconds_are_not_mistaken_for_hours_in_a_column_of_seconds():
    with pytest.raises(CellRefused, match="minutes and seconds"):
        duration("1:30", unit="s")


def test_the_decimal_sign_of_the_column_settles_a_time():
    assert duration("1.234 min", decimal=",").value == 1234
    assert duration("1.234 h", decimal=".").value == 74.04


STYLES = [
    lambda m: m,
    lambda m: f"{m} min",
    lambda m: f"{m} Minuten",
    lambda m: f"{m // 60}:{m % 60:02}",
    lambda m: f"{m // 60:02}:{m % 60:02}:00",
    lambda m: f"{m // 60} h {m % 60} min",
    lambda m: f"{m // 60}h{m % 60:02}",
    lambda m: f"{m // 60} Std. {m % 60} Min.",
    lambda m: f"{m // 60} t {m % 60:02}",
    lambda m: f"{m // 60} timer og {m % 60} minutter",
    lambda m: f"{m * 60} s",
    lambda m: f"ca. {m} min",
    lambda m: f"{m}+0",
    lambda m: f"={m // 2}+{m - m // 2} min",
    lambda m: f"{m}-{m}",
    lambda m: f"PT{m // 60}H{m % 60}M00S",
    lambda m: dt.timedelta(minutes=m),
    lambda m: str(dt.timedelta(minutes=m)),
    lambda m: f"{m // 60} {m % 60}/60 h" if m % 60 and m >= 60 else f"{m} min",
    lambda m: f"{m / 60:.6f} h",
    lambda m: f"{m / 60:.6f} Std".replace(".", ","),
]


@settings(deadline=None)
@given(st.integers(0, 100_000), st.sampled_from(range(len(STYLES))))
def test_any_number_of_minutes_is_the_same_in_every_way_to_write_it(minutes, style):
    assert duration(STYLES[style](minutes)).value == pytest.approx(minutes, abs=1e-3)


@settings(deadline=None)
@given(st.times())
@example(dt.time(23, 59, 59, 999_999))
def test_any_time_of_day_is_read_to_the_millisecond(time):
    seconds = (time.hour * 60 + time.minute) * 60 + time.second + time.microsecond / 1e6
    assert duration(time).value == pytest.approx(seconds / 60, abs=1e-5)


@settings(deadline=None)
@given(
    st.floats(0, 1e6),
    st.floats(0, 1e6),
    st.sampled_from(["{}-{}", "{} bis {} min", "{} – {}", "from {} to {}"]),
)
def test_the_middle_of_any_range_lies_between_its_ends(first, second, template):
    low, high = sorted((round(first, 2), round(second, 2)))
    reading = duration(template.format(f"{low:.2f}", f"{high:.2f}"))
    assert low <= reading.value <= high
    assert (reading.low, reading.high) == ((None, None) if low == high else (low, high))


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=2, max_size=12))
def test_any_sum_is_the_sum_of_its_parts(parts):
    reading = duration("+".join(map(str, parts)))
    assert reading.parts == tuple(parts)
    assert reading.value == sum(parts)
