"""What whoever runs Siteloop reads in the log."""

import logging

from bot.logs import Fields


def test_the_fields_stand_behind_the_sentence() -> None:
    """Why a rulebook was refused is told, not only that it was."""
    record = logging.makeLogRecord(
        {
            "levelname": "ERROR",
            "name": "bot.ruling.books",
            "msg": "refused",
            "reason": "mine.yml:3: no key",
            "site": 2,
        }
    )
    assert Fields().format(record) == "ERROR bot.ruling.books: refused (reason: mine.yml:3: no key, site: 2)"


def test_a_sentence_alone() -> None:
    """Nothing is added to what has no fields."""
    assert Fields().format(logging.makeLogRecord({"msg": "it runs"})).endswith("it runs")
