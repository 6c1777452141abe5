"""The quotations of one report: the stretches inside its marks, whose they are, and which of them only a cue splits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.marks import paragraphs, quoted_stretches
from sayso.names import may_be_one, name_words
from sayso.records import Attribution, Document, Party, Source, Span, record_id
from sayso.wording import Word, words_of

SCARE = 2  # words: as many and fewer are marks of irony or a name, not an utterance
GAP_WORDS = 14  # `… ,” the minister of finance told reporters on Friday. “ …`: longest gap inside one utterance
PERSON = "person"


class Quote(NamedTuple):
    """A stretch inside quotation marks, or several that a cue splits, with what the report says about who spoke."""

    doc: str
    spans: tuple[tuple[int, int], ...]
    sure: bool  # both ends are marked
    words: tuple[Word, ...]
    attribution: str | None
    speakers: frozenset[str]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks in which attribution, and which parties are surely different people."""

    of_attribution: Mapping[str, frozenset[str]]
    persons: Mapping[str, frozenset[tuple[str, ...]]]  # party id → its names in words, persons only

    def same(self, left: Quote, right: Quote) -> bool:
        """One party in common, or persons who may bear one name although they were not found to be one party."""
        if left.speakers & right.speakers:
            return True
        pairs = [(self.persons.get(a, ()), self.persons.get(b, ())) for a in left.speakers for b in right.speakers]
        return any(may_be_one(one, other) for ours, theirs in pairs for one in ours for other in theirs)

    def apart(self, left: Quote, right: Quote) -> bool:
        """Both are known, none is shared, and all are persons without a name in common."""
        if not left.speakers or not right.speakers or self.same(left, right):
            return False
        return (left.speakers | right.speakers) <= self.persons.keys()


# ── who speaks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def who_speaks(sources: Sequence[Source], parties: Sequence[Party]) -> Speakers:
    return Speakers(_speakers_of(sources, parties), _names_of_persons(parties))


def _speakers_of(sources: Sequence[Source], parties: Sequence[Party]) -> dict[str, frozenset[str]]:
    mentions: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for party in parties:
        identity = record_id(party)
        for mention in party.mentions:
            mentions[mention.doc].append((mention, identity))
    found: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        speaker = _party_of(source, mentions[source.span.doc])
        if speaker:
            found[source.attribution].add(speaker)
    return {attribution: frozenset(ids) for attribution, ids in found.items()}


def _party_of(source: Source, mentions: Sequence[tuple[Span, str]]) -> str | None:
    """The party one of whose mentions is, or lies in, the words of the ultimate source; the longest mention wins."""
    last = source.chain[-1] if source.chain else None
    places = [place for place in ((last.antecedent, last.surface) if last else ()) if place] or [source.span]
    for place in places:
        inside = [(mention.start - mention.end, mention.start, party) for mention, party in mentions if place.contains(mention)]
        if inside:
            return min(inside)[2]
    return None


def _names_of_persons(parties: Sequence[Party]) -> dict[str, frozenset[tuple[str, ...]]]:
    return {record_id(party): name_words(party.name, *party.names) for party in parties if party.kind == PERSON}


# ── the quotations of one report ─────────────────────────────────────────────────────────────────────────────────────


def quotes_in(document: Document, stated: Sequence[tuple[str, Attribution]], speakers: Mapping[str, frozenset[str]]) -> list[Quote]:
    found = []
    for stretch in quoted_stretches(document):
        start, end = stretch.start, stretch.end
        holder = _attribution_of(Span(document.id, start, end), stated)
        if not stretch.sure_end:
            limit = max((span.end for span in holder[1].content if span.end <= end), default=0) if holder else 0
            if limit <= start:
                continue
            end = limit
        found.append(_quote(document, ((start, end),), stretch.sure_start, holder[0] if holder else None, speakers))
    return _joined(document, [quote for quote in found if quote.words], dict(stated), speakers)


def _quote(
    document: Document,
    spans: tuple[tuple[int, int], ...],
    sure: bool,
    attribution: str | None,
    speakers: Mapping[str, frozenset[str]],
) -> Quote:
    words = tuple(word for start, end in spans for word in words_of(document.text, start, end))
    return Quote(document.id, spans, sure, words, attribution, speakers.get(attribution or "", frozenset()))


def _attribution_of(stretch: Span, stated: Sequence[tuple[str, Attribution]]) -> tuple[str, Attribution] | None:
    """The attribution whose content holds most of the stretch (half at least); of several the narrowest."""
    half = (stretch.end - stretch.start) / 2
    fitting = []
    for identity, attribution in stated:
        shared = sum(stretch.shared(span) for span in attribution.content)
        size = sum(span.end - span.start for span in attribution.content)
        if shared >= half:
            fitting.append((shared < 1.8 * half, size, attribution.at.start, identity, attribution))
    return min(fitting, key=lambda fit: fit[:4])[3:] if fitting else None


def _joined(
    document: Document, quotes: list[Quote], stated: Mapping[str, Attribution], speakers: Mapping[str, frozenset[str]]
) -> list[Quote]:
    """Quotations that only a cue splits ("…," he said, "…") as one with several spans."""
    found: list[Quote] = []
    for quote in quotes:
        last = found[-1] if found else None
        if last and last.sure and quote.sure and _split_by_cue(document, last, quote, stated):
            found[-1] = _quote(document, last.spans + quote.spans, True, last.attribution or quote.attribution, speakers)
        else:
            found.append(quote)
    return found


def _split_by_cue(document: Document, left: Quote, right: Quote, stated: Mapping[str, Attribution]) -> bool:
    start, end = left.spans[-1][1], right.spans[0][0]
    held = [attribution for attribution in (left.attribution, right.attribution) if attribution]
    if not held or len(left.words) <= SCARE or len(right.words) <= SCARE or len(words_of(document.text, start, end)) > GAP_WORDS:
        return False
    if not any(low <= start and end <= high for low, high in paragraphs(document)):
        return False
    if left.speakers and right.speakers and not left.speakers & right.speakers:
        return False
    if re.search(r":\W*$", document.text[start:end]):
        return False  # `called it “…” and said: “…”`: what follows is an utterance of its own
    gap = Span(document.id, start, end)
    cues = [cue for attribution in held for cue in stated[attribution].cue if gap.contains(cue)]
    if left.attribution == right.attribution:
        return bool(cues)
    # two attributions: the cue must close the first sentence, not open a new one
    runs_on = document.text[start - 1] != "."
    first_stop = document.text.find(".", start, end)
    return runs_on and any(first_stop < 0 or cue.end <= first_stop for cue in cues)
