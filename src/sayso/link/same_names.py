"""Whether two names are one party's: spellings, particles, a surname with the full name, initials, a body's words in another order.

Two people are never joined by one shared name alone: a surname or first name joins only where the story has one person of
that name, and two first names that are both known and differ are two people.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.first_names import is_first_name, pronoun_of
from sayso.names import HOST, INSTITUTION_WORDS, is_name_of_host, is_outlet, site_of

# Words after which a firm's name is often cut: "Fernhall" for "Fernhall Systems"; a president is not his administration.
TRADING = frozenset(
    """water systems industries group ltd inc company corp corporation energy airlines airways bank holdings partners motors
    technologies services solutions laboratories media pharmaceuticals plc llc trust foundation university foods steel oil gas
    power railways shipping logistics constructions construction insurance""".split()
)
ONE_LETTER = 7  # characters a name must have before one differing letter is taken for a spelling (Katharina/Katarina)
PARTICLE = re.compile(r"\b(?:(?:al|el)[-‑ ]|(?:as|ash|ad|an|ar|at|az)[-‑])(?=\w{3})")  # the Arabic article
SMALL_WORDS = frozenset("of for the and in on de du des la".split())  # left out of initials
SPELT = {"defense": "defence", "center": "centre", "labor": "labour", "organization": "organisation", "newspaper": ""}
# Letters that spellings of one first name differ by: vowels, h, doubled letters, c and k, s and z, i and y.
SOUNDED_ALIKE = (("ck", "k"), ("c", "k"), ("z", "s"), ("ph", "f"), ("h", ""))


@dataclass(frozen=True)
class Known:
    """All names of one kind in the story, by their last and their first words: who else could be meant."""

    by_last: dict[str, frozenset[str]]
    by_first: dict[str, frozenset[str]]

    def fuller(self, surname: str) -> frozenset[str]:
        return self.by_last.get(surname, frozenset())

    def begun(self, first: str) -> frozenset[str]:
        return self.by_first.get(first, frozenset())


def known_among(names: Iterable[str]) -> Known:
    by_last: dict[str, set[str]] = defaultdict(set)
    by_first: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = folded(name).split()
        if len(words) >= 2:
            by_last[words[-1]].add(" ".join(words))
            by_first[words[0]].add(" ".join(words))
    return Known({k: frozenset(v) for k, v in by_last.items()}, {k: frozenset(v) for k, v in by_first.items()})


@lru_cache(maxsize=50_000)
def folded(key: str) -> str:
    """A key without accents, the Arabic article and what is spelt in two ways.

    >>> folded("iñaky blanco"), folded("ali al-badri"), folded("department of defense")
    ('inaky blanco', 'ali badri', 'department of defence')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    words = [SPELT.get(word, word) for word in PARTICLE.sub("", plain).split()]
    return " ".join(word for word in words if word) or key


def same_name(left: str, right: str, known: Known, *, people: bool = False) -> bool:
    """Whether two keys (`names.name_key`) are one party's; `people` where the reports take both for persons.

    >>> known = known_among(["ada lund", "per lund", "rollo vance"])
    >>> same_name("vance", "rollo vance", known), same_name("lund", "ada lund", known), same_name("ada lund", "per lund", known)
    (True, False, False)
    """
    if HOST.fullmatch(left) or HOST.fullmatch(right):
        return _same_host(left, right)
    a, b = folded(left).split(), folded(right).split()
    shorter, longer = (a, b) if (len(a), a) <= (len(b), b) else (b, a)
    if a == b or one_spelling(a, b):
        return True
    if len(shorter) >= 2 and longer[-len(shorter) :] == shorter:
        return True  # "Guitarist Jimmy Page"
    if is_outlet(left.title()) and is_outlet(right.title()):
        return longer[-len(shorter) :] == shorter
    if len(shorter) >= 2:
        return (people and _two_surnames(shorter, longer)) or _same_body(shorter, longer)
    if len(longer) < 2:
        return False
    if longer[0] == shorter[0] and longer[-1] in TRADING:
        return len(known.begun(shorter[0])) == 1
    if longer[-1] == shorter[0]:
        return len(_different(known.fuller(shorter[0]))) == 1
    return len(shorter[0]) > 1 and shorter[0] in (_initials(longer), "".join(word[0] for word in longer))


def one_spelling(a: Sequence[str], b: Sequence[str]) -> bool:
    """One letter apart; but two first names are two people, unless they sound alike and go with one pronoun.

    >>> [one_spelling(left.split(), "maria lopez".split()) for left in ("mario lopez", "marya lopez", "maria lopes")]
    [False, True, True]
    >>> one_spelling("catherine lund".split(), "katherine lund".split()), one_spelling("martin lund".split(), "marvin lund".split())
    (True, False)
    """
    left, right = " ".join(a), " ".join(b)
    if min(len(left), len(right)) < ONE_LETTER or len(a) != len(b) or any(c.isdigit() for c in left + right):
        return False
    if Levenshtein.distance(left, right, score_cutoff=1) > 1:
        return False
    if len(a) < 2 or a[0] == b[0] or not (is_first_name(a[0]) and is_first_name(b[0])):
        return True
    return pronoun_of(a[0]) == pronoun_of(b[0]) and _sounded(a[0]) == _sounded(b[0])


def _sounded(name: str) -> str:
    for said, written in SOUNDED_ALIKE:
        name = name.replace(said, written)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", name))


def _two_surnames(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """ "Iñaky Blanco" and "Iñaky Blanco Cabrera": a person of two surnames, who is called by the first."""
    return len(longer) == len(shorter) + 1 and list(longer[:-1]) == list(shorter)


def _different(names: Iterable[str]) -> list[str]:
    """One name for each person among full names of one surname: titles, middle names and spellings aside.

    >>> _different(["ada lund", "ada m lund", "mayor ada lund", "per lund"])
    ['ada lund', 'per lund']
    """
    kept: list[list[str]] = []
    for words in sorted((name.split() for name in names), key=lambda words: (len(words), words)):
        if not any(words[-len(k) :] == k or one_spelling(words, k) or (words[0], words[-1]) == (k[0], k[-1]) for k in kept):
            kept.append(words)
    return [" ".join(words) for words in kept]


def _same_body(a: Sequence[str], b: Sequence[str]) -> bool:
    """ "Iraqi defence ministry" and "Iraqi ministry of defence": the same words of a body in another order."""
    left, right = (sorted(word for word in words if word not in SMALL_WORDS) for words in (a, b))
    return len(left) >= 2 and left == right and bool(set(left) & INSTITUTION_WORDS)


def _initials(words: Sequence[str]) -> str:
    """
    >>> _initials("ward and theatre staffs union".split())
    'wtsu'
    """
    return "".join(word[0] for word in words if word not in SMALL_WORDS)


def _same_host(left: str, right: str) -> bool:
    """An outlet that one report names and another links to, or two hosts of one site."""
    if HOST.fullmatch(left) and HOST.fullmatch(right):
        return site_of(left) == site_of(right)
    name, host = (left, right) if HOST.fullmatch(right) else (right, left)
    return is_outlet(name.title()) and is_name_of_host(name, host)
