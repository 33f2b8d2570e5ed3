"""Whom words name: a mention or a handle, of the people of the site."""

import re

from rules.read import Reader, people, person_of

MENTIONED = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@(?P<handle>[\w.\-]+)")


def person_named(read: Reader, words: str) -> str | None:
    """The id of the first whom they name and the site knows."""
    named = (person_of_match(read, found) for found in MENTIONED.finditer(words))
    return next(filter(None, named), None)


def person_of_match(read: Reader, found: re.Match[str]) -> str | None:
    """The id of whom a match of `MENTIONED` names: by a mention, by the id that plain text has of one, or by a handle."""
    named = found["id"] or found["handle"]
    if found["id"] or person_of(read, named):
        return named if person_of(read, named) else None
    handle = named.casefold().rstrip(".")
    return next((one.id for one in people(read) if one.handle.casefold() == handle), None)
