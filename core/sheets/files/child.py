"""The child processes that read workbooks: kept warm between files, replaced when one dies or hangs.

calamine ends its whole process on some small workbooks, and others unfold to more memory than there
is. So it never runs in the app: a child reads one file at a time under limits, and when it dies, that
file is refused and nobody else notices.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from core.sheets.files.reader.frames import receive, send
from core.sheets.files.reader.terms import TOO_LARGE, Order

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from core.sheets.files.reader.serve import serve; serve()"
_ROOT = str(Path(__file__).resolve().parents[3])


class ChildEnded(Exception):
    """The child died while it read; `too_slow` where it was ended because its time was up."""

    def __init__(self, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


class Child:
    """One process that reads workbooks, one after the other."""

    def __init__(self) -> None:
        # -I and -S keep the user's settings and site packages' start-up files out; it starts in 20 ms.
        paths = [_ROOT, *(path for path in sys.path if path)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PROGRAM, *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._in = cast(BinaryIO, self._process.stdin)
        self._out = cast(BinaryIO, self._process.stdout)
        self.ready = True
        """Whether it may be asked again."""

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process is there and waits for a file."""
        return self.ready and self._process.poll() is None

    def ask(self, order: Order, data: bytes) -> Iterator[tuple[Any, ...]]:
        """The child's messages about a file; raises ChildEnded where it dies before the last one."""
        self.ready, too_slow = False, threading.Event()
        message: tuple[Any, ...] = ()

        def time_is_up() -> None:
            too_slow.set()
            self._process.kill()

        clock = threading.Timer(order.seconds, time_is_up)
        clock.daemon = True
        clock.start()
        try:
            send(self._in, pickle.dumps(order), data)
            while not message or message[0] not in ("end", "refused"):
                message = _plain(receive(self._out))
                yield message
        except (EOFError, OSError):
            self._process.kill()
            died_of_time = self._process.wait() == -_CPU_TIME_UP
            raise ChildEnded(too_slow.is_set() or died_of_time) from None
        finally:
            clock.cancel()
            clock.join()
        spent = message[1] in TOO_LARGE if message[0] == "refused" else message[1]
        self.ready = not spent and not too_slow.is_set()

    def end(self) -> None:
        """End the process and wait until it is gone; it holds nothing worth saving."""
        self.ready = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            with contextlib.suppress(OSError):  # what was written and not read is of no use now
                pipe.close()


class Children:
    """At most so many children at a time; who finds all of them busy waits for the first to be free."""

    def __init__(self, most: int = 2) -> None:
        self._most = most
        self._start()
        atexit.register(self.close)

    def _start(self) -> None:
        self._owner = os.getpid()
        self._places: queue.LifoQueue[Child | None] = queue.LifoQueue()
        self._living: set[Child] = set()
        for _ in range(self._most):
            self._places.put(None)

    @contextlib.contextmanager
    def one(self) -> Iterator[Child]:
        """A child for one file: a warm one if there is one, else a new one."""
        if self._owner != os.getpid():  # after a fork the children belong to the other process
            self._start()
        child = self._places.get()
        try:
            if child is not None and not child.alive():
                self._bury(child)
                child = None
            if child is None:
                child = Child()
                self._living.add(child)
            yield child
        finally:
            if child is not None and not child.alive():
                self._bury(child)
                child = None
            self._places.put(child)

    def warm_up(self) -> None:
        """Start a child, so that it is ready when the first workbook comes."""
        with self.one():
            pass

    def close(self) -> None:
        """End all children; the next file starts a new one."""
        for child in list(self._living):
            self._bury(child)

    def _bury(self, child: Child) -> None:
        self._living.discard(child)
        child.end()


class _PlainValues(pickle.Unpickler):
    """Lets nothing but values and dates through, whatever a workbook made of the child."""

    _ALLOWED = frozenset(("date", "datetime", "time", "timedelta"))

    def find_class(self, module: str, name: str) -> Any:
        if module != "datetime" or name not in self._ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


_CPU_TIME_UP = 24  # SIGXCPU, which not every system's signal module names
children = Children()


def _plain(frame: bytes) -> tuple[Any, ...]:
    message: tuple[Any, ...] = _PlainValues(io.BytesIO(frame)).load()
    return message
