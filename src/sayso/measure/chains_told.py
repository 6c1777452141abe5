"""Who is made to say a thing: the outlet for the people behind it, "revealed" for "told", two reports that name each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sayso.detect.trees import Tree
from sayso.lexicon import POINTERS
from sayso.measure.kept_sources import head_of
from sayso.measure.propositions import Proposition, in_common, shares
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Told, holders_of, named, set_against, trees_at, whole, words_at
from sayso.names import COUNTRIES, name_key
from sayso.records import Attribution, Claim, Conflict, Span, Utterance, record_id

MAKING = frozenset("make level bring publish raise".split())  # "an accusation made by the Herald"
STAFF = frozenset("journalist reporter correspondent editor columnist".split())  # the outlet's own people
MOST = 500  # pairs of statements of one outlet and of its sources that are compared: one is enough
SAME_DEED = 0.25  # share of one statement's words, by weight, that the other must hold where both have the same verb (by eye)
SAME_THING = 0.5  # the same with different verbs; then of the other statement's words the share above
WORDS = 2  # words that two such statements must have in common
REVEALING = frozenset("reveal expose uncover prove confirm establish".split())  # nobody reveals what is not so
HEAD_LINES = 4  # lines at the top in which a report says which outlet it is of (by eye)
LONGEST_NAME = 4  # words
SAME = 0.4  # share of the shorter sentence's words, the outlets left out, that the other must hold (by eye)
SAYING = 3  # words that two such sentences must have in common
DOMAIN = re.compile(r"[@/.]([a-z0-9-]{4,})\.[a-z]{2,}", re.IGNORECASE)


def cut_chains(told: Told) -> Iterator[Conflict]:
    """ "An accusation made by the Herald" in a report that elsewhere has people tell it to the Herald."""
    for doc, trees in sorted(told.trees.items()):
        behind = _behind_outlets(told, doc)
        for tree in trees:
            for verb in range(len(tree)):
                outlet = _accuser(tree, verb) if tree.lemma(verb) in MAKING else None
                source = next((a for key, a in sorted(behind.items()) if outlet and key == _outlet_key(tree, outlet)), None)
                if outlet and source is not None:
                    spans = tree.span([verb, *outlet]), head_of(source)
                    why = f"{named(told, spans[0])}: the outlet accuses; {named(told, spans[1])}: others told it"
                    yield set_against("chain cut short", "medium", *spans, why)
                    break


def _accuser(tree: Tree, verb: int) -> list[int] | None:
    """The outlet by which a claim is said to be made."""
    name = tree.agent(verb)
    noun = tree.head(verb)
    passive = tree.tag(verb) == "VBN" and tree.dep(verb) in ("acl", "relcl")
    subject = tree.child(verb, "nsubjpass")
    about = tree.lemma(noun) in POINTERS if passive else subject is not None and tree.lemma(subject) in POINTERS
    if name is None or not (about or _pointer_before(tree, verb)):
        return None
    tokens = tree.subtree(name, without=tree.all_children(name, "acl", "relcl", "appos"))
    return tokens


def _pointer_before(tree: Tree, verb: int) -> bool:
    """The parser often hangs "made by …" on the nearest noun; a pointer noun earlier in the sentence is what was made."""
    pointing = tree.tag(verb) == "VBN" and tree.lemma(verb) in ("make", "level")  # names and pictures are "published", too
    return pointing and any(tree.lemma(k) in POINTERS and k < verb for k in range(len(tree)))


def _outlet_key(tree: Tree, tokens: Sequence[int]) -> str:
    return name_key(tree.cut(tokens))


def _behind_outlets(told: Told, doc: str) -> dict[str, Attribution]:
    """For each outlet the first attribution of this report in which unnamed people told it something."""
    found: dict[str, Attribution] = {}
    for attribution in told.attributions.get(doc, ()):
        for source in told.sources.get(record_id(attribution), ()):
            outlets = [link for link in source.chain if link.kind == "outlet"]
            if outlets and source.chain[-1].kind == "anonymous":
                found.setdefault(name_key(outlets[-1].name), attribution)
    return found


def outlets_for_sources(told: Told, stated: Sequence[Proposition], weights: Mapping[str, float]) -> Iterator[Conflict]:
    """One report gives a thing to an outlet alone, another to the unnamed people who told that outlet."""
    people = {doc: _behind_outlets(told, doc) for doc in told.trees}
    alone: dict[tuple[str, str], list[Proposition]] = defaultdict(list)
    through: dict[str, list[Proposition]] = defaultdict(list)
    for p in stated:
        if p.holder is None or p.attribution is None:
            continue
        if p.holder.sourcing_class == "outlet" and len(p.holder.chain) == 1:
            alone[p.doc, name_key(p.holder.name)].append(p)
        elif p.holder.sourcing_class == "anonymous" and len(p.holder.chain) > 1 and STAFF.isdisjoint(p.holder.name.lower().split()):
            through[p.holder.chain[-2]].append(p)
    for (doc, outlet), held in sorted(alone.items()):
        if outlet in people[doc] or _quotes_people(told, doc, outlet):
            continue
        pairs = ((a, b) for a in held for b in through[a.holder.chain[-1] if a.holder else ""] if a.doc != b.doc)
        found = next(((a, b) for a, b in islice(pairs, MOST) if _one_thing(a, b, weights)), None)
        if found is not None and found[0].attribution and found[1].attribution:
            heads = head_of(found[0].attribution), _people_of(told, found[1].attribution)
            why = f"{named(told, heads[0])}: the outlet says it; {named(told, heads[1])}: people who told the outlet"
            yield set_against("chain cut short", "medium", *heads, why)


def _one_thing(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> bool:
    same_deed = one.tree.lemma(one.verb) == other.tree.lemma(other.verb)
    least, most = sorted(shares(one, other, weights))
    return in_common(one, other) >= WORDS and (most >= SAME_DEED if same_deed else most >= SAME_THING and least >= SAME_DEED)


def _people_of(told: Told, attribution: Attribution) -> Span:
    """The words for the unnamed people, with the cue that lets them speak where it stands beside them."""
    links = [s.chain[-1] for s in told.sources.get(record_id(attribution), ()) if s.sourcing_class == "anonymous"]
    people = next((span for link in links for span in (link.surface, link.antecedent) if span is not None), None)
    head = head_of(attribution)
    return head if people is None or people.overlaps(head) else people


def _quotes_people(told: Told, doc: str, outlet: str) -> bool:
    """Whether the report lets anybody speak through that outlet."""
    held = (source for a in told.attributions.get(doc, ()) for source in told.sources.get(record_id(a), ()))
    return any(name_key(link.name) == outlet and link is not source.chain[-1] for source in held for link in source.chain)


# ── told or revealed ─────────────────────────────────────────────────────────────────────────────────────────────────


def told_as_fact(told: Told, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """What one report lets people tell an outlet, the outlet "revealed" in another; and somebody denies it."""
    for claim in claims:
        if not any(m.value == "denies" for m in claim.members):
            continue
        carrying = [m for m in claim.members if m.value == "asserts" and not m.pointing and m.source]
        facts = [(m, a) for m in carrying for a in _attributions_at(told, m.span) if _reveals(told, a)]
        plain = [(m, a) for m in carrying for a in _attributions_at(told, m.span) if _told_by_people(told, a)]
        for fact, a in facts[:1]:
            outlets = {key for holder in holders_of(told, a) for key in holder.chain}
            others = [b for m, b in plain if m.span.doc != fact.span.doc]
            through = [b for b in others if any(outlets & {*holder.chain} for holder in holders_of(told, b))]
            other = next(iter((*through, *others)), None)
            if other is not None:
                spans = head_of(a), head_of(other)
                cue = words_at(told, a.cue[0])
                why = f"“{cue}” in {named(told, spans[0])} makes a fact of what others only told: {named(told, spans[1])}"
                yield set_against("made a fact", "medium", *spans, why)


def _attributions_at(told: Told, span: Span) -> list[Attribution]:
    return [a for a in told.attributions[span.doc] if any(part.shared(span) * 2 > span.end - span.start for part in a.content)]


def _reveals(told: Told, attribution: Attribution) -> bool:
    trees = trees_at(told, attribution.cue[0])
    at = trees[0].at_offset(attribution.cue[0].start, attribution.cue[0].end) if trees else []
    outlet = any(holder.sourcing_class == "outlet" for holder in holders_of(told, attribution))
    return outlet and any(trees[0].lemma(i) in REVEALING and trees[0].is_verb(i) for i in at)


def _told_by_people(told: Told, attribution: Attribution) -> bool:
    return any(holder.sourcing_class == "anonymous" for holder in holders_of(told, attribution)) and not _reveals(told, attribution)


# ── one quotation, two speakers ──────────────────────────────────────────────────────────────────────────────────────


def generalised_speakers(told: Told, utterances: Sequence[Utterance]) -> Iterator[Conflict]:
    """The same quoted words, said by an office in one report and by its whole country in the other."""
    for utterance in utterances:
        held = list(dict.fromkeys(a for v in utterance.versions for span in v.spans for a in handed_on(told, span)))
        for k, one in enumerate(held):
            for other in held[k + 1 :]:
                sides = [holders_of(told, a) for a in (one, other)]
                country = [any(name_key(holder.name) in COUNTRIES for holder in side) for side in sides]
                apart = not {holder.key for holder in sides[0]} & {holder.key for holder in sides[1]}
                if one.at.doc != other.at.doc and country[0] != country[1] and all(sides) and apart:
                    spans = _whole(one), _whole(other)
                    who = [
                        f"{', '.join(sorted({h.name for h in side}))} in {named(told, span)}"
                        for side, span in zip(sides, spans, strict=True)
                    ]
                    yield set_against("who said it", "medium", *spans, f"the same words, said by {who[0]} and by {who[1]}")


def handed_on(told: Told, span: Span) -> Iterator[Attribution]:
    """The attribution that hands these quoted words on: the narrowest whose content holds most of them."""
    wide = [
        a for a in told.attributions.get(span.doc, ()) if sum(part.shared(span) for part in a.content) * 2 > span.end - span.start
    ]
    yield from sorted(wide, key=lambda a: (sum(part.end - part.start for part in a.content), a.at))[:1]


def _whole(attribution: Attribution) -> Span:
    """Source, cue and content."""
    parts = [*attribution.source, *attribution.cue, *attribution.content]
    return Span(parts[0].doc, min(span.start for span in parts), max(span.end for span in parts))


# ── two reports that name each other ───────────────────────────────────────────────────────────────────────────────────


def circular(told: Told) -> Iterator[Conflict]:
    """ "According to the Arden Post" in the Lowe Herald, "as the Lowe Herald has written" in the Arden Post."""
    owner: dict[str, set[str]] = defaultdict(set)
    for doc, text in told.texts.items():
        for name in own_names(text):
            owner[name].add(doc)
    cited: dict[tuple[str, str], list[tuple[Tree, frozenset[int]]]] = defaultdict(list)
    for doc, trees in told.trees.items():
        for tree in trees:
            for of, tokens in _outlets(tree, owner):
                if of != doc:
                    cited[doc, of].append((tree, tokens))
    for here, there in sorted(pair for pair in cited if pair[0] < pair[1] and pair[::-1] in cited):
        for one, mine in cited[here, there]:
            other = next((tree for tree, theirs in cited[there, here] if _same(one, mine, tree, theirs)), None)
            if other is not None:
                spans = whole(one), whole(other)
                why = f"{named(told, spans[0])} and {named(told, spans[1])}: each report names the other for it"
                yield set_against("circular reporting", "high", *spans, why)
                break


def own_names(text: str) -> frozenset[str]:
    """The outlet by which a report is headed, and the names of the sites it gives, letters only.

    >>> sorted(own_names("THE ARDEN POST | News\\n\\nFire in the mill\\n\\nWrite to desk@ardenpost.example"))
    ['ardenpost', 'fireinthemill', 'news']
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][:HEAD_LINES]
    parts = [part.strip() for line in lines for part in re.split(r"[|•–—·:]", line)]
    short = [part for part in parts if 0 < len(part.split()) <= LONGEST_NAME and part[:1].isupper() and "@" not in part]
    return frozenset(key for name in (*short, *DOMAIN.findall(text)) if len(key := _key(name)) >= 4)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^the\s+", "", name.lower()))


def _outlets(tree: Tree, owner: dict[str, set[str]]) -> Iterator[tuple[str, frozenset[int]]]:
    """Names, with capitals at both ends,  that are some report's outlet."""
    for i in range(len(tree)):
        for j in range(i + 1, min(i + LONGEST_NAME, len(tree)) + 1):
            capitals = tree.words[i][:1].isupper() and tree.words[j - 1][:1].isupper()
            if capitals and tree.tag(i).startswith("NNP"):
                docs = owner.get(_key(tree.cut(range(i, j))), set())
                if len(docs) == 1:
                    yield next(iter(docs)), frozenset(range(i, j))


def _same(one: Tree, mine: frozenset[int], other: Tree, theirs: frozenset[int]) -> bool:
    """Whether two sentences tell the same, the outlets' names left out."""
    left = [word for i, word in telling(one) if i not in mine]
    right = [word for i, word in telling(other) if i not in theirs]
    if min(len(left), len(right)) < SAYING:
        return False
    table = alike(left, right)
    shared = min(int((table.max(axis=0) > 0).sum()), int((table.max(axis=1) > 0).sum()))
    return shared >= max(SAYING, SAME * min(len(left), len(right)))
