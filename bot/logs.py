"""How the log is written: a fixed sentence, then its fields, for whoever runs Siteloop."""

import logging

_OWN = frozenset((*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"))


class Fields(logging.Formatter):
    """`ERROR bot.ruling.books: rulebook refused, the old one stays in force (reason: …)`."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The sentence and the fields that were given with it."""
        told = ", ".join(f"{name}: {value}" for name, value in vars(record).items() if name not in _OWN)
        return f"{super().formatMessage(record)}{f' ({told})' if told else ''}"
