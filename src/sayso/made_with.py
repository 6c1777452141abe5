"""What a run works with: its steps with their versions and options, the language models and the weights, with their hashes.

Kept in the project file and shown under Method, so that whoever gets the file knows what made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from sayso.errors import ModelError
from sayso.model import PARSED, find_model, official
from sayso.pipeline import Stage
from sayso.records import Used

# The files of numbers that come with sayso, by the folder they lie in.
WEIGHTS = (
    ("sayso", "encoder.npz"),
    ("sayso", "usual_words.npz"),
    ("sayso", "words.npz"),
    ("sayso.detect", "tagger.npz"),
    ("sayso.measure", "usage.npz"),
)


def made_with(stages: Sequence[Stage]) -> list[Used]:
    """Everything that decides what these stages make of the same bytes; the same on every machine with the same files."""
    return [*map(step, stages), *map(model, PARSED), *weights()]


def step(stage: Stage) -> Used:
    """A step; its note holds its options, such as "reduced=True"."""
    options = ", ".join(f"{name}={value}" for name, value in sorted(stage.options.items()))
    return Used("step", stage.name, str(stage.version), options)


def model(language: str) -> Used:
    """The official name of a language's model, the version that is installed, and whether its files are the official ones.

    The hash is that of the list of the official files with theirs: the model's own where it is not altered.
    """
    name, listed = official(language)
    try:
        found = find_model(language)
    except ModelError:
        return Used("model", name, "", "not installed: reports in this language are read without a parser")
    altered = ", ".join(found.altered)
    return Used("model", name, found.version, f"altered: {altered}" if altered else f"SHA-256 of the list of its files {listed}")


@lru_cache(maxsize=1)
def weights() -> tuple[Used, ...]:
    """The files of numbers; they do not change while a process runs."""
    return tuple(_weights())


def _weights() -> Iterator[Used]:
    for package, name in WEIGHTS:
        read = files(package).joinpath(name).read_bytes()
        yield Used("weights", name, "", f"SHA-256 {hashlib.sha256(read).hexdigest()}")
