"""A noun phrase and its parts: the words that name it, a person's name in it, roles and titles before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sayso.detect.kind_words import (
    BEFORE_A_NAME,
    NATIONALITIES,
    ONLY_TITLES,
    PLACES,
    ROLES,
)
from sayso.detect.trees import Tree
from sayso.first_names import is_first_name
from sayso.names import (
    INSTITUTION_NOUNS,
    INSTITUTION_WORDS,
    OUTLET_NOUNS,
    TITLES,
    is_institution,
    name_key,
    plain_name,
)

NUMBERED = re.compile(r"Q\d+")  # "Q12 Ada Lund: …", a question's number in front of a name


def core_of(tree: Tree, head: int, tokens: Sequence[int] | None = None) -> list[int]:
    """The phrase without what hangs behind it: relative clauses, appositions, "of …" but for "Department of Defense".

    Its words are `tokens`, or all below the head.
    """
    behind = [
        k
        for k in tree.children[head]
        if k > head
        and tree.dep(k) in ("relcl", "acl", "appos", "prep", "punct", "conj", "cc", "case")
        and not _belongs_to_name(tree, head, k)
        and tree.words[k] != "&"
        and not (tree.dep(k) == "conj" and tree.words[k - 1] == "&")
    ]
    core = tree.subtree(head, without=behind)
    if tokens is None:
        return core
    inside = set(tokens)
    core = [k for k in core if k in inside]
    cut_off = [k for k in tokens if k < core[0] and not tree.is_below(k, head)] if core else []
    return [*cut_off, *core]


def _belongs_to_name(tree: Tree, head: int, prep: int) -> bool:
    """ "of Defense" in "the Department of Defense": an institution's noun with a capital, "of", and another name."""
    thing = tree.child(prep, "pobj")
    institution = tree.tag(head).startswith("NNP") and tree.lower[head] in INSTITUTION_WORDS
    return institution and tree.lower[prep] == "of" and thing is not None and tree.tag(thing).startswith("NNP")


def name_of_person(tree: Tree, core: Sequence[int]) -> list[int]:
    """The capitalised words at the end of a phrase, without the roles and titles before them; empty where it is only a title.

    "agent Gregg Klein", "FBI Director Ada Voss", "the Echo's Oona Brask": the role, or the owner, is where the name begins.
    """
    kept: list[int] = []
    for k in reversed(core):
        word = tree.words[k]
        if kept and word in ("-", "&"):
            kept.insert(0, k)  # "Safi al-Masri", "Marl & Quince"
            continue
        owner = tree.lower[k] in ("'s", "’s", "'", "’") or (tree.dep(k) == "poss" and kept)
        if owner or not (word[:1].isupper() or (kept and word in ("de", "da", "di", "du", "van", "von", "der", "bin", "al", "el"))):
            break
        if kept and is_role(tree, k):
            break
        kept.insert(0, k)
    while kept and (
        tree.lower[kept[0]] in BEFORE_A_NAME or tree.words[kept[0]] in ("-", "&") or NUMBERED.fullmatch(tree.words[kept[0]])
    ):
        kept.pop(0)
    if kept and only_titles(tree, core):
        return []
    if len(kept) > 2 and kept[0] >= 2 and tree.lower[kept[0] - 1] == "of" and tree.lower[kept[0] - 2] in TITLES:
        kept.pop(0)  # "Secretary of State Ada Voss"
    if len(kept) > 2 and tree.lower[kept[0]] in NATIONALITIES and not is_institution(tree.words[kept[-1]]):
        kept.pop(0)  # "Australian Dylan Holm"
    return _with_first_name(tree, _from_first_name(tree, kept))


def _from_first_name(tree: Tree, name: list[int]) -> list[int]:
    """Without capitalised words before the first name: "YouTuber Josh Lin", "Condemn Ada Lund" in a headline."""
    known = [at for at, k in enumerate(name) if is_first_name(tree.words[k])]
    if not known or any(len(tree.words[k].strip(".")) < 3 for k in name[: known[0]]):
        return name
    leads = 0 < known[0] <= len(name) - 2 or (known[0] == 1 and tree.lower[name[0]].endswith("ing"))  # "Taking Thomas"
    return name[known[0] :] if leads else name


def _with_first_name(tree: Tree, name: list[int]) -> list[int]:
    """With the first name right before a lone surname that the parser took for another word: "Dilys" of "Dilys Prosser"."""
    before = name[0] - 1 if len(name) == 1 else -1
    cut_off = before >= 0 and tree.words[before][:1].isupper() and is_first_name(tree.words[before])
    return [before, *name] if cut_off else name


def only_titles(tree: Tree, core: Sequence[int]) -> bool:
    return all(tree.lower[k].rstrip(".") in ONLY_TITLES for k in core)


def is_role(tree: Tree, k: int) -> bool:
    return _names_a_role(tree.lower[k])


@lru_cache(maxsize=50_000)
def _names_a_role(word: str) -> bool:
    word = word.rstrip(".")
    role = word in ROLES or word.rstrip("s") in ROLES or word.endswith("-elect")
    return role and word not in INSTITUTION_NOUNS and not is_first_name(word)


def has_role(tree: Tree, core: Sequence[int]) -> bool:
    """A role or title stands before the last word."""
    return any(is_role(tree, k) for k in core[:-1])


def outlet_owner(tree: Tree, head: int, core: Sequence[int]) -> str:
    """The outlet's name where it is not the phrase itself: "the newspaper, the Echo", "Time magazine", "French site iGen"."""
    if tree.tag(head).startswith("NNP"):
        return called_outlet(tree, head, core)
    named = next((k for k in tree.all_children(head, "appos") if tree.tag(k).startswith("NNP")), None)
    if named is not None:
        return plain_name(tree.cut(core_of(tree, named)))
    names = [k for k in core if k < head and tree.tag(k).startswith("NNP") and tree.dep(k) in ("compound", "nmod")]
    definite = tree.lower[core[0]] not in ("a", "an", "this", "that") and not tree.tag(head).endswith("S")
    place = bool(names) and name_key(tree.cut(names)) in PLACES
    return plain_name(tree.cut(core)) if names and definite and not place and names[-1] == head - 1 else ""


def called_outlet(tree: Tree, head: int, core: Sequence[int]) -> str:
    """ "French site iGen", "the newspaper Kuriren": the name behind the noun for an outlet."""
    if not core or core[0] == head:
        return ""  # nothing stands before the name
    nouns = [
        k
        for k in core
        if k < head and tree.words[k].islower() and (tree.lemma(k) in OUTLET_NOUNS or tree.lower[k] in ("blog", "tabloid"))
    ]
    nouns += [k for k in core if k < head and tree.lower[k] == "agency" and k > 0 and tree.lower[k - 1] == "news"]
    if not nouns or any(tree.lower[k] in ROLES for k in core if k > max(nouns)):
        return ""
    return plain_name(tree.cut([k for k in core if k > max(nouns)]))
