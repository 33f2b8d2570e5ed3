"""A backtest and a replay, told to a reader of plain text."""

from collections.abc import Sequence

from rules.backtest import Backtest, Row
from rules.replay import Replay

_HEAD = ("rule", "fired", "stays", "moved", "no longer", "real", "no problem", "ignored", "other", "new")
_EXAMPLES = 5


def backtest_text(found: Backtest) -> str:
    """The table, then the first of what is new and of what fires no longer, with how its action was answered."""
    rows = [_HEAD, *(_cells(row) for row in found.rows), _totals(found.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "-" * len(lines[0]))
    lines.insert(-1, "-" * len(lines[0]))
    lines += ["", _sentence(found)]
    lines += _examples("new", [f"{one.at:%Y-%m-%d %H:%M} {one.decision.id}" for one in found.new])
    gone = [f"{one.at:%Y-%m-%d %H:%M} {one.decision.id} ({told})" for one, told in found.gone]
    return "\n".join([*lines, *_examples("no longer", gone)])


def replay_text(found: Replay) -> str:
    """Whether everything was concluded again as it is recorded, else where it first was not."""
    counts = _counts(found)
    erased = (
        f"\n{found.erased} entries were erased; {found.unproved} turns after them cannot be proved any more."
    )
    told = erased if found.erased else ""
    if found.same:
        return f"All {found.decisions} decisions reproduced; with them {counts}.{told}"
    first = found.differences[0]
    many = len(found.differences)
    return (
        f"{many} turn{'s' if many > 1 else ''} came out otherwise, first at entry {first.seq} of "
        f"{first.at.isoformat()}: {first.what}.\n{found.decisions} decisions reproduced; with them {counts}.{told}"
    )


def _counts(found: Replay) -> str:
    """What else was concluded anew, of what there is any."""
    counted = {
        "actions": found.actions,
        "steps of actions": found.steps,
        "notices": found.notices,
        "statements": found.statements,
        "watches": found.watches,
        "digests": found.digests,
        "wakes": found.woken,
    }
    told = ", ".join(f"{count} {name}" for name, count in counted.items() if count) or "nothing"
    return f"{told} in {found.entries} entries"


def _cells(row: Row) -> tuple[str, ...]:
    named = [row.gone[word] for word in ("real", "no problem", "ignored")]
    gone = row.gone.total()
    numbers = (row.fired, row.stays, row.moved, gone, *named, gone - sum(named), row.new)
    return (row.rule, *(str(number) if number else "·" for number in numbers))


def _totals(rows: Sequence[Row]) -> tuple[str, ...]:
    cells = [_cells(row)[1:] for row in rows]
    sums = (sum(int(cell[column].replace("·", "0")) for cell in cells) for column in range(len(_HEAD) - 1))
    return ("all", *map(str, sums))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = row
    return "  ".join([name.ljust(widths[0]), *(n.rjust(w) for n, w in zip(numbers, widths[1:], strict=True))])


def _sentence(found: Backtest) -> str:
    lost = sum(row.gone["real"] for row in found.rows)
    spared = sum(row.gone["no problem"] + row.gone["ignored"] for row in found.rows)
    new = sum(row.new for row in found.rows)
    return (
        f"{found.messages} messages. It would have missed {lost} real problems, spared {spared} actions that came to nothing, "
        f"and asked {new} times more. {found.left_out} answers were left out, since nobody would have been asked."
    )


def _examples(name: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … and {len(lines) - _EXAMPLES} more"] if len(lines) > _EXAMPLES else []
    return ["", f"{name}:", *(f"  {line}" for line in lines[:_EXAMPLES]), *more]
