"""Which report was made from which, or from a text that is not in the collection.

Passages say what two reports share; this step says which way the text went. A report is made from another where it credits
it, where it is dated later, where it holds all of the other and begins with words of its own, or where it is the other's
beginning cut off. Where two reports rework the same sentences in the same order and each has facts the other lacks, neither
can be the other's parent: both have a lost one. What a copy shares with anyone must come from its source (Dong, Berti-Équille
& Srivastava 2009), so shared text that an accepted parent explains says nothing more. All else stays "not established".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from sayso.measure.shared_text import COPIED, Report, Shared, is_related, listed, only_in, own_sentences, reports_of, shared_by_pair
from sayso.measure.signs import OWN_DETAILS, Step, direction
from sayso.records import Document, Lineage, Passage, Sentence, Span, in_order

OWN_SENTENCES = 3  # … or so many sentences outside the shared stretches, each of OWN_WORDS content words
LOST, LOST_COPY = "a text both rework, not in your files", "a text both carry, not in your files"
EVIDENCE = 6  # pairs of spans kept as evidence; the passages themselves are all in the passages table


def trace_lineage(documents: Sequence[Document], sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Iterator[Lineage]:
    """One record for each child of parents in the collection, and for each group of reports whose parent is lost or unclear."""
    reports = reports_of(documents, sentences)
    related = [shared for shared in shared_by_pair(reports, passages) if is_related(shared)]
    steps = [step for shared in related if (step := direction(shared))]
    parents = _accepted(steps)
    found = [_derived(chosen) for chosen in parents.values()]
    directed = {id(step.shared) for step in steps}
    ancestors = {name: _ancestors(name, parents) for name in reports}
    unclear = [
        shared
        for shared in related
        if id(shared) not in directed and not ancestors[shared.left.document.id] & ancestors[shared.right.document.id]
    ]
    found += [_undirected(group) for group in _groups(unclear)]
    yield from in_order(found)


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _accepted(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """For each child its parents: the strongest first, another only for text that those before it do not explain."""
    accepted: dict[str, list[Step]] = {}
    explained: dict[str, list[tuple[int, int]]] = defaultdict(list)
    ordered = sorted(
        steps,
        key=lambda step: (-step.strength, -step.shared.characters(step.child), step.child.document.id, step.parent.document.id),
    )
    for step in ordered:
        child, parent = step.child.document.id, step.parent.document.id
        fresh = _uncovered(step.shared.of(step.child), explained[child])
        if child in _ancestors(parent, accepted) or fresh < COPIED:
            continue
        accepted.setdefault(child, []).append(step)
        explained[child] += step.shared.of(step.child)
    return accepted


def _uncovered(stretches: Iterable[tuple[int, int]], covered: Iterable[tuple[int, int]]) -> int:
    left = {place for start, end in stretches for place in range(start, end)}
    for start, end in covered:
        left.difference_update(range(start, end))
    return len(left)


def _ancestors(report: str, accepted: Mapping[str, Sequence[Step]]) -> frozenset[str]:
    """The report and everything it was made from."""
    found, waiting = {report}, [report]
    while waiting:
        for step in accepted.get(waiting.pop(), ()):
            if step.parent.document.id not in found:
                found.add(step.parent.document.id)
                waiting.append(step.parent.document.id)
    return frozenset(found)


def _derived(steps: Sequence[Step]) -> Lineage:
    child = steps[0].child.document
    because = "; ".join(f"{child.name} is made from {step.parent.document.name}: {step.because}" for step in steps)
    evidence = [span for step in steps for span in (*step.spans, *_aligned(step.shared))]
    parents = tuple(sorted(step.parent.document.id for step in steps))
    return Lineage((child.id,), parents, None, "established", because, tuple(dict.fromkeys(evidence)))


def _aligned(shared: Shared) -> list[Span]:
    """The likeliest shared stretches, left and right in turn, in the order of the text."""
    best = sorted(shared.parts or shared.passages, key=lambda passage: (-passage.score, passage.left))[:EVIDENCE]
    return [span for passage in sorted(best, key=lambda passage: passage.left) for span in (passage.left, passage.right)]


def _groups(pairs: Sequence[Shared]) -> list[list[Shared]]:
    """Pairs of one group where every two members are related; no closure over chains."""
    left = {(shared.left.document.id, shared.right.document.id): shared for shared in pairs}
    found: list[list[Shared]] = []
    while left:
        first = min(left)
        members = set(first)
        for name in sorted({name for pair in left for name in pair} - members):
            if all(tuple(sorted((name, member))) in left for member in members):
                members.add(name)
        inside = [pair for pair in combinations(sorted(members), 2) if pair in left]
        found.append([left.pop(pair) for pair in inside])
    return found


def _undirected(group: Sequence[Shared]) -> Lineage:
    """Reports with a common text of which none is the parent, or nobody knows which."""
    members = {report.document.id: report for shared in group for report in (shared.left, shared.right)}
    children = tuple(sorted(members))
    evidence = [span for shared in group for span in _aligned(shared)]
    amount = _common(group)
    credited = _third_party([members[name] for name in children])
    reworded = any(shared.reworded for shared in group)
    own = [_own_facts(shared, report) for shared in group for report in (shared.left, shared.right)]
    if (reworded and not all(own)) or not (reworded or credited):
        because = f"{amount}; which was made from which, or whether both come from a third, the texts do not tell"
        return Lineage(children, (), None, "not established", because, tuple(dict.fromkeys(evidence)))
    evidence += [span for facts in own for span in (facts.spans if facts else ())]
    because = f"{amount}; neither holds all of the other: " + "; ".join(dict.fromkeys(facts.said for facts in own if facts))
    lost = LOST if reworded else LOST_COPY
    if credited:
        name, span, where = credited
        lost += f" ({name} is credited in {where.document.name})"
        evidence.append(span)
    return Lineage(children, (), lost, "established" if credited else "not established", because, tuple(dict.fromkeys(evidence)))


class OwnFacts(NamedTuple):
    said: str
    spans: tuple[Span, ...]


def _own_facts(shared: Shared, report: Report) -> OwnFacts | None:
    """What the report has and the other lacks, if it is enough to say that it is not made from the other alone."""
    other = shared.right if report is shared.left else shared.left
    names, sentences = only_in(report, other), own_sentences(report, shared)
    if len(names) < OWN_DETAILS and len(sentences) < OWN_SENTENCES:
        return None
    has = [listed(names, report)] if names else []
    has += [f"{len(sentences)} sentences of its own"] if sentences else []
    spans = [report.details[name].sentence for name in names[:2]] or sentences[:2]
    return OwnFacts(f"only {report.document.name} has {' and '.join(has)}", tuple(spans))


def _common(group: Sequence[Shared]) -> str:
    shared = group[0]
    kind = "reword the same text in the same order" if shared.reworded else "share text"
    names = " and ".join(report.document.name for report in (shared.left, shared.right))
    more = f" (and {len(group)} pairs in all)" if len(group) > 1 else ""
    return f"{names} {kind}, {shared.share(shared.left):.0%} of the one and {shared.share(shared.right):.0%} of the other{more}"


def _third_party(reports: Sequence[Report]) -> tuple[str, Span, Report] | None:
    """An outlet that is credited for the text and is none of these reports: named by most of them, else by any."""
    known = {name for report in reports for name in report.known_as}
    votes: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        for name in report.credits:
            if name.casefold() not in known:
                votes[name].append(report)
    if not votes:
        return None
    name = min(votes, key=lambda name: (-len(votes[name]), votes[name][0].credits[name].start, name))
    return name, votes[name][0].credits[name], votes[name][0]
