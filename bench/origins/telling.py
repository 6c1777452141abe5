"""From a plan to words: a report's text, in which the words of claims and of sources are marked until the offsets are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

import people
import phrases
from graph import ClaimPlan, StoryPlan
from topics import fill
from truth import Outlet, Plan, Source, Unit

OPEN, BAR, CLOSE = "\ue000", "\ue001", "\ue002"  # private characters: OPEN label BAR words CLOSE
MARKS = re.compile(f"{OPEN}([^{BAR}]*){BAR}|{CLOSE}")
POSITIONS = {"DENIES": "denies", "DOUBTS": "doubts", "REACTS": "reacts"}
QUOTE_STYLES = (("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’"))
LEADS_AS = 0.45  # of reports that have it first hand: the person comes without the name first; by eye
CONTEXT = 0.6  # of the others begin with a sentence of context; by eye
SPLIT = 0.5  # of quotations with a comma that stand in a plain frame; by eye
REWORDED = (
    ("said", "stated"),
    ("told", "informed"),
    ("people", "persons"),
    ("began", "started"),
    ("inquiry", "probe"),
    ("nobody", "no one"),
    ("questions", "queries"),
    ("goes on", "continues"),
    ("shortly", "a short time"),
    ("outside", "out of doors"),
    ("whole", "entire"),
)


@dataclass
class Voice:
    """How one report writes, and whom it has introduced already."""

    story: StoryPlan
    us: Outlet
    drawn: Random
    context: str  # a frame that no other report of the story begins with; "" where there is none left
    retold: bool = False  # the report tells again what another outlet was told
    introduced: set[str] = field(default_factory=set)
    used: list[str] = field(default_factory=list)

    @property
    def half(self) -> str:
        return self.story.cast.half

    def frame(self, bank: phrases.Bank) -> str:
        """A frame of the bank that this report has not used yet, where there is one."""
        frames = phrases.bank(bank, self.half)
        spent = self.story.cast.spent if bank is phrases.REACTS else self.used  # no two people react in the same words
        chosen = self.drawn.choice([frame for frame in frames if frame not in spent] or list(frames))
        spent.append(chosen)
        return chosen

    def name(self, source: Source) -> str:
        """The source's words, marked; a comma that they end with stands outside."""
        key = f"{source.id}/{source.name}"
        words = self.drawn.choice(source.later if key in self.introduced else source.full)
        self.introduced.add(key)
        core = words.removesuffix(",")
        return marked(f"s {source.id}", core) + words[len(core) :]

    def outlet(self, outlet: Outlet) -> str:
        first = outlet.name not in self.introduced
        self.introduced.add(outlet.name)
        words = outlet.name if first or self.drawn.random() < 0.4 else outlet.later
        return marked(f"s outlet:{outlet.name}", words)

    def own_name(self) -> str:
        if self.retold:
            return self.outlet(self.us)
        if self.us.kind == "agency":
            return self.us.name
        own = [self.us.name, self.us.later]
        if self.us.kind == "paper":
            own.append("this newspaper")
        return self.drawn.choice(own)


def marked(label: str, words: str) -> str:
    return f"{OPEN}{label}{BAR}{words}{CLOSE}"


def write_report(plan: Plan, story: StoryPlan, drawn: Random, *, as_if: Outlet | None = None) -> tuple[str, list[str]]:
    """A headline and paragraphs, marked. `as_if` is the outlet whose "we" a report tells again that was made from another's."""
    voice = Voice(story, as_if or plan.outlet, drawn, plan.context, as_if is not None)
    claims = {claim.id: claim for claim in story.claims}
    title = headline(plan, claims, voice)
    paragraphs: list[str] = []
    background = list(plan.background)
    for number, unit in enumerate(plan.units):
        claim = claims[unit.claim]
        if number == 0:
            paragraphs += _opening(unit, claim, voice)
        words = tell(unit, claim, voice)
        joined = paragraphs and (unit.how in ("CORROBORATED", "REACTS") or drawn.random() < 0.25) and number > 0
        if joined and plan.units[number - 1].claim == unit.claim:
            paragraphs[-1] += " " + words
        else:
            paragraphs.append(words)
        if background and drawn.random() < 0.45 and not _belongs(plan, number):
            paragraphs.append(background.pop(0))
    return title, paragraphs + background


def _belongs(plan: Plan, number: int) -> bool:
    """What comes next speaks about what was just said: nothing may come between."""
    return number + 1 < len(plan.units) and plan.units[number + 1].how in ("CORROBORATED", "REACTS", "DENIES", "DOUBTS")


def _opening(unit: Unit, claim: ClaimPlan, voice: Voice) -> list[str]:
    drawn = voice.drawn
    if unit.how == "SPOKE" and unit.source and unit.source.kind in ("named", "unnamed") and drawn.random() < LEADS_AS:
        plain = marked(f"s {unit.source.id}", unit.source.plain)
        if unit.source.kind == "unnamed":
            voice.introduced.add(f"{unit.source.id}/{unit.source.name}")
        return [_finished(voice.frame(phrases.LEADS), unit, claim, voice, A=plain)]
    if voice.context and (unit.how in ("NOBODY", "PRESUPPOSED") or drawn.random() < CONTEXT):
        return [_finished(voice.context, unit, claim, voice)]
    return []


def tell(unit: Unit, claim: ClaimPlan, voice: Voice) -> str:
    """The sentence or sentences for one unit."""
    words = _finished(voice.frame(getattr(phrases, unit.how)), unit, claim, voice)
    return _split_quotation(words, voice.drawn)


def _finished(frame: str, unit: Unit, claim: ClaimPlan, voice: Voice, **more: str) -> str:
    """The frame with everything filled in, slot by slot from the left: who comes first is introduced first."""
    asked = re.split(r"\{(\w+)\}", frame)
    built = asked[0]
    for slot, after in zip(asked[1::2], asked[2::2], strict=True):
        if slot == "CC" and built.endswith("“"):
            slot = "QC"
        words = more.get(slot) or _slot(slot, unit, claim, voice)
        begins = not re.search(r"\w", re.sub(MARKS, "", built)) or bool(re.search(r"[.:?] ?“?$", re.sub(MARKS, "", built)))
        built += (capital(words) if begins else words) + after
    return re.sub(f",({CLOSE}?)([.,:;])", r"\1\2", capital(built))


def _slot(slot: str, unit: Unit, claim: ClaimPlan, voice: Voice) -> str:
    source, drawn = unit.source, voice.drawn
    label = f"m {claim.id} {POSITIONS.get(unit.how, 'asserts')} {source.id if source else '-'}"
    if slot in ("C", "CC", "QC", "NP", "NPC", "Q", "N"):
        words = marked(label, _words(slot, unit, claim, voice))
        return capital(words) if slot in ("CC", "QC", "NPC") else words
    if slot in ("S", "D") and source:
        return voice.name(source)
    if slot == "O" and unit.via:
        return voice.outlet(unit.via)
    plural = bool(source and source.plural)
    agreeing = {
        "says": ("says", "say"),
        "is": ("is", "are"),
        "has": ("has", "have"),
        "insists": ("insists", "insist"),
        "tells": ("tells", "tell"),
    }
    if slot in agreeing:
        return agreeing[slot][plural]
    if slot == "G" and source:
        return voice.story.cast.remark(source)
    if slot == "P":
        return drawn.choice(people.PLATFORMS[voice.half])
    if slot == "US":
        return voice.own_name()
    return {"DAY": _day(unit, voice), "TOWN": claim.values["town"], "i": claim.values["i"], "I": claim.values["i"]}[slot]


def _day(unit: Unit, voice: Voice) -> str:
    """One occasion has one day, whoever tells of it."""
    who = unit.source.id if unit.source else unit.via.name if unit.via else voice.us.name
    return Random(f"{voice.story.id}/{unit.claim}/{who}").choice(people.DAYS[:5])  # noqa: S311


def _words(slot: str, unit: Unit, claim: ClaimPlan, voice: Voice) -> str:
    event, drawn = claim.event, voice.drawn
    if slot == "Q" and unit.source and unit.source.quotes:
        # What was said stays as it was said: one choice for a source and a story, whoever prints it.
        said = Random(f"{voice.story.id}/{unit.source.id}")  # noqa: S311
        quotes = [fill(quote, claim.values, said, claim.fixed) for quote in unit.source.quotes]
        fresh = [quote for quote in quotes if quote not in voice.used]
        chosen = fresh[0] if fresh else quotes[-1]
        voice.used.append(chosen)
        return chosen
    wordings = {"NP": event.phrases, "NPC": event.phrases, "N": event.denials}.get(slot) or _clauses(unit, claim)
    if slot in ("QC", "Q") and unit.source:  # quoted: the same words in every report
        drawn = Random(f"{voice.story.id}/{unit.source.id}/{claim.id}")  # noqa: S311
    words = fill(drawn.choice(wordings), claim.values, drawn, claim.fixed)
    return words[0].upper() + words[1:] if slot == "Q" else words


def _clauses(unit: Unit, claim: ClaimPlan) -> tuple[str, ...]:
    """Where a claim has several origins, no two of them speak the same words."""
    clauses, ids = claim.event.clauses, [source.id for source in claim.origins]
    if len(ids) < 2 or unit.source is None or unit.source.id not in ids:
        return clauses
    return clauses[ids.index(unit.source.id) :: len(ids)] or clauses


def _split_quotation(words: str, drawn: Random) -> str:
    """ "“I looked, and it was gone,” said X." becomes "“I looked,” said X, “and it was gone.”" where the quotation has a comma."""
    found = re.fullmatch(f"“({OPEN}[^{BAR}]*{BAR})([^,”]+), ([^”]+){CLOSE},” ([^“”]*?)\\.", words)
    if not found or drawn.random() > SPLIT:
        return words
    head, first, second, who = found.groups()
    return f"“{head}{first},” {who.removesuffix(',')}, “{second}{CLOSE}.”"


def headline(plan: Plan, claims: dict[str, ClaimPlan], voice: Voice) -> str:
    unit = plan.units[0]
    claim, source, drawn = claims[unit.claim], unit.source, voice.drawn
    label = f"m {claim.id} {{}} {source.id if source else '-'}"
    denied = any(said.how == "DENIES" and said.claim == claim.id for said in plan.units)
    chance = drawn.random()
    names = {"X": re.sub("^the ", "", claim.values["org"]), "TOWN": claim.values["town"], "i": claim.values["i"]}
    if denied and chance < 0.4:
        frame = voice.frame(phrases.DENIAL_HEADLINES)
        phrase = fill(drawn.choice(claim.event.phrases), claim.values, drawn, claim.fixed)
        position = "denies" if re.search("denies|rejects", frame) else "reacts"
        phrase = marked(f"m {claim.id} {position} org", phrase)
        return capital(frame.format(NP=phrase, **names))
    if chance < 0.65:
        words = marked(label.format("asserts"), fill(drawn.choice(claim.event.headlines), claim.values, drawn, claim.fixed))
        short, plural = _short(unit)
        frame = voice.frame(phrases.HEADLINES) if short else "{H}"
        return capital(frame.format(H=words, s=short, says="say" if plural else "says"))
    if not plan.title:
        words = fill(drawn.choice(claim.event.phrases), claim.values, drawn, claim.fixed)
        return capital(words)
    return capital(plan.title.format(**names))


def _short(unit: Unit) -> tuple[str, bool]:
    """Who says so, in a headline; "" where nobody does."""
    if unit.source is None:
        return (re.sub("^the ", "", unit.via.name), False) if unit.via else ("", False)
    if unit.how in ("OUTLET_ONLY", "CIRCULAR") and unit.via:
        return re.sub("^the ", "", unit.via.name), False
    if unit.source.kind == "unnamed":
        return "sources", True
    if unit.source.kind == "named":
        return next(
            (later.removeprefix("the ") for later in unit.source.later if later.startswith("the ")), unit.source.later[0]
        ), False
    if unit.source.kind == "body" and unit.how == "PRESSER":
        return unit.source.later[0], False
    return re.sub("^(?:the|an?) ", "", unit.source.full[0].split(",")[0]), unit.source.plural


def reworded(marked_text: str) -> str:
    """Words changed outside quotations and labels, as a rewriting does it that nobody reads over."""
    parts = re.split(f"({OPEN}[^{BAR}]*{BAR}|“[^”]*”)", marked_text)
    for old, new in REWORDED:
        parts = [part if part[:1] in (OPEN, "“") else re.sub(rf"\b{old}\b", new, part) for part in parts]
    return "".join(parts)


def capital(words: str) -> str:
    """The first letter made large, past quotation marks and labels."""
    return re.sub(f'^((?:{OPEN}[^{BAR}]*{BAR}|[“‘"])*)(\\w)', lambda found: found[1] + found[2].upper(), words, count=1)
