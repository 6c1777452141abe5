"""The people of one report: which names are one person's, and with which pronoun the report speaks of each.

A person is known by first and last name. Titles, first names and nouns ("spokeswoman", "mother") tell the pronoun; where
they do not, either pronoun fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.detect.holders import Mention
from sayso.first_names import is_first_name, pronoun_of
from sayso.names import COUNTRIES, TITLES, name_key
from sayso.records import HEADLINES

SHE = frozenset(
    """
    mrs ms miss dame lady queen princess sister chairwoman spokeswoman congresswoman businesswoman councilwoman policewoman
    woman girl mother wife daughter aunt niece girlfriend widow actress waitress hostess nun grandmother mum mom heiress
    duchess alderwoman noblewoman stepmother schoolgirl
    """.split()
)
HE = frozenset(
    """
    mr sir lord king prince pope father brother chairman spokesman congressman businessman councilman policeman fireman man
    boy husband son uncle nephew boyfriend widower actor waiter monk grandfather dad gentleman duke guy fisherman
    stepfather schoolboy imam
    """.split()
)


LONGEST_NAME = 5  # words; a longer run of capitals is a headline's (by eye)


@dataclass(frozen=True)
class Person:
    """Somebody the report names: the words of the fullest name, the pronoun if it tells, and the first full mention."""

    first: str
    last: str
    pronoun: str  # "she", "he" or ""
    mention: Mention

    @cached_property
    def words(self) -> list[str]:
        return [word.lower() for word in self.mention.name_words]

    @cached_property
    def name(self) -> str:
        return " ".join(self.mention.name_words)


def people_of(cast: Sequence[Mention]) -> list[Person]:
    """Everybody named with two words or more, in the order of first mention.

    A headline in capitals makes names of other words ("Vows Lund"): what only it has, does not stand beside a name of the body.
    """
    found: dict[tuple[str, str], Person] = {}
    headlines = [mention for mention in cast if mention.tree.sentence.kind in HEADLINES]
    for mention in [*(m for m in cast if m.tree.sentence.kind not in HEADLINES), *headlines]:
        key = _key(mention)
        if key is None:
            continue
        same = next((other for other in found if _one_person(key, other)), key)
        if same not in found and mention.tree.sentence.kind in HEADLINES and any(last == key[1] for _, last in found):
            continue
        known = found.get(same)
        if known is None:
            found[key] = Person(*key, pronoun_told(mention), mention)
        else:
            first = min(known.mention, mention, key=lambda m: m.span)
            found[same] = Person(*same, known.pronoun or pronoun_told(mention), first)
    told = _told_by_titles(cast)
    people = [person if person.pronoun else replace(person, pronoun=told.get(person.last, "")) for person in found.values()]
    return sorted(people, key=lambda person: person.mention.span)


def _told_by_titles(cast: Sequence[Mention]) -> dict[str, str]:
    """Surnames that stand behind titles of one pronoun only: "Mr Reed", and never "Mrs Reed"."""
    found: dict[str, set[str]] = {}
    for mention in cast:
        if mention.kind == "named" and len(mention.name_words) == 1 and has_title(mention) and pronoun_told(mention):
            found.setdefault(mention.name_words[0].lower(), set()).add(pronoun_told(mention))
    return {name: next(iter(told)) for name, told in found.items() if len(told) == 1}


def _one_person(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """The same names, or a short form of the first: "Jess" and "Jessica"."""
    if left[1] != right[1]:
        return False
    short, long = sorted((left[0].rstrip("."), right[0].rstrip(".")), key=len)
    return short == long or (len(short) >= 3 and long.startswith(short))


def _key(mention: Mention) -> tuple[str, str] | None:
    if mention.kind != "named":
        return None
    words = mention.name_words
    if not 2 <= len(words) <= LONGEST_NAME or name_key(" ".join(words)) in COUNTRIES:
        return None
    return words[0].lower(), words[-1].lower()


def pronoun_told(mention: Mention) -> str:
    """ "she" or "he" from the title, the noun or the first name of a mention; "" where they do not tell or disagree."""
    tree = mention.tree
    nouns = {tree.lower[k].rstrip(".") for k in mention.core}
    nouns |= {tree.lemma(k) for k in tree.all_children(mention.head, "appos") if k in mention.tokens}
    told = {"she"} if nouns & SHE else set()
    told |= {"he"} if nouns & HE else set()
    if told:
        return told.pop() if len(told) == 1 else ""
    words = mention.name_words
    return pronoun_of(words[0]) if words and (len(words) >= 2 or mention.kind == "named") else ""


def bearers(mention: Mention, people: Sequence[Person]) -> list[Person]:
    """Who a shorter name can be: those with these initials, that last name, or else that first name; a title's pronoun must fit."""
    words = [word.lower() for word in mention.name_words]
    word = words[0]
    told = pronoun_told(mention) if has_title(mention) else ""
    if len(words) > 1:
        return [person for person in people if len(person.words) > len(words) and person.words[-len(words) :] == words]
    if mention.name_words[0].isupper() and mention.kind == "named":
        by_initials = [person for person in people if "".join(name[0] for name in person.words) == word]
        if by_initials:
            return by_initials
    by_last = [person for person in people if person.last == word and fits(told, person.pronoun)]
    if by_last or has_title(mention):
        return by_last
    return [person for person in people if person.first == word]


def has_title(mention: Mention) -> bool:
    return any(mention.tree.lower[k].rstrip(".") in TITLES for k in mention.core[:-1])


def fits(pronoun: str, told: str) -> bool:
    return not pronoun or not told or pronoun == told


def could_be_a_person(mention: Mention, people: Sequence[Person]) -> bool:
    """A full name, a name the report gives in full elsewhere, or one with a title or a first name; no country."""
    words = mention.name_words if mention.kind == "named" else []
    if not words or name_key(" ".join(words)) in COUNTRIES:
        return False
    if len(words) >= 2:
        return mention.tree.dep(mention.head) != "pobj" or is_first_name(words[0]) or has_title(mention)
    word = words[0].lower()
    given = any(word in (person.first, person.last) for person in people)
    return given or has_title(mention) or is_first_name(word)
