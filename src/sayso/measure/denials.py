"""What somebody is said to have done, against what the one concerned, or whoever knows it, says in words of his own.

A bare "denied the allegations" is a position, and stands with its claim. Here the words of a denial are set against the
words of what is denied, one pair for each who denies it; of several statements the one in the same report is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.detect.evaluation import DENYING_WORDS
from sayso.detect.trees import Tree
from sayso.measure.propositions import ANYBODY, SELF, Proposition
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Told, named
from sayso.names import name_key
from sayso.records import Conflict, Problem, Span

MOST = 4_000  # statements of a story that are compared with its denials
SAME = 0.55  # likeness of two words from which one may stand for the other, as a verb or as what it is done to
UNDER_WAY = frozenset("open launch begin start hold conduct be run".split())
LIGHT = frozenset(
    "open launch begin start hold conduct make take have be exist carry run set".split()
)  # the noun says what is done
RECORDS = frozenset("record trace knowledge recollection sign copy".split())
HANDING = frozenset("give hand send submit supply provide pass receive get deliver forward share".split())
NOT_SAID = frozenset(
    "know see hear comment say tell think believe find understand need want announce disclose decide confirm discuss expect".split()
)
RESOLVING = frozenset("agree decide resolve order conspire plot plan vote choose instruct".split())
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
STAGE = "find conflicts"


GOING_ON = frozenset("ongoing underway way place progress".split())
OFFICES = frozenset("president mayor governor minister chancellor chairman chairwoman chief executive director".split())

Offices = Mapping[tuple[str, str], str]


class Roles(NamedTuple):
    """Who does it and to whom or what, whatever the voice of the verb; None where the clause does not say."""

    doer: int | None
    thing: int | None


class Answer(NamedTuple):
    """A denial set against one statement; less is better in the order of the fields."""

    elsewhere: bool  # the statement stands in another report
    near: int  # less the more links its chain has: whoever says it first is nearest to it
    unlike: float
    place: Span
    accuser: str
    conflict: Conflict


def denied(told: Told, stated: Sequence[Proposition]) -> Iterator[Conflict | Problem]:
    """Statements against the words that deny them, one for each who denies."""
    noes = [p for p in stated if p.negated and p.holder is not None and p.holder.key and not _promises(p)]
    cues = {(a.at.doc, span.start) for held in told.attributions.values() for a in held for span in a.cue}
    said = [p for p in stated if not p.negated and (p.tree.is_passive(p.verb) or (p.doc, p.tree.tokens[p.verb].start) not in cues)]
    said = [p for p in said if not _promises(p)]
    yeses = [p for p in said if DENYING_WORDS.isdisjoint(p.tree.lower)]  # "to suggest that we hid it is untrue" states nothing
    if len(yeses) > MOST:
        key = ", ".join(sorted(told.names.values())[:3])
        yield Problem(STAGE, key, f"{len(yeses) - MOST} of {len(yeses)} statements were not compared with the {len(noes)} denials")
        yeses = yeses[:MOST]
    offices = offices_of(told)
    best: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    shelf = _by_deed(yeses)
    for no in noes:
        for yes in _may_answer(no, yeses, shelf):
            if _others(no, yes) and (score := _answers(no, yes, offices)):
                who = no.holder.key if no.holder else ""
                attributed = yes.holder is not None and bool(yes.holder.key)
                accuser = yes.holder.key if attributed and yes.holder is not None else ""
                links = len(yes.holder.chain) if yes.holder is not None else 0
                row = Answer(no.doc != yes.doc, -links, -score, denial(told, no, yes).left, accuser, denial(told, no, yes))
                best[who, _deed(no)].append(row)
    for _, found in sorted(best.items()):
        here = [row for row in found if not row.elsewhere] or [min(found, key=lambda row: row[:4])]
        for accuser in sorted({row.accuser for row in here}):
            yield min((row for row in here if row.accuser == accuser), key=lambda row: row[:4]).conflict


def _promises(p: Proposition) -> bool:
    """What will or will not be done is neither said nor denied to have been done."""
    return any(p.tree.lower[k] in ("will", "shall", "'ll", "’ll", "wo") for k in p.tree.children[p.verb])


def _by_deed(yeses: Sequence[Proposition]) -> dict[str, list[int]]:
    """The numbers of the statements under each verb, family of deeds and noun that they hold."""
    shelf: dict[str, list[int]] = defaultdict(list)
    for k, yes in enumerate(yeses):
        for deed in _deeds(yes):
            shelf["verb " + yes.tree.lemma(deed)].append(k)
            for family in sorted(_families(yes.tree, deed)):
                shelf[f"family {family}"].append(k)
        for noun in sorted({yes.tree.lemma(i) for i in yes.tokens if yes.tree.tag(i).startswith("NN")}):
            shelf["noun " + noun].append(k)
    return shelf


def _may_answer(no: Proposition, yeses: Sequence[Proposition], shelf: Mapping[str, Sequence[int]]) -> Iterator[Proposition]:
    """The statements that a denial is compared with: those of the same deed."""
    lemma = no.tree.lemma(no.verb)
    verbs = [key.removeprefix("verb ") for key in shelf if key.startswith("verb ")]
    near = {verb for verb, like in zip(verbs, alike([lemma], verbs)[0], strict=True) if like >= SAME or verb == lemma}
    near |= UNDER_WAY if lemma in UNDER_WAY else set()
    near |= HANDING if _not_on_record(no) else set()
    keys = [*("verb " + verb for verb in near), *(f"family {k}" for k in _families(no.tree, no.verb)), "noun " + lemma]
    for k in sorted({k for key in keys for k in shelf.get(key, ())}):
        yield yeses[k]


def denial(told: Told, no: Proposition, yes: Proposition) -> Conflict:
    who = f"{no.holder.name}: " if no.holder else ""
    left, right = sorted((yes.span, no.span))
    return Conflict("claim vs denial", "high", left, right, f"{named(told, yes.span)} against {who}{named(told, no.span)}")


def _others(no: Proposition, yes: Proposition) -> bool:
    """Not the same voice: another holder, or another report's author."""
    if yes.holder is None or not yes.holder.key:
        return True
    return no.holder is not None and yes.holder.key != no.holder.key


def _answers(no: Proposition, yes: Proposition, offices: Offices) -> float:
    """How well a denial answers a statement; 0 where it does not."""
    if no.tree.lemma(no.verb) in NOT_SAID | LIGHT | HANDING and (missing := _not_on_record(no)):
        return _handed(no, yes, missing)
    if no.tree.lemma(no.verb) in NOT_SAID:
        return 0.0
    ours = roles(no.tree, no.verb)
    for deed in _deeds(yes):
        if _do_the_same(no.tree, no.verb, yes.tree, deed):
            theirs = roles(yes.tree, deed)
            return _same_roles(no, ours, yes, theirs, offices)
    return _named_as_a_thing(no, ours, yes, offices)


def _deeds(p: Proposition) -> Iterator[int]:
    """The verb, and what it resolves, orders or has done: "agreed to hide it", "ordered it to be hidden"."""
    yield p.verb
    for k in p.tree.all_children(p.verb, "xcomp", "ccomp"):
        if p.tree.lemma(p.verb) in RESOLVING and not p.tree.is_negated(k):
            yield k


def _deed(p: Proposition) -> str:
    families = _families(p.tree, p.verb)
    return f"deed {min(families)}" if families else p.tree.lemma(p.verb)


def _do_the_same(one: Tree, i: int, other: Tree, j: int) -> bool:
    if one.lemma(i) in UNDER_WAY and other.lemma(j) in UNDER_WAY:
        return True  # the noun says what is done: "opened a probe", "no probe is under way"
    if "be" in (one.lemma(i), other.lemma(j)):
        return False
    return _like(one.lemma(i), other.lemma(j)) or bool(_families(one, i) & _families(other, j))


def _families(tree: Tree, verb: int) -> set[int]:
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
        by = tree.child(verb, "agent")
        return Roles(tree.child(by, "pobj") if by is not None else None, tree.child(verb, "nsubjpass"))
    subject, thing = tree.subject(verb), tree.child(verb, "dobj", "attr")
    for k in tree.all_children(verb, "prep") if thing is None else ():  # "switched off the alarm" is one verb with its thing
        if any(f"{tree.lemma(verb)} {tree.lower[k]}" in family for family in DEEDS):
            thing = tree.child(k, "pobj")
    if tree.lemma(verb) == "be":
        there = any(tree.lower[k] == "there" for k in tree.children[verb])
        going_on = any(tree.lower[k] in GOING_ON for k in tree.subtree(verb))
        return Roles(None, thing) if there else Roles(None, subject) if going_on else Roles(subject, None)
    return Roles(subject, thing)


def _same_roles(no: Proposition, ours: Roles, yes: Proposition, theirs: Roles, offices: Offices) -> float:
    """How well the roles agree; 0 if one is filled otherwise, or if nothing is known of what it is done to."""
    if ours.thing is None or theirs.thing is None:
        return 0.0
    light = no.tree.lemma(no.verb) in LIGHT
    if _says_less(no, ours.thing, yes) or _one_of_many(no.tree, ours.thing, yes.tree, theirs.thing):
        return 0.0
    if light and not _qualified_alike(no.tree, ours.thing, yes.tree, theirs.thing):
        return 0.0
    found = []
    for mine, his in zip(ours, theirs, strict=True):
        known = mine is not None and his is not None and not _open(no, mine) and not _open(yes, his)
        found.append(_stand_for(no, mine, yes, his, offices) if known and mine is not None and his is not None else None)
    if 0.0 in found or found == [None, None] or (found[1] is None and (light or not _families(no.tree, no.verb))):
        return 0.0
    if light and found[0] is None and not _qualified(no.tree, ours.thing):
        return 0.0
    return sum(like for like in found if like)


def _says_less(no: Proposition, thing: int, yes: Proposition) -> bool:
    """ "No fighters from countries with the disease" denies nothing of fighters as such."""
    below = [k for k in no.tree.children[thing] if no.tree.dep(k) in ("prep", "relcl") and not _infinitive(no.tree, k)]
    words = [word for k in below for i, word in telling(no.tree, no.tree.subtree(k)) if not no.tree.tag(i).startswith("NNP")]
    return bool(words) and 2 * int((alike(words, yes.forms) >= SAME).any(axis=1).sum()) < len(words)


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tag(k) == "TO" for k in tree.children[verb])


def _one_of_many(one: Tree, i: int, other: Tree, j: int) -> bool:
    """ "The leader" against "seven leaders": one of them may well be spared."""
    counted = any(other.tag(k) == "CD" for k in other.children[j]) and other.tag(j) in ("NNS", "NNPS")
    return counted and one.tag(i) in ("NN", "NNP")


def _open(p: Proposition, i: int) -> bool:
    """Whether a word leaves open who or what it is: "nobody", "anything", "this"; "they" where no body speaks."""
    word = p.tree.lower[i]
    if word in ("i", "me", "he", "she"):
        return p.holder is None or not p.holder.key
    if word in ("we", "us", "they"):
        return p.holder is None or p.holder.sourcing_class != "organisation"
    return word in ANYBODY or p.tree.tag(i).startswith(("PRP", "DT", "W", "EX"))


def _qualified(tree: Tree, i: int) -> set[str]:
    """What narrows a noun: "criminal", "internal"."""
    return {tree.lemma(k) for k in tree.children[i] if tree.dep(k) in ("amod", "compound") and not tree.tag(k).startswith("NNP")}


def _qualified_alike(one: Tree, i: int, other: Tree, j: int) -> bool:
    return _qualified(one, i) <= _qualified(other, j)


def _stand_for(no: Proposition, mine: int, yes: Proposition, his: int, offices: Offices) -> float:
    """Whether two words name one thing or person; "he" in a denial is who denies."""
    if no.tree.lower[mine] in SELF and no.holder is not None:
        words = {*name_key(no.holder.name).split()}
        theirs = {name_key(yes.tree.words[k]) for k in yes.tree.subtree(his)}
        held = {(yes.doc, yes.tree.lemma(k)) for k in yes.tree.subtree(his)}
        theirs |= {offices[office] for office in held if office in offices}
        return 1.0 if words & theirs else 0.0
    one, other = _noun(no.tree, mine), _noun(yes.tree, his)
    return float(alike([one], [other])[0, 0]) if _like(one, other) and not _narrowed(no.tree, mine, yes.tree, his) else 0.0


def _noun(tree: Tree, i: int) -> str:
    return name_key(tree.words[i]) if tree.tag(i).startswith("NNP") else tree.lemma(i)


def _narrowed(one: Tree, i: int, other: Tree, j: int) -> bool:
    """Whether names stand beside both words, and none beside both: "the Arden report", "the Lowe report"."""
    left, right = (
        {tree.words[k].lower() for k in tree.subtree(at) if tree.tag(k).startswith("NNP")} for tree, at in ((one, i), (other, j))
    )
    return bool(left and right and not left & right)


def _like(one: str, other: str) -> bool:
    return one == other or float(alike([one], [other])[0, 0]) >= SAME


def _named_as_a_thing(no: Proposition, ours: Roles, yes: Proposition, offices: Offices) -> float:
    """ "He was never briefed" against "it was in the president's briefs": the deed as a noun, with whom it belongs to."""
    lemma = no.tree.lemma(no.verb)
    for k in sorted(yes.tokens):
        if yes.tree.tag(k).startswith("NN") and yes.tree.lemma(k) == lemma:
            owner = yes.tree.child(k, "poss")
            thing = ours.thing if ours.thing is not None else ours.doer
            if owner is not None and thing is not None and not _open(yes, owner) and _stand_for(no, thing, yes, owner, offices):
                return 1.0
    return 0.0


# ── no record of it ──────────────────────────────────────────────────────────────────────────────────────────────────


def _not_on_record(no: Proposition) -> str:
    """What there is "no record" or "no trace" of."""
    thing = no.tree.child(no.verb, "dobj", "attr")
    for k in (thing,) if thing is not None and no.tree.lemma(thing) in RECORDS else ():
        of = next((p for p in no.tree.all_children(k, "prep") if no.tree.lower[p] == "of"), None)
        found = no.tree.child(of, "pobj") if of is not None else None
        return no.tree.lemma(found) if found is not None else ""
    return ""


def _handed(no: Proposition, yes: Proposition, missing: str) -> float:
    """The statement says that the thing was handed to the one who has no record of it."""
    if yes.tree.lemma(yes.verb) not in HANDING or no.holder is None:
        return 0.0
    lemmas = {yes.tree.lemma(k) for k in yes.tokens}
    words = {yes.tree.words[k].lower() for k in yes.tokens}
    subject = no.tree.subject(no.verb)
    named_there = set(name_key(no.holder.name).split()) <= words or (subject is not None and no.tree.lower[subject] in words)
    return 1.0 if missing in lemmas and named_there else 0.0


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
