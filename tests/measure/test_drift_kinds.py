"""Each kind of change in sentences of our own, in both directions, and the laws that hold for every pair of wordings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.test_drift import drift

from sayso.measure.drift import measure_drift
from sayso.measure.wordings import Wording, differences, seams, signs_of, steps_between, wording_of
from sayso.records import Document, Span, Utterance, Version

# One change each.
CASES = (
    ("identical", "the lights on the pier went out at ten", "the lights on the pier went out at ten."),
    ("identical", "“grand” is what they call our piano here", "grand is what they call our piano here"),
    ("identical", "the choir - all forty of us - was outside", "the choir – all forty of us – was outside"),
    ("cosmetic", "the lights on the pier went out at ten", "The lights on the pier went out at ten"),
    ("cosmetic", "the U.S. crew left the dock, tired and wet", "the US crew left the dock, tired and wet"),
    ("cosmetic", "nets, ropes, and buoys were lost that night", "nets, ropes and buoys were lost that night"),
    ("cosmetic", "the organisers paid for the whole parade", "the organizers paid for the whole parade"),
    ("cosmetic", "some 40 per cent of the fleet stayed home", "some 40 percent of the fleet stayed home"),
    ("cosmetic", "we do not sell eels here any longer", "we don’t sell eels here any longer"),
    ("cosmetic", "the twelve boats came home before dusk", "the 12 boats came home before dusk"),
    ("cosmetic", "the e-mail from Mr Tollund came late", "the email from Mr Tollund came late"),
    ("cosmetic", "a well-known smuggler lives on that island", "a well known smuggler lives on that island"),
    ("cosmetic", "she met Yusef Haddad on the quay twice", "she met Youssef Haddad on the quay twice"),
    ("cosmetic", "the colour of the curtain is a dark grey", "the color of the curtain is a dark gray"),
    ("cosmetic", "the choir; all forty of us; was outside then", "the choir, all forty of us, was outside then"),
    ("boundary", "the ferry was late because the crew refused to board", "the ferry was late"),
    ("boundary", "honestly, I think the ferry was late again", "the ferry was late again"),
    ("insertion", "the ferry [Gannet] was late again on Monday", "the ferry was late again on Monday"),
    ("insertion", "[Ms Vole] told us to wait on the pier", "she told us to wait on the pier"),
    ("insertion", "the harbour office 7 lost every letter we wrote", "the harbour office lost every letter we wrote"),
    ("insertion", "the harbour office (HO) lost every letter we wrote", "the harbour office lost every letter we wrote"),
    ("insertion", "the choir needs a new piano [by Easter] at least", "the choir needs a new piano at least"),
    ("omission", "the old wooden ferry was late again on Monday", "the old ferry was late again on Monday"),
    ("omission", "the ferry was late … and nobody rang us", "the ferry was late because of fog and nobody rang us"),
    ("omission", "the ferry was late [...] and nobody rang us", "the ferry was late because of fog and nobody rang us"),
    ("omission", "the choir, which is broke, needs a new piano", "the choir needs a new piano"),
    ("altered", "the crew was furious about the broken winch", "the crew was angry about the broken winch"),
    ("altered", "we sold the boat to a neighbour in spring", "we sold the vessel to a neighbour in spring"),
    ("altered", "they pulled the nets out of the bay quickly", "they hauled the nets out of the bay quickly"),
    ("altered", "the choir sings in the cellar each Sunday", "the choir sings in the cellar every Sunday"),
    ("altered", "the cellar was closed by the fire service", "the cellar was closed by the police"),
    ("altered", "it was a terrible evening for the whole choir", "it was a bad evening for the whole choir"),
    ("altered", "they lost a suitcase of scores on the train", "they lost a bag of scores on the train"),
    ("meaning changed", "we have seen the captain aboard that day", "we have not seen the captain aboard that day"),
    ("meaning changed", "the captain never signed the sheet himself", "the captain signed the sheet himself"),
    ("meaning changed", "no boat was lost in the storm that night", "a boat was lost in the storm that night"),
    ("meaning changed", "we can’t open the lock before noon", "we can open the lock before noon"),
    ("meaning changed", "the crew failed to close the hatch in time", "the crew managed to close the hatch in time"),
    ("meaning changed", "we will pay every sailor by Friday", "we may pay every sailor by Friday"),
    ("meaning changed", "the lock could fail before winter comes", "the lock will fail before winter comes"),
    ("meaning changed", "we do not sail at night in this bay", "we will not sail at night in this bay"),
    ("meaning changed", "he must repay the harbour fund in full", "he should repay the harbour fund in full"),
    ("meaning changed", "we check the winch every single morning", "we checked the winch every single morning"),
    ("meaning changed", "the pumps are working as they should be", "the pumps were working as they should be"),
    ("meaning changed", "they know about the leak in the hull", "they knew about the leak in the hull"),
    ("meaning changed", "about 300 people lost their boats that night", "about 3,000 people lost their boats that night"),
    ("meaning changed", "two of the boats were never insured", "three of the boats were never insured"),
    ("meaning changed", "the repair cost us half a million crowns", "the repair cost us a million crowns"),
    ("meaning changed", "it happened in May 2019 off the coast", "it happened in May 2018 off the coast"),
    ("meaning changed", "a man accused of burning the boathouse fled", "a man convicted of burning the boathouse fled"),
    ("meaning changed", "a man linked to the boathouse fire has fled", "a man charged over the boathouse fire has fled"),
    ("meaning changed", "the owner was charged with fraud last week", "the owner was found guilty of fraud last week"),
    ("meaning changed", "the owner is a suspect in the boathouse case", "the owner is the culprit in the boathouse case"),
    ("meaning changed", "the mayor supports the new breakwater plan", "the mayor opposes the new breakwater plan"),
    ("meaning changed", "the old sluice is safe for swimmers today", "the old sluice is unsafe for swimmers today"),
    ("meaning changed", "prices at the market rose sharply this year", "prices at the market fell sharply this year"),
    ("meaning changed", "all of the boats were checked last spring", "some of the boats were checked last spring"),
    ("meaning changed", "the mayor always answers our letters quickly", "the mayor sometimes answers our letters quickly"),
    ("meaning changed", "nobody asked the choir to leave the cellar", "somebody asked the choir to leave the cellar"),
    ("meaning changed", "the choir has never been paid for a concert", "the choir has rarely been paid for a concert"),
    ("meaning changed", "the choir has left the cellar for good now", "the choir will leave the cellar for good now"),
    ("meaning changed", "we hardly had any time to learn the songs", "we had any time to learn the songs"),
    ("meaning changed", "I believe the roof leaks over the stage", "I know the roof leaks over the stage"),
    ("meaning changed", "the singer denied taking the cash box home", "the singer admitted taking the cash box home"),
    ("meaning changed", "the conductor was arrested on Tuesday night", "the conductor was questioned on Tuesday night"),
    ("meaning changed", "at least 12 singers were in the cellar then", "about 12 singers were in the cellar then"),
    ("meaning changed", "we refuse to sing in that cellar again", "we agree to sing in that cellar again"),
    ("meaning changed", "we sing only when the heating works there", "we sing when the heating works there"),
    ("meaning changed", "the choir would like to sing in the hall", "the choir wants to sing in the hall"),
    ("meaning changed", "the tickets were sold out within an hour", "the tickets are sold out within an hour"),
    ("meaning changed", "the bakery burned down before the alarm rang", "the bakery burned down after the alarm rang"),
    ("altered", "the baker’s sons ran out of the back door", "the baker’s sons ran out of the rear door"),
    ("cosmetic", "we’ve baked here since my mother was a girl", "we have baked here since my mother was a girl"),
    ("omission", "the oven exploded, I think, at four o’clock", "the oven exploded at four o’clock"),
    ("altered", "the oven was inspected last week by the city", "the oven was inspected last month by the city"),
    ("meaning changed", "nothing was left of the oven but ash", "something was left of the oven but ash"),
    ("meaning changed", "the baker has been cleared of setting the fire", "the baker has been convicted of setting the fire"),
    ("meaning changed", "the baker allegedly set fire to the oven room", "the baker set fire to the oven room"),
    ("meaning changed", "the insurers have offered us a small sum", "the insurers have paid us a small sum"),
    ("altered", "we want to open again in the new year", "we plan to open again in the new year"),
    ("meaning changed", "the fire brigade came within ten minutes", "the fire brigade came within minutes"),
    ("omission", "the fire chief … said it was the wiring", "the fire chief, who lives nearby, said it was the wiring"),
    ("cosmetic", "it was the wiring and it was thirty years old", "it was the wiring and it was 30 years old"),
    ("cosmetic", "It was the WIRING that started it all", "it was the wiring that started it all"),
    ("altered", "every loaf was lost in the oven that night", "every loaf was lost in the ovens that night"),
    ("meaning changed", "the city must pay for the burned roof", "the city must not pay for the burned roof"),
    ("meaning changed", "the shop may open again if the roof holds", "the shop may open again when the roof holds"),
    ("omission", "the police are looking for two young men", "the police are looking for two men"),
    ("cosmetic", "it’s the tide that takes the old pier", "it is the tide that takes the old pier"),
    ("cosmetic", "it’s been a long winter for the pier", "it has been a long winter for the pier"),
    ("cosmetic", "she’s gonna mend the pier in the spring", "she is going to mend the pier in the spring"),
    ("cosmetic", "the pier will cost £3 million a year", "the pier will cost 3 million pounds a year"),
    ("cosmetic", "boats from the UK may land here again", "boats from the United Kingdom may land here again"),
    ("altered", "the locks were not opened or checked at all", "the locks were not opened nor checked at all"),
    ("altered", "I do not think that the pier is safe", "I think that the pier is not safe"),
    ("meaning changed", "I did not say that the pier is safe", "I did say that the pier is not safe"),
    ("altered", "that in the end will ruin the harbour", "that will in the end ruin the harbour"),
    ("meaning changed", "a diver has been arrested over the bell", "a diver has been charged over the bell"),
    ("meaning changed", "the samples suggest that the worm eats oak", "the samples prove that the worm eats oak"),
    ("meaning changed", "the worm degrades oak in cold water", "the worm degraded oak in cold water"),
    ("meaning changed", "it breaks my heart to see the pier", "it broke my heart to see the pier"),
    ("meaning changed", "there are 900 worms in the pier", "there are over 900 worms in the pier"),
    ("meaning changed", "about 900 worms live in the pier", "900 worms live in the pier"),
    ("omission", "We saw it. Nobody had told us a thing. We left at once.", "We saw it. We left at once."),
    ("boundary", "I saw the worm. I think it is an old one", "I think it is an old one"),
)


@pytest.mark.parametrize(("kind", "left", "right"), CASES, ids=[f"{kind}: {left[:40]}" for kind, left, _ in CASES])
def test_one_change_has_its_kind_in_both_directions(kind: str, left: str, right: str) -> None:
    for one, other in ((left, right), (right, left)):
        assert [change[0] for change in drift(one, other)] == [kind]


def test_a_split_is_told_beside_other_changes() -> None:
    changes = drift("the gate was shut, and nobody told us a thing", "the gate was closed|and nobody told us a thing")
    assert sorted(change[0] for change in changes) == ["altered", "boundary"]
    assert any("open again before “and”" in change[3] for change in changes)


def test_words_outside_the_marks_are_not_left_out_in_secret() -> None:
    ((kind, left, _, because),) = drift(
        "it is a shame for the town, we will never forget it, and the pier must go",
        "it is a shame for the town|and the pier must go",
    )
    assert (kind, left) == ("boundary", "we will never forget it") and "does not quote" in because


def test_parts_in_another_order_are_laid_beside_the_same_words() -> None:
    ((kind, _, right, because),) = drift(
        "the pier was his whole life|my brother would never harm a soul",
        "my brother would never harm a soul|the pier was his whole life",
    )
    assert (kind, right) == ("boundary", "my brother would never harm a soul") and "before" in because


def test_what_runs_over_two_parts_at_an_end_is_one_boundary() -> None:
    changes = drift("we saw the pier sway|then the lamps went out|and people ran", "and people ran")
    assert [change[0] for change in changes] == ["boundary", "boundary"]


def test_the_base_is_the_version_that_has_most_in_common_with_the_others() -> None:
    full = "The mayor and the worm. The pier is closed to all of the town until spring"
    plain = "the pier is closed to all of the town until spring"
    changes = drift(full.replace("all of the", "the"), plain, plain.replace("closed", "shut") + " comes", plain)
    assert {change[1] for change in changes if change[0] == "identical"} == {plain}


def test_an_ellipsis_that_only_one_side_shows_is_an_omission() -> None:
    ((kind, left, _, because),) = drift("the gate was shut … nobody told us", "the gate was shut, nobody told us")
    assert (kind, left) == ("omission", "shut … nobody") and "ellipsis" in because


def test_an_editors_brackets_are_told_where_the_other_side_has_the_words_as_said() -> None:
    ((kind, *words, because),) = drift("we told the [mayor] about the gate", "we told the mayor about the gate")
    assert (kind, words) == ("insertion", ["mayor", "mayor"]) and "square brackets in the first only" in because


def test_a_capital_in_brackets_is_only_written_differently() -> None:
    assert [change[0] for change in drift("[T]he gate was shut at noon", "the gate was shut at noon")] == ["cosmetic"]


def test_an_auxiliary_belongs_to_the_verb_that_is_replaced() -> None:
    ((kind, *words, _),) = drift("already hurt the boats in this bay", "are already endangering the boats in this bay")
    assert (kind, set(words)) == ("altered", {"already hurt", "are already endangering"})


def test_signs_within_a_version() -> None:
    document = report("a", "It said “we saw [Ms Vole] there … at noon”.")
    version = Version((Span("a", 9, 40),), None)
    found = [(sign.kind, sign.span.cut(document.text)) for sign in signs_of(version, {"a": document.text})]
    assert found == [("editor's words", "[Ms Vole]"), ("ellipsis", "…")]


# ── what the words are said of, and their marks ──


def report(name: str, text: str) -> Document:
    return Document(name, name, name, None, None, None, text, (), (), "test", "")


def changed(left: str, right: str, words: tuple[str, str]) -> list[tuple[str, str]]:
    """Kind and reason of the changes of a quotation that stands in two reports."""
    documents = report("a", left), report("b", right)
    starts = [document.text.index(said) for document, said in zip(documents, words, strict=True)]
    versions = tuple(
        Version((Span(document.id, start, start + len(said)),), None)
        for document, start, said in zip(documents, starts, words, strict=True)
    )
    return [(change.kind, change.because) for change in measure_drift(documents, [Utterance("p", versions, "")])]


WILD = ("wild and untrue", "wild and untrue")


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("She called the claims “wild and untrue”.", "She called the harbour “wild and untrue”.", "meaning changed"),
        ("She dismissed the claims as “wild and untrue”.", "She described the boats as “wild and untrue”.", "meaning changed"),
        ("She called the claims “wild and untrue”.", "The mayor called the claims “wild and untrue”.", "identical"),
        ("She called the allegations “wild and untrue”.", "She called the accusations “wild and untrue”.", "identical"),
        ("She called it “wild and untrue”.", "She called the harbour “wild and untrue”.", "identical"),
        ("It was “wild and untrue”, she said.", "She called the harbour “wild and untrue”.", "identical"),
    ],
)
def test_the_same_words_of_something_else(left: str, right: str, kind: str) -> None:
    for pair in ((left, right), (right, left)):
        assert [found[0] for found in changed(*pair, WILD)] == [kind]


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("It is “wild and untrue”, she said.", "It is wild and untrue”, she said.", "opening quotation mark missing in the second"),
        ("It is “wild and untrue”.", "It is ”wild and untrue”.", "opening quotation mark turned the wrong way in the second"),
        (
            "It is “wild and untrue”.",
            "It is “wild and untrue, “ she said.",
            "closing quotation mark turned the wrong way in the second",
        ),
    ],
)
def test_a_quotation_mark_that_is_missing_or_turned(left: str, right: str, said: str) -> None:
    assert changed(left, right, WILD) == [("cosmetic", f"the same words; {said}")]


@pytest.mark.parametrize("right", ["«wild and untrue»", "„wild and untrue“", '"wild and untrue"', "‘wild and untrue’"])
def test_other_peoples_marks_are_right_as_well(right: str) -> None:
    assert changed("It is “wild and untrue”.", f"It is {right}.", WILD)[0][0] == "identical"


# ── laws ──

WORDS = st.sampled_from(
    "the a not don’t cannot will won’t is was are tide pier pier-side boat boats 12 twelve 90 per cent U.S. US never only"
    " [tide] [the boat] (old) … , ; [T]he harbour harbor said 💧 - Ada".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@st.composite
def wordings(draw: st.DrawFn) -> Wording:
    parts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    name = draw(st.sampled_from("ab"))
    text, spans = "", []
    for part in parts:
        spans.append(Span(name, len(text), len(text) + len(part)))
        text += part + "” she said, “"
    return wording_of(Version(tuple(spans), None), {name: text})


@given(wordings(), wordings())
def test_steps_hold_every_word_once_and_in_order(left: Wording, right: Wording) -> None:
    steps = steps_between(left, right)
    assert [at for step in steps for at in range(step.i1, step.i2)] == list(range(len(left.words)))
    assert [at for step in steps for at in range(step.j1, step.j2)] == list(range(len(right.words)))
    assert all(left.forms[s.i1 : s.i2] == right.forms[s.j1 : s.j2] for s in steps if s.kind == "equal")


@given(wordings(), wordings())
def test_differences_lose_no_word_and_overlap_nowhere(left: Wording, right: Wording) -> None:
    if not left.words or not right.words:
        return
    found = differences(left, right)
    steps = [step for step in steps_between(left, right) if step.kind != "equal"]
    for wording, spans, places in (
        (left, [d.left_span for d in found if d.left], [at for s in steps for at in range(s.i1, s.i2)]),
        (right, [d.right_span for d in found if d.right], [at for s in steps for at in range(s.j1, s.j2)]),
    ):
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(any(whole.contains(span) for whole in wording.version.spans) for span in spans)
        inside = [at for at, word in enumerate(wording.words) if any(s.start <= word.start and word.end <= s.end for s in spans)]
        assert inside == places


@given(wordings(), wordings())
def test_changes_lie_in_their_versions_and_only_whole_ones_overlap(left: Wording, right: Wording) -> None:
    documents = [report(name, wording.text) for name, wording in (("a", left), ("b", right))]
    versions = tuple(
        Version(tuple(Span(name, span.start, span.end) for span in wording.version.spans), None)
        for name, wording in (("a", left), ("b", right))
    )
    text = {document.id: document.text for document in documents}
    changes = list(measure_drift(documents, [Utterance("p", versions, "")]))
    assert bool(changes) == bool(left.words and right.words)
    for change in changes:
        assert change.because and change.left.cut(text[change.left.doc]) and change.right.cut(text[change.right.doc])
        for span in (change.left, change.right):
            version = versions[0] if span.doc == "a" else versions[1]
            assert any(whole.overlaps(span) for whole in version.spans)
    kinds = [change.kind for change in changes]
    assert kinds.count("identical") + kinds.count("cosmetic") <= 1 and ("identical" not in kinds or len(kinds) == 1)


@given(wordings())
def test_a_wording_is_identical_with_itself(wording: Wording) -> None:
    assert all(step.kind == "equal" for step in steps_between(wording, wording))
    assert len(list(seams(wording, wording))) == max(0, len(wording.words) - 1)
