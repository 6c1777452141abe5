"""Quotations in different reports, and within one, that are the same words of one speaker.

Candidates share three words in a row, or content words under the same speaker; then the two wordings are aligned word by
word. The same utterance is found although it was trimmed, split by "he said", spelled differently, annotated or reworded
inside the marks; two utterances of one speaker stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from sayso.link.quoted import SCARE, Quote, Speakers, quotes_in, who_speaks
from sayso.records import Attribution, Document, Party, Source, Span, Utterance, Version, in_order, record_id
from sayso.wording import Overlap, edits, is_content, overlap, weight, word_set

SHORT = 5  # words: below this a quotation is the same only under the same speaker, or as a whole
TELLING = 3  # content words with which a short quotation of an unknown speaker is part of a longer one
SINGLE = 4  # words: a quotation that one report alone has is kept from this length on
SAME_SPEAKER = 0.55  # share of the shorter wording's weight that must come again: speaker known to be the same …
ANY_SPEAKER = 0.7  # … and not known; by eye on one development story, where other pairs stay below .45
MANY_SHARED = 4  # weight of shared words from which the lower share is enough: below it a turn of phrase is met (by eye) …
MOST_WORDS = 0.6  # … unless as many of all the words, small ones too, come again in order
NEARLY_WHOLE = 1  # words of a short wording that an unknown speaker's may lack (by eye)
REPEATED_INSIDE = 8  # words; as many and more that a report prints twice are one utterance, whoever was heard as its speaker
LOOSE = 0.4  # below this share with the fullest wording the reason says that others join them
LEAST_SHARED = 2  # weight the shared words must have at least: two content words
EXCERPT_RUN = 8  # unbroken words by which two excerpts of one utterance may overlap, end of one and start of the other
EXCERPT_CONTENT = 4  # content words among them
EDGE = 2  # words that may stand outside such an overlap
REWORDED = 2  # telling words that must be replaced; one is a slip of the pen in any two reports (by eye)
COMPANY = 2  # reworded quotations two reports must have in common before a third pair is judged by its speaker alone
ALIKE_LENGTH = 0.6  # … and by its length: the shorter one's words over the longer one's
COUNTING = word_set("every each much many one thing things")
REPEATED = 60  # wordings that share three words; of more not every pair is proposed


def link_quotes(
    documents: Sequence[Document], attributions: Sequence[Attribution], sources: Sequence[Source], parties: Sequence[Party]
) -> Iterator[Utterance]:
    """Utterances with all their versions; one with a single version if it is attributed and has four words or more."""
    speakers = who_speaks(sources, parties)
    stated: dict[str, list[tuple[str, Attribution]]] = defaultdict(list)
    for attribution in (a for a in attributions if a.carries_claims):
        stated[attribution.at.doc].append((record_id(attribution), attribution))
    quotes = [quote for document in documents for quote in quotes_in(document, stated[document.id], speakers.of_attribution)]
    groups = _grouped(quotes, _same_pairs(quotes, speakers))
    yield from in_order(utterance for group in groups for utterance in _utterances(group))


# ── the same words ───────────────────────────────────────────────────────────────────────────────────────────────────


def _same_pairs(quotes: Sequence[Quote], speakers: Speakers) -> list[tuple[int, int]]:
    """Pairs of quotations that are the same utterance; equal wordings of equal speakers are compared once."""
    alike: dict[tuple[tuple[str, ...], frozenset[str], bool], list[int]] = defaultdict(list)
    for k, quote in enumerate(quotes):
        alike[quote.forms, quote.speakers, quote.sure].append(k)
    firsts = [members[0] for members in alike.values()]
    pairs = [(members[0], other) for members in alike.values() for other in members[1:] if _repeatable(quotes[other])]
    open_pairs: list[tuple[int, int]] = []
    for a, b in _candidates([quotes[k] for k in firsts]):
        left, right = firsts[a], firsts[b]
        if speakers.apart(quotes[left], quotes[right]) and not _printed_twice(quotes[left], quotes[right]):
            continue
        (pairs if _same_utterance(quotes[left], quotes[right], speakers) else open_pairs).append((left, right))
    pairs += _by_the_company(quotes, pairs, open_pairs)
    return pairs + _only_ones(quotes, pairs)


def _by_the_company(
    quotes: Sequence[Quote], pairs: Sequence[tuple[int, int]], open_pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Reports that have one reworded quotation in common: for others of one length between them half the words are enough."""
    reworders = {(quotes[a].doc, quotes[b].doc) for a, b in pairs if _reworded(quotes[a], quotes[b])}
    reworders |= {(right, left) for left, right in reworders}
    return [
        (a, b)
        for a, b in open_pairs
        if (quotes[a].doc, quotes[b].doc) in reworders
        and _alike_in_length(quotes[a], quotes[b])
        and (shared := overlap(quotes[a].forms, quotes[b].forms)).coverage >= SAME_SPEAKER
        and shared.shared >= LEAST_SHARED
    ]


def _only_ones(quotes: Sequence[Quote], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Between two reports that reword several quotations of each other: the one quotation that each has of a speaker.

    A text reworded by synonyms keeps hardly a word of a short quotation; who speaks and in what company is what is left.
    """
    company = Counter(tuple(sorted((quotes[a].doc, quotes[b].doc))) for a, b in pairs if _reworded(quotes[a], quotes[b]))
    of_speaker: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, quote in enumerate(quotes):
        for speaker in quote.speakers:
            of_speaker[quote.doc, speaker].append(k)
    linked = {k for pair in pairs for k in pair}
    single = {place: held[0] for place, held in of_speaker.items() if len(held) == 1 and held[0] not in linked}
    found = []
    for (doc, speaker), a in sorted(single.items()):
        for other in sorted({name for pair, n in company.items() if n >= COMPANY and doc == pair[0] for name in pair[1:]}):
            b = single.get((other, speaker))
            if b is not None and _alike_in_length(quotes[a], quotes[b]):
                found.append((a, b))
    return found


def _alike_in_length(left: Quote, right: Quote) -> bool:
    shorter, longer = sorted((len(left.words), len(right.words)))
    return left.sure and right.sure and shorter >= SHORT and shorter >= ALIKE_LENGTH * longer


def _reworded(left: Quote, right: Quote) -> bool:
    """In another report, with other telling words in the place of several: more than a slip or a spelling."""
    replaced = [
        (left.forms[step.i1 : step.i2], right.forms[step.j1 : step.j2])
        for step in edits(left.forms, right.forms)
        if step.kind == "replace"
    ]
    telling = sum(max(sum(map(is_content, one)), sum(map(is_content, other))) for one, other in replaced)
    return left.doc != right.doc and telling >= REWORDED


def _printed_twice(left: Quote, right: Quote) -> bool:
    """A pull quotation or caption: the same words again in one report."""
    return left.doc == right.doc and left.forms == right.forms and len(left.words) >= REPEATED_INSIDE


def _repeatable(quote: Quote) -> bool:
    return len(quote.words) > SCARE or bool(quote.speakers)


def _candidates(quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Pairs with three words in a row in common, or a content word under one speaker."""
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for k, quote in enumerate(quotes):
        forms = quote.forms
        for gram in zip(forms, forms[1:], forms[2:], strict=False):
            if any(map(is_content, gram)):
                holders[gram].add(k)
        for speaker in quote.speakers:
            for form in filter(is_content, forms):
                holders["", speaker, form].add(k)
    return sorted({pair for held in holders.values() for pair in _proposed(sorted(held))})


def _proposed(held: Sequence[int]) -> Iterable[tuple[int, int]]:
    """All pairs, or of very many wordings each with the first and with the next: groups join along verified pairs anyway."""
    if len(held) <= REPEATED:
        return combinations(held, 2)
    return [*((held[0], other) for other in held[1:]), *pairwise(held)]


def _same_utterance(left: Quote, right: Quote, speakers: Speakers) -> bool:
    shorter, longer = sorted((left, right), key=lambda quote: len(quote.words))
    same_speaker = speakers.same(left, right)
    if len(shorter.words) <= SCARE:
        return same_speaker and shorter.forms == longer.forms and left.doc != right.doc
    shared = overlap(shorter.forms, longer.forms)
    if not (shorter.sure and longer.sure):
        return _unmarked_matches(shorter, longer, shared)
    if len(shorter.words) < SHORT:
        return _short_matches(shorter, longer, shared, same_speaker)
    words = _words_shared(shorter, longer, shared)
    if not same_speaker and len(shorter.words) < 2 * SHORT and words < len(shorter.words) - NEARLY_WHOLE:
        return False
    much = shared.shared >= MANY_SHARED or words >= MOST_WORDS * len(shorter.words) or _telling(left) == _telling(right)
    trusted = same_speaker and left.doc != right.doc and much and not _one_turn(shorter, longer)
    enough = SAME_SPEAKER if trusted else ANY_SPEAKER
    return (shared.coverage >= enough and shared.shared >= LEAST_SHARED) or _overlapping(shorter, longer, shared)


def _words_shared(left: Quote, right: Quote, shared: Overlap) -> int:
    """How many words of the run that two wordings share are the same."""
    steps = edits(left.forms[slice(*shared.left)], right.forms[slice(*shared.right)])
    return sum(step.i2 - step.i1 for step in steps if step.kind == "equal")


def _telling(quote: Quote) -> list[str]:
    """Its telling words, one and many alike; "every" tells nothing."""
    return [form.removesuffix("s") for form in quote.forms if is_content(form) and form not in COUNTING]


def _one_turn(left: Quote, right: Quote) -> bool:
    """As many telling words stand in each other's place as are shared: one turn of phrase, said of two things."""
    one, other = Counter(_telling(left)), Counter(_telling(right))
    shared = (one & other).total()
    return shared <= min(one.total(), other.total()) - shared


def _short_matches(shorter: Quote, longer: Quote, shared: Overlap, same_speaker: bool) -> bool:
    whole = shared.longest == len(shorter.words)
    if same_speaker:
        return shared.coverage >= ANY_SPEAKER and shared.content >= 1
    return whole and shared.content >= 2 and (len(longer.words) < 2 * SHORT or shared.content >= TELLING)


def _unmarked_matches(shorter: Quote, longer: Quote, shared: Overlap) -> bool:
    """One side lacks a mark: the other side's words must all stand in it, and its own marked end must be met."""
    unmarked, marked, run = (longer, shorter, shared.left) if shorter.sure else (shorter, longer, shared.right)
    if not marked.sure or len(marked.words) < SHORT - 1 or unmarked.doc == marked.doc:
        return False
    inside = marked.forms[run[0] : run[1]]
    return len(inside) >= SHORT - 1 and run[0] <= EDGE and shared.shared >= ANY_SPEAKER * sum(map(weight, inside))


def _overlapping(shorter: Quote, longer: Quote, shared: Overlap) -> bool:
    """Two excerpts: the end of one is the start of the other, word for word."""
    if shared.longest < EXCERPT_RUN or shared.content < EXCERPT_CONTENT:
        return False
    (a1, a2), (b1, b2) = shared.left, shared.right
    runs_on = len(shorter.words) - a2 <= EDGE and b1 <= EDGE
    runs_up = len(longer.words) - b2 <= EDGE and a1 <= EDGE
    return runs_on or runs_up


# ── utterances ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _grouped(quotes: Sequence[Quote], pairs: Iterable[tuple[int, int]]) -> list[list[Quote]]:
    parent = list(range(len(quotes)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for left, right in sorted(pairs):
        a, b = sorted((root(left), root(right)))
        parent[b] = a
    groups: dict[int, list[Quote]] = defaultdict(list)
    for k, quote in enumerate(quotes):
        groups[root(k)].append(quote)
    return list(groups.values())


def _utterances(group: Sequence[Quote]) -> Iterator[Utterance]:
    if not any(quote.attribution for quote in group):
        return
    if len(group) == 1:
        quote = group[0]
        if quote.sure and len(quote.words) >= SINGLE:
            yield Utterance(_speaker(group), (_version([quote]),), "one report quotes it, once")
        return
    versions = [_version(parts) for parts in _by_report(_trimmed(group))]
    if len(versions) == 1:
        yield Utterance(_speaker(group), tuple(versions), "one report quotes it, in parts")
        return
    ordered = sorted(versions, key=lambda version: (version.spans, version.attribution or ""))
    yield Utterance(_speaker(group), tuple(ordered), _reason(group))


def _reason(group: Sequence[Quote]) -> str:
    reports = len({quote.doc for quote in group})
    wordings = len({quote.forms for quote in group})
    where = f"{reports} reports quote" if reports > 1 else "the report quotes more than once"
    if wordings == 1:
        return f"{where} the same words"
    fullest = max(group, key=lambda quote: len(quote.words))
    if any(overlap(fullest.forms, quote.forms).coverage < LOOSE for quote in group):
        return f"{where} it in {wordings} wordings; some share few words and belong together by what stands beside them"
    return f"{where} the same utterance in {wordings} wordings that align word by word"


def _trimmed(group: Sequence[Quote]) -> list[Quote]:
    """A quotation without an opening mark begins where the same words begin in another report."""
    marked = [quote for quote in group if quote.sure]
    found = []
    for quote in group:
        if not quote.sure and marked:
            runs = [overlap(quote.forms, other.forms) for other in marked]
            begin = quote.words[max(runs, key=lambda run: run.shared).left[0]].start
            quote = quote._replace(
                spans=((begin, quote.spans[-1][1]),), words=tuple(word for word in quote.words if word.start >= begin)
            )
        found.append(quote)
    return found


def _by_report(group: Sequence[Quote]) -> list[list[Quote]]:
    """The parts of one report's version together; a second quotation of the same words is a version of its own."""
    found: list[list[Quote]] = []
    for quote in sorted(group, key=lambda quote: (quote.doc, quote.spans)):
        home = next((parts for parts in found if parts[0].doc == quote.doc and not _repeats(parts, quote)), None)
        if home is None:
            found.append([quote])
        else:
            home.append(quote)
    return found


def _repeats(parts: Sequence[Quote], quote: Quote) -> bool:
    return any(part.forms == quote.forms or overlap(part.forms, quote.forms).coverage >= 0.5 for part in parts)


def _version(parts: Sequence[Quote]) -> Version:
    spans = tuple(Span(part.doc, start, end) for part in parts for start, end in part.spans)
    return Version(spans, next((part.attribution for part in parts if part.attribution), None))


def _speaker(group: Sequence[Quote]) -> str | None:
    """The party most versions name; of equals the first in the order of ids."""
    votes: dict[str, int] = defaultdict(int)
    for quote in group:
        for speaker in quote.speakers:
            votes[speaker] += 1
    return min(votes, key=lambda speaker: (-votes[speaker], speaker)) if votes else None
