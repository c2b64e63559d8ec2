"""The parts of a packed workbook, unpacked no further than allowed.

The sizes that a zip file declares are not believed: what comes out is counted while it comes out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from struct import unpack_from

from core.sheets.files.reader.terms import Order, Refused

_CHUNK = 1 << 20
_SMALL = 10 << 20
"""Parts below this size may have any ratio: a sheet of blanks packs very well."""


class Parts:
    """A workbook's parts by name; names are compared without case and with / for \\."""

    def __init__(self, data: bytes, order: Order) -> None:
        self._data = memoryview(data)
        self._order = order
        self._left = order.unpacked_bytes
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            self._entries = {_plain(entry.filename): entry for entry in packed.infolist()}
            self._unread = packed.infolist()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._entries

    @property
    def unpacked(self) -> int:
        """How many bytes came out so far."""
        return self._order.unpacked_bytes - self._left

    def read(self, name: str) -> bytes:
        """The content of a part, b"" if there is none of that name."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            return b""
        self._unread = [other for other in self._unread if other is not entry]
        return b"".join(self._unpack(entry))

    def measure_the_rest(self) -> None:
        """Count what comes out of every part that was not read: calamine may read any of them."""
        for entry in self._unread:
            for _ in self._unpack(entry):
                pass
        self._unread = []

    def _unpack(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = entry.header_offset
        if bytes(self._data[start : start + 4]) != b"PK\x03\x04":
            raise Refused("damaged")
        name_length, extra_length = unpack_from("<HH", self._data, start + 26)
        start += 30 + name_length + extra_length
        packed = self._data[start : start + entry.compress_size]
        most = max(_SMALL, len(packed) * self._order.unpacked_ratio)
        size = 0
        for chunk in _chunks(packed, entry.compress_type):
            size += len(chunk)
            self._left -= len(chunk)
            if self._left < 0:
                raise Refused("unpacked")
            if size > most:
                raise Refused("ratio")
            yield chunk


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _chunks(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    if method != zipfile.ZIP_DEFLATED:  # no spreadsheet program packs otherwise
        raise Refused("damaged")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _CHUNK):
        waiting: bytes | memoryview = packed[start : start + _CHUNK]
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, _CHUNK)
            waiting = inflate.unconsumed_tail
    yield inflate.flush()
