"""The pages of the app: each address shows one screen of show/page/."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso.records import Span
from sayso.show.app.etags import unless_known
from sayso.show.app.live import Live, Shown
from sayso.show.app.problems import Refused
from sayso.show.dossier import Dossier
from sayso.show.page import SCREENS, Asked, render_screen
from sayso.show.page.places import Places
from sayso.show.page.screens import SEARCH
from sayso.show.search import MOST_QUERY, find

MOST_DIGITS = 9
WORDS = re.compile(r"w(\d{1,9})-(\d{1,9})-(\d{1,9})", re.ASCII)  # exact words, as their ids on the pages of reports
Page = Callable[[Request], Response]


def make_pages(live: Live) -> APIRouter:
    """A page for each screen, each claim and each report."""
    pages = APIRouter(include_in_schema=False)
    for screen in (*SCREENS, SEARCH):
        pages.get("/" if screen.key == "story" else f"/{screen.key}", name=screen.key)(_screen(live, screen.key))

    @pages.get("/claims/{which}")
    def claim(request: Request, which: str) -> Response:
        words = WORDS.fullmatch(which)
        if words is None:
            return show(request, live, "claim", Asked(claim=number_of(which)))
        return RedirectResponse(claim_with(live.now().dossier, *map(int, words.groups())), 303)

    @pages.get("/reports/{number}")
    def report(request: Request, number: str) -> Response:
        return show(request, live, "reports", Asked(reports=(number_of(number),), q=query_of(request.query_params)))

    return pages


def _screen(live: Live, key: str) -> Page:
    def page(request: Request) -> Response:
        return show(request, live, key, asked_of(request.query_params))

    return page


def show(request: Request, live: Live, key: str, asked: Asked) -> Response:
    """One screen, with the policy that lets its own style and script through."""

    def make(shown: Shown) -> Response:
        _check(shown, key, asked)
        hits = tuple(find(shown.index, asked.q)) if asked.q else ()
        html, policy = render_screen(shown.dossier, key, replace(asked, hits=hits), shown.revision)
        return HTMLResponse(html.encode("utf-8", "backslashreplace"), headers={"content-security-policy": policy})

    return unless_known(request, live.now(), make)


def asked_of(given: QueryParams) -> Asked:
    """What the address asks for; a field of a form that was left empty asks for nothing."""
    return Asked(
        claim=number_of(given.get("claim") or "1"),
        reports=tuple(number_of(one) for one in given.getlist("reports") if one),
        page=number_of(given.get("page") or "1"),
        party=given.get("party", ""),
        report=number_of(given.get("report") or "0"),
        unnamed=bool(given.get("unnamed")),
        contested=bool(given.get("contested")),
        q=query_of(given),
    )


def claim_with(dossier: Dossier, report: int, start: int, end: int) -> str:
    """The address of the claim that has most of these words of a report; of all claims, where none has any. Decisions and further
    reports change the numbers of claims, and leave the words where they are."""
    if not 0 < report <= len(dossier.documents):
        return Places(app=True).claims()
    place = Span(dossier.documents[report - 1].id, start, end)

    def fitness(number: int) -> tuple[bool, int]:
        claim = dossier.claims[number - 1]
        return claim.wording == place, max(
            place.shared(span) for span in (claim.wording, *(member.span for member in claim.members))
        )

    best = max(range(1, len(dossier.claims) + 1), key=fitness, default=0)
    return Places(app=True).claim(best) if best and fitness(best)[1] else Places(app=True).claims()


def query_of(given: QueryParams) -> str:
    return given.get("q", "")[:MOST_QUERY]


def number_of(text: str) -> int:
    """
    >>> number_of("12")
    12
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise Refused(404, f"{text} is not a number")
    return int(text)


def _check(shown: Shown, key: str, asked: Asked) -> None:
    """Refuse the number of a claim or a report that is not there. A story without claims still has its screens."""
    claims, reports = len(shown.dossier.claims), len(shown.dossier.documents)
    if (claims or key == "claim") and not 1 <= asked.claim <= claims:
        raise Refused(404, f"there is no claim {asked.claim}; there are {claims}")
    for number in (*asked.reports, *([asked.report] if asked.report else [])):
        if not 1 <= number <= reports:
            raise Refused(404, f"there is no report {number}; there are {reports}")
