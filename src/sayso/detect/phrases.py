"""What the parse proposes as attributions by longer cues, nouns and prepositions: one rule a pattern, as in proposals.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.detect.drafts import MADE, Draft, called, make_draft, noun_source, reported_clause, stands_for_words
from sayso.detect.evaluation import DENYING_WORDS
from sayso.detect.trees import Tree
from sayso.lexicon import ACCUSING, ENTRIES, REPROACHING, SUPPORT, WORD_NOUNS, read_cue

Rule = Callable[[Tree, int], Draft | None]  # what the sentence's cue word of this number proposes

# Longer cues of the table that are turned against what follows, and "stand by".
TURNED = frozenset(e.words for e in ENTRIES if len(e.words) > 1 and e.part == "verb" and e.force in ("denies", "doubts"))
STANDING_BY = frozenset([("stand", "by")])
# With any object; the other longer cues need a noun that stands for words ("walked back his claim", not "the dog").
WITH_ANY_OBJECT = frozenset("doubt question water rule".split())
# "is believed to have …": somebody says or holds it, and the text does not say who.
SAID_TO = frozenset("say believe think report allege understand rumour rumor claim presume assume reckon".split())
# "in Lund's words", "on his account", "in the view of the court"
BY_WAY_OF = {
    "in": frozenset("word view opinion telling estimation eye mind".split()),
    "on": frozenset("account telling".split()),
    "by": frozenset("account reckoning estimate".split()),
}
REPLIES = frozenset("answer reply response retort".split())
BE = frozenset("be 's ’s is was".split())


def longer_cue(tree: Tree, i: int) -> Draft | None:
    """X cast doubt on Y · X poured cold water on claims that … · X walked back her claim · questions were raised about Y"""
    if not tree.is_verb(i):
        return None
    for cue, thing in _with_objects(tree, i):
        words = tuple(tree.lemma(k) for k in cue)
        anything = bool(WITH_ANY_OBJECT & {*words}) and (not tree.is_passive(i) or min(cue) < i)
        fits = words in TURNED and (stands_for_words(tree, thing) or anything)
        if fits or (words in STANDING_BY and stands_for_words(tree, thing)):
            return make_draft(tree, i, tree.subtree(thing), cue=cue, nominal=True, because=f"“{' '.join(words)}” with an object")
    return None


def _with_objects(tree: Tree, i: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """The words that may form one cue with the verb, and what they govern: (walk, back) with "claim"."""
    noun = tree.child(i, "nsubjpass") if tree.is_passive(i) else tree.child(i, "dobj")
    asides = [k for k in tree.all_children(i, "prt", "advmod") if k > i]
    if noun is not None:
        for aside in asides:
            yield tuple(sorted((i, aside))), noun
        for prep in tree.all_children(i, "prep"):
            inner = tree.child(prep, "pobj")
            if inner is not None:  # "called the report into question"
                yield (i, prep, inner), noun
    for over in (i, *([noun] if noun is not None else []), *asides):
        for prep in tree.all_children(over, "prep"):
            thing = tree.child(prep, "pobj")
            if thing is not None and prep > over:
                yield from ((_cue(i, between, prep), thing) for between in _between(tree, noun, asides))


def _cue(i: int, between: tuple[int, ...], prep: int) -> tuple[int, ...]:
    return (i, *between, prep)


def _between(tree: Tree, noun: int | None, asides: list[int]) -> Iterator[tuple[int, ...]]:
    yield ()
    yield from ((aside,) for aside in asides)
    if noun is not None:
        yield (noun,)
        yield from ((k, noun) for k in tree.all_children(noun, "amod"))


def called_untrue(tree: Tree, i: int) -> Draft | None:
    """X called the claim that … untrue · X branded the suggestion that … absurd"""
    objects = [k for k in tree.all_children(i, "dobj", "ccomp", "oprd") if k > i] if tree.is_verb(i) else []
    things = [k for thing in objects for k in (thing, *tree.children[thing])]
    noun = next((k for k in things if k > i and stands_for_words(tree, k) and reported_clause(tree, k) is not None), None)
    word = called(tree, noun) if noun is not None else None
    if noun is None or word is None:
        return None
    force = "denies" if tree.lower[word] in DENYING_WORDS else "doubts"
    because = f"“{tree.words[i]} … {tree.words[word]}” of what is claimed"
    content = [k for k in tree.subtree(noun) if k != word]
    return make_draft(tree, i, content, cue=(i, word), nominal=True, force=force, because=because)


def has_it_from(tree: Tree, i: int) -> Draft | None:
    """X has it from Y that …"""
    it = tree.child(i, "dobj") if tree.is_verb(i) else None
    of = next((k for k in tree.all_children(i, "prep") if tree.lower[k] == "from"), None)
    speaker = tree.child(of, "pobj") if of is not None else None
    that = next((k for k in range(i, len(tree)) if tree.lower[k] == "that" and tree.dep(k) == "mark" and tree.is_below(k, i)), None)
    if it is None or tree.lower[it] != "it" or of is None or speaker is None or that is None:
        return None
    clause = tree.head(that)
    source = tuple(tree.subtree(speaker, without=[k for k in (clause, *tree.ancestors(clause)) if k not in (speaker, of, i)]))
    because = f"“{tree.words[i]} it from” somebody"
    return make_draft(tree, i, tree.subtree(clause), cue=(i, it, of), source=source, force="asserts", because=because)


def came_the_reply(tree: Tree, i: int) -> Draft | None:
    """ "…," came the reply"""
    reply = next((k for k in tree.all_children(i, "nsubj", "attr", "dobj") if k > i and tree.lemma(k) in REPLIES), None)
    clause = tree.child(i, "ccomp")
    if reply is None or clause is None or clause > i:
        return None
    because = f"“{tree.words[i]} … {tree.words[reply]}”: whose, is not said"
    return make_draft(tree, i, tree.subtree(clause), cue=(i, reply), source=(), force="asserts", because=because)


def made_clear(tree: Tree, i: int) -> Draft | None:
    """X made clear that … · X made it clear that …"""
    clear = next((k for k in tree.all_children(i, "ccomp", "oprd", "acomp") if tree.lower[k] in ("clear", "plain")), None)
    if clear is None or tree.tag(i) == "VB":  # "to make clear": what is yet to be said
        return None
    behind = (k for j in (clear, i) for k in tree.children[j] if k > clear and tree.is_verb(k))
    clause = next((k for k in behind if tree.is_finite(k) and tree.child(k, "mark") is not None), None)
    if clause is None or "that" not in (tree.lower[k] for k in tree.children[clause]):
        return None
    return make_draft(tree, i, tree.subtree(clause), cue=(i, clear), because="“made clear” with a reported clause")


def is_said_to(tree: Tree, i: int) -> Draft | None:
    """X is believed to have …: nobody is named; the subject and the infinitive are the content."""
    if tree.tag(i) != "VBN" or tree.child(i, "agent") is not None:
        return None
    subject, deed = tree.child(i, "nsubjpass"), tree.child(i, "xcomp")
    if (
        subject is None
        or tree.tag(subject) in ("WDT", "WP")
        or deed is None
        or not any(tree.tag(k) == "TO" for k in tree.children[deed])
    ):
        return None
    content = {*tree.subtree(subject), *tree.subtree(deed)}
    return make_draft(tree, i, content, source=(), nominal=True, because=f"“{tree.words[i]} to”: nobody is named (passive)")


HELD = frozenset("position stance case advice evidence understanding guess hope fear".split())  # whose it is, stands in front


def noun_is_that(tree: Tree, i: int) -> Draft | None:
    """X's claim is that … · the conclusion of the report was that …"""
    if not (tree.lemma(i) in HELD or stands_for_words(tree, i)) or tree.dep(i) != "nsubj" or tree.lemma(tree.head(i)) not in BE:
        return None
    clause = next((k for k in tree.all_children(tree.head(i), "ccomp") if tree.child(k, "mark") is not None), None)
    source = noun_source(tree, i) or _of(tree, i)
    if clause is None or not source or "that" not in (tree.lower[k] for k in tree.children[clause]):
        return None
    return make_draft(tree, i, tree.subtree(clause), source=source, because=f"“{tree.words[i]} is that” with its clause")


def _of(tree: Tree, noun: int) -> tuple[int, ...]:
    of = next((k for k in tree.all_children(noun, "prep") if tree.lower[k] == "of"), None)
    thing = tree.child(of, "pobj") if of is not None else None
    return tuple(tree.subtree(thing)) if thing is not None else ()


def by_way_of(tree: Tree, i: int) -> Draft | None:
    """In Lund's words, … · on the driver's account, … · in the view of the court, …"""
    noun = tree.child(i, "pobj") if tree.dep(i) == "prep" else None
    if noun is None or tree.lemma(noun) not in BY_WAY_OF.get(tree.lower[i], ()):
        return None
    owner = tree.child(noun, "poss")
    source = tuple(k for k in tree.subtree(owner) if tree.dep(k) != "case") if owner is not None else _of(tree, noun)
    phrase = tree.subtree(i)
    if not source or not _set_off(tree, phrase) or tree.lower[source[0]] in ("my", "our", "your"):
        return None
    content = tree.subtree(_clause_over(tree, i), without=[i])
    return make_draft(
        tree, i, content, cue=(i, noun), source=source, because=f"“{tree.words[i]} … {tree.words[noun]}” names the source"
    )


def _set_off(tree: Tree, phrase: list[int]) -> bool:
    """By commas or the sentence's borders: "in his view, …"; a phrase in mid-clause belongs to the clause."""
    before, after = phrase[0] - 1, phrase[-1] + 1
    open_left = before < 0 or not tree.words[before][0].isalnum() or before == 0
    open_right = after >= len(tree) or not tree.words[after][0].isalnum()
    return open_left and open_right


def _clause_over(tree: Tree, i: int) -> int:
    top = tree.head(i)
    while not tree.is_verb(top) and tree.head(top) != top:
        top = tree.head(top)
    return top


def found_no_evidence(tree: Tree, i: int) -> Draft | None:
    """X found no evidence that … · X has seen no proof that …"""
    noun = tree.child(i, "dobj") if tree.is_verb(i) else None
    if noun is None or tree.lemma(noun) not in SUPPORT:
        return None
    near = [noun, *tree.all_children(noun, "advmod")]  # "no evidence so far that …"
    clause = next((k for j in near for k in tree.all_children(j, "acl", "ccomp") if tree.child(k, "mark") is not None), None)
    clause = clause if clause is not None else tree.child(i, "ccomp")
    no = next((k for k in tree.children[noun] if tree.lower[k] == "no"), None)
    if clause is None or not tree.is_finite(clause) or not (no is not None or tree.is_negated(i)):
        return None
    cue = (i, *([no] if no is not None else []), noun)
    force = read_cue(tuple(tree.lemma(k) for k in cue), negated=tree.is_negated(i)).force
    because = f"“{tree.words[i]} … {tree.words[noun]}”: not shown"
    return make_draft(tree, i, tree.subtree(clause), cue=cue, force=force, because=because)


def words_just_said(tree: Tree, i: int) -> Draft | None:
    """…, a claim first made by X · …, an accusation by X: the clause before is the content"""
    aside = stands_for_words(tree, i) and tree.dep(i) in ("appos", "npadvmod", "conj", "attr", "dobj")
    phrase = tree.subtree(i)
    det = tree.child(i, "det")
    if not aside or det is None or tree.lower[det] not in ("a", "an") or phrase[0] == 0 or tree.words[phrase[0] - 1] not in ",–—-":
        return None
    made = next((k for k in tree.all_children(i, "acl") if tree.lemma(k) in MADE and tree.child(k, "agent") is not None), None)
    maker = tree.agent(made) if made is not None else None
    source = tuple(tree.subtree(maker)) if maker is not None else noun_source(tree, i)
    # "denied that the alarm was cut, a claim made by X": the innermost "that" clause that ends at the comma
    inner = [k for k in range(phrase[0]) if tree.is_finite(k) and _opens_with_that(tree, k) and _reaches(tree, k, phrase[0] - 2)]
    content = [k for k in tree.subtree(max(inner, default=_clause_over(tree, i))) if k < phrase[0]]
    if not source or not content or tree.child(i, "poss") is not None:
        return None
    return make_draft(tree, i, content, cue=(i,), source=source, because=f"“{tree.words[i]}” stands for the words before it")


def _opens_with_that(tree: Tree, verb: int) -> bool:
    return any(tree.lower[k] == "that" for k in tree.all_children(verb, "mark"))


def _reaches(tree: Tree, top: int, end: int) -> bool:
    return any(end <= k <= end + 1 for k in tree.subtree(top))


def accused_by(tree: Tree, i: int) -> Draft | None:
    """Y was accused by X of …"""
    if not tree.is_passive(i):
        return None
    accused, by = tree.child(i, "nsubjpass"), tree.child(i, "agent")
    of = [k for k in tree.all_children(i, "prep") if tree.lower[k] in ("of", "for")]
    if by is not None:
        of += [k for k in tree.subtree(by) if tree.lower[k] in ("of", "for") and k > by and tree.child(k, "pcomp") is not None][:1]
    speaker = tree.child(by, "pobj") if by is not None else None
    if accused is None or speaker is None or not of:
        return None
    source = tuple(tree.subtree(speaker, without=of))
    content = {j for k in (accused, *of) for j in tree.subtree(k)}
    return make_draft(tree, i, content, source=source, nominal=True, because="“accused” by whom and of what")


PHRASES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (has_it_from, frozenset({"have"})),
    (came_the_reply, frozenset({"come"})),
    (longer_cue, frozenset(words[0] for words in TURNED | STANDING_BY)),
    (made_clear, frozenset({"make"})),
    (is_said_to, SAID_TO),
    (noun_is_that, WORD_NOUNS | HELD),
    (by_way_of, frozenset(BY_WAY_OF)),
    (found_no_evidence, frozenset("find see have uncover produce offer".split())),
    (accused_by, ACCUSING | REPROACHING),
    (words_just_said, WORD_NOUNS),
)
