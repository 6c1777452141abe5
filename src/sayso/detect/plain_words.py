"""What words tell without a parse: how a text is cut into words, and for a language with a table its cues and speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from sayso.detect.french import ALSO_OTHER_WORDS, CUE_FORMS, FUNCTION_WORDS, NOUNS
from sayso.lexicon import DOCUMENTS, SOCIAL_POSTS, SPEAKER_NOUNS, WORD_NOUNS
from sayso.names import INSTITUTION_NOUNS, OUTLET_NOUNS, TITLES

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[-’'ʼ][^\W_]+)*|[^\w\s]")
ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=[^\W\d_])", re.I)
CLITIC = re.compile(r"(?<=\w)-(?:t-)?(il|elle|ils|elles|on|je|nous)$", re.I)
POSSESSIVE = re.compile(r"['’]s$", re.I)
IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "admit": "admits admitted admitting",
}
# Of the lexicon, verbs that nearly always hand words on; the others need a parser to be told from their other uses.
SURE_VERBS = frozenset(
    """
    say tell claim state answer add note announce argue insist warn explain stress suggest reveal disclose acknowledge
    admit concede allege maintain contend assert declare write tweet testify reply respond recall remark comment
    emphasize emphasise reiterate affirm conclude confirm estimate deny reject dismiss refute dispute
    """.split()
)
ENGLISH_CLOSED = {
    word: tag
    for tag, words in {
        "DT": "the a an this that these those no any all some each every",
        "IN": "of in on at by for with from about into over after before under between against as if because while since than",
        "TO": "to",
        "CC": "and or but nor",
        "PRP": "i you he she it we they him them us me",
        "PRP$": "my your his her its our their",
        "MD": "will would can could may might must shall should",
        "RB": "not never very also only even just so",
        "WP": "who what whom which",
    }.items()
    for word in words.split()
}


class Piece(NamedTuple):
    """One word: where it stands in the text it was cut from, and its letters."""

    start: int
    end: int
    text: str


class Cues(NamedTuple):
    """What one language's words tell without a parse; forms in small letters."""

    verbs: Mapping[str, str]  # a verb's form, and its lemma in the lexicon
    nouns: Mapping[str, str]  # people, bodies, documents and outlets that speak
    said: Mapping[str, str]  # nouns that stand for words
    closed: Mapping[str, tuple[str, str]]  # tag and lemma
    that: frozenset[str]
    according: tuple[tuple[str, ...], ...]


def cut_words(text: str, language: str) -> list[Piece]:
    """Words and marks, with offsets.

    >>> [piece.text for piece in cut_words("« Rien », a-t-il dit de l’usine.", "fr")]
    ['«', 'Rien', '»', ',', 'a', 'il', 'dit', 'de', 'l’', 'usine', '.']
    >>> [piece.text for piece in cut_words("The town's pier", "en")]
    ['The', 'town', "'s", 'pier']
    """
    return [piece for match in WORD.finditer(text) for piece in _pieces(match.start(), match[0], language)]


def _pieces(start: int, word: str, language: str) -> Iterator[Piece]:
    if language == "fr" and (elided := ELIDED.match(word)):
        yield Piece(start, start + elided.end(), elided[0])
        yield from _pieces(start + elided.end(), word[elided.end() :], language)
    elif language == "fr" and (clitic := CLITIC.search(word)):
        yield Piece(start, start + clitic.start(), word[: clitic.start()])
        yield Piece(start + clitic.start(1), start + clitic.end(1), clitic[1])
    elif language == "en" and (owner := POSSESSIVE.search(word)):
        yield Piece(start, start + owner.start(), word[: owner.start()])
        yield Piece(start + owner.start(), start + owner.end(), owner[0])
    else:
        yield Piece(start, start + len(word), word)


def _forms(verb: str) -> list[str]:
    """The forms of an English verb that news uses."""
    if verb in IRREGULAR:
        return IRREGULAR[verb].split()
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    return [verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"]


@cache
def cues_of(language: str) -> Cues | None:
    """The table of a language; None where there is none."""
    if language == "en":
        speakers = SPEAKER_NOUNS | DOCUMENTS | SOCIAL_POSTS | OUTLET_NOUNS | INSTITUTION_NOUNS | TITLES
        said = {form: noun for noun in sorted(WORD_NOUNS) for form in (noun, _plural(noun))}
        return Cues(
            {form: verb for verb in sorted(SURE_VERBS) for form in _forms(verb) if form not in said},  # "claims" may be a noun
            {form: noun for noun in sorted(speakers) for form in (noun, _plural(noun))},
            said,
            {word: (tag, word) for word, tag in ENGLISH_CLOSED.items()},
            frozenset({"that"}),
            (("according", "to"),),
        )
    if language == "fr":
        nouns = {form: noun for word, noun in NOUNS.items() for form in (word, word + "s", word + "x")}
        return Cues(
            {form: verb for form, verb in CUE_FORMS.items() if form not in ALSO_OTHER_WORDS},
            nouns,
            {form: noun for form, noun in nouns.items() if noun in WORD_NOUNS},
            FUNCTION_WORDS,
            frozenset({"que", "qu'"}),
            (("selon",), ("d'", "après")),
        )
    return None


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
