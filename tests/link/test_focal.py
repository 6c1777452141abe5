"""What belongs to the claim a story turns on although its words alone would not say so."""

from __future__ import annotations

import numpy as np
from tests.link.test_claims import Claims

from sayso.link.focal import Core
from sayso.link.likeness import beside
from sayso.link.propositions import Wording, telling_words
from sayso.records import ClaimMention, Span

BRIBES = (
    "Two clerks told the Harwick Echo that the mayor had taken bribes from the ferry company.\n",
    "The mayor denied that he had taken bribes from the ferry company.\n",
    "The Echo reported that the mayor took bribes from a ferry company. The council discusses the ferry bribes on Monday.\n",
)


def wording(*words: tuple[str, str], doc: str = "a", start: int = 0) -> Wording:
    """Lemmas with their roles."""
    span = Span(doc, start, start + 10)
    mention = ClaimMention(span, span, None, None, "reports", "")
    return Wording(mention, tuple(w for w, _ in words), tuple(1.0 for _ in words), False, tuple(role for _, role in words))


def test_a_phrase_that_takes_the_claim_for_granted_belongs_to_it() -> None:
    claims = Claims(*BRIBES)
    holding = [claim for claim in claims.all if "ferry bribes" in [claims.cut(member.span) for member in claim.members]]
    assert holding == [claims.of("took bribes from a ferry company")]


def test_a_part_of_the_claim_is_not_the_claim() -> None:
    core = [wording(("mayor", "nsubj 1"), ("take", "head"), ("bribe", "dobj 4"), ("ferry", "prep 5"), ("company", "prep 5"))]
    held = Core(core, telling_words(core))
    assert held.is_named_by(wording(("mayor", "compound 0"), ("bribe", "head")))
    assert not held.is_named_by(wording(("ferry", "compound 0"), ("company", "head")))


def test_a_denial_in_other_words_belongs_to_what_it_denies() -> None:
    claims = Claims(
        "A newspaper claimed that the bosses of the mill had hidden a report on the dust.\n",
        "The mill denied that its bosses had hidden the report on the dust.\n",
        "“Nobody at this mill hid any report,” said the mill.\n",
        "The Echo reported that bosses of the mill had hidden a report on the dust.\n",
    )
    focal = claims.of("Nobody at this mill hid any report")
    assert focal is claims.of("had hidden the report on the dust")
    values = {claims.cut(member.span): member.value for member in focal.members}
    assert values["Nobody at this mill hid any report"] == "denies"


def test_places_that_say_the_same_make_mentions_more_alike_one_to_one() -> None:
    left, right, other = wording(("x", "head")), wording(("y", "head"), doc="b"), wording(("z", "head"), doc="b", start=20)
    similar = np.array([[1.0, 0.3, 0.2], [0.3, 1.0, 0.1], [0.2, 0.1, 1.0]], dtype=np.float32)
    found = beside([left, right, other], similar, [((Span("a", 0, 30),), (Span("b", 0, 30),))])
    assert found.tolist() == [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
