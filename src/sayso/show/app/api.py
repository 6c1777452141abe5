"""The routes below /api/v1: what the command line prints with --json, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from sayso.deciding import decide, decided_item
from sayso.decisions import LONGEST_NAME, LONGEST_REASON, WHEN
from sayso.errors import SettingsError, StoreError
from sayso.project import add_decisions
from sayso.records import DECISION_KINDS
from sayso.show.app.described import answers, describe
from sayso.show.app.etags import unless_known
from sayso.show.app.live import Live, Shown
from sayso.show.app.paging import CURSOR, MOST, USUAL, page_of
from sayso.show.app.problems import Refused
from sayso.show.explain import explain
from sayso.show.items import Item
from sayso.show.listings import LISTINGS, as_text, envelope, problems
from sayso.show.page.story import counters
from sayso.show.page.wanted import is_contested, is_unnamed, parties_on, stands_in
from sayso.show.search import MOST_QUERY, find, hit_json
from sayso.show.sentence import funnel_sentence

API = "/api/v1"
Limit = Annotated[int, Query(ge=1, le=MOST, description="items on a page")]
Cursor = Annotated[str | None, Query(pattern=CURSOR, description="`next` of the page before")]
Id = Annotated[str, Path(min_length=1, max_length=1000)]


class Deciding(BaseModel):
    """What a person decides; the time is that of the request."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Annotated[str, Field(json_schema_extra={"enum": list(DECISION_KINDS)})]
    ids: Annotated[list[str], Field(max_length=100, description="ids of the lists, reports by name, or START-END@REPORT")]
    value: Annotated[str | None, Field(description="for a position or a date; null for the other kinds")] = None
    by: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, description="who decides")]
    because: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON, description="why")]


def only_known(request: Request) -> None:
    """Refuse a parameter that the route does not have: a misspelt filter must not be taken for none."""
    known = [field.alias for field in request.scope["route"].dependant.query_params]
    unknown = sorted(set(request.query_params) - set(known))
    if unknown:
        raise Refused(422, f"unknown parameter: {', '.join(unknown)}; there are: {', '.join(known) or 'none'}")


def make_api(app: FastAPI, live: Live) -> APIRouter:
    """All routes of the API over one project file."""
    api = APIRouter(prefix=API, dependencies=[Depends(only_known)])

    @api.get("/status", responses=answers("status", 422, etag=False))
    def status() -> Response:
        """How far the project file is: whether a run is writing it, and how many reports are read."""
        return _json({"schema": "sayso.status/1", **asdict(live.status())})

    @api.get("/story", responses=answers("story", 422))
    def story(request: Request) -> Response:
        """The story in figures, and the sentence of the claim met first."""
        return answer(request, live.now(), _story)

    @api.get("/claims", responses=answers("claims_page", 404, 422))
    def claims(
        request: Request,
        limit: Limit = USUAL,
        cursor: Cursor = None,
        party: Annotated[str | None, Query(description="id of a party that takes a position on it")] = None,
        report: Annotated[str | None, Query(description="id or name of a report it stands in")] = None,
        unnamed: Annotated[bool | None, Query(description="rests on unnamed sources alone, or does not")] = None,
        contested: Annotated[bool | None, Query(description="somebody denies, doubts or asks about it, or nobody does")] = None,
    ) -> Response:
        """The claims, each with who takes which position on it and the origins behind it."""

        def chosen(shown: Shown) -> Item:
            if party is not None and party not in shown.dossier.party:
                raise Refused(404, f"there is no party {party}; see {API}/parties")
            number = None if report is None else _place(shown, "reports", report) + 1
            fitting = [
                item
                for claim, item in zip(shown.dossier.claims, shown.items("claims"), strict=True)
                if (party is None or party in parties_on(shown.dossier, claim))
                and (number is None or stands_in(shown.dossier, claim, number))
                and (unnamed is None or unnamed == is_unnamed(shown.dossier, claim))
                and (contested is None or contested == is_contested(claim))
            ]
            return _page(shown, "claims", fitting, limit, cursor)

        return answer(request, live.now(), chosen)

    @api.get("/claims/{id}", responses=answers("claim_answer", 404, 422))
    def claim(request: Request, id: Id) -> Response:
        """One claim, by its id."""
        return answer(request, live.now(), lambda shown: _one(shown, "claim", shown.items("claims")[_place(shown, "claims", id)]))

    @api.get("/reports/{id:path}", responses=answers("report_answer", 404, 422))
    def report(request: Request, id: Id) -> Response:
        """One report, by its id or name: where it is from, its whole text, and its regions."""

        def found(shown: Shown) -> Item:
            place = _place(shown, "reports", id)
            return _one(shown, "report", {**shown.items("reports")[place], "text": shown.dossier.documents[place].text})

        return answer(request, live.now(), found)

    @api.get("/explain/{id:path}", responses=answers("explain_answer", 404, 422))
    def explanation(request: Request, id: Id) -> Response:
        """One record by its id or the beginning of it: why it is there, what it rests on and what rests on it."""

        def found(shown: Shown) -> Item:
            try:
                return _one(shown, "explain", explain(shown.dossier, id))
            except SettingsError as error:
                raise Refused(404, str(error)) from error

        return answer(request, live.now(), found)

    @api.get("/search", responses=answers("search_page", 404, 422))
    def search(
        request: Request,
        q: Annotated[
            str,
            Query(min_length=1, max_length=MOST_QUERY, description='words, "phrases", beginnings*; all must stand in one region'),
        ],
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> Response:
        """Where words stand in the reports: the places, and what stands around them."""
        return answer(
            request,
            live.now(),
            lambda shown: _page(shown, "search", [hit_json(shown.dossier, hit) for hit in find(shown.index, q)], limit, cursor),
        )

    for command in LISTINGS:
        if command != "claims":
            api.get(f"/{command}", name=command, responses=answers(f"{command}_page", 404, 422))(_listing(live, command))

    @api.post("/decisions", status_code=201, responses=answers("decide_answer", 403, 409, 415, 422, etag=False, status=201))
    def decision(wanted: Deciding) -> Response:
        """Correct what the program found: the decision is kept in the project file, and what follows from it is made anew."""
        before, when = live.now().dossier, datetime.now(UTC).strftime(WHEN)
        try:
            made = decide(before, **wanted.model_dump(), when=when)
            _, after = add_decisions(live.path, [made], workers=1)
        except SettingsError as error:
            raise Refused(422, str(error)) from error
        except StoreError as error:
            raise Refused(409, str(error)) from error
        return _json(envelope("decide", after, [decided_item(before, after, made)]), 201)

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return _json(describe(app))

    return api


def _listing(live: Live, command: str) -> Callable[..., Response]:
    def listing(request: Request, limit: Limit = USUAL, cursor: Cursor = None) -> Response:
        return answer(request, live.now(), lambda shown: _page(shown, command, shown.items(command), limit, cursor))

    listing.__doc__ = LISTINGS[command].__doc__
    return listing


def answer(request: Request, shown: Shown, make: Callable[[Shown], Item]) -> Response:
    return unless_known(request, shown, lambda now: _json(make(now)))


def _story(shown: Shown) -> Item:
    first = shown.dossier.claims[0] if shown.dossier.claims else None
    return {
        "schema": "sayso.story/1",
        "sayso": shown.dossier.sayso,
        "story": shown.dossier.story,
        "counters": [{"what": counter.what, "count": counter.count} for counter in counters(shown.dossier)],
        "claim": {"id": shown.items("claims")[0]["id"], "sentence": funnel_sentence(shown.dossier, first)} if first else None,
        "problems": problems(shown.dossier),
    }


def _page(shown: Shown, command: str, items: list[Item], limit: int, cursor: str | None) -> Item:
    some, following = page_of(items, limit, cursor)
    return {**envelope(command, shown.dossier, some), "next": following}


def _one(shown: Shown, name: str, item: Item) -> Item:
    return {"schema": f"sayso.{name}/1", "sayso": shown.dossier.sayso, "story": shown.dossier.story, "item": item}


def _place(shown: Shown, command: str, wanted: str) -> int:
    """Where in a listing the item with this id stands; a report may be named by its name as well."""
    for place, item in enumerate(shown.items(command)):
        if wanted in (item["id"], item.get("report")):
            return place
    raise Refused(404, f"there is no {command.removesuffix('s')} {wanted}; see {API}/{command}")


def _json(value: Item, status: int = 200) -> Response:
    return Response(as_text(value).encode(), status, media_type="application/json")
