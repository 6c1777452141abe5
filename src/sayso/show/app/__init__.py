"""The app: one story on this machine, for this person (`sayso serve`). `make_app(Live(project), token=…, port=…)` is all of it.

Pages are those of show/page/, one for each screen; /api/v1 gives the same to programs. See docs/app.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp

from sayso.show.app.api import make_api
from sayso.show.app.guard import API, Guard
from sayso.show.app.live import Live
from sayso.show.app.problems import Refused, problem
from sayso.show.app.screens import make_pages

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{status} – sayso</title>
<h1>{status}</h1>
<p>{detail}</p>
<p><a href="/">To the story</a></p>
</html>
"""


def make_app(live: Live, *, token: str, port: int) -> ASGIApp:
    """The app over one project file, which need not be there yet, behind its guard. It fetches nothing."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.include_router(make_api(app, live))
    app.include_router(make_pages(live))
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(Exception, _refused)
    return Guard(app, token=token, port=port)


async def _refused(request: Request, error: Exception) -> Response:
    """Every refusal: a problem to programs, a page to people. What is a fault of ours is told as such, and logged."""
    match error:
        case Refused():
            return _told(request, error.status, error.detail)
        case HTTPException():
            return _told(request, error.status_code, f"{request.method} {request.url.path}: {error.detail}", error.headers)
        case RequestValidationError():
            wrong = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
            return _told(request, 422, wrong)
        case _:
            return _told(request, 500, "a fault of sayso, please tell its authors what you did; the terminal says more")


def _told(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    if request.url.path.startswith(API):
        return problem(status, detail, headers)
    return HTMLResponse(PAGE.format(status=status, detail=escape(detail)), status, headers)
