"""Who says what, within one report: content, cue and source of every attribution.

Two voices. The parse proposes: a cue word of the lexicon (cues.py) with its subject and its complement, one rule a
pattern. The quotation marks decide where words are direct speech (marks.py), paragraph by paragraph. Patterns after
Pareti (2012, 2015: source, cue, content) and Krestel, Bergler & Witte (2008).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
from sayso.detect.trees import Tree
from sayso.marks import Stretch, quoted_stretches
from sayso.records import Attribution, Document, Sentence, Span, Token, record_id

# These deny words or people; only with a noun that stands for words is it an attribution.
NEEDS_WORDS = frozenset("dismiss contest challenge condemn discredit denounce reject query question decry".split())
FIRST_PERSON = frozenset("i we you".split())
RELATIVE = frozenset("who that which whom".split())
SHORT_QUOTE = 3  # words; a shorter stretch in marks without a cue of its own is a scare quote, not speech (by eye)
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


def find_attributions(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Attribution]:
    """Attributions of one report, sorted by cue; `inside` names the attribution whose content holds the cue.

    Source spans are empty where the text names nobody. Offsets are those of the report's text.
    """
    (document,) = documents
    trees = [reattached(Tree(sentence, document.text)) for sentence in sentences]
    stretches = _stretches(document, sentences)
    drafts = [draft for before, tree in _with_previous(trees) for draft in _from_parse(tree, before)]
    drafts = [draft for draft in drafts if not _own_musing(draft, stretches)]
    drafts = _from_marks(document, trees, stretches, _without_empty_passives(_one_a_cue(drafts)))
    yield from _nested(document, stretches, drafts)


def _with_previous(trees: Sequence[Tree]) -> Iterator[tuple[Tree | None, Tree]]:
    before: Tree | None = None
    for tree in trees:
        yield before, tree
        before = tree


def _stretches(document: Document, sentences: Sequence[Sentence]) -> list[Stretch]:
    """Quoted stretches of the paragraphs that hold the sentences."""
    if not sentences:
        return []
    inside = [(sentence.span.start, sentence.span.end) for sentence in sentences]
    found = quoted_stretches(document.text, inside[0][0] - 1 if inside[0][0] else 0, None)
    return [s for s in found if any(start < s.end and s.start < end for start, end in inside)]


# ── the parse proposes ───────────────────────────────────────────────────────────────────────────────────────────────


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


def _from_parse(tree: Tree, before: Tree | None) -> Iterator[Draft]:
    for i in range(len(tree)):
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
    names = any(tree.dep(k) in ("oprd", "ccomp", "prt", "xcomp", "acomp", "attr") or tree.lower[k] == "as" for k in right)
    if not names or (tree.lemma(i) == "call" and any(tree.lower[k] in ("for", "on", "off") for k in right)):
        return None
    places = [k for k in right if _document_in(tree, k)]
    content = {j for k in left + right if k not in places for j in tree.subtree(k)}
    return _draft(tree, i, content, nominal=True, because=f"“{tree.words[i]}” gives something a name")


def _accusing(tree: Tree, i: int) -> Draft | None:
    """X accused Y of … · X blamed Y for …"""
    if tree.lemma(i) not in ACCUSING or not tree.is_verb(i) or tree.tag(i) == "VBN" and tree.is_passive(i):
        return None
    thing = tree.child(i, "dobj")
    of = [k for k in tree.all_children(i, "prep") if tree.lower[k] in ("of", "for", "with", "to")]
    if thing is None:
        return None
    of += [k for k in tree.all_children(thing, "prep") if tree.lower[k] in ("of", "for", "with", "to")]
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
    if _source(tree, i) == ():
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
) -> Draft:
    found = _source(tree, i) if source is None else source
    cue = cue or (i, *tree.all_children(i, "prt"))
    words = set(content) - set(cue) - ({*found} if not nominal else set())
    while words and (tree.dep(max(words)) == "cc" or not tree.words[max(words)].isalnum()) and tree.words[max(words)] not in "%)*]":
        words.discard(max(words))
    force = force or force_of(tree.lemma(i))
    if tree.is_negated(i):
        force = {"asserts": "reports", "denies": "reports"}.get(force, force)
    return Draft(tree, cue, found, _joined(tree.spans(sorted(words)), tree.text), nominal, force, because)


def _joined(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Runs with nothing but punctuation between them are one span."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(span.doc, joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _source(tree: Tree, verb: int) -> tuple[int, ...]:
    """Tokens of the source of a verb: its subject, the agent of a passive, or the noun a participle hangs on."""
    if tree.is_passive(verb):
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


# ── the marks decide ─────────────────────────────────────────────────────────────────────────────────────────────────


def _own_musing(draft: Draft, stretches: Sequence[Stretch]) -> bool:
    """ "I think", "we know" inside somebody's quotation: the same speaker, no new attribution."""
    words = {draft.tree.lower[k] for k in draft.source}
    return bool(words & FIRST_PERSON) and len(words) == 1 and _inside_marks(draft.cue_span, stretches)


def _inside_marks(span: Span, stretches: Sequence[Stretch]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in stretches)


def _one_a_cue(drafts: Iterable[Draft]) -> list[Draft]:
    """At most one attribution for each cue word; the first rule wins."""
    found: dict[Span, Draft] = {}
    for draft in drafts:
        found.setdefault(draft.cue_span, draft)
    return sorted(found.values(), key=lambda draft: draft.cue_span)


def _without_empty_passives(drafts: list[Draft]) -> list[Draft]:
    """ "According to officials, it is believed that …" is one attribution: a passive that names nobody adds none."""
    return [
        draft
        for draft in drafts
        if draft.source
        or not draft.because.endswith("(passive)")
        or not any(span.contains(draft.cue_span) for other in drafts if other is not draft for span in other.content)
    ]


def _from_marks(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], drafts: list[Draft]) -> list[Draft]:
    """Widen contents to the whole quotation, and give quotations without a reported clause their cue."""
    taken: set[int] = set()
    widened: list[Draft] = []
    for draft in drafts:
        hits = [k for k, s in enumerate(stretches) if _overlaps(draft, s) and not _inside_marks(draft.cue_span, [s])]
        widened.append(replace(draft, content=_widened(draft.content, [stretches[k] for k in hits])) if hits else draft)
        taken.update(hits)
    for k, stretch in enumerate(stretches):
        if k in taken:
            continue
        before = _continued(document.text, stretches, widened, k)
        if before is not None:
            span = _span(document, stretch)
            widened[before] = replace(widened[before], content=(*widened[before].content, span))
            continue
        draft = _spoken(document, trees, stretches, k)
        if draft is None:
            continue
        same = next((j for j, other in enumerate(widened) if other.cue_span == draft.cue_span), None)
        if same is None:
            widened.append(draft)
        elif not widened[same].nominal:
            content = (*widened[same].content, *draft.content)
            widened[same] = replace(widened[same], content=tuple(sorted(content)))
    return sorted(widened, key=lambda draft: draft.cue_span)


def _overlaps(draft: Draft, stretch: Stretch) -> bool:
    return any(span.start < stretch.end and stretch.start < span.end for span in draft.content)


def _widened(content: tuple[Span, ...], stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    """Contents grown to the borders of the quotations they touch, and joined where they now meet."""
    spans = sorted([*content, *(Span(content[0].doc, s.start, s.end) for s in stretches)])
    joined = [spans[0]]
    for span in spans[1:]:
        if span.start <= joined[-1].end + 1:
            joined[-1] = Span(span.doc, joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)


def _span(document: Document, stretch: Stretch) -> Span:
    words = document.text[stretch.start : stretch.end]
    return Span(document.id, stretch.start + len(words) - len(words.lstrip()), stretch.end - (len(words) - len(words.rstrip())))


def _continued(text: str, stretches: Sequence[Stretch], drafts: Sequence[Draft], k: int) -> int | None:
    """“…,” she said. “…”: the second stretch goes on where only the cue's sentence stands between the two."""
    if k == 0:
        return None
    stretch, earlier = stretches[k], stretches[k - 1]
    between = text[earlier.end : stretch.start]
    if "\n" in between:
        return None
    for j, draft in enumerate(drafts):
        ends = any(abs(span.end - earlier.end) <= 2 for span in draft.content)
        cue_end = draft.tree.sentence.span.end
        after = text[max(cue_end, earlier.end) : stretch.start]
        if ends and draft.cue_span.start >= earlier.end and cue_end <= stretch.start and not re.search(r"\w", after):
            return j
    return None


def _spoken(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], k: int) -> Draft | None:
    """The cue nearest to a quotation, outside marks, in the sentence in which it begins or ends, or the speaker carried over."""
    stretch = stretches[k]
    span = _span(document, stretch)
    best: tuple[int, Tree, int] | None = None
    for tree in trees:
        if tree.sentence.span.end < stretch.start - 2 or tree.sentence.span.start > stretch.end + 2:
            continue
        for i in range(len(tree)):
            token = tree.tokens[i]
            if not tree.is_verb(i) or token.lemma not in SAYING | NAMING | DENYING:
                continue
            if _inside_marks(Span(document.id, token.start, token.end), stretches) or not _source_near(tree, i):
                continue
            distance = max(stretch.start - token.end, token.start - stretch.end, 0)
            if "\n" in document.text[min(token.start, stretch.start) : max(token.end, stretch.end)]:
                continue
            if best is None or distance < best[0]:
                best = (distance, tree, i)
    words = len(re.findall(r"\w+", span.cut(document.text)))
    if best is None:
        return None
    _, tree, i = best
    if words < SHORT_QUOTE and tree.child(i, "ccomp", "dobj") is not None:
        return None
    outside = _source_near(tree, i)
    return Draft(tree, (i,), outside, (span,), False, force_of(tree.lemma(i)), f"quotation next to “{tree.words[i]}”")


def _source_near(tree: Tree, verb: int) -> tuple[int, ...]:
    """The verb's subject; where the parser lost it in an inversion, the noun phrase right behind the verb."""
    found = _source(tree, verb)
    if found:
        return found
    after = next((k for k in range(verb + 1, min(verb + 4, len(tree))) if tree.tag(k).startswith(("NN", "PRP"))), None)
    if after is None or tree.is_passive(verb):
        return ()
    top = after
    while tree.head(top) > verb and tree.head(top) != top and tree.tag(tree.head(top)).startswith("NN"):
        top = tree.head(top)
    return tuple(k for k in tree.subtree(top) if k > verb)


# ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _nested(document: Document, stretches: Sequence[Stretch], drafts: Sequence[Draft]) -> Iterator[Attribution]:
    """Drafts as records, outer ones first, each with the id of the smallest content that holds its cue."""
    made: list[tuple[Draft, str]] = []
    for draft in sorted(drafts, key=lambda d: (-sum(s.end - s.start for s in d.content), d.cue_span)):
        holders = [(other, name) for other, name in made if any(span.contains(draft.cue_span) for span in other.content)]
        smallest = min(holders, key=lambda pair: sum(s.end - s.start for s in pair[0].content), default=None)
        attribution = Attribution(
            content=draft.content,
            cue=tuple(draft.tree.spans(draft.cue)),
            source=draft.tree.spans(draft.source) if draft.source else (),
            kind=_kind(document, stretches, draft),
            force=draft.force,
            inside=smallest[1] if smallest else None,
            because=draft.because,
        )
        made.append((draft, record_id(attribution)))
        yield attribution


def _kind(document: Document, stretches: Sequence[Stretch], draft: Draft) -> str:
    """direct: every word stands in quotation marks; mixed: some do; nominal: a noun stands for the words."""
    letters = [i for span in draft.content for i in range(span.start, span.end) if document.text[i].isalnum()]
    quoted = sum(any(s.start <= i < s.end for s in stretches) for i in letters)
    if letters and quoted == len(letters):
        return "direct"
    if quoted:
        return "mixed"
    return "nominal" if draft.nominal else "indirect"
