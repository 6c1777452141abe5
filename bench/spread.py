"""Stories whose lineage is known: real articles spread through copies, cuts, rewording, additions and merges. Seeded.

A family begins with one article, or with two about the same things. Each further report is made from one or two that are there
already. Then, in some families, a report from which others were made is taken out: it was there, and nobody has it any more.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import other_edits
from edits import sentences_of, substituted, without_sentences

WORDS = (150, 700)  # of an article that a family begins with
LEAST_WORDS = 70  # of a report that is made; a shorter one says too little to be anybody's child
REPORTS = (4, 8)
SAME_TOPIC = 200  # articles that are looked through for one about the same things
OUTLETS = [
    f"{place} {kind}"
    for place in "Aldmoor Brenwick Corvale Dunmere Eskhaven Fairlow Garnholt Hexley Ilverton Kelsom".split()
    for kind in ("Courier", "Gazette", "Wire", "Observer", "Herald")
]
START = datetime(2031, 3, 1, 8)
DATES = ("exact", "noisy", "none")
CHANGES = ("first", "second")  # the edits of this file, or those of other_edits.py


@dataclass(frozen=True)
class Made:
    """One report of a family. `parents` are what it was made from; `how` names the edits."""

    name: str
    text: str
    outlet: str
    written: datetime
    parents: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True)
class Family:
    """The reports that are left, and the truth about them: parents among them, and whether a parent was taken out."""

    reports: tuple[Made, ...]
    parents: Mapping[str, frozenset[str]]
    orphans: frozenset[str]
    gone: Mapping[str, str] = field(default_factory=dict)  # orphan → the report that was taken out


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a .jsonl or .jsonl.gz file (field `text`), or of a .csv (column `articleBody`)."""
    if not path.exists():
        raise SystemExit(f"{path} is absent: give a .jsonl, .jsonl.gz or .csv file of articles")
    if path.suffix == ".csv":
        csv.field_size_limit(10_000_000)
        with path.open(encoding="utf-8", newline="") as rows:
            yield from (row["articleBody"] for row in csv.DictReader(rows))
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (str(json.loads(line)["text"]) for line in lines if line.strip())


def articles(path: Path, half: str) -> list[str]:
    """Distinct articles of a fitting length. Which half a text falls into is told by its hash, not by its place in the file."""
    fitting = dict.fromkeys(text.strip() for text in texts_of(path) if WORDS[0] <= len(text.split()) <= WORDS[1])
    return [text for text in fitting if half in ("all", part_of(text)[0])]


def part_of(text: str) -> tuple[str, str]:
    """The half a text falls into; in "tune", for what: weights are not fitted to texts whose words were counted.

    >>> part_of("The ferry was late.")
    ('held-out', 'fit')
    """
    drawn = sha256(text.strip().encode()).digest()
    return ("tune", "held-out")[drawn[0] % 2], ("fit", "count")[drawn[1] % 2]


def families(texts: Sequence[str], count: int, dates: str, seed: int, changes: str = "first") -> Iterator[Family]:
    topics = [_topic(text) for text in texts]
    for number in range(count):
        random = Random(f"{seed}-{number}")  # noqa: S311
        yield _with_gaps(_spread(texts, topics, changes, random), dates, random)


def _topic(text: str) -> frozenset[str]:
    """Its commonest long words and its names."""
    names = Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text))
    words = Counter(re.findall(r"\b[a-z]{7,}\b", text))
    return frozenset([word for word, _ in names.most_common(8)] + [word for word, _ in words.most_common(12)])


# ── how reports come about ──


def _spread(texts: Sequence[str], topics: Sequence[frozenset[str]], changes: str, random: Random) -> list[Made]:
    first = random.randrange(len(texts))
    others = random.sample(range(len(texts)), min(SAME_TOPIC, len(texts)))
    near = sorted((k for k in others if texts[k] != texts[first]), key=lambda k: (-len(topics[k] & topics[first]), k))
    outlets = random.sample(OUTLETS, REPORTS[1])
    reports = [Made("", texts[first], outlets[0], START)]
    if random.random() < 0.35:
        reports.append(Made("", texts[near[0]], outlets[1], START + timedelta(hours=random.randrange(1, 9))))
    reports = [replace(report, name=f"r{k}") for k, report in enumerate(reports)]
    size = random.randint(*REPORTS)
    while len(reports) < size:
        material = near[1:12] if changes == "first" else others
        made = _made(reports, [texts[k] for k in material], changes, random)
        if len(made.text.split()) >= LEAST_WORDS:
            reports.append(replace(made, name=f"r{len(reports)}", outlet=outlets[len(reports)]))
    return reports


def _made(reports: Sequence[Made], material: Sequence[str], changes: str, random: Random) -> Made:
    """One more report: from the last one (so that chains grow) or from any; sometimes from two of different beginnings."""
    parent = reports[-1] if random.random() < 0.45 else random.choice(reports)
    parents, text, how = [parent], parent.text, []
    strangers = [report for report in reports if not _kin(report, parent, reports)]
    if strangers and random.random() < 0.4:
        other = random.choice(strangers)
        parents.append(other)
        text = (_merged if changes == "first" else other_edits.merged)(parent.text, other.text, random)
        how.append("merge")
    if random.random() < 0.5:
        text = CREDIT.sub("", text)
    names, edited = (_edits, _edited) if changes == "first" else (other_edits.drawn, other_edits.edited)
    for name in names(random):
        text = edited(name, text, material, random)
        how.append(name)
    if random.random() < 0.25:
        text = _credited(text, parent.outlet, random)
        how.append("credit")
    written = max(report.written for report in parents) + timedelta(minutes=random.randrange(20, 900))
    return Made("", text, "", written, tuple(report.name for report in parents), tuple(how))


def _kin(one: Made, other: Made, reports: Sequence[Made]) -> bool:
    known = {report.name: report for report in reports}
    return bool(_beginnings(one, known) & _beginnings(other, known))


def _beginnings(report: Made, known: Mapping[str, Made]) -> set[str]:
    if not report.parents:
        return {report.name}
    return {name for parent in report.parents for name in _beginnings(known[parent], known)}


EDITS = ("trim", "drop", "slips", "small edits", "reword", "add")
SHARES = (0.3, 0.3, 0.2, 0.5, 0.3, 0.4)  # how often each happens; by eye


def _edits(random: Random) -> list[str]:
    if random.random() < 0.05:
        return ["copy"]
    return [name for name, share in zip(EDITS, SHARES, strict=True) if random.random() < share] or ["small edits"]


def _edited(name: str, text: str, material: Sequence[str], random: Random) -> str:
    pieces = sentences_of(text)
    match name:
        case "trim":
            return "".join(pieces[: max(3, round(random.uniform(0.4, 0.85) * len(pieces)))])
        case "drop":
            return without_sentences(random.uniform(0.08, 0.3))(text, random)
        case "slips":
            return _slipped(text, random)
        case "small edits":
            return substituted(random.uniform(0.01, 0.05))(text, random)
        case "reword":
            return substituted(random.uniform(0.1, 0.3))(text, random)
        case "add":
            return _added(pieces, material, random)
    return text


def _slipped(text: str, random: Random) -> str:
    """One or two words with two letters in the wrong order."""
    words = [match.span() for match in re.finditer(r"\b[A-Za-z][a-z]{4,}\b", text)]
    for start, end in sorted(random.sample(words, min(len(words), random.randint(1, 2))), reverse=True):
        k = random.randrange(start + 1, end - 1)
        text = text[:k] + text[k + 1] + text[k] + text[k + 2 :]
    return text


def _added(pieces: Sequence[str], material: Sequence[str], random: Random) -> str:
    """One or two paragraphs about the same things, of two to five sentences: before, after, or in between."""
    found = list(pieces)
    for _ in range(random.randint(1, 2)):
        other = sentences_of(random.choice(material))
        first = random.randrange(max(1, len(other) - 3))
        block = "".join(other[first : first + random.randint(2, 5)]).strip()
        place = random.choice((0, len(found), random.randint(0, len(found))))
        found.insert(place, ("\n\n" if place else "") + block + "\n\n")
    return "".join(found).strip()


def _merged(one: str, other: str, random: Random) -> str:
    left, right = sentences_of(one), sentences_of(other)
    left = left[: max(3, round(random.uniform(0.5, 1) * len(left)))]
    right = right[: max(3, round(random.uniform(0.4, 1) * len(right)))]
    place = random.choice((len(left), len(left), random.randint(1, len(left))))
    return "".join([*left[:place], "\n\n", *right, "\n\n", *left[place:]]).strip()


CREDIT = re.compile(r"\n*(?: \((?:%s)\)|Source: (?:%s))(?=\n|$)" % (("|".join(OUTLETS),) * 2))


def _credited(text: str, outlet: str, random: Random) -> str:
    return text.rstrip() + random.choice((f" ({outlet})", f"\n\nSource: {outlet}"))


# ── what is left of it ──


def _with_gaps(reports: Sequence[Made], dates: str, random: Random) -> Family:
    """In about a third of the families one report that others were made from is taken out."""
    children: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for parent in report.parents:
            children[parent].append(report.name)
    several = [name for name in sorted(children) if len(children[name]) > 1]
    gone = random.choice(several) if several and random.random() < 0.35 else None
    known = {report.name: report for report in reports}
    parents = {report.name: _left(report, gone, known) for report in reports if report.name != gone}
    orphans = {name for name in parents if gone in known[name].parents and not known[gone or name].parents}
    names = [f"r{k}" for k in range(len(reports))]
    random.shuffle(names)  # so that a name tells nothing of when the report was made
    new = {report.name: name for report, name in zip(reports, names, strict=True)}
    left = tuple(
        replace(
            report,
            name=new[report.name],
            parents=tuple(new[parent] for parent in report.parents),
            date=_dated(report.written, dates, random),
        )
        for report in reports
        if report.name != gone
    )
    truth = {new[name]: frozenset(new[parent] for parent in found) for name, found in parents.items()}
    return Family(left, truth, frozenset(new[name] for name in orphans), {new[name]: new[gone] for name in orphans if gone})


def _left(report: Made, gone: str | None, known: Mapping[str, Made]) -> frozenset[str]:
    """Its parents that are there; in the place of one that is not, those it was made from."""
    found = {name for name in report.parents if name != gone}
    if gone in report.parents:
        found |= set(known[gone].parents)
    return frozenset(found)


def _dated(written: datetime, dates: str, random: Random) -> str | None:
    """Exact: to the minute. Noisy: a fifth undated, a fifth a day or two off, half to the day only."""
    if dates == "exact":
        return written.isoformat(timespec="minutes")
    drawn = random.random(), random.random(), random.uniform(-48, 48)
    if dates == "none" or drawn[0] < 0.2:
        return None
    moved = written + timedelta(hours=drawn[2]) if drawn[0] < 0.4 else written
    return moved.date().isoformat() if drawn[1] < 0.5 else moved.isoformat(timespec="minutes")
