"""The noun phrases that stand behind words: who holds an attribution, and what kind of source that is.

Classes come from the words alone: an outlet's name, a title before a name, a body's noun, a noun for people who speak.
The cast is everybody a report mentions who could stand behind words; pronouns and short names are tied to it in
coreference.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.detect.trees import NOT_A_FIRST_NAME, Tree, overlapping
from sayso.lexicon import DOCUMENTS, POINTERS, SOCIAL_POSTS, SPEAKER_NOUNS
from sayso.names import INSTITUTION_NOUNS, INSTITUTION_WORDS, OUTLET_NOUNS, TITLES, is_institution, is_outlet, plain_name
from sayso.records import Attribution, Span

PERSON_PRONOUNS = frozenset("he she".split())
THING_PRONOUNS = frozenset("it".split())
GROUP_PRONOUNS = frozenset("they".split())
PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS
UNNAMED = re.compile(
    r"\b(?:anonymous|unnamed|unidentified|undisclosed|sources?|insiders?|familiar with|not authori[sz]ed|"
    r"on condition of anonymity)\b",
    re.I,
)
RELEASING = frozenset("release publish issue put post submit deliver present file write produce print run carry".split())
REPORTING_NOUNS = frozenset("report account story rumour rumor".split())  # without an owner they name nobody
MEDIA_WORDS = frozenset("media news newspaper press paper".split())
# Nouns for people with an office that only one person holds in a story: "the president" is a name in other words.
OFFICES = frozenset(
    """
    president mayor governor minister chairman chairwoman chief pope king queen spokesman spokeswoman spokesperson
    headteacher
    """.split()
)
COMPANY_BEFORE_NAME = frozenset("company association union agency".split())  # "the company Fernhall Systems" is no person
CAST_NOUNS = DOCUMENTS | SOCIAL_POSTS | SPEAKER_NOUNS | OFFICES | INSTITUTION_NOUNS
SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson spokespeople representative".split())


@dataclass(frozen=True)
class Mention:
    """A noun phrase that can stand behind words: where, its head word, and what it is as far as its words tell."""

    tree: Tree
    head: int
    tokens: tuple[int, ...]
    kind: str  # one of SOURCING_CLASSES, or "pronoun", "outlet noun", "document noun"
    owner: str  # for documents who put them out, for a spokesperson the body; "" where the phrase does not say
    speaks: bool = False  # it is the source of an attribution

    @cached_property
    def span(self) -> Span:
        return self.tree.span(self.tree.trim(self.tokens) or list(self.tokens))

    @cached_property
    def core(self) -> list[int]:
        return core_of(self.tree, self.head, self.tokens)

    @cached_property
    def name_words(self) -> list[str]:
        return _name_words(self)

    @property
    def words(self) -> str:
        span = self.span
        return span.cut(self.tree.text)


# ── holders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def holders_of(trees: Sequence[Tree], attribution: Attribution) -> list[Mention]:
    """The source's noun phrase, or one for each of several coordinated ones ("A, B and even C")."""
    for tree in [tree for span in attribution.source[:1] for tree in overlapping(trees, span)]:
        tokens = sorted({i for span in attribution.source for i in tree.at_offset(span.start, span.end)})
        if tokens:
            listed = _listed(tree, tokens)
            if listed:
                return [mention_of(tree, _top(tree, piece), piece) for piece in listed]
            heads = _coordinated(tree, tokens)
            return [mention_of(tree, head, _phrase(tree, head, heads, tokens)) for head in heads]
    return []


def _top(tree: Tree, tokens: Sequence[int]) -> int:
    inside = set(tokens)
    nouns = [i for i in tokens if tree.tag(i).startswith(("NN", "PRP"))]
    return next((i for i in nouns if tree.head(i) not in inside), nouns[-1] if nouns else tokens[-1])


def _listed(tree: Tree, tokens: Sequence[int]) -> list[list[int]]:
    """ "A, B, C and D" by its commas, where the parser lost the coordination; empty where it is no such list."""
    pieces: list[list[int]] = [[]]
    for i in tokens:
        if tree.words[i] == "," or tree.lower[i] in ("and", "or"):
            pieces.append([])
        else:
            pieces[-1].append(i)
    pieces = [piece[1:] if piece and tree.lower[piece[0]] in ("even", "both") else piece for piece in pieces]
    pieces = [piece for piece in pieces if piece]
    commas = sum(tree.words[i] == "," for i in tokens)
    last_and = any(tree.lower[i] in ("and", "or") for i in tokens)
    plain = all(len(piece) <= 6 and _names_a_holder(tree, piece) for piece in pieces)
    return pieces if commas and last_and and len(pieces) >= 3 and plain else []


def _names_a_holder(tree: Tree, piece: Sequence[int]) -> bool:
    first = tree.words[piece[0]]
    lone_title = len(piece) == 1 and first.lower() in TITLES
    nouns = [i for i in piece if tree.tag(i).startswith(("NN", "PRP"))]
    return bool(nouns) and not lone_title and (first[:1].isupper() or tree.lower[piece[0]] in ("the", "its", "his", "her", "their"))


def _coordinated(tree: Tree, tokens: Sequence[int]) -> list[int]:
    inside = set(tokens)
    top = next((i for i in tokens if tree.head(i) not in inside or tree.head(i) == i), tokens[0])
    heads = [top]
    for head in heads:
        heads += [k for k in tree.all_children(head, "conj") if k in inside]
    whole = all(_stands_alone(tree, head) for head in heads)
    return sorted(heads) if len(heads) > 1 and whole else [top]


def _stands_alone(tree: Tree, head: int) -> bool:
    """ "the firm", "Russia", "officials", but not "Senator" in "Senator and former mayor Ada Voss"."""
    if tree.lower[head] in TITLES and tree.tag(head) in ("NN", "NNP") and tree.child(head, "det") is None:
        return False
    return tree.tag(head).startswith(("NNP", "PRP")) or tree.tag(head) == "NNS" or tree.child(head, "det", "poss") is not None


def _phrase(tree: Tree, head: int, heads: Sequence[int], tokens: Sequence[int]) -> tuple[int, ...]:
    others = [k for k in heads if k != head and tree.is_below(k, head)]
    below = set(tree.subtree(head, without=others))
    first_names = set() if len(heads) > 1 else {k for k in tokens if k < head and not tree.is_below(k, head)}
    found = [k for k in tokens if k in below or k in first_names]
    while len(found) > 1 and tree.dep(found[-1]) in ("cc", "punct"):
        found.pop()
    while len(found) > 1 and (tree.dep(found[0]) in ("cc", "punct") or tree.lower[found[0]] in ("and", "or", "even", "both")):
        found.pop(0)
    return tuple(found)


def mention_of(tree: Tree, head: int, tokens: Sequence[int]) -> Mention:
    kind, owner = _class_of(tree, head, tokens)
    return Mention(tree, head, tuple(tokens), kind, owner)


def core_of(tree: Tree, head: int, tokens: Sequence[int]) -> list[int]:
    """The phrase without what hangs behind it: relative clauses, appositions, "of …" but for "Department of Defense"."""
    behind = [
        k
        for k in tree.children[head]
        if k > head
        and tree.dep(k) in ("relcl", "acl", "appos", "prep", "punct", "conj", "cc")
        and not _belongs_to_name(tree, head, k)
    ]
    core = [k for k in tree.subtree(head, without=behind) if k in set(tokens)]
    cut_off = [k for k in tokens if k < core[0] and not tree.is_below(k, head)] if core else []
    return [*cut_off, *core]


def _belongs_to_name(tree: Tree, head: int, prep: int) -> bool:
    """ "of Defense" in "the Department of Defense": an institution's noun with a capital, "of", and another name."""
    thing = tree.child(prep, "pobj")
    institution = tree.tag(head).startswith("NNP") and tree.lower[head] in INSTITUTION_WORDS
    return institution and tree.lower[prep] == "of" and thing is not None and tree.tag(thing).startswith("NNP")


def _class_of(tree: Tree, head: int, tokens: Sequence[int]) -> tuple[str, str]:
    core = core_of(tree, head, tokens)
    words = tree.cut(core)
    whole = tree.cut(tokens)
    lemma, lower = tree.lemma(head), tree.lower[head]
    proper = tree.tag(head).startswith("NNP")
    if tree.tag(head).startswith("PRP") or lower in PRONOUNS:
        return "pronoun", ""
    if lower in ("correction", "update", "clarification", "editor"):
        return "unattributed", ""  # the label of a note: "CORRECTION, 3 May: an earlier version said …"
    if proper and is_outlet(words):
        return "outlet", ""
    if lemma in SOCIAL_POSTS and not proper:
        owner = _owner(tree, head, tokens)
        return ("social post", owner) if owner or len(core) > 2 or tree.lower[core[0]] == "a" else ("document noun", "")
    if (lemma in POINTERS and lemma not in DOCUMENTS) or (lemma == "account" and tree.lower[core[0]] in ("all", "most", "some")):
        return "unattributed", ""
    if lemma in DOCUMENTS and not proper:
        owner = _owner(tree, head, tokens)
        if is_outlet(owner):
            return "outlet", owner
        if not owner and lemma in REPORTING_NOUNS and any(tree.lower[k] in MEDIA_WORDS for k in core):
            return "outlet noun", ""
        if not owner and lemma in REPORTING_NOUNS and tree.child(head, "compound", "nmod") is None:
            return "document noun", ""
        return ("document", owner) if owner or len(core) > 2 else ("document noun", "")
    named = next((k for k in tree.all_children(head, "appos") if tree.tag(k).startswith("NNP")), None)
    if lemma in OUTLET_NOUNS and not proper and named is not None:
        return "outlet", plain_name(tree.cut(core_of(tree, named, tree.subtree(named))))
    if lemma in OUTLET_NOUNS and not proper:
        return "outlet noun", ""
    if lemma in COMPANY_BEFORE_NAME and not proper and named is not None:
        return "organisation", plain_name(tree.cut(core_of(tree, named, tree.subtree(named))))
    if proper or _name_inside(tree, tokens):
        if _has_title(tree, core) and not is_institution(tree.words[head]):
            return "named", ""
        with_article = proper and len(core) > 1 and tree.lower[core[0]] == "the" and tree.dep(head) != "appos"
        group = tree.tag(head) == "NNPS" or with_article
        return ("organisation", "") if group or (proper and is_institution(words)) else ("named", "")
    if lemma in SPEAKS_FOR and (body := _speaks_for(tree, head)):
        return "organisation", body
    if lemma in INSTITUTION_NOUNS and lemma not in ("officer", "head"):
        return "organisation", ""
    if lemma in OFFICES and lemma not in SPEAKS_FOR and tree.lower[core[0]] == "the":
        return "named", ""
    if UNNAMED.search(whole) or lemma in SPEAKER_NOUNS or tree.tag(head) == "NNS" or lemma in ("people", "person", "one"):
        return "anonymous", ""
    return "anonymous" if tree.tag(head).startswith("NN") else "unattributed", ""


def _has_title(tree: Tree, core: Sequence[int]) -> bool:
    return any(tree.lower[k].rstrip(".") in TITLES for k in core)


def _name_inside(tree: Tree, tokens: Sequence[int]) -> bool:
    """A person's name in apposition: "the chief executive, Rowan Castell", "spokeswoman Inga Thorsby"."""
    return any(tree.dep(k) == "appos" and tree.tag(k).startswith("NNP") and tree.tag(tree.head(k)).startswith("NN") for k in tokens)


def _speaks_for(tree: Tree, head: int) -> str:
    """The body behind an unnamed spokesperson: "a spokesman for the council", "the council's spokeswoman", "council spokesman"."""
    for k in tree.children[head]:
        thing = tree.child(k, "pobj") if tree.dep(k) == "prep" and tree.lower[k] in ("for", "of") else k
        if thing is not None and tree.dep(thing) in ("pobj", "poss", "compound", "nmod") and tree.tag(thing).startswith("NN"):
            return plain_name(tree.cut(core_of(tree, thing, tree.subtree(thing))))
    return ""


def _owner(tree: Tree, head: int, tokens: Sequence[int]) -> str:
    """Who put a document out: "the Pentagon's report", "a Pentagon report", "a report by the agency", "posted by X"."""
    inside = set(tokens)
    for k in tree.children[head]:
        if tree.dep(k) == "poss" or (tree.dep(k) in ("compound", "nmod") and tree.tag(k).startswith("NNP")):
            return plain_name(tree.cut(tree.subtree(k)))
    for k in tree.children[head]:
        if tree.dep(k) == "prep" and tree.lower[k] in ("by", "from") and k in inside:
            thing = tree.child(k, "pobj")
            named = tree.child(thing, "appos") if thing is not None and not tree.tag(thing).startswith("NNP") else None
            thing = named if named is not None and tree.tag(named).startswith("NNP") else thing
            if thing is not None:
                return plain_name(tree.cut(core_of(tree, thing, tree.subtree(thing))))
        if tree.dep(k) == "acl":
            agent = tree.child(k, "agent")
            thing = tree.child(agent, "pobj") if agent is not None else None
            if thing is not None:
                return plain_name(tree.cut(core_of(tree, thing, tree.subtree(thing))))
    verb = tree.head(head)
    if tree.dep(head) == "dobj" and tree.lemma(verb) in RELEASING:
        subject = tree.subject(verb)
        if subject is not None and tree.tag(subject).startswith("NN"):
            return plain_name(tree.cut(core_of(tree, subject, tree.subtree(subject))))
    return ""


# ── the cast: everybody the report mentions who could stand behind words ─────────────────────────────────────────────


def cast_of(trees: Sequence[Tree], attributions: Sequence[Attribution]) -> list[Mention]:
    """Noun phrases of the report that name somebody or something that speaks, in order."""
    found: list[Mention] = []
    starts = sorted((span.start, span.end) for attribution in attributions for span in attribution.source)
    for tree in trees:
        for i in range(len(tree)):
            if not tree.tag(i).startswith("NN") or tree.lower[i] in NOT_A_FIRST_NAME:
                continue  # months and days
            described = tree.dep(i) == "appos" and not tree.tag(i).startswith("NNP") and tree.tag(tree.head(i)).startswith("NNP")
            if tree.dep(i) in ("compound", "nmod") or described:
                continue
            lemma = tree.lemma(i)
            if tree.tag(i).startswith("NNP") or lemma in CAST_NOUNS:
                tokens = tree.with_first_names(tree.subtree(i, without=tree.all_children(i, "conj", "cc", "relcl")))
                mention = mention_of(tree, i, tokens)
                place = tree.tokens[i].start
                speaks = tree.dep(i) != "pobj" and any(start <= place < end for start, end in starts)
                found.append(replace(mention, speaks=speaks))
    return found


def before(cast: Sequence[Mention], at: Span) -> list[Mention]:
    return [mention for mention in reversed(cast) if mention.tree.tokens[mention.head].end <= at.start]


def after(cast: Sequence[Mention], at: Span) -> list[Mention]:
    return [mention for mention in cast if mention.tree.tokens[mention.head].start >= at.end]


def name_of(mention: Mention) -> str:
    return plain_name(mention.tree.cut(mention.core))


def _name_words(mention: Mention) -> list[str]:
    """A person's name without titles: the capitalised words at the end of the phrase's core or in its apposition."""
    tree = mention.tree
    core = core_of(tree, mention.head, mention.tokens)
    appos = next(
        (
            k
            for k in mention.tokens
            if tree.dep(k) == "appos" and tree.tag(k).startswith("NNP") and not tree.tag(mention.head).startswith("NNP")
        ),
        None,
    )
    if appos is not None:
        core = core_of(tree, appos, tree.subtree(appos))
    elif not tree.tag(mention.head).startswith("NNP"):
        core = _last_name_run(tree, mention.tokens) or core
    kept: list[int] = []
    for k in reversed(core):
        word = tree.words[k]
        if not word[:1].isupper() or word.lower().rstrip(".") in TITLES or word.lower() == "the" or tree.dep(k) == "poss":
            break
        kept.insert(0, k)
    if not kept and appos is not None:
        kept = _last_name_run(tree, mention.tokens)
    if len(kept) > 2 and kept[0] >= 2 and tree.lower[kept[0] - 1] == "of" and tree.lower[kept[0] - 2] in TITLES:
        kept.pop(0)  # "Secretary of State Ada Voss"
    return [tree.words[k] for k in kept]


def _last_name_run(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """The last two or more capitalised words in a row: the name behind a string of roles."""
    run: list[int] = []
    best: list[int] = []
    for k in tokens:
        run = [*run, k] if tree.tag(k).startswith("NNP") and tree.lower[k] not in TITLES else []
        best = run if len(run) >= 2 else best
    return best
