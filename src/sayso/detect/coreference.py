"""Who a pronoun, "the newspaper", "the report", a surname or "the company" is, within one report, and why.

Deterministic rules over the cast of holders.py, nearest sentence first, and in a sentence whoever speaks before the subject
before anybody else (after Lappin & Leass 1994). Where two fit equally well, or none fits, the mention stays what it is and the
reason says so: a speaker left open is better than the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from sayso.detect.holders import (
    ASIDE,
    INNER,
    SPEAKER,
    SUBJECT,
    Mention,
    after,
    before,
    is_person_pronoun,
    is_readable,
    mention_of,
    name_of,
)
from sayso.detect.kind_words import GROUP_PRONOUNS, OFFICES, REPORTING_NOUNS, ROLES, SPEAKS_FOR, THING_PRONOUNS, TRADE
from sayso.detect.kinds import is_person_noun
from sayso.detect.known_names import Known
from sayso.detect.noun_phrases import core_of
from sayso.detect.people import Person, bearers, could_be_a_person, fits, has_title, pronoun_told
from sayso.lexicon import DOCUMENTS, RELATIVE, SOCIAL_POSTS
from sayso.names import COUNTRIES, is_institution, is_outlet, name_key

NEAR_SENTENCES = 3  # "the report" is a report mentioned at most this many sentences before, else the first of the text (by eye)
PRONOUN_REACH = 900  # characters; further back a pronoun's antecedent has another mention in between (by eye)
POST_REACH = 300  # characters; "the tweet" is of who spoke or did something in the sentence or two before (by eye)
WRITTEN_POSTS = frozenset("tweet post thread".split())
SENTENCES_BACK = 5  # beyond these a pronoun is tied only to the one person it can be (by eye)
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
COMPANY_NOUNS = frozenset(
    "company firm contractor manufacturer operator supplier corporation retailer carrier airline bank".split()
)
# Written work that one report calls by several of these nouns.
STUDIES = frozenset(
    "report document study survey review audit assessment analysis dossier paper file briefing inquiry article".split()
)
COLLECTIVE = frozenset("staff crew family couple pair police public team crowd majority jury panel press".split())
FEMININE = frozenset("she her hers herself".split())
DEFINITE = frozenset("the these those this its their his her".split())
# French pronouns stand for persons and bodies alike: the articles and titles that go with each.
GENDERED = {
    "il": ("le", "un", "m", "monsieur", "ce", "cet"),
    "elle": ("la", "une", "sa", "mme", "madame", "cette"),
    "ils": (),
    "elles": (),
}
FRENCH_POSSESSIVES = frozenset("son sa ses leur leurs".split())  # these agree with what is had, and tell nothing of who has it
WATCHING_NOUNS = frozenset("regulator watchdog agency office authority inspectorate".split())
GROUP_NOUNS = frozenset("group movement organisation organization union charity team party network club militia".split())


# Roles that many people of a report have: one with a name tells nothing of another without.
MANY_HAVE = frozenset("man woman person official officer expert doctor witness resident member employee analyst user".split())
OF_STATES = frozenset("president minister premier chancellor king queen ambassador governor general secretary".split())
NOUNS_FOR_BODIES = COMPANY_NOUNS | WATCHING_NOUNS | GROUP_NOUNS


@dataclass(frozen=True)
class Cast:
    """Everybody a report mentions who could speak, who of them are people with a name, and what the report tells of names."""

    mentions: Sequence[Mention]
    people: Sequence[Person]
    known: Known


def with_pronouns(mentions: Sequence[Mention], people: Sequence[Person], known: Known) -> Cast:
    """The cast with the pronouns that speak tied to who they are, one after the other: "he said … he added"."""
    done: list[Mention] = []
    for mention in mentions:
        if mention.kind == "pronoun":
            full, _ = resolve(mention, Cast(done, people, known))
            mention = replace(mention, full=full if full.kind != "pronoun" else None)
        done.append(mention)
    return Cast([*done], people, known)


def resolve(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """The mention that says in full who this one is, and why; itself where it is full or nothing is found."""
    found, because = _resolve_once(mention, cast)
    for _ in range(3):
        further, why = _resolve_once(found, cast)
        if further is found or further.span == mention.span:
            break
        found, because = further, f"{because}; {why}"
    return found, because


def _resolve_once(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    if mention.kind == "outlet":
        return _resolve_outlet(mention, cast)
    if mention.kind == "pronoun":
        return _resolve_pronoun(mention, cast)
    if mention.kind == "outlet noun":
        return _resolve_outlet_noun(mention, cast)
    if mention.kind == "document noun":
        return _resolve_document(mention, cast)
    if mention.kind == "named" and mention.name_words:
        return _resolve_name(mention, cast)
    if mention.owner_at is not None and mention.kind in ("document", "social post", "organisation"):
        return _with_its_owner(mention, cast)
    tree = mention.tree
    lemma = tree.lemma(mention.head)
    if mention.kind == "anonymous" and lemma in SPEAKS_FOR and not mention.plural and len(mention.core) <= 2:
        return _resolve_bare_spokesman(mention, cast)
    owned = any(tree.dep(k) == "poss" for k in mention.core)
    if not tree.tag(mention.head).startswith("NNP") and (tree.lower[mention.tokens[0]] in DEFINITE or owned):
        return _resolve_definite(mention, cast)
    return mention, "as the text gives it"


def _resolve_bare_spokesman(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "The board said it knew. “We are sorry,” a spokeswoman said": of the body that spoke just before, in the same paragraph."""
    if mention.tree.lower[mention.tokens[0]] in DEFINITE:
        return _resolve_definite(mention, cast)
    text = mention.tree.text
    for m in before(cast.mentions, mention.span):
        if "\n" in text[m.span.end : mention.span.start] or m.tree is mention.tree:
            break
        if m.kind in ("organisation", "named") and m.speaks:
            name = m.owner or name_of(m)
            if m.kind == "named":
                break  # a person spoke: whether the other speaks for the same body is not said
            return replace(mention, kind="organisation", owner=name), f"“{mention.words}” speaks for who spoke just before: {name}"
    return mention, "as the text gives it"


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _resolve_name(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """A surname or first name alone is the one person of that name; of several, the one met so far; else it stays open."""
    words = mention.name_words
    who = bearers(mention, cast.people)
    if len(who) > 1 and not _two_titles(words[0], cast):
        who = _met_before(mention, who, cast)
    if not who:
        return mention, "named in full" if len(words) > 1 else "named, and never in full"
    if len(who) > 1:
        return mention, f"“{words[-1]}” can be {' or '.join(person.name for person in who)}: the text does not decide who"
    person = who[0]
    return (mention if person.mention.span == mention.span else person.mention), f"“{' '.join(words)}” is {person.name}"


def _two_titles(surname: str, cast: Cast) -> bool:
    """ "Mrs Smith" and "Miss Smith" in one report are two people."""
    called = [m for m in cast.mentions if m.kind == "named" and m.name_words == [surname]]
    return {"mrs", "miss"} <= {m.tree.lower[k].rstrip(".") for m in called for k in m.core}


def _met_before(mention: Mention, who: Sequence[Person], cast: Cast) -> list[Person]:
    """Of several people of one name: those named so far, or the first of all in a headline; of these, the one who had the
    bare name alone before the others came, unless they came just now.
    """
    at = mention.span
    met = [person for person in who if person.mention.span.end <= at.start] or list(who[:1])
    if len(met) < 2:
        return met
    first, second = met[0], met[1]
    alone = [
        m
        for m in before(cast.mentions, second.mention.span)
        if m.kind == "named" and m.name_words == mention.name_words and m.span.start > first.mention.span.end
    ]
    near = at.start - second.mention.span.end < PRONOUN_REACH
    return [first] if alone and not near else met


def _resolve_outlet(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the Post" after or before "the Wrenport Post": the longer name that ends in the shorter, or whose initials it is."""
    short = name_key(name_of(mention))
    for m in [*before(cast.mentions, mention.span), *after(cast.mentions, mention.span)]:
        long = name_key(name_of(m)) if m.kind == "outlet" else ""
        if long.endswith(" " + short) or (len(short) > 2 and "".join(word[0] for word in long.split()) == short):
            return m, f"“{mention.words}” is short for {name_of(m)}"
    return mention, "named in full" if is_named(mention, cast.known) else "an outlet the report does not name"


def is_named(mention: Mention, known: Known) -> bool:
    """An outlet with a name of its own."""
    proper = mention.tree.tag(mention.head).startswith("NNP") or bool(mention.owner) or "." in name_of(mention)
    return proper or is_outlet(name_of(mention)) or name_key(name_of(mention)) in known.outlets


# ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _resolve_pronoun(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    word = mention.tree.lower[mention.head]
    if word in RELATIVE:
        return _resolve_relative(mention, cast)
    reach = (m for m in before(cast.mentions, mention.span) if mention.span.start - m.span.end < PRONOUN_REACH)
    if word in GENDERED:
        return _resolve_gendered(mention, reach)
    if mention.tree.words[mention.head].lower() in FRENCH_POSSESSIVES:
        return mention, _open(mention)
    if is_person_pronoun(mention):
        pronoun = "she" if word in FEMININE else "he"
        return _most_prominent(mention, (m for m in reach if can_be(m, pronoun, cast)), cast, pronoun)
    if word in GROUP_PRONOUNS:
        return _most_prominent(mention, filter(_is_a_group, reach), cast, "")
    if word in ("it", "its", "itself"):
        return _most_prominent(mention, (m for m in reach if _is_a_thing(m, cast)), cast, "")
    return mention, _open(mention)


def _resolve_relative(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the man who said …": the noun that the clause hangs on."""
    tree = mention.tree
    clause = next((k for k in tree.ancestors(mention.head) if tree.dep(k) == "relcl"), None)
    if clause is None:
        return mention, _open(mention)
    head = tree.head(clause)
    tokens = tree.with_first_names(tree.subtree(head, without=[clause]))
    return mention_of(tree, head, tokens, cast.known), f"“{mention.words}” is {tree.cut(core_of(tree, head, tokens))}"


def _resolve_gendered(mention: Mention, reach: Iterable[Mention]) -> tuple[Mention, str]:
    """French "il", "elle": who spoke last, person or body, if the article says that the gender agrees; else nobody.

    Nobody, too, where somebody else was the subject since.
    """
    word = mention.tree.lower[mention.head]
    last = next((m for m in reach if m.rank >= SUBJECT and m.kind in ("named", "organisation", "anonymous")), None)
    if last is None or not last.speaks:
        return mention, _open(mention)
    if word in ("ils", "elles") and last.tree.tag(last.head) == "NNS":
        return last, f"“{word}” is who spoke before: {last.words}"
    article = last.tree.words[last.tokens[0]].lower()
    if article in GENDERED[word]:
        return last, f"“{word}” is who spoke before, and “{article}” has its gender: {last.words}"
    return mention, _open(mention)


def _open(mention: Mention) -> str:
    return f"“{mention.words.lower()}”: the text does not decide who"


def _undecided(mention: Mention, between: Sequence[Mention]) -> str:
    who = [m.full or m for m in between]
    names = " or ".join(" ".join(m.name_words) if m.kind == "named" and m.name_words else name_of(m) for m in who)
    return f"“{mention.words.lower()}” can be {names}: the text does not decide who"


def can_be(m: Mention, pronoun: str, cast: Cast) -> bool:
    """Whether "he" or "she" can stand for this mention."""
    if m.kind == "pronoun":
        return is_person_pronoun(m) and (m.tree.lower[m.head] in FEMININE) == (pronoun == "she")
    if m.kind == "named":
        office = not m.name_words and m.tree.lemma(m.head) in OFFICES
        if not office and not could_be_a_person(m, cast.people):
            return False
        full, _ = _resolve_name(m, cast) if m.name_words else (m, "")
        known = next((p.pronoun for p in cast.people if p.mention is full or p.mention.span == full.span), "") or pronoun_told(m)
        return fits(pronoun, known)
    unnamed = m.kind == "anonymous" or (m.kind == "organisation" and m.tree.lemma(m.head) in SPEAKS_FOR)
    return unnamed and not m.plural and is_person_noun(m.tree.lemma(m.head)) and fits(pronoun, pronoun_told(m))


def _is_a_group(m: Mention) -> bool:
    if m.kind == "pronoun":
        return m.tree.lower[m.head] in GROUP_PRONOUNS
    if m.kind == "organisation":
        return name_key(name_of(m)) not in COUNTRIES
    return m.kind == "anonymous" and (m.tree.tag(m.head) in ("NNS", "NNPS", "CD") or m.tree.lemma(m.head) in COLLECTIVE)


def _is_a_thing(m: Mention, cast: Cast) -> bool:
    if m.kind == "pronoun":
        return m.tree.lower[m.head] in THING_PRONOUNS
    kinds = ("organisation", "document", "document noun", "outlet", "outlet noun", "social post")
    return m.kind in kinds or (_may_be_a_body(m, cast) and not m.plural)


def _most_prominent(mention: Mention, fitting: Iterable[Mention], cast: Cast, pronoun: str) -> tuple[Mention, str]:
    """Of the mentions that fit, nearest first: the one in the foreground of the nearest sentence that has one there.

    Two in one foreground are not decided; nor is somebody further back where another was named in passing since.
    """
    passing: list[Mention] = []
    sentences = groupby(fitting, key=lambda m: m.tree.sentence.span.start)
    for there in (list(group) for _, group in islice(sentences, SENTENCES_BACK)):
        top = max(m.rank for m in there)
        far = mention.tree.text.count(". ", there[0].span.end, mention.span.start) > 1
        if (top == INNER or (top == SUBJECT and far)) and mention.tree.lower[mention.head] in GROUP_PRONOUNS:
            there = [m for m in there if _speaks_elsewhere(m, cast)]  # "they" are people, and not any courts or markets
        if top < INNER or all(m.rank < top for m in there):
            passing += [m for m in there if pronoun and m.rank == ASIDE and pronoun_told(resolve(m, cast)[0]) == pronoun]
            continue
        found = _different([m for m in there if m.rank == top], cast)
        if len(found) > 1:
            return mention, _undecided(mention, list(reversed(found)))
        rivals = _different([found[0], *passing], cast)[1:]
        if rivals and found[0].tree is not mention.tree:
            return mention, _undecided(mention, [found[0], rivals[0]])
        if found[0].kind == "pronoun":
            same = found[0].full
            if same is None:
                return mention, _open(mention)
            return same, f"“{mention.words.lower()}” is who spoke before: {same.words}"
        why = "who spoke" if top == SPEAKER else "the subject"
        return found[0], f"“{mention.words.lower()}” is {why} before: {found[0].words}"
    return _the_only_one(mention, cast, pronoun)


def _speaks_elsewhere(m: Mention, cast: Cast) -> bool:
    """A party of this name is the source of some attribution of the report."""
    name = name_key(name_of(m))
    return m.kind == "pronoun" or any(other.speaks and name_key(name_of(other)) == name for other in cast.mentions)


def _the_only_one(mention: Mention, cast: Cast, pronoun: str) -> tuple[Mention, str]:
    """The one person named so far with whom the pronoun goes."""
    if not pronoun:
        return mention, _open(mention)
    met = [p for p in cast.people if p.mention.span.end <= mention.span.start and fits(pronoun, p.pronoun)]
    if len(met) == 1 and met[0].pronoun == pronoun:
        return met[0].mention, f"“{mention.words.lower()}” can only be {met[0].name}, so far"
    return mention, _open(mention)


def _different(mentions: Sequence[Mention], cast: Cast) -> list[Mention]:
    """One mention for each party among these."""
    kept: dict[str, Mention] = {}
    for m in mentions:
        full = resolve(m, cast)[0] if m.kind != "pronoun" else m.full or m
        kept.setdefault(name_key(" ".join(full.name_words) if full.kind == "named" else full.words), m)
    return list(kept.values())


# ── definite descriptions ────────────────────────────────────────────────────────────────────────────────────────────


def _resolve_outlet_noun(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the newspaper", "a media report": an outlet named before, or, with the article, one named later; of a fitting kind."""
    tree, at = mention.tree, mention.span
    lemma = tree.lemma(mention.head)
    plural = tree.tag(mention.head) == "NNS"
    report = lemma in DOCUMENTS
    bare = tree.lower[mention.core[0]] in ("the", "this", "that") and len(mention.core) == 2
    if lemma in ("press", "media") or plural or (not report and not bare):
        return mention, "an outlet the report does not name"
    outlets = [m for m in before(cast.mentions, at) if m.kind == "outlet" and is_named(m, cast.known) and _suits(lemma, m)]
    if outlets:
        return outlets[0], f"“{mention.words}” is the outlet named before: {_outlet_name(outlets[0])}"
    later = [m for m in after(cast.mentions, at) if m.kind == "outlet" and is_named(m, cast.known) and _suits(lemma, m)]
    if later and lemma not in WEB_NOUNS:
        return later[0], f"“{mention.words}” is the outlet named later: {_outlet_name(later[0])}"
    return mention, "an outlet the report does not name"


def _outlet_name(mention: Mention) -> str:
    return mention.owner or name_of(mention)


def _suits(noun: str, outlet: Mention) -> bool:
    """A station is no newspaper: the noun against the words of the name, where these tell."""
    words = set(name_of(outlet).lower().replace(".", " ").split()) | set(outlet.owner.lower().split())
    airs = bool(words & BROADCAST_WORDS)
    return not (noun in PRINT_NOUNS and airs) and not (noun in BROADCAST_NOUNS and not airs)


def _resolve_document(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the report", "its statement": a document of that noun mentioned before; plurals and "a report" stay what they are."""
    tree, at = mention.tree, mention.span
    lemma = tree.lemma(mention.head)
    definite = tree.lower[mention.core[0]] in ("the", "this", "that", "its", "their") and tree.tag(mention.head) != "NNS"
    if not definite and lemma not in REPORTING_NOUNS:
        return mention, "a document the report does not name"
    kinds = ("document", "outlet", "outlet noun", "social post")
    family = [m for m in before(cast.mentions, at) if m.kind in kinds and is_readable(m)]
    same = [m for m in family if m.tree.lemma(m.head) == lemma]
    if definite and not same:
        like = SOCIAL_POSTS if lemma in SOCIAL_POSTS else STUDIES if lemma in STUDIES else frozenset()
        same = [m for m in family if m.tree.lemma(m.head) in like]
    if not definite:
        same = [m for m in same if m.kind in ("outlet", "outlet noun")]
    near = [m for m in same if tree.text.count(". ", m.span.end, at.start) < NEAR_SENTENCES]
    if same:
        same = near or same[-1:]
        return same[0], f"“{mention.words}” is the {same[0].tree.lemma(same[0].head)} mentioned before: “{same[0].words}”"
    if definite and lemma in WRITTEN_POSTS:
        return _resolve_post(mention, cast)
    return mention, "a document the report does not name before"


def _with_its_owner(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the company's statement", "her tweet", "a spokesman for the group": the document or body with its owner's full name."""
    tree, at = mention.tree, mention.owner_at
    if at is None:
        return mention, "as the text gives it"
    owner = mention_of(tree, at, core_of(tree, at), cast.known)
    full, because = resolve(owner, cast)
    if tree.lemma(mention.head) in SPEAKS_FOR and (full.kind == "named" or is_person_pronoun(full)):
        return replace(mention, kind="anonymous", owner="", owner_at=None), "speaks for a person, and has no name"
    if full is owner or full.span == owner.span:
        unknown = owner.kind == "pronoun"
        return (replace(mention, owner="", owner_at=None) if unknown else mention), "as the text gives it"
    name = " ".join(full.name_words) if full.kind == "named" else full.owner or name_of(full)
    return replace(mention, owner=name, owner_at=None), because


def _resolve_definite(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "the spokeswoman", "the company", "the officials": the nearest earlier phrase with that noun or office."""
    tree = mention.tree
    lemma = tree.lemma(mention.head)
    earlier = before(cast.mentions, mention.span)
    for m in earlier:
        if lemma in m.roles and _same_modifiers(mention, m) and _says_more(m, mention):
            return m, f"“{mention.words}” is “{m.words}”"
    later = _named_later(mention, cast, lemma)
    if later is not None:
        return later, f"“{mention.words}” is named elsewhere in the report: {' '.join(later.name_words)}"
    owned = tree.tag(mention.core[0]).startswith("PRP")  # "its contractor" is not the firm itself
    bare = len(mention.core) == 2 and not mention.plural and not owned and not _told_behind(mention)
    if lemma in NOUNS_FOR_BODIES and bare and tree.sentence.parsed:
        return _resolve_body(mention, earlier, cast, lemma)
    return mention, "as the text gives it"


def _named_later(mention: Mention, cast: Cast, lemma: str) -> Mention | None:
    """ "Its chief executive", in a report that calls one person, and no other, chief executive beside a name."""
    if mention.kind not in ("anonymous", "named") or mention.plural or lemma not in ROLES or lemma in SPEAKS_FOR | MANY_HAVE:
        return None
    own = _modifiers(mention)
    if lemma in OF_STATES and len(mention.core) == 2 and not own:
        return None  # "the president" is the reader's own, whoever else's is named
    named = [m for m in cast.mentions if m.kind == "named" and m.name_words and lemma in _all_roles(m)]
    fitting = [m for m in named if own <= {m.tree.lower[k] for k in m.tokens}]
    people = {name_key(" ".join(_resolve_name(m, cast)[0].name_words)) for m in named}
    return _resolve_name(fitting[0], cast)[0] if fitting and len(people) == 1 else None


def _all_roles(mention: Mention) -> set[str]:
    """With the last word of the noun that stands before the comma: "the chief executive, Ada Lund"."""
    return set(mention.roles) | {mention.tree.lemma(k) for k in mention.core[:-1] if mention.tree.tag(k).startswith("NN")}


def _modifiers(mention: Mention) -> set[str]:
    tree = mention.tree
    return {tree.lower[k] for k in mention.core[:-1] if tree.dep(k) in ("amod", "compound", "nmod") and tree.words[k].islower()}


def _resolve_post(mention: Mention, cast: Cast) -> tuple[Mention, str]:
    """ "The board answered online. “…,” the post said": a post that was not mentioned yet is of who spoke just before."""
    reach = mention.span.start - POST_REACH
    speakers = (
        m
        for m in before(cast.mentions, mention.span)
        if m.rank >= SUBJECT and m.span.start >= reach and m.tree is not mention.tree and m.kind != "social post"
    )
    speaker = next(speakers, None)
    full = resolve(speaker, cast)[0] if speaker is not None else None
    if full is None or full.kind not in ("named", "organisation"):
        return mention, "a document the report does not name before"
    name = " ".join(full.name_words) if full.kind == "named" else full.owner or name_of(full)
    return replace(mention, kind="social post", owner=name), f"“{mention.words}” is of who spoke just before: {name}"


def _told_behind(mention: Mention) -> bool:
    """ "the union of dock workers" says itself which union it is."""
    tree = mention.tree
    return any(tree.lower[k] == "of" and k in mention.tokens for k in tree.all_children(mention.head, "prep"))


def _resolve_body(mention: Mention, earlier: Sequence[Mention], cast: Cast, lemma: str) -> tuple[Mention, str]:
    bodies = [m for m in earlier if _is_body(m, official=lemma in WATCHING_NOUNS) and not _called_otherwise(m, lemma)]
    bodies = [
        m for m in bodies if m.tree.tag(m.head) != "NNPS" or is_institution(name_of(m)) or m.tree.lower[m.head] in TRADE
    ]  # no "Republicans"
    subjects = [m for m in bodies if m.tree.dep(m.head) in ("nsubj", "nsubjpass")]
    if not bodies and lemma in COMPANY_NOUNS:
        proper = [
            m for m in earlier if m.kind == "organisation" and m.tree.tag(m.head) == "NNP" and name_key(name_of(m)) not in COUNTRIES
        ]
        bodies = proper or [m for m in earlier if _may_be_a_body(m, cast)]
        subjects = [m for m in bodies if m.tree.dep(m.head) in ("nsubj", "nsubjpass")]
    for m in subjects or bodies:
        return replace(m, kind="organisation"), f"“{mention.words}” is the body named before: {name_of(m)}"
    return mention, "as the text gives it"


def _says_more(m: Mention, mention: Mention) -> bool:
    """A name, or an unnamed source of the same number that is introduced or described ("one official", "officials of the port")."""
    if m.kind == "named" or (m.owner and m.tree.lemma(m.head) in SPEAKS_FOR):
        return not mention.plural
    if m.kind != mention.kind or m.plural != mention.plural:
        return False
    introduced = m.tree.lower[m.core[0]] in ("a", "an", "one", "two", "three", "several", "some") if m.core else False
    described, told = (sum(x.tree.tag(k).startswith(("NN", "JJ", "CD", "VB")) for k in x.core) for x in (m, mention))
    return described > max(told - 1, 1) or introduced


def _same_modifiers(mention: Mention, other: Mention) -> bool:
    """ "the Qatari government" is not "the U.S. government": what stands before the noun must stand there as well."""
    tree = mention.tree
    own = [
        tree.lower[k]
        for k in mention.core[:-1]
        if tree.dep(k) in ("amod", "compound", "nmod", "poss", "nummod") and not tree.tag(k).startswith("PRP")
    ]
    there = set(other.tree.lower[k] for k in other.tokens)
    return all(word in there for word in own if word not in ("same", "unnamed", "anonymous"))


def _is_body(mention: Mention, *, official: bool) -> bool:
    """A body with a name of its own, one that governs or one that trades."""
    name = name_of(mention)
    known = mention.speaks or mention.rank >= INNER or is_institution(name)
    proper = mention.kind == "organisation" and mention.tree.tag(mention.head).startswith("NNP")
    is_official = bool(set(name.lower().split()) & (OFFICIAL_BODY | WATCHING_NOUNS))
    return proper and known and name_key(name) not in (COUNTRIES - FIGHTERS) and official == is_official


FIGHTERS = frozenset("hamas|hezbollah|taliban|isis|al qaeda|fatah|houthis".split("|"))  # among names.COUNTRIES, but groups


def _may_be_a_body(m: Mention, cast: Cast) -> bool:
    """A name that nothing shows to be a person's: no first name, no title, no place behind "in"."""
    told = pronoun_told(m) or has_title(m) or any(p.last == (m.name_words or [""])[-1].lower() and p.pronoun for p in cast.people)
    named = m.kind == "named" and bool(m.name_words) and m.tree.tag(m.head).startswith("NNP")
    return named and not told and m.tree.dep(m.head) != "pobj" and name_key(name_of(m)) not in COUNTRIES


def _called_otherwise(mention: Mention, lemma: str) -> bool:
    """ "its contractor Fernhall Systems" is not "the company": the report has another noun for it."""
    tree = mention.tree
    first = mention.tokens[0]
    nouns = {tree.lemma(k) for k in (*mention.tokens, *range(max(0, first - 1), first))}
    return bool(nouns & COMPANY_NOUNS) and lemma not in nouns
