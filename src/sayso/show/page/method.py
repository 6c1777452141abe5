"""How the dossier was made: by which version, from which bytes."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, ReportName
from sayso.show.page.asked import Asked


@dataclass(frozen=True)
class Input:
    """One report as it came."""

    name: ReportName
    file: str
    sha256: str
    reader: str
    characters: int


@dataclass(frozen=True)
class MethodView:
    inputs: tuple[Input, ...]


def method_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> MethodView:
    return MethodView(
        tuple(
            Input(anchors.reports[document.id], document.name, document.sha256, document.reader, len(document.text))
            for document in dossier.documents
        )
    )
