"""On whose word: the holders of each attribution, what kind of source each is, and the chain that leads to them.

A chain runs from the report's author outward to the ultimate source. Links come from the text alone: enclosing attributions,
the ways that words took (ways.py), whom an outlet cites, the owner of a document. Pronouns, "the newspaper", "the report", a
surname and "the officials" are tied to an earlier (or the next) full mention, with the reason; what the text does not decide
stays open, as a last link of class "unattributed".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.detect.coreference import Cast, can_be, resolve, with_pronouns
from sayso.detect.holders import INNER, Mention, cast_of, holders_of, is_person_pronoun, name_of
from sayso.detect.kind_words import REPORTING_NOUNS
from sayso.detect.known_names import known_names
from sayso.detect.linked import Linked, is_own_credit, who_in_full, whole_links, with_credit, with_links
from sayso.detect.people import people_of
from sayso.detect.trees import Tree, overlapping, trees_of
from sayso.detect.ways import cited_by, is_in_passing, ways_to
from sayso.lexicon import RELATIVE, SOCIAL_POSTS
from sayso.marks import quoted_stretches
from sayso.names import COUNTRIES, name_key, plain_name
from sayso.records import Attribution, ChainLink, Document, Sentence, Source, Span, in_order, record_id

FIRST_PERSON = frozenset("i we me us my our mine ours myself ourselves".split())
LONG_DESCRIPTOR = 14  # words; a longer one is cut to the noun with what stands before it (by eye)
ARTICLES = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our|my|even|both)\s+", re.I)
CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[ap]\.?m\.?)?[:,]?\s+")
AUTHOR = ChainLink("author", "", None, None, "the report's author")


@dataclass(frozen=True)
class Report:
    """What the rules look at: the parsed sentences, everybody mentioned, which stretches stand in quotation marks, what links."""

    trees: Sequence[Tree]
    cast: Cast
    marks: Sequence[tuple[int, int]]
    linked: Linked

    def in_marks(self, span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in self.marks)


@dataclass(frozen=True)
class Held:
    """A source with the mention that says in full who it is."""

    source: Source
    full: Mention | None


def name_sources(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[Source]:
    """One Source for each holder of each attribution of a report, with class, descriptor and chain."""
    (document,) = documents
    trees = trees_of(sentences, document.text)
    known = known_names(trees)
    marks = [(s.start, s.end) for s in quoted_stretches(document) if s.sure_start]
    marks += [(span.start, span.end) for a in attributions if a.kind == "direct" for span in a.content]
    mentions = cast_of(trees, [a for a in attributions if a.carries_claims], known, marks)
    people = people_of(mentions)
    linked = whole_links(document, Cast(mentions, people, known))
    mentions = with_links(mentions, Cast(mentions, people, known), linked)
    report = Report(trees, with_pronouns(mentions, people, known), marks, linked)
    outer_of = _enclosing(attributions, report)
    made: dict[str, list[Held]] = {}
    for attribution in _outer_first(attributions, outer_of):
        outer = made.get(outer_of.get(record_id(attribution)) or "", [])
        holders = holders_of(trees, attribution, known)
        found = [_held(report, attribution, holder, outer) for holder in holders]
        made[record_id(attribution)] = found or [Held(_nobody(report, attribution, outer), None)]
    yield from _through_earlier(in_order(held.source for several in made.values() for held in several))


# ── who passes the words on ──────────────────────────────────────────────────────────────────────────────────────────


def _enclosing(attributions: Sequence[Attribution], report: Report) -> dict[str, str]:
    """For each attribution the one that relays it: the enclosing one that neither denies nor doubts; who denies does not relay.

    "Officials believe, according to the Echo, that …", "…, as first reported by the Echo": the Echo relays the officials,
    although its words stand inside theirs.
    """
    known = {record_id(attribution): attribution for attribution in attributions}
    found: dict[str, str] = {}
    for name, attribution in known.items():
        inside = attribution.inside
        while inside in known and known[inside].force in ("denies", "doubts"):
            inside = known[inside].inside
        if inside is None or inside not in known:
            continue
        holders = holders_of(report.trees, attribution, report.cast.known) if report.linked.links else []
        own = is_own_credit(attribution, holders, report.trees, report.linked)
        if own or _names_the_way(attribution, known[inside], report.trees):
            found[inside] = name
        else:
            found.setdefault(name, inside)
    return found


def _names_the_way(attribution: Attribution, outer: Attribution, trees: Sequence[Tree]) -> bool:
    """It says by which way the enclosing words came, right behind their cue or in passing."""
    for tree in overlapping(trees, attribution.cue[0]):
        cue = tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)
        between = tree.text[outer.cue[-1].end : attribution.cue[0].start]
        if cue and tree.lower[cue[0]] == "according" and outer.cue[-1].end <= attribution.cue[0].start:
            return not any(c.isalnum() for c in between)
        if cue:
            return is_in_passing(tree, cue[0])
    return False


def _outer_first(attributions: Sequence[Attribution], outer_of: dict[str, str]) -> list[Attribution]:
    """Who relays before what is relayed; else in the order of contents and cues."""

    def depth(name: str) -> int:
        seen: list[str] = []
        while name in outer_of and name not in seen:
            seen.append(name)
            name = outer_of[name]
        return len(seen)

    return sorted(attributions, key=lambda a: (depth(record_id(a)), a.cue))


def _through_earlier(sources: Sequence[Source]) -> Iterator[Source]:
    """Unnamed people who spoke through an outlet before reach the reader the same way when they are met again.

    They are met again where a phrase is tied to them ("they", "the same officials"), or as bare "officials" after "US officials
    told the Post". The text leaves the outlet out there: the link has no words of its own.
    """
    by_noun: dict[str, ChainLink] = {}
    by_span: dict[Span, ChainLink] = {}
    for source in sources:
        noun = (source.descriptor or "").lower().split()[-1:] or [""]
        outlet = next((link for link in source.chain if link.kind == "outlet"), None)
        last = source.chain[-1]
        if source.sourcing_class != "anonymous":
            yield source
            continue
        via = by_span.get(last.antecedent) if last.antecedent is not None else None
        if via is None and len((source.descriptor or "").split()) == 1:
            via = by_noun.get(noun[0])
        if outlet is not None:
            by_noun[noun[0]] = by_span[source.span] = outlet
            yield source
        elif via is not None:
            dropped = via._replace(
                surface=None,
                antecedent=via.surface or via.antecedent,
                because="these people spoke through this outlet before; the text leaves it out here",
            )
            yield replace(source, chain=(*source.chain[:-1], dropped, last))
        else:
            yield source


# ── one holder ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _held(report: Report, attribution: Attribution, holder: Mention, outer: Sequence[Held]) -> Held:
    if holder.kind == "pronoun" and holder.tree.lower[holder.head] in FIRST_PERSON:
        return Held(_first_person(report, attribution, holder, outer), outer[0].full if outer else None)
    relative = holder.tree.lower[holder.head] in RELATIVE
    if holder.kind == "pronoun" and not relative and attribution.inside is not None and attribution.kind != "nominal" and outer:
        full, because = _inner_pronoun(report, holder, outer)
    else:
        full, because = who_in_full(holder, report.cast, report.linked)
    kind = _settled(full)
    chain = [*_outer_chain(outer), *_on_the_way(report, attribution, holder, full), _link(holder, full, kind, because)]
    cited = cited_by(attribution, holder, report.cast.known) if kind in ("outlet", "document") else None
    if cited is not None:
        who, why = who_in_full(cited, report.cast, report.linked)
        chain.append(_link(cited, who, _settled(who), why if who is not cited else f"cited by {chain[-1].name}"))
    chain = _without_repeats(with_credit(chain, attribution, holder, report.trees, report.linked))
    last = chain[-1]
    descriptor = descriptor_of(last.name) if last.kind == "anonymous" else None
    return Held(Source(record_id(attribution), holder.span, last.kind, descriptor, tuple(chain), because), full)


def _first_person(report: Report, attribution: Attribution, holder: Mention, outer: Sequence[Held]) -> Source:
    """ "I", "we": whoever speaks here; inside quotation marks that is somebody, and the author only outside them."""
    name = record_id(attribution)
    if not outer and report.in_marks(holder.span):
        because = f"“{holder.words}” inside a quotation whose speaker is not told"
        somebody = ChainLink("unattributed", holder.words, holder.span, None, because)
        return Source(name, holder.span, "unattributed", None, (AUTHOR, somebody), because)
    if not report.in_marks(holder.span) and outer and outer[0].source.sourcing_class in ("unattributed", "document"):
        outer = []  # "the event explains why, as we reported, …": things do not say "we"
    chain = tuple(_outer_chain(outer))
    descriptor = outer[0].source.descriptor if outer else None
    return Source(name, holder.span, chain[-1].kind, descriptor, chain, f"“{holder.words}” is whoever speaks here")


def _inner_pronoun(report: Report, holder: Mention, outer: Sequence[Held]) -> tuple[Mention, str]:
    """ "Lund said she believed …": the speaker, where no one else in the sentence can be meant; in quotation marks, open."""
    full = outer[0].full
    undecided = f"“{holder.words}” inside somebody's words: the text does not decide who"
    if len(outer) != 1 or full is None or report.in_marks(holder.span) or not _agrees(report, holder, full):
        return holder, undecided
    rivals = [
        m
        for m in report.cast.mentions
        if m.tree is holder.tree and m.span.end <= holder.span.start and m.rank >= INNER and _agrees(report, holder, m)
    ]
    others = [m for m in rivals if resolve(m, report.cast)[0].span != full.span and m.span != outer[0].source.span]
    if others:
        return holder, undecided
    return full, f"“{holder.words.lower()}” is who speaks: {name_of(full)}"


def _agrees(report: Report, pronoun: Mention, m: Mention) -> bool:
    if is_person_pronoun(pronoun):
        word = pronoun.tree.lower[pronoun.head]
        return can_be(m, "she" if word in ("she", "her") else "he", report.cast)
    if pronoun.tree.lower[pronoun.head] in ("they", "their"):
        return (m.kind == "anonymous" and m.plural) or m.kind == "organisation"
    return m.kind in ("organisation", "document", "outlet")


def _settled(mention: Mention) -> str:
    reading = mention.tree.lemma(mention.head) in REPORTING_NOUNS
    if mention.kind in ("document noun", "outlet noun") and reading:
        return "unattributed"  # "unconfirmed reports say": nobody is named
    if mention.kind == "document noun" and mention.tree.lemma(mention.head) in SOCIAL_POSTS:
        return "social post"
    return {"pronoun": "unattributed", "outlet noun": "outlet", "document noun": "document"}.get(mention.kind, mention.kind)


def _link(holder: Mention, full: Mention, kind: str, because: str) -> ChainLink:
    antecedent = full.span if full.span != holder.span else None
    return ChainLink(kind, _display(full), holder.span, antecedent, because)


def _display(mention: Mention) -> str:
    """Its name, or its words; the time that a live blog puts before them is no part of it: "11.52 Organisers"."""
    return CLOCK.sub("", _named_or_described(mention)) or mention.words


def _named_or_described(mention: Mention) -> str:
    if mention.kind == "named":
        return plain_name(" ".join(mention.name_words)) or name_of(mention)
    if mention.kind in ("outlet", "organisation") and mention.owner:
        return mention.owner
    if mention.kind in ("document", "social post") and mention.owner:
        return f"{mention.owner} {_genre(mention)}"
    if mention.kind != "anonymous":
        return name_of(mention)
    words = mention.words if len(mention.words.split()) <= LONG_DESCRIPTOR else mention.tree.cut(mention.core)
    return words.removeprefix("even ")


def _genre(mention: Mention) -> str:
    """The document's noun; behind a country's name with the words between: "US intelligence report" is no "US report"."""
    tree = mention.tree
    between = [k for k in mention.core if tree.dep(k) == "compound" and tree.words[k].islower() and k < mention.head]
    vague = name_key(mention.owner) in COUNTRIES
    return " ".join([*(tree.words[k] for k in between if vague), tree.lemma(mention.head)])


def descriptor_of(name: str) -> str:
    """The words for unnamed people without the article; how many they are said to be stays.

    >>> descriptor_of("the two port officials"), descriptor_of("More than a dozen people"), descriptor_of("some sailors")
    ('two port officials', 'More than a dozen people', 'some sailors')
    """
    said = " ".join(name.split())
    shorter = ARTICLES.sub("", said)
    while shorter != said:
        said, shorter = shorter, ARTICLES.sub("", shorter)
    return said


# ── the chain ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _outer_chain(outer: Sequence[Held]) -> list[ChainLink]:
    return list(outer[0].source.chain) if outer else [AUTHOR]


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


def _on_the_way(report: Report, attribution: Attribution, holder: Mention, full: Mention) -> Iterator[ChainLink]:
    """Outlets between the author and the holder: "told the Post", "denied to the Post", "sources quoted by the Post"."""
    for mention in ways_to(report.trees, attribution, (holder, full), report.cast.known):
        outlet, because = who_in_full(mention, report.cast, report.linked)
        if _settled(outlet) == "outlet":
            way = because if outlet is not mention else "the words reached the report through this outlet"
            yield _link(mention, outlet, "outlet", way)


def _nobody(report: Report, attribution: Attribution, outer: Sequence[Held]) -> Source:
    """The text names nobody: the chain ends with whom a link names, with the words "unattributed", or with the enclosing source."""
    nobody = ChainLink("unattributed", "", None, None, "the text names nobody")
    chain = with_credit([*_outer_chain(outer), nobody], attribution, None, report.trees, report.linked)
    last = chain[-1]
    return Source(record_id(attribution), attribution.cue[0], last.kind, None, tuple(chain), last.because)
