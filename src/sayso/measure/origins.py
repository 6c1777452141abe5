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

from sayso.marks import quoted_stretches
from sayso.names import name_key, plain_name
from sayso.records import (
    Attribution,
    ChainLink,
    Claim,
    Document,
    Lineage,
    Member,
    Origin,
    Party,
    Sentence,
    Source,
    Span,
    by_id,
    record_id,
)
from sayso.wording import word_runs

# Words by which a report says that somebody else has it too.
CORROBORATING = re.compile(
    r"\b(?:independent(?:ly)?|separate(?:ly)?|also|too|later|confirm(?:s|ed)?|corroborat\w+|match(?:es|ed)?)\b", re.I
)
SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|speaks for|chief|president|minister|director|head|chair\w*|secretary|ambassador|leader|boss|manager|"
    r"owner|founder)\b",
    re.I,
)
SAME_RUN = 5  # words in a row that two parties do not happen to share in one claim (by eye)
Quoted = dict[str, list[tuple[int, int]]]  # by document, the stretches inside quotation marks
NOBODY = "nobody named"


@dataclass(frozen=True)
class Voice:
    """One member of a claim with the party that stands behind it at the end of its chain."""

    member: Member
    key: str
    name: str
    sourcing_class: str
    party: str | None
    outlets: tuple[tuple[str, str], ...]  # (party id, name) of the outlets on the way
    pointing: bool  # the words only point at the claim ("this was also reported by …")


def count_origins(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    parties: Sequence[Party],
    claims: Sequence[Claim],
    lineages: Sequence[Lineage],
) -> Iterator[Origin]:
    """Origins of every claim of a story: those counted, those only claimed, and what was not counted, each with the reason."""
    texts = {document.id: document.text for document in documents}
    known = by_id(sources)
    party_at = {span: party for party in parties if party.kind != "report" for span in party.mentions}
    speaks_for = affiliations(parties, texts)
    cue = {record_id(a): a for a in attributions}
    quoted = {d.id: [(s.start, s.end) for s in quoted_stretches(d) if s.sure_start] for d in documents}
    for claim in claims:
        carrying = [member for member in claim.members if _carries(member, known)]
        voices = [_voice(member, known, party_at, speaks_for, texts) for member in carrying]
        yield from _origins(record_id(claim), voices, lineages, known, cue, texts, quoted)


def _carries(member: Member, known: dict[str, Source]) -> bool:
    """Who asserts it, and outlets and documents that relay it; not people who only did not say, or have not confirmed."""
    source = known.get(member.source or "")
    relays = source is not None and source.sourcing_class in ("outlet", "document", "unattributed")
    return member.value == "asserts" or (member.value == "reports" and relays)


def affiliations(parties: Sequence[Party], texts: dict[str, str]) -> dict[str, Party]:
    """For people who speak for a body, the body: "Inga Thorsby, a spokeswoman for Tamarley Water" (party ids)."""
    bodies = [party for party in parties if party.kind == "organisation"]
    found: dict[str, Party] = {}
    for person in parties:
        if person.kind != "person":
            continue
        for span in person.mentions:
            words = span.cut(texts[span.doc])
            if SPEAKS_FOR.search(words):
                body = next(
                    (
                        b
                        for b in bodies
                        if any(re.search(rf"\b{re.escape(plain_name(n))}\b", words) for n in b.names if len(plain_name(n)) > 2)
                    ),
                    None,
                )
                if body is not None:
                    found.setdefault(record_id(person), body)
    return found


# ── voices ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _voice(
    member: Member, known: dict[str, Source], party_at: dict[Span, Party], speaks_for: dict[str, Party], texts: dict[str, str]
) -> Voice:
    source = _as_far_as_named(known.get(member.source or ""))
    pointing = member.pointing
    behind = _outlets(source, party_at)
    if source is not None and behind and (source.sourcing_class == "unattributed" or _reports_for_outlet(source)):
        return Voice(member, behind[-1][0], behind[-1][1], "outlet", behind[-1][0], behind[:-1], pointing)
    if source is None or source.sourcing_class in ("author", "unattributed"):
        return Voice(member, NOBODY, NOBODY, "unattributed" if source else "author", None, _outlets(source, party_at), pointing)
    last = source.chain[-1]
    party = _party(last, party_at)
    name = last.name
    if party is not None and record_id(party) in speaks_for:
        party = speaks_for[record_id(party)]
        name = party.name
    key = record_id(party) if party is not None else f"{last.kind}:{name_key(last.name)}"
    named = party.name if party is not None and last.kind != "anonymous" else name
    return Voice(member, key, named, last.kind, record_id(party) if party else None, _outlets(source, party_at), pointing)


def _as_far_as_named(source: Source | None) -> Source | None:
    """A chain that ends in an open pronoun ("they told us", says Reed) rests on the last one it names, if there is one."""
    if source is None or source.sourcing_class != "unattributed" or source.chain[-1].surface is None:
        return source
    named = [k for k, link in enumerate(source.chain) if link.kind not in ("unattributed", "author")]
    if not named:
        return source
    return replace(source, chain=source.chain[: named[-1] + 1], sourcing_class=source.chain[named[-1]].kind)


def _reports_for_outlet(source: Source) -> bool:
    """ "Lantern Television's Petra Lindquist": the outlet's own reporter is the outlet speaking, no source of its own."""
    outlets = [link.surface for link in source.chain[1:-1] if link.kind == "outlet" and link.surface is not None]
    return source.sourcing_class == "named" and any(source.span.contains(surface) for surface in outlets)


def _party(link: ChainLink, party_at: dict[Span, Party]) -> Party | None:
    return next((party_at[span] for span in (link.surface, link.antecedent) if span is not None and span in party_at), None)


def _outlets(source: Source | None, party_at: dict[Span, Party]) -> tuple[tuple[str, str], ...]:
    """Outlets on the way, the last link left out."""
    found = []
    for link in source.chain[1:-1] if source else ():
        party = _party(link, party_at)
        if link.kind == "outlet" and party is not None:
            found.append((record_id(party), party.name))
    return tuple(dict.fromkeys(found))


# ── origins ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _origins(
    claim: str,
    voices: Sequence[Voice],
    lineages: Sequence[Lineage],
    known: dict[str, Source],
    cue: dict[str, Attribution],
    texts: dict[str, str],
    quoted: Quoted,
) -> Iterator[Origin]:
    carriers = _carriers(voices)
    groups: dict[str, list[Voice]] = {}
    for voice in voices:
        groups.setdefault(_group_key(voice, carriers, voices), []).append(voice)
    made: list[Origin] = []
    for key, members in sorted(_one_statement(groups, texts, quoted).items()):
        made.append(_origin(claim, key, members, lineages, known, cue, texts))
    made = list(_not_shown_apart(made))
    counted = [origin for origin in made if origin.standing == "counted"]
    for origin in made:
        if origin.standing == "counted" and len(counted) > 1:
            yield replace(origin, verdict=_verdict(origin, counted))
        else:
            yield origin


def _not_shown_apart(made: Sequence[Origin]) -> Iterator[Origin]:
    """Of outlets and unnamed people whose own sources the texts do not give, only the most carried one counts.

    A second newspaper, or unnamed people through a second one, may rest on the same people: nothing shows otherwise.
    """
    hidden = [o for o in made if o.standing == "counted" and o.sourcing_class in ("anonymous", "outlet")]
    first = max(
        hidden,
        key=lambda o: (o.sourcing_class == "anonymous", len({s.doc for s in o.members}), len(o.members), o.name),
        default=None,
    )
    for origin in made:
        if origin in hidden and origin is not first and first is not None:
            because = f"{origin.because}; whether it rests on others than {first.name} is not said, so it is not counted"
            yield replace(origin, verdict="not established", standing="not counted", because=because)
        else:
            yield origin


def _one_statement(groups: dict[str, list[Voice]], texts: dict[str, str], quoted: Quoted) -> dict[str, list[Voice]]:
    """Parties under two names whose words are quoted alike made one statement: it counts once.

    The same run of words must stand inside quotation marks on one side: two parties that put one claim in like words are two.
    """
    keys = [key for key in sorted(groups) if key != NOBODY and not key.startswith(("unnamed", "claimed "))]
    runs: dict[str, set[tuple[str, ...]]] = {}
    marked: dict[str, set[tuple[str, ...]]] = {}
    for key in keys:
        spans = [voice.member.span for voice in groups[key]]
        inside = [Span(s.doc, max(s.start, a), min(s.end, b)) for s in spans for a, b in quoted[s.doc] if a < s.end and s.start < b]
        runs[key] = {run for span in spans for run in word_runs(span.cut(texts[span.doc]), SAME_RUN)}
        marked[key] = {run for span in inside for run in word_runs(span.cut(texts[span.doc]), SAME_RUN)}
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


def _origin(
    claim: str,
    key: str,
    voices: Sequence[Voice],
    lineages: Sequence[Lineage],
    known: dict[str, Source],
    cue: dict[str, Attribution],
    texts: dict[str, str],
) -> Origin:
    spans = tuple(sorted({voice.member.span for voice in voices}))
    reports = len({span.doc for span in spans})
    parties = tuple(dict.fromkeys(voice.party for voice in voices if voice.party))
    via = tuple(dict.fromkeys(party for voice in voices for party, _ in voice.outlets))
    shared = _shared_parent(spans, lineages)
    if key == NOBODY:
        because = f"{_reports(reports, 'put')} it forward without naming anybody; a record that names nobody counts as no origin"
        return Origin(claim, NOBODY, voices[0].sourcing_class, (), via, spans, "not established", "not counted", because + shared)
    if key.startswith("claimed "):
        words = _corroborating(voices, known, cue, texts)
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


def _verdict(origin: Origin, counted: Sequence[Origin]) -> str:
    """Several counted origins: independent only where named parties speak for themselves, not through one outlet."""
    others = [other for other in counted if other is not origin]
    apart = all(not set(origin.via) & set(other.via) for other in others)
    on_record = origin.sourcing_class in ("named", "organisation", "document", "social post")
    return "independent" if apart and on_record and all(o.sourcing_class != "anonymous" for o in others) else "not established"


def _corroborating(voices: Iterable[Voice], known: dict[str, Source], cue: dict[str, Attribution], texts: dict[str, str]) -> str:
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
