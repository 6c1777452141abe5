"""The cue lexicon: words by which a report hands words to somebody, and what each does with them.

What a cue does stands in one table (cues.py) and is read by `read_cue`. Force follows the veridicality classes of FactBank
and of Karttunen's implicative and factive verbs, cut down to what a reader of claims needs. The sets here say by which words
a rule of detect/proposals.py starts, that is, with which complement a word is a cue. They were written by hand from general
knowledge of English news prose; a word is listed by its dictionary form.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from sayso.cues import TABLE

# With a clause or a quotation: "X said that …", "“…,” X said".
SAYING = frozenset(
    """
    say tell claim state answer report add note announce argue insist warn explain stress suggest reveal disclose
    acknowledge admit concede allege maintain contend assert declare write tweet post testify reply respond recall
    remark comment mention observe emphasize emphasise underline underscore reiterate repeat complain joke assure
    inform notify advise affirm attest brief caution conclude confess confide confirm counter cry determine discover
    elaborate estimate exclaim find forecast hint imply indicate interject learn note opine predict proclaim
    pronounce propose protest quip quote reason recount relate remind retort rule shout signal speculate swear teach
    threaten verify voice vow whisper yell accuse agree guarantee hear pledge promise show boast plead shrug sigh
    tease gush muse mutter lament cite clarify chronicle detail document echo establish hold hypothesize hypothesise
    outline posit preach read recommend specify stipulate submit volunteer charge continue
    telegraph cable rumour rumor email
    """.split()
)
# What somebody holds to be so without saying it.
THINKING = frozenset(
    """
    believe think fear hope expect suspect understand assume consider feel guess imagine realize realise see
    recognize recognise worry reckon anticipate
    """.split()
)
ASKING = frozenset("ask wonder question inquire enquire query".split())
DENYING = frozenset(
    """
    deny reject refute dismiss dispute rebut contradict disavow repudiate rubbish debunk condemn denounce decry
    discredit contest
    """.split()
)
DOUBTING = frozenset("doubt question challenge query distrust".split())
# "X accused Y of …", "blamed Y for …": the words after the cue are the content.
ACCUSING = frozenset("accuse blame criticise criticize charge fault link tie connect implicate".split())
# The same, but only with a deed: "attacked the paper for printing it", "called him out for lying"
REPROACHING = frozenset(
    """
    attack berate blast call castigate chastise condemn denounce lambast lambaste pillory rebuke reprimand ridicule rip scold
    slam sue
    """.split()
)
# With "of", "about" or "at" and what it is about: "complained of a smell", "hinted at a sale"
SPEAKING_OF = {
    "boast": ("of", "about"),
    "complain": ("of", "about"),
    "hint": ("at",),
    "speak": ("of",),
    "talk": ("of",),
    "warn": ("of", "about"),
}
# "X called Y a hoax", "described Y as …"
NAMING = frozenset(
    """
    call label brand dub describe portray characterize characterise depict denounce dismiss condemn slam
    """.split()
)
# "the newspaper quoted officials who …", "citing officials"
CITING = frozenset("cite quote".split())
# With an object that stands for words: "repeated the allegation", "confirmed the report"
TAKING_UP = frozenset("repeat confirm report reiterate echo corroborate verify authenticate substantiate".split())

CLAUSE_CUES = SAYING | THINKING | ASKING | DENYING | DOUBTING

# Nouns that stand for words somebody put out.
WORD_NOUNS = frozenset(
    """
    claim allegation accusation statement report assertion suggestion belief warning announcement conclusion finding
    rumour rumor assessment verdict view opinion argument contention insistence denial admission acknowledgement
    promise pledge prediction complaint charge concern testimony revelation story message remark comment account
    tale version
    """.split()
)
# Of these, those that point at what is contested, and so can stand for the claim itself.
POINTERS = frozenset(
    """
    allegation accusation claim charge story rumour rumor assertion report suggestion reporting statement narrative
    account tale
    """.split()
)
# Nouns that name an affair as a whole; what it is about stands beside them: "the alarm row".
AFFAIRS = POINTERS | frozenset(
    """
    affair battle controversy crisis debacle dispute fiasco furore furor outcry plot revelation row saga scandal scheme uproar
    """.split()
)
# Whoever says so keeps a distance: "the alleged visit".
ALLEGED = frozenset("alleged claimed purported reported rumoured rumored so-called supposed suspected".split())
# "The official who said …": stands for the noun before it.
RELATIVE = frozenset("who that which whom".split())
# Things that speak without being people.
DOCUMENTS = frozenset(
    """
    report document statement letter memo briefing assessment study survey review audit filing affidavit complaint
    lawsuit indictment transcript email e-mail dossier ruling judgment judgement minutes notice release
    communique survey press-release account record log poll analysis inquiry verdict bulletin file
    """.split()
)
SOCIAL_POSTS = frozenset("tweet post thread video".split())
# People who speak without a name.
SPEAKER_NOUNS = frozenset(
    """
    source official officer insider aide adviser advisor spokesman spokeswoman spokesperson employee worker staffer
    member lawmaker legislator critic witness resident expert analyst person people representative diplomat
    executive engineer councillor governor teacher parent neighbour neighbor doctor nurse lawyer investigator
    prosecutor researcher scientist economist activist campaigner supporter opponent figure leader minister senator
    observer colleague friend relative user customer tenant author reporter journalist correspondent police
    authority government agency company administration ministry department council commission board union court
    embassy group
    """.split()
)


# ── what a cue does ──────────────────────────────────────────────────────────────────────────────────────────────────


class CueReading(NamedTuple):
    """What a cue does with its content (one of records.FORCES), of what kind it is (one of records.SCOPES), and why."""

    force: str
    scope: str
    because: str


class Entry(NamedTuple):
    """One line of the table: the words of a cue with their part of speech ("verb", "noun", "other")."""

    words: tuple[str, ...]
    part: str
    force: str
    scope: str


ENTRIES = tuple(
    Entry(tuple(cue.split()), part, force, scope)
    for part, force, scope, cues in TABLE
    for cue in " ".join(cues.split()).split(", ")
)
BY_FIRST_WORD = {
    word: tuple(entries) for word, entries in groupby(sorted(ENTRIES, key=lambda e: e.words[0]), key=lambda e: e.words[0])
}
GAP = 3  # words that may stand between two words of one cue: "cast quite some doubt on" (by eye)
ARTICLES = frozenset("a an the".split())
NEGATIONS = frozenset("not n't n’t never no neither nor nobody none nothing hardly cannot without".split())
# "declined to confirm", "has yet to say": no words are handed on.
WITHHOLDING = frozenset("refuse decline fail avoid stop hesitate yet unable".split())
ABLE = frozenset("can ca could cannot able unable possible impossible".split())
# Other cues that stand with these say more: "continued to insist", "went on to call for".
LIGHT = frozenset(
    [("continue",), ("go", "on"), ("come", "out"), ("be", "say"), ("be", "report"), ("hear",), ("for",), ("against",)]
)
# Of a document these say what it shows; of a person, what he says.
SHOWN_BY_DOCUMENTS = frozenset(
    "suggest indicate reveal imply confirm point establish highlight underline underscore detail record identify put".split()
)
CHECKING = frozenset("confirm verify corroborate substantiate establish authenticate prove".split())
# "No evidence that …", "without proof": not shown, which is not the same as not so.
SUPPORT = frozenset("evidence proof indication sign basis substance confirmation corroboration".split())
# "Has not announced any plans", "does not know": nothing is told, so nothing is denied.
UNTOLD = frozenset("announce disclose decide know comment discuss speculate elaborate specify".split())
BELIEVING = frozenset("believe think accept trust feel buy convinced sure certain persuaded".split())
KINDS = {"thinks": "a belief or feeling", "wants": "a plan, demand or promise", "shows": "what evidence shows"}


@lru_cache(maxsize=10_000)
def read_cue(
    lemmas: tuple[str, ...], *, noun: bool = False, negated: bool = False, to_do: bool = False, document: bool = False
) -> CueReading:
    """Force and scope of a cue, given its words' dictionary forms in order; negations and auxiliaries may be among them.

    `noun`: the cue's head is a noun. `negated`: it stands under a negation that is not among the words. `to_do`: the
    content is an infinitive ("agreed to close it"). `document`: a report, a poll or the like is the source. A cue that
    the table does not hold, and a mark (":", "–"), is taken as saying.

    >>> read_cue(("pour", "cold", "water", "on"))[:2], read_cue(("do", "not", "deny"))[:2], read_cue(("agree",), to_do=True)[:2]
    (('doubts', 'says'), ('reports', 'says'), ('asserts', 'wants'))
    """
    words = tuple(word for word in lemmas if word not in ARTICLES and any(c.isalnum() for c in word))
    if not words:
        return CueReading("asserts", "says", "a mark between a name and words")
    behind = next((k + 1 for k, word in enumerate(words) if word in WITHHOLDING), 0)
    entry = _entry(words[behind:], noun, to_do) if behind else None
    withheld = entry is not None
    entry = entry or _entry(words, noun, to_do) or _entry(tuple(map(_uninflected, words)), noun, to_do)
    if entry is None:
        return CueReading(
            "reports" if negated or NEGATIONS & {*words} else "asserts", "says", "a cue not in the lexicon, taken as saying"
        )
    cue = " ".join(entry.words)
    scope = "shows" if document and entry.scope == "says" and entry.words[0] in SHOWN_BY_DOCUMENTS else entry.scope
    kind = f"“{cue}”: {KINDS[scope]}" if scope in KINDS else f"“{cue}” {entry.force}"
    against = sorted((NEGATIONS & {*words}) - {*entry.words}) + (["not"] if negated else [])
    if not (withheld or against):
        return CueReading(entry.force, scope, kind)
    force = _under_negation(entry, {*words}, withheld)
    return CueReading(force, scope, f"{kind}, withheld" if withheld else f"{kind}, under “{against[0]}”")


def force_of(lemma: str) -> str:
    """What a cue verb does with its content: one of records.FORCES."""
    return read_cue((lemma,)).force


def scope_of(lemmas: tuple[str, ...], *, noun: bool = False, to_do: bool = False, document: bool = False) -> str:
    """Whether a cue says, thinks, wants or shows: one of records.SCOPES."""
    return read_cue(lemmas, noun=noun, to_do=to_do, document=document).scope


def _entry(words: tuple[str, ...], noun: bool, to_do: bool) -> Entry | None:
    """The longest cue of the table among the words; of equally long ones that of the right part of speech, then the first."""
    words = (*words, "to") if to_do else words
    parts = ("noun", "other", "verb") if noun else ("verb", "other", "noun")
    found = [(k, e) for k, word in enumerate(words) for e in BY_FIRST_WORD.get(word, ()) if _stands_at(e.words, words, k)]
    telling = [(k, e) for k, e in found if e.words not in LIGHT] or found
    return min(telling, key=lambda ke: (-len(ke[1].words), parts.index(ke[1].part), ke[0]), default=(0, None))[1]


def _uninflected(word: str) -> str:
    """A verb that the tagger took for a noun or an adjective, and so has its ending still: "praises", "stated"."""
    forms = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("ed"))
    return next((form for form in forms if form != word and form in BY_FIRST_WORD), word)


def _stands_at(cue: tuple[str, ...], words: tuple[str, ...], start: int) -> bool:
    """Whether the words of a cue follow each other from `start` on, with at most GAP others between two of them."""
    at = start
    for word in cue[1:]:
        if word not in words[at + 1 : at + 2 + GAP]:
            return False
        at = words.index(word, at + 1)
    return True


def _under_negation(entry: Entry, words: set[str], withheld: bool) -> str:
    """Who does not say does not deny, and who does not deny does not say; who cannot confirm, or sees no evidence, doubts."""
    if entry.words == ("doubt",):
        return "asserts"
    if entry.force != "asserts":
        return "reports"
    unable = entry.words[0] in CHECKING and bool(ABLE & words)
    unshown = entry.scope == "shows" and not withheld
    disbelieving = entry.words[-1] in BELIEVING and not withheld
    return "doubts" if unable or unshown or disbelieving else "reports"
