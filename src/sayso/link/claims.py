"""The same claim wherever it is put forward, taken up, pointed at or denied, across the reports of one story.

Mentions that say a proposition are compared by soft alignment: each word of one looks for its most alike word in the
other, weighted by how telling it is in this story (monolingual alignment as in Mihalcea, Corley & Strapparava 2006, on
distilled word vectors). Clustering by best matches keeps variants of one claim together without
chaining over one loose pair. Mentions that only point ("these allegations") are then given to what they can stand for,
with the reason.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import CHECKING, POINTERS, SUPPORT, UNTOLD
from sayso.link.clusters import best_match_link
from sayso.names import name_key
from sayso.records import Claim, ClaimMention, Document, Member, Party, Position, Sentence, Source, Token, by_id, record_id
from sayso.words import alikeness

SAME_CLAIM = 0.44  # similarity at which two groups of mentions are one claim (two stories with gold: .42 to .46 alike)
POINTS_WITH_WORDS = 0.5  # a pointer that says something itself ("allegations about …") goes where it aligns this well
MIN_WORDS = 2  # content words a mention must have to be compared at all
LONGEST_WORDING = 34  # words; a longer wording is hard to read as a headline (by eye)
FURTHER_DOWN = 0.8  # weight of a word for each step below the clause's head
ASIDE = 0.3  # weight of numbers and dates: they are compared as conflicts, they do not decide what the claim is
SAME_VOICE = 0.08  # added where two mentions of different reports go back to one party: relays of one statement
TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december day week month year morning night evening today yesterday ago last late
    early
    """.split()
)
STOP_TAGS = ("DT", "IN", "TO", "CC", "PRP", "PRP$", "MD", "WDT", "WP", "WRB", "EX", "POS", "UH", "WP$", "PDT")
STOP_LEMMAS = frozenset(
    """
    be have do say tell make take get go come also even just still very so as than then there that this
    """.split()
)
NEGATING = frozenset("not never no nobody none neither nor n't n’t nothing nowhere hardly".split())
# Similarity that is left where one wording is negated and the other is not: loose pairs of that kind are two claims.
TURNED_ROUND = 0.92
FLIPPED = {"asserts": "denies", "denies": "asserts"}
AGAINST = ("denies", "doubts")
PRONOUN_POINTERS = frozenset("it this that they these those".split())


@dataclass(frozen=True)
class Wording:
    """A mention with the words it is compared by."""

    mention: ClaimMention
    lemmas: tuple[str, ...]
    depths: tuple[float, ...]  # how much each word carries: 1 for the clause's head, less further down
    negated: bool
    left_open: str = ""  # the word by which a negated wording only says that something is not shown or not told


def link_claims(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    sources: Sequence[Source],
    mentions: Sequence[ClaimMention],
    positions: Sequence[Position],
    parties: Sequence[Party],
) -> Iterator[Claim]:
    """Claims of one story; each mention belongs to at most one."""
    texts = {document.id: document.text for document in documents}
    by_document = _by_document(sentences)
    wordings = [_wording(mention, by_document, texts) for mention in mentions]
    saying = [w for w in wordings if w.mention.pointer is None and len(w.lemmas) >= MIN_WORDS]
    if not saying:
        return
    similar = alignment(saying) + SAME_VOICE * _one_voice(saying, sources, parties)
    negated = np.array([w.negated for w in saying])
    similar = np.where(negated[:, None] == negated[None, :], similar, similar * TURNED_ROUND)
    indices = best_match_link(similar, SAME_CLAIM)
    groups = [[saying[i] for i in group] for group in indices]
    central = {
        saying[i].mention: round(float(mean), 4)
        for group in indices
        for i, mean in zip(group, similar[np.ix_(group, group)].mean(axis=1), strict=True)
    }
    reasons: dict[ClaimMention, str] = {}
    focal = _focal(groups)
    _give_pointers(wordings, groups, focal, texts, sources, reasons)
    by_mention: dict[str, list[Position]] = {}
    for position in positions:
        by_mention.setdefault(position.mention, []).append(position)
    source = by_id(sources)
    for group in groups:
        yield _claim(group, central, by_mention, source, texts, reasons)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_document(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.span.doc, []).append(sentence)
    return found


def _wording(mention: ClaimMention, sentences: dict[str, list[Sentence]], texts: dict[str, str]) -> Wording:
    about = mention.about
    lemmas: list[str] = []
    carries: list[float] = []
    negated, left_open = False, ""
    own = sentences.get(about.doc, [])
    first = bisect_right(own, about.start, key=lambda sentence: sentence.span.end)
    for sentence in own[first : bisect_left(own, about.end, key=lambda sentence: sentence.span.start)]:
        inside = [i for i, t in enumerate(sentence.tokens) if about.start <= t.start and t.end <= about.end]
        telling = [i for i in inside if _tells(sentence.tokens[i])]
        lemmas += [_word(sentence.tokens[i], texts[about.doc]) for i in telling]
        carries += [_carries(sentence, i, inside) for i in telling]
        under = _under_negation(sentence, inside)
        negated ^= bool(under)
        left_open = left_open or next((word for word in under if word in CHECKING | SUPPORT | UNTOLD), "")
    return Wording(mention, tuple(lemmas), tuple(carries), negated, left_open if negated else "")


def _carries(sentence: Sentence, i: int, inside: Sequence[int]) -> float:
    """The head of a clause and what it governs say what is claimed; adjuncts, numbers and dates say how and when."""
    depth, within, at = 0, set(inside), i
    while sentence.tokens[at].head in within and sentence.tokens[at].head != at:
        at = sentence.tokens[at].head
        depth += 1
    token = sentence.tokens[i]
    aside = token.tag == "CD" or token.lemma in TIME_WORDS
    return float(FURTHER_DOWN**depth) * (ASIDE if aside else 1.0)


def _under_negation(sentence: Sentence, inside: Sequence[int]) -> tuple[str, ...]:
    """The clause's own verb and what it governs, where "not", "never" stand on it, or "no" on its subject or object."""
    within = set(inside)
    tops = [i for i in inside if sentence.tokens[i].head not in within or sentence.tokens[i].head == i]
    verbs = [i for i in tops if sentence.tokens[i].tag.startswith(("VB", "MD"))][:1]
    for verb in verbs:
        below = [k for k in inside if sentence.tokens[k].head == verb and k != verb]
        arguments = [k for k in below if sentence.tokens[k].dep in ("nsubj", "nsubjpass", "dobj", "attr")]
        marks = [*below, *(k for k in inside if sentence.tokens[k].head in arguments and sentence.tokens[k].dep in ("det", "neg"))]
        if any(sentence.tokens[k].lemma in NEGATING for k in marks):
            return tuple(sentence.tokens[k].lemma for k in (verb, *arguments))
    return ()


def _tells(token: Token) -> bool:
    return token.tag not in STOP_TAGS and token.lemma not in STOP_LEMMAS and any(c.isalnum() for c in token.lemma)


def _word(token: Token, text: str) -> str:
    if token.tag.startswith("NNP") or token.tag.startswith("JJ"):
        return name_key(text[token.start : token.end]) or token.lemma
    return token.lemma


def alignment(wordings: Sequence[Wording]) -> NDArray[np.float32]:
    """Soft alignment of every pair, shape (n, n), from 0 to 1: the mean of both directions' weighted coverage."""
    vocabulary = sorted({word for w in wordings for word in w.lemmas})
    column = {word: i for i, word in enumerate(vocabulary)}
    frequency = Counter(word for w in wordings for word in set(w.lemmas))
    n = len(wordings)
    telling = np.array([np.log(1 + n / frequency[word]) for word in vocabulary], dtype=np.float32)
    alike = alikeness(vocabulary)
    matrix = np.zeros((n, len(vocabulary)), dtype=np.float32)
    reach = np.zeros((len(vocabulary), n), dtype=np.float32)
    for row, wording in enumerate(wordings):
        for word, carries in zip(wording.lemmas, wording.depths, strict=True):
            matrix[row, column[word]] = max(matrix[row, column[word]], telling[column[word]] * carries)
        reach[:, row] = alike[:, sorted({column[word] for word in wording.lemmas})].max(axis=1)
    covered = (matrix @ reach) / matrix.sum(axis=1, keepdims=True)
    # The harmonic mean: a short mention inside a long one is not yet the same claim.
    both: NDArray[np.float32] = 2 * covered * covered.T / np.maximum(covered + covered.T, 1e-6)
    return both


def _one_voice(wordings: Sequence[Wording], sources: Sequence[Source], parties: Sequence[Party]) -> NDArray[np.float32]:
    """1 where two mentions of different reports have a holder in common, shape (n, n)."""
    party_at = {span: k for k, party in enumerate(parties) if party.kind != "report" for span in party.mentions}
    holders: dict[str, set[int]] = {}
    for source in sources:
        for link in source.chain[1:]:
            found = {party_at[span] for span in (link.surface, link.antecedent) if span in party_at}
            holders.setdefault(source.attribution, set()).update(found)
    shared = np.zeros((len(wordings), len(wordings)), dtype=np.float32)
    by_party: dict[int, list[int]] = {}
    for i, wording in enumerate(wordings):
        for party in holders.get(wording.mention.attribution or "", ()):
            by_party.setdefault(party, []).append(i)
    docs = np.array([w.mention.span.doc for w in wordings])
    for members in by_party.values():
        shared[np.ix_(members, members)] = 1.0
    shared[docs[:, None] == docs[None, :]] = 0.0
    return shared


# ── pointers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _focal(groups: Sequence[Sequence[Wording]]) -> int:
    """The claim the story turns on: put forward on somebody else's word in the most reports."""

    def weight(group: Sequence[Wording]) -> tuple[int, int]:
        attributed = [w.mention for w in group if w.mention.attribution is not None and not w.negated]
        return len({m.span.doc for m in attributed}), len(attributed)

    return max(range(len(groups)), key=lambda k: (weight(groups[k]), -k))


def _give_pointers(
    wordings: Sequence[Wording],
    groups: list[list[Wording]],
    focal: int,
    texts: dict[str, str],
    sources: Sequence[Source],
    reasons: dict[ClaimMention, str],
) -> None:
    """Add each pointing mention to the group it stands for; one that nothing in its report answers stays out."""
    corroborated = {source.attribution for source in sources if source.sourcing_class == "outlet"}
    home = {w.mention: k for k, group in enumerate(groups) for w in group}
    full = sorted((w for group in groups for w in group), key=lambda w: w.mention.span)
    for wording in wordings:
        mention = wording.mention
        if mention.pointer is None:
            continue
        inside = [w for w in full if w.mention.about.doc == mention.about.doc]
        if mention.attribution in corroborated and any(home[w.mention] == focal for w in inside):
            groups[focal].append(wording)
            reasons[mention] = f"“{mention.pointer}” stands for the story, which another outlet is said to have as well"
            continue
        if mention.pointer in PRONOUN_POINTERS:
            before = [w for w in inside if w.mention.span.end <= mention.about.start and w.mention.attribution is not None]
            if before:
                groups[home[before[-1].mention]].append(wording)
                words = before[-1].mention.about.cut(texts[mention.about.doc])
                reasons[mention] = f"“{mention.pointer}” takes up the words before: “{_short(words)}”"
            continue
        best = _says_itself(wording, full)
        if best is not None:
            groups[home[best.mention]].append(wording)
            reasons[mention] = f"“{mention.pointer}” says itself what it stands for"
        elif any(home[w.mention] == focal for w in inside):
            groups[focal].append(wording)
            reasons[mention] = f"“{mention.pointer}” stands for the claim this story turns on, which the report puts forward"


def _says_itself(wording: Wording, full: Sequence[Wording]) -> Wording | None:
    kept = [k for k, word in enumerate(wording.lemmas) if word not in POINTERS]
    if len(kept) < MIN_WORDS + 1:
        return None
    bare = replace(wording, lemmas=tuple(wording.lemmas[k] for k in kept), depths=tuple(wording.depths[k] for k in kept))
    similar = alignment([bare, *full])[0, 1:]
    best = int(similar.argmax())
    return full[best] if similar[best] >= POINTS_WITH_WORDS else None


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _claim(
    group: Sequence[Wording],
    central: dict[ClaimMention, float],
    positions: dict[str, list[Position]],
    source: dict[str, Source],
    texts: dict[str, str],
    reasons: dict[ClaimMention, str],
) -> Claim:
    best = _best_wording(group, central, positions, source, texts)
    members = [
        _member(wording, best, position, source, reasons)
        for wording in sorted(group, key=lambda w: w.mention.span)
        for position in positions.get(record_id(wording.mention), ())
    ]
    carrying = [m for m in members if m.value in ("asserts", "reports")]
    on_a_word = {m.span.doc for m in carrying if m.source is not None}
    own_voice = {m.span.doc for m in carrying} - on_a_word
    against = {m.span.doc for m in members if m.value in AGAINST}
    rank = 2.0 * len(on_a_word) + len(own_voice) + min(len(against), 5) + 0.01 * len(members)
    because = (
        f"{len(members)} positions in {len({m.span.doc for m in members})} reports whose words align"
        if len(group) > 1
        else "one mention"
    )
    return Claim(best.mention.about, tuple(members), round(rank, 2), because)


def _best_wording(
    group: Sequence[Wording],
    central: dict[ClaimMention, float],
    positions: dict[str, list[Position]],
    source: dict[str, Source],
    texts: dict[str, str],
) -> Wording:
    """The medoid among readable wordings: not negated, neither a fragment nor a paragraph, nearest to the ultimate source."""
    full = [w for w in group if w.mention.pointer is None]

    def links(i: int) -> int:
        held = (source[p.source] for p in positions.get(record_id(full[i].mention), ()) if p.source is not None)
        return max((len(one.chain) for one in held), default=0)

    def fitness(i: int) -> tuple[bool, bool, bool, int, float, int]:
        words = len(full[i].mention.about.cut(texts[full[i].mention.about.doc]).split())
        denying = any(p.value in AGAINST for p in positions.get(record_id(full[i].mention), ()))
        whole = full[i].mention.about == full[i].mention.span and not denying
        return whole, not full[i].negated, 5 <= words <= LONGEST_WORDING, links(i), central[full[i].mention], -i

    return full[max(range(len(full)), key=fitness)]


def _member(
    wording: Wording, best: Wording, position: Position, source: dict[str, Source], reasons: dict[ClaimMention, str]
) -> Member:
    mention = wording.mention
    value, because = position.value, position.because
    if mention.pointer is None and wording.negated != best.negated:
        value, how = _turned_round(value, wording, best)
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
    )


def _turned_round(value: str, wording: Wording, best: Wording) -> tuple[str, str]:
    """What a position on a wording is to the claim worded the other way round: who has shown or told nothing denies nothing."""
    odd, other = (wording, best) if wording.negated else (best, wording)
    if value == "asserts" and odd.left_open in CHECKING | SUPPORT:
        return "doubts", f"“{odd.left_open}”: not shown, which is no denial"
    if value == "asserts" and odd.left_open and odd.left_open not in other.lemmas:
        return "reports", f"“{odd.left_open}”: not told, which is no denial"
    return FLIPPED.get(value, value), "worded the other way round (negation)"
