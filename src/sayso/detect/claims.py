"""Which propositions a report puts forward, takes up or points at, and where.

From attributions: each proposition of a content. From the author's own voice: each clause that nobody else is made to
say. Words that only point at a claim ("the allegations", "this") are kept as pointers; what they point at is found
between reports, in link/claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.detect.evaluation import PRONOUNS, Evaluation, evaluate, is_a_document, is_condemned, left_open
from sayso.detect.framed import frame_of, frames
from sayso.detect.presupposed import presupposing
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.lexicon import POINTERS, WORD_NOUNS
from sayso.marks import quoted_stretches
from sayso.records import Attribution, ClaimMention, Document, Sentence, Span, in_order, record_id

MIN_WORDS = 4  # a shorter proposition carries too little to be matched across reports (by eye)
MIN_OPENED = 3  # the same of what is said not to be shown: "that anybody hid it"
SHORT_JUDGEMENT = 9  # words; a longer judging clause says something of its own as well (by eye)
AGAINST = ("denies", "doubts")
STANDS = (*AGAINST, "asks")
MARKS = frozenset(("“", "”", '"', "‘", "'", "«", "``"))
CONCEDING = frozenset("although if though unless while whilst".split())


def find_claims(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[ClaimMention]:
    """Claim mentions of one report, in text order. `span` is what a reader should see, `about` what is matched."""
    (document,) = documents
    attributions = [attribution for attribution in attributions if attribution.carries_claims or _takes_a_stand(attribution)]
    trees = trees_of(sentences, document.text)
    found: list[ClaimMention] = []
    inside: dict[str, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.inside is not None:
            inside.setdefault(attribution.inside, []).append(attribution)
    disputed = {record_id(attribution) for attribution in attributions if attribution.force in AGAINST}
    for attribution in attributions:
        if any(_is_dismissed(tree, attribution) for tree in overlapping(trees, attribution.cue[0])):
            continue
        inner = inside.get(record_id(attribution), [])
        found += _from_attribution(trees, attribution, inner, attribution.inside in disputed)
    marks = [(s.start, s.end) for s in quoted_stretches(document) if s.sure_start]
    found += _own_voice(trees, attributions, marks)
    found += _presupposed(trees, attributions, found)
    found += _framed(trees, attributions, found)
    yield from in_order(dict.fromkeys(found))


def _takes_a_stand(attribution: Attribution) -> bool:
    """ "He denied having been warned", which the tagger alone may hear: no words handed on, but a position on a claim."""
    return attribution.force in STANDS and attribution.scope in ("says", "thinks") and bool(attribution.source)


# ── attributed ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _from_attribution(
    trees: Sequence[Tree], attribution: Attribution, inner: Sequence[Attribution], disputed: bool
) -> Iterator[ClaimMention]:
    name = record_id(attribution)
    against = attribution.force in AGAINST
    touched = {tree.sentence.span: tree for span in attribution.content for tree in overlapping(trees, span)}
    for _, tree in sorted(touched.items()):
        tokens = [i for span in attribution.content for i in tree.at_offset(span.start, span.end)]
        if not tokens:
            continue
        inside = [other for other in inner if any(span.overlaps(tree.sentence.span) for span in other.content)]
        judged = evaluate(tree, tokens)
        denying = [s for other in inside if other.force == "denies" for s in other.cue]
        opened = left_open(tree, tokens)
        if judged is not None and judged.value == "doubts" and opened is not None and opened.proposition:
            judged = None  # "no evidence that the report was withheld": about the withholding, not about the report
        if judged is not None and any(s.start <= tree.tokens[judged.word].start < s.end for s in denying):
            judged = None  # "the Echo reported that the office denied the claims": the Echo judges nothing
        if against and is_condemned(tree, tokens, attribution.cue[0]):
            continue
        if against:
            yield _against(tree, tokens, attribution, inside, name)
        elif judged is not None:
            about = _clause_behind(tree, judged, inside) or tree.span([judged.pointer])
            pointer = None if about != tree.span([judged.pointer]) else tree.lower[judged.pointer]
            yield ClaimMention(
                tree.span(tokens),
                about,
                name,
                pointer,
                "reports",
                f"“{tree.words[judged.word]}” judges “{tree.words[judged.pointer]}”",
                judged=True,
            )
        if not against and not (judged is not None and _pointer(tree, tokens)):
            yield from _propositions(tree, tokens, attribution, inside, name, judged, disputed)


def _against(tree: Tree, tokens: Sequence[int], attribution: Attribution, inside: Sequence[Attribution], name: str) -> ClaimMention:
    """Holder, denying cue and what is denied, as one mention about the thing denied."""
    hull = _hull(tree, tokens, attribution)
    if inside:
        clause = max((span for other in inside for span in other.content), key=lambda span: span.end - span.start)
        return ClaimMention(hull, clause, name, None, "reports", "a denied report with its clause")
    opened = left_open(tree, tokens)
    if opened is not None and len(opened.proposition) >= MIN_OPENED:
        return ClaimMention(hull, tree.span(_bare(tree, opened.proposition)), name, None, "reports", "what is said not to be shown")
    tokens = _before_the_quotation(tree, tokens)
    pointer = _pointer(tree, tokens)
    # Who denies a deed ("denied taking the money") is the one who is said to have done it.
    about = hull if tree.tag(tokens[0]) == "VBG" else tree.span(_bare(tree, tokens) or tokens)
    return ClaimMention(hull, about, name, pointer, "reports", f"what “{attribution.cue[0].cut(tree.text)}” is turned against")


def _before_the_quotation(tree: Tree, tokens: Sequence[int]) -> Sequence[int]:
    """ "Disputed that the wall was wet: “The wall was dry.”": the quotation is what the holder says instead."""
    colon = next((i for k, i in enumerate(tokens[:-1]) if tree.words[i] == ":" and tree.words[tokens[k + 1]] in MARKS), None)
    kept = [k for k in tokens if colon is None or k < colon]
    return kept or tokens


def _pointer(tree: Tree, tokens: Sequence[int]) -> str | None:
    """The word that stands for a claim, where the words themselves say none."""
    inside = set(tokens)
    top = next((i for i in tokens if tree.head(i) not in inside or tree.head(i) == i), tokens[0])
    if tree.is_verb(top) and tree.is_finite(top):
        return None
    if tree.lower[top] in PRONOUNS and len(tokens) <= 2:
        return tree.lower[top]
    stands = tree.lemma(top) in POINTERS and not _headline_clause(tree, top) and not is_a_document(tree, top)
    return tree.lower[top] if stands else None


def _headline_clause(tree: Tree, noun: int) -> bool:
    """ "[denies] board buried report": a clause without its small words, which the parser takes for one noun phrase."""
    deed = next((k for k in tree.all_children(noun, "amod") if tree.tag(k) in ("VBN", "VBD")), None)
    if deed is None or tree.child(noun, "det", "poss") is not None:
        return False
    return any(k == deed - 1 and tree.tag(k).startswith("NN") for k in tree.all_children(noun, "nmod", "compound"))


def _clause_behind(tree: Tree, judged: Evaluation, inside: Sequence[Attribution]) -> Span | None:
    """What the pointer's own clause says: "the suggestion that any alarm was off", "to suggest any alarm was off is absurd"."""
    pointer = judged.pointer
    if tree.lower[pointer] == "it":  # "it is not true that …"
        clause = next((k for k in tree.children[tree.head(pointer)] if tree.dep(k) in ("ccomp", "csubj") and k > pointer), None)
        return tree.span(_bare(tree, tree.subtree(clause))) if clause is not None else None
    suggested = _dismissed(tree, judged)
    if suggested is not None:
        return tree.span(_bare(tree, tree.subtree(suggested)))
    at = tree.tokens[pointer]
    for other in inside:
        if any(span.start <= at.start < span.end for span in other.cue):
            return other.content[0]
    return None


def _is_dismissed(tree: Tree, attribution: Attribution) -> bool:
    """ "To suggest that we hid it is untrue", "any suggestion that we hid it is absurd": nobody suggests it here."""
    cue = tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)
    return not attribution.source and any(frame.by in cue for frame in frames(tree) if frame.value == "denies")


def _dismissed(tree: Tree, judged: Evaluation) -> int | None:
    """The verb of what it is called untrue "to suggest"."""
    subject = tree.child(tree.head(judged.word), "csubj")
    return tree.child(subject, "ccomp") if subject is not None and judged.value == "denies" else None


def _hull(tree: Tree, tokens: Sequence[int], attribution: Attribution) -> Span:
    """From the holder to the end of the content, within one sentence."""
    content = tree.span(tokens)
    parts = [content, *(span for span in (*attribution.source, *attribution.cue) if tree.sentence.span.contains(span))]
    return Span(content.doc, min(span.start for span in parts), max(span.end for span in parts))


def _without_condition(tree: Tree, clause: list[int], judged: Evaluation) -> list[int]:
    """ "If it is true that the wall was wet, people must go": what is said is that people must go."""
    for i in clause:
        if tree.dep(i) == "advcl" and tree.is_below(judged.word, i) and any(tree.lower[k] == "if" for k in tree.children[i]):
            below = set(tree.subtree(i))
            kept = tree.trim([k for k in clause if k not in below])
            return kept if (len(kept) > 1 and max(below) < kept[0]) or min(below) > kept[-1] else clause
    return clause


def _with_article(tree: Tree, span: Span) -> Span:
    before = tree.at_offset(tree.sentence.span.start, span.start)
    return Span(span.doc, tree.tokens[before[-1]].start, span.end) if before and tree.tag(before[-1]) == "DT" else span


def _propositions(
    tree: Tree,
    tokens: Sequence[int],
    attribution: Attribution,
    inside: Sequence[Attribution],
    name: str,
    judged: Evaluation | None,
    disputed: bool,
) -> Iterator[ClaimMention]:
    """The content's clauses; a clause that only hands on somebody else's words is left to the inner attribution.

    Where somebody disputes it, a reader sees it with the words that bring it in: "[denied] a newspaper report that …".
    """
    pointer = _pointer(tree, tokens)
    if pointer is not None:
        span = tree.span(tokens)
        if not inside:
            yield ClaimMention(
                _hull(tree, tokens, attribution), span, name, pointer, "reports", "a word that stands for a claim made elsewhere"
            )
        return
    for clause in clauses(tree, tokens):
        span = tree.span(clause)
        handed_on = any(_mostly(span, other) for other in inside)
        words = sum(tree.words[i].isalnum() for i in clause)
        if words < MIN_WORDS or handed_on:
            continue
        opened = _left_open(tree, clause, name)
        if judged is not None and judged.value == "doubts":
            clause = _without_condition(tree, clause, judged)
            span = tree.span(clause)
        if opened is not None:
            yield opened
        elif not _only_judges(tree, clause, words, judged):
            seen = _with_article(tree, _hull(tree, clause, attribution)) if disputed else span
            yield ClaimMention(seen, span, name, None, "reports", f"what “{attribution.cue[0].cut(tree.text)}” hands on")


def _only_judges(tree: Tree, clause: Sequence[int], words: int, judged: Evaluation | None) -> bool:
    """ "This story is false", "we cannot confirm this": what is done to a claim, not a claim of its own."""
    if judged is None or judged.word not in clause:
        return False
    if judged.value == "denies" and _clause_behind(tree, judged, []) is not None:
        return True  # "it is not true that …", "to suggest that … is absurd"
    if words > SHORT_JUDGEMENT:
        return False
    opened = left_open(tree, clause)
    return judged.value == "denies" or (opened is not None and opened.word == judged.word and tree.is_verb(judged.word))


def _left_open(tree: Tree, clause: Sequence[int], name: str | None) -> ClaimMention | None:
    """ "There is no evidence that the alarm was off": about the alarm, whose being off is left open."""
    opened = left_open(tree, clause)
    about = _bare(tree, opened.proposition) if opened is not None else []
    if opened is None or sum(tree.words[i].isalnum() for i in about) < MIN_OPENED:
        return None
    presentation = "doubts" if name is None else "reports"
    because = f"“{tree.words[opened.word]}”: not shown, which is no denial"
    return ClaimMention(tree.span(clause), tree.span(about), name, None, presentation, because, judged=True)


def _mostly(span: Span, inner: Attribution) -> bool:
    covered = sum(span.shared(part) for part in (*inner.content, *inner.cue, *inner.source))
    return covered >= 0.6 * (span.end - span.start)


def clauses(tree: Tree, tokens: Sequence[int]) -> list[list[int]]:
    """A stretch cut at coordinated clauses that can stand alone, each with a tensed verb; leading "that"/"and" dropped."""
    inside = set(tokens)
    joined = [i for i in tokens if tree.tokens[i].dep == "conj"]
    tops = [i for i in joined if tree.is_verb(i) and tree.is_finite(i) and _clause_head(tree, tree.head(i))]
    tops = [i for i in tops if tree.head(i) in inside and len([k for k in tree.subtree(i) if k in inside]) >= MIN_WORDS]
    taken: set[int] = set()
    pieces: list[list[int]] = []
    for top in sorted(tops, reverse=True):
        piece = [k for k in tree.subtree(top) if k in inside and k not in taken]
        taken.update(piece)
        pieces.append(piece)
    rest = [k for k in tokens if k not in taken]
    return [kept for kept in (_bare(tree, piece) for piece in [rest, *reversed(pieces)]) if kept]


def _clause_head(tree: Tree, i: int) -> bool:
    return tree.is_verb(i) and tree.dep(i) in ("ROOT", "ccomp", "conj")


def _bare(tree: Tree, piece: Sequence[int]) -> list[int]:
    kept = tree.trim(piece)
    while kept and tree.lower[kept[0]] in ("that", "and", "but", "or", "while", "because"):
        kept = tree.trim(kept[1:])
    while kept and tree.dep(kept[-1]) in ("cc", "mark"):
        kept = tree.trim(kept[:-1])
    return kept


# ── the author's own voice ───────────────────────────────────────────────────────────────────────────────────────────


def _own_voice(
    trees: Sequence[Tree], attributions: Sequence[Attribution], marks: Sequence[tuple[int, int]]
) -> Iterator[ClaimMention]:
    """Clauses in which nobody else is made to speak; words in quotation marks are somebody's, even if nobody's is said."""
    taken = [span for a in attributions for span in (*a.content, *a.cue)]
    for tree in trees:
        start, end = tree.sentence.span.start, tree.sentence.span.end
        busy = [span for span in taken if span.start < end and start < span.end]
        for clause in clauses(tree, list(range(len(tree)))):
            span = tree.span(clause)
            if any(a <= span.start and span.end <= b + 1 for a, b in marks):
                continue
            if any(span.overlaps(other) for other in busy):
                yield from _asides(tree, clause, busy)
                continue
            judged = evaluate(tree, clause)
            if judged is not None:
                yield _author_judges(tree, clause, judged)
            words = sum(tree.words[i].isalnum() for i in clause)
            opened = _left_open(tree, clause, None)
            if opened is not None:
                yield opened
            elif words >= MIN_WORDS and _says_something(tree, clause) and not _only_judges(tree, clause, words, judged):
                yield ClaimMention(span, span, None, None, "own voice", "the report says it in its own voice")


def _asides(tree: Tree, clause: Sequence[int], busy: Sequence[Span]) -> Iterator[ClaimMention]:
    """ "Though the report's truth is uncertain, officials said …": a clause of the author's own beside somebody's words."""
    for i in clause:
        if tree.dep(i) == "advcl" and any(tree.lower[k] in CONCEDING for k in tree.all_children(i, "mark", "advmod")):
            aside = [k for k in tree.subtree(i) if k in clause]
            judged = evaluate(tree, aside) if not any(tree.span(aside).overlaps(other) for other in busy) else None
            if judged is not None:
                yield _author_judges(tree, aside, judged)


def _author_judges(tree: Tree, clause: Sequence[int], judged: Evaluation) -> ClaimMention:
    presentation = "denies" if judged.value == "denies" else "doubts"
    because = f"the author judges “{tree.words[judged.pointer]}”"
    return ClaimMention(tree.span(clause), tree.span([judged.pointer]), None, tree.lower[judged.pointer], presentation, because)


def _says_something(tree: Tree, clause: Sequence[int]) -> bool:
    words = {tree.lower[i] for i in clause}
    silent = words & {"comment", "say", "discuss"} and any(tree.lemma(i) in ("decline", "refuse") for i in clause)
    if silent or ("comment" in words and words & {"not", "n't", "n’t", "cannot"}):
        return False  # "declined to comment": that nothing was said is no claim of the story
    if not tree.sentence.parsed:
        return True  # no verb is known where nothing was parsed
    return any(tree.is_verb(i) for i in clause) and not all(tree.lemma(i) in WORD_NOUNS for i in clause)


# ── taken for granted ────────────────────────────────────────────────────────────────────────────────────────────────


def _presupposed(
    trees: Sequence[Tree], attributions: Sequence[Attribution], found: Sequence[ClaimMention]
) -> Iterator[ClaimMention]:
    """Phrases that name what they take for granted, each on the word of whoever is made to say the words around it."""
    pointing = [mention.span for mention in found if mention.pointer is not None]
    for tree in trees:
        phrases = list(presupposing(tree))
        if not phrases:
            continue
        here = tree.sentence.span
        taken = [span for span in pointing if span.overlaps(here)]
        around = [a for a in attributions if any(span.overlaps(here) for span in a.content)]
        for phrase in phrases:
            span = tree.span(phrase.words)
            if any(span.overlaps(other) for other in taken):
                continue
            holding = [a for a in around if any(part.contains(span) for part in a.content)]
            inmost = min(holding, key=lambda a: sum(part.end - part.start for part in a.content), default=None)
            if inmost is not None and inmost.force in AGAINST:
                continue  # what is denied is not taken for granted
            name = record_id(inmost) if inmost is not None else None
            yield ClaimMention(span, span, name, tree.lower[phrase.head], "presupposes", phrase.because)


# ── asked, left open, alleged, dismissed ─────────────────────────────────────────────────────────────────────────────


def _framed(trees: Sequence[Tree], attributions: Sequence[Attribution], found: Sequence[ClaimMention]) -> Iterator[ClaimMention]:
    """Stretches that nobody puts forward although they say or name something, where no mention is about the very same words."""
    for tree in trees:
        for frame in frames(tree):
            span = tree.span(frame.words)
            words = sum(tree.words[i].isalnum() for i in frame.words)
            here = [other.about for other in found if other.about.overlaps(span) and tree.sentence.span.contains(other.about)]
            told = any(
                _same_words(span, about) or frame_of(tree, tree.at_offset(about.start, about.end)) == frame for about in here
            )
            if told or (words < MIN_WORDS and not frame.names):
                continue
            around = [a for a in attributions if any(part.contains(span) for part in a.content)]
            inmost = min(around, key=lambda a: sum(part.end - part.start for part in a.content), default=None)
            if inmost is not None and inmost.force in AGAINST:
                continue
            name = record_id(inmost) if inmost is not None else None
            pointer = tree.lower[frame.by] if frame.names and frame.value == "reports" else None
            presentation = "presupposes" if pointer else "own voice" if name is None else "reports"
            yield ClaimMention(span, span, name, pointer, presentation, frame.because)


def _same_words(left: Span, right: Span) -> bool:
    return left.shared(right) >= 0.8 * max(left.end - left.start, right.end - right.start)
