"""The letters of a text file: which encoding it was saved in."""

from __future__ import annotations

import codecs
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import FileRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_ONE_BYTE = (("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS 850"))
_NOT_IN_WINDOWS = b"\x81\x8d\x8f\x90\x9d"
_IN_A_WORD = re.compile(rb"(?<=[a-z])[\x80-\xff](?=[a-z])")
_JOINS_WORDS = "’‘´`·-–\u00ad\u00a0"
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_SAMPLE = 256 * 1024
_PART = 1 << 20


@dataclass(frozen=True)
class Encoding:
    """How letters were saved: what Python calls it, what people call it, and the length of its mark."""

    codec: str
    name: str
    mark: int = 0


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; FileRefused where the bytes are no text.

    >>> text_of("Gespräch".encode("mac_roman"))
    ('Gespräch', 'Mac Roman')
    """
    encoding = encoding_of(data)
    return str(memoryview(data)[encoding.mark :], encoding.codec), encoding.name


def in_utf8(data: bytes, encoding: Encoding) -> tuple[bytes | bytearray, int]:
    """The text of a file in UTF-8, and where it begins; copied only where it is in another encoding.

    >>> in_utf8("ä;b".encode("cp1252"), Encoding("cp1252", "Windows-1252"))[0].decode()
    'ä;b'
    """
    if encoding.codec == "utf-8":
        return data, encoding.mark
    text = bytearray()
    for part in _decoded(data, encoding):
        text += part.encode()
    return text, 0


def encoding_of(data: bytes) -> Encoding:
    """How a file was saved; FileRefused where the bytes are no text.

    A mark at the start decides, then UTF-8, then what Windows, the Mac and DOS wrote before it: of these
    the one that puts no sign into the middle of a word. All other encodings are left to statistics.

    >>> encoding_of("Gespräch".encode("mac_roman"))
    Encoding(codec='mac_roman', name='Mac Roman', mark=0)
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            marked = Encoding(codec, name, len(mark))
            if _holds_for(data, marked):
                return marked
            raise _no_text()
    silent = _utf_16_without_mark(data)
    if silent:
        return Encoding(silent, "UTF-16")
    sample = data[:_SAMPLE]
    if b"\x00" in data or len(sample.translate(None, _CONTROLS)) < 0.995 * len(sample):
        raise _no_text()
    modern = Encoding("utf-8", "UTF-8")
    return modern if data.isascii() or _holds_for(data, modern) else _legacy(data)


def _decoded(data: bytes, encoding: Encoding) -> Iterator[str]:
    """The text in parts, so that a long one is never there as a whole."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    letters = memoryview(data)[encoding.mark :]
    for start in range(0, len(letters), _PART):
        yield decoder.decode(letters[start : start + _PART], start + _PART >= len(letters))


def _holds_for(data: bytes, encoding: Encoding) -> bool:
    try:
        deque(_decoded(data, encoding), maxlen=0)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(data: bytes) -> Encoding:
    in_words = Counter(_IN_A_WORD.findall(data))
    judged: list[tuple[int, str, str]] = []
    for codec, name in _ONE_BYTE:
        signs = {byte: byte.decode(codec, "replace") for byte in in_words}
        wrong = sum(
            count
            for byte, count in in_words.items()
            if not signs[byte].islower() and signs[byte] not in _JOINS_WORDS
        )
        windows = codec == "cp1252"
        if (windows and not any(byte in data for byte in _NOT_IN_WINDOWS)) or (not windows and in_words):
            judged.append((wrong, codec, name))  # Mac and DOS use every byte: a word has to speak for them
    wrong, codec, name = min(judged, key=lambda judgement: judgement[0], default=(1, "", ""))
    if wrong:
        from charset_normalizer import from_bytes  # slow to import, and seldom needed

        guess = from_bytes(data[:_SAMPLE]).best()
        if guess is not None:
            guessed = Encoding(guess.encoding, guess.encoding.upper().replace("_", "-"))
            if _holds_for(data, guessed):
                return guessed
    if not codec:
        raise _no_text()
    return Encoding(codec, name)


def _utf_16_without_mark(data: bytes) -> str:
    """The codec, where every other byte is zero as in UTF-16 of western text; else ""."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return ""
    for codec, zeros, letters in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.9 * len(zeros) and letters.count(0) == 0:
            return codec if _holds_for(data, Encoding(codec, "UTF-16")) else ""
    return ""


def _no_text() -> FileRefused:
    return FileRefused(
        "The file holds bytes that are neither a workbook nor text; "
        "save the sheet again as .xlsx, or as .csv in UTF-8, and upload that."
    )
