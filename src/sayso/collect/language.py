"""In which language a report is written, told from its own words alone (py3langid, after Lui & Baldwin 2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from sayso.records import OWN_TEXT, Document, Language, Region

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MOST_READ = 1_000  # characters; the answer for news does not change beyond some hundred
FEWEST_LETTERS = 60  # some ten words; below, headlines in Danish, Norwegian and Swedish were taken for each other. By eye
# English is told without the model, whose loading costs as much as reading ten reports; news has 7 to 25 %, other
# languages 0 to 2 % (by eye, on the corpora at hand).
ENGLISH = frozenset("the and of that with from which this they have been were his their would could there".split())
ENGLISH_SHARE = 0.05
SURE = 0.9  # a lower score is said to be unsure; news of five lines scores 1.00. By eye
UNKNOWN = "und"  # "undetermined" in ISO 639-2: no letter to tell from


def tell_language(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Language]:
    """One Language for each document, over the regions that are its own text."""
    for document in documents:
        own = (region.span.cut(document.text) for region in regions if region.span.doc == document.id and region.kind in OWN_TEXT)
        yield _tell(document, _beginning(own))


def _beginning(pieces: Iterator[str]) -> str:
    read: list[str] = []
    left = MOST_READ
    for piece in pieces:
        read.append(piece[:left])
        left -= len(piece)
        if left <= 0:
            break
    return "\n".join(read)


def _tell(document: Document, text: str) -> Language:
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return Language(document.at, UNKNOWN, 0.0, "unsure: the report's own text holds no letters")
    share = _english_share(text)
    if letters >= FEWEST_LETTERS and share >= ENGLISH_SHARE:
        because = f"{share:.0%} of its words are English function words"
        return Language(document.at, "en", 1.0, _declared_otherwise(because, "en", document))
    code, score = cast(tuple[str, float], _identifier().classify(text))
    score = round(float(score), 4)
    return Language(document.at, code, score, _because(letters, code, score, document))


def _because(letters: int, code: str, score: float, document: Document) -> str:
    said = f"the letters of its own text ({letters:,}) fit {code} best"
    if letters < FEWEST_LETTERS:
        said = f"unsure: only {letters} letters to tell from; they fit {code} best"
    elif score < SURE:
        said = f"unsure: {said}, but another language nearly as well"
    return _declared_otherwise(said, code, document)


def _english_share(text: str) -> float:
    """The share of words that are function words of English and of no other large language."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in ENGLISH for word in words) / max(1, len(words))


def _declared_otherwise(said: str, code: str, document: Document) -> str:
    declared = {entry.value[:2].lower() for entry in document.declared if entry.what == "language"} - {code}
    return f"{said}; declared is {', '.join(sorted(declared))}" if declared else said


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once a process: its probabilities are normed, so that they compare between texts."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
