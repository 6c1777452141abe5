"""The story on one screen, for reading in a terminal.

A line that is cut short ends in "…" and says which command shows the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from sayso import records as r
from sayso.records import SEVERITIES, STANDINGS, Span, record_id
from sayso.show.against import opponents
from sayso.show.dossier import Dossier, speaker_of
from sayso.show.items import grouped
from sayso.show.lines import Cell, columns, one_line, paint, paragraph, short
from sayso.show.sentence import called, count_words, funnel_sentence, is_not_established, origins_of, reports_count

# How much of each section is shown: the whole should fit some sixty lines. By eye.
MOST_ORIGINS, MOST_AGAINST, MOST_CHANGES, MOST_CLAIMS, MOST_OTHER = 5, 6, 2, 5, 3
MOST_WORDS = 150  # characters of one quotation
MOST_DENIAL = 110  # characters of a denial or a further claim, so that it fits two lines
MOST_BECAUSE = 180  # characters of a reason
BEFORE_CHANGE = 40  # characters shown before the place where two wordings part
NARROW = (26, 18)  # narrower columns than usual, where the last one holds long words
CLASS_STYLES = {
    "named": "named",
    "organisation": "named",
    "anonymous": "unnamed",
    "unattributed": "unnamed",
    "document": "document",
    "outlet": "outlet",
    "social post": "document",
    "author": "",
}
NOT_HERE = "not in your files"
QUOTED = re.compile('["“«\u2018]\\w')
POSITION_STYLES = {"denies": "bad", "doubts": "doubt"}
GRAVITY = ("meaning changed", "speaker changed", "altered", "omission", "insertion", "boundary", "cosmetic")


def render_terminal(dossier: Dossier, width: int, colour: bool, *, project: str = "STORY") -> str:
    """The story: its top claim, who is behind it and against it, and what else a reader must know."""
    claim = dossier.claims[0] if dossier.claims else None
    sections = [
        _top_claim(dossier, claim, width, colour) if claim else [_nothing_found(dossier)],
        _whose_word(dossier, claim, width, colour, project) if claim else [],
        _against(dossier, claim, width, colour, project) if claim else [],
        _words(dossier, width, colour, project),
        _other_claims(dossier, width, colour, project),
        _lineage(dossier, width, colour, project),
        _conflicts(dossier, width, colour, project),
        _undated(dossier, width, colour, project),
        _problems(dossier, width, colour, project),
    ]
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _nothing_found(dossier: Dossier) -> str:
    return f"No claim was found in {count_words(len(dossier.documents), 'report', 'reports')}."


def _title(text: str, colour: bool) -> str:
    return paint(one_line(text), "head", colour=colour)


def quoted(dossier: Dossier, span: Span, most: int = MOST_WORDS) -> str:
    return f"“{short(dossier.cut(span), most)}”"


def place(dossier: Dossier, span: Span) -> str:
    """Where a span stands: report and characters, as the other commands and `verify` count them."""
    return f"{dossier.report(span.doc)} {span.start}-{span.end}"


def more(left: int, command: str, project: str, colour: bool) -> list[str]:
    said = f"  … and {left} more: sayso {command} {one_line(project)}"
    return [paint(said, "faint", colour=colour)] if left > 0 else []


def does(said: r.Attribution) -> str:
    """ "asserts"; "asserts (thinks)" where the words are no speech or writing; "wants (tagger)" where no claim rests on it."""
    if not said.carries_claims:
        return f"{said.scope} (tagger)"
    return said.force if said.scope == "says" else f"{said.force} ({said.scope})"


# ── the top claim ──


def _top_claim(dossier: Dossier, claim: r.Claim, width: int, colour: bool) -> list[str]:
    return [
        *paragraph(f"“{dossier.cut(claim.wording)}”", width, style="head", colour=colour),
        *paragraph(f"{place(dossier, claim.wording)} · id {record_id(claim)[:8]}", width, indent=2, style="faint", colour=colour),
        "",
        *paragraph(funnel_sentence(dossier, claim), width),
    ]


def _whose_word(dossier: Dossier, claim: r.Claim, width: int, colour: bool, project: str) -> list[str]:
    origins = sorted(origins_of(dossier, claim), key=lambda origin: STANDINGS.index(origin.standing))
    if not origins:
        return []
    lines = [line for origin in origins[:MOST_ORIGINS] for line in _origin_lines(dossier, origin, width, colour)]
    tail = more(len(origins) - MOST_ORIGINS, "explain", f"{project} {record_id(claim)[:8]}", colour)
    return [_title("ON WHOSE WORD", colour), *lines, *tail]


def _origin_lines(dossier: Dossier, origin: r.Origin, width: int, colour: bool) -> list[str]:
    standing = "not established" if is_not_established(origin) else origin.standing
    said = f"{called(origin)}, {_via(dossier, origin)}{_in_reports(dossier, origin.members)}"
    head = [Cell(standing, "good" if standing == "counted" else "faint"), Cell(said, CLASS_STYLES[origin.sourcing_class])]
    return [*columns([head], width, colour=colour), *paragraph(origin.because, width, indent=4)]


def _via(dossier: Dossier, origin: r.Origin) -> str:
    names = [dossier.party[party].name for party in origin.via if party in dossier.party]
    return f"via {', '.join(names)}, " if names else ""


def _in_reports(dossier: Dossier, spans: Iterable[Span]) -> str:
    names = list(dict.fromkeys(dossier.report(span.doc) for span in spans))
    return f"in {names[0]}" if len(names) == 1 else f"in {len(names)} reports"


def _against(dossier: Dossier, claim: r.Claim, width: int, colour: bool, project: str) -> list[str]:
    title = _title("WHO DENIES OR DOUBTS IT", colour)
    names: dict[tuple[str, tuple[Span, ...]], list[str]] = {}  # several who deny it in the same words stand in one row
    for (_, name, position), spans in opponents(dossier, claim).items():
        names.setdefault((position, tuple(spans)), []).append(name)
    if not names:
        return [title, "  nobody in these reports"]
    found = sorted(names.items(), key=lambda item: (item[0][0] != "denies", -len(item[0][1])))
    rows, shown = [], set[Span]()
    for (position, places), who in found[:MOST_AGAINST]:
        telling = _telling(dossier, places, shown)
        shown.add(telling)
        others = f" and {count_words(len(places) - 1, 'other place', 'other places')}" if len(places) > 1 else ""
        words = f"{quoted(dossier, telling, MOST_DENIAL)} ({place(dossier, telling)}{others})"
        rows.append([Cell(_and(who), "strong"), Cell(position.upper(), POSITION_STYLES[position]), Cell(words)])
    tail = more(len(found) - MOST_AGAINST, "explain", f"{project} {record_id(claim)[:8]}", colour)
    return [title, *columns(rows, width, colour=colour, widest=NARROW), *tail]


def _telling(dossier: Dossier, spans: Sequence[Span], shown: Container[Span]) -> Span:
    """Of several places the one to show: not shown yet, and with words in quotation marks if there is such a one."""
    return min(spans, key=lambda span: (span in shown, not QUOTED.search(dossier.cut(span))))


# ── what happened to the words ──


def _words(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    changed = grouped((change for change in dossier.changes if change.kind != "identical"), lambda change: change.utterance)
    if not changed:
        return []
    counts = Counter(change.kind for changes in changed.values() for change in changes)
    said = ", ".join(f"{counts[kind]} {kind}" for kind in GRAVITY if counts[kind])
    lines = [f"{_title('WHAT HAPPENED TO THE WORDS', colour)}  {said}"]
    gravest = sorted(changed, key=lambda id_: (min(GRAVITY.index(change.kind) for change in changed[id_]), -len(changed[id_])))
    for id_ in gravest[:MOST_CHANGES]:
        worst = min(changed[id_], key=lambda change: GRAVITY.index(change.kind))
        pair = [change for change in changed[id_] if (change.left.doc, change.right.doc) == (worst.left.doc, worst.right.doc)]
        lines += _pair(dossier, dossier.utterance[id_], sorted(pair, key=lambda change: GRAVITY.index(change.kind)), width, colour)
    return lines + more(len(changed) - MOST_CHANGES, "quotes", project, colour)


def _pair(dossier: Dossier, utterance: r.Utterance, changes: Sequence[r.Change], width: int, colour: bool) -> list[str]:
    """Two versions of one quotation, from shortly before the place where they part, and what changed between the two."""
    first = changes[0]
    rows = [
        [
            Cell(speaker_of(dossier, utterance), "strong"),
            Cell(dossier.report(first.left.doc)),
            _around(dossier, utterance, first.left),
        ],
        [Cell(""), Cell(dossier.report(first.right.doc)), _around(dossier, utterance, first.right)],
        *([Cell(""), change_kind(change), Cell(change.because)] for change in changes[:MOST_CHANGES]),
    ]
    if len(changes) > MOST_CHANGES:
        rows.append([Cell(""), Cell(""), Cell(f"… and {len(changes) - MOST_CHANGES} more between these two", "faint")])
    return columns(rows, width, colour=colour, widest=NARROW)


def change_kind(change: r.Change) -> Cell:
    return Cell(change.kind, "bad" if change.kind in GRAVITY[:3] else "")


def _around(dossier: Dossier, utterance: r.Utterance, changed: Span) -> Cell:
    """The quotation that holds a change; of a long one, from shortly before the change."""
    spans = [span for version in utterance.versions for span in version.spans if span.contains(changed)]
    whole = spans[0] if spans else changed
    text, start = dossier.cut(whole), changed.start - whole.start
    begin = text.rfind(" ", 0, max(0, start - BEFORE_CHANGE)) + 1 if len(text) > MOST_WORDS else 0
    return Cell(f"“{'… ' if begin else ''}{short(text[begin:], MOST_WORDS)}”")


# ── the rest of the story ──


def _other_claims(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    others = dossier.claims[1:]
    if not others:
        return []
    rows = [[Cell("reports", "faint"), Cell("origins", "faint"), Cell("", "faint")]]
    rows += [
        [
            Cell(reports_count(claim)),
            Cell(origin_count(dossier, claim)),
            Cell(quoted(dossier, claim.wording, MOST_DENIAL)),
        ]
        for claim in others[:MOST_CLAIMS]
    ]
    return [
        _title(f"OTHER CLAIMS ({len(others)})", colour),
        *columns(rows, width, colour=colour),
        *more(len(others) - MOST_CLAIMS, "claims", project, colour),
    ]


def origin_count(dossier: Dossier, claim: r.Claim) -> str:
    """How many origins count, then how many are claimed or not established."""
    origins = origins_of(dossier, claim)
    counted = sum(origin.standing == "counted" for origin in origins)
    claimed = sum(origin.standing == "claimed" for origin in origins)
    unknown = sum(map(is_not_established, origins))
    return f"{counted}{f' +{claimed} claimed' if claimed else ''}{f', {unknown} not established' if unknown else ''}"


def _lineage(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    if not dossier.lineages:
        return []
    lines = [line for found in dossier.lineages[:MOST_OTHER] for line in lineage_lines(dossier, found, width, colour)]
    return [
        _title("WHO COPIED OR REWORKED WHOM", colour),
        *lines,
        *more(len(dossier.lineages) - MOST_OTHER, "lineage", project, colour),
    ]


def lineage_lines(dossier: Dossier, found: r.Lineage, width: int, colour: bool) -> list[str]:
    children = _and([dossier.report(child) for child in found.children])
    parents = [dossier.report(parent) for parent in found.parents]
    if found.lost:
        parents.append(found.lost if NOT_HERE in found.lost else f"{found.lost} ({NOT_HERE})")
    direction = "" if found.direction == "established" else "direction not established: "
    return [
        *paragraph(
            f"{children} ← {', '.join(parents) or 'parent not established'}", width, indent=2, style="strong", colour=colour
        ),
        *paragraph(short(f"{direction}{found.because}", MOST_BECAUSE), width, indent=4),
    ]


def _and(names: Sequence[str]) -> str:
    """
    >>> _and(["a", "b", "c"]), _and(list("abcdefg"))
    ('a, b and c', 'a, b, c and 4 more')
    """
    if len(names) > MOST_OTHER + 1:
        return f"{', '.join(names[:MOST_OTHER])} and {len(names) - MOST_OTHER} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _conflicts(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    if not dossier.conflicts:
        return []
    counts = Counter(conflict.severity for conflict in dossier.conflicts)
    high = [conflict for conflict in dossier.conflicts if conflict.severity == "high"]
    said = ", ".join(f"{counts[level]} {level}" for level in SEVERITIES if counts[level])
    lines = [f"{_title('WHAT CANNOT BOTH BE RIGHT', colour)}  {said}"]
    for conflict in high[:MOST_OTHER]:
        lines += conflict_lines(dossier, conflict, width, colour)
    if not high:
        return [*lines, paint(f"  see: sayso conflicts {one_line(project)}", "faint", colour=colour)]
    return lines + more(len(dossier.conflicts) - len(high[:MOST_OTHER]), "conflicts", project, colour)


def conflict_lines(dossier: Dossier, conflict: r.Conflict, width: int, colour: bool) -> list[str]:
    rows = [
        [
            Cell(conflict.kind, "bad" if conflict.severity == "high" else ""),
            Cell(dossier.report(conflict.left.doc)),
            Cell(quoted(dossier, conflict.left)),
        ],
        [Cell(""), Cell(dossier.report(conflict.right.doc)), Cell(quoted(dossier, conflict.right))],
        [Cell(""), Cell(""), Cell(conflict.because, "faint")],
    ]
    return columns(rows, width, colour=colour)


def _undated(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    undated = [found for found in dossier.published if found.value is None]
    reasons = grouped(undated, lambda found: found.because)
    lines = [_title(f"DATE NOT ESTABLISHED ({len(undated)})", colour)]
    for because, found in list(reasons.items())[:MOST_OTHER]:
        names = _and([dossier.report(published.doc) for published in found])
        lines += paragraph(f"{names}: {because}", width, indent=2)
    return [*lines, *more(len(reasons) - MOST_OTHER, "reports", project, colour)] if undated else []


def _problems(dossier: Dossier, width: int, colour: bool, project: str) -> list[str]:
    found = dossier.problems
    reasons = grouped(found, lambda problem: problem.message)  # one line for what holds for many reports
    rows = [[Cell(_and([problem.key for problem in same])), Cell(because)] for because, same in list(reasons.items())[:MOST_OTHER]]
    title = _title(f"WHAT COULD NOT BE DONE ({len(found)})", colour)
    return (
        [title, *columns(rows, width, colour=colour), *more(len(reasons) - MOST_OTHER, "show --json", project, colour)]
        if found
        else []
    )
