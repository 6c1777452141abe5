"""Who a pronoun, "the newspaper", "the report", a surname or "the company" is, within one report, and why.

Deterministic rules over the cast of holders.py, nearest fitting mention first; where nothing fits, the mention stays
what it is and the reason says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.detect.holders import OFFICES, PERSON_PRONOUNS, REPORTING_NOUNS, Mention, after, before, name_of
from sayso.lexicon import DOCUMENTS, SOCIAL_POSTS
from sayso.names import COUNTRIES, TITLES, is_institution, is_outlet, name_key

NEAR_SENTENCES = 3  # "the report" is a report mentioned at most this many sentences before, else the first of the text (by eye)
PRONOUN_REACH = 600  # characters; further back a pronoun's antecedent has another mention in between (by eye)
# Names of bodies that govern or watch, and of bodies that trade: "the company" is one of the latter, "the regulator" of the former.
OFFICIAL_BODY = frozenset(
    """
    office council ministry department board police government committee commission agency authority court embassy
    parliament
    """.split()
)
PRINT_NOUNS = frozenset("newspaper paper daily weekly magazine tabloid".split())
BROADCAST_NOUNS = frozenset("station broadcaster channel".split())
WEB_NOUNS = frozenset("website site portal".split())
BROADCAST_WORDS = frozenset(
    "tv television radio fm bbc cnn nbc abc cbs fox itv sky npr pbs rtl zdf ard broadcasting al channel".split()
)
ENGLISH_PRONOUNS = frozenset("i you he she it we they me him her us them who this that these those one".split())
# French pronouns stand for persons and bodies alike: the articles and titles that go with each.
GENDERED = {
    "il": ("le", "un", "m", "monsieur", "ce", "cet"),
    "elle": ("la", "une", "sa", "mme", "madame", "cette"),
    "ils": (),
    "elles": (),
}
COMPANY_NOUNS = frozenset("company firm contractor manufacturer operator supplier".split())
WATCHING_NOUNS = frozenset("regulator watchdog agency office authority inspectorate".split())


def resolve(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """The mention that says in full who this one is, and why; itself where it is full or nothing is found."""
    found, because = _resolve_once(mention, cast)
    for _ in range(3):
        further, why = _resolve_once(found, cast)
        if further is found or further is mention:
            break
        found, because = further, f"{because}; {why}"
    return found, because


def _resolve_once(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    tree, at = mention.tree, mention.span
    if mention.kind == "outlet":
        return _resolve_outlet(mention, cast)
    if mention.kind == "pronoun":
        return _resolve_pronoun(mention, cast)
    if mention.kind == "outlet noun":
        return _resolve_outlet_noun(mention, cast)
    if mention.kind == "document noun":
        return _resolve_document(mention, cast)
    if mention.kind == "named":
        words = mention.name_words
        if len(words) == 1:
            for m in [*before(cast, at), *after(cast, at)]:
                other = m.name_words if m.kind == "named" else []
                if len(other) >= 2 and other[-1] == words[0]:
                    return m, f"“{words[0]}” is {' '.join(other)}"
        return mention, "named in full"
    if not tree.tag(mention.head).startswith("NNP") and tree.lower[mention.tokens[0]] in ("the", "these", "those", "this"):
        return _resolve_definite(mention, cast)
    return mention, "as the text gives it"


def _resolve_outlet_noun(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the newspaper", "a media report": an outlet named before, or, with the article, one named later; of a fitting kind."""
    tree, at = mention.tree, mention.span
    lemma = tree.lemma(mention.head)
    plural = tree.tag(mention.head) == "NNS"
    report = lemma in DOCUMENTS
    bare = tree.lower[mention.core[0]] in ("the", "this", "that") and len(mention.core) == 2
    if not report and (plural or not bare):
        return mention, "an outlet the report does not name"
    outlets = [m for m in before(cast, at) if m.kind == "outlet" and is_named(m) and _fits(lemma, m)]
    if outlets:
        return outlets[0], f"“{mention.words}” is the outlet named before: {name_of(outlets[0])}"
    later = [m for m in after(cast, at) if m.kind == "outlet" and is_named(m) and _fits(lemma, m)]
    if later and lemma not in WEB_NOUNS:
        return later[0], f"“{mention.words}” is the outlet named later: {name_of(later[0])}"
    return mention, "an outlet the report does not name"


def _fits(noun: str, outlet: Mention) -> bool:
    """A station is no newspaper: the noun against the words of the name, where these tell."""
    words = set(name_of(outlet).lower().replace(".", " ").split()) | set(outlet.owner.lower().split())
    airs = bool(words & BROADCAST_WORDS)
    return not (noun in PRINT_NOUNS and airs) and not (noun in BROADCAST_NOUNS and not airs)


def _resolve_document(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the report", "its statement": a document of that noun mentioned before; plurals and "a report" stay what they are."""
    tree, at = mention.tree, mention.span
    lemma = tree.lemma(mention.head)
    definite = tree.lower[mention.core[0]] in ("the", "this", "that", "its", "their") and tree.tag(mention.head) != "NNS"
    if not definite and lemma not in REPORTING_NOUNS:
        return mention, "a document the report does not name"
    kinds = ("document", "outlet", "outlet noun", "social post")
    family = [m for m in before(cast, at) if m.kind in kinds and _is_a_document(m)]
    same = [m for m in family if m.tree.lemma(m.head) == lemma]
    if definite and not same:
        same = [m for m in family if (m.tree.lemma(m.head) in SOCIAL_POSTS) == (lemma in SOCIAL_POSTS)]
    if not definite:
        same = [m for m in same if m.kind in ("outlet", "outlet noun")]
    near = [m for m in same if tree.text.count(". ", m.span.end, at.start) < NEAR_SENTENCES]
    if same:
        same = near or same[-1:]
        return same[0], f"“{mention.words}” is the {same[0].tree.lemma(same[0].head)} mentioned before: “{same[0].words}”"
    return mention, "a document the report does not name before"


def _is_a_document(mention: Mention) -> bool:
    noun = not mention.tree.tag(mention.head).startswith("NNP")
    return noun and mention.tree.lemma(mention.head) in DOCUMENTS | SOCIAL_POSTS


def _resolve_outlet(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the Post" after or before "the Wrenport Post": the longer name that ends in the shorter."""
    short = name_key(name_of(mention))
    for m in [*before(cast, mention.span), *after(cast, mention.span)]:
        if m.kind == "outlet" and name_key(name_of(m)).endswith(" " + short):
            return m, f"“{mention.words}” is short for {name_of(m)}"
    return mention, "named in full"


def is_named(mention: Mention) -> bool:
    return is_outlet(mention.owner) or is_outlet(name_of(mention))


def _resolve_pronoun(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    word = mention.tree.lower[mention.head]
    reach = [m for m in before(cast, mention.span) if mention.span.start - m.span.end < PRONOUN_REACH]
    if word in GENDERED or word not in ENGLISH_PRONOUNS:
        return _resolve_gendered(mention, word, reach)
    if word in PERSON_PRONOUNS:
        full = {m.name_words[-1] for m in cast if m.kind == "named" and len(m.name_words) >= 2}
        wanted = [m for m in reach if _could_be_a_person(m, full)]
    elif word == "it":
        wanted = [
            m for m in reach if m.kind in ("organisation", "document", "document noun", "outlet", "outlet noun", "social post")
        ]
    else:
        wanted = [m for m in reach if m.kind in ("anonymous", "organisation") and m.tree.lower[m.head] not in OFFICES]
    for m in wanted:
        if m.speaks or (m.tree.dep(m.head) in ("nsubj", "nsubjpass") and m.tree.dep(m.tree.head(m.head)) == "ROOT"):
            return m, f"“{word}” is {'who spoke' if m.speaks else 'the subject'} before: {m.words}"
    return mention, f"“{word}”: the text does not decide who"


def _resolve_gendered(mention: Mention, word: str, reach: Sequence[Mention]) -> tuple[Mention, str]:
    """French "il", "elle": who spoke last, person or body, if the article says that the gender agrees; else nobody."""
    last = next((m for m in reach if m.speaks and m.kind in ("named", "organisation", "anonymous")), None)
    if last is not None and word in ("ils", "elles") and last.tree.tag(last.head) == "NNS":
        return last, f"“{word}” is who spoke before: {last.words}"
    article = last.tree.words[last.tokens[0]].lower() if last is not None else ""
    if last is not None and article in GENDERED.get(word, ()):
        return last, f"“{word}” is who spoke before, and “{article}” has its gender: {last.words}"
    return mention, f"“{word}”: the text does not decide who"


def _could_be_a_person(mention: Mention, surnames: set[str]) -> bool:
    """A full name, a surname the report gives in full, or a name with a title; no place behind "in", no country."""
    words = mention.name_words
    if mention.kind != "named" or not words or mention.tree.dep(mention.head) == "pobj" or name_key(" ".join(words)) in COUNTRIES:
        return False
    titled = any(mention.tree.lower[k].rstrip(".") in TITLES for k in mention.core)
    return len(words) >= 2 or words[-1] in surnames or titled


def _resolve_definite(mention: Mention, cast: Sequence[Mention]) -> tuple[Mention, str]:
    """ "the spokeswoman", "the company", "the officials": the nearest earlier phrase with that noun or office."""
    tree = mention.tree
    lemma = tree.lemma(mention.head)
    for m in before(cast, mention.span):
        if (
            lemma in _roles(m)
            and _same_modifiers(mention, m)
            and (m.kind == "named" or (m.kind == mention.kind and len(m.core) > 2))
        ):
            return m, f"“{mention.words}” is “{m.words}”"
    if lemma in COMPANY_NOUNS | WATCHING_NOUNS:
        bodies = [m for m in before(cast, mention.span) if _is_body(m, official=lemma in WATCHING_NOUNS)]
        bodies = [m for m in bodies if not _called_otherwise(m, lemma)]
        subjects = [m for m in bodies if m.tree.dep(m.head) in ("nsubj", "nsubjpass")]
        for m in subjects or bodies:
            return m, f"“{mention.words}” is the body named before: {name_of(m)}"
    return mention, "as the text gives it"


def _roles(mention: Mention) -> set[str]:
    """The nouns that say what somebody is: the head, nouns right before a name, and appositions."""
    tree = mention.tree
    found = {tree.lemma(mention.head)}
    for k in tree.children[mention.head]:
        if tree.dep(k) in ("compound", "nmod", "appos") and tree.tag(k).startswith("NN"):
            found.add(tree.lemma(k))
    return found


def _same_modifiers(mention: Mention, other: Mention) -> bool:
    """ "the Qatari government" is not "the U.S. government": what stands before the noun must stand there as well."""
    tree = mention.tree
    own = [tree.lower[k] for k in mention.core[:-1] if tree.dep(k) in ("amod", "compound", "nmod", "poss", "nummod")]
    there = set(other.tree.lower[k] for k in other.tokens)
    return all(word in there for word in own if word not in ("same", "unnamed", "anonymous"))


def _is_body(mention: Mention, *, official: bool) -> bool:
    """A body with a name of its own, one that governs or one that trades."""
    name = name_of(mention)
    known = (mention.speaks or is_institution(name)) and name_key(name) not in COUNTRIES
    proper = mention.kind == "organisation" and mention.tree.tag(mention.head).startswith("NNP")
    return proper and known and official == bool(set(name.lower().split()) & (OFFICIAL_BODY | WATCHING_NOUNS))


def _called_otherwise(mention: Mention, lemma: str) -> bool:
    """ "its contractor Fernhall Systems" is not "the company": the report has another noun for it."""
    tree = mention.tree
    first = mention.tokens[0]
    nouns = {tree.lemma(k) for k in (*mention.tokens, *range(max(0, first - 1), first))}
    return bool(nouns & COMPANY_NOUNS) and lemma not in nouns
