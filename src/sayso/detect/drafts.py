"""An attribution in the making: its parts as tokens of one parse, whose words they are, and what the cue does.

Shared by the rules of proposals.py (verbs) and phrases.py (nouns and longer cues).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.detect.evaluation import DENYING_WORDS, DOUBTING_WORDS
from sayso.detect.trees import Tree
from sayso.lexicon import CITING, DOCUMENTS, NAMING, RELATIVE, SOCIAL_POSTS, WITHHOLDING, WORD_NOUNS, CueReading, read_cue
from sayso.marks import Stretch
from sayso.records import Span

MADE = frozenset("make level levy raise publish put report air voice issue post release print carry".split())
SILENT = frozenset("fail avoid stop hesitate".split())
FIRST_PERSON = frozenset("i we you".split())
NOBODY_AT_ALL = frozenset("nobody no-one none neither noone nothing no".split())


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, in token indices of one tree."""

    tree: Tree
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[Span, ...]
    nominal: bool
    force: str
    because: str

    @property
    def scope(self) -> str:
        """Whether the cue says, thinks, wants or shows: one of records.SCOPES."""
        return read(self.tree, self.cue, self.source, self.content).scope

    @property
    def first_person(self) -> bool:
        """ "I think", "we know": whoever writes, or is quoted, goes on."""
        words = {self.tree.lower[k] for k in self.source}
        return len(words) == 1 and bool(words & FIRST_PERSON)

    @property
    def cue_span(self) -> Span:
        return self.tree.span(self.cue)


def make_draft(
    tree: Tree,
    i: int,
    content: Iterable[int],
    *,
    because: str,
    cue: tuple[int, ...] | None = None,
    source: tuple[int, ...] | None = None,
    nominal: bool = False,
    force: str | None = None,
) -> Draft | None:
    """A draft with the cue word `i`; where no source is given it is looked for, and `force` is read off the cue."""
    found = source_of(tree, i) if source is None else source
    cue = cue or (i, *tree.all_children(i, "prt"))
    words = set(content) - set(cue) - ({*found} if not nominal else set())
    while words and (tree.dep(max(words)) == "cc" or not tree.words[max(words)].isalnum()) and tree.words[max(words)] not in "%)*]":
        words.discard(max(words))
    spans = joined(tree.spans(sorted(words)), tree.text)
    reading = read(tree, cue, found, spans)
    if reading.force != read_cue(tuple(tree.lemma(k) for k in cue), noun=not tree.is_verb(i)).force:
        because += f"; {reading.because}"
    over = withholding(tree, i)
    if over is not None and tree.lemma(over) in SILENT:
        return None  # "failed to mention": no words are handed on
    nobody = [k for k in found[:2] if tree.lower[k] in NOBODY_AT_ALL]
    if nobody and any(tree.tag(k) == "MD" for k in tree.children[i]):
        return None  # "so that nobody can say": nothing was or was not said
    if nobody:
        found = (
            tuple(k for k in found if k > nobody[0])
            if tree.lower[nobody[0]] == "neither" and "nor" in (tree.lower[k] for k in found)
            else ()
        )
        force, because = "reports", f"{because}; “{tree.words[nobody[0]]}”: held by nobody"
    if force is None and reading.force == "asserts" and _is_asked(tree, i):
        force, because = "asks", f"{because}; in a question"
    return Draft(tree, cue, found, spans, nominal, force or reading.force, because)


def _is_asked(tree: Tree, i: int) -> bool:
    """ "Did he say who it was?": nobody is said to have said it."""
    subject = tree.child(i, "nsubj")
    turned = subject is not None and any(tree.dep(k) == "aux" and k < subject for k in tree.children[i])
    return turned and tree.dep(i) == "ROOT" and any(tree.words[k] == "?" for k in tree.children[i])


def read(tree: Tree, cue: tuple[int, ...], source: tuple[int, ...], content: tuple[Span, ...]) -> CueReading:
    """What the cue does where it stands: with its auxiliaries, the verb that withholds it, what follows and who speaks."""
    top = cue[0]
    in_front = [k for k in tree.children[top] if k < top and tree.dep(k) in ("aux", "auxpass", "neg") and k not in cue]
    over = withholding(tree, top)
    held = [tree.lemma(over), "to"] if over is not None else []
    lemmas = (*held, *(tree.lemma(k) for k in (*in_front, *cue) if tree.tag(k) != "TO"))
    return read_cue(
        lemmas,
        noun=tree.tag(top).startswith("NN"),
        negated=tree.is_negated(top),
        to_do=_is_infinitive(tree, content),
        document=any(tree.lemma(k) in DOCUMENTS and tree.head(k) not in source for k in source),
    )


def withholding(tree: Tree, i: int) -> int | None:
    """The word that keeps the cue from being said: "refused to confirm", "has yet to say", "unable to confirm"."""
    over = tree.head(i)
    if tree.dep(i) not in ("xcomp", "acomp"):
        return None
    if tree.lemma(over) in WITHHOLDING:
        return over
    return next((k for k in (*tree.children[over], *tree.children[i]) if tree.lower[k] in ("yet", "unable")), None)


def _is_infinitive(tree: Tree, content: tuple[Span, ...]) -> bool:
    """ "agreed to close it", "told them to leave": what is to be done, not what is so."""
    inside = {i for span in content for i in tree.at_offset(span.start, span.end)}
    plain_verbs = [i for i in inside if tree.tag(i) == "VB"]
    tops = [i for i in plain_verbs if tree.head(i) not in inside or tree.head(i) == i]
    return any(tree.tag(k) == "TO" for i in tops for k in tree.children[i])


def joined(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Runs with nothing but punctuation between them are one span."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(span.doc, joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def source_of(tree: Tree, verb: int) -> tuple[int, ...]:
    """Tokens of the source of a verb: its subject, the agent of a passive, or the noun a participle hangs on."""
    if tree.is_passive(verb) or (tree.tag(verb) == "VBN" and tree.child(verb, "agent") is not None):
        return _agent(tree, verb)
    if is_participle(tree, verb):
        return ()  # "Asked whether it was so, she said": somebody else asked
    subject = _quoted(tree, verb)
    if subject is None:
        subject = _subject(tree, verb)
    if subject is None:
        if tree.dep(verb) == "acl":
            return tuple(tree.subtree(tree.head(verb), without=[verb]))
        return ()
    rivals = [k for k in tree.all_children(verb, "nsubj") if k != subject and tree.lower[k] not in RELATIVE]
    inverted = subject < verb and not tree.words[verb - 1][-1].isalnum()
    if rivals and (tree.lower[subject] in RELATIVE or (inverted and rivals[-1] > verb)):
        subject = rivals[-1]  # "the man, who police said was 43": the police; "…, say friends": the friends
    if tree.lower[subject] in RELATIVE and (clause := relative_clause(tree, verb)) is not None:
        return tuple(tree.subtree(tree.head(clause), without=[clause]))
    if tree.lower[subject] in ("it", "there") and tree.dep(subject) == "expl":
        return ()
    branches = [k for k in tree.subtree(subject) if k == verb or (k == tree.head(verb) and tree.dep(verb) == "pcomp")]
    return tuple(tree.with_first_names(tree.trim(tree.subtree(subject, without=[*branches, *tree.all_children(subject, "relcl")]))))


def quoting(tree: Tree, verb: int) -> int | None:
    """The verb of "quoted two sailors as saying", given "saying"; the parser may hang "as" on any word of the sailors."""
    link = tree.head(verb)
    if tree.dep(verb) != "pcomp" or tree.lower[link] != "as":
        return None
    return next((k for k in tree.ancestors(link) if tree.lemma(k) in CITING and tree.is_verb(k)), None)


def _quoted(tree: Tree, verb: int) -> int | None:
    over = quoting(tree, verb)
    return tree.child(over, "nsubjpass" if tree.is_passive(over) else "dobj") if over is not None else None


def is_participle(tree: Tree, verb: int) -> bool:
    """A passive participle without a subject or an auxiliary of its own: "Asked about it, …"."""
    bare = not any(tree.dep(k) in ("aux", "auxpass", "nsubj") for k in tree.children[verb])
    return tree.tag(verb) == "VBN" and tree.dep(verb) == "advcl" and bare


def is_name_behind(tree: Tree, verb: int) -> bool:
    """ "A page called Harbour First": has that name, and calls nobody."""
    return tree.tag(verb) == "VBN" and tree.dep(verb) == "acl" and tree.lemma(verb) in NAMING and tree.child(verb, "agent") is None


def _subject(tree: Tree, verb: int) -> int | None:
    """The verb's subject, also through "by saying", "while claiming"."""
    subject = tree.subject(verb)
    if subject is not None:
        return subject
    top = verb
    for _ in range(4):
        if tree.dep(top) in ("xcomp", "conj") and tree.is_verb(tree.head(top)):
            top = tree.head(top)
        elif tree.dep(top) == "xcomp" and tree.dep(tree.head(top)) == "acomp":  # "was unable to say"
            return tree.subject(tree.head(tree.head(top)))
        elif tree.dep(top) == "advcl":
            return tree.subject(tree.head(top)) if tree.is_verb(tree.head(top)) else None
        elif tree.dep(top) == "pcomp" and tree.is_verb(tree.head(tree.head(top))):
            return tree.subject(tree.head(tree.head(top)))
        else:
            break
    return None


def relative_clause(tree: Tree, verb: int) -> int | None:
    if tree.dep(verb) == "relcl":
        return verb
    return next((k for k in tree.ancestors(verb) if tree.dep(k) == "relcl"), None)


def _agent(tree: Tree, verb: int) -> tuple[int, ...]:
    thing = tree.agent(verb)
    if thing is None:
        place = next((k for k in tree.all_children(verb, "prep") if document_in(tree, k)), None)
        thing = tree.child(place, "pobj") if place is not None else None
    return tuple(tree.subtree(thing)) if thing is not None else ()


def document_in(tree: Tree, prep: int) -> bool:
    """ "in the document", "with a tweet": a preposition whose object is something that speaks without being a person."""
    thing = tree.child(prep, "pobj")
    return tree.lower[prep] in ("in", "by", "with") and thing is not None and tree.lemma(thing) in DOCUMENTS | SOCIAL_POSTS


def stands_for_words(tree: Tree, i: int) -> bool:
    """ "claim", "report", "warning": a noun for words that somebody put out."""
    return tree.lemma(i) in WORD_NOUNS and (tree.tag(i).startswith("NN"))


def noun_source(tree: Tree, i: int) -> tuple[int, ...]:
    """Whose words a noun stands for: its owner, "by X", "from X", who makes them, or the document itself."""
    owner = tree.child(i, "poss")
    if owner is not None:
        return tuple(k for k in tree.subtree(owner) if tree.dep(k) != "case")
    for by in tree.all_children(i, "prep"):
        thing = tree.child(by, "pobj")
        if tree.lower[by] in ("by", "from") and thing is not None:
            return tuple(tree.subtree(thing))
    verb = tree.head(i)
    if tree.dep(i) == "dobj" and tree.lemma(verb) in MADE | {"repeat"} and not tree.is_passive(verb):
        subject = tree.subject(verb)
        return tuple(tree.subtree(subject)) if subject is not None else ()
    if tree.lemma(i) in DOCUMENTS:
        behind = [k for k in tree.children[i] if k > i]
        return tuple(tree.subtree(i, without=behind))  # "a newspaper report that …": the report itself speaks
    return ()


def reported_clause(tree: Tree, noun: int) -> int | None:
    """The verb of the clause that says what a noun stands for: "claims that …", not "the claims that he made".

    Where the parser takes "that" for a relative pronoun, a clause that needs no object more is a reported one all the same.
    """
    for k in tree.all_children(noun, "acl", "ccomp", "relcl"):
        if not tree.is_finite(k) or k < noun:
            continue
        mark = tree.child(k, "mark")
        if mark is not None and (tree.dep(k) != "relcl" or tree.lower[mark] == "that"):
            return k
        that = next((j for j in tree.all_children(k, "dobj") if tree.lower[j] == "that"), None)
        if that is not None and (tree.dep(k) == "acl" or len(tree.all_children(k, "dobj", "attr", "acomp", "oprd")) > 1):
            return k
    return None


def called(tree: Tree, noun: int) -> int | None:
    """The word by which somebody judges what a noun stands for: "called the claim that … untrue"; it stands last."""
    last = max((k for k in tree.subtree(noun) if tree.words[k].isalpha()), default=noun)
    above = [tree.head(noun), tree.head(tree.head(noun))]
    behind = next((k for k in range(last + 1, min(last + 2, len(tree))) if tree.words[k].isalpha()), last)
    word = next((k for k in (last, behind) if tree.lower[k] in DENYING_WORDS | DOUBTING_WORDS), None)
    names = any(tree.is_verb(k) and tree.lemma(k) in NAMING and k < noun for k in above)
    return word if names and word is not None and word > noun and tree.tag(word)[:2] in ("JJ", "NN", "RB") else None


def widened(content: tuple[Span, ...], stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    """Contents grown to the borders of the quotations they touch, and joined where they now meet."""
    spans = sorted([*content, *(Span(content[0].doc, s.start, s.end) for s in stretches)])
    joined = [spans[0]]
    for span in spans[1:]:
        if span.start <= joined[-1].end + 1:
            joined[-1] = Span(span.doc, joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)
