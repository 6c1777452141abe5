"""Copied, edited and reworded stretches, and reports of one event that are neither."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest

from sayso.detect.listed_words import list_words
from sayso.link.copied import LARGE
from sayso.link.own_words import MASKED, own_words
from sayso.link.passages import find_passages
from sayso.link.postings import HUBS
from sayso.link.reworded import nearest, reworded
from sayso.records import Document, Passage, Problem, Sentence, Span, WordList, in_order

PIER = (
    "The old pier at Tarn Haven lost forty metres of planking in the storm on Sunday night.",
    "Harbour master Edda Rusk closed both gates before dawn and sent the night crew home.",
    "Two fishing boats broke loose and drifted against the concrete footing of the lifeboat station.",
    "Insurance assessors from Brandel Mutual are expected to inspect the damage on Thursday.",
    "The council had set aside 80,000 crowns for repairs in its spring budget.",
    "Anglers say the lamps along the eastern rail had been dark since October.",
    "A public meeting will be held in the chapel hall next week, the parish clerk announced.",
    "Ferry services to Osmund Island continue from the temporary landing stage.",
)
REWORDED = (
    "Forty metres of planks on the ageing Tarn Haven pier were lost in Sunday night's storm.",
    "Before dawn harbour master Edda Rusk shut both gates and told the night crew to go home.",
    "Two fishing vessels came loose and were swept against the lifeboat station's concrete footing.",
    "On Thursday assessors from the insurer Brandel Mutual should look at the damage.",
    "In the spring budget the council had put aside 80,000 crowns for pier repairs.",
    "According to anglers the lamps on the eastern rail have been dark since October.",
    "The parish clerk announced a public meeting in the chapel hall for next week.",
    "From the temporary landing stage, ferry services to Osmund Island go on.",
)
SEPARATE = (
    "Residents of Tarn Haven woke on Monday to find part of their pier gone.",
    "Edda Rusk, the harbour master, spent the day answering questions from shopkeepers.",
    "My grandfather helped to build it, said Olle Brand, who sells bait beside the slipway.",
    "The lifeboat was launched twice but found nobody in the water.",
    "Opposition members want to know why the rail was never repaired after the gale of 2011.",
    "Schools stayed open and the bus to Kelmscar ran on time.",
    "Engineers will decide within days whether the landward half can carry visitors again.",
    "The harbour board has asked the ministry for help.",
)
OTHER = (
    "Beekeepers in the Marl valley counted fewer hives than in any year since records began.",
    "The cause is a mite that arrived with imported queens, the institute at Sorrel believes.",
    "Farmers have planted strips of clover beside their barley to feed the survivors.",
    "Honey from the valley now costs twice what it did when the cooperative was founded.",
)


def report(name: str, sentences: Sequence[str], joint: str = " ") -> Document:
    return Document(name, name, name, None, None, None, joint.join(sentences), (), (), "test", "")


def split(document: Document) -> list[Sentence]:
    places = re.finditer(r"[^\s].*?[.?!”\"]+(?=\s|$)", document.text)
    return [Sentence(Span(document.id, place.start(), place.end()), "body", (), "en") for place in places]


def passages(*documents: Document) -> list[Passage]:
    return [found for found in everything(*documents) if isinstance(found, Passage)]


def everything(*documents: Document) -> list[Passage | Problem]:
    return list(find_passages(documents, listed(documents)))


def listed(documents: Sequence[Document]) -> list[WordList]:
    return list(list_words(documents, in_order(sentence for document in documents for sentence in split(document))))


def test_a_copied_sentence_is_found_to_the_character() -> None:
    a = report("a", [*OTHER[:2], PIER[2], *OTHER[2:]])
    b = report("b", [SEPARATE[0], PIER[2], *SEPARATE[1:]])
    (found,) = passages(a, b)
    assert (found.kind, found.score, found.whole) == ("verbatim", 1.0, False)
    assert found.left.cut(a.text) == found.right.cut(b.text) == PIER[2].rstrip(".")


def test_an_edited_copy_is_one_stretch() -> None:
    edited = " ".join(PIER[:3]).replace("closed", "shut").replace("drifted", "were thrown").replace("on Sunday night", "on Sunday")
    found = passages(report("a", PIER), report("b", [edited]))
    assert [p.kind for p in found if p.kind != "reworded"] == ["edited"]
    assert 0.8 < found[0].score < 1


def test_near_duplicates_are_whole() -> None:
    a, b = report("a", PIER), report("b", [*PIER[:7], "Ferries sail."], joint="\n")
    (whole,) = [p for p in passages(a, b) if p.whole]
    assert whole.left == Span("a", 0, len(a.text) - 1)
    assert "%" in whole.because


def test_a_text_told_again_is_one_reworded_stretch() -> None:
    a, b = report("a", PIER), report("b", REWORDED)
    (found,) = passages(a, b)
    assert (found.kind, found.whole) == ("reworded", False)
    assert found.left.cut(a.text) == a.text.rstrip(".")
    assert found.right.cut(b.text) == b.text.rstrip(".")
    assert "%" in found.because


def test_reports_of_one_event_are_no_copies_of_each_other() -> None:
    assert passages(report("a", PIER), report("b", SEPARATE)) == []


def test_the_same_facts_in_another_order_are_no_rework() -> None:
    turned = [REWORDED[k] for k in (7, 2, 5, 0, 6, 3, 1, 4)]
    assert not [p for p in passages(report("a", PIER), report("b", turned)) if p.kind == "reworded"]


@pytest.mark.parametrize(("order", "found"), [((1, 2, 3, 4, 5, 0), True), ((3, 1, 4, 0, 5, 2), False)])
def test_a_short_text_retold_closely_may_move_one_sentence(order: Sequence[int], found: bool) -> None:
    documents = [report("a", [*PIER[:6]]), report("b", [REWORDED[k] for k in order])]
    reports = own_words(listed(documents))
    assert bool(list(reworded(reports))) is found


def test_a_quotation_is_one_word_that_reaches_over_its_sentences() -> None:
    a = report("a", [PIER[0], "“" + PIER[1], PIER[2] + "” Nobody slept."])
    (own,) = own_words(listed([a]))
    hidden = own.forms.index("")
    assert own.span(hidden, hidden + 1).cut(a.text) == " ".join(PIER[1:3]).rstrip(".")
    assert own.ids[hidden] == MASKED and own.forms[hidden + 1 :] == ("nobody", "slept")
    assert own.sentence.tolist() == [0] * 17 + [1, 3, 3] and own.of_sentence(0).cut(a.text) == PIER[0]
    assert {"edda", "rusk"}.isdisjoint(own.names) and {"tarn", "haven", "sunday"} <= own.names
    assert [own.every.forms[k] for k in own.every.own.nonzero()[0]] == [form for form in own.forms if form]


def test_quoting_one_document_is_not_copying() -> None:
    quoted = "“" + " ".join(PIER[:4]) + "”"
    a = report("a", [OTHER[0], quoted, *OTHER[1:]])
    b = report("b", [SEPARATE[0], SEPARATE[1], quoted, *SEPARATE[2:]])
    assert passages(a, b) == []


def test_the_order_of_documents_does_not_matter() -> None:
    a, b, c = report("a", PIER), report("b", REWORDED), report("c", [*PIER[:4], *OTHER])
    assert passages(a, b, c) == passages(c, a, b)


def test_no_reports_no_passages() -> None:
    assert passages() == []
    assert passages(report("a", PIER)) == []
    assert passages(report("a", ["Yes."]), report("b", ["No."])) == []


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.2])
def test_planted_copies_are_found_and_nothing_else(rate: float) -> None:
    """Invented words, so that only what was planted is shared: 40 texts, and a copy of each with words replaced."""
    dice = random.Random(5)
    words = ["".join(dice.choices("abdefgiklmnoprstuv", k=dice.randint(3, 9))) for _ in range(4000)]
    texts = [[" ".join(dice.choices(words, k=14)).capitalize() + "." for _ in range(12)] for _ in range(40)]
    copies = [
        [" ".join(w if dice.random() >= rate else dice.choice(words) for w in s[:-1].split()) + "." for s in t] for t in texts
    ]
    documents = [report(f"o{k:02}", t) for k, t in enumerate(texts)] + [report(f"x{k:02}", t) for k, t in enumerate(copies)]
    found = {(p.left.doc, p.right.doc) for p in passages(*documents)}
    assert found == {(f"o{k:02}", f"x{k:02}") for k in range(40)}


def test_a_large_story_is_linked_through_the_first_reports_and_says_so() -> None:
    wire = PIER[1]
    reports = [report(f"r{k:03}", [f"Reader {k} of Tarn Haven wrote to us{' again' * (k % 5)}.", wire]) for k in range(LARGE + 1)]
    found = everything(*reports)
    problems = [problem for problem in found if isinstance(problem, Problem)]
    assert len(problems) == 2 and {problem.stage for problem in problems} == {"find passages"}
    assert f"first {HUBS} " in problems[0].message and f"{LARGE + 1} reports" in problems[0].message
    assert {p.right.doc for p in found if isinstance(p, Passage) and p.left.doc == "r000"} == {r.id for r in reports[1:]}


def test_in_a_story_of_moderate_size_nothing_is_left_out() -> None:
    assert not [found for found in everything(report("a", PIER), report("b", REWORDED)) if isinstance(found, Problem)]


def test_rewording_is_found_among_the_reports_that_share_rare_words() -> None:
    dice = random.Random(4)
    fillers = [report(f"f{k:02}", dice.sample([*OTHER, *SEPARATE], 9)) for k in range(90)]
    documents = [report("a", PIER), report("b", REWORDED), *fillers]
    reports = own_words(listed(documents))
    assert nearest(reports)[0] == [1]
    assert [pair for pair, _ in reworded(reports, large=1) if pair[0] == 0] == [(0, 1)]
    assert list(reworded(reports[:2], large=1)) == list(reworded(reports[:2]))
