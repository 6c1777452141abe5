"""The commands by which people decide, and see and exchange what was decided."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.decisions import WHEN, as_lines, read_lines
from sayso.errors import InputError, SettingsError
from sayso.records import DECISION_KINDS
from sayso.streams import colour, note, progress, put, width

if TYPE_CHECKING:
    from sayso.records import Decision
    from sayso.show.dossier import Dossier

STDIN = "-"
MOST_BYTES = 64 * 2**20  # of a file of decisions; more is not read

Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes for reading; by default sayso decides.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object (its shape: sayso schema COMMAND).")]
NoColour = Annotated[bool, typer.Option("--no-color", help="No colours (also: the variable NO_COLOR).")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no notes.")]
Story = Annotated[Path, typer.Argument(metavar="STORY", readable=False, help="A project file.")]


def decide(
    story: Story,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of: {', '.join(DECISION_KINDS)} (blanks or hyphens).")],
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="What it is about: ids of the listings, reports by name, or places as START-END@REPORT."
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; shown wherever the decision counts.")],
    because: Annotated[str, typer.Option("--because", metavar="REASON", help="Why; shown wherever the decision counts.")],
    value: Annotated[
        str | None, typer.Option("--value", metavar="VALUE", help="For position: asserts, denies, …; for date: an ISO date.")
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Correct what the program found.

    Two parties are one, two claims are one, a passage is no copy: the decision is kept in the project file with your name, the
    reason and the time, what follows from it is made anew, and what changed is printed.

    Nothing that was decided is ever deleted: `sayso decide STORY undo DECISION` takes it back, and can be taken back itself. A
    decision holds on to the words it is about, so it survives another run, added reports and edited ones; where it can no longer
    be applied, a problem says so.

    Example: sayso decide my-story.sayso merge-claims 3fa9c2d1 77ab0e12 --by "Ada Lund" --because "the same event"
    """
    from sayso.deciding import changed, decided_item
    from sayso.deciding import decide as decision_of
    from sayso.project import add_decisions
    from sayso.show.listings import as_text, envelope

    before = _opened(story)
    when = datetime.now(UTC).strftime(WHEN)
    decision = decision_of(before, kind.replace("-", " "), ids, value=value, by=by, because=because, when=when)
    _, after = add_decisions(story, [decision], workers=workers, progress=progress(quiet))
    if as_json:
        put(as_text(envelope("decide", after, [decided_item(before, after, decision)])))
    else:
        _tell(changed(before, after, [decision]), decision)
    return 0


def decisions(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="STORY", readable=False, help="A project file (files and folders hold no decisions).")
    ],
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", readable=False, help="Add the decisions of a file of JSON lines; - is stdin."),
    ] = None,
    as_json: AsJson = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Print the log as JSON lines, for --import elsewhere.")] = False,
    workers: Workers = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """What people decided.

    Who decided what, when and why, what it did, and what was undone. With --jsonl the log is written so that another desk can
    add it to its own project of the same reports with --import; what is there already is passed over, and whoever imports
    first, the result is the same.

    Example: sayso decisions my-story.sayso --jsonl > ours.jsonl
    """
    from sayso.project import read_story
    from sayso.show.listings import as_text, listing
    from sayso.show.terminal_lists import render_listing

    if import_ is None:
        dossier = read_story(inputs, workers=workers, progress=progress(quiet))
    else:
        if len(inputs) != 1:
            raise SettingsError("--import adds to one project file: sayso decisions STORY.sayso --import FILE")
        dossier = _imported(inputs[0], import_, workers, quiet)
    if as_jsonl:
        put(as_lines(dossier.decisions))
    elif as_json:
        put(as_text(listing("decisions", dossier)))
    else:
        put(render_listing("decisions", dossier, width(), colour(no_color)))
    return 0


def _opened(story: Path) -> Dossier:
    from sayso.project import is_project, read_story

    if not is_project(story):
        raise SettingsError(f"{story} is no project file; decisions are kept in one. Make it with: sayso read {story}")
    return read_story([story])


def _imported(story: Path, file: Path, workers: int | None, quiet: bool) -> Dossier:
    from sayso.deciding import changed
    from sayso.project import add_decisions

    before = _opened(story)
    given = read_lines(_text_of(file))
    added, after = add_decisions(story, given, workers=workers, progress=progress(quiet))
    note(f"{len(added)} of {len(given)} decisions were new", quiet)
    for said in changed(before, after, added):
        note(said, quiet)
    return after


def _text_of(file: Path) -> str:
    """What is in it, or on stdin."""
    if str(file) == STDIN:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        try:
            with file.open("rb") as opened:
                raw = opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror or error}") from error
    if len(raw) > MOST_BYTES:
        raise InputError(f"{file} holds more than {MOST_BYTES // 2**20} MB; that is no log of decisions")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is no UTF-8 text ({error.reason} at byte {error.start})") from error


def _tell(said: Sequence[str], decision: Decision) -> None:
    from sayso.records import record_id
    from sayso.show.lines import paragraph

    told = [*(said or ["nothing changed"]), f"kept as {record_id(decision)}"]
    put("".join(f"{line}\n" for text in told for line in paragraph(text, width())))
