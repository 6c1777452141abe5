"""The addresses that a page links to, as plain data: made whole, weighed by their look alone, never fetched."""

from __future__ import annotations

import re
from urllib.parse import urljoin

LONGEST_ADDRESS = 2_000  # characters, as for every declared value; longer ones carry data, and credit nobody
MOST_LINKS = 5_000  # of one page; by eye, a long report with all its menus has some 500
# No user name before the host ("https://herald.example@elsewhere.example"), no backslash, which browsers read as a slash, and no
# brackets in the host, which hold a bare number.
WHOLE = re.compile(r"https?://[^\s/?#@\[\]\\\x00-\x1f\x7f]+(?:[/?#][^\s\\\x00-\x1f\x7f]*)?\Z", re.I)
EDGES = "".join(map(chr, range(33)))  # what browsers drop at either end of an address
DROPPED = str.maketrans("", "", "\t\n\r")  # and within it


def whole_address(href: str, page: str | None) -> str | None:
    """The address a link leads to, None where it is none of another page on the web; `page` is the linking page's own.

    >>> whole_address(" ../2024/ferry#top", "https://buoy.example/news/tide")
    'https://buoy.example/2024/ferry#top'
    >>> [whole_address(href, None) for href in ("/ferry", "#top", "javascript:alert(1)", "mailto:a@buoy.example")]
    [None, None, None, None]
    """
    href = href.strip(EDGES).translate(DROPPED).replace(" ", "%20")
    if not href or href.startswith("#") or len(href) > LONGEST_ADDRESS:
        return None
    try:
        address = urljoin(page or "", href)
    except ValueError:  # "http://[": a bracket begins an address that does not end
        return None
    same = page is not None and address.partition("#")[0] == page.partition("#")[0]
    return address if len(address) <= LONGEST_ADDRESS and WHOLE.match(address) and not same else None
