"""Two reports that each name the other's outlet for one thing: then neither stands behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sayso.detect.trees import Tree
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Told, named, set_against, whole
from sayso.records import Conflict

HEAD_LINES = 4  # lines at the top in which a report says which outlet it is of (by eye)
LONGEST_NAME = 4  # words
SAME = 0.4  # share of the shorter sentence's words, the outlets left out, that the other must hold (by eye)
SAYING = 3  # words that two such sentences must have in common
DOMAIN = re.compile(r"[@/.]([a-z0-9-]{4,})\.[a-z]{2,}", re.IGNORECASE)


def circular(told: Told) -> Iterator[Conflict]:
    """ "According to the Arden Post" in the Lowe Herald, "as the Lowe Herald has written" in the Arden Post."""
    owner: dict[str, set[str]] = defaultdict(set)
    for doc, text in told.texts.items():
        for name in own_names(text):
            owner[name].add(doc)
    cited: dict[tuple[str, str], list[tuple[Tree, frozenset[int]]]] = defaultdict(list)
    for doc, trees in told.trees.items():
        for tree in trees:
            for of, tokens in _outlets(tree, owner):
                if of != doc:
                    cited[doc, of].append((tree, tokens))
    for here, there in sorted(pair for pair in cited if pair[0] < pair[1] and pair[::-1] in cited):
        for one, mine in cited[here, there]:
            other = next((tree for tree, theirs in cited[there, here] if _same(one, mine, tree, theirs)), None)
            if other is not None:
                spans = whole(one), whole(other)
                why = f"{named(told, spans[0])} and {named(told, spans[1])}: each report names the other for it"
                yield set_against("circular reporting", "high", *spans, why)
                break


def own_names(text: str) -> frozenset[str]:
    """The outlet by which a report is headed, and the names of the sites it gives, letters only.

    >>> sorted(own_names("THE ARDEN POST | News\\n\\nFire in the mill\\n\\nWrite to desk@ardenpost.example"))
    ['ardenpost', 'fireinthemill', 'news']
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][:HEAD_LINES]
    parts = [part.strip() for line in lines for part in re.split(r"[|•–—·:]", line)]
    short = [part for part in parts if 0 < len(part.split()) <= LONGEST_NAME and part[:1].isupper()]
    return frozenset(key for name in (*short, *DOMAIN.findall(text)) if len(key := _key(name)) >= 4)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the\s+", "", name.lower()))


def _outlets(tree: Tree, owner: dict[str, set[str]]) -> Iterator[tuple[str, frozenset[int]]]:
    """Names, with capitals at both ends,  that are some report's outlet."""
    for i in range(len(tree)):
        for j in range(i + 1, min(i + LONGEST_NAME, len(tree)) + 1):
            capitals = tree.words[i][:1].isupper() and tree.words[j - 1][:1].isupper()
            if capitals and tree.tag(i).startswith("NNP"):
                docs = owner.get(_key(tree.cut(range(i, j))), set())
                if len(docs) == 1:
                    yield next(iter(docs)), frozenset(range(i, j))


def _same(one: Tree, mine: frozenset[int], other: Tree, theirs: frozenset[int]) -> bool:
    """Whether two sentences tell the same, the outlets' names left out."""
    left = [word for i, word in telling(one) if i not in mine]
    right = [word for i, word in telling(other) if i not in theirs]
    if min(len(left), len(right)) < SAYING:
        return False
    table = alike(left, right)
    shared = min(int((table.max(axis=0) > 0).sum()), int((table.max(axis=1) > 0).sum()))
    return shared >= max(SAYING, SAME * min(len(left), len(right)))
