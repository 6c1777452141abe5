"""The same claim wherever it is put forward, taken up, pointed at or denied, across the reports of one story.

Mentions that say a proposition are compared by soft alignment, where each word of one looks for its most alike word in the
other, weighted by how telling it is in this story (monolingual alignment as in Mihalcea, Corley & Strapparava 2006, on
distilled word vectors), and by vectors of what they mean (likeness.py). They are grouped by their words first; then the claim
the story turns on is found, and the other groups are joined where they mean the same. Mentions that only point ("these
allegations") are given to what they can stand for, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sayso.link.clusters import average_link, best_match_link
from sayso.link.focal import contested, focal_group, give_pointers, nearness, stands
from sayso.link.likeness import likeness
from sayso.link.propositions import MIN_WORDS, Wording, alignment, by_document, wording_of
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
    Utterance,
    by_id,
    record_id,
)

SAME_CLAIM = 0.44  # likeness of words at which two groups of mentions are one claim
IN_OTHER_WORDS = 0.28  # mean likeness of meaning at which two are, however they are worded
LONGEST_WORDING = 34  # words; a longer wording is hard to read as a headline (by eye)
AGAINST = ("denies", "doubts")


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
    texts = {document.id: document.text for document in documents}
    sentence = by_document(sentences)
    wordings = [wording_of(mention, sentence, texts) for mention in mentions]
    stand = stands(wordings, by_id(attributions), sources, positions, texts)
    saying = [w for w in wordings if w.mention.pointer is None and _can_be_compared(w, w.mention in stand)]
    if not saying:
        return
    alike = alignment(saying)
    near = nearness(alike, np.array([w.mention in stand for w in saying]))
    by_mention = {meaning.mention: meaning for meaning in meanings}
    likely = likeness(saying, alike, by_mention, sources, parties, utterances, passages)
    held: dict[str, list[Position]] = {}
    for position in positions:
        held.setdefault(position.mention, []).append(position)
    found = best_match_link(likely.words, SAME_CLAIM)
    focal = focal_group(found, saying, alike, near, stand)
    moving = contested(saying, found[focal], alike, near, stand, likely.words)
    focal_one, *rest = _moved(found, focal, moving, likely.words)
    joined = average_link(likely.meaning, IN_OTHER_WORDS, rest)
    groups = [[saying[i] for i in group] for group in (focal_one, *joined)]
    reasons = {saying[i].mention: why for i, why in moving.items()}
    inferred = {saying[i].mention for i in _inferred(rest, joined)}
    reasons |= dict.fromkeys(inferred, "in other words: it most likely means the same")
    place = {w.mention: i for i, w in enumerate(saying)}
    central: dict[ClaimMention, float] = {}
    for group in groups:
        rows = [place[w.mention] for w in group]
        means = likely.words[np.ix_(rows, rows)].mean(axis=1)
        central.update((w.mention, round(float(mean), 4)) for w, mean in zip(group, means, strict=True))
    give_pointers(wordings, groups, 0, texts, sources, reasons)
    source = by_id(sources)
    at_issue = bool(near.any())
    first = _claim(groups[0], central, held, source, texts, reasons, inferred, contested=at_issue)
    others = [_claim(group, central, held, source, texts, reasons, inferred) for group in groups[1:]]
    if at_issue:  # what the story turns on is met first
        first = replace(first, rank=max(first.rank, *(other.rank + 0.01 for other in others)) if others else first.rank)
    yield from (first, *others)


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


def _claim(
    group: Sequence[Wording],
    central: dict[ClaimMention, float],
    positions: dict[str, list[Position]],
    source: dict[str, Source],
    texts: dict[str, str],
    reasons: dict[ClaimMention, str],
    inferred: Collection[ClaimMention],
    contested: bool = False,
) -> Claim:
    certain = [w for w in group if w.mention not in inferred]
    known = usual(certain, positions)
    best = _best_wording(certain, central, positions, source, texts, contested, known)
    members = [
        _member(
            wording,
            best,
            known,
            _share_negated(certain, wording),
            position,
            reasons,
            wording.mention in inferred,
        )
        for wording in sorted(group, key=lambda w: w.mention.span)
        for position in positions.get(record_id(wording.mention), ())
    ]
    sure = [m for m in members if not m.inferred]
    carrying = [m for m in sure if m.value in ("asserts", "reports")]
    on_a_word = {m.span.doc for m in carrying if m.source is not None}
    own_voice = {m.span.doc for m in carrying} - on_a_word
    against = {m.span.doc for m in sure if m.value in AGAINST}
    rank = 2.0 * len(on_a_word) + len(own_voice) + min(len(against), 5) + 0.01 * len(members)
    because = (
        f"{len(members)} positions in {len({m.span.doc for m in members})} reports whose words align"
        if len(group) > 1
        else "one mention"
    )
    return Claim(best.mention.about, tuple(members), round(rank, 2), because)


def _share_negated(certain: Sequence[Wording], wording: Wording) -> float:
    """Of the wordings that are surely of this claim, this one left out."""
    others = [other.negated for other in certain if other is not wording]
    return sum(others) / max(1, len(others))


def _best_wording(
    group: Sequence[Wording],
    central: dict[ClaimMention, float],
    positions: dict[str, list[Position]],
    source: dict[str, Source],
    texts: dict[str, str],
    contested: bool,
    known: Usual,
) -> Wording:
    """The medoid among readable wordings: put forward and not negated, neither a fragment nor a paragraph, nearest to the ultimate
    source. Of what is contested and nobody puts forward, the words that are denied are shown, not the denial.
    """
    full = [w for w in group if w.mention.pointer is None]

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
