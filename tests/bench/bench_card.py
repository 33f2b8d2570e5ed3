"""How long a card takes: `python -m tests.bench.bench_card [--cards N]`.

From the moment at which a person writes of a blocker in the sandbox to the moment at which the sandbox has the action's card:
signed HTTP to `siteloop run`, a process of its own with all its threads; inbox, pipeline, outbox on a SQLite file
(`synchronous=FULL`); `chat.postMessage` over HTTP. Time is real. One blocker at a time, at five sites in turn, so that no card
waits for Slack's pace of one post a second in each channel. The first card of each site does not count.
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.bench.machine import machine, percentile, write, write_figures
from tests.scenarios.company import LEVELS, WORKS, Company, Place, company
from tests.scenarios.process import wait_until

_SITES = 5
_PACE = 0.3  # seconds between two blockers, of which each site sees every fifth


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cards", type=int, default=100, help="100 at most")
    cards = min(asked.parse_args().cards, _SITES * len(LEVELS) * len(WORKS))
    write(
        machine(),
        f"{cards} blockers, one at a time; `siteloop run --http` and the sandbox on one machine",
        "",
    )
    with tempfile.TemporaryDirectory() as folder, company(Path(folder), sites=_SITES) as running:
        seconds = [_card(running, number) for number in range(cards)][_SITES:]
        told = [one.attempts[-1].seconds for one in running.sandbox.deliveries if one.acknowledged]
    figures = {}
    for name, values in (("message to card", seconds), ("event to acknowledgement", told)):
        milliseconds = {f"p{share:.0%}"[:-1]: 1e3 * percentile(values, share) for share in (0.5, 0.95, 1)}
        write(f"{name:>26}: " + ", ".join(f"{share} {value:.0f} ms" for share, value in milliseconds.items()))
        figures[name] = {share: round(value, 1) for share, value in milliseconds.items()}
    write_figures("card", {"cards": cards, "milliseconds": figures})


def _card(running: Company, number: int) -> float:
    """Seconds from a blocker to its card."""
    place = running.places[number % _SITES]
    task = number // _SITES
    before = len(_cards(running, place))
    text = f"L{LEVELS[task // len(WORKS)]} {WORKS[task % len(WORKS)]} stopped, the crane is down"
    started = running.sandbox.clock.now()
    running.sandbox.say(place.foreman, place.channel, text)
    wait_until("the card", lambda: len(_cards(running, place)) > before, seconds=10, every=0.005)
    time.sleep(_PACE)
    return _cards(running, place)[-1] - started.timestamp()


def _cards(running: Company, place: Place) -> list[float]:
    """When each card of a site was posted, in seconds of the sandbox's clock."""
    return [one.at.timestamp() for name, one in running.ours(place.channel) if name.startswith("card:")]


if __name__ == "__main__":
    main()
