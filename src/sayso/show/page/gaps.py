"""What could not be told: shown as plainly as what could."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Problem, Published
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName
from sayso.show.sentence import origins_of, standing_of


@dataclass(frozen=True)
class Gaps:
    problems: tuple[Problem, ...]
    without_origin: tuple[tuple[int, Quote], ...]  # claim number and wording
    undated: tuple[tuple[ReportName, Published], ...]
    unnamed_language: tuple[ReportName, ...]

    @property
    def count(self) -> int:
        return len(self.problems) + len(self.without_origin) + len(self.undated) + len(self.unnamed_language)


def not_told(dossier: Dossier, anchors: Anchors) -> Gaps:
    """Everything that is missing, so that nobody takes its absence for an answer."""
    return Gaps(
        problems=dossier.problems,
        without_origin=tuple(
            (number, anchors.quote(claim.wording))
            for number, claim in enumerate(dossier.claims, 1)
            if not standing_of(origins_of(dossier, claim), "counted")
        ),
        undated=tuple((anchors.reports[date.doc], date) for date in dossier.published if date.value is None),
        unnamed_language=tuple(report for report in anchors.reports.values() if not report.lang),
    )
