"""Who does what to whom in a clause, and whether two clauses mean one doer, one deed or one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sayso.detect.trees import Tree
from sayso.measure.propositions import ANYBODY, SELF, Proposition
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Told
from sayso.names import name_key

SAME = 0.55  # likeness of two words from which one may stand for the other, as a verb or as what it is done to
LIGHT = frozenset(
    "open launch begin start hold conduct make take have be exist carry run set".split()
)  # the noun says what is done

UNDER_WAY = frozenset("open launch begin start hold conduct be run".split())

# Words for one deed that their vectors do not bring together; general English, particles with a blank.
DEEDS: tuple[frozenset[str], ...] = tuple(
    frozenset(row.split("/"))
    for row in (
        "hide/conceal/withhold/bury/suppress/cover up/hush up/keep from/keep under/keep secret",
        "switch off/turn off/shut off/shut down/cut off/disconnect/disable/silence/unplug/deactivate/mute",
        "brief/inform/tell/warn/notify/advise/alert",
        "sack/fire/dismiss/oust/remove/lay off",
        "resign/quit/step down/stand down",
        "take/steal/embezzle/pocket/loot",
        "beat/hit/strike/punch/assault/attack",
        "pay/bribe/reward",
        "lie/mislead/deceive",
        "leak/disclose/reveal/pass on/hand over",
    )
)

GOING_ON = frozenset("ongoing underway way place progress".split())
OFFICES = frozenset("president mayor governor minister chancellor chairman chairwoman chief executive director".split())

Offices = Mapping[tuple[str, str], str]


class Roles(NamedTuple):
    """Who does it and to whom or what, whatever the voice of the verb; None where the clause does not say."""

    doer: int | None
    thing: int | None


def do_the_same(one: Tree, i: int, other: Tree, j: int) -> bool:
    if one.lemma(i) in UNDER_WAY and other.lemma(j) in UNDER_WAY:
        return True  # the noun says what is done: "opened a probe", "no probe is under way"
    if "be" in (one.lemma(i), other.lemma(j)):
        return False
    return like(one.lemma(i), other.lemma(j)) or bool(families(one, i) & families(other, j))


def families(tree: Tree, verb: int) -> set[int]:
    """Which families of DEEDS a verb belongs to; a verb with its particle or preposition counts as one word."""
    near = [*tree.children[verb], *(k for thing in tree.all_children(verb, "dobj") for k in tree.all_children(thing, "prep"))]
    small = [tree.lower[k] for k in near if tree.dep(k) in ("prt", "prep", "oprd", "acomp", "advmod")]
    forms = {tree.lemma(verb), *(f"{tree.lemma(verb)} {word}" for word in small)}
    return {k for k, family in enumerate(DEEDS) if forms & family}


def roles(tree: Tree, verb: int) -> Roles:
    """
    "The gate was closed by Arden" and "Arden closed the gate" have the same roles.
    """
    if tree.is_passive(verb):
        return Roles(tree.agent(verb), tree.child(verb, "nsubjpass"))
    subject, thing = tree.subject(verb), tree.child(verb, "dobj", "attr")
    for k in tree.all_children(verb, "prep") if thing is None else ():  # "switched off the alarm" is one verb with its thing
        if any(f"{tree.lemma(verb)} {tree.lower[k]}" in family for family in DEEDS):
            thing = tree.child(k, "pobj")
    if tree.lemma(verb) == "be":
        there = any(tree.lower[k] == "there" for k in tree.children[verb])
        going_on = any(tree.lower[k] in GOING_ON for k in tree.subtree(verb))
        return Roles(None, thing) if there else Roles(None, subject) if going_on else Roles(subject, None)
    return Roles(subject, thing)


def says_less(no: Proposition, thing: int, yes: Proposition) -> bool:
    """ "No fighters from countries with the disease" denies nothing of fighters as such."""
    below = [k for k in no.tree.children[thing] if no.tree.dep(k) in ("prep", "relcl") and not _infinitive(no.tree, k)]
    words = [word for k in below for i, word in telling(no.tree, no.tree.subtree(k)) if not no.tree.tag(i).startswith("NNP")]
    return bool(words) and 2 * int((alike(words, yes.forms) >= SAME).any(axis=1).sum()) < len(words)


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tag(k) == "TO" for k in tree.children[verb])


def one_of_many(one: Tree, i: int, other: Tree, j: int) -> bool:
    """ "The leader" against "seven leaders": one of them may well be spared."""
    counted = any(other.tag(k) == "CD" for k in other.children[j]) and other.tag(j) in ("NNS", "NNPS")
    return counted and one.tag(i) in ("NN", "NNP")


def left_open(p: Proposition, i: int) -> bool:
    """Whether a word leaves open who or what it is: "nobody", "anything", "this"; "they" where no body speaks."""
    word = p.tree.lower[i]
    if word in ("i", "me", "he", "she"):
        return p.holder is None or not p.holder.key
    if word in ("we", "us", "they"):
        return p.holder is None or p.holder.sourcing_class != "organisation"
    return word in ANYBODY or p.tree.tag(i).startswith(("PRP", "DT", "W", "EX"))


def qualified(tree: Tree, i: int) -> set[str]:
    """What narrows a noun: "criminal", "internal"."""
    return {tree.lemma(k) for k in tree.children[i] if tree.dep(k) in ("amod", "compound") and not tree.tag(k).startswith("NNP")}


def qualified_alike(one: Tree, i: int, other: Tree, j: int) -> bool:
    return qualified(one, i) <= qualified(other, j)


def stand_for(no: Proposition, mine: int, yes: Proposition, his: int, offices: Offices) -> float:
    """Whether two words name one thing or person; "he" in a denial is who denies."""
    if no.tree.lower[mine] in SELF and no.holder is not None:
        words = {*name_key(no.holder.name).split()}
        theirs = {name_key(yes.tree.words[k]) for k in yes.tree.subtree(his)}
        held = {(yes.doc, yes.tree.lemma(k)) for k in yes.tree.subtree(his)}
        theirs |= {offices[office] for office in held if office in offices}
        return 1.0 if words & theirs else 0.0
    one, other = _noun(no.tree, mine), _noun(yes.tree, his)
    return float(alike([one], [other])[0, 0]) if like(one, other) and not _narrowed(no.tree, mine, yes.tree, his) else 0.0


def _noun(tree: Tree, i: int) -> str:
    return name_key(tree.words[i]) if tree.tag(i).startswith("NNP") else tree.lemma(i)


def _narrowed(one: Tree, i: int, other: Tree, j: int) -> bool:
    """Whether names stand beside both words, and none beside both: "the Arden report", "the Lowe report"."""
    left, right = (
        {tree.words[k].lower() for k in tree.subtree(at) if tree.tag(k).startswith("NNP")} for tree, at in ((one, i), (other, j))
    )
    return bool(left and right and not left & right)


def like(one: str, other: str) -> bool:
    return one == other or float(alike([one], [other])[0, 0]) >= SAME


def offices_of(told: Told) -> Offices:
    """Whose office a noun stands for in a report that names one holder only: "president", where it has "President Voss"."""
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for doc, trees in told.trees.items():
        for tree in trees:
            for i in range(len(tree) - 1):
                title = tree.words[i][:1].isupper() and tree.words[i].lower() in OFFICES
                if title and tree.tag(i + 1).startswith("NNP"):
                    last = i + 1
                    while last + 1 < len(tree) and tree.tag(last + 1).startswith("NNP") and tree.dep(last) == "compound":
                        last += 1
                    held[doc, tree.words[i].lower()].add(tree.words[last].lower())
    return {office: next(iter(names)) for office, names in held.items() if len(names) == 1}
