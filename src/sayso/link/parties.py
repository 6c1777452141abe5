"""One party under all its names, within one story.

Names are joined by what they share: the same key (article, title and case aside; seats of government resolved), a
surname with a full name, a short outlet name with the long one ("the Post"), an acronym with its words, a spelling one
letter apart. Unnamed sources are joined only where they speak through the same outlet; a document is joined with another
of the same owner and noun.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from sayso.lexicon import DOCUMENTS
from sayso.names import HOST, is_name_of_host, is_outlet, name_key, plain_name, site_of
from sayso.records import Attribution, ChainLink, Document, Party, Sentence, Source, Span, in_order, record_id
from sayso.wording import word_runs

KIND_OF_CLASS = {
    "named": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "social post": "social post",
    "anonymous": "anonymous",
    "unattributed": "unknown",
}
STATEMENTS = frozenset(
    """
    statement tweet post thread letter assessment announcement email e-mail memo release press-release communique
    video
    """.split()
)
# Descriptors so general that, through one outlet, nothing shows them to be different people.
ANY_INSIDER = frozenset(
    "source sources official officials insider insiders people person persons individuals officers aides employees staff".split()
)
OFFICES = ("president", "prime minister", "mayor", "governor", "chancellor", "pope", "council leader")
OFFICE_SHARE = 0.8  # of the names that follow an office in the story, the one that must be meant by the office alone (by eye)
SAME_WORDS = 7  # words in a row that two reports take from one document, not from two (by eye)
# Words after which a firm's name is often cut: "Fernhall" for "Fernhall Systems"; a president is not his administration.
TRADING = frozenset(
    """water systems industries group ltd inc company corp corporation energy airlines airways bank holdings partners motors
    technologies services solutions laboratories media pharmaceuticals plc llc trust foundation university foods steel oil gas
    power railways shipping logistics constructions construction insurance""".split()
)
APPOSITION = re.compile(r", (?:the|its|a|an) ([a-z-]+(?: [a-z-]+){0,2}?)(?= (?:that|which|who|of|for|at|in|with|on)\b|,|$)")
ONE_LETTER = 7  # characters a name must have before one differing letter is taken for a spelling (Katharina/Katarina)


@dataclass(frozen=True)
class Naming:
    """One link of one chain: who, under what name, where, and through which outlet."""

    key: str
    name: str
    kind: str
    spans: tuple[Span, ...]
    via: str
    doc: str
    said: frozenset[tuple[str, ...]]  # for documents: runs of the words quoted from them


def link_parties(
    documents: Sequence[Document], sentences: Sequence[Sentence], attributions: Sequence[Attribution], sources: Sequence[Source]
) -> Iterator[Party]:
    """Parties of one story: every link of every chain that carries claims belongs to exactly one; so does each report's author."""
    holder = office_holders(documents)
    texts = {document.id: document.text for document in documents}
    runs = {
        record_id(a): {run for span in a.content for run in word_runs(span.cut(texts[span.doc]), SAME_WORDS)}
        for a in attributions
        if a.carries_claims
    }
    namings = [n for source in sources if source.attribution in runs for n in _namings(source, runs[source.attribution], texts)]
    described = descriptions(namings, texts)
    namings = [_named_by_description(replace(n, key=holder.get(n.key, n.key)), described) for n in namings]
    groups = _joined(namings)
    for members in groups:
        yield _party(members)
    for document in documents:
        first = next((s.span for s in sentences if s.span.doc == document.id), Span(document.id, 0, min(1, len(document.text))))
        name = document.outlet or document.name
        names = tuple(dict.fromkeys(part for part in (name, document.byline or "") if part))
        yield Party(name, "report", names, (first,), "the author of this report")


def _namings(source: Source, runs: set[tuple[str, ...]], texts: dict[str, str]) -> Iterator[Naming]:
    outlet = ""
    for link in source.chain:
        if link.kind == "outlet":
            outlet = name_key(link.name)
        spans = tuple(dict.fromkeys(span for span in (link.surface, link.antecedent) if span is not None))
        if link.kind == "author" or not spans:
            continue
        key = _key(link, outlet, source.span.doc)
        owned = speaks_for_its_owner(link)
        account = link.kind == "social post" and _is_account(link.name, [span.cut(texts[span.doc]) for span in spans])
        kind = "organisation" if owned or account else KIND_OF_CLASS[link.kind]
        name = link.name.rsplit(" ", 1)[0] if owned else link.name
        said = frozenset(runs) if link is source.chain[-1] and link.kind in ("document", "social post") else frozenset()
        yield Naming(key, name or spans[0].doc, kind, spans, outlet, source.span.doc, said)


def _key(link: ChainLink, outlet: str, doc: str) -> str:
    if link.kind == "anonymous":
        # Unnamed people are the same origin only as far as the text lets us see: through one outlet they are one.
        noun = plain_name(link.name).lower().split()
        if outlet and not set(noun) & ANY_INSIDER:
            return f"unnamed {_descriptor(link.name)} via {outlet}"
        return f"unnamed via {outlet}" if outlet else f"unnamed {_descriptor(link.name)} in {doc}"
    if link.kind == "unattributed" or not name_key(link.name):
        return f"nobody in {doc}"
    if speaks_for_its_owner(link):
        return name_key(link.name.rsplit(" ", 1)[0])
    return name_key(link.name)


def speaks_for_its_owner(link: ChainLink) -> bool:
    """A statement, post or letter is its owner speaking; a report or study is a document with a life of its own."""
    words = link.name.lower().split()
    return link.kind in ("document", "social post") and len(words) > 1 and words[-1] in STATEMENTS


def _is_account(name: str, words: Sequence[str]) -> bool:
    """The name of a post that its words do not hold is that of the account behind a link: whoever posts there speaks."""
    return " " not in name and not HOST.fullmatch(name) and not any(name.lower() in said.lower() for said in words)


def _descriptor(name: str) -> str:
    words = plain_name(name).lower().split()
    return words[-1] if len(words) <= 4 else " ".join(words[:4])


def office_holders(documents: Sequence[Document]) -> dict[str, str]:
    """Who "the president" is: the surname that follows the office wherever the story gives one.

    >>> text = "Mayor Lund spoke. The mayor left. Mayor Ada Lund smiled."
    >>> office_holders([Document("a", "a", "a", None, None, None, text, (), (), "", "")])
    {'mayor': 'ada lund'}
    """
    found: dict[str, str] = {}
    for office in OFFICES:
        named = re.compile(rf"\b{office.title()} ((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+)")
        names = Counter(name_key(m[1]) for document in documents for m in named.finditer(document.text))
        surnames = Counter(name.split()[-1] for name in names.elements())
        if surnames and surnames.most_common(1)[0][1] >= OFFICE_SHARE * sum(surnames.values()):
            surname = surnames.most_common(1)[0][0]
            found[name_key(office)] = max(
                (name for name in names if name.split()[-1] == surname), key=lambda name: (len(name.split()), name)
            )
    return found


def descriptions(namings: Sequence[Naming], texts: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Which party a noun describes in this story: "the contractor" is Fernhall Systems (key and kind), where only one is.

    Taken from appositions ("Fernhall Systems, the contractor") and from what reports themselves tie together.
    """
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for naming in namings:
        if naming.kind in ("organisation", "person") and not _is_description(naming):
            for span in naming.spans:
                words = span.cut(texts[span.doc])
                nouns = [words.split()[-1]] if re.fullmatch(r"[Tt]he [a-z -]+", words) else APPOSITION.findall(words)
                for noun in nouns:
                    found[noun.split()[-1]][naming.key, naming.kind] += 1
    return {noun: parties.most_common(1)[0][0] for noun, parties in found.items() if len(parties) == 1}


def _is_description(naming: Naming) -> bool:
    return naming.name == naming.name.lower()


def _named_by_description(naming: Naming, described: dict[str, tuple[str, str]]) -> Naming:
    noun = naming.name.split()[-1] if naming.name else ""
    if naming.kind == "outlet" or not _is_description(naming) or noun not in described or noun.endswith("s"):
        return naming
    key, kind = described[noun]
    return replace(naming, key=key, kind=kind)


# ── joining ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _joined(namings: Sequence[Naming]) -> list[list[Naming]]:
    by_key: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        by_key[(naming.kind if naming.kind in ("anonymous", "unknown", "document", "social post") else "name"), naming.key].append(
            naming
        )
    keys = sorted(by_key)
    parent = {key: key for key in keys}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while parent[key] != key:
            key = parent[key]
        return key

    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            if left[0] == right[0] and _same(left[0], left[1], right[1], keys):
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


def _same(kind: str, left: str, right: str, keys: Sequence[tuple[str, str]]) -> bool:
    if kind in ("anonymous", "unknown"):
        return False
    a, b = left.split(), right.split()
    if kind in ("document", "social post"):
        return _same_document(a, b)
    if HOST.fullmatch(left) or HOST.fullmatch(right):
        return _same_host(left, right)
    if min(len(left), len(right)) >= ONE_LETTER and len(a) == len(b) and Levenshtein.distance(left, right, score_cutoff=1) <= 1:
        return True
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if len(shorter) >= 2 and longer[-len(shorter) :] == shorter:
        return True  # "Guitarist Jimmy Page"
    if is_outlet(left.title()) and is_outlet(right.title()):
        return longer[-len(shorter) :] == shorter
    if len(shorter) == 1 and len(longer) >= 2 and longer[0] == shorter[0] and longer[-1] in TRADING:
        return len({key for k, key in keys if k == kind and len(key.split()) >= 2 and key.split()[0] == shorter[0]}) == 1
    if len(shorter) == 1 and len(longer) >= 2 and longer[-1] == shorter[0]:
        fuller = [key for _, key in keys if len(key.split()) >= 2 and key.split()[-1] == shorter[0]]
        return len(fuller) == 1
    return len(shorter) == 1 and len(longer) >= 2 and shorter[0] == "".join(word[0] for word in longer)


def _same_host(left: str, right: str) -> bool:
    """An outlet that one report names and another links to, or two hosts of one site."""
    if HOST.fullmatch(left) and HOST.fullmatch(right):
        return site_of(left) == site_of(right)
    name, host = (left, right) if HOST.fullmatch(right) else (right, left)
    return is_outlet(name.title()) and is_name_of_host(name, host)


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


def _party(members: Sequence[Naming]) -> Party:
    names = Counter(member.name for member in members)
    kinds = Counter(member.kind for member in members)
    longest = max(names, key=lambda name: (len(plain_name(name).split()), names[name], name))
    common = max(names, key=lambda name: (names[name], len(name), name))
    kind = max(kinds, key=lambda kind: (kinds[kind], kind))
    best = longest if kind in ("person", "outlet") else common
    via = next((member.via for member in members if member.via), "")
    because = "one name" if len(names) == 1 else "names that share a key: " + ", ".join(sorted(names))
    if kind == "anonymous":
        because = f"unnamed, all through one outlet ({via})" if via else "unnamed, in one report"
    mentions = tuple(in_order(dict.fromkeys(span for member in members for span in member.spans)))
    return Party(best or "nobody named", kind, tuple(sorted(names)), mentions, because)
