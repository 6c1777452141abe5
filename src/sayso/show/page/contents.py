"""The parts of the page, in order: their ids and names."""

from __future__ import annotations

from sayso.show.dossier import Dossier

PARTS = (
    ("funnel", "On whose word it stands"),
    ("against", "Who denies or doubts it"),
    ("words", "What happened to the words"),
    ("claims", "All claims"),
    ("conflicts", "Contradictions"),
    ("lineage", "Lineage and copies"),
    ("timeline", "Timeline"),
    ("reports", "The reports"),
    ("gaps", "What could not be told"),
    ("method", "Method"),
)
NEEDS_CLAIM = frozenset({"funnel", "against"})


def page_parts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The parts that this dossier has: without a claim there is no funnel."""
    return tuple(part for part in PARTS if dossier.claims or part[0] not in NEEDS_CLAIM)
