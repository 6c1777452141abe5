"""Which report was made from which, or from a text that is not in the collection.

Passages say what two reports share; this step says which way the text went. A report is made from another where it credits
it, where it is dated later, where it holds all of the other and begins with words of its own, or where it is the other's
beginning cut off. Where two reports rework the same sentences in the same order and each has facts the other lacks, neither
can be the other's parent: both have a lost one. What a copy shares with anyone must come from its source (Dong, Berti-Équille
& Srivastava 2009), so shared text that an accepted parent explains says nothing more. All else stays "not established".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from sayso.records import Document, Lineage, Passage, Sentence, Span, in_order
from sayso.wording import is_content, words_of

COPIED = 250  # characters of shared text (about 40 words) from which two reports are related at all; below: a stock phrase
CONTAINED = 0.8  # share of a report's own text that stands in the other: all but a changed word here and there …
NOT_CONTAINED = 0.65  # … against a report that has a third or more of its own
RETOLD = 0.85  # share of sentences a rework must have from the other report to be made from it alone
OWN_DETAILS = 3  # names and numbers the other lacks, on both sides, from which neither is the other's parent
OWN_SENTENCES = 3  # … or so many sentences outside the shared stretches, each of OWN_WORDS content words
OWN_WORDS = 6
ONE_NAME = 0.75  # Damerau-Levenshtein likeness from which two names are spellings of one ("Zahra"/"Zara" .8)
LOST, LOST_COPY = "a text both rework, not in your files", "a text both carry, not in your files"
LISTED = 4  # names that a reason repeats
EVIDENCE = 6  # pairs of spans kept as evidence; the passages themselves are all in the passages table
TOP = 400  # characters at the start of a report in which a dateline stands
NAME = r"(?-i:[A-Z][\w&.’'-]*(?: (?:of|and|the|[A-Z][\w&.’'-]*)){0,4}?)"
DATELINE = re.compile(rf"\(({NAME})\)\s*[-–—]+\s")
CREDIT_LINE = re.compile(rf"\(({NAME})\)\s*(?:$|\n)|^\s*(?:source|via|from)\s*:?\s+({NAME})\s*$", re.I | re.M)
# "…, reports Harbour Radio's Ann Other": the outlet's own reporter, so the text is the outlet's; not "Norway's Foreign Ministry".
BODY = r"(?:Daily|Evening|Sunday|News|Times|Post|Foreign|Prime|Supreme|National|Central|State|Defen[cs]e|Interior|Health|President)"
OWN_REPORTER = re.compile(rf"\b(?:reports?|reported|writes|wrote)\s+({NAME})['’]s? (?!{BODY}\b)[A-Z]\w+ (?!{BODY}\b)[A-Z]\w+")
DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")


class Detail(NamedTuple):
    """A name or number: as it is written, and the sentence that has it first."""

    written: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Report:
    """What this step needs of one report."""

    document: Document
    sentences: tuple[Sentence, ...]
    size: int  # characters of its own sentences
    details: Mapping[str, Detail]  # names and numbers in running text
    known_as: frozenset[str]  # its outlet, or the agency in its dateline
    credits: Mapping[str, Span]  # outlets it credits → where
    date: str | None


@dataclass(slots=True)
class Shared:
    """What two reports share."""

    left: Report
    right: Report
    passages: list[Passage] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return any(passage.whole for passage in self.passages)

    @property
    def parts(self) -> list[Passage]:
        return [passage for passage in self.passages if not passage.whole]

    @property
    def reworded(self) -> bool:
        return sum(passage.kind == "reworded" for passage in self.passages) > sum(
            passage.kind != "reworded" for passage in self.passages
        )

    def of(self, report: Report) -> list[tuple[int, int]]:
        """The shared stretches in one of the two reports, overlaps merged, in order."""
        side = [passage.left if report is self.left else passage.right for passage in self.parts or self.passages]
        merged: list[tuple[int, int]] = []
        for span in sorted(side):
            if merged and span.start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], span.end))
            else:
                merged.append((span.start, span.end))
        return merged

    def characters(self, report: Report) -> int:
        return sum(end - start for start, end in self.of(report))

    def share(self, report: Report) -> float:
        return min(1.0, self.characters(report) / max(1, report.size))


class Step(NamedTuple):
    """One step from a parent to a child, with its reason."""

    parent: Report
    child: Report
    shared: Shared
    because: str
    spans: tuple[Span, ...]
    strength: int  # credit above dates above containment


def trace_lineage(documents: Sequence[Document], sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Iterator[Lineage]:
    """One record for each child of parents in the collection, and for each group of reports whose parent is lost or unclear."""
    reports = _reports(documents, sentences)
    related = [shared for shared in _shared(reports, passages) if _is_related(shared)]
    steps = [step for shared in related if (step := _direction(shared))]
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


# ── what is known of a report ────────────────────────────────────────────────────────────────────────────────────────


def _reports(documents: Sequence[Document], sentences: Sequence[Sentence]) -> dict[str, Report]:
    own: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        own[sentence.span.doc].append(sentence)
    return {document.id: _report(document, own[document.id]) for document in documents if own[document.id]}


def _report(document: Document, sentences: Sequence[Sentence]) -> Report:
    text = document.text
    dateline = DATELINE.search(text, 0, TOP)
    known_as = document.outlet or (dateline[1] if dateline else None)
    credited: dict[str, Span] = {}
    for pattern in (CREDIT_LINE, OWN_REPORTER, DATELINE):
        for match in pattern.finditer(text, 0, TOP if pattern is DATELINE else len(text)):
            group = 1 if match[1] else 2
            credited.setdefault(match[group], Span(document.id, *match.span(group)))
    if known_as:
        credited = {name: span for name, span in credited.items() if name.casefold() != known_as.casefold()}
    dates = sorted(found[0] for declared in document.declared if declared.what == "date" and (found := DATE.search(declared.value)))
    return Report(
        document,
        tuple(sentences),
        sum(sentence.span.end - sentence.span.start for sentence in sentences),
        _details(text, sentences),
        frozenset({known_as.casefold()} if known_as else ()),
        credited,
        dates[0] if dates else None,
    )


def _details(text: str, sentences: Sequence[Sentence]) -> dict[str, Detail]:
    """Numbers, and words with a capital inside a sentence of running text."""
    found: dict[str, Detail] = {}
    for sentence in sentences:
        if sentence.kind in ("headline", "subheading", "standfirst"):
            continue
        words = words_of(text, sentence.span.start, sentence.span.end)
        for k, word in enumerate(words):
            if text[word.start].isdigit() or (k and is_content(word.form) and text[word.start].isupper()):
                written = re.sub(r"['’]s$", "", text[word.start : word.end])
                found.setdefault(word.form.removesuffix("'s"), Detail(written, sentence.span))
    return found


# ── which way the text went ──────────────────────────────────────────────────────────────────────────────────────────


def _shared(reports: Mapping[str, Report], passages: Sequence[Passage]) -> list[Shared]:
    pairs: dict[tuple[str, str], Shared] = {}
    for passage in passages:
        pair = passage.left.doc, passage.right.doc
        if pair not in pairs:
            pairs[pair] = Shared(reports[pair[0]], reports[pair[1]])
        pairs[pair].passages.append(passage)
    return [pairs[pair] for pair in sorted(pairs)]


def _is_related(shared: Shared) -> bool:
    return shared.whole or min(shared.characters(shared.left), shared.characters(shared.right)) >= COPIED


def _direction(shared: Shared) -> Step | None:
    """The step from parent to child, by the strongest sign there is; None where the text does not tell."""
    pairs = ((shared.left, shared.right), (shared.right, shared.left))
    signs = (_credited, _retold) if shared.reworded else (_credited, _dated, _continued, _cut_off)
    for sign in signs:
        steps = [step for parent, child in pairs if (step := sign(parent, child, shared))]
        if len(steps) == 1:
            return steps[0]
    return None


def _credited(parent: Report, child: Report, shared: Shared) -> Step | None:
    for name, span in sorted(child.credits.items()):
        if name.casefold() in parent.known_as:
            because = f"it credits {name}, and shares {_amount(shared, child)} with the report of that name"
            return Step(parent, child, shared, because, (span,), 3)
    return None


def _dated(parent: Report, child: Report, shared: Shared) -> Step | None:
    if not parent.date or not child.date:
        return None
    exact = min(len(parent.date), len(child.date))
    if parent.date[:exact] >= child.date[:exact]:
        return None
    return Step(
        parent, child, shared, f"it is dated later ({child.date}, not {parent.date}) and shares {_amount(shared, child)}", (), 2
    )


def _continued(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child holds all of the parent and begins with text of its own."""
    if shared.share(parent) < CONTAINED or shared.share(child) > NOT_CONTAINED or not _starts_alone(child, shared):
        return None
    stretches = shared.of(child)
    if shared.characters(child) < CONTAINED * (stretches[-1][1] - stretches[0][0]):
        return None  # its own text stands in between as well: the other report may be a shortened copy of it
    because = f"it begins with text of its own and holds {shared.share(parent):.0%} of the other report's"
    return Step(parent, child, shared, because, (child.sentences[0].span,), 1)


def _cut_off(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child is the parent's beginning."""
    if shared.share(child) < CONTAINED or shared.share(parent) > NOT_CONTAINED or _starts_alone(parent, shared):
        return None
    last = shared.of(parent)[-1][1]
    before = sum(sentence.span.end - sentence.span.start for sentence in parent.sentences if sentence.span.end <= last)
    if shared.characters(parent) < CONTAINED * before:
        return None
    rest = next((sentence.span for sentence in parent.sentences if sentence.span.start >= last), parent.sentences[-1].span)
    because = f"{shared.share(child):.0%} of it is the beginning of the other report, which goes on"
    return Step(parent, child, shared, because, (rest,), 1)


def _retold(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child rewords nearly all its sentences from the parent and has next to no name or number of its own."""
    own, more = _only(child, parent), _only(parent, child)
    if shared.share(child) < RETOLD or len(own) >= OWN_DETAILS or len(more) < OWN_DETAILS:
        return None
    because = f"{shared.share(child):.0%} of it rewords the other report, which has {_listed(more, parent)} besides"
    return Step(parent, child, shared, because, tuple(parent.details[name].sentence for name in more[:2]), 1)


def _starts_alone(report: Report, shared: Shared) -> bool:
    """Its first sentence of running text is not shared."""
    running = [sentence.span for sentence in report.sentences if sentence.kind == "body"] or [report.sentences[0].span]
    first = running[0]
    shared_part = sum(max(0, min(end, first.end) - max(start, first.start)) for start, end in shared.of(report))
    return shared_part < (first.end - first.start) / 2


def _only(mine: Report, theirs: Report) -> list[str]:
    """Names and numbers that the other report has nowhere, in any spelling, in the order in which they appear."""
    there = {word.form.removesuffix("'s") for word in words_of(theirs.document.text)}
    missing = [name for name in mine.details if name not in there]
    return [name for name in missing if name[0].isdigit() or not any(_one_name(name, other) for other in theirs.details)]


def _one_name(name: str, other: str) -> bool:
    return float(DamerauLevenshtein.normalized_similarity(name, other)) >= ONE_NAME


def _own_sentences(report: Report, shared: Shared) -> list[Span]:
    """Sentences of some length that lie outside the shared stretches."""
    stretches = [Span(report.document.id, start, end) for start, end in shared.of(report)]
    return [
        sentence.span
        for sentence in report.sentences
        if not any(sentence.span.overlaps(stretch) for stretch in stretches) and _weighty(report.document.text, sentence.span)
    ]


def _weighty(text: str, span: Span) -> bool:
    return sum(is_content(word.form) for word in words_of(text, span.start, span.end)) >= OWN_WORDS


def _amount(shared: Shared, report: Report) -> str:
    count = len(shared.of(report))
    return f"{count} stretch{'es' if count > 1 else ''} of text, {shared.share(report):.0%} of its own"


def _listed(names: Sequence[str], report: Report) -> str:
    written = [report.details[name].written for name in names[:LISTED]]
    return ", ".join(written) + (" …" if len(names) > LISTED else "")


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
    names, sentences = _only(report, other), _own_sentences(report, shared)
    if len(names) < OWN_DETAILS and len(sentences) < OWN_SENTENCES:
        return None
    has = [_listed(names, report)] if names else []
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
