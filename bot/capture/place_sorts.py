"""What places are, by the values of their tokens: levels of a building, stairs, and what a site numbers."""

import re

FLOOR = "floor"


def floors(place: str) -> bool:
    """Whether a place is a level of a building, which several works and numbered things share."""
    return place == "roof" or re.fullmatch(r"[lb]\d+", place) is not None


def sort_of(place: str) -> str:
    """What the place is one of: "house" of "house7", "floor" of "l3"."""
    return FLOOR if floors(place) else re.split(r"\d|-", place, maxsplit=1)[0]


def expanded(place: str) -> frozenset[str]:
    """The place, and of "house1-6" each house."""
    ends = re.fullmatch(r"(.*?)(\d+)-(\d+)", place)
    if ends is None:
        return frozenset((place,))
    noun, first, last = ends.group(1), int(ends.group(2)), int(ends.group(3))
    return frozenset((place, *(f"{noun}{n}" for n in range(first, last + 1))))
