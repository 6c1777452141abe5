"""Reading without a parser: where the language model is missing, or a language has none.

Words come from a pattern, names from capitals, cues from the lexicon, speech from quotation marks. A word is given a tag,
and a label towards another word, only where a pattern is sure of it ("Ada Lund said that …", "according to the auditors,
…", "“…,” said Ada Lund"); every other word has neither and is its own head. So the rules of attribution run as they are
and find less: what no pattern is sure of is nobody's. In a language without a cue table the word beside a quotation is
taken for its cue where a name stands beside it, and the quotation is nobody's where none does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.detect.plain_words import Piece, cues_of
from sayso.detect.trees import NOT_A_FIRST_NAME
from sayso.lexicon import DENYING
from sayso.records import Token

PARTICLES = frozenset("de la du des da do dos del della di van von der den zu zur ten ter bin ibn al el of the y e".split())
MOST_BETWEEN = 3  # words that may stand between a speaker and the cue: "later", "has also" (by eye)
LONGEST_ASIDE = 9  # words of "the mayor of the old town" between two commas (by eye)
LONGEST_SPEAKER = 6  # words before the noun that belong to it: "two people close to the firm" is cut to its head (by eye)
NEAR_A_QUOTATION = 8  # words between a quotation and the name of its speaker, in a language without a cue table (by eye)
BESIDE_THE_VERB = frozenset(
    """
    has have had also later then now still again earlier already not never have recently on monday tuesday wednesday thursday
    friday saturday sunday a ont avait avaient pas ne n' aussi encore également ensuite jeudi vendredi samedi dimanche
    lundi mardi mercredi
    """.split()
)
SEVERAL = frozenset("two three four several some many deux trois quatre plusieurs quelques".split())
NEGATING = frozenset("not never pas jamais".split())
BE = frozenset("is are was were be been being est sont était été".split())
OPENS_A_CLAUSE = frozenset("the it he she they there a an its their his her no this these".split())


def shallow(pieces: Sequence[Piece], language: str, quoted: Sequence[tuple[int, int]], names: frozenset[str]) -> list[Token]:
    """A sentence's words as tokens, tagged and joined where a pattern is sure; `quoted` in the same offsets as the words.

    `names` are the words that the report writes with a capital inside its sentences.
    """
    found = _Shallow(pieces, language, quoted, names)
    found.read()
    return found.tokens()


class _Shallow:
    """One sentence while it is looked at."""

    def __init__(self, pieces: Sequence[Piece], language: str, quoted: Sequence[tuple[int, int]], names: frozenset[str]) -> None:
        self.pieces = pieces
        self.cues = cues_of(language)
        self.words = [piece.text for piece in pieces]
        self.lower = [piece.text.lower().replace("’", "'") for piece in pieces]
        self.inside = [any(start <= piece.start and piece.end <= end for start, end in quoted) for piece in pieces]
        self.names = names
        closed = self.cues.closed if self.cues else {}
        count = len(pieces)
        self.tag = [closed[word][0] if word in closed else "" if word[:1].isalnum() else "." for word in self.lower]
        self.lemma = [closed[word][1] if word in closed else word for word in self.lower]
        self.dep = [""] * count
        self.head = list(range(count))

    def tokens(self) -> list[Token]:
        rows = zip(self.pieces, self.tag, self.dep, self.head, self.lemma, strict=True)
        return [Token(piece.start, piece.end, tag, dep, head, lemma) for piece, tag, dep, head, lemma in rows]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a word on another, unless that one hangs below it already."""
        above = head
        while above != i and self.head[above] != above:
            above = self.head[above]
        if above != i:
            self.head[i], self.dep[i] = head, dep

    def read(self) -> None:
        self.mark_names()
        if self.cues is None:
            self.beside_quotations()
            return
        if self.named_by_according():
            return
        for verb in [i for i, word in enumerate(self.lower) if word in self.cues.verbs and not self.inside[i]]:
            self.cue(verb)

    # ── names and other speakers ──

    def mark_names(self) -> None:
        """Runs of words with a capital; the first word of a sentence only where the report shows it to be a name."""
        i = 0
        while i < len(self.words):
            end = self._name_end(i)
            if end is None:
                i += 1
                continue
            for k in range(i, end + 1):
                self.tag[k], self.lemma[k] = "NNP", self.lower[k]
                if k < end:
                    self.hang(k, end, "compound")
            i = end + 1

    def _name_end(self, start: int) -> int | None:
        if not self._capital(start):
            return None
        end, k = start, start + 1
        while k < len(self.words):
            if self._capital(k):
                end = k
            elif self.lower[k] not in PARTICLES and not (self.words[k] == "." and len(self.words[k - 1]) <= 2 and k - 1 == end):
                break
            k += 1
        if end == start and self._opens(start) and self.words[start] not in self.names:
            return None
        return end

    def _capital(self, i: int) -> bool:
        word = self.words[i]
        if not word[:1].isupper():
            return False
        closed = self.cues is not None and self.lower[i] in self.cues.closed
        return not closed and self.lower[i] not in NOT_A_FIRST_NAME and not (self._opens(i) and self._known_noun(i))

    def _known_noun(self, i: int) -> bool:
        return self.cues is not None and self.lower[i] in self.cues.nouns

    def _opens(self, i: int) -> bool:
        """The first word of the sentence, or of a quotation in it."""
        k = i - 1
        while k >= 0 and not self.words[k][:1].isalnum() and self.words[k] not in ",;)":
            k -= 1
        return k < 0 or (k < i - 1 and self.words[i - 1] in "“\"«„‘'「『»")

    def speaker_before(self, i: int) -> list[int]:
        """The words of a speaker that end right before `i`; empty where no pattern is sure."""
        k = i - 1
        while k >= 0 and i - k <= MOST_BETWEEN and (self.lower[k] in BESIDE_THE_VERB or self.lower[k].endswith("ly")):
            k -= 1
        if k >= 0 and self.words[k] == ",":
            return self._before_an_aside(k)
        return self.speaker_ending(k)

    def _before_an_aside(self, comma: int) -> list[int]:
        """ "Ada Lund, the mayor of the town, said": the name before the first comma."""
        opening = next((k for k in range(comma - 1, max(-1, comma - 1 - LONGEST_ASIDE), -1) if self.words[k] == ","), None)
        return self.speaker_ending(opening - 1) if opening is not None else []

    def speaker_ending(self, end: int) -> list[int]:
        if end < 0 or self.inside[end]:
            return []
        if self.tag[end] == "NNP":
            first = end
            while first > 0 and self.tag[first - 1] == "NNP" and self.dep[first - 1] == "compound":
                first -= 1
            return self._with_what_stands_before(first, end)
        if self.tag[end] == "PRP":
            return [end]
        if self._known_noun(end):
            self.tag[end] = "NNS" if self.lower[end].endswith(("s", "x")) else "NN"
            self.lemma[end] = self.cues.nouns[self.lower[end]] if self.cues else self.lower[end]
            return self._with_what_stands_before(end, end)
        return []

    def _with_what_stands_before(self, first: int, end: int) -> list[int]:
        """ "the", "two senior", "spokeswoman": what belongs to the noun or name; the words hang on its last one."""
        start = first
        while start > 0 and first - start < LONGEST_SPEAKER and self._describes(start - 1, of_a_name=self.tag[end] == "NNP"):
            start -= 1
        if start > 0 and self._determines(start - 1):
            start -= 1
        elif self.tag[end] != "NNP":
            start = first  # "ferry officials" after who knows what: no article says where the speaker begins
        for k in range(start, end):
            if self.head[k] == k:
                self.tag[k] = self.tag[k] or "NN"
                self.hang(k, end, "det" if self.tag[k] == "DT" else "poss" if self.tag[k] == "PRP$" else "compound")
        return list(range(start, end + 1))

    def _describes(self, i: int, *, of_a_name: bool) -> bool:
        """A noun for speakers before a name or another noun; before a noun also a word of which nothing is known."""
        return not self.inside[i] and (self._known_noun(i) or (not of_a_name and self.tag[i] == "" and self.words[i].isalpha()))

    def _determines(self, i: int) -> bool:
        return not self.inside[i] and (self.tag[i] in ("DT", "PRP$") or self.lower[i].isdigit() or self.lower[i] in SEVERAL)

    def speaker_behind(self, i: int) -> list[int]:
        """ "said the mayor, Ada Lund", "a déclaré la ministre Anne Solvey": the speaker that begins right behind the cue."""
        k = i + 1
        if k < len(self.words) and self.tag[k] in ("DT", "PRP$"):
            k += 1
        start = k
        while k < len(self.words) and (self._known_noun(k) or (self.tag[k] == "" and k - start < 2 and k > start)):
            k += 1
        name = k < len(self.words) and self.tag[k] == "NNP" and k < i + LONGEST_SPEAKER
        if name:
            while self.dep[k] == "compound":
                k += 1
            end = k
        else:
            end = next((j for j in range(k - 1, start - 1, -1) if self._known_noun(j)), -1)
            if end < 0:
                return [i + 1] if i + 1 < len(self.words) and self.tag[i + 1] == "PRP" else []
        return [j for j in self.speaker_ending(end) if j > i]

    # ── cues ──

    def cue(self, verb: int) -> None:
        """A verb of the table, if a speaker stands beside it; with its reported clause or what it is turned against."""
        assert self.cues is not None  # noqa: S101 - only called with a table
        if verb and self.lower[verb - 1] in BE:
            return  # "was told", "is said": whose words these are needs a parse
        holder = self.speaker_before(verb)
        behind = not holder
        if behind and self._after_a_quotation_or_comma(verb):
            holder = self.speaker_behind(verb)
        if not holder:
            return
        self.tag[verb], self.lemma[verb] = "VBD", self.cues.verbs[self.lower[verb]]
        self.hang(holder[-1], verb, "nsubj")
        for k in range(max(0, verb - MOST_BETWEEN), min(verb + 2, len(self.words))):
            if self.lower[k] in NEGATING and self.head[k] == k:
                self.hang(k, verb, "neg")
        if not (self._that_clause(verb) or self._denied(verb)):
            self._clause_in_front(verb, holder, behind)

    def _after_a_quotation_or_comma(self, verb: int) -> bool:
        k = verb - 1
        while k >= 0 and self.lower[k] in BESIDE_THE_VERB:
            k -= 1
        return k < 0 or not self.words[k][:1].isalnum() or self.tag[k] == "PRP"

    def _that_clause(self, verb: int) -> bool:
        """ "said that …", "told the Post that …", "said the …": all up to the end of the sentence."""
        assert self.cues is not None  # noqa: S101
        for k in range(verb + 1, min(verb + 2 + LONGEST_SPEAKER, len(self.words) - 1)):
            if self.lower[k] in self.cues.that:
                self.tag[k], self.lemma[k] = "IN", "that"
                self._content(k + 1, verb, mark=k)
                return True
            if not self.words[k][:1].isalnum():
                break
        plain = self.lemma[verb] == "say" and verb + 1 < len(self.words) and self.lower[verb + 1] in OPENS_A_CLAUSE
        if plain and "that" in self.cues.that and not self._touches_a_quotation(verb) and self.dep[verb + 1] == "":
            self._content(verb + 1, verb, mark=None)
            return True
        return False

    def _touches_a_quotation(self, verb: int) -> bool:
        return any(self.inside[max(0, verb - 4) : verb + 4])

    def _content(self, first: int, verb: int, mark: int | None) -> None:
        """All free words from `first` on as one reported clause of the verb."""
        inside = [k for k in range(first, len(self.words)) if self.head[k] == k or self.dep[k] == "compound"]
        free = [k for k in inside if self.head[k] == k and k != verb]
        if not free:
            return
        top = free[0]
        self.hang(top, verb, "ccomp")
        for k in free[1:]:
            self.hang(k, top, "dep")
        if mark is not None:
            self.hang(mark, top, "mark")

    def _denied(self, verb: int) -> bool:
        """ "denied the allegations", "a démenti ces accusations": what is denied, up to the next mark."""
        assert self.cues is not None  # noqa: S101
        if self.lemma[verb] not in DENYING or self._touches_a_quotation(verb):
            return False
        behind = []
        for k in range(verb + 1, len(self.words)):
            if not self.words[k][:1].isalnum():
                break
            behind.append(k)
        said = next((k for k in behind[:5] if self.lower[k] in self.cues.said), None)
        thing = said if said is not None else behind[0] if behind and self.lemma[verb] == "deny" else None
        if thing is None:
            return False
        if said is not None:
            self.tag[said], self.lemma[said] = "NN", self.cues.said[self.lower[said]]
        self.hang(thing, verb, "dobj")
        for k in behind:
            if k != thing and self.head[k] == k:
                self.hang(k, thing, "det" if self.tag[k] == "DT" else "dep")
        return True

    def _clause_in_front(self, verb: int, holder: Sequence[int], behind: bool) -> None:
        """ "The bridge is safe, Ada Lund said." with nothing but a few words behind the cue."""
        first = min([verb, *holder])
        while first > 0 and self.lower[first - 1] in BESIDE_THE_VERB:
            first -= 1
        comma = first - 1
        rest = len(self.words) - 1 - max([verb, *holder])
        if comma < MOST_BETWEEN or self.words[comma] != "," or rest > MOST_BETWEEN or any(self.inside[:comma]):
            return
        free = [k for k in range(comma) if self.head[k] == k]
        if free:
            self.hang(free[0], verb, "ccomp")
            for k in free[1:]:
                self.hang(k, free[0], "dep")

    def named_by_according(self) -> bool:
        """ "according to NAME, …", "selon NAME, …": the rest of the sentence is what the name stands for."""
        assert self.cues is not None  # noqa: S101
        for phrase in self.cues.according:
            for i in range(len(self.words) - len(phrase)):
                if tuple(self.lower[i : i + len(phrase)]) == phrase and not self.inside[i]:
                    return self._accord(i, i + len(phrase) - 1)
        return False

    def _accord(self, first: int, last: int) -> bool:
        holder = self.speaker_behind(last)
        if not holder or holder[0] != last + 1:
            holder = self._up_to_a_mark(last + 1)
        if not holder:
            return False
        self.tag[first], self.lemma[first] = "IN", "according"
        if last > first:
            self.tag[last], self.lemma[last] = "IN", "to"
            self.hang(last, first, "prep")
        self.hang(holder[-1], last, "pobj")
        end = next((k for k in range(max(holder) + 1, len(self.words)) if self.words[k] in ",.;"), len(self.words))
        for k in range(holder[-1] + 1, end):  # "the auditors of the town"
            if self.head[k] == k:
                self.hang(k, holder[-1], "dep")
        free = [k for k in range(len(self.words)) if self.head[k] == k and k != first and k not in range(last, end)]
        if free:
            for k in free[1:]:
                self.hang(k, free[0], "dep")
            self.hang(first, free[0], "prep")
        return bool(free)

    def _up_to_a_mark(self, first: int) -> list[int]:
        """ "the auditors", "deux anciens salariés de Pontélis": after "according to" all up to a mark is the source."""
        end = next((k for k in range(first, len(self.words)) if not self.words[k][:1].isalnum()), len(self.words))
        phrase = [k for k in range(first, end) if self.head[k] == k]
        known = next((k for k in phrase if self._known_noun(k)), None)
        if not phrase or end - first > LONGEST_SPEAKER or (known is None and len(phrase) > MOST_BETWEEN):
            return []
        head = known if known is not None else phrase[-1]
        plural = self.lower[head].endswith(("s", "x"))
        self.tag[head] = self.tag[head] or ("NNS" if plural else "NN")
        if known is not None and self.cues is not None:
            self.lemma[head] = self.cues.nouns[self.lower[head]]
        for k in phrase:
            if k != head:
                self.hang(k, head, "det" if self.tag[k] == "DT" else "dep")
        return [*(k for k in phrase if k != head), head]

    # ── languages without a table ──

    def beside_quotations(self) -> None:
        """The word beside a quotation is its cue, and the nearest name its speaker, as far as names have capitals."""
        edges = [i for i in range(1, len(self.words)) if self.inside[i] != self.inside[i - 1]]
        for edge in edges:
            outside = range(edge, len(self.words)) if self.inside[edge - 1] else range(edge - 1, -1, -1)
            near: list[int] = []
            for k in outside:
                if self.inside[k] or len(near) > NEAR_A_QUOTATION or self.words[k] in (".", "。"):
                    break
                if self.words[k][:1].isalnum():
                    near.append(k)
            cue = next((k for k in near if self.tag[k] == ""), None)
            name = next((k for k in near if self.tag[k] == "NNP" and self.head[k] in (k, *near)), None)
            if cue is None or self.tag[cue] == "VBD":
                continue
            if name is not None:
                top = self.head[name] if self.dep[name] == "compound" else name
                self.hang(top, cue, "nsubj")
            self.tag[cue], self.lemma[cue] = "VBD", "say"


def quoted_inside(quoted: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches that touch a sentence."""
    return [(a, b) for a, b in quoted if a < end and start < b]
