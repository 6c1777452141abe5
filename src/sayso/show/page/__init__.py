"""The dossier as HTML: `render_page(dossier)` is one file with every screen in it, `render_screen` one page of the app.

Both are set by the same templates from the same views, complete without script; the file needs no network and no other file.
What a screen says is put together in plain Python (one file for each, see screens.py) and set by its template. Text of a
report reaches the page as text only: autoescape is on, and characters that reorder or hide text are shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.show.dossier import Dossier
from sayso.show.hidden import HIDDEN
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import EVERYTHING, Asked
from sayso.show.page.footnotes import Footnotes
from sayso.show.page.places import Places
from sayso.show.page.reports import ReportsView
from sayso.show.page.screens import BY_KEY, SCREENS, Screen
from sayso.show.page.text import attribute, isolated, shown

__all__ = ["SCREENS", "Asked", "Rendered", "render_page", "render_screen"]


class Rendered(NamedTuple):
    """A page and the content security policy that lets exactly its own style and script through."""

    html: str
    policy: str


def render_page(dossier: Dossier) -> str:
    """The whole HTML file; the same dossier gives the same bytes."""
    return _render(dossier, Anchors(dossier), SCREENS, EVERYTHING).html


def render_screen(dossier: Dossier, key: str, asked: Asked = EVERYTHING, revision: str = "") -> Rendered:
    """One page of the app, which says of which revision of the project it is. KeyError if there is no such screen, IndexError if
    it shows no such claim."""
    return _render(dossier, Anchors(dossier, Places(app=True)), (BY_KEY[key],), asked, revision)


def _render(dossier: Dossier, anchors: Anchors, screens: Sequence[Screen], asked: Asked, revision: str = "") -> Rendered:
    views = [(screen, screen.view(dossier, anchors, asked)) for screen in screens]
    style = stylesheet(tuple(key for _, view in views if isinstance(view, ReportsView) for key in view.cut))
    script = _own("page.js") + (_own("app.js") if anchors.places.app else "")
    policy = content_policy(style, script, app=anchors.places.app)
    html = (
        environment()
        .get_template("page.html")
        .render(
            dossier=dossier,
            anchors=anchors,
            asked=asked,
            revision=revision,
            screens=SCREENS,
            views=views,
            top=1 if len(views) == 1 else 2,
            notes=Footnotes(),
            style=style,
            script=script,
            policy=policy,
        )
    )
    return Rendered(html, policy)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Jinja2 with everything escaped; a name that does not exist is an error, and hidden characters are shown."""
    made = Environment(
        loader=PackageLoader("sayso.show.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(attr=attribute, bdi=isolated)
    return made


def _visible(value: object) -> object:
    """Text with hidden characters as markup that shows them; other text is left to autoescape."""
    hides = isinstance(value, str) and not isinstance(value, Markup) and HIDDEN.search(value) is not None
    return shown(str(value)) if hides else value


def stylesheet(cut: tuple[str, ...]) -> str:
    """The page's CSS, and a rule for the spans that are shown in several pieces: all light up when one is the target."""
    pieces = ",\n".join(f":root:has(#{key}:target) .{key}" for key in sorted(cut))
    return _own("page.css") + (pieces + "{background:var(--target);outline:2px solid var(--focus)}\n" if pieces else "")


@cache
def _own(name: str) -> str:
    """The style sheet or the script, to stand inside its element: neither may hold what would end it."""
    text = files("sayso.show.page").joinpath(name).read_text(encoding="utf-8")
    if "</" in text or "<!--" in text:
        raise AssertionError(f"{name} must not hold markup")
    return "\n" + text


def content_policy(style: str, script: str, *, app: bool) -> str:
    """Nothing is loaded, sent or framed; the app's pages may ask the app."""
    rules = [
        "default-src 'none'",
        f"style-src '{digest(style)}'",
        f"script-src '{digest(script)}'",
        "img-src data:",
        "base-uri 'none'",
    ]
    own = ["connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'"] if app else ["form-action 'none'"]
    return "; ".join([*rules, *own])


def digest(text: str) -> str:
    """The hash by which a content security policy lets exactly this style or script through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
