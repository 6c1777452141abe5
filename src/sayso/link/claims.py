"""The same claim wherever it is put forward, taken up, pointed at or denied, across the reports of one story.

Mentions that say a proposition are compared by soft alignment, where each word of one looks for its most alike word in the
other, weighted by how telling it is in this story (monolingual alignment as in Mihalcea, Corley & Strapparava 2006, on
distilled word vectors), and by vectors of what they mean (likeness.py). They are grouped by their words first; then the claim
the story turns on is found, and the other groups are joined where they mean the same. Mentions that only point ("these
allegations") are given to what they can stand for, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.link.clusters import average_link, best_match_link
from sayso.link.focal import contested, focal_group, give_pointers, nearness, stands
from sayso.link.likeness import likeness
from sayso.link.propositions import MIN_WORDS, Wording, both_ways, by_document, coverage, wording_of
from sayso.link.sides import Usual, side, usual
from sayso.records import (
    Attribution,
    Claim,
    ClaimMention,
    Document,
    Meaning,
    Member,
    Party,
    Passage,
    Position,
    Sentence,
    Source,
    Span,
    Utterance,
    by_id,
    record_id,
)

SAME_CLAIM = 0.44  # likeness of words at which two groups of mentions are one claim
IN_OTHER_WORDS = 0.28  # mean likeness of meaning at which two are, however they are worded
LONGEST_WORDING = 34  # words; a longer wording is hard to read as a headline (by eye)
CARRYING = ("asserts", "reports")
AGAINST = ("denies", "doubts")
DENIED = frozenset(AGAINST)
WITHIN = "its words stand within what is put forward"
HELD_BY = 0.8  # share of a denial's words that must stand in what it denies (by eye)


@dataclass(frozen=True)
class Grouping:
    """Which mentions of a story say one claim, and what a claim's record is made from. Where `at_issue`, the first group is what
    the story turns on."""

    groups: tuple[tuple[Wording, ...], ...]
    at_issue: bool
    alike: NDArray[np.float32]  # likeness of the words of each pair, shape (n, n)
    place: dict[ClaimMention, int]  # the row there of each mention that says something itself
    positions: dict[str, list[Position]]  # by mention
    source: dict[str, Source]
    texts: dict[str, str]
    reasons: dict[ClaimMention, str]  # why a mention is where it is, where that is not by its words
    inferred: frozenset[ClaimMention]

    @cached_property
    def about(self) -> dict[str, Span]:
        """The words of each mention in a group, by its id."""
        return {record_id(wording.mention): wording.mention.about for group in self.groups for wording in group}


def link_claims(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    mentions: Sequence[ClaimMention],
    meanings: Sequence[Meaning],
    positions: Sequence[Position],
    parties: Sequence[Party],
    utterances: Sequence[Utterance],
    passages: Sequence[Passage],
) -> Iterator[Claim]:
    """Claims of one story; each mention belongs to at most one."""
    grouping = group_mentions(
        documents, sentences, attributions, sources, mentions, meanings, positions, parties, utterances, passages
    )
    yield from met_first(list(claims_of(grouping)), grouping.at_issue)


def group_mentions(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    mentions: Sequence[ClaimMention],
    meanings: Sequence[Meaning],
    positions: Sequence[Position],
    parties: Sequence[Party],
    utterances: Sequence[Utterance],
    passages: Sequence[Passage],
) -> Grouping:
    """Which mentions of one story say one claim; the group the story turns on first."""
    texts = {document.id: document.text for document in documents}
    sentence = by_document(sentences)
    wordings = [wording_of(mention, sentence, texts) for mention in mentions]
    stand = stands(wordings, by_id(attributions), sources, positions, texts)
    saying = [w for w in wordings if w.mention.pointer is None and _can_be_compared(w, w.mention in stand)]
    held: dict[str, list[Position]] = {}
    for position in positions:
        held.setdefault(position.mention, []).append(position)
    if not saying:
        return Grouping((), False, np.zeros((0, 0), np.float32), {}, held, by_id(sources), texts, {}, frozenset())
    within = coverage(saying)
    alike = both_ways(within)
    near = nearness(alike, np.array([w.mention in stand for w in saying]))
    by_mention = {meaning.mention: meaning for meaning in meanings}
    likely = likeness(saying, alike, by_mention, sources, parties, utterances, passages)
    found, denied = with_what_is_denied(best_match_link(likely.words, SAME_CLAIM), saying, held, within)
    focal = focal_group(found, saying, alike, near, stand)
    moving = contested(saying, found[focal], alike, near, stand, likely.words)
    focal_one, *rest = _moved(found, focal, moving, likely.words)
    joined = average_link(likely.meaning, IN_OTHER_WORDS, rest)
    groups = [[saying[i] for i in group] for group in (focal_one, *joined)]
    reasons = {
        saying[i].mention: WITHIN for group in (focal_one, *joined) if not denied.issuperset(group) for i in denied & {*group}
    }
    reasons |= {saying[i].mention: why for i, why in moving.items()}
    inferred = frozenset(saying[i].mention for i in _inferred(rest, joined))
    reasons |= dict.fromkeys(inferred, "in other words: it most likely means the same")
    give_pointers(wordings, groups, 0, texts, sources, reasons)
    place = {w.mention: i for i, w in enumerate(saying)}
    made = tuple(map(tuple, groups))
    return Grouping(made, bool(near.any()), likely.words, place, held, by_id(sources), texts, reasons, inferred)


def with_what_is_denied(
    groups: Sequence[Sequence[int]],
    wordings: Sequence[Wording],
    held: Mapping[str, Sequence[Position]],
    within: NDArray[np.float32],
) -> tuple[list[list[int]], frozenset[int]]:
    """The groups, those that nobody puts forward joined with what they deny where that holds their words, and all that was so
    joined: a denial is often shorter than what it denies ("denied that it had been warned").
    """
    values = [{position.value for position in held.get(record_id(w.mention), ())} for w in wordings]
    denied = [k for k, group in enumerate(groups) if all(values[i] and values[i] <= DENIED for i in group)]
    others = [k for k in range(len(groups)) if k not in denied]
    joined = {k: list(groups[k]) for k in range(len(groups))}
    for k in denied:
        said = [i for i in groups[k] if wordings[i].verbal]
        if not said or not others:
            continue
        mean = {m: float(within[np.ix_(said, list(groups[m]))].max(axis=1).mean()) for m in others}
        best = max(others, key=lambda m: (mean[m], -m))
        if mean[best] >= HELD_BY:
            joined[best] += joined.pop(k)
    return list(joined.values()), frozenset(i for k in denied if k not in joined for i in groups[k])


def claims_of(grouping: Grouping) -> Iterator[Claim]:
    """The record of each group, in the order of the groups; what is at issue is to be put first (`met_first`)."""
    for number, group in enumerate(grouping.groups):
        yield _claim(group, grouping, contested=grouping.at_issue and number == 0)


def met_first(claims: Sequence[Claim], at_issue: bool) -> Iterator[Claim]:
    """The claims, the first with the highest rank where it is what the story turns on."""
    if not at_issue or not claims:
        yield from claims
        return
    first, *others = claims
    yield replace(first, rank=max([first.rank, *(other.rank + 0.01 for other in others)]))
    yield from others


def _inferred(parts: Sequence[Sequence[int]], joined: Sequence[Sequence[int]]) -> Iterator[int]:
    """Members of joined groups that only a likely meaning ties to the largest part of their group."""
    part_of = {i: k for k, part in enumerate(parts) for i in part}
    for group in joined:
        inside = sorted({part_of[i] for i in group}, key=lambda k: (-len(parts[k]), k))
        for k in inside[1:]:
            yield from parts[k]


def _can_be_compared(wording: Wording, at_issue: bool) -> bool:
    """Enough words; of what is contested one verb is enough: "we never concealed anything"."""
    return len(wording.lemmas) >= (1 if at_issue and wording.verbal else MIN_WORDS)


def _moved(
    groups: Sequence[Sequence[int]], focal: int, moving: Collection[int], similar: NDArray[np.float32]
) -> Iterator[list[int]]:
    """The focal group first, with what goes to it; what is left of the groups it comes from is grouped once more."""
    yield [*groups[focal], *moving]
    for k, group in enumerate(groups):
        left = [i for i in group if i not in moving]
        if k != focal and len(left) == len(group):
            yield left
        elif k != focal and left:
            yield from ([left[i] for i in part] for part in best_match_link(similar[np.ix_(left, left)], SAME_CLAIM))


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _claim(group: Sequence[Wording], grouping: Grouping, contested: bool = False) -> Claim:
    certain = [w for w in group if w.mention not in grouping.inferred] or list(group)
    known = usual(certain, grouping.positions)
    best = best_wording(certain, grouping, contested, known)
    members = [
        _member(
            wording,
            best,
            known,
            _share_negated(certain, wording),
            position,
            grouping.reasons,
            wording.mention in grouping.inferred,
        )
        for wording in sorted(group, key=lambda w: w.mention.span)
        for position in grouping.positions.get(record_id(wording.mention), ())
    ]
    because = (
        f"{len(members)} positions in {len({m.span.doc for m in members})} reports whose words align"
        if len(group) > 1
        else "one mention"
    )
    return Claim(best.mention.about, tuple(members), rank_of(members), because)


def rank_of(members: Sequence[Member]) -> float:
    """Higher for more reports that carry a claim, on somebody's word before their own, and for more that speak against it."""
    sure = [m for m in members if not m.inferred]
    carrying = [m for m in sure if m.value in CARRYING]
    on_a_word = {m.span.doc for m in carrying if m.source is not None}
    own_voice = {m.span.doc for m in carrying} - on_a_word
    against = {m.span.doc for m in sure if m.value in AGAINST}
    return round(2.0 * len(on_a_word) + len(own_voice) + min(len(against), 5) + 0.01 * len(members), 2)


def _central(group: Sequence[Wording], grouping: Grouping) -> dict[ClaimMention, float]:
    """How alike the words of each mention of a group are to those of the others, on average."""
    rows = [grouping.place[w.mention] for w in group]
    means = grouping.alike[np.ix_(rows, rows)].mean(axis=1)
    return {w.mention: round(float(mean), 4) for w, mean in zip(group, means, strict=True)}


def _share_negated(certain: Sequence[Wording], wording: Wording) -> float:
    """Of the wordings that are surely of this claim, this one left out."""
    others = [other.negated for other in certain if other is not wording]
    return sum(others) / max(1, len(others))


def best_wording(
    group: Sequence[Wording],
    grouping: Grouping,
    contested: bool,
    known: Usual,
) -> Wording:
    """The medoid among readable wordings: put forward and not negated, neither a fragment nor a paragraph, nearest to the ultimate
    source. Of what is contested and nobody puts forward, the words that are denied are shown, not the denial.
    """
    full = [w for w in group if w.mention.pointer is None]
    central = _central(full, grouping)
    positions, source, texts = grouping.positions, grouping.source, grouping.texts

    def links(i: int) -> int:
        held = (source[p.source] for p in positions.get(record_id(full[i].mention), ()) if p.source is not None)
        return max((len(one.chain) for one in held), default=0)

    def standing(i: int) -> int:
        held = {p.value for p in positions.get(record_id(full[i].mention), ())}
        said = bool(held & {"asserts", "reports"}) and not held & {"denies", "doubts", "asks"}
        if said:
            return 3 if full[i].negated == known.is_negative else 1 if contested else 2
        return (2 if contested else 1) if "denies" in held and not full[i].negated else 0

    def fitness(i: int) -> tuple[int, bool, int, float, int]:
        words = len(full[i].mention.about.cut(texts[full[i].mention.about.doc]).split())
        return standing(i), 5 <= words <= LONGEST_WORDING, links(i), central[full[i].mention], -i

    return full[max(range(len(full)), key=fitness)]


def _member(
    wording: Wording,
    best: Wording,
    known: Usual,
    others_negated: float,
    position: Position,
    reasons: dict[ClaimMention, str],
    inferred: bool,
) -> Member:
    mention = wording.mention
    value, because = position.value, position.because
    value, how = side(value, wording, best, known, others_negated)
    if how:
        because += f"; {how}"
    if mention in reasons:
        because += "; " + reasons[mention]
    return Member(
        mention.span,
        record_id(mention),
        record_id(position),
        position.source,
        value,
        because,
        pointing=mention.pointer is not None and mention in reasons,
        inferred=inferred,
    )
