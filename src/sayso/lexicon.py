"""The cue lexicon: words by which a report hands words to somebody, and what each does with them.

Force follows the veridicality classes of FactBank and of Karttunen's implicative and factive verbs, cut down to what a
reader of claims needs. The lists were written by hand from general knowledge of English news prose; a verb is listed by
its dictionary form.
"""

from __future__ import annotations

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
    outline posit preach read recommend specify stipulate submit volunteer charge
    """.split()
)
# What somebody holds to be so without saying it.
THINKING = frozenset(
    """
    believe think fear hope expect suspect understand assume consider feel guess imagine realize realise see
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
# "X called Y a hoax", "described Y as …"
NAMING = frozenset(
    """
    call label brand dub describe portray characterize characterise depict denounce dismiss condemn slam
    """.split()
)
# "the newspaper quoted officials who …", "citing officials"
CITING = frozenset("cite quote".split())
# With an object that stands for words: "repeated the allegation", "confirmed the report"
TAKING_UP = frozenset("repeat confirm report reiterate echo corroborate".split())

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


def force_of(lemma: str) -> str:
    """What a cue verb does with its content: one of records.FORCES."""
    if lemma in DENYING:
        return "denies"
    if lemma in DOUBTING:
        return "doubts"
    if lemma in ASKING:
        return "asks"
    return "asserts"
