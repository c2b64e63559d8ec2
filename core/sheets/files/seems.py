"""What the bytes of a file seem to be, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language import Text

_BEGINNINGS: Sequence[tuple[re.Pattern[bytes], Text]] = tuple(
    (re.compile(beginning, re.DOTALL | re.IGNORECASE), what)
    for beginning, what in (
        (rb"%PDF-", Text("a PDF document")),
        (rb"\x89PNG\r\n", Text("a picture (PNG)")),
        (rb"\xff\xd8\xff", Text("a picture (JPEG)")),
        (rb"GIF8[79]a", Text("a picture (GIF)")),
        (rb"RIFF....WEBP", Text("a picture (WebP)")),
        (rb"II\*\x00|MM\x00\*", Text("a picture (TIFF)")),
        (rb"BM.{4}\x00\x00\x00\x00", Text("a picture (BMP)")),
        (rb"....ftyp(?:heic|heix|mif1|avif)", Text("a picture (HEIC)")),
        (rb"....ftyp|\x1a\x45\xdf\xa3|RIFF....AVI ", Text("a video")),
        (rb"ID3[\x00-\x10]|OggS|RIFF....WAVE|fLaC", Text("a sound recording")),
        (rb"\x1f\x8b\x08|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY|\xfd7zXZ", Text("a packed archive")),
        (rb"SQLite format 3\x00|PAR1", Text("a database file")),
        (rb"MZ.{30,}|\x7fELF|\xcf\xfa\xed\xfe", Text("a program")),
        (rb"\{\\rtf", Text("a text document (RTF)")),
    )
)
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.I | re.S
)
_WEB_ARCHIVE = re.compile(rb"\s*(?:mime-version|from):[^\n]*\n.*multipart/related", re.I | re.S)
_XML = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE|<[\w.-]+:?[\w.-]*\s+xmlns)", re.I)
_JSON = re.compile(rb'\s*(?:\{\s*"[^"]*"\s*:|\[\s*\{\s*")')

WEB_PAGE = Text("a web page (HTML)")
_XML_TABLE = Text("an XML table of Excel 2003")
_XML_FILE = Text("an XML file")
_WEB_ARCHIVE_FILE = Text("a web archive (MHT)")
_JSON_DATA = Text("JSON data")


def known_content(data: bytes) -> Text | None:
    """What the file seems to be, if it is something known that holds no table we can read.

    A zip or OLE container and plain text are not told apart here: they may well hold a table.

    >>> print(known_content(b"%PDF-1.7 ..."))
    a PDF document
    >>> known_content(b"step;minutes") is None
    True
    """
    for beginning, what in _BEGINNINGS:
        if beginning.match(data):
            return what
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16 of plain letters, with its zero bytes left out
        start = start[2:].replace(b"\x00", b"")
    if _WEB_PAGE.match(start):
        return WEB_PAGE
    if _WEB_ARCHIVE.match(start):
        return _WEB_ARCHIVE_FILE
    if _XML.match(start):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            return _XML_TABLE
        return WEB_PAGE if b"<html" in start.lower() else _XML_FILE
    return _JSON_DATA if _JSON.match(start) else None
