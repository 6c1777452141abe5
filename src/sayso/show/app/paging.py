"""A long list page by page. The cursor names the item after which the next page begins, so that pages neither repeat nor skip an
item when the list has grown in between."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from sayso.show.app.problems import Refused
from sayso.show.items import Item

MOST = 200  # items on a page
USUAL = 50
CURSOR = r"^[A-Za-z0-9_-]{16}$"


def page_of(items: Sequence[Item], limit: int, cursor: str | None) -> tuple[Sequence[Item], str | None]:
    """At most `limit` items after the cursor (from the first, without one), and the cursor of the page that follows.

    >>> page_of([{"id": "a"}, {"id": "b"}, {"id": "c"}], 2, None)
    ([{'id': 'a'}, {'id': 'b'}], '6RH770sNKAYZ6uyw')
    >>> page_of([{"id": "a"}, {"id": "b"}, {"id": "c"}], 2, '6RH770sNKAYZ6uyw')
    ([{'id': 'c'}], None)
    """
    start = 0
    if cursor is not None:
        places = {cursor_of(item): place for place, item in enumerate(items)}
        if cursor not in places:
            raise Refused(404, "the item at which this cursor stood is no longer in the list; begin again without a cursor")
        start = places[cursor] + 1
    shown = items[start : start + limit]
    return shown, cursor_of(shown[-1]) if start + limit < len(items) else None


def cursor_of(item: Item) -> str:
    """What tells an item from the others of its list: its id; in the lineage the child as well; of a search the place."""
    told = f"{item.get('id')} {item.get('child')} {item.get('around')}"
    return base64.urlsafe_b64encode(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:12]).decode()
