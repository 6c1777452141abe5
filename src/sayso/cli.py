"""The command line: what each command does, and how errors become exit codes.

Data goes to stdout; progress, notes and errors go to stderr. Exit codes: 0 done · 1 a check failed (verify, --fail-on) ·
2 wrong usage · 3 done, but some inputs failed · 4 no usable input · 5 a model or an extra is missing · 6 a file (the project,
the page, stdout) cannot be read or written · 130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from sayso import cli_decisions
from sayso.cli_decisions import AsJson, NoColour, Quiet, Workers
from sayso.decisions import STAGE as DECISIONS
from sayso.errors import ModelError, SaysoError, SettingsError, StoreError
from sayso.records import REDUCED
from sayso.streams import colour as _colour
from sayso.streams import note as _note
from sayso.streams import progress as _progress
from sayso.streams import progress_line as _progress_line
from sayso.streams import put as _put
from sayso.streams import say as _say
from sayso.streams import width as _width
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.records import Problem
    from sayso.show.condition import Condition
    from sayso.show.dossier import Dossier
    from sayso.show.items import Item

FAILED_CHECK, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130
SHOWS = ("story", "attributions")

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads many reports of one story and shows who says what on whose word, what happened to the words, "
    "who denies it, and how many independent origins are left.\n\nStart with: sayso read FOLDER",
    epilog="Exit codes: 0 done; 1 a check failed (verify, --fail-on); 2 wrong usage; 3 done, but some inputs failed; "
    "4 no usable input; 5 a model or an extra is missing; 6 a file (the project, the page, stdout) cannot be read or written; "
    "130 interrupted. Data goes to stdout, everything else to stderr; nothing is fetched from a network.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# readable=False: a file that may not be read is told as any other that cannot be read, and the others are read.
Inputs = Annotated[
    list[Path],
    typer.Argument(metavar="INPUTS", readable=False, help="A project file, or files and folders to read first (kept nowhere)."),
]
Paths = Annotated[list[Path], typer.Argument(metavar="PATHS", readable=False, help="Files and folders that hold the reports.")]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", readable=False, help="Also write the dossier as one HTML file that needs no network."),
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="CONDITION", help="Exit with 1 if this holds for any claim, e.g. 'reports>=3,origins<2'."),
]
Show = Annotated[
    str, typer.Option("--show", metavar="WHAT", help="story, or attributions: the texts, with who says what marked in them.")
]


# ── the commands ──


@app.callback()
def _sayso(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=lambda wanted: _print_version(wanted), help="Print the version.")
    ] = False,
) -> None:
    pass


def _print_version(wanted: bool) -> None:
    if wanted:
        _put(f"sayso {__version__}\n")
        raise typer.Exit()


@app.command()
def read(
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="STORY.sayso", readable=False, help="The project file; by default named after the folder."
        ),
    ] = None,
    html: Html = None,
    show: Show = "story",
    fail_on: FailOn = None,
    workers: Workers = None,
    reduced: Annotated[
        bool, typer.Option("--reduced", help="Without a parser: quotation marks, cue words and names alone. Much is missed.")
    ] = False,
    tagger: Annotated[
        bool, typer.Option("--tagger/--no-tagger", help="Ask the trained tagger who says what, beside the rules (English).")
    ] = True,
    as_json: AsJson = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """Read reports into a project file.

    Then the story is shown. Run it again after adding files: only what is new is worked on. A file that changed is read
    again, a report whose file is gone from a folder given again is dropped, and what was read from elsewhere stays: the
    result is that of a fresh run. Where the language model is missing, reports are read in reduced mode and a note says so;
    once it is installed, the same command reads them again. A pipe is read with "-". Pages and JSON that sayso wrote are left out.

    With --show attributions the texts are printed instead of the story, each under its name, with source, cue and content of
    every attribution in marks and in colours; with --json as well, what `sayso attributions --json` prints. The project file
    is written all the same; `sayso show FILES --show attributions` reads files and keeps nothing.

    Example: sayso read my-story/ --html my-story.html
    """
    from sayso.project import SUFFIX, default_project, is_project, read_into

    _check_show(show)
    _check_page(html)
    condition = _condition(fail_on)
    projects = [path for path in paths if is_project(path)]
    if projects:
        raise SettingsError(
            f"{projects[0]} is a project file. `sayso read` takes files and folders; to see a project use: sayso show {projects[0]}"
        )
    project = out or default_project(paths)
    if project.is_dir():
        raise SettingsError(f"{project} is a folder; name a project file, e.g. -o {project / ('story' + SUFFIX)}")
    progress = _progress(quiet)
    dossier = read_into(project, paths, workers=workers, progress=progress, reduced=reduced, tagger=tagger)
    _show_story(dossier, str(project), html, show, as_json, no_color, quiet)
    _note(f"kept in {project}; ask it with: sayso claims {project}", quiet)
    return _outcome(dossier, condition, fresh=True, quiet=quiet)


@app.command()
def show(
    inputs: Inputs,
    html: Html = None,
    show: Show = "story",
    fail_on: FailOn = None,
    workers: Workers = None,
    as_json: AsJson = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """Show the story on one screen.

    The claim met first, who is behind it, who is against it, what happened to the words, and what could not be told.

    Example: sayso show my-story.sayso --json > my-story.json
    """
    _check_show(show)
    _check_page(html)
    condition = _condition(fail_on)
    dossier, fresh = _open(inputs, workers, quiet)
    _show_story(dossier, _named(inputs), html, show, as_json, no_color, quiet)
    return _outcome(dossier, condition, fresh=fresh, quiet=quiet)


LISTINGS = {
    "reports": "The reports, their dates and their own text.\n\nWhere each is from, in which language, published when.",
    "attributions": "Who says what, and through whom.\n\nThe words a report puts in somebody's mouth, and the chain.",
    "parties": "Who is who, under all names.\n\nPersons, organisations, outlets and documents.",
    "claims": "The claims and the origins behind each.\n\nHow many reports carry each claim, and who is against it.",
    "quotes": "What happened to quoted words on the way.\n\nThe same words as several reports quote them.",
    "copies": "Passages that stand in several reports.\n\nVerbatim, edited or reworded.",
    "lineage": "Which report was made from which.\n\nOr from a parent that is not in your files.",
    "conflicts": "Places that cannot both be right.\n\nAnd what was distorted on the way, with the reason and the severity.",
    "timeline": "Events, statements and publications by date.",
}


def _listing_command(command: str) -> Callable[..., int]:
    def run(
        inputs: Inputs, workers: Workers = None, as_json: AsJson = False, no_color: NoColour = False, quiet: Quiet = False
    ) -> int:
        return _list(command, inputs, None, workers, as_json, no_color, quiet)

    def run_claims(
        inputs: Inputs,
        fail_on: FailOn = None,
        workers: Workers = None,
        as_json: AsJson = False,
        no_color: NoColour = False,
        quiet: Quiet = False,
    ) -> int:
        return _list(command, inputs, fail_on, workers, as_json, no_color, quiet)

    return run_claims if command == "claims" else run


for _command, _help in LISTINGS.items():
    app.command(_command, help=f"{_help}\n\nExample: sayso {_command} my-story.sayso")(_listing_command(_command))


app.command("decide")(cli_decisions.decide)
app.command("decisions")(cli_decisions.decisions)


def _list(
    command: str, inputs: list[Path], fail_on: str | None, workers: int | None, as_json: bool, no_color: bool, quiet: bool
) -> int:
    from sayso.show.listings import as_text, listing
    from sayso.show.terminal_lists import render_listing

    condition = _condition(fail_on)
    dossier, fresh = _open(inputs, workers, quiet)
    _put(as_text(listing(command, dossier)) if as_json else render_listing(command, dossier, _width(), _colour(no_color)))
    return _outcome(dossier, condition, fresh=fresh, quiet=quiet)


@app.command()
def search(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="STORY WORDS", readable=False, help="A project file (or files and folders), then the words."),
    ],
    workers: Workers = None,
    as_json: AsJson = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """Find words in the reports.

    All words must stand in one paragraph; "a phrase" in quotation marks, a beginning with a star. Case and accents do not matter.

    Example: sayso search my-story.sayso '"engine test" capt*'
    """
    from sayso.show.listings import as_text, envelope
    from sayso.show.search import find, hit_json, index_texts
    from sayso.show.terminal_lists import render_hits

    if len(inputs) < 2:
        raise SettingsError("name the project and the words: sayso search STORY.sayso WORDS")
    dossier, fresh = _open(inputs[:-1], workers, quiet)
    hits = find(index_texts(dossier), str(inputs[-1]))
    _put(
        as_text(envelope("search", dossier, [hit_json(dossier, hit) for hit in hits]))
        if as_json
        else render_hits(dossier, hits, _width(), _colour(no_color))
    )
    return _outcome(dossier, None, fresh=fresh, quiet=quiet)


@app.command()
def serve(
    project: Annotated[Path, typer.Argument(metavar="STORY", readable=False, help="A project file; it may still be read into.")],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="At which port of 127.0.0.1; 0: any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> int:
    """Open the story in the browser.

    The same screens as the page, with search and filters, on this machine only: what is printed is the address with its key,
    a new one with every start. While `sayso read` is still at work the reports are shown as they come in. Ctrl-C ends it.

    Example: sayso serve my-story.sayso
    """
    try:
        from sayso.show.app.serve import serve as serve_app
    except ModuleNotFoundError as error:
        if (error.name or "sayso").startswith("sayso"):
            raise
        raise ModelError(f"the package {error.name} is missing; add it with: pip install 'sayso[app]'") from error

    serve_app(project, port=port, browser=browser, tell=_say)
    return 0


@app.command()
def explain(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="STORY ID", readable=False, help="A project file (or files and folders), then the id or the beginning of it."
        ),
    ],
    as_json: AsJson = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """Say why one thing is there.

    What it is, where it stands, by which rule, what it rests on and what rests on it.

    Ids stand in every listing; the first digits are enough. A report may be named by its name.

    Example: sayso explain my-story.sayso 3fa9c2d1
    """
    from sayso.show.explain import explain as explain_record
    from sayso.show.listings import as_text, envelope
    from sayso.show.terminal_lists import render_explanation

    if len(inputs) < 2:
        raise SettingsError("name the project and an id: sayso explain STORY.sayso ID (ids stand in the listings)")
    dossier, _ = _open(inputs[:-1], None, quiet)
    item = explain_record(dossier, str(inputs[-1]))
    _put(as_text(envelope("explain", dossier, [item])) if as_json else render_explanation(item, _width(), _colour(no_color)))
    return 0


@app.command()
def diff(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="STORY REPORT REPORT",
            readable=False,
            help="A project file (or files and folders), then two reports by their names or ids, or the beginning of them.",
        ),
    ],
    workers: Workers = None,
    as_json: AsJson = False,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> int:
    """Lay two reports side by side.

    What stands in both (= verbatim, ~ edited, ≈ reworded), what only one has (< left, > right), and quotations (“) with
    what happened to their words. Words that differ stand in [-…-] on the left and in {+…+} on the right.

    In a narrow terminal the two stand one under the other. Menus, comments and other text that is not the report's own are
    left out. Names and ids stand in the listing of reports; the beginning is enough.

    Example: sayso diff my-story.sayso 1-herald.txt 2-radio.txt
    """
    from sayso.show.listings import as_text, envelope
    from sayso.show.side_by_side import diff_json, find_report
    from sayso.show.terminal_diff import render_diff

    if len(inputs) < 3:
        raise SettingsError(
            "name the project and two reports: sayso diff STORY.sayso REPORT REPORT (see: sayso reports STORY.sayso)"
        )
    dossier, fresh = _open(inputs[:-2], workers, quiet)
    left, right = (find_report(dossier, str(name)) for name in inputs[-2:])
    _put(
        as_text(envelope("diff", dossier, [diff_json(dossier, left, right)]))
        if as_json
        else render_diff(dossier, left, right, _width(), _colour(no_color))
    )
    return _outcome(dossier, None, fresh=fresh, quiet=quiet)


@app.command()
def verify(
    file: Annotated[
        Path, typer.Argument(metavar="STORY|FILE.json", readable=False, help="A project file, or JSON that sayso wrote.")
    ],
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="INPUTS", readable=False, help="For JSON: the project or the files that were read."),
    ] = None,
    as_json: AsJson = False,
    no_color: NoColour = False,
) -> int:
    """Check every span against the inputs.

    Every span is cut again; exit code 1 if one does not hold.

    A project file is checked against the bytes stored in it; a JSON file against INPUTS, or against the project file of
    the same story beside it.

    Example: sayso verify claims.json my-story.sayso
    """
    from sayso.project import is_project
    from sayso.show.listings import as_text
    from sayso.show.terminal_lists import render_verdict
    from sayso.verify import verdict_json, verify_json, verify_project

    if is_project(file) and inputs:
        raise SettingsError(f"{file} is a project file and holds its inputs; to check JSON against it put the JSON first")
    verdict = verify_project(file) if is_project(file) else verify_json(file, inputs or [])
    _put(as_text(_loose("verify", [verdict_json(verdict)])) if as_json else render_verdict(verdict, _width(), _colour(no_color)))
    return 0 if verdict.holds else FAILED_CHECK


@app.command()
def doctor(as_json: AsJson = False, no_color: NoColour = False) -> int:
    """Say what is installed and what is missing.

    Also whether the language model is the official one, byte for byte. Exit code 5 if something needed is missing.

    Example: sayso doctor
    """
    from sayso.doctor import examine, works
    from sayso.show.listings import as_text
    from sayso.show.terminal_lists import render_findings

    findings = examine()
    _put(
        as_text(_loose("doctor", [found._asdict() for found in findings]))
        if as_json
        else render_findings(findings, _width(), _colour(no_color))
    )
    return 0 if works(findings) else ModelError.exit_code


@app.command()
def schema(
    command: Annotated[str, typer.Argument(metavar="COMMAND", help="The command whose --json output is described.")] = "dossier",
    as_json: AsJson = True,
) -> int:
    """Print the JSON Schema of a command's output.

    Draft 2020-12; of what the command prints with --json.

    Example: sayso schema claims > claims.schema.json
    """
    from sayso.show.listings import as_text
    from sayso.show.schema import schema as schema_of

    _put(as_text(schema_of(command)))
    return 0


# ── parts of the commands ──


def _open(inputs: Sequence[Path], workers: int | None, quiet: bool) -> tuple[Dossier, bool]:
    """The dossier of a project, or of files and folders read just now (then True)."""
    from sayso.project import read_story, the_project

    fresh = the_project(inputs) is None
    return read_story(inputs, workers=workers, progress=_progress(quiet)), fresh


def _named(inputs: Sequence[Path]) -> str:
    return " ".join(map(str, inputs))


def _show_story(dossier: Dossier, project: str, html: Path | None, what: str, as_json: bool, no_color: bool, quiet: bool) -> None:
    from sayso.show.listings import as_text, listing, story
    from sayso.show.terminal import render_terminal
    from sayso.show.terminal_texts import render_attributions

    if html is not None:
        from sayso.show.page.file import write_page

        write_page(dossier, html)
        _note(f"written to {html}", quiet)
    if as_json:
        _put(as_text(listing(what, dossier) if what == "attributions" else story(dossier)))
    elif what == "attributions":
        _put(render_attributions(dossier, _width(), _colour(no_color)))
    else:
        _put(render_terminal(dossier, _width(), _colour(no_color), project=project))


def _check_page(html: Path | None) -> None:
    """Before any work."""
    if html is not None:
        from sayso.show.page.file import check_page

        check_page(html)


def _loose(command: str, items: Sequence[Item]) -> Item:
    """The envelope of a command that is not about one story."""
    return {"schema": f"sayso.{command}/1", "sayso": __version__, "story": None, "items": items, "problems": []}


def _check_show(what: str) -> None:
    if what not in SHOWS:
        raise SettingsError(f"--show {what}: choose from {', '.join(SHOWS)}")


def _condition(text: str | None) -> Condition | None:
    """Read before any work is done, so that a wrong one costs nothing."""
    if text is None:
        return None
    from sayso.show.condition import read_condition

    return read_condition(text)


def _outcome(dossier: Dossier, condition: Condition | None, *, fresh: bool, quiet: bool) -> int:
    """The exit code, and a note that says why it is not 0."""
    if condition is not None:
        from sayso.show.condition import claims_that_meet

        met = claims_that_meet(dossier, condition)
        if met:
            _note(f"{met} of {len(dossier.claims)} claims meet the condition of --fail-on", quiet)
            return FAILED_CHECK
    names = {document.name for document in dossier.documents}
    if fresh:
        _tell_reduced(dossier, quiet)
    failed = [problem for problem in dossier.problems if _failed_at_work(problem, names)]
    _tell_decisions(dossier, fresh, quiet)
    if fresh and failed:
        _note(f"{len(failed)} inputs or steps failed; the first: {failed[0].key}: {failed[0].message}", quiet)
        return SOME_FAILED
    return 0


def _failed_at_work(problem: Problem, names: Collection[str]) -> bool:
    """Not where a report was read all the same: with a note from its reader, or without a parser; nor where a decision no longer
    applies, which is told by itself."""
    return problem.stage not in (REDUCED, DECISIONS) and (problem.stage != "collect" or problem.key not in names)


def _tell_decisions(dossier: Dossier, fresh: bool, quiet: bool) -> None:
    for problem in dossier.problems if fresh else ():
        if problem.stage == DECISIONS:
            _note(f"a decision is not, or not wholly, applied: {problem.message}", quiet)


def _tell_reduced(dossier: Dossier, quiet: bool) -> None:
    """One note for each reason, however many reports it holds for."""
    reasons = Counter(problem.message for problem in dossier.problems if problem.stage == REDUCED)
    for reason, count in sorted(reasons.items()):
        _note(f"{count} of {len(dossier.documents)} reports: {reason}", quiet)


# ── errors and exit codes ──


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    try:
        code = typer.main.get_command(app).main(args=given, prog_name="sayso", standalone_mode=False)
    except SaysoError as error:
        return _failed(str(error), type(error).__name__, error.exit_code, as_json)
    except TyperException as error:
        return _failed(error.format_message(), "UsageError", USAGE, as_json)
    except ModuleNotFoundError as error:
        if (error.name or "sayso").startswith("sayso"):
            raise  # a fault of ours
        return _failed(f"the package {error.name} is missing; see: sayso doctor", "ModelError", ModelError.exit_code, as_json)
    except OSError as error:
        return _failed(_plain_os_error(error), "OSError", StoreError.exit_code, as_json)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except SystemExit:  # typer's own answer to a pipe that was closed while help was printed
        return 0
    if code == INTERRUPTED:
        return _failed("stopped. What was done is kept: run the same command again to go on", "Interrupted", INTERRUPTED, as_json)
    return code if isinstance(code, int) else 0


def _failed(message: str, code: str, exit_code: int, as_json: bool) -> int:
    if sys.stderr.isatty():
        _progress_line("done", 0, 0)
    _say(
        json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=True)
        if as_json
        else message
        if message.startswith("Usage:")
        else f"sayso: {message}"
    )
    return exit_code


def _plain_os_error(error: OSError) -> str:
    return f"{error.filename or 'stdout'}: {error.strerror or error}"
