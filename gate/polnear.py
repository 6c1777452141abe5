"""Finds attributions in texts without a story, through the pipeline's own steps, and scores them.

python gate/polnear.py GOLD.jsonl [--quoted] [--limit N] [--save PRED.jsonl] [--inner] [--without-marks]
    [--language fr] [--reduced] [--no-tagger]

GOLD holds one report a line, as attribution_score.py reads it; PolNeAR (Newell et al. 2018) can be brought into that form. Every
line of a text is taken as body text, so that nothing is lost to the labelling of regions. --language names the language of the
texts; where its model is missing nothing is run, unless --reduced asks for the reading without a parser.

What is said inside somebody's words is left out, as PolNeAR leaves it out; --inner is for a GOLD that holds it. --without-marks
takes every double quotation mark out of the texts first. --no-tagger is the reading by rules and marks alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from attribution_score import read_quotes, score_reports, shown
from sayso.detect.attributions import find_attributions
from sayso.detect.sentences import split_sentences
from sayso.marks import DOUBLE
from sayso.model import PARSED, missing
from sayso.records import Block, Document, Language, Region, Sentence, Span

PARTS = ("content", "source", "cue")


def document_of(doc: str, text: str) -> Document:
    blocks = tuple(Block(line.start(), line.end(), "line", None) for line in body_lines(text))
    return Document(doc, doc, doc, None, None, None, text, blocks, (), "gate", "")


def body_lines(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S(?:[^\r\n]*\S)?", text)


def attributions_of(
    doc: str, text: str, code: str = "en", *, reduced: bool = False, inner: bool = False, tagger: bool = True
) -> list[dict[str, Any]]:
    """Content, source and cue of every attribution, as pairs of offsets."""
    document = document_of(doc, text)
    return [
        {part: [[span.start, span.end] for span in getattr(found, part)] for part in PARTS}
        for found in find_attributions([document], sentences_of(document, code, reduced=reduced), tagger=tagger)
        if inner or not found.inside
    ]


def without_marks(row: Mapping[str, Any]) -> dict[str, Any]:
    """A report of GOLD as if nobody had typed a double quotation mark; what holds nothing else is gone."""
    text = str(row["text"])
    gone = list(accumulate((DOUBLE.match(c) is not None for c in text), initial=0))

    def moved(spans: Any) -> list[list[int]]:
        pairs = [spans] if spans and isinstance(spans[0], int) else (spans or [])
        shifted = [[start - gone[start], end - gone[end]] for start, end in pairs]
        return [[start, end] for start, end in shifted if start < end]

    quotes = [{**quote, **{part: moved(quote.get(part)) for part in PARTS}} for quote in row["quotes"]]
    return {**row, "text": DOUBLE.sub("", text), "quotes": quotes}


def sentences_of(document: Document, code: str = "en", *, reduced: bool = False) -> list[Sentence]:
    """Every line of the text taken as body text, in the language of this code."""
    regions = [Region(Span(document.id, block.start, block.end), "body", "a line of the text") for block in document.blocks]
    language = [Language(document.at, code, 1.0, "given")]
    return [s for s in split_sentences([document], regions, language, reduced=reduced) if isinstance(s, Sentence)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--quoted", action="store_true", help="direct speech alone")
    parser.add_argument("--limit", type=int, help="only the first N reports")
    parser.add_argument("--save", type=Path, help="write what was found, one report a line")
    parser.add_argument("--language", default="en", help="of the texts: en, fr, or any other code")
    parser.add_argument("--reduced", action="store_true", help="without a parser")
    parser.add_argument("--inner", action="store_true", help="with attributions inside others")
    parser.add_argument("--no-tagger", action="store_true", help="rules and quotation marks alone")
    parser.add_argument("--without-marks", action="store_true", help="every double quotation mark taken out")
    given = parser.parse_args()
    if not given.gold.exists():
        print(f"not run: {given.gold} is absent")
        return
    absent = "" if given.reduced or given.language not in PARSED else missing(given.language)
    if absent:
        print(f"not run: {absent}")
        return
    gold: dict[str, Any] = dict(islice(read_quotes(given.gold).items(), given.limit))
    if given.without_marks:
        gold = {doc: without_marks(row) for doc, row in gold.items()}
    how = {"reduced": given.reduced, "inner": given.inner, "tagger": not given.no_tagger}
    found = {doc: {"doc": doc, "quotes": attributions_of(doc, row["text"], given.language, **how)} for doc, row in gold.items()}
    if given.save:
        given.save.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found.values()), encoding="utf-8")
    print(shown(score_reports(gold, found, quoted=given.quoted)))


if __name__ == "__main__":
    main()
