# ruff: noqa: E501 - a case is one line
"""What a rewording does, one rule at a time, on two sentences that tell the same."""

from __future__ import annotations

import pytest
from tests.cases.laid import Rule, laid

from sayso.measure.certainty import lost_conditions, lost_hedges, offers_paid
from sayso.measure.kept_sources import changed_sources
from sayso.measure.legal import legal_changes
from sayso.measure.reworded_wording import loaded_words, lone_motives, turned_round, weaker_answers
from sayso.measure.roles import mistaken_parties, names_reworded, turned_roles

FOUND: list[tuple[Rule, str, str, str, str]] = [
    (legal_changes, "legal force", "high", "The miller was accused of arson at the granary.", "The miller was convicted of arson at the granary."),
    (legal_changes, "legal force", "medium", "Two men were arrested over the fire.", "Two men are linked to the fire at the barn."),
    (turned_roles, "roles turned", "high", "The brewery had quietly offered gifts to the inspectors.", "The gifts were secretly given to the brewery."),
    (turned_roles, "roles turned", "high", "Lund sued Carter over the lease.", "Carter sued Lund over the lease."),
    (turned_round, "polarity", "high", "The harbour master never received a reply.", "The harbour master received an answer."),
    (turned_round, "polarity", "high", "The pump was not inspected in spring.", "The pump was inspected in spring."),
    (changed_sources, "source dropped", "medium", "According to two engineers, the dam has been leaking since March.", "Reportedly, the dam has been leaking since March."),
    (changed_sources, "source swapped", "high", "The dam has been leaking since March, the Valley Herald reported.", "The dam has been leaking since March, according to a report by the Water Board."),
    (lost_conditions, "conditional lost", "medium", "If the accusation is true, it would mean a breach of the harbour treaty.", "The accusation means a breach of the harbour treaty."),
    (lost_conditions, "conditional lost", "medium", "If the story proves true, the brewery could face a fine.", "Since the story is true, the brewery will be fined."),
    (lost_hedges, "hedge dropped", "medium", "The storm may have damaged the old lighthouse on the cape.", "The storm has damaged the old lighthouse on the cape."),
    (offers_paid, "modality", "medium", "The brewery offered the inspectors money for a clean report on the vats.", "The brewery paid the inspectors money for a clean report on the vats."),
    (mistaken_parties, "party mistaken", "medium", "NATO and Sweden signed the agreement in May.", "The two countries signed the agreement in May."),
    (loaded_words, "loaded word", "high", "The council named a guard unit for the bridge.", "The council named a thug unit for the bridge."),
    (lone_motives, "addition", "medium", "The mayor has not opened the bridge in order to spare the ferrymen.", "The mayor has not opened the bridge."),
    (weaker_answers, "position strength", "medium", "Selkie Holdings denied the report on Sunday.", "Selkie Holdings criticised the report on Sunday."),
    (names_reworded, "name variant", "low", "The Dockers’ Guild called for a vote in June.", "The Port Workers Guild called for a vote in June."),
]  # fmt: skip

NOTHING: list[tuple[Rule, str, str]] = [
    (legal_changes, "The miller was accused of arson at the granary.", "The miller was blamed for arson at the granary."),
    (legal_changes, "The miller was accused of arson.", "The baker was convicted of fraud."),
    (turned_roles, "The brewery had offered gifts to the inspectors.", "Gifts were offered to the inspectors by the brewery."),
    (turned_roles, "Lund sued Carter over the lease.", "Carter was sued by Lund over the lease."),
    (turned_round, "The harbour master never received a reply.", "The harbour master was unable to receive a reply."),
    (turned_round, "The firm denied that the pump was inspected.", "The firm said the pump was not inspected."),
    (changed_sources, "According to two engineers, the dam has been leaking since March.", "The dam has been leaking since March, engineers said."),
    (changed_sources, "The dam has been leaking since March, said Ada Lund.", "The dam has been leaking since March, the mayor said."),
    (lost_conditions, "If the accusation is true, it would mean a breach of the treaty.", "The accusation would mean a breach of the treaty if it is true."),
    (lost_hedges, "The storm may have damaged the old lighthouse.", "The storm apparently damaged the old lighthouse."),
    (lost_hedges, "We couldn’t ask the children to wash in the river.", "We asked the children to wash in the river."),
    (offers_paid, "The brewery paid the inspectors for a clean report.", "The brewery gave the inspectors money for a clean report."),
    (mistaken_parties, "France and Sweden signed the agreement in May.", "The two countries signed the agreement in May."),
    (mistaken_parties, "Harrowmark and Veld signed the agreement in May.", "The two countries signed the agreement in May."),
    (loaded_words, "The council named a gang of guards for the mob.", "The council named a thug unit for the mob."),
    (loaded_words, "The council named a guard unit.", "“A thug unit was named,” said Ada Lund."),
    (lone_motives, "The mayor closed the bridge because of the ice.", "The mayor closed the bridge because it was icy."),
    (weaker_answers, "Selkie Holdings denied the report.", "Selkie Holdings rejected the report."),
    (names_reworded, "The Dockers’ Guild called for a vote.", "The Guild called for a vote."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "severity", "left", "right"), FOUND)
def test_what_a_rewording_changed(rule: Rule, kind: str, severity: str, left: str, right: str) -> None:
    assert [row[:2] for row in laid(rule, left, right)] == [(kind, severity)]


@pytest.mark.parametrize(("rule", "left", "right"), NOTHING)
def test_what_says_the_same(rule: Rule, left: str, right: str) -> None:
    assert laid(rule, left, right) == []


def test_the_words_shown_are_those_that_differ() -> None:
    ((_, _, left, right),) = laid(
        legal_changes,
        "The ferrymen, who owned two boats, were accused of smuggling in Arden.",
        "In Arden the ferrymen were convicted of smuggling.",
    )
    assert (left, right) == (
        "The ferrymen, who owned two boats, were accused of smuggling in Arden",
        "In Arden the ferrymen were convicted of smuggling",
    )
