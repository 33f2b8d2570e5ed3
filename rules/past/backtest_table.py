"""A backtest and a replay, told to a reader of plain text, and to machines."""

from collections.abc import Sequence
from typing import Any

from rules.past.backtest import Backtest, Row
from rules.past.replay import Replay
from rules.past.trial import Firing

_HEAD = ("rule", "fired", "stays", "moved", "no longer", "real", "no problem", "ignored", "other", "new")
_LEGEND = """\
fired: in the journal; stays: by the other rulebook as well (moved: at another time); no longer: not any more, by how people
answered then (real: done, taken on, explained, or over by a later report; no problem: refused, or its words were taken back;
ignored: never answered; other: still open, or ended by a rule, a number, the plan or the clock); new: only by the other
rulebook."""
_EXAMPLES = 5


def backtest_text(found: Backtest) -> str:
    """The table, then the first of what is new and of what fires no longer, with how its action was answered."""
    rows = [_HEAD, *(_cells(row) for row in found.rows), _totals(found.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "-" * len(lines[0]))
    lines.insert(-1, "-" * len(lines[0]))
    lines += ["", _sentence(found), "", _LEGEND]
    lines += _examples("new", [_firing(one) for one in found.new])
    gone = [f"{_firing(one)} ({told})" for one, told in found.gone]
    return "\n".join([*lines, *_examples("no longer", gone)])


def backtest_json(found: Backtest) -> dict[str, Any]:
    """The same as plain values: by rule, and each firing with its time and how it was answered (new ones: not)."""
    return {
        "messages": found.messages,
        "left_out": found.left_out,
        "rules": [
            {"rule": row.rule, "fired": row.fired, "stays": row.stays, "moved": row.moved, "new": row.new,
             "no_longer": dict(row.gone), "kept": dict(row.kept)}
            for row in found.rows
        ],
        "kept": [{**_plain(one, told), "would_be_at": other.at.isoformat()} for one, other, told in found.kept],
        "no_longer": [_plain(one, told) for one, told in found.gone],
        "new": [_plain(one, None) for one in found.new],
    }  # fmt: skip


def replay_json(found: Replay) -> dict[str, Any]:
    """How much was concluded again, and where it came out otherwise."""
    counts = (
        "entries",
        "decisions",
        "actions",
        "steps",
        "notices",
        "statements",
        "watches",
        "digests",
        "weeks",
    )
    return {
        "same": found.same,
        **{name: getattr(found, name) for name in counts},
        "wakes": found.woken,
        "erased": found.erased,
        "unproved": found.unproved,
        "differences": [
            {"entry": one.seq, "at": one.at.isoformat(), "what": one.what} for one in found.differences
        ],
    }


def _plain(one: Firing, told: str | None) -> dict[str, str | None]:
    decision = one.decision
    return {
        "rule": decision.rule,
        "subject": str(one.subject),
        "matter": decision.matter,
        "at": one.at.isoformat(),
        "answered": told,
    }


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
        "weeks": found.weeks,
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
        f"{_many(found.messages, 'message')}. It would have missed {_many(lost, 'real problem')}, spared "
        f"{_many(spared, 'action')} that came to nothing, and asked {_many(new, 'time')} more. "
        f"Answers left out, since nobody would have been asked: {found.left_out}."
    )


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _firing(one: Firing) -> str:
    return f"{one.at:%Y-%m-%d %H:%M} UTC  {one.decision.rule} on {one.subject.id or 'the site'}"


def _examples(name: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    more = [f"  … and {len(lines) - _EXAMPLES} more"] if len(lines) > _EXAMPLES else []
    return ["", f"{name}:", *(f"  {line}" for line in lines[:_EXAMPLES]), *more]
