"""What a report itself tells about names: who has a first name or a title, what it calls a newspaper, what has a spokesman."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.detect.kind_words import (
    COMPANY_WORDS,
    PARTS_OF_A_BODY,
    PLACES,
    ROLES,
    TRADE,
)
from sayso.detect.noun_phrases import called_outlet, core_of, outlet_owner
from sayso.detect.trees import Tree
from sayso.first_names import is_first_name
from sayso.names import (
    INSTITUTION_NOUNS,
    METONYMS,
    OUTLET_NOUNS,
    is_institution,
    is_outlet,
    name_key,
    plain_name,
)


@dataclass(frozen=True)
class Known:
    """What the report itself tells about names, by their keys or, for people, by their last words."""

    outlets: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # last words of all names of two words or more, people's or not
    initials: frozenset[str] = frozenset()  # of such names, by which an interview calls people: "AL: …"


NOTHING_KNOWN = Known()


def known_names(trees: Sequence[Tree]) -> Known:
    """From every sentence of a report: who has a first name or title, what is called a newspaper, what has a spokesman."""
    people: set[str] = set()
    names: set[str] = set()
    outlets: set[str] = set()
    bodies: set[str] = set()
    initials: set[str] = set()
    for tree in trees:
        people.update(_surnames(tree))
        initials.update("".join(tree.words[k][0] for k in run) for run in _runs_of_names(tree))
        for head, (_, _, tag, dep, _, lemma) in enumerate(tree.tokens):
            if tag.startswith("NNP") and dep != "compound":
                core = core_of(tree, head)
                outlets.add(name_key(called_outlet(tree, head, core) or _described_as(tree, head, core, OUTLET_NOUNS)))
                bodies.update({name_key(_described_as(tree, head, core, INSTITUTION_NOUNS))} - {""})
                bodies.update(_short_names(tree, core))
                if len(core) > 1 and tree.tag(core[-2]).startswith("NNP"):
                    names.add(tree.lower[head])
            elif lemma in OUTLET_NOUNS and tree.child(head, "appos") is not None:
                outlets.add(name_key(outlet_owner(tree, head, core_of(tree, head))))
            elif lemma in INSTITUTION_NOUNS and (named := tree.child(head, "appos")) is not None:
                bodies.update({name_key(tree.cut(core_of(tree, named)))} if tree.tag(named).startswith("NNP") else set())
            elif lemma in PARTS_OF_A_BODY:
                bodies.update(name_key(tree.cut(tree.subtree(k))) for k in tree.children[head] if _owns(tree, k))
    outlets -= PLACES | set(METONYMS.values()) | {""}
    return Known(frozenset(outlets), frozenset(bodies), frozenset(people), frozenset(names), frozenset(initials))


def _owns(tree: Tree, k: int) -> bool:
    return tree.dep(k) in ("poss", "compound", "nmod") and tree.tag(k).startswith("NNP")


def _short_names(tree: Tree, core: Sequence[int]) -> Iterator[str]:
    """ "Fernhall" of "Fernhall Systems": the first word of a firm's name, where the last says what it trades in."""
    words = [tree.words[k] for k in core if tree.words[k][:1].isupper()]
    words = words[1:] if len(words) > 2 and words[0].lower() in ROLES else words  # "Developer Fernhall Systems" begins a sentence
    if len(words) == 2 and words[-1].lower().strip(".") in TRADE | COMPANY_WORDS and not is_first_name(words[0]):
        yield name_key(words[0])


def _surnames(tree: Tree) -> Iterator[str]:
    """Last words of runs of capitalised names that begin with a first name or stand behind "Mr", "Mrs", "Ms", "Miss"."""
    for run in _runs_of_names(tree):
        words = [tree.lower[k].rstrip(".") for k in run]
        starts = [k for k, word in enumerate(words[:-1]) if is_first_name(word) or word in ("mr", "mrs", "ms", "miss")]
        if starts and len(words) - starts[0] <= 4 and not is_institution(words[-1]) and not is_outlet(tree.cut(run)):
            yield words[-1]


def _runs_of_names(tree: Tree) -> Iterator[list[int]]:
    """Two or more capitalised words in a row that are tagged as names."""
    run: list[int] = []
    for i, token in enumerate(tree.tokens):
        if token.tag.startswith("NNP") and tree.words[i][:1].isupper():
            run.append(i)
        elif run:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _described_as(tree: Tree, head: int, core: Sequence[int], nouns: frozenset[str]) -> str:
    """ "Kuriren, a local newspaper": the name before an apposition with such a noun."""
    for k in tree.children[head]:
        if (
            k > head
            and tree.dep(k) == "appos"
            and tree.lemma(k) in nouns
            and not tree.tag(k).startswith("NNP")
            and tree.child(k, "det", "poss") is not None
        ):
            return plain_name(tree.cut(core))
    return ""
