"""On whose word: the holders of each attribution, what kind of source each is, and the chain that leads to them.

A chain runs from the report's author outward to the ultimate source. Links come from the text alone: enclosing
attributions, "told the Post", "sources quoted by the Post", the owner of a document. Pronouns, "the newspaper", "the
report", a surname and "the officials" are tied to an earlier (or the next) full mention, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.lexicon import DOCUMENTS, POINTERS, SOCIAL_POSTS, SPEAKER_NOUNS
from sayso.detect.trees import Tree, trees_of
from sayso.names import COUNTRIES, INSTITUTION_NOUNS, OUTLET_NOUNS, TITLES, is_institution, is_outlet, name_key, plain_name
from sayso.records import Attribution, ChainLink, Document, Sentence, Source, Span, in_order, record_id

PERSON_PRONOUNS = frozenset("he she".split())
THING_PRONOUNS = frozenset("it".split())
GROUP_PRONOUNS = frozenset("they".split())
UNNAMED = re.compile(
    r"\b(?:anonymous|unnamed|unidentified|undisclosed|sources?|insiders?|familiar with|on condition of anonymity|not authori[sz]ed)\b",
    re.I,
)
RELEASING = frozenset("release publish issue put post submit deliver present file write produce print run carry".split())
MEDIA_WORDS = frozenset("media news newspaper press paper".split())
# Nouns for people with an office that only one person holds in a story: "the president" is a name in other words.
OFFICES = frozenset(
    "president mayor governor minister chairman chairwoman chief pope king queen spokesman spokeswoman spokesperson headteacher".split()
)
NEAR_SENTENCES = 3  # "the report" is a report mentioned at most this many sentences before, else the first of the text (by eye)
PRONOUN_REACH = 600  # characters; further back a pronoun's antecedent has another mention in between (by eye)
TOLD = frozenset("tell inform assure remind brief notify".split())
# Names of bodies that govern or watch, and of bodies that trade: "the company" is one of the latter, "the regulator" of the former.
OFFICIAL_BODY = frozenset(
    "office council ministry department board police government committee commission agency authority court embassy parliament".split()
)
COMPANY_NOUNS = frozenset("company firm contractor manufacturer operator supplier".split())
WATCHING_NOUNS = frozenset("regulator watchdog agency office authority inspectorate".split())
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

    @property
    def span(self) -> Span:
        return self.tree.span(self.tree.trim(self.tokens) or list(self.tokens))

    @property
    def words(self) -> str:
        span = self.span
        return span.cut(self.tree.text)


def name_sources(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[Source]:
    """One Source for each holder of each attribution of a report, with class, descriptor and chain."""
    (document,) = documents
    trees = trees_of(sentences, document.text)
    cast = _cast(trees, attributions)
    known = {record_id(attribution): attribution for attribution in attributions}
    made: dict[str, list[Source]] = {}
    for attribution in _outer_first(attributions):
        outer = _relaying(attribution, known, made)
        holders = _holders(trees, attribution)
        found = [_source(trees, cast, attribution, holder, outer) for holder in holders]
        made[record_id(attribution)] = found or [_nobody(attribution, outer)]
    yield from _through_earlier(in_order(source for sources in made.values() for source in sources))


def _relaying(attribution: Attribution, known: dict[str, Attribution], made: dict[str, list[Source]]) -> list[Source]:
    """The enclosing attribution's sources, where they pass the words on; who denies a report does not relay it."""
    inside = attribution.inside
    while inside in known and known[inside].force in ("denies", "doubts"):
        inside = known[inside].inside
    return made.get(inside or "", [])


def _through_earlier(sources: Sequence[Source]) -> Iterator[Source]:
    """Bare "officials" after "US officials told the Post": the same people, so they reach the reader the same way."""
    seen: dict[str, ChainLink] = {}
    for source in sources:
        noun = (source.descriptor or "").lower().split()[-1:] or [""]
        outlet = next((link for link in source.chain if link.kind == "outlet"), None)
        if source.sourcing_class != "anonymous":
            yield source
        elif outlet is not None:
            seen[noun[0]] = outlet
            yield source
        elif noun[0] in seen and len((source.descriptor or "").split()) == 1:
            via = seen[noun[0]]._replace(
                surface=None,
                antecedent=seen[noun[0]].surface or seen[noun[0]].antecedent,
                because="these people spoke through this outlet before",
            )
            yield replace(source, chain=(*source.chain[:-1], via, source.chain[-1]))
        else:
            yield source


def _outer_first(attributions: Sequence[Attribution]) -> list[Attribution]:
    known = {record_id(a): a for a in attributions}

    def depth(attribution: Attribution) -> int:
        return 1 + depth(known[attribution.inside]) if attribution.inside in known else 0

    return sorted(attributions, key=depth)


# ── holders ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _holders(trees: Sequence[Tree], attribution: Attribution) -> list[Mention]:
    """The source's noun phrase, or one for each of several coordinated ones ("A, B and even C")."""
    for tree in trees:
        tokens = sorted({i for span in attribution.source for i in tree.at_offset(span.start, span.end)})
        if tokens:
            listed = _listed(tree, tokens)
            if listed:
                return [_mention(tree, _top(tree, piece), piece) for piece in listed]
            heads = _coordinated(tree, tokens)
            return [_mention(tree, head, _phrase(tree, head, heads, tokens)) for head in heads]
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
    while len(found) > 1 and (tree.dep(found[0]) in ("cc", "punct") or tree.lower[found[0]] in ("even", "both")):
        found.pop(0)
    return tuple(found)


def _mention(tree: Tree, head: int, tokens: Sequence[int]) -> Mention:
    kind, owner = _class_of(tree, head, tokens)
    return Mention(tree, head, tuple(tokens), kind, owner)


def _core(tree: Tree, head: int, tokens: Sequence[int]) -> list[int]:
    """The phrase without what hangs behind it: relative clauses, appositions, "of …"."""
    behind = [
        k for k in tree.children[head] if k > head and tree.dep(k) in ("relcl", "acl", "appos", "prep", "punct", "conj", "cc")
    ]
    core = [k for k in tree.subtree(head, without=behind) if k in set(tokens)]
    cut_off = [k for k in tokens if k < core[0] and not tree.is_below(k, head)] if core else []
    return [*cut_off, *core]


def _class_of(tree: Tree, head: int, tokens: Sequence[int]) -> tuple[str, str]:
    core = _core(tree, head, tokens)
    words = " ".join(tree.words[k] for k in core)
    whole = " ".join(tree.words[k] for k in tokens)
    lemma, lower = tree.lemma(head), tree.lower[head]
    proper = tree.tag(head).startswith("NNP")
    if tree.tag(head).startswith("PRP") or lower in PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS:
        return "pronoun", ""
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
        if not owner and lemma in ("report", "account") and any(tree.lower[k] in MEDIA_WORDS for k in core):
            return "outlet noun", ""
        return ("document", owner) if owner or len(core) > 2 else ("document noun", "")
    if lemma in OUTLET_NOUNS and not proper:
        return "outlet noun", ""
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
    for k in tokens:
        if tree.dep(k) == "appos" and tree.tag(k).startswith("NNP") and tree.tag(tree.head(k)).startswith("NN"):
            return True
    return False


def _speaks_for(tree: Tree, head: int) -> str:
    """The body behind an unnamed spokesperson: "a spokesman for the council", "the council's spokeswoman", "council spokesman"."""
    for k in tree.children[head]:
        thing = tree.child(k, "pobj") if tree.dep(k) == "prep" and tree.lower[k] in ("for", "of") else k
        if thing is not None and tree.dep(thing) in ("pobj", "poss", "compound", "nmod") and tree.tag(thing).startswith("NN"):
            return plain_name(" ".join(tree.words[j] for j in _core(tree, thing, tree.subtree(thing))))
    return ""


def _owner(tree: Tree, head: int, tokens: Sequence[int]) -> str:
    """Who put a document out: "the Pentagon's report", "a Pentagon report", "a report by the agency", "posted by X"."""
    inside = set(tokens)
    for k in tree.children[head]:
        if tree.dep(k) == "poss" or (tree.dep(k) in ("compound", "nmod") and tree.tag(k).startswith("NNP")):
            return plain_name(" ".join(tree.words[j] for j in tree.subtree(k)))
    for k in tree.children[head]:
        if tree.dep(k) == "prep" and tree.lower[k] in ("by", "from") and k in inside:
            thing = tree.child(k, "pobj")
            named = tree.child(thing, "appos") if thing is not None and not tree.tag(thing).startswith("NNP") else None
            thing = named if named is not None and tree.tag(named).startswith("NNP") else thing
            if thing is not None:
                return plain_name(" ".join(tree.words[j] for j in _core(tree, thing, tree.subtree(thing))))
        if tree.dep(k) == "acl":
            agent = tree.child(k, "agent")
            thing = tree.child(agent, "pobj") if agent is not None else None
            if thing is not None:
                return plain_name(" ".join(tree.words[j] for j in _core(tree, thing, tree.subtree(thing))))
    verb = tree.head(head)
    if tree.dep(head) == "dobj" and tree.lemma(verb) in RELEASING:
        subject = tree.subject(verb)
        if subject is not None and tree.tag(subject).startswith("NN"):
            return plain_name(" ".join(tree.words[j] for j in _core(tree, subject, tree.subtree(subject))))
    return ""


# ── the cast: everybody the report mentions who could stand behind words ─────────────────────────────────────────────


def _cast(trees: Sequence[Tree], attributions: Sequence[Attribution]) -> list[Mention]:
    """Noun phrases of the report that name somebody or something that speaks, in order."""
    found: list[Mention] = []
    starts = sorted((span.start, span.end) for attribution in attributions for span in attribution.source)
    for tree in trees:
        for i in range(len(tree)):
            described = tree.dep(i) == "appos" and not tree.tag(i).startswith("NNP") and tree.tag(tree.head(i)).startswith("NNP")
            if not tree.tag(i).startswith("NN") or tree.dep(i) in ("compound", "nmod") or described:
                continue
            lemma = tree.lemma(i)
            if (
                tree.tag(i).startswith("NNP")
                or lemma in DOCUMENTS | SOCIAL_POSTS | SPEAKER_NOUNS | OFFICES
                or lemma in INSTITUTION_NOUNS
            ):
                tokens = [k for k in tree.subtree(i, without=tree.all_children(i, "conj", "cc", "relcl"))]
                mention = _mention(tree, i, tokens)
                place = tree.tokens[i].start
                found.append(replace(mention, speaks=any(start <= place < end for start, end in starts)))
    return found


def _before(cast: Sequence[Mention], at: Span) -> list[Mention]:
    return [mention for mention in reversed(cast) if mention.tree.tokens[mention.head].end <= at.start]


def _after(cast: Sequence[Mention], at: Span) -> list[Mention]:
    return [mention for mention in cast if mention.tree.tokens[mention.head].start >= at.end]


def _name_of(mention: Mention) -> str:
    return plain_name(" ".join(mention.tree.words[k] for k in _core(mention.tree, mention.head, mention.tokens)))


def _full_names(cast: Sequence[Mention]) -> list[Mention]:
    return [m for m in cast if m.kind == "named" and len(_name_words(m)) >= 2]


def _name_words(mention: Mention) -> list[str]:
    """A person's name without titles: the capitalised words at the end of the phrase's core or in its apposition."""
    tree = mention.tree
    core = _core(tree, mention.head, mention.tokens)
    appos = next(
        (
            k
            for k in mention.tokens
            if tree.dep(k) == "appos" and tree.tag(k).startswith("NNP") and not tree.tag(mention.head).startswith("NNP")
        ),
        None,
    )
    if appos is not None:
        core = _core(tree, appos, tree.subtree(appos))
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


def resolve(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """The mention that says in full who this one is, and why; itself where it is full or nothing is found."""
    found, because = _resolve_once(mention, cast)
    for _ in range(3):
        further, why = _resolve_once(found, cast)
        if further is found or further is mention:
            break
        found, because = further, f"{because}; {why}"
    return found, because


def _resolve_once(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    tree, at = mention.tree, mention.span
    if mention.kind == "outlet":
        return _resolve_outlet(mention, cast)
    if mention.kind == "pronoun":
        return _resolve_pronoun(mention, cast)
    if mention.kind == "outlet noun":
        outlets = [m for m in _before(cast, at) if m.kind == "outlet" and _is_named(m)]
        if outlets:
            return outlets[0], f"“{mention.words}” is the outlet named before: {_name_of(outlets[0])}"
        later = [m for m in _after(cast, at) if m.kind == "outlet" and _is_named(m)]
        if later:
            return later[0], f"“{mention.words}” is the outlet named later: {_name_of(later[0])}"
        return mention, "an outlet the report does not name"
    if mention.kind == "document noun":
        lemma = tree.lemma(mention.head)
        family = [
            m for m in _before(cast, at) if m.kind in ("document", "outlet", "outlet noun", "social post") and _is_a_document(m)
        ]
        family = [m for m in family if m.kind != "document noun"]
        same = [m for m in family if m.tree.lemma(m.head) == lemma]
        same = same or [m for m in family if (m.tree.lemma(m.head) in SOCIAL_POSTS) == (lemma in SOCIAL_POSTS)]
        near = [m for m in same if tree.text.count(". ", m.span.end, at.start) < NEAR_SENTENCES]
        if same:
            same = near or same[-1:]
            return same[0], f"“{mention.words}” is the {same[0].tree.lemma(same[0].head)} mentioned before: “{same[0].words}”"
        return mention, "a document the report does not name before"
    if mention.kind == "named":
        words = _name_words(mention)
        if len(words) == 1:
            for m in [*_before(cast, at), *_after(cast, at)]:
                other = _name_words(m) if m.kind == "named" else []
                if len(other) >= 2 and other[-1] == words[0]:
                    return m, f"“{words[0]}” is {' '.join(other)}"
        return mention, "named in full"
    if not tree.tag(mention.head).startswith("NNP") and tree.lower[mention.tokens[0]] in ("the", "these", "those", "this"):
        return _resolve_definite(mention, cast)
    return mention, "as the text gives it"


def _is_a_document(mention: Mention) -> bool:
    noun = not mention.tree.tag(mention.head).startswith("NNP")
    return noun and mention.tree.lemma(mention.head) in DOCUMENTS | SOCIAL_POSTS


def _resolve_outlet(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the Post" after or before "the Wrenport Post": the longer name that ends in the shorter."""
    short = name_key(_name_of(mention))
    for m in [*_before(cast, mention.span), *_after(cast, mention.span)]:
        if m.kind == "outlet" and name_key(_name_of(m)).endswith(" " + short):
            return m, f"“{mention.words}” is short for {_name_of(m)}"
    return mention, "named in full"


def _is_named(mention: Mention) -> bool:
    return is_outlet(mention.owner) or is_outlet(_name_of(mention))


def _resolve_pronoun(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    word = mention.tree.lower[mention.head]
    before = _before(cast, mention.span)
    reach = [m for m in before if mention.span.start - m.span.end < PRONOUN_REACH]
    if word in PERSON_PRONOUNS:
        wanted = [m for m in reach if m.kind == "named" and _name_words(m)]
    elif word == "it":
        wanted = [
            m for m in reach if m.kind in ("organisation", "document", "document noun", "outlet", "outlet noun", "social post")
        ]
    else:
        wanted = [m for m in reach if m.kind in ("anonymous", "organisation") and not m.tree.lower[m.head] in OFFICES]
    for m in wanted:
        if m.speaks or (m.tree.dep(m.head) in ("nsubj", "nsubjpass") and m.tree.dep(m.tree.head(m.head)) == "ROOT"):
            return m, f"“{word}” is {'who spoke' if m.speaks else 'the subject'} before: {m.words}"
    return mention, f"“{word}”: the text does not decide who"


def _resolve_definite(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the spokeswoman", "the company", "the officials": the nearest earlier phrase with the same noun, or the person with that office."""
    tree = mention.tree
    lemma = tree.lemma(mention.head)
    for m in _before(cast, mention.span):
        roles = {m.tree.lemma(k) for k in m.tokens if m.tree.tag(k).startswith("NN")}
        if lemma in roles and (m.kind == "named" or (m.kind == mention.kind and len(_core(m.tree, m.head, m.tokens)) > 2)):
            return m, f"“{mention.words}” is “{m.words}”"
    if lemma in COMPANY_NOUNS | WATCHING_NOUNS:
        for m in _before(cast, mention.span):
            name = _name_of(m)
            known = m.speaks or is_institution(name)
            if m.kind == "organisation" and m.tree.tag(m.head).startswith("NNP") and known and name_key(name) not in COUNTRIES:
                official = bool(set(name.lower().split()) & OFFICIAL_BODY)
                if official == (lemma in WATCHING_NOUNS):
                    return m, f"“{mention.words}” is the {'public body' if official else 'firm'} named before: {name}"
    return mention, "as the text gives it"


# ── chains ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _source(
    trees: Sequence[Tree], cast: Sequence[Mention], attribution: Attribution, holder: Mention, outer: Sequence[Source]
) -> Source:
    if holder.kind == "pronoun" and holder.tree.lower[holder.head] in ("i", "we"):
        chain = _outer_chain(outer)
        return Source(
            record_id(attribution), holder.span, chain[-1].kind, None, tuple(chain), f"“{holder.words}” is whoever speaks here"
        )
    full, because = resolve(holder, cast)
    kind = _settled(full)
    chain = [*_outer_chain(outer), *_through(trees, cast, attribution, holder, full), _link(holder, full, kind, because)]
    chain = _without_repeats(chain)
    last = chain[-1]
    descriptor = plain_name(last.name) if last.kind == "anonymous" else None
    return Source(record_id(attribution), holder.span, last.kind, descriptor, tuple(chain), because)


def _settled(mention: Mention) -> str:
    if mention.kind == "document noun" and mention.tree.lemma(mention.head) in SOCIAL_POSTS:
        return "social post"
    return {"pronoun": "unattributed", "outlet noun": "outlet", "document noun": "document"}.get(mention.kind, mention.kind)


def _link(holder: Mention, full: Mention, kind: str, because: str) -> ChainLink:
    antecedent = full.span if full is not holder else None
    return ChainLink(kind, _display(full), holder.span, antecedent, because)


def _display(mention: Mention) -> str:
    if mention.kind == "named":
        return plain_name(" ".join(_name_words(mention))) or _name_of(mention)
    if (mention.kind == "outlet" and is_outlet(mention.owner)) or (mention.kind == "organisation" and mention.owner):
        return mention.owner
    if mention.kind in ("document", "social post") and mention.owner:
        return f"{mention.owner} {mention.tree.lemma(mention.head)}"
    return mention.words if mention.kind == "anonymous" else _name_of(mention)


AUTHOR = ChainLink("author", "", None, None, "the report's author")


def _outer_chain(outer: Sequence[Source]) -> list[ChainLink]:
    return list(outer[0].chain) if outer else [AUTHOR]


def _without_repeats(chain: Iterable[ChainLink]) -> list[ChainLink]:
    """An outlet that "reported" and is "told" in one sentence is one link."""
    kept: list[ChainLink] = []
    for link in chain:
        same = next(
            (k for k, other in enumerate(kept) if other.kind == link.kind and name_key(other.name) == name_key(link.name)), None
        )
        if same is None:
            kept.append(link)
        elif same == len(kept) - 1:
            kept[same] = link
    return kept


def _through(
    trees: Sequence[Tree], cast: Sequence[Mention], attribution: Attribution, holder: Mention, full: Mention
) -> Iterator[ChainLink]:
    """Outlets between the author and the holder: "told the Post", "denied to the Post", "sources quoted by the Post"."""
    tree = next((t for t in trees if t.sentence.span.contains(attribution.cue[0])), None)
    seen: list[Mention] = []
    if tree is not None:
        cue = next(iter(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)), None)
        if cue is not None:
            seen += _addressed(tree, cue)
            if tree.dep(cue) == "conj" and not seen:
                seen += _addressed(tree, tree.head(cue))
    for phrase in {holder.span: holder, full.span: full}.values():
        seen += _behind(phrase)
    for mention in seen:
        outlet, because = resolve(mention, cast)
        if _settled(outlet) == "outlet":
            yield _link(
                mention, outlet, "outlet", because if outlet is not mention else "the words reached the report through this outlet"
            )


def _addressed(tree: Tree, cue: int) -> Iterator[Mention]:
    """To whom the words were said, where that is an outlet."""
    direct = tree.lemma(cue) in TOLD
    for k in tree.children[cue]:
        if not direct and tree.lower[k] != "to":
            continue
        thing = tree.child(k, "pobj") if tree.dep(k) in ("prep", "dative") and tree.lower[k] == "to" else k
        if (
            thing is not None
            and tree.dep(thing) in ("dobj", "dative", "pobj", "iobj", "npadvmod")
            and tree.tag(thing).startswith("NN")
        ):
            mention = _mention(tree, thing, _core(tree, thing, tree.subtree(thing)))
            if mention.kind in ("outlet", "outlet noun"):
                yield mention


def _behind(phrase: Mention) -> Iterator[Mention]:
    """Outlets inside the holder's own phrase: "the sources quoted by the Post", "Post reporter Ada Voss", "the Post's editor"."""
    tree = phrase.tree
    if phrase.kind == "outlet":
        return
    for k in phrase.tokens:
        if k != phrase.head and tree.tag(k).startswith("NN") and tree.dep(k) in ("pobj", "poss"):
            mention = _mention(tree, k, _core(tree, k, tree.subtree(k)))
            if mention.kind in ("outlet", "outlet noun"):
                yield mention


def _nobody(attribution: Attribution, outer: Sequence[Source]) -> Source:
    """The text names nobody: the chain ends with the words "unattributed", or with the enclosing source."""
    nobody = ChainLink("unattributed", "", None, None, "the text names nobody")
    return Source(
        record_id(attribution), attribution.cue[0], "unattributed", None, (*_outer_chain(outer), nobody), "the text names nobody"
    )
