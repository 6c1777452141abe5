"""Outlets whose name does not say so: whoever a report of the story is by, or people speak to, quoted in it.

"Quay Matters" is an outlet where a report of the collection is its own, or where the reports say "quoted in Quay Matters",
"in an interview with Quay Matters", "told Quay Matters that". A body by its name, or a person with a first name, stays one;
not so an agency that signs a report with its initials. A file's name alone makes no outlet: a firm's release has one as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.first_names import is_first_name
from sayso.link.namings import Naming
from sayso.names import COUNTRIES, TITLES, is_institution, name_key
from sayso.records import Document

DATELINE = re.compile(r"\(([A-Z][\w&’' -]{2,40})\)\s*[-–—]")
FIRST_CHARACTERS = 300  # in which an agency signs: "HARWICK, 3 May (Coastwire) -" (by eye)


def as_outlets(namings: Sequence[Naming], documents: Sequence[Document]) -> list[Naming]:
    """The same places, those of outlets with kind "outlet"."""
    own = {name_key(document.outlet) for document in documents if document.outlet}
    signed = {name_key(m[1]) for document in documents for m in DATELINE.finditer(document.text[:FIRST_CHARACTERS])}
    files = {name_key(name_of_file(document.name)) for document in documents}
    bare = sorted({(naming.key, naming.name) for naming in namings if naming.kind in ("person", "organisation")})
    found = {key for key, name in bare if _could_be_one(key, name) and (key in own or _is_spoken_to(name, documents))}
    found |= {key for key, name in bare if key in signed and (name.isupper() or _could_be_one(key, name))}
    found |= {key for key, name in bare if key in files and key and _could_be_one(key, name) and _is_cited(name, documents)}
    return [replace(naming, kind="outlet") if naming.key in found and _is_bare(naming) else naming for naming in namings]


def name_of_file(name: str) -> str:
    """The words of a file's name without numbers, each with a capital.

    >>> name_of_file("reports/2-quay-matters.txt"), name_of_file("000.txt")
    ('Quay Matters', '')
    """
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return " ".join(word.capitalize() for word in re.findall(r"[^\W_]+", stem) if not word.isdigit())


def _is_bare(naming: Naming) -> bool:
    return naming.kind in ("person", "organisation") and naming.name[:1].isupper()


def _could_be_one(key: str, name: str) -> bool:
    """No country, no person with a first name or a title, and no body by its words."""
    words = name.split()
    person = is_first_name(words[0]) or words[0].lower().rstrip(".") in TITLES if words else True
    return not person and name[:1].isupper() and key not in COUNTRIES and not is_institution(name)


def _is_spoken_to(name: str, documents: Sequence[Document]) -> bool:
    """ "Quoted in …", "an interview with …", and of a name of two words "told …": one word alone may be anybody's surname."""
    said = re.escape(name)
    spoken = rf"\b(?:quoted in|interview with) (?:the )?{said}\b"
    told = rf"|\b(?:told|speaking to) (?:the )?{said}\b" if " " in name else ""
    return any(re.search(spoken + told, document.text, re.I) for document in documents)


def _is_cited(name: str, documents: Sequence[Document]) -> bool:
    """The reports treat it as an outlet: "told the Lantern", "seen by the Lantern", "the Lantern has learned", "the Lantern's
    reporter". One word may do where a file has that name."""
    said = rf"(?:the )?{re.escape(name)}"
    towards = rf"\b(?:told|speaking to|spoke to|quoted in|interview with|(?:seen|obtained|reviewed|read|reported) by) {said}\b"
    does = rf"|\b{said} (?:has (?:learn(?:ed|t)|seen|read)|understands|can reveal|reported|reports|quoted|quotes)\b"
    staff = rf"|\b{said}['’]s? (?:reporter|correspondent|columnist|journalist|readers|reporting|website|story|front page)\b"
    return any(re.search(towards + does + staff, document.text, re.I) for document in documents)
