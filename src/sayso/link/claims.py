"""The same claim wherever it is put forward, taken up, pointed at or denied, across the reports of one story.

Mentions that say a proposition are compared by soft alignment: each word of one looks for its most alike word in the
other, weighted by how telling it is in this story (monolingual alignment as in Mihalcea, Corley & Strapparava 2006, on
distilled word vectors). Average-link clustering keeps one loose pair from joining two claims. Mentions that only point
("these allegations") are then given to what they can stand for, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import POINTERS
from sayso.link.clusters import average_link
from sayso.link.words import alikeness
from sayso.names import name_key
from sayso.records import Claim, ClaimMention, Document, Member, Party, Position, Sentence, Source, Token, by_id, record_id

SAME_CLAIM = 0.46  # mean soft alignment at which two groups of mentions are one claim (tuned on two stories with gold)
POINTS_WITH_WORDS = 0.5  # a pointer that says something itself ("allegations about …") goes where it aligns this well
MIN_WORDS = 2  # content words a mention must have to be compared at all
LONGEST_WORDING = 34  # words; a longer wording is hard to read as a headline (by eye)
STOP_TAGS = ("DT", "IN", "TO", "CC", "PRP", "PRP$", "MD", "WDT", "WP", "WRB", "EX", "POS", "RP", "UH", "WP$", "PDT")
STOP_LEMMAS = frozenset("be have do say tell make take get go come also even just still very so as than then there that this".split())
NEGATING = frozenset("not never no nobody none neither n't n’t nothing".split())
FLIPPED = {"asserts": "denies", "denies": "asserts"}
AGAINST = ("denies", "doubts")
PRONOUN_POINTERS = frozenset("it this that they these those".split())


@dataclass(frozen=True)
class Wording:
    """A mention with the words it is compared by."""

    mention: ClaimMention
    lemmas: tuple[str, ...]
    negated: bool


def link_claims(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    sources: Sequence[Source],
    mentions: Sequence[ClaimMention],
    positions: Sequence[Position],
    parties: Sequence[Party],
) -> Iterator[Claim]:
    """Claims of one story; each mention belongs to at most one, except that denials of a report join what it says."""
    texts = {document.id: document.text for document in documents}
    by_document = _by_document(sentences)
    wordings = [_wording(mention, by_document, texts) for mention in mentions]
    saying = [w for w in wordings if w.mention.pointer is None and len(w.lemmas) >= MIN_WORDS]
    if not saying:
        return
    similar = alignment([w.lemmas for w in saying])
    groups = [[saying[i] for i in group] for group in average_link(similar, SAME_CLAIM)]
    reasons: dict[ClaimMention, str] = {}
    focal = _focal(groups)
    _give_pointers(wordings, groups, focal, texts, reasons)
    by_mention: dict[str, list[Position]] = {}
    for position in positions:
        by_mention.setdefault(position.mention, []).append(position)
    source = by_id(sources)
    for group in groups:
        yield _claim(group, by_mention, source, texts, reasons)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_document(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.span.doc, []).append(sentence)
    return found


def _wording(mention: ClaimMention, sentences: dict[str, list[Sentence]], texts: dict[str, str]) -> Wording:
    about = mention.about
    lemmas: list[str] = []
    negated = False
    for sentence in sentences.get(about.doc, ()):
        if sentence.span.overlaps(about):
            inside = [i for i, t in enumerate(sentence.tokens) if about.start <= t.start and t.end <= about.end]
            lemmas += [_word(sentence.tokens[i], texts[about.doc]) for i in inside if _tells(sentence.tokens[i])]
            negated ^= _is_negated(sentence, inside)
    return Wording(mention, tuple(lemmas), negated)


def _is_negated(sentence: Sentence, inside: Sequence[int]) -> bool:
    """Whether the clause's own verb is denied: "not", "never" on it, or "no" on its subject or object."""
    within = set(inside)
    tops = [i for i in inside if sentence.tokens[i].head not in within or sentence.tokens[i].head == i]
    verbs = [i for i in tops if sentence.tokens[i].tag.startswith(("VB", "MD"))][:1]
    for verb in verbs:
        below = [k for k in inside if sentence.tokens[k].head == verb and k != verb]
        arguments = [k for k in below if sentence.tokens[k].dep in ("nsubj", "nsubjpass", "dobj", "attr")]
        marks = [*below, *(k for k in inside if sentence.tokens[k].head in arguments and sentence.tokens[k].dep in ("det", "neg"))]
        if any(sentence.tokens[k].lemma in NEGATING for k in marks):
            return True
    return False


def _tells(token: Token) -> bool:
    return token.tag not in STOP_TAGS and token.lemma not in STOP_LEMMAS and any(c.isalnum() for c in token.lemma)


def _word(token: Token, text: str) -> str:
    if token.tag.startswith("NNP") or token.tag.startswith("JJ"):
        return name_key(text[token.start : token.end]) or token.lemma
    return token.lemma


def alignment(wordings: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Soft alignment of every pair, shape (n, n), from 0 to 1: the mean of both directions' weighted coverage."""
    vocabulary = sorted({word for words in wordings for word in words})
    column = {word: i for i, word in enumerate(vocabulary)}
    frequency = Counter(word for words in wordings for word in set(words))
    n = len(wordings)
    weights = np.array([np.log(1 + n / frequency[word]) for word in vocabulary], dtype=np.float32)
    alike = alikeness(vocabulary)
    matrix = np.zeros((n, len(vocabulary)), dtype=np.float32)
    reach = np.zeros((len(vocabulary), n), dtype=np.float32)
    for row, words in enumerate(wordings):
        columns = sorted({column[word] for word in words})
        matrix[row, columns] = weights[columns]
        reach[:, row] = alike[:, columns].max(axis=1)
    covered = (matrix @ reach) / matrix.sum(axis=1, keepdims=True)
    # The harmonic mean: a short mention inside a long one is not yet the same claim.
    both: NDArray[np.float32] = 2 * covered * covered.T / np.maximum(covered + covered.T, 1e-6)
    return both


# ── pointers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _focal(groups: Sequence[Sequence[Wording]]) -> int:
    """The claim the story turns on: put forward on somebody else's word in the most reports."""

    def weight(group: Sequence[Wording]) -> tuple[int, int]:
        attributed = [w.mention for w in group if w.mention.attribution is not None]
        return len({m.span.doc for m in attributed}), len(attributed)

    return max(range(len(groups)), key=lambda k: (weight(groups[k]), -k))


def _give_pointers(
    wordings: Sequence[Wording],
    groups: list[list[Wording]],
    focal: int,
    texts: dict[str, str],
    reasons: dict[ClaimMention, str],
) -> None:
    """Add each pointing mention to the group it stands for; one that nothing in its report answers stays out."""
    home = {w.mention: k for k, group in enumerate(groups) for w in group}
    full = sorted((w for group in groups for w in group), key=lambda w: w.mention.span)
    for wording in wordings:
        mention = wording.mention
        if mention.pointer is None:
            continue
        inside = [w for w in full if w.mention.about.doc == mention.about.doc]
        if mention.pointer in PRONOUN_POINTERS:
            before = [w for w in inside if w.mention.span.end <= mention.about.start and w.mention.attribution is not None]
            if before:
                groups[home[before[-1].mention]].append(wording)
                reasons[mention] = f"“{mention.pointer}” takes up the words before: “{_short(before[-1].mention.about.cut(texts[mention.about.doc]))}”"
            continue
        best = _says_itself(wording, full)
        if best is not None:
            groups[home[best.mention]].append(wording)
            reasons[mention] = f"“{mention.pointer}” says itself what it stands for"
        elif any(home[w.mention] == focal for w in inside):
            groups[focal].append(wording)
            reasons[mention] = f"“{mention.pointer}” stands for the claim this story turns on, which the report puts forward"


def _says_itself(wording: Wording, full: Sequence[Wording]) -> Wording | None:
    words = [word for word in wording.lemmas if word not in POINTERS]
    if len(words) < MIN_WORDS + 1:
        return None
    similar = alignment([tuple(words), *(w.lemmas for w in full)])[0, 1:]
    best = int(similar.argmax())
    return full[best] if similar[best] >= POINTS_WITH_WORDS else None


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _claim(
    group: Sequence[Wording], positions: dict[str, list[Position]], source: dict[str, Source], texts: dict[str, str], reasons: dict[ClaimMention, str]
) -> Claim:
    best = _best_wording(group, texts)
    members = [
        _member(wording, best, position, source, reasons)
        for wording in sorted(group, key=lambda w: w.mention.span)
        for position in positions.get(record_id(wording.mention), ())
    ]
    carrying = {m.span.doc for m in members if m.value in ("asserts", "reports")}
    against = [m for m in members if m.value in AGAINST]
    named = {m.source for m in members if m.source is not None}
    rank = 2.0 * len(carrying) + min(len({m.span.doc for m in against}), 5) + (0.5 if named else 0.0) + 0.01 * len(members)
    because = f"{len(members)} positions in {len({m.span.doc for m in members})} reports whose words align" if len(group) > 1 else "one mention"
    return Claim(best.mention.about, tuple(members), round(rank, 2), because)


def _best_wording(group: Sequence[Wording], texts: dict[str, str]) -> Wording:
    """The medoid among readable wordings: attributed, not negated, neither a fragment nor a paragraph."""
    full = [w for w in group if w.mention.pointer is None]
    if len(full) > 1:
        centrality = alignment([w.lemmas for w in full]).mean(axis=1)
    else:
        centrality = np.ones(1, dtype=np.float32)

    def fitness(i: int) -> tuple[bool, bool, bool, float, int]:
        words = len(full[i].mention.about.cut(texts[full[i].mention.about.doc]).split())
        whole = full[i].mention.about == full[i].mention.span
        return whole, not full[i].negated, 5 <= words <= LONGEST_WORDING, round(float(centrality[i]), 4), -i

    return full[max(range(len(full)), key=fitness)]


def _member(wording: Wording, best: Wording, position: Position, source: dict[str, Source], reasons: dict[ClaimMention, str]) -> Member:
    mention = wording.mention
    value, because = position.value, position.because
    if mention.pointer is None and wording.negated != best.negated:
        value = FLIPPED.get(value, value)
        because += "; worded the other way round (negation)"
    if mention in reasons:
        because += "; " + reasons[mention]
    return Member(mention.span, record_id(mention), record_id(position), position.source, value, because)
