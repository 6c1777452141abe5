"""One story as a graph, before a word is written: outlets, which report was made from which, claims and who carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

import phrases
from cast import Cast, as_source_of_denial
from kinds import MAKERS, Spread
from topics import Event, fill, topics_of
from truth import KINDS, Outlet, Plan, Source, Unit

REPORTS = (3, 8)
CLAIMS = (2, 5)
LOST_OUTLETS = 9  # that are named and not in the collection; a claim needs two at most
MOST_TRIES = 60  # a draw with fewer than three reports in the collection is drawn again
WITH_PARENT, LOST_PARENT = 0.7, 0.35  # of stories: an agency's text is passed on; that text is not in the collection; by eye
MONTHS_BEFORE = ("January", "February", "March", "April")  # the stories are set in May
MOST_BACKGROUND = 3  # sentences of background in a report
FOLLOW_UP = 0.35  # of stories in which an outlet has two reports; by eye
FOLLOWED_UP = frozenset({"SPOKE", "RELAYED", "DOCUMENT", "PRESSER", "STATEMENT"})
ALSO_DENIED = 0.25  # of claims of the other kinds; by eye
FROM_PARENT = frozenset({"wire copy", "reworded", "lost parent", "copy and witness"})
SEEN_ONLY = frozenset({"witnesses", "witness and document", "relay and witness", "copy and witness"})
NOT_DENIED = frozenset({"denied", "nobody", *FROM_PARENT})


@dataclass(frozen=True)
class ClaimPlan:
    id: str
    kind: str
    event: Event
    fixed: int
    values: Mapping[str, str]
    origins: tuple[Source, ...]
    claimed: tuple[Source, ...]
    circular: bool


@dataclass(frozen=True)
class StoryPlan:
    id: str
    cast: Cast
    claims: tuple[ClaimPlan, ...]
    reports: tuple[Plan, ...]


def draw_story(half: str, number: int, seed: int) -> StoryPlan:
    """The same half, number and seed give the same story, whatever other stories are made."""
    for attempt in range(MOST_TRIES):
        plan = _draw(half, number, Random(f"{half}/{seed}/{number}/{attempt}"))  # noqa: S311
        if REPORTS[0] <= sum(report.here for report in plan.reports) <= REPORTS[1] and len(plan.claims) >= CLAIMS[0]:
            return plan
    raise AssertionError(f"no story in {MOST_TRIES} draws: {half} {number} with seed {seed}")


def _draw(half: str, number: int, drawn: Random) -> StoryPlan:
    topics = topics_of(half)
    cast = Cast(half, topics[number % len(topics)], drawn)
    outlets = cast.outlets(drawn.randint(*REPORTS) + LOST_OUTLETS)
    lost, outlets = outlets[:LOST_OUTLETS], outlets[LOST_OUTLETS:]
    bare = _family(cast, outlets)
    kinds = _kinds(number, bare, drawn)
    claims: list[ClaimPlan] = []
    units: dict[int, list[Unit]] = {plan.number: [] for plan in bare}
    spare = [Outlet(outlet.name, outlet.later, outlet.kind, here=False) for outlet in lost]
    for kind, event in _with_events(kinds, cast):
        made = _claim(f"c{len(claims) + 1}", kind, event, cast, bare, spare)
        if made is None:
            continue
        claim, spread = made
        claims.append(claim)
        for report, said in sorted(spread.units.items()):
            units[report] += said
    return StoryPlan(
        f"{half}-{number:04}", cast, tuple(claims), tuple(_furnished(_followed_up(_filled(bare, units, drawn), drawn), cast))
    )


def _family(cast: Cast, outlets: list[Outlet]) -> list[Plan]:
    """Which reports there are, and which of them were made from an agency's text."""
    drawn = cast.drawn
    if len(outlets) < 4 or drawn.random() > WITH_PARENT:
        return [Plan(number, outlet, ()) for number, outlet in enumerate(outlets)]
    here = drawn.random() > LOST_PARENT
    children = drawn.randint(2 if not here else 1, max(2, len(outlets) - 3))
    plans = [Plan(0, cast.agency(), (), here=here)]
    for number, outlet in enumerate(outlets[: len(outlets) - here], 1):
        manner = "own" if number > children else drawn.choice(("copy", "reworded"))
        plans.append(Plan(number, outlet, (), manner, 0 if manner != "own" else None))
    return plans


def _kinds(number: int, bare: list[Plan], drawn: Random) -> list[str]:
    """The kinds of a story's claims: each kind leads some stories, so that all come about equally often."""
    manners = {plan.manner for plan in bare}
    fits = {
        "wire copy": "copy" in manners and bare[0].here,
        "reworded": "reworded" in manners and bare[0].here,
        "lost parent": not bare[0].here,
        "copy and witness": any(plan.parent == 0 for plan in bare) and any(plan.manner == "own" for plan in bare[1:]),
    }
    possible = [kind for kind in KINDS if fits.get(kind, True)]
    count = drawn.randint(*CLAIMS)
    chosen = drawn.sample(possible, min(count, len(possible)))
    leading = list(KINDS)[number % len(KINDS)]
    if leading in possible and leading not in chosen:
        chosen[0] = leading
    from_parent = [kind for kind in KINDS if kind in FROM_PARENT and kind in possible]
    if from_parent and not FROM_PARENT & set(chosen):  # else nothing would stand in the text that others were made from
        chosen[-1] = drawn.choice(from_parent)
    return chosen


def _with_events(kinds: list[str], cast: Cast) -> list[tuple[str, Event]]:
    """Each claim its event; what needs people who were there chooses first, and goes without where none is left."""
    free = cast.drawn.sample(cast.topic.events, len(cast.topic.events))
    chosen: dict[str, Event] = {}
    for kind in sorted(kinds, key=lambda kind: kind not in SEEN_ONLY):
        event = next((event for event in free if event.seen or kind not in SEEN_ONLY), None)
        if event:
            free.remove(event)
            chosen[kind] = event
    return [(kind, chosen[kind]) for kind in kinds if kind in chosen]


def _claim(id_: str, kind: str, event: Event, cast: Cast, bare: list[Plan], spare: list[Outlet]) -> tuple[ClaimPlan, Spread] | None:
    own = {plan.number: plan.outlet for plan in bare if plan.manner == "own" and (plan.here or kind in FROM_PARENT)}
    parent = 0 if any(plan.parent == 0 for plan in bare) else None
    if (len(own) < 2 and kind not in FROM_PARENT) or (len(own) < 3 and kind == "relay and witness"):
        return None
    fixed = cast.drawn.randrange(60)
    saved = dict(cast.values)
    cast.values |= {"num": str(10 * cast.drawn.randint(11, 97)), "month": cast.drawn.choice(MONTHS_BEFORE)}
    values = dict(cast.values)
    spread = Spread(id_, event, cast, own, spare, parent)
    MAKERS[kind](spread)
    if kind not in NOT_DENIED and cast.drawn.random() < ALSO_DENIED:
        for report in sorted(spread.units)[:2]:
            spread.say(report, "DENIES", as_source_of_denial(cast))
    cast.values = saved
    origins, claimed = tuple(spread.origins), tuple(spread.claimed)
    return ClaimPlan(id_, kind, event, fixed, values, origins, claimed, spread.circular), spread


def _filled(bare: list[Plan], units: dict[int, list[Unit]], drawn: Random) -> list[Plan]:
    """The plans with what they say, claim by claim in an order of their own; a report that would say nothing is left out."""
    filled = {}
    for plan in bare:
        said = units[plan.number]
        if plan.parent is not None:
            filled[plan.number] = plan
        elif said:
            order = list(dict.fromkeys(unit.claim for unit in said))
            if drawn.random() < 0.4:
                drawn.shuffle(order)
            said = [unit for claim in order for unit in said if unit.claim == claim]
            filled[plan.number] = Plan(plan.number, plan.outlet, tuple(said), plan.manner, plan.parent, plan.here)
    return [plan for plan in filled.values() if plan.parent is None or plan.parent in filled]


def _followed_up(plans: list[Plan], drawn: Random) -> list[Plan]:
    """Now and then an outlet comes back to the story, with what it had before."""
    again = [plan for plan in plans if plan.manner == "own" and plan.here and FOLLOWED_UP & {unit.how for unit in plan.units}]
    if not again or len(plans) >= REPORTS[1] or drawn.random() > FOLLOW_UP:
        return plans
    first = drawn.choice(again)
    units = [unit for unit in first.units if unit.how in FOLLOWED_UP]
    kept = tuple(drawn.sample(units, min(len(units), 2)))
    return [*plans, Plan(max(plan.number for plan in plans) + 1, first.outlet, kept)]


def _furnished(plans: list[Plan], cast: Cast) -> list[Plan]:
    """Context, background and a headline in reserve are dealt out: two newsrooms do not write the same words by themselves."""
    background = [
        fill(line, cast.values, cast.drawn) for line in cast.drawn.sample(cast.topic.lists["b"], len(cast.topic.lists["b"]))
    ]
    contexts, titles = (
        cast.drawn.sample(frames, len(frames))
        for frames in (phrases.bank(phrases.CONTEXT, cast.half), phrases.bank(phrases.OTHER_HEADLINES, cast.half))
    )
    own = [plan for plan in plans if plan.parent is None]
    shares: dict[int, list[str]] = {plan.number: [] for plan in own}
    for number, line in enumerate(background):
        shares[own[number % len(own)].number].append(line)
    return [
        replace(
            plan,
            context=contexts.pop() if contexts else "",
            title=titles.pop() if titles else "",
            background=tuple(shares.get(plan.number, ()))[:MOST_BACKGROUND],
        )
        for plan in plans
    ]
