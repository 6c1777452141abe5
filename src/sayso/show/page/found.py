"""What a search found, as a page of the app."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, ReportName
from sayso.show.page.asked import Asked
from sayso.show.search import Hit, pieces

MOST_FOUND = 100  # places on the page, by eye; whoever needs the others asks for more words


@dataclass(frozen=True)
class Found:
    """One place: what stands there in pieces, those that were asked for marked, and the link to it."""

    report: ReportName
    href: str
    kind: str  # of the region
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class SearchView:
    words: str
    found: tuple[Found, ...]
    count: int
    reports: int


def search_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> SearchView:
    """Where the words stand, best first."""
    return SearchView(
        asked.q,
        tuple(found(dossier, anchors, hit, asked.q) for hit in asked.hits[:MOST_FOUND]),
        len(asked.hits),
        len({hit.around.doc for hit in asked.hits}),
    )


def found(dossier: Dossier, anchors: Anchors, hit: Hit, wanted: str) -> Found:
    report, first = anchors.reports[hit.around.doc], hit.spans[0]
    return Found(report, anchors.places.found(report.number, wanted, anchors.words(first)), hit.kind, pieces(dossier, hit))
