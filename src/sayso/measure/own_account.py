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

from sayso.detect.kind_words import READABLE
from sayso.detect.noun_phrases import core_of
from sayso.detect.trees import Tree, overlapping
from sayso.measure.publishers import Body
from sayso.measure.voices import NOBODY, Voice
from sayso.names import name_key, plain_name
from sayso.records import HEADLINES, Document, Party, Sentence, Span, record_id

# What somebody does who knows a thing at first hand.
KNOWING = frozenset(
    """
    see hear watch witness notice spot record register count measure find detect discover establish estimate log identify determine
    calculate test examine compare put recognise recognize observe confirm
    """.split()
)
# What a paper does with what stands in it.
SHOWING = frozenset("show list name contain bear read give say record note state put describe reveal prove".split())
# "we have read", "seen by this newspaper", "our reporter counted": told of the outlet itself.
READING = (
    r"(?:seen|saw|read|reviewed|obtained|inspected|examined|counted|compared|measured|heard|visited|watched|found|tested|checked|"
    r"laid|went|looked|spoke|tried|come upon|came upon|understands|knows)"
)
ITSELF = r"(?:we|this (?:newspaper|paper|magazine|site|programme|channel|journal|station|column)|our (?:own )?(?:reporter|correspondent)\w*)"


@dataclass(frozen=True)
class Account:
    """What tells on whose word a report's own sentences are: the parses, whose report it is, and who speaks in the story."""

    trees: Mapping[str, Sequence[Tree]]  # of each document, in order
    publishers: Mapping[str, Body]  # of outlets, by document id
    speaking: Mapping[str, Party]  # by the key of a name


def account_of(
    documents: Sequence[Document], sentences: Sequence[Sentence], parties: Sequence[Party], publishers: Mapping[str, Body]
) -> Account:
    texts = {document.id: document.text for document in documents}
    trees: dict[str, list[Tree]] = {}
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        trees.setdefault(sentence.span.doc, []).append(Tree(sentence, texts[sentence.span.doc]))
    speaking: dict[str, Party] = {}
    shared: set[str] = set()
    for party in parties:
        if party.kind in ("person", "organisation"):
            for key in {key for name in party.names for key in _keys(name, party.kind)}:
                if speaking.setdefault(key, party) is not party:
                    shared.add(key)
    return Account(trees, publishers, {key: party for key, party in speaking.items() if key not in shared})


def _keys(name: str, kind: str) -> Iterable[str]:
    key = name_key(name)
    if key:
        yield key
        if kind == "person" and len(key.split()) > 1:
            yield key.split()[-1]


# ── what a sentence tells ────────────────────────────────────────────────────────────────────────────────────────────


def with_own_accounts(voices: Sequence[Voice], account: Account) -> list[Voice]:
    """The voices, those of nobody named under who saw it or knows it, where the report's own sentence tells that."""
    return [_told_at_first_hand(voice, account) if _names_nobody(voice) else voice for voice in voices]


def by_its_own_act(voices: Sequence[Voice], account: Account, against: frozenset[str | None]) -> list[Voice]:
    """Voices of nobody named, under who does what the claim says: parties that speak in the story and are not `against` it."""
    found = []
    for voice in voices:
        here = _sentence_at(voice.member.span, account)
        party = _doer(here[1], account, frozenset()) if here is not None and _names_nobody(voice) else None
        if party is not None and record_id(party) not in against:
            found.append(_as(voice, party.name, record_id(party), "named" if party.kind == "person" else "organisation"))
    return found


def _names_nobody(voice: Voice) -> bool:
    return voice.key == NOBODY and not voice.pointing and voice.member.value == "asserts"


def _told_at_first_hand(voice: Voice, account: Account) -> Voice:
    here = _sentence_at(voice.member.span, account)
    if here is None:
        return voice
    before, tree = here
    publisher = account.publishers.get(voice.member.span.doc)
    if publisher is not None and tree.sentence.kind not in HEADLINES:
        if _read_by_itself(tree, publisher) or (before is not None and _read_by_itself(before, publisher)) or _is_a_paper(tree):
            name = f"what {publisher.name} saw itself"
            return replace(voice, key=f"seen {publisher.party}", name=name, sourcing_class="document", party=publisher.party)
    party = _doer(tree, account, KNOWING)
    if party is None:
        return voice
    return _as(voice, party.name, record_id(party), "named" if party.kind == "person" else "organisation")


def _as(voice: Voice, name: str, party: str, sourcing_class: str) -> Voice:
    return replace(voice, key=party, name=name, sourcing_class=sourcing_class, party=party)


def _sentence_at(span: Span, account: Account) -> tuple[Tree | None, Tree] | None:
    """The sentence in which most of a span stands, and the one before it in the same paragraph."""
    trees = account.trees.get(span.doc, ())
    touched = overlapping(trees, span)
    if not touched:
        return None
    tree = max(touched, key=lambda tree: (tree.sentence.span.shared(span), -tree.sentence.span.start))
    at = bisect_left(trees, tree.sentence.span.start, key=lambda other: other.sentence.span.start)
    before = trees[at - 1] if at else None
    if before is not None and "\n" in tree.text[before.sentence.span.end : tree.sentence.span.start]:
        before = None
    return before, tree


def _read_by_itself(tree: Tree, publisher: Body) -> bool:
    said = tree.sentence.span.cut(tree.text)
    who = rf"(?:{ITSELF}|(?:the )?{re.escape(publisher.name)})"
    does = rf"\b{who} (?:has |have |had |also |itself |ourselves )*{READING}\b"
    done = rf"\b{READING} by {who}\b|\bavailable to {who}\b|\bin {who}['’]s? possession\b|\bour possession\b"
    return re.search(f"{does}|{done}", said, re.I) is not None


def _is_a_paper(tree: Tree) -> bool:
    """ "The ledger lists him as owner": a paper without a name is the subject, and its verb says what stands in it."""
    root = _root(tree)
    subject = tree.child(root, "nsubj") if root is not None else None
    if root is None or subject is None or tree.tag(subject).startswith("NNP"):
        return False
    return tree.lemma(root) in SHOWING and tree.lemma(subject) in READABLE


def _doer(tree: Tree, account: Account, verbs: frozenset[str]) -> Party | None:
    """The party that is the subject of the sentence's main verb, or does what its passive tells; of these verbs only, if any."""
    root = _root(tree)
    if root is None or (verbs and tree.lemma(root) not in verbs):
        return None
    agent = tree.child(root, "agent")
    who = tree.child(agent, "pobj") if agent is not None else tree.child(root, "nsubj")
    if who is None:
        return None
    said = plain_name(tree.cut(core_of(tree, who)))
    names = [said, tree.words[who], *(tree.cut(core_of(tree, k)) for k in tree.all_children(who, "appos"))]
    return next((account.speaking[key] for name in names if (key := name_key(name)) in account.speaking), None)


def _root(tree: Tree) -> int | None:
    root = next((i for i in range(len(tree)) if tree.dep(i) == "ROOT"), None)
    return root if root is not None and tree.is_verb(root) else None
