"""A report's own text as sentences of parsed words. The only file that knows the NLP library.

Sentence borders come from nupunkt (a Punkt descendant: Kiss & Strunk 2006) and are given to spaCy's parser as fixed;
tags and dependencies from spaCy's small English model; lemmas from that model's own lookup tables, without running its
lemmatizer, which would cost a quarter more. bench/cost.py prints what this stage costs against the bare parse.

French is parsed by spaCy's small French model, whose labels french.py turns into the English ones. Any other language,
and these two where their model is missing, is read without a parse (reduced.py), and a Problem says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sayso.detect.french_parses import AS_TRAINED, Word, as_clear
from sayso.detect.plain_words import cues_of, cut_words
from sayso.detect.reduced import quoted_inside, shallow
from sayso.marks import quoted_stretches
from sayso.model import PARSED, load_model, missing, on_one_thread
from sayso.records import HEADLINES, OWN_TEXT, REDUCED, Document, Language, Problem, Region, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage
    from spacy.tokens import Doc

LONGEST_REGION = 200_000  # characters; by eye, far beyond any paragraph
LONGEST_WORD = 1_000  # characters without a blank; the tokenizer's time grows with the square
LONGEST_SENTENCE = 2_000  # characters; by eye, far beyond any sentence
BATCH = 256  # regions parsed together; a tenth faster than 64, two tenths faster than 16 (measured once)
# Two sentences typed without a blank between them: "difference.The Pentagon". Both sides must look like words of a
# sentence: three lower-case letters before the stop, a capitalised word of two letters or more after it.
ENGLISH = "en"
FRENCH = "fr"
STRAIGHT = str.maketrans("’‘", "''")  # English apostrophes as the model learned them; lengths stay
LATIN_SHARE = 0.8  # of a text too short to tell its language by; above it is taken to be English (by eye)
SENTENCE_STOP = re.compile(r"[.!?…]+(?:[\u00a0\u202f ]?[»”]|[“«\"’‘')\]])*\s+|[。！？]+[」』）]*\s*|[।؟۔]\s+|\n+")
ABBREVIATED = frozenset("mr mrs ms dr st mm mme mlle prof no nr bzw vgl sr sra dott ing av bd etc hon gen col sen rep".split())
WITH_CUES = "attributions come from quotation marks, cue words and names alone, and many are missed"
WITHOUT_CUES = "only quotations were looked for, by their marks and the names beside them; indirect speech is missed"
GLUED = re.compile(r"(?<=[^\W\d_A-Z]{3})[.!?][\"”’]?(?=[\"“‘]?[A-Z][a-z]+\s)")
TITLE_CASE_SHARE = 0.6  # above this share of capitalised words a headline is in title case; by eye on news headlines
# Only inflected forms have a dictionary form to look for; the others are their own.
LEMMA_KIND = {"VBD": "verb", "VBG": "verb", "VBN": "verb", "VBZ": "verb", "VBP": "verb", "NNS": "noun", "JJR": "adj", "JJS": "adj"}


def split_sentences(
    documents: Sequence[Document], regions: Sequence[Region], languages: Sequence[Language], *, reduced: bool = False
) -> Iterator[Sentence | Problem]:
    """Sentences of the report's own text (see records.OWN_TEXT), in order, with parsed tokens; other regions are left out.

    In reduced mode (asked for, or because no model fits) tokens are tagged only where a pattern is sure, and a Problem
    with the stage REDUCED says why.
    """
    (document,) = documents
    own: list[Region] = []
    for region in regions:
        if region.kind in OWN_TEXT:
            unreadable = _unreadable(region.span.cut(document.text))
            if unreadable:
                yield Problem("split sentences", document.name, f"characters {region.span.start}-{region.span.end}: {unreadable}")
            else:
                own.append(region)
    if not own:
        return
    code = _read_as(document, own, languages)
    lacking = _lacking(code, reduced)
    if lacking:
        yield Problem(REDUCED, document.name, lacking)
        yield from _without_a_parse(document, own, code)
    else:
        yield from _parsed(document, own, code)


# ── which language, and whether it can be parsed ──


def _read_as(document: Document, own: Sequence[Region], languages: Sequence[Language]) -> str:
    """The language of the report. A few words are not enough to tell: then what the input declares, else English if Latin."""
    if not languages:
        return ENGLISH
    (language,) = languages
    if language.sure:
        return language.code
    declared = [entry.value[:2].lower() for entry in document.declared if entry.what == "language"]
    if declared:
        return declared[0]
    letters = [c for region in own for c in region.span.cut(document.text) if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    return ENGLISH if latin >= LATIN_SHARE * len(letters) else language.code


def _lacking(code: str, reduced: bool) -> str:
    """Why this language is not parsed; empty where it is."""
    if reduced:
        return f"read in reduced mode, as asked for: {WITH_CUES if cues_of(code) else WITHOUT_CUES}"
    if code not in PARSED:
        return f"sayso has no parser for this language ({code}): {WITHOUT_CUES}"
    why = missing(code)
    return f"read in reduced mode: {WITH_CUES}. The reason: {why}" if why else ""


# ── without a parse ──


def _without_a_parse(document: Document, own: Sequence[Region], code: str) -> Iterator[Sentence]:
    known = running_case(document.text, own)
    quoted = [(stretch.start, stretch.end) for stretch in quoted_stretches(document) if stretch.sure_start]
    for region in own:
        text = _as_parsed(region, document.text, known)
        pieces = cut_words(text, code)
        for start, end in sentence_spans(text, code):
            inside = [piece for piece in pieces if start <= piece.start < end]
            if any(piece.text[0].isalnum() for piece in inside):
                offset = region.span.start
                placed = [piece._replace(start=offset + piece.start, end=offset + piece.end) for piece in inside]
                tokens = shallow(placed, code, quoted_inside(quoted, placed[0].start, placed[-1].end), known)
                yield Sentence(Span(document.id, placed[0].start, placed[-1].end), region.kind, tuple(tokens), "")


# ── with a parse ──


def _parsed(document: Document, own: Sequence[Region], code: str) -> Iterator[Sentence]:
    nlp = load_model(code)
    known = running_case(document.text, own)
    texts = [_as_parsed(region, document.text, known) for region in own]
    prepared = _prepared(nlp, texts, code)
    with on_one_thread():
        parsed = list(nlp.pipe(prepared, batch_size=BATCH))
    yield from _sentences(document, own, texts, parsed) if code == ENGLISH else _french_sentences(document, own, parsed)


def _as_parsed(region: Region, text: str, known: frozenset[str]) -> str:
    """The region's words as they are read: of the same length, a headline in running case."""
    words = region.span.cut(text)
    return true_case(words, known) if region.kind in HEADLINES else words


def _unreadable(text: str) -> str:
    """Why a region is no running text that a parser could read in reasonable time; empty where it is."""
    if len(text) > LONGEST_REGION:
        return f"one paragraph of {len(text):,} characters is more than is parsed at once ({LONGEST_REGION:,}); it was left out"
    longest = max((len(word) for word in text.split()), default=0)
    if longest > LONGEST_WORD:
        return f"{longest:,} characters without a blank are no words; the paragraph was left out"
    return ""


def _prepared(nlp: SpacyLanguage, texts: Sequence[str], code: str) -> list[Doc]:
    """The words of each text with their sentence borders set, ready for the tagger and the parser."""
    docs = [nlp.make_doc(text.translate(STRAIGHT if code == ENGLISH else AS_TRAINED)) for text in texts]
    sizes, columns = _columns(docs, ["LENGTH", "SPACY", "IS_SPACE"])
    starts, lengths = _places(columns[0], columns[1])
    begins = accumulate(map(len, texts), initial=0)
    borders = np.array(
        [begin + start for begin, text in zip(begins, texts, strict=False) for start, _ in sentence_spans(text, code)]
    )
    # A token opens a sentence if a border lies in it or in the blanks before it.
    sentence = np.searchsorted(borders, starts + lengths, side="left")
    words = np.flatnonzero(columns[2] == 0)
    opens = np.full(len(starts), -1, dtype=np.int64)
    opens[words[np.flatnonzero(np.diff(sentence[words], prepend=-1))]] = 1
    column: Any = opens.view(np.uint64)
    ends = np.cumsum(sizes)
    return [
        doc.from_array(["SENT_START"], column[end - size : end].reshape(size, 1))
        for doc, size, end in zip(docs, sizes, ends, strict=True)
    ]


def _columns(docs: Sequence[Doc], attributes: list[int | str]) -> tuple[list[int], NDArray[np.int64]]:
    """How many tokens each doc has, and one row for each attribute over the tokens of all docs."""
    sizes = [len(doc) for doc in docs]
    tables = [doc.to_array(attributes).reshape(len(doc), len(attributes)) for doc in docs]
    return sizes, np.ascontiguousarray(np.concatenate(tables).T).view(np.int64)


def _places(lengths: NDArray[np.int64], blanks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each token starts in the joined texts and how long it is, in characters."""
    ends = np.cumsum(lengths + blanks)
    return ends - lengths - blanks, lengths


def _sentences(document: Document, regions: Sequence[Region], texts: Sequence[str], docs: Sequence[Doc]) -> Iterator[Sentence]:
    """The parsed regions as records; tokens of blanks are left out and heads counted anew within each sentence."""
    sizes, columns = _columns(docs, ["TAG", "DEP", "HEAD", "IS_SPACE", "SENT_START", "LENGTH", "SPACY"])
    tags, deps, heads, blank, opens, *shape = columns
    kept = np.flatnonzero(blank == 0)
    if not len(kept):
        return
    region = np.repeat(np.arange(len(docs)), sizes)
    # The first token of a region opens a sentence, marked or not.
    sentence = np.cumsum((opens == 1) | (np.diff(region, prepend=-1) > 0))
    firsts = np.flatnonzero(np.diff(sentence[kept], prepend=-1))
    starts, lengths = _places(*shape)
    joined = "".join(texts)
    words = [joined[start : start + length] for start, length in zip(starts[kept].tolist(), lengths[kept].tolist(), strict=True)]
    shifts = np.array([region.span.start for region in regions]) - np.cumsum([0, *map(len, texts[:-1])])
    placed = (starts + shifts[region])[kept]
    tag_names = _names(docs[0], tags[kept])
    columns_of_tokens = (
        placed.tolist(),
        (placed + lengths[kept]).tolist(),
        tag_names,
        _names(docs[0], deps[kept]),
        _heads(heads, kept, sentence, firsts),
        map(lemma, words, tag_names),
    )
    tokens = list(map(Token, *columns_of_tokens))
    kinds = [regions[number].kind for number in region[kept[firsts]].tolist()]
    for kind, (first, end) in zip(kinds, pairwise([*firsts.tolist(), len(tokens)]), strict=True):
        yield Sentence(Span(document.id, tokens[first].start, tokens[end - 1].end), kind, tuple(tokens[first:end]), ENGLISH)


def _names(doc: Doc, numbers: NDArray[np.int64]) -> list[str]:
    """Labels by name for spaCy's numbers."""
    listed = numbers.view(np.uint64).tolist()
    name = {number: doc.vocab.strings[number] for number in set(listed)}
    return [name[number] for number in listed]


def _heads(
    relative: NDArray[np.int64], kept: NDArray[np.int64], sentence: NDArray[np.int64], firsts: NDArray[np.int64]
) -> list[int]:
    """For each kept token the number of its head among the kept ones of its sentence; its own where the head is not there."""
    number = np.full(len(relative), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    head = kept + relative[kept]
    own = number[kept]
    there = (number[head] >= 0) & (sentence[head] == sentence[kept])
    lengths = np.diff(firsts, append=len(kept))
    found: list[int] = (np.where(there, number[head], own) - np.repeat(firsts, lengths)).tolist()
    return found


def _french_sentences(document: Document, regions: Sequence[Region], docs: Sequence[Doc]) -> Iterator[Sentence]:
    """The same for French, in the terms in which the rules are written."""
    for region, doc in zip(regions, docs, strict=True):
        for sent in doc.sents:
            tokens = _french_tokens([token for token in sent if not token.is_space], region.span.start)
            if tokens:
                yield Sentence(Span(document.id, tokens[0].start, tokens[-1].end), region.kind, tokens, FRENCH)


def _french_tokens(kept: Sequence[Any], offset: int) -> tuple[Token, ...]:
    number = {token.i: k for k, token in enumerate(kept)}
    words = [
        Word(token.text, token.pos_, str(token.morph), token.dep_, number.get(token.head.i, k), token.lemma_)
        for k, token in enumerate(kept)
    ]
    return tuple(
        Token(offset + at.idx + shape.skip, offset + at.idx + len(at), shape.tag, shape.dep, shape.head, shape.lemma)
        for at, shape in zip(kept, as_clear(words), strict=True)
    )


# ── sentence borders ──


def sentence_spans(text: str, code: str = "en") -> list[tuple[int, int]]:
    """Sentence borders of one region, glued sentences split, offsets into `text`.

    nupunkt is made for English; other languages, and English where it is missing, are cut by a plain rule.

    >>> [text for text in (lambda t: [t[a:b].strip() for a, b in sentence_spans(t)])("It keeps us going.The mayor resigned today.")]
    ['It keeps us going.', 'The mayor resigned today.']
    """
    borders = {0, len(text)}
    if code == ENGLISH and find_spec("nupunkt") is not None:
        import nupunkt

        borders.update(start for start, _ in nupunkt.sent_spans(text))
    else:
        borders.update(_plain_borders(text, code))
    borders.update(match.end() for match in GLUED.finditer(text))
    for start, end in pairwise(sorted(borders)):
        while end - start > LONGEST_SENTENCE:  # nothing reads a sentence of pages; rules are slow on it
            blank = text.rfind(" ", start, start + LONGEST_SENTENCE)
            start = blank + 1 if blank > start else start + LONGEST_SENTENCE
            borders.add(start)
    return list(pairwise(sorted(borders)))


def _plain_borders(text: str, code: str) -> Iterator[int]:
    """Where a sentence begins: after a stop and a blank, unless what follows goes on in small letters.

    >>> text = "Le pont est fermé. M. Huet dit : « Non ! » Il est sûr. « Tout va bien ! », a-t-il dit."
    >>> [text[a:b].strip() for a, b in pairwise([0, *_plain_borders(text, "fr"), len(text)])]
    ['Le pont est fermé.', 'M. Huet dit : « Non ! »', 'Il est sûr.', '« Tout va bien ! », a-t-il dit.']
    """
    for stop in SENTENCE_STOP.finditer(text):
        before = re.search(r"[^\W_]+$", text[max(0, stop.start() - 12) : stop.start()])
        word = before[0] if before else ""
        short = stop[0].startswith(".") and (len(word) == 1 or word.lower() in ABBREVIATED)
        ordinal = stop[0].startswith(".") and word.isdigit() and len(word) < 3 and code not in ("en", "fr")  # "am 3. Mai"
        behind = next((c for c in text[stop.end() :] if c.isalnum()), "")
        goes_on = text[stop.end() : stop.end() + 1] in tuple(",;:–-") or behind.islower()
        if behind and not (short and word[:1].isalpha()) and not ordinal and not goes_on:
            yield stop.end()


def running_case(text: str, regions: Iterable[Region]) -> frozenset[str]:
    """Words the body writes with a capital inside a sentence: names, as far as the report itself tells."""
    body = "\n".join(region.span.cut(text) for region in regions if region.kind == "body")
    return frozenset(re.findall(r"(?<=[a-z,;] )[A-Z][\w’'-]*", body))


def true_case(text: str, names: frozenset[str]) -> str:
    """A title-case headline as running text of the same length, so that the parser sees verbs and not one long name.

    >>> true_case("Mayor Denies Report Council Paid Ferry Firm", frozenset({"Ferry"}))
    'Mayor denies report council paid Ferry firm'
    """
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    capitalised = sum(word[0].isupper() for word in words)
    if len(words) < 4 or capitalised < TITLE_CASE_SHARE * len(words):
        return text
    first = re.search(r"\w", text)

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        keep = word in names or word[1:] != word[1:].lower() or (first is not None and match.start() == first.start())
        cased = word if keep else word.lower()
        return cased if len(cased) == len(word) else word

    return re.sub(r"[^\W\d_][\w’'-]*", lower, text)


@lru_cache(maxsize=200_000)
def lemma(word: str, tag: str) -> str:
    """The dictionary form in lower case, from the model's exception list, suffix rules and word index."""
    lower = word.lower()
    kind = LEMMA_KIND.get(tag)
    tables = _lemma_tables()
    if kind is None or tables is None:
        return lower
    exceptions, rules, index = tables
    if lower in exceptions[kind]:
        return str(exceptions[kind][lower][0])
    for old, new in rules[kind]:
        if lower.endswith(old) and (form := lower[: len(lower) - len(old)] + new) in index[kind]:
            return str(form)
    return lower


@lru_cache(maxsize=1)
def _lemma_tables() -> tuple[Any, Any, dict[str, frozenset[str]]] | None:
    from spacy.lookups import Lookups

    from sayso.model import find_model

    path = find_model().path / "lemmatizer" / "lookups"
    if not path.exists():
        return None
    lookups = Lookups().from_disk(path)
    words = lookups.get_table("lemma_index")
    index = {kind: frozenset(words.get(kind, ())) for kind in set(LEMMA_KIND.values())}
    return lookups.get_table("lemma_exc"), lookups.get_table("lemma_rules"), index
