"""Footnotes of the printed page: where exactly the words stand that a link leads to on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Span
from sayso.show.page.anchors import Quote


@dataclass(frozen=True)
class Footnote:
    number: int
    quote: Quote


class Footnotes:
    """The footnotes of one page, numbered in the order in which the page asks for them; the same place is the same note."""

    def __init__(self) -> None:
        self._numbers: dict[Span, int] = {}
        self._quotes: list[Quote] = []

    def number(self, quote: Quote) -> int:
        """The number of the note that tells where the quoted words stand."""
        if quote.span not in self._numbers:
            self._quotes.append(quote)
            self._numbers[quote.span] = len(self._quotes)
        return self._numbers[quote.span]

    @property
    def all(self) -> list[Footnote]:
        return [Footnote(number, quote) for number, quote in enumerate(self._quotes, 1)]
