"""Events in files that are read where they lie: the same answer as an upload, or a sentence why not."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from event_logs import NOW, question

from core.errors import FileRefused
from core.sheets.cells.blanks import is_blank
from core.sheets.intake import take_in
from core.store import Workspace, matchings, named_files, uploads
from core.store.event_funnel import cases_of, late_only, lost_of, names_of, reach_of, stuck_of, times_of
from core.store.event_log import EventLog, kept_events
from core.store.long_file_letters import LONGEST_LINE
from core.store.long_file_rows import NOTHING, Version, reading
from core.store.long_files import LongFile, log_of, long_file
from core.store.reading_only import reading_only

HEADINGS = "case;stage;time;channel;lost reason"
ROWS = [
    "c1;Ask;2026-03-01;Ads;",
    "c1;Call;2026-03-02;Ads;",
    "c2;Ask;2026-03-14;Fair;",
    "c2;Won;2026-03-20;Fair;",
    "c3;Ask;2026-03-15;;",
    "c3;lost;2026-03-16;;too dear",
]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines, or bytes as they are, into a file."""

    def written(lines: Iterable[str] | bytes, name: str = "events.csv", *, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(lines if isinstance(lines, bytes) else ("\n".join(lines) + "\n").encode(encoding))
        return path

    return written


def events_of(file: LongFile) -> list[tuple[object, ...]]:
    """Case, stage, time, channel and reason of each event, sorted by case and time."""
    log = file.log()
    with log.cursor() as cursor:
        text = f"select case_id, stage, time, channel, lost_reason from ({log.events}) order by 1, 3, 2"
        return cursor.execute(text, log.parameters).fetchall()


def times_of_file(file: LongFile) -> list[dt.datetime | None]:
    return [row[2] for row in events_of(file)]  # type: ignore[misc]


@pytest.fixture
def uploaded() -> Iterator[Callable[[Path], EventLog]]:
    """The events of a file as an upload of it keeps them."""
    with Workspace.open() as workspace:

        def kept(path: Path) -> EventLog:
            data = path.read_bytes()
            tables = take_in(path.name, data).tables
            upload, _known = uploads.receive(workspace, path.name, data)
            uploads.keep(
                workspace,
                upload.id,
                [uploads.KeptTable(table.kind, table.sheet, table.rows) for table in tables],
            )
            return kept_events(workspace)

        yield kept


def assert_same_answers(one: EventLog, other: EventLog) -> None:
    """Everything that the funnel asks of events is answered alike."""
    pd.testing.assert_frame_equal(names_of(one, NOW), names_of(other, NOW))
    asked = question(one)
    assert asked == question(other)
    first, second = cases_of(one, asked), cases_of(other, asked)
    assert sorted(first.to_pylist(), key=str) == sorted(second.to_pylist(), key=str)
    pd.testing.assert_frame_equal(reach_of(first, asked, "month"), reach_of(second, asked, "month"))
    pd.testing.assert_frame_equal(times_of(first, asked), times_of(second, asked))
    lost = [lost_of(log, cases, asked) for log, cases in ((one, first), (other, second))]
    pd.testing.assert_frame_equal(*(each.sort_values(list(each), ignore_index=True) for each in lost))
    pd.testing.assert_frame_equal(stuck_of(one, asked), stuck_of(other, asked))
    assert late_only(one, asked) == late_only(other, asked)


# What is understood


def test_a_file_is_read_where_it_lies(write: Write) -> None:
    assert events_of(long_file(write([HEADINGS, *ROWS])))[-2:] == [
        ("c3", "Ask", dt.datetime(2026, 3, 15), "", None),
        ("c3", "lost", dt.datetime(2026, 3, 16), "", "too dear"),
    ]


def test_it_says_which_column_is_what_and_how_a_time_is_read(write: Write) -> None:
    lines = [
        "Deal-ID;Phase;Datum;Quelle;Wert",
        *(f"{n};Anfrage;{n}.04.2026 14:30;Messe;5" for n in range(1, 30)),
    ]
    file = long_file(write(lines))
    assert file.columns == (
        ("case", "Deal-ID"),
        ("stage", "Phase"),
        ("time", "Datum"),
        ("channel", "Quelle"),
    )
    assert file.example == ("1.04.2026 14:30", dt.datetime(2026, 4, 1, 14, 30))
    assert [str(note) for note in file.notes] == ["These columns are not used: “Wert”"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_stands_between_cells_and_lines(write: Write, delimiter: str, end: str) -> None:
    text = end.join([HEADINGS, *ROWS, ""]).replace(";", delimiter)
    assert events_of(long_file(write(text.encode()))) == events_of(
        long_file(write([HEADINGS, *ROWS], "b.csv"))
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_umlauts_come_through(write: Write, encoding: str) -> None:
    lines = [HEADINGS, *(f"c{n};Übergabe;2026-03-{n:02};Straßenfest;zu spät" for n in range(1, 29))]
    first = events_of(long_file(write(lines, encoding=encoding)))[0]
    assert first == ("c1", "Übergabe", dt.datetime(2026, 3, 1), "Straßenfest", "zu spät")


def test_titles_and_blank_lines_above_the_headings_are_passed_over(write: Write) -> None:
    lines = ["Export of all deals", "", '"made on', 'a Monday"', HEADINGS, *ROWS]
    assert len(events_of(long_file(write(lines)))) == 6


def test_a_first_line_that_says_the_delimiter_is_no_row(write: Write) -> None:
    assert len(events_of(long_file(write(["sep=;", HEADINGS, *ROWS])))) == 6


def test_a_line_break_between_quotes_begins_no_row(write: Write) -> None:
    lines = [HEADINGS, *(f'c{n};"Ask";2026-03-{1 + n % 28:02};"Ads;\nand ""more""";' for n in range(9_000))]
    events = events_of(long_file(write(lines)))
    assert len(events) == 9_000
    assert {channel for _, _, _, channel, _ in events} == {'Ads; and "more"'}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{y}-{m:02}-{d:02}", dt.time()),
        ("{y}-{m:02}-{d:02} 14:30", dt.time(14, 30)),
        ("{y}-{m:02}-{d:02}T14:30:05", dt.time(14, 30, 5)),
        ("{y}-{m:02}-{d:02} 14:30:05.250", dt.time(14, 30, 5, 250_000)),
        ("{d:02}.{m:02}.{y}", dt.time()),
        ("{d}.{m}.{y} 14:30", dt.time(14, 30)),
        ("{d:02}.{m:02}.26 14:30:05", dt.time(14, 30, 5)),
        ("{d}.{m}.{y}, 14:30 Uhr", dt.time(14, 30)),
        ("{d:02}/{m:02}/{y} 14:30", dt.time(14, 30)),
        ("{m:02}/{d:02}/{y} 2:30 PM", dt.time(14, 30)),
        ("{m}/{d}/26, 2:30:05 PM", dt.time(14, 30, 5)),
        ("{y}-{m:02}-{d:02}T14:30:05Z", dt.time(14, 30, 5)),
        ("{y}-{m:02}-{d:02}T14:30:05.123456+02:00", dt.time(14, 30, 5, 123_456)),
        ("{y}-{m:02}-{d:02} 14:30:05 UTC", dt.time(14, 30, 5)),
    ],
)
def test_times_are_read_as_an_upload_reads_them(
    write: Write, uploaded: Callable[[Path], EventLog], written: str, read: dt.time
) -> None:
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(0, 360, 5)]
    lines = [f"c{n};Ask;{written.format(y=day.year, m=day.month, d=day.day)};;" for n, day in enumerate(days)]
    path = write([HEADINGS, *lines])
    file = long_file(path)
    assert sorted(times_of_file(file)) == [dt.datetime.combine(day, read) for day in days]  # type: ignore[type-var]
    pd.testing.assert_frame_equal(names_of(file.log(), NOW), names_of(uploaded(path), NOW))


def test_a_date_alone_among_times_is_read_too(write: Write) -> None:
    lines = [f"c{n};Ask;{n}.3.2026{' 08:05' if n % 2 else ''};;" for n in range(1, 29)]
    assert sorted(times_of_file(long_file(write([HEADINGS, *lines]))))[:2] == [  # type: ignore[type-var]
        dt.datetime(2026, 3, 1, 8, 5),
        dt.datetime(2026, 3, 2),
    ]


def test_numbers_that_count_from_1970_are_times(write: Write) -> None:
    lines = ["user_id;event_name;timestamp", *(f"u{n};visit;{1767261600 + n}" for n in range(50))]
    file = long_file(write(lines))
    assert times_of_file(file)[0] == dt.datetime(2026, 1, 1, 10)
    assert "count the time since 1970" in str(file.notes[0])


def test_times_of_several_distances_from_utc_are_all_in_utc(
    write: Write, uploaded: Callable[[Path], EventLog]
) -> None:
    # Summer time begins far behind the first lines.
    winter = [f"c{n};Ask;2026-03-01T12:00:00+01:00;Ads;" for n in range(9_000)]
    summer = [f"s{n};Ask;2026-04-01T12:00:00+02:00;Ads;" for n in range(10)]
    path = write([HEADINGS, *winter, *summer])
    file = long_file(path)
    assert set(times_of_file(file)) == {dt.datetime(2026, 3, 1, 11), dt.datetime(2026, 4, 1, 10)}
    assert "differ in their distance from UTC" in str(file.notes[0])
    pd.testing.assert_frame_equal(names_of(file.log(), NOW), names_of(uploaded(path), NOW))


def test_a_time_that_does_not_say_its_distance_as_the_others_do_is_not_read(write: Write) -> None:
    said = [f"c{n};Ask;2026-03-01T12:00:00+01:00;Ads;" for n in range(9_000)]
    file = long_file(write([HEADINGS, *said, "x;Ask;2026-03-02T12:00:00;Ads;", "y;Ask;2026-03-03;Ads;"]))
    assert times_of_file(file)[-2:] == [None, dt.datetime(2026, 3, 3)]


def test_which_number_is_the_month_may_show_only_far_behind(write: Write) -> None:
    first = [f"c{n};Ask;0{1 + n % 9}/0{1 + n % 2}/2026;Ads;" for n in range(9_000)]
    us, eu = (
        write([HEADINGS, *first, "x;Ask;03/14/2026;;"]),
        write([HEADINGS, *first, "x;Ask;14/03/2026;;"], "b.csv"),
    )
    assert long_file(us).example[1] == dt.datetime(2026, 1, 1)
    assert times_of_file(long_file(us))[-1] == times_of_file(long_file(eu))[-1] == dt.datetime(2026, 3, 14)
    assert dt.datetime(2026, 4, 2) in times_of_file(long_file(us))
    assert dt.datetime(2026, 4, 2) not in times_of_file(
        long_file(eu)
    )  # there it is 04/02, the 4th of February


def test_an_afternoon_is_never_read_as_a_morning(write: Write) -> None:
    # DuckDB's own cast takes the PM for a time zone.
    morning = [f"c{n};Ask;2026-03-01 08:05:00;Ads;" for n in range(9_000)]
    file = long_file(write([HEADINGS, *morning, "x;Ask;2026-03-02 8:05:00 PM;Ads;"]))
    assert times_of_file(file)[-1] == dt.datetime(2026, 3, 2, 20, 5)


def test_what_says_nothing_is_nothing(write: Write) -> None:
    lines = [
        *(f"c{n};Ask;2026-03-01;Ads;-" for n in range(100)),
        "-;Ask;2026-03-01;Ads;",
        "d;n/a;2026-03-01;Ads;",
        " e ; Ask ;2026-03-01; k. A. ;N/A",
        ";;;;",
    ]
    events = events_of(long_file(write([HEADINGS, *lines])))
    assert len(events) == 101
    assert events[-1] == ("e", "Ask", dt.datetime(2026, 3, 1), "", None)
    assert {reason for *_, reason in events} == {None}


def test_every_word_for_nothing_is_one_for_an_upload() -> None:
    assert [word for word in NOTHING if not is_blank(word)] == []


def test_an_unusual_word_for_nothing_is_learned_from_the_first_lines(write: Write) -> None:
    lines = [f"c{n};Ask;2026-03-01;- select -;<leer>" for n in range(9_000)]
    assert set(events_of(long_file(write([HEADINGS, *lines])))[0][3:]) == {"", None}


def test_a_short_row_lacks_its_last_cells(write: Write) -> None:
    assert len(events_of(long_file(write([HEADINGS, *ROWS, "c4;Ask;2026-03-17"])))) == 7


def test_what_was_said_of_the_same_headings_holds(write: Write) -> None:
    lines = ["aa;bb;cc;dd", *(f"c{n};Ask;2026-03-{n:02};5" for n in range(1, 29))]
    with Workspace.open() as workspace:
        said = {"columns": {"0": "case", "1": "stage", "2": "time", "3": ""}, "kind": "stage_events"}
        matchings.remember(workspace, ["aa", "bb", "cc", "dd"], said)
        file = long_file(write(lines), lambda header: matchings.recall(workspace, header))
    assert [name for name, _ in file.columns] == ["case", "stage", "time"]
    assert len(events_of(file)) == 28


# The same answer as the upload


def generated(rows: int, *, quotes: bool) -> list[str]:
    """A log of many cases, with loops, gaps, ties and reasons."""
    chosen, first = random.Random(7), dt.datetime(2025, 1, 1)
    names = ["Ask", "Call", "Offer", "Won", "lost", "Newsletter"]
    lines = {HEADINGS: None}
    while len(lines) <= rows:
        at = first + dt.timedelta(seconds=chosen.randrange(400 * 86_400))
        written = f"{at:%d.%m.%Y %H:%M}" if chosen.random() < 0.7 else f"{at:%d.%m.%Y}"
        stage = chosen.choice(names)
        channel = chosen.choice(["Ads", "Fair", "", "Straßenfest"])
        reason = chosen.choice(["zu teuer", "-", ""]) if stage == "lost" else ""
        if quotes and len(lines) % 3 == 0:
            channel = f'"{channel};\n""2"""'
        lines[f"fall-{chosen.randrange(rows // 4)};{stage};{written};{channel};{reason}"] = None
    return list(lines)


@pytest.mark.parametrize("quotes", [False, True])
def test_200_000_rows_give_the_answers_of_their_upload(
    write: Write, uploaded: Callable[[Path], EventLog], quotes: bool
) -> None:
    path = write(generated(200_000, quotes=quotes))
    file = long_file(path)
    assert file.unreadable().rows == 200_000
    assert_same_answers(file.log(), uploaded(path))


def test_a_row_that_stands_twice_changes_no_figure_but_the_number_of_events(
    write: Write, uploaded: Callable[[Path], EventLog]
) -> None:
    path = write([HEADINGS, *ROWS, *ROWS])
    log, kept = long_file(path).log(), uploaded(path)
    assert (names_of(log, NOW)["events"].sum(), names_of(kept, NOW)["events"].sum()) == (12, 6)
    asked = question(kept)
    assert question(log) == asked
    assert cases_of(log, asked).sort_by("case_id") == cases_of(kept, asked).sort_by("case_id")


def test_several_files_are_one_log(write: Write) -> None:
    first = long_file(write([HEADINGS, *ROWS[:3]]))
    second = long_file(
        write([HEADINGS.replace(";", ","), *(row.replace(";", ",") for row in ROWS[3:])], "b.csv")
    )
    whole = long_file(write([HEADINGS, *ROWS], "c.csv"))
    assert_same_answers(log_of([first, second]), whole.log())


# What cannot be read is counted


def test_times_that_cannot_be_read_are_counted_with_an_example(write: Write) -> None:
    lines = [
        *(f"c{n};Ask;2026-03-01;Ads;" for n in range(9_000)),
        *("x;Ask;soon;;", "x;Ask;2026-02-30;;", "x;Ask;0026-03-01;;", "x;Ask;;;"),
        *(";Ask;2026-03-01;;", "y;;2026-03-01;;", ";;;;"),
    ]
    found = long_file(write([HEADINGS, *lines])).unreadable()
    assert (found.rows, found.times, found.without_time, found.without_case, found.without_stage) == (
        9_006,
        3,
        1,
        1,
        1,
    )
    assert found.example in ("soon", "2026-02-30", "0026-03-01")


def test_an_event_without_a_readable_time_is_known_to_have_none(write: Write) -> None:
    lines = [*(f"c{n};Ask;2026-03-01;Ads;" for n in range(9_000)), "x;Ask;soon;;", "x;Call;;;"]
    names = names_of(long_file(write([HEADINGS, *lines])).log(), NOW).set_index("stage")
    assert names["without_time"].to_dict() == {"Ask": 1, "Call": 1}


# What is refused, in one sentence


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        long_file(path)
    return str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.csv") == (
        f"There is no file {tmp_path}/gone.csv. If it was moved or renamed, name it anew or put it back."
    )


def test_a_folder_and_a_part_of_a_path_are_said(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder. Name the file in it."
    assert "only a part of a path" in refusal(Path("events.csv"))


def test_what_is_no_csv_file_is_said(write: Write) -> None:
    assert "is not named as a CSV file" in refusal(write([HEADINGS, *ROWS], "events.dat"))
    assert "seems to be" in refusal(write(b"%PDF-1.7\n" + b"x" * 900))
    assert "encoding that only an upload can read" in refusal(write(b"PK\x03\x04" + bytes(900)))
    assert "is empty" in refusal(write(b""))


def test_a_path_that_stands_for_several_files_is_said(write: Write) -> None:
    assert "stand for several files" in refusal(write([HEADINGS, *ROWS], "events[1].csv"))


@pytest.mark.parametrize("missing", ["case", "stage", "time"])
def test_a_column_that_is_missing_is_said(write: Write, missing: str) -> None:
    said = refusal(write([HEADINGS.replace(missing, "blah"), *ROWS * 10]))
    assert "events.csv" in said
    assert "Upload its first thousand rows" in said or "heading" in said


def test_another_kind_of_sheet_is_said(write: Write) -> None:
    rows = [f"R{n};Berg;31.12.2025;1.{n + 100},50 €" for n in range(20)]
    said = refusal(write(["Rechnungsnummer;Kunde;Rechnungsdatum;Betrag", *rows]))
    assert "was taken for “Invoices”, not for stage events" in said


def test_one_column_a_stage_is_said(write: Write) -> None:
    said = refusal(
        write(["customer;lead;won;channel", *(f"c{n};2026-01-02;2026-02-03;Ads" for n in range(30))])
    )
    assert "has a column of dates for each stage" in said


def test_a_time_of_day_apart_from_its_day_is_said(write: Write) -> None:
    said = refusal(write(["case;stage;date;time", *(f"c{n};Ask;2026-01-02;8:05" for n in range(30))]))
    assert "The column “time”" in said
    assert "only an upload does" in said


def test_dates_that_nothing_settles_are_said(write: Write) -> None:
    said = refusal(
        write([HEADINGS, *(f"c{n};Ask;0{1 + n % 9}/0{1 + n % 3}/2026;Ads;" for n in range(9_000))])
    )
    assert said.startswith("Dates such as “01/01/2026” under “time” can be read in two ways.")
    assert "Have the dates written as 2026-12-31" in said


def test_times_in_words_are_said(write: Write) -> None:
    said = refusal(write([HEADINGS, *(f"c{n};Ask;{1 + n % 28}. März 2026;Ads;" for n in range(99))]))
    assert "are written in a way that only an upload reads" in said


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "cp850"])
def test_an_encoding_that_is_not_read_is_said_with_how_to_save_it(write: Write, encoding: str) -> None:
    quote = "„“" if encoding == "cp1252" else "ü"
    lines = [HEADINGS, *(f"c{n};{quote}bergabe;2026-03-01;Büro;" for n in range(9_000))]
    assert "Save it as “CSV UTF-8”" in refusal(write(lines, encoding=encoding))


def test_another_encoding_far_behind_the_first_lines_is_noticed(write: Write) -> None:
    lines = [HEADINGS, *(f"c{n};Ask;2026-03-01;Ads;" for n in range(9_000)), "x;Übergabe;2026-03-02;;"]
    assert events_of(long_file(write(lines, encoding="latin-1")))[-1][1] == "Übergabe"
    assert "Save it as “CSV UTF-8”" in refusal(write([*lines, "y;„x“;2026-03-03;;"], encoding="cp1252"))


def test_a_line_without_end_is_refused_before_it_is_read_into_cells(write: Write) -> None:
    # DuckDB would leave it out without a word.
    lines = [HEADINGS, *ROWS * 100, "c9;" + ";" * (20 * LONGEST_LINE)]
    assert refusal(write(lines)).startswith("Line 602 of ")


def test_a_line_of_the_greatest_length_is_read(write: Write) -> None:
    lines = [HEADINGS, *ROWS * 9_000, "c9;Ask;2026-03-02;;".ljust(LONGEST_LINE, "x")]
    assert long_file(write(lines)).unreadable().rows == 54_001


def test_a_row_with_too_many_cells_is_named(write: Write) -> None:
    said = refusal(write([HEADINGS, *ROWS * 9_000, "c9;Ask;2026-03-02;Ads;;and;more"]))
    assert said.startswith("Line 54,002 of ")
    assert "has more than the 5 cells that the others have" in said


def test_a_row_with_too_few_cells_is_named_where_it_may_go_on_in_the_next_line(write: Write) -> None:
    said = refusal(write([HEADINGS, *ROWS * 9_000, 'c9;"Ask";2026-03-02']))
    assert said.startswith("Line 54,002 of ")
    assert "has only 3 of 5 cells" in said


def test_a_quote_that_is_never_closed_is_named(write: Write) -> None:
    said = refusal(write([HEADINGS, *ROWS * 9_000, 'c9;"Ask;2026-03-02;Ads;', *ROWS]))
    assert said.startswith("In line 54,002 of ")


# What is there may change


def test_a_file_that_is_changed_in_the_meantime_is_not_read_as_if_it_were_not(write: Write) -> None:
    path = write([HEADINGS, *ROWS])
    file = long_file(path)
    time.sleep(0.01)
    write([HEADINGS.replace("case;stage", "stage;case"), *ROWS])
    with pytest.raises(FileRefused, match="was changed or moved while it was read"):
        events_of(file)
    path.unlink()
    with pytest.raises(FileRefused, match="was changed or moved while it was read"):
        file.unreadable()


def test_the_key_of_a_log_changes_with_the_file(write: Write) -> None:
    path = write([HEADINGS, *ROWS])
    first = long_file(path).log()
    assert first == long_file(path).log()
    assert hash(first.key) == hash(long_file(path).log().key)
    time.sleep(0.01)
    write([HEADINGS, *ROWS, "c4;Ask;2026-03-17;;"])
    assert first != long_file(path).log()


def test_a_workspace_keeps_the_names_of_its_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    with Workspace.open(tmp_path / "mine.duckdb") as workspace:
        for path in (first, second, first):
            named_files.add(workspace, path)
    with Workspace.open(tmp_path / "mine.duckdb") as workspace:
        assert named_files.named(workspace) == (first, second)
        named_files.remove(workspace, first)
        assert named_files.named(workspace) == (second,)
        named_files.remove(workspace, first)  # removed in another window already
        assert named_files.named(workspace) == (second,)


# Nothing else can be reached


@pytest.fixture
def shut(tmp_path: Path) -> tuple[Path, Path]:
    """A file that may be read, and one in another folder that may not."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "others").mkdir()
    mine, secret = tmp_path / "mine" / "events.csv", tmp_path / "others" / "secret.csv"
    mine.write_text("\n".join([HEADINGS, *ROWS]))
    secret.write_text("secret\n1\n")
    (tmp_path / "mine" / "neighbour.csv").write_text("secret\n1\n")
    (tmp_path / "mine" / "link.csv").symlink_to(secret)
    (tmp_path / "mine" / "folder").symlink_to(tmp_path / "others")
    return mine, secret


def forbidden(mine: Path, query: str) -> None:
    before = {path: path.read_bytes() for path in mine.parents[1].rglob("*.csv")}
    with reading([Version.of(mine)]) as connection, pytest.raises(duckdb.Error) as refused:
        connection.execute(query).fetchall()
    assert isinstance(refused.value, duckdb.PermissionException)
    assert {path: path.read_bytes() for path in mine.parents[1].rglob("*.csv")} == before
    assert not list(mine.parents[1].rglob("*.duckdb"))


@pytest.mark.parametrize(
    "name",
    [
        "others/secret.csv",
        "mine/../others/secret.csv",
        "mine/events.csv/../../others/secret.csv",
        "mine/./../others/secret.csv",
        "mine/link.csv",
        "mine/folder/secret.csv",
        "mine/neighbour.csv",
        "mine/*.csv",
        "mine/event?.csv",
        "*/secret.csv",
        "**/*.csv",
    ],
)
@pytest.mark.parametrize("function", ["read_csv", "read_text", "read_blob", "glob"])
def test_no_other_file_is_read_by_whatever_name(shut: tuple[Path, Path], name: str, function: str) -> None:
    mine, _secret = shut
    forbidden(mine, f"select * from {function}('{mine.parents[1] / name}')")


@pytest.mark.parametrize("where", ["mine/events.csv", "mine/new.csv", "others/secret.csv", "others/new.csv"])
@pytest.mark.parametrize("options", ["", "(use_tmp_file false)", "(format parquet)"])
def test_nothing_is_written(shut: tuple[Path, Path], where: str, options: str) -> None:
    mine, _secret = shut
    forbidden(mine, f"copy (select 1) to '{mine.parents[1] / where}' {options}")


@pytest.mark.parametrize(
    "query",
    [
        "attach '{folder}/mine/new.duckdb'",
        "attach '{folder}/mine/events.csv'",
        "attach ':memory:' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "reset lock_configuration",
        "export database '{folder}/others'",
        "create table kept as select 1",
        "select 1; copy (select 1) to '{folder}/mine/events.csv' (use_tmp_file false)",
        "select * from read_csv('https://example.org/events.csv')",
    ],
)
def test_nothing_is_attached_installed_set_or_made(shut: tuple[Path, Path], query: str) -> None:
    mine, _secret = shut
    forbidden(mine, query.format(folder=mine.parents[1]))


def test_the_file_itself_is_read_from_such_a_connection(shut: tuple[Path, Path]) -> None:
    mine, _secret = shut
    with reading_only([mine]) as connection:
        assert connection.execute("select count(*) from read_csv(?)", [str(mine)]).fetchall() == [(6,)]
        assert connection.sql("select 1").fetchall() == [(1,)]


def test_a_link_is_followed_once_and_no_further(shut: tuple[Path, Path], tmp_path: Path) -> None:
    mine, secret = shut
    link = tmp_path / "to_mine.csv"
    link.symlink_to(mine)
    file = long_file(link)
    assert file.path == mine
    (tmp_path / "mine" / "link.csv").replace(mine)  # now it leads elsewhere
    with pytest.raises(FileRefused, match="was changed or moved"):
        events_of(file)
    assert secret.exists()


def test_a_variable_of_python_is_no_table(shut: tuple[Path, Path]) -> None:
    mine, _secret = shut
    secrets = pd.DataFrame({"secret": [1]})
    with reading_only([mine]) as connection, pytest.raises(duckdb.CatalogException):
        connection.execute("select * from secrets")
    assert len(secrets) == 1
