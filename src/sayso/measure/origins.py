"""How many independent origins a claim has once repetition is stripped away, and why.

An origin is an ultimate source after merging. The same party counts once, whatever the number of reports; unnamed
people through one outlet count once; an outlet counts as their carrier, not as a second source; a source that only some
report says exists is claimed, not counted; a report that names nobody counts as no origin. STANAG 2511 asks for exactly
this before it lets information be called confirmed. Independence is not established until the text establishes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.link.descriptions import ends_of_headlines, ends_of_leads
from sayso.marks import quoted_stretches
from sayso.measure.affiliations import affiliations
from sayso.measure.citations import (
    Citations,
    Quoted,
    citations_of,
    copied_from,
    outlets_of_reports,
    said_in,
    why_dependent,
    with_headlines_joined,
    with_leads_named,
    with_quotations_named,
    with_relays_joined,
)
from sayso.measure.own_account import account_of, with_own_accounts
from sayso.measure.publishers import bodies_of_reports, newspapers_of_reports
from sayso.measure.standing import in_other_words_only, not_shown_apart, not_shown_new, only_taken_up
from sayso.measure.voices import NOBODY, Speakers, Voice, denier, voices_of
from sayso.names import plain_name
from sayso.records import (
    Attribution,
    Claim,
    Document,
    Lineage,
    Origin,
    Party,
    Passage,
    Sentence,
    Source,
    Span,
    by_id,
    record_id,
)

# Words by which a report says that somebody else has it too.
CORROBORATING = re.compile(
    r"\b(?:independent(?:ly)?|separate(?:ly)?|also|too|later|confirm(?:s|ed)?|corroborat\w+|match(?:es|ed)?)\b", re.I
)


@dataclass(frozen=True)
class Story:
    """What the count of every claim of a story looks at."""

    lineages: Sequence[Lineage]
    passages: Sequence[Passage]
    known: dict[str, Source]
    texts: dict[str, str]
    quoted: Quoted
    names: dict[str, str]  # of parties, by id
    own: dict[str, Party]  # the outlet of each report, by document id


def count_origins(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    parties: Sequence[Party],
    claims: Sequence[Claim],
    lineages: Sequence[Lineage],
    passages: Sequence[Passage] = (),
) -> Iterator[Origin]:
    """Origins of every claim of a story: those counted, those only claimed, and what was not counted, each with the reason."""
    texts = {document.id: document.text for document in documents}
    quoted = {d.id: [(s.start, s.end) for s in quoted_stretches(d) if s.sure_start] for d in documents}
    own = outlets_of_reports(documents, parties)
    story = Story(
        lineages,
        passages,
        by_id(sources),
        texts,
        quoted,
        {record_id(party): party.name for party in parties},
        own,
    )
    party_at = {span: party for party in parties if party.kind != "report" for span in party.mentions}
    bodies = bodies_of_reports(documents, parties, own)
    newspapers = newspapers_of_reports(documents, parties, own, bodies)
    speakers = Speakers(story.known, party_at, affiliations(parties, texts, bodies), newspapers, bodies)
    account = account_of(documents, sentences, attributions, parties, speakers)
    headlines = ends_of_headlines(sentences)
    leads = ends_of_leads(sentences)
    for claim in claims:
        voices = list(voices_of(claim, speakers))
        against = frozenset(who for member in claim.members if (who := denier(member, speakers)))
        voices = with_own_accounts(with_relays_joined(voices, own), account, against)
        voices = with_quotations_named(with_leads_named(voices, story.known, leads), texts, quoted)
        voices = with_headlines_joined(voices, headlines)
        yield from _origins(claim, voices, parties, story)


# ── origins ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _origins(claim: Claim, voices: Sequence[Voice], parties: Sequence[Party], story: Story) -> Iterator[Origin]:
    carriers = _carriers(voices)
    citations = citations_of(voices, story.own)
    groups: dict[str, list[Voice]] = {}
    for voice in voices:
        groups.setdefault(_group_key(voice, carriers, voices), []).append(voice)
    merged = _one_statement(groups, story.texts, story.quoted)
    made: list[Origin] = []
    keys = sorted(merged)
    for key in keys:
        members = merged[key]
        origin = _origin(record_id(claim), key, members, story)
        made.append(_as_dependent(origin, key, members, merged, citations, story))
    words = [frozenset(v.name for v in merged[k] if v.sourcing_class == "anonymous") for k in keys]
    weak = [all(v.taken_up for v in merged[k]) for k in keys]
    unsure = [all(v.member.inferred for v in merged[k]) for k in keys]
    made = list(in_other_words_only(made, unsure))
    made = list(only_taken_up(list(not_shown_apart(list(not_shown_new(made, words)))), weak))
    counted = [origin for origin in made if origin.standing == "counted"]
    wording = claim.wording.cut(story.texts[claim.wording.doc])
    for origin in made:
        if origin.standing == "counted":
            verdict = verdict_among(origin, counted) if len(counted) > 1 else origin.verdict
            yield replace(origin, verdict=verdict, because=origin.because + _interest(origin, parties, wording))
        else:
            yield origin


def _as_dependent(
    origin: Origin, key: str, voices: Sequence[Voice], groups: dict[str, list[Voice]], citations: Citations, story: Story
) -> Origin:
    """The origin as it is, or not counted where it only hands on what another one has."""
    if origin.standing != "counted":
        return origin
    if all(voice.denies for voice in voices):
        because = f"{origin.name} denies it in the same report: the words are those that it speaks of"
        return replace(origin, verdict="not established", standing="not counted", because=because)
    why = why_dependent(voices, citations, story.names)
    if not why and not key.startswith("unnamed"):
        larger = [k for k in sorted(groups) if k not in (key, NOBODY) and (len(groups[k]), k) > (len(voices), key)]
        parent = next((k for k in larger if copied_from(groups[k], voices, story.passages, story.texts)), None)
        if parent is not None:
            why = f"the same text stands in another report and gives it on the word of {_most_given(groups[parent])[0]}"
    if not why:
        return origin
    return replace(origin, verdict="dependent", standing="not counted", because=why)


def _interest(origin: Origin, parties: Sequence[Party], wording: str) -> str:
    """An interested party is one of whom the claim itself speaks."""
    for party in parties:
        if record_id(party) in origin.parties and party.kind in ("person", "organisation"):
            names = {plain_name(name) for name in party.names} | {plain_name(party.name).split()[-1]}
            if any(len(name) > 2 and name[:1].isupper() and re.search(rf"\b{re.escape(name)}\b", wording) for name in names):
                return f"; the claim is about {party.name}: an interested party"
    return ""


def _one_statement(groups: dict[str, list[Voice]], texts: dict[str, str], quoted: Quoted) -> dict[str, list[Voice]]:
    """Parties under two names whose words are quoted alike made one statement: it counts once.

    The same run of words must stand inside quotation marks on one side: two parties that put one claim in like words are two.
    """
    keys = [key for key in sorted(groups) if key != NOBODY and not key.startswith(("unnamed", "claimed "))]
    runs: dict[str, set[tuple[str, ...]]] = {}
    marked: dict[str, set[tuple[str, ...]]] = {}
    for key in keys:
        runs[key], marked[key] = said_in(groups[key], texts, quoted)
    root = {key: key for key in groups}
    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            if marked[left] & runs[right] or runs[left] & marked[right]:
                old, new = root[right], root[left]
                root = {key: new if above == old else above for key, above in root.items()}
    merged: dict[str, list[Voice]] = {}
    for key in sorted(groups):
        merged.setdefault(root[key], []).extend(groups[key])
    return merged


def _carriers(voices: Sequence[Voice]) -> dict[str, str]:
    """For each outlet through which unnamed people speak (party ids), the outlet nearest to them."""
    found: dict[str, str] = {}
    for voice in sorted(voices, key=lambda voice: voice.name):
        if voice.sourcing_class == "anonymous" and voice.outlets:
            nearest = voice.outlets[-1][0]
            found[nearest] = nearest
            for party, _ in voice.outlets:
                found.setdefault(party, nearest)
    return found


def _group_key(voice: Voice, carriers: dict[str, str], voices: Sequence[Voice]) -> str:
    """Under which origin a voice falls; outlets fall to the unnamed people they carry, unnamed people without outlet as well."""
    if voice.sourcing_class == "outlet" and voice.party in carriers and not voice.pointing:
        return f"unnamed via {carriers[voice.party]}"
    if voice.sourcing_class == "anonymous":
        through = voice.outlets[-1][0] if voice.outlets else None
        if through is None and carriers:
            names = {party: name for other in voices for party, name in other.outlets}
            through = min(set(carriers.values()), key=lambda party: (names.get(party, ""), party))
        return f"unnamed via {through}" if through else "unnamed"
    if voice.sourcing_class == "outlet" and voice.pointing:
        return f"claimed {voice.key}"
    return voice.key


def _origin(claim: str, key: str, voices: Sequence[Voice], story: Story) -> Origin:
    spans = tuple(sorted({voice.member.span for voice in voices}))
    reports = len({span.doc for span in spans})
    parties = tuple(dict.fromkeys(voice.party for voice in voices if voice.party))
    via = tuple(dict.fromkeys(party for voice in voices for party, _ in voice.outlets))
    shared = _shared_parent(spans, story.lineages)
    if key == NOBODY:
        because = f"{_reports(reports, 'put')} it forward without naming anybody; a record that names nobody counts as no origin"
        return Origin(claim, NOBODY, voices[0].sourcing_class, (), via, spans, "not established", "not counted", because + shared)
    if key.startswith("claimed "):
        words = _corroborating(voices, story.texts)
        because = (
            f"{voices[0].name} is said to have it as well{words}; what it wrote is not in the files, so it is claimed, not counted"
        )
        return Origin(claim, voices[0].name, "outlet", parties, via, spans, "not established", "claimed", because)
    if key.startswith("unnamed"):
        return _unnamed(claim, voices, spans, shared)
    name, sourcing_class = _most_given(voices)
    others = sorted({voice.name for voice in voices} - {name})
    if all(voice.sourcing_class == "outlet" for voice in voices):
        because = f"{_reports(reports, 'give')} it on {name}'s word; whom the outlet relies on is not said here"
    elif reports == 1:
        because = f"one report gives it on the word of {name}"
    else:
        because = f"{_reports(reports, 'give')} it on the word of {name}: the same party counts once"
    if others:
        because += f"; {', '.join(others)}: the same quoted words, so one statement"
    return Origin(claim, name, sourcing_class, parties, via, spans, "same", "counted", because + shared)


def _most_given(voices: Sequence[Voice]) -> tuple[str, str]:
    """The name most voices have for an origin, and its class; ties by the alphabet."""
    names = Counter((voice.name, voice.sourcing_class) for voice in voices)
    return max(sorted(names), key=lambda pair: names[pair])


def _unnamed(claim: str, voices: Sequence[Voice], spans: tuple[Span, ...], shared: str) -> Origin:
    people = [voice for voice in voices if voice.sourcing_class == "anonymous"]
    names = Counter(plain_name(voice.name) for voice in people)
    name = max(names, key=lambda name: (names[name], len(name.split()), name))
    outlet_names = sorted({n for voice in people for _, n in voice.outlets})
    via = tuple(dict.fromkeys(party for voice in people for party, _ in voice.outlets))
    parties = tuple(dict.fromkeys(voice.party for voice in people if voice.party))
    parts = [f"unnamed sources ({'; '.join(sorted(names))})"]
    parts.append(
        f"all through {' and '.join(outlet_names)}: one origin"
        if outlet_names
        else "no outlet named, nothing shows that they are several: one origin"
    )
    bare = sum(voice.sourcing_class == "outlet" for voice in voices)
    if bare:
        parts.append(
            f"{bare} mention{'s' if bare > 1 else ''} of {' and '.join(outlet_names)} alone leave the people out and add no origin"
        )
    if outlet_names and any(not voice.outlets for voice in people):
        parts.append("a mention that leaves the outlet out is not shown to be somebody else")
    return Origin(claim, name, "anonymous", parties, via, spans, "same", "counted", "; ".join(parts) + shared)


def verdict_among(origin: Origin, counted: Sequence[Origin]) -> str:
    """Several counted origins: independent only where named parties speak for themselves, not through one outlet."""
    others = [other for other in counted if other is not origin]
    apart = all(not set(origin.via) & set(other.via) for other in others)
    on_record = origin.sourcing_class in ("named", "organisation", "document", "social post")
    return "independent" if apart and on_record and all(o.sourcing_class != "anonymous" for o in others) else "not established"


def _corroborating(voices: Iterable[Voice], texts: dict[str, str]) -> str:
    for voice in voices:
        span = voice.member.span
        line_end = texts[span.doc].find(".", span.end)
        words = texts[span.doc][span.start : line_end if 0 <= line_end - span.end < 80 else span.end]
        found = CORROBORATING.search(words)
        if found:
            return f" (“{found[0]}”)"
    return ""


def _shared_parent(spans: Sequence[Span], lineages: Sequence[Lineage]) -> str:
    docs = {span.doc for span in spans}
    for lineage in lineages:
        if len(docs & set(lineage.children)) > 1:
            return "; reports that rework one text count once"
    return ""


def _reports(count: int, verb: str) -> str:
    """
    >>> _reports(1, "give"), _reports(3, "put")
    ('1 report gives', '3 reports put')
    """
    return f"1 report {verb}s" if count == 1 else f"{count} reports {verb}"
