"""A folder of reports about one dam, in which every vector is said by somebody, and stands wherever else a report has words."""

from __future__ import annotations

import csv
import html
import json
import random
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from tests.hostile.vectors import HALVES, Vector, naughty, vectors

IN_ONE_REPORT = 19
PEOPLE = ("Mara Quill", "Joss Arden", "Petra Vane", "Ivo Lund", "Nell Hake", "Tomas Rigg", "Una Bray", "Sela Dorn")
ROLES = ("head of the dam board", "a keeper", "the mayor", "a diver", "the board's lawyer", "an engineer", "a farmer")
THINGS = (
    "sluice valley turbine spillway gauge footbridge meadow siren ledger drain tunnel crane weir boathouse culvert mast orchard "
    "pump ladder lantern barge fence depot kiosk cable road chapel mill quarry shed tower wharf"
).split()
DEEDS = "flooded closed repaired inspected emptied guarded painted measured moved sold searched lit sealed drained".split()


def write_story(folder: Path) -> None:
    """Plain texts in which each vector is told once, some of them copied with a word changed; pages; tables.

    Names of files carry vectors too.
    """
    own = vectors()
    for number, group in enumerate(batches(own, IN_ONE_REPORT)):
        lines = list(tell(group, number))
        name = file_name(group[number % len(group)].text, number)
        (folder / f"{name}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8", newline="")
        if number % 12 == 0:  # somebody copies it and changes a word
            copied = [line.replace(" before ", " long before ") for line in lines]
            (folder / f"copy of {number}.txt").write_text("\n\n".join(copied) + "\n", encoding="utf-8", newline="")
        elif number % 3 == 0:
            (folder / f"page {number}.html").write_bytes(page(group, number).encode())
    write_tables(folder, own)


def batches(all_: Sequence[Vector], size: int) -> Iterator[tuple[Vector, ...]]:
    return (tuple(all_[start : start + size]) for start in range(0, len(all_), size))


def tell(group: Sequence[Vector], seed: int) -> Iterator[str]:
    """A headline, then a paragraph for each vector: quoted, reported, in a speaker's name, in something dated."""
    yield f"Dam report {seed}: {group[0].text}"
    yield "By " + group[1].text
    ways = cycle((quoted, reported, named, dated))
    chance = random.Random(seed)
    for vector, way in zip(group, ways, strict=False):
        yield way(vector.text, chance)


FRAMES = (
    "The {a} at Brack was {did} before the {b}, {text}, and nobody told the {c} crew",
    "We {did} every {a} behind the {b} on Sunday: {text}. My {c} still smells of it",
    "I saw {text} on the {a} with my own eyes while they {did} the {b} by the {c}",
    "Whoever {did} that {a} knew the {b} and left us the {c}; {text} was all they wrote",
    "No {a} of ours, {text}, ever {did} a {b} or a {c} in ninety years",
    "Ask the {a} who {did} the {b}! Then ask for {text} at the {c}",
)


def quoted(text: str, chance: random.Random) -> str:
    one, two, three = chance.sample(THINGS, 3)
    said = chance.choice(FRAMES).format(a=one, b=two, c=three, did=chance.choice(DEEDS), text=text)
    return f"“{said},” said {chance.choice(PEOPLE)}, {chance.choice(ROLES)}."


def reported(text: str, chance: random.Random) -> str:
    one, two, three = chance.sample(THINGS, 3)
    return (
        f"{chance.choice(PEOPLE)} denied that the {one} was {chance.choice(DEEDS)} before the {two} because of {text}, "
        f"officials said of the {three}."
    )


def named(text: str, chance: random.Random) -> str:
    one, two, three = chance.sample(THINGS, 3)
    return f"“The {one} and the {two} were {chance.choice(DEEDS)} before dawn,” said Ann {text} Hollis, who runs the {three}."


def dated(text: str, chance: random.Random) -> str:
    one, two, three = chance.sample(THINGS, 3)
    day = f"{chance.randint(1, 28)} May 2031"
    return f"On {day} the {one} {text} {chance.choice(DEEDS)} the {two} before the {three} was {chance.choice(DEEDS)}."


def file_name(text: str, number: int) -> str:
    """The text as a name that the file system takes."""
    return f"{number:02} " + text.replace("/", "\u2215").replace("\x00", "")[:60]


def page(group: Sequence[Vector], number: int) -> str:
    """A saved page: every vector as text, in an attribute and as raw markup; the first few in all metadata."""
    first, second, third, fourth = (vector.text for vector in group[:4])
    quoted_first, quoted_second, quoted_third = (html.escape(text) for text in (first, second, third))
    data = json.dumps({"@type": "NewsArticle", "headline": first, "author": {"name": second}, "publisher": {"name": third},
                       "datePublished": fourth, "url": first}).replace("<", "\\u003c")  # fmt: skip
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in list(tell(group, number))[2:6])
    links = "\n".join(f'<p>More <a href="{html.escape(vector.text)}">about {html.escape(vector.text)}</a></p>' for vector in group)
    raw = "\n".join(f"<div>{vector.text}</div>" for vector in group if "plaintext" not in vector.text)
    return f"""<!DOCTYPE html><html lang="{quoted_first}"><head><title>Dam report {number}: {quoted_first}</title>
<meta property="og:site_name" content="{quoted_third}"><meta name="author" content="{quoted_second}">
<meta property="article:published_time" content="{html.escape(fourth)}">
<link rel="canonical" href="https://evil.example/{quoted_first}">
<script type="application/ld+json">{data}</script></head><body>
<h1>Dam report {number}: {quoted_first}</h1><p class="byline">By {quoted_second}</p>
<time datetime="{html.escape(fourth)}">{html.escape(fourth)}</time>
{paragraphs}
{links}
<aside title="{quoted_second}">{raw}</aside></body></html>"""


def write_tables(folder: Path, own: Sequence[Vector]) -> None:
    """A CSV and a JSON Lines table whose every column holds vectors, halves of surrogate pairs among them."""
    chance = random.Random(1)
    columns = ("id", "title", "outlet", "author", "url", "date", "language", "text")
    with (folder / "table=1+1.csv").open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(columns)
        for group in batches(own, 64):
            table.writerow([*(vector.text for vector in group[:7]), "\n\n".join(quoted(v.text, chance) for v in group[7:10])])
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as opened:
        for number, group in enumerate(batches(naughty(), 30)):
            texts = [*(vector.text for vector in group), *HALVES]
            row = dict(zip(columns, texts, strict=False)) | {"id": f"{number}{HALVES[number % 5]}"}
            body = "\n\n".join(quoted(text, chance) for text in (*texts[7::6], HALVES[number % 5]))
            opened.write(json.dumps(row | {"text": body}) + "\n")
