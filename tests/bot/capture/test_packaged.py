"""Weights that come with the package, and what is said of a file that is missing or bent."""

from collections.abc import Mapping

import pytest

from bot.capture.lexicons import LexiconError
from bot.capture.packaged import packaged


def test_what_is_made_of_a_file() -> None:
    """The JSON of the file, as its reader makes it."""
    assert packaged("telling.json", lambda loaded: float(loaded["unknown"])) > 0


@pytest.mark.parametrize("file", ["nothing.json", "en.yml"])
def test_a_file_that_cannot_be_read_is_named(file: str) -> None:
    """Also one that is no JSON."""
    with pytest.raises(LexiconError, match=rf"cannot read {file}: .*; mend it or fit it anew"):
        packaged(file, dict)


def test_a_file_in_another_form_is_named() -> None:
    """What its reader looks for is not there."""

    def made(loaded: Mapping[str, float]) -> float:
        return loaded["no such weights"]

    with pytest.raises(LexiconError, match=r"cannot read telling.json: 'no such weights'"):
        packaged("telling.json", made)
