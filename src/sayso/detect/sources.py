"""On whose word: the holders of each attribution, what kind of source each is, and the chain that leads to them.

A chain runs from the report's author outward to the ultimate source. Links come from the text alone: enclosing
attributions, "told the Post", "sources quoted by the Post", the owner of a document. Pronouns, "the newspaper", "the
report", a surname and "the officials" are tied to an earlier (or the next) full mention, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.detect.coreference import resolve
from sayso.detect.holders import REPORTING_NOUNS, Mention, cast_of, core_of, holders_of, mention_of, name_of
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.lexicon import SOCIAL_POSTS
from sayso.names import name_key, plain_name
from sayso.records import Attribution, ChainLink, Document, Sentence, Source, in_order, record_id

TOLD = frozenset("tell inform assure remind brief notify".split())


def name_sources(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[Source]:
    """One Source for each holder of each attribution of a report, with class, descriptor and chain."""
    (document,) = documents
    trees = trees_of(sentences, document.text)
    cast = cast_of(trees, attributions)
    known = {record_id(attribution): attribution for attribution in attributions}
    made: dict[str, list[Source]] = {}
    for attribution in _outer_first(attributions):
        outer = _relaying(attribution, known, made)
        holders = holders_of(trees, attribution)
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
    """Enclosing attributions before what they enclose: contents shrink inwards."""
    return sorted(attributions, key=lambda a: (-sum(span.end - span.start for span in a.content), a.cue))


# ── chains ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _source(
    trees: Sequence[Tree], cast: Sequence[Mention], attribution: Attribution, holder: Mention, outer: Sequence[Source]
) -> Source:
    if holder.kind == "pronoun" and holder.tree.lower[holder.head] in ("i", "we"):
        chain = _outer_chain(outer)
        return Source(
            record_id(attribution), holder.span, chain[-1].kind, None, tuple(chain), f"“{holder.words}” is whoever speaks here"
        )
    if holder.kind == "pronoun" and attribution.inside is not None and attribution.kind != "nominal" and outer:
        full, because = holder, f"“{holder.words}” inside somebody's words: the text does not decide who"
    else:
        full, because = resolve(holder, cast)
    kind = _settled(full)
    chain = [*_outer_chain(outer), *_through(trees, cast, attribution, holder, full), _link(holder, full, kind, because)]
    cited = _cited(trees, attribution, holder) if kind in ("outlet", "document") else None
    if cited is not None:
        who, why = resolve(cited, cast)
        chain.append(_link(cited, who, _settled(who), why if who is not cited else f"cited by {chain[-1].name}"))
    chain = _without_repeats(chain)
    last = chain[-1]
    descriptor = plain_name(last.name) if last.kind == "anonymous" else None
    return Source(record_id(attribution), holder.span, last.kind, descriptor, tuple(chain), because)


def _cited(trees: Sequence[Tree], attribution: Attribution, holder: Mention) -> Mention | None:
    """Whom an outlet or document names for it: "the Post reported that …, citing two officials", "the Post, citing …, said"."""
    tree = holder.tree
    cues = set(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end))
    for i in range(len(tree)):
        citing = tree.lemma(i) == "cite" and tree.tag(i) in ("VBG", "VBD", "VBZ") and i not in cues
        thing = tree.child(i, "dobj") if citing else None
        above = set(tree.ancestors(i))
        if thing is not None and above & (cues | {holder.head}):
            mention = mention_of(tree, thing, tree.subtree(thing, without=tree.all_children(thing, "relcl", "acl", "appos")))
            return mention if mention.kind in ("anonymous", "named", "organisation", "document") else None
    return None


def _settled(mention: Mention) -> str:
    if mention.kind in ("document noun", "outlet noun") and mention.tree.lemma(mention.head) in REPORTING_NOUNS:
        return "unattributed"  # "unconfirmed reports say": nobody is named
    if mention.kind == "document noun" and mention.tree.lemma(mention.head) in SOCIAL_POSTS:
        return "social post"
    return {"pronoun": "unattributed", "outlet noun": "outlet", "document noun": "document"}.get(mention.kind, mention.kind)


def _link(holder: Mention, full: Mention, kind: str, because: str) -> ChainLink:
    antecedent = full.span if full is not holder else None
    return ChainLink(kind, _display(full), holder.span, antecedent, because)


def _display(mention: Mention) -> str:
    if mention.kind == "named":
        return plain_name(" ".join(mention.name_words)) or name_of(mention)
    if mention.kind in ("outlet", "organisation") and mention.owner:
        return mention.owner
    if mention.kind in ("document", "social post") and mention.owner:
        return f"{mention.owner} {mention.tree.lemma(mention.head)}"
    return mention.words.removeprefix("even ") if mention.kind == "anonymous" else name_of(mention)


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
    tree = next(iter(overlapping(trees, attribution.cue[0])), None)
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
            mention = mention_of(tree, thing, core_of(tree, thing, tree.subtree(thing)))
            if mention.kind in ("outlet", "outlet noun"):
                yield mention


def _behind(phrase: Mention) -> Iterator[Mention]:
    """Outlets inside the holder's own phrase: "the sources quoted by the Post", "Post reporter Ada Voss", "the Post's editor"."""
    tree = phrase.tree
    if phrase.kind == "outlet":
        return
    for k in phrase.tokens:
        if k != phrase.head and tree.tag(k).startswith("NN") and tree.dep(k) in ("pobj", "poss"):
            mention = mention_of(tree, k, core_of(tree, k, tree.subtree(k)))
            if mention.kind in ("outlet", "outlet noun"):
                yield mention


def _nobody(attribution: Attribution, outer: Sequence[Source]) -> Source:
    """The text names nobody: the chain ends with the words "unattributed", or with the enclosing source."""
    nobody = ChainLink("unattributed", "", None, None, "the text names nobody")
    return Source(
        record_id(attribution), attribution.cue[0], "unattributed", None, (*_outer_chain(outer), nobody), "the text names nobody"
    )
