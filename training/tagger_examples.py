"""Examples in a file of the work folder: numbers of all paragraphs one after the other, each string once. Nothing is pickled."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.detect.features import Paragraph
from tagger_data import Example, Link

STRINGS = ("words", "tags", "labels", "lemmas")
NUMBERS = ("starts", "ends", "heads", "marks")


def save_examples(path: Path, examples: Sequence[Example]) -> None:
    """The file is there whole or not at all."""
    paragraphs = [example.paragraph for example in examples]
    kept: dict[str, NDArray[Any]] = {name: np.concatenate([getattr(p, name) for p in paragraphs]) for name in NUMBERS}
    for name in STRINGS:
        known = {text: row for row, text in enumerate(sorted({text for p in paragraphs for text in getattr(p, name)}))}
        kept[name] = np.array([known[text] for p in paragraphs for text in getattr(p, name)], dtype=np.int32)
        kept[f"{name} list"] = _bytes(list(known))
    kept["sizes"] = np.array([len(example.labels) for example in examples])
    kept["said"] = np.concatenate([example.labels for example in examples])
    kept["places"] = np.concatenate([example.places for example in examples])
    kept["names"] = _bytes([[example.doc, example.variant] for example in examples])
    links = [(number, *astuple(link)) for number, example in enumerate(examples) for link in example.links]
    kept["links"] = np.array(links, dtype=np.int64).reshape(-1, 6)
    thought = [number for number, example in enumerate(examples) if example.soft is not None]
    kept["thought"] = np.array(thought, dtype=np.int64)
    soft = [example.soft for example in examples if example.soft is not None]
    kept["soft"] = np.concatenate([*soft, np.zeros((0, 7))]).astype(np.float16)
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez_compressed(unfinished, allow_pickle=False, **kept)
    unfinished.replace(path)


def _bytes(values: Any) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(values).encode(), dtype=np.uint8)


def load_examples(path: Path) -> list[Example]:
    with np.load(path, allow_pickle=False) as stored:
        kept = {name: stored[name] for name in stored.files}
    sizes = kept["sizes"].tolist()
    parts: dict[str, list[Any]] = {name: _cut(kept[name], sizes) for name in NUMBERS}
    parts |= {name: _strings(kept, name, sizes) for name in STRINGS}
    paragraphs = map(Paragraph, *(parts[name] for name in Paragraph._fields))
    names = json.loads(bytes(kept["names"]))
    places, said = _cut(kept["places"], sizes), _cut(kept["said"], sizes)
    links: list[list[Link]] = [[] for _ in sizes]
    for number, *link in kept["links"].tolist():
        links[number].append(Link(*link))
    thought = kept["thought"].tolist()
    soft = dict(zip(thought, _cut(kept["soft"].astype(np.float32), [sizes[k] for k in thought]), strict=True))
    return [
        Example(doc, variant, paragraph, places[k], said[k], links[k], soft.get(k))
        for k, ((doc, variant), paragraph) in enumerate(zip(names, paragraphs, strict=True))
    ]


def _cut(array: NDArray[Any], sizes: Sequence[int]) -> list[NDArray[Any]]:
    return np.split(array, np.cumsum(sizes)[:-1]) if sizes else []


def _strings(kept: Mapping[str, NDArray[Any]], name: str, sizes: Sequence[int]) -> list[list[str]]:
    known = json.loads(bytes(kept[f"{name} list"]))
    return [[known[row] for row in part.tolist()] for part in _cut(kept[name], sizes)]
