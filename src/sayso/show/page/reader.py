"""Reports side by side: which of their paragraphs stand beside each other.

Every column is aligned with the first one. Paragraphs that a passage or a quotation joins stand in one row, as long as both
reports keep their own order; what stands between two such rows stands between them, in order, beside whatever else does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso import records as r
from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.side_by_side import KINDS, Row, edited_words, side_by_side


class Join(NamedTuple):
    """Paragraph `left` of the first report and paragraph `right` of another say the same, over so many characters."""

    left: int
    right: int
    characters: int
    kind: str  # one of side_by_side.KINDS


class Beside(NamedTuple):
    """One row: which paragraphs each column has here, and what joins each column to the first one ("": nothing)."""

    columns: tuple[tuple[int, ...], ...]
    kinds: tuple[str, ...]


class Tied(NamedTuple):
    """What joins two reports: paragraphs, and the words in which joined stretches part."""

    joins: list[Join]
    differing: list[Span]


def tied(dossier: Dossier, first: r.Document, other: r.Document, blocks: Mapping[str, Sequence[Span]]) -> Tied:
    """The paragraphs that `side_by_side` joins; `blocks` has the paragraphs of both reports, sorted."""
    rows = [row for row in side_by_side(dossier, first, other) if row.left and row.right]
    found: dict[tuple[int, int], Join] = {}
    for row in rows:
        for join in _joins(row, blocks[first.id], blocks[other.id]):
            known = found.setdefault(join[:2], join)
            kind = min(known.kind, join.kind, key=KINDS.index)
            found[join[:2]] = known._replace(characters=known.characters + join.characters, kind=kind)
    parts = [part for row in rows for part in edited_words(dossier, row)]
    return Tied(sorted(found.values()), sorted({span for part in parts for span in (*part.left, *part.right)}))


def _joins(row: Row, lefts: Sequence[Span], rights: Sequence[Span]) -> Iterator[Join]:
    for left in row.left:
        for right in row.right:
            places = _block_of(lefts, left), _block_of(rights, right)
            if min(places) >= 0:
                yield Join(*places, min(left.end - left.start, right.end - right.start), row.kind)


def _block_of(blocks: Sequence[Span], span: Span) -> int:
    place = bisect_right(blocks, span.start, key=lambda block: block.start) - 1
    return place if place >= 0 and blocks[place].end > span.start else -1


def chain(joins: Sequence[Join]) -> list[Join]:
    """The joins that keep the order of both reports and hold most characters: of several such the first ones.

    >>> [join[:2] for join in chain([Join(0, 2, 9, ""), Join(1, 0, 4, ""), Join(2, 1, 4, ""), Join(3, 3, 1, "")])]
    [(0, 2), (3, 3)]
    """
    ordered = sorted(joins)
    best: list[tuple[int, int]] = []  # most characters of a chain that ends here, and the join before it
    for place, join in enumerate(ordered):
        before = [n for n in range(place) if ordered[n].left < join.left and ordered[n].right < join.right]
        last = max(before, key=lambda n: best[n][0], default=-1)
        best.append((join.characters + (best[last][0] if last >= 0 else 0), last))
    found: list[Join] = []
    place = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while place >= 0:
        found.append(ordered[place])
        place = best[place][1]
    return found[::-1]


def aligned(counts: Sequence[int], joins: Iterable[Sequence[Join]]) -> list[Beside]:
    """The rows: every paragraph of every column once, in its order. `counts`: paragraphs of each column; `joins`: those
    between the first column and each other one.

    >>> [row.columns for row in aligned([2, 3], [[Join(1, 1, 9, "verbatim")]])]
    [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    """
    chains = [{join.left: join for join in chain(those)} for those in joins]
    done = [0] * len(counts)
    found: list[Beside] = []

    def between(until: Sequence[int]) -> None:
        columns = tuple(tuple(range(start, max(start, end))) for start, end in zip(done, until, strict=True))
        if any(columns):
            found.append(Beside(columns, ("",) * len(counts)))
        done[:] = [max(start, end) for start, end in zip(done, until, strict=True)]

    for left in sorted({left for those in chains for left in those}):
        here = [those.get(left) for those in chains]
        # a column that nothing joins here goes on up to its own next join
        between([left, *(_before(those, left, count) for those, count in zip(chains, counts[1:], strict=True))])
        found.append(
            Beside(((left,), *((join.right,) if join else () for join in here)), ("", *(j.kind if j else "" for j in here)))
        )
        done[:] = [left + 1, *(join.right + 1 if join else at for join, at in zip(here, done[1:], strict=True))]
    between(counts)
    return found


def _before(joins: Mapping[int, Join], left: int, count: int) -> int:
    """Up to which paragraph a column is free before paragraph `left` of the first: to its next join."""
    return next((joins[at].right for at in sorted(joins) if at >= left), count)
