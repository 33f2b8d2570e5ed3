"""Telling one person something that only they need to see."""

from dataclasses import replace
from datetime import datetime

from bot.body import Body, context
from bot.cards import note
from bot.happening import Commanded, Pressed, Submitted
from bot.mrkdwn import said
from bot.turn import Turn
from bot.view import SiteView
from rules.read import site_of
from rules.worktime.reachable import reachable
from storage.outgoing import Outgoing


def tell(turn: Turn, user: str, channel: str, body: Body | str, *, thread_ts: str = "") -> None:
    """Show it to them alone where they acted, also in a thread of the channel; in a direct message it is simply said."""
    private = _is_private(channel)
    turn.send(
        Outgoing(
            key=turn.key(f"tell:{user}"),
            kind="say" if private else "ephemeral",
            channel=user if private else channel,
            user=user,
            thread_ts="" if private else thread_ts,
            body=_placed(turn, user, channel, body),
        )
    )


def answer(turn: Turn, asked: Commanded, body: Body | str) -> None:
    """Answer a command where it was typed, which may be a place that Siteloop is not in."""
    if not asked.response_url:
        tell(turn, asked.user, asked.channel, body)
        return
    told = _placed(turn, asked.user, asked.channel, body)
    message = {**told, "response_url": asked.response_url, "response_type": "ephemeral"}
    turn.send(
        Outgoing(
            key=turn.key(f"answer:{asked.user}"),
            kind="respond",
            channel=asked.channel,
            user=asked.user,
            body=message,
        )
    )


def replace_question(turn: Turn, answered: Pressed | Submitted, body: Body | str | None) -> None:
    """Put the answer where the question with its buttons was; with nothing to say, take the question away."""
    if not answered.response_url:
        if body is not None:
            thread_ts = answered.thread_ts if isinstance(answered, Submitted) else ""
            tell(turn, answered.user, answered.channel, body, thread_ts=thread_ts)
        return
    shown: dict[str, object] = {"delete_original": True}
    if body is not None:
        told = _placed(turn, answered.user, answered.channel, body)
        shown = {**told, "replace_original": True}
    turn.send(
        Outgoing(
            key=turn.key(f"replaced:{answered.user}"),
            kind="respond",
            channel=answered.channel,
            user=answered.user,
            body={**shown, "response_url": answered.response_url},
        )
    )


def say(turn: Turn, channel: str, body: Body | str, *, name: str, not_before: datetime | None = None) -> None:
    """Say something once in a channel, or to a person."""
    message = _message(placed(turn, channel, body) if _is_person(channel) else body)
    outgoing = Outgoing(key=turn.key(name), kind="say", channel=channel, target=name, body=message)
    turn.send(outgoing, not_before=not_before)


def say_to(turn: Turn, person: str, body: Body | str, *, name: str, urgent: bool = False) -> None:
    """Say something once in a direct message: at once if it is `urgent`, else when they can be written to."""
    view = SiteView(turn)
    opens = reachable(view.calendar, view.person(person), turn.now)
    say(turn, person, body, name=name, not_before=None if urgent else opens)


def placed(turn: Turn, user: str, body: Body | str) -> Body:
    """What is told in a direct message: to somebody who is at several sites with the name or the channel of this one."""
    site, told = site_of(turn), note(body) if isinstance(body, str) else body
    name = said(site.name, 80) or (f"<#{site.channel}>" if site.channel else "")
    if not name or not turn.is_elsewhere(user):
        return told
    return replace(told, text=f"{name}: {told.text}", blocks=(context(f"At *{name}*"), *told.blocks))


def _placed(turn: Turn, user: str, channel: str, body: Body | str) -> dict[str, object]:
    """The message, where no channel tells of which site it is."""
    return _message(placed(turn, user, body) if _is_private(channel) else body)


def _is_private(channel: str) -> bool:
    """Whether what is told there is a direct message."""
    return not channel or channel.startswith("D")


def _is_person(channel: str) -> bool:
    """Whether it is named by the person whose direct message it is."""
    return channel.startswith(("U", "W"))


def _message(body: Body | str) -> dict[str, object]:
    return (note(body) if isinstance(body, str) else body).as_message()
