"""Workbooks made for the tests: part by part where no program would write them so."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import xlsxwriter

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _relationships(entries: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def written(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    """A workbook written by XlsxWriter."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    fill(book)
    book.close()
    return file.getvalue()


def steps() -> bytes:
    """A small, good workbook."""
    return written(lambda book: book.add_worksheet("Events").write_row(0, 0, ["step", "minutes"]))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            stored = name == "mimetype"  # as the standard wants it
            packed.writestr(name, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def xlsx(sheet: str | bytes, texts: str = "", styles: str = "", sheets: int = 1, **more: str) -> bytes:
    """An .xlsx of this XML; all its sheets show the same part."""
    entries = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId1"/>' for at in range(1, sheets + 1))
    kinds = {1: ("worksheet", "worksheets/sheet1.xml"), 2: ("sharedStrings", "sharedStrings.xml")}
    kinds[3] = ("styles", "styles.xml")
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in kinds.items()
    )
    office = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _related(office),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{_RELATIONS}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(relations),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if texts:
        parts["xl/sharedStrings.xml"] = texts
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return zipped(parts | more)


def _related(relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def cell(reference: str, value: object = 1) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def with_lying_sizes(data: bytes, name: str, size: int) -> bytes:
    """The same zip, whose directory says that a part unpacks to `size` bytes."""
    changed = bytearray(data)
    at = data.index(b"PK\x01\x02")
    while changed[at : at + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<HHH", changed, at + 28)
        if changed[at + 46 : at + 46 + lengths[0]].decode() == name:
            struct.pack_into("<I", changed, at + 24, size)
            struct.pack_into("<I", changed, struct.unpack_from("<I", changed, at + 42)[0] + 22, size)
        at += 46 + sum(lengths)
    return bytes(changed)


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container with these streams, each in sectors of its own."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = [b"", b""]  # the table of sectors and the directory come first
    following = [table, end]
    directory = _entry("Root Entry", 5, end, 0, child=1)
    for at, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\x00")
        directory += _entry(name, 2, len(sectors), len(content), right=at + 1 if at < len(streams) else free)
        pieces = [content[start : start + 512] for start in range(0, len(content), 512)]
        following += [len(sectors) + number + 1 for number in range(len(pieces) - 1)] + [end]
        sectors += [piece.ljust(512, b"\x00") for piece in pieces]
    sectors[0] = struct.pack("<128I", *following, *[free] * (128 - len(following)))
    sectors[1] = directory.ljust(512, b"\x00")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<6xIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<109I", 0, *[free] * 108) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, child: int = -1, right: int = -1) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    links = [0xFFFFFFFF, right & 0xFFFFFFFF, child & 0xFFFFFFFF]
    return (
        encoded.ljust(64, b"\x00")
        + struct.pack("<HBB3I", len(encoded), kind, 1, *links)
        + b"\x00" * 36
        + struct.pack("<IQ", start, size)
    )


def xlsb(records: bytes, formats: bytes = b"") -> bytes:
    """An .xlsb of one sheet "Binary" with these cell records; `formats` are the numbers of cell formats."""
    relations = f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("Binary")
    xfs = b"".join(record(47, struct.pack("<HH", 0, number) + b"\x00" * 12) for number in formats)
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "xl/_rels/workbook.bin.rels": _related(relations),
            "xl/workbook.bin": record(131) + record(143) + record(156, bundle) + record(144) + record(132),
            "xl/worksheets/sheet1.bin": record(129)
            + record(148, struct.pack("<4I", 0, 9, 0, 9))
            + record(145)
            + records
            + record(146)
            + record(130),
            "xl/styles.bin": record(617, struct.pack("<I", len(formats))) + xfs + record(618),
        }
    )


def record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
