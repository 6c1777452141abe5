"""Two small stories of our own writing, and phrases from which others are put together."""


# ruff: noqa: E501 - a paragraph of a report is one line

from __future__ import annotations

import html
from collections.abc import Sequence

from hypothesis import strategies as st

from sayso.collect.text import read_text
from sayso.records import record_id
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier
from sayso.store import Store

FERRY = {
    "bay-lantern.txt": """Lantern: Gannet sailed on orders despite failed test

Two members of the crew told the Bay Lantern that the captain of the Gannet was ordered to sail after a failed engine test.

“No captain of ours has ever been told to sail against a test,” said Marit Vole, a spokeswoman for Selkie Holdings. “The story is false.”

The Harbour Office said there was no evidence to support the claim. It has asked for the test sheet of 28 April 2031.
""",
    "quay-radio.txt": """The captain of the Gannet was told to leave port after a failed engine test, according to the Bay Lantern.

Selkie Holdings, which owns the ferry, denied the allegation on Sunday. “No captain of ours was ever told to sail against any test,” a company spokeswoman said.

The ferry drifted for forty minutes on 28 April.
""",
    "digest.html": """<html><head><title>Ferry firm denies report</title></head><body><h1>Ferry firm denies report on failed engine test</h1>
<p>The Bay Lantern reported on Saturday that crew members said the captain had been ordered to sail although the engine failed its test.</p>
<p>Selkie Holdings called the report baseless. The mayor, Ada Lund, said that the ferry was safe and added that she would sail on it herself.</p>
</body></html>
""",
}
BAKERY = {
    "bakery-1.txt": """Rye bread is sold out in every bakery of Tollgate, the guild of bakers said on Monday.

Flour from the mill has been short since a fire in the granary. “We bake what we can get,” said the baker Hannah Carter.
""",
    "bakery-2.txt": """The mill at Tollgate burned for two nights, and the granary with it.

According to the guild of bakers, rye bread is sold out in every bakery. The baker Hannah Carter said she bakes what she can get.
""",
}

SPEAKERS = (
    "Ada Lund",
    "Selkie Holdings",
    "two officials",
    "the Harbour Office",
    "she",
    "Mr Vance",
    "a person close to the firm",
    "the newspaper",
)
SAYINGS = (
    "the bridge was safe",
    "the ferry had lost its anchor on 3 May",
    "there was no evidence for the claim",
    "40 people were hurt",
    "it was not closed",
)
SHAPES = (
    "{0} said that {1}.",
    "“{1},” {0} said.",
    "“{1}, “said {0}.",
    "According to {0}, {1}.",
    "{0} denied that {1} and called the report “baseless”.",
    "The Harwick Echo reported that {0} said {1}.",
    "{0} told the Harwick Echo {1}, but Selkie Holdings denied it.",
    "{1}.",
    "‘{1}’ — {0}",
    "{0} denied the allegation.",
    "It is believed that {1}.",
    "“{1}.",
    "{1} … “{1}” ({0}) – 7 p.m.",
)
FILLERS = (
    "The old ferry has been tied up since May.",
    "Read more: Ten walks along the bay",
    "\u00a0",
    "By Oona Brask",
    "😀 It rained.",
    "HARWICK, 4 May 2031 - It rained.",
)


def _sentence() -> st.SearchStrategy[str]:
    said = st.builds(
        lambda shape, who, what: shape.format(who, what),
        st.sampled_from(SHAPES),
        st.sampled_from(SPEAKERS),
        st.sampled_from(SAYINGS),
    )
    return (said | st.sampled_from(FILLERS)).map(lambda text: text[:1].upper() + text[1:])


def reports(most: int = 3) -> st.SearchStrategy[dict[str, str]]:
    """Collections of one to `most` reports, each of one to five paragraphs."""
    paragraph = st.lists(_sentence(), min_size=1, max_size=3).map(" ".join)
    text = st.lists(paragraph, min_size=1, max_size=5).map("\n\n".join)
    return st.lists(text, min_size=1, max_size=most).map(lambda texts: {f"{i}.txt": text for i, text in enumerate(texts)})


ADDRESSES = (
    "https://www.harwickecho.example/2031/05/04/ferry",
    "https://news.quayherald.example/7",
    "https://x.com/quay_watch/status/17",
    "https://harbour.gov.example/sheet.pdf",
    "javascript:alert(1)",
)


def _linked(paragraph: str, links: Sequence[tuple[int, int, str]]) -> str:
    """The paragraph as markup; each link from one of its words over so many."""
    words = [html.escape(word) for word in paragraph.split(" ")]
    for start, length, address in links:
        if start + length <= len(words) and not any("<" in word for word in words[start : start + length]):
            words[start] = f'<a href="{address}">{words[start]}'
            words[start + length - 1] += "</a>"
    return f"<p>{' '.join(words)}</p>"


def linked_pages() -> st.SearchStrategy[dict[str, str]]:
    """Collections of one to three pages in which any words may link anywhere."""
    link = st.tuples(st.integers(0, 12), st.integers(1, 4), st.sampled_from(ADDRESSES))
    paragraph = st.builds(
        _linked, st.lists(_sentence(), min_size=1, max_size=3).map(" ".join), st.lists(link, min_size=1, max_size=4)
    )
    text = st.lists(paragraph, min_size=1, max_size=5).map("".join)
    return st.lists(text, min_size=1, max_size=3).map(lambda texts: {f"{i}.html": text for i, text in enumerate(texts)})


def put(store: Store, given: dict[str, str], order: Sequence[str] | None = None) -> None:
    from sayso.collect.html import read_html

    for name in order or list(given):
        raw = given[name].encode()
        store.add_document(read_html(raw, name) if name.endswith(".html") else read_text(raw, name), raw)


def made_of(given: dict[str, str], order: Sequence[str] | None = None) -> Store:
    """A project in memory with these reports, brought up to date."""
    store = Store(":memory:", create=True)
    put(store, given, order)
    run(store, workers=1)
    return store


def dossier(*texts: str) -> Dossier:
    with made_of({f"{i}.txt": text for i, text in enumerate(texts)}) as store:
        return build_dossier(store)


def counted_origins(made: Dossier, words: str) -> list[str]:
    """Names of the origins that count for the one claim that is shown with these words."""
    (claim,) = [claim for claim in made.claims if words in made.cut(claim.wording)]
    return sorted(o.name for o in made.origins if o.claim == record_id(claim) and o.standing == "counted")


def verdicts(made: Dossier) -> set[str]:
    return {origin.verdict for origin in made.origins if origin.standing == "counted"}


TOLD = (
    "Two members of the crew told the Bay Lantern that the captain of the Gannet was ordered to sail after a failed engine test.\n"
)
CARRIED = "The captain of the Gannet was ordered to sail after a failed engine test, according to the Bay Lantern.\n"
