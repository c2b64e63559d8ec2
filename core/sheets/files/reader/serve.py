"""The child process: takes one workbook after another from its input and answers on its output.

It bounds its own memory and computing time before it looks at a workbook. Where the system has no such
bounds (Windows), the app's clock alone ends a child that takes too long.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
from typing import BinaryIO

from core.sheets.files.reader.frames import receive, send
from core.sheets.files.reader.reading import read
from core.sheets.files.reader.terms import Order, Refused

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def serve() -> None:
    """Read workbooks until the app closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the app; its end closes the pipe
    gc.disable()  # cells make no cycles, and looking for them takes half the time
    _bound("RLIMIT_CORE", 0)
    source, sink = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            order: Order = pickle.loads(receive(source))
            limit_memory_and_time(order)
            _answer(order, receive(source), sink)
            gc.collect()


def limit_memory_and_time(order: Order) -> None:
    """Bound this process for one workbook; time is counted from here on."""
    _bound("RLIMIT_AS", order.memory_bytes)
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + order.seconds + 1)


def _answer(order: Order, data: bytes, sink: BinaryIO) -> None:
    try:
        for message in read(order, data):
            send(sink, pickle.dumps(message, 5))
    except Refused as refused:
        answer = ("refused", refused.reason, refused.found)
    except MemoryError:
        answer = ("refused", "memory", {})
    except BrokenPipeError:
        raise
    except BaseException as error:  # a panic inside calamine is no Exception
        password = type(error).__name__ == "PasswordError"
        answer = ("refused", "password" if password else "damaged", {})
    else:
        return
    send(sink, pickle.dumps(answer, 5))


def _bound(name: str, most: int) -> None:
    if resource is None or not hasattr(resource, name):
        return
    what = getattr(resource, name)
    _, hard = resource.getrlimit(what)
    with contextlib.suppress(ValueError, OSError):  # some systems know a bound and will not set it
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
