"""Places that cannot both be right as they stand, or of which one says more than the other. Precision before recall.

Pairs are found first, values compared after: sentences of reworked reports are laid side by side, statements of one claim or
of one speaker are set against each other, and in each pair one kind of thing is compared (numbers, days, law, certainty,
sources, roles, positions). Each family of rules has a file of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.measure.answers import answered, answered_at_once
from sayso.measure.certainty import lost_conditions, lost_doubts, lost_hedges, lost_in_claims, offers_of_claims, offers_paid
from sayso.measure.chains_told import circular, cut_chains, generalised_speakers, outlets_for_sources, told_as_fact
from sayso.measure.days import date_conflicts, days_of_claims, read_days
from sayso.measure.denials import denied
from sayso.measure.kept_sources import changed_sources
from sayso.measure.legal import legal_changes, legal_histories, nobody_charged
from sayso.measure.numbers import number_conflicts, read_corrections
from sayso.measure.numbers_told import ages, corrected_numbers, figures_put, numbers_of_one_deed, numbers_reworded, turned_digits
from sayso.measure.propositions import Proposition, propositions
from sayso.measure.quoted_otherwise import altered_quotations, cut_off_hedges
from sayso.measure.side_by_side import Pairing, pairings, weights_of
from sayso.measure.stances import denied_or_not_shown, headlines_against_bodies, overstated, stances, two_positions
from sayso.measure.told import Told, told_by
from sayso.measure.turned import name_variants, names_reworded, turned_roles, turned_round, weaker_answers
from sayso.records import (
    SEVERITIES,
    Attribution,
    Change,
    Claim,
    Conflict,
    Document,
    Party,
    Passage,
    Problem,
    Sentence,
    Source,
    TimeMention,
    Utterance,
)

OF_PAIRS = (
    numbers_reworded,
    legal_changes,
    lost_doubts,
    turned_roles,
    turned_round,
    changed_sources,
    lost_conditions,
    lost_hedges,
    weaker_answers,
    names_reworded,
)


def find_conflicts(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    parties: Sequence[Party],
    utterances: Sequence[Utterance],
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    changes: Sequence[Change],
    times: Sequence[TimeMention],
) -> Iterator[Conflict | Problem]:
    """Conflicts within a report and between reports of one story."""
    texts = {document.id: document.text for document in documents}
    names = {document.id: document.name for document in documents}
    placed = sorted(sentences, key=lambda sentence: sentence.span)
    corrections = read_corrections(placed, texts)
    found: list[Conflict | Problem] = [
        *number_conflicts(placed, claims, times, texts, names, corrections),
        *date_conflicts(placed, times, texts, names),
    ]
    told = told_by(documents, placed, attributions, sources, parties)
    weights = weights_of(told)
    days = read_days(placed, times, texts)
    found += [
        *corrected_numbers(told),
        *figures_put(told),
        *ages(told),
        *numbers_of_one_deed(told),
        *turned_digits(told, weights, corrections),
        *days_of_claims(told, claims, days, weights),
    ]
    clauses = list(propositions(told))
    found += between_reworked(told, passages, claims, clauses, weights)
    found += of_quotations(told, utterances, changes)
    found += of_statements(told, claims, clauses, weights)
    yield from (item for item in found if isinstance(item, Problem))
    yield from one_for_each_pair(item for item in found if isinstance(item, Conflict))


def between_reworked(
    told: Told,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    clauses: Sequence[Proposition],
    weights: Mapping[str, float],
) -> Iterator[Conflict | Problem]:
    """What differs between sentences that tell the same in two reports."""
    laid = list(pairings(told, passages, weights))
    yield from (item for item in laid if isinstance(item, Problem))
    pairs = [item for item in laid if isinstance(item, Pairing)]
    for pairing in pairs:
        for rule in OF_PAIRS:
            yield from rule(told, pairing)
    reworked = frozenset((pair.left.sentence.span.doc, pair.right.sentence.span.doc) for pair in pairs)
    offered = list(offers_of_claims(told, claims, [p for p in clauses if not p.maybe], reworked))
    yield from offered
    known = {(conflict.left.doc, conflict.right.doc) for conflict in offered}
    for pairing in pairs:
        if (pairing.left.sentence.span.doc, pairing.right.sentence.span.doc) not in known:
            yield from offers_paid(told, pairing)


def of_quotations(told: Told, utterances: Sequence[Utterance], changes: Sequence[Change]) -> Iterator[Conflict]:
    yield from altered_quotations(told, changes)
    yield from cut_off_hedges(told, utterances)
    yield from generalised_speakers(told, utterances)


def of_statements(
    told: Told,
    claims: Sequence[Claim],
    clauses: Sequence[Proposition],
    weights: Mapping[str, float],
) -> Iterator[Conflict | Problem]:
    """What is said of one thing by several, or by one in several ways."""
    stated = [p for p in clauses if not p.maybe]
    taken = stances(told, stated)
    yield from denied(told, stated)
    yield from answered(told, claims, stated)
    yield from answered_at_once(told, stated, weights)
    yield from two_positions(told, taken)
    yield from overstated(told, claims, taken)
    yield from headlines_against_bodies(told, taken)
    yield from cut_chains(told)
    yield from outlets_for_sources(told, stated, weights)
    yield from told_as_fact(told, claims)
    yield from lost_in_claims(told, claims, clauses, weights)
    yield from legal_histories(told)
    yield from nobody_charged(told)
    yield from denied_or_not_shown(told, claims, stated)
    yield from circular(told)
    yield from name_variants(told, told.parties)


def one_for_each_pair(found: Iterable[Conflict]) -> Iterator[Conflict]:
    """Of several conflicts of the same two places the severest; of one kind a second one that meets the first is left out."""
    kept: list[Conflict] = []
    near: dict[tuple[str, str], list[Conflict]] = defaultdict(list)
    for one in sorted(set(found), key=lambda c: (SEVERITIES.index(c.severity), c.left, c.right, c.kind, c.because)):
        others = near[one.left.doc, one.right.doc]
        same = any((one.left, one.right) == (other.left, other.right) for other in others)
        meets = any(
            one.kind == other.kind and one.left.overlaps(other.left) and one.right.overlaps(other.right) for other in others
        )
        if not same and not meets:
            others.append(one)
            kept.append(one)
    yield from sorted(kept, key=lambda c: (c.left, c.right, c.kind))
