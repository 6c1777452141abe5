"""The words that tell what a report is about, counted: all that the split into stories needs to know of a report.

Kept for each report, so that a report that is added is counted alone, and a large collection is split without its parses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.records import Document, Sentence, TellingWords
from sayso.wording import FUNCTION_WORDS

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Tags of words that stand in every text: articles, prepositions, pronouns, modal verbs, particles; of French words as well.
CLOSED = frozenset("DT PDT WDT IN TO CC PRP PRP$ WP WP$ WRB EX MD RP POS UH".split())
EVERYDAY = FUNCTION_WORDS | frozenset(
    """
    say says said saying year years people time times day days week month man woman thing way make made take took taken go went
    get got come came know known tell told report reports reported reporting be being have having do done
    """.split()
)
LEAD = 3  # sentences that count double: a report begins with what it is about (by eye)


def count_words(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[TellingWords]:
    """One record for each report, also for one without a sentence: then without words."""
    for document in documents:
        counts: Counter[str] = Counter()
        own = [sentence for sentence in sentences if sentence.span.doc == document.id]
        for number, sentence in enumerate(own):
            for word in _words(sentence, document.text):
                counts[word] += 2 if number < LEAD else 1
        if document.title and document.title not in document.text:  # of a table: the text does not hold it
            counts.update(2 * [word for word in words_in(document.title) if word not in EVERYDAY])
        words = sorted(counts)
        yield TellingWords(document.id, tuple(words), tuple(counts[word] for word in words))


def words_in(text: str) -> Iterator[str]:
    """Every word of a text in the form in which telling words are counted, common ones too; asks no parser.

    >>> [*words_in("The ferries left 2 harbours.")]
    ['the', 'ferrie', 'left', '2', 'harbour']
    """
    yield from map(_stem, WORD.findall(text.lower()))


def _words(sentence: Sentence, text: str) -> Iterator[str]:
    for token in sentence.tokens:
        if token.tag not in CLOSED:
            word = text[token.start : token.end].lower()
            if len(word) > 1 and word not in EVERYDAY and WORD.fullmatch(word):
                yield _stem(word)


def _stem(word: str) -> str:
    """One form for singular and plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
