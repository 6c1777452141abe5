"""A denial that goes on in words of its own: "Castor denied that. 'I read it in the paper,' he said." """

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.detect.trees import Tree
from sayso.lexicon import POINTERS
from sayso.measure.denials import denial
from sayso.measure.propositions import Proposition, shares, shows_nothing
from sayso.measure.told import Told, neighbour, trees_at
from sayso.records import Claim, Conflict, Member, Span

SAME_CLAIM = 0.5  # share of both statements that the other holds, to take it for the claim that is answered (by eye)
BARE = 20  # words; a longer denying sentence says more than that it is denied (by eye)
Stated = Mapping[tuple[str, int], Sequence[Proposition]]


def answered(told: Told, claims: Sequence[Claim], stated: Sequence[Proposition]) -> Iterator[Conflict]:
    """What is claimed against the denier's own words, which stand right behind the bare denial or around it."""
    by_sentence: dict[tuple[str, int], list[Proposition]] = defaultdict(list)
    for p in stated:
        by_sentence[p.doc, p.tree.sentence.span.start].append(p)
    for claim in claims:
        members = [m for m in claim.members if m.value == "asserts" and not m.pointing]
        put = [said for m in members if (said := _at(told, by_sentence, m.span)) is not None]
        seen: set[str] = set()
        for member in claim.members:
            holder = told.holder_at[member.source] if member.source is not None else None
            if holder is None or not holder.key or member.value != "denies" or not member.pointing or holder.key in seen:
                continue
            own = _own_words(told, by_sentence, member, holder.key)
            yes = _nearest(put, own, member.span) if own is not None else None
            if own is not None and yes is not None:
                seen.add(holder.key)
                yield denial(told, own, yes)


def answered_at_once(told: Told, stated: Sequence[Proposition], weights: Mapping[str, float]) -> Iterator[Conflict]:
    """ "'Nobody asked me to,' she said of the claim that she had been told to": what is answered stands beside the answer."""
    at = {(*_place(p.tree), p.verb): p for p in stated}
    for no in stated:
        asked = _asked_about(no.tree) if no.negated and no.quoted and no.holder is not None and no.holder.key else None
        here = at.get((*_place(no.tree), asked)) if asked is not None else None
        if here is None or no.holder is None:
            continue
        others = [p for p in stated if p.holder is not None and p.holder.key not in ("", no.holder.key) and p.doc != no.doc]
        found = [(min(shares(here, p, weights)), len(p.holder.chain) if p.holder else 0, p) for p in others if not p.negated]
        best = max(found, key=lambda row: (row[0], row[1]), default=(0.0, 0, here))
        yield denial(told, no, best[2] if best[0] >= SAME_CLAIM else here)


def _asked_about(tree: Tree) -> int | None:
    """The verb of the claim that the words are said of or asked about."""
    for noun in range(len(tree)):
        above = tree.head(noun)
        about = tree.dep(noun) == "pobj" and tree.lower[above] in ("of", "about", "on") and tree.is_verb(tree.head(above))
        if about and tree.lemma(noun) in POINTERS:
            return next((k for k in tree.all_children(noun, "acl", "relcl", "ccomp") if tree.is_verb(k)), None)
    return None


def _at(told: Told, stated: Stated, span: Span) -> Proposition | None:
    """What a member says: of its clauses the one that the others hang on."""
    inside = [
        p
        for tree in trees_at(told, span)
        for p in stated.get(_place(tree), ())
        if not p.negated and span.contains(p.tree.span([p.verb]))
    ]
    return min(inside, key=lambda p: (len(list(p.tree.ancestors(p.verb))), p.verb), default=None)


def _place(tree: Tree) -> tuple[str, int]:
    return tree.sentence.span.doc, tree.sentence.span.start


def _own_words(told: Told, stated: Stated, member: Member, key: str) -> Proposition | None:
    """The denier's quoted words in the sentence behind a bare denial; or, beside a quoted one, those that say no."""
    trees = trees_at(told, member.span)
    if not trees:
        return None
    if len(trees[0]) <= BARE and not _quoted_in(stated, trees[0], key):
        found = [p for p in _quoted_in(stated, neighbour(told, trees[0], 1), key) if not (_about_the_claim(p) or shows_nothing(p))]
        return found[0] if found else None
    for tree in (trees[0], neighbour(told, trees[0], -1), neighbour(told, trees[0], 1)):
        found = [p for p in _quoted_in(stated, tree, key) if p.negated and not _about_the_claim(p) and not shows_nothing(p)]
        if found:
            return found[0]
    return None


def _quoted_in(stated: Stated, tree: Tree | None, key: str) -> list[Proposition]:
    if tree is None:
        return []
    return [p for p in stated.get(_place(tree), ()) if p.quoted and p.holder is not None and p.holder.key == key]


def _about_the_claim(p: Proposition) -> bool:
    """ "The claim is false", "these allegations have led to threats": of the claim, not of what is claimed."""
    subject = p.tree.subject(p.verb)
    return subject is not None and p.tree.lemma(subject) in POINTERS


def _nearest(put: Sequence[Proposition], own: Proposition, denied: Span) -> Proposition | None:
    """What is claimed on somebody else's word in the same report, the last before the denial."""
    others = [p for p in put if p.holder is not None and p.holder.key and own.holder is not None and p.holder.key != own.holder.key]
    before = [p for p in others if p.doc == own.doc and p.tree.sentence.span.start <= denied.start]
    return max(before, key=lambda p: (p.tree.sentence.span.start, len(p.words)), default=None)
