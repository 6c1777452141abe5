"""What two reports share, and what each has alone: the facts on which lineage is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from sayso.records import Document, Passage, Sentence, Span
from sayso.wording import is_content, words_of

LOOSE = 0.8  # mean likeness of shared stretches below which they are told again rather than copied (by eye)
COPIED = 250  # characters of shared text (about 40 words) from which two reports are related at all; below: a stock phrase
OWN_WORDS = 6
ONE_NAME = 0.75  # Damerau-Levenshtein likeness from which two names are spellings of one ("Zahra"/"Zara" .8)
LISTED = 4  # names that a reason repeats
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

    @property
    def loose(self) -> bool:
        """Reworded, or edited so much that hardly a clause is left as it was."""
        parts = self.parts or self.passages
        return self.reworded or sum(passage.score for passage in parts) < LOOSE * len(parts)

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


# ── what is known of a report ────────────────────────────────────────────────────────────────────────────────────────


def reports_of(documents: Sequence[Document], sentences: Sequence[Sentence]) -> dict[str, Report]:
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


# ── what two reports share, and what they do not ─────────────────────────────────────────────────────────────────────


def shared_by_pair(reports: Mapping[str, Report], passages: Sequence[Passage]) -> list[Shared]:
    pairs: dict[tuple[str, str], Shared] = {}
    for passage in passages:
        pair = passage.left.doc, passage.right.doc
        if pair not in pairs:
            pairs[pair] = Shared(reports[pair[0]], reports[pair[1]])
        pairs[pair].passages.append(passage)
    return [pairs[pair] for pair in sorted(pairs)]


def is_related(shared: Shared) -> bool:
    return shared.whole or min(shared.characters(shared.left), shared.characters(shared.right)) >= COPIED


def starts_alone(report: Report, shared: Shared) -> bool:
    """Its first sentence of running text is not shared."""
    running = [sentence.span for sentence in report.sentences if sentence.kind == "body"] or [report.sentences[0].span]
    first = running[0]
    shared_part = sum(max(0, min(end, first.end) - max(start, first.start)) for start, end in shared.of(report))
    return shared_part < (first.end - first.start) / 2


def only_in(mine: Report, theirs: Report) -> list[str]:
    """Names and numbers that the other report has nowhere, in any spelling, in the order in which they appear."""
    there = {word.form.removesuffix("'s") for word in words_of(theirs.document.text)}
    missing = [name for name in mine.details if name not in there]
    return [name for name in missing if name[0].isdigit() or not any(_one_name(name, other) for other in theirs.details)]


def _one_name(name: str, other: str) -> bool:
    return float(DamerauLevenshtein.normalized_similarity(name, other)) >= ONE_NAME


def own_sentences(report: Report, shared: Shared) -> list[Span]:
    """Sentences of some length that lie outside the shared stretches."""
    stretches = [Span(report.document.id, start, end) for start, end in shared.of(report)]
    return [
        sentence.span
        for sentence in report.sentences
        if not any(sentence.span.overlaps(stretch) for stretch in stretches) and _weighty(report.document.text, sentence.span)
    ]


def _weighty(text: str, span: Span) -> bool:
    return sum(is_content(word.form) for word in words_of(text, span.start, span.end)) >= OWN_WORDS


def amount(shared: Shared, report: Report) -> str:
    count = len(shared.of(report))
    return f"{count} stretch{'es' if count > 1 else ''} of text, {shared.share(report):.0%} of its own"


def listed(names: Sequence[str], report: Report) -> str:
    written = [report.details[name].written for name in names[:LISTED]]
    return ", ".join(written) + (" …" if len(names) > LISTED else "")
