"""On whose say-so? Reads many reports of one story and shows who says what on whose word.

>>> from sayso import read_story
>>> dossier = read_story(["my-story/"])                                         # doctest: +SKIP
>>> [dossier.cut(claim.wording) for claim in dossier.claims]                    # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.project import read_story
    from sayso.records import Attribution, Claim, Document, Origin, Span
    from sayso.show.dossier import Dossier

__all__ = ["Attribution", "Claim", "Document", "Dossier", "Origin", "SaysoError", "Span", "__version__", "read_story"]

# Where each public name lives. They are imported when first asked for, so that `import sayso` costs next to nothing.
_HOME = {
    "Attribution": "sayso.records",
    "Claim": "sayso.records",
    "Document": "sayso.records",
    "Dossier": "sayso.show.dossier",
    "Origin": "sayso.records",
    "SaysoError": "sayso.errors",
    "Span": "sayso.records",
    "read_story": "sayso.project",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}; public names: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted(__all__)
