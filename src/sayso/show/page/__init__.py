"""The dossier as one HTML file: `render_page(dossier)`. It needs no script, no network and no other file.

What the page says is put together in plain Python (one file for each part of the page) and set by the templates.
Text of a report reaches the page as text only: autoescape is on, and characters that reorder or hide text are shown.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.show.dossier import Dossier
from sayso.show.hidden import HIDDEN
from sayso.show.page.anchors import Anchors
from sayso.show.page.claims import claim_cards
from sayso.show.page.contents import page_parts
from sayso.show.page.funnel import draw_funnel
from sayso.show.page.gaps import not_told
from sayso.show.page.reports import report_texts
from sayso.show.page.text import attribute, isolated, shown
from sayso.show.page.traces import conflict_pairs, copied_passages, lineage_groups, timeline_rows
from sayso.show.page.words import reworded


def render_page(dossier: Dossier) -> str:
    """The whole HTML file; the same dossier gives the same bytes."""
    anchors = Anchors(dossier)
    cards = claim_cards(dossier, anchors)
    reports = report_texts(dossier, anchors)
    parts = {
        "dossier": dossier,
        "anchors": anchors,
        "cards": cards,
        "funnel": draw_funnel(dossier, dossier.claims[0]) if dossier.claims else None,
        "utterances": reworded(dossier, anchors),
        "conflicts": conflict_pairs(dossier, anchors),
        "lineages": lineage_groups(dossier, anchors),
        "passages": copied_passages(dossier, anchors),
        "timeline": timeline_rows(dossier, anchors),
        "reports": reports,
        "gaps": not_told(dossier, anchors),
    }
    style = stylesheet(tuple(key for report in reports for key in report.cut))
    template = environment().get_template("page.html")
    return template.render(**parts, contents=page_parts(dossier), style=style, style_hash=style_hash(style))


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
    """The page's CSS, with one rule more for each span that is shown in several pieces: all light up when it is the target."""
    rules = "".join(
        f":root:has(#{key}:target) .{key}{{background:var(--target);outline:2px solid var(--focus)}}\n" for key in sorted(cut)
    )
    style = files("sayso.show.page").joinpath("page.css").read_text(encoding="utf-8") + rules
    if "<" in style:
        raise AssertionError("the style sheet must not hold markup")
    return "\n" + style


def style_hash(style: str) -> str:
    """The hash by which the content security policy lets exactly this style sheet through."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
