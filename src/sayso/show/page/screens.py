"""The screens, in order: what each is called and what it shows. The one file holds them all, the app one on each page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import Asked
from sayso.show.page.claim import claim_view
from sayso.show.page.conflicts import conflicts_view
from sayso.show.page.found import search_view
from sayso.show.page.grid import claims_view
from sayso.show.page.lineage import lineage_view
from sayso.show.page.method import method_view
from sayso.show.page.quotes import quotes_view
from sayso.show.page.reports import reports_view
from sayso.show.page.story import story_view
from sayso.show.page.timeline import timeline_view


class Screen(NamedTuple):
    """One screen: `templates/KEY.html` sets what `view` puts together."""

    key: str  # also the id of its section in the one file, and the app's address
    name: str
    view: Callable[[Dossier, Anchors, Asked], object]


SCREENS = (
    Screen("story", "Story", story_view),
    Screen("claims", "Claims", claims_view),
    Screen("quotes", "Quotes", quotes_view),
    Screen("conflicts", "Contradictions", conflicts_view),
    Screen("lineage", "Lineage", lineage_view),
    Screen("timeline", "Timeline", timeline_view),
    Screen("reports", "Reports", reports_view),
    Screen("method", "Method", method_view),
)
CLAIM = Screen("claim", "Claim", claim_view)  # the app alone: in the one file each claim is a part of the claims
SEARCH = Screen("search", "Search", search_view)  # the app alone: a browser searches the one file by itself
BY_KEY = {screen.key: screen for screen in (*SCREENS, CLAIM, SEARCH)}
