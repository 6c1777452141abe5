"""A sentence's parse as something rules can walk: children, subtrees, subjects, and the spans they cover.

Scheme: CLEAR dependency labels as spaCy's English models write them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from sayso.records import Sentence, Span

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
NEGATIONS = frozenset("never not n't n’t neither nor".split())
FINITE_TAGS = ("VBD", "VBZ", "VBP", "MD")
# Words of closed classes. Their dictionary form is the word itself in small letters; in a report that is not in English
# it is the English word that plays the same part ("par": "by"), so that a rule names it once.
CLOSED_TAGS = frozenset("DT PDT IN TO CC PRP PRP$ WP WP$ WDT RB MD".split())
NOT_A_FIRST_NAME = frozenset(
    """
    yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday last this next earlier
    later january february march april may june july august september october november december
    """.split()
)


KEPT_TREES = 1_000  # sentences; the stages of one report walk the same trees, and few reports have more sentences (by eye)


class Tree:
    """One sentence with its words and, for each token, its children. Tokens are known by their index. Never altered."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.text = text

    @cached_property
    def words(self) -> list[str]:
        text = self.text
        return [text[start:end] for start, end, _, _, _, _ in self.tokens]

    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for i, (_, _, _, _, head, _) in enumerate(self.tokens):
            if head != i:
                found[head].append(i)
        return found

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        return [token.lemma for token in self.tokens]

    @cached_property
    def lower(self) -> list[str]:
        """The words in small letters; of closed classes the dictionary form (see CLOSED_TAGS)."""
        return [
            lemma if tag in CLOSED_TAGS else word.lower()
            for (_, _, tag, _, _, lemma), word in zip(self.tokens, self.words, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.tokens)

    def dep(self, i: int) -> str:
        return self.tokens[i].dep

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma

    def tag(self, i: int) -> str:
        return self.tokens[i].tag

    def head(self, i: int) -> int:
        return self.tokens[i].head

    def holds_any(self, words: frozenset[str]) -> bool:
        """Whether any of these stands in the sentence, as a word or as a dictionary form, in small letters."""
        return not (words.isdisjoint(self.lower) and words.isdisjoint(self.lemmas))

    def is_verb(self, i: int) -> bool:
        return self.tokens[i].tag.startswith(("VB", "MD"))

    def child(self, i: int, *deps: str) -> int | None:
        """The first child with one of these labels."""
        for k in self.children[i]:
            if self.tokens[k].dep in deps:
                return k
        return None

    def all_children(self, i: int, *deps: str) -> list[int]:
        return [k for k in self.children[i] if self.tokens[k].dep in deps]

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """Indices of a token and all below it, in text order; whole branches in `without` are left out."""
        skip = set(without)
        found = [i] if i not in skip else []
        for k in found:
            below = self.children[k]
            found += [child for child in below if child not in skip] if skip else below
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def is_below(self, i: int, top: int) -> bool:
        return i == top or top in self.ancestors(i)

    def span(self, indices: Sequence[int]) -> Span:
        """From the first to the last of these tokens."""
        return Span(self.sentence.span.doc, self.tokens[min(indices)].start, self.tokens[max(indices)].end)

    def spans(self, indices: Sequence[int]) -> tuple[Span, ...]:
        """The same tokens as one span for each unbroken run; loose punctuation at the edges of a run is left out."""
        runs: list[list[int]] = []
        for i in sorted(indices):
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        trimmed = [self.trim(run) for run in runs]
        return tuple(self.span(run) for run in trimmed if run)

    def trim(self, run: Sequence[int]) -> list[int]:
        """Without punctuation at either end."""
        first, end = 0, len(run)
        while first < end and not _is_a_word(self.words[run[first]]):
            first += 1
        while end > first and not _is_a_word(self.words[run[end - 1]]):
            end -= 1
        return list(run[first:end])

    def at_offset(self, start: int, end: int) -> list[int]:
        """Tokens that lie between two offsets of the report's text."""
        first = bisect_left(self.starts, start)
        last = bisect_right(self.starts, end)
        while last > first and self.tokens[last - 1].end > end:
            last -= 1
        return list(range(first, last))

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is coordinated with or a complement of."""
        seen = set()
        while verb not in seen:
            seen.add(verb)
            own = self.child(verb, *SUBJECTS)
            if own is not None:
                return own
            token = self.tokens[verb]
            if (token.dep in ("conj", "xcomp") and self.is_verb(token.head)) or token.dep in ("aux", "auxpass"):
                verb = token.head
            else:
                return None
        return None

    def with_first_names(self, tokens: Sequence[int]) -> list[int]:
        """With the capitalised words right before a surname that the parser cut off, "Dilys" of "Dilys Prosser", and with all
        parts of a name with a hyphen."""
        if not tokens:
            return []
        first, last = min(tokens), max(tokens)
        start = first
        while self.tag(first).startswith("NNP") and start > 0:
            if self._governs(start - 1, tokens):
                break  # a headline's "Says Seamstress"
            if self._could_be_a_first_name(start - 1):
                start -= 1
            elif start > 1 and self.goes_on(start - 2):
                start -= 2
            else:
                break
        behind = [last + 1, last + 2] if self.goes_on(last) else []
        return [*range(start, first), *tokens, *behind]

    def _governs(self, i: int, tokens: Sequence[int]) -> bool:
        """A tensed verb of which the words are the subject, although it is written with a capital."""
        return self.tag(i) in FINITE_TAGS and any(self.head(k) == i and self.dep(k) in SUBJECTS for k in tokens)

    def goes_on(self, i: int) -> bool:
        """The first part of a name with a hyphen, which the parser takes for several words: "Penn" of "Penn-Lowe"."""
        if i + 2 >= len(self) or self.words[i + 1] not in ("-", "‑") or not self.tag(i).startswith("NNP"):
            return False
        touching = self.tokens[i].end == self.tokens[i + 1].start and self.tokens[i + 1].end == self.tokens[i + 2].start
        return touching and self.words[i + 2][:1].isupper()

    def _could_be_a_first_name(self, i: int) -> bool:
        name_like = self.words[i][:1].isupper() and self.tag(i)[:2] in ("NN", "VB", "JJ", "UH", "FW")
        return name_like and self.lower[i] not in NOT_A_FIRST_NAME

    def is_negated(self, verb: int) -> bool:
        if any(self.dep(k) == "neg" or self.lower[k] in NEGATIONS for k in self.children[verb]):
            return True
        shared = self.dep(verb) == "conj" and self.child(verb, *SUBJECTS) is None and self.is_verb(self.head(verb))
        return shared and self.is_negated(self.head(verb))

    def cut(self, indices: Sequence[int]) -> str:
        """The words as the text has them; stretches that do not touch are joined by a blank."""
        if indices and indices[-1] - indices[0] == len(indices) - 1:  # in text order, so none is left out
            return " ".join(self.text[self.tokens[indices[0]].start : self.tokens[indices[-1]].end].split())
        pieces: list[str] = []
        last = -2
        for i in indices:
            piece = self.words[i]
            if i == last + 1 and pieces:
                pieces[-1] += self.text[self.tokens[last].end : self.tokens[i].start] + piece
            else:
                pieces.append(piece)
            last = i
        return " ".join(" ".join(pieces).split())

    def is_passive(self, verb: int) -> bool:
        return self.child(verb, "auxpass", "nsubjpass") is not None

    def agent(self, verb: int) -> int | None:
        """Who does what a passive tells: "closed by Arden"."""
        by = self.child(verb, "agent")
        return self.child(by, "pobj") if by is not None else None

    def is_finite(self, verb: int) -> bool:
        """A clause of its own: a tensed verb or one with an auxiliary."""
        return self.tag(verb) in FINITE_TAGS or self.child(verb, "aux", "auxpass") is not None


def _is_a_word(said: str) -> bool:
    return said.isalnum() or any(c.isalnum() for c in said)


@lru_cache(maxsize=KEPT_TREES)
def tree_of(sentence: Sentence, text: str) -> Tree:
    """A sentence's tree; the stages that follow each other on one report share it."""
    return Tree(sentence, text)


def trees_of(sentences: Iterable[Sentence], text: str) -> list[Tree]:
    return [tree_of(sentence, text) for sentence in sentences]


def overlapping(trees: Sequence[Tree], span: Span) -> Sequence[Tree]:
    """The sentences a span touches; `trees` in text order."""
    first = bisect_right(trees, span.start, key=lambda tree: tree.sentence.span.end)
    last = bisect_left(trees, span.end, key=lambda tree: tree.sentence.span.start)
    return trees[first:last]
