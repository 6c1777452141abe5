"""Says what is installed, what is missing, and how to add it."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from typing import NamedTuple

from sayso.errors import ModelError
from sayso.model import PARSED, find_model, missing
from sayso.version import __version__

# What sayso cannot work without, as the index names it; the language model is looked at by itself.
DEPENDENCIES = (
    "spacy",
    "nupunkt",
    "py3langid",
    "trafilatura",
    "lxml",
    "lxml_html_clean",
    "charset-normalizer",
    "rapidfuzz",
    "numpy",
    "threadpoolctl",
    "jinja2",
    "typer",
    "markupsafe",
)
WITHOUT = "Until then reports in this language are read in reduced mode: quotation marks, cue words and names alone"
EXTRA = re.compile(r"""^([\w.-]+).*;.*\bextra\s*==\s*['"]([\w-]+)['"]""")


class Finding(NamedTuple):
    """One thing looked at. `kind`: "program", "dependency", "model", "extra", "offline"."""

    name: str
    kind: str
    version: str | None
    ok: bool
    note: str


def examine() -> list[Finding]:
    return [
        Finding("Python", "program", platform.python_version(), True, platform.platform(terse=True)),
        Finding("sayso", "program", __version__, True, ""),
        *map(_dependency, DEPENDENCIES),
        *map(_model, PARSED),
        *_extras(),
        Finding(
            "network",
            "offline",
            None,
            True,
            "not used: nothing is fetched, sent or counted; all of sayso works without a connection",
        ),
    ]


def works(findings: list[Finding]) -> bool:
    """Whether everything that is needed is there; extras are not."""
    return all(finding.ok for finding in findings if finding.kind != "extra")


def _dependency(name: str) -> Finding:
    found = _version(name)
    return Finding(name, "dependency", found, found is not None, "" if found else f"missing; add it with: pip install {name}")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _model(language: str) -> Finding:
    """A language's model. That of English is needed; without the others their reports are read in reduced mode."""
    name = f"language model ({language})"
    kind = "model" if language == "en" else "extra"
    lacking = missing(language)
    try:
        model = find_model(language)
    except ModelError:
        return Finding(name, kind, None, False, f"{lacking}. {WITHOUT}")
    checked = (
        "every file is the official one (SHA-256)"
        if model.verified
        else f"ALTERED: {', '.join(model.altered)} differ from the official files"
    )
    note = f"{checked}; licence {model.licence}" + (f". Not used: {lacking}. {WITHOUT}" if lacking else "")
    return Finding(f"{name} {model.package}", kind, model.version, model.verified and not lacking, note)


def _extras() -> Iterator[Finding]:
    """The extras that the installed sayso declares, package by package."""
    try:
        declared = requires("sayso") or []
    except PackageNotFoundError:  # run from a source folder
        declared = []
    for line in declared:
        match = EXTRA.match(line)
        if match:
            name, extra = match.groups()
            found = _version(name)
            yield Finding(
                name,
                "extra",
                found,
                found is not None,
                f"[{extra}]" if found else f"not installed; add it with: pip install 'sayso[{extra}]'",
            )
