"""How usual a word is in news: the share of reports in which it stands (training/usual_words.md).

A folder of a few reports about one thing cannot tell which of its words are rare: the name of the place and the word "say" stand
in all of them. News in general can.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np

STEPS = 2  # levels for each halving of the share


@lru_cache(maxsize=1)
def usual_words() -> dict[str, float]:
    """The share of English news reports that hold a word, in the form in which telling words are counted; rare words are absent.

    >>> usual = usual_words()
    >>> usual["government"] > usual["police"] > usual["ship"], "wrenport" in usual
    (True, False)
    """
    with files("sayso").joinpath("usual_words.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        words = bytes(stored["words"]).decode().split("\n")
        shares = 2.0 ** (-stored["levels"].astype(np.float64) / STEPS)
    return dict(zip(words, shares.tolist(), strict=True))
