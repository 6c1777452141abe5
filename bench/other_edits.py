"""A second way in which texts change on their way, so that what holds under the first (spread.py) can be looked for under another.

Sentences left out here and there, paragraphs cut at either end, words left out, words swapped by a list instead of by vectors,
contractions and figures written otherwise, sentences in another order, single sentences of any other article put in.
Merged reports take paragraphs from both in turn. Seeded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from edits import sentences_of, without_sentences

EDITS = ("leave out", "cut ends", "thin out", "swap", "restyle", "shuffle", "put in")
SHARES = (0.3, 0.3, 0.2, 0.4, 0.2, 0.1, 0.35)  # how often each happens; by eye
SYNONYMS = {
    new: old
    for new, old in (
        pair.split(":")
        for pair in (
            "said:stated told:informed government:administration company:firm firms:businesses people:persons police:officers"
            " also:additionally however:though but:yet because:since while:whereas show:demonstrate showed:revealed help:assist"
            " helped:assisted big:large biggest:largest large:sizeable small:little rise:increase rises:increases rose:climbed"
            " fall:decline fell:dropped falling:declining increase:growth increased:grew report:account reports:accounts"
            " country:nation countries:nations world:globe children:youngsters women:females men:males killed:slain"
            " begin:start began:started start:launch started:commenced end:finish ended:finished plan:scheme plans:schemes"
            " call:appeal called:dubbed meeting:gathering talks:negotiations deal:agreement attack:assault attacks:assaults"
            " election:poll vote:ballot leader:chief leaders:chiefs minister:secretary win:victory won:triumphed lost:suffered"
            " match:game player:athlete team:side market:exchange shares:stocks price:cost prices:costs sales:turnover"
            " profit:gain profits:earnings bank:lender job:post jobs:posts work:labour workers:employees money:cash"
            " buy:purchase bought:acquired sell:offload sold:offloaded use:employ used:employed using:employing make:create"
            " made:created likely:probable expected:anticipated believe:think thought:believed important:significant"
            " new:fresh major:main problem:difficulty problems:difficulties chance:opportunity try:attempt tried:attempted"
            " need:require needed:required give:provide given:provided gave:provided take:seize get:obtain got:obtained"
            " several:various many:numerous about:around almost:nearly about:roughly last:previous early:initial later:afterwards"
            " former:ex-serving whole:entire rich:wealthy poor:needy quick:rapid quickly:rapidly strong:robust hard:tough"
        ).split()
    )
}
CONTRACTIONS = (("did not", "didn't"), ("is not", "isn't"), ("will not", "won't"), ("it is", "it's"), ("has not", "hasn't"))
FIGURES = (("per cent", "%"), ("percent", "%"), ("million", "m"), (" two ", " 2 "), (" three ", " 3 "), (" ten ", " 10 "))
WORD = re.compile(r"\b[A-Za-z]+\b")
PARAGRAPH = 3  # sentences of a paragraph, where ends are cut and reports are merged


def drawn(random: Random) -> list[str]:
    if random.random() < 0.05:
        return ["copy"]
    return [name for name, share in zip(EDITS, SHARES, strict=True) if random.random() < share] or ["swap"]


def edited(name: str, text: str, material: Sequence[str], random: Random) -> str:
    match name:
        case "leave out":
            return without_sentences(random.uniform(0.05, 0.35))(text, random)
        case "cut ends":
            return _without_ends(text, random)
        case "thin out":
            return _thinned(text, random.uniform(0.02, 0.06), random)
        case "swap":
            return _swapped(text, random.uniform(0.2, 0.9), random)
        case "restyle":
            return _restyled(text, random)
        case "shuffle":
            return _shuffled(text, random)
        case "put in":
            return _put_in(text, material, random)
    return text


def merged(one: str, other: str, random: Random) -> str:
    """Paragraphs of both in turn, some left out; or the one's beginning and the other's end."""
    left, right = _paragraphs(one), _paragraphs(other)
    if random.random() < 0.4:
        return "\n\n".join([*left[: max(2, len(left) * 2 // 3)], *right[len(right) // 3 :]])
    found: list[str] = []
    for k in range(max(len(left), len(right))):
        found += [side[k] for side in (left, right) if k < len(side) and random.random() < 0.8]
    return "\n\n".join(found)


def _paragraphs(text: str) -> list[str]:
    pieces = sentences_of(text)
    return ["".join(pieces[k : k + PARAGRAPH]).strip() for k in range(0, len(pieces), PARAGRAPH)]


def _without_ends(text: str, random: Random) -> str:
    """A paragraph or more cut off at the end, and sometimes at the beginning."""
    found = _paragraphs(text)
    most = max(1, len(found) // 2)
    end = len(found) - random.randint(0, most)
    start = random.randint(1, 2) if random.random() < 0.3 else 0
    return "\n".join(found[start : max(end, start + 2)])


def _thinned(text: str, share: float, random: Random) -> str:
    """That share of the short words and of words in -ly left out."""

    def thin(match: re.Match[str]) -> str:
        droppable = match[0].endswith("ly") or (match[0].islower() and len(match[0]) < 6)
        return "" if droppable and random.random() < 2 * share else match[0]

    return re.sub(r"  +", " ", WORD.sub(thin, text))


def _swapped(text: str, share: float, random: Random) -> str:
    def swap(match: re.Match[str]) -> str:
        new = SYNONYMS.get(match[0].lower())
        if not new or random.random() >= share:
            return match[0]
        return new.capitalize() if match[0][0].isupper() else new

    return WORD.sub(swap, text)


def _restyled(text: str, random: Random) -> str:
    for old, new in random.sample(CONTRACTIONS, 3) + random.sample(FIGURES, 3):
        text = text.replace(old, new)
    return text


def _shuffled(text: str, random: Random) -> str:
    """Two or three sentences in other places."""
    pieces = [piece.strip() for piece in sentences_of(text)]
    for _ in range(random.randint(2, 3) if len(pieces) > PARAGRAPH else 0):
        pieces.insert(random.randrange(len(pieces)), pieces.pop(random.randrange(len(pieces))))
    return " ".join(pieces)


def _put_in(text: str, material: Sequence[str], random: Random) -> str:
    """One to four sentences of another article, at one place or each at its own."""
    pieces = [piece.strip() for piece in sentences_of(text)]
    other = [piece.strip() for piece in sentences_of(random.choice(material))]
    first = random.randrange(max(1, len(other) - 4))
    taken = other[first : first + random.randint(1, 4)]
    if random.random() < 0.5:
        place = random.randint(0, len(pieces))
        return " ".join([*pieces[:place], *taken, *pieces[place:]])
    for sentence in taken:
        pieces.insert(random.randint(0, len(pieces)), sentence)
    return " ".join(pieces)
