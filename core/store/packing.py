"""The bytes of files, packed while they are kept where that saves room."""

from __future__ import annotations

import pyarrow as pa

_WORTH_IT = 50_000
"""Bytes from which on a file is packed; below, the database's own pages are larger than what is saved."""


def pack(data: bytes) -> tuple[bytes, str | None]:
    """The bytes to keep, and how they are packed: None where they stay as they are.

    Text shrinks to a third in a tenth of a second for 50 MB; workbooks, which are packed already, stay.

    >>> packed, packing = pack(b"step;minutes" * 10_000)
    >>> len(packed) < 1000, packing
    (True, 'zstd')
    >>> pack(b"step;minutes")
    (b'step;minutes', None)
    """
    if len(data) < _WORTH_IT:
        return data, None
    packed: bytes = pa.Codec("zstd", compression_level=1).compress(data, asbytes=True)
    return (packed, "zstd") if len(packed) < 0.9 * len(data) else (data, None)


def unpack(data: bytes, packing: str | None, size: int) -> bytes:
    """The bytes as they came, `size` of them.

    >>> unpack(*pack(b"step;minutes" * 10_000), 120_000) == b"step;minutes" * 10_000
    True
    """
    if packing is None:
        return data
    unpacked: bytes = pa.Codec(packing).decompress(data, size, asbytes=True)
    return unpacked
