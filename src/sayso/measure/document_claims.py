"""What is said of a document, a deal or a critic, against what is said of the same elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sayso.detect.trees import Tree
from sayso.lexicon import DOCUMENTS
from sayso.measure.days import Day
from sayso.measure.propositions import Proposition
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Holder, Told, clause_span, holders_of, inside, named, set_against, trees_at, whole
from sayso.names import COUNTRIES, name_key
from sayso.records import Attribution, Conflict, Span, TimeMention

# A deal kept and a deal broken; the noun says that it is one.
KEPT = frozenset("fulfil fulfill honour honor keep uphold respect observe".split())
BROKEN = frozenset("break violate breach flout dishonour dishonor renege ignore".split())
DEALS = frozenset("deal agreement bargain pact treaty truce ceasefire promise pledge contract commitment".split())
PARTS = frozenset("end side part half".split())
# How two parties are said to stand to each other.
TOGETHER = frozenset(
    "partnership ally alliance cooperate cooperation friendship peace deescalate de-escalate reconcile joint conjoint".split()
)
AGAINST = frozenset("force drive expel oust attack sabotage undermine fight threaten push hurt harm topple weaken".split())
CRITICS = frozenset("critic opponent detractor".split())
PRAISE = frozenset("great good excellent wonderful brilliant superb fantastic praise admire applaud commend outstanding".split())
CONTRADICTING = frozenset("contradict clear refute disprove rebut debunk exonerate".split())
COVERING = frozenset("cover span".split())
SHOWING_SOURCES = frozenset("cite name give identify disclose reveal source provide".split())
SOURCES = frozenset("source information evidence informant".split())


# ── deals ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def deals_kept(told: Told, stated: Sequence[Proposition]) -> Iterator[Conflict]:
    """One report has a party keep its side of a deal, another has it break it, or says so by contrast with who kept it."""
    found: dict[tuple[str, bool], Span] = {}
    for p in stated:
        for who, keeps, span in _compliance(p):
            found.setdefault((who, keeps), span)
    for who in sorted({who for who, _ in found}):
        kept, broken = found.get((who, True)), found.get((who, False))
        if kept is not None and broken is not None and kept.doc != broken.doc:
            left, right = sorted((kept, broken))
            why = f"{who.title()} keeps a deal in {named(told, kept)} and not in {named(told, broken)}"
            yield Conflict("contradiction", "high", left, right, why)


def _compliance(p: Proposition) -> Iterator[tuple[str, bool, Span]]:
    tree, verb = p.tree, p.verb
    kept, broken = tree.lemma(verb) in KEPT, tree.lemma(verb) in BROKEN
    thing, subject = tree.child(verb, "dobj"), tree.subject(verb)
    if not (kept or broken) or thing is None or subject is None or not tree.tag(subject).startswith("NNP"):
        return
    below = {tree.lemma(k) for k in tree.subtree(thing)}
    if not below & DEALS or (tree.lemma(thing) not in PARTS | DEALS):
        return
    keeps = kept != p.negated
    yield name_key(tree.words[subject]), keeps, p.span
    for k in tree.all_children(verb, "conj") if kept and not p.negated and tree.lemma(thing) in PARTS else ():
        other = tree.child(k, "nsubj")
        but = any(tree.lower[c] == "but" for c in tree.children[verb])
        if (
            but
            and other is not None
            and tree.tag(other).startswith("NNP")
            and name_key(tree.words[other]) != name_key(tree.words[subject])
        ):
            yield name_key(tree.words[other]), False, clause_span(tree, k)


# ── two readings of one document ─────────────────────────────────────────────────────────────────────────────────────


def opposite_readings(told: Told) -> Iterator[Conflict]:
    """One source is said to tell of a partnership of two parties in one report, and of one against the other in the next."""
    readings = [r for _, held in sorted(told.attributions.items()) for a in held for r in _reading(told, a)]
    friendly = [r for r in readings if r[3] == "together"]
    for one in friendly:
        for other in readings:
            same = (
                other[3] == "against"
                and other[0].doc != one[0].doc
                and len(one[2] & other[2]) >= 2
                and _same_source(one[1], other[1])
            )
            if same:
                left, right = sorted((one[0], other[0]))
                why = f"{one[1].name} is read in two ways: {named(told, one[0])} against {named(told, other[0])}"
                yield Conflict("opposite readings", "high", left, right, why)
                yield from _beside_quotation(told, one[0], other[0].doc)
                return


def _reading(told: Told, attribution: Attribution) -> Iterator[tuple[Span, Holder, frozenset[str], str]]:
    """What an indirect attribution says of the relation of two countries: the span, the source, their names, the relation."""
    if attribution.kind == "direct" or attribution.scope == "wants":
        return
    parts = [(span, tree) for span in attribution.content for tree in trees_at(told, span)]
    tokens = [(span, tree, i) for span, tree in parts for i in tree.at_offset(span.start, span.end)]
    names = frozenset(name_key(tree.words[i]) for _, tree, i in tokens if tree.tag(i).startswith("NNP")) & COUNTRIES
    together, against = ([span for span, tree, i in tokens if tree.lemma(i) in words] for words in (TOGETHER, AGAINST))
    for holder in holders_of(told, attribution) if bool(together) != bool(against) and len(names) >= 2 else ():
        yield (together or against)[0], holder, names, "together" if together else "against"


def _same_source(one: Holder, other: Holder) -> bool:
    """One party, or a body and its document: "Pentagon", "Pentagon report"."""
    left, right = set(name_key(one.name).split()), set(name_key(other.name).split())
    names = {name_key(word) for word in one.name.split()} | left, {name_key(word) for word in other.name.split()} | right
    return bool(one.key) and (one.key == other.key or bool((names[0] & names[1]) - DOCUMENTS))


def _beside_quotation(told: Told, reading: Span, elsewhere: str) -> Iterator[Conflict]:
    """The quotation that follows such a reading in its own report, if it has none of the reading's words."""
    trees = trees_at(told, reading)
    own = told.trees[reading.doc]
    at = next((k for k, tree in enumerate(own) if trees and tree is trees[-1]), len(own))
    for tree in own[at + 1 : at + 2]:
        quoted = next((a for a in inside(told, tree) if a.kind == "direct"), None)
        words = [w for t in trees for i, w in telling(t, t.at_offset(reading.start, reading.end)) if not t.tag(i).startswith("NNP")]
        theirs = [w for _, w in telling(tree)]
        if quoted is not None and words and theirs and float((alike(words, theirs).max(axis=1) > 0).mean()) <= 0.5:
            span = next(s for s in quoted.content if s.overlaps(tree.sentence.span))
            why = f"{named(told, reading)} stands above the words it is taken from, which do not say it: {named(told, span)}"
            yield Conflict("paraphrase vs quotation", "high", reading, span, why)


# ── what a document can say ──────────────────────────────────────────────────────────────────────────────────────────


def out_of_scope(told: Told, times: Sequence[TimeMention], days: Sequence[Day]) -> Iterator[Conflict]:
    """A document is said to contradict what came up only after the time that it covers."""
    ends = [row for _, trees in sorted(told.trees.items()) for tree in trees for row in _coverage(tree, times)]
    for attribution in (a for _, held in sorted(told.attributions.items()) for a in held):
        for tree in trees_at(told, attribution.cue[0])[:1]:
            cue = [i for i in tree.at_offset(attribution.cue[0].start, attribution.cue[0].end) if tree.lemma(i) in CONTRADICTING]
            by_document = any(tree.lemma(k) in DOCUMENTS for i in cue for k in (tree.head(i), tree.subject(i) or i))
            later = _first_told(attribution.at.doc, days)
            for name, end, span in ends if cue and by_document else ():
                holders = [h for h in holders_of(told, attribution) if name & {name_key(word) for word in h.name.split()}]
                if holders and later is not None and later > end and span.doc != attribution.at.doc:
                    left, right = sorted((clause_or_whole(tree, attribution), span))
                    why = f"{named(told, span)}; what it is said to contradict came up on {later.isoformat()}, after that time"
                    yield Conflict("out of scope", "high", left, right, why)
                    return


def clause_or_whole(tree: Tree, attribution: Attribution) -> Span:
    start = min(span.start for span in (*attribution.source, *attribution.cue) if tree.sentence.span.contains(span))
    return Span(attribution.at.doc, start, max(span.end for span in attribution.content if tree.sentence.span.contains(span)))


def _coverage(tree: Tree, times: Sequence[TimeMention]) -> Iterator[tuple[set[str], date, Span]]:
    """ "The office's report covers the months to May 2020": whose document, until when."""
    for verb in range(len(tree)):
        subject = tree.child(verb, "nsubj") if tree.lemma(verb) in COVERING else None
        if subject is None or tree.lemma(subject) not in DOCUMENTS | {"inspection", "audit", "probe"}:
            continue
        ends = [t.end for t in times if t.end and tree.sentence.span.contains(t.span)]
        names = {name_key(tree.words[k]) for k in tree.subtree(subject) if tree.tag(k).startswith("NNP")}
        if ends and names:
            yield names, date.fromisoformat(max(ends)), whole(tree)


def _first_told(doc: str, days: Sequence[Day]) -> date | None:
    """The earliest day of that report's own story, as far as the story's reports fix it."""
    return min((day.on for day in days if day.span.doc == doc and day.on is not None), default=None)


# ── a report against itself ──────────────────────────────────────────────────────────────────────────────────────────


def sources_after_all(told: Told) -> Iterator[Conflict]:
    """A document is said to name no sources, and in the same report it is said what it rests on."""
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            for verb in range(len(tree)):
                thing, subject = tree.child(verb, "dobj"), tree.subject(verb)
                named_none = tree.lemma(verb) in SHOWING_SOURCES and tree.is_negated(verb) and thing is not None
                if (
                    not named_none
                    or subject is None
                    or thing is None
                    or tree.lemma(subject) not in DOCUMENTS | {"article", "story"}
                ):
                    continue
                if tree.lemma(thing) in SOURCES:
                    yield from _rests_on(told, trees, tree, verb, tree.lemma(subject))


def _rests_on(told: Told, trees: Sequence[Tree], denying: Tree, verb: int, document: str) -> Iterator[Conflict]:
    for tree in trees:
        based = next((k for k in range(len(tree)) if tree.lemma(k) == "base" and tree.tag(k) == "VBN"), None)
        if tree is denying or based is None or document not in tree.lemmas:
            continue
        spans = sorted((clause_span(denying, verb, 16), clause_span(tree, based, 24)))
        why = f"{named(told, spans[0])} and {named(told, spans[1])}: it gives no sources, and gives them"
        yield Conflict("report against itself", "medium", spans[0], spans[1], why)
        return


def praising_critics(told: Told) -> Iterator[Conflict]:
    """Critics who are made to praise: a word was turned round."""
    for doc, held in sorted(told.attributions.items()):
        for attribution in held:
            trees = trees_at(told, attribution.content[0])
            critic = any(h.name.lower().split()[-1].rstrip("s") in CRITICS for h in holders_of(told, attribution) if h.name)
            if not critic or not trees:
                continue
            tree = trees[0]
            tokens = tree.at_offset(attribution.content[0].start, attribution.content[0].end)
            lemmas = {tree.lemma(i) for i in tokens}
            if lemmas & PRAISE and not any(tree.dep(i) == "neg" or tree.lower[i] in ("no", "if", "would") for i in tokens):
                span = clause_or_whole(tree, attribution)
                rest = _rest_of_quotation(told, doc, tree) or attribution.source[0]
                why = f"{named(told, span)}: critics are made to praise; beside it {named(told, rest)}"
                yield set_against("report against itself", "high", span, rest, why)


def _rest_of_quotation(told: Told, doc: str, tree: Tree) -> Span | None:
    """The next sentence of the same quotation."""
    own = told.trees[doc]
    at = own.index(tree) + 1
    following = own[at] if at < len(own) else None
    together = following is not None and any(
        any(s.overlaps(tree.sentence.span) for s in a.content) and any(s.overlaps(following.sentence.span) for s in a.content)
        for a in told.attributions[doc]
    )
    return whole(following) if following is not None and together else None
