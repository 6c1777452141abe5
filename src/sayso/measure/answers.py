"""A denial that goes on in words of its own: "Castor denied that. 'I read it in the paper,' he said." """

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.detect.trees import Tree
from sayso.lexicon import POINTERS
from sayso.measure.denials import denial
from sayso.measure.propositions import Proposition, shows_nothing
from sayso.measure.told import Told, neighbour, trees_at
from sayso.records import Claim, Conflict, Member, Span

BARE = 12  # words; a longer denying sentence says more than that it is denied (by eye)
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
            if holder is None or not holder.key or member.value != "denies" or holder.key in seen:
                continue
            own = _own_words(told, by_sentence, member, holder.key)
            yes = _nearest(put, own, member.span) if own is not None else None
            if own is not None and yes is not None:
                seen.add(holder.key)
                yield denial(told, own, yes)


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
    if member.pointing and len(trees[0]) <= BARE + 8 and not _quoted_in(stated, trees[0], key):
        found = [p for p in _quoted_in(stated, neighbour(told, trees[0], 1), key) if not (_about_the_claim(p) or shows_nothing(p))]
        return found[0] if found else None
    beside = [neighbour(told, trees[0], step) for step in (-1, 1)] if member.pointing else []
    for tree in (trees[0], *beside):
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
