"""Where things lie: all in one file, or each screen on a page of its own. Every link of the page is written here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """Addresses within the one file, or of the app's pages."""

    app: bool = False

    def screen(self, key: str) -> str:
        """
        >>> Places().screen("quotes"), Places(app=True).screen("quotes"), Places(app=True).screen("story")
        ('#quotes', '/quotes', '/')
        """
        if not self.app:
            return f"#{key}"
        return "/" if key == "story" else f"/{key}"

    def claim(self, number: int) -> str:
        """
        >>> Places().claim(3), Places(app=True).claim(3)
        ('#claim-3', '/claims/3')
        """
        return f"/claims/{number}" if self.app else f"#claim-{number}"

    def report(self, number: int, words: str = "") -> str:
        """The report's text, or the words in it that have this id.

        >>> Places().report(2), Places().report(2, "w2-4-9"), Places(app=True).report(2, "w2-4-9")
        ('#report-2', '#w2-4-9', '/reports/2#w2-4-9')
        """
        if not self.app:
            return f"#{words or f'report-{number}'}"
        return f"/reports/{number}" + (f"#{words}" if words else "")

    def found(self, number: int, start: int, end: int) -> str:
        """Any place of a report's text, which the app marks because it is asked for.

        >>> Places(app=True).found(2, 4, 9)
        '/reports/2?at=4-9#w2-4-9'
        """
        return f"/reports/{number}?at={start}-{end}#w{number}-{start}-{end}"
