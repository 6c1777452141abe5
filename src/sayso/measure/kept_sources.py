"""On whose word a sentence stands in two reworked reports: the same word, another's, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance.Levenshtein import distance

from sayso.calendar import ONES
from sayso.detect.trees import Tree
from sayso.lexicon import SPEAKER_NOUNS
from sayso.measure.side_by_side import ALIGNED, Pairing, alike, both_ways, telling
from sayso.measure.told import Holder, Told, clause_span, holders_of, inside, named, neighbour, set_against, words_at
from sayso.names import plain_name
from sayso.records import Attribution, Conflict, Span

COVERED = 0.6  # share of what was said that the other sentence must tell as well (by eye)
BACK = 0.5  # share of the other sentence's words that were said (by eye)
QUOTES = '“”"‘„«»'
LEAST = 3  # words of it
SLIP = 2  # letters by which two spellings of one surname may differ
LONG_ENOUGH = 5  # letters such a surname must have
SMALL = 2  # letters of words that two names for one thing may have in common: "of", "in"
PER = frozenset("per via".split())  # "per the ministry": says on whose word, without a verb
FIRST_PERSON = frozenset("i my me we our us".split())
CANNOT_BE_ONE = (
    frozenset(("document", "outlet")),
    frozenset(("outlet",)),
    frozenset(("organisation",)),
    frozenset(("named",)),
)


def changed_sources(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """What one report gives on somebody's word, and the other on nobody's or on somebody else's."""
    for one, other, match in both_ways(pairing):
        for attribution in inside(told, one):
            mine = [holder for holder in holders_of(told, attribution) if holder.key]
            said = _said(one, attribution)
            shared = [match[i] for i, _ in said if i in match]
            if not mine or len(shared) < max(LEAST, COVERED * len(said)) or not _stands_here(one, attribution):
                continue
            theirs = [a for a in inside(told, other) if sum(_within(other, j, a) for j in shared) >= LEAST]
            yield from _dropped(told, one, other, attribution, theirs, shared)
            if one is pairing.left:
                yield from _swapped(told, one, other, attribution, mine[-1], theirs)


def _said(tree: Tree, attribution: Attribution) -> list[tuple[int, str]]:
    tokens = sorted({i for span in attribution.content for i in tree.at_offset(span.start, span.end)})
    return telling(tree, tokens)


def _stands_here(tree: Tree, attribution: Attribution) -> bool:
    """Source and cue stand in this sentence, so that the other one could have had them, too."""
    at = tree.sentence.span
    return attribution.scope in ("says", "shows") and all(at.contains(span) for span in (*attribution.source, *attribution.cue))


def _within(tree: Tree, token: int, attribution: Attribution) -> bool:
    start = tree.tokens[token].start
    return any(span.start <= start < span.end for span in (*attribution.content, *attribution.cue))


def _dropped(
    told: Told, one: Tree, other: Tree, attribution: Attribution, theirs: list[Attribution], shared: list[int]
) -> Iterator[Conflict]:
    if (
        attribution.kind in ("direct", "nominal")
        or attribution.scope != "says"
        or any(h.key for a in inside(told, other) for h in holders_of(told, a))
    ):
        return
    if any(a.kind in ("direct", "mixed") or _says(other, a) for a in theirs):
        return
    if all(holder.sourcing_class == "outlet" for holder in holders_of(told, attribution)):
        return  # the other report may be that outlet's own
    if len(shared) < BACK * len(telling(other)) or _quoted(other):
        return
    if any(words_at(told, span).lower() in ("they", "he", "she", "it") for span in attribution.source):
        return  # in a run of sentences on one word, of which this report names the source once
    if any(other.lower[i] in PER and other.child(i, "pobj") is not None for i in range(len(other))):
        return
    if any(_is_there(other, holder) for holder in holders_of(told, attribution)):
        return  # "prosecutors, who are looking into two managers": the source is named, though not as one
    if not FIRST_PERSON.isdisjoint(other.lower) or _near(told, other, attribution):
        return  # words of a quotation, or the name stands in the sentence before or behind
    marked = [span for a in theirs for span in a.cue if other.sentence.span.contains(span)]
    verb = next((k for j in shared for k in (j, *other.ancestors(j)) if other.is_verb(k) and other.is_finite(k)), shared[0])
    subject = other.subject(verb)
    if subject is not None and other.lemma(subject) in SPEAKER_NOUNS:
        return  # "officials have tied …": the words name who says it, though no verb of saying does
    here = clause_span(other, verb)
    start = min([here.start, *(span.start for span in marked)])
    spans = head_of(attribution), Span(here.doc, start, here.end)
    why = f"{named(told, spans[0])} names who says it; {named(told, spans[1])} names nobody"
    yield set_against("source dropped", "medium", *spans, why)


def _quoted(tree: Tree) -> bool:
    """Whether a sentence stands next to quotation marks, or holds some."""
    at = tree.sentence.span
    return any(sign in tree.text[max(0, at.start - 1) : at.end + 1] for sign in QUOTES)


def _is_there(tree: Tree, holder: Holder) -> bool:
    """Whether the sentence has the last word of a source's name, or one much like it."""
    name = [word for word in plain_name(holder.name).lower().split() if word.isalpha()]
    words = [tree.lemma(i) if not tree.tag(i).startswith("NNP") else tree.lower[i] for i in range(len(tree))]
    heads = {word.rstrip("s") for word in name}
    return not heads.isdisjoint(word.rstrip("s") for word in words if len(word) > 3)


def _near(told: Told, tree: Tree, attribution: Attribution) -> bool:
    """Whether the sentence before or behind has the same source."""
    keys = {holder.key for holder in holders_of(told, attribution)}
    for beside in (neighbour(told, tree, -1), neighbour(told, tree, 1)):
        for again in inside(told, beside) if beside is not None else ():
            if keys & {holder.key for holder in holders_of(told, again)}:
                return True
    return False


def _says(tree: Tree, attribution: Attribution) -> bool:
    """A verb of saying with a subject: somebody is there who says it, though nothing is known of him."""
    cue = attribution.cue[0]
    verbs = [i for i in tree.at_offset(cue.start, cue.end) if tree.is_verb(i)]
    return any(tree.child(i, "nsubj") is not None for i in verbs)


def _swapped(
    told: Told, one: Tree, other: Tree, attribution: Attribution, mine: Holder, theirs: list[Attribution]
) -> Iterator[Conflict]:
    for again in theirs:
        held = [holder for holder in holders_of(told, again) if holder.key]
        if not held or not _stands_here(other, again) or again.force != attribution.force:
            continue
        his = held[-1]
        classes = frozenset((mine.sourcing_class, his.sourcing_class))
        apart = mine.key not in his.chain and his.key not in mine.chain and classes in CANNOT_BE_ONE
        proper = all(_is_proper(name) for name in (mine.name, his.name)) or "document" in classes
        people = classes == {"named"}
        meant = people and (may_be_meant(told, one, his.name) or may_be_meant(told, other, mine.name))
        if apart and proper and not meant and not _alike(mine.name, his.name) and not _one_article(told, attribution, again):
            spans = head_of(attribution), head_of(again)
            why = f"{named(told, spans[0])}: {mine.name}; {named(told, spans[1])}: {his.name}"
            yield set_against("source swapped", "high", *spans, f"the same is given on the word of two: {why}")
            return


def may_be_meant(told: Told, tree: Tree, name: str) -> bool:
    """Whether somebody is named in a sentence, in one of the three before it or behind it: the words may be his there, too."""
    beside = [tree, *(near for step in (-3, -2, -1, 1) if (near := neighbour(told, tree, step)) is not None)]
    words = [word for word in plain_name(name).lower().split() if word.isalpha()]
    said = {word for near in beside for word in near.lower}
    return bool(words) and any(distance(words[-1], word) <= SLIP for word in said if len(word) >= LONG_ENOUGH)


def _one_article(told: Told, one: Attribution, other: Attribution) -> bool:
    """ "A 2013 article in the Courier" and "a 2013 article in her paper": two words, or a name, in both; or only "it"."""
    said = [{word for span in a.source for word in words_at(told, span).split() if len(word) > SMALL} for a in (one, other)]
    sides = [{word.lower() for word in words} for words in said]
    names = {word for word in said[0] & said[1] if word[:1].isupper()}
    pronoun = any(words_at(told, span).lower() in ("it", "they", "he", "she") for a in (one, other) for span in a.source)
    return pronoun or bool(names) or len(sides[0] & sides[1]) > 1


def _is_proper(name: str) -> bool:
    """ "Three outlets" is no name, though it stands at the beginning of a sentence."""
    return plain_name(name)[:1].isupper() and name.split()[0].lower() not in ONES


def _alike(one: str, other: str) -> bool:
    """Two names that share a word or have alike words may be one."""
    left, right = (plain_name(name).lower().split() for name in (one, other))
    return not left or not right or bool((alike(left, right) >= ALIGNED).any())


def head_of(attribution: Attribution) -> Span:
    """Source and cue as one span."""
    parts = [*attribution.source, *attribution.cue]
    near = [span for span in parts if span.doc == parts[-1].doc]
    return Span(near[0].doc, min(span.start for span in near), max(span.end for span in near))
