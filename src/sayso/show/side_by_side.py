"""Two reports laid side by side: what stands in both, what only one has, and what happened to the quotations.

Every character of a report's own text lies in exactly one row, or in several only where the other report says one thing twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso import records as r
from sayso.errors import SettingsError
from sayso.measure.changes import changes_between, forms_in_common
from sayso.measure.wordings import Wording, steps_between, wording_of
from sayso.records import OWN_TEXT, Change, Span, record_id
from sayso.show.dossier import Dossier
from sayso.show.items import JSON, Item, span_json, spans_json
from sayso.show.lines import one_line
from sayso.wording import words_of

KINDS = ("quotation", "verbatim", "edited", "reworded", "only left", "only right")  # of what one place is, the first holds
OPENING_MARKS = "\"“„«‘'”‟「『»"
CLOSING_MARK = re.compile("[.,;:!?…]*[\"”“’'»«」』][.,;:!?]*")
MOST_NAMES = 40  # reports that an error lists by name; by eye


class Tie(NamedTuple):
    """Something that stands in both reports: a quotation or a passage."""

    kind: str
    id: str
    left: tuple[Span, ...]
    right: tuple[Span, ...]
    because: str
    changes: tuple[Change, ...]  # of a quotation, from left to right


class Piece(NamedTuple):
    span: Span
    tie: int | None


class Row(NamedTuple):
    """What stands beside each other; a side is empty where the other report has nothing like it."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    kind: str
    tie: Tie | None
    begins: bool  # the first row of its tie


class Edited(NamedTuple):
    """Words that differ within a row: in place of `left` stands `right`; either may be empty."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]


def find_report(dossier: Dossier, wanted: str) -> r.Document:
    """The report of this name or id, or the only one whose name or id begins so."""
    exact = [document for document in dossier.documents if wanted in (document.name, document.id)]
    begun = [document for document in dossier.documents if wanted and document.name.startswith(wanted)]
    begun = begun or [document for document in dossier.documents if wanted and document.id.startswith(wanted.lower())]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    why = f"{len(found)} reports are meant by {wanted!r}" if found else f"no report here is called {wanted!r}"
    choices = [one_line(document.id if found else document.name) for document in found or dossier.documents]
    more = f"\n  … and {len(choices) - MOST_NAMES} more" if len(choices) > MOST_NAMES else ""
    raise SettingsError(f"{why}; choose from:" + "".join(f"\n  {choice}" for choice in choices[:MOST_NAMES]) + more)


def side_by_side(dossier: Dossier, left: r.Document, right: r.Document) -> list[Row]:
    """The rows in the order of the left report; what only the right one has stands after what it follows there."""
    if left.id == right.id:
        raise SettingsError(f"both are {one_line(left.name)}; name two different reports")
    ties = [*_quotations(dossier, left, right), *_passages(dossier, left, right)]
    pieces = [
        _pieces(dossier, document, [getattr(tie, side) for tie in ties]) for document, side in ((left, "left"), (right, "right"))
    ]
    return list(_in_order(ties, *pieces))


# ── what stands in both ──


def _quotations(dossier: Dossier, left: r.Document, right: r.Document) -> Iterator[Tie]:
    texts = {document.id: document.text for document in dossier.documents}
    for id_, utterance in dossier.utterance.items():
        held = [wording_of(version, texts) for version in utterance.versions]
        common = forms_in_common(held)
        here, there = (sorted((w for w in held if _is_in(w, document)), key=lambda w: -len(w.words)) for document in (left, right))
        if here and there and here[0].words and there[0].words:
            one, other = here[0], there[0]
            changes = tuple(sorted(changes_between(id_, one, other, common, len(held)), key=lambda change: change.left))
            # what a report says again, in part or in whole, is told where it says it first
            yield Tie("quotation", id_, _spans(here), _spans(there), utterance.because, changes)


def _is_in(wording: Wording, document: r.Document) -> bool:
    return wording.version.spans[0].doc == document.id


def _spans(wordings: Sequence[Wording]) -> tuple[Span, ...]:
    return tuple(span for wording in wordings for span in wording.version.spans)


def _passages(dossier: Dossier, left: r.Document, right: r.Document) -> list[Tie]:
    found = []
    for passage in dossier.passages:
        docs = passage.left.doc, passage.right.doc
        if docs in ((left.id, right.id), (right.id, left.id)):
            one, other = (passage.left, passage.right) if docs[0] == left.id else (passage.right, passage.left)
            found.append(Tie(passage.kind, record_id(passage), (one,), (other,), passage.because, ()))
    # in the same order whichever report is called left
    return sorted(found, key=lambda tie: (KINDS.index(tie.kind), sorted((tie.left, tie.right)), tie.id))


# ── pieces of a report ──


def _pieces(dossier: Dossier, document: r.Document, held: Sequence[Sequence[Span]]) -> list[Piece]:
    """The report's own text, paragraph by paragraph, cut where a tie begins or ends; of several ties the first one holds."""
    places = [region.span for region in dossier.regions if region.span.doc == document.id and region.kind in OWN_TEXT]
    own = sorted(places or [Span(document.id, 0, len(document.text))])
    owner = [-2] * len(document.text)  # -2: not its own text, -1: own and untied
    for span in own:
        owner[span.start : span.end] = [-1] * (span.end - span.start)
    for number in reversed(range(len(held))):
        for span in (_with_marks(document.text, span) for span in held[number]):
            owner[span.start : span.end] = [number] * (span.end - span.start)
    edges = {edge for span in own for edge in (span.start, span.end)}
    return _with_words(document.text, _runs(document, owner, edges))


def _with_marks(text: str, span: Span) -> Span:
    """A quotation with the marks around it; of other spans nothing is changed."""
    closing = CLOSING_MARK.match(text, span.end)
    opened = text[max(0, span.start - 1) : span.start] in tuple(OPENING_MARKS)
    return Span(span.doc, span.start - opened, closing.end() if closing else span.end)


def _with_words(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces without a word, such as a lone stop, belong to the piece before them on their line, else to the one after."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        wordless = not words_of(text, piece.span.start, piece.span.end)
        if last and "\n" not in text[last.span.end : piece.span.start]:
            if wordless:
                found[-1] = Piece(Span(last.span.doc, last.span.start, piece.span.end), last.tie)
                continue
            if not words_of(text, last.span.start, last.span.end):
                found[-1] = Piece(Span(last.span.doc, last.span.start, piece.span.end), piece.tie)
                continue
        found.append(piece)
    return found


def _runs(document: r.Document, owner: Sequence[int], edges: set[int]) -> Iterator[Piece]:
    """Runs of one owner, without outer blanks; untied text ends with its line."""
    start = 0
    text = document.text
    for at in range(1, len(text) + 1):
        ends = at == len(text) or owner[at] != owner[start] or (owner[start] == -1 and (at in edges or text[at - 1] == "\n"))
        if not ends:
            continue
        words = text[start:at]
        if owner[start] != -2 and words.strip():
            low = start + len(words) - len(words.lstrip())
            span = Span(document.id, low, start + len(words.rstrip()))
            yield Piece(span, owner[start] if owner[start] >= 0 else None)
        start = at


# ── rows ──


def _in_order(ties: Sequence[Tie], lefts: Sequence[Piece], rights: Sequence[Piece]) -> Iterator[Row]:
    rows = [row for number, tie in enumerate(ties) for row in _beside(tie, _of(lefts, number), _of(rights, number))]
    rows += [Row((piece.span,), (), "only left", None, True) for piece in lefts if piece.tie is None]
    rows.sort(key=lambda row: (row.left, row.right))
    # what only the right report has follows the row of the piece before it
    place = {span: number for number, row in enumerate(rows) for span in row.right}
    after: dict[int, list[Row]] = defaultdict(list)
    last = -1
    for piece in rights:
        if piece.tie is None:
            after[last].append(Row((), (piece.span,), "only right", None, True))
        else:
            last = place.get(piece.span, last)
    yield from after[-1]
    for number, row in enumerate(rows):
        yield row
        yield from after[number]


def _of(pieces: Sequence[Piece], number: int) -> list[Span]:
    return [piece.span for piece in pieces if piece.tie == number]


def _beside(tie: Tie, lefts: Sequence[Span], rights: Sequence[Span]) -> Iterator[Row]:
    """The pieces of one tie, first beside first, or all beside all; a side that other ties hold is named all the same."""
    if not lefts and not rights:
        return  # the same places are held by another tie
    lefts, rights = lefts or tie.left, rights or tie.right
    if len(lefts) != len(rights):
        yield Row(tuple(lefts), tuple(rights), tie.kind, tie, True)
        return
    for number, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        yield Row((left,), (right,), tie.kind, tie, number == 0)


# ── words that differ ──


def edited_words(dossier: Dossier, row: Row) -> list[Edited]:
    """Where the words of the two sides of an edited passage or a quotation part; capitals and spelling do not count."""
    if not (row.left and row.right) or row.kind not in ("edited", "quotation"):
        return []
    texts = {span.doc: dossier.document[span.doc].text for span in (*row.left, *row.right)}
    left, right = (wording_of(r.Version(spans, None), texts) for spans in (row.left, row.right))
    return [
        Edited(_stretches(left, step.i1, step.i2), _stretches(right, step.j1, step.j2))
        for step in steps_between(left, right)
        if step.kind != "equal"
    ]


def _stretches(wording: Wording, first: int, last: int) -> tuple[Span, ...]:
    """words[first:last] in one stretch for each piece of the report that holds some of them."""
    spans = wording.version.spans
    held = ([word for word in wording.words[first:last] if span.start <= word.start < span.end] for span in spans)
    return tuple(Span(spans[0].doc, part[0].start, part[-1].end) for part in held if part)


# ── as JSON ──


def diff_json(dossier: Dossier, left: r.Document, right: r.Document) -> Item:
    rows = side_by_side(dossier, left, right)
    return {
        "left": {"id": left.id, "report": left.name},
        "right": {"id": right.id, "report": right.name},
        "counts": {kind: count for kind, count in counts(rows).items() if count},
        "rows": [_row_json(dossier, row) for row in rows],
    }


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many there are of each kind; a tie in several rows is one."""
    found = dict.fromkeys(KINDS, 0)
    for row in rows:
        found[row.kind] += row.begins
    return found


def _row_json(dossier: Dossier, row: Row) -> Item:
    words: list[JSON] = [
        {"left": spans_json(dossier, found.left), "right": spans_json(dossier, found.right)} for found in edited_words(dossier, row)
    ]
    changes: list[JSON] = [
        {
            "from": span_json(dossier, change.left),
            "to": span_json(dossier, change.right),
            "kind": change.kind,
            "because": change.because,
        }
        for change in (row.tie.changes if row.tie and row.begins else ())
    ]
    return {
        "kind": row.kind,
        "of": row.tie.id if row.tie else None,
        "left": spans_json(dossier, row.left),
        "right": spans_json(dossier, row.right),
        "words": words,
        "changes": changes,
        "because": row.tie.because if row.tie else None,
    }
