"""Checks that every span still cuts the words it claims, from the bytes that came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError, StoreError
from sayso.records import Document, Problem
from sayso.show.dossier import read_unchecked, story_id
from sayso.show.items import JSON, Item
from sayso.show.listings import story
from sayso.store import Store

SHOWN = 60  # characters of a span's words in the line that says it does not hold; by eye


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that does not hold, and why."""

    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many reports and spans were checked, and what does not hold. `reports` is 0 where only spans were given."""

    checked: str
    against: tuple[str, ...]
    reports: int
    spans: int
    report_failures: tuple[Failure, ...]
    span_failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        return not self.report_failures and not self.span_failures


# ── a project against its own stored inputs ──


def verify_project(path: Path) -> Verdict:
    """Decode every stored input again, compare it with the stored text, and cut every span of every listing again."""
    with Store(path) as store:
        dossier = read_unchecked(store)
        texts: dict[str, str] = {}
        failures: list[Failure] = []
        for document in dossier.documents:
            again = _text_again(document, store.input_bytes(document.sha256))
            if isinstance(again, Failure):
                failures.append(again)
            else:
                texts[document.name] = again
    try:
        listed = story(dossier)
    except (KeyError, IndexError) as error:
        raise StoreError(f"{path} names a record that it does not hold ({error}): it was altered by something else") from error
    spans = list(spans_in(listed))
    broken = tuple(failure for span in spans if (failure := _recut(span, texts)))
    return Verdict(str(path), ("the inputs stored in it",), len(dossier.documents), len(spans), tuple(failures), broken)


def _text_again(document: Document, raw: bytes | None) -> str | Failure:
    from sayso.collect.folder import reread

    if raw is None:
        return Failure(document.name, "its bytes are not in the project")
    if hashlib.sha256(raw).hexdigest() != document.sha256:
        return Failure(document.name, "the stored bytes do not have the stored SHA-256")
    try:
        again = reread(document, raw)
    except (InputError, ValueError) as error:
        return Failure(document.name, f"the stored bytes cannot be read again: {error}")
    if again != document.text:
        return Failure(document.name, "the stored text is not what its bytes say")
    return again


# ── a JSON file against inputs ──


def verify_json(path: Path, inputs: Sequence[Path]) -> Verdict:
    """Cut every span of a file that sayso wrote from the inputs: files and folders, or project files.

    Without inputs a project file with the same story is looked for beside the file and in the current folder.
    """
    listed = _read_json(path)
    chosen = list(inputs) or [_project_of(path, listed.get("story"))]
    documents = {document.name: document for document in _documents_in(chosen)}
    texts = {name: document.text for name, document in documents.items()}
    spans = list(spans_in(listed))
    broken = [failure for span in spans if (failure := _recut(span, texts))]
    reports = [item for item in _objects(listed) if isinstance(item.get("sha256"), str) and isinstance(item.get("report"), str)]
    changed = tuple(failure for item in reports if (failure := _changed(item, documents)))
    return Verdict(str(path), tuple(map(str, chosen)), len(reports), len(spans), changed, tuple(broken))


def _read_json(path: Path) -> dict[str, JSON]:
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{path} is neither a project file nor JSON ({error}). Give what `sayso read` or `--json` wrote"
        ) from error
    if not isinstance(listed, dict) or not str(listed.get("schema", "")).startswith("sayso."):
        raise InputError(f"{path} was not written by sayso (it has no schema 'sayso.…'). Give what `sayso COMMAND --json` wrote")
    return listed


def _project_of(path: Path, wanted: JSON) -> Path:
    folders = dict.fromkeys([path.resolve().parent, Path.cwd()])
    for candidate in (found for folder in folders for found in sorted(folder.glob("*.sayso"))):
        try:
            with Store(candidate) as store:
                if story_id(store.read(Document)) == wanted:
                    return candidate
        except StoreError:
            continue
    raise InputError(
        f"no project file with the story {wanted} lies beside {path} or in the current folder. "
        f"Name the inputs: sayso verify {path} STORY.sayso - or the files and folders that were read"
    )


def _documents_in(inputs: Sequence[Path]) -> Iterator[Document]:
    """Reports of project files, decoded again from their bytes; files and folders together, so that names are as they were."""
    from sayso.collect.folder import collect
    from sayso.project import is_project

    for project in filter(is_project, inputs):
        with Store(project) as store:
            for document in store.read(Document):
                again = _text_again(document, store.input_bytes(document.sha256))
                if not isinstance(again, Failure):
                    yield document
    files = [path for path in inputs if not is_project(path)]
    for found in collect(files) if files else ():
        if not isinstance(found, Problem):
            yield found[0]


def _changed(item: Mapping[str, JSON], documents: Mapping[str, Document]) -> Failure | None:
    name = str(item["report"])
    if name not in documents:
        return Failure(name, "this report is not among the inputs")
    return None if documents[name].sha256 == item["sha256"] else Failure(name, "the input's bytes are others (SHA-256)")


# ── spans ──


def spans_in(value: JSON) -> Iterator[dict[str, JSON]]:
    """Every object that has the four fields of a span, however deep."""
    return (item for item in _objects(value) if {"report", "start", "end", "text"} <= item.keys())


def _objects(value: JSON) -> Iterator[dict[str, JSON]]:
    """Every object of a parsed JSON text, outer ones first; no recursion, so that depth does not matter."""
    waiting: list[JSON] = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(reversed(found.values()))
        elif isinstance(found, list | tuple):
            waiting.extend(reversed(found))


def _recut(span: Mapping[str, JSON], texts: Mapping[str, str]) -> Failure | None:
    name, start, end, text = (span[key] for key in ("report", "start", "end", "text"))
    what = f"{name} {start}-{end} {str(text)[:SHOWN]!r}"
    if not isinstance(name, str) or name not in texts:
        return Failure(what, "its report is not among the inputs, or could not be read again")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(texts[name]):
        return Failure(what, f"it lies outside its report of {len(texts[name])} characters")
    found = texts[name][start:end]
    return None if found == text else Failure(what, f"the report says {found[:SHOWN]!r} there")


# ── for output ──


def verdict_json(verdict: Verdict) -> Item:
    return {
        "checked": verdict.checked,
        "against": list(verdict.against),
        "reports": verdict.reports,
        "reports_hold": verdict.reports - len(verdict.report_failures),
        "spans": verdict.spans,
        "spans_hold": verdict.spans - len(verdict.span_failures),
        "failures": [
            {"what": failed.what, "because": failed.because} for failed in (*verdict.report_failures, *verdict.span_failures)
        ],
    }
