"""The claim a story turns on, and what is given to it although its words alone would not: mentions that only point
("these allegations"), that take it for granted ("the Russian bounties"), or that contest it in other words ("nobody touched it").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import POINTERS
from sayso.link.propositions import Wording, alignment, telling_words
from sayso.names import name_key
from sayso.records import Attribution, ClaimMention, Position, Source, record_id
from sayso.words import alikeness

POINTS_WITH_WORDS = 0.5  # a pointer that says something itself ("allegations about …") goes where it aligns this well
LEAST_CONTESTED = 3  # mentions; fewer tell nothing about what a story turns on
# Mean likeness to a group at which a contested mention counts for it (four stories with gold, six without).
IN_LIKE_WORDS = 0.16
OWN_DENIAL = "a denial in other words"
# Mean likeness to the focal group at which a mention that is denied, doubted, asked or alleged belongs to it.
CLOSE = 0.25
CONTESTED = 0.65  # share of the focal group's likeness to what is contested that another contested mention must have
TWINS = 0.6  # similarity at which two mentions of two reports are taken to say the very same
TAKEN_FOR_GRANTED = 0.8  # the same of a phrase's, names of affairs left out
MIN_WORDS = 2
PRONOUN_POINTERS = frozenset("it this that they these those".split())
AGAINST = frozenset(("denies", "doubts", "asks"))
# Beginnings of cues that leave open what they bring in, where nobody stands behind it by name.
ALLEGING = ("accus", "alleg", "claim", "insinuat", "rumo", "suggest")
NOT_ITS_WORDS = POINTERS | frozenset(
    """
    affair alleged battle claimed controversy crisis debacle dispute fiasco furore furor outcry plot purported reported revelation
    row saga scandal scheme so-called supposed suspected uproar
    """.split()
)
DEED = frozenset(("head", "dobj", "nsubjpass", "attr", "oprd", "prt"))  # what is done, and to what
UNNAMED = ("anonymous", "outlet", "unattributed", "author")
Reals = NDArray[np.float32]
Reasons = dict[ClaimMention, str]


def focal_group(
    groups: Sequence[Sequence[int]], wordings: Sequence[Wording], alike: Reals, near: Reals, stand: Collection[ClaimMention]
) -> int:
    """The claim the story turns on: the group that the most reports give on somebody's word, and contest in like words."""
    doc = [wording.mention.span.doc for wording in wordings]
    at_issue = [i for i, wording in enumerate(wordings) if wording.mention in stand]

    def weight(group: Sequence[int]) -> tuple[int, float, int]:
        given = {doc[i] for i in group if wordings[i].mention.attribution is not None}
        likeness = alike[np.ix_(at_issue, group)].mean(axis=1) if at_issue else np.zeros(0)
        contesting = {doc[i] for i, mean in zip(at_issue, likeness, strict=True) if mean >= IN_LIKE_WORDS}
        return len(given) + len(contesting), round(len(given) * float(near[list(group)].mean()), 6), len(group)

    return max(range(len(groups)), key=lambda k: (weight(groups[k]), -k))


# ── in other words ──


@dataclass(frozen=True)
class Core:
    """The wordings of the focal claim, and how telling each word of the story is."""

    wordings: Sequence[Wording]
    telling: Mapping[str, float]

    def covers(self, wording: Wording, *, phrase: bool = False) -> float:
        """Share of a mention's words, by weight, that have an alike one in the claim, 0 to 1; 0 where they lie in one part of it.

        A phrase that names a part, "the Russian unit", finds all its words in one part of a wording; one that says what happened,
        "the Russian bounties", in two, of which one is the deed or what it is done to.
        """
        words = [(word, depth) for word, depth in zip(wording.lemmas, wording.depths, strict=True) if word not in NOT_ITS_WORDS]
        if not words:
            return 0.0
        own = sorted({lemma for core in self.wordings for lemma in core.lemmas})
        alike = alikeness([*(lemma for lemma, _ in words), *own])[: len(words), len(words) :]
        column = {lemma: k for k, lemma in enumerate(own)}
        roles = [
            [{core.roles[k] for k in np.flatnonzero(row)} for row in alike[:, [column[lemma] for lemma in core.lemmas]]]
            for core in self.wordings
        ]
        if not any(_in_two_parts(found, DEED if phrase else None) for found in roles):
            return 0.0
        if phrase and (any(set.intersection(*found) for found in roles) or not _names_it(wording, roles)):
            return 0.0
        weights = np.array([self.telling.get(word, max(self.telling.values())) * depth for word, depth in words])
        return float(weights @ alike.max(axis=1) / weights.sum())


def _names_it(wording: Wording, roles: Sequence[Sequence[set[str]]]) -> bool:
    """The phrase's own noun stands for the deed or its object: "the Russian bounties", not "the Shabwa province"."""
    kept = [role for word, role in zip(wording.lemmas, wording.roles, strict=True) if word not in NOT_ITS_WORDS]
    nouns = [k for k, role in enumerate(kept) if role == "head"]
    return not nouns or any(not DEED.isdisjoint(role.split()[0] for role in found[k]) for found in roles for k in nouns)


def _in_two_parts(roles: Sequence[set[str]], of_which: frozenset[str] | None) -> bool:
    """Two words stand in two parts of the wording, one of them of these kinds."""
    return any(
        a != b and (of_which is None or not of_which.isdisjoint((a.split()[0], b.split()[0])))
        for i, left in enumerate(roles)
        for right in roles[i + 1 :]
        for a in left
        for b in right
    )


def attributions_by_name(sources: Sequence[Source]) -> set[str]:
    """Ids of the attributions behind which somebody stands by name."""
    return {source.attribution for source in sources if source.sourcing_class not in UNNAMED}


def stands(
    wordings: Sequence[Wording],
    attributions: Mapping[str, Attribution],
    sources: Sequence[Source],
    positions: Sequence[Position],
    texts: Mapping[str, str],
) -> Reasons:
    """Which mentions say something that is contested here, and by what.

    They are denied, doubted or asked; or nobody stands behind them by name and a word leaves them open ("allegations that"); or
    somebody says them in the negative of himself or of everybody ("nobody touched the alarm"), or who denies other things here.
    """
    taken: dict[str, set[str]] = {}
    name = {record_id(source): name_key(source.chain[-1].name) for source in sources}
    speaks = {source.attribution: name[record_id(source)] for source in sources}
    named = attributions_by_name(sources)
    deniers = {name[p.source] for p in positions if p.value == "denies" and p.source is not None}
    for position in positions:
        taken.setdefault(position.mention, set()).add(position.value)

    def stand(wording: Wording) -> str:
        mention = wording.mention
        against = taken.get(record_id(mention), set()) & AGAINST
        attribution = attributions.get(mention.attribution or "")
        if against or attribution is None:
            return f"what somebody {min(against)}" if against else ""
        if wording.negated:
            denying = wording.of_oneself or speaks.get(mention.attribution or "") in deniers
            return OWN_DENIAL if denying and not wording.left_open else ""
        cue = attribution.cue[0].cut(texts[mention.span.doc])
        return f"“{cue}” leaves it open" if mention.attribution not in named and cue.lower().startswith(ALLEGING) else ""

    return {wording.mention: how for wording in wordings if (how := stand(wording))}


def nearness(similar: Reals, at_issue: NDArray[np.bool_]) -> Reals:
    """How much each mention is like what is contested: its mean similarity to the contested ones, itself left out."""
    if at_issue.sum() < LEAST_CONTESTED:
        return np.zeros(len(similar), dtype=np.float32)
    others = similar * at_issue[None, :]
    np.fill_diagonal(others, 0.0)
    found: Reals = others.sum(axis=1) / (at_issue.sum() - at_issue)
    return found


def contested(
    wordings: Sequence[Wording], group: Sequence[int], alike: Reals, near: Reals, stand: Reasons, similar: Reals
) -> dict[int, str]:
    """Which contested mentions outside the focal claim's group belong to it all the same, with the reason.

    One that has a twin in another report which does not belong there stays with it.
    """
    level = CONTESTED * float(near[list(group)].mean())
    close = alike[:, list(group)].mean(axis=1)
    found: dict[int, str] = {}
    for i, wording in enumerate(wordings):
        how = stand.get(wording.mention)
        if how and i not in group and level > 0 and (near[i] >= level or (how != OWN_DENIAL and close[i] >= CLOSE)):
            found[i] = f"{how}: taken to be about the claim this story turns on"
    docs = np.array([w.mention.span.doc for w in wordings])
    twin = (similar >= TWINS) & (docs[:, None] != docs[None, :])
    inside = {*group, *found}
    return {i: why for i, why in found.items() if inside.issuperset(np.flatnonzero(twin[i]).tolist())}


# ── pointers ──


def give_pointers(
    wordings: Sequence[Wording],
    groups: list[list[Wording]],
    focal: int,
    texts: Mapping[str, str],
    sources: Sequence[Source],
    reasons: Reasons,
) -> None:
    """Add each pointing mention to the group it stands for; one that nothing in its report answers stays out."""
    corroborated = {source.attribution for source in sources if source.sourcing_class == "outlet"}
    home = {w.mention: k for k, group in enumerate(groups) for w in group}
    full = sorted((w for group in groups for w in group), key=lambda w: w.mention.span)
    core = Core(list(groups[focal]), telling_words(full))
    for wording in wordings:
        mention = wording.mention
        if mention.pointer is None:
            continue
        inside = [w for w in full if w.mention.about.doc == mention.about.doc]
        if mention.presentation == "presupposes":
            if core.covers(wording, phrase=True) >= TAKEN_FOR_GRANTED:
                groups[focal].append(wording)
                reasons[mention] = "its words stand in the claim this story turns on"
            continue
        if mention.attribution in corroborated and any(home[w.mention] == focal for w in inside):
            groups[focal].append(wording)
            reasons[mention] = f"“{mention.pointer}” stands for the story, which another outlet is said to have as well"
            continue
        if mention.pointer in PRONOUN_POINTERS:
            before = [w for w in inside if w.mention.span.end <= mention.about.start and w.mention.attribution is not None]
            if before:
                groups[home[before[-1].mention]].append(wording)
                words = before[-1].mention.about.cut(texts[mention.about.doc])
                reasons[mention] = f"“{mention.pointer}” takes up the words before: “{_short(words)}”"
            continue
        best = _says_itself(wording, full)
        if best is not None:
            groups[home[best.mention]].append(wording)
            reasons[mention] = f"“{mention.pointer}” says itself what it stands for"
        elif any(home[w.mention] == focal for w in inside):
            groups[focal].append(wording)
            reasons[mention] = f"“{mention.pointer}” stands for the claim this story turns on, which the report puts forward"


def _says_itself(wording: Wording, full: Sequence[Wording]) -> Wording | None:
    kept = [k for k, word in enumerate(wording.lemmas) if word not in POINTERS]
    if len(kept) < MIN_WORDS + 1:
        return None
    bare = replace(wording, lemmas=tuple(wording.lemmas[k] for k in kept), depths=tuple(wording.depths[k] for k in kept))
    similar = alignment([bare, *full])[0, 1:]
    best = int(similar.argmax())
    return full[best] if similar[best] >= POINTS_WITH_WORDS else None


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
