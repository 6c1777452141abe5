"""The claim a story turns on, and what is given to it although its words alone would not: mentions that only point
("these allegations"), that take it for granted ("the Russian bounties"), or that contest it in other words ("nobody touched it").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import AFFAIRS, ALLEGED, POINTERS
from sayso.link.propositions import MIN_WORDS, Wording, alignment, telling_words
from sayso.names import name_key
from sayso.records import Attribution, ClaimMention, Position, Source, record_id
from sayso.words import alikeness_between

POINTS_WITH_WORDS = 0.5  # a pointer that says something itself ("allegations about …") goes where it aligns this well
LEAST_CONTESTED = 3  # mentions; fewer tell nothing about what a story turns on
# Mean likeness to a group at which a contested mention counts for it (four stories with gold, six without).
IN_LIKE_WORDS = 0.16
OWN_DENIAL = "a denial in other words"
# Mean likeness to the focal group at which a mention that is denied, doubted, asked or alleged belongs to it.
CLOSE = 0.25
CONTESTED = 0.65  # share of the focal group's likeness to what is contested that another contested mention must have
TWINS = 0.6  # similarity at which two mentions of two reports are taken to say the very same
TAKEN_FOR_GRANTED = 0.8  # share of the words of a phrase that must stand in the focal claim, names of affairs left out
PRONOUN_POINTERS = frozenset("it this that they these those".split())
AGAINST = frozenset(("denies", "doubts", "asks"))
# Beginnings of cues that leave open what they bring in, where nobody stands behind it by name.
ALLEGING = ("accus", "alleg", "claim", "insinuat", "rumo", "suggest")
NOT_ITS_WORDS = AFFAIRS | ALLEGED  # of a phrase: they say nothing of what it stands for
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


class Core:
    """The wordings of the focal claim, and how telling each word of the story is."""

    def __init__(self, wordings: Sequence[Wording], telling: Mapping[str, float]) -> None:
        self.telling = telling
        self.rarest = max(telling.values(), default=1.0)  # what a word weighs that no proposition has
        self.own = sorted({lemma for wording in wordings for lemma in wording.lemmas})
        column = {lemma: k for k, lemma in enumerate(self.own)}
        self.columns = [[column[lemma] for lemma in wording.lemmas] for wording in wordings]
        self.roles = [wording.roles for wording in wordings]

    def is_named_by(self, phrase: Wording) -> bool:
        """Whether nearly all of a phrase's words have an alike one in the claim, and it says what happened.

        "The Russian unit" finds all its words in one part of a wording; "the Russian bounties" in two, of which one is the deed or
        what it is done to, and its own noun is one of these.
        """
        words = [k for k, word in enumerate(phrase.lemmas) if word not in NOT_ITS_WORDS]
        if not words or not self.own:
            return False
        alike = alikeness_between([phrase.lemmas[k] for k in words], self.own)
        weights = np.array([self.telling.get(phrase.lemmas[k], self.rarest) * phrase.depths[k] for k in words])
        if weights @ alike.max(axis=1) < TAKEN_FOR_GRANTED * weights.sum():
            return False
        return self._says_what_happened(alike, [n for n, k in enumerate(words) if phrase.roles[k] == "head"])

    def _says_what_happened(self, alike: Reals, nouns: Sequence[int]) -> bool:
        """`nouns`: which of the words is the phrase's own noun; none where that names the affair."""
        found = [
            [{roles[k] for k in np.flatnonzero(row)} for row in alike[:, columns]]
            for columns, roles in zip(self.columns, self.roles, strict=True)
        ]
        if any(set.intersection(*parts) for parts in found) or not any(map(_in_two_parts, found)):
            return False
        return not nouns or any(not DEED.isdisjoint(_kinds(parts[n])) for parts in found for n in nouns)


def _in_two_parts(parts: Sequence[set[str]]) -> bool:
    """Two words stand in two parts of a wording, one of them the deed or its object."""
    pairs = ((a, b) for left, right in combinations(parts, 2) for a in left for b in right)
    return any(a != b and not DEED.isdisjoint(_kinds((a, b))) for a, b in pairs)


def _kinds(roles: Collection[str]) -> set[str]:
    return {role.split()[0] for role in roles}


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
    own = {lemma for i in group if not wordings[i].negated for lemma in wordings[i].lemmas}
    found: dict[int, str] = {}
    for i, wording in enumerate(wordings):
        how = stand.get(wording.mention)
        if not how or i in group or not _can_be_about(wording, how, own):
            continue
        if level > 0 and (near[i] >= level or (how != OWN_DENIAL and close[i] >= CLOSE)):
            found[i] = f"{how}: taken to be about the claim this story turns on"
    docs = np.array([w.mention.span.doc for w in wordings])
    twin = (similar >= TWINS) & (docs[:, None] != docs[None, :])
    inside = {*group, *found}
    return {i: why for i, why in found.items() if inside.issuperset(np.flatnonzero(twin[i]).tolist())}


def _can_be_about(wording: Wording, how: str, words: set[str]) -> bool:
    """A clause that is denied or asked may have other words than the claim. What somebody says of himself in the negative, and a
    thing that is denied ("the air strikes"), must have one of its words; whoever denies a claim by that name says which.
    """
    if how != OWN_DENIAL and (wording.verbal or not POINTERS.isdisjoint(wording.lemmas)):
        return True
    return not words.isdisjoint(wording.lemmas)


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
            if core.is_named_by(wording):
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
