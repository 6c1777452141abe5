"""A saved web page as a Document: our own text layer, in which every paragraph can be pointed at.

The text is what a browser shows, in the order of the page: blanks collapse as in flow text (tabs and line ends become
one space, no-break spaces stay; <pre> keeps its line ends), each block element begins a line, <br> begins a line, two
<br> a new block. Not shown, so not text: head, script, style, template, noscript, embedded media, elements marked
`hidden` or `display:none`. Nothing is fetched and nothing is run.

Which words link where is kept beside the text, and changes nothing in it. Which blocks are the main text is a vote of
trafilatura; it never cuts. A page is measured before it is parsed, because markup can be made to cost minutes (deep
nesting, a tag with 100,000 attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

import lxml.html
from lxml import etree

from sayso.collect.addresses import MOST_LINKS, whole_address
from sayso.collect.document import Known, make_document, refuse_if_too_large, storable, warning
from sayso.collect.page_data import read_declared
from sayso.collect.text import BYTE_ORDER_MARKS, decode
from sayso.collect.votes import vote
from sayso.errors import InputError
from sayso.records import Block, Declared, Document, Hyperlink

READER = "html/2"


def read_html(raw: bytes, name: str) -> Document:
    """The page's text in blocks, with what its metadata declares.

    Raises InputError where the bytes are no text, or are built so that no parser should be given them.

    >>> page = read_html(b"<title>Rain</title><h1>Rain</h1><p>It <b>rained</b><br>a lot.", "rain.html")
    >>> page.title, page.text, [block.tag for block in page.blocks]
    ('Rain', 'Rain\\nIt rained\\na lot.', ['h1', 'p'])
    """
    refuse_if_too_large(len(raw), name)
    markup, encoding, doubt = decode_page(raw)
    size = measure(markup, name)
    tree = parse(markup, deep=size.depth > SHALLOW)
    layer = lay_out(tree)
    text, pieces = layer.text, layer.pieces
    votes, vote_doubt = vote(parse(markup, deep=size.depth > SHALLOW), text, pieces, tags=size.tags)
    blocks = [Block(start, end, tag, main) for (start, end, tag), main in zip(pieces, votes, strict=True)]
    known = read_declared(tree, markup)
    links, link_doubt = whole_links(layer.links, known)
    warnings = [warning(message, READER) for message in (doubt, vote_doubt, link_doubt) if message]
    declared = (*known.declared, Declared("encoding", encoding, "bytes"), *warnings)
    known = Known(known.title, known.outlet, known.byline, known.uri, declared)
    return make_document(name, raw, text, blocks, reader=READER, known=known, links=links)


def page_text(raw: bytes) -> str:
    """The text layer alone, from the bytes alone: what `read_html` gave as `text`."""
    markup = decode_page(raw)[0]
    size = measure(markup, "the page")
    return lay_out(parse(markup, deep=size.depth > SHALLOW)).text


def whole_links(links: Sequence[Hyperlink], known: Known) -> tuple[list[Hyperlink], str | None]:
    """Those that lead to another page of the web, and a warning where there are too many."""
    base = next((entry.value for entry in known.declared if entry.what == "base"), "")
    page = whole_address(base, known.uri) or known.uri
    whole = (link._replace(url=url) for link in links if (url := whole_address(link.url, page)))
    kept = list(islice(whole, MOST_LINKS + 1))
    too_many = f"the page has more than {MOST_LINKS:,} links; those behind were left out" if len(kept) > MOST_LINKS else None
    return kept[:MOST_LINKS], too_many


# ── bytes to markup ──────────────────────────────────────────────────────────────────────────────────────────────────

LOOKED_AT = 4_096  # bytes in which a page declares its charset; the standard says 1,024, saved pages begin with more
CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml\b[^>]{0,100}\bencoding\s*=\s*["']([\w:.-]{1,40})""", re.I
)


def decode_page(raw: bytes) -> tuple[str, str, str | None]:
    """As text.decode, with the charset that the page itself declares.

    >>> decode_page(b'<meta charset="iso-8859-1">caf\\xe9')[:2]
    ('<meta charset="iso-8859-1">café', 'windows-1252')
    """
    found = CHARSET.search(raw[:LOOKED_AT])
    label = (found.group(1) or found.group(2)).decode("ascii", "replace") if found else None
    # A page that can say "utf-16" in ASCII is not UTF-16: the standard reads UTF-8.
    marked = any(raw.startswith(mark) for mark, _ in BYTE_ORDER_MARKS)
    if label and label.lower().startswith("utf-16") and not marked:
        label = "utf-8"
    return decode(raw, label)


# ── the measure of the markup, before any parser sees it ─────────────────────────────────────────────────────────────

MOST_TAGS = 200_000
MOST_DEPTH = 512
MOST_ATTRIBUTES = 256  # of one tag
LONGEST_TAG = 1_000_000  # characters
# The limits above: from measurements in which 200,000 attributes or 100,000 nested elements cost every parser over 40 s.
SHALLOW = 200  # libxml2 gives up, with all text, at 256 open elements unless told that the tree may be huge
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\x00]{0,60})")
ATTRIBUTE = re.compile(r"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+))?""")
# Elements that hold nothing, and those that a browser closes by itself: they do not nest.
NOT_NESTING = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
    "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body", "rp",
    "rt",
})  # fmt: skip
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp"})


@dataclass(slots=True)
class Size:
    tags: int = 0
    depth: int = 0
    deepest_now: int = 0
    open_names: dict[str, int] = field(default_factory=dict)


def measure(markup: str, name: str) -> Size:
    """How many tags, how deep; one pass, time in proportion to the length. Raises InputError above the limits."""
    size = Size()
    low = markup.lower() if len(markup.lower()) == len(markup) else markup
    place = 0
    while found := TAG.search(markup, place):
        place = _tag_end(markup, found.end(), name)
        size.tags += 1
        element = found.group(2).lower()
        if found.group(1):
            _close(size, element)
            continue
        _count_attributes(markup, found.end(), place, name)
        _open(size, element, markup[place - 2 : place] == "/>")
        if element in RAW_TEXT:
            closing = low.find("</" + element, place)
            place = closing if closing >= 0 else len(markup)
        _refuse_large(size, name)
    return size


def _tag_end(markup: str, start: int, name: str) -> int:
    end = markup.find(">", start, start + LONGEST_TAG)
    if end < 0 and len(markup) - start >= LONGEST_TAG:
        raise InputError(
            f"{name}: a tag of more than {LONGEST_TAG:,} characters; this is no page a browser saved. Give its text as .txt"
        )
    return end + 1 if end >= 0 else len(markup)


def _count_attributes(markup: str, start: int, end: int, name: str) -> None:
    if end - start > MOST_ATTRIBUTES and sum(1 for _ in ATTRIBUTE.finditer(markup, start, end)) > MOST_ATTRIBUTES:
        raise InputError(
            f"{name}: a tag with more than {MOST_ATTRIBUTES} attributes; this is no page a browser saved. Give its text as .txt"
        )


def _open(size: Size, element: str, closes_itself: bool) -> None:
    if element not in NOT_NESTING and not closes_itself:
        size.open_names[element] = size.open_names.get(element, 0) + 1
        size.deepest_now += 1
        size.depth = max(size.depth, size.deepest_now)


def _close(size: Size, element: str) -> None:
    if size.open_names.get(element):
        size.open_names[element] -= 1
        size.deepest_now -= 1


def _refuse_large(size: Size, name: str) -> None:
    if size.tags > MOST_TAGS:
        raise InputError(f"{name}: more than {MOST_TAGS:,} tags; that is no report. Give its text as .txt")
    if size.depth > MOST_DEPTH:
        raise InputError(
            f"{name}: elements nested more than {MOST_DEPTH} deep; this is no page a browser saved. Give its text as .txt"
        )


def parse(markup: str, *, deep: bool = False) -> lxml.html.HtmlElement:
    """The tree, whatever the markup; a page cut off anywhere is read as far as it goes. No network, no entities from outside."""
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=deep, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return lxml.html.document_fromstring(storable(markup).replace("\x00", "\ufffd").encode() or b"<html></html>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return lxml.html.document_fromstring(b"<html></html>")


# ── the text layer ───────────────────────────────────────────────────────────────────────────────────────────────────

Piece = tuple[int, int, str]  # start, end, tag

NOT_SHOWN = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "canvas", "audio",
    "video", "map", "datalist", "noframes", "noembed", "title",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "optgroup", "p", "pre", "search",
    "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# Which of the elements around a text tells most about it, the most telling first.
OUTSIDE_TEXT = ("nav", "dialog", "form", "button")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TELLING = (
    "figcaption",
    "blockquote",
    "footer",
    "aside",
    *HEADINGS,
    "header",
    "li",
    "caption",
    "td",
    "th",
    "dt",
    "dd",
    "pre",
    "address",
)
ROLES = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "dialog": "dialog", "alertdialog": "dialog", "search": "form", "form": "form", "button": "button",
}  # fmt: skip
BLANKS = re.compile(r"[ \t\n\r\f]+")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)
NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})  # pages hide these until their scripts have run


def lay_out(tree: lxml.html.HtmlElement) -> Layer:
    """The text that the page shows, its blocks and its links, in order."""
    layer = Layer()
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped or _is_hidden(element, name):
                skipped += 1
                continue
            layer.enter(name, _standing(element, name))
            if name == "a":
                layer.hrefs.append(storable(element.get("href") or ""))
            layer.write(element.text)
        elif skipped:
            skipped -= 1
            if not skipped:
                layer.write(element.tail)
        else:
            layer.leave(name)
            layer.write(element.tail)
    layer.finish()
    return layer


def _is_hidden(element: lxml.html.HtmlElement, name: str) -> bool:
    if not name or name in NOT_SHOWN:
        return True
    if name in NEVER_HIDDEN:
        return False
    return element.get("hidden") is not None or bool(HIDDEN_STYLE.search(element.get("style") or ""))


def _standing(element: lxml.html.HtmlElement, name: str) -> str:
    """What the element counts as: its role before its name. A form around the whole page is none."""
    standing = ROLES.get((element.get("role") or "").strip().lower(), name)
    if standing == "form" and next(element.iter("h1", "article", "main"), None) is not None:
        return "div"
    return standing


@dataclass(slots=True)
class Layer:
    """The text written so far, and the block being written."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[Piece] = field(default_factory=list)
    around: list[str] = field(default_factory=list)  # the names of the open elements
    now: list[str] = field(default_factory=list)  # the words of the block being written
    breaks: int = 0  # <br> since the last word
    pre: int = 0
    links: list[Hyperlink] = field(default_factory=list)  # with addresses as the page writes them
    hrefs: list[str] = field(default_factory=list)  # of the open <a>
    marks: int = 0  # characters of the block being written that are no blank: these stay, however the blanks collapse
    linked: list[Hyperlink] = field(default_factory=list)  # in the block being written, counted in such characters

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def enter(self, name: str, standing: str) -> None:
        if name == "br":
            self._break()
        elif name in BLOCKS:
            self._end_block()
        self.around.append(standing)
        self.pre += name == "pre"

    def leave(self, name: str) -> None:
        if name in BLOCKS:
            self._end_block()
        self.around.pop()
        self.pre -= name == "pre"
        if name == "a":
            self.hrefs.pop()

    def write(self, text: str | None) -> None:
        if not text:
            return
        if not self.pre:
            self._add(BLANKS.sub(" ", text))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break()
            self._add(BLANKS.sub(" ", line))

    def finish(self) -> None:
        self._end_block()

    def _break(self) -> None:
        self.breaks += 1
        if self.breaks > 1:
            self._end_block()
        elif self.now:
            self.now.append("\n")

    def _add(self, text: str) -> None:
        if text.strip(" "):
            self.breaks = 0
            self._link(len(text) - text.count(" "))
        self.now.append(text)

    def _link(self, length: int) -> None:
        """The next so many characters link to where the innermost <a> leads; what goes on linking there is one link."""
        start, self.marks = self.marks, self.marks + length
        href = self.hrefs[-1] if self.hrefs else ""
        if href and self.linked and self.linked[-1][1:] == (start, href):
            self.linked[-1] = self.linked[-1]._replace(end=self.marks)
        elif href:
            self.linked.append(Hyperlink(start, self.marks, href))

    def _end_block(self) -> None:
        text = storable(re.sub(r" ?\n ?", "\n", re.sub(r" {2,}", " ", "".join(self.now)))).strip(" \n")
        linked = self.linked
        self.now, self.linked, self.breaks, self.marks = [], [], 0, 0
        if not text or text.isspace():
            return
        if self.parts:
            self.parts.append("\n")
            self.length += 1
        self.pieces.append((self.length, self.length + len(text), self._tag()))
        place = places_of(text, (mark for link in linked for mark in (link.start, link.end - 1))) if linked else {}
        self.links += [Hyperlink(self.length + place[a], self.length + place[b - 1] + 1, href) for a, b, href in linked]
        self.parts.append(text)
        self.length += len(text)

    def _tag(self) -> str:
        """The most telling of the open elements.

        A footer inside a quotation names whom it quotes, a header inside an article is not the page's.
        """
        for name in OUTSIDE_TEXT:
            if name in self.around:
                return name
        for name in TELLING:
            if name in self.around:
                return name
        return next((name for name in reversed(self.around) if name in BLOCKS and name not in ("body", "html")), "p")


def places_of(text: str, marks: Iterable[int]) -> dict[int, int]:
    """Where the n-th characters that are no blank stand, for each n asked for, in rising order; one pass.

    >>> places_of("It is a\\nferry", [2, 4, 5])
    {2: 3, 4: 6, 5: 8}
    """
    found: dict[int, int] = {}
    words = re.finditer(r"[^ \n]+", text)
    word, before = next(words, None), 0  # the word at hand, and how many such characters stand before it
    for mark in marks:
        while word is not None and mark >= before + len(word[0]):
            before += len(word[0])
            word = next(words, None)
        if word is not None:
            found[mark] = word.start() + mark - before
    return found
