"""The yardstick of the benchmarks: spaCy's tagger and parser as they come, with nothing done to them or to their result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from time import process_time
from typing import TYPE_CHECKING

from sayso.model import UNUSED, find_model, load_model

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=1)
def bare_model() -> Language:
    """The same model as `load_model` gives, loaded by spaCy alone and with its own matrix products."""
    import spacy

    load_model()  # refuses a model that is not the official one
    return spacy.load(find_model().path, exclude=list(UNUSED))


def parse_alone(nlp: Language, texts: Sequence[str]) -> float:
    """CPU seconds of a model's tagger and parser over some texts."""
    began = process_time()
    for _ in nlp.pipe(texts):
        pass
    return process_time() - began
