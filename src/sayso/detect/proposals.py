"""What the parse proposes as attributions: one rule a pattern, each with a cue of the lexicon.

Patterns after Pareti (2012, 2015: source, cue, content) and Krestel, Bergler & Witte (2008).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.detect.trees import Tree
from sayso.lexicon import (
    ACCUSING,
    CITING,
    CLAUSE_CUES,
    DENYING,
    DOCUMENTS,
    DOUBTING,
    NAMING,
    SAYING,
    SOCIAL_POSTS,
    TAKING_UP,
    WORD_NOUNS,
    force_of,
)
from sayso.records import Span, Token

# These deny words or people; only with a noun that stands for words is it an attribution.
NEEDS_WORDS = frozenset("dismiss contest challenge condemn discredit denounce reject query question decry".split())
RELATIVE = frozenset("who that which whom".split())
GRANTED = frozenset(
    "access entry service visa bail request permission benefit right coverage care treatment admission asylum parole loan".split()
)
WITHHOLDING = frozenset("refuse decline fail avoid stop hesitate".split())
NOBODY_AT_ALL = frozenset("nobody no-one none neither noone nothing no".split())
MADE = frozenset("make level levy raise publish put report air voice issue post release print carry".split())


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
    def cue_span(self) -> Span:
        return self.tree.span(self.cue)


def reattached(tree: Tree) -> Tree:
    """Hang a reporting verb that the parser put inside a reported clause onto the outer cue, where it belongs.

    "Reed denied that the firm had known and called the letter a fake": coordinated with "known"; the inner clause has a
    subject of its own and no cue, so the second cue is the first speaker's. "Reed called the letter a fake made up by
    rivals, claiming that …": a participle below the name he gives is his as well.
    """
    tokens = list(tree.tokens)
    for i, token in enumerate(tree.tokens):
        if token.lemma in CLAUSE_CUES | NAMING and tree.is_verb(i) and tree.child(i, "nsubj") is None:
            outer = _outer_cue(tree, i)
            if outer is not None:
                tokens[i] = Token(token.start, token.end, token.tag, "conj", outer, token.lemma)
    if tuple(tokens) == tree.tokens:
        return tree
    return Tree(replace(tree.sentence, tokens=tuple(tokens)), tree.text)


def _outer_cue(tree: Tree, i: int) -> int | None:
    """The cue before it whose reported clause swallowed the verb `i`; None where the parse may be right."""
    inner = tree.head(i)
    outer = tree.head(inner)
    if tree.dep(i) == "conj":
        swallowed = (
            tree.dep(inner) == "ccomp"
            and tree.lemma(inner) not in CLAUSE_CUES
            and tree.lemma(outer) in CLAUSE_CUES
            and tree.child(inner, "nsubj", "nsubjpass") is not None
            and "that" not in (tree.lower[k] for k in tree.children[i] if k < i)
        )
        return outer if swallowed and outer < inner < i else None
    if tree.dep(i) == "advcl" and tree.tag(i) == "VBG" and tree.lemma(inner) not in CLAUSE_CUES | NAMING:
        above = (k for k in tree.ancestors(inner) if tree.lemma(k) in CLAUSE_CUES | NAMING and tree.is_verb(k) and k < i)
        return next(above, None)
    return None


def propose(tree: Tree, before: Tree | None) -> Iterator[Draft]:
    """Drafts of one sentence, at most one for each cue word; `before` is the sentence before it."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in CUES:
            continue
        for rule in RULES:
            draft = rule(tree, i)
            if draft is not None and draft.content:
                yield draft
                break
    conclusion = _that_is_the_conclusion(tree, before)
    if conclusion is not None:
        yield conclusion


def _clause(tree: Tree, i: int) -> Draft | None:
    """X said that … · X said … · …, X said · it is believed that …"""
    if tree.lemma(i) not in CLAUSE_CUES or not tree.is_verb(i):
        return None
    clauses = [k for k in tree.all_children(i, "ccomp") if tree.lower[k] not in ("so",)]
    clauses += [k for k in tree.all_children(i, "dobj") if tree.child(k, "mark") is not None]  # "that letters which … had gone"
    if not clauses and tree.dep(i) == "parataxis":
        return _draft(tree, i, tree.subtree(tree.head(i), without=[i]), because="clause around the cue")
    if not clauses or _is_mention_of_fact(tree, i):
        return None
    content: set[int] = set()
    for k in clauses:
        content.update(tree.subtree(k))
    passive = " (passive)" if tree.is_passive(i) else ""
    return _draft(tree, i, content, because=f"“{tree.words[i]}” with a reported clause{passive}")


def _is_mention_of_fact(tree: Tree, i: int) -> bool:
    """ "Find", "see", "hold" and the like with a clause that is no report ("found the door open", "had it")."""
    lemma = tree.lemma(i)
    if lemma in ("see", "feel", "hear", "hold", "find", "show", "make", "detail", "learn", "read", "teach", "signal"):
        clause = tree.child(i, "ccomp")
        return clause is None or not tree.is_finite(clause)
    return False


def _denial(tree: Tree, i: int) -> Draft | None:
    """X denied the allegations · X denies involvement · a report contradicting the statements"""
    lemma = tree.lemma(i)
    if lemma not in DENYING | DOUBTING or not tree.is_verb(i):
        return None
    passive = tree.is_passive(i)
    thing = tree.child(i, "nsubjpass") if passive else tree.child(i, "dobj", "dative")
    if thing is None:
        return None
    if lemma in NEEDS_WORDS and not _stands_for_words(tree, thing):
        return None
    if lemma == "deny" and tree.lemma(thing) in GRANTED:
        return None  # "will deny service": refuses, does not contradict
    means = [k for k in tree.all_children(thing, "prep") if _document_in(tree, k)]
    return _draft(
        tree, i, tree.subtree(thing, without=means), nominal=True, because=f"“{tree.words[i]}” with what is denied or doubted"
    )


def _naming(tree: Tree, i: int) -> Draft | None:
    """X called the story a hoax · X described the role as a partnership · X dismissed the claim as false"""
    if tree.lemma(i) not in NAMING or not tree.is_verb(i):
        return None
    right = [
        k for k in tree.children[i] if k > i and tree.dep(k) in ("dobj", "oprd", "ccomp", "prep", "prt", "xcomp", "acomp", "attr")
    ]
    left = [k for k in tree.all_children(i, "nsubjpass")]
    right = [k for k in right if not (tree.dep(k) == "xcomp" and any(tree.lower[j] == "to" for j in tree.children[k]))]
    names = any(tree.dep(k) in ("oprd", "ccomp", "xcomp", "acomp", "attr") or tree.lower[k] in ("as", "out") for k in right)
    if not names or (tree.lemma(i) == "call" and any(tree.lower[k] in ("for", "on", "off") for k in right)):
        return None
    places = [k for k in right if _document_in(tree, k)]
    content = {j for k in left + right if k not in places for j in tree.subtree(k)}
    return _draft(tree, i, content, nominal=True, because=f"“{tree.words[i]}” gives something a name")


def _accusing(tree: Tree, i: int) -> Draft | None:
    """X accused Y of … · X blamed Y for …"""
    if tree.lemma(i) not in ACCUSING or not tree.is_verb(i) or (tree.tag(i) == "VBN" and tree.is_passive(i)):
        return None
    thing = tree.child(i, "dobj")
    linking = ("with",) if tree.lemma(i) == "charge" else ("of", "for", "with", "to")
    of = [k for k in tree.all_children(i, "prep") if tree.lower[k] in linking]
    if thing is None:
        return None
    of += [k for k in tree.all_children(thing, "prep") if tree.lower[k] in linking]
    if not of:
        return None
    content = {j for k in [thing, *of] for j in tree.subtree(k)}
    return _draft(tree, i, content, nominal=True, because=f"“{tree.words[i]}” with whom and of what")


def _citing(tree: Tree, i: int) -> Draft | None:
    """the newspaper quoted officials who … · reports citing officials"""
    if tree.lemma(i) not in CITING or not tree.is_verb(i):
        return None
    thing = tree.child(i, "dobj")
    if thing is None or tree.child(thing, "relcl", "acl") is None:
        return None
    return _draft(tree, i, tree.subtree(thing), nominal=True, force="reports", because=f"“{tree.words[i]}” with whom it relays")


def _taking_up(tree: Tree, i: int) -> Draft | None:
    """X repeated the allegation · this was later reported by X"""
    if tree.lemma(i) not in TAKING_UP or not tree.is_verb(i):
        return None
    passive = tree.is_passive(i)
    thing = tree.child(i, "nsubjpass") if passive else tree.child(i, "dobj")
    if thing is None or not (_stands_for_words(tree, thing) or tree.lower[thing] in ("this", "that")):
        return None
    if source_of(tree, i) == ():
        return None
    return _draft(tree, i, tree.subtree(thing), nominal=True, because=f"“{tree.words[i]}” takes up a claim made elsewhere")


def _stands_for_words(tree: Tree, i: int) -> bool:
    return tree.lemma(i) in WORD_NOUNS and (tree.tag(i).startswith("NN"))


def _noun_cue(tree: Tree, i: int) -> Draft | None:
    """claims that … · the mayor's warning that … · allegations about … made by X"""
    if not _stands_for_words(tree, i):
        return None
    clause = next(
        (k for k in tree.all_children(i, "acl", "ccomp") if tree.child(k, "mark") is not None and tree.is_finite(k)), None
    )
    if clause is not None:
        return _draft(
            tree, i, tree.subtree(clause), source=_noun_source(tree, i), because=f"the noun “{tree.words[i]}” with its clause"
        )
    made = next((k for k in tree.all_children(i, "acl") if tree.lemma(k) in MADE and tree.child(k, "agent") is not None), None)
    if made is not None:
        agent = tree.child(tree.child(made, "agent") or made, "pobj")
        source = tuple(tree.subtree(agent)) if agent is not None else ()
        about = [k for k in tree.all_children(i, "prep") if tree.lower[k] in ("about", "of", "against", "on")]
        if not about:
            return None
        content = [j for k in about for j in tree.subtree(k)]
        return _draft(tree, i, content, source=source, nominal=True, because=f"“{tree.words[i]}” {tree.words[made]} by somebody")
    return None


def _noun_source(tree: Tree, i: int) -> tuple[int, ...]:
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


def _according(tree: Tree, i: int) -> Draft | None:
    """according to X, … · by all accounts, …"""
    if tree.lower[i] == "according":
        to = next((k for k in tree.children[i] if tree.lower[k] == "to"), None)
        thing = tree.child(to, "pobj") if to is not None else None
        cue = (i, to) if to is not None else (i,)
    elif tree.lower[i] == "by" and tree.dep(i) == "prep":
        thing = tree.child(i, "pobj")
        if thing is None or tree.lemma(thing) != "account" or tree.child(thing, "det", "poss") is None:
            return None
        cue = (i,)
    else:
        return None
    if thing is None:
        return None
    top = tree.head(i)
    while not tree.is_verb(top) and tree.head(top) != top:
        top = tree.head(top)
    content = tree.subtree(top, without=[i])
    source = tuple(tree.subtree(thing, without=tree.all_children(thing, "relcl")))
    return _draft(tree, i, content, cue=cue, source=source, because=f"“{' '.join(tree.words[k] for k in cue)}” names the source")


def _reportedly(tree: Tree, i: int) -> Draft | None:
    """Reportedly, …: words of somebody the text does not name"""
    if tree.lower[i] != "reportedly":
        return None
    return _draft(tree, i, tree.subtree(tree.head(i), without=[i]), source=(), because="“reportedly”: nobody is named")


def _as_said(tree: Tree, i: int) -> Draft | None:
    """…, as X said: the clause around it is the content"""
    mark = tree.child(i, "mark", "advmod")
    if (
        tree.lemma(i) not in SAYING
        or tree.dep(i) != "advcl"
        or mark is None
        or tree.lower[mark] != "as"
        or tree.child(i, "ccomp", "dobj")
    ):
        return None
    return _draft(tree, i, tree.subtree(tree.head(i), without=[i]), because="“as … said” around the clause")


RULES: tuple[Callable[[Tree, int], Draft | None], ...] = (
    _clause,
    _naming,
    _denial,
    _accusing,
    _citing,
    _taking_up,
    _noun_cue,
    _according,
    _reportedly,
    _as_said,
)


# No rule fires on any other word.
OTHER_CUES = frozenset("according accord by reportedly".split())
CUES = CLAUSE_CUES | DENYING | DOUBTING | NAMING | ACCUSING | CITING | TAKING_UP | WORD_NOUNS | OTHER_CUES


def _that_is_the_conclusion(tree: Tree, before: Tree | None) -> Draft | None:
    """ "That is the conclusion of a new report": the sentence before is the content."""
    if before is None or tree.lower[0] not in ("that", "this", "these", "those", "such"):
        return None
    subject = 0
    verb = tree.head(subject)
    noun = tree.child(verb, "attr")
    if tree.lemma(verb) not in ("be", "'s", "’s") or noun is None or not _stands_for_words(tree, noun):
        return None
    of = next((k for k in tree.all_children(noun, "prep") if tree.lower[k] in ("of", "by", "from")), None)
    thing = tree.child(of, "pobj") if of is not None else None
    if thing is None:
        return None
    content = (Span(before.sentence.span.doc, before.sentence.span.start, before.sentence.span.end),)
    source = tuple(tree.subtree(thing))
    return Draft(tree, (noun,), source, content, False, "asserts", "the sentence before is named as somebody's " + tree.lemma(noun))


def _draft(
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
    found = source_of(tree, i) if source is None else source
    if _withheld(tree, i) or any(tree.lower[k] in NOBODY_AT_ALL for k in found[:2]):
        return None  # "refused to confirm", "nobody said", "neither A nor B denied": no words are handed on
    cue = cue or (i, *tree.all_children(i, "prt"))
    words = set(content) - set(cue) - ({*found} if not nominal else set())
    while words and (tree.dep(max(words)) == "cc" or not tree.words[max(words)].isalnum()) and tree.words[max(words)] not in "%)*]":
        words.discard(max(words))
    force = force or force_of(tree.lemma(i))
    if tree.is_negated(i):
        force = {"asserts": "reports", "denies": "reports"}.get(force, force)
    return Draft(tree, cue, found, _joined(tree.spans(sorted(words)), tree.text), nominal, force, because)


def _withheld(tree: Tree, i: int) -> bool:
    """ "refused to confirm", "has yet to say", "declined to repeat": the cue stands under a verb of not doing it."""
    over = tree.head(i)
    if tree.dep(i) != "xcomp" or not tree.is_verb(over):
        return False
    return tree.lemma(over) in WITHHOLDING or "yet" in (tree.lower[k] for k in (*tree.children[over], *tree.children[i]))


def _joined(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
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
    subject = _subject(tree, verb)
    if subject is None:
        if tree.dep(verb) == "acl":
            return tuple(tree.subtree(tree.head(verb), without=[verb]))
        return ()
    if tree.lower[subject] in RELATIVE and (clause := _relative_clause(tree, verb)) is not None:
        return tuple(tree.subtree(tree.head(clause), without=[clause]))
    if tree.lower[subject] in ("it", "there") and tree.dep(subject) == "expl":
        return ()
    branches = [k for k in tree.subtree(subject) if k == verb]
    return tuple(tree.with_first_names(tree.trim(tree.subtree(subject, without=[*branches, *tree.all_children(subject, "relcl")]))))


def _subject(tree: Tree, verb: int) -> int | None:
    """The verb's subject, also through "by saying", "while claiming"."""
    subject = tree.subject(verb)
    if subject is not None:
        return subject
    top = verb
    for _ in range(4):
        if tree.dep(top) in ("xcomp", "conj") and tree.is_verb(tree.head(top)):
            top = tree.head(top)
        elif tree.dep(top) == "advcl":
            return tree.subject(tree.head(top)) if tree.is_verb(tree.head(top)) else None
        elif tree.dep(top) == "pcomp" and tree.is_verb(tree.head(tree.head(top))):
            return tree.subject(tree.head(tree.head(top)))
        else:
            break
    return None


def _relative_clause(tree: Tree, verb: int) -> int | None:
    if tree.dep(verb) == "relcl":
        return verb
    return next((k for k in tree.ancestors(verb) if tree.dep(k) == "relcl"), None)


def _agent(tree: Tree, verb: int) -> tuple[int, ...]:
    by = tree.child(verb, "agent")
    thing = tree.child(by, "pobj") if by is not None else None
    if thing is None:
        place = next((k for k in tree.all_children(verb, "prep") if _document_in(tree, k)), None)
        thing = tree.child(place, "pobj") if place is not None else None
    return tuple(tree.subtree(thing)) if thing is not None else ()


def _document_in(tree: Tree, prep: int) -> bool:
    """ "in the document", "with a tweet": a preposition whose object is something that speaks without being a person."""
    thing = tree.child(prep, "pobj")
    return tree.lower[prep] in ("in", "by", "with") and thing is not None and tree.lemma(thing) in DOCUMENTS | SOCIAL_POSTS
