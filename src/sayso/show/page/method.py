"""How the dossier was made: by which version with which settings, models and weights, from which bytes, and what it cannot do."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import REDUCED, Decision, Problem, Used, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, ReportName
from sayso.show.page.asked import Asked

# What the rules cannot do, each in a sentence; the figures behind it stand in the documentation of each wing.
LIMITS = (
    "Who speaks and what is said are found by rules over a parser and a small trained tagger. Both miss things, and what is missed "
    "is missing here without a sign: no claim, no denial, no origin.",
    "Only English and French are parsed. Reports in other languages are read by quotation marks, cue words and names alone.",
    "Two wordings are taken for one claim where their words, or a trained comparison of meanings, say so; a place that only a "
    "likely meaning ties to a claim is told apart, and does not carry it.",
    "Origins are merged by what the reports themselves say. Two sources without a name may be one person, and nobody can tell: "
    "then independence is not established.",
    "A direction of copying is told only where the texts show it. A lost parent is inferred; sayso has not seen it.",
    "Dates that a text leaves open are counted from the report’s own date, if it is known. When a page was saved dates nothing.",
    "Numbers, names and quotations are compared, not checked: that reports agree does not make a thing true.",
)


@dataclass(frozen=True)
class Input:
    """One report as it came."""

    name: ReportName
    file: str
    sha256: str
    reader: str
    characters: int


@dataclass(frozen=True)
class Decided:
    """One decision of a person: what it is about, what it did, and whether it is in force."""

    decision: Decision
    record: str  # its id
    words: tuple[tuple[str, str], ...]  # what it is about: the words, empty for a whole report, and the report's name
    did: tuple[str, ...]
    undone: Decision | None  # by which it is no longer in force
    undoes: Decision | None


@dataclass(frozen=True)
class MethodView:
    settings: tuple[tuple[str, str], ...]  # what was asked of the run, in words
    steps: tuple[Used, ...]
    models: tuple[Used, ...]  # language models and weights
    limits: tuple[str, ...]
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decided, ...]  # the whole log, in its order


def method_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> MethodView:
    """Everything that somebody needs to make the same dossier again, and to know what it is worth."""
    return MethodView(
        settings=settings(dossier),
        steps=tuple(one for one in dossier.used if one.kind == "step"),
        models=tuple(one for one in dossier.used if one.kind != "step"),
        limits=LIMITS,
        inputs=tuple(
            Input(anchors.reports[document.id], document.name, document.sha256, document.reader, len(document.text))
            for document in dossier.documents
        ),
        problems=dossier.problems,
        decisions=decisions_taken(dossier),
    )


def settings(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Parser and tagger: as the steps were told, and for how many reports there was no parser in the end."""
    if not dossier.used:
        return ()
    options = {option for one in dossier.used for option in one.note.split(", ") if one.kind == "step"}
    without = len({problem.key for problem in dossier.problems if problem.stage == REDUCED})
    parser = "not used (--reduced)" if "reduced=True" in options else "used"
    if without:
        parser += f"; {without} of {len(dossier.documents)} reports were read without one"
    return ("parser", parser), ("tagger", "not used (--no-tagger)" if "tagger=False" in options else "used")


def decisions_taken(dossier: Dossier) -> tuple[Decided, ...]:
    """What people decided, each with what it did; one that did nothing has a Problem that says why."""
    known = {record_id(decision): decision for decision in dossier.decisions}
    did: dict[str, dict[str, None]] = {}
    for corrected in dossier.corrected:
        did.setdefault(corrected.decision, {})[corrected.because] = None
    return tuple(
        Decided(
            decision,
            record_id(decision),
            tuple((anchor.exact, anchor.report) for anchor in decision.anchors),
            tuple(did.get(record_id(decision), ())),
            dossier.undone.get(record_id(decision)),
            known.get(decision.value or ""),
        )
        for decision in dossier.decisions
    )
