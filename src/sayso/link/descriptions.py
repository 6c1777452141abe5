"""Who a description is: "its chief executive", "the watchdog", "Mexico's attorney general", as far as the story tells.

The story tells it beside a name: before it ("chief executive Ada Lund", "the watchdog, the Harbour Office"), behind it ("Ada
Lund, the trust's chair", "Ada Lund, who chairs the trust"), in the name itself ("Selkie Hospitals Trust"), or where a report ties
"the contractor" to a firm. A description is somebody where one party alone has the role: in the same report or, for
roles that few have, in the story. "An official" stays nobody in particular.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.lexicon import SPEAKER_NOUNS
from sayso.link.namings import Naming
from sayso.names import INSTITUTION_NOUNS, TITLES, is_outlet, name_key, plain_name
from sayso.records import HEADLINES, Document, Sentence, Span

OFFICES = ("president", "prime minister", "mayor", "governor", "chancellor", "pope", "council leader")
OFFICE_SHARE = 0.8  # of the names that follow an office in the story, the one that must be meant by the office alone (by eye)
# Roles under several words, by the one that is compared.
ONE_ROLE = {
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "ceo": "executive",
    "watchdog": "regulator",
    "inspectorate": "regulator",
    "headmaster": "headteacher",
    "headmistress": "headteacher",
    "congresswoman": "congressman",
    "businesswoman": "businessman",
}
PERSON_ROLES = (TITLES | SPEAKER_NOUNS) - INSTITUTION_NOUNS
PERSON_ROLES |= frozenset(
    """
    chair chairperson ceo editor owner founder cofounder manager boss head surgeon consultant scholar cleric presenter
    gardener professor inspector widower widow husband wife blogger author coach captain pilot curator organiser organizer
    inventor clerk driver guard porter sailor farmer fisherman shopkeeper baker paramedic midwife passenger
    headmaster headmistress businessman businesswoman
    spokesperson biologist historian archaeologist auditor
    """.split()
)
# Roles that many people of one story have: the one of the same report, or nobody.
MANY_HAVE = frozenset(
    """
    man woman person user source official officer insider aide adviser advisor employee worker staffer member critic witness
    resident expert analyst people parent neighbour neighbor doctor nurse lawyer investigator researcher scientist supporter
    friend relative customer tenant reporter journalist correspondent author professor teacher engineer blogger husband wife
    widow widower group court police office team service
    """.split()
)
OF_STATES = frozenset("president minister premier chancellor king queen ambassador governor general secretary".split())
SPEAKS_FOR_ANOTHER = frozenset("spokesman spokeswoman spokesperson representative".split())
INDEFINITE = frozenset("a an one another some any no two three several many few other most this that those these".split())
BEFORE_NOUNS = frozenset("the its their his her our former then even new old top longtime".split())
STOP_WORDS = frozenset(
    """
    of for at in who that which from with to on by and or as but said says told when while after before
    where has have had was is
    """.split()
)
LONGEST_ROLE = 4  # words; what stands further from the name belongs to the sentence (by eye)
BEFORE_NAME = re.compile(r"((?:[\w’'-]+ ){0,5}[\w’'-]+),? $")
BEHIND_NAME = re.compile(
    r"^(?: \([\w .]+\))?(?:, \d{1,3})?, ((?:[\w’'-]+ ){0,4}?[\w-]+)(?=,| (?:of|for|at|in|who|that|which|with|on|and)\b|[.;:”\"])"
)
HEAD_OF = re.compile(r"\b((?:the|its|their) (?:[\w’'-]+ ){0,3}?[\w’'-]+) (?:of|for|at) (?:[\w’'-]+ ){0,4}[\w’'-]+, $", re.I)
CLOSED = re.compile(r"(?: \([\w .]+\))?[,.;)]")
WHO_DOES = re.compile(r"^, who (chairs|heads|leads|owns|founded|edits)\b")
LEADING = re.compile(r"^(?:an?|one) ", re.I)
LEAD = 2  # sentences of the body in which a news report leaves a name out that follows (by eye)
ROLE_OF_VERB = {"chairs": "chair", "heads": "head", "leads": "leader", "owns": "owner", "founded": "founder", "edits": "editor"}
TITLE_BEFORE = re.compile(r"(?:^|(?<= ))(?:the|sir|dame|prof|professor|dr|mr|mrs|ms|miss|lord|lady)\.? $", re.I)


@dataclass(frozen=True)
class Role:
    """A role that a report ties to a party: its words, the last one what the party is."""

    words: tuple[str, ...]
    doc: str
    key: str
    kind: str


def named_in_full(namings: Sequence[Naming], documents: Sequence[Document], leads: dict[str, int]) -> list[Naming]:
    """The same places, those with a description under the key of the party that it is; `leads` as in `ends_of_leads`."""
    holder = office_holders(documents)
    namings = [replace(naming, key=holder.get(naming.key, naming.key)) for naming in namings]
    texts = {document.id: document.text for document in documents}
    roles: dict[str, list[Role]] = defaultdict(list)
    for role in sorted(set(roles_told(namings, texts)), key=lambda role: (role.words, role.doc, role.key, role.kind)):
        roles[role.words[-1]].append(role)
    return [_in_full(naming, roles, in_lead=naming.spans[0].start < leads.get(naming.doc, 0)) for naming in namings]


def ends_of_leads(sentences: Sequence[Sentence]) -> dict[str, int]:
    """For each report where its headlines and the first sentences of its body end."""
    body: dict[str, list[int]] = defaultdict(list)
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        if sentence.kind not in HEADLINES:
            body[sentence.span.doc].append(sentence.span.end)
    return {doc: ends[:LEAD][-1] for doc, ends in body.items()}


def ends_of_headlines(sentences: Sequence[Sentence]) -> dict[str, int]:
    """For each report where the headlines above its body end."""
    ends: dict[str, int] = {}
    begun: set[str] = set()
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        if sentence.kind not in HEADLINES:
            begun.add(sentence.span.doc)
        elif sentence.span.doc not in begun:
            ends[sentence.span.doc] = sentence.span.end
    return ends


def _in_full(naming: Naming, roles: dict[str, list[Role]], *, in_lead: bool) -> Naming:
    """ "A polling clerk" in a lead is whom the same report calls so beside a name; elsewhere only a definite description is."""
    said = described_as(naming.name)
    if not said and in_lead and naming.kind == "anonymous":
        said = described_as(LEADING.sub("the ", naming.name))
        if len(said) > 1 and said[-1] not in SPEAKS_FOR_ANOTHER:
            here = {role.key: role for role in roles.get(said[-1], ()) if role.doc == naming.doc and _fits(said, role.words)}
            role = next(iter(here.values())) if len(here) == 1 else None
            return replace(naming, key=role.key, kind=role.kind) if role is not None else naming
        return naming
    nobody = not said or said[-1] in SPEAKS_FOR_ANOTHER or (len(said) == 1 and said[0] in OF_STATES)
    if naming.kind not in ("anonymous", "person", "organisation") or nobody:
        return naming
    fitting = [role for role in roles.get(said[-1], ()) if _fits(said, role.words) and _can_be(naming, role)]
    near = [role for role in fitting if role.doc == naming.doc]
    meant = near if near or said[-1] in MANY_HAVE else fitting
    parties = sorted({(role.key, role.kind) for role in meant}, key=lambda pair: (-len(pair[0].split()), pair))
    if not parties or not all(f" {parties[0][0]}".endswith(f" {key}") for key, _ in parties):
        return naming
    return replace(naming, key=parties[0][0], kind=parties[0][1])


def _can_be(naming: Naming, role: Role) -> bool:
    return naming.kind == "anonymous" or naming.kind == role.kind or naming.name == naming.name.lower()


def _fits(said: Sequence[str], role: Sequence[str]) -> bool:
    """One of the two says no more than the other: "the attorney general" is no "state prosecutor general"."""
    left, right = set(said[:-1]), set(role[:-1])
    return left <= right or right <= left


def described_as(name: str) -> tuple[str, ...]:
    """The words of a definite description, its last one what the party is; empty for names, plurals and "an official".

    >>> described_as("the trust’s chairman"), described_as("Mexico's attorney general"), described_as("a mayor")
    (('trust', 'chair'), ('mexico', 'attorney', 'general'), ())
    >>> described_as("its director of public health"), described_as("Ada Lund"), described_as("the engineers")
    (('director',), (), ())
    """
    words = re.findall(r"[\w’'-]+", re.split(r",|\s(?:of|for|at|in|who|that|which|from|with|to|on|into)\s", name)[0])
    if not words or words[0].lower() in INDEFINITE or words[0][:1].isdigit():
        return ()
    if not words[-1].islower() or any(word[:1].isupper() for word in words[1:]) or words[-1] in ("himself", "herself", "itself"):
        words = words[:-1] if words[-1] in ("himself", "herself", "itself") else []
    return _role([word.lower() for word in words], PERSON_ROLES | INSTITUTION_NOUNS)


def _role(words: Sequence[str], nouns: frozenset[str]) -> tuple[str, ...]:
    """The words of a role without articles, possessives and plurals; empty where the last is none of the nouns."""
    plain = [re.sub(r"[’']s?$", "", word) for word in words if word not in BEFORE_NOUNS]
    if not plain or plain[-1] not in nouns | ONE_ROLE.keys():
        return () if not plain or plain[-1] != "general" else tuple(plain)
    ceo = plain[-1] == "ceo"
    return (*(word.removesuffix("s") for word in plain[:-1]), *(("chief",) if ceo else ()), ONE_ROLE.get(plain[-1], plain[-1]))


# ── what the story tells of names ────────────────────────────────────────────────────────────────────────────────────


def roles_told(namings: Sequence[Naming], texts: dict[str, str]) -> Iterator[Role]:
    """The roles that stand beside the names of people and bodies, or that a report ties to them."""
    named: dict[tuple[str, str, str], str] = {}
    for naming in namings:
        if naming.kind not in ("person", "organisation") or described_as(naming.name):
            continue
        if naming.name[:1].isupper() and not is_outlet(naming.name):
            named[naming.key, naming.kind, plain_name(naming.name)] = naming.kind
        for span in naming.spans:
            said = described_as(span.cut(texts[span.doc]))
            if said:
                yield Role(said, span.doc, naming.key, naming.kind)
    for key, kind, name in sorted(named):
        words = _role([word.lower() for word in name.split()], INSTITUTION_NOUNS)
        for doc, text in sorted(texts.items()):
            for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text) if len(name.split()) > 1 else ():
                if kind == "organisation" and words:
                    yield Role(words, doc, key, kind)
                nouns = PERSON_ROLES if kind == "person" else INSTITUTION_NOUNS
                for role in _beside(text, Span(doc, place.start(), place.end())):
                    said = _role(role, nouns)
                    if said and len(said) <= LONGEST_ROLE:
                        yield Role(said, doc, key, kind)


def _beside(text: str, name: Span) -> Iterator[list[str]]:
    """The words of roles before and behind a name, in small letters."""
    ahead = text[max(0, name.start - 80) : name.start].split("\n")[-1]
    shorter = TITLE_BEFORE.sub("", ahead)
    while shorter != ahead:
        ahead, shorter = shorter, TITLE_BEFORE.sub("", shorter)
    found = BEFORE_NAME.search(ahead)
    behind = text[name.end : name.end + 100].split("\n")[0]
    if found:
        words = _up_to_a_stop(found[1].lower().split())
        if not ahead.rstrip(" ").endswith(",") or (CLOSED.match(behind) and _is_definite(found[1].lower().split(), words)):
            yield words
    head_of = HEAD_OF.search(ahead)
    if head_of and CLOSED.match(behind):
        yield head_of[1].lower().split()
    apposed = BEHIND_NAME.match(behind)
    if apposed:
        words = apposed[1].lower().split()
        yield words[1:] if words[0] in INDEFINITE else words
    does = WHO_DOES.match(behind)
    if does:
        yield [ROLE_OF_VERB[does[1]]]


def _up_to_a_stop(words: Sequence[str]) -> list[str]:
    """The last words, as far back as nothing but adjectives and nouns can stand there."""
    kept: list[str] = []
    for word in reversed(words):
        if word in STOP_WORDS or word in INDEFINITE or len(kept) == LONGEST_ROLE:
            break
        kept.insert(0, word)
        if word in BEFORE_NOUNS or word.endswith(("'s", "’s")):
            break
    return kept


def _is_definite(before: Sequence[str], words: Sequence[str]) -> bool:
    return bool(words) and (words[0] in BEFORE_NOUNS or words[0].endswith(("'s", "’s")))


def office_holders(documents: Sequence[Document]) -> dict[str, str]:
    """Who "the president" is: the surname that follows the office wherever the story gives one.

    >>> text = "Mayor Lund spoke. The mayor left. Mayor Ada Lund smiled."
    >>> office_holders([Document("a", "a", "a", None, None, None, text, (), (), "", "")])
    {'mayor': 'ada lund'}
    """
    found: dict[str, str] = {}
    for office in OFFICES:
        named = re.compile(rf"\b{office.title()} ((?:[A-Z][\w’'-]+ )?[A-Z][\w’'-]+)")
        names = Counter(name_key(m[1]) for document in documents for m in named.finditer(document.text))
        surnames = Counter(name.split()[-1] for name in names.elements())
        if surnames and surnames.most_common(1)[0][1] >= OFFICE_SHARE * sum(surnames.values()):
            surname = surnames.most_common(1)[0][0]
            found[name_key(office)] = max(
                (name for name in names if name.split()[-1] == surname), key=lambda name: (len(name.split()), name)
            )
    return found
