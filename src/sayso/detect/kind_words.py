"""Words by which kinds.py tells what a noun phrase is: pronouns, roles, things that are read, bodies, things that never speak.

Written by hand from general knowledge of English news prose.
"""

from __future__ import annotations

import re

from sayso.lexicon import DOCUMENTS, SPEAKER_NOUNS
from sayso.names import COUNTRIES, INSTITUTION_NOUNS, METONYMS, TITLES

PERSON_PRONOUNS = frozenset("he she him her his hers himself herself".split())
THING_PRONOUNS = frozenset("it its itself".split())
GROUP_PRONOUNS = frozenset("they them their themselves".split())
PRONOUNS = PERSON_PRONOUNS | GROUP_PRONOUNS | THING_PRONOUNS
UNNAMED = re.compile(
    r"\b(?:anonymous|unnamed|unidentified|undisclosed|sources?|insiders?|familiar with|not authori[sz]ed|"
    r"on condition of anonymity)\b",
    re.I,
)
RELEASING = frozenset("release publish issue put post submit deliver present file write produce print run carry".split())
# "a memo obtained by the Post": the Post did not write it.
OBTAINING = frozenset("obtain see review get view hear acquire leak cite quote".split())
REPORTING_NOUNS = frozenset("report account story rumour rumor".split())  # without an owner they name nobody
BEFORE_A_NAME = frozenset("the both either neither".split())  # with a capital at the beginning of a sentence
NATIONALITIES = frozenset(
    """
    afghan albanian algerian american argentine argentinian armenian australian austrian bangladeshi belarusian belgian bolivian
    brazilian british briton bulgarian cambodian cameroonian canadian chilean chinese colombian congolese croatian cuban cypriot
    czech dane danish dutch ecuadorian egyptian emirati english estonian ethiopian filipino finn finnish french frenchman georgian
    german ghanaian greek guatemalan haitian honduran hungarian icelandic indian indonesian iranian iraqi irish irishman israeli
    italian jamaican japanese jordanian kazakh kenyan korean kurdish kuwaiti latvian lebanese liberian libyan lithuanian malaysian
    maltese mexican moldovan mongolian moroccan nepalese nicaraguan nigerian norwegian pakistani palestinian panamanian peruvian
    polish portuguese qatari romanian russian rwandan saudi scot scottish senegalese serbian singaporean slovak slovenian somali
    spaniard spanish sudanese swede swedish swiss syrian taiwanese thai tunisian turkish ugandan ukrainian uruguayan uzbek
    venezuelan vietnamese welsh yemeni zambian zimbabwean
    """.split()
)
MEDIA_WORDS = frozenset("media news newspaper press paper".split())
# Nouns for people with an office that only one person holds in a story: "the president" is a name in other words.
OFFICES = frozenset(
    """
    president mayor governor minister chairman chairwoman chief pope king queen spokesman spokeswoman spokesperson
    headteacher
    """.split()
)
SPEAKS_FOR = frozenset("spokesman spokeswoman spokesperson spokespeople representative".split())
WRITES_FOR = frozenset("reporter correspondent columnist editor journalist writer anchor host commentator presenter".split())
# Roles that stand before a name and belong to no name: "agent Gregg Klein". TITLES and SPEAKER_NOUNS are roles as well.
ROLES = TITLES | SPEAKER_NOUNS | OFFICES | SPEAKS_FOR | WRITES_FOR
ROLES |= frozenset(
    """
    ceo cfo agent host pollster publicist strategist consultant billionaire businessman businesswoman tycoon magnate
    entrepreneur candidate nominee rival opponent ally friend husband wife mother father son daughter brother uncle aunt
    cousin girlfriend boyfriend widow actor actress singer rapper guitarist drummer director producer comedian coach
    player captain striker goalkeeper manager boss owner founder cofounder partner chairperson whistleblower activist
    campaigner protester student pupil professor historian biologist geologist physicist chemist astronomer psychologist
    scientist surgeon physician paramedic pathologist veterinarian archaeologist attorney solicitor barrister advocate
    soldier sailor fisherman farmer driver pilot passenger victim survivor neighbour neighbor bystander eyewitness
    photographer photojournalist artist designer architect blogger author novelist poet user developer engineer
    speaker pastor priest bishop archbishop imam rabbi cardinal monk nun congressman congresswoman assemblyman alderman
    lawmaker legislator mp delegate envoy diplomat commander lieutenant-general brigadier private marshal
    commissioner counsel clerk treasurer secretary-general president-elect politician republican conservative liberal
    man woman boy girl teenager pensioner fighter militant gunman jihadist captive hostage prisoner inmate detainee suspect
    defendant attacker shooter robber killer follower shopper commuter tourist traveller visitor guest caller viewer reader voter
    """.split()
)
# People who stand in a sentence with a small letter and without a noun of their own.
SOMEBODY = frozenset("some others many several those one two three few most someone somebody everyone everybody all people".split())
# Things that are read, seen or heard and "say" something, besides lexicon.DOCUMENTS.
READ = frozenset(
    """
    article column editorial op-ed blog book chapter page interview data datum statistic graph graphic chart map
    photo photograph picture image caption footage clip tape recording audio screenshot ad advert advertisement
    commercial sign placard banner poster headline subtitle label inscription note readout speech remark text message
    order contract agreement treaty constitution law regulation rule bill resolution petition manifesto brochure leaflet
    website app profile account posting list tally ledger paperwork evidence test scan autopsy biography memoir
    copy entry minute telegram cable
    publication manuscript diary paper proposal plan draft budget forecast estimate calculation guideline brief
    complaint warrant subpoena deposition testimony
    """.split()
)
# "A consultation paper" is read; it is no newspaper.
PAPERS_TO_READ = frozenset(
    "consultation position research policy working discussion green white briefing conference options".split()
)
THING_ENDINGS = ("tion", "sion", "ness", "ity", "ism", "ance", "ency", "ancy", "ship", "ment", "ing", "age", "ure", "sis", "dom")
PEOPLE_ANYWAY = frozenset(
    """
    majority minority community opposition delegation coalition leadership management entourage generation membership
    constituency population sibling king being personage organisation organization administration government authority
    charity university ministry corporation association federation foundation commission legislature judiciary
    establishment presidency regiment contingent village percentage
    """.split()
)
PERSON_ENDINGS = ("man", "woman", "person", "er", "or", "ist", "ian", "ant", "ee", "eer", "native", "veteran", "expert", "teen")
THINGS = frozenset(
    """
    launch habit heaven joke move result math field lot experience idea fact thing matter issue problem reason case
    effort attempt event incident accident death murder crash vote election deal talk side day week month year time
    company-wide image logo device phone watch car plane weather science history tradition method process trend
    source-code theory hypothesis discovery show media medium series film movie game song album
    detail precedent hoax myth legend prank name word
    """.split()
)
COMPANY_WORDS = frozenset("inc inc. ltd ltd. plc llc corp corp. gmbh ag co co. sa nv".split())
TRADE = frozenset(
    """
    systems industries energy airlines airways holdings motors technologies services solutions laboratories pharmaceuticals foods
    lines renewables materials ferries buses estates breweries farms stores
    steel railways shipping logistics constructions construction insurance electronics software partners brothers
    """.split()
)
UNDERTAKINGS = frozenset("program programme project mission lab observatory newsroom".split())  # bodies by what they do
# Nouns that a body has and a person has not: "Apple's shares", "a Selkie Line spokeswoman".
PARTS_OF_A_BODY = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople ceo executive employee staff share stock shareholder headquarters
    customer product store device subsidiary plant factory fleet network boss official worker technician
    """.split()
)
BODIES = frozenset(
    """
    apple google facebook twitter microsoft amazon netflix samsung sony nokia intel ibm uber tesla boeing airbus toyota
    volkswagen bmw ford siemens nestle unilever pfizer bayer novartis starbucks walmart target costco disney spotify
    youtube instagram whatsapp tiktok reddit yahoo paypal ebay hbo espn interpol europol unicef unesco oxfam greenpeace
    hamas hezbollah isis boko haram opec nasa fbi cia nsa mi5 mi6 aclu naacp nra fifa uefa ioc gallup huawei gazprom rosneft
    shell bp exxon chevron pentagon kremlin congress parliament westminster hollywood foxconn verizon comcast
    """.split()
)
BODY_NOUNS = (INSTITUTION_NOUNS | UNDERTAKINGS) - {"officer", "head"}
READABLE = DOCUMENTS | READ
PLACES = COUNTRIES | METONYMS.keys()
ONLY_TITLES = TITLES | OFFICES | {"the", "a", "an", "former"}
DOMAIN = re.compile(r"[\w-]+\.(?:com|org|net|co\.uk|info|tv|io)", re.I)
