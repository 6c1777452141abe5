"""Signs that tell, of two reports, which was made from the other: credits, dates, a beginning of its own, a text cut off."""

from __future__ import annotations

from typing import NamedTuple

from sayso.measure.shared_text import Report, Shared, amount, listed, only_in, starts_alone
from sayso.records import Span

CONTAINED = 0.8  # share of a report's own text that stands in the other: all but a changed word here and there …
NOT_CONTAINED = 0.65  # … against a report that has a third or more of its own
RETOLD = 0.85  # share of sentences a rework must have from the other report to be made from it alone
OWN_DETAILS = 3  # names and numbers the other lacks, on both sides, from which neither is the other's parent
MERGED = -1  # strength of a step to a second parent
WEIGHED = 0  # strength of a step that no sign tells, only the whole collection


class Step(NamedTuple):
    """One step from a parent to a child, with its reason."""

    parent: Report
    child: Report
    shared: Shared
    because: str
    spans: tuple[Span, ...]
    strength: int  # credit above dates above containment


def direction(shared: Shared) -> Step | None:
    """The step from parent to child, by the strongest sign there is; None where the text does not tell."""
    pairs = ((shared.left, shared.right), (shared.right, shared.left))
    signs = (_credited, _retold) if shared.reworded else (_credited, _dated, _continued, _cut_off)
    for sign in signs:
        steps = [step for parent, child in pairs if (step := sign(parent, child, shared))]
        if len(steps) == 1:
            return steps[0]
    return None


def _credited(parent: Report, child: Report, shared: Shared) -> Step | None:
    for name, span in sorted(child.credits.items()):
        if name.casefold() in parent.known_as:
            because = f"it credits {name}, and shares {amount(shared, child)} with the report of that name"
            return Step(parent, child, shared, because, (span,), 3)
    return None


def _dated(parent: Report, child: Report, shared: Shared) -> Step | None:
    if not parent.date or not child.date:
        return None
    exact = min(len(parent.date), len(child.date))
    if parent.date[:exact] >= child.date[:exact]:
        return None
    return Step(
        parent, child, shared, f"it is dated later ({child.date}, not {parent.date}) and shares {amount(shared, child)}", (), 2
    )


def _continued(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child holds all of the parent and begins with text of its own."""
    if shared.share(parent) < CONTAINED or shared.share(child) > NOT_CONTAINED or not starts_alone(child, shared):
        return None
    stretches = shared.of(child)
    if shared.characters(child) < CONTAINED * (stretches[-1][1] - stretches[0][0]):
        return None  # its own text stands in between as well: the other report may be a shortened copy of it
    because = f"it begins with text of its own and holds {shared.share(parent):.0%} of the other report's"
    return Step(parent, child, shared, because, (child.sentences[0].span,), 1)


def _cut_off(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child is the parent's beginning."""
    if shared.share(child) < CONTAINED or shared.share(parent) > NOT_CONTAINED or starts_alone(parent, shared):
        return None
    last = shared.of(parent)[-1][1]
    before = sum(sentence.span.end - sentence.span.start for sentence in parent.sentences if sentence.span.end <= last)
    if shared.characters(parent) < CONTAINED * before:
        return None
    rest = next((sentence.span for sentence in parent.sentences if sentence.span.start >= last), parent.sentences[-1].span)
    because = f"{shared.share(child):.0%} of it is the beginning of the other report, which goes on"
    return Step(parent, child, shared, because, (rest,), 1)


def _retold(parent: Report, child: Report, shared: Shared) -> Step | None:
    """The child rewords nearly all its sentences from the parent and has next to no name or number of its own."""
    own, more = only_in(child, parent), only_in(parent, child)
    if shared.share(child) < RETOLD or len(own) >= OWN_DETAILS or len(more) < OWN_DETAILS:
        return None
    because = f"{shared.share(child):.0%} of it rewords the other report, which has {listed(more, parent)} besides"
    return Step(parent, child, shared, because, tuple(parent.details[name].sentence for name in more[:2]), 1)
