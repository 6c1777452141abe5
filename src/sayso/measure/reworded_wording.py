"""What a rewording did to the words: a "not" that came or went, a denial that became a mere reaction."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.detect.trees import Tree
from sayso.lexicon import read_cue
from sayso.measure.side_by_side import Pairing, alike, both_ways, telling
from sayso.measure.told import Told, clause_span, named, set_against
from sayso.records import Conflict

NEGATIVE = frozenset(
    """
    not no never n't n’t nobody nothing none neither nor without unable cannot hardly deny refuse fail unclear unknown
    reject refute dismiss lack absence doubt
    """.split()
)
NEAR = 0.5  # likeness of two verbs that say the same
REACTIONS = frozenset("criticise criticize attack blast slam question welcome regret mock ignore challenge comment".split())


def turned_round(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """A verb that is negated on one side only, of the same things."""
    for one, other, match in both_ways(pairing):
        for i, j in match.items():
            if not (one.is_verb(i) and other.is_verb(j)) or not _negated(one, i) or _negative_near(other, j):
                continue
            things = [k for k in one.children[i] if one.dep(k) in ("dobj", "nsubjpass", "attr", "acomp", "prep", "xcomp")]
            of_the_same = any(match.get(k) in other.subtree(j) for thing in things for k in one.subtree(thing))
            if of_the_same and not _narrower(one, i, match):
                yield _flip(told, one, other, i, j)
        for i, j in match.items():
            verb, again = one.head(i), other.head(j)
            objects = one.dep(i) == other.dep(j) == "dobj" and verb not in match
            if objects and _negated(one, verb) and not _negative_near(other, again) and _near(one, other, verb, again):
                yield _flip(told, one, other, verb, again)


def _narrower(tree: Tree, verb: int, match: dict[int, int]) -> bool:
    """ "Took no sailors from ports in the north": what is negated is less than what the other side says."""
    for thing in tree.all_children(verb, "dobj", "nsubjpass"):
        below = [k for k in tree.children[thing] if tree.dep(k) in ("prep", "relcl") and not _infinitive(tree, k)]
        words = [i for k in below for i, _ in telling(tree, tree.subtree(k))]
        if words and 2 * sum(i in match for i in words) < len(words):
            return True
    return False


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tag(k) == "TO" for k in tree.children[verb])


def _near(one: Tree, other: Tree, i: int, j: int) -> bool:
    return float(alike([one.lemma(i)], [other.lemma(j)])[0, 0]) >= NEAR


def _flip(told: Told, one: Tree, other: Tree, i: int, j: int) -> Conflict:
    spans = clause_span(one, i), clause_span(other, j)
    return set_against("polarity", "high", *spans, f"{named(told, spans[0])} is negated, {named(told, spans[1])} is not")


def _negated(tree: Tree, verb: int) -> bool:
    return tree.is_negated(verb) or any(
        tree.lower[k] == "no" for thing in tree.all_children(verb, "dobj") for k in tree.children[thing]
    )


def _negative_near(tree: Tree, verb: int) -> bool:
    """Whether anything in the clause, or what governs it, says no."""
    near = {*tree.subtree(verb), verb, *tree.ancestors(verb)}
    near |= {k for above in tree.ancestors(verb) for k in tree.children[above]}
    return any(tree.lower[k] in NEGATIVE or tree.lemma(k) in NEGATIVE for k in near)


def weaker_answers(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "Denied the report" told again as "criticised the report": the same people about the same thing."""
    for one, other, match in both_ways(pairing):
        for i in range(len(one)):
            if not one.is_verb(i) or read_cue((one.lemma(i),)).force != "denies" or one.child(i, "dobj") is None:
                continue
            thing, who = one.child(i, "dobj"), one.subject(i)
            for j in (other.head(match[thing]),) if thing in match else ():
                if other.lemma(j) in REACTIONS and who is not None and match.get(who) == other.subject(j):
                    spans = clause_span(one, i, 12), clause_span(other, j, 12)
                    words = f"“{one.words[i]}” ({told.names[spans[0].doc]}) against “{other.words[j]}” ({told.names[spans[1].doc]})"
                    yield set_against("position strength", "medium", *spans, f"{words}: to answer a report is not to deny it")
