"""What a rewording did to the words: a "not" that came or went, a loaded word, a motive that only one of two reports gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.detect.trees import Tree
from sayso.lexicon import read_cue
from sayso.measure.side_by_side import Pairing, alike, both_ways, telling
from sayso.measure.told import Told, clause_span, inside, named, set_against
from sayso.records import Conflict

NEGATIVE = frozenset(
    """
    not no never n't n’t nobody nothing none neither nor without unable cannot hardly deny refuse fail unclear unknown
    reject refute dismiss lack absence doubt
    """.split()
)
# Words that judge whoever they are said of. General ones only; what is loaded in one story alone is not listed.
LOADED = frozenset(
    """
    goon thug thuggish henchman crony stooge puppet regime mob gangster hoodlum lackey minion mouthpiece flunky cabal
    junta scum vermin traitor crook fraudster butcher monster tyrant despot dictator warlord zealot fanatic extremist
    hooligan lout parasite charlatan quack scoundrel brute rabble horde swarm clique mafia shill hack
    """.split()
)
NEAR = 0.5  # a word so alike to a loaded one says the same
BECAUSE = frozenset("because".split())
ELSEWHERE = 0.67  # share of a motive's words in one sentence of the other report from which it is told there after all
REACTIONS = frozenset("criticise criticize attack blast slam question welcome regret mock ignore challenge comment".split())


def turned_round(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """A verb that is negated on one side only, of the same things."""
    for one, other, match in both_ways(pairing):
        for i, j in match.items():
            if not (one.is_verb(i) and other.is_verb(j)) or not _negated(one, i) or _negative_near(other, j):
                continue
            things = [k for k in one.children[i] if one.dep(k) in ("dobj", "nsubjpass", "attr", "acomp", "prep", "xcomp")]
            if any(match.get(k) in other.subtree(j) for thing in things for k in one.subtree(thing)):
                yield _flip(told, one, other, i, j)
        for i, j in match.items():
            verb, again = one.head(i), other.head(j)
            objects = one.dep(i) == other.dep(j) == "dobj" and verb not in match
            if objects and _negated(one, verb) and not _negative_near(other, again) and _near(one, other, verb, again):
                yield _flip(told, one, other, verb, again)


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


def loaded_words(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """A word that judges, in the report's own voice, where the other report has a plain one."""
    for one, other, match in both_ways(pairing):
        lemmas = {lemma for _, lemma in telling(one)}
        for j, lemma in telling(other):
            if other.lemma(j) not in LOADED or lemmas & LOADED or not lemmas or (alike([lemma], sorted(lemmas)) >= NEAR).any():
                continue
            phrase = _noun_phrase(other, j)
            partner = next((i for i, k in match.items() if k in phrase), None)
            if partner is not None and not _quoted(told, other, j):
                spans = one.span(_noun_phrase(one, partner)), other.span(phrase)
                yield set_against(
                    "loaded word",
                    "high",
                    *spans,
                    f"“{other.words[j]}” in {named(told, spans[1])} judges; {named(told, spans[0])} does not",
                )


def _noun_phrase(tree: Tree, i: int) -> list[int]:
    """The noun with the words right before it."""
    while tree.dep(i) in ("compound", "amod", "nmod") and tree.head(i) != i:
        i = tree.head(i)
    first = min([i, *(k for k in tree.subtree(i) if tree.dep(k) in ("compound", "amod", "nmod") and k < i)])
    return list(range(first, i + 1))


def _quoted(told: Told, tree: Tree, i: int) -> bool:
    start = tree.tokens[i].start
    return any(span.start <= start < span.end for a in inside(told, tree) if a.kind in ("direct", "mixed") for span in a.content)


def lone_motives(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "… in order to keep the peace", "… because it was late": a reason that only one of two reworked reports gives."""
    for one, other, match in both_ways(pairing):
        for verb in range(len(one)):
            words = [i for i, _ in telling(one, one.subtree(verb))] if _is_motive(one, verb) else []
            deed = _deed(one, verb)
            told_too = [match[i] for i in one.subtree(deed, without=[verb]) if i in match] if words else []
            if len(words) < 2 or any(i in match for i in words) or not told_too:
                continue
            if _is_told(told, one, words, other.sentence.span.doc):
                continue
            again = next((k for j in told_too[::-1] for k in (j, *other.ancestors(j)) if other.is_verb(k)), None)
            if again is not None and _is_motive_free(other):
                spans = one.span(one.trim(one.subtree(verb))), clause_span(other, again)
                yield set_against(
                    "addition", "medium", *spans, f"the reason in {named(told, spans[0])} is not given in {named(told, spans[1])}"
                )


def _is_motive(tree: Tree, verb: int) -> bool:
    """The verb of a clause of purpose or cause."""
    if tree.dep(verb) not in ("advcl", "acl") or not tree.is_verb(verb):
        return False
    marks = {tree.lower[k] for k in tree.children[verb] if k < verb}
    ordered_to = verb > 2 and [tree.lower[k] for k in range(max(0, verb - 3), verb)] == ["in", "order", "to"]
    return bool(marks & BECAUSE) or ordered_to


def _deed(tree: Tree, verb: int) -> int:
    """What is done for a motive: the verb above it, past "in order"."""
    above = tree.head(verb)
    while not tree.is_verb(above) and tree.head(above) != above:
        above = tree.head(above)
    return above


def _is_motive_free(tree: Tree) -> bool:
    return not any(_is_motive(tree, k) for k in range(len(tree))) and "because" not in tree.lower


def _is_told(told: Told, tree: Tree, words: Sequence[int], doc: str) -> bool:
    """Whether some sentence of the other report has most of the words after all."""
    mine = [word for _, word in telling(tree, words)]
    for other in told.trees[doc]:
        theirs = [word for _, word in telling(other)]
        if theirs and float(alike(mine, theirs).max(axis=1).mean()) >= ELSEWHERE:
            return True
    return False


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
