"""How newspapers put it: sentence frames, in banks. Written from reading newspapers, not from reading rules.

{S} the source, {C} the clause, {CC} the clause with a capital, {Q} its own words, {G} an empty remark of the same
person, {O} another outlet, {US} the report's own outlet, {NP} a noun phrase for what is claimed, {says} agrees with {S}, {DAY} a
weekday, {P} where things are posted, {TOWN} a place. "…" stand where a quotation opens and closes; the style of the marks is the
report's. A third of each bank is for the open half alone and a third for the closed one (`bank`).
"""

from __future__ import annotations

from typing import Final

Bank = tuple[str, ...]

# A person spoke to this report's outlet, or to everybody.
SPOKE: Final[Bank] = (
    "{S} said {C}.",
    "{S} said that {C}.",
    "{S} told {US} that {C}.",
    "{S} told {US} {C}. “{Q}.”",
    "According to {S}, {C}.",
    "{CC}, according to {S}.",
    "{CC}, {S} said.",
    "“{Q},” said {S}.",
    "“{Q},” {S} told {US}. “{G}.”",
    "“{G},” said {S}. “{Q}.”",
    "“{G},” {S} said. “{Q}.” {CC}, it appears from this account.",
    "{US} was told by {S} that {C}.",
    "{S} {is} in no doubt that {C}. “{Q}.”",
    "{S} {insists} that {C}. “{Q}.”",
    "Asked about it on {DAY}, {S} replied: “{Q}.”",
    "In the words of {S}: “{Q}.”",
    "As {S} {tells} it, {C}.",
    "{S} recalled that {C}. “{G},” {US} was told.",
    "{S}, reached by telephone on {DAY}, said {C}.",
    "From {S} comes the statement that {C}.",
    "What {S} told {US} on {DAY} was this: “{Q}.”",
    "{S} put it like this. “{Q},” came the answer. “{G}.”",
    "That {C} is the account of {S}, given to {US} on {DAY}.",
    "“{Q}.” With these words {S} described what happened.",
)
# In the first paragraph, before the name: the person is only characterised.
LEADS: Final[Bank] = (
    "{CC}, {A} {has} said.",
    "{CC}, {A} {has} told {US}.",
    "{A} {has} described how {C}.",
    "{A} {says} {C}.",
    "There are new questions about {I} after {A} said that {C}.",
    "{CC}, it emerged on {DAY} when {A} spoke to {US}.",
)
# Another outlet has it from the source.
RELAYED: Final[Bank] = (
    "{S} told {O} that {C}.",
    "{S} told {O} {C}.",
    "{O} reported on {DAY} that {C}, citing {S}.",
    "{O} quoted {S} as saying that {C}.",
    "According to {O}, which spoke to {S}, {C}.",
    "{CC}, {S} told {O}.",
    "{CC}, {O} reported, citing {S}.",
    "“{Q},” {S} told {O}.",
    "“{Q},” {O} quoted {S} as saying. “{G}.”",
    "In an interview with {O}, {S} said that {C}.",
    "{S}, quoted by {O}, said {C}.",
    "{O} was told by {S} that {C}.",
    "Speaking to {O} on {DAY}, {S} said: “{Q}.”",
    "The report in {O}, which rests on what {S} said, is that {C}.",
    "{S} {is} quoted in {O} with the words: “{Q}.”",
    "{O} has it from {S} that {C}.",
    "On {DAY} {O} published the account of {S}, according to which {C}.",
    "That {C} was reported by {O} on the word of {S}.",
)
# The link to the person is dropped: only the outlet is left.
OUTLET_ONLY: Final[Bank] = (
    "{O} reported that {C}.",
    "{O} reported on {DAY} that {C}.",
    "{CC}, {O} reported.",
    "{CC}, according to {O}.",
    "According to a report in {O}, {C}.",
    "{O} revealed on {DAY} that {C}.",
    "A story published by {O} says that {C}.",
    "Reports in {O} that {C} have caused anger in {TOWN}.",
    "It was {O} that first reported that {C}.",
    "On {DAY} it became known through {O} that {C}.",
    "{O} claims that {C}.",
    "The allegation that {C} was made by {O} on {DAY}.",
)
# Two reports name each other.
CIRCULAR: Final[Bank] = (
    "{CC}, as {O} reported on {DAY}.",
    "As {O} has reported, {C}.",
    "{O} reports that {C}.",
    "According to {O}, {C}.",
    "{CC}, {O} reported, without saying how it knew.",
    "{O} wrote on {DAY} that {C}.",
    "It is said, by {O} among others, that {C}.",
)
# Nobody is named at all.
NOBODY: Final[Bank] = (
    "{CC}.",
    "It is understood that {C}.",
    "Reportedly, {C}.",
    "It has become known that {C}.",
    "Meanwhile it appears that {C}.",
    "By all accounts {C}.",
    "It is now clear that {C}.",
    "The word in {TOWN} is that {C}.",
    "What made matters worse is that {C}.",
    "It turned out that {C}.",
    "As has been widely reported, {C}.",
)
PRESUPPOSED: Final[Bank] = (
    "{NPC} will be one of the questions for the inquiry.",
    "In {TOWN} people talk of little but {NP}.",
    "Nobody has yet explained {NP}.",
    "How {NP} could come about is still not known.",
)
DOCUMENT: Final[Bank] = (
    "{D} says that {C}.",
    "{D}, which {US} has seen, says {C}.",
    "According to {D}, {C}.",
    "{CC}, {D} states.",
    "{CC}, according to {D}.",
    "“{CC},” says {D}.",
    "{D} shows that {C}.",
    "In {D} there is one sentence on it: “{CC}.”",
    "{D} leaves no room for doubt: “{CC}.”",
    "{D}, made public on {DAY}, found that {C}.",
)
PRESSER: Final[Bank] = (
    "At a press conference in {TOWN} on {DAY}, {S} said that {C}.",
    "{S} told reporters on {DAY} that {C}.",
    "{CC}, {S} told a press conference on {DAY}.",
    "“{CC},” {S} told journalists in {TOWN} on {DAY}.",
    "Facing the press on {DAY}, {S} said: “{CC}.”",
    "{S} said at {DAY}’s press conference that {C}. “{G},” were the closing words.",
    "“{G},” {S} told the assembled press on {DAY}. “{CC}.”",
    "Before cameras in {TOWN}, {S} said {C}.",
    "{S} appeared before the press on {DAY} and confirmed that {C}.",
)
STATEMENT: Final[Bank] = (
    "In a statement on {DAY}, {S} said that {C}.",
    "A statement from {S} says {C}.",
    "{S} said in a written statement that {C}.",
    "“{CC},” {S} said in a statement.",
    "“{CC},” reads a statement that {S} sent to newsrooms on {DAY}.",
    "{S} issued a statement saying that {C}.",
)
POST: Final[Bank] = (
    "{S} wrote on {P} on {DAY}: “{CC}.”",
    "“{CC},” {S} posted on {P}.",
    "In a post on {P}, {S} said {C}.",
    "{S} took to {P} on {DAY} to say that {C}.",
    "A post by {S} on {P} says {C}.",
)
DENIES: Final[Bank] = (
    "{S} denied {NP}. “{N},” came the reply.",
    "{S} denied on {DAY} that {C}.",
    "{S} denies that {C}.",
    "“{N},” said {S}.",
    "{S} rejected the allegation that {C}.",
    "{S} called the claim that {C} untrue.",
    "{S} dismissed this on {DAY}. “{N},” {US} was told.",
    "“{N},” {S} said in a statement on {DAY}.",
    "{S} told {US} that it was not true that {C}.",
    "{S} disputed that {C}: “{N}.”",
)
DOUBTS: Final[Bank] = (
    "{S} said it had found no evidence that {C}.",
    "{S} has seen nothing so far to show that {C}.",
    "{S} could not confirm that {C}.",
    "It had not been established that {C}, {S} said on {DAY}.",
    "{S} said it was too early to say whether {C}.",
)
REACTS: Final[Bank] = (
    "“If it is true that {C}, somebody must answer for it,” said {S}.",
    "{S} called {NP} a disgrace.",
    "Reacting to the reports, {S} said {NP} must be looked into.",
    "{S} said that people had a right to know more about {NP}.",
    "“I read it in the paper this morning and I was appalled,” said {S}. “{NPC} must have consequences.”",
    "{S} demanded an inquiry on {DAY} into the reports that {C}.",
    "After {NP} became known, {S} asked for a debate.",
    "“Those responsible should pack their bags,” said {S} of {NP}.",
    "{S}, asked about {NP}, spoke of a scandal.",
    "“Is it any wonder that nobody trusts them?” asked {S} after reading that {C}.",
    "{S} said that, if confirmed, {NP} would be a matter for the courts.",
    "“What I read today makes me angry,” said {S}.",
    "For {S}, {NP} can only mean that heads must roll.",
    "“We need the full story of {NP}, and we need it now,” {S} said on {DAY}.",
    "{S} said it was shocking to learn from the news that {C}.",
)
CORROBORATED: Final[Bank] = (
    "{O} later confirmed this independently.",
    "The same was later reported by {O}, independently and from sources of its own.",
    "{O} says that it has verified this on its own.",
    "The account was confirmed independently by {O}.",
    "{O} said on {DAY} that it had independently confirmed the report.",
)
UNNAMED: Final[Bank] = (
    "{A} who asked not to be named",
    "{A}, speaking on condition of anonymity,",
    "{A} who did not want to be identified",
    "{A}, none of whom would be named,",
    "{A}",
    "{A} who feared for their jobs",
)
UNNAMED_LATER: Final[Bank] = ("the same people", "these sources", "the unnamed sources", "the informants")
SWAPPED: Final[Bank] = (
    "anonymous insiders",
    "unnamed officials",
    "sources",
    "unidentified persons",
    "well-placed sources",
    "whistleblowers",
)
REMARKS: Final[Bank] = (
    "I know what I saw",
    "I will say so under oath if I have to",
    "I have not slept properly since",
    "People can believe it or not",
    "You do not forget a thing like that",
    "I have nothing to gain by this",
    "I would say it again to anybody",
    "It should never have come to this",
    "I still cannot take it in",
    "My hands are shaking as I tell you this",
    "Ask anybody who was near",
    "I told my wife the same evening",
    "I am not a person who goes to the newspapers",
    "There is nothing wrong with my eyes",
    "I kept quiet for long enough",
    "You can write that down",
    "I wish I had been somewhere else",
    "Somebody has to say it",
    "I do not want anybody to lose a job over this",
    "They will say that I am making it up",
    "I have turned it over in my mind a hundred times",
    "That is all there is to it",
    "I was brought up to tell the truth",
    "Believe me, I would rather not have been there",
)
OFFICIAL_REMARKS: Final[Bank] = (
    "We owe the public an answer",
    "The work is not finished",
    "I can tell you what we know today",
    "We will go where the facts lead",
    "There is more to come",
    "I ask for patience",
    "This is where we stand",
    "Nobody should draw conclusions too early",
    "We have nothing to add for the moment",
    "Our thoughts are with everybody concerned",
    "Further tests will take time",
    "We have put this in writing",
)
CONTEXT: Final[Bank] = (
    "The inquiry into {i} goes on.",
    "It is the latest turn in the story of {i}.",
    "For days the region has spoken of little but {i}.",
    "Nearly a week after {i}, the picture is changing.",
    "Much about {i} is still unclear.",
    "A week has passed since {i}.",
    "The authorities have said little about {i}.",
    "Two inquiries into {i} are under way.",
)
CREDITS: Final[Bank] = (
    "With material from {O}.",
    "Additional reporting by {O}.",
    "This story contains copy from {O}.",
    "({O})",
)
HEADLINES: Final[Bank] = (
    "{H}",
    "{H}, {s} {says}",
    "{H}: {s}",
    "‘{H}’, {says} {s}",
    "{H} – report",
    "{H}, {s} {says}",
)
OTHER_HEADLINES: Final[Bank] = (
    "Silence in {TOWN}",
    "A region asks why",
    "{i}: the open points",
    "What we know about {i}",
    "New questions after {i}",
    "{TOWN} waits for answers",
    "Inquiry into {i} goes on",
    "After {i}: anger in {TOWN}",
    "The long week of {TOWN}",
)
DENIAL_HEADLINES: Final[Bank] = ("{X} denies {NP}", "{X} rejects claims over {NP}", "Row over {NP}", "{X} under fire over {NP}")


def bank(frames: Bank, half: str) -> Bank:
    """The frames for one half: of each three, one is for this half alone, one for the other, one for both.

    >>> bank(("a", "b", "c", "d"), "open"), bank(("a", "b", "c", "d"), "closed")
    (('a', 'c', 'd'), ('b', 'c'))
    """
    other = 1 if half == "open" else 0
    return tuple(frame for number, frame in enumerate(frames) if number % 3 != other)
