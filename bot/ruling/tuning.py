"""Managers change a rule of their site: by command or by form, each with who and why; people are told what is silent."""

from dataclasses import replace
from functools import partial

from bot.commands.topics import RULE_USAGE
from bot.commands.words import may_manage
from bot.happening import Commanded, Pressed, Submitted
from bot.heard.readers import Readers
from bot.mrkdwn import said
from bot.ruling.changes import Wish, wish_of_form
from bot.ruling.orders import change_of, order_of, unknown_rule
from bot.ruling.trying import ask_trial
from bot.ruling.words import change_words
from bot.telling import answer, say, tell
from bot.time_words import NotMeant, instant_to_come
from bot.turn import Turn
from bot.view import SiteView, listed
from rules.deciding.tuning import Change, ChangeRefused, changed
from rules.errors import SiteloopError
from rules.folding.entry import Tuned, Unsilenced
from rules.read import site_of
from rules.rule import Rule
from rules.subject import Tuning

FORMS = ("rule_mode", "rule_off", "rule_silence", "rule_numbers", "rule_force")
MANAGERS_ONLY = (
    "Only this site's managers can change its rules. Tell its superintendent or project manager; thank you."
)


def rules_command(turn: Turn, readers: Readers, happening: Commanded) -> None:
    """`/site rules mode …` and so on; with `try`, what it would have made of the past."""
    answer(turn, happening, _obey(turn, readers, happening))


def refusal(view: SiteView, rule: Rule, user: str, *, tries: bool = False) -> str:
    """Why this person may not change the rule; empty where they may.

    What is about safety is changed by those who lead safety, where the site has them, so that schedule and cost, for which
    managers answer, do not silence it. Trying changes nothing.
    """
    leads = view.site.roles.get("safety", ()) if rule.severity == "safety" else ()
    if user in leads or (may_manage(view.site, user) and (tries or not leads)):
        return ""
    if leads:
        return f"`{rule.id}` is about safety: only who leads safety here changes it. Tell {view.names(leads)}; thank you."
    return MANAGERS_ONLY


def _obey(turn: Turn, readers: Readers, happening: Commanded) -> str:
    try:
        order = order_of(happening.rest)
        rule = rule_here(turn, order.rule)
        if refused := refusal(SiteView(turn), rule, happening.user, tries=order.tries):
            return refused
        wish = Wish(
            rule=rule.id,
            change=change_of(order, rule, partial(instant_to_come, turn, readers)),
            why=order.why,
        )
        return try_wish(turn, wish, happening.user) if order.tries else carry_out(turn, wish, happening.user)
    except NotMeant as error:
        return f"{error} Write {RULE_USAGE['silence']}."
    except SiteloopError as error:
        return said(str(error), 900)


def rule_form(turn: Turn, happening: Submitted) -> None:
    """A form about a rule: put in force, or only tried."""
    try:
        wish = wish_of_form(happening.form, happening.about, happening.fields, site_of(turn).calendar)
        tries = happening.fields.get("then") == "try"
        refused = refusal(SiteView(turn), rule_here(turn, wish.rule), happening.user, tries=tries)
        told = refused or (try_wish if tries else carry_out)(turn, wish, happening.user)
    except SiteloopError as error:
        told = said(str(error), 900)
    tell(turn, happening.user, happening.channel, told)


def switch_on(turn: Turn, happening: Pressed) -> None:
    """The button that switches a rule on again, or ends its silence."""
    wish = Wish(rule=happening.value, change=Change(off=False))
    try:
        refused = refusal(SiteView(turn), rule_here(turn, wish.rule), happening.user)
        told = refused or carry_out(turn, wish, happening.user)
    except SiteloopError as error:
        told = said(str(error), 900)
    tell(turn, happening.user, happening.channel, told)


def rule_here(turn: Turn, name: str) -> Rule:
    """The rule of that id, as the rulebook declares it.

    Raises:
        ChangeRefused: there is none.
    """
    rule = turn.book.rule(name)
    if rule is None:
        raise unknown_rule(name, {one.id: one for one in turn.book.rulebook.rules})
    return rule


def carry_out(turn: Turn, wish: Wish, user: str) -> str:
    """Put a change in force; gives what its manager is told. The channel is told what is silent from now on.

    Raises:
        SiteloopError: it makes no sense; the text says what to do.
    """
    rule, view = rule_here(turn, wish.rule), SiteView(turn)
    before = site_of(turn).tuning.get(rule.id, Tuning(rule=rule.id))
    after = replace(changed(rule, before, wish.change, turn.now), by=user, at=turn.now, why=wish.why)
    turn.record(Tuned(tuning=after))
    told = listed(change_words(rule, before, after, view))
    if _is_news(before, after) and (channel := site_of(turn).channel):
        why = f": {said(wish.why, 200)}" if wish.why else "."
        line = f"{_mark(after)} {view.name(user)} says: *{said(rule.title, 100)}* (`{rule.id}`) {told}{why}"
        say(turn, channel, line, name=f"rule:{rule.id}")
    return f"`{rule.id}` {told}. `/site rules {rule.id}` shows it."


def try_wish(turn: Turn, wish: Wish, user: str) -> str:
    """Have a change tried on the past; gives what its manager is told meanwhile.

    Raises:
        SiteloopError: it makes no sense; the text says what to do.
    """
    if wish.change.until is not None:
        raise ChangeRefused(f"What a silence spares shows with `/site rules try off {wish.rule}`.")
    rule = rule_here(turn, wish.rule)
    before = site_of(turn).tuning.get(rule.id, Tuning(rule=rule.id))
    after = changed(rule, before, wish.change, turn.now)
    told = listed(change_words(rule, before, after, SiteView(turn)))
    return ask_trial(turn, user, f"`{rule.id}` {told}", wish)


def tell_unsilenced(turn: Turn) -> None:
    """The channel is told in a line which silences are over."""
    channel, view = site_of(turn).channel, SiteView(turn)
    for entry in turn.recorded:
        if isinstance(entry, Unsilenced) and channel:
            rule = turn.book.rule(entry.rule)
            title = f"*{said(rule.title, 100)}* (`{rule.id}`)" if rule else f"`{said(entry.rule, 60)}`"
            line = f"🔔 {title} speaks again: it was silent until {view.when(entry.until)}."
            say(turn, channel, line, name=f"rule:{entry.rule}")


def _is_news(before: Tuning, after: Tuning) -> bool:
    """Whether everybody shall know: it says nothing from now on, speaks again, or waits for a manager's word."""
    return (before.off, before.until, before.mode) != (after.off, after.until, after.mode)


def _mark(after: Tuning) -> str:
    return "⏸" if after.off else "🔕" if after.until else "🔔"
