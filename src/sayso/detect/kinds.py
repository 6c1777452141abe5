"""What kind of source a noun phrase is: its sourcing class, as far as its words and the report's own use of them tell.

The words come first: an outlet's name, a title before a name, a body's noun, a noun for people who speak, a noun for things
that are read. Where a bare name tells nothing, the report may: it calls it a newspaper, gives it a spokesman, or has its
first name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from sayso.detect.kind_words import (
    BEFORE_A_NAME,
    BODIES,
    BODY_NOUNS,
    COMPANY_WORDS,
    DOMAIN,
    MEDIA_WORDS,
    OBTAINING,
    OFFICES,
    ONLY_TITLES,
    PAPERS_TO_READ,
    PARTS_OF_A_BODY,
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
from sayso.detect.trees import Tree
from sayso.first_names import is_first_name
from sayso.lexicon import DOCUMENTS, POINTERS, RELATIVE, SOCIAL_POSTS
from sayso.names import (
    INSTITUTION_NOUNS,
    INSTITUTION_WORDS,
    METONYMS,
    OUTLET_NOUNS,
    OUTLETS,
    TITLES,
    is_institution,
    is_outlet,
    name_key,
    plain_name,
)


@dataclass(frozen=True)
class Known:
    """What the report itself tells about names, by their keys or, for people, by their last words."""

    outlets: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # last words of all names of two words or more, people's or not
    initials: frozenset[str] = frozenset()  # of such names, by which an interview calls people: "AL: …"


NOTHING_KNOWN = Known()


def known_names(trees: Sequence[Tree]) -> Known:
    """From every sentence of a report: who has a first name or title, what is called a newspaper, what has a spokesman."""
    people: set[str] = set()
    names: set[str] = set()
    outlets: set[str] = set()
    bodies: set[str] = set()
    initials: set[str] = set()
    for tree in trees:
        people.update(_surnames(tree))
        initials.update("".join(tree.words[k][0] for k in run) for run in _runs_of_names(tree))
        for head, (_, _, tag, dep, _, lemma) in enumerate(tree.tokens):
            if tag.startswith("NNP") and dep != "compound":
                core = core_of(tree, head)
                outlets.add(name_key(_called_outlet(tree, head, core) or _described_as(tree, head, core, OUTLET_NOUNS)))
                bodies.update({name_key(_described_as(tree, head, core, INSTITUTION_NOUNS))} - {""})
                bodies.update(_short_names(tree, core))
                if len(core) > 1 and tree.tag(core[-2]).startswith("NNP"):
                    names.add(tree.lower[head])
            elif lemma in OUTLET_NOUNS and tree.child(head, "appos") is not None:
                outlets.add(name_key(_outlet_owner(tree, head, core_of(tree, head))))
            elif lemma in INSTITUTION_NOUNS and (named := tree.child(head, "appos")) is not None:
                bodies.update({name_key(tree.cut(core_of(tree, named)))} if tree.tag(named).startswith("NNP") else set())
            elif lemma in PARTS_OF_A_BODY:
                bodies.update(name_key(tree.cut(tree.subtree(k))) for k in tree.children[head] if _owns(tree, k))
    outlets -= PLACES | set(METONYMS.values()) | {""}
    return Known(frozenset(outlets), frozenset(bodies), frozenset(people), frozenset(names), frozenset(initials))


def _owns(tree: Tree, k: int) -> bool:
    return tree.dep(k) in ("poss", "compound", "nmod") and tree.tag(k).startswith("NNP")


def _short_names(tree: Tree, core: Sequence[int]) -> Iterator[str]:
    """ "Fernhall" of "Fernhall Systems": the first word of a firm's name, where the last says what it trades in."""
    words = [tree.words[k] for k in core if tree.words[k][:1].isupper()]
    words = words[1:] if len(words) > 2 and words[0].lower() in ROLES else words  # "Developer Fernhall Systems" begins a sentence
    if len(words) == 2 and words[-1].lower().strip(".") in TRADE | COMPANY_WORDS and not is_first_name(words[0]):
        yield name_key(words[0])


def _surnames(tree: Tree) -> Iterator[str]:
    """Last words of runs of capitalised names that begin with a first name or stand behind "Mr", "Mrs", "Ms", "Miss"."""
    for run in _runs_of_names(tree):
        words = [tree.lower[k].rstrip(".") for k in run]
        starts = [k for k, word in enumerate(words[:-1]) if is_first_name(word) or word in ("mr", "mrs", "ms", "miss")]
        if starts and len(words) - starts[0] <= 4 and not is_institution(words[-1]) and not is_outlet(tree.cut(run)):
            yield words[-1]


def _runs_of_names(tree: Tree) -> Iterator[list[int]]:
    """Two or more capitalised words in a row that are tagged as names."""
    run: list[int] = []
    for i, token in enumerate(tree.tokens):
        if token.tag.startswith("NNP") and tree.words[i][:1].isupper():
            run.append(i)
        elif run:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _called_outlet(tree: Tree, head: int, core: Sequence[int]) -> str:
    """ "French site iGen", "the newspaper Kuriren": the name behind the noun for an outlet."""
    if not core or core[0] == head:
        return ""  # nothing stands before the name
    nouns = [
        k
        for k in core
        if k < head and tree.words[k].islower() and (tree.lemma(k) in OUTLET_NOUNS or tree.lower[k] in ("blog", "tabloid"))
    ]
    nouns += [k for k in core if k < head and tree.lower[k] == "agency" and k > 0 and tree.lower[k - 1] == "news"]
    if not nouns or any(tree.lower[k] in ROLES for k in core if k > max(nouns)):
        return ""
    return plain_name(tree.cut([k for k in core if k > max(nouns)]))


def _described_as(tree: Tree, head: int, core: Sequence[int], nouns: frozenset[str]) -> str:
    """ "Kuriren, a local newspaper": the name before an apposition with such a noun."""
    for k in tree.children[head]:
        if (
            k > head
            and tree.dep(k) == "appos"
            and tree.lemma(k) in nouns
            and not tree.tag(k).startswith("NNP")
            and tree.child(k, "det", "poss") is not None
        ):
            return plain_name(tree.cut(core))
    return ""


NUMBERED = re.compile(r"Q\d+")  # "Q12 Ada Lund: …", a question's number in front of a name


# ── the phrase and its parts ─────────────────────────────────────────────────────────────────────────────────────────


def core_of(tree: Tree, head: int, tokens: Sequence[int] | None = None) -> list[int]:
    """The phrase without what hangs behind it: relative clauses, appositions, "of …" but for "Department of Defense".

    Its words are `tokens`, or all below the head.
    """
    behind = [
        k
        for k in tree.children[head]
        if k > head
        and tree.dep(k) in ("relcl", "acl", "appos", "prep", "punct", "conj", "cc", "case")
        and not _belongs_to_name(tree, head, k)
        and tree.words[k] != "&"
        and not (tree.dep(k) == "conj" and tree.words[k - 1] == "&")
    ]
    core = tree.subtree(head, without=behind)
    if tokens is None:
        return core
    inside = set(tokens)
    core = [k for k in core if k in inside]
    cut_off = [k for k in tokens if k < core[0] and not tree.is_below(k, head)] if core else []
    return [*cut_off, *core]


def _belongs_to_name(tree: Tree, head: int, prep: int) -> bool:
    """ "of Defense" in "the Department of Defense": an institution's noun with a capital, "of", and another name."""
    thing = tree.child(prep, "pobj")
    institution = tree.tag(head).startswith("NNP") and tree.lower[head] in INSTITUTION_WORDS
    return institution and tree.lower[prep] == "of" and thing is not None and tree.tag(thing).startswith("NNP")


def name_of_person(tree: Tree, core: Sequence[int]) -> list[int]:
    """The capitalised words at the end of a phrase, without the roles and titles before them; empty where it is only a title.

    "agent Gregg Klein", "FBI Director Ada Voss", "the Echo's Oona Brask": the role, or the owner, is where the name begins.
    """
    kept: list[int] = []
    for k in reversed(core):
        word = tree.words[k]
        if kept and word in ("-", "&"):
            kept.insert(0, k)  # "Safi al-Masri", "Marl & Quince"
            continue
        owner = tree.lower[k] in ("'s", "’s", "'", "’") or (tree.dep(k) == "poss" and kept)
        if owner or not (word[:1].isupper() or (kept and word in ("de", "da", "di", "du", "van", "von", "der", "bin", "al", "el"))):
            break
        if kept and _is_role(tree, k):
            break
        kept.insert(0, k)
    while kept and (
        tree.lower[kept[0]] in BEFORE_A_NAME or tree.words[kept[0]] in ("-", "&") or NUMBERED.fullmatch(tree.words[kept[0]])
    ):
        kept.pop(0)
    if kept and _only_titles(tree, core):
        return []
    if len(kept) > 2 and kept[0] >= 2 and tree.lower[kept[0] - 1] == "of" and tree.lower[kept[0] - 2] in TITLES:
        kept.pop(0)  # "Secretary of State Ada Voss"
    return _with_first_name(tree, _from_first_name(tree, kept))


def _from_first_name(tree: Tree, name: list[int]) -> list[int]:
    """Without capitalised words before the first name: "YouTuber Josh Lin", "Condemn Ada Lund" in a headline."""
    known = [at for at, k in enumerate(name) if is_first_name(tree.words[k])]
    if not known or any(len(tree.words[k].strip(".")) < 3 for k in name[: known[0]]):
        return name
    leads = 0 < known[0] <= len(name) - 2 or (known[0] == 1 and tree.lower[name[0]].endswith("ing"))  # "Taking Thomas"
    return name[known[0] :] if leads else name


def _with_first_name(tree: Tree, name: list[int]) -> list[int]:
    """With the first name right before a lone surname that the parser took for another word: "Dilys" of "Dilys Prosser"."""
    before = name[0] - 1 if len(name) == 1 else -1
    cut_off = before >= 0 and tree.words[before][:1].isupper() and is_first_name(tree.words[before])
    return [before, *name] if cut_off else name


def _only_titles(tree: Tree, core: Sequence[int]) -> bool:
    return all(tree.lower[k].rstrip(".") in ONLY_TITLES for k in core)


def _is_role(tree: Tree, k: int) -> bool:
    return _names_a_role(tree.lower[k])


@lru_cache(maxsize=50_000)
def _names_a_role(word: str) -> bool:
    word = word.rstrip(".")
    role = word in ROLES or word.rstrip("s") in ROLES or word.endswith("-elect")
    return role and word not in INSTITUTION_NOUNS and not is_first_name(word)


def has_role(tree: Tree, core: Sequence[int]) -> bool:
    """A role or title stands before the last word."""
    return any(_is_role(tree, k) for k in core[:-1])


# ── kinds ────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
        return outlet, _outlet_owner(tree, head, core), None
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
        named = is_outlet(words) or name_key(words) in known.outlets or bool(_called_outlet(tree, head, core))
        return "outlet" if named else None
    if lemma == "paper" and any(tree.lower[k] in PAPERS_TO_READ for k in core):
        return None
    if lemma not in OUTLET_NOUNS:
        press = lemma in ("press", "media") and tree.words[head].islower() and "social" not in (tree.lower[k] for k in core)
        return "outlet noun" if press else None
    if tree.words[head].islower() and _outlet_owner(tree, head, core):
        return "outlet"
    return "outlet noun"


def _outlet_owner(tree: Tree, head: int, core: Sequence[int]) -> str:
    """The outlet's name where it is not the phrase itself: "the newspaper, the Echo", "Time magazine", "French site iGen"."""
    if tree.tag(head).startswith("NNP"):
        return _called_outlet(tree, head, core)
    named = next((k for k in tree.all_children(head, "appos") if tree.tag(k).startswith("NNP")), None)
    if named is not None:
        return plain_name(tree.cut(core_of(tree, named)))
    names = [k for k in core if k < head and tree.tag(k).startswith("NNP") and tree.dep(k) in ("compound", "nmod")]
    definite = tree.lower[core[0]] not in ("a", "an", "this", "that") and not tree.tag(head).endswith("S")
    place = bool(names) and name_key(tree.cut(names)) in PLACES
    return plain_name(tree.cut(core)) if names and definite and not place and names[-1] == head - 1 else ""


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
    if is_outlet(owner) or (at is not None and _is_called_outlet(tree, at)):
        return "outlet", owner, None
    if lemma in REPORTING_NOUNS:
        many = tree.tag(head) == "NNS" and (not owner or name_key(owner) in PLACES)
        if not owner and any(tree.lower[k] in MEDIA_WORDS for k in core):
            return "outlet noun", "", None
        if many or (not owner and tree.child(head, "compound", "nmod") is None):
            return "document noun", "", None
    return ("document" if owner or len(core) > 2 else "document noun"), owner, at


def _is_called_outlet(tree: Tree, at: int) -> bool:
    """The name stands behind a noun for an outlet: before it in the phrase, or as the noun's apposition."""
    apposed = tree.dep(at) == "appos" and tree.lemma(tree.head(at)) in OUTLET_NOUNS
    return apposed or bool(_called_outlet(tree, at, core_of(tree, at)))


def _name(tree: Tree, head: int, core: Sequence[int], known: Known) -> str:
    """A person or a body, from the words of a name."""
    if tree.words[head] in known.initials and head + 1 < len(tree) and tree.words[head + 1] == ":":
        return "named"
    name = name_of_person(tree, core)
    words = [tree.lower[k].strip(".") for k in name]
    roles = [k for k in core[:-1] if _is_role(tree, k)]
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
        return _called_outlet(tree, thing, core) or plain_name(tree.cut(core)), thing
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
    return thing if is_outlet(tree.cut(core)) or _called_outlet(tree, thing, core) else None


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
            agent = tree.child(k, "agent")
            thing = tree.child(agent, "pobj") if agent is not None else None
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
