"""What the parse proposes as attributions: one rule a pattern, each with a cue of the lexicon.

Patterns after Pareti (2012, 2015: source, cue, content) and Krestel, Bergler & Witte (2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.detect.drafts import (
    MADE,
    Draft,
    called,
    document_in,
    is_name_behind,
    make_draft,
    noun_source,
    reported_clause,
    source_of,
    stands_for_words,
)
from sayso.detect.phrases import PHRASES, Rule, called_untrue
from sayso.detect.trees import Tree
from sayso.lexicon import (
    ACCUSING,
    CITING,
    CLAUSE_CUES,
    DENYING,
    DOUBTING,
    NAMING,
    RELATIVE,
    REPROACHING,
    SAYING,
    SPEAKING_OF,
    TAKING_UP,
    WORD_NOUNS,
)
from sayso.records import Span

# "pointed out that", "went on": verbs that take a reported clause only with their particle.
PHRASAL = frozenset(
    [
        ("point", "out"),
        ("go", "on"),
        ("spell", "out"),
        ("let", "on"),
        ("let", "slip"),
        ("own", "up"),
        ("fire", "back"),
        ("shoot", "back"),
        ("chime", "in"),
        ("blurt", "out"),
        ("hit", "back"),
    ]
)
# These deny words or people; only with a noun that stands for words is it an attribution.
NEEDS_WORDS = frozenset("dismiss contest challenge condemn discredit denounce reject query question decry".split())
# Of an attack or a plan these say what somebody thinks of it; of words, that they are not so.
DENY_WORDS = frozenset("condemn denounce decry".split())
GRANTED = frozenset(
    "access entry service visa bail request permission benefit right coverage care treatment admission asylum parole loan".split()
)
# What is put at a number: "puts the death toll at 40".
MEASURES = frozenset(
    """
    number figure toll total cost damage price value loss bill count share rate estimate time age size length distance
    population chance probability odds risk amount percentage proportion debt deficit worth
    """.split()
)


def propose(tree: Tree, before: Tree | None) -> Iterator[Draft]:
    """Drafts of one sentence, at most one for each cue word; `before` is the sentence before it."""
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in CUES:
            continue
        for rule in RULES_OF[lemma]:
            draft = rule(tree, i)
            if draft is not None and draft.content:
                yield draft
                break
    conclusion = _that_is_the_conclusion(tree, before)
    if conclusion is not None:
        yield conclusion


def _clause(tree: Tree, i: int) -> Draft | None:
    """X said that … · X said … · …, X said · it is believed that …"""
    if not tree.is_verb(i):
        return None
    particle = next((tree.lower[k] for k in tree.all_children(i, "prt")), "")
    if tree.lemma(i) not in CLAUSE_CUES and (tree.lemma(i), particle) not in PHRASAL:
        return None
    clauses = [k for k in tree.all_children(i, "ccomp") if tree.lower[k] not in ("so",)]
    clauses += [k for k in tree.all_children(i, "dobj") if tree.child(k, "mark") is not None]  # "that letters which … had gone"
    clauses = clauses or _lost_clause(tree, i)
    if not clauses and tree.dep(i) == "parataxis":
        return make_draft(tree, i, tree.subtree(tree.head(i), without=[i]), because="clause around the cue")
    if not clauses or _is_mention_of_fact(tree, i) or _tells_the_reader(tree, i):
        return None
    content: set[int] = set()
    aside = [k for k in range(len(tree)) if tree.dep(k) == "relcl" and tree.lemma(k) in DENYING]
    for k in clauses:
        content.update(tree.subtree(k, without=[tree.head(j) for j in aside if _in_apposition(tree, tree.head(j))]))
    passive = " (passive)" if tree.is_passive(i) else ""
    return make_draft(tree, i, content, because=f"“{tree.words[i]}” with a reported clause{passive}")


def _lost_clause(tree: Tree, i: int) -> list[int]:
    """ "Told me that if it is not written it did not happen": the parser hangs both halves on the cue itself."""
    that = next(
        (k for k in tree.children[i] if k > i and tree.lower[k] == "that" and tree.tag(k) == "IN" and not tree.children[k]), None
    )
    behind = [k for k in tree.children[i] if that is not None and k > that and tree.dep(k) == "advcl" and tree.is_finite(k)]
    return behind if that is not None and behind and min(tree.subtree(behind[0])) == that + 1 else []


def _in_apposition(tree: Tree, noun: int) -> bool:
    """ "…, a claim the government denied": the author's remark on a clause, no part of it."""
    first = min(tree.subtree(noun, without=tree.all_children(noun, "relcl")))
    return stands_for_words(tree, noun) and tree.lower[first] in ("a", "an") and first > 0 and tree.words[first - 1] == ","


def _tells_the_reader(tree: Tree, i: int) -> bool:
    """ "Expect the opposition to make something of it": an imperative hands on nobody's words."""
    return tree.tag(i) == "VB" and not any(tree.words[k].isalnum() for k in range(i)) and tree.subject(i) is None


def _is_mention_of_fact(tree: Tree, i: int) -> bool:
    """ "Find", "see", "hold" and the like with a clause that is no report ("found the door open", "had it")."""
    lemma = tree.lemma(i)
    if lemma in ("see", "feel", "hear", "hold", "find", "show", "make", "detail", "learn", "read", "teach", "signal"):
        clause = tree.child(i, "ccomp")
        return clause is None or not tree.is_finite(clause)
    return False


def _denial(tree: Tree, i: int) -> Draft | None:
    """X denied the allegations · X denies involvement · a report contradicting the statements"""
    lemma = tree.lemma(i)
    if not tree.is_verb(i):
        return None
    passive = tree.is_passive(i)
    thing = tree.child(i, "nsubjpass") if passive else tree.child(i, "dobj", "dative")
    if thing is None and lemma == "deny":  # "denied taking the money"
        thing = next((k for k in tree.all_children(i, "xcomp") if tree.tag(k) == "VBG"), None)
    if (thing is None or tree.lower[thing] in RELATIVE) and tree.dep(i) == "relcl":
        return _denied_in_passing(tree, i)
    if thing is None:
        return None
    pointing = tree.lower[thing] in ("this", "that") and lemma in ("dismiss", "reject")
    if lemma in NEEDS_WORDS and not (pointing or stands_for_words(tree, thing) or reported_clause(tree, thing) is not None):
        return None  # "rejected the idea that …" is a denial, "rejected the offer" is none
    if lemma == "deny" and tree.lemma(thing) in GRANTED:
        return None  # "will deny service": refuses, does not contradict
    means = [k for k in tree.all_children(thing, "prep") if document_in(tree, k)]
    judged = [j for k in tree.all_children(i, "prep") if tree.lower[k] == "as" and k > thing for j in tree.subtree(k)]
    return make_draft(
        tree,
        i,
        [*tree.subtree(thing, without=means), *judged],
        nominal=True,
        force=_against_words(tree, i),
        because=f"“{tree.words[i]}” with what is denied or doubted",
    )


def _denied_in_passing(tree: Tree, i: int) -> Draft | None:
    """A claim the government denied · the claim, which the firm denies: the noun before the clause."""
    thing = tree.head(i)
    if tree.is_passive(i) or not stands_for_words(tree, thing):
        return None
    behind = [k for k in tree.children[thing] if k > thing]
    return make_draft(
        tree,
        i,
        tree.subtree(thing, without=behind),
        nominal=True,
        force=_against_words(tree, i),
        because=f"“{tree.words[i]}” in a clause behind what is denied",
    )


def _against_words(tree: Tree, i: int) -> str | None:
    return "denies" if tree.lemma(i) in DENY_WORDS and not tree.is_negated(i) else None


def _naming(tree: Tree, i: int) -> Draft | None:
    """X called the story a hoax · X described the role as a partnership · X dismissed the claim as false"""
    if not tree.is_verb(i) or is_name_behind(tree, i):
        return None
    right = [
        k for k in tree.children[i] if k > i and tree.dep(k) in ("dobj", "oprd", "ccomp", "prep", "prt", "xcomp", "acomp", "attr")
    ]
    left = [k for k in tree.all_children(i, "nsubjpass")]
    right = [k for k in right if not (tree.dep(k) == "xcomp" and any(tree.lower[j] == "to" for j in tree.children[k]))]
    names = any(tree.dep(k) in ("oprd", "ccomp", "xcomp", "acomp", "attr") or tree.lower[k] in ("as", "out") for k in right)
    if not names or (tree.lemma(i) == "call" and any(tree.lower[k] in ("for", "on", "off") for k in right)):
        return None
    places = [k for k in right if document_in(tree, k)]
    content = {j for k in left + right if k not in places for j in tree.subtree(k)}
    return make_draft(
        tree, i, content, nominal=True, force=_against_words(tree, i), because=f"“{tree.words[i]}” gives something a name"
    )


def _putting(tree: Tree, i: int) -> Draft | None:
    """X puts the number at 22,000"""
    thing = tree.child(i, "dobj") if tree.is_verb(i) and not tree.is_passive(i) else None
    at = next((k for k in tree.all_children(i, "prep") if tree.lower[k] == "at"), None)
    if thing is None or at is None or tree.tag(thing).startswith("PRP") or not source_of(tree, i):
        return None
    counted = any(tree.tag(k) == "CD" for k in tree.subtree(at))
    measured = tree.lemma(thing) in MEASURES or any(tree.lemma(k) in MEASURES for k in tree.all_children(thing, "compound"))
    if not counted or not measured:
        return None
    return make_draft(tree, i, [*tree.subtree(thing), *tree.subtree(at)], because=f"“{tree.words[i]}” a measure at a number")


def _accusing(tree: Tree, i: int) -> Draft | None:
    """X accused Y of … · X blamed Y for …"""
    if not tree.is_verb(i) or (tree.tag(i) == "VBN" and tree.is_passive(i)):
        return None
    thing = tree.child(i, "dobj")
    linking = ("with",) if tree.lemma(i) == "charge" else ("of", "for", "with", "to")
    of = [k for k in tree.all_children(i, "prep") if tree.lower[k] in linking]
    if thing is None:
        return None
    of += [k for k in tree.all_children(thing, "prep") if tree.lower[k] in linking]
    if not of:
        return None
    content = {j for k in [thing, *of] for j in tree.subtree(k)}
    return make_draft(tree, i, content, nominal=True, because=f"“{tree.words[i]}” with whom and of what")


def _reproaching(tree: Tree, i: int) -> Draft | None:
    """X attacked Y for doing … · X called Y out for doing …"""
    if not tree.is_verb(i) or tree.is_passive(i) or (tree.lemma(i) == "call" and not _out(tree, i)):
        return None
    thing = tree.child(i, "dobj")
    if thing is None:
        return None
    places = [*tree.all_children(i, "prep"), *tree.all_children(thing, "prep")]
    deeds = [k for k in places if tree.lower[k] == "for" and tree.child(k, "pcomp") is not None]
    if not deeds:
        return None
    content = {j for k in [thing, *deeds[:1]] for j in tree.subtree(k)} - {*_out(tree, i)}
    return make_draft(
        tree, i, content, cue=(i, *_out(tree, i)), nominal=True, because=f"“{tree.words[i]}” with whom and for what deed"
    )


def _out(tree: Tree, verb: int) -> list[int]:
    behind = [j for k in tree.all_children(verb, "dobj") for j in tree.children[k]]
    return [k for k in (*tree.children[verb], *behind) if tree.lower[k] == "out" and k > verb]


def _speaking_of(tree: Tree, i: int) -> Draft | None:
    """X complained of … · X warned of … · X hinted at …"""
    if not tree.is_verb(i) or tree.is_passive(i):
        return None
    of = next((k for k in tree.all_children(i, "prep") if tree.lower[k] in SPEAKING_OF[tree.lemma(i)] and k > i), None)
    about = tree.child(of, "pobj", "pcomp") if of is not None else None
    if of is None or about is None or source_of(tree, i) == ():
        return None
    content = tree.subtree(about)
    return make_draft(
        tree, i, content, cue=(i, of), nominal=True, because=f"“{tree.words[i]} {tree.words[of]}” with what it is about"
    )


def _citing(tree: Tree, i: int) -> Draft | None:
    """the newspaper quoted officials who … · reports citing officials"""
    if not tree.is_verb(i):
        return None
    thing = tree.child(i, "dobj")
    if thing is None or tree.child(thing, "relcl", "acl") is None:
        return None
    return make_draft(tree, i, tree.subtree(thing), nominal=True, force="reports", because=f"“{tree.words[i]}” with whom it relays")


def _taking_up(tree: Tree, i: int) -> Draft | None:
    """X repeated the allegation · this was later reported by X"""
    if not tree.is_verb(i):
        return None
    passive = tree.is_passive(i)
    thing = tree.child(i, "nsubjpass") if passive else tree.child(i, "dobj")
    if thing is None or not (stands_for_words(tree, thing) or tree.lower[thing] in ("this", "that")):
        return None
    if source_of(tree, i) == ():
        return None
    return make_draft(tree, i, tree.subtree(thing), nominal=True, because=f"“{tree.words[i]}” takes up a claim made elsewhere")


def _noun_cue(tree: Tree, i: int) -> Draft | None:
    """claims that … · the mayor's warning that … · allegations about … made by X"""
    if not stands_for_words(tree, i):
        return None
    clause = reported_clause(tree, i)
    if clause is not None and _said_in_it(tree, i):
        return None  # "said in a statement that …": the verb's own clause
    if clause is not None:
        content = [k for k in tree.subtree(clause) if k != called(tree, i)]
        return make_draft(tree, i, content, source=noun_source(tree, i), because=f"the noun “{tree.words[i]}” with its clause")
    made = next((k for k in tree.all_children(i, "acl") if tree.lemma(k) in MADE and tree.child(k, "agent") is not None), None)
    if made is not None:
        agent = tree.child(tree.child(made, "agent") or made, "pobj")
        source = tuple(tree.subtree(agent)) if agent is not None else ()
        about = [k for k in tree.all_children(i, "prep") if tree.lower[k] in ("about", "of", "against", "on")]
        if not about:
            return None
        content = [j for k in about for j in tree.subtree(k)]
        return make_draft(
            tree, i, content, source=source, nominal=True, because=f"“{tree.words[i]}” {tree.words[made]} by somebody"
        )
    return None


def _said_in_it(tree: Tree, noun: int) -> bool:
    prep = tree.head(noun)
    return tree.dep(noun) == "pobj" and tree.lower[prep] == "in" and tree.lemma(tree.head(prep)) in SAYING


def _according(tree: Tree, i: int) -> Draft | None:
    """according to X, … · by all accounts, …"""
    if tree.lower[i] == "according":
        to = next((k for k in tree.children[i] if tree.lower[k] == "to"), None)
        thing = tree.child(to if to is not None else i, "pobj")  # one word in other languages: "selon"
        cue = (i, to) if to is not None else (i,)
    elif tree.lower[i] == "by" and tree.dep(i) == "prep":
        thing = tree.child(i, "pobj")
        kept = tree.lemma(tree.head(i)) in ("stand", "go", "swear")  # "stood by her account"
        if thing is None or kept or tree.lemma(thing) != "account" or tree.child(thing, "det", "poss") is None:
            return None
        cue = (i,)
    else:
        return None
    if thing is None:
        return None
    top = tree.head(i)
    while not tree.is_verb(top) and tree.head(top) != top:
        top = tree.head(top)
    content = tree.subtree(top, without=[i])
    source = tuple(tree.subtree(thing, without=tree.all_children(thing, "relcl")))
    return make_draft(
        tree, i, content, cue=cue, source=source, because=f"“{' '.join(tree.words[k] for k in cue)}” names the source"
    )


def _reportedly(tree: Tree, i: int) -> Draft | None:
    """Reportedly, …: words of somebody the text does not name"""
    if tree.lower[i] != "reportedly":
        return None
    return make_draft(tree, i, tree.subtree(tree.head(i), without=[i]), source=(), because="“reportedly”: nobody is named")


def _as_said(tree: Tree, i: int) -> Draft | None:
    """…, as X said: the clause around it is the content"""
    mark = tree.child(i, "mark", "advmod")
    if tree.dep(i) != "advcl" or mark is None or tree.lower[mark] != "as" or tree.child(i, "ccomp", "dobj"):
        return None
    return make_draft(tree, i, tree.subtree(tree.head(i), without=[i]), because="“as … said” around the clause")


# Each rule with the words it may start by, in dictionary form; of several that fit a word the first wins.
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (_clause, CLAUSE_CUES | {words[0] for words in PHRASAL}),
    (called_untrue, NAMING),
    (_naming, NAMING),
    (_denial, DENYING | DOUBTING),
    (_accusing, ACCUSING),
    (_reproaching, REPROACHING),
    (_speaking_of, frozenset(SPEAKING_OF)),
    (_putting, frozenset({"put"})),
    (_citing, CITING),
    (_taking_up, TAKING_UP),
    (_noun_cue, WORD_NOUNS),
    (_according, frozenset({"according", "accord", "by"})),
    (_reportedly, frozenset({"reportedly"})),
    (_as_said, SAYING),
    *PHRASES,
)
CUES = frozenset(word for _, words in RULES for word in words)
RULES_OF = {cue: tuple(rule for rule, words in RULES if cue in words) for cue in CUES}


def _that_is_the_conclusion(tree: Tree, before: Tree | None) -> Draft | None:
    """ "That is the conclusion of a new report": the sentence before is the content."""
    if before is None or tree.lower[0] not in ("that", "this", "these", "those", "such"):
        return None
    subject = 0
    verb = tree.head(subject)
    noun = tree.child(verb, "attr")
    if tree.lemma(verb) not in ("be", "'s", "’s") or noun is None or not stands_for_words(tree, noun):
        return None
    of = next((k for k in tree.all_children(noun, "prep") if tree.lower[k] in ("of", "by", "from")), None)
    thing = tree.child(of, "pobj") if of is not None else None
    if thing is None:
        return None
    content = (Span(before.sentence.span.doc, before.sentence.span.start, before.sentence.span.end),)
    source = tuple(tree.subtree(thing))
    return Draft(tree, (noun,), source, content, False, "asserts", "the sentence before is named as somebody's " + tree.lemma(noun))
