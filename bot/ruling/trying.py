"""Trying a change of a rule, or a whole rulebook file, on the site's past before it is put in force; and what came of it."""

from bot.body import Body, actions, button, section
from bot.commands.words import may_manage
from bot.happening import Pressed, SharedFile, Tried
from bot.mrkdwn import cut, escape, said
from bot.ruling.changes import Wish, wish_text
from bot.telling import replace_question, tell
from bot.turn import Turn
from bot.view import counted
from rules.read import site_of
from storage.outgoing import Outgoing

RULEBOOKS = (".yml", ".yaml")
_MOST_TABLE = 2_900


def ask_trial(turn: Turn, user: str, told: str, wish: Wish) -> str:
    """Queue a change to be tried; gives what its manager is told meanwhile. `told` says it in words."""
    _queue(turn, user, {"told": told, "wish": wish_text(wish)})
    return f"Trying it on everything that happened here: {told}. The result comes as a direct message."


def offer_trial(turn: Turn, user: str, channel: str, files: tuple[SharedFile, ...]) -> None:
    """A rulebook dropped by a manager can be tried with one press."""
    for file in files:
        if file.name.lower().endswith(RULEBOOKS) and may_manage(site_of(turn), user):
            text = (
                f"Shall I try *{said(file.name, 100)}* on everything that happened here? It stands in for the rulebook's file of "
                "that name, or beside the others. Nothing is put in force."
            )
            row = (
                button("try_book", "Try it", f"{file.id}|{file.name}"[:1900], style="primary"),
                button("dismiss", "Not now", file.id),
            )
            tell(turn, user, channel, Body(text=text, blocks=(section(text), actions(row))))


def try_book(turn: Turn, happening: Pressed) -> None:
    """Have the file read and tried."""
    if not may_manage(site_of(turn), happening.user):
        tell(turn, happening.user, happening.channel, "Only the site's managers can try a rulebook.")
        return
    file_id, _, name = happening.value.partition("|")
    told = f"the rulebook file *{said(name, 100)}*"
    _queue(turn, happening.user, {"told": told, "file_id": file_id, "name": name})
    replace_question(turn, happening, f"Trying {told} … The result comes as a direct message.")


def show(turn: Turn, happening: Tried) -> None:
    """Tell the manager how far it is, in one living message, and what came of it, as a new one that notifies."""
    done = happening.stage == "done"
    body = _result(happening) if done else _begun(happening)
    turn.send(
        Outgoing(
            key=turn.key(f"tried:{happening.stage}"),
            kind="nudge" if done else "show",
            channel=happening.user,
            target=f"trial:{happening.asked}",
            user=happening.user,
            body=body.as_message(),
        )
    )


def _queue(turn: Turn, user: str, body: dict[str, str]) -> None:
    turn.send(Outgoing(key=turn.key(f"trial:{user}"), kind="trial", channel=user, user=user, body=body))


def _begun(happening: Tried) -> Body:
    text = f"Trying it on {counted(happening.messages, 'message')} … {happening.told}."
    return Body(text=text, blocks=(section(text),))


def _result(happening: Tried) -> Body:
    if happening.problem:
        text = f"*It could not be tried:* {happening.told}.\n{cut(escape(happening.problem), _MOST_TABLE)}"
        return Body(text=text, blocks=(section(text),))
    head = f"*Tried on {counted(happening.messages, 'message')}:* {happening.told}.\n{happening.summary}"
    table = cut(happening.table, _MOST_TABLE)
    end = (
        actions((button("rule_force", "Put it in force …", happening.wish, style="primary"),))
        if happening.wish
        else section("To put it in force, whoever runs Siteloop adds the file to its rulebook.")
    )
    blocks = (section(head), section(table), end)
    return Body(text=f"{head}\n{table}", blocks=blocks, picture=happening.picture)
