"""What everybody knows about names: outlets, titles, institutions, seats of government.

General knowledge only, no names of any one story. Used where a source is classed and where parties are joined.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Outlets whose name gives no hint ("Reuters", "Politico"). The others are known by a word of OUTLET_WORDS.
OUTLETS = frozenset(
    """
    reuters|associated press|ap|afp|agence france-presse|dpa|ansa|efe|tass|interfax|xinhua|kyodo|pti|upi|bloomberg|cnn|
    bbc|abc|cbs|nbc|msnbc|fox|cnbc|npr|pbs|itv|sky|rt|sputnik|al jazeera|al arabiya|politico|axios|vox|buzzfeed|vice|
    slate|salon|propublica|bellingcat|huffpost|huffington post|breitbart|der spiegel|spiegel|le monde|le figaro|
    libération|el país|el pais|la repubblica|corriere della sera|die zeit|die welt|süddeutsche zeitung|haaretz|
    pravda|izvestia|kommersant|meduza|wired|the verge|techcrunch|ars technica|newsweek|forbes|fortune|the atlantic|
    the new yorker|the hill|the intercept|the daily beast|mother jones|the conversation|gizmodo|tmz|usa today|
    wikileaks|the sun|the times|the economist|le parisien|rtl|zdf|ard|nos|svt|nrk|dr|yle|rté|rte|cbc|ctv|nhk|ndtv|
    mailonline|dailymail|business insider|the information|mashable|gawker|jezebel|deadspin|janes|jane's|variety|deadline|
    vanity fair|national geographic|scientific american|rolling stone|der standard|the register|engadget|9to5mac|macrumors|
    the daily caller|the hollywood reporter|metro uk|the federalist|the register|the root|the lancet|the spectator|the nation|
    the drudge report|the onion|snopes|esquire|vogue|the local|el universal|proceso|la jornada|dawn|the week
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
OUTLET_WORDS = frozenset(
    """
    times post herald gazette tribune courier chronicle examiner inquirer observer guardian independent telegraph
    mirror journal news newspaper echo star dispatch register sentinel bulletin globe mail express standard record
    press broadcasting television tv radio fm newswire wire magazine weekly daily today review argus advertiser
    mercury courant argosy sun standard bee ledger monitor beacon enquirer intelligencer mashable gazeta
    """.split()
)
NICKNAME = 3  # letters with which two first names may begin alike and be one: "Dan", "Daniel" (by eye)
# "the newspaper", "the broadcaster": an outlet named elsewhere in the report.
OUTLET_NOUNS = frozenset(
    """
    newspaper paper publication outlet broadcaster network magazine daily weekly station website site portal tabloid
    channel
    """.split()
)
TITLES = frozenset(
    """
    prime mr mrs ms miss dr sir dame lord lady prof professor president vice-president senator sen representative rep
    governor gov mayor minister secretary chairman chairwoman chair chancellor councillor cllr general gen colonel
    col major captain capt lieutenant lt sergeant sgt judge justice sheriff inspector detective chief officer
    ambassador pope king queen prince princess spokesman spokeswoman spokesperson director commissioner
    superintendent congressman congresswoman reverend rev father sister deputy attorney prosecutor leader premier
    critic analyst reporter correspondent author head headteacher teacher engineer doctor democrat
    mp msp mep sheikh sheik shaikh ayatollah mullah imam rabbi cardinal archbishop bishop emir sultan baroness
    """.split()
)
# A name with one of these words is an institution, not a person.
INSTITUTION_WORDS = frozenset(
    """
    ministry department office agency embassy council committee commission company corporation corp inc ltd plc llc
    group university college school institute party union association federation organisation organization bank
    court house parliament congress senate assembly cabinet government administration army navy force forces police
    service authority board trust society foundation campaign church club hospital team bureau pentagon kremlin nato
    un eu ngo movement coalition alliance guild league center centre systems water energy airlines industries
    holdings partners laboratory regulator watchdog prison airport port railway consultancy firm manufacturer
    contractor charity ombudsman inspectorate palace observatory institute academy command secretariat
    """.split()
)
# Bodies written with a small letter that speak on the record as bodies: "the company", "police".
INSTITUTION_NOUNS = INSTITUTION_WORDS | frozenset("regime state presidency militia group network brigade brigades".split())

# One institution under another name: seats, buildings and capitals that stand for who sits in them.
METONYMS = {
    "moscow": "russia",
    "kremlin": "russia",
    "russian": "russia",
    "russians": "russia",
    "russian government": "russia",
    "russian officials": "russia",
    "pentagon": "department of defense",
    "defence department": "department of defense",
    "defense department": "department of defense",
    "department of defence": "department of defense",
    "us department of defense": "department of defense",
    "dod": "department of defense",
    "us": "united states",
    "usa": "united states",
    "us authorities": "united states",
    "us government": "united states",
    "white house": "us administration",
    "state department": "department of state",
    "foggy bottom": "department of state",
    "beijing": "china",
    "chinese government": "china",
    "tehran": "iran",
    "pyongyang": "north korea",
    "kyiv": "ukraine",
    "kiev": "ukraine",
    "berlin": "germany",
    "paris": "france",
    "elysee": "france",
    "élysée": "france",
    "rome": "italy",
    "madrid": "spain",
    "ankara": "turkey",
    "jerusalem": "israel",
    "delhi": "india",
    "new delhi": "india",
    "islamabad": "pakistan",
    "tokyo": "japan",
    "canberra": "australia",
    "ottawa": "canada",
    "whitehall": "uk government",
    "downing street": "uk government",
    "british government": "uk government",
    "number 10": "uk government",
    "brussels": "european union",
    "eu": "european union",
    "un": "united nations",
    "nyt": "new york times",
    "wsj": "wall street journal",
    "wapo": "washington post",
    "ap": "associated press",
    "scotland yard": "metropolitan police",
}
COUNTRIES = frozenset(
    """
    afghanistan|albania|algeria|angola|argentina|armenia|australia|austria|azerbaijan|bahrain|bangladesh|belarus|belgium|bolivia|
    bosnia|botswana|brazil|bulgaria|cambodia|cameroon|canada|chad|chile|china|colombia|congo|croatia|cuba|cyprus|czechia|denmark|
    ecuador|egypt|england|eritrea|estonia|ethiopia|finland|france|georgia|germany|ghana|greece|guatemala|haiti|honduras|hungary|
    iceland|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|
    latvia|lebanon|liberia|libya|lithuania|luxembourg|malaysia|mali|malta|mexico|moldova|mongolia|montenegro|morocco|mozambique|
    myanmar|namibia|nepal|netherlands|nicaragua|niger|nigeria|north korea|north macedonia|norway|oman|pakistan|palestine|panama|
    paraguay|peru|philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|scotland|senegal|serbia|singapore|slovakia|
    slovenia|somalia|south africa|south korea|south sudan|spain|sri lanka|sudan|sweden|switzerland|syria|taiwan|tajikistan|tanzania|
    thailand|tunisia|turkey|turkmenistan|uganda|ukraine|united kingdom|united states|uk|us|usa|u.s|u.k|uruguay|uzbekistan|venezuela|
    vietnam|wales|yemen|zambia|zimbabwe|america|britain|hamas|hezbollah|taliban|isis|al qaeda|fatah|houthis
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|even|both|all|some|many)\s+", re.I)
POSSESSIVE = re.compile(r"['’]s?$")
EDGES = " \t\r\n ,;:.\"“”‘’'()[]*"


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """A name without article, possessive and outer punctuation, blanks as one.

    >>> plain_name("the Daily  Harbour’s ")
    'Daily Harbour'
    """
    said = " ".join(name.split()).strip(EDGES)
    said = POSSESSIVE.sub("", said)
    shorter = ARTICLE.sub("", said)
    while shorter != said:
        said, shorter = shorter, ARTICLE.sub("", shorter)
    return said.strip(EDGES)


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """What two spellings of one name share: lower case, no article, no titles, no stops; metonyms resolved.

    >>> name_key("the Kremlin") == name_key("Moscow"), name_key("Sen. Ada Voss"), name_key("The U.S.")
    (True, 'ada voss', 'united states')
    """
    said = re.sub(r"\b(\w)\.(?!\w\w)", r"\1", plain_name(name).lower())
    said = METONYMS.get(said, said)
    words = [word.strip(".") for word in re.findall(r"[\w.&'’-]+", said)]
    if not is_institution(name):
        first = next((i for i, word in enumerate(words) if word not in TITLES), 0)
        words = words[first:]  # "Sen. Ada Voss"; nothing but titles ("the prime minister") stays whole
    joined = " ".join(words)
    return METONYMS.get(joined, joined)


def name_words(*names: str) -> frozenset[tuple[str, ...]]:
    """The words of each name, as in `name_key`."""
    return frozenset(words for name in names if (words := tuple(name_key(name).split())))


def may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of two names can be one person's: a lone name is part of the other, or surname and first name agree.

    >>> may_be_one(("michael", "garside"), ("garside",)), may_be_one(("dan", "garside"), ("daniel", "p", "garside"))
    (True, True)
    >>> may_be_one(("michael", "garside"), ("michael", "threlfall")), may_be_one(("susan", "oakley"), ("michael", "oakley"))
    (False, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return shorter[0] in longer
    a, b = shorter[0], longer[0]
    initial = min(len(a), len(b)) == 1 and a[0] == b[0]
    return shorter[-1] == longer[-1] and (initial or a[:NICKNAME] == b[:NICKNAME] or a in longer or b in shorter)


@lru_cache(maxsize=50_000)
def is_outlet(name: str) -> bool:
    """Whether a capitalised name is an outlet's.

    >>> is_outlet("the Sallow Vale Herald"), is_outlet("Reuters"), is_outlet("Post Office"), is_outlet("Ada Voss")
    (True, True, False, False)
    """
    said = plain_name(name)
    words = said.split()
    if not words or not words[0][:1].isupper():
        return False
    key = said.lower()
    if key in OUTLETS or "the " + key in OUTLETS or words[0].lower() in ("bbc", "cnn", "abc", "nbc", "cbs", "fox", "sky"):
        return True
    if len(words) > 1 and (words[0] in ("Radio", "Television", "TV") or key.startswith("voice of ")):
        return True
    last = words[-1].lower()
    return last in OUTLET_WORDS and words[-1][:1].isupper()


@lru_cache(maxsize=50_000)
def is_institution(name: str) -> bool:
    """Whether a name is a body's and not a person's, as far as its words tell.

    >>> is_institution("Lower Estuary Health Board"), is_institution("Inga Thorsby")
    (True, False)
    """
    key = plain_name(name).lower()
    words = set(re.findall(r"[\w-]+", re.sub("^port (?!of )", "", key)))  # "Port Arden" is a place
    return (
        bool(words & INSTITUTION_WORDS)
        or key in METONYMS
        or key in COUNTRIES
        or any(word.upper() == word and len(word) > 1 and word.isalpha() for word in plain_name(name).split())
    )


# ── hosts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# Labels behind which a name stands that somebody registered: "co" in "bbc.co.uk", "blogspot" in "quay.blogspot.com".
BEHIND_A_NAME = frozenset("co com org net gov ac edu or ne go blogspot wordpress substack tumblr wixsite weebly github".split())


@lru_cache(maxsize=50_000)
def site_of(host: str) -> str:
    """The part of a host that somebody registered, as far as its labels tell.

    >>> site_of("news.quayherald.co.uk"), site_of("www.quayherald.example"), site_of("quaywatch.blogspot.com")
    ('quayherald.co.uk', 'quayherald.example', 'quaywatch.blogspot.com')
    """
    labels = host.lower().split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in BEHIND_A_NAME else labels[-2:])


@lru_cache(maxsize=50_000)
def is_name_of_host(name: str, host: str) -> bool:
    """Whether a host has the letters of a name: each word whole, or of several words some by their first letter.

    >>> [is_name_of_host("The Quay Herald", host) for host in ("www.quayherald.example", "qherald.example", "quay.example")]
    [True, True, False]
    """
    label = site_of(host).split(".")[0].replace("-", "")
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", _without_accents(plain_name(name).lower())))
    if not words or "." in name:
        return False
    said = "".join(f"(?:{word}|{word[0]})" for word in words) if len(words) > 1 else words[0]
    return re.fullmatch(f"(?:the)?{said}", _without_accents(label)) is not None


def _without_accents(said: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", said) if not unicodedata.combining(c))
