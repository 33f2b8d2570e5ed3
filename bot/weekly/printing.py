"""`siteloop week`: what weekly promises came to at a site, printed, and drawn where a picture is asked for."""

import argparse
from datetime import UTC, datetime

from bot.charts.weekly import week_picture
from bot.commands.picture import Picture
from bot.console.commandline import open_store, picture_form, site_at
from bot.weekly.report import week_answer
from rules.read import site_of
from rules.weekly.measures import by_week, lately, reasons
from rules.weekly.outcome import judged_of


def week(asked: argparse.Namespace) -> int:
    """As its superintendent reads it in `/site week last`."""
    form = picture_form(asked.picture) if asked.picture else None
    with open_store() as store, store.reading(site_at(store, asked.channel, asked.workspace)[1]) as reader:
        site, found = site_of(reader), judged_of(reader)
        manager = next(iter(site.roles.get("superintendent", ())), "")
        print(week_answer(Picture(reader, datetime.now(UTC)), "last", manager).text.replace("*", ""))
        last = site.rounds.get("judging")
    if form:
        recent = lately(found, last) if last else []
        asked.picture.write_bytes(week_picture(by_week(found), reasons(recent), form=form))
    return 0
