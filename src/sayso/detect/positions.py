"""What each holder does with each mention: asserts, denies, doubts, asks, or only reports.

Taken literally here; relative to a claim's own polarity in link/claims.py. Factuality follows FactBank (Saurí &
Pustejovsky 2009): certain, probable, possible, each with polarity, or uncommitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.detect.evaluation import AFFIRMING, evaluate, left_open
from sayso.detect.framed import ASKING_WORDS, Frame, frame_of
from sayso.detect.presupposed import at_a_distance
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.lexicon import NAMING
from sayso.records import Attribution, ClaimMention, Document, Position, Sentence, Source, Span, record_id

PROBABLE = frozenset("likely probably apparently seemingly presumably believed seem appear expect expected think".split())
POSSIBLE = frozenset("may might could possibly perhaps maybe potentially".split())
DISTANCING = frozenset("allegedly reportedly alleged purported purportedly supposed supposedly suspected so-called".split())
# "Does not show what happened", "not sure how it began"; "doubted whether" is a doubt
WONDERED = ASKING_WORDS - {"whether"}
OPEN_QUESTION = frozenset("whether".split())


def take_positions(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    mentions: Sequence[ClaimMention],
) -> Iterator[Position]:
    """One Position for each mention and holder; without an attribution the holder is the report's author (source None)."""
    (document,) = documents
    trees = trees_of(sentences, document.text)
    known = {record_id(attribution): attribution for attribution in attributions}
    holders: dict[str, list[str | None]] = {}
    for source in sources:
        holders.setdefault(source.attribution, []).append(record_id(source))
    for mention in mentions:
        tree = next(iter(overlapping(trees, mention.span)), None)
        if tree is None:
            continue
        attribution = known.get(mention.attribution or "")
        value, because = _value(tree, mention, attribution)
        hedges = _hedges(tree, mention.span)
        words = [span.cut(document.text).lower() for span in hedges]
        factuality = _factuality(value, words, believed=attribution is not None and attribution.scope == "thinks")
        said = record_id(mention)
        for name in holders.get(mention.attribution or "", [None]):
            yield Position(mention.span, said, name, value, factuality, hedges, because)


def _value(tree: Tree, mention: ClaimMention, attribution: Attribution | None) -> tuple[str, str]:
    tokens = tree.at_offset(mention.span.start, mention.span.end)
    about = tree.at_offset(mention.about.start, mention.about.end)
    if mention.presentation in ("denies", "doubts"):
        return mention.presentation, mention.because
    framed = frame_of(tree, about) if attribution is None or attribution.force in ("asserts", "reports") else None
    if framed is not None and not _own_words(tree, framed, attribution):
        return framed.value, framed.because
    if mention.presentation == "presupposes":
        return ("reports" if at_a_distance(tree, tokens) else "asserts"), mention.because
    if attribution is None:
        return "asserts", "the report's own voice"
    cue = attribution.cue[0].cut(tree.text)
    opened = left_open(tree, tokens) if mention.judged else None
    if opened is not None and mention.about.overlaps(tree.span(opened.proposition or [opened.word])):
        return "doubts", f"“{tree.words[opened.word]}”: not shown, which is no denial"
    if mention.judged:
        judged = evaluate(tree, [i for span in attribution.content for i in tree.at_offset(span.start, span.end)])
        if judged is not None:
            return judged.value, f"“{tree.words[judged.word]}”"
    if any(tree.lower[i] in OPEN_QUESTION for i in tokens[:2]):
        return "asks", "“whether”: left open"
    if attribution.kind == "direct" and attribution.scope == "acts" and attribution.force == "reports":
        return "asserts", f"quoted words, brought in by “{cue}”"
    if attribution.force == "asks" and _requests(tree, tokens):
        return "asserts", f"the cue “{cue}”: a request"
    if attribution.scope == "wants" and attribution.force in ("asserts", "denies"):
        return "reports", f"the cue “{cue}”: a plan, demand or promise, no claim of fact"
    if mention.pointer is not None and _only_named(tree, tokens, attribution):
        return "reports", f"“{cue}” gives the claim a name and leaves open whether it is so"
    if attribution.force == "doubts" and about and tree.lower[about[0]] in WONDERED:
        return "asks", f"“{tree.words[about[0]]}”: left open"
    return attribution.force, f"the cue “{cue}”"


def _only_named(tree: Tree, tokens: Sequence[int], attribution: Attribution) -> bool:
    """ "Called the reports a distraction", "described the claim as theatre": neither affirmed nor denied."""
    naming = attribution.force == "asserts" and any(
        tree.lemma(i) in NAMING for span in attribution.cue for i in tree.at_offset(span.start, span.end)
    )
    return naming and not any(tree.lemma(i) in AFFIRMING or tree.lower[i] in AFFIRMING for i in tokens)


def _requests(tree: Tree, tokens: Sequence[int]) -> bool:
    """ "Asked a judge to declare it void", "asked for a new trial": what is asked for is wanted; nothing is asked about it."""
    top = next((i for i in tokens if tree.head(i) not in tokens or tree.head(i) == i), None)
    if top is None or any(tree.lower[i] in ASKING_WORDS | {"if"} or tree.words[i] == "?" for i in tree.subtree(top)):
        return False
    return tree.lower[tokens[0]] == "for" or any(tree.lower[k] == "to" and tree.tag(k) == "TO" for k in tree.children[top])


def _own_words(tree: Tree, framed: Frame, attribution: Attribution | None) -> bool:
    """ "The council's claim that it was paid is false": what the council claims is what it asserts."""
    if attribution is None or not attribution.source or framed.by < 0:
        return False
    return any(span.overlaps(tree.span([framed.by])) for span in attribution.cue)


def _hedges(tree: Tree, span: Span) -> tuple[Span, ...]:
    marked = PROBABLE | POSSIBLE | DISTANCING
    tokens = tree.at_offset(span.start, span.end)
    return tuple(tree.span([i]) for i in tokens if tree.lower[i] in marked and tree.words[i] != "May")


def _factuality(value: str, hedges: Sequence[str], *, believed: bool) -> str:
    if value in ("doubts", "asks", "reports"):
        return "Uu"
    sign = "-" if value == "denies" else "+"
    if any(word in POSSIBLE for word in hedges):
        return "PS" + sign
    if believed or any(word in PROBABLE for word in hedges):
        return "PR" + sign
    return "CT" + sign
