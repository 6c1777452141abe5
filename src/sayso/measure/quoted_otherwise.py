"""Quotations whose words were changed, and quotations cut off behind the word that made them a maybe."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.detect.trees import Tree
from sayso.measure.certainty import PERHAPS
from sayso.measure.chains_told import handed_on
from sayso.measure.kept_sources import may_be_meant
from sayso.measure.told import Told, holders_of, named, set_against, trees_at, words_at
from sayso.records import Change, Conflict, Span, Utterance, Version
from sayso.wording import is_content, words_of

GRAVE = ("meaning changed", "speaker changed")
HEDGING = PERHAPS | frozenset("may might could".split())
LEFT_OUT = 4  # words
SAYING = 8  # words
REPLACED = 12  # words; a longer stretch in another's place is another stretch, not the same one altered (by eye)
NEAR = 250  # characters between two changes of one row (by eye)
REACH = 8  # words before the quoted ones in which what was cut off must stand (by eye)


def altered_quotations(told: Told, changes: Sequence[Change]) -> Iterator[Conflict]:
    """Each change of meaning by itself; words exchanged without one as a single row for each two versions."""
    plain: dict[tuple[str, str, str], list[Change]] = defaultdict(list)
    for change in changes:
        if change.left.doc == change.right.doc:
            continue  # a report that quotes a part of a quotation again
        if change.kind in GRAVE and not _only_left_out(told, change) and not _one_speaker(told, change):
            kind = "altered quotation" if change.kind == "meaning changed" else "who said it"
            left, right = sorted((change.left, change.right))
            why = f"{named(told, change.left)} against {named(told, change.right)}: {change.because}"
            yield Conflict(kind, "high", left, right, why)
        elif change.kind == "altered":
            plain[change.utterance, change.left.doc, change.right.doc].append(change)
    for _, rows in sorted(plain.items()):
        yield from (_exchanged(told, run) for run in _runs(sorted(rows, key=lambda change: (change.left, change.right))))


def _only_left_out(told: Told, change: Change) -> bool:
    """A stretch that one report does not quote, or another stretch in its place, takes its numbers with it: an omission."""
    words = [len(words_of(told.texts[span.doc], span.start, span.end)) for span in (change.left, change.right)]
    if change.kind == "speaker changed":
        return min(words) < SAYING  # two people may well say so few words by themselves
    if " stands in the " in change.because:
        return max(words) > LEFT_OUT or "negation" not in change.because
    return max(words) > REPLACED


def _one_speaker(told: Told, change: Change) -> bool:
    """The other one is named beside the same words, or both reports only say "he": whom they mean is not sure."""
    if change.kind != "speaker changed":
        return False
    trees = [trees_at(told, span) for span in (change.left, change.right)]
    said = [next(handed_on(told, span), None) for span in (change.left, change.right)]
    if not all(trees) or said[0] is None or said[1] is None:
        return False
    held = [[holder.name for holder in holders_of(told, attribution)] for attribution in said if attribution is not None]
    meant = any(may_be_meant(told, tree, name) for k in (0, 1) for tree in (trees[k][0], trees[k][-1]) for name in held[1 - k])
    pronouns = all(words_at(told, span).lower() in ("he", "she") for a in said if a is not None for span in a.source)
    return meant or pronouns


def _runs(rows: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes that stand near each other in both reports."""
    run = [rows[0]]
    for change in rows[1:]:
        if max(abs(change.left.start - run[-1].left.end), abs(change.right.start - run[-1].right.end)) > NEAR:
            yield run
            run = []
        run.append(change)
    yield run


def _exchanged(told: Told, run: Sequence[Change]) -> Conflict:
    """Words in the place of others; only small ones weigh little."""
    left, right = sorted((_hull([c.left for c in run]), _hull([c.right for c in run])))
    forms = [word.form for c in run for span in (c.left, c.right) for word in words_of(told.texts[span.doc], span.start, span.end)]
    severity = "medium" if any(map(is_content, forms)) else "low"
    return Conflict("altered quotation", severity, left, right, "within quotation marks " + "; ".join(c.because for c in run))


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].doc, min(span.start for span in spans), max(span.end for span in spans))


def cut_off_hedges(told: Told, utterances: Sequence[Utterance]) -> Iterator[Conflict]:
    """ "It is likely that this helped" quoted as 'this helped': the words are the speaker's, the certainty is not."""
    for utterance in utterances:
        for part in utterance.versions:
            for whole in sorted(utterance.versions, key=lambda v: (-sum(s.end - s.start for s in v.spans), v.spans)):
                if whole.spans[0].doc != part.spans[0].doc and (found := _cut_off(told, whole, part)):
                    kind, left, right, why = found
                    yield set_against(kind, "high", left, right, why)
                    break


def _cut_off(told: Told, whole: Version, part: Version) -> tuple[str, Span, Span, str] | None:
    for long in whole.spans:
        for short in part.spans:
            words = re.match(r"\W*(\w+(?:\W+\w+){1,3})", short.cut(told.texts[short.doc]))
            at = long.cut(told.texts[long.doc]).lower().find(words[1].lower()) if words else 0
            if words is None or at <= 0:
                continue
            same = Span(long.doc, long.start + at, long.start + at + len(words[1]))
            tree = next(iter(trees_at(told, same)), None)
            other = next(iter(trees_at(told, short)), None)
            if tree is not None and other is not None:
                return _lost(told, tree, same, other, short, long.start)
    return None


def _lost(told: Told, tree: Tree, same: Span, other: Tree, short: Span, quoted_from: int) -> tuple[str, Span, Span, str] | None:
    """The hedge or condition that stands before the shared words, inside the marks, and nowhere around the cut ones."""
    before = [k for k in range(len(tree)) if max(quoted_from, tree.sentence.span.start) <= tree.tokens[k].start < same.start]
    theirs = set(other.lower)
    hedge = next((k for k in before[-REACH:] if tree.lower[k] in HEDGING and tree.words[k] != "May"), None)
    condition = next((k for k in before if tree.lower[k] == "if" and tree.dep(k) == "mark"), None)
    if condition is not None and not theirs & {"if", "unless", "should"}:
        span = Span(same.doc, tree.tokens[condition].start, same.end)
        return "conditional lost", span, short, f"{named(told, span)} is quoted without its “if”: {named(told, short)}"
    if hedge is not None and not theirs & (HEDGING | {"if", "would", "whether"}):
        span = Span(same.doc, tree.tokens[before[max(0, before.index(hedge) - 2)]].start, same.end)
        return "hedge dropped", span, short, f"{named(told, span)} is quoted without “{tree.words[hedge]}”: {named(told, short)}"
    return None
