"""`siteloop week`: what weekly promises came to at a site, printed, and drawn where a picture is asked for."""

import argparse
from datetime import UTC, datetime

from bot.charts.chart import drawn
from bot.commands.picture import Picture
from bot.console.commandline import open_store, picture_form, site_at
from bot.weekly.drawing import week_chart
from bot.weekly.report import week_answer
from rules.read import site_of


def week(asked: argparse.Namespace) -> int:
    """As its superintendent reads it in `/site week last`."""
    form = picture_form(asked.picture) if asked.picture else None
    with open_store() as store, store.reading(site_at(store, asked.channel, asked.workspace)[1]) as reader:
        manager = next(iter(site_of(reader).roles.get("superintendent", ())), "")
        print(week_answer(Picture(reader, datetime.now(UTC)), "last", manager).text.replace("*", ""))
        chart = week_chart(reader)
    if form:
        asked.picture.write_bytes(drawn(chart, form))
    return 0
