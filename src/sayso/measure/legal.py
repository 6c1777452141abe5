"""What the law is said to have found: linked, accused, charged and convicted are four different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.detect.trees import Tree
from sayso.measure.propositions import MAYBE
from sayso.measure.propositions import UNREAL as CONDITIONAL
from sayso.measure.side_by_side import Pairing, telling
from sayso.measure.told import Told, clause_span, named, neighbour, set_against
from sayso.records import Conflict

# In rising order. Verbs by their dictionary form; a word that the law shares with daily life counts only with its preposition.
STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("cleared", frozenset("clear acquit exonerate vindicate".split())),
    ("linked or suspected", frozenset("link tie connect associate implicate suspect".split())),
    ("accused or investigated", frozenset("accuse blame investigate probe".split())),
    ("charged or tried", frozenset("arrest detain charge indict prosecute".split())),
    ("convicted", frozenset("convict sentence jail imprison".split())),
)
WITH = {"link": ("to", "with"), "tie": ("to", "with"), "connect": ("to", "with"), "associate": ("with",), "clear": ("of",)}
COURTS = frozenset("tribunal court police prosecutor judge jury regulator magistrate authority inquest".split())
OPENING = frozenset("open launch begin start".split())
INQUIRIES = frozenset("investigation inquiry enquiry probe".split())
BEFORE_COURT = frozenset("haul appear bring try stand face".split())
CONVICTED = STEPS[-1][0]
CHARGED = 3
PART = 0.6  # share of the longer clause's words that the other must have (by eye)
NAMES_SHARED = 2  # names near a charge and near the words that nobody was charged
UNREAL = MAYBE | CONDITIONAL | {"will", "about"}
GENERAL = frozenset("people person man woman other others someone somebody suspect individual men women".split())


class Step(NamedTuple):
    """One word for what the law did, in one sentence."""

    tree: Tree
    at: int
    level: int
    patient: int | None  # whom it was done to

    @property
    def name(self) -> str:
        return STEPS[self.level][0]


def legal_steps(tree: Tree) -> list[Step]:
    """ "was accused", "the first to be convicted", "found guilty", "reported to the police", "hauled before a tribunal"."""
    found = []
    for i in range(len(tree)):
        level = _level(tree, i)
        if level is not None:
            found.append(Step(tree, i, level, _patient(tree, i)))
    return found


def _level(tree: Tree, i: int) -> int | None:
    if not tree.is_verb(i):
        return None
    lemma = tree.lemma(i)
    courts = [p for p in tree.all_children(i, "prep") for k in tree.all_children(p, "pobj") if tree.lemma(k) in COURTS]
    if lemma == "find" and any(tree.lemma(k) == "guilty" for k in tree.children[i]):
        return 4
    if lemma == "report" and any(tree.lower[p] == "to" for p in courts):
        return 2
    if lemma in BEFORE_COURT and any(tree.lower[p] in ("before", "in") for p in courts):
        return 3
    if lemma in OPENING and any(tree.lemma(k) in INQUIRIES for k in tree.all_children(i, "dobj", "nsubjpass")):
        return 2
    level = next((k for k, (_, words) in enumerate(STEPS) if lemma in words), None)
    if level is None or (lemma == "charge" and any(tree.lower[k] in ("for", "up") for k in tree.children[i])):
        return None
    wanted = WITH.get(lemma)
    return level if wanted is None or any(tree.lower[k] in wanted for k in tree.children[i]) else None


def _patient(tree: Tree, i: int) -> int | None:
    """Who was convicted: the passive's subject, what the participle is said of, or the object."""
    by = tree.child(i, "agent") is not None
    subject = tree.child(i, "nsubjpass", "nsubj") if by else tree.child(i, "nsubjpass")
    if subject is None and tree.tag(i) in ("VBN", "VBD") and tree.dep(i) == "acl" and tree.child(i, "dobj") is None:
        return tree.head(i)
    return subject if subject is not None else tree.child(i, "dobj")


def legal_changes(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """Sentences that tell the same, of which one takes the law a step further."""
    right = legal_steps(pairing.right)
    for one in legal_steps(pairing.left):
        same = [other for other in right if _of_the_same(pairing, one, other)]
        if not any(other.level == one.level for other in same):
            same = [other for other in same if abs(other.level - one.level) > 1 or _nearly_the_same(pairing, one, other)]
            yield from (_conflict(told, one, other, "in sentences that tell the same") for other in same[:1])


def _of_the_same(pairing: Pairing, one: Step, other: Step) -> bool:
    """Whether two steps have a word below them in common: the deed, the place, whom it was done to."""
    mine, theirs = _arguments(one), _arguments(other)
    return any(pairing.match.get(i) in theirs for i in mine)


def _nearly_the_same(pairing: Pairing, one: Step, other: Step) -> bool:
    """One step apart may be two moments of one case, unless all else is told in the same way."""
    mine, theirs = ([i for i, _ in telling(step.tree, sorted(_arguments(step)))] for step in (one, other))
    shared = sum(pairing.match.get(i) in theirs for i in mine)
    return shared >= PART * max(len(mine), len(theirs))


def _arguments(step: Step) -> set[int]:
    """What hangs on the word itself, clauses below it left out."""
    tree = step.tree
    clauses = [k for k in tree.subtree(step.at) if k != step.at and tree.dep(k) in ("acl", "relcl", "advcl", "ccomp", "xcomp")]
    return {*tree.subtree(step.at, without=clauses)} - {step.at}


def _conflict(told: Told, one: Step, other: Step, how: str) -> Conflict:
    spans = clause_span(one.tree, one.at), clause_span(other.tree, other.at)
    words = [f"“{step.tree.words[step.at]}” ({told.names[step.tree.sentence.span.doc]})" for step in (one, other)]
    definite = all(step.patient is None or step.tree.lemma(step.patient) not in GENERAL for step in (one, other))
    severity = "high" if definite and CONVICTED in (one.name, other.name) else "medium"
    return Conflict("legal force", severity, *spans, f"{words[0]} against {words[1]}, {how}: {one.name}, or {other.name}")


# ── nobody, or somebody ──────────────────────────────────────────────────────────────────────────────────────────────


def nobody_charged(told: Told) -> Iterator[Conflict]:
    """ "No one has been charged" in one report, "they charged two managers" in another that speaks of the same names there."""
    noes: list[Step] = []
    yeses: list[Step] = []
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            for step in legal_steps(tree):
                if step.level >= CHARGED and _of_nobody(step):
                    noes.append(step)
                elif step.level >= CHARGED and _is_so(step):
                    yeses.append(step)
    for yes in yeses:
        names = _names_near(told, yes.tree)
        others = [no for no in noes if no.tree.sentence.span.doc != yes.tree.sentence.span.doc and no.level == yes.level]
        found = [(-len(names & _names_near(told, no.tree)), no.tree.sentence.span, no) for no in others]
        best = min(found, key=lambda row: row[:2], default=None)
        if best is not None and -best[0] >= NAMES_SHARED:
            spans = clause_span(best[2].tree, best[2].at), clause_span(yes.tree, yes.at)
            yield set_against("legal force", "high", *spans, f"{named(told, spans[0])} against {named(told, spans[1])}")


def _of_nobody(step: Step) -> bool:
    tree, at = step.tree, step.patient
    if at is None:
        return False
    return tree.lower[at] in ("nobody", "neither", "none") or any(tree.lower[k] == "no" for k in tree.children[at])


def _is_so(step: Step) -> bool:
    """Told as done, to somebody: no maybe, no condition, nothing to come."""
    tree, at = step.tree, step.at
    above = (at, *tree.ancestors(at))
    unreal = {tree.lower[k] for i in above for k in tree.children[i] if tree.dep(k) in ("aux", "mark", "advmod")} & UNREAL
    return step.patient is not None and not unreal and not tree.is_negated(at) and tree.is_finite(at)


def _names_near(told: Told, tree: Tree) -> set[str]:
    """The names of a sentence and of the two before it."""
    found = [tree, *(beside for step in (-1, -2) if (beside := neighbour(told, tree, step)) is not None)]
    return {t.lower[i] for t in found for i in range(len(t)) if t.tag(i) == "NNP"}


# ── one person, one year ─────────────────────────────────────────────────────────────────────────────────────────────


def legal_histories(told: Told) -> Iterator[Conflict]:
    """Of one named person and one year, one report tells of a conviction and another of less."""
    held: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for trees in told.trees.values():
        for tree in trees:
            for step in legal_steps(tree):
                years = [word for word in tree.words if len(word) == 4 and word[:2] in ("19", "20") and word.isdigit()]
                surname = _surname(told, step)
                if surname and len(years) == 1 and not tree.is_negated(step.at):
                    held[surname, years[0]].append(step)
    for (surname, year), steps in sorted(held.items()):
        yield from _furthest(told, steps, f"both of {surname.title()} and {year}")


def _furthest(told: Told, steps: Sequence[Step], how: str) -> Iterator[Conflict]:
    """The least and the most that different reports tell."""
    ordered = sorted(steps, key=lambda step: (step.level, step.tree.sentence.span))
    low, high = ordered[0], ordered[-1]
    if high.name == CONVICTED and low.level < high.level and low.tree.sentence.span.doc != high.tree.sentence.span.doc:
        yield _conflict(told, low, high, how)


def _surname(told: Told, step: Step) -> str:
    """The last name of the one it was done to; "he" is the only person named as a subject in the sentence before."""
    tree, at = step.tree, step.patient
    if at is None:
        return ""
    if tree.tag(at) == "NNP":
        return tree.words[at].lower()
    beside = [k for k in tree.children[at] if tree.tag(k) == "NNP" and tree.dep(k) == "appos"]
    if tree.dep(at) == "appos" and tree.tag(tree.head(at)) == "NNP":
        return tree.words[tree.head(at)].lower()
    if beside:
        return tree.words[beside[0]].lower()
    before = neighbour(told, tree, -1) if tree.lower[at] in ("he", "she") else None
    names = [i for i in range(len(before)) if before.tag(i) == "NNP" and before.dep(i).startswith("nsubj")] if before else []
    return before.words[names[0]].lower() if before and len(names) == 1 else ""
