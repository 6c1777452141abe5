"""Words: what should work and does not."""

import pytest

from sayso.link.words import alikeness


@pytest.mark.xfail(strict=True, raises=IndexError, reason="an empty list of words makes an index of floats")
def test_no_words_no_table() -> None:
    assert alikeness([]).shape == (0, 0)
