"""French parses, told in the scheme in which the rules are written: Penn tags and CLEAR labels.

The French model speaks Universal Dependencies: nouns and predicates head what English grammars hang on prepositions and
verbs. `as_clear` turns that round, and repairs what the small model often gets wrong around a cue, where the words alone
say better: a subject behind its verb ("a-t-elle assuré", "indique le préfet"), an infinitive that is reported ("nie avoir
versé"), a noun left without its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.detect.french import ADJECTIVES, ALSO_OTHER_WORDS, CUE_FORMS, FUNCTION_WORDS, PARTICIPLES, noun_of, plain
from sayso.detect.trees import CLOSED_TAGS

NEGATED_BY = frozenset("pas jamais".split())
INVERTED = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on|je|nous|t)", re.I)
WISHING = frozenset("voulu veut veulent souhaité souhaite souhaitent".split())  # "n'a pas voulu dire": withheld
DOUBLED = frozenset("elle lui eux elles".split())  # "la préfecture, elle, affirme"
BEFORE_AN_INFINITIVE = frozenset("ne n' pas jamais plus le la les l' lui leur en y".split())
DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier matin soir soirée matinée journée".split())
QUE = frozenset(("que", "qu'"))
CAUSING = frozenset("fait faire font faisait laisse laissé laissent laissait".split())  # "a fait savoir", "laisse entendre"
CAUSED = frozenset("savoir valoir entendre remarquer observer".split())
UNREAL = frozenset("dû pu voulu fallu aimé souhaité préféré".split())  # "aurait dû": what was not, and no rumour
# What the parser reads better than what the press writes, character for character: it was trained on plain marks.
AS_TRAINED = str.maketrans({"’": "'", "«": '"', "»": '"', "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


class Word(NamedTuple):
    """One word as the French model sees it: Universal part of speech, features and label; its head's index."""

    text: str
    pos: str
    features: str
    dep: str
    head: int
    lemma: str


class Shape(NamedTuple):
    """The same word for the rules. `skip` characters at its front belong to no word: the hyphens of "a-t-elle"."""

    skip: int
    tag: str
    dep: str
    head: int
    lemma: str


LABELS = {
    "root": "ROOT",
    "obj": "dobj",
    "iobj": "dative",
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "cop": "aux",
    "acl:relcl": "relcl",
    "flat": "compound",
    "fixed": "prep",
    "expl": "expl",
    "advcl": "advcl",
    "obl": "npadvmod",
}
TAGS = {
    "PROPN": "NNP",
    "ADP": "IN",
    "SCONJ": "IN",
    "CCONJ": "CC",
    "ADJ": "JJ",
    "ADV": "RB",
    "NUM": "CD",
    "INTJ": "UH",
    "DET": "DT",
    "PUNCT": ".",
    "SYM": "SYM",
    "X": "FW",
}
AUXILIARIES = ("aux", "auxpass")
CLAUSAL = ("nsubj", "csubj", "aux", "advmod", "mark", "punct", "cc", "conj", "advcl", "ccomp", "parataxis", "expl", "obl", "dep")


def as_clear(words: Sequence[Word]) -> list[Shape]:
    """One sentence in the scheme of the rules.

    >>> said = [Word("Il", "PRON", "", "nsubj", 1, "il"), Word("nie", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin", "ROOT", 1, "nie")]
    >>> [(shape.tag, shape.dep, shape.lemma) for shape in as_clear(said)]
    [('PRP', 'nsubj', 'il'), ('VBZ', 'ROOT', 'deny')]
    """
    parse = _Parse(words)
    parse.verbs_behind_their_copula()
    parse.nouns_behind_their_prepositions()
    parse.stranded_subjects()
    parse.inverted_subjects()
    parse.subjects_before_an_aside()
    parse.made_known()
    parse.doubled_subjects()
    parse.reported_clauses()
    parse.reported_infinitives()
    parse.linked_by_de()
    parse.hearsay()
    return [Shape(*row) for row in zip(parse.skip, parse.tag, parse.dep, parse.head, parse.lemma, strict=True)]


class _Parse:
    """One sentence while it is turned: columns that the steps below change one after the other."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.plain = [plain(word.text) for word in words]
        self.ud = [word.dep for word in words]
        self.head = [word.head for word in words]
        self.skip = [len(word.text) - len(word.text.lstrip("-")) if len(word.text) > 1 else 0 for word in words]
        self.tag = [self._tag(i) for i in range(len(words))]
        self.lemma = [self._lemma(i) for i in range(len(words))]
        self.dep = [self._label(i) for i in range(len(words))]

    # ── words ──

    def _tag(self, i: int) -> str:
        word, features = self.words[i], self.words[i].features
        if self._is_cue_verb(i) and (word.pos not in ("VERB", "AUX") or "Tense=Past|VerbForm=Part" in features):
            return "VBN" if self.plain[i] in PARTICIPLES else "VBZ"
        if word.pos in ("VERB", "AUX"):
            if "VerbForm=Inf" in features:
                return "VB"
            if "VerbForm=Part" in features:
                return "VBG" if "Tense=Pres" in features else "VBN"
            return "VBZ" if "Tense=Pres" in features else "VBD"
        if INVERTED.fullmatch(self.plain[i]):
            return "PRP"
        if word.pos == "ADP":
            return "IN"
        if self._looks_like_a_name(i):
            return "NNP"
        if word.pos in ("DET", "PRON", "ADV", "SCONJ", "CCONJ") and self.plain[i] in FUNCTION_WORDS:
            tag = FUNCTION_WORDS[self.plain[i]][0]
            return "WP" if "PronType=Rel" in features else tag
        if word.pos == "NOUN":
            return "NNS" if "Number=Plur" in features else "NN"
        if word.pos == "PRON":
            return "WP" if "PronType=Rel" in features else "PRP"
        return TAGS.get(word.pos, "NN")

    def _looks_like_a_name(self, i: int) -> bool:
        """A capital inside the sentence, on a word that the tables do not know."""
        said, word = self.plain[i], self.words[i]
        inside = i > 0 and any(c.isalnum() for c in self.words[i - 1].text)
        unknown = said not in FUNCTION_WORDS and said not in CUE_FORMS and noun_of(said) is None
        return inside and unknown and word.text[:1].isupper() and word.pos in ("NOUN", "PRON", "ADJ", "X")

    def _is_cue_verb(self, i: int) -> bool:
        """Also where the model took a verb for something else: few words are written like these forms."""
        said, pos = self.plain[i], self.words[i].pos
        if said not in CUE_FORMS or pos in ("PROPN", "DET"):
            return False
        if pos in ("VERB", "AUX"):
            return True
        after_an_article = i > 0 and self.words[i - 1].pos in ("DET", "ADJ", "ADP", "NUM")
        return said not in ALSO_OTHER_WORDS and noun_of(said) is None and not (pos == "NOUN" and after_an_article)

    def _is_finite_cue(self, i: int) -> bool:
        helped = i > 0 and self.words[i - 1].pos in ("AUX", "ADV", "PRON")
        return self._is_cue_verb(i) and (self.tag[i] in ("VBZ", "VBD") or (self.tag[i] == "VBN" and helped))

    def _lemma(self, i: int) -> str:
        word, said = self.words[i], self.plain[i]
        if self._is_cue_verb(i):
            return CUE_FORMS[said]
        if self.tag[i].startswith("VB") and said in CAUSED and i and self.plain[i - 1] in CAUSING:
            return "state"
        if word.pos in ("NOUN", "ADJ") and (noun := noun_of(said)):
            return noun
        if word.pos in ("ADJ", "NOUN") and said in ADJECTIVES:
            return ADJECTIVES[said]
        if said in WISHING and any(self.plain[k] in NEGATED_BY for k in range(max(0, i - 3), i + 2) if k < len(self.plain)):
            return "refuse"
        if said in QUE and self.tag[i] == "WP":
            return "which"
        if said == "des" and self.tag[i] == "IN":
            return "of"
        if said in FUNCTION_WORDS and self.tag[i] in CLOSED_TAGS:
            return FUNCTION_WORDS[said][1]
        return said.lstrip("-") if self.tag[i] == "PRP" else plain(word.lemma) or said

    def _label(self, i: int) -> str:
        ud = self.ud[i]
        if self.plain[i] in NEGATED_BY:
            return "neg"
        if self.plain[i] == "-t":
            return "dep"
        if ud == "expl:subj" and self._is_cue_verb(self.head[i]):
            return "nsubj"
        if ud.startswith("flat") or (ud == "appos" and self.tag[i].startswith("NNP") and self.head[i] == i - 1):
            noun_then_name = self.words[self.head[i]].pos == "NOUN" and self.tag[i].startswith("NNP")
            return "appos" if noun_then_name else "compound"
        return LABELS.get(ud) or LABELS.get(ud.split(":")[0]) or ud.split(":")[0]

    def children(self, i: int) -> list[int]:
        return [k for k, head in enumerate(self.head) if head == i and k != i]

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang a word on another; where that one hangs below it, it takes the word's place first."""
        above = head
        while above != i and self.head[above] != above:
            above = self.head[above]
        if above == i:
            root = self.head[i] == i
            self.head[head], self.dep[head] = (head, "ROOT") if root else (self.head[i], self.dep[i])
        self.head[i], self.dep[i] = head, dep

    # ── structure ──

    def verbs_behind_their_copula(self) -> None:
        """ "Le pont est sûr": the verb heads the clause, what is said of the subject hangs on it."""
        for cop in range(len(self.words)):
            top = self.head[cop]
            if self.ud[cop] != "cop" or top == cop:
                continue
            above = self.head[top] if self.head[top] != top else cop
            for k in self.children(top):
                if k != cop and self.ud[k].split(":")[0] in CLAUSAL:
                    self.head[k] = cop
            self.head[cop], self.dep[cop], self.ud[cop] = above, self.dep[top], self.ud[top]
            noun = self.tag[top].startswith("NN")
            self.ud[top] = "attr"
            self.hang(top, cop, "attr" if noun else "acomp")

    def nouns_behind_their_prepositions(self) -> None:
        """ "par le maire": the preposition hangs on the verb and the noun on the preposition."""
        for case in range(len(self.words)):
            noun = self.head[case]
            if self.ud[case] != "case" or noun == case or self.dep[noun] == "pobj" or self.dep[noun] in ("attr", "acomp"):
                continue
            last = next((k for k in self.children(case) if self.ud[k] == "fixed"), None)
            if self.plain[case] == "d'" and last is not None and self.plain[last] == "après":
                self.lemma[case], self.lemma[last] = "according", "to"
                self.tag[case] = self.tag[last] = "IN"
            elif self.tag[case] != "IN":
                continue
            agent = self.ud[noun] == "obl:agent" and self.plain[case] in ("par", "de", "d'")
            relation = "agent" if agent else self.dep[noun] if self.dep[noun] == "conj" else "prep"
            self.hang(case, self.head[noun], "ROOT" if self.head[noun] == noun else relation)
            if self.dep[case] == "ROOT":
                self.head[case] = case
            self.hang(noun, last if last is not None and self.lemma[case] == "according" else case, "pobj")

    def stranded_subjects(self) -> None:
        """ "La société, qui gère le pont, dément …": where the parser made the noun the root, the cue behind it is its verb."""
        for root in range(len(self.words)):
            if self.head[root] != root or not self.tag[root].startswith("NN") or self.dep[root] != "ROOT":
                continue
            below = ("relcl", "acl", "ccomp", "conj", "appos")
            verb = next((k for k in range(root + 1, len(self.words)) if self._is_finite_cue(k) and self.dep[k] not in below), None)
            if verb is not None and not any(self.dep[k] == "nsubj" for k in self.children(verb)):
                self.hang(root, verb, "nsubj")
                for k in self.children(root):
                    if k > verb:
                        self.head[k] = verb
                thing = self._noun_right_behind(verb)
                if thing is not None:
                    self.hang(thing, verb, "dobj")

    def made_known(self) -> None:
        """ "a fait savoir que …": the subject hangs on "fait", the words on "savoir"."""
        for i in range(1, len(self.words)):
            if self.lemma[i] == "state" and self.plain[i - 1] in CAUSING:
                for k in self.children(i - 1):
                    if self.dep[k] in ("nsubj", "aux", "neg"):
                        self.hang(k, i, self.dep[k])
                if self.head[i] == i - 1:
                    self.hang(i - 1, i, "aux")

    def doubled_subjects(self) -> None:
        """ "La préfecture, elle, affirme": the pronoun between commas repeats the subject."""
        for i in range(2, len(self.words) - 2):
            if self.plain[i] in DOUBLED and self.plain[i - 1] == self.plain[i + 1] == ",":
                verb = next((k for k in (i + 2, i + 3) if k < len(self.words) and self._is_cue_verb(k)), None)
                noun = next((k for k in range(i - 2, -1, -1) if self.tag[k].startswith("NN")), None)
                if verb is None or noun is None:
                    continue
                while self.head[noun] < noun and self.tag[self.head[noun]].startswith(("NN", "IN")):
                    noun = self.head[noun]
                self.hang(noun, verb, "nsubj")
                self.hang(i, noun, "appos")

    def inverted_subjects(self) -> None:
        """ "a-t-elle assuré", "dit-il", "a déclaré le maire": the subject behind its verb, which the parser often misses."""
        for i, said in enumerate(self.plain):
            if not INVERTED.fullmatch(said) or said == "-t" or i == 0:
                continue
            before = i - 1 if self.plain[i - 1] != "-t" else i - 2
            behind = i + 1 if i + 1 < len(self.words) and self.tag[i + 1] == "VBN" and self._is_cue_verb(i + 1) else None
            verb = behind if behind is not None else before
            if verb >= 0 and self.tag[verb].startswith("VB"):
                for k in (k for k in self.children(verb) if k > verb and self.dep[k] in ("nsubj", "dobj")):
                    self.dep[k] = "dep"
                self.hang(i, verb, "nsubj")
                if behind is not None and before >= 0:
                    self.hang(before, verb, "aux")
        for verb in range(len(self.words)):
            if self._is_finite_cue(verb) and self._opens_an_aside(verb):
                self._subject_right_behind(verb)

    def _opens_an_aside(self, verb: int) -> bool:
        """After a comma or a mark, the verb or its auxiliary comes first, and what stands before is a clause or a quotation:
        ", affirme …", "», a indiqué …"; not "Son gérant, Paul Huet, dénonce …"."""
        first = self._first_word_of(verb)
        own = any(self.dep[k] == "nsubj" and (k < verb or self.tag[k] == "PRP") for k in self.children(verb))
        if own or first < 2 or self.words[first - 1].text not in (",", '"', "»", "”", "!", "?"):
            return False
        marks = {self.words[first - 1].text, self.words[first - 2].text} & set('"»”!?')
        return bool(marks) or any(self.tag[k].startswith("VB") and not self._in_a_relative_clause(k) for k in range(first))

    def _in_a_relative_clause(self, i: int) -> bool:
        return self.dep[i] == "relcl" or any(self.dep[k] == "relcl" for k in self._above(i))

    def _first_word_of(self, verb: int) -> int:
        """The verb itself, or the auxiliary and the "s'" before it."""
        while verb and (self.plain[verb - 1] in ("a", "ont", "avait", "avaient", "est", "se", "s'", "jamais", "pas", "n'", "ne")):
            verb -= 1
        return verb

    def subjects_before_an_aside(self) -> None:
        """ "Son gérant, Paul Huet, dénonce …", "La mairie nie …": the noun in front, where the parser lost it."""
        for verb in range(len(self.words)):
            first = self._first_word_of(verb)
            if (
                not self._is_finite_cue(verb)
                or first == 0
                or any(self.dep[k] in ("nsubj", "nsubjpass") for k in self.children(verb))
            ):
                continue
            end = first - 1
            if self.words[end].text == ",":
                end = next((k for k in range(end - 1, 0, -1) if self.words[k].text == ","), 0) - 1
            if end < 0 or not self.tag[end].startswith("NN") or any(self.tag[k].startswith("VB") for k in range(end)):
                continue
            noun = end
            while self.head[noun] < noun and self.tag[self.head[noun]].startswith(("NN", "IN")):
                noun = self.head[noun]
            if self.tag[noun].startswith("NN"):
                self.hang(noun, verb, "nsubj")

    def _subject_right_behind(self, verb: int) -> None:
        noun = self._noun_right_behind(verb)
        if noun is None:
            return
        self.hang(noun, verb, "nsubj")
        root = next((k for k in self._above(verb) if self.head[k] == k), verb)
        joined = any(self.dep[k] == "cc" for k in self.children(verb))
        if root < verb and self.dep[verb] not in ("ccomp", "relcl") and not joined:
            self.hang(verb, root, "parataxis")  # the clause around it is what was said
        elif root == verb:
            before = [
                k for k in self.children(verb) if k < verb and self.tag[k].startswith("VB") and self.dep[k] not in AUXILIARIES
            ]
            for k in before[-1:]:
                self.dep[k] = "ccomp"  # as is the clause in front of it

    def _above(self, i: int) -> Iterator[int]:
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def _noun_right_behind(self, verb: int) -> int | None:
        """The head of the noun phrase that begins right behind a verb."""
        i = verb + 1
        if self.plain[i : i + 1] and self.plain[i] in ("dans", "en", "à", "au") and set(self.plain[i + 1 : i + 3]) & DAYS:
            i += 2  # "dans la soirée"
        while i < len(self.words) and (self.tag[i] in ("DT", "PRP$", "CD", "JJ", "RB") or self.plain[i] in DAYS):
            i += 1
        if i >= len(self.words) or not self.tag[i].startswith("NN"):
            return None
        while verb < self.head[i] != i and self.tag[self.head[i]].startswith("NN"):
            i = self.head[i]
        return i

    def reported_clauses(self) -> None:
        """ "craignent que …", "a dit au journal que …": what "que" opens behind a cue is its clause, wherever it was hung."""
        for verb in range(len(self.words)):
            if not self._is_cue_verb(verb) or not self.tag[verb].startswith("VB"):
                continue
            behind = (k for k in range(verb + 1, len(self.words)) if self.tag[k].startswith("VB") or self.plain[k] in QUE)
            que = next(behind, None)
            if que is None or self.plain[que] not in QUE or (top := self.head[que]) <= que:
                continue
            if not any(self.dep[k] == "ccomp" for k in self.children(verb)) and (self.tag[que] == "IN" or que == verb + 1):
                self.hang(top, verb, "ccomp")
                self.tag[que], self.lemma[que], self.dep[que] = "IN", "that", "mark"

    def reported_infinitives(self) -> None:
        """ "nie avoir versé", "dit ne pas savoir": an infinitive right behind a cue, or below it, is a clause that is reported."""
        for verb in range(len(self.words)):
            if not (self._is_cue_verb(verb) and self.tag[verb].startswith("VB")) or self.lemma[verb] == "refuse":
                continue
            i = verb + 1
            while i < len(self.words) and self.plain[i] in BEFORE_AN_INFINITIVE:
                i += 1
            if i < len(self.words) and self.tag[i] == "VB":
                self._report(verb, self._clause_of(i, verb))
            for k in self.children(verb):
                marked = any(self.dep[j] == "mark" for j in self.children(k))
                if self.dep[k] == "xcomp" and k > verb and not marked and self.tag[k][:2] in ("VB", "JJ"):
                    self.dep[k] = "ccomp"

    def _clause_of(self, infinitive: int, verb: int) -> int:
        """ "reçu" for "avoir" in "avoir jamais reçu"; an infinitive that is no auxiliary heads its own clause."""
        over = self.head[infinitive]
        return over if infinitive < over and self.dep[infinitive] in ("aux", "auxpass") else infinitive

    def _report(self, verb: int, clause: int) -> None:
        before = [k for k in self.children(clause) if k < verb]
        self.hang(clause, verb, "ccomp")
        for k in before:
            if k != verb:
                self.head[k] = verb
        if self._is_finite_cue(verb) and self.dep[verb] in ("aux", "nsubj", "amod", "case", "advmod"):
            self.dep[verb] = "ROOT" if self.head[verb] == verb else "conj"

    def linked_by_de(self) -> None:
        """ "accuse le journal de mentir", "qualifie le contrôle de mascarade": what "de" links is said of the object."""
        for de, said in enumerate(self.plain):
            verb = next((k for k in range(de - 1, -1, -1) if self.lemma[k] in ("accuse", "describe")), None)
            if said not in ("de", "d'", "du") or verb is None or not self.tag[verb].startswith("VB"):
                continue
            if self.lemma[verb] == "accuse" and self.dep[de] == "mark" and self.head[de] > de:
                clause = self.head[de]
                self.hang(de, verb, "prep")
                self.hang(clause, de, "pcomp")
            elif self.lemma[verb] == "describe" and self.dep[de] == "prep" and self._object_of(verb) == self.head[de]:
                self.lemma[de] = "as"
                self.hang(de, verb, "prep")

    def _object_of(self, verb: int) -> int | None:
        return next((k for k in self.children(verb) if self.dep[k] == "dobj"), None)

    def hearsay(self) -> None:
        """ "L'entreprise aurait versé …": the conditional by which the press says that it repeats what it heard.

        Only where nobody is named for it: no cue, no "selon", no "si" in the sentence.
        """
        if any(self._is_cue_verb(i) or self.lemma[i] in ("according", "whether") for i in range(len(self.words))):
            return
        for i, word in enumerate(self.words):
            verb = self.head[i]
            past = word.pos == "AUX" and "Mood=Cnd" in word.features and self.tag[verb] == "VBN" and verb > i
            if past and self.plain[verb] not in UNREAL:
                self.tag[i], self.lemma[i], self.dep[i] = "MD", "reportedly", "aux"
