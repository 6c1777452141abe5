"""On whose word a report says something in its own voice: what it has seen itself, or somebody whose act its sentence tells.

"The Lantern has read the letters", "we counted forty" is the outlet's own account; "the harbour police counted forty" is the
police's, although no verb of saying stands there. Last, and only where nobody else stands behind a claim, who does what the
claim says is taken for its source, if that party speaks in the story and does not deny it: "the council has closed the bridge".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.detect.holders import mention_of, name_of
from sayso.detect.kind_words import READABLE
from sayso.detect.noun_phrases import core_of
from sayso.detect.trees import Tree, overlapping, tree_of
from sayso.measure.publishers import Body
from sayso.measure.voices import NOBODY, Speakers, Voice, voice_of
from sayso.names import name_key, plain_name
from sayso.records import HEADLINES, Attribution, Document, Party, Sentence, Source, Span, record_id

# What somebody does who knows a thing at first hand.
KNOWING = frozenset(
    """
    see hear watch witness notice spot record register count measure find detect discover establish estimate log identify determine
    calculate test examine compare put recognise recognize observe confirm
    """.split()
)
# What a paper does with what stands in it.
SHOWING = frozenset("show list name contain bear read give say record note state put describe reveal prove".split())
# What somebody says who thinks it, and does not know it at first hand.
OPINION = frozenset(
    "believe think suppose guess doubt wonder hope know fear feel want ask demand expect imagine like need understand".split()
)
OURS = frozenset("we our us ours i my me".split())
STATES = frozenset("be have remain stay seem belong know think believe want".split())  # no acts: nobody is a source for what it has
OPEN = re.compile(r"\b(?:(?:not|n[o’']t|never)(?: \w+)? (?:known|clear|certain)|unknown|unclear|uncertain)\b", re.I)
BACKGROUND = re.compile(
    r"\b(?:in|since|until|by|of|from|between) (?:\w+ )?(?:19|20)\d\d\b|\b(?:last year|years? ago|decades? ago)\b", re.I
)
FIRST_PERSON = frozenset("i we".split())
# A place in a paper: "on page 61", "paragraph 44", "the entry of 3 May".
IN_A_PAPER = re.compile(
    r"\b(?:on |at )?(?:pages?|paragraphs?|lines?|entry|entries|columns?|annex|appendix|clause) [\w-]*\d|\bdated\b", re.I
)
# Papers, besides kind_words.READABLE, that are read where an outlet has them.
PAPERS = READABLE | frozenset(
    """
    deed correspondence certificate invoice receipt slip register logbook contract form minutes papers accounts files spreadsheet
    signature mail mails messages bill sheet wording paragraph page licence permit roll chart recording film
    """.split()
)
# What bodies and people make known by doing it.
DECIDING = frozenset(
    """
    announce order ban forbid rule grant lift discharge fine charge suspend dismiss cancel call demand ask request urge promise
    offer pledge appeal vow refuse reject approve award sentence convict acquit arrest detain seize summon recall withdraw
    scrap postpone appoint resolve vote decide conclude raise issue launch start begin open examine halt stop publish sack
    """.split()
)
# "we have read", "seen by this newspaper", "our reporter counted": told of the outlet itself.
READING = (
    r"(?:seen|saw|read|reviewed|obtained|inspected|examined|counted|compared|measured|heard|visited|watched|found|tested|checked|"
    r"laid|went|looked|spoke|tried|come upon|came upon|understands|knows)"
)
ITSELF = (
    r"(?:we|this (?:newspaper|paper|magazine|site|programme|channel|journal|station|column)|"
    r"our (?:own )?(?:reporter|correspondent)\w*)"
)


@dataclass(frozen=True)
class Account:
    """What tells on whose word a report's own sentences are: the parses, whose report it is, and who speaks in the story."""

    trees: Mapping[str, Sequence[Tree]]  # of each document, in order
    speaking: Mapping[str, Party]  # by the key of a name
    speakers: Speakers
    sources: Mapping[str, Sequence[Source]]  # who says something, by document, in order


def account_of(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    parties: Sequence[Party],
    speakers: Speakers,
) -> Account:
    texts = {document.id: document.text for document in documents}
    trees: dict[str, list[Tree]] = {}
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        trees.setdefault(sentence.span.doc, []).append(tree_of(sentence, texts[sentence.span.doc]))
    speaking: dict[str, Party] = {}
    shared: set[str] = set()
    for party in parties:
        if party.kind in ("person", "organisation"):
            for key in {key for name in party.names for key in _keys(name, party.kind)}:
                if speaking.setdefault(key, party) is not party:
                    shared.add(key)
    sources: dict[str, list[Source]] = {}
    saying = {record_id(attribution) for attribution in attributions if attribution.scope == "says"}
    for source in sorted(speakers.known.values(), key=lambda source: (source.span, record_id(source))):
        if source.attribution in saying:
            sources.setdefault(source.span.doc, []).append(source)
    alone = {key: party for key, party in speaking.items() if key not in shared}
    return Account(trees, alone, speakers, sources)


def _keys(name: str, kind: str) -> Iterable[str]:
    key = name_key(name)
    if key:
        yield key
        if kind == "person" and len(key.split()) > 1:
            yield key.split()[-1]


# ── what a sentence tells ────────────────────────────────────────────────────────────────────────────────────────────


def with_own_accounts(voices: Sequence[Voice], account: Account, against: frozenset[str | None]) -> list[Voice]:
    """The voices, those of nobody named under who saw it, knows it or does it, where the report's own sentence tells that.

    A release's own voice is the body's at first hand where the sentence speaks of the body itself. Who is `against` the
    claim somewhere (party ids) is not taken for its source by an act.
    """
    done = []
    for voice in voices:
        if voice.party is not None and _tells_of_another(voice, voices, account):
            voice = replace(voice, taken_up=True)
        elif voice.taken_up and _of_itself(voice, account):
            voice = replace(voice, taken_up=False)
        elif _names_nobody(voice):
            voice = _told_at_first_hand(voice, account, against)
        done.append(voice)
    return done


def _tells_of_another(voice: Voice, voices: Sequence[Voice], account: Account) -> bool:
    """Whose words tell what another party decides, which says so itself: "the board has opened an inquiry", says the firm."""
    touched = overlapping(account.trees.get(voice.member.span.doc, ()), voice.member.span)
    if not touched:
        return False
    tree = touched[0]
    inside = set(tree.at_offset(voice.member.span.start, voice.member.span.end))
    verb = next((i for i in sorted(inside) if tree.is_verb(i) and tree.head(i) not in inside), None)
    verb = verb if verb is not None else _root(tree)
    done = _doer(tree, account, verb) if verb is not None and tree.lemma(verb) in DECIDING else None
    return done is not None and record_id(done[0]) != voice.party and any(v.party == record_id(done[0]) for v in voices)


def _of_itself(voice: Voice, account: Account) -> bool:
    """ "We", "our", or the body's own name or noun in the sentence of a release."""
    here = _sentence_at(voice.member.span, account)
    if here is None:
        return False
    words = set(here[1].lower)
    nouns = {word for word in name_key(voice.name).split() if len(word) > 3}
    return not words.isdisjoint(OURS) or not words.isdisjoint(nouns)


def _names_nobody(voice: Voice) -> bool:
    return voice.key == NOBODY and not voice.pointing and voice.member.value == "asserts"


def _told_at_first_hand(voice: Voice, account: Account, against: frozenset[str | None]) -> Voice:
    here = _sentence_at(voice.member.span, account)
    if here is None:
        return voice
    before, tree = here
    publisher = account.speakers.newspapers.get(voice.member.span.doc)
    if publisher is not None and tree.sentence.kind not in HEADLINES:
        near = [tree] if before is None else [tree, before]
        seen = any(_read_by_itself(each, publisher) for each in near)
        seen = seen or (_in_a_paper(tree) and _reads_papers(voice.member.span.doc, account))
        if seen or _in_first_person(tree) or _is_a_paper(tree):
            name = f"what {publisher.name} saw itself"
            seen_by = replace(voice, key=f"seen {publisher.party}", name=name, sourcing_class="document", party=publisher.party)
            return replace(seen_by, taken_up=not seen)
    done = _doer(tree, account)
    if done is None and (decided := _decider(tree)) is not None:
        kind, name = decided
        return replace(voice, key=f"{kind}:{name_key(name)}", name=name, sourcing_class=kind, taken_up=True)
    if done is None or record_id(done[0]) in against:
        return _in_whose_words(voice, tree, account, against)
    party, verb = done
    kind = "named" if party.kind == "person" else "organisation"
    name = record_id(party)
    return replace(voice, key=name, name=party.name, sourcing_class=kind, party=name, taken_up=verb not in KNOWING)


def _in_whose_words(voice: Voice, tree: Tree, account: Account, against: frozenset[str | None]) -> Voice:
    """What stands without a name in a paragraph of somebody's words goes on in them as far as one can tell.

    They are whose words were given last. Not what the report finds open, and no background that is dated by a year or tells
    how things stand.
    """
    span, said = voice.member.span, tree.sentence.span.cut(tree.text)
    root = _root(tree)
    stands = root is not None and tree.lemma(root) in STATES
    if OPEN.search(said) or BACKGROUND.search(said) or stands:
        return voice
    start, end = tree.text.rfind("\n", 0, span.start) + 1, tree.text.find("\n", span.end)
    near = [s for s in account.sources.get(span.doc, ()) if start <= s.span.start and (end < 0 or s.span.end <= end)]
    before = [source for source in near if source.span.start < tree.sentence.span.start]
    for source in reversed(before):
        other = voice_of(replace(voice.member, source=record_id(source)), account.speakers)
        if other.key != NOBODY and other.party not in against:
            return replace(other, member=voice.member, taken_up=True)
    return voice


def _sentence_at(span: Span, account: Account) -> tuple[Tree | None, Tree] | None:
    """The sentence in which a span begins, and the one before it in the same paragraph."""
    trees = account.trees.get(span.doc, ())
    touched = overlapping(trees, span)
    if not touched:
        return None
    tree = touched[0]
    at = bisect_left(trees, tree.sentence.span.start, key=lambda other: other.sentence.span.start)
    before = trees[at - 1] if at else None
    if before is not None and "\n" in tree.text[before.sentence.span.end : tree.sentence.span.start]:
        before = None
    return before, tree


def _read_by_itself(tree: Tree, publisher: Body) -> bool:
    said = tree.sentence.span.cut(tree.text)
    names = {publisher.name, publisher.name.split()[-1]}
    who = rf"(?:{ITSELF}|(?:the )?(?:{'|'.join(re.escape(name) for name in sorted(names, reverse=True))}))"
    does = rf"\b{who} (?:has |have |had |also |itself |ourselves )*{READING}\b"
    done = rf"\b{READING} by {who}\b|\bavailable to {who}\b|\bin {who}['’]s? possession\b|\bour possession\b"
    return re.search(f"{does}|{done}", said, re.I) is not None


def _in_first_person(tree: Tree) -> bool:
    """ "We have pulled nine people out": who writes was there; "we believe" is an opinion."""
    verbs = [tree.head(i) for i in range(len(tree)) if tree.lower[i] in FIRST_PERSON and tree.dep(i) == "nsubj"]
    root = _root(tree)
    return root is not None and root in verbs and tree.lemma(root) not in OPINION and tree.child(root, "neg") is None


def _reads_papers(doc: str, account: Account) -> bool:
    """The report tells somewhere that its outlet has read papers."""
    publisher = account.speakers.newspapers.get(doc)
    return publisher is not None and any(
        tree.holds_any(PAPERS) and _read_by_itself(tree, publisher) for tree in account.trees.get(doc, ())
    )


def _in_a_paper(tree: Tree) -> bool:
    """The sentence says where in a paper it stands, or "it" says so: "on page 61 it records …"."""
    root = _root(tree)
    subject = tree.child(root, "nsubj") if root is not None else None
    of_it = root is not None and subject is not None and tree.lower[subject] == "it" and tree.lemma(root) in SHOWING
    return of_it or IN_A_PAPER.search(tree.sentence.span.cut(tree.text)) is not None


def _is_a_paper(tree: Tree) -> bool:
    """ "The ledger lists him as owner": a paper without a name is the subject, and its verb says what stands in it."""
    root = _root(tree)
    subject = tree.child(root, "nsubj") if root is not None else None
    if root is None or subject is None or tree.tag(subject).startswith("NNP"):
        return False
    return tree.lemma(root) in SHOWING and tree.lemma(subject) in PAPERS


def _doer(tree: Tree, account: Account, verb: int | None = None) -> tuple[Party, str] | None:
    """The party that is the subject of a verb, else of the sentence's main one, or does what its passive tells; and that verb."""
    root = _root(tree) if verb is None else verb
    if root is None or tree.lemma(root) in STATES:
        return None
    agent = tree.child(root, "agent")
    who = tree.child(agent, "pobj") if agent is not None else tree.child(root, "nsubj")
    if who is None:
        return None
    said = plain_name(tree.cut(core_of(tree, who)))
    names = [said, tree.words[who], *(tree.cut(core_of(tree, k)) for k in tree.all_children(who, "appos"))]
    party = next((account.speaking[key] for name in names if (key := name_key(name)) in account.speaking), None)
    return (party, tree.lemma(root)) if party is not None else None


def _decider(tree: Tree) -> tuple[str, str] | None:
    """A body or a person by name whose decision or demand the sentence tells: "the jury called on her to step down"."""
    root = _root(tree)
    who = tree.child(root, "nsubj") if root is not None else None
    if root is None or who is None or tree.lemma(root) not in DECIDING:
        return None
    if tree.child(root, "dobj", "ccomp", "xcomp", "prep", "dative") is None:
        return None
    tokens = tree.subtree(who, without=tree.all_children(who, "relcl", "acl"))
    mention = mention_of(tree, who, tokens)
    if mention.kind not in ("organisation", "named"):
        return None
    return mention.kind, name_of(mention)


def _root(tree: Tree) -> int | None:
    root = next((i for i in range(len(tree)) if tree.dep(i) == "ROOT"), None)
    return root if root is not None and tree.is_verb(root) else None
