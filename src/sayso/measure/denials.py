"""What somebody is said to have done, against what the one concerned, or whoever knows it, says in words of his own.

A bare "denied the allegations" is a position, and so is "denied that it was sold": they stand with their claim. Here the
words of a denial are set against the words of what is denied, one pair for each who denies it; of several statements the
one in the same report is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.detect.evaluation import DENYING_WORDS
from sayso.measure.acts import act_of, is_act
from sayso.measure.propositions import ANYBODY, Proposition
from sayso.measure.roles import (
    LIGHT,
    SAME,
    UNDER_WAY,
    Offices,
    Roles,
    do_the_same,
    families,
    left_open,
    offices_of,
    one_of_many,
    qualified,
    qualified_alike,
    roles,
    says_less,
    stand_for,
)
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Told, named
from sayso.names import name_key
from sayso.records import Conflict, Problem, Span

MOST = 4_000  # statements of a story that are compared with its denials
RECORDS = frozenset("record trace knowledge recollection sign copy".split())
HANDING = frozenset("give hand send submit supply provide pass receive get deliver forward share".split())
NOT_SAID = frozenset(
    "know see hear comment say tell think believe find understand need want announce disclose decide confirm discuss expect".split()
)
TELLING = frozenset("brief inform tell warn notify advise alert caution".split())
KNOWING = TELLING | {"know", "learn"}
MODALS = frozenset("can could may might would should must ca".split())
PART = 0.5  # share of what else a denial says that the statement must say as well (by eye)
VAGUE = frozenset("thing kind sort way matter such".split())  # "gave no order of the kind"
RESOLVING = frozenset("agree decide resolve order conspire plot plan vote choose instruct".split())
STAGE = "find conflicts"


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
    said = [p for p in stated if not p.negated and not _promises(p)]
    said = [p for p in said if p.tree.is_passive(p.verb) or p.tree.lemma(p.verb) == "know" or p.place not in cues]
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
            for family in sorted(families(yes.tree, deed)):
                shelf[f"family {family}"].append(k)
        if act := act_of(yes):
            shelf[f"act {act.family}"].append(k)
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
    near |= KNOWING if lemma in KNOWING else set()
    acts = [f"act {act.family}"] if (act := act_of(no)) else []
    keys = [*acts, *("verb " + verb for verb in near), *(f"family {k}" for k in families(no.tree, no.verb)), "noun " + lemma]
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
    if (knew := _knew(no, yes, offices)) or no.tree.lemma(no.verb) in NOT_SAID:
        return knew
    ours = roles(no.tree, no.verb)
    for deed in _deeds(yes):
        if do_the_same(no.tree, no.verb, yes.tree, deed):
            theirs = roles(yes.tree, deed)
            found = _same_roles(no, ours, yes, theirs, offices) or _same_doer(no, ours, yes, theirs, offices)
            return found or _same_act(no, yes, offices)
    return _named_as_a_thing(no, ours, yes, offices) or _same_act(no, yes, offices)


def _deeds(p: Proposition) -> Iterator[int]:
    """The verb, and what it resolves, orders or has done: "agreed to hide it", "ordered it to be hidden"."""
    yield p.verb
    for k in p.tree.all_children(p.verb, "xcomp", "ccomp"):
        if p.tree.lemma(p.verb) in RESOLVING and not p.tree.is_negated(k):
            yield k


def _deed(p: Proposition) -> str:
    held = families(p.tree, p.verb)
    return f"deed {min(held)}" if held else p.tree.lemma(p.verb)


def _same_roles(no: Proposition, ours: Roles, yes: Proposition, theirs: Roles, offices: Offices) -> float:
    """How well the roles agree; 0 if one is filled otherwise, or if nothing is known of what it is done to."""
    if ours.thing is None or theirs.thing is None:
        return 0.0
    light = no.tree.lemma(no.verb) in LIGHT
    of = next((k for k in no.tree.all_children(no.verb, "prep") if no.tree.lower[k] == "of"), None)
    if of is not None and _also_said(no, [i for i, _ in telling(no.tree, no.tree.subtree(of))], yes) < PART:
        return 0.0  # "denied accusing them of theft": of another thing they may have been accused
    if says_less(no, ours.thing, yes) or one_of_many(no.tree, ours.thing, yes.tree, theirs.thing):
        return 0.0
    if light and not qualified_alike(no.tree, ours.thing, yes.tree, theirs.thing):
        return 0.0
    found = []
    for mine, his in zip(ours, theirs, strict=True):
        known = mine is not None and his is not None and not left_open(no, mine) and not left_open(yes, his)
        found.append(stand_for(no, mine, yes, his, offices) if known and mine is not None and his is not None else None)
    if 0.0 in found or found == [None, None] or (found[1] is None and (light or not families(no.tree, no.verb))):
        return 0.0
    if light and found[0] is None and not qualified(no.tree, ours.thing):
        return 0.0
    return sum(like for like in found if like)


def _same_doer(no: Proposition, ours: Roles, yes: Proposition, theirs: Roles, offices: Offices) -> float:
    """ "The firm has never paid", "paid nobody": whatever it was done to, the one named did not do it."""
    tree = no.tree
    if ours.doer is None or theirs.doer is None or _unnamed(no, ours.doer) or _unnamed(yes, theirs.doer):
        return 0.0
    if (ours.thing is not None and not left_open(no, ours.thing)) or tree.lemma(no.verb) in LIGHT:
        return 0.0
    if any(tree.lower[k] in MODALS or tree.dep(k) in ("xcomp", "ccomp", "acomp") for k in tree.children[no.verb]):
        return 0.0
    mine = {no.verb, *tree.subtree(ours.doer)}
    if _also_said(no, [i for i, _ in no.words if i not in mine], yes) < PART:
        return 0.0
    return stand_for(no, ours.doer, yes, theirs.doer, offices)


def _same_act(no: Proposition, yes: Proposition, offices: Offices) -> float:
    """ "He gave no order" against "the order came from him": one act by one doer, or received by one."""
    mine, his = act_of(no), act_of(yes)
    can = not MODALS.isdisjoint(no.tree.lower[k] for k in no.tree.children[no.verb])
    if mine is None or his is None or mine.family != his.family or can:
        return 0.0
    for ours, theirs in ((mine.doer, his.doer), (mine.receiver, his.receiver)):
        if ours is not None and theirs is not None and not _unnamed(no, ours) and not _unnamed(yes, theirs):
            rest = [i for i, word in no.words if i not in {no.verb, *no.tree.subtree(ours)} and not is_act(mine.family, word)]
            return stand_for(no, ours, yes, theirs, offices) if _also_said(no, rest, yes) >= PART else 0.0
    return 0.0


def _unnamed(p: Proposition, i: int) -> bool:
    """Nobody in particular; "it" is the body that speaks, or whose spokesman does."""
    body = p.holder is not None and bool(p.holder.key) and p.holder.sourcing_class in ("organisation", "anonymous")
    return (left_open(p, i) or p.tree.lower[i] == "one") and not (body and p.tree.lower[i] == "it")


def _also_said(no: Proposition, tokens: Sequence[int], yes: Proposition) -> float:
    """Which share of some words of a denial the sentence of the statement has as well; 1 of none."""
    words = [word for _, word in telling(no.tree, tokens) if word not in VAGUE]
    theirs = [word for _, word in telling(yes.tree, yes.tree.subtree(yes.verb))]
    return float((alike(words, theirs) >= SAME).any(axis=1).mean()) if words and theirs else float(not words)


def _named_as_a_thing(no: Proposition, ours: Roles, yes: Proposition, offices: Offices) -> float:
    """ "He was never briefed" against "it was in the president's briefs": the deed as a noun, with whom it belongs to."""
    lemma = no.tree.lemma(no.verb)
    for k in sorted(yes.tokens):
        if yes.tree.tag(k).startswith("NN") and yes.tree.lemma(k) == lemma:
            owner = yes.tree.child(k, "poss")
            thing = ours.thing if ours.thing is not None else ours.doer
            if owner is not None and thing is not None and not left_open(yes, owner) and stand_for(no, thing, yes, owner, offices):
                return 1.0
    return 0.0


# ── who knew ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _knew(no: Proposition, yes: Proposition, offices: Offices) -> float:
    """ "I was told nothing" against "the minister had known for weeks": one person, and what else the denial says."""
    mine, his = _knower(no), _knower(yes)
    if mine is None or his is None or _unnamed(no, mine) or _unnamed(yes, his):
        return 0.0
    own = {no.verb, *no.tree.subtree(mine)}
    rest = [
        i for i in no.tree.subtree(no.verb) if i not in own and no.tree.lower[i] not in ANYBODY and no.tree.lemma(i) not in KNOWING
    ]
    return stand_for(no, mine, yes, his, offices) if _also_said(no, rest, yes) >= PART else 0.0


def _knower(p: Proposition) -> int | None:
    """Who knows, learns or is told."""
    lemma = p.tree.lemma(p.verb)
    if any(
        p.tree.tag(k).startswith(("W", "TO"))
        for clause in p.tree.all_children(p.verb, "ccomp", "xcomp")
        for k in p.tree.children[clause]
    ):
        return None  # "I don't know what to say"
    aware = lemma == "be" and any(p.tree.lower[k] == "aware" for k in p.tree.children[p.verb])
    if aware or lemma in ("know", "learn"):
        return p.tree.subject(p.verb) if not p.tree.is_passive(p.verb) else None
    if lemma in TELLING:
        told_to = p.tree.child(p.verb, "nsubjpass" if p.tree.is_passive(p.verb) else "dobj")
        return told_to if told_to is None or p.tree.is_passive(p.verb) or p.tree.tag(told_to).startswith(("NNP", "PRP")) else None
    return None


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
