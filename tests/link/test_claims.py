"""One claim in several wordings, several claims that only look alike, and words that point at a claim made elsewhere."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from tests.cases.reading import Reading, read

from sayso.link.claims import link_claims, with_what_is_denied
from sayso.link.parties import link_parties
from sayso.link.propositions import Wording, alignment
from sayso.records import Claim, ClaimMention, Position, Span, by_id, in_order, record_id


class Claims:
    """The claims of some reports, as words: `of(words)` finds the claim that a mention with these words belongs to."""

    def __init__(self, *texts: str) -> None:
        self.made: list[Reading] = [read(text, f"{i}.txt") for i, text in enumerate(texts)]
        documents = [one.document for one in self.made]
        sentences = in_order(s for one in self.made for s in one.sentences)
        attributions = in_order(a for one in self.made for a in one.attributions)
        sources = in_order(s for one in self.made for s in one.sources)
        self.mentions = in_order(m for one in self.made for m in one.mentions)
        positions = in_order(p for one in self.made for p in one.positions)
        parties = in_order(link_parties(documents, sentences, attributions, sources))
        self.source = by_id(sources)
        self.mention = by_id(self.mentions)
        self.text = {document.id: document.text for document in documents}
        self.all: list[Claim] = list(
            link_claims(documents, sentences, attributions, sources, self.mentions, [], positions, parties, [], [])
        )

    def cut(self, span: Span) -> str:
        return span.cut(self.text[span.doc])

    def of(self, words: str) -> Claim:
        found = [claim for claim in self.all if any(words in self.cut(self.mention[m.mention].span) for m in claim.members)]
        assert len(found) == 1, f"“{words}” stands in {len(found)} claims"
        return found[0]

    def together(self, *words: str) -> bool:
        return len({id(self.of(some)) for some in words}) == 1

    def values(self, words: str) -> dict[str, str]:
        """What each holder does with the claim of these words; "author" for the reports' own voice."""
        found: dict[str, str] = {}
        for member in self.of(words).members:
            name = self.source[member.source].chain[-1].name if member.source else "author"
            found[name or "nobody"] = member.value
        return found


def report(*sentences: str) -> str:
    return "The council met on Tuesday.\n" + "\n".join(sentences) + "\n"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the captain was ordered to sail after a failed test", "the captain had been ordered to sail although a test had failed"),
        ("the firm hid the damage to the engine", "the company concealed damage to the engine"),
        ("soldiers killed four farmers near the mill", "four farmers were murdered by troops near the mill"),
        ("the council sold the chapel to a bank", "the council had sold its chapel to a bank"),
    ],
)
def test_variants_of_one_claim_are_together(left: str, right: str) -> None:
    assert Claims(report(f"Ada Lund said that {left}."), report(f"Hannah Carter said that {right}.")).together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the captain was ordered to sail after a failed test", "the mayor bought forty loaves of rye bread"),
        ("soldiers killed four farmers near the mill", "the council sold the chapel to a bank"),
        ("the ferry drifted for forty minutes in the bay", "the engine of the ferry was built in Norway"),
    ],
)
def test_different_claims_are_apart(left: str, right: str) -> None:
    assert not Claims(report(f"Ada Lund said that {left}."), report(f"Hannah Carter said that {right}.")).together(left, right)


ALARM = "managers ordered the alarm to be switched off"


def test_the_same_words_again_are_the_same_claim() -> None:
    claims = Claims(
        report(f"Ada Lund said that {ALARM}."), report(f"Ada Lund said that {ALARM}."), report(f"Carter said that {ALARM}.")
    )
    assert len(claims.of(ALARM).members) == 3


def test_a_denied_allegation_points_at_the_claim_the_story_turns_on() -> None:
    claims = Claims(report(f"Two officials told the Harwick Echo that {ALARM}.", "Selkie Holdings denied the allegation."))
    assert claims.values(ALARM) == {"Two officials": "asserts", "Selkie Holdings": "denies"}
    denial = next(member for member in claims.of(ALARM).members if member.value == "denies")
    assert denial.because.endswith("“allegation” stands for the claim this story turns on, which the report puts forward")


def test_a_pointer_in_a_report_that_does_not_put_the_claim_forward_stays_out() -> None:
    """Nothing in its report says which allegation is meant."""
    claims = Claims(report(f"Ada Lund said that {ALARM}."), report("Hannah Carter rejected the allegation on Monday."))
    assert claims.values(ALARM) == {"Ada Lund": "asserts"}


def test_called_it_false_takes_up_the_words_before() -> None:
    claims = Claims(report(f"Ada Lund said that {ALARM}.", "Selkie Holdings called it false."))
    assert claims.values(ALARM) == {"Ada Lund": "asserts", "Selkie Holdings": "denies"}
    denial = next(member for member in claims.of(ALARM).members if member.value == "denies")
    assert "“it” takes up the words before: “managers ordered the alarm" in denial.because


def test_no_evidence_is_doubt_and_stays_doubt() -> None:
    claims = Claims(report(f"Ada Lund said that {ALARM}.", "The Harbour Office said there was no evidence for the claim."))
    assert claims.values(ALARM) == {"Ada Lund": "asserts", "Harbour Office": "doubts"}


def test_a_denied_clause_joins_the_claim_that_it_denies() -> None:
    claims = Claims(report(f"Ada Lund said that {ALARM}."), report(f"Rollo Vance denied that {ALARM}."))
    assert claims.values(ALARM) == {"Ada Lund": "asserts", "Rollo Vance": "denies"}


def test_a_negated_wording_is_the_other_side_of_the_same_claim() -> None:
    claims = Claims(
        report("Ada Lund said that the bridge was safe for lorries."),
        report("Carter said that the bridge was not safe for lorries."),
    )
    assert claims.values("the bridge was safe for lorries") == {"Ada Lund": "asserts", "Carter": "denies"}
    denial = next(member for member in claims.of("not safe").members if member.value == "denies")
    assert denial.because.endswith("worded the other way round (negation)")


def test_no_and_never_turn_a_wording_round_as_well() -> None:
    said = "managers had ordered the alarm to be switched off"
    for other in (
        "no managers had ordered the alarm to be switched off",
        "managers had never ordered the alarm to be switched off",
    ):
        claims = Claims(report(f"Ada Lund said that {said}."), report(f"Rollo Vance said that {other}."))
        assert claims.values(said) == {"Ada Lund": "asserts", "Rollo Vance": "denies"}


@pytest.mark.parametrize(
    ("put_forward", "answer", "value"),
    [
        ("the firm plans to sell the ferry", "it had not announced any plans to sell the ferry", "reports"),
        ("the council sold the mill to a bank", "she did not know whether the council had sold the mill to a bank", "asks"),
        (
            "the mayor had confirmed the sale of the mill to a bank",
            "she could not confirm the sale of the mill to a bank",
            "doubts",
        ),
        ("the inquiry found evidence of fraud in the mill", "there was no evidence of fraud in the mill", "doubts"),
        ("the council sold the mill to a bank", "there was no evidence that the council had sold the mill to a bank", "doubts"),
        ("the firm had announced plans to sell the ferry", "it had not announced any plans to sell the ferry", "denies"),
        ("the council sold the mill to a bank", "the council did not sell the mill to a bank", "denies"),
    ],
)
def test_what_is_not_told_or_not_shown_is_not_denied(put_forward: str, answer: str, value: str) -> None:
    claims = Claims(report(f"Ada Lund said that {put_forward}."), report(f"Hannah Carter said that {answer}."))
    assert claims.together(put_forward, answer)
    assert claims.values(answer)["Hannah Carter"] == value


def test_who_denies_a_negated_wording_asserts_the_claim() -> None:
    claims = Claims(
        report("Ada Lund said that the bridge was safe for lorries."),
        report("Carter denied that the bridge was not safe for lorries."),
    )
    assert claims.values("the bridge was safe for lorries") == {"Ada Lund": "asserts", "Carter": "asserts"}


def test_a_claim_is_shown_by_words_that_stand_in_a_report_and_are_not_negated() -> None:
    claims = Claims(
        report("Carter said that the bridge was not safe for lorries."),
        report("Ada Lund said that the bridge was safe for lorries."),
    )
    assert claims.cut(claims.of("not safe").wording) == "the bridge was safe for lorries"


def test_the_reports_own_voice_is_a_position_too() -> None:
    claims = Claims(report(f"Ada Lund said that {ALARM}."), report("Managers had ordered the alarm to be switched off."))
    assert claims.values(ALARM) == {"Ada Lund": "asserts", "author": "asserts"}


def test_each_mention_belongs_to_one_claim_at_most() -> None:
    claims = Claims(
        report(
            f"Two officials told the Harwick Echo that {ALARM}.", "Selkie Holdings denied the allegation and called it baseless."
        ),
        report("The Harwick Echo reported that the alarm had been switched off.", "The Harbour Office doubted the report."),
    )
    homes: dict[str, set[int]] = {}
    for claim in claims.all:
        for member in claim.members:
            homes.setdefault(member.mention, set()).add(id(claim))
    assert [claims.cut(claims.mention[m].span) for m, of in homes.items() if len(of) > 1] == []


def test_a_claim_on_somebodys_word_in_more_reports_is_met_first() -> None:
    claims = Claims(
        report(f"Ada Lund said that {ALARM}."),
        report(f"Carter said that {ALARM}."),
        report("Ada Lund said that rye bread was sold out."),
    )
    ranked = sorted(claims.all, key=lambda claim: -claim.rank)
    assert claims.cut(ranked[0].wording) == ALARM


def test_no_mentions_no_claims() -> None:
    assert list(link_claims([], [], [], [], [], [], [], [], [], [])) == []
    assert Claims("").all == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_reports_changes_no_claim(seed: int) -> None:
    texts = [
        report(f"Two officials told the Harwick Echo that {ALARM}.", "Selkie Holdings denied the allegation."),
        report("The Harwick Echo reported that the alarm had been switched off by managers."),
        report("Carter said that the bridge was not safe for lorries."),
    ]

    def shape(claims: Claims) -> list[list[tuple[str, str]]]:
        return sorted(sorted((claims.cut(member.span), member.value) for member in claim.members) for claim in claims.all)

    assert shape(Claims(*random.Random(seed).sample(texts, 3))) == shape(Claims(*texts))


# ── alignment ────────────────────────────────────────────────────────────────────────────────────────────────────────


def wording(words: str) -> Wording:
    span = Span("a", 0, len(words))
    lemmas = tuple(words.split())
    return Wording(ClaimMention(span, span, None, None, "own voice", "test"), lemmas, (1.0,) * len(lemmas), False)


def test_alignment_is_symmetric_bounded_and_whole_for_equal_words() -> None:
    made = [
        wording(w)
        for w in ("soldier kill farmer mill", "troop murder farmer mill", "council sell chapel", "soldier kill farmer mill")
    ]
    similar = alignment(made)
    assert np.allclose(similar, similar.T)
    assert np.allclose(np.diag(similar), 1.0)
    assert similar[0, 3] == pytest.approx(1.0)
    assert (similar >= 0).all() and (similar <= 1 + 1e-6).all()
    assert similar[0, 1] > 0.7 > 0.2 > similar[0, 2]


def test_a_short_wording_inside_a_long_one_is_not_yet_the_same() -> None:
    made = [wording("soldier kill"), wording("soldier kill farmer mill council sell chapel bank fire bread")]
    assert alignment(made)[0, 1] < 0.6


def test_the_order_of_the_words_does_not_matter_but_their_number_does() -> None:
    similar = alignment([wording("soldier kill farmer"), wording("farmer soldier kill"), wording("soldier kill")])
    assert similar[0, 1] == pytest.approx(1.0)
    assert similar[0, 2] < 1.0


@pytest.mark.parametrize(
    ("engineers", "council", "driver"),
    [
        ("the Marlow bridge was unsafe", "the Marlow bridge was safe", "the Marlow bridge was not safe"),
        ("the ferry contract is illegal", "the ferry contract is legal", "the ferry contract is not legal"),
        ("the second tunnel is feasible", "the second tunnel is infeasible", "the second tunnel is not infeasible"),
        ("the missing sailor is alive", "the missing sailor is dead", "the missing sailor is not dead"),
    ],
)
def test_the_contrary_word_speaks_against_a_claim(engineers: str, council: str, driver: str) -> None:
    found = Claims(
        report(f"Two engineers said {engineers}.", f"The harbour union said {engineers}."),
        report(f"Mayor Ann Cole said {council}.", f"Driver Tom Reed said {driver}."),
        report(f"Clerk Ida Moss said {engineers}.", f"Mayor Ann Cole denied that {engineers}."),
    )
    values = found.values(engineers)
    assert (values["Ida Moss"], values["Ann Cole"], values["Tom Reed"]) == ("asserts", "denies", "asserts")


@pytest.mark.parametrize(
    ("put_forward", "answer"),
    [
        ("the sluice was opened at noon by the warden", "the sluice opened at noon by the warden was not new"),
        ("the guild keeps sheep on the common", "people must not keep any sheep on the common"),
        ("the guild will sell the ferry to a bank", "she could not believe the guild would sell the ferry to a bank"),
        ("the guild sold the ferry to a bank", "nobody should sell the ferry to a bank"),
        ("the band came second in the list of the county", "the band came in at No. 2 in the list of the county"),
        ("the guild wanted the ferry for its sheep", "she did not want the ferry for its sheep"),
    ],
)
def test_a_negation_denies_only_what_it_negates(put_forward: str, answer: str) -> None:
    claims = Claims(report(f"Ada Lund said that {put_forward}."), report(f"Hannah Carter said that {answer}."))
    values = {member.value for claim in claims.all for member in claim.members}
    assert "denies" not in values


@pytest.mark.parametrize(
    "said",
    [
        "no one went to help the sailor because they took him for a thief",
        "he had never heard of the harbour master",
        "the guild had no idea how the ferry came to the island",
    ],
)
def test_nobody_denies_the_words_that_all_repeat(said: str) -> None:
    claims = Claims(
        report(f"Ada Lund said that {said}."),
        report(f"According to Ada Lund, {said}."),
        report(f"Ada Lund told the Echo that {said}."),
    )
    assert {member.value for claim in claims.all for member in claim.members} & {"denies", "doubts"} == set()


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("the harbour trust was warned in January that the Calder Quay footbridge was unsafe", "the trust had been warned"),
        ("the ferry company was informed in March that the second engine had cracked", "the company had been informed"),
    ],
)
def test_a_short_denial_goes_to_the_long_claim_that_holds_its_words(said: str, denied: str) -> None:
    found = Claims(
        report(f"Former inspector Ada Lund said {said}.", f"Mayor Tom Reed denied that {denied}."),
        report(f"Clerk Ida Moss said {said}.", f"Mayor Tom Reed denied that {denied}."),
        report(f"Driver Jan Boll said {said}.", f"Mayor Tom Reed again denied that {denied}."),
        report(f"Councillor Ann Cole doubted that {denied}.", f"Two drivers told the Echo that {said}."),
    )
    assert found.together(said, denied)
    values = found.values(denied)
    assert (values["Ada Lund"], values["Tom Reed"], values["Ann Cole"]) == ("asserts", "denies", "doubts")
    assert all("its words stand within" in m.because for m in found.of(denied).members if m.value != "asserts")


@pytest.mark.parametrize(("held_by", "value", "joined"), [(0.9, "denies", True), (0.5, "denies", False), (0.9, "asserts", False)])
def test_only_what_nobody_puts_forward_goes_to_what_holds_it(held_by: float, value: str, joined: bool) -> None:
    made = [wording("owner warn"), wording("owner warn winter letter"), wording("ferry sink")]
    made = [replace(one, verbal=True, mention=replace(one.mention, span=Span("d", n, n + 1))) for n, one in enumerate(made)]
    values = (value, "asserts", "asserts")
    held = {record_id(w.mention): [Position(w.mention.span, "", None, v, "", (), "")] for w, v in zip(made, values, strict=True)}
    within = np.array([[1, held_by, 0.1], [0.4, 1, 0.1], [0.1, 0.1, 1]], dtype=np.float32)
    groups, moved = with_what_is_denied([[0], [1], [2]], made, held, within)
    assert groups == ([[1, 0], [2]] if joined else [[0], [1], [2]])
    assert moved == ({0} if joined else set())


def test_a_denial_of_something_else_stays_by_itself() -> None:
    said = "the harbour trust was warned in January that the Calder footbridge was rotten"
    found = Claims(
        report(f"Former inspector Ada Lund said {said}.", f"Clerk Ida Moss said {said}."),
        report("Mayor Tom Reed denied that the ferry company had bribed him.", f"Two drivers told the Echo that {said}."),
        report("Mayor Tom Reed again denied that the ferry company had bribed him."),
    )
    assert not found.together(said, "the ferry company had bribed him")
