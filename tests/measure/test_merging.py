"""A second parent: told for text that the first does not have, and not where that text is the child's own."""

from __future__ import annotations

import pytest
from tests.measure.test_steps import FOREIGN, STORY, related

from sayso.measure.descent import MERGED, Descent, descent_of

OTHER = (
    "The singer Ottoline Vance will release her fourth album in the autumn, her label announced on Friday.",
    "It was recorded with the Marlow string quartet in a disused chapel, and includes a duet with her sister.",
    "Critics praised her last record, which stayed in the charts for eleven weeks and sold well abroad.",
    "The label said that a tour of twelve towns would follow in the winter, with tickets on sale from June.",
    "Vance left the band Grey Harbour four years ago and has since written music for two films.",
    "The chapel near Odmoor was bought by the quartet in order to save it from being pulled down.",
)
LAST = (
    "Bakers in the town of Fenwold have sold a loaf in the shape of a heron every May since the flood.",
    "The recipe asks for rye, honey and a spoon of vinegar, and nobody has written down how long it bakes.",
    "Visitors queue from six in the morning, and the last loaf is sold by auction for the village school.",
    "This year the auction brought enough to pay for a new roof over the gymnasium and for two pianos.",
)


def descent(**texts: tuple[str, ...] | list[str]) -> Descent:
    return descent_of(related(texts))


def second(found: Descent, child: int) -> tuple[int, int, float]:
    """Both parents, the smaller number first, and the likelihood of the second."""
    other = found.second[child]
    return min(other.first, other.parent), max(other.first, other.parent), other.likelihood


def test_a_report_put_together_from_two_that_share_nothing_has_both_as_parents() -> None:
    found = descent(a=STORY, b=OTHER, c=[*STORY[:5], *OTHER[:4]])
    assert second(found, 2)[:2] == (0, 1)
    assert found.second[2].likelihood >= MERGED
    assert found.second[2].words >= 40
    assert found.likeliest()["a"] is None and found.likeliest()["b"] is None


def test_of_two_reports_that_have_the_rest_the_nearer_one_is_the_second_parent() -> None:
    farther = [sentence.replace("will", "shall").replace("said", "stated").replace("with", "beside") for sentence in OTHER]
    found = descent(a=STORY, b=OTHER, c=[*STORY[:7], *OTHER[:4]], d=farther)
    assert second(found, 2)[:2] == (0, 1)


@pytest.mark.parametrize("rest", [[], list(FOREIGN)])
def test_what_the_first_explains_needs_no_second(rest: list[str]) -> None:
    """The third report shares what the first has too, or nothing with the child."""
    found = descent(a=STORY, b=STORY[:6], c=[*STORY[:7], *rest], d=LAST)
    assert not found.second


def test_a_report_that_shares_text_with_the_first_parent_is_no_second() -> None:
    found = descent(a=[*STORY, *OTHER[:3]], b=OTHER, c=[*STORY[:5], *OTHER])
    assert all(other.likelihood < MERGED for other in found.second.values())


def test_a_second_parent_is_not_the_childs_child() -> None:
    found = descent(a=STORY, b=OTHER, c=[*STORY[:5], *OTHER[:4]])
    assert found.likelihoods[found.second[2].parent, 2] == 0.0
    assert found.likelihoods[2].sum() == pytest.approx(1.0)


def test_of_a_merge_either_parent_gives_the_other() -> None:
    found = descent(a=STORY, b=OTHER, c=[*STORY[:5], *OTHER[:4]])
    reports = found.kin.reports
    assert found.second_of(reports[2], reports[0]) is reports[1]
    assert found.second_of(reports[2], reports[1]) is reports[0]
    assert found.second_of(reports[1], reports[2]) is None
