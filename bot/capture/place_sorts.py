"""What places are, by the values of their tokens: levels of a building, stairs, and what a site numbers."""

import re

FLOOR = "floor"
_LONGEST = 500  # of a row that is told one by one


def floors(place: str) -> bool:
    """Whether a place is a level of a building, which several works and numbered things share."""
    return place == "roof" or re.fullmatch(r"[lb]\d+", place) is not None


def sort_of(place: str) -> str:
    """What the place is one of: "house" of "house7", "floor" of "l3"."""
    return FLOOR if floors(place) else re.split(r"\d|-", place, maxsplit=1)[0]


def expanded(place: str) -> frozenset[str]:
    """The place, and of "house1-6" each house."""
    return frozenset((place, *row_of(place)))


def row_of(place: str) -> tuple[str, ...]:
    """Each house of "house1-6" in turn; of any other place none."""
    ends = re.fullmatch(r"(.*?)(\d+)-(\d+)", place)
    if ends is None:
        return ()
    first, last = int(ends.group(2)), int(ends.group(3))
    return tuple(f"{ends.group(1)}{n}" for n in range(first, min(last, first + _LONGEST) + 1))
