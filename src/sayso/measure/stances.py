"""How strongly somebody speaks against a claim: a denial is more than "no evidence", and a headline is more than its body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.detect.evaluation import DENYING_WORDS, DOUBTING_WORDS, TRUST_WORDS
from sayso.detect.trees import Tree
from sayso.lexicon import CHECKING, SUPPORT
from sayso.measure.legal import STEPS
from sayso.measure.propositions import Proposition, in_common, shows_nothing
from sayso.measure.told import Holder, Told, clause_span, holders_of, named, neighbour, set_against
from sayso.names import plain_name
from sayso.records import HEADLINES, Attribution, Claim, Conflict, Span, record_id

INFORMATION = frozenset(
    "information intelligence evidence report story claim allegation accusation account reporting tip data".split()
)
CLEARING = STEPS[0][1]
# What a headline calls a body by its task, and the words of such a body's name.
OVERSEERS = frozenset("regulator watchdog inspector inspectorate ombudsman authority agency investigator overseer".split())
OFFICES = frozenset("ministry government police council court prosecutors army company firm university hospital".split())
OVERSEEING = frozenset(
    """
    office authority agency commission commissioner inspectorate standards regulator ombudsman administration department
    board council bureau service directorate
    """.split()
)
EVIDENCE = SUPPORT | CHECKING
BESIDE = 600  # characters between two stances on one thing: a paragraph (by eye); further apart they may be on two things


class Stance(NamedTuple):
    """Who takes it, how ("denies", "doubts"), where, and whether in words of his own or in the report's."""

    holder: Holder
    value: str
    tree: Tree
    span: Span
    own: bool
    said: str  # the attribution's id


def stances(told: Told, stated: Sequence[Proposition]) -> list[Stance]:
    """Denials and doubts of all reports, in text order."""
    found = [stance for p in stated if (stance := _judgement(p)) is not None]
    for attributions in told.attributions.values():
        for attribution in attributions:
            found += _from_attribution(told, attribution)
    return sorted(set(found), key=lambda stance: (stance.span, stance.value, stance.holder))


def _judgement(p: Proposition) -> Stance | None:
    """ "There is no evidence", "could not confirm", "it was not credible", "the claims were unverified"."""
    if p.holder is None or not p.holder.key or p.attribution is None:
        return None
    tree, verb = p.tree, p.verb
    subject = tree.subject(verb)
    about = subject is not None and tree.lemma(subject) in INFORMATION
    words = {tree.lower[k] for k in tree.children[verb] if tree.dep(k) in ("acomp", "attr", "oprd")} | {tree.lower[verb]}
    weak = about and ((p.negated and bool(words & TRUST_WORDS)) or bool(words & DOUBTING_WORDS))
    if not (shows_nothing(p) or weak):
        return None
    return Stance(p.holder, "doubts", tree, p.span, True, record_id(p.attribution))


def _from_attribution(told: Told, attribution: Attribution) -> Iterator[Stance]:
    """ "Denied the report" in the report's words; "called it a hoax" in his own; "cleared the board"."""
    trees = [tree for tree in told.trees.get(attribution.at.doc, ()) if tree.sentence.span.overlaps(attribution.cue[0])]
    if not trees or attribution.force not in ("denies", "asserts"):
        return
    tree = trees[0]
    tokens = [i for span in attribution.content for i in tree.at_offset(span.start, span.end)]
    judging = [
        i for i in tokens if tree.lemma(i) in DENYING_WORDS and tree.dep(i) in ("oprd", "acomp", "attr", "ccomp", "dobj", "nsubj")
    ]
    about = any(tree.lemma(i) in INFORMATION for i in tokens)
    own = attribution.force == "asserts" and bool(judging) and about
    if attribution.force == "denies" or own:
        parts = [*attribution.source, *attribution.cue, *(s for s in attribution.content if tree.sentence.span.contains(s))]
        here = [span for span in parts if tree.sentence.span.contains(span)]
        span = Span(here[0].doc, min(s.start for s in here), max(s.end for s in here))
        for holder in holders_of(told, attribution):
            if holder.key:
                yield Stance(holder, "denies", tree, span, own, record_id(attribution))


# ── one speaker ──────────────────────────────────────────────────────────────────────────────────────────────────────


def two_positions(told: Told, taken: Sequence[Stance]) -> Iterator[Conflict]:
    """One holder who calls a thing false and, elsewhere, only weak: invented or real are two things."""
    seen = set()
    held: dict[str, list[Stance]] = defaultdict(list)
    for stance in taken:
        held[stance.holder.key].append(stance)
    for no in taken:
        for doubt in held[no.holder.key]:
            both = no.value == "denies" and no.own and doubt.value == "doubts" and doubt.own and no.said != doubt.said
            near = no.span.doc == doubt.span.doc and abs(no.span.start - doubt.span.start) <= BESIDE
            if both and near and no.holder.key not in seen:
                seen.add(no.holder.key)
                left, right = sorted((no.span, doubt.span))
                why = f"{no.holder.name}: {named(told, no.span)} against {named(told, doubt.span)}: false, or only not shown"
                yield Conflict("inconsistent positions", "medium", left, right, why)


def overstated(told: Told, claims: Sequence[Claim], taken: Sequence[Stance]) -> Iterator[Conflict]:
    """A report says that somebody denies; his own words only doubt."""
    seen = set()
    doubts = [stance for stance in taken if stance.value == "doubts" and stance.own and not _in_headline(stance)]
    denied_in_words = {stance.holder.key for stance in taken if stance.value == "denies" and stance.own}
    for no in taken:
        if no.value != "denies" or no.own or _in_headline(no) or no.holder.key in denied_in_words:
            continue
        for doubt in doubts:
            if doubt.holder.key == no.holder.key and no.holder.key not in seen and _on_one_claim(claims, no.span, doubt.span):
                seen.add(no.holder.key)
                left, right = sorted((no.span, doubt.span))
                why = f"{named(told, no.span)} against {doubt.holder.name}: {named(told, doubt.span)}: not shown is not denied"
                yield Conflict("position strength", "medium", left, right, why)


def _on_one_claim(claims: Sequence[Claim], one: Span, other: Span) -> bool:
    """Whether both are positions on one claim: a body may deny one thing and find no evidence for another."""
    if one.doc == other.doc and abs(one.start - other.start) > BESIDE:
        return False
    for claim in claims:
        against = [m.span for m in claim.members if m.value in ("denies", "doubts")]
        if any(span.overlaps(one) for span in against) and any(span.overlaps(other) for span in against):
            return True
    return False


def denied_or_not_shown(told: Told, claims: Sequence[Claim], stated: Sequence[Proposition]) -> Iterator[Conflict]:
    """Of one claim a body has only found no evidence in one place, and in another it is made to say that it is not so."""
    for claim in claims:
        spans = [m.span for m in claim.members if not m.pointing]
        held = [p for p in stated if p.holder is not None and any(span.contains(p.tree.span([p.verb])) for span in spans)]
        weak = [p for p in held if shows_nothing(p)]
        strong = [p for p in held if p.negated and not shows_nothing(p) and not p.maybe]
        pairs = [
            (a, b) for b in strong for a in weak if _one_body(a, b) and not a.span.overlaps(b.span) and in_common(a, b, EVIDENCE)
        ]
        for one, other in pairs[:1]:
            why = f"{named(told, one.span)} against {named(told, other.span)}: not shown is not the same as not so"
            yield set_against("position strength", "high", one.span, other.span, why)


def _one_body(one: Proposition, other: Proposition) -> bool:
    """One party; or "ministry" and "economy ministry", of which one report may name no other."""
    if one.holder is None or other.holder is None:
        return False
    left, right = (plain_name(p.holder.name).lower().split() for p in (one, other) if p.holder is not None)
    named_alike = bool(left and right) and left[-1] == right[-1] and (set(left) <= set(right) or set(right) <= set(left))
    bodies = {one.holder.sourcing_class, other.holder.sourcing_class} == {"organisation"}
    return (bool(one.holder.key) and one.holder.key == other.holder.key) or (bodies and named_alike)


# ── headline against body ────────────────────────────────────────────────────────────────────────────────────────────


def headlines_against_bodies(told: Told, taken: Sequence[Stance]) -> Iterator[Conflict]:
    """ "Watchdog denies …" above "the watchdog found no evidence": who has found nothing has denied nothing."""
    by_doc: dict[str, list[Stance]] = defaultdict(list)
    for stance in taken:
        by_doc[stance.span.doc].append(stance)
    for doc, trees in sorted(told.trees.items()):
        tops = [stance for stance in by_doc[doc] if stance.value == "denies" and _in_headline(stance)]
        bodies = [stance for stance in by_doc[doc] if not _in_headline(stance)]
        found = [(stance.holder, stance.span) for stance in tops]
        found += [row for tree in trees if tree.sentence.kind in HEADLINES for row in _clearings(tree)]
        for holder, span in found:
            weaker = [b for b in bodies if b.value == "doubts" and _may_be(told, holder, b)]
            stronger = [b for b in bodies if b.value == "denies" and b.own and _may_be(told, holder, b)]
            if weaker and not stronger:
                why = f"the headline {named(told, span)} against the body {named(told, weaker[0].span)}: not shown is not denied"
                yield Conflict("headline vs body", "high", span, weaker[0].span, why)


def _clearings(tree: Tree) -> Iterator[tuple[Holder, Span]]:
    for verb in range(len(tree)):
        subject = tree.subject(verb) if tree.lemma(verb) in CLEARING and tree.is_verb(verb) else None
        if subject is not None and not tree.is_passive(verb) and not tree.is_negated(verb):
            yield Holder(tree.cut(tree.subtree(subject)), "organisation", "", ()), clause_span(tree, verb)


def _in_headline(stance: Stance) -> bool:
    return stance.tree.sentence.kind in HEADLINES


def _may_be(told: Told, headline: Holder, body: Stance) -> bool:
    """The same party; or a body called by its task alone, and one whose name, or whose office in that sentence, is of that kind."""
    if headline.key and headline.key == body.holder.key:
        return True
    words = plain_name(headline.name).lower().split()
    name = {word.strip(",’'s") for word in plain_name(body.holder.name).lower().split()}
    beside = set(body.tree.lower) if body.holder.sourcing_class == "named" else set()
    before = neighbour(told, body.tree, -1)
    near = beside | set(before.lower) if beside and before is not None else beside
    if words and words[-1] in OFFICES and words[-1] in name | near:
        return True  # "the ministry", and its speaker beside or behind that word
    return bool(words) and words[-1] in OVERSEERS and bool(name & OVERSEEING or (name | beside) & OVERSEERS)
