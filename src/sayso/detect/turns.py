"""Who speaks in an interview, a transcript or a feed: paragraphs that begin with the speaker's label.

"MS. ARDEN: Objection.", "NF: Did they know?", "Q. Where were you? A. At sea.", "@harbour: No ferries today." There are no
quotation marks; the label is the source, its mark the cue, and the rest of the paragraph the words. A label counts where the
report is a script: several speakers take turns, and each label is a name, its initials, an office in capitals, or Q and A.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.detect.voices import Finding
from sayso.first_names import is_first_name
from sayso.marks import DOUBLE, paragraphs
from sayso.names import TITLES, is_institution
from sayso.records import HEADLINES, Document, Sentence, Span

WORD = r"(?:[A-Z][\w.’'-]*|de|da|di|du|van|von|der|bin|al|el|of)"
TIME = r"(?:\[?\(?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\]?\)?\s*(?:[ap]\.?m\.?)?\s*)?"
LABELLED = re.compile(
    rf"{TIME}(?:Q\d{{1,4}}\.?\s+)?(?P<label>{WORD}(?:\s{WORD}){{0,5}})(?:\s\([^()\n]{{1,40}}\))?\s?(?P<mark>:)\s+(?=\S)"
)
QUESTION_OR_ANSWER = re.compile(r"(?P<mark>(?P<label>[QA])[.:])\s+(?=\S)")  # a stop alone would be no cue
HANDLE = re.compile(rf"{TIME}(?P<label>@\w+)\s?(?P<mark>:)\s+(?=\S)")
ENDED = re.compile(r"[.?!…—–-][\"”’')\]]*$")
STOP = re.compile(r"[.?!…](?=[\"”’')\]]*(?:\s+[\"“‘'(\[]*[A-Z0-9]|\s*$))")
BRACKETED = re.compile(r"[\[(].*[\])]")
NAME = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+")
PARTIES = frozenset("q a interviewer moderator host narrator witness court clerk chair chairman reporter operator speaker".split())
LEAST_TURNS = 4  # paragraphs with a label; fewer may be a list of another kind (by eye)
LEAST_SPEECH = 0.5  # share of them that read as speech; the lines of a table ("Age: 24.") do not (by eye)
SPEECH = 3  # words in small letters, in a paragraph that ends as a sentence does (by eye)
LONGEST_BREAK = 2  # paragraphs without a label that can still be the speaker's, between two turns (by eye)
OWN_WORDS = frozenset("i we".split())


@dataclass(frozen=True)
class Turn:
    """One speaker's words: where the label stands, its mark, and the paragraphs that are spoken."""

    label: Span
    mark: Span
    words: tuple[Span, ...]


def find_turns(document: Document, sentences: Sequence[Sentence]) -> list[Turn]:
    """The turns of a report, in order; empty where it is no script."""
    text = document.text
    places = _own_paragraphs(document, sentences)
    labelled = {k: found for k, (start, end) in enumerate(places) if (found := _label(text[start:end])) is not None}
    spoken = _speakers(text, places, labelled)
    turns: list[Turn] = []
    for k, found in labelled.items():
        if k not in spoken:
            continue
        start, end = places[k]
        further = _further(text, places, k, labelled, spoken)
        turns.append(
            Turn(
                Span(document.id, start + found.start("label"), start + found.end("label")),
                Span(document.id, start + found.start("mark"), start + found.end("mark")),
                tuple(Span(document.id, a, b) for a, b in [(start + found.end(), end), *further]),
            )
        )
    return turns


def _own_paragraphs(document: Document, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The paragraphs that hold sentences of the report's own text, without blanks at either end."""
    text = document.text
    starts = [sentence.span.start for sentence in sentences if sentence.kind not in HEADLINES]
    kept = [(a, b) for a, b in paragraphs(document) if any(a <= start < b for start in starts)]
    return [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in kept]


def _label(paragraph: str) -> re.Match[str] | None:
    return HANDLE.match(paragraph) or QUESTION_OR_ANSWER.match(paragraph) or LABELLED.match(paragraph)


def _speakers(text: str, places: Sequence[tuple[int, int]], labelled: dict[int, re.Match[str]]) -> set[int]:
    """Which labelled paragraphs are turns: somebody's handle always, the others where the report is a script."""
    handles = {k for k, found in labelled.items() if found["label"].startswith("@")}
    labels = {found["label"] for found in labelled.values()}
    speakers = {label for label in labels if _is_speaker(label, text)}
    named = {k: found["label"] for k, found in labelled.items() if k not in handles and found["label"] in speakers}
    if {"Q", "A"} & {*named.values()} and not {"Q", "A"} <= {*named.values()}:
        named = {k: label for k, label in named.items() if label not in ("Q", "A")}
    often = Counter(_short(label) for label in named.values()).most_common(2)
    speech = {k for k in named if _reads_as_speech(text[places[k][0] + labelled[k].end() : places[k][1]])}
    times = Counter(named.values())
    named = {k: label for k, label in named.items() if k in speech or times[label] > 1}  # no "Witness: Ada Lund, engineer"
    script = len(often) > 1 and often[0][1] > 1 and len(named) >= LEAST_TURNS and len(speech) >= LEAST_SPEECH * len(named)
    return handles | ({*named} if script else set())


def _reads_as_speech(words: str) -> bool:
    return ENDED.search(words) is not None and len(re.findall(r"\b[a-z]", words)) >= SPEECH


def _short(label: str) -> str:
    """The initials of a full name, by which an interview goes on to call people; a shorter label as it is."""
    words = label.split()
    return "".join(word[0] for word in words) if len(words) > 1 else label.replace(".", "")


def _is_speaker(label: str, text: str) -> bool:
    """
    >>> [_is_speaker(label, "We met Oona Brask.") for label in ("MS. ARDEN", "THE COURT", "OB", "Brask", "VERDICT", "PS")]
    [True, True, True, True, False, False]
    """
    words = [word.strip(".").lower() for word in label.split()]
    if words[-1] in PARTIES:
        return len(words) <= 2
    if words[0] in TITLES or (len(words) > 1 and is_first_name(label.split()[0].capitalize())):
        return True
    names, initials = _names_in(text)
    bare = label.replace(".", "").replace(" ", "")
    if len(words) == 1 and bare.isupper() and len(bare) <= 3:
        return bare in initials
    if is_institution(label.title()):
        return False
    return label.lower() in names


@lru_cache(maxsize=4)
def _names_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The last words of each run of capitals, one to three, in small letters; and the initials of the last two or three."""
    runs = {tuple(run.split()) for run in NAME.findall(text)}
    names = {" ".join(run[-length:]).lower() for run in runs for length in (1, 2, 3)}
    initials = {"".join(word[0] for word in run[-length:]) for run in runs for length in (2, 3)}
    return frozenset(names), frozenset(initials)


def _further(
    text: str, places: Sequence[tuple[int, int]], k: int, labelled: dict[int, re.Match[str]], spoken: set[int]
) -> list[tuple[int, int]]:
    """Paragraphs behind a turn that are the same speaker's: without a label, and with another turn soon behind them."""
    following = next((j for j in range(k + 1, min(k + LONGEST_BREAK + 2, len(places))) if j in labelled), None)
    if following not in spoken or any(labelled[j]["label"].startswith("@") for j in (k, following)):
        return []
    between = places[k + 1 : following]
    return [] if any(not _goes_on(text[slice(*place)]) for place in between) else list(between)


def _goes_on(paragraph: str) -> bool:
    """Neither a heading, nor a note in brackets, nor a paragraph with a quotation of somebody else."""
    spoken = ENDED.search(paragraph) is not None and not paragraph.isupper() and BRACKETED.fullmatch(paragraph) is None
    return spoken and DOUBLE.search(paragraph) is None


# ── joined with what the rules and the tagger found ──────────────────────────────────────────────────────────────────


def with_turns(document: Document, turns: Sequence[Turn], findings: Sequence[Finding]) -> list[Finding]:
    """The turns as findings, and the others inside them.

    What else was found stays within one turn, and its source is not the label; "I said" is the speaker's own, no new voice.
    """
    made = [_finding(turn, document.text) for turn in turns]
    kept = [inner for finding in findings if (inner := _within_turns(document.text, turns, finding)) is not None]
    return sorted([*made, *kept], key=lambda finding: (finding.cue_span, finding.content))


def _finding(turn: Turn, text: str) -> Finding:
    """A turn that is nothing but questions asks."""
    ends = [match[0][0] for part in turn.words for match in STOP.finditer(part.cut(text))]
    force = "asks" if ends and set(ends) == {"?"} else "asserts"
    return Finding(turn.words, (turn.mark,), (turn.label,), False, force, "says", "a speaker's label", verbatim=True)


def _within_turns(text: str, turns: Sequence[Turn], finding: Finding) -> Finding | None:
    parts = (*finding.content, *finding.cue, *finding.source)
    first = bisect_right(turns, min(part.start for part in parts), key=lambda turn: turn.words[-1].end)
    last = bisect_left(turns, max(part.end for part in parts), key=lambda turn: turn.label.start)
    kept: Finding | None = finding
    for turn in turns[first:last]:
        if kept is None or finding.cue_span.overlaps(turn.mark):
            return None
        kept = _inside(text, turn, kept)
    return kept


def _inside(text: str, turn: Turn, finding: Finding) -> Finding | None:
    """A finding as far as it respects a turn; None where nothing is left of it."""
    if not any(part.contains(finding.cue_span) for part in turn.words):
        content = tuple(span for span in finding.content if not any(part.overlaps(span) for part in turn.words))
        return finding._replace(content=content) if content else None
    speakers = {span.cut(text).lower() for span in finding.source}
    content = tuple(span for span in finding.content if any(part.contains(span) for part in turn.words))
    source = tuple(span for span in finding.source if not span.overlaps(turn.label))
    if not content or (speakers and speakers <= OWN_WORDS) or (finding.source and not source):
        return None
    return finding._replace(content=content, source=source)
