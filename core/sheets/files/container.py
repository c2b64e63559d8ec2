"""A look into the container a workbook comes in, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from struct import unpack_from

from core.errors import FileRefused
from core.language import Text
from core.sheets.files.limits import Count, Limits
from core.sheets.files.workbook_refusals import packed_too_tightly, refusal, unpacks_too_far

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MOST_PARTS = 5_000
_LONGEST_DIRECTORY = 2 << 20
_SMALL = 10 << 20
_END_OF_DIRECTORY = b"PK\x05\x06"
_WITHOUT_A_TABLE = (
    ("word/document.xml", Text("a text document (Word)")),
    ("ppt/presentation.xml", Text("a presentation (PowerPoint)")),
    ("index/document.iwa", Text("a file of Numbers, Pages or Keynote")),
)
_OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.spreadsheet": None,
    "application/vnd.oasis.opendocument.spreadsheet-template": None,
    "application/vnd.oasis.opendocument.text": Text("a text document (OpenDocument)"),
    "application/vnd.oasis.opendocument.presentation": Text("a presentation (OpenDocument)"),
}


def kind_of_zip(data: bytes, limits: Limits) -> str | Text:
    """The kind of workbook in a zip container, "xlsx", "xlsb" or "ods"; else what it seems to be.

    Raises FileRefused where it is damaged, protected by a password, or would unpack to more than allowed.
    The sizes looked at here are those that the container declares; the child process counts again.
    """
    parts = _parts(data, limits)
    names = {part.filename.replace("\\", "/").lstrip("/").lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("password", {}, limits)
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise unpacks_too_far(limits)
    if any(part.file_size > max(_SMALL, part.compress_size * limits.unpacked_ratio) for part in parts):
        raise packed_too_tightly(limits)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names:
        other = _OPEN_DOCUMENTS.get(_mimetype(data, parts))
        return other or "ods"
    for name, what in _WITHOUT_A_TABLE:
        if name in names:
            return what
    return Text("a zip archive")


def kind_of_ole(data: bytes, limits: Limits) -> str | Text:
    """ "xls" for a workbook of Excel 97 to 2003, else what it seems to be; FileRefused if it is encrypted."""
    if _named("EncryptedPackage", data):
        raise refusal("password", {}, limits)
    if _named("Workbook", data) or _named("Book", data):
        return "xls"
    if _named("WordDocument", data):
        return Text("a text document (Word)")
    if _named("PowerPoint Document", data):
        return Text("a presentation (PowerPoint)")
    if _named("__properties_version1.0", data):
        return Text("an e-mail (Outlook)")
    return Text("a file of an Office program, damaged or no workbook")


def _parts(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """The container's directory; read only where it is short, for reading a long one takes seconds."""
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 65_557))
    if end < 0 or end + 22 > len(data):
        raise refusal("damaged", {}, limits)
    number, length = unpack_from("<HI", data, end + 10)
    if number > _MOST_PARTS or length > _LONGEST_DIRECTORY:
        raise FileRefused(
            "The workbook consists of {found} parts, but no more than {limit} are read; "
            "save the sheet that is needed as a workbook of its own and upload that.",
            found=Count(number),
            limit=Count(_MOST_PARTS),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise refusal("damaged", {}, limits) from None


def _mimetype(data: bytes, parts: list[zipfile.ZipInfo]) -> str:
    """What an OpenDocument file says it is: its first part, which is never packed."""
    first = next((part for part in parts if part.filename == "mimetype"), None)
    if first is None or first.compress_type != zipfile.ZIP_STORED:
        return ""
    start = first.header_offset + 30 + len("mimetype")
    return data[start : start + min(first.file_size, 100)].decode("ascii", "replace").strip()


def _named(name: str, data: bytes) -> bool:
    """Whether the OLE directory has an entry of this name; its names are in UTF-16 and end with a zero."""
    return name.encode("utf-16-le") + b"\x00\x00" in data
