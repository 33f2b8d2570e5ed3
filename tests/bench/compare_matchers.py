"""The durable matcher, in this process and in a watched child, against the reference matcher: a long random comparison.

Run it from the repository: `python -m tests.bench.compare_matchers [EVALUATIONS [SEED]]`. An evaluation is one random rulebook on
one random case, of which every second has values that no case should have. It ends with 1 at the first difference, and where
the child failed, since the reference matcher would have stood in for it.
"""

import sys
import time

from bot.matching.matching import Matching
from rules.match import durable_matcher
from tests.bench.machine import machine, write, write_figures
from tests.rules.differential import Compared

_EVALUATIONS = 100_000
_CASES = 50
_SIZES = (1, 3, 10, 40, 150)


def main(evaluations: int = _EVALUATIONS, seed: int = 0) -> int:
    """Compare, and print how much; the exit status."""
    write(machine())
    compared, started, first = Compared(), time.perf_counter(), seed
    with Matching() as matching:
        while compared.evaluations < evaluations:
            rules = _SIZES[seed % len(_SIZES)]
            try:
                compared.compare(seed, (durable_matcher, matching.matcher), rules=rules, cases=_CASES)
            except AssertionError as difference:
                write(str(difference))
                return 1
            seed += 1
        failures = matching.failures
    seconds = round(time.perf_counter() - started, 1)
    write(
        f"{compared.evaluations:,} evaluations of {seed - first} rulebooks: {compared.matches:,} matches, "
        f"{compared.refused:,} cases refused, no difference, {failures} failures of the child, in {seconds} s."
    )
    write_figures("compare_matchers", {**vars(compared), "failures": failures, "seconds": seconds})
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
