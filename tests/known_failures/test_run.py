"""What the runner should know a stored result by, and does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.cases.small_stages import SMALL, problems, report, with_stage

from sayso.pipeline import STAGES, fingerprints
from sayso.run import run
from sayso.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:", create=True) as opened:
        yield opened


@pytest.mark.xfail(strict=True, reason="`most` is not in the fingerprint: a refused group stays refused once `most` is raised")
def test_a_group_that_was_refused_is_made_once_most_is_raised(store: Store) -> None:
    for name in ("a", "b"):
        store.add_document(*report(name, "Harbour: the ferry is late"))
    run(store, with_stage(SMALL, "pairs", most=1))
    assert len(problems(store)) == 1
    run(store, with_stage(SMALL, "pairs", most=5))
    assert problems(store) == []


@pytest.mark.xfail(strict=True, reason="the function is not in the fingerprint: a stage of the user's own gets our stored results")
def test_another_function_in_a_stages_place_marks_it() -> None:
    changed = with_stage(STAGES, "find times", run=SMALL[0].run)
    assert fingerprints(changed)["find times"] != fingerprints(STAGES)["find times"]
