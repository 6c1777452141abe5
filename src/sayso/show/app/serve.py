"""Serves the app at 127.0.0.1, to who has the key."""

from __future__ import annotations

import secrets
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from sayso.errors import SettingsError
from sayso.show.app import make_app
from sayso.show.app.live import Live
from sayso.show.page import render_screen
from sayso.store import Store

HOME = "127.0.0.1"
KEY_BYTES = 32
PATIENCE = 2  # seconds for answers that are under way when the server is stopped
OPENER = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>sayso</title><p><a href="{address}">Open the story</a></p></html>
"""


def serve(project: Path, *, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve one project file until Ctrl-C; `tell` is given the address with its key. `port` 0 takes any that is free.

    SettingsError if the port cannot be had or the project is a folder, StoreError if the file is there but is no project.
    """
    _check(project)
    live = Live(project)
    render_screen(live.now().dossier, "story")  # before the browser asks: the first page is there at once
    try:
        held = _settings("", port).bind_socket()
    except SystemExit as error:  # uvicorn's way of saying so
        raise SettingsError(f"port {port} of {HOME} cannot be had: name another one with --port, or leave it away") from error
    with held:
        held.listen()  # who is told the address may come at once
        port = held.getsockname()[1]
        key = secrets.token_urlsafe(KEY_BYTES)
        address = f"http://{HOME}:{port}/?token={key}"
        tell(f"sayso: {project} is shown to who has this address, on this machine only (Ctrl-C ends it):\n{address}")
        app = make_app(live, token=key, port=port)
        with _opened(address) if browser else nullcontext(), suppress(KeyboardInterrupt):
            uvicorn.Server(_settings(app, port)).run(sockets=[held])


def _settings(app: ASGIApp | str, port: int) -> uvicorn.Config:
    """Nothing but plain HTTP/1.1; requests are not logged: addresses tell what somebody reads."""
    return uvicorn.Config(
        app,
        HOME,
        port,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )


def _check(project: Path) -> None:
    """A project that is not there yet is waited for."""
    if project.is_dir() or not project.parent.is_dir():
        why = "is a folder" if project.is_dir() else f"cannot be: there is no folder {project.parent}"
        raise SettingsError(f"{project} {why}; name a project file, e.g. sayso serve my-story.sayso")
    if project.exists() and project.stat().st_size:
        with Store(project):
            pass


@contextmanager
def _opened(address: str) -> Iterator[None]:
    """The page opened in the browser, by a file that only this user can read: arguments of programs are seen by all users."""
    with tempfile.NamedTemporaryFile("w", prefix="sayso-", suffix=".html", encoding="utf-8") as opener:
        opener.write(OPENER.format(address=address))
        opener.flush()
        with suppress(webbrowser.Error):
            webbrowser.open(Path(opener.name).as_uri())
        yield
