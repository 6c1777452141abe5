"""The work as a list of steps, in order. Read this file after records.py.

There is one shape of work: records that share a key are handed together to a plain function, and what it yields is
stored. A step is one line: its name, what it reads, by what key records are grouped, what it does, what it writes.
The function takes one sequence for each type it reads, sorted, and knows neither the store nor a runner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sayso import records as r
from sayso.collect.corrected import correct_dates
from sayso.collect.dates import date_report, find_dates
from sayso.collect.language import tell_language
from sayso.collect.regions import label_regions
from sayso.detect.attributions import find_attributions
from sayso.detect.claims import find_claims
from sayso.detect.listed_words import list_words
from sayso.detect.meanings import tell_meanings
from sayso.detect.positions import take_positions
from sayso.detect.sentences import split_sentences
from sayso.detect.sources import name_sources
from sayso.detect.telling_words import count_words
from sayso.detect.times import find_times
from sayso.link.claims import link_claims
from sayso.link.corrected import correct_parties, correct_passages
from sayso.link.corrected_claims import correct_claims
from sayso.link.parties import link_parties
from sayso.link.passages import find_passages
from sayso.link.quotes import link_quotes
from sayso.link.stories import find_stories
from sayso.measure.contradictions import find_conflicts
from sayso.measure.corrected import correct_origins
from sayso.measure.drift import measure_drift
from sayso.measure.lineage import trace_lineage
from sayso.measure.origins import count_origins
from sayso.measure.timeline import lay_timeline
from sayso.model import in_use
from sayso.version import __version__

Key = Literal["document", "story", "collection"]


@dataclass(frozen=True)
class Correction:
    """What is done to the records of a step where people decided otherwise. `run` takes the records, the decisions of its kinds
    with their places (`Placed`), and all that the step reads; it yields the records as they are to be, a `Corrected` for each
    that a decision made, changed or left out, and a `Problem` for each decision that can do nothing."""

    kinds: tuple[str, ...]  # of records.DECISION_KINDS
    run: Callable[..., Iterable[r.Record]]
    anew: bool = False  # it makes the records itself: the step's own function is not run before, and it is given none


@dataclass(frozen=True)
class Stage:
    """One step. Raise `version` when what it yields changes: stored results of the old version are made again."""

    name: str
    reads: tuple[type, ...]
    key: Key
    run: Callable[..., Iterable[r.Record]]
    writes: type
    version: int = 1
    most: int = 100_000  # documents in one group; a larger group is refused, visibly
    options: Mapping[str, Any] = field(default_factory=dict)
    relies_on: Callable[[], str] | None = None  # what it takes from this machine, in words; other words, other results
    corrected: Correction | None = None


DATES = Correction(("date",), correct_dates)
PARTIES = Correction(("merge parties", "split party"), correct_parties)
PASSAGES = Correction(("not a copy",), correct_passages)  # the lineage follows from what is left
CLAIMS = Correction(("merge claims", "split claim", "not a claim", "position"), correct_claims, anew=True)
ORIGINS = Correction(("same source",), correct_origins)

STAGES: tuple[Stage, ...] = (
    # within one report
    Stage("label regions", (r.Document,), "document", label_regions, r.Region, version=2),
    Stage("tell language", (r.Document, r.Region), "document", tell_language, r.Language),
    Stage("find dates", (r.Document, r.Region), "document", find_dates, r.DateCandidate),
    Stage("date report", (r.Document, r.Region, r.DateCandidate), "document", date_report, r.Published, corrected=DATES),
    Stage(
        "split sentences", (r.Document, r.Region, r.Language), "document", split_sentences, r.Sentence, version=2, relies_on=in_use
    ),
    Stage("find attributions", (r.Document, r.Sentence), "document", find_attributions, r.Attribution, version=8),
    Stage("name sources", (r.Document, r.Sentence, r.Attribution), "document", name_sources, r.Source, version=9),
    Stage("find claims", (r.Document, r.Sentence, r.Attribution), "document", find_claims, r.ClaimMention, version=8),
    Stage("tell meanings", (r.Document, r.Sentence, r.ClaimMention), "document", tell_meanings, r.Meaning),
    Stage(
        "take positions",
        (r.Document, r.Sentence, r.Attribution, r.Source, r.ClaimMention),
        "document",
        take_positions,
        r.Position,
        version=5,
    ),
    Stage("find times", (r.Document, r.Sentence), "document", find_times, r.TimeMention),
    Stage("count words", (r.Document, r.Sentence), "document", count_words, r.TellingWords),
    Stage("list words", (r.Document, r.Sentence), "document", list_words, r.WordList),
    # between reports
    Stage("find stories", (r.Document, r.TellingWords), "collection", find_stories, r.Story, version=3),
    Stage(
        "link parties",
        (r.Document, r.Sentence, r.Attribution, r.Source),
        "story",
        link_parties,
        r.Party,
        version=7,
        corrected=PARTIES,
    ),
    Stage("link quotes", (r.Document, r.Attribution, r.Source, r.Party), "story", link_quotes, r.Utterance, version=3),
    Stage("find passages", (r.Document, r.WordList), "story", find_passages, r.Passage, version=3, corrected=PASSAGES),
    Stage(
        "link claims",
        (
            r.Document,
            r.Sentence,
            r.Attribution,
            r.Source,
            r.ClaimMention,
            r.Meaning,
            r.Position,
            r.Party,
            r.Utterance,
            r.Passage,
        ),
        "story",
        link_claims,
        r.Claim,
        version=10,
        corrected=CLAIMS,
    ),
    # what follows
    Stage("measure drift", (r.Document, r.Utterance, r.Party), "story", measure_drift, r.Change, version=3),
    Stage("trace lineage", (r.Document, r.Sentence, r.Passage), "story", trace_lineage, r.Lineage, version=4),
    Stage(
        "count origins",
        (r.Document, r.Sentence, r.Attribution, r.Source, r.Party, r.Claim, r.Lineage, r.Passage),
        "story",
        count_origins,
        r.Origin,
        version=6,
        corrected=ORIGINS,
    ),
    Stage(
        "find conflicts",
        (
            r.Document,
            r.Sentence,
            r.Attribution,
            r.Source,
            r.Party,
            r.Utterance,
            r.Passage,
            r.Claim,
            r.Change,
            r.TimeMention,
        ),
        "story",
        find_conflicts,
        r.Conflict,
        version=4,
    ),
    Stage(
        "lay timeline",
        (r.Document, r.Sentence, r.Published, r.DateCandidate, r.TimeMention),
        "story",
        lay_timeline,
        r.TimelineEntry,
    ),
)


def stages_for(*, reduced: bool = False, tagger: bool = True) -> tuple[Stage, ...]:
    """The same steps, reading without a parser even where a model is installed, or without the trained tagger."""
    asked = {r.Sentence: {"reduced": True} if reduced else {}, r.Attribution: {} if tagger else {"tagger": False}}
    return tuple(replace(stage, options={**stage.options, **asked.get(stage.writes, {})}) for stage in STAGES)


def fingerprints(stages: tuple[Stage, ...]) -> dict[str, str]:
    """For each stage a hash of sayso's version, its own name, version, function, options and what it relies on, and of every
    stage it builds on."""
    made_by: dict[type, str] = {}
    found: dict[str, str] = {}
    for stage in stages:
        function = f"{stage.run.__module__}:{stage.run.__qualname__}"
        said = repr(
            (
                __version__,
                stage.name,
                stage.version,
                stage.most,
                function,
                sorted(stage.options.items()),
                stage.relies_on() if stage.relies_on else "",
                [made_by.get(kind, "") for kind in stage.reads],
            )
        )
        found[stage.name] = made_by[stage.writes] = hashlib.sha256(said.encode()).hexdigest()[:16]
    return found


def heeded(stages: tuple[Stage, ...]) -> dict[str, frozenset[str]]:
    """For each stage the kinds of decisions that can change what it yields: those it is corrected by, and those of every stage
    it builds on."""
    by_kind: dict[type, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for stage in stages:
        own = stage.corrected.kinds if stage.corrected else ()
        found[stage.name] = by_kind[stage.writes] = frozenset(own).union(*(by_kind.get(kind, ()) for kind in stage.reads))
    return found
