"""Bytes to text, and plain text to blocks.

The text is what the bytes say and nothing else: line ends, no-break spaces, characters outside the first plane and
single NULs stay, nothing is normalised. Only the byte order mark is left out, as in the "decode" algorithm of the
WHATWG Encoding Standard, because it is not text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice, pairwise

from charset_normalizer import from_bytes

from sayso.collect.document import Known, make_document, refuse_if_too_large, warning
from sayso.errors import InputError
from sayso.records import Block, Declared, Document

READER = "text/1"

# ── decoding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

Decoded = tuple[str, str, str | None]  # text, name of the encoding, what to warn of

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Labels that mean another encoding on the web than their name says (WHATWG Encoding Standard, section 4.2).
MEANT_BY_LABEL = (
    ("windows-1252", frozenset({"ascii", "iso8859-1", "cp1252"})),
    ("cp1254", frozenset({"iso8859-9"})),
    ("cp874", frozenset({"iso8859-11", "tis-620"})),
    ("cp932", frozenset({"shift_jis"})),
    ("gb18030", frozenset({"gb2312", "gbk"})),
    ("cp949", frozenset({"euc_kr"})),
    ("big5hkscs", frozenset({"big5"})),
    ("utf-16-le", frozenset({"utf-16"})),
    ("utf-8", frozenset({"utf-7", "utf-32", "utf-32-le", "utf-32-be"})),
)
# Python codecs that are no character sets, or that no page can mean.
NO_CHARSETS = frozenset(
    {
        "idna",
        "punycode",
        "raw_unicode_escape",
        "unicode_escape",
        "undefined",
        "mbcs",
        "oem",
        "hex",
        "base64",
        "bz2",
        "zlib",
        "rot13",
        "uu",
    }
)
# The five bytes that windows-1252 leaves open are control characters on the web.
C1_TO_1252 = tuple(
    (byte, bytes([byte]).decode("cp1252")) for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
)
# What a guess may answer: the encodings of the web that are still met in old news archives.
GUESSABLE = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
# A guess from fewer bytes outside ASCII is worth less than the most frequent case, windows-1252. By eye: charset-normalizer
# took "café" in windows-1252 for other encodings in short texts.
FEWEST_FOREIGN_BYTES = 40
SAMPLE = 200_000  # bytes looked at when guessing; more does not change the answer but costs seconds
# UTF-8 with an odd wrong byte: read as UTF-8 when so many good sequences stand against each bad one. By eye.
GOOD_FOR_EACH_BAD = 10


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes, the name of their encoding, and a warning where it had to be guessed.

    Tried in this order: byte order mark, the declared charset, UTF-8, a guess by charset-normalizer, windows-1252.
    Raises InputError for bytes that are no text.

    >>> decode(b"\\xef\\xbb\\xbfOne line\\r\\n")
    ('One line\\r\\n', 'utf-8', None)
    >>> decode(b"caf\\xe9 \\x93so\\x94", "latin-1")[:2]
    ('café “so”', 'windows-1252')
    """
    refuse_binary(raw)
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _as_marked(raw[len(mark) :], name)
    two_bytes = _utf16_without_mark(raw)
    if two_bytes:
        return (
            raw.decode(two_bytes, "replace"),
            two_bytes,
            f"no byte order mark; read as {two_bytes} because every other byte is zero",
        )
    meant = encoding_of(declared)
    if meant:
        text = _strict(raw, meant)
        if text is not None:
            return text, meant, None
    text, name, doubt = _undeclared(raw)
    if declared and not doubt:
        doubt = f"declared as {declared}, but the bytes are not; read as {name}"
    return text, name, doubt


def encoding_of(label: str | None) -> str | None:
    """The encoding that a charset label means on the web, None where it means nothing.

    >>> encoding_of("ISO-8859-1"), encoding_of("gb2312"), encoding_of("no such")
    ('windows-1252', 'gb18030', None)
    """
    try:
        name = codecs.lookup((label or "").strip(" \t\r\n\f\"'")).name
        "a".encode(name)
    except (LookupError, ValueError, TypeError):
        return None
    if name in NO_CHARSETS:
        return None
    return next((meant for meant, labels in MEANT_BY_LABEL if name in labels), name)


def _as_marked(raw: bytes, name: str) -> Decoded:
    text = raw.decode(name, "replace")
    return text, name, _replaced(text, raw, name)


def _undeclared(raw: bytes) -> Decoded:
    text = _strict(raw, "utf-8")
    if text is not None:
        return text, "utf-8", None
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text)) >= GOOD_FOR_EACH_BAD * bad:
        return text, "utf-8", f"{bad} places are not valid UTF-8; they show as \ufffd"
    name = _guess(raw) or "windows-1252"
    return (
        _decode_all(raw, name),
        name,
        f"no encoding declared and not UTF-8; read as {name}. If letters look wrong, save it as UTF-8",
    )


def _strict(raw: bytes, name: str) -> str | None:
    if name == "windows-1252":
        return _decode_1252(raw)
    try:
        return raw.decode(name)
    except (UnicodeError, LookupError):
        return None


def _decode_all(raw: bytes, name: str) -> str:
    return _decode_1252(raw) if name == "windows-1252" else raw.decode(name, "replace")


def _decode_1252(raw: bytes) -> str:
    return raw.decode("latin-1").translate(dict(C1_TO_1252))


def _guess(raw: bytes) -> str | None:
    sample = raw[:SAMPLE]
    if sum(byte > 0x7F for byte in sample) < FEWEST_FOREIGN_BYTES:
        return None
    best = from_bytes(sample, cp_isolation=list(GUESSABLE)).best()
    return encoding_of(best.encoding) if best else None


def _replaced(text: str, raw: bytes, name: str) -> str | None:
    bad = text.count("\ufffd")
    return f"{bad} places are not valid {name}; they show as \ufffd" if bad and _strict(raw, name) is None else None


# ── what is no text ──────────────────────────────────────────────────────────────────────────────────────────────────

FILE_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or an office document, which is one)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x08"))  # what text does not hold
# Control characters among the first 64 KiB above which bytes are no text: one in fifty. By eye: text has none, or a few
# strays; compiled programs, images and database pages have 5 % and more.
MOST_CONTROLS = 0.02
LOOKED_AT = 65_536


def refuse_binary(raw: bytes) -> None:
    """Raises InputError where the bytes are an image, an archive, a program or another thing that is no text."""
    for signature, kind in FILE_SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"this is {kind}, not text; save what it says as .txt or .html")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _utf16_without_mark(raw):
        return
    head = raw[:LOOKED_AT]
    controls = len(head) - len(head.translate(None, CONTROLS))
    if controls > 1 and controls > MOST_CONTROLS * len(head):
        raise InputError(f"{controls} of the first {len(head)} bytes are control characters: this is no text")


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 of mostly Latin letters has a zero in every other byte, and hardly one in the others."""
    head = raw[:LOOKED_AT]
    if len(head) < 4 or len(raw) % 2:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if max(even, odd) < 0.5 or min(even, odd) > 0.02:  # by eye; a page of English has .9 and .0
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
LINE_END = re.compile(r"\r\n|[\r\n\f\u2028\u2029]")


MOST_LINES = 200_000  # by eye: the longest books have a quarter of that


def read_text(raw: bytes, name: str) -> Document:
    """A plain text file as a Document: each line a block, or each paragraph where the lines are wrapped by hand.

    Raises InputError where the bytes are no text, empty, or more than one report can be.

    >>> [block[:3] for block in read_text(b"Rain\\n\\nIt rained.\\n", "rain.txt").blocks]
    [(0, 4, 'line'), (6, 16, 'line')]
    """
    refuse_if_too_large(len(raw), name)
    text, encoding, doubt = decode(raw)
    declared = [Declared("encoding", encoding, "bytes")]
    if doubt:
        declared.append(warning(doubt, READER))
    return make_document(name, raw, text, find_blocks(text), reader=READER, known=Known(declared=tuple(declared)))


def find_blocks(text: str) -> tuple[Block, ...]:
    """The lines of a text that are not blank, without the blanks around them; wrapped lines joined to paragraphs."""
    lines = list(islice(_lines(text), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise InputError(f"more than {MOST_LINES:,} lines are no report; if each line is one, make it a .csv or .jsonl table")
    width = wrap_width([text[start:end] for start, end in lines])
    spans = list(_paragraphs(text, lines, width)) if width else lines
    return tuple(Block(start, end, "line", None) for start, end in spans)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for found in LINE.finditer(text):
        line = found.group()
        if not line.isspace():
            start = found.start() + len(line) - len(line.lstrip())
            yield start, start + len(line.strip())


# Widths at which mail, press agencies and old word processors wrap; wider lines are paragraphs. By eye.
NARROWEST, WIDEST = 40, 120
FEWEST_WRAPPED = 4  # lines that must end where the next word no longer fits before wrapping is believed; by eye
MOST_RAGGED = 0.25  # share of lines that may end earlier (headings, signatures); by eye
SHORT_LINE = 0.6  # of the width: such a line ends its paragraph unless the next goes on in lower case; by eye
LIST_ITEM = re.compile(r"(?:[*•\-–+>]|\d{1,2}[.)])\s")


def wrap_width(lines: list[str]) -> int | None:
    """The column at which the lines were wrapped by hand, None where they were not.

    A wrapped line ends where the first word of the next would not have fitted, so the widest line tells the column and
    the others must agree with it.

    >>> wrap_width(["A line of its own.", "Another, somewhat longer line of its own."]) is None
    True
    """
    several_words = [line for line in lines if " " in line]
    width = max((len(line) for line in several_words), default=0)
    if not NARROWEST <= width <= WIDEST:
        return None
    pairs = [(line, after) for line, after in pairwise(lines) if _goes_on(line, after)]
    full = sum(_is_full(line, after, width) for line, after in pairs)
    return width if full >= FEWEST_WRAPPED and full >= (1 - MOST_RAGGED) * len(pairs) else None


def _goes_on(line: str, after: str) -> bool:
    """A line that does not end a sentence is followed by more of it, so a full stop cannot be evidence of a paragraph."""
    return line[-1:] not in ".!?:”\"'’" and after[:1].isalnum()


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _paragraphs(text: str, lines: list[tuple[int, int]], width: int) -> Iterator[tuple[int, int]]:
    start, end = lines[0]
    for after_start, after_end in lines[1:]:
        if _same_paragraph(text, (start, end), (after_start, after_end), width):
            end = after_end
            continue
        yield start, end
        start, end = after_start, after_end
    yield start, end


def _same_paragraph(text: str, before: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    gap = text[before[1] : after[0]]
    if len(LINE_END.findall(gap)) > 1:
        return False
    next_line = text[after[0] : after[1]]
    last_line = LINE_END.split(text[max(before[0], before[1] - WIDEST) : before[1]])[-1]
    if LIST_ITEM.match(next_line):
        return False
    return len(last_line) >= SHORT_LINE * width or next_line[:1].islower()
