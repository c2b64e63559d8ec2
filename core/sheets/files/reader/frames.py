"""How the app and the child process that reads workbooks speak: frames of bytes with their length."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, *frames: bytes) -> None:
    """Write each frame behind its length, then see that all of it leaves.

    >>> from io import BytesIO
    >>> pipe = BytesIO()
    >>> send(pipe, b"a workbook")
    >>> pipe.getvalue()[-12:]
    b'\\x00\\na workbook'
    """
    for frame in frames:
        stream.write(_LENGTH.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next frame; EOFError where the other side is gone, also in the middle of a frame.

    >>> from io import BytesIO
    >>> receive(BytesIO(b"\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02C7"))
    b'C7'
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    frame = stream.read(length)
    if len(frame) < length:
        raise EOFError
    return frame
