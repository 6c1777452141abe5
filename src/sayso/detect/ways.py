"""The ways that words took from who said them to the report: told to a paper, said on the radio, cited by an agency.

Every way is a noun phrase of the text; whether it is an outlet is told in kinds.py and coreference.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.detect.drafts import quoting
from sayso.detect.holders import Mention, mention_of
from sayso.detect.kind_words import WRITES_FOR
from sayso.detect.kinds import looks_like_an_outlet
from sayso.detect.known_names import Known
from sayso.detect.noun_phrases import core_of
from sayso.detect.trees import Tree, overlapping
from sayso.names import name_key
from sayso.records import Attribution

TOLD = frozenset("tell inform assure remind brief notify".split())
SPEAKING = frozenset("speak talk write appear".split())
# "in an interview with the Post", "in a statement to the Post", "in comments on the radio"
OCCASIONS = frozenset(
    """
    interview statement comment remark letter email e-mail op-ed column article essay appearance briefing conversation
    call message editorial
    """.split()
)
TOWARDS = frozenset("to with on in for via through by".split())
FIRST_REPORTED = frozenset("report publish reveal disclose break carry".split())
CITED_KINDS = ("anonymous", "named", "organisation", "document", "social post")


def ways_to(trees: Sequence[Tree], attribution: Attribution, holders: Sequence[Mention], known: Known) -> list[Mention]:
    """Outlets that the sentence puts between its author and who speaks, in the order in which rules find them."""
    found: list[Mention] = []
    tree = next(iter(overlapping(trees, attribution.cue[0])), None)
    cue = next(iter(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)), None) if tree is not None else None
    if tree is not None and cue is not None:
        found += _from_cue(tree, cue, known)
        found += _first_reported(tree, cue, known)
    for phrase in {holder.span: holder for holder in holders}.values():
        found += _in_phrase(phrase, known)
    spoken = {holder.span for holder in holders}
    return [mention for mention in found if mention.span not in spoken]


def _from_cue(tree: Tree, cue: int, known: Known) -> list[Mention]:
    found = list(_addressed(tree, cue, known))
    over = quoting(tree, cue)
    if over is not None:
        agent = tree.child(over, "agent")
        by = tree.child(agent, "pobj") if agent is not None else tree.subject(over)
        found += _outlet_at(tree, by, known, told=False) if by is not None else ()
    if tree.dep(cue) == "conj" and not found and tree.child(cue, "nsubj", "nsubjpass") is None:
        found = list(_addressed(tree, tree.head(cue), known))
    for k in tree.all_children(cue, "advcl", "acl", "xcomp"):
        if tree.lemma(k) in SPEAKING:
            found += _addressed(tree, k, known)
    return found


def _addressed(tree: Tree, cue: int, known: Known) -> Iterator[Mention]:
    """To whom, or where, the words were said, where that is an outlet."""
    told = tree.lemma(cue) in TOLD
    for k in tree.children[cue]:
        if told and tree.dep(k) in ("dobj", "dative", "iobj", "npadvmod") and tree.tag(k).startswith("NN"):
            yield from _outlet_at(tree, k, known, told=True)
        if tree.dep(k) not in ("prep", "dative", "agent") or tree.lower[k] not in TOWARDS:
            continue
        for thing in tree.all_children(k, "pobj"):
            if tree.lower[k] != "by":
                yield from _outlet_at(tree, thing, known, told=tree.lower[k] == "to" and told)
            if tree.lemma(thing) in OCCASIONS:
                yield from _on_occasion(tree, thing, known)


def _on_occasion(tree: Tree, occasion: int, known: Known) -> Iterator[Mention]:
    """ "an interview with the Post", "a CNN interview", "a Post column"."""
    for k in tree.children[occasion]:
        thing = tree.child(k, "pobj") if tree.dep(k) == "prep" and tree.lower[k] in TOWARDS else k
        if thing is not None and tree.dep(thing) in ("pobj", "compound", "nmod", "poss") and tree.tag(thing).startswith("NN"):
            yield from _outlet_at(tree, thing, known, told=False)


def _outlet_at(tree: Tree, thing: int, known: Known, *, told: bool) -> Iterator[Mention]:
    """The phrase of this head where it is an outlet; who is "told" something may be one by the look of its name alone."""
    mention = mention_of(tree, thing, core_of(tree, thing), known)
    if mention.kind in ("outlet", "outlet noun") and tree.lemma(thing) not in ("press", "media"):
        yield mention
    elif told and tree.tag(thing).startswith("NNP"):
        name = tree.cut(mention.core)
        if looks_like_an_outlet(name) and not set(name.lower().split()) & known.people:
            yield Mention(tree, thing, mention.tokens, mention.core, "outlet", "")


def _first_reported(tree: Tree, cue: int, known: Known) -> Iterator[Mention]:
    """ "…, as first reported by the Post": the way of the whole sentence."""
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in FIRST_REPORTED:
            continue
        thing = tree.agent(i) if i != cue and is_in_passing(tree, i) else None
        if thing is not None:
            yield from _outlet_at(tree, thing, known, told=False)


def is_in_passing(tree: Tree, verb: int, *, by_whom: bool = True) -> bool:
    """ "as first reported by …", "reported first by …": says how the rest of the sentence came here, and is no speech in it.

    Without `by_whom` the text may leave out by whom: "as first reported on Monday".
    """
    told = tree.child(verb, "agent") is not None if by_whom else tree.child(verb, "auxpass") is None
    if tree.lemma(verb) not in FIRST_REPORTED or tree.tag(verb) != "VBN" or not told:
        return False
    marked = tree.dep(verb) in ("advcl", "prep") or any(tree.lower[k] in ("as", "first") for k in tree.children[verb])
    return marked and not any(tree.dep(k) in ("relcl", "acl") for k in (verb, *tree.ancestors(verb)))


def _in_phrase(phrase: Mention, known: Known) -> Iterator[Mention]:
    """Outlets inside the holder's own phrase: "the sources quoted by the Post", "Post reporter Ada Voss", "the Post's editor"."""
    tree = phrase.tree
    if phrase.kind in ("outlet", "outlet noun", "pronoun"):
        return
    for k in phrase.tokens:
        if k != phrase.head and tree.tag(k).startswith("NN") and tree.dep(k) in ("pobj", "poss"):
            mention = mention_of(tree, k, core_of(tree, k), known)
            if mention.kind in ("outlet", "outlet noun"):
                yield mention
    for k in tree.all_children(phrase.head, "acl"):
        if tree.lemma(k) in SPEAKING:  # "the minister, speaking to Quay Radio"
            yield from _addressed(tree, k, known)
    role = next((k for k in phrase.core if tree.lower[k] in WRITES_FOR and k != phrase.core[0]), None)
    if role is not None and role - 1 in phrase.core:
        tokens = [k for k in phrase.core if k < role]
        mention = mention_of(tree, role - 1, tokens, known)
        if mention.kind == "outlet":
            yield mention


def _as_saying(tree: Tree, cue: int, verb: int) -> bool:
    """ "quoted two sailors as saying that …": the cue stands behind the "as" of the citing verb."""
    link = tree.head(cue)
    return tree.dep(cue) == "pcomp" and tree.lower[link] == "as" and tree.head(link) == verb


def cited_by(attribution: Attribution, holder: Mention, known: Known) -> Mention | None:
    """Whom an outlet or document names for it: "the Post reported that …, citing two officials", "the Post, citing …, said"."""
    tree = holder.tree
    cues = set(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end))
    for i, lemma in enumerate(tree.lemmas):
        citing = lemma in ("cite", "quote") and tree.tag(i) in ("VBG", "VBD", "VBZ") and i not in cues
        thing = tree.child(i, "dobj") if citing else None
        if thing is None:
            continue
        if set(tree.ancestors(i)) & (cues | {holder.head}) or any(_as_saying(tree, cue, i) for cue in cues):
            mention = mention_of(tree, thing, tree.subtree(thing, without=tree.all_children(thing, "relcl", "acl", "appos")), known)
            other = name_key(mention.words) != name_key(holder.words)
            return mention if mention.kind in CITED_KINDS and other else None
    return None
