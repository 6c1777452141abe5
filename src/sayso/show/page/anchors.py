"""Where every statement of the page leads: ids of reports, claims and exact words, and quotes that link to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.page.places import Places

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
QUOTATION_MARKS = frozenset('"“”„«»')
LONGEST_EXCERPT = 280  # code points, by eye: three lines on a wide screen
ONE_FILE = Places()
LONGEST_LABEL = 40  # code points, by eye: a headline that is known again in a table's cell
MOST_WORDS = 600  # code points of one quotation; what is longer is cut short and says so


@dataclass(frozen=True)
class ReportName:
    """How the page calls a report: its number, a label that people know it by, its language and direction."""

    number: int
    key: str  # the id of its text on the page
    href: str
    label: str
    lang: str
    dir: str


@dataclass(frozen=True)
class Quote:
    """Exact words of a report with a little of what stands around them, and the link to their place."""

    report: ReportName
    span: Span
    href: str
    before: str
    words: str
    after: str
    short: bool = False  # the words go on; the link leads to all of them

    @property
    def has_marks(self) -> bool:
        """Whether the report's own quotation marks stand at the ends, so that the page need not set its own."""
        said = (self.before + self.words + self.after).strip()
        ends = [said[place] in QUOTATION_MARKS for place in (0, -1)] if len(said) > 1 else [False]
        return any(ends) if self.before or self.after else all(ends)


@dataclass(frozen=True)
class Worded:
    """An excerpt, and where the same words stand again."""

    quote: Quote
    again: tuple[Quote, ...]


class Anchors:
    """The ids of what the page shows, and the links to it. It holds no state but what the dossier says."""

    def __init__(self, dossier: Dossier, places: Places = ONE_FILE) -> None:
        self.dossier = dossier
        self.places = places
        languages = {language.span.doc: language.code for language in dossier.languages}
        headlines = {region.span.doc: dossier.cut(region.span) for region in reversed(dossier.regions) if region.kind == "headline"}
        self.reports = {
            document.id: ReportName(
                number,
                f"report-{number}",
                places.report(number),
                label(document.outlet, headlines.get(document.id), document.title, document.name),
                languages.get(document.id, ""),
                direction(languages.get(document.id, "")),
            )
            for number, document in enumerate(dossier.documents, 1)
        }

    def words(self, span: Span) -> str:
        """The id of a span's words on the page; a span without words leads to its report."""
        report = self.reports[span.doc]
        if not self.dossier.cut(span).strip():
            return report.key
        return f"w{report.number}-{span.start}-{span.end}"

    def href(self, span: Span) -> str:
        """The link to a span's words."""
        report = self.reports[span.doc]
        key = self.words(span)
        return report.href if key == report.key else self.places.report(report.number, key)

    def quote(self, span: Span, *within: Span) -> Quote:
        """The span's words, and what stands around them in the first of `within` that holds them and is not too long."""
        text = self.dossier.document[span.doc].text
        around = next((wide for wide in within if wide.contains(span) and wide.end - wide.start <= LONGEST_EXCERPT), span)
        short = span.end - span.start > MOST_WORDS
        words = first_words(self.dossier.cut(span), MOST_WORDS)
        before, after = text[around.start : span.start], "" if short else text[span.end : around.end]
        return Quote(self.reports[span.doc], span, self.href(span), before, words, after, short)


def worded(quotes: Iterable[Quote]) -> tuple[Worded, ...]:
    """Each excerpt once, in the first report that has it: sentences that reports took over from each other, and one that takes up
    the claim twice."""
    found: dict[str, dict[tuple[int, int], Quote]] = {}
    for quote in quotes:
        place = quote.report.number, quote.span.start - len(quote.before)
        found.setdefault(even(quote.before + quote.words + quote.after), {}).setdefault(place, quote)
    return tuple(
        Worded(first, tuple(again)) for first, *again in ([those[place] for place in sorted(those)] for those in found.values())
    )


def even(text: str) -> str:
    """Words as they are told apart: neither by case nor by blanks.

    >>> even("The  Pump\\nfailed") == even("the pump failed")
    True
    """
    return " ".join(text.casefold().split())


def label(*names: str | None) -> str:
    """The first of the names that is there, shortened at a word.

    >>> label(None, "Pump failed on Monday,  say two people who saw it", "pump.txt"), label(" ", "", "pump.txt")
    ('Pump failed on Monday, say two people …', 'pump.txt')
    """
    name = next((" ".join(name.split()) for name in names if name and name.strip()), "")
    return name if len(name) <= LONGEST_LABEL else first_words(name, LONGEST_LABEL - 1).rstrip(" ,.:;–-") + " …"


def shortened(text: str, most: int) -> str:
    """At most so many code points of the text on one line, and a sign where it goes on.

    >>> shortened("word  " * 20, 12), shortened("a veryverylongword", 12)
    ('word word …', 'a veryverylo …')
    """
    plain = " ".join(text.split())
    return plain if len(plain) <= most else first_words(plain, most) + " …"


def first_words(text: str, most: int) -> str:
    """At most so many code points of the text: whole words, or where no blank stands in the second half of them, all of them.

    >>> first_words("The pump failed twice", 12), first_words("水泵星期一两次停机", 5)
    ('The pump', '水泵星期一')
    """
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0]
    return words if 2 * len(words) >= most else text[:most]


def direction(language: str) -> str:
    """
    >>> direction("he"), direction("en"), direction("")
    ('rtl', 'ltr', 'auto')
    """
    return "auto" if not language else "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
