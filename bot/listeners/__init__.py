"""Everything that Slack tells Siteloop, one module for each kind."""

import re

from slack_bolt import App

from bot.desk import Desk
from bot.listeners import (
    buttons,
    commands,
    correction,
    files,
    forms,
    goals,
    home,
    membership,
    messages,
    pages,
    reactions,
    reports,
    resources,
    rules,
    shortcuts,
)
from bot.weekly import listening as weekly


def register(app: App, desk: Desk) -> None:
    """Register every listener; the last one takes what nobody listens to, since Slack counts a 404 as a failure."""

    def leave_alone() -> None:
        """Nothing of it concerns a site."""

    for module in (
        messages,
        files,
        reactions,
        membership,
        home,
        rules,
        goals,
        resources,
        correction,
        pages,
        reports,
        weekly,
        buttons,
        forms,
        commands,
        shortcuts,
    ):
        module.register(app, desk)
    app.event(re.compile(".*"))(leave_alone)
