"""A person's promises of the week that runs or is planned, as their home tab shows them."""

from collections.abc import Sequence

from bot.commands.picture import Picture
from bot.weekly.words import aim_words, reason_words, week_words
from rules.weekly.outcome import Judged, of_week
from rules.weekly.rounds import is_planned, week_meant


def promises_heading(picture: Picture) -> str:
    """`Your promises, Mon 16 Mar to Fri 20 Mar`."""
    week = week_meant(picture.view.site, picture.now)
    return f"Your promises, {week_words(week, picture.view)}"


def promise_lines(picture: Picture, user: str) -> Sequence[str]:
    """Each with how far it is; none where they promise nothing, or the site plans no weeks."""
    site = picture.view.site
    if not is_planned(site):
        return []
    found = of_week(picture.reader, week_meant(site, picture.now))
    return [_line(picture, one) for one in found if one.promise.by == user]


def _line(picture: Picture, one: Judged) -> str:
    label = f"{picture.view.task_label(one.task)} · {aim_words(one.promise)}"
    if one.verdict.kept:
        return f"✅ {label}"
    why = f", {reason_words(one.reason)}" if one.promise.word else ""
    return f"▫️ {label} · at {one.verdict.percent:.0f} %{why}"
