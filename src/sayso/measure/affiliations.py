"""For whom people speak: "Inga Thorsby, a spokeswoman for Tamarley Water" is Tamarley Water, which counts once.

Told by the words of a source, or by those that stand beside the name anywhere in the story: "Tamarley Water's director, Inga
Thorsby", "Inga Thorsby of Tamarley Water", and in a release "our director, Inga Thorsby". Who has left a body, and who only
works there, speaks for nobody else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.measure.publishers import Body
from sayso.names import name_key, plain_name
from sayso.records import Party, Span, record_id

ROLE = (
    r"(?:spokes\w+|press officer|(?:press|media) (?:chief|officer)|speaks for|chief|president|minister|director|head|chair\w*|"
    r"secretary|ambassador|leader|boss|manager|owner|founder|ceo|executive|commissioner|superintendent|commander|counsel|"
    r"representative|organi[sz]er|prosecutor|coordinator|principal|rector|curator|governor|captain)(?:[- ]general)?"
)
SPEAKS_FOR = re.compile(rf"\b{ROLE}\b", re.I)
LEFT = re.compile(r"\b(?:former\w*|ex|once|retired|sacked|dismissed|suspended|ousted|fired|resigned|until|then)\b", re.I)
PARAGRAPH = 400  # characters back to the body of "its director, Inga Thorsby" (by eye)
BEFORE, BEHIND = 90, 110  # characters beside a name in which its role and its body stand (by eye)
SENTENCE_END = re.compile(r"[.!?;:\"“”\n]")
WORDS = r"(?:[\w’'-]+,? )"
PLAIN = r"(?:[a-z-]+ )"  # words of a role that name no owner
SHORTEST = 3  # letters of a body's name


def affiliations(parties: Sequence[Party], texts: Mapping[str, str], bodies: Mapping[str, Body] | None = None) -> dict[str, Body]:
    """For people who speak for a body, the body (by party id); `bodies` put out releases, by document id."""
    released = bodies or {}
    named = _bodies_by_name(parties, released)
    if not named:
        return {}
    said = "|".join(re.escape(name) for name in sorted(named, key=lambda name: (-len(name), name)))
    beside = _patterns(said)
    any_body = re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.I)
    by_case = {name.lower(): body for name, body in named.items()}
    ids = {body.party for body in named.values()}
    found: dict[str, Body] = {}
    for person in parties:
        if person.kind not in ("person", "organisation") or record_id(person) in ids:
            continue
        told = Counter(_told(person, texts, released, beside, any_body, by_case))
        if told:
            best = max(told, key=lambda body: (told[body], body.name))
            found[record_id(person)] = best
    return found


def _bodies_by_name(parties: Sequence[Party], released: Mapping[str, Body]) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for party in parties:
        if party.kind == "organisation":
            for name in party.names:
                bare = plain_name(name)
                if len(bare) >= SHORTEST and not SPEAKS_FOR.search(bare):
                    found.setdefault(bare, Body(record_id(party), party.name))
    for body in released.values():
        names = [body.name, *(plain_name(name) for party in parties if record_id(party) == body.party for name in party.names)]
        found.update({name: body for name in names if len(name) >= SHORTEST})
    return found


def _patterns(said: str) -> tuple[re.Pattern[str], ...]:
    """Where a body stands beside a role and a name: before the name, and behind it."""
    body = rf"(?<!\w)(?P<body>{said})(?!\w)"
    before = rf"{body}(?:['’]s?)?,? {WORDS}{{0,3}}?{ROLE},? (?:\w+\.? )?$"
    of_before = rf"\b{ROLE} (?:[\w-]+ ){{0,2}}?(?:of|at|for|with|in) (?:the )?{body},? $"
    role_of = rf"^,? {WORDS}{{0,5}}?{ROLE},? {WORDS}{{0,4}}?(?:of|at|for|with|in) (?:the )?(?:[\w-]+ ){{0,2}}?{body}"
    whose_role = rf"^, (?:the )?{body}(?:['’]s?)? {WORDS}{{0,3}}?{ROLE}\b"
    of = rf"^(?:,? for|,? of|,? from|, who (?:heads|leads|runs|chairs|speaks for)|, speaking for) (?:the )?{body}"
    return tuple(re.compile(pattern, re.I) for pattern in (before, of_before, role_of, whose_role, of))


def _told(
    person: Party,
    texts: Mapping[str, str],
    released: Mapping[str, Body],
    beside: Sequence[re.Pattern[str]],
    any_body: re.Pattern[str],
    by_case: Mapping[str, Body],
) -> list[Body]:
    """Each time the story says for whom somebody speaks."""
    found: list[Body] = []
    for span in person.mentions:
        words = span.cut(texts[span.doc])
        inside = max(any_body.finditer(words), key=lambda hit: hit.end() - hit.start(), default=None)
        if inside is not None and SPEAKS_FOR.search(words) and not LEFT.search(words):
            found.append(by_case[inside[0].lower()])
    for place in _places(person, texts):
        text = texts[place.doc]
        ahead = SENTENCE_END.split(text[max(0, place.start - BEFORE) : place.start])[-1]
        behind = SENTENCE_END.split(text[place.end : place.end + BEHIND])[0]
        hits = [hit for k, pattern in enumerate(beside) if (hit := pattern.search(ahead if k < 2 else behind))]
        told = [by_case[hit["body"].lower()] for hit in hits if not LEFT.search(hit[0])]
        left = LEFT.search(ahead[-40:]) or LEFT.search(behind[:40])
        found += told[:1]
        if not hits and not left and (_ends_in_role(ahead) or _goes_on_with_role(behind)):
            before = text[max(0, place.start - PARAGRAPH) : place.start].split("\n")[-1]
            last = max(any_body.finditer(before), key=lambda hit: hit.end(), default=None)
            if place.doc in released:
                found.append(released[place.doc])
            elif last is not None:
                found.append(by_case[last[0].lower()])
    return found


def _places(person: Party, texts: Mapping[str, str]) -> list[Span]:
    """Everywhere the story has a name of two words or more, and where its source stands."""
    found: set[Span] = set()
    for name in person.names:
        words = plain_name(name.split(",")[0]).split()
        bare = " ".join(words[-2:])
        if len(words) > 1 and bare[:1].isupper() and words[-1][:1].isupper() and name_key(name):
            for doc, text in texts.items():
                found.update(Span(doc, m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", text))
    return sorted(found)


def _ends_in_role(ahead: str) -> bool:
    """ "A spokeswoman, …", "its director …": whose, the words do not say."""
    return re.search(rf"(?:^|\b(?:an?|its|their|our|the) ){PLAIN}{{0,2}}?{ROLE},? $", ahead, re.I) is not None


def _goes_on_with_role(behind: str) -> bool:
    return re.match(rf"^, (?:(?:an?|its|their|our|the) )?{PLAIN}{{0,2}}?{ROLE}(?:,|$)", behind, re.I) is not None
