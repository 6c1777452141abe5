"""Credit given by a link: “<a href="https://quayherald.example/7">first reported</a>” names the Quay Herald by its address.

A link counts where it stands on a cue, on the words for an outlet or a document that the text does not name, or on a word for
the way of the words ("in an interview"); not on a person's name, not on what is said, and not on a whole sentence, which is the
title of another report. The address is only looked at: its host names an outlet, or the network on which somebody posted.
What the text names itself is never overridden: there the link adds a reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from sayso.detect.coreference import Cast, is_named, resolve
from sayso.detect.holders import Mention, name_of
from sayso.detect.kind_words import MEDIA_WORDS, REPORTING_NOUNS
from sayso.detect.trees import Tree, overlapping
from sayso.detect.ways import is_in_passing
from sayso.lexicon import DOCUMENTS, SOCIAL_POSTS
from sayso.names import HOST, is_name_of_host, is_outlet, site_of
from sayso.records import Attribution, ChainLink, Document, Span

# An archive's address holds the address that it keeps.
ARCHIVED = re.compile(
    r"https?://(?:web\.|wayback\.)?archive\.(?:org/web|ph|is|today|md|li|fo|vn)/(?:[\w.*-]{1,30}/)?(https?:/+.+)", re.I | re.S
)
SAME_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)", re.I)  # front doors of one house
NETWORKS = frozenset(
    """
    x.com twitter.com facebook.com fb.com t.me telegram.me instagram.com tiktok.com threads.net threads.com bsky.app vk.com
    weibo.com reddit.com linkedin.com truthsocial.com youtube.com youtu.be mastodon.social
    """.split()
)
HANDLE = re.compile(r"[\w.-]{2,50}")
BEFORE_A_HANDLE = frozenset("s profile in user u c channel company".split())  # t.me/s/NAME, linkedin.com/in/NAME
NO_HANDLE = frozenset(
    """
    i status watch groups permalink.php story.php p reel reels r posts events photo photo.php video videos feed shorts live
    channel playlist media web login home about pages profile.php
    """.split()
)
SHARING = frozenset("share sharer sharer.php intent hashtag search dialog sharearticle".split())  # buttons below a report
# Hosts that tell nobody's name: short addresses, search machines, whatever is written by everybody.
TELLS_NOBODY = frozenset(
    """
    t.co bit.ly ow.ly tinyurl.com goo.gl buff.ly dlvr.it is.gd lnkd.in trib.al fb.me amzn.to ift.tt google.com google.co.uk
    bing.com duckduckgo.com ampproject.org doi.org wikipedia.org wikimedia.org archive.org archive.ph archive.is archive.today
    documentcloud.org scribd.com dropbox.com amazon.com
    """.split()
)
PUBLIC_BODIES = frozenset("gov mil int edu ac gouv gob govt".split())  # labels of hosts that are no press
PAPERS = re.compile(r"\.(?:pdf|docx?|rtf|odt|xlsx?|csv)\Z", re.I)
# A link on these says where something was printed or told; on other documents ("a statement") only where it can be read.
JOURNALISM = REPORTING_NOUNS | frozenset(
    """
    article column op-ed editorial interview piece scoop coverage blog podcast newsletter dispatch exclusive
    """.split()
)
READ_OR_HEARD = ("outlet", "document", "document noun", "social post")
WAY_NOUNS = JOURNALISM | DOCUMENTS | SOCIAL_POSTS | frozenset("reporter journalist".split())


@dataclass(frozen=True)
class Credit:
    """Whom a link names, and on which words."""

    span: Span
    kind: str  # "outlet", "social post" or "document"
    name: str
    host: str
    because: str


@dataclass(frozen=True)
class Linked:
    """The links of a report that lead to other sites, and the outlets that its text names."""

    document: Document
    outlets: Sequence[str] = ()

    @cached_property
    def links(self) -> list[tuple[Span, str, str]]:
        """Words, address and host, in the order of the text."""
        own = own_sites(self.document)
        outlet = self.document.outlet or ""
        found = []
        for start, end, url in self.document.links:
            host = host_of(url)
            if host and site_of(host) not in own | TELLS_NOBODY and host not in TELLS_NOBODY and not is_name_of_host(outlet, host):
                found.append((Span(self.document.id, start, end), url, host))
        return found

    def over(self, span: Span, tree: Tree) -> Iterator[Credit]:
        """Whom the links on words of a sentence name; a link on the whole of it is the title of another report."""
        first, last = tree.tokens[0], (tree.trim(range(len(tree))) or [0])[-1]
        for words, url, host in self.links[bisect_right(self.links, span.start, key=lambda link: link[0].end) :]:
            if words.start >= span.end:
                return
            title = words.start <= first.start and tree.tokens[last].end <= words.end
            credit = None if title else credit_of(words, url, host, self.outlets, self.document.text)
            if credit is not None:
                yield credit


def whole_links(document: Document, cast: Cast) -> Linked:
    """The links, with the outlets that the report names itself."""
    named = (m.owner or name_of(m) for m in cast.mentions if m.kind == "outlet" and is_named(m, cast.known))
    return Linked(document, tuple(dict.fromkeys(named)) if document.links else ())


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────


def kept_address(url: str) -> str:
    """The address that an archive's address holds; every other stays.

    >>> kept_address("https://web.archive.org/web/2020/https://quayherald.example/7")
    'https://quayherald.example/7'
    """
    found = ARCHIVED.match(url)
    return re.sub(r":/+", "://", found[1], count=1) if found else url


def host_of(url: str) -> str:
    """The host in small letters without "www."; "" where it is a number or no name of the web.

    >>> host_of("https://www.quayherald.example:8080/7"), host_of("http://192.0.2.7/x"), host_of("http://localhost/")
    ('quayherald.example', '', '')
    """
    try:
        host = (urlsplit(kept_address(url)).hostname or "").rstrip(".")
    except ValueError:
        return ""
    host = SAME_HOST.sub("", host)
    return host if HOST.fullmatch(host) and not host.rsplit(".", 1)[-1].isdigit() else ""


def own_sites(document: Document) -> frozenset[str]:
    """The sites on which the report itself stands, as far as it declares them."""
    addresses = [document.uri, *(entry.value for entry in document.declared if entry.what in ("url", "base"))]
    return frozenset(site_of(host) for address in addresses if (host := host_of(address)))


def handle_in(url: str) -> str | None:
    """Who posted, by the path of a network's address: "" where it does not say, None for a button that shares the report.

    >>> [handle_in(url) for url in ("https://x.com/quay_watch/status/1", "https://youtu.be/", "https://x.com/intent/post?a=b")]
    ['quay_watch', '', None]
    """
    parts = [part for part in urlsplit(kept_address(url)).path.split("/") if part]
    if parts and parts[0].lower() in SHARING:
        return None
    if len(parts) > 1 and parts[0].lower() in BEFORE_A_HANDLE:
        parts = parts[1:]
    first = parts[0].lstrip("@") if parts else ""
    return first if HANDLE.fullmatch(first) and parts[0].lower() not in NO_HANDLE and not first.isdigit() else ""


def credit_of(words: Span, url: str, host: str, outlets: Sequence[str], text: str) -> Credit | None:
    said = f"the words “{' '.join(words.cut(text).split())}” link to "
    if site_of(host) in NETWORKS:
        handle = handle_in(url)
        where = f"{handle} on {host}" if handle else host
        return Credit(words, "social post", handle or host, host, said + where) if handle is not None else None
    if set(host.split(".")[1:]) & PUBLIC_BODIES or PAPERS.search(urlsplit(kept_address(url)).path):
        return Credit(words, "document", host, host, said + host)
    named = next((name for name in outlets if is_name_of_host(name, host)), None)
    return Credit(words, "outlet", named or host, host, f"{said}{host} ({named})" if named else said + host)


# ── the words for an outlet, a report or a post ──────────────────────────────────────────────────────────────────────


def named_by_link(mention: Mention, linked: Linked) -> tuple[Mention, Credit] | None:
    """The same words with the outlet, document or account that a link on them names; None where they name one themselves."""
    if not linked.links or mention.owner or mention.tree.tag(mention.head).startswith(("NNP", "PRP", "W")):
        return None
    lemma = mention.tree.lemma(mention.head)
    outlet = mention.kind == "outlet noun" or lemma in MEDIA_WORDS
    # "An inspection report" that a paper's address stands behind is not the paper's own.
    printed = lemma in JOURNALISM and (mention.kind == "document noun" or lemma not in REPORTING_NOUNS)
    for credit in linked.over(mention.span, mention.tree):
        if outlet or (lemma in SOCIAL_POSTS if credit.kind == "social post" else printed):
            return replace(mention, kind=credit.kind, owner=credit.name, owner_at=None), credit
    return None


def who_in_full(mention: Mention, cast: Cast, linked: Linked) -> tuple[Mention, str]:
    """As `resolve`; a link says who they are whom the words do not name, unless the report names "the newspaper" elsewhere."""
    full, because = resolve(mention, cast)
    found = named_by_link(mention, linked)
    if found is None:
        return full, because
    definite = mention.tree.lower[mention.core[0]] in ("the", "this", "that")
    if definite and full.kind == "outlet" and is_named(full, cast.known):
        return full, f"{because}; {found[1].because}"
    return found[0], found[1].because


def with_links(mentions: Sequence[Mention], cast: Cast, linked: Linked) -> list[Mention]:
    """The cast, those whom a link names under these names: "the newspaper" later on is theirs."""
    return [m if named_by_link(m, linked) is None else _at_home(m, who_in_full(m, cast, linked)[0]) for m in mentions]


def _at_home(mention: Mention, full: Mention) -> Mention:
    return full if full.span == mention.span else mention


# ── the cue, and the ways of the words ───────────────────────────────────────────────────────────────────────────────


def is_own_credit(attribution: Attribution, holders: Sequence[Mention], trees: Sequence[Tree], linked: Linked) -> bool:
    """A linked "according to a report", "as first reported" is the report's own credit, in whoever's words it seems to stand."""
    for tree in overlapping(trees, attribution.cue[0]) if linked.links else ():
        cue = next(iter(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)), None)
        on_cue = next(linked.over(attribution.cue[0], tree), None) is not None
        if cue is not None and tree.lower[cue] == "according":
            return on_cue or any(named_by_link(holder, linked) for holder in holders)
        return cue is not None and on_cue and is_in_passing(tree, cue, by_whom=False)
    return False


def with_credit(
    chain: Sequence[ChainLink], attribution: Attribution, holder: Mention | None, trees: Sequence[Tree], linked: Linked
) -> list[ChainLink]:
    """The chain with whom a link on the cue credits: as the outlet on the way, or as the source where the text names none."""
    credit, says_who = next(_credits(attribution, holder, trees, linked), (None, False))
    if credit is None:
        return list(chain)
    last = chain[-1]
    works = [k for k, link in enumerate(chain) if link.kind in ("outlet", "document", "social post")]
    named = [k for k in works if chain[k].name != chain[k].name.lower() or "." in chain[k].name or is_outlet(chain[k].name)]
    unnamed = [k for k in works if k not in named and chain[k].kind == "outlet"]
    if named or not says_who:
        return _replaced(chain, named[-1] if named else -1, _with_reason(chain[named[-1] if named else -1], credit))
    if unnamed:
        return _replaced(chain, unnamed[-1], _link_to(credit, chain[unnamed[-1]].surface))
    pronoun = holder is not None and holder.kind == "pronoun"
    if last.kind == "unattributed" and (not pronoun or credit.kind == "social post"):
        return _replaced(chain, -1, _link_to(credit, last.surface))
    if holder is not None and is_own_credit(attribution, (), trees, linked):
        return _replaced(chain, -1, _link_to(credit, None))  # "as first reported": what stands before does not speak
    if last.kind == "anonymous" and credit.kind == "social post":
        return _replaced(chain, -1, _link_to(credit, last.surface))
    if credit.kind == "outlet" and not is_name_of_host(last.name, credit.host):
        return [*chain[:-1], _link_to(credit, None), last]
    return _replaced(chain, -1, _with_reason(last, credit))


def _credits(
    attribution: Attribution, holder: Mention | None, trees: Sequence[Tree], linked: Linked
) -> Iterator[tuple[Credit, bool]]:
    """Whom links on the cue, the holder's words or a word for the way name; False where they say only where it can be read."""
    cue = attribution.cue[0]
    for tree in overlapping(trees, cue) if linked.links else ():
        yield from ((credit, True) for span in attribution.cue for credit in linked.over(span, tree))
        if holder is not None and holder.kind == "anonymous" and holder.tree is tree:
            for credit in linked.over(holder.span, tree):
                # The people have these words already: the outlet's go on to the cue.
                start, end = min(cue.start, credit.span.start), max(cue.end, credit.span.end)
                yield replace(credit, span=Span(cue.doc, start, end)), True
        if holder is not None and holder.kind in READ_OR_HEARD and holder.tree is tree:
            yield from ((credit, False) for credit in linked.over(holder.span, tree))
        for credit in linked.over(tree.sentence.span, tree):
            lemma = _way_noun(tree, attribution, credit.span)
            if lemma:
                yield credit, lemma not in DOCUMENTS or lemma in JOURNALISM


def _way_noun(tree: Tree, attribution: Attribution, words: Span) -> str:
    """The linked noun for a way below the cue, "in an interview", outside what is said and who says it."""
    cue = next(iter(tree.at_offset(attribution.cue[0].start, attribution.cue[0].end)), None)
    if cue is None:
        return ""
    for k in tree.at_offset(words.start, words.end):
        taken = any(span.overlaps(tree.span([k])) for span in (*attribution.content, *attribution.source))
        if tree.lemma(k) in WAY_NOUNS and not taken and cue in tree.ancestors(k):
            return tree.lemma(k)
    return ""


def _replaced(chain: Sequence[ChainLink], place: int, link: ChainLink) -> list[ChainLink]:
    changed = list(chain)
    changed[place] = link
    return changed


def _link_to(credit: Credit, stands_for: Span | None) -> ChainLink:
    return ChainLink(credit.kind, credit.name, credit.span, stands_for if stands_for != credit.span else None, credit.because)


def _with_reason(link: ChainLink, credit: Credit) -> ChainLink:
    return link if credit.because in link.because else link._replace(because=f"{link.because}; {credit.because}")
