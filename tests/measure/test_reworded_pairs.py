# ruff: noqa: E501 - a case is one line
"""What a rewording does, one rule at a time, on two sentences that tell the same."""

from __future__ import annotations

import pytest
from tests.cases.laid import Rule, laid

from sayso.measure.certainty import lost_conditions, lost_doubts, lost_hedges, offers_paid
from sayso.measure.kept_sources import changed_sources
from sayso.measure.legal import legal_changes
from sayso.measure.numbers_told import numbers_reworded
from sayso.measure.turned import names_reworded, turned_roles, turned_round, weaker_answers

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
    (weaker_answers, "position strength", "medium", "Selkie Holdings denied the report on Sunday.", "Selkie Holdings criticised the report on Sunday."),
    (names_reworded, "name variant", "low", "The Dockers’ Guild called for a vote in June.", "The Port Workers Guild called for a vote in June."),
    (names_reworded, "name variant", "low", "The Coast Rescue Society bought a boat.", "The Shore Lifeguard Society bought a boat."),
    (weaker_answers, "position strength", "medium", "The bishop rejected the accusation.", "The bishop mocked the accusation."),
    (turned_roles, "roles turned", "high", "The bank lent the farmers two tractors.", "Two tractors were lent to the bank."),
    (offers_paid, "modality", "medium", "A trader promised the sailors a share of the cargo.", "A trader gave the sailors a share of the cargo."),
    (lost_hedges, "hedge dropped", "medium", "The old bridge probably fell because of the ice on the river.", "The old bridge fell because of the ice on the river."),
    (changed_sources, "source dropped", "medium", "A nurse said the clinic had run out of vaccine.", "The clinic had run out of vaccine."),
    (changed_sources, "source swapped", "high", "According to the Land Registry’s report, the mill was sold twice.", "The mill was sold twice, the Harbour Times reported."),
    (numbers_reworded, "number", "high", "The line carried 1,400 passengers to the islands.", "The line took 14,000 travellers to the islands."),
    (numbers_reworded, "number", "high", "The bakery paid 300 euros for the oven.", "The bakery gave 300 dollars for the oven."),
    (lost_doubts, "hedge dropped", "high", "The board said there was no evidence that the seal had been broken.", "The board said that the seal had not been broken."),
    (lost_doubts, "hedge dropped", "high", "The navy had no indication that a ship had entered the bay.", "The navy said that no ship had entered the bay."),
    (legal_changes, "legal force", "medium", "Officers opened an inquiry into two clerks.", "Officers charged two clerks."),
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
    (weaker_answers, "Selkie Holdings denied the report.", "Selkie Holdings rejected the report."),
    (names_reworded, "The Dockers’ Guild called for a vote.", "The Guild called for a vote."),
    (names_reworded, "Ada Lund called for a vote.", "Mora Lund called for a vote."),
    (numbers_reworded, "The line carried about 1,400 passengers to the islands.", "The line took 1,380 travellers to the islands."),
    (numbers_reworded, "The line carried 40 passengers and 12 passengers on foot.", "The line took 14 travellers."),
    (lost_doubts, "There was no evidence that the seal had been broken.", "There was no proof that the seal was not broken."),
    (turned_round, "The fleet took no sailors who had caught the fever.", "The fleet took sailors in Arden."),
    (changed_sources, "The harbour police said two clerks had forged the seal.", "Two clerks had forged the seal, which the police now hold."),
    (changed_sources, "A nurse said the clinic had run out of vaccine.", "We had run out of vaccine at the clinic."),
    (changed_sources, "A nurse said the clinic had run out of vaccine.", "The clinic had run out of vaccine, per the nurse."),
    (changed_sources, "The mill was sold twice, according to a 2013 article in the Valley Herald.", "The mill was sold twice, according to a 2013 article in a local paper."),
    (turned_round, "The letter could not be checked but was posted on a site of the guild.", "The letter was posted on a site of the guild."),
    (turned_round, "The police have not confirmed the theft and are trying to find the boats of the guild.", "The police are trying to find the boats of the guild."),
    (lost_hedges, "He appeared to have found the old seal in the river.", "He claimed to have found the old seal in the river."),
    (lost_conditions, "The shops are preparing as if the ferry would sail in May.", "The shops are preparing for the ferry in May."),
    (lost_conditions, "The guards must lock the gate if they learn of a thief.", "Upon learning of a thief, the guards must lock the gate."),
    (legal_changes, "Officers detained the miller on his way to the market in Arden in June 2010.", "Officers investigated the miller further."),
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
