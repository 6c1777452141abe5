"""One party under all its names, within one story.

Names are joined by what they share: the same key (article, title and case aside; seats of government resolved), a
surname with a full name, a short outlet name with the long one ("the Post"), an acronym with its words, a spelling one
letter apart. Unnamed sources are joined only where they speak through the same outlet; a document is joined with another
of the same owner and noun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.detect.reduced import PARTICLES
from sayso.first_names import is_first_name
from sayso.lexicon import DOCUMENTS
from sayso.link.descriptions import ends_of_leads, named_in_full
from sayso.link.namings import Naming, namings_of
from sayso.link.outlets import as_outlets
from sayso.link.same_names import Known, known_among, same_name
from sayso.names import name_key, plain_name
from sayso.records import Attribution, Document, Party, Sentence, Source, Span, in_order, record_id
from sayso.wording import word_runs

SAME_WORDS = 7  # words in a row that two reports take from one document, not from two (by eye)
INNER = PARTICLES - {"of", "the"}  # small words within the names of people


def link_parties(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution], sources: Sequence[Source]
) -> Iterator[Party]:
    """Parties of one story: every link of every chain that carries claims belongs to exactly one; so does each report's author."""
    texts = {document.id: document.text for document in documents}
    runs = {
        record_id(a): {run for span in a.content for run in word_runs(span.cut(texts[span.doc]), SAME_WORDS)}
        for a in attributions
        if a.carries_claims
    }
    namings = [n for source in sources if source.attribution in runs for n in namings_of(source, runs[source.attribution], texts)]
    namings = as_outlets(namings, documents)
    namings = _with_whole_outlets(_with_surnames(named_in_full(namings, documents, ends_of_leads(sentences)), texts))
    groups = _joined(namings)
    for members in groups:
        yield _party(members)
    for document in documents:
        first = next((s.span for s in sentences if s.span.doc == document.id), Span(document.id, 0, min(1, len(document.text))))
        name = document.outlet or document.name
        names = tuple(dict.fromkeys(part for part in (name, document.byline or "") if part))
        yield Party(name, "report", names, (first,), "the author of this report")


def _with_surnames(namings: Sequence[Naming], texts: dict[str, str]) -> list[Naming]:
    """ "Her husband Graham", in a report that has the surname of the one Graham of the story, is he."""
    full: dict[str, set[str]] = defaultdict(set)
    for naming in namings:
        words = naming.key.split()
        if naming.kind == "person" and len(words) == 2 and is_first_name(words[0]):
            full[words[0]].add(naming.key)
    return [
        replace(naming, key=next(iter(full[naming.key])))
        if naming.kind == "person" and len(full.get(naming.key, ())) == 1 and _has_surname(naming, full[naming.key], texts)
        else naming
        for naming in namings
    ]


def _has_surname(naming: Naming, full: Iterable[str], texts: dict[str, str]) -> bool:
    return any(re.search(rf"\b{re.escape(name.split()[-1].title())}\b", texts[naming.doc]) for name in full)


def _with_whole_outlets(namings: Sequence[Naming]) -> list[Naming]:
    """Who spoke through "the Post" spoke through the Wrenport Post, where the story has one such outlet."""
    outlets = sorted({naming.key for naming in namings if naming.kind == "outlet"})
    known = known_among(outlets)
    whole: dict[str, str] = {}
    for short in outlets:
        longer = [name for name in outlets if name != short and len(name) > len(short) and same_name(short, name, known)]
        if len(longer) == 1:
            whole[short] = longer[0]
    return [
        replace(naming, via=whole[naming.via], key=naming.key.replace(f" via {naming.via}", f" via {whole[naming.via]}"))
        if naming.via in whole and naming.kind == "anonymous"
        else naming
        for naming in namings
    ]


# ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _joined(namings: Sequence[Naming]) -> list[list[Naming]]:
    by_key: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        by_key[(naming.kind if naming.kind in ("anonymous", "unknown", "document", "social post") else "name"), naming.key].append(
            naming
        )
    keys = sorted(by_key)
    known = known_among(key for kind, key in keys if kind == "name")
    people = {key for key in keys if all(naming.kind == "person" for naming in by_key[key])}
    parent = {key: key for key in keys}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while parent[key] != key:
            key = parent[key]
        return key

    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            if left[0] == right[0] and _same(left[0], left[1], right[1], known, people={left, right} <= people):
                parent[root(right)] = root(left)
    # One span stands for one party: links that share words belong together.
    owner: dict[Span, tuple[str, str]] = {}
    for key in keys:
        for naming in by_key[key]:
            for span in naming.spans:
                if span in owner:
                    parent[root(key)] = root(owner[span])
                owner.setdefault(span, key)
    # Documents quoted with the same words are one document, whatever each report calls it.
    quoted = {key: {run for n in by_key[key] for run in n.said} for key in keys}
    for i, key in enumerate(keys):
        for other in keys[i + 1 :]:
            if quoted[key] and quoted[key] & quoted[other]:
                parent[root(other)] = root(key)
    groups: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for key in keys:
        groups[root(key)] += by_key[key]
    return [groups[key] for key in sorted(groups)]


def _same(kind: str, left: str, right: str, known: Known, *, people: bool) -> bool:
    if kind in ("anonymous", "unknown"):
        return False
    if kind in ("document", "social post"):
        return _same_document(left.split(), right.split())
    return same_name(left, right, known, people=people)


def _same_document(a: Sequence[str], b: Sequence[str]) -> bool:
    """ "Pentagon report" and "Pentagon document": same owner, and both nouns mean a document."""
    return (
        bool(a[:-1])
        and name_key(" ".join(a[:-1])) == name_key(" ".join(b[:-1]))
        and {a[-1], b[-1]} <= DOCUMENTS
        and _one_kind(a[-1], b[-1])
    )


def _one_kind(left: str, right: str) -> bool:
    said = {"statement", "press-release", "release", "communique"}
    return (left in said) == (right in said)


def is_proper(name: str) -> bool:
    """Whether a person is called by a name, not by what he or she is.

    >>> [is_proper(name) for name in ("Gareth Penrose", "Ursula von der Leyen", "The chief executive of the Trust", "she")]
    [True, True, False, False]
    """
    words = name.split()
    small = [word for word in words if word[:1].islower() and word not in INNER]
    return bool(words) and words[0].lower() not in ("a", "an", "the") and not small


def _party(members: Sequence[Naming]) -> Party:
    names = Counter(member.name for member in members)
    kinds = Counter(member.kind for member in members)
    kind = max(kinds, key=lambda kind: (kinds[kind], kind))
    proper = [name for name in names if is_proper(name)] if kind == "person" else []
    longest = max(proper or names, key=lambda name: (len(plain_name(name).split()), names[name], name))
    common = max(names, key=lambda name: (names[name], len(name), name))
    best = longest if kind in ("person", "outlet") else common
    via = next((member.via for member in members if member.via), "")
    because = "one name" if len(names) == 1 else "names that share a key: " + ", ".join(sorted(names))
    if kind == "anonymous":
        because = f"unnamed, all through one outlet ({via})" if via else "unnamed, in one report"
    mentions = tuple(in_order(dict.fromkeys(span for member in members for span in member.spans)))
    return Party(best or "nobody named", kind, tuple(sorted(names)), mentions, because)
