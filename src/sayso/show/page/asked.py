"""What a reader asks a screen for. The one file asks for nothing in particular: it shows everything."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.show.search import Hit


@dataclass(frozen=True)
class Asked:
    """The choices of one page of the app; each default leaves nothing out."""

    claim: int = 1  # the claim whose funnel the story screen shows, and the one on the claim screen
    reports: tuple[int, ...] = ()  # the reports to read side by side; none: all, one after the other
    q: str = ""  # words to find in the reports, and to mark there; `hits` are the places
    hits: tuple[Hit, ...] = ()
    page: int = 1  # which page of the claims; the one file has them all on one
    party: str = ""  # claims on which this party (id) takes a position
    report: int = 0  # claims that stand in this report
    unnamed: bool = False  # claims that rest on unnamed sources alone
    contested: bool = False  # claims that somebody denies, doubts or asks about


EVERYTHING = Asked()
