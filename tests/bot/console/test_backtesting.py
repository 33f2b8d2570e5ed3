"""How far a long backtest has come is told on a terminal."""

from io import StringIO

from bot.console.backtesting import Progress


class Terminal(StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_progress_is_told_in_hundredths() -> None:
    """On one line, once for each hundredth, and the line ends with the last."""
    out = Terminal()
    progress = Progress(out)
    for done in range(1, 1001):
        progress.tell(done, 1000)
    told = out.getvalue()
    assert told.count("\r") == 101
    assert told.endswith("\r1,000 of 1,000 turns lived through (100 %)\n")


def test_a_file_is_spared_of_progress() -> None:
    """What is no terminal is not written to."""
    out = StringIO()
    Progress(out).tell(5, 10)
    assert out.getvalue() == ""
