"""Which origins are shown to be apart from each other: those that are not, are shown and not counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.measure.citations import KEPT_UNNAMED
from sayso.records import Origin

# "a lorry driver", "two officials": somebody new; "the operator" may be anybody whom the story names.
SOMEBODY_NEW = re.compile(
    r"^(?:an?|one|another|two|three|four|five|six|seven|eight|nine|ten|some|several|many|dozens|more|at least|\d+)\b", re.I
)


def not_counted(origin: Origin, why: str) -> Origin:
    return replace(origin, verdict="not established", standing="not counted", because=f"{origin.because}; {why}")


def not_shown_apart(made: Sequence[Origin]) -> Iterator[Origin]:
    """Of outlets and unnamed people whose own sources the texts do not give, only the most carried one counts.

    A second newspaper, or unnamed people through a second one, may rest on the same people: nothing shows otherwise.
    """
    hidden = [o for o in made if o.standing == "counted" and o.sourcing_class in ("anonymous", "outlet")]
    first = max(
        hidden,
        key=lambda o: (o.sourcing_class == "anonymous", len({s.doc for s in o.members}), len(o.members), o.name),
        default=None,
    )
    for origin in made:
        if origin in hidden and origin is not first and first is not None:
            yield not_counted(origin, f"whether it rests on others than {first.name} is not said, so it is not counted")
        else:
            yield origin


def not_shown_new(made: Sequence[Origin], words: Sequence[frozenset[str]]) -> Iterator[Origin]:
    """Beside somebody who is named, unnamed people are somebody else only where the words bring them up as new.

    "The operator", "organisers": who is named may be they. `words` are each origin's descriptions of unnamed people.
    """
    named = [o for o in made if o.standing == "counted" and o.sourcing_class not in ("anonymous", "outlet")]
    for origin, said in zip(made, words, strict=True):
        unnamed = origin.standing == "counted" and origin.sourcing_class == "anonymous"
        if unnamed and named and said and not any(SOMEBODY_NEW.match(d) or KEPT_UNNAMED.search(d) for d in said):
            yield not_counted(origin, f"whether that is somebody else than {named[0].name} is not said, so it is not counted")
        else:
            yield origin


def only_taken_up(made: Sequence[Origin], weak: Sequence[bool]) -> Iterator[Origin]:
    """Who takes a claim up without a word that shows it to have it from itself, counts only where nobody else does; then once.

    `weak`: which origins do.
    """
    counted = [k for k, origin in enumerate(made) if origin.standing == "counted"]
    strong = [k for k in counted if not weak[k]]
    first = max(counted, key=lambda k: (len({s.doc for s in made[k].members}), len(made[k].members), made[k].name), default=None)
    stays = strong or ([first] if first is not None else [])
    for k, origin in enumerate(made):
        if origin.standing == "counted" and k not in stays:
            because = f"nothing shows that it has this from itself, so it is not counted beside {made[stays[0]].name}"
            yield not_counted(origin, because)
        else:
            yield origin


def in_other_words_only(made: Sequence[Origin], unsure: Sequence[bool]) -> Iterator[Origin]:
    """Whose words are tied to the claim by a likely meaning alone, counts only where nobody else does; `unsure`: whose are."""
    sure = next((o for o, likely in zip(made, unsure, strict=True) if o.standing == "counted" and not likely), None)
    for origin, likely in zip(made, unsure, strict=True):
        if origin.standing == "counted" and likely and sure is not None:
            yield not_counted(origin, f"in words unlike those of {sure.name}, so that it is the same claim is not established")
        else:
            yield origin
