"""Which report was made from which: families to draw, the steps in words with their evidence, near-duplicates, passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.records import Lineage, Passage
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName, Worded, even, worded
from sayso.show.page.asked import Asked
from sayso.show.page.stemma import Family, Tie, alike, draw_family, families_of, hanging_together, keys_of

ON_A_PAGE = 100  # relations, and passages: the app has further pages, the one file says how many more there are; by eye
ALIKE = 5  # reports that come from the same in the same way and share a box (by eye)
MOST_BOXES = 30  # in one drawing: graphs of more are read too slowly (see design of the interface); by eye
KINDS = ("verbatim", "edited", "reworded")
UNTOLD = "kind not told"  # of a relation in which no passage was kept
UNCLEAR = "the text they share; which came first is not told"
LOST, SHARED, REPORT = "lost", "shared", "report"  # what a box of the drawing stands for


@dataclass(frozen=True)
class Box:
    """What stands at a key of the drawing: a report, or many alike, a lost parent, or a text that reports share and nobody knows
    whence."""

    kind: str  # REPORT, LOST, SHARED
    reports: tuple[ReportName, ...]
    words: str  # for a box that is no report
    made_from: tuple[str, ...]  # "from 1, edited", "shares a lost parent, reworded": the lines in words


@dataclass(frozen=True)
class Drawing:
    family: Family
    boxes: dict[int, Box]


@dataclass(frozen=True)
class LineageGroup:
    record: Lineage
    children: tuple[ReportName, ...]
    parents: tuple[ReportName, ...]
    places: int  # whose words tell …
    evidence: tuple[Worded, ...]  # … and these
    pairs: tuple[tuple[str, ...], ...]  # ids of two reports each, that a person may say are no copies


@dataclass(frozen=True)
class PassagePair:
    record: Passage
    left: Quote
    right: Quote

    @property
    def is_verbatim(self) -> bool:
        """Whether it is enough to show the words once."""
        return even(self.left.words) == even(self.right.words)


@dataclass(frozen=True)
class NearCopy:
    """A report and the one before it in its group that it is most like."""

    record: Passage
    report: ReportName
    like: ReportName


@dataclass(frozen=True)
class NearGroup:
    """Reports that are near-duplicates as wholes: each is one of some other of the group."""

    reports: tuple[ReportName, ...]
    reasons: tuple[NearCopy, ...]  # one for each report but the first


@dataclass(frozen=True)
class LineageView:
    drawings: tuple[Drawing, ...]
    too_large: tuple[int, ...]  # how many reports each family has that is not drawn
    kinds: tuple[str, ...]  # kinds of line that the drawings hold, for the legend
    alone: tuple[ReportName, ...]  # made from no other report here
    groups: tuple[LineageGroup, ...]  # of this page, as the passages
    groups_count: int
    near: tuple[NearGroup, ...]
    passages: tuple[PassagePair, ...]
    passages_count: int
    page: int  # from 1
    pages: int


def lineage_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> LineageView:
    """What links the reports by their text: the relations and the passages of one page, and everything else."""
    passages = sorted((passage for passage in dossier.passages if not passage.whole), key=lambda passage: -passage.score)
    pages = max(1, -(-max(len(passages), len(dossier.lineages)) // ON_A_PAGE))
    page = min(max(1, asked.page), pages) if anchors.places.app else 1
    here = slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
    ties, boxes = ties_and_boxes(dossier, anchors)
    families = families_of(ties)
    drawn = [draw_family(those) for those in families if len(keys_of(those)) <= MOST_BOXES]
    kinds = {line.kind for family in drawn for gap in family.lines for line in gap}
    related = {doc for lineage in dossier.lineages for doc in (*lineage.children, *lineage.parents)}
    return LineageView(
        drawings=tuple(
            Drawing(family, {slot.key: boxes[slot.key] for column in family.generations for slot in column if slot.tie is None})
            for family in drawn
        ),
        too_large=tuple(
            sum(len(boxes[key].reports) for key in keys_of(those)) for those in families if len(keys_of(those)) > MOST_BOXES
        ),
        kinds=tuple(kind for kind in (*KINDS, UNTOLD) if kind in kinds),
        alone=tuple(report for doc, report in anchors.reports.items() if doc not in related),
        groups=lineage_groups(anchors, dossier.lineages[here]),
        groups_count=len(dossier.lineages),
        near=near_groups(dossier, anchors),
        passages=tuple(PassagePair(one, anchors.quote(one.left), anchors.quote(one.right)) for one in passages[here]),
        passages_count=len(passages),
        page=page,
        pages=pages,
    )


# ── what is drawn ────────────────────────────────────────────────────────────────────────────────────────────────────


def ties_and_boxes(dossier: Dossier, anchors: Anchors) -> tuple[tuple[Tie, ...], dict[int, Box]]:
    """Reports by their numbers, many alike by the first one's; a lost parent, or a shared text, by a number below zero."""
    number = {doc: report.number for doc, report in anchors.reports.items()}
    kinds = kinds_between(dossier)
    ties: list[Tie] = []
    others: dict[int, Box] = {}
    for place, lineage in enumerate(dossier.lineages, 1):
        sure = lineage.direction == "established"
        ties += [
            Tie(number[parent], number[child], kinds.get(frozenset((parent, child)), UNTOLD), sure)
            for parent in lineage.parents
            for child in lineage.children
        ]
        if lineage.lost is not None or not lineage.parents:
            lost = lineage.lost is not None
            others[-place] = Box(LOST if lost else SHARED, (), lineage.lost or UNCLEAR, ())
            kind = main_kind([kinds.get(frozenset(pair), UNTOLD) for pair in combinations(lineage.children, 2)])
            ties += [Tie(-place, number[child], kind, sure and lost) for child in lineage.children]
    joined = alike(ties, ALIKE)
    left_out = {child for those in joined.values() for child in those[1:]}
    names = {report.number: report for report in anchors.reports.values()}
    boxes = {
        key: Box(
            REPORT,
            tuple(names[one] for one in joined.get(key, (key,))),
            "",
            tuple(line_in_words(tie, others) for tie in ties if tie.child == key),
        )
        for key in names
    }
    return tuple(tie for tie in ties if tie.child not in left_out), {**boxes, **others}


def kinds_between(dossier: Dossier) -> dict[frozenset[str], str]:
    """For each two reports the kind of the most text that they share."""
    amount: dict[frozenset[str], dict[str, int]] = {}
    for passage in dossier.passages:
        shared = amount.setdefault(frozenset((passage.left.doc, passage.right.doc)), {})
        shared[passage.kind] = shared.get(passage.kind, 0) + passage.left.end - passage.left.start
    return {pair: max(sorted(shared), key=lambda kind: shared[kind]) for pair, shared in amount.items()}


def main_kind(kinds: Sequence[str]) -> str:
    """The most frequent; of two the one that changes less."""
    return max(kinds, key=lambda kind: (kinds.count(kind), -(*KINDS, UNTOLD).index(kind)), default=UNTOLD)


def line_in_words(tie: Tie, others: dict[int, Box]) -> str:
    """A line as its child tells it; that the direction is not established is said."""
    if tie.parent not in others:
        return f"from {tie.parent}, {tie.kind}{'' if tie.sure else '; likely, not established'}"
    if others[tie.parent].kind == SHARED:
        return f"shares text, {tie.kind}; direction not established"
    return f"from the lost text, {tie.kind}{'' if tie.sure else '; likely, not established'}"


# ── what is listed ───────────────────────────────────────────────────────────────────────────────────────────────────


def lineage_groups(anchors: Anchors, lineages: Sequence[Lineage]) -> tuple[LineageGroup, ...]:
    return tuple(
        LineageGroup(
            lineage,
            tuple(anchors.reports[doc] for doc in lineage.children),
            tuple(anchors.reports[doc] for doc in lineage.parents),
            len(lineage.evidence),
            worded(map(anchors.quote, lineage.evidence)),
            tuple(pairs_of(lineage)),
        )
        for lineage in lineages
    )


def pairs_of(lineage: Lineage) -> Iterator[tuple[str, ...]]:
    """Each child with each parent; where none is in the collection, each two children."""
    if lineage.parents:
        yield from ((child, parent) for child in lineage.children for parent in lineage.parents)
    else:
        yield from combinations(lineage.children, 2)


def near_groups(dossier: Dossier, anchors: Anchors) -> tuple[NearGroup, ...]:
    """Near-duplicates that hang together, in the order of the reports."""
    alike: dict[int, dict[int, Passage]] = {}
    for passage in dossier.passages:
        if passage.whole:
            one, other = anchors.reports[passage.left.doc].number, anchors.reports[passage.right.doc].number
            alike.setdefault(one, {})[other] = alike.setdefault(other, {})[one] = passage
    groups: dict[int, list[int]] = {}
    for number, first in sorted(hanging_together((one, *others) for one, others in alike.items()).items()):
        groups.setdefault(first, []).append(number)
    named = {report.number: report for report in anchors.reports.values()}
    return tuple(
        NearGroup(tuple(named[number] for number in members), tuple(reasons(members, alike, named))) for members in groups.values()
    )


def reasons(
    members: Sequence[int], alike: Mapping[int, Mapping[int, Passage]], named: Mapping[int, ReportName]
) -> Iterator[NearCopy]:
    """For every report but the first the one that it is most like: of those before it, else (a chain) of all."""
    for number in members[1:]:
        others = alike[number]
        like = max(others, key=lambda other: (other < number, others[other].score, -min(other, number)))
        yield NearCopy(others[like], named[number], named[like])
