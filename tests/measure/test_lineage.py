"""Who made a report from which: a wire, a shortened copy, a lost parent, and what the texts do not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.detect.listed_words import list_words
from sayso.link.passages import find_passages
from sayso.measure.lineage import trace_lineage
from sayso.records import Declared, Document, Lineage, Sentence, Span, in_order

WIRE = (
    "The old pier at Tarn Haven lost forty metres of planking in the storm on Sunday night.",
    "Harbour master Edda Rusk closed both gates before dawn and sent the night crew home.",
    "Two fishing boats broke loose and drifted against the concrete footing of the lifeboat station.",
    "Insurance assessors from Brandel Mutual are expected to inspect the damage on Thursday.",
    "The council had set aside 80,000 crowns for repairs in its spring budget.",
    "Anglers say the lamps along the eastern rail had been dark since October.",
    "A public meeting will be held in the chapel hall next week, the parish clerk announced.",
    "Ferry services to Osmund Island continue from the temporary landing stage.",
)
FIRST_REWORK = (
    "The pier at Tarn Haven, an old one, lost forty metres of planking in the Sunday night storm.",
    "Both gates were closed before dawn by harbour master Edda Rusk and the night crew was sent home.",
    "Two fishing boats that broke loose drifted against the lifeboat station and its concrete footing.",
    "Insurance assessors of Brandel Mutual are to inspect the damage this Thursday.",
    "For repairs the council had set 80,000 crowns aside in the spring budget.",
    "The lamps along the eastern rail were dark since October, say anglers.",
    "I walked there as a child with my brother and we never trusted those boards at all.",
    "Nobody in our street believes that the money will ever reach the carpenters who need it.",
    "It may be that the sea simply wants its stones back, as old sailors in Grimsel like to claim.",
)
SECOND_REWORK = (
    "Tarn Haven has lost forty metres of planking from its old pier in Sunday night's storm.",
    "Before dawn harbour master Edda Rusk closed the two gates and the night crew was sent to their homes.",
    "Two loose fishing boats drifted against the lifeboat station's footing of concrete.",
    "On Thursday the damage is expected to be inspected by assessors of Brandel Mutual insurance.",
    "In its spring budget the council set aside repairs worth 80,000 crowns.",
    "Since October the eastern rail's lamps had been dark, according to anglers.",
    "The wood was bought from Pellworm in 1987, reports Harbour Radio's Mia Lund from the quay.",
    "Minister Sten Aho will visit the town with engineers from the capital Vessby in the coming days.",
    "The chief of the coast guard said that 14 members of his crew were on watch during that night.",
)
MORE = (
    "The council has asked the harbour master for a list of what the pier needs before the summer.",
    "Edda Rusk said that the planking and the lamps along the eastern rail should be replaced at once.",
    "Brandel Mutual has paid for storm damage to the pier and to fishing boats twice since October.",
    "The ferry to Osmund Island will return to the old landing stage once the gates are open again.",
    "Repairs to the lifeboat station and its concrete footing come out of another budget, the parish clerk said.",
)
OWN = (
    "For the third winter running the people of our coast are counting what the sea has taken from them.",
    "In the bakery on Keel Street the talk is of little else than timber prices and tide tables.",
    "This newspaper has asked for the engineers' letters under the open records act since last summer.",
    "The owner of the boatyard is sure that a stone wall would have cost the town less money.",
)


def report(name: str, sentences: Sequence[str], outlet: str | None = None, date: str | None = None) -> Document:
    declared = (Declared("date", date, "test"),) if date else ()
    return Document(name, f"{name}.txt", name, outlet, None, None, "\n".join(sentences), (), declared, "test", "")


def traced(*documents: Document) -> list[Lineage]:
    sentences = in_order(
        Sentence(Span(document.id, place.start(), place.end()), "body", (), "en")
        for document in documents
        for place in re.finditer(r"[^\n]+", document.text)
    )
    passages = in_order(find_passages(documents, list(list_words(documents, sentences))))
    found = list(trace_lineage(documents, sentences, passages))
    texts = {document.id: document.text for document in documents}
    assert all(span.cut(texts[span.doc]).strip() for lineage in found for span in lineage.evidence)
    assert all(lineage.because and lineage.evidence for lineage in found)
    return found


def test_a_wire_inside_a_longer_report_is_its_parent() -> None:
    wire = report("w", ["TARN HAVEN (Skagwire) - " + WIRE[0], *WIRE[1:]])
    paper = report("p", [*OWN, *WIRE[:5], WIRE[5] + " (Skagwire)"])
    (lineage,) = traced(wire, paper)
    assert (lineage.children, lineage.parents, lineage.direction) == (("p",), ("w",), "established")
    assert "Skagwire" in lineage.because


def test_what_begins_with_its_own_text_and_holds_all_of_the_other_was_made_from_it() -> None:
    (lineage,) = traced(report("a", WIRE), report("b", [*OWN, *OWN[::-1], *WIRE]))
    assert (lineage.children, lineage.parents) == (("b",), ("a",))


def test_the_beginning_of_a_report_was_cut_from_it() -> None:
    (lineage,) = traced(report("a", [*WIRE, *MORE]), report("b", WIRE[:6]))
    assert (lineage.children, lineage.parents) == (("b",), ("a",))


def test_an_end_about_something_else_may_have_been_put_there() -> None:
    (lineage,) = traced(report("a", [*WIRE[:6], *OWN, *FIRST_REWORK[6:]]), report("b", WIRE[:6]))
    assert (lineage.parents, lineage.direction) != (("a",), "established")


def test_of_equal_copies_the_later_one_is_the_child() -> None:
    (lineage,) = traced(report("a", WIRE, date="2031-03-05"), report("b", WIRE, date="2031-03-04"))
    assert (lineage.children, lineage.parents) == (("a",), ("b",))


def test_of_equal_copies_without_a_date_nothing_is_established() -> None:
    (lineage,) = traced(report("a", WIRE), report("b", WIRE))
    assert (lineage.children, lineage.parents, lineage.lost) == (("a", "b"), (), None)
    assert lineage.direction == "not established"


def test_two_reworks_with_facts_of_their_own_have_a_lost_parent() -> None:
    (lineage,) = traced(report("a", FIRST_REWORK), report("b", SECOND_REWORK))
    assert (lineage.children, lineage.parents) == (("a", "b"), ())
    assert lineage.lost and "Harbour Radio" in lineage.lost
    assert lineage.direction == "established"
    assert "Minister" in lineage.because or "Pellworm" in lineage.because


def test_two_reworks_that_name_nobody_share_an_unnamed_parent() -> None:
    second = [sentence.replace("reports Harbour Radio's Mia Lund", "as is known") for sentence in SECOND_REWORK]
    (lineage,) = traced(report("a", FIRST_REWORK), report("b", second))
    assert lineage.lost == "a text both rework, not in your files"
    assert lineage.direction == "not established"


def test_a_rework_without_facts_of_its_own_comes_from_the_other() -> None:
    (lineage,) = traced(report("a", [*WIRE, *SECOND_REWORK[6:]]), report("b", FIRST_REWORK[:6]))
    assert (lineage.children, lineage.parents) == (("b",), ("a",))


def test_copies_of_one_wire_are_not_traced_to_each_other() -> None:
    wire = report("w", ["TARN HAVEN (Skagwire) - " + WIRE[0], *WIRE[1:]])
    one = report("x", [OWN[0], OWN[1], *WIRE[:6], "(Skagwire)"])
    two = report("y", [OWN[2], *WIRE[2:], "Source: Skagwire"])
    found = traced(wire, one, two)
    assert sorted((lineage.children, lineage.parents) for lineage in found) == [(("x",), ("w",)), (("y",), ("w",))]


def test_copies_of_a_wire_that_is_not_there_have_it_as_lost_parent() -> None:
    one = report("x", [OWN[0], OWN[1], *WIRE[:6], "(Skagwire)"])
    two = report("y", [OWN[2], OWN[3], *WIRE[2:], "(Skagwire)"])
    (lineage,) = traced(one, two)
    assert lineage.children == ("x", "y")
    assert lineage.lost and "Skagwire" in lineage.lost


def test_unrelated_reports_have_no_lineage() -> None:
    assert traced(report("a", WIRE), report("b", OWN)) == []


# ── more than two reports ──


def made_from(*documents: Document) -> dict[str, tuple[str, ...]]:
    """The parents that are told, by child."""
    return {child: lineage.parents for lineage in traced(*documents) if lineage.parents for child in lineage.children}


FIRST = [*WIRE, *SECOND_REWORK[6:]]
SECOND = [*OWN[:2], *(sentence.replace("the", "that", 1) for sentence in FIRST[:9])]  # with a beginning of its own
THIRD = [sentence.replace("old", "aged").replace("lost", "forfeited") for sentence in SECOND[:8]]  # its beginning, reworded


def test_a_chain_of_three_is_told_step_by_step() -> None:
    dates = "2031-03-04T08:00", "2031-03-04T12:00", "2031-03-05T09:00"
    chain = [report(name, text, date=date) for name, text, date in zip("abc", (FIRST, SECOND, THIRD), dates, strict=True)]
    assert made_from(*chain) == {"b": ("a",), "c": ("b",)}


def test_a_chain_of_three_without_dates_is_never_told_the_wrong_way() -> None:
    told = made_from(report("a", FIRST), report("b", SECOND), report("c", THIRD))
    assert told.get("c") == ("b",)
    assert "a" not in told


def test_the_order_and_the_names_of_the_reports_do_not_matter() -> None:
    texts = {"a": FIRST, "b": SECOND, "c": THIRD}
    reports = [report(name, text) for name, text in texts.items()]
    assert traced(*reports) == traced(*reports[::-1])
    renamed = {"a": "z", "b": "y", "c": "x"}
    told = made_from(*(report(renamed[name], text) for name, text in texts.items()))
    assert told == {renamed[child]: tuple(renamed[p] for p in parents) for child, parents in made_from(*reports).items()}


def test_a_parent_that_is_likelier_than_not_is_named_but_not_established() -> None:
    dates = dict(zip("abc", ("2031-03-04", "2031-03-05", "2031-03-06"), strict=True))
    texts = FIRST, [sentence.replace("the", "that", 1) for sentence in FIRST[:8]], [s.replace("the", "that", 1) for s in FIRST[:5]]
    found = traced(*(report(name, text, date=dates[name]) for name, text in zip("abc", texts, strict=True)))
    assert [(f.children, f.parents, f.direction) for f in found if "c" in f.children] == [(("c",), ("b",), "not established")]
    assert all("likelier than not" in lineage.because for lineage in found if lineage.direction != "established")


def test_two_children_of_one_parent_are_not_each_others() -> None:
    one = [*OWN[:2], *(sentence.replace("the", "that", 1) for sentence in FIRST[:8])]
    other = [*(sentence.replace(" a ", " one ").replace("and", "while") for sentence in FIRST[:9]), *OWN[2:]]
    told = made_from(
        report("p", FIRST, date="2031-03-04"), report("x", one, date="2031-03-05"), report("y", other, date="2031-03-06")
    )
    assert told == {"x": ("p",), "y": ("p",)}


def test_what_is_put_together_from_two_reports_has_two_parents() -> None:
    other = [*OWN, *FIRST_REWORK[6:]]
    both = report("c", [*WIRE[:6], *other[:5]], date="2031-03-06")
    told = made_from(report("a", WIRE, date="2031-03-04"), report("b", other, date="2031-03-05"), both)
    assert told == {"c": ("a", "b")}


def test_two_parents_are_told_without_dates() -> None:
    other = [*OWN, *FIRST_REWORK[6:]]
    (lineage,) = traced(report("a", WIRE), report("b", other), report("c", [*WIRE[:6], *other[:5]]))
    assert (lineage.children, lineage.parents, lineage.direction) == (("c",), ("a", "b"), "established")
    assert "text that the other parent lacks" in lineage.because


def test_a_chain_of_cuts_goes_from_the_longest_to_the_shortest() -> None:
    texts = FIRST, [sentence.replace("the", "that", 1) for sentence in FIRST[:8]]
    shortest = [sentence.replace("the", "that", 1) for sentence in FIRST[:5]]
    cuts = dict(zip("abc", (*texts, shortest), strict=True))
    undated = made_from(*(report(name, text) for name, text in cuts.items()))
    assert "a" not in undated and undated.get("b") in (None, ("a",)) and undated.get("c") in (None, ("b",))
    dates = dict(zip("abc", ("2031-03-04", "2031-03-05", "2031-03-06"), strict=True))
    assert made_from(*(report(name, text, date=dates[name]) for name, text in cuts.items())).get("c") == ("b",)


def test_nothing_is_its_own_ancestor() -> None:
    reports = [report(name, text) for name, text in zip("abcdef", (FIRST, SECOND, THIRD, WIRE, WIRE[:7], WIRE[1:]), strict=True)]
    told = made_from(*reports)
    for name in told:
        seen, waiting = set[str](), [name]
        while waiting:
            above = told.get(waiting.pop(), ())
            assert name not in above
            waiting += [parent for parent in above if parent not in seen]
            seen |= set(above)


def test_two_children_of_a_lost_parent_are_told_as_such_or_not_at_all() -> None:
    one = [*OWN[:2], *WIRE[:3], *WIRE[4:]]
    other = [*WIRE[:6], *SECOND_REWORK[6:]]
    told = made_from(report("x", one), report("y", other))
    assert told == {}
