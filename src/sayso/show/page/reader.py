"""Reports side by side: which of their paragraphs stand beside each other.

Every column is aligned with the first one. Paragraphs that a passage or a quotation joins stand in one row, as long as both
reports keep their own order; what stands between two such rows stands between them, in order, beside whatever else does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso import records as r
from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.side_by_side import Row, edited_words, side_by_side


class Join(NamedTuple):
    """Paragraph `left` of the first report and paragraph `right` of another say the same, over so many characters."""

    left: int
    right: int
    characters: int
    kind: str  # one of side_by_side.KINDS


class Joined(NamedTuple):
    """Paragraph `left` of the first report stands beside paragraphs first to last of another."""

    left: int
    first: int
    last: int
    kind: str


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
    for join in (join for row in rows for join in _joins(row, blocks[first.id], blocks[other.id])):
        known = found.get(join[:2])
        heavier = join if known is None or join.characters > known.characters else known
        found[join[:2]] = heavier._replace(characters=join.characters + (known.characters if known else 0))
    parts = [part for row in rows for part in edited_words(dossier, row)]
    return Tied(sorted(found.values()), sorted({span for part in parts for span in (*part.left, *part.right)}))


def _joins(row: Row, lefts: Sequence[Span], rights: Sequence[Span]) -> Iterator[Join]:
    """The paragraphs over which a row goes, in step: of a passage of three against two the first two, then the last two."""
    for left in row.left:
        for right in row.right:
            ours, theirs = _blocks_at(lefts, left), _blocks_at(rights, right)
            steps = max(len(ours), len(theirs)) if ours and theirs else 0
            for step in range(steps):
                one, other = ours[step * len(ours) // steps], theirs[step * len(theirs) // steps]
                yield Join(one, other, min(lefts[one].shared(left), rights[other].shared(right)), row.kind)


def _blocks_at(blocks: Sequence[Span], span: Span) -> range:
    first = bisect_right(blocks, span.start, key=lambda block: block.end)
    return range(first, max(first, bisect_left(blocks, span.end, key=lambda block: block.start)))


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


def joined(joins: Sequence[Join]) -> Iterator[Joined]:
    """The chain, each join widened by neighbours on the right that say the same as its paragraph on the left.

    >>> list(joined([Join(0, 0, 9, "edited"), Join(0, 1, 4, "edited"), Join(1, 2, 5, "verbatim")]))
    [Joined(left=0, first=0, last=1, kind='edited'), Joined(left=1, first=2, last=2, kind='verbatim')]
    """
    links = chain(joins)
    free = 0
    for number, link in enumerate(links):
        until = min((later.right for later in links[number + 1 :]), default=None)
        beside = [j.right for j in joins if j.left == link.left and j.right >= free and (until is None or j.right < until)]
        yield Joined(link.left, min(beside), max(beside), link.kind)
        free = max(beside) + 1


def aligned(counts: Sequence[int], joins: Iterable[Sequence[Join]]) -> list[Beside]:
    """The rows: every paragraph of every column once, in its order. `counts`: paragraphs of each column; `joins`: those
    between the first column and each other one.

    >>> [row.columns for row in aligned([2, 3], [[Join(1, 1, 9, "verbatim")]])]
    [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    """
    chains = [{join.left: join for join in joined(those)} for those in joins]
    done = [0] * len(counts)
    found: list[Beside] = []

    def row(until: Sequence[int], kinds: Sequence[str]) -> None:
        columns = tuple(tuple(range(start, max(start, end))) for start, end in zip(done, until, strict=True))
        if any(columns):
            found.append(Beside(columns, tuple(kinds)))
        done[:] = [max(start, end) for start, end in zip(done, until, strict=True)]

    def in_step(left: int, joined: bool) -> Iterator[int]:
        """How far each other column goes beside the first one's paragraphs up to `left`: as many paragraphs, and all where
        its next join follows."""
        for those, at, count in zip(chains, done[1:], counts[1:], strict=True):
            following = next((place for place in sorted(those) if place >= left), None)
            limit = count if following is None else those[following].first
            yield limit if following == left and not joined else min(limit, at + max(0, left - done[0]))

    for left in sorted({left for those in chains for left in those}):
        row([left, *in_step(left, False)], [""] * len(counts))
        here = [those.get(left) for those in chains]
        free = list(in_step(left + 1, True))
        until = [join.last + 1 if join else at for join, at in zip(here, free, strict=True)]
        row([left + 1, *until], ["", *(join.kind if join else "" for join in here)])
    row(counts, [""] * len(counts))
    return found
