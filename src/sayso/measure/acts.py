"""An act as a verb and as a noun: "gave no order", "the order came from him" and "he ordered it" tell of one act."""

from __future__ import annotations

from typing import NamedTuple

from sayso.measure.propositions import Proposition

# Words for one act of speaking or granting, as noun and as verb; general English.
ACTS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(nouns.split()), frozenset(verbs.split()))
    for nouns, verbs in (
        ("order instruction direction directive command", "order instruct direct command"),
        ("warning alert", "warn alert caution"),
        ("promise pledge assurance guarantee", "promise pledge assure guarantee"),
        (
            "permission consent approval authorisation authorization licence license",
            "permit consent approve authorise authorize license",
        ),
        ("payment", "pay"),
        ("request", "request ask"),
        ("threat", "threaten"),
        ("offer", "offer"),
        ("complaint", "complain"),
        ("apology", "apologise apologize"),
    )
)
DOING = frozenset("give issue make send write sign deliver grant".split())
RECEIVING = frozenset("receive get have accept".split())
COMING = frozenset("come be originate emanate stem".split())


class Act(NamedTuple):
    """Which act of ACTS, who does it and who receives it; None where the clause does not say."""

    family: int
    doer: int | None
    receiver: int | None


def act_of(p: Proposition) -> Act | None:
    """The act that a clause tells of, by its verb or by the noun that goes with an empty one."""
    tree, verb = p.tree, p.verb
    lemma, passive = tree.lemma(verb), tree.is_passive(verb)
    for family, (nouns, verbs) in enumerate(ACTS):
        if lemma in verbs:
            to = tree.child(verb, "nsubjpass") if passive else tree.child(verb, "dobj", "dative")
            return Act(family, tree.agent(verb) if passive else tree.subject(verb), to)
        thing = tree.child(verb, "nsubjpass") if passive else tree.child(verb, "dobj")
        subject = tree.child(verb, "nsubj")
        if thing is not None and tree.lemma(thing) in nouns:
            if lemma in DOING:
                return Act(family, tree.agent(verb) if passive else subject, None)
            if lemma in RECEIVING and not passive:
                return Act(family, None, subject)
        if subject is not None and tree.lemma(subject) in nouns and lemma in COMING:
            near = [k for k in tree.subtree(verb) if tree.lower[k] == "from" and tree.dep(k) == "prep" and k > verb]
            origin = (k for at in near for k in tree.all_children(at, "pobj"))
            return Act(family, next(origin, None), None)
    return None


def is_act(family: int, word: str) -> bool:
    """Whether a word in its dictionary form is one for that act."""
    return any(word in words for words in ACTS[family])
