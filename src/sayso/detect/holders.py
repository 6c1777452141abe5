"""The noun phrases that stand behind words: who holds an attribution, and everybody a report mentions who could.

What kind of source a phrase is, is told in kinds.py; pronouns and short names are tied to the cast in coreference.py.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.detect.kind_words import DOMAIN, OFFICES, PERSON_PRONOUNS, PRONOUNS, READABLE, ROLES, SPEAKS_FOR
from sayso.detect.kinds import appositive_name, french_apposition, is_proper, kind_of
from sayso.detect.known_names import NOTHING_KNOWN, Known
from sayso.detect.noun_phrases import core_of, name_of_person
from sayso.detect.trees import NOT_A_FIRST_NAME, Tree, overlapping
from sayso.first_names import is_first_name
from sayso.lexicon import DOCUMENTS, SOCIAL_POSTS
from sayso.names import INSTITUTION_NOUNS, OUTLET_NOUNS, TITLES, plain_name
from sayso.records import Attribution, Span

# How much a mention stands in the foreground of its sentence; least, where it stands in somebody's words.
SPEAKER, SUBJECT, RELAYED, INNER, ASIDE, SPOKEN_OF = 4, 3, 2, 1, 0, -1  # relayed: speaks in somebody else's words
CAST_NOUNS = DOCUMENTS | SOCIAL_POSTS | ROLES | OFFICES | INSTITUTION_NOUNS | OUTLET_NOUNS


@dataclass(frozen=True)
class Mention:
    """A noun phrase that can stand behind words: where, its head word, and what it is as far as its words tell."""

    tree: Tree
    head: int
    tokens: tuple[int, ...]
    core: tuple[int, ...]  # the words of the phrase without what hangs behind it
    kind: str  # one of SOURCING_CLASSES, or "pronoun", "outlet noun", "document noun"
    owner: str  # for documents who put them out, for a spokesperson the body; "" where the phrase does not say
    owner_at: int | None = None  # the owner's head word
    rank: int = ASIDE
    also: tuple[int, ...] = ()  # heads of the other holders it is listed with: "Lund and Reed"
    full: Mention | None = None  # in the cast, for a pronoun that speaks: who it is, None where that is open

    @property
    def speaks(self) -> bool:
        """It is the source of an attribution."""
        return self.rank == SPEAKER

    @cached_property
    def span(self) -> Span:
        return self.tree.span(self.tree.trim(self.tokens) or list(self.tokens))

    @cached_property
    def name_words(self) -> list[str]:
        return _name_words(self)

    @cached_property
    def roles(self) -> frozenset[str]:
        return _roles(self)

    @property
    def plural(self) -> bool:
        return self.tree.tag(self.head) in ("NNS", "NNPS") or bool(self.also)

    @property
    def words(self) -> str:
        span = self.span
        return span.cut(self.tree.text)


# ── holders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def holders_of(trees: Sequence[Tree], attribution: Attribution, known: Known = NOTHING_KNOWN) -> list[Mention]:
    """The source's noun phrase, or one for each of several coordinated ones ("A, B and even C")."""
    for tree in [tree for span in attribution.source[:1] for tree in overlapping(trees, span)]:
        pieces = [tree.at_offset(span.start, span.end) for span in attribution.source]
        apart = _who_put_it_out(tree, [piece for piece in pieces if piece], known)
        if apart is not None:
            return [apart]
        tokens = sorted({i for piece in pieces for i in piece})
        whole = _with_name_behind(tree, tokens)
        if whole:
            return [mention_of(tree, whole[-1], whole, known)]
        if tokens:
            listed = _listed(tree, tokens)
            if listed:
                return [mention_of(tree, _top(tree, piece), piece, known) for piece in listed]
            heads = _coordinated(tree, tokens)
            return [mention_of(tree, head, _phrase(tree, head, heads, tokens), known) for head in heads]
    return []


def _with_name_behind(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """ "Trust chair Ada Lund", "al-Masri": with the name that the parser cut off; empty where none is."""
    last = tokens[-1] if tokens else -1
    if last < 0 or last + 1 >= len(tree):
        return []
    if tree.lower[last] in ("al", "el", "as", "ash") and last + 2 < len(tree) and tree.words[last + 1] == "-":
        return [*tokens, last + 1, last + 2] if tree.words[last + 2][:1].isupper() else []
    run: list[int] = []
    for k in range(last + 1, len(tree)):
        if not (tree.tag(k).startswith("NNP") and tree.words[k][:1].isupper()):
            break
        run.append(k)
    role = tree.lemma(last) in ROLES and tree.words[last].islower() and tree.tag(last) == "NN"
    return [*tokens, *run] if role and 2 <= len(run) <= 3 and is_first_name(tree.words[run[0]]) else []


def _who_put_it_out(tree: Tree, pieces: Sequence[Sequence[int]], known: Known) -> Mention | None:
    """A source in two places of the sentence, "in a statement the company said": the company, and not its statement."""
    if len(pieces) < 2 or any(tree.head(_top(tree, piece)) in other for piece in pieces for other in pieces if other is not piece):
        return None
    several = [mention_of(tree, _top(tree, piece), piece, known) for piece in pieces]
    written = [m for m in several if m.kind in ("document", "document noun", "social post")]
    others = [m for m in several if m not in written]
    return others[0] if written and others else None


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
    pieces = _with_their_names(tree, pieces)
    commas = sum(tree.words[i] == "," for i in tokens)
    last_and = any(tree.lower[i] in ("and", "or") for i in tokens)
    plain = all(len(piece) <= 6 + 4 * ("," in [tree.words[k] for k in piece]) and _names_a_holder(tree, piece) for piece in pieces)
    named = any(tree.words[k] == "," for piece in pieces for k in piece)
    return pieces if commas and last_and and (len(pieces) >= 3 or (named and len(pieces) == 2)) and plain else []


def _with_their_names(tree: Tree, pieces: Sequence[list[int]]) -> list[list[int]]:
    """ "The chair, Ada Lund, and its chief executive, Rollo Vance" are two, each with a name."""
    kept: list[list[int]] = []
    for piece in pieces:
        before = kept[-1] if kept else []
        behind = bool(before) and piece[0] == before[-1] + 2 and tree.words[before[-1] + 1] == ","
        role = bool(before) and tree.lemma(before[-1]) in ROLES and tree.words[before[-1]].islower()
        first = tree.lower[piece[0]].rstrip(".")
        if behind and role and (is_first_name(first) or first in TITLES) and len(piece) >= 2 and tree.words[piece[0]][:1].isupper():
            kept[-1] = [*before, before[-1] + 1, *piece]
        else:
            kept.append(piece)
    return kept


def _names_a_holder(tree: Tree, piece: Sequence[int]) -> bool:
    first = tree.words[piece[0]]
    lone_title = len(piece) == 1 and first.lower() in TITLES
    nouns = [i for i in piece if tree.tag(i).startswith(("NN", "PRP"))]
    return bool(nouns) and not lone_title and (first[:1].isupper() or tree.lower[piece[0]] in ("the", "its", "his", "her", "their"))


def _coordinated(tree: Tree, tokens: Sequence[int]) -> list[int]:
    inside = set(tokens)
    top = _phrase_top(tree, tokens, inside)
    heads = [top]
    for head in heads:
        heads += [k for k in tree.all_children(head, "conj") if k in inside]
    whole = all(_stands_alone(tree, head) for head in heads)
    return sorted(heads) if len(heads) > 1 and whole else [top]


def _phrase_top(tree: Tree, tokens: Sequence[int], inside: set[int]) -> int:
    """The head of the source's phrase: the last noun of "Dilys Prosser of the guild" where the parser cut the name in two."""
    person = _named_first(tree, tokens)
    if person is not None:
        return person
    tops = [i for i in tokens if tree.head(i) not in inside or tree.head(i) == i]
    nouns = [i for i in tops if tree.tag(i).startswith(("NN", "PRP"))]
    if (
        len(nouns) > 1
        and all(tree.words[i][:1].isupper() for i in nouns[:2])
        and (nouns[1] == nouns[0] + 1 or (nouns[1] == nouns[0] + 2 and tree.goes_on(nouns[0])))
    ):
        return nouns[1]
    if not nouns and not (tops and DOMAIN.fullmatch(tree.words[tops[0]])):
        nouns = [i for i in tokens if tree.tag(i) in ("NN", "NNS", "NNP", "NNPS") and tree.dep(i) != "pobj"]
    return nouns[0] if nouns else tops[0] if tops else tokens[0]


def _named_first(tree: Tree, tokens: Sequence[int]) -> int | None:
    """The surname of "Dilys Prosser of the Waterworkers' Guild", whatever the parser makes of it."""
    run: list[int] = []
    for i in tokens:
        if not (tree.words[i][:1].isupper() and (tree.tag(i).startswith("NNP") or is_first_name(tree.words[i]))):
            break
        run.append(i)
    first = run[0] - 1 if len(run) == 1 else run[0] if run else -1
    named = first >= 0 and is_first_name(tree.words[first]) and tree.words[first][:1].isupper() and len(run) <= 3
    behind = run[-1] + 1 if run else 0
    led_on = behind in tokens and tree.lower[behind] in ("of", "from", "at", "with", ",")
    return run[-1] if named and led_on else None


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


def mention_of(
    tree: Tree, head: int, tokens: Sequence[int], known: Known = NOTHING_KNOWN, *, rank: int = ASIDE, also: tuple[int, ...] = ()
) -> Mention:
    core = core_of(tree, head, tokens)
    kind, owner, owner_at = kind_of(tree, head, tokens, core, known)
    return Mention(tree, head, tuple(tokens), tuple(core), kind, owner, owner_at, rank, also)


# ── the cast: everybody the report mentions who could stand behind words ─────────────────────────────────────────────


def cast_of(
    trees: Sequence[Tree],
    attributions: Sequence[Attribution],
    known: Known = NOTHING_KNOWN,
    marks: Sequence[tuple[int, int]] = (),
) -> list[Mention]:
    """Noun phrases of the report that name somebody or something that speaks, in order; `marks` are its quoted stretches."""
    found: list[Mention] = []
    speaking = _merged((span.start, span.end) for attribution in attributions for span in attribution.source)
    said = _merged([*marks, *((span.start, span.end) for attribution in attributions for span in attribution.content)])
    for tree in trees:
        for i, ((place, _, tag, dep, _, _), word, lower) in enumerate(zip(tree.tokens, tree.words, tree.lower, strict=True)):
            pronoun = lower in PRONOUNS
            if not pronoun and (dep in ("compound", "nmod") or not (tag.startswith("NN") or word[:1].isupper())):
                continue
            source = dep != "pobj" and _inside(speaking, place)
            if pronoun and source and not _inside(said, place):
                found.append(mention_of(tree, i, [i], known, rank=SPEAKER))
            if tree.goes_on(i) or not _could_speak(tree, i, known, source=source):
                continue
            tokens = tree.with_first_names(tree.subtree(i, without=tree.all_children(i, "conj", "cc", "relcl")))
            rank = _rank(tree, i, source=source, inner=_inside(said, place))
            found.append(mention_of(tree, i, tokens, known, rank=rank, also=_listed_with(tree, i)))
    return found


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same characters as stretches that do not touch, in order.

    >>> _merged([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    done: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def _inside(merged: Sequence[tuple[int, int]], place: int) -> bool:
    at = bisect_right(merged, (place, sys.maxsize)) - 1
    return at >= 0 and place < merged[at][1]


def _could_speak(tree: Tree, i: int, known: Known, *, source: bool) -> bool:
    if tree.dep(i) in ("compound", "nmod"):
        return False
    proper = is_proper(tree, i, known)
    if not proper and not tree.tag(i).startswith("NN"):
        return False
    if tree.lower[i] in NOT_A_FIRST_NAME and not _is_surname(tree, i, source=source):
        return False  # months and days
    described = tree.dep(i) == "appos" and not proper and tree.tag(tree.head(i)).startswith("NNP")
    return not described and (proper or source or tree.lemma(i) in CAST_NOUNS or tree.lower[i] in CAST_NOUNS)


def _is_surname(tree: Tree, i: int, *, source: bool) -> bool:
    """ "Theresa May", "Mrs May", "May said": a capital, and a name before it or a source of its own."""
    before = i > 0 and tree.dep(i - 1) == "compound" and tree.tag(i - 1).startswith("NNP") and tree.head(i - 1) == i
    return tree.words[i][:1].isupper() and tree.tag(i).startswith("NNP") and (before or source)


def _rank(tree: Tree, i: int, *, source: bool, inner: bool) -> int:
    aside = tree.dep(i) in ("poss", "appos", "attr") or any(tree.dep(k) in ("relcl", "acl") for k in tree.ancestors(i))
    if source and not aside:
        return RELAYED if inner else SPEAKER
    if inner:
        return SPOKEN_OF
    top = _first_of_list(tree, i)
    if tree.dep(top) in ("nsubj", "nsubjpass"):
        return SUBJECT if tree.dep(tree.head(top)) == "ROOT" else INNER
    return ASIDE


def _first_of_list(tree: Tree, i: int) -> int:
    while tree.dep(i) == "conj" and tree.head(i) != i:
        i = tree.head(i)
    return i


def _listed_with(tree: Tree, i: int) -> tuple[int, ...]:
    """Heads of the holders it is coordinated with."""
    heads = [_first_of_list(tree, i)]
    for head in heads:
        heads += tree.all_children(head, "conj")
    return tuple(head for head in heads if head != i and not tree.is_verb(head))


def before(cast: Sequence[Mention], at: Span) -> list[Mention]:
    """The mentions that end before a place, the nearest first; `cast` is in text order."""
    return list(reversed(cast[: bisect_right(cast, at.start, key=lambda mention: mention.tree.tokens[mention.head].end)]))


def after(cast: Sequence[Mention], at: Span) -> list[Mention]:
    return list(cast[bisect_left(cast, at.end, key=lambda mention: mention.tree.tokens[mention.head].start) :])


def name_of(mention: Mention) -> str:
    return plain_name(mention.tree.cut(mention.core))


def _name_words(mention: Mention) -> list[str]:
    """A person's name without titles: the capitalised words at the end of the phrase's core or in its apposition."""
    tree = mention.tree
    core: Sequence[int] = mention.core
    appos = appositive_name(tree, mention.head, mention.tokens)
    french = french_apposition(tree, mention.tokens) if appos is not None else []
    if appos in french:
        core = french
    elif appos is not None:
        core = core_of(tree, appos, tree.with_first_names(tree.subtree(appos)))
    elif not tree.words[mention.head][:1].isupper():
        core = _last_name_run(tree, core) or core
    kept = name_of_person(tree, core)
    if not kept and appos is not None:
        kept = _last_name_run(tree, mention.tokens)
    return tree.cut(kept).split()


def _last_name_run(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """The last two or more capitalised words in a row: the name behind a string of roles."""
    run: list[int] = []
    best: list[int] = []
    for k in tokens:
        run = [*run, k] if tree.tag(k).startswith("NNP") and tree.lower[k] not in TITLES else []
        best = run if len(run) >= 2 else best
    return best


def _roles(mention: Mention) -> frozenset[str]:
    """The nouns that say what somebody is: the head, nouns right before a name, and appositions."""
    tree = mention.tree
    found = {tree.lemma(mention.head)}
    for k in tree.children[mention.head]:
        if tree.dep(k) in ("compound", "nmod", "appos") and tree.tag(k).startswith("NN"):
            found.add(tree.lemma(k))
    speaking = (k for k in tree.all_children(mention.head, "relcl") if tree.lemma(k) == "speak")
    if any(tree.lower[prep] == "for" for k in speaking for prep in tree.all_children(k, "prep")):
        found |= SPEAKS_FOR  # "Ada Lund, who speaks for the company"
    return frozenset(found)


def is_person_pronoun(mention: Mention) -> bool:
    return mention.tree.lower[mention.head] in PERSON_PRONOUNS


def is_readable(mention: Mention) -> bool:
    """A document or post by its noun."""
    noun = not mention.tree.tag(mention.head).startswith("NNP")
    return noun and mention.tree.lemma(mention.head) in READABLE | SOCIAL_POSTS
