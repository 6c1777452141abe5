"""One decision of each kind on the example story, and what is needed to take it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from sayso import records as r
from sayso.deciding import decide
from sayso.project import add_decisions, read_into, read_story
from sayso.records import Decision, record_id
from sayso.show.dossier import Dossier
from sayso.show.listings import LISTINGS, as_text, listing

WRENPORT = Path(__file__).parents[2] / "examples" / "wrenport-water" / "reports"
WHEN = "2026-11-22T18:21:57Z"
ADA = "Ada Lund"


@cache
def _wrenport() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.sayso"
        read_into(path, [WRENPORT], workers=1)
        return path.read_bytes()


def wrenport(folder: Path, name: str = "w.sayso") -> Path:
    """A project of the example's reports, in a folder; the reports are read once for all tests."""
    path = folder / name
    path.write_bytes(_wrenport())
    return path


def made_by(dossier: Dossier, kind: str, ids: Sequence[str], value: str | None = None, when: str = WHEN, by: str = ADA) -> Decision:
    return decide(dossier, kind, ids, value=value, by=by, because="I was there", when=when)


def told(project: Path, decision: Decision) -> tuple[Dossier, Dossier]:
    """Before and after."""
    return read_story([project]), add_decisions(project, [decision], workers=1)[1]


def all_but_the_log(dossier: Dossier) -> str:
    return "".join(as_text(listing(command, dossier)) for command in LISTINGS if command != "decisions")


def named(dossier: Dossier, *names: str) -> list[str]:
    return [record_id(party) for name in names for party in dossier.parties if party.name == name and party.kind != "report"]


def claim_at(dossier: Dossier, words: str) -> r.Claim:
    return next(claim for claim in dossier.claims if words in dossier.cut(claim.wording))


def place_of(dossier: Dossier, name: str, words: str) -> str:
    span = next(span for party in dossier.parties if party.name == name for span in party.mentions if dossier.cut(span) == words)
    return f"{span.start}-{span.end}@{dossier.report(span.doc)}"


def counted(dossier: Dossier, claim: r.Claim) -> list[str]:
    return [record_id(origin) for origin in dossier.origins_of[record_id(claim)] if origin.standing == "counted"]


def carrying(dossier: Dossier, claim: r.Claim) -> list[r.Member]:
    pointers = {id_ for id_, mention in dossier.mention.items() if mention.pointer is not None}
    return [member for member in claim.members if member.value == "asserts" and member.mention not in pointers]


FILTERS = "engineers had written to managers in February"
Asked = tuple[str, list[str], str | None]
EACH: dict[str, Callable[[Dossier], Asked]] = {
    "merge parties": lambda d: ("merge parties", named(d, "Tamarley Water", "Fernhall Systems"), None),
    "split party": lambda d: ("split party", [place_of(d, "Margit Sloane", "Ms Sloane")], None),
    "merge claims": lambda d: ("merge claims", [record_id(claim) for claim in d.claims[1:3]], None),
    "split claim": lambda d: ("split claim", [carrying(d, d.claims[0])[1].mention], None),
    "not a copy": lambda d: ("not a copy", [record_id(d.passages[0])], None),
    "not a copy, whole reports": lambda d: ("not a copy", ["1-coastwire.txt", "4-inlet-examiner.txt"], None),
    "same source": lambda d: ("same source", counted(d, claim_at(d, FILTERS)), None),
    "not a claim": lambda d: ("not a claim", [record_id(d.claims[3])], None),
    "position": lambda d: ("position", [carrying(d, claim_at(d, FILTERS))[0].position], "denies"),
    "date": lambda d: ("date", ["1-coastwire.txt"], "2031-10-05"),
}


def everything(dossier: Dossier) -> list[Decision]:
    return [
        made_by(dossier, kind, ids, value, when=f"2026-11-{day:02}T12:00:00Z", by="فاطمة 😀 \u202eDesk" if day % 2 else ADA)
        for day, (kind, ids, value) in enumerate((ask(dossier) for ask in EACH.values()), 1)
    ]
