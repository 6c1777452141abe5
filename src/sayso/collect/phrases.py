"""The words by which page furniture is known: buttons, appeals, notices, bylines. English, as met on news sites.

Every function here looks at one line alone and answers with a kind of region and the reason, or None. Text inside
quotation marks is never taken for the page's own voice. A line above `LONGEST_LOOKED_AT` characters is not looked at:
furniture is short, and no pattern here then costs more than a fixed time per line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Found = tuple[str, str]  # kind of region, why


def listed(lines: str) -> frozenset[str]:
    """The entries of a list written with bars and line ends between them.

    >>> sorted(listed("one | two three\\n four"))
    ['four', 'one', 'two three']
    """
    return frozenset(entry.strip() for entry in lines.replace("\n", "|").split("|") if entry.strip())


LONGEST_LOOKED_AT = 1_500  # by eye: the longest paragraph of a donation appeal met had some 350 characters
QUOTED = re.compile(r"“[^”“]{0,1500}[”\"]|\"[^\"]{0,1500}\"|«[^»]{0,1500}»|„[^“”]{0,1500}[“”]")
EDGES = " \t\u00a0.…:;,!?|·•»«›‹>→←▸►*#()[]-–—+"


def plain_words(text: str) -> str:
    """A line in lower case without marks at its ends and with each number as "#", to be looked up in a list.

    >>> plain_words("» 12 Comments ")
    '# comments'
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").strip(EDGES)
    return re.sub(r"\d[\d.,]*", "#", " ".join(folded.split()))


def unquoted(text: str) -> str:
    """The line without what stands in quotation marks.

    >>> unquoted('He said "send your donation" twice.')
    'He said   twice.'
    """
    return QUOTED.sub(" ", text)


# ── buttons and menus ────────────────────────────────────────────────────────────────────────────────────────────────

MENU_LINES = listed(
    """
    listen live|listen|watch live|live|get short url|short url|share|share this|share this page|share this article
    share this story
    share this post|share this with|share article|share on facebook|share on twitter|share on whatsapp|share on linkedin
    share via email
    share by email|tweet this|tweet|pin it|print|print this page|print this article|email|e-mail|email this article|copy link
    copy url|link copied|save article|save for later|bookmark|skip to content|skip to main content|skip to navigation
    back to top|top of page
    top stories|latest news|latest stories|latest|most read|most popular|most viewed|most shared|trending|trending now
    trending stories
    breaking news|advertisement|advertisements|advertising|sponsored|sponsored content|promoted content|paid content|ad
    ad feedback
    story continues below|story continues below advertisement|article continues below|article continues after advertisement
    article continues below advertisement|continue reading|continue reading below|continue reading the main story
    scroll down for video|scroll down for videos|scroll for more|scroll to continue|video loading|loading|loading video
    play|play video
    watch video|watch the video|watch the video here|click to play|view gallery|view slideshow|view full size|view all
    see all|show all|show more
    see more|load more|read full story|full story|full screen|enlarge|enlarge image|view image|text size|font size
    audio player|close|menu
    main menu|navigation|search|home|home page|homepage|site map|sitemap|terms of use|terms of service|terms and conditions
    terms & conditions
    privacy|privacy policy|privacy notice|cookie policy|cookies|cookie settings|manage cookies|accept|accept all
    accept cookies|accept all cookies
    reject all|only necessary|i agree|got it|contact us|contact|about us|about|advertise|advertise with us|careers|help|faq
    site feedback
    sign in|sign out|log in|login|log out|register|my account|create account|next article|previous article|next story
    previous story|next
    previous|next post|previous post|back|go back|follow|follow us|connect with us|rss|rss feed|permalink|embed|download
    download pdf
    report a typo|report an error|report this ad|tags|topics|filed under|categories|comments policy|all rights reserved
    media playback is unsupported on your device
    media caption|image caption|image copyright|image source|this page|contact the newsroom|editions
    change edition|switch edition
    video unavailable|an error occurred|please try again|javascript is disabled|please enable javascript|hide caption
    toggle caption
    """
)
# Names that also stand as headings inside an article; furniture only above its first and below its last paragraph.
EDGE_LINES = listed(
    "facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|youtube|google|google+|flipboard|tiktok|messenger|"
    "news|world|politics|sport|sports|business|opinion|culture|video|photos|weather|travel|science|health|technology|tech|"
    "more|save|"
    "lifestyle|entertainment|local news|world news|us news|uk news|exclusive|breaking|premium|podcast|podcasts|newsletters|"
    "discussion"
)
NOTICES = re.compile(
    r"^\W*©|©\W{0,3}(?:copyright\b|\d{4}\b)|\bcopyright (?:\(c\)|19|20)\d?|\ball rights reserved\b|\b(?:we"
    r"|this (?:web)?site|our partners) uses? cookies\b"
    r"|\bby (?:continuing|using) (?:to (?:use|browse) )?(?:this|our) (?:web)?site\b|\bmay not be (?:published|reproduced"
    r"|reprinted)[, ]"
    r"|^(?:please )?enable javascript\b|\byour browser does not support\b",
    re.I,
)
MOST_NOTICE_WORDS = 80  # by eye
ORIGIN = re.compile(r"\boriginally (?:appeared|published|posted|ran)\b", re.I)  # says whose report it is: no furniture
POINTERS = re.compile(
    r"^\W*(?:please )?(?:click (?:here|on the|to)\b|(?:read|see|view|watch) (?:the )?(?:rest|full|whole|entire|original"
    r"|complete) "
    r"(?:\w+ ){0,4}?(?:here|story|article|post|report|piece|interview|at|on)\b(?!.*\bbelow\b)|tap here\b|swipe\b"
    r"|scroll (?:down|up) (?:for|to)\b)",
    re.I,
)
MOST_POINTER_WORDS = 14  # by eye


def is_menu(text: str) -> bool:
    return plain_words(text) in MENU_LINES


def menu_line(text: str) -> Found | None:
    """A button, a menu entry, a notice of the site.

    >>> menu_line("Share this page"), menu_line("He shared this page with his wife.")
    (('navigation', 'the words of a button or menu: "share this page"'), None)
    """
    if is_menu(text):
        return "navigation", f'the words of a button or menu: "{plain_words(text)}"'
    parts = run_together(text)
    if len(parts) > 1 and all(is_menu(part) or comment_line(part) for part in parts):
        return "navigation", "the words of several buttons, run together"
    voice = unquoted(text)
    notice = NOTICES.search(voice) if len(text.split()) <= MOST_NOTICE_WORDS and not ORIGIN.search(voice) else None
    if notice:
        return "navigation", f'a notice of the site: "{notice.group().strip()}"'
    if len(text.split()) <= MOST_POINTER_WORDS and POINTERS.match(text):
        return "navigation", "tells the reader where to click or read on"
    return None


RUN_TOGETHER = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")


def run_together(text: str) -> list[str]:
    """The pieces of words that lost the space between them.

    >>> run_together("Community rulesContact the studio")
    ['Community rules', 'Contact the studio']
    """
    return RUN_TOGETHER.split(text)


# ── appeals ──────────────────────────────────────────────────────────────────────────────────────────────────────────

APPEALS = re.compile(
    r"\byour (?:generous |continued |financial |monthly )?(?:support|donations?|contributions?|subscription|gift|membership)\b"
    r"(?=[^.!?]{0,60}\b(?:us|our|help\w*|allow\w*|makes? (?:all )?(?:the|a)|keep\w*|enabl\w*|fund\w*|means?|count\w*"
    r"|matters?|today|now)\b)"
    r"|^\W*(?:please )?(?:donate|chip in|subscribe|sign up|join (?:us|now)|become an? (?:\w+ )?(?:member|subscriber"
    r"|supporter|patron))\b"
    r"(?=\W*$|[^.!?]{0,80}\b(?:us|our|now|today|here|newsletters?|e-?mails?|alerts?|updates|briefing|inbox|free|access"
    r"|member\w*|to)\b)"
    r"|\b(?:please|to|why not) (?:consider )?(?:donate|chip in|donating|making a (?:\w+ )?(?:donation|contribution|gift)"
    r"|supporting (?:us|our)|subscribing)\b"
    r"(?=[^.!?]{0,60}\b(?:us|our|now|today|here|independent|journalism)\b)"
    r"|\bconsider (?:a|making a) (?:small |monthly |regular )?(?:gift|donation|contribution)\b"
    r"|\bif you (?:value|like|enjoy|appreciate|believe in|rely on|trust) (?:what we do|our|this (?:site|article|story"
    r"|newsletter|work))\b"
    r"|\bsupport (?:our|independent|quality|public[- ]interest|fearless|local) (?:independent |quality "
    r"|local )?(?:journalism|reporting|newsroom|journalists|work)\b"
    r"|\bsign up (?:for|to) (?:our|the) (?:[\w’'-]+ ){0,4}(?:newsletters?|e-?mails?|alerts?|briefing|updates)\b"
    r"|\b(?:delivered|straight|sent) (?:straight |directly |right )?(?:to|into) your (?:inbox|mailbox|phone)\b"
    r"|\bdownload (?:our|the) (?:[\w’'-]+ ){0,4}app\b(?=\W|$)(?! (?:was|is|had|has|were|and then))"
    r"|\b(?:follow|like|find) us on (?:facebook|twitter|x|instagram|youtube|telegram|linkedin|whatsapp|social)\b"
    r"|\bwe (?:rely|depend) on (?:our readers|readers|your|the support of)\b"
    r"|\bour (?:journalism|reporting|work|newsroom) (?:is|depends|relies|would not be) (?:\w+ ){0,3}(?:funded|supported"
    r"|possible|on)\b"
    r"|\b(?:unlimited|full) (?:digital )?access (?:for|from|to all)\b|\bfree trial\b.{0,40}\b(?:subscri|cancel)"
    r"|\bcancel (?:at )?any ?time\b",
    re.I,
)
APPEAL_TALK = re.compile(
    r"\bpaywalls?\b|\bshareholders\b|\bour (?:readers|reporters|journalists|journalism|reporting|newsroom|supporters"
    r"|members|subscribers|latest|coverage)\b"
    r"|\b(?:quality|independent|public[- ]interest|trusted|fearless) journalism\b|\bchip in\b|\bfree to read\b"
    r"|\bevery (?:pound|dollar|euro|cent|penny)\b"
    r"|\bas little as\b|\bsubscri(?:bers?|be|ption)\b|\bnewsletter\b|\bdonat(?:e|ion|ions|ing)\b|\breaders (?:like you"
    r"|chip in|who)\b|\bour story\b"
    r"|\bsupport(?:ing)? us\b|\btell (?:the|these|this) stor(?:y|ies)\b|\bon the ground\b",
    re.I,
)
WE_OR_YOU = re.compile(r"\b(?:we|us|our|ours|you|your)\b", re.I)


def appeal(text: str) -> Found | None:
    """The site asks for money, a subscription or a follower, in its own voice.

    >>> appeal("Your gift helps us to keep going.")
    ('promotion', 'asks the reader for support or a subscription: "Your gift"')
    >>> appeal('"Your gift helps us to keep going," the vicar told them.')
    """
    voice = unquoted(text)
    asked = APPEALS.search(voice)
    if len(text.split()) > MOST_APPEAL_WORDS and not _mostly_to_reader(voice):
        return None
    return ("promotion", f'asks the reader for support or a subscription: "{asked.group().strip()}"') if asked else None


MOST_APPEAL_WORDS = 30  # by eye; a longer line may be a paragraph of the report to which an appeal was joined


def _mostly_to_reader(voice: str) -> bool:
    sentences = [sentence for sentence in re.split(r"[.!?]\s", voice) if sentence.strip()]
    return sum(bool(WE_OR_YOU.search(sentence)) for sentence in sentences) > len(sentences) / 2


def talks_of_itself(text: str) -> bool:
    """The site speaks of its own work, to the reader: enough beside an appeal, not alone."""
    voice = unquoted(text)
    return bool(APPEAL_TALK.search(voice) and WE_OR_YOU.search(voice))


def speaks_to_reader(text: str) -> bool:
    return bool(WE_OR_YOU.search(unquoted(text)))


# ── comments, related reports ────────────────────────────────────────────────────────────────────────────────────────

COMMENT_LINES = listed(
    "comment|comments|# comments|# comment|comments (#)|comments #|post a comment|post comment|leave a comment|"
    "leave a reply|leave comment|"
    "add a comment|add comment|write a comment|view comments|view # comments|show comments|read comments|read the comments|"
    "see comments|"
    "join the conversation|join the discussion|join the debate|start the conversation|start the discussion|have your say|"
    "comments are closed|no comments|no comments yet|be the first to comment|what do you think|reply|replies|community standards|"
    "community guidelines|community rules|house rules|commenting rules|commenting policy|discussion rules|share your thoughts|"
    "sign in to comment|log in to comment|login to comment|please log in to comment|sort by newest|newest|oldest|most liked"
)
COMMENT_CALL = re.compile(
    r"^\W*(?:join|follow|share|tell|leave|post|read|see|add|start|have|let|log|sign|register|write|send)\b"
    r"[^.!?]{0,100}\b(?:comments?|commenting|conversations?|discussions?|debate|forum|repl(?:y|ies)|your (?:thoughts|views?"
    r"|opinions?|say)"
    r"|what you think|(?:other|fellow) (?:[\w’']+ )?(?:readers|members|users))\b",
    re.I,
)


def comment_line(text: str) -> Found | None:
    """The prompt to comment below an article.

    >>> comment_line("14 comments")
    ('comments', 'the words of a comment section: "# comments"')
    """
    words = plain_words(text)
    return ("comments", f'the words of a comment section: "{words}"') if words in COMMENT_LINES else None


def comment_call(text: str) -> Found | None:
    """A longer prompt, known only below the article: a headline may begin with "Join" too."""
    return ("comments", "asks the reader to comment or to talk with others") if COMMENT_CALL.match(text) else None


RELATED_HEADINGS = listed(
    "related|related articles|related stories|related news|related posts|related content|related coverage|related topics|"
    "related links|read more|"
    "read next|read also|also read|see also|more on this story|more on this|more stories|more news|more from|more like this|"
    "you may also like|"
    "you might also like|you may like|recommended|recommended for you|recommended stories|recommended articles|don't miss|"
    "up next|in other news|"
    "in this story|more in this section|elsewhere on the web|from around the web|around the web|editor's picks|"
    "editors' picks|further reading|"
    "more articles|other stories|popular now|popular stories|what to read next|suggested|suggested articles|most recent|"
    "recent posts"
)
RELATED_START = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|see (?:also|more)|related(?: (?:story|stories|article|articles))?"
    r"|more(?: on this)?|don[’']t miss"
    r"|recommended|watch(?: now| also)?|must read|up next)(?:\s*[:|»>]|\s+[-–—])\s*\S",
    re.I,
)
RELATED_SHOUT = re.compile(
    r"^\W*(?:READ MORE|SEE ALSO|ALSO READ|READ ALSO|RELATED|MORE|MUST READ|DON[’']T MISS|WATCH)\b[:\s]+(?=\S)"
)
MOST_RELATED_WORDS = 30  # by eye


def related_line(text: str) -> Found | None:
    """A pointer to another report, or the heading above such pointers.

    >>> related_line("Read more: Ferry stuck on sandbank")
    ('related', 'points to another report: "read more"')
    """
    if is_related_heading(text):
        return "related", f'the heading above pointers to other reports: "{plain_words(text)}"'
    if len(text.split()) > MOST_RELATED_WORDS:
        return None
    start = RELATED_START.match(text) or RELATED_SHOUT.match(text)
    if start:
        return (
            "related",
            f'points to another report: "{plain_words(start.group()[:-1] if start.re is RELATED_START else start.group())}"',
        )
    return None


def is_related_heading(text: str) -> bool:
    return plain_words(text) in RELATED_HEADINGS


# ── corrections, credits, authors ────────────────────────────────────────────────────────────────────────────────────

CORRECTION = re.compile(
    r"^\W*(?:(?:correction|clarification|editor[’']?s[’']? note|corrections and clarifications)\b[^.:]{0,60}[:.–—-]"
    r"|an (?:earlier|previous|original) version of this (?:article|story|report|post|piece)\b"
    r"|this (?:article|story|report|post|piece|headline) (?:was|has been) (?:amended|corrected|updated|clarified|changed"
    r"|edited)\b)",
    re.I,
)
CREDIT = re.compile(
    r"^\W*(?:(?:photo|photograph|photos|picture|pictures|image|images|illustration|graphic|video)(?: (?:by|credit"
    r"|courtesy)\b|s?\s*[:/©])"
    r"|(?:photo|image|picture) (?:credit|copyright|source)\b|(?:file )?(?:photo|image|picture)\W*$|\(?(?:AP|AFP|Reuters"
    r"|Getty) (?:photo|image)s?\b)"
    r"|^(?:[\w.’'-]+[ ,&]+){0,6}[\w.’'-]*\s*(?:/|via|\|)\s*(?:getty(?: images)?|reuters|ap|afp|epa|wireimage|shutterstock"
    r"|alamy|rex|pa|zuma ?press|corbis|flickr|"
    r"bloomberg|istock|associated press|press association|facebook|twitter|instagram|youtube)\W*$|^\W*(?:getty images"
    r"|shutterstock|istock(?:photo)?|alamy)\W*$",
    re.I,
)
MOST_CREDIT_WORDS = 40  # by eye: a caption with its credit


def correction(text: str) -> Found | None:
    """
    >>> correction("Correction: the ferry holds 40 cars, not 400.")
    ('correction', 'begins as a correction does: "Correction:"')
    """
    start = CORRECTION.match(text)
    return ("correction", f'begins as a correction does: "{start.group().strip()}"') if start else None


def credit(text: str) -> Found | None:
    """
    >>> credit("Ann Lee/Reuters")
    ('caption', 'names who made a picture')
    """
    return ("caption", "names who made a picture") if len(text.split()) <= MOST_CREDIT_WORDS and CREDIT.match(text) else None


CAPITAL_WORD = r"(?:[A-Z][\w.’'-]*|de|van|von|der|den|da|di|du|la|le|bin|al|el|y)"
NAME = rf"[A-Z][\w.’'-]*(?: {CAPITAL_WORD}){{0,4}}"
BYLINE = re.compile(
    rf"^\W*(?:(?:[Bb]y|BY|[Pp]osted by|POSTED BY|[Ww]ritten by|WRITTEN BY|[Rr]eported by|[Ff]rom our)[:\s]+{NAME}(?:(?:,"
    rf"| and| &| with|\s*[|/·–—-]|[ ]in|[ ]on|[ ]at) ?.{{0,90}})?"
    rf"|{NAME}(?:,| in) (?:.{{0,40}}\b(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Ss]taff [Ww]riter"
    rf"|[Cc]ontributor)))\W*$"
)
MOST_BYLINE_WORDS = 22  # by eye: two names, an office, a date
AGENCY_NAMES = listed(
    "reuters|associated press|the associated press|ap|afp|agence france-presse|press association|pa media|staff|"
    "staff writer|staff reporter|"
    "news desk|newsdesk|from staff reports|guest author|admin|web desk"
)


def byline(text: str) -> Found | None:
    """
    >>> byline("By Ann Lee, chief reporter"), byline("By noon the quay was empty.")
    (('byline', 'says who wrote it'), None)
    """
    if len(text.split()) <= MOST_BYLINE_WORDS and BYLINE.match(text):
        return "byline", "says who wrote it"
    if plain_words(text) in AGENCY_NAMES:
        return "byline", "the name of an agency or a desk, alone on its line"
    return None


TRAILER = re.compile(
    r"^\W*(?:(?i:(?:additional |with )?(?:reporting|writing|editing|research|translation) (?:by|from)) [A-Z]"
    r"|contributed to this (?:report|story|article)\b"
    r"|(?i:follow|contact|e-?mail) (?:him|her|them|the author|[A-Z]\w+ [A-Z]\w+|[A-Z]\w+) (?:on|at|by|via)\b"
    r"|(?i:about the author)\b)"
)
CONTRIBUTED = re.compile(r"\bcontributed to this (?:report|story|article)\W*$", re.I)
TELLS = re.compile(
    r"\b(?:said|says|found|finds|show(?:s|ed|n)?|suggest(?:s|ed)|reveal(?:s|ed)|has|have|had|was|were|is|are|will)\b"
)
MOST_TRAILER_WORDS = 40  # by eye


def trailer(text: str) -> Found | None:
    """
    >>> trailer("Additional reporting by Ann Lee in Oban; editing by Bo Ek")
    ('author note', 'says who worked on the report')
    """
    worked = TRAILER.match(text) and not TELLS.search(text)
    if len(text.split()) <= MOST_TRAILER_WORDS and (worked or CONTRIBUTED.search(text)):
        return "author note", "says who worked on the report"
    return None


NAME_LINE = re.compile(rf"^{NAME}$")
LIFE = re.compile(
    r"\b(?:is (?:an? |the |currently |now |also )*(?:[\w’'-]+ ){0,5}?(?:reporter|correspondent|journalist|columnist|writer"
    r"|editor|contributor|producer|blogger|author"
    r"|student|fellow|professor|lecturer|researcher|analyst|intern|graduate|freelancer?)\b|is (?:studying|reading for"
    r"|based in|currently)"
    r"|(?:covers|writes|reports|has written|studies|studied|blogs|specialises|specializes|joined|graduated|grew up"
    r"|has (?:worked|reported|covered)|can be (?:reached|followed|contacted)))\b"
)
AUTHOR_AT = re.compile(
    r"^(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}|The (?:author|writer)) (?:is|was) an? (?:[\w’'-]+ ){0,4}?"
    r"(?:reporter|correspondent|journalist|columnist|contributor|staff writer|writer|editor|freelancer?|intern) (?:at|for"
    r"|with|based|in|covering|who covers|to)\b"
)


def is_name(text: str) -> bool:
    """A name alone on its line, of two to four words.

    >>> is_name("Ann van Lee"), is_name("Deep trouble ahead")
    (True, False)
    """
    return 2 <= len(text.split()) <= 4 and bool(NAME_LINE.match(text))


# ── dates and clocks ─────────────────────────────────────────────────────────────────────────────────────────────────

MONTHS = listed(
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|"
    "sept|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|"
    "septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    "diciembre|"
)
WEEKDAYS = listed(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|montag|dienstag|"
    "mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
)
DATE_TALK = listed(
    "published|updated|posted|modified|last|first|created|date|on|at|the|am|pm|a|m|p|st|nd|rd|th|gmt|utc|bst|est|edt|cst|cdt|"
    "mst|mdt|pst|pdt|cet|cest|ist|msk|et|t|z|ago|hour|hours|minute|minutes|min|mins|day|days|read|time|of|h|uhr|de|le|"
)
CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?!\d)|\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b", re.I)
SAYS_WHEN = re.compile(r"\b(?:published|updated|posted|modified|created)\b", re.I)  # two dates on one line are a table's, without
NUMERIC_DATE = re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})")
DATE_TOKEN = re.compile(r"[^\W\d_]+|\d+")
MONEY = re.compile(r"[$£€%]")
LONGEST_DATE = 100  # characters; by eye


def is_date_line(text: str) -> bool:
    """Nothing on the line but a date or a time of day, and the words that go with them.

    >>> is_date_line("Updated: 3 May 2021, 07:00 GMT"), is_date_line("May was cold."), is_date_line("May 87 Apr 87")
    (True, False, False)
    """
    if len(text) > LONGEST_DATE or not any(character.isdigit() for character in text) or MONEY.search(text):
        return False
    words = [token.casefold() for token in DATE_TOKEN.findall(text) if not token.isdigit()]
    if not all(word in MONTHS or word in WEEKDAYS or word in DATE_TALK for word in words):
        return False
    if sum(word in MONTHS for word in words) > 1 and not SAYS_WHEN.search(text):
        return False
    return any(word in MONTHS or word in WEEKDAYS for word in words) or bool(CLOCK.search(text) or NUMERIC_DATE.search(text))


# What one line tells alone, in the order in which it is asked.
ALONE: tuple[Callable[[str], Found | None], ...] = (correction, comment_line, related_line, menu_line, appeal, credit, trailer)


def known_by_words(text: str) -> Found | None:
    """The first of the readings above that fits a line, wherever it stands."""
    if len(text) > LONGEST_LOOKED_AT:
        return None
    return next((found for tell in ALONE if (found := tell(text))), None)
