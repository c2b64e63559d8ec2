"""The child processes that read workbooks: nothing a workbook does to one reaches the app."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from core.errors import FileRefused
from core.sheets.files import child as child_processes
from core.sheets.files.child import ChildEnded, Children, children
from core.sheets.files.limits import Limits
from core.sheets.files.read import read_file
from core.sheets.files.reader.terms import Order
from tests.sheets.built_files import cell, sheet, steps, written, xlsx

ROOT = Path(__file__).parents[2]
needs_posix = pytest.mark.skipif(
    os.name != "posix", reason="Windows has neither these signals nor these limits"
)


def order(**changed: int) -> Order:
    given = asdict(Limits(**changed))
    del given["file_bytes"]
    return Order(kind="xlsx", **given)


def numbered(number: int) -> bytes:
    return written(lambda book: book.add_worksheet(f"S{number}").write_row(0, 0, [number] * (number + 1)))


def child_number() -> int:
    with children.one() as child:
        return child.number


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_same_child_reads_one_workbook_after_the_other():
    first = child_number()
    assert read_file("a.xlsx", steps())
    with pytest.raises(FileRefused):
        read_file("a.xlsx", xlsx("<damaged"))
    assert child_number() == first


@needs_posix
def test_a_workbook_that_aborts_its_reader_is_refused_and_the_next_is_read():
    # The rows lie about where their cells stand, so that no look ahead sees the 200 million cells.
    hostile = xlsx(sheet(f'<row r="1">{cell("A1")}{cell("GR1048576")}</row>'))
    before = child_number()
    with pytest.raises(
        FileRefused, match=r"damaged, or needs more than 512 MB of memory \(STEPWISE_MAX_MEMORY_MB"
    ):
        read_file("a.xlsx", hostile, Limits(memory_bytes=512 << 20))
    assert gone(before)
    assert read_file("a.xlsx", steps())[0].rows == [["step", "minutes"]]


@needs_posix
def test_a_workbook_that_needs_too_much_memory_is_refused():
    large = xlsx(sheet(f'<row r="1">{cell("A1")}</row>') + " " * (100 << 20))
    with pytest.raises(FileRefused, match=r"takes more than 80 MB of memory \(STEPWISE_MAX_MEMORY_MB\)"):
        read_file("a.xlsx", large, Limits(memory_bytes=80 << 20, unpacked_ratio=2000))


@needs_posix
def test_a_workbook_that_takes_too_long_is_refused_when_its_time_is_up():
    with children.one() as child:
        stalled = child.number
        os.kill(stalled, signal.SIGSTOP)
    with pytest.raises(FileRefused, match=r"took longer than 1 seconds \(STEPWISE_MAX_SECONDS\)"):
        read_file("a.xlsx", steps(), Limits(seconds=1))
    assert gone(stalled)
    assert read_file("a.xlsx", steps())


@needs_posix
def test_a_child_that_computes_too_long_is_ended_by_the_system_as_well():
    with children.one() as child:
        stalled = child.number
        os.kill(stalled, signal.SIGSTOP)
        asking = threading.Timer(0.2, os.kill, (stalled, signal.SIGXCPU))
        continuing = threading.Timer(0.3, os.kill, (stalled, signal.SIGCONT))
        asking.start()
        continuing.start()
        with pytest.raises(ChildEnded) as ended:
            list(child.ask(order(), steps()))
        asking.join()
        continuing.join()
    assert ended.value.too_slow
    assert gone(stalled)


@needs_posix
def test_a_child_that_died_while_it_waited_is_replaced():
    with children.one() as child:
        os.kill(child.number, signal.SIGKILL)
        died = child.number
    time.sleep(0.05)
    assert read_file("a.xlsx", steps())
    assert child_number() != died


def test_a_child_that_has_grown_large_makes_room_for_a_new_one():
    before = child_number()
    many = written(
        lambda book: [book.add_worksheet().write(row, 199, row) for row in (0, 5100)], constant_memory=True
    )
    assert read_file("a.xlsx", many)
    assert child_number() != before


def test_eight_visitors_at_once_each_get_their_own_sheets():
    files = {number: numbered(number) for number in range(8)}

    def read(number: int) -> bool:
        [grid] = read_file("a.xlsx", files[number])
        return (grid.name, grid.rows) == (f"S{number}", [[float(number)] * (number + 1)])

    with ThreadPoolExecutor(8) as visitors:
        assert all(visitors.map(read, list(range(8)) * 6))


def test_a_visitor_with_a_hostile_file_disturbs_no_other():
    hostile = xlsx(sheet(f'<row r="1">{cell("A1")}{cell("GR1048576")}</row>'))

    def read(number: int) -> bool:
        try:
            grids = read_file("a.xlsx", hostile if number % 4 == 0 else numbered(number % 8), SMALL)
        except FileRefused:
            return number % 4 == 0
        return [grid.name for grid in grids] == [f"S{number % 8}"]

    with ThreadPoolExecutor(8) as visitors:
        assert all(visitors.map(read, range(24)))


SMALL = Limits(memory_bytes=512 << 20)


def test_no_more_than_two_children_live_and_none_is_left_behind():
    pool = Children(most=2)
    numbers = set()

    def read(_: int) -> None:
        with pool.one() as child:
            numbers.add(child.number)
            list(child.ask(order(), steps()))

    with ThreadPoolExecutor(6) as visitors:
        list(visitors.map(read, range(12)))
    assert 1 <= len(numbers) <= 2
    pool.close()
    assert all(map(gone, numbers))
    pool.warm_up()
    with pool.one() as child:
        assert list(child.ask(order(), steps()))[-1] == ("end", False)
    pool.close()


def test_the_app_ends_at_once_though_it_has_read_workbooks(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(steps())
    program = (
        "from pathlib import Path\n"
        "from core.sheets.files.child import children\n"
        "from core.sheets.files.read import read_file\n"
        f"read_file('a.xlsx', Path({str(tmp_path / 'a.xlsx')!r}).read_bytes())\n"
        "with children.one() as child: print(child.number)"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, timeout=30, check=True
    )
    assert gone(int(ran.stdout))
    assert ran.stderr == b""


def test_a_child_starts_without_the_heavy_parts_of_the_app():
    program = (
        "import sys; sys.path[:] = sys.argv[1:]; import core.sheets.files.reader.serve; "
        "heavy = {'pandas', 'babel', 'duckdb', 'streamlit', 'core.language', 'core.errors'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    paths = [str(ROOT), *filter(None, sys.path)]
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", program, *paths], capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"


def test_nothing_but_values_and_dates_is_taken_from_a_child():
    with pytest.raises(pickle.UnpicklingError):
        child_processes._plain(pickle.dumps(subprocess.Popen))


def test_a_machine_that_cannot_start_a_child_says_so(monkeypatch):
    children.close()
    monkeypatch.setattr(sys, "executable", str(ROOT / "nowhere"))
    with pytest.raises(FileRefused, match="could not be started on this machine"):
        read_file("a.xlsx", steps())
    monkeypatch.undo()
    assert read_file("a.xlsx", steps())
