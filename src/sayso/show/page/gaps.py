"""What could not be told: shown as plainly as what could."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Lineage, Problem, Published
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName
from sayso.show.sentence import count_words, origins_of, standing_of


@dataclass(frozen=True)
class Gaps:
    """What is missing, group by group; `count` is all of it."""

    without_origin: tuple[tuple[int, Quote], ...]  # claim number and wording
    undirected: tuple[tuple[ReportName, ...], ...]  # reports that share text, and nobody knows which was first
    undated: tuple[tuple[ReportName, Published], ...]
    unnamed_language: tuple[ReportName, ...]
    problems: tuple[tuple[ReportName | None, Problem], ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """How many there are of each, in words."""
        counts = (
            (len(self.without_origin), "claim without an origin that counts", "claims without an origin that counts"),
            (len(self.undirected), "copy of unknown direction", "copies of unknown direction"),
            (len(self.undated), "report without a day", "reports without a day"),
            (len(self.unnamed_language), "report without a language", "reports without a language"),
            (len(self.problems), "problem", "problems"),
        )
        return tuple(count_words(*one) for one in counts if one[0])

    @property
    def count(self) -> int:
        groups = (self.without_origin, self.undirected, self.undated, self.unnamed_language, self.problems)
        return sum(map(len, groups))


def not_told(dossier: Dossier, anchors: Anchors) -> Gaps:
    """Everything that is missing, so that nobody takes its absence for an answer."""
    by_name = {document.name: anchors.reports[document.id] for document in dossier.documents}
    return Gaps(
        without_origin=tuple(
            (number, anchors.quote(claim.wording))
            for number, claim in enumerate(dossier.claims, 1)
            if not standing_of(origins_of(dossier, claim), "counted")
        ),
        undirected=tuple(
            tuple(anchors.reports[doc] for doc in related(lineage))
            for lineage in dossier.lineages
            if lineage.direction != "established"
        ),
        undated=tuple((anchors.reports[date.doc], date) for date in dossier.published if date.value is None),
        unnamed_language=tuple(report for report in anchors.reports.values() if not report.lang),
        problems=tuple((by_name.get(problem.key), problem) for problem in dossier.problems),
    )


def related(lineage: Lineage) -> tuple[str, ...]:
    return (*lineage.children, *lineage.parents)
