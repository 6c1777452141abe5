"""Two sentences laid side by side, and whole stories with the conflicts found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.cases.stories import made_of

from sayso.measure.side_by_side import Pairing, aligned
from sayso.measure.told import Told, told_by
from sayso.records import Attribution, Conflict, Document, Party, Sentence, Source

Rule = Callable[[Told, Pairing], Iterator[Conflict]]
Row = tuple[str, str, str, str]  # kind, severity, left words, right words


def told(*texts: str) -> Told:
    """The reports, named 0.txt, 1.txt …, as the rules look them up."""
    with made_of({f"{k}.txt": text for k, text in enumerate(texts)}) as store:
        sentences = sorted(store.read(Sentence), key=lambda sentence: sentence.span)
        return told_by(store.read(Document), sentences, store.read(Attribution), store.read(Source), store.read(Party))


def laid(rule: Rule, left: str, right: str) -> list[Row]:
    """What a rule finds between the last sentences of two reports."""
    both = told(left + "\n", right + "\n")
    one, other = (both.trees[doc][-1] for doc in sorted(both.names, key=lambda doc: both.names[doc]))
    return [_row(both.texts, conflict) for conflict in rule(both, Pairing(one, other, aligned(one, other), True))]


def conflicts(*texts: str) -> list[Row]:
    """All conflicts of one run over some reports."""
    with made_of({f"{k}.txt": text for k, text in enumerate(texts)}) as store:
        cut = {document.id: document.text for document in store.read(Document)}
        return [_row(cut, conflict) for conflict in store.read(Conflict)]


def _row(texts: object, conflict: Conflict) -> Row:
    assert isinstance(texts, dict)
    left, right = (" ".join(span.cut(texts[span.doc]).split()) for span in (conflict.left, conflict.right))
    return conflict.kind, conflict.severity, left, right
