"""Quotations that are the same words, and those that are not."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link.quotes import link_quotes
from sayso.marks import quoted_stretches
from sayso.records import Attribution, ChainLink, Document, Party, Source, Span, Utterance, in_order, record_id
from sayso.wording import forms_of, overlap, words_of


def report(name: str, text: str) -> Document:
    return Document(name, name, name, None, None, None, text, (), (), "test", "")


def said(document: Document, content: str, source: str, cue: str = "said") -> tuple[Attribution, Source]:
    def place(words: str) -> Span:
        start = document.text.index(words)
        return Span(document.id, start, start + len(words))

    attribution = Attribution((place(content),), (place(cue),), (place(source),), "direct", "asserts", "says", None, "test")
    link = ChainLink("named", source, place(source), None, "test")
    return attribution, Source(record_id(attribution), place(source), "named", None, (link,), "test")


def linked(said_in: list[tuple[Document, list[tuple[str, str, str]]]], kind: str = "person") -> list[tuple[Utterance, list[str]]]:
    """Utterances with the words of each version; every source's words are a party of that name."""
    documents = [document for document, _ in said_in]
    both = [said(document, *row) for document, rows in said_in for row in rows]
    places: dict[str, list[Span]] = {}
    for _, source in both:
        places.setdefault(source.chain[-1].name.split()[-1].lower(), []).append(source.span)
    parties = [Party(name, kind, (name,), tuple(sorted(set(spans))), "test") for name, spans in sorted(places.items())]
    texts = {document.id: document.text for document in documents}
    found = link_quotes(documents, in_order({a: None for a, _ in both}), in_order({s: None for _, s in both}), in_order(parties))
    return [(u, [" / ".join(s.cut(texts[s.doc]) for s in v.spans) for v in u.versions]) for u in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left,” she said.", ["We left"]),
        ('"We left," she said.', ["We left"]),
        ("«We left», she said.", ["We left"]),
        ("‘We left,’ she said of the councils’ own plan.", ["We left"]),
        ("'We left the councils' own hall,' she said.", ["We left the councils' own hall"]),
        ("It was the tenants’ hall, and it wasn't theirs in the '90s.", []),
        ("“We left, “said the mayor. It rained.", ["We left"]),
        ("”We left,” said the mayor.", ["We left"]),
        ("“He called it ‘late’,” she said.", ["He called it ‘late’"]),
        ("“One,” he said. “Two,” he added.", ["One", "Two"]),
        ('They said:"We left".', ["We left"]),
    ],
)
def test_a_stretch_stands_between_its_marks(text: str, expected: list[str]) -> None:
    found = [text[s.start : s.end] for s in quoted_stretches(report("a", text)) if s.sure_start and s.sure_end]
    assert found == expected


def test_a_missing_mark_does_not_reach_beyond_its_paragraph() -> None:
    text = "“We left and never came back.\nThe mayor called it “a shame” again."
    assert [text[s.start : s.end] for s in quoted_stretches(report("a", text)) if s.sure_end] == ["a shame"]


def test_a_closing_mark_alone_leaves_the_start_open() -> None:
    text = "It rained. She said that the bridge was never safe”."
    (stretch,) = quoted_stretches(report("a", text))
    assert (stretch.sure_start, stretch.sure_end) == (False, True)
    assert text[stretch.start : stretch.end] == "She said that the bridge was never safe"


def test_words_are_compared_in_one_spelling() -> None:
    assert forms_of("U.S.") == forms_of("US") != forms_of("us")
    assert [w.form for w in words_of("Don’t organise 90 per cent")] == [w.form for w in words_of("do not organize 90%")]


def test_words_keep_their_place() -> None:
    text = "the U.K.-made pumps don’t run"
    assert [text[w.start : w.end] for w in words_of(text)] == ["the", "U.K.", "made", "pumps", "don’t", "don’t", "run"]


def test_overlap_ignores_small_words_met_by_chance() -> None:
    a, b = (tuple(w.form for w in words_of(t)) for t in ("the end of the pier is closed", "a man of the sea was the owner"))
    assert overlap(a, b).coverage < 0.5


BRIDGE = "The bridge was never safe and we told them so in March"


def test_the_same_words_in_two_reports_are_one_utterance() -> None:
    a = report("a", f"“{BRIDGE},” engineer Ada Quill said.")
    b = report("b", f'Ms Quill said: "{BRIDGE}."')
    ((utterance, versions),) = linked([(a, [(BRIDGE, "Ada Quill", "said")]), (b, [(BRIDGE, "Ms Quill", "said")])])
    assert versions == [BRIDGE, BRIDGE + "."]
    assert utterance.speaker
    assert "2 reports" in utterance.because


def test_trimmed_split_and_reworded_words_are_still_one_utterance() -> None:
    a = report("a", f"“{BRIDGE}, and nobody wrote back,” said Ada Quill.")
    b = report("b", "“The bridge was never safe,” said Quill. “We told them so in March and nobody wrote back.”")
    c = report("c", '"The crossing was never safe and we warned them so in March," said Quill.')
    found = linked(
        [
            (a, [(f"{BRIDGE}, and nobody wrote back", "Ada Quill", "said")]),
            (b, [("The bridge was never safe", "Quill", "said")]),
            (c, [("The crossing was never safe and we warned them so in March", "Quill", "said")]),
        ]
    )
    ((_, versions),) = found
    assert versions[1] == "The bridge was never safe / We told them so in March and nobody wrote back."
    assert len(versions) == 3


def test_reports_that_reword_each_other_are_judged_by_their_company() -> None:
    first = (
        "our people drink from these wells every day",
        "we have sealed both doors of the pump house",
        "nobody ought to taste that soup",
    )
    second = (
        "our folk drink from these wells each day",
        "we have locked both doors of the pump hall",
        "no person must try such broth",
    )
    a = report(
        "a", "\n".join(f"“{words},” {who} said." for words, who in zip(first, ("Ada Quill", "Ada Quill", "Bram Osk"), strict=True))
    )
    b = report(
        "b", "\n".join(f"“{words},” {who} said." for words, who in zip(second, ("Ada Quill", "Ada Quill", "Bram Osk"), strict=True))
    )
    who = ("Ada Quill", "Ada Quill", "Bram Osk")
    both = [
        (a, [(w, n, "said") for w, n in zip(first, who, strict=True)]),
        (b, [(w, n, "said") for w, n in zip(second, who, strict=True)]),
    ]
    assert [versions for _, versions in linked(both)] == [list(pair) for pair in zip(first, second, strict=True)]
    alone = [(report("a", f"“{first[2]},” Bram Osk said."), []), (report("b", f"“{second[2]},” Bram Osk said."), [])]
    apart = linked([(document, [(w, "Bram Osk", "said")]) for (document, _), w in zip(alone, (first[2], second[2]), strict=True)])
    assert [len(versions) for _, versions in apart] == [1, 1]


def test_two_utterances_of_one_speaker_stay_two() -> None:
    a = report("a", f"“{BRIDGE},” said Ada Quill.")
    b = report("b", "“We will repair the bridge in March if they let us,” said Quill.")
    found = linked(
        [(a, [(BRIDGE, "Ada Quill", "said")]), (b, [("We will repair the bridge in March if they let us", "Quill", "said")])]
    )
    assert [len(versions) for _, versions in found] == [1, 1]


def test_the_same_words_of_two_people_are_two_utterances() -> None:
    a = report("a", f"“{BRIDGE},” said Ada Quill.")
    b = report("b", f"“{BRIDGE},” said Bram Osk.")
    found = linked([(a, [(BRIDGE, "Ada Quill", "said")]), (b, [(BRIDGE, "Bram Osk", "said")])])
    assert len({utterance.speaker for utterance, _ in found}) == 2


def test_scare_quotes_count_only_when_another_report_has_the_same_speaker_say_them() -> None:
    a = report("a", "Quill said the inquiry was a “sham”. The “inquiry” goes on.")
    b = report("b", "The inquiry is a “sham”, Ada Quill said. He has a “plan”.")
    found = linked([(a, [("the inquiry was a “sham”", "Quill", "said")]), (b, [("The inquiry is a “sham”", "Ada Quill", "said")])])
    assert [versions for _, versions in found] == [["sham", "sham"]]


def test_a_single_quotation_needs_a_speaker_and_four_words() -> None:
    a = report("a", f"“{BRIDGE},” said Ada Quill. It is “pure invention”, Quill said. The sign reads “keep off the wet grass”.")
    found = linked([(a, [(BRIDGE, "Ada Quill", "said"), ("pure invention", "Quill", "said")])])
    assert [versions for _, versions in found] == [[BRIDGE]]


def test_a_quotation_without_opening_mark_begins_where_the_other_report_begins() -> None:
    a = report("a", "The office said that there was no evidence to support the claims of theft”.")
    b = report("b", "The office said it had “no evidence to support the claims”.")
    ((_, versions),) = linked(
        [
            (a, [("there was no evidence to support the claims of theft", "The office", "said")]),
            (b, [("no evidence to support the claims", "The office", "said")]),
        ],
        kind="organisation",
    )
    assert versions == ["no evidence to support the claims of theft", "no evidence to support the claims"]


def test_no_version_is_lost_or_cut_wrong() -> None:
    a = report("a", f"“{BRIDGE},” said Ada Quill.\r\n“{BRIDGE[:25]}…”")
    for utterance, _ in linked([(a, [(BRIDGE, "Ada Quill", "said")])]):
        for version in utterance.versions:
            for span in version.spans:
                assert re.fullmatch(r"\S(.*\S)?", span.cut(a.text))


SENTENCES = (
    BRIDGE,
    "The crossing was never safe and we warned them so in March",
    "Nobody in this town has seen a plan for the bridge",
    "We will repair the bridge before winter comes",
    "The bridge was never safe",
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(("Ada Quill", "Bram Osk"))), max_size=4), max_size=4)
)
def test_versions_lose_no_quotation_and_overlap_nowhere(reports: list[list[tuple[str, str]]]) -> None:
    """Whatever several reports quote, each attributed quotation lies in exactly one version, whole."""
    both = []
    for number, quoted in enumerate(reports):
        unique = list(dict.fromkeys(quoted))
        document = report(str(number), "\n".join(f"“{words},” {who} said." for words, who in unique))
        both.append((document, [(words, who, "said") for words, who in {words: (words, who) for words, who in unique}.values()]))
    held = [span for utterance, _ in linked(both) for version in utterance.versions for span in version.spans]
    assert len(held) == len(set(held))
    assert not any(one.overlaps(other) for one, other in combinations(held, 2))
    assert all(len({span.doc for span in version.spans}) == 1 for utterance, _ in linked(both) for version in utterance.versions)
    for document, quoted in both:
        texts = [span.cut(document.text) for span in held if span.doc == document.id]
        assert all(words in texts for words, _, _ in quoted)


@pytest.mark.parametrize(
    ("left", "right", "utterances"),
    [
        ("I have never met the mayor in my life", "I have never seen the money in my life", 2),
        ("This is a good day for the town of Quay", "This is a sad day for the people of Quay", 2),
        ("We will not close the bridge this winter", "We will not close the tunnel this spring", 2),
        ("The council should pay for the new roof", "The council should apologise for the delay", 2),
        ("They promised us a bridge in 2019", "They promised us a school in 2021", 2),
        ("I don’t know who took the key", "I don’t know what the plan was", 2),
        ("We will not close the bridge this winter", "We won’t shut the bridge this winter", 1),
        ("The pump failed twice on Monday morning", "The pump broke twice on Monday", 1),
        ("They promised us a bridge in 2019 and nothing came", "They promised us [the bridge] in 2019 … and nothing came", 1),
        ("We are sorry for what happened to the Lund family", "we’re sorry for what happened to the Lunds", 1),
        ("It is a scandal that nobody checked the winch for years", "a scandal that nobody checked the winch", 1),
    ],
)
def test_one_turn_of_phrase_is_not_one_utterance(left: str, right: str, utterances: int) -> None:
    a, b = report("a", f"“{left},” Ada Quill said."), report("b", f"“{right},” Ada Quill said.")
    assert len(linked([(a, [(left, "Ada Quill", "said")]), (b, [(right, "Ada Quill", "said")])])) == utterances


def test_two_people_of_one_first_name_are_two() -> None:
    a = report("a", f"“{BRIDGE},” said Michael Quill.")
    b = report("b", f"“{BRIDGE},” said Michael Osk.")
    found = linked([(a, [(BRIDGE, "Michael Quill", "said")]), (b, [(BRIDGE, "Michael Osk", "said")])])
    assert [len(versions) for _, versions in found] == [1, 1]


def test_a_turn_of_phrase_of_one_speaker_joins_nothing() -> None:
    said_in = (
        "we will fight it with all the means that we have left",
        "we will fight for every boat",
        "it is the town that has to pay the price for your plan",
        "in the end the anglers will pay the price for our sleepy council's decisions",
    )
    found = linked(
        [(report(name, f"“{words},” said Quill."), [(words, "Quill", "said")]) for name, words in zip("abcd", said_in, strict=True)]
    )
    assert [len(versions) for _, versions in found] == [1, 1, 1, 1]


def test_a_name_in_common_joins_nothing_where_the_speakers_are_not_known_to_be_one() -> None:
    long = "My heart goes out to the family of Ada Quill who have shown such courage in these weeks"
    short = "We are the family of Ada Quill"
    a = report("a", f"“{long},” said Osk.")
    b = report("b", f"“{short},” the relatives said.")
    found = linked([(a, [(long, "Osk", "said")]), (b, [(short, "relatives", "said")])])
    assert [len(versions) for _, versions in found] == [1, 1]


def test_one_slip_between_two_reports_does_not_join_their_other_quotations() -> None:
    """Each has one more quotation of the coach; only reports that reword whole quotations are judged by their company."""
    both = (
        "the board told me on the telephone and the players heard it on the radio",
        "the town deserves a club that pays its bills at the end of the month",
    )
    others = "I feel sorry for whoever comes after her", "we trained on a beach for half the winter"
    found = linked(
        [
            (
                report(name, "\n".join(f"“{words},” {who} said." for words, who in rows)),
                [(words, who, "said") for words, who in rows],
            )
            for name, other, slip in (("a", others[0], "month"), ("b", others[1], "year"))
            for rows in [[(both[0], "Ada Quill"), (both[1].replace("month", slip), "Ada Quill"), (other, "Bram Osk")]]
        ]
    )
    assert sorted(len(versions) for _, versions in found) == [1, 1, 2, 2]


def test_what_follows_a_colon_is_an_utterance_of_its_own() -> None:
    text = "Quill called the pier “a trap for children” and said: “Nobody will mend it before the spring.”"
    content = text[text.index("a trap") : text.index(".”")]
    found = linked([(report("a", text), [(content, "Quill", "said")])])
    assert [versions for _, versions in found] == [["a trap for children"], ["Nobody will mend it before the spring."]]


def test_a_pull_quotation_is_its_reports_own() -> None:
    a = report("a", f"“{BRIDGE},” wrote Bram Osk.\n“{BRIDGE},” said Ada Quill.")
    attributions = [(BRIDGE, "Bram Osk", "wrote")]
    document = Document("a", "a", "a", None, None, None, a.text, (), (), "test", "")
    second = a.text.index(BRIDGE, a.text.index("Osk"))
    one, source = said(document, *attributions[0])
    other = Attribution(
        (Span("a", second, second + len(BRIDGE)),),
        (Span("a", a.text.rindex("said"), a.text.rindex("said") + 4),),
        (Span("a", a.text.index("Ada"), a.text.index("Ada") + 9),),
        "direct",
        "asserts",
        "says",
        None,
        "test",
    )
    link = ChainLink("named", "Ada Quill", other.source[0], None, "test")
    sources = [source, Source(record_id(other), other.source[0], "named", None, (link,), "test")]
    parties = [Party(s.chain[-1].name, "person", (s.chain[-1].name,), (s.span,), "test") for s in sources]
    (utterance,) = link_quotes(
        [document], in_order({one: None, other: None}), in_order(dict.fromkeys(sources)), in_order(dict.fromkeys(parties))
    )
    assert len(utterance.versions) == 2


@pytest.mark.xfail(strict=True, reason="two words are a name or irony too often to be searched for inside a longer quotation")
def test_two_telling_words_belong_to_the_longer_quotation() -> None:
    a = report("a", "“I have full confidence in the harbour master,” said Ada Quill.")
    b = report("b", "Ada Quill said she had “full confidence” in him.")
    found = linked(
        [
            (a, [("I have full confidence in the harbour master", "Ada Quill", "said")]),
            (b, [("full confidence", "Ada Quill", "said")]),
        ]
    )
    assert [len(versions) for _, versions in found] == [2]
