"""Which outlet has a claim from which other, and what that leaves: relays, circles, copies, and the unnamed man of a lead.

An outlet whose own report is in the files is no origin beside it; outlets that only cite each other have it from nobody; two
reports that share a text have its source once; whom a lead leaves unnamed and the body names is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.measure.voices import NOBODY, Voice
from sayso.names import HOST, is_name_of_host, name_key, plain_name
from sayso.records import Document, Party, Passage, Source, Span, record_id
from sayso.wording import word_runs

Quoted = dict[str, list[tuple[int, int]]]  # by document, the stretches inside quotation marks
ON_ITS_OWN = frozenset(("named", "organisation", "document", "anonymous", "social post"))
MASTHEAD_LINES = 3  # an outlet's name stands alone on one of the first lines (by eye)
DATELINE = 300  # characters in which an agency signs: "HARWICK, 3 May (Coastwire) -" (by eye)
SHORTEST_NAME = 4  # letters of an outlet's name that a file's name tells apart from other words (by eye)
SHARED_RUN = 3  # words in a row that two places of one shared passage have in common (by eye)
SAME_WHOLE = 4  # words of a whole quotation that two parties do not happen to say alike (by eye)
SAME_RUN = 5  # words in a row that two parties do not happen to share in one claim (by eye)
KEPT_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|insiders?|familiar|anonym\w+|unnamed|spokes\w+|another|other|third|user)\b", re.I
)


@dataclass(frozen=True)
class Citations:
    """Who cites whom on one claim (party ids of outlets), and who has it from somebody else than an outlet."""

    cites: dict[str, frozenset[str]]
    grounded: frozenset[str]
    own: frozenset[str]  # outlets whose own report of it is in the files

    def behind(self, outlet: str) -> frozenset[str]:
        """All outlets that it leads to, itself only where it comes back to itself."""
        found: set[str] = set()
        left = set(self.cites.get(outlet, ()))
        while left:
            one = left.pop()
            found.add(one)
            left |= self.cites.get(one, frozenset()) - found
        return frozenset(found)

    def circle(self, outlet: str) -> frozenset[str]:
        """The outlets of a circle that it stands in or leads to, where nobody of these has it from elsewhere."""
        behind = self.behind(outlet)
        if ({outlet} | behind) & self.grounded or any(not self.cites.get(one) for one in behind):
            return frozenset()
        return frozenset(one for one in behind if one in self.behind(one))


# ── whose report it is ───────────────────────────────────────────────────────────────────────────────────────────────


def outlets_of_reports(documents: Sequence[Document], parties: Sequence[Party]) -> dict[str, Party]:
    """For reports whose own outlet is one that the story speaks of, that outlet (by document id).

    Told by metadata, address, file name, the first lines or an agency's dateline; two outlets that fit are none.
    """
    outlets = [party for party in parties if party.kind == "outlet"]
    found = {}
    for document in documents:
        own = [party for party in outlets if any(_is_of(document, name) for name in party.names)]
        if len(own) == 1:
            found[document.id] = own[0]
    return found


def _is_of(document: Document, name: str) -> bool:
    key = name_key(name)
    if document.outlet:
        return name_key(document.outlet) == key or f" {name_key(document.outlet)}".endswith(f" {key}")
    host = document.uri.split("//")[-1].split("/")[0] if document.uri.startswith("http") else ""
    if host and HOST.fullmatch(host):
        return is_name_of_host(name, host)
    words = re.findall(r"\w+", key)
    stem = re.findall(r"[^\W_]+", document.name.rsplit(".", 1)[0].lower())
    in_stem = any(stem[k : k + len(words)] == words for k in range(len(stem))) and len("".join(words)) >= SHORTEST_NAME
    lines = [line.strip() for line in document.text.split("\n") if line.strip()][:MASTHEAD_LINES]
    signed = re.search(rf"\({re.escape(plain_name(name))}\)\s*[-–—]", document.text[:DATELINE])
    return in_stem or any(name_key(line) == key for line in lines) or signed is not None


# ── who has it from whom ─────────────────────────────────────────────────────────────────────────────────────────────


def citations_of(voices: Iterable[Voice], own: dict[str, Party]) -> Citations:
    cites: dict[str, set[str]] = defaultdict(set)
    grounded: set[str] = set()
    here: set[str] = set()
    for voice in voices:
        report = own.get(voice.member.span.doc)
        way = [record_id(report)] if report is not None else []
        here.update(way)
        way += [party for party, _ in voice.outlets if party not in way]
        if voice.sourcing_class in ON_ITS_OWN:
            grounded.update(way)
        elif voice.sourcing_class == "outlet" and voice.party is not None and not voice.pointing:
            way += [voice.party] if voice.party not in way else []
        for first, second in pairwise(way):
            cites[first].add(second)
    return Citations({one: frozenset(others) for one, others in cites.items()}, frozenset(grounded), frozenset(here))


def why_dependent(voices: Sequence[Voice], citations: Citations, names: dict[str, str]) -> str:
    """Why an outlet is no origin of its own; "" where nothing shows it."""
    parties = {voice.party for voice in voices}
    outlet = voices[0].party
    if outlet is None or len(parties) != 1 or any(voice.sourcing_class != "outlet" for voice in voices):
        return ""
    circle = citations.circle(outlet)
    if circle:
        named = " and ".join(sorted(names[one] for one in circle))
        return f"circular: {named} have it from each other, and nobody of them from elsewhere, so it counts for nothing"
    behind = sorted(names[one] for one in citations.behind(outlet) - {outlet})
    if behind:
        return f"{names[outlet]} has it from {' and '.join(behind)}, so it is no origin of its own"
    if outlet in citations.own:
        what = "names whom it has it from" if outlet in citations.grounded else "names nobody"
        return f"{names[outlet]}'s own report is in the files and {what}; who relays it adds nothing"
    return ""


# ── one text in two reports ──────────────────────────────────────────────────────────────────────────────────────────


def copied_from(left: Sequence[Voice], right: Sequence[Voice], passages: Sequence[Passage], texts: dict[str, str]) -> bool:
    """Whether every voice of `right` stands in a text that another report shares, and gives on the word of `left` there."""
    return all(any(_one_text(mine, other, left, right, passages, texts) for other in left) for mine in right)


def _one_text(
    mine: Voice, other: Voice, left: Sequence[Voice], right: Sequence[Voice], passages: Sequence[Passage], texts: dict[str, str]
) -> bool:
    here, there = mine.member.span, other.member.span
    if here.doc == there.doc or not any(_both_in(passage, here, there) for passage in passages):
        return False
    both_here = any(voice.member.span.overlaps(here) for voice in left)
    both_there = any(voice.member.span.overlaps(there) for voice in right)
    if both_here or both_there:
        return False  # "Lund and Reed said": both reports have both
    first, second = (set(word_runs(span.cut(texts[span.doc]), SHARED_RUN)) for span in (here, there))
    return bool(first & second)


def _both_in(passage: Passage, here: Span, there: Span) -> bool:
    return (_mostly_in(here, passage.left) and _mostly_in(there, passage.right)) or (
        _mostly_in(there, passage.left) and _mostly_in(here, passage.right)
    )


def _mostly_in(span: Span, stretch: Span) -> bool:
    return 2 * span.shared(stretch) >= span.end - span.start


def _on_the_word_of(who: Voice, voice: Voice) -> Voice:
    """The same mention, with another behind it."""
    return replace(voice, key=who.key, name=who.name, sourcing_class=who.sourcing_class, party=who.party)


def with_relays_joined(voices: Sequence[Voice], own: dict[str, Party]) -> list[Voice]:
    """Unnamed people and papers through an outlet whose own report is in the files are whom that report has it from."""
    report_of: dict[str, str] = {}
    for doc, party in sorted(own.items()):
        report_of.setdefault(record_id(party), doc)
    there: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.key != NOBODY and voice.sourcing_class in ON_ITS_OWN:
            there[voice.member.span.doc].append(voice)
    done = []
    for voice in voices:
        through = [report_of[party] for party, _ in voice.outlets if party in report_of]
        first = next((doc for doc in reversed(through) if doc != voice.member.span.doc), None)
        whom = there.get(first or "", ())
        if voice.sourcing_class in ("anonymous", "document") and whom and all(other.key != voice.key for other in whom):
            who = min(whom, key=lambda other: (other.sourcing_class != voice.sourcing_class, other.member.span))
            voice = replace(_on_the_word_of(who, voice), outlets=who.outlets)
        done.append(voice)
    return done


def with_headlines_joined(voices: Sequence[Voice], ends: dict[str, int]) -> list[Voice]:
    """Whom a headline alone names, "Company: brakes failed", is whom the report below has it from, where that is one.

    `ends` is where the headlines of each report end.
    """
    below: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in voices:
        if voice.key != NOBODY and voice.member.span.start >= ends.get(voice.member.span.doc, 0):
            below[voice.member.span.doc].setdefault(voice.key, voice)
    done = []
    for voice in voices:
        doc = voice.member.span.doc
        others = below.get(doc, {})
        in_headline = voice.member.span.start < ends.get(doc, 0)
        if in_headline and voice.key != NOBODY and len(others) == 1 and voice.key not in others:
            who = next(iter(others.values()))
            voice = replace(_on_the_word_of(who, voice), outlets=who.outlets)
        done.append(voice)
    return done


# ── the lead ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def with_leads_named(voices: Sequence[Voice], known: dict[str, Source], leads: dict[str, int]) -> list[Voice]:
    """ "A cleric has called it a sin": who a headline or lead leaves unnamed is whom the report names for the same claim.

    Only where it names one person for it, and where the words do not keep a name back ("an official").
    """
    named: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in voices:
        if voice.sourcing_class == "named" and voice.key != NOBODY:
            named[voice.member.span.doc][voice.key] = voice
    return [_named_later(voice, named[voice.member.span.doc], known, leads) for voice in voices]


def _named_later(voice: Voice, named: dict[str, Voice], known: dict[str, Source], leads: dict[str, int]) -> Voice:
    source = known.get(voice.member.source or "")
    in_lead = source is not None and source.span.start < leads.get(voice.member.span.doc, 0)
    if voice.sourcing_class != "anonymous" or not in_lead or len(named) != 1 or voice.outlets or not _is_one_person(voice.name):
        return voice
    who = next(iter(named.values()))
    return _on_the_word_of(who, voice)


def _is_one_person(name: str) -> bool:
    """
    >>> [_is_one_person(name) for name in ("A widower from Harwick", "Harwick cleric", "an official", "two sailors")]
    [True, True, False, False]
    """
    words = re.split(r",|\s(?:of|for|at|in|who|that|from|with|whose)\b", name)[0].split()
    return bool(words) and not words[-1].endswith("s") and KEPT_UNNAMED.search(name) is None and not words[0][:1].isdigit()


# ── the same quotation ───────────────────────────────────────────────────────────────────────────────────────────────


def said_in(voices: Iterable[Voice], texts: dict[str, str], quoted: Quoted) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """The telling runs of words in which some voices put a claim: all of them, and those inside quotation marks."""
    spans = [voice.member.span for voice in voices]
    inside = [Span(s.doc, max(s.start, a), min(s.end, b)) for s in spans for a, b in quoted[s.doc] if a < s.end and s.start < b]
    runs, marked = ({run for span in some for run in _telling_runs(span.cut(texts[span.doc]))} for some in (spans, inside))
    return runs, marked


def _telling_runs(words: str) -> set[tuple[str, ...]]:
    """Runs of words that two people do not happen to share; of a short quotation all its words."""
    return word_runs(words, SAME_RUN) or word_runs(words, SAME_WHOLE)


def with_quotations_named(voices: Sequence[Voice], texts: dict[str, str], quoted: Quoted) -> list[Voice]:
    """ "One local", whose quoted words another report has from Ada Lund, is she: of several, who has most of the words."""
    named: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.sourcing_class in ("named", "organisation") and voice.key != NOBODY:
            named[voice.key].append(voice)
    said = {key: said_in(several, texts, quoted) for key, several in named.items()}
    done = []
    for voice in voices:
        if voice.sourcing_class == "anonymous":
            runs, marked = said_in([voice], texts, quoted)
            shared = {key: len(marked & theirs) + len(runs & inside) for key, (theirs, inside) in said.items()}
            best = max(sorted(shared), key=lambda key: shared[key], default="")
            who = named[best][0] if shared.get(best) else voice
            voice = _on_the_word_of(who, voice)
        done.append(voice)
    return done
