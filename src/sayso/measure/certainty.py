"""How surely a thing is told: a lost "may" or "if", "offered" that became "paid", in a rewording or within one claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.detect.trees import Tree
from sayso.lexicon import CHECKING, SUPPORT
from sayso.measure.propositions import Proposition, in_common, shares
from sayso.measure.roles import roles
from sayso.measure.side_by_side import Pairing, alike, both_ways, one_subject, telling
from sayso.measure.told import Told, clause_span, clause_tokens, inside, named, set_against
from sayso.records import HEADLINES, Claim, Conflict, Span

MAYBE = frozenset("may might could".split())
PERHAPS = frozenset(
    """
    likely probably possibly perhaps apparently seemingly allegedly reportedly supposedly purportedly maybe presumably
    alleged suspected
    """.split()
)
BELIEVED = frozenset("believe think report say suspect".split())  # only as passives: "is believed to have failed"
CLAIMING = frozenset("claim allege say purport profess".split())  # "claimed to have seen it"
ANYONE = frozenset("you one anyone anybody".split())
SEEMING = frozenset("appear seem".split())
CONDITIONS = frozenset("if whether unless should would could may might provided assuming".split())
WHEN = frozenset("when whenever once upon after until case".split())  # "upon learning of it" is a condition as well
OFFERING = frozenset("offer promise pledge propose dangle".split())
PAYING = frozenset("pay give hand fund transfer send deliver".split())
MEANT = frozenset("plan try attempt seek intend threaten want hope prepare propose consider".split())
SHARED = 2  # words besides the verb that two clauses must have in common
PART = 0.35  # share of the longer clause's words that the other must have (by eye)
HALF = 0.4  # share of a consequence's words that the other clause must have (by eye)
WEIGHTY = 3  # the same where the verbs are not each other's
SAME_VERB = 0.5  # likeness of two verbs that say the same
SAME_STATEMENT = 0.65  # harmonic mean of the shares of two statements' words that the other holds (by eye)

Placed = Mapping[str, list[Proposition]]


def hedges(tree: Tree, verb: int) -> list[int]:
    """The words that make a verb a maybe: "may have failed", "likely failed", "it is likely that it failed", "appears to fail"."""
    found = [k for k in tree.children[verb] if tree.lower[k] in MAYBE and tree.tag(k) == "MD" and tree.words[k] != "May"]
    found += [k for k in tree.children[verb] if tree.lower[k] in PERHAPS and tree.dep(k) in ("advmod", "npadvmod", "acomp")]
    head = tree.head(verb)
    if tree.dep(verb) in ("ccomp", "xcomp", "csubj") and head < verb:
        found += [k for k in (head, *tree.children[head]) if tree.lower[k] in PERHAPS]
        subject = tree.subject(head)
        seems = tree.dep(verb) == "xcomp" or (subject is not None and tree.lower[subject] == "it")
        found += [head] if seems and tree.lemma(head) in SEEMING else []
        found += [head] if tree.lemma(head) in BELIEVED and tree.is_passive(head) else []
    return sorted(set(found))


def lost_hedges(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """A verb that one sentence hedges, and the one that stands for it in the other does not, nor anything around it."""
    for one, other, match in both_ways(pairing):
        if in_doubt(other) or MEANT & {*other.lemmas}:
            continue
        for i, j in match.items():
            plain = one.is_verb(i) and other.is_verb(j) and not (one.is_negated(i) or other.is_negated(j))
            marks = hedges(one, i) if plain else []
            if marks and (_on_a_word(told, other, j) or other.lemma(other.head(j)) in CLAIMING):
                continue
            if marks and _shared_below(one, other, i, j, match) >= max(SHARED, PART * _most_below(one, other, i, j)):
                word = one.words[marks[0]]
                spans = clause_span(one, i), clause_span(other, j)
                yield set_against(
                    "hedge dropped",
                    "medium",
                    *spans,
                    f"“{word}” stands in {named(told, spans[0])} only, not in {named(told, spans[1])}",
                )
                break


def _most_below(one: Tree, other: Tree, i: int, j: int) -> int:
    """The words of content of the longer clause, its verb left out."""
    return max(len(telling(tree, clause_tokens(tree, at))) for tree, at in ((one, i), (other, j))) - 1


def _on_a_word(told: Told, tree: Tree, verb: int) -> bool:
    """Whether a clause is given on somebody's word: then it needs no "reportedly"."""
    start = tree.tokens[verb].start
    return any(a.scope == "says" and any(s.start <= start < s.end for s in a.content) for a in inside(told, tree))


def lost_doubts(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "No evidence that the rules were broken" against "the rules were not broken": not shown is not the same as not so."""
    for one, other, match in both_ways(pairing):
        if not (SUPPORT | CHECKING).isdisjoint(other.lemmas):
            continue
        for i in range(len(one)):
            missing = one.lemma(i) in SUPPORT and any(one.lower[k] == "no" for k in one.children[i])
            shown = next((k for k in one.all_children(i, "acl", "ccomp", "relcl") if k in match), None) if missing else None
            if shown is not None and is_denied(other, match[shown]) and not one.is_negated(shown):
                spans = clause_span(one, one.head(i)), clause_span(other, match[shown])
                why = f"{named(told, spans[0])} against {named(told, spans[1])}: not shown is not the same as not so"
                yield set_against("hedge dropped", "high", *spans, why)
                break


def is_denied(tree: Tree, verb: int) -> bool:
    """ "Did not break", "no rules were broken"."""
    things = tree.all_children(verb, "nsubj", "nsubjpass", "dobj")
    return tree.is_negated(verb) or any(tree.lower[k] in ("no", "neither") for thing in things for k in tree.children[thing])


def in_doubt(tree: Tree) -> bool:
    """Whether anything in a sentence makes something in it a maybe."""
    passive = any(tree.lemma(k) in BELIEVED and tree.is_passive(k) for k in range(len(tree)))
    return passive or not (MAYBE | PERHAPS | CONDITIONS).isdisjoint(tree.lower) or not SEEMING.isdisjoint(tree.lemmas)


def lost_conditions(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """ "If it is true, it would be a breach" against "it is a breach"."""
    for one, other, match in both_ways(pairing):
        marks = [i for i in range(len(one)) if one.lower[i] == "if" and one.dep(i) == "mark" and one.lower[i - 1 : i] != ["as"]]
        if len(marks) != 1 or in_doubt(other) or "?" in (one.words[-1], other.words[-1]):
            continue
        condition = one.head(marks[0])
        subject = one.subject(condition)
        if subject is not None and one.lower[subject] in ANYONE:
            continue  # "if you jump": what holds of everybody, not whether it is so
        main = one.head(condition)
        if one.dep(condition) != "advcl" or main == condition or (condition in match and not WHEN.isdisjoint(other.lower)):
            continue
        consequence = set(one.subtree(main, without=[condition]))
        held = [j for i, j in match.items() if i in consequence]
        clause = _clause_of(other, held)
        if clause is None or other.is_negated(clause) != one.is_negated(main):
            continue
        stated = {k for fact in other.all_children(clause, "advcl") if _as_a_fact(other, fact) for k in other.subtree(fact)}
        held += [j for i, j in match.items() if j in stated and i not in consequence]
        if not stated and not one_subject(one, other, main, clause, match):
            continue
        shared = sum(j in other.subtree(clause) for j in held)
        words = [i for i, _ in telling(one, sorted(consequence))]
        if shared >= max(SHARED, HALF * len(words)):
            spans = one.span(one.trim(sorted({*one.subtree(condition), *consequence}))), clause_span(other, clause)
            said = f"{named(told, spans[0])} holds only “if”; {named(told, spans[1])} says it without the condition"
            yield set_against("conditional lost", "medium", *spans, said)


def _as_a_fact(tree: Tree, verb: int) -> bool:
    """ "Since the charges are true": what was a condition is taken for granted."""
    return any(tree.lower[k] in ("since", "because", "as", "now") and tree.dep(k) == "mark" for k in tree.children[verb])


def offers_paid(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """What one report says was offered, promised or tried was paid or done in the other."""
    for one, other, match in both_ways(pairing):
        for i in range(len(one)):
            meant = one.lemma(i) in OFFERING and one.is_verb(i)
            for j in range(len(other)) if meant else ():
                done = other.lemma(j) in PAYING and other.is_verb(j) and not OFFERING & {*other.lemmas}
                if (
                    done
                    and not {one.lemma(k) for k in range(len(one))} & PAYING
                    and _shared_below(one, other, i, j, match) >= WEIGHTY
                ):
                    yield offer_conflict(told, clause_span(one, i), clause_span(other, j), one.words[i], other.words[j])


def offer_conflict(told: Told, offered: Span, paid: Span, one: str, other: str) -> Conflict:
    said = f"“{one}” in {named(told, offered)} against “{other}” in {named(told, paid)}: an offer is no payment"
    return set_against("modality", "medium", offered, paid, said)


def _shared_below(one: Tree, other: Tree, i: int, j: int, match: dict[int, int]) -> int:
    """How many words of content below two verbs stand for each other."""
    below = set(other.subtree(j)) - {j}
    return sum(k in match and match[k] in below for k, _ in telling(one, one.subtree(i)) if k != i)


def _clause_of(tree: Tree, tokens: list[int]) -> int | None:
    """The lowest finite verb above most of some words."""
    counts: dict[int, int] = {}
    for token in tokens:
        for above in (token, *tree.ancestors(token)):
            if tree.is_verb(above) and tree.is_finite(above):
                counts[above] = counts.get(above, 0) + 1
                break
    return max(sorted(counts), key=lambda verb: (counts[verb], len(tree.subtree(verb))), default=None)


# ── members of one claim ───────────────────────────────────────────────────────────────────────────────────────────────


def offers_of_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], reworked: frozenset[tuple[str, str]]
) -> Iterator[Conflict]:
    """Of one claim, what is offered in one report and paid in another: those nearest to the source, one row a claim."""
    placed = placed_of(stated)
    for claim in claims:
        members = _members(claim, placed)
        offered = [p for p in members if p.tree.lemma(p.verb) in OFFERING and p.tree.sentence.kind not in HEADLINES]
        paid = [p for p in members if p.tree.lemma(p.verb) in PAYING and not OFFERING & {*p.tree.lemmas}]
        pairs = [
            (a, b) for a in offered for b in paid if a.doc != b.doc and b.tree.sentence.kind not in HEADLINES and _one_gift(a, b)
        ]
        if pairs:
            one, other = min(pairs, key=lambda pair: _fitness(pair[0], pair[1], reworked))
            yield offer_conflict(told, one.span, other.span, one.tree.words[one.verb], other.tree.words[other.verb])
        for head in paid:
            body = [p for p in offered if p.doc == head.doc and _one_gift(p, head)]
            if head.tree.sentence.kind in HEADLINES and body and not any(p.doc == head.doc and p is not head for p in paid):
                why = f"the headline {named(told, head.span)} against the body {named(told, body[0].span)}: an offer is no payment"
                yield set_against("headline vs body", "medium", head.span, body[0].span, why)


def _one_gift(offered: Proposition, paid: Proposition) -> bool:
    """Two words in common, one of them not the giver's name; and who offers it here is not who receives it there."""
    givers = [_giver(p) for p in (offered, paid)]
    beside = frozenset(paid.forms) - givers[1]
    words = in_common(offered, paid, OFFERING | PAYING), in_common(offered, paid, OFFERING | PAYING | givers[0])
    return words[0] >= SHARED and words[1] > 0 and givers[0].isdisjoint(beside)


def _giver(p: Proposition) -> frozenset[str]:
    giver = roles(p.tree, p.verb).doer
    return frozenset(word for _, word in telling(p.tree, p.tree.subtree(giver))) if giver is not None else frozenset()


def _fitness(one: Proposition, other: Proposition, reworked: frozenset[tuple[str, str]]) -> tuple[bool, int, object, object]:
    chains = sum(len(p.holder.chain) for p in (one, other) if p.holder is not None)
    left, right = sorted((one.doc, other.doc))
    return (left, right) not in reworked, -chains, one.span, other.span


def _members(claim: Claim, placed: Placed) -> list[Proposition]:
    """The statements that a claim's members make, not those they only point at."""
    found = []
    for member in claim.members:
        if member.value in ("asserts", "denies") and not member.pointing:
            own = placed.get(member.span.doc, [])
            first = bisect_left(own, member.span.start, key=lambda p: p.tree.tokens[p.verb].start)
            last = bisect_left(own, member.span.end, key=lambda p: p.tree.tokens[p.verb].start)
            found += own[first:last]
    return list(dict.fromkeys(found))


def placed_of(stated: Sequence[Proposition]) -> Placed:
    """The statements of each report in the order of their verbs."""
    placed: dict[str, list[Proposition]] = defaultdict(list)
    for p in sorted(stated, key=lambda p: (p.doc, p.tree.tokens[p.verb].start)):
        placed[p.doc].append(p)
    return placed


def lost_in_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], weights: Mapping[str, float]
) -> Iterator[Conflict]:
    """ "May have died of it" in one member of a claim, "were killed by it" in another report's."""
    placed = placed_of(stated)
    for claim in claims:
        members = _members(claim, placed)
        unsure = [p for p in members if not p.negated and _marks(p)]
        sure = [p for p in members if not p.negated and not in_doubt(p.tree) and p.tree.sentence.kind not in HEADLINES]
        pairs = [(a, b) for a in unsure for b in sure if a.doc != b.doc and _says_the_same(a, b, weights)]
        if pairs:
            one, other = pairs[0]
            mark = one.tree.words[_marks(one)[0]]
            why = f"“{mark}” stands in {named(told, one.span)}, nothing like it in {named(told, other.span)}"
            yield set_against("hedge dropped", "high", one.span, other.span, why)


def _marks(p: Proposition) -> list[int]:
    """What makes it a maybe; "could be heard" says what was possible, not how sure it is."""
    return [k for k in hedges(p.tree, p.verb) if p.tree.lower[k] != "could"]


def _says_the_same(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> bool:
    attributed = other.holder is not None and other.holder.key and (one.holder is None or one.holder.key != other.holder.key)
    if attributed or _numbers(one) ^ _numbers(other):
        return False  # on somebody else's word, or of another number
    verbs = float(alike([one.tree.lemma(one.verb)], [other.tree.lemma(other.verb)])[0, 0])
    a, b = shares(one, other, weights)
    besides = in_common(one, other, frozenset((one.tree.lemma(one.verb), other.tree.lemma(other.verb))))
    return verbs >= SAME_VERB and besides >= SHARED and a + b > 0 and 2 * a * b / (a + b) >= SAME_STATEMENT


def _numbers(p: Proposition) -> set[str]:
    return {p.tree.lower[i] for i in p.tokens if p.tree.tag(i) == "CD"}
