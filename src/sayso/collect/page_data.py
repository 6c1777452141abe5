"""What a page declares about its report outside the text: JSON-LD, meta elements, links, times. All of it is kept.

Chosen from it, the first that is there:
    title    JSON-LD headline, og:title, twitter:title, <h1> where it is the only one, <title> without the outlet's name
    outlet   JSON-LD publisher, og:site_name, meta application-name
    byline   JSON-LD author, meta author and its kin
    uri      <link rel=canonical>, og:url, JSON-LD url, the "saved from url" remark of a browser
Only http and https addresses count as an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeGuard

import lxml.html

from sayso.collect.document import Known, storable
from sayso.records import Declared

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

LONGEST_VALUE = 2_000  # characters of one declared value; longer ones are texts, not metadata
MOST_NODES = 5_000  # of JSON-LD in one page; by eye, a page with all its breadcrumbs has some 300
MOST_TIMES = 20  # <time> elements; the rest belong to lists of other reports
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review$|Story", re.I)
ADDRESS = re.compile(r"https?://\S+\Z", re.I)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://\S{1,2000})")

META = {
    "og:title": "title", "twitter:title": "title", "dc.title": "title", "parsely-title": "title", "sailthru.title": "title",
    "og:site_name": "outlet", "application-name": "outlet", "dc.publisher": "outlet", "twitter:site": "account",
    "author": "byline", "article:author": "byline", "dc.creator": "byline", "byl": "byline", "parsely-author": "byline",
    "sailthru.author": "byline", "og:article:author": "byline", "twitter:creator": "account",
    "article:published_time": "date", "article:modified_time": "date", "og:published_time": "date", "og:updated_time": "date",
    "og:article:published_time": "date", "date": "date", "pubdate": "date", "publishdate": "date", "publish-date": "date",
    "publish_date": "date", "publication_date": "date", "article.published": "date", "dc.date": "date", "dc.date.issued": "date",
    "dc.date.created": "date", "dcterms.date": "date", "dcterms.created": "date", "dcterms.issued": "date",
    "dcterms.modified": "date",
    "parsely-pub-date": "date", "sailthru.date": "date", "datepublished": "date", "datemodified": "date", "last-modified": "date",
    "cxenseparse:recs:publishtime": "date", "original-publish-date": "date", "created": "date", "citation_publication_date": "date",
    "og:url": "url", "og:locale": "language", "content-language": "language", "dc.language": "language",
}  # fmt: skip
JSON_LD = (
    ("headline", "title"), ("datePublished", "date"), ("dateModified", "date"), ("dateCreated", "date"), ("author", "byline"),
    ("creator", "byline"), ("publisher", "outlet"), ("url", "url"), ("mainEntityOfPage", "url"), ("inLanguage", "language"),
    ("isAccessibleForFree", "free"),
)  # fmt: skip

# Where each field is looked for, best first: beginnings of `Declared.origin`.
TITLE_ORDER = ("JSON-LD headline", "meta og:title", "meta twitter:title", "<h1>", "<title>")
OUTLET_ORDER = ("JSON-LD publisher", "meta og:site_name", "meta application-name", "meta dc.publisher")
BYLINE_ORDER = ("JSON-LD author", "JSON-LD creator", "meta author", "meta article:author", "meta byl", "meta")
ADDRESS_ORDER = ("<link rel=canonical>", "meta og:url", "JSON-LD url", "JSON-LD mainEntityOfPage", "saved from url")


def read_declared(tree: lxml.html.HtmlElement, markup: str) -> Known:
    """Everything a page declares, and what was chosen from it.

    >>> page = lxml.html.document_fromstring('<title>Rain | The Buoy</title><meta property="og:site_name" content="The Buoy">')
    >>> known = read_declared(page, "")
    >>> known.title, known.outlet, [entry.origin for entry in known.declared]
    ('Rain', 'The Buoy', ['meta og:site_name', '<title>'])
    """
    declared = tuple(dict.fromkeys((*_json_ld(tree), *_meta(tree), *_elements(tree), *_saved_from(markup))))
    outlet = choose(declared, "outlet", OUTLET_ORDER)
    title = choose(declared, "title", TITLE_ORDER)
    if title and any(entry == Declared("title", title, "<title>") for entry in declared):
        title = without_outlet(title, outlet)
    addresses = [entry for entry in declared if ADDRESS.match(entry.value)]
    people = [entry for entry in declared if not ADDRESS.match(entry.value)]
    return Known(title, outlet, choose(people, "byline", BYLINE_ORDER), choose(addresses, "url", ADDRESS_ORDER), declared)


def choose(declared: Sequence[Declared], what: str, order: Sequence[str]) -> str | None:
    """The first value of a kind, by origin in the order given."""
    for origin in order:
        for entry in declared:
            if entry.what == what and entry.origin.startswith(origin):
                return entry.value
    return None


def without_outlet(title: str, outlet: str | None) -> str:
    """A page's title without the outlet's name behind the last bar or dash.

    >>> without_outlet("Rain - and more rain - The Buoy", "The Buoy"), without_outlet("Rain - and more rain", None)
    ('Rain - and more rain', 'Rain - and more rain')
    """
    head, mark, tail = _last_part(title)
    if mark and outlet and tail.strip().casefold() == outlet.strip().casefold():
        return head.strip()
    return title


def _last_part(title: str) -> tuple[str, str, str]:
    marks = list(re.finditer(r"\s[|–—·-]\s", title))
    return (title[: marks[-1].start()], marks[-1].group(), title[marks[-1].end() :]) if marks else (title, "", "")


def _entry(what: str, value: str, origin: str) -> Iterator[Declared]:
    value = storable(" ".join(value.split()))
    if value and len(value) <= LONGEST_VALUE:
        yield Declared(what, value, origin)


# ── JSON-LD ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _json_ld(tree: lxml.html.HtmlElement) -> Iterator[Declared]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield from _articles(_parsed(script.text or ""))


def _parsed(text: str) -> Json:
    try:
        parsed: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return parsed


def _articles(parsed: Json) -> Iterator[Declared]:
    for node in _nodes(parsed):
        if ARTICLE_TYPES.search(_words(node.get("@type"))):
            for key, what in JSON_LD:
                for value in _values(node.get(key), prefer_id=what == "url"):
                    yield from _entry(what, value, f"JSON-LD {key}")


def _nodes(parsed: Json) -> Iterator[dict[str, Json]]:
    """The objects at the top, in lists and in @graph: those that stand for the page, not for parts of an article."""
    waiting = [parsed]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))
            waiting.append(node.get("mainEntity"))


def _words(value: Json) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value or "")


def _values(value: Json, *, prefer_id: bool) -> Iterator[str]:
    """Plain values, names of named things; lists of people become one byline each."""
    if isinstance(value, list):
        names = [name for part in value[:20] for name in _values(part, prefer_id=prefer_id)]
        if names:
            yield ", ".join(names)
    elif isinstance(value, dict):
        name = value.get("@id" if prefer_id else "name")
        if _is_plain(name):
            yield str(name)
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif _is_plain(value):
        yield str(value)


def _is_plain(value: Json) -> TypeGuard[str | int | float]:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


# ── elements ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _meta(tree: lxml.html.HtmlElement) -> Iterator[Declared]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key in META:
                yield from _entry(META[key], element.get("content") or "", f"meta {key}")
                break


def _elements(tree: lxml.html.HtmlElement) -> Iterator[Declared]:
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    if len(headings) == 1:
        yield from _entry("title", headings[0], "<h1>")
    for element in list(tree.iter("title"))[:1]:
        yield from _entry("title", element.text_content(), "<title>")
    for element in list(tree.iter("time"))[:MOST_TIMES]:
        yield from _entry("date", element.get("datetime") or "", "<time datetime>")
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield from _entry("url", element.get("href") or "", "<link rel=canonical>")
    for element in list(tree.iter("base"))[:1]:
        yield from _entry("base", element.get("href") or "", "<base>")
    yield from _entry("language", tree.get("lang") or "", "<html lang>")


def _saved_from(markup: str) -> Iterator[Declared]:
    found = SAVED_FROM.search(markup[:LONGEST_VALUE])
    if found:
        yield from _entry("url", found.group(1), "saved from url")
