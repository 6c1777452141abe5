"""What kind of source a noun phrase is: its sourcing class, as far as its words and the report's own use of them tell.

The words come first: an outlet's name, a title before a name, a body's noun, a noun for people who speak, a noun for things
that are read. Where a bare name tells nothing, the report may: it calls it a newspaper, gives it a spokesman, or has its
first name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from sayso.detect.kind_words import (
    BODIES,
    BODY_NOUNS,
    COMPANY_WORDS,
    DOMAIN,
    MEDIA_WORDS,
    OBTAINING,
    OFFICES,
    PAPERS_TO_READ,
    PEOPLE_ANYWAY,
    PERSON_ENDINGS,
    PLACES,
    PRONOUNS,
    READABLE,
    RELEASING,
    REPORTING_NOUNS,
    ROLES,
    SOMEBODY,
    SPEAKS_FOR,
    THING_ENDINGS,
    THINGS,
    TRADE,
    UNDERTAKINGS,
    UNNAMED,
)
from sayso.detect.known_names import Known
from sayso.detect.noun_phrases import called_outlet, core_of, has_role, is_role, name_of_person, outlet_owner
from sayso.detect.trees import Tree
from sayso.first_names import is_first_name
from sayso.lexicon import DOCUMENTS, POINTERS, RELATIVE, SOCIAL_POSTS
from sayso.names import (
    INSTITUTION_NOUNS,
    INSTITUTION_WORDS,
    OUTLET_NOUNS,
    OUTLETS,
    TITLES,
    is_institution,
    is_outlet,
    name_key,
    plain_name,
)


def kind_of(tree: Tree, head: int, tokens: Sequence[int], core: Sequence[int], known: Known) -> tuple[str, str, int | None]:
    """The kind, the owner's name ("" where the phrase gives none) and the owner's head word.

    The kind is one of SOURCING_CLASSES, or "pronoun", "outlet noun", "document noun": these wait for coreference.
    """
    lower, lemma = tree.lower[head], tree.lemma(head)
    if lower in RELATIVE and tree.tag(head) in ("WP", "WDT", "IN"):
        return "pronoun", "", None
    if tree.tag(head).startswith("PRP") or lower in PRONOUNS:
        return "pronoun", "", None
    if lower.startswith("@") or (head > 0 and tree.words[head - 1] == "@"):
        return "social post", "", None
    if lower in ("q", "a") and head == 0 and len(tree) > 1 and not tree.words[1][0].isalnum():
        return "unattributed", "", None  # "Q: …": who asks stands elsewhere, if at all
    if lower in ("correction", "update", "clarification", "editor") and tree.words[head][:1].isupper():
        return "unattributed", "", None  # the label of a note: "CORRECTION, 3 May: an earlier version said …"
    outlet = _outlet(tree, head, core, known)
    if outlet is not None:
        return outlet, outlet_owner(tree, head, core), None
    written = _document(tree, head, core, tokens)
    if written is not None:
        return written
    if is_proper(tree, head, known):
        return _name(tree, head, core, known), "", None
    named = appositive_name(tree, head, tokens)
    if named is not None:
        name = core_of(tree, named)
        body = _name(tree, named, name, known) == "organisation" or (
            lemma in INSTITUTION_NOUNS and lemma not in ROLES - INSTITUTION_NOUNS
        )
        return ("organisation", plain_name(tree.cut(name)), named) if body else ("named", "", None)
    return _noun(tree, head, core, tokens, known)


def is_proper(tree: Tree, head: int, known: Known) -> bool:
    """Tagged as a name, or a capitalised word that ends a name, here or elsewhere, or is a well-known body's."""
    if tree.tag(head).startswith("NNP"):
        return True
    if not tree.words[head][:1].isupper():
        return False
    behind_a_name = head > 0 and tree.tag(head - 1).startswith("NNP") and tree.words[head - 1][:1].isupper()
    return behind_a_name or tree.lower[head] in known.people or tree.lower[head] in known.names or tree.lower[head] in BODIES


def _outlet(tree: Tree, head: int, core: Sequence[int], known: Known) -> str | None:
    words, lemma = tree.cut(core), tree.lemma(head)
    if ("." in words and DOMAIN.fullmatch(words)) or (words[:1].isupper() and plain_name(words).lower() in OUTLETS):
        return "outlet"
    if tree.tag(head).startswith("NNP"):
        if has_role(tree, core) and not is_outlet(tree.cut(name_of_person(tree, core))):
            return None
        named = is_outlet(words) or name_key(words) in known.outlets or bool(called_outlet(tree, head, core))
        return "outlet" if named else None
    if lemma == "paper" and any(tree.lower[k] in PAPERS_TO_READ for k in core):
        return None
    if lemma not in OUTLET_NOUNS:
        press = lemma in ("press", "media") and tree.words[head].islower() and "social" not in (tree.lower[k] for k in core)
        return "outlet noun" if press else None
    if tree.words[head].islower() and outlet_owner(tree, head, core):
        return "outlet"
    return "outlet noun"


def _document(tree: Tree, head: int, core: Sequence[int], tokens: Sequence[int]) -> tuple[str, str, int | None] | None:
    lemma, proper = tree.lemma(head), tree.tag(head).startswith("NNP")
    if proper or lemma in SPEAKS_FOR:
        return None
    if lemma in SOCIAL_POSTS:
        owner, at = owner_of(tree, head, tokens)
        told = owner or len(core) > 2 or tree.lower[core[0]] == "a"
        return ("social post" if told else "document noun"), owner, at
    if (lemma in POINTERS and lemma not in DOCUMENTS) or (lemma == "account" and tree.lower[core[0]] in ("all", "most", "some")):
        return "unattributed", "", None
    if lemma not in READABLE:
        return None
    owner, at = owner_of(tree, head, tokens)
    if is_outlet(owner) or (at is not None and _iscalled_outlet(tree, at)):
        return "outlet", owner, None
    if lemma in REPORTING_NOUNS:
        many = tree.tag(head) == "NNS" and (not owner or name_key(owner) in PLACES)
        if not owner and any(tree.lower[k] in MEDIA_WORDS for k in core):
            return "outlet noun", "", None
        if many or (not owner and tree.child(head, "compound", "nmod") is None):
            return "document noun", "", None
    return ("document" if owner or len(core) > 2 else "document noun"), owner, at


def _iscalled_outlet(tree: Tree, at: int) -> bool:
    """The name stands behind a noun for an outlet: before it in the phrase, or as the noun's apposition."""
    apposed = tree.dep(at) == "appos" and tree.lemma(tree.head(at)) in OUTLET_NOUNS
    return apposed or bool(called_outlet(tree, at, core_of(tree, at)))


def _name(tree: Tree, head: int, core: Sequence[int], known: Known) -> str:
    """A person or a body, from the words of a name."""
    if tree.words[head] in known.initials and head + 1 < len(tree) and tree.words[head + 1] == ":":
        return "named"
    name = name_of_person(tree, core)
    words = [tree.lower[k].strip(".") for k in name]
    roles = [k for k in core[:-1] if is_role(tree, k)]
    behind_role = tree.cut([k for k in core if roles and k > roles[-1]])
    if roles and name and not (is_institution(behind_role) and not is_first_name(words[0])):
        return "named"
    if len(words) >= 2 and is_first_name(words[0]) and words[-1] not in INSTITUTION_WORDS | COMPANY_WORDS:
        return "named"
    if tree.tag(head) == "NNPS" and not (words and words[-1] in known.people and len(words) == 1 and tree.lower[core[0]] != "the"):
        return "organisation"
    if len(core) > 1 and tree.lower[core[0]] == "the" and tree.dep(head) != "appos":
        return "organisation" if name else "named"
    if words and words[-1] in known.people and len(words) <= 2:
        return "named"
    key = name_key(tree.cut(core))
    famous = len(words) in (1, 2) and words[0] in BODIES
    is_body = key in known.bodies or famous or not (COMPANY_WORDS | UNDERTAKINGS).isdisjoint(words[-1:])
    is_body = is_body or (len(words) > 1 and words[-1] in TRADE)
    return "organisation" if is_body or is_institution(tree.cut(core)) else "named"


def appositive_name(tree: Tree, head: int, tokens: Sequence[int]) -> int | None:
    """The name in apposition to a noun: "the chief executive, Rowan Castell", "its contractor Fernhall Systems".

    Also "a miner named Seth Hale". The parser hangs "the chief engineer of the county, Ada Lund" on the county: a name
    there is taken for the engineer's.
    """
    if tree.tag(head).startswith("NNP"):
        return None
    called = [k for k in tree.all_children(head, "acl") if tree.lemma(k) in ("name", "call") and tree.tag(k) == "VBN"]
    by_name = (tree.child(k, "oprd", "dobj", "attr") for k in called)
    found = next((k for k in by_name if k is not None and k in tokens and tree.tag(k).startswith("NNP")), None)
    if found is not None:
        return found
    behind = [tree.child(k, "pobj") for k in tree.all_children(head, "prep") if tree.lower[k] in ("of", "for", "at")]
    places = [head, *(k for k in behind if k is not None and tree.lemma(head) in ROLES)]
    names = [k for place in places for k in tree.all_children(place, "appos") if k in tokens and tree.tag(k).startswith("NNP")]
    people = (k for k in names if tree.head(k) == head or not is_institution(tree.cut(core_of(tree, k))))
    return next(people, next(iter(french_apposition(tree, tokens)), None))


def french_apposition(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """The words of the name behind the first comma, "la maire de Brévigny, Odile Tarnec", which the French parser often loses."""
    comma = next((k for k in tokens if tree.words[k] == ","), None) if tree.sentence.parser == "fr" else None
    if comma is None:
        return []
    run = list(takewhile(lambda k: tree.words[k][:1].isupper(), (k for k in tokens if k > comma)))
    closed = bool(run) and (run[-1] == tokens[-1] or tree.words[run[-1] + 1] == ",")
    return run if closed and len(run) > 1 else []


def _noun(tree: Tree, head: int, core: Sequence[int], tokens: Sequence[int], known: Known) -> tuple[str, str, int | None]:
    """A phrase without a name: a body, an office, unnamed people, or nothing that could speak."""
    lemma = tree.lemma(head)
    if lemma in SPEAKS_FOR:
        body, at = _speaks_for(tree, head)
        if at is not None and _surely_a_person(tree, core_of(tree, at), known):
            return "anonymous", "", None  # "a spokesman for Mr Lund" is not Mr Lund, and has no name
        if body:
            return "organisation", body, at
    if lemma in BODY_NOUNS:
        return "organisation", "", None
    if lemma in OFFICES and lemma not in SPEAKS_FOR and tree.lower[core[0]] == "the":
        return "named", "", None
    if UNNAMED.search(tree.cut(tokens)) or lemma in ROLES or lemma in SOMEBODY or tree.lower[head] in SOMEBODY:
        return "anonymous", "", None
    if lemma in THINGS or (lemma.endswith(THING_ENDINGS) and lemma not in PEOPLE_ANYWAY):
        return "unattributed", "", None
    return ("anonymous" if tree.tag(head).startswith("NN") else "unattributed"), "", None


def _surely_a_person(tree: Tree, core: Sequence[int], known: Known) -> bool:
    """A name with a first name or a title, or one that the report gives in full with one."""
    name = name_of_person(tree, core)
    if not name or is_institution(tree.cut(name)) or is_outlet(tree.cut(name)):
        return False
    titled = any(tree.lower[k].rstrip(".") in TITLES for k in core[:-1])
    return titled or is_first_name(tree.words[name[0]]) or (len(name) == 1 and tree.lower[name[0]] in known.people)


def is_person_noun(lemma: str) -> bool:
    """Whether "he" or "she" can stand for somebody called this.

    >>> [word for word in ("sailor", "native", "rally", "policewoman") if is_person_noun(word)]
    ['sailor', 'native', 'policewoman']
    """
    return lemma in ROLES or lemma in SOMEBODY or lemma.endswith(PERSON_ENDINGS)


def _speaks_for(tree: Tree, head: int) -> tuple[str, int | None]:
    """The body behind an unnamed spokesperson: "a spokesman for the council", "the council's spokeswoman", "council spokesman"."""
    for k in tree.children[head]:
        thing = tree.child(k, "pobj") if tree.dep(k) == "prep" and tree.lower[k] in ("for", "of", "from", "with", "at") else k
        if (
            thing is not None
            and tree.dep(thing) in ("pobj", "poss", "compound", "nmod")
            and tree.tag(thing).startswith(("NN", "PRP$"))
        ):
            return plain_name(tree.cut(core_of(tree, thing))), thing
    return "", None


def owner_of(tree: Tree, head: int, tokens: Sequence[int]) -> tuple[str, int | None]:
    """Who put a document out: "the Pentagon's report", "a Pentagon report", "a report by the agency", "posted by X"."""
    for thing in _owners(tree, head, frozenset(tokens)):
        named = tree.child(thing, "appos") if not tree.tag(thing).startswith("NNP") else None
        thing = named if named is not None and tree.tag(named).startswith("NNP") else thing
        core = core_of(tree, thing)
        return called_outlet(tree, thing, core) or plain_name(tree.cut(core)), thing
    return "", None


def _outlet_behind(tree: Tree, prep: int) -> int | None:
    """ "a report in the Echo", "an article on the news site Kuriren": an outlet's name."""
    thing = tree.child(prep, "pobj")
    if thing is not None and tree.lemma(thing) in OUTLET_NOUNS and tree.child(thing, "appos") is not None:
        thing = tree.child(thing, "appos")
        return thing if thing is not None and tree.tag(thing).startswith("NNP") else None
    if thing is None or not tree.tag(thing).startswith("NNP"):
        return None
    core = core_of(tree, thing)
    return thing if is_outlet(tree.cut(core)) or called_outlet(tree, thing, core) else None


def _owners(tree: Tree, head: int, inside: frozenset[int]) -> Iterable[int]:
    for k in tree.children[head]:
        if tree.dep(k) == "poss" or (tree.dep(k) in ("compound", "nmod") and tree.tag(k).startswith("NNP")):
            yield k
    for k in tree.children[head]:
        thing: int | None = None
        if tree.dep(k) == "prep" and tree.lower[k] in ("by", "from") and k in inside:
            thing = tree.child(k, "pobj")
        elif tree.dep(k) == "prep" and tree.lower[k] in ("in", "on") and k in inside:
            thing = _outlet_behind(tree, k)
        elif tree.dep(k) == "acl" and tree.lemma(k) not in OBTAINING:
            thing = tree.agent(k)
        if thing is not None:
            yield thing
    verb = tree.head(head)
    if tree.dep(head) == "dobj" and tree.lemma(verb) in RELEASING:
        subject = tree.subject(verb)
        if subject is not None and tree.tag(subject).startswith("NN"):
            yield subject


def looks_like_an_outlet(name: str) -> bool:
    """For who is told something: a name in camel case or a web address, or one with "news", "online" in it.

    >>> looks_like_an_outlet("MailOnline"), looks_like_an_outlet("Reed"), looks_like_an_outlet("Oona Brask")
    (True, False, False)
    """
    said = plain_name(name)
    camel = re.fullmatch(r"[A-Z]?[a-z]+[A-Z]\w+", said) is not None and not said.startswith(
        ("Mc", "Mac", "De", "Di", "La", "Le", "Van")
    )
    return camel or bool(DOMAIN.fullmatch(said)) or bool({"news", "online"} & set(said.lower().split())) or said.lower() in OUTLETS
