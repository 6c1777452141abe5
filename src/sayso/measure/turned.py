"""What a rewording turned round: who did it to whom, a "not" that came or went, a denial, a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from sayso.detect.trees import Tree
from sayso.lexicon import read_cue
from sayso.measure.propositions import says_no
from sayso.measure.side_by_side import Pairing, alike, both_ways, one_subject, telling
from sayso.measure.told import Told, clause_span, named, set_against
from sayso.names import INSTITUTION_WORDS
from sayso.records import Conflict, Party, Span

GIVING = frozenset("offer pay give award hand send sell grant donate transfer deliver lend provide reward".split())
SLIP = 2  # letters that may differ in a word of a name written in two ways
SPELLING = str.maketrans("zc", "ss")  # "organization", "defence": another country's spelling, no other name
COMPASS = frozenset("north south east west northern southern eastern western".split())  # two words, no slip
LONG_ENOUGH = 5  # letters such a word must have
NEGATIVE = frozenset(
    """
    not no never n't n’t nobody nothing none neither nor without unable cannot hardly deny refuse fail unclear unknown
    reject refute dismiss lack absence doubt
    """.split()
)
NEAR = 0.5  # likeness of two verbs that say the same
REACTIONS = frozenset("criticise criticize attack blast slam question welcome regret mock ignore challenge comment".split())


class Giving(NamedTuple):
    """A verb of giving with who gives, who receives, and what."""

    verb: int
    giver: frozenset[int]
    receiver: frozenset[int]
    thing: frozenset[int]


def turned_roles(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """Who gives in one report receives in the other; or A does to B what B does to A."""
    left, right = pairing.left, pairing.right
    for one in _givings(left):
        for other in _givings(right):
            same_thing = _met(pairing, one.thing, other.thing) or pairing.match.get(one.verb) == other.verb
            giver = [i for i, _ in telling(left, sorted(one.giver))]
            lost = [i for i in giver if pairing.match.get(i) in other.receiver]
            if same_thing and giver and len(lost) == len(giver) and not _met(pairing, one.giver, other.giver):
                spans = clause_span(left, one.verb), clause_span(right, other.verb)
                who = left.cut(giver)
                yield Conflict(
                    "roles turned",
                    "high",
                    *spans,
                    f"“{who}” gives in {named(told, spans[0])} and receives in {named(told, spans[1])}",
                )
    yield from _deeds_turned(told, pairing)


def _met(pairing: Pairing, one: frozenset[int], other: frozenset[int]) -> bool:
    return any(pairing.match.get(i) in other for i in one)


def _givings(tree: Tree) -> Iterator[Giving]:
    for verb in range(len(tree)):
        if tree.lemma(verb) not in GIVING or not tree.is_verb(verb):
            continue
        passive = tree.is_passive(verb)
        subject = tree.child(verb, "nsubjpass") if passive else tree.subject(verb)
        to = [k for p in tree.all_children(verb, "prep", "dative") if tree.lower[p] == "to" for k in tree.all_children(p, "pobj")]
        to += [k for k in tree.all_children(verb, "dative") if tree.lower[k] != "to"]
        thing = subject if passive else tree.child(verb, "dobj")
        giver = tree.agent(verb) if passive else subject
        yield Giving(verb, _phrase(tree, giver), frozenset(i for k in to for i in tree.subtree(k)), _phrase(tree, thing))


def _phrase(tree: Tree, head: int | None) -> frozenset[int]:
    if head is None:
        return frozenset()
    return frozenset(tree.subtree(head, without=tree.all_children(head, "relcl", "acl", "conj", "appos")))


def _deeds_turned(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "Arden sued Lowe" against "Lowe sued Arden": names only, for what else is alike may be two things."""
    left, right = pairing.left, pairing.right
    for i, j in pairing.match.items():
        if not (left.is_verb(i) and right.is_verb(j)) or left.lemma(i) != right.lemma(j):
            continue
        one, other = _doer_and_done(left, i), _doer_and_done(right, j)
        if one is None or other is None or not all(left.words[k][:1].isupper() for k in one):
            continue
        if (pairing.match.get(one[0]), pairing.match.get(one[1])) == (other[1], other[0]):
            spans = clause_span(left, i), clause_span(right, j)
            why = f"{named(told, spans[0])} against {named(told, spans[1])}: who did it to whom"
            yield Conflict("roles turned", "high", *spans, why)


def _doer_and_done(tree: Tree, verb: int) -> tuple[int, int] | None:
    if tree.is_passive(verb):
        doer, done = tree.agent(verb), tree.child(verb, "nsubjpass")
    else:
        doer, done = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
    return (doer, done) if doer is not None and done is not None else None


# ── how a name is written ────────────────────────────────────────────────────────────────────────────────────────────


def name_variants(told: Told, parties: Sequence[Party]) -> Iterator[Conflict]:
    """One party's name with a few letters changed, each with the first place where it stands."""
    for party in parties:
        names = [name for name in party.names if len(name.split()) > 1]
        for k, one in enumerate(names):
            for other in names[k + 1 :]:
                spans = _first(told, party, one), _first(told, party, other)
                if _slips(one, other) and spans[0] and spans[1]:
                    left, right = sorted((spans[0], spans[1]))
                    yield Conflict(
                        "name variant",
                        "low",
                        left,
                        right,
                        f"{named(told, left)} and {named(told, right)}: one name written in two ways",
                    )


def _slips(one: str, other: str) -> bool:
    left, right = (name.lower().replace("’", "'").split() for name in (one, other))
    if not {"[", "]"}.isdisjoint(one + other):
        return False  # an editor's word
    if len(left) != len(right):
        return False
    apart = [(a, b) for a, b in zip(left, right, strict=True) if a.translate(SPELLING) != b.translate(SPELLING)]
    return len(apart) == 1 and all(_slip(a, b) for a, b in apart)


def _slip(one: str, other: str) -> bool:
    """Letters changed within a word; an ending that only marks case or number is none."""
    if {one, other} <= COMPASS or min(len(one), len(other)) < LONG_ENOUGH or one.rstrip("s'’") == other.rstrip("s'’"):
        return False
    return Levenshtein.distance(one, other) <= SLIP


def _first(told: Told, party: Party, name: str) -> Span | None:
    for span in sorted(party.mentions):
        words = told.texts[span.doc]
        found = re.compile(rf"\b{re.escape(name)}\b").search(words, span.start, span.end + len(name))
        if found:
            return Span(span.doc, found.start(), found.end())
    return None


def names_reworded(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "The Waterfront Guild" told again as "the Quayside Guild": the same last word in the same place, no other in common."""
    for i, j in pairing.match.items():
        one, other = _full_name(pairing.left, i), _full_name(pairing.right, j)
        body = pairing.left.lower[i].rstrip("s") in INSTITUTION_WORDS  # of two people with one surname nothing is known
        if pairing.left.words[i] != pairing.right.words[j] or min(len(one), len(other)) < 2 or not body:
            continue
        left, right = ({tree.words[k].lower() for k in name[:-1]} for tree, name in ((pairing.left, one), (pairing.right, other)))
        if left.isdisjoint(right) and not _begins(left, right):
            spans = pairing.left.span(one), pairing.right.span(other)
            yield Conflict(
                "name variant", "low", *spans, f"{named(told, spans[0])} and {named(told, spans[1])}: one name written in two ways"
            )


def _full_name(tree: Tree, last: int) -> list[int]:
    if not tree.tag(last).startswith("NNP") or (last + 1 < len(tree) and tree.tag(last + 1).startswith("NNP")):
        return []
    first = last
    while first > 0 and (tree.tag(first - 1).startswith("NNP") or (tree.tag(first - 1) == "POS" and first > 1)):
        first -= 1
    return list(range(first, last + 1))


def _begins(left: set[str], right: set[str]) -> bool:
    """One side's words are the other's first letters: "U.S." for "United States"."""
    return any(a[:1] == b[:1] and min(len(a), len(b)) <= 2 for a in left for b in right)


# ── what is negated ────────────────────────────────────────────────────────────────────────────────────────────────────


def turned_round(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """A verb that is negated on one side only, of the same things."""
    for one, other, match in both_ways(pairing):
        for i, j in match.items():
            if not (one.is_verb(i) and other.is_verb(j)) or not _negated(one, i) or _negative_near(other, j) or _unreal(other, j):
                continue
            if any(other.tag(k) == "TO" for k in other.children[j]):
                continue  # what somebody only means to do
            things = [k for k in one.children[i] if one.dep(k) in ("dobj", "nsubjpass", "attr", "acomp", "prep", "xcomp")]
            shared = sum(match.get(k) in other.subtree(j) for thing in things for k in one.subtree(thing))
            of_the_same = shared > 1 or (shared == 1 and one_subject(one, other, i, j, match))
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
    return says_no(tree, verb) or any(
        tree.lower[k] == "no" for thing in tree.all_children(verb, "dobj") for k in tree.children[thing]
    )


def _unreal(tree: Tree, verb: int) -> bool:
    """Whether a clause, or one above it, only asks or sets a condition."""
    above = (verb, *tree.ancestors(verb))
    return any(tree.lower[k] in ("if", "whether") and tree.dep(k) == "mark" for at in above for k in tree.children[at])


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
