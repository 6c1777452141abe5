"""Full-text search over reports: words, "phrases" and beginnings* → the exact places, in code points.

    find(index_texts(dossier), '"failed engine test" capt*')

All that is asked for must stand in one region of a report (a headline, a paragraph). Case and accents do not matter. The index
is SQLite's FTS5 (tokenizer unicode61), in memory; nothing of it is written anywhere. Plain search takes its place where SQLite
was built without FTS5, and for scripts that put no blanks between words, which that tokenizer cannot part.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from sayso.records import Region, Span
from sayso.show.dossier import Dossier
from sayso.show.items import Item, span_json, spans_json

TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"*]+)(\*?)|\*')
QUOTES = str.maketrans("“”„«»", '"""""')
WORD = re.compile(r"[^\W_]+")
# Thai, Lao, Tibetan, Burmese, Khmer; Japanese and Chinese.
WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # what SQLite refuses in a text
PRIVATE = range(0xE000, 0xF900)  # characters of no script: two that no report holds mark what FTS5 found
MOST_QUERY = 500  # characters of a query that comes over the network, by eye
AROUND = 80  # code points shown on each side of what was found, by eye: two lines on a wide screen
TOGETHER = 160  # code points from the first word found to the last one that is shown with it, by eye


class Term(NamedTuple):
    """One word or phrase that is asked for; `prefix`: its last word may go on."""

    words: str
    prefix: bool


class Hit(NamedTuple):
    """Words found close together in one region, in the order of the text, and the stretch of the region around them."""

    around: Span
    spans: tuple[Span, ...]
    kind: str  # of the region


@dataclass(frozen=True)
class Index:
    """The regions of a dossier, ready to be searched. `db` is None where SQLite has no FTS5."""

    dossier: Dossier
    marks: tuple[str, str]
    db: sqlite3.Connection | None
    turn: threading.Lock  # a connection answers one question at a time

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(_fold(self.dossier.cut(region.span)) for region in self.dossier.regions)


def index_texts(dossier: Dossier) -> Index:
    """One row for each region of each report, in reading order."""
    used = {character for document in dossier.documents for character in document.text}
    free = [chr(code) for code in PRIVATE if chr(code) not in used]
    texts = (UNSTORABLE.sub(" ", dossier.cut(region.span)) for region in dossier.regions)  # as long as before: offsets stay
    db = None
    with suppress(sqlite3.OperationalError):  # "no such module: fts5"
        made = sqlite3.connect(":memory:", check_same_thread=False)
        made.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        made.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))
        db = made if len(free) > 1 else None
    return Index(dossier, (free[0], free[1]) if db else ("", ""), db, threading.Lock())


def find(index: Index, query: str) -> list[Hit]:
    """Where all that is asked for stands: the region that fits best first (BM25), then reading order. Nothing is an error.

    >>> terms('“engine test” capt*')
    [Term(words='engine test', prefix=False), Term(words='capt', prefix=True)]
    """
    asked = terms(query)
    if not asked:
        return []
    usual = index.db is not None and all(WORD.search(term.words) and not WITHOUT_BLANKS.search(term.words) for term in asked)
    rows: list[tuple[int, list[tuple[int, int]]]] | None = None
    if usual:
        with suppress(sqlite3.OperationalError):  # more words than FTS5 takes at once
            rows = _look_up(index, asked)
    return [hit for row, places in (_look_through(index, asked) if rows is None else rows) for hit in _hits(index, row, places)]


def terms(query: str) -> list[Term]:
    found = [
        Term(" ".join((phrase or word).split()), bool(open_phrase or open_word))
        for phrase, open_phrase, word, open_word in TERM.findall(query.translate(QUOTES))
    ]
    return list(dict.fromkeys(term for term in found if term.words))


def pieces(dossier: Dossier, hit: Hit) -> tuple[tuple[str, bool], ...]:
    """What stands around a hit, cut where the words that were asked for begin and end; True for these."""
    text, at = dossier.document[hit.around.doc].text, hit.around.start
    found: list[tuple[str, bool]] = []
    for span in hit.spans:
        found += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    return (*found, (text[at : hit.around.end], False))


def hit_json(dossier: Dossier, hit: Hit) -> Item:
    return {"around": span_json(dossier, hit.around), "spans": spans_json(dossier, hit.spans), "kind": hit.kind}


# ── by the index ──


def _look_up(index: Index, asked: Sequence[Term]) -> list[tuple[int, list[tuple[int, int]]]]:
    wanted = " AND ".join(f'"{UNSTORABLE.sub(" ", term.words)}"{"*" * term.prefix}' for term in asked)
    query = "SELECT rowid, highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ? ORDER BY rank, rowid"
    with index.turn:
        rows = index.db.execute(query, (*index.marks, wanted)).fetchall() if index.db else []
    return [(row, list(_marked(text, *index.marks))) for row, text in rows]


def _marked(text: str, opens: str, closes: str) -> Iterator[tuple[int, int]]:
    """The places between marks, counted as if the marks were not there.

    >>> list(_marked("a <pump> and <pumps>", "<", ">"))
    [(2, 6), (11, 16)]
    """
    for number, part in enumerate(re.finditer(f"{re.escape(opens)}[^{re.escape(closes)}]*", text)):
        start = part.start() - 2 * number
        yield start, start + len(part[0]) - 1


# ── by reading through ──


def _look_through(index: Index, asked: Sequence[Term]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    patterns = [_pattern(term) for term in asked]
    for row, text in enumerate(index.folded):
        if all(pattern.search(text) for pattern in patterns):
            yield row, _joined(sorted(match.span(1) for pattern in patterns for match in pattern.finditer(text)))


@lru_cache(maxsize=256)
def _pattern(term: Term) -> re.Pattern[str]:
    """Whole words where blanks part them; else the characters as they stand. Places may overlap: the group only looks ahead."""
    folded = _fold(term.words)
    words = WORD.findall(folded)
    if not words or WITHOUT_BLANKS.search(folded):
        return re.compile("(?=(" + r"\s+".join(map(re.escape, folded.split())) + "))")
    ending = r"[^\W_]*" if term.prefix else r"(?![^\W_])"
    return re.compile(r"(?<![^\W_])(?=(" + r"[\W_]+".join(words) + ending + "))")


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """
    >>> _joined([(0, 4), (2, 6), (9, 11)])
    [(0, 6), (9, 11)]
    """
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _fold(text: str) -> str:
    """Without case and accents, character by character, so that offsets stay.

    >>> _fold("Été İZMİR Straße 한국")
    'ete izmir straße 한국'
    """
    return "".join(map(_folded, text))


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    lower = (parts[0] if all(map(unicodedata.combining, parts[1:])) else character).lower()
    return lower if len(lower) == 1 else character


# ── what is shown ──


def _hits(index: Index, row: int, places: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Every place once: those that are close to each other in one hit."""
    region = index.dossier.regions[row]
    together: list[tuple[int, int]] = []
    for place in places:
        if together and place[1] > together[0][0] + TOGETHER:
            yield _hit(index, region, together)
            together = []
        together.append(place)
    if together:
        yield _hit(index, region, together)


def _hit(index: Index, region: Region, places: Sequence[tuple[int, int]]) -> Hit:
    text, at = index.dossier.cut(region.span), region.span
    start, end = places[0][0], places[-1][1]
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    if left and (blank := re.compile(r"\s+").search(text, left, start)):
        left = blank.end()
    if right < len(text) and (blanks := list(re.compile(r"\s").finditer(text, end, right))):
        right = blanks[-1].start()
    spans = tuple(Span(at.doc, at.start + a, at.start + b) for a, b in places)
    return Hit(Span(at.doc, at.start + left, at.start + right), spans, region.kind)
