"""A small made-up story as a Dossier, built by hand: five reports, one of them hostile. Every word here is our own."""

# ruff: noqa: E501 - a paragraph of a report is one line

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from sayso import records as r
from sayso.records import Span, record_id
from sayso.show.dossier import Dossier, check_spans

COURIER = """Ferry firm denies captain was told to sail after failed engine test

By Oona Brask

MARROW BAY, 4 May 2031 - The ferry company Selkie Line on Sunday denied that one of its captains was ordered to sail although an engine had failed its morning test.

Two crew members told the Bay Lantern that the captain of the Gannet was ordered to sail after a failed engine test on 28 April. The Lantern published its account on Saturday.

"No captain of ours has ever been told to sail against a test," said Marit Vole, a spokeswoman for Selkie Line. "The story is false."

The Harbour Office said it had seen no record that supports the account. It asked why the test sheet was missing.

Related: Ten walks along the bay
Subscribe to our morning letter
"""

RADIO = """Was the Gannet sent out with a bad engine?

The captain of the Gannet was told to leave port after a failed engine test, according to the Bay Lantern, which cited two members of the crew.

"No captain of ours has ever been told to sail against a test," a company spokeswoman told Quay Radio on Sunday.

The ferry carried 61 passengers. It drifted for forty minutes on 28 April.
"""

DIGEST = """Lantern: Gannet sailed on orders despite failed test

The Bay Lantern reported on Saturday that the captain of the Gannet was ordered to sail after a failed engine test. The newspaper quoted two unnamed crew members.

The Island Star independently confirmed the order, the digest has learned.

"We were told to cast off and write the sheet later," one crew member said, the newspaper reported.

The ferry carried 61 passengers.
"""

REWORDED = """Lantern: Gannet cruised on commands despite flunked exam

The Bay Lantern announced on Saturday that the captain of the Gannet was commanded to cruise after a flunked engine exam. The newspaper cited two nameless team members.

"We were told to throw off and write the bed sheet afterwards," one team member said, the newspaper announced.

The ferry carried 16 passengers. Harbour police never denied the order.
"""

HOSTILE = """<script>alert(1)</script> "Gannet" & 'captain' ]]> <b>order</b>

The captain\u2019s order was \u202edereffo\u202c real, wrote <img src=x onerror=alert(2)> of the Tide Blog\u200b.

The blog says \u201cthe captain of the Gannet was <i>ordered</i> to sail\u201d <!-- and --> ]]> more\x07 than once.

<style>body{display:none}</style>{{ 7 * 7 }} {% raw %} &lt;kept&gt;
"""

NAMES = ("1-courier.txt", "2-quay-radio.html", "3-digest.txt", "4-reworded.txt", "5-<b>tide\u202e</b>.html")
OUTLETS = ("Harbour Courier", "Quay Radio", None, None, '"><script>alert(3)</script>')
TEXTS = (COURIER, RADIO, DIGEST, REWORDED, HOSTILE)


@dataclass
class Desk:
    """Where the fixture is put together: finds words, makes records, remembers them by type."""

    documents: list[r.Document] = field(default_factory=list)
    made: dict[type, list[Any]] = field(default_factory=dict)

    def add(self, record: Any) -> str:
        self.made.setdefault(type(record), []).append(record)
        return record_id(record)

    def at(self, number: int, words: str, nth: int = 0) -> Span:
        """The nth place where these words stand in report `number` (from 1)."""
        document = self.documents[number - 1]
        start = -1
        for _ in range(nth + 1):
            start = document.text.index(words, start + 1)
        return Span(document.id, start, start + len(words))

    def of(self, kind: type) -> tuple[Any, ...]:
        return tuple(self.made.get(kind, ()))


def make_dossier() -> Dossier:
    """The whole story; the same record in every run."""
    desk = Desk([document(*parts) for parts in zip(NAMES, OUTLETS, TEXTS, strict=True)])
    label_reports(desk)
    parties = name_parties(desk)
    say_words(desk, parties)
    claim_things(desk, parties)
    compare_reports(desk)
    dossier = gather(desk)
    check_spans(dossier)
    return dossier


def empty_dossier() -> Dossier:
    """No report, no record."""
    return gather(Desk())


def lonely_dossier() -> Dossier:
    """One report in which nothing was found."""
    return gather(Desk([document("alone.txt", None, "Fog over the bay.\n\nNothing happened.\n")]))


def document(name: str, outlet: str | None, text: str) -> r.Document:
    title = text.splitlines()[0]
    sha = hashlib.sha256(text.encode()).hexdigest()
    return r.Document(sha[:16], name, f"file:{name}", outlet, title, None, text, (), (), "plain text 1", sha)


def gather(desk: Desk) -> Dossier:
    return Dossier(
        sayso="0.1.0",
        documents=tuple(desk.documents),
        regions=desk.of(r.Region),
        languages=desk.of(r.Language),
        date_candidates=desk.of(r.DateCandidate),
        published=desk.of(r.Published),
        attributions=desk.of(r.Attribution),
        sources=desk.of(r.Source),
        mentions=desk.of(r.ClaimMention),
        positions=desk.of(r.Position),
        stories=desk.of(r.Story),
        parties=desk.of(r.Party),
        utterances=desk.of(r.Utterance),
        passages=desk.of(r.Passage),
        claims=desk.of(r.Claim),
        changes=desk.of(r.Change),
        lineages=desk.of(r.Lineage),
        origins=desk.of(r.Origin),
        conflicts=desk.of(r.Conflict),
        timeline=desk.of(r.TimelineEntry),
        problems=desk.of(r.Problem),
    )


def label_reports(desk: Desk) -> None:
    """Regions, languages and dates; the hostile report has no language, the last two no date."""
    for number, report in enumerate(desk.documents, 1):
        offset = 0
        for line in report.text.splitlines(keepends=True):
            if line.strip():
                kind = "headline" if offset == 0 else kind_of(line)
                desk.add(r.Region(Span(report.id, offset, offset + len(line.rstrip("\n"))), kind, f"looks like a {kind}"))
            offset += len(line)
        if number < 5:
            desk.add(r.Language(report.at, "en", 0.98, "function words"))
        dates = {1: "2031-05-04", 2: "2031-05-05", 3: "2031-05-03"}
        because = "the dateline" if number in dates else "neither the text nor the page names a date of its own"
        desk.add(r.Published(report.id, dates.get(number), "day" if number in dates else None, because, ()))
    desk.add(r.Problem("find attributions", NAMES[4], "no attribution could be read from “<img src=x onerror=alert(2)>”"))


def kind_of(line: str) -> str:
    return (
        "byline"
        if line.startswith("By ")
        else "related"
        if line.startswith("Related")
        else "promotion"
        if line.startswith("Sub")
        else "body"
    )


def name_parties(desk: Desk) -> dict[str, str]:
    """Party ids by a short key."""
    at = desk.at
    people = {
        "lantern": (
            "The Bay Lantern",
            "outlet",
            (at(1, "Bay Lantern"), at(2, "Bay Lantern"), at(3, "Bay Lantern"), at(4, "Bay Lantern")),
        ),
        "star": ("The Island Star", "outlet", (at(3, "The Island Star"),)),
        "crew": (
            "two crew members",
            "anonymous",
            (
                at(1, "Two crew members"),
                at(2, "two members of the crew"),
                at(3, "two unnamed crew members"),
                at(4, "two nameless team members"),
            ),
        ),
        "vole": ("Marit Vole", "person", (at(1, "Marit Vole"), at(2, "a company spokeswoman"))),
        "selkie": ("Selkie Line", "organisation", (at(1, "Selkie Line"),)),
        "office": ("Harbour Office", "organisation", (at(1, "The Harbour Office"),)),
        "blog": ("Tide Blog\u200b </bdi><script>", "outlet", (at(5, "Tide Blog"),)),
    }
    made = {key: desk.add(r.Party(name, kind, (name,), mentions, "same name")) for key, (name, kind, mentions) in people.items()}
    for number, report in enumerate(desk.documents, 1):
        made[f"report {number}"] = desk.add(r.Party(report.name, "report", (report.name,), (Span(report.id, 0, 1),), "its author"))
    return made


def chain(*links: tuple[str, str, Span]) -> tuple[r.ChainLink, ...]:
    author = r.ChainLink("author", "the report", None, None, "the report's author")
    return (author, *(r.ChainLink(kind, name, span, None, "named in the text") for kind, name, span in links))


def say(
    desk: Desk, content: Span, cue: Span, holder: Span, force: str, sourcing: str, links: tuple[r.ChainLink, ...]
) -> tuple[str, str]:
    """An attribution with its one source: the ids of both."""
    kind = "direct" if desk.documents[0].text[content.start - 1 : content.start] == '"' else "indirect"
    attribution = desk.add(r.Attribution((content,), (cue,), (holder,), kind, force, "says", None, f"the cue “{force}”"))
    descriptor = links[-1].name if sourcing == "anonymous" else None
    return attribution, desk.add(r.Source(attribution, holder, sourcing, descriptor, links, "subject of the cue"))


def say_words(desk: Desk, parties: dict[str, str]) -> None:
    """Utterances: one quoted the same twice, one reworded inside its quotation marks."""
    at = desk.at
    vole = "No captain of ours has ever been told to sail against a test,"
    one, _ = say(
        desk,
        at(1, vole),
        at(1, "said"),
        at(1, "Marit Vole"),
        "asserts",
        "named",
        chain(("named", "Marit Vole", at(1, "Marit Vole"))),
    )
    two = say(
        desk,
        at(2, vole),
        at(2, "told", 1),
        at(2, "a company spokeswoman"),
        "asserts",
        "named",
        chain(("named", "a spokeswoman", at(2, "a company spokeswoman"))),
    )[0]
    same = desk.add(
        r.Utterance(parties["vole"], (r.Version((at(1, vole),), one), r.Version((at(2, vole),), two)), "the same words")
    )
    desk.add(r.Change(same, at(1, vole), at(2, vole), "identical", "every character is the same"))
    left = at(3, "We were told to cast off and write the sheet later,")
    right = at(4, "We were told to throw off and write the bed sheet afterwards,")
    edited = desk.add(
        r.Utterance(parties["crew"], (r.Version((left,), None), r.Version((right,), None)), "10 of 12 words in order")
    )
    desk.add(
        r.Change(edited, left, right, "altered", "3 words inside the quotation marks differ: cast/throw, bed, later/afterwards")
    )


def member(
    desk: Desk,
    span: Span,
    attribution: str | None,
    source: str | None,
    value: str,
    presentation: str = "reports",
    about: Span | None = None,
) -> r.Member:
    mention = desk.add(r.ClaimMention(span, about or span, attribution, None, presentation, "a full clause"))
    factuality = {"denies": "CT-", "doubts": "PS-", "asks": "Uu"}.get(value, "CT+")
    position = desk.add(r.Position(span, mention, source, value, factuality, (), f"the holder {value} it"))
    return r.Member(span, mention, position, source, value, "the same order to the same captain")


def through_lantern(desk: Desk, number: int, words: str) -> tuple[r.ChainLink, ...]:
    return chain(("outlet", "the Bay Lantern", desk.at(number, "Bay Lantern")), ("anonymous", words, desk.at(number, words)))


def order_members(desk: Desk) -> list[r.Member]:
    """Who says what on the story's first claim: the order to sail."""
    at = desk.at
    told = at(1, "the captain of the Gannet was ordered to sail after a failed engine test")
    rows = []
    for number, words, span, cue in (
        (1, "Two crew members", told, at(1, "told", 1)),
        (
            2,
            "two members of the crew",
            at(2, "The captain of the Gannet was told to leave port after a failed engine test"),
            at(2, "according to"),
        ),
        (
            3,
            "two unnamed crew members",
            at(3, "the captain of the Gannet was ordered to sail after a failed engine test"),
            at(3, "reported"),
        ),
        (
            4,
            "two nameless team members",
            at(4, "the captain of the Gannet was commanded to cruise after a flunked engine exam"),
            at(4, "announced"),
        ),
    ):
        attribution, source = say(desk, span, cue, at(number, words), "asserts", "anonymous", through_lantern(desk, number, words))
        rows.append(member(desk, span, attribution, source, "asserts"))
    star = at(3, "The Island Star independently confirmed the order")
    attribution, source = say(
        desk,
        at(3, "the order"),
        at(3, "confirmed"),
        at(3, "The Island Star"),
        "asserts",
        "outlet",
        chain(("outlet", "The Island Star", at(3, "The Island Star"))),
    )
    rows.append(member(desk, star, attribution, source, "asserts", about=at(3, "the order")))
    rows.append(member(desk, at(5, "the captain of the Gannet was <i>ordered</i> to sail"), None, None, "reports", "own voice"))
    denied = at(1, "one of its captains was ordered to sail although an engine had failed its morning test")
    attribution, source = say(
        desk,
        denied,
        at(1, "denied"),
        at(1, "Selkie Line"),
        "denies",
        "organisation",
        chain(("organisation", "Selkie Line", at(1, "Selkie Line"))),
    )
    rows.append(member(desk, denied, attribution, source, "denies"))
    record = at(1, "it had seen no record that supports the account")
    attribution, source = say(
        desk,
        record,
        at(1, "said", 1),
        at(1, "The Harbour Office"),
        "doubts",
        "organisation",
        chain(("organisation", "Harbour Office", at(1, "The Harbour Office"))),
    )
    rows.append(member(desk, record, attribution, source, "doubts"))
    return rows


def claim_things(desk: Desk, parties: dict[str, str]) -> None:
    """Two claims: the order with all its origins, and a number that nobody is named for."""
    at = desk.at
    rows = order_members(desk)
    order = desk.add(r.Claim(rows[0].span, tuple(rows), 7.0, "one captain, one ship, one order"))
    crew = tuple(row.span for row in rows[:4])
    desk.add(
        r.Origin(
            order,
            "two crew members",
            "anonymous",
            (parties["crew"],),
            (parties["lantern"],),
            crew,
            "same",
            "counted",
            "All four wordings lead to the Bay Lantern's two crew members.",
        )
    )
    desk.add(
        r.Origin(
            order,
            "unknown sources of The Island Star",
            "anonymous",
            (),
            (parties["star"],),
            (rows[4].span,),
            "not established",
            "claimed",
            "One report says so; the Star's own text is not in your files.",
        )
    )
    desk.add(
        r.Origin(
            order,
            "the writer of 5-<b>tide</b>",
            "unattributed",
            (),
            (),
            (rows[5].span,),
            "not established",
            "not counted",
            "The report names nobody for it <script>alert(4)</script>.",
        )
    )
    aboard = [
        member(desk, at(number, words), None, None, "asserts", "own voice")
        for number, words in (
            (2, "The ferry carried 61 passengers"),
            (3, "The ferry carried 61 passengers"),
            (4, "The ferry carried 16 passengers"),
        )
    ]
    desk.add(r.Claim(aboard[0].span, tuple(aboard), 3.0, "the same number, once turned round"))


def compare_reports(desk: Desk) -> None:
    """Lineage, a copied passage, two conflicts and a timeline."""
    at = desk.at
    digest, reworded = desk.documents[2].id, desk.documents[3].id
    heads = (
        at(3, "Lantern: Gannet sailed on orders despite failed test"),
        at(4, "Lantern: Gannet cruised on commands despite flunked exam"),
    )
    desk.add(
        r.Lineage(
            (digest, reworded),
            (),
            "the digest that both reword",
            "not established",
            "The same sentences in the same order; neither names the other.",
            heads,
        )
    )
    bodies = at(3, "The newspaper quoted two unnamed crew members."), at(4, "The newspaper cited two nameless team members.")
    desk.add(r.Passage(*bodies, "reworded", 0.81, False, "the same order of facts with words exchanged"))
    desk.add(
        r.Conflict("number", "high", at(3, "61 passengers"), at(4, "16 passengers"), "61 and 16 cannot both be the number aboard.")
    )
    desk.add(
        r.Conflict(
            "polarity",
            "medium",
            at(1, "denied that one of its captains"),
            at(4, "never denied"),
            "One says denied, the other never denied.",
        )
    )
    desk.add(
        r.TimelineEntry(
            "2031-04-28",
            "2031-04-28",
            "day",
            at(1, "a failed engine test on 28 April"),
            "event",
            (at(1, "28 April"), at(2, "28 April")),
            "agreed",
            "two reports name the day",
        )
    )
    desk.add(
        r.TimelineEntry(
            "2031-05-03",
            "2031-05-03",
            "day",
            at(1, "The Lantern published its account on Saturday"),
            "statement",
            (at(1, "Saturday"),),
            "inferred",
            "the Saturday before the dateline",
        )
    )
    desk.add(
        r.TimelineEntry(
            None, None, "relative", at(2, "It drifted for forty minutes"), "event", (), "single", "the text fixes no hour"
        )
    )
