"""A page in a browser, with everything it asks for and complains of written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

WIDE, NARROW = (1440, 900), (360, 740)  # CSS pixels: a desk's screen, a small telephone

# Called by payloads; a page that runs one has been broken into.
TRAP = "window.ran = []; window.owned = (what) => { window.ran.push(String(what)); return '' }"


@dataclass
class Watch:
    """What a page did since it was opened, beside being shown."""

    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # console errors and warnings, script errors, policy violations
    dialogs: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url.partition("#")[0]))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self.dismiss)
        page.on("popup", lambda popup: self.complaints.append(f"opened a window: {popup.url}"))

    def dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check_file(self) -> None:
        """A page that is one file asked for nothing but itself, and nothing went wrong."""
        assert set(self.requests) == {self.address}
        self.check_quiet()

    def check_quiet(self) -> None:
        assert self.complaints == []
        assert self.dialogs == []


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    size: tuple[int, int] = WIDE,
    scheme: str = "light",
    script: bool = True,
    density: float = 1,
) -> Iterator[tuple[Page, Watch]]:
    """The page in a profile of its own, `size` in CSS pixels, `density` device pixels each."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=script,
        device_scale_factor=density,
        reduced_motion="reduce",
    )
    if script:
        context.add_init_script(TRAP)
    page = context.new_page()
    watch = Watch(address)
    watch.follow(page)
    try:
        page.goto(address)
        yield page, watch
    finally:
        context.close()
