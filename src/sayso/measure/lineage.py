"""Which report was made from which, or from a text that is not in the collection.

Passages say what two reports share; this step says which way the text went. Signs between two reports (signs.py) and the likelihood
over all reports that share text (descent.py) must agree: a sign counts where the collection does not speak against it, and where
there is none the collection must be sure. A parent that is likelier than not, but no more than that, is named as "not established".
A second parent is told for text that the first does not explain (merging.py). Where two reports have no likely parent here and each
has facts the other lacks, both have a lost one. All else stays "not established".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from sayso.measure.descent import Descent, descent_of
from sayso.measure.shared_text import (
    Report,
    Shared,
    amount,
    is_related,
    listed,
    only_in,
    own_sentences,
    reports_of,
    shared_by_pair,
)
from sayso.measure.signs import MERGED, OWN_DETAILS, WEIGHED, Step, direction
from sayso.records import Document, Lineage, Passage, Sentence, Span, in_order

OWN_SENTENCES = 3  # … or so many sentences outside the shared stretches, each of OWN_WORDS content words
LOST, LOST_COPY = "a text both rework, not in your files", "a text both carry, not in your files"
SURE = 0.9  # likelihood from which a step is told without a sign of its own; on simulated diffusion …
SIGNED = 0.7  # … and with one …
BOTH = 0.5  # … and with a second parent that explains the rest
LIKELY, SIGNED_LIKELY = 0.6, 0.5  # … and from which the likeliest parent is at least named, if no sign says the contrary
FIRST = 0.25  # likelihood that a first parent needs of its own to be named; with a second one it needs no more
RETOLD = 0.4  # … and where sentences are reworded throughout: the simulation has none of that, by the tests
GONE = 0.6  # likelihood that neither is made from any report here, from which both have a lost parent
UNCLEAR = 0.3  # … where a third outlet is credited for the text, or both reword it
SIGNS = 3  # told with a step
EVIDENCE = 6  # pairs of spans kept as evidence; the passages themselves are all in the passages table


def trace_lineage(documents: Sequence[Document], sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Iterator[Lineage]:
    """One record for each child of parents in the collection, and for each group of reports whose parent is lost or unclear."""
    reports = reports_of(documents, sentences)
    related = [shared for shared in shared_by_pair(reports, passages) if is_related(shared)]
    if not related:
        return
    descent = descent_of(related)
    parents = _accepted(related, descent)
    found = [_derived(chosen, descent) for chosen in parents.values()]
    ancestors = {name: _ancestors(name, parents) for name in reports}
    unclear = [shared for shared in related if not ancestors[shared.left.document.id] & ancestors[shared.right.document.id]]
    merged = {frozenset((step.parent.document.id, step.child.document.id)) for steps in parents.values() for step in steps}
    unclear = [shared for shared in unclear if frozenset((shared.left.document.id, shared.right.document.id)) not in merged]
    found += [_undirected(group, descent) for group in _groups(unclear)]
    yield from in_order(found)


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _accepted(related: Sequence[Shared], descent: Descent) -> dict[str, list[Step]]:
    """For each child its parent, the one that the whole collection speaks for, or a sign that it does not speak against; and a
    second one for text that the first does not explain."""
    accepted: dict[str, list[Step]] = {}
    between = {(one.left.document.id, one.right.document.id): one for one in related}
    told = [step for shared in related for step in _told(shared, descent)]
    for step in sorted(told, key=lambda step: _order(step, descent)):
        child, parent = step.child.document.id, step.parent.document.id
        if child in accepted or child in _ancestors(parent, accepted):
            continue
        second = descent.second_of(step.child, step.parent)
        if second and child in _ancestors(second.document.id, accepted):
            second = None
        if descent.support(step.child, step.parent) < (FIRST if second else _to_name(step)):
            continue
        if descent.likelihood(step.child, step.parent) < FIRST:
            continue
        accepted[child] = [step]
        if second:
            pair = min(child, second.document.id), max(child, second.document.id)
            because = f"it shares {amount(between[pair], step.child)}, with text that the other parent lacks"
            accepted[child].append(Step(second, step.child, between[pair], because, (), MERGED))
    return accepted


def _needed(step: Step) -> float:
    if step.strength == WEIGHED:
        return SURE
    return RETOLD if step.shared.loose else SIGNED


def _to_name(step: Step) -> float:
    return min(_needed(step), LIKELY if step.strength == WEIGHED else SIGNED_LIKELY)


def _told(shared: Shared, descent: Descent) -> Iterator[Step]:
    """A sign between the two reports, or what the collection says of them."""
    sign = direction(shared)
    if sign:
        yield sign
    for parent, child in ((shared.left, shared.right), (shared.right, shared.left)):
        if (sign is None or sign.child is not child) and descent.support(child, parent) >= (SURE if sign else FIRST):
            signs = descent.signs(child, parent)[:SIGNS]
            because = "; ".join([f"of all reports here it fits this one best, and shares {amount(shared, child)}", *signs])
            yield Step(parent, child, shared, because, (), WEIGHED)


def _order(step: Step, descent: Descent) -> tuple[float, int, int, str, str]:
    """The likeliest first, to a tenth; then the strongest sign."""
    likely = round(descent.likelihood(step.child, step.parent), 1)
    return -likely, -step.strength, -step.shared.characters(step.child), step.child.document.id, step.parent.document.id


def _ancestors(report: str, accepted: Mapping[str, Sequence[Step]]) -> frozenset[str]:
    """The report and everything it was made from."""
    found, waiting = {report}, [report]
    while waiting:
        for step in accepted.get(waiting.pop(), ()):
            if step.parent.document.id not in found:
                found.add(step.parent.document.id)
                waiting.append(step.parent.document.id)
    return frozenset(found)


def _derived(steps: Sequence[Step], descent: Descent) -> Lineage:
    child = steps[0].child.document
    first = steps[0]
    sure = descent.support(first.child, first.parent) >= (BOTH if len(steps) > 1 else _needed(first))
    because = "; ".join(f"{child.name} is made from {step.parent.document.name}: {step.because}" for step in steps)
    evidence = [span for step in steps for span in (*step.spans, *_aligned(step.shared))]
    parents = tuple(sorted(step.parent.document.id for step in steps))
    if not sure:
        because = f"likelier than not, {because}"
    return Lineage(
        (child.id,), parents, None, "established" if sure else "not established", because, tuple(dict.fromkeys(evidence))
    )


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


def _undirected(group: Sequence[Shared], descent: Descent) -> Lineage:
    """Reports with a common text of which none is the parent, or nobody knows which."""
    members = {report.document.id: report for shared in group for report in (shared.left, shared.right)}
    children = tuple(sorted(members))
    evidence = [span for shared in group for span in _aligned(shared)]
    common, credited = _common(group), _third_party([members[name] for name in children])
    gone = min(_gone(shared, descent) for shared in group)
    reworded = any(shared.reworded for shared in group)
    own = [_own_facts(shared, report) for shared in group for report in (shared.left, shared.right)] if gone >= UNCLEAR else [None]
    if not (all(own) and gone >= (UNCLEAR if reworded else GONE)) and not (credited and gone >= UNCLEAR):
        because = f"{common}; which was made from which, or whether both come from a third, the texts do not tell"
        return Lineage(children, (), None, "not established", because, tuple(dict.fromkeys(evidence)))
    evidence += [span for facts in own for span in (facts.spans if facts else ())]
    because = f"{common}; neither holds all of the other: " + "; ".join(dict.fromkeys(facts.said for facts in own if facts))
    lost = LOST if reworded else LOST_COPY
    if credited:
        name, span, where = credited
        lost += f" ({name} is credited in {where.document.name})"
        evidence.append(span)
    return Lineage(children, (), lost, "established" if credited else "not established", because, tuple(dict.fromkeys(evidence)))


def _gone(shared: Shared, descent: Descent) -> float:
    """The likelihood that neither is made from the other, nor, each by itself, from any report here."""
    left, right = shared.left, shared.right
    neither = 1 - descent.likelihood(left, right) - descent.likelihood(right, left)
    return min(neither, descent.likelihood(left, left), descent.likelihood(right, right))


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
