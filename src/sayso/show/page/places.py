"""Where things lie: all in one file, or each screen on a page of its own. Every link of the page is written here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from sayso.show.page.asked import EVERYTHING, Asked


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

    def claims(self, asked: Asked = EVERYTHING, page: int = 1) -> str:
        """One page of the claims that were asked for; in the one file they are all there.

        >>> Places().claims(), Places(app=True).claims(), Places(app=True).claims(Asked(report=2, contested=True), 3)
        ('#claims', '/claims', '/claims?report=2&contested=1&page=3')
        """
        if not self.app:
            return self.screen("claims")
        given = {"party": asked.party, "report": asked.report, "unnamed": asked.unnamed, "contested": asked.contested}
        chosen = {name: value if name in ("party", "report") else 1 for name, value in given.items() if value}
        query = urlencode({**chosen, **({"page": page} if page > 1 else {})})
        return self.screen("claims") + (f"?{query}" if query else "")

    def page(self, key: str, page: int) -> str:
        """A further page of a screen that has several; the app alone has them.

        >>> Places(app=True).page("lineage", 2), Places(app=True).page("lineage", 1)
        ('/lineage?page=2', '/lineage')
        """
        return self.screen(key) + (f"?page={page}" if page > 1 else "")

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

    def beside(self, *numbers: int) -> str:
        """Reports side by side; the one file has them one after the other.

        >>> Places().beside(2, 5), Places(app=True).beside(2, 5)
        ('#report-2', '/reports?reports=2&reports=5')
        """
        return "/reports?" + "&".join(f"reports={number}" for number in numbers) if self.app else self.report(numbers[0])

    def found(self, number: int, wanted: str, words: str) -> str:
        """Words of a report that a search found: its page in the app marks them.

        >>> Places(app=True).found(2, "engine test", "w2-4-15")
        '/reports/2?q=engine+test#w2-4-15'
        """
        return f"/reports/{number}?q={quote_plus(wanted, errors='replace')}#{words}"
