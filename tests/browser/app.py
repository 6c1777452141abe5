"""The app's pages in a browser: a server that runs, its key, and a watch that knows what the pages may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.app.serving import Server
from tests.browser.opening import WIDE, Watch, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def app_page(
    browser: Browser,
    server: Server,
    path: str = "/",
    *,
    size: tuple[int, int] = WIDE,
    scheme: str = "light",
    script: bool = True,
) -> Iterator[tuple[Page, Watch]]:
    """One page of the app, opened as its user does: first the address with the key, which the cookie then takes the place of."""
    with opened(browser, f"{server.home}/?token={server.key}", size=size, scheme=scheme, script=script) as (page, watch):
        if path != "/":
            page.goto(server.home + path)
        yield page, watch


def check_app(watch: Watch, server: Server) -> None:
    """Nothing was asked of anybody but the app, and nothing went wrong."""
    assert [request for request in watch.requests if not request.startswith(f"{server.home}/")] == []
    watch.check_quiet()


def path_of(page: Page, server: Server) -> str:
    """Where the page is, without the server."""
    assert page.url.startswith(server.home)
    return page.url.removeprefix(server.home)
