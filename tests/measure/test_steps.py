"""What tells the parent from the child when nobody gives a date: worse wording, text that does not belong, a third witness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from sayso.detect.listed_words import list_words
from sayso.link.passages import find_passages
from sayso.measure.descent import descends, descent_of, kin_of
from sayso.measure.shared_text import Shared, is_related, reports_of, shared_by_pair
from sayso.measure.steps import STEP_FEATURES
from sayso.measure.usage import fluency
from sayso.records import Declared, Document, Passage, Sentence, Span, in_order

STORY = (
    "The regional government said on Monday that it would close the Arden bridge for repairs until the end of March.",
    "Engineers found cracks in two of the steel supports during a routine inspection last week.",
    "Lorries will have to take the long way round through Pellby, the transport minister told reporters.",
    "The work is expected to cost about 3 million crowns, most of it from the national road fund.",
    "Local shops have asked for help because many of their customers come from the other side of the river.",
    "A spokesman for the police said that extra officers would be sent to the Pellby junction.",
    "The Arden bridge was opened in 1961 and carries some 9,000 cars a day.",
    "The opposition called for an inquiry into why the steel supports had not been replaced earlier.",
)
WORSE = {"said on": "stated atop", "help because": "succour because", "expected to": "awaited to", "called for": "hailed for"}
FOREIGN = (
    "The singer Ottoline Vance will release her fourth album in the autumn, her label announced.",
    "It was recorded with the Marlow string quartet in a disused chapel, and includes a duet with her sister.",
    "Critics praised her last record, which stayed in the charts for eleven weeks.",
)


def changed(sentences: Sequence[str], words: Mapping[str, str]) -> list[str]:
    found = list(sentences)
    for old, new in words.items():
        found = [sentence.replace(old, new) for sentence in found]
    assert found != list(sentences)
    return found


def related(texts: Mapping[str, Sequence[str]], dates: Mapping[str, str] | None = None) -> list[Shared]:
    documents = [
        Document(
            name,
            name,
            name,
            None,
            None,
            None,
            "\n".join(texts[name]),
            (),
            (Declared("date", dates[name], "test"),) if dates else (),
            "test",
            "",
        )
        for name in sorted(texts)
    ]
    sentences = in_order(
        Sentence(Span(document.id, place.start(), place.end()), "body", (), "en")
        for document in documents
        for place in re.finditer(r"[^\n]+", document.text)
    )
    found = find_passages(documents, list(list_words(documents, sentences)))
    passages = in_order(passage for passage in found if isinstance(passage, Passage))
    return [shared for shared in shared_by_pair(reports_of(documents, sentences), passages) if is_related(shared)]


def feature(name: str, texts: Mapping[str, Sequence[str]], dates: Mapping[str, str] | None = None) -> tuple[float, float]:
    """As the second report's step from the first, and the other way round."""
    steps = kin_of(related(texts, dates)).steps
    place = STEP_FEATURES.index(name)
    return float(steps[1, 0][place]), float(steps[0, 1][place])


def test_words_that_often_follow_each_other_read_better() -> None:
    assert fluency("the government said on monday".split()) > fluency("the government stated atop monday".split())


def test_what_reads_worse_is_the_childs() -> None:
    there, back = feature("less fluent", {"a": STORY, "b": changed(STORY, WORSE)})
    assert there > 0 and back == pytest.approx(-there)
    assert descent_of(related({"a": STORY, "b": changed(STORY, WORSE)})).likeliest() == {"a": None, "b": "a"}


def test_the_names_of_the_reports_do_not_matter() -> None:
    assert descent_of(related({"b": STORY, "a": changed(STORY, WORSE)})).likeliest() == {"b": None, "a": "b"}


def test_what_reads_worse_now_here_and_now_there_comes_from_neither() -> None:
    pairs = list(WORSE.items())
    one, other = changed(STORY, dict(pairs[:2])), changed(STORY, dict(pairs[2:]))
    assert feature("changed both ways", {"a": one, "b": other})[0] > 0.5
    assert feature("changed both ways", {"a": STORY, "b": changed(STORY, WORSE)})[0] < 0.5


def test_text_about_something_else_was_put_in_and_text_about_the_same_was_left_out() -> None:
    longer, shorter = [*STORY, *FOREIGN], STORY
    assert feature("new blocks foreign", {"a": shorter, "b": longer})[0] > 0
    assert feature("dropped blocks at home", {"a": STORY, "b": STORY[:5]})[0] > 0
    assert descent_of(related({"a": shorter, "b": longer})).likeliest()["a"] is None


def test_dates_weigh_more_where_all_are_given_alike() -> None:
    texts = {"a": STORY, "b": STORY}
    assert feature("later, all dated alike", texts, {"a": "2031-03-04", "b": "2031-03-05"}) == (1.0, 0.0)
    assert feature("later, all dated alike", texts, {"a": "2031-03-04", "b": "2031-03-05T08:00"}) == (0.0, 0.0)


def test_lines_of_descent_are_followed() -> None:
    steps = np.array([[1.0, 0.0, 0.0], [0.8, 0.2, 0.0], [0.0, 0.5, 0.5]])  # b from a, c from b
    assert descends(steps)[2].tolist() == pytest.approx([0.4, 0.5, 0.0])
