"""The page as a file: never in the place of anything that sayso did not write, and all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sayso.errors import SettingsError, StoreError
from sayso.show.dossier import Dossier


def check_page(file: Path) -> None:
    """Before any work: whether the page can be written there, and that it takes the place of nothing but a page of ours."""
    if file.is_dir() or not file.parent.is_dir():
        why = "it is a folder" if file.is_dir() else f"there is no folder {file.parent}"
        raise SettingsError(f"{file} cannot be written ({why}); name another file with --html")
    if file.is_file() and file.stat().st_size:
        from sayso.collect.folder import is_own_output

        if not is_own_output(file):
            raise SettingsError(f"{file} is there already, and sayso did not write it; name another file with --html")


def write_page(dossier: Dossier, file: Path) -> None:
    """All of it or nothing: an older page stays until the new one is complete."""
    from sayso.show.page import render_page

    page = render_page(dossier)
    direct = file.exists() and not file.is_file()  # such as /dev/stdout
    part = file
    try:
        if not direct:
            handle, made = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
            os.close(handle)
            part = Path(made)
            part.chmod(0o666 & ~_umask())
        part.write_text(page, encoding="utf-8", errors="backslashreplace", newline="\n")
        if not direct:
            part.replace(file)
    except OSError as error:
        if part != file:
            with suppress(OSError):
                part.unlink()
        raise StoreError(
            f"{file} cannot be written ({error.strerror or error}); make room or name another file with --html"
        ) from error


def _umask() -> int:
    """The rights a new file is not given, as the shell set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
