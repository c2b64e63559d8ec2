"""The door: the bytes of any file a user drops, as grids, or one sentence why not."""

from __future__ import annotations

from pathlib import PurePath

from core.errors import FileRefused
from core.language import Text
from core.sheets.files.container import OLE, ZIP, kind_of_ole, kind_of_zip
from core.sheets.files.delimited import read_delimited
from core.sheets.files.limits import Limits, megabytes
from core.sheets.files.seems import WEB_PAGE, known_content
from core.sheets.files.workbook import read_workbook
from core.sheets.grid import Grid

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ENDINGS = WORKBOOK_ENDINGS + TEXT_ENDINGS
"""The endings of the files that can be read."""

_NOTHING = b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"


def read_file(name: str, data: bytes, limits: Limits | None = None) -> list[Grid]:
    """The sheets of a file as they stand in it, nothing understood yet; a text file is one sheet.

    The name decides whether a file is taken at all, the bytes decide how it is read: a workbook named
    .csv is read as a workbook, a text named .xls as a text. Without `limits`, those of the environment
    hold. Raises FileRefused, with one sentence for the user, where the file cannot be read.

    >>> read_file("steps.csv", b"step;minutes\\ncall;25\\n")[0].rows
    [['step', 'minutes'], ['call', '25']]
    """
    limits = Limits.from_environment() if limits is None else limits
    name = name.replace("\\", "/")
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise unsupported(ending)
    if len(data) > limits.file_bytes:
        raise FileRefused(
            "The file has {found} MB, but at most {limit} MB are read ({setting}); "
            "save the sheet that is needed as a file of its own and upload that.",
            found=megabytes(len(data)),
            limit=megabytes(limits.file_bytes),
            setting=limits.setting("file_bytes"),
        )
    if not data[:4096].strip(_NOTHING) and not data.strip(_NOTHING):
        raise FileRefused("The file is empty; save your sheet again and upload the new file.")
    what: str | Text | None = known_content(data)
    if data.startswith(ZIP):
        what = kind_of_zip(data, limits)
    elif data.startswith(OLE):
        what = kind_of_ole(data, limits)
    if isinstance(what, str):
        return read_workbook(what, data, limits)
    if what is not None:
        raise misnamed(ending, what)
    return [read_delimited(PurePath(name).stem, data, limits)]


def unsupported(ending: str) -> FileRefused:
    """The sentence about a file whose ending says that it cannot be read, with the way out of its program.

    >>> print(unsupported(".numbers"))
    Files of Numbers cannot be read; in Numbers choose File > Export To > Excel and upload the .xlsx file.
    """
    supported = ", ".join(ENDINGS)
    match ending:
        case ".numbers":
            return FileRefused(
                "Files of Numbers cannot be read; in Numbers choose File > Export To > Excel "
                "and upload the .xlsx file."
            )
        case ".pdf":
            return FileRefused(
                "A PDF holds no cells that can be read; go back to the program the table comes from, "
                "export it as .xlsx or .csv and upload that."
            )
        case ".doc" | ".docx" | ".odt" | ".rtf" | ".pages":
            return FileRefused(
                "A text document ({found}) cannot be read; copy its table into a spreadsheet, "
                "save that as .xlsx and upload it.",
                found=ending,
            )
        case ".gsheet":
            return FileRefused(
                "A .gsheet file is only a link to Google Sheets; in Google Sheets choose "
                "File > Download > Microsoft Excel and upload the .xlsx file."
            )
        case ".zip" | ".7z" | ".rar" | ".gz":
            return FileRefused(
                "An archive ({found}) cannot be read; unpack it and upload the files inside.", found=ending
            )
        case "":
            return FileRefused(
                "The file name has no ending that says what it is; a sheet ends in one of {supported}. "
                "Save it again as one of these.",
                supported=supported,
            )
        case _:
            return FileRefused(
                "Files ending in {found} cannot be read; save the sheet as one of {supported} "
                "and upload that.",
                found=ending,
                supported=supported,
            )


def misnamed(ending: str, what: Text) -> FileRefused:
    """The sentence about a file that is something else than its ending says."""
    if what == WEB_PAGE:
        return FileRefused(
            "The file is named {ending} but is a web page (HTML), as some banks and shops export it; "
            "open it in your spreadsheet program, save it as .xlsx and upload that.",
            ending=ending,
        )
    return FileRefused(
        "The file is named {ending} but seems to be {what}; "
        "upload the sheet itself, saved by your spreadsheet program as .xlsx, .ods or .csv.",
        ending=ending,
        what=what,
    )
