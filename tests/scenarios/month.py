"""Days of talk on the demo's tower, drawn by chance: reports, blockers, answers of every sort, edits, deletions."""

from collections.abc import Iterator
from random import Random
from typing import Any

from bot.playing.script import ScriptError
from tests.scenarios.stage import Stage

Line = dict[str, Any]
PEOPLE = ("ana", "minh", "diego", "hector", "carlos", "grace", "noor", "victor")
PLACES = (
    "L3 columns", "L3 slab rebar", "L3 slab pour", "L2 curtain wall", "south retaining wall", "L4 columns",
    "A-310", "A-320", "L1 fire sprinkler mains", "the hoist", "Level 2 framing",
)  # fmt: skip
WORDS = (
    "{place} at {percent}%", "{place} done", "{place} stopped, no concrete delivered", "crane down since 7",
    "crane's back up", "{place} waiting on the inspector", "no harness on the deck edge at {place}",
    "need {count} carpenters on {place} by Thursday", "rebar truck for {place} not here till Friday",
    "concrete arrived", "spent {money} on {place}", "{place} won't finish before March 27", "raining hard, no work",
    "{count} rodbusters on {place} today, 10 hrs", "failed inspection on {place}, honeycombing", "morning all",
    "{place} cleared, going again", "somebody got hit by a falling clamp at {place}, he is fine",
)  # fmt: skip
REPLIES = (
    "done", "on it", "not done, waiting on the inspector till Thursday", "need help", "not mine, ask @minh",
    "by tomorrow 10:00", "not done, no material", "will be done by 15:00", "still on it, {place} at {percent}%",
)  # fmt: skip
REACTIONS = ("white_check_mark", "eyes", "raised_hand")


def month(stage: Stage, seed: int, *, days: int, talk: int) -> int:
    """Play so many days of so many lines each; gives how many lines people could do (a card may be gone)."""
    rng, done = Random(seed), 0
    for line in _lines(rng, days, talk):
        try:
            stage.play(line)
            done += 1
        except ScriptError:  # there was no such card, or no such message yet
            continue
    return done


def _lines(rng: Random, days: int, talk: int) -> Iterator[Line]:
    for day in range(days):
        minutes = sorted(rng.randrange(6 * 60, 19 * 60) for _ in range(talk))
        for minute in minutes:
            yield {"at": f"2026-03-{11 + day:02}T{minute // 60:02}:{minute % 60:02}"}
            yield from _act(rng)


def _act(rng: Random) -> Iterator[Line]:
    by, card = rng.choice(PEOPLE), {"by": rng.choice(PEOPLE), "card": "last"}
    match rng.randrange(12):
        case 0:
            yield {"edit": "last", "by": by, "to": _words(rng, WORDS)}
        case 1:
            yield {"delete": "last", "by": by}
        case 2:
            yield {"press": rng.choice(("done", "accept", "help")), **card}
        case 3:
            yield {"press": "not_done", **card}
            reason = rng.choice(("material", "labour", "inspection"))
            when = {"when": f"2026-03-{rng.randrange(12, 31)}T10:00"} if rng.random() < 0.6 else {}
            yield {"submit": {"reason": reason, **when}, "by": card["by"]}
        case 4:
            yield {"react": rng.choice(REACTIONS), **card}
        case 5:
            mark = rng.choice(REACTIONS)
            yield {"react": mark, **card}
            yield {"advance": "PT2M"}
            yield {"unreact": mark, **card}
        case 6 | 7:
            yield {"say": _words(rng, REPLIES), "by": by, "in": "#tower-a", "thread": "last-card"}
        case 8:
            text = f"/site assign @{rng.choice(PEOPLE)} check the {rng.choice(PLACES)} by tomorrow 14:00"
            yield {"command": text, "by": "grace", "in": "#tower-a"}
        case _:
            yield {"say": _words(rng, WORDS), "by": by, "in": "#tower-a"}


def _words(rng: Random, choice: tuple[str, ...]) -> str:
    facts = {"place": rng.choice(PLACES), "percent": rng.randrange(5, 100), "count": rng.randrange(2, 9)}
    return rng.choice(choice).format(**facts, money=f"${rng.randrange(1, 90) * 1000:,}")
