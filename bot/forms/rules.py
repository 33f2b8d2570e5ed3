"""The forms that change a rule: each says what it leads to, wants a reason, and can try the change on the past first."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.body import Block, context, section
from bot.forms.fields import About, View, choice, field, form, menu, moment_picker, text_box
from bot.mrkdwn import escape, said
from bot.ruling.changes import NUMBER
from bot.view import SiteView
from rules.book import Book
from rules.language.aloud import MODES, threshold_label, threshold_words
from rules.language.thresholds import thresholds
from rules.rule import Rule

_MOST_NUMBERS = 12
_SPANS = {"day": ("1 day", timedelta(days=1)), "week": ("1 week", timedelta(days=7))}
_MOST_WHY = 300


def mode_form(book: Book, rule: Rule, about: About) -> View:
    """Who decides: nobody, a manager, or the rule itself."""
    modes = [mode for mode in MODES if mode != "propose" or rule.asks]
    options = [choice(mode, f"{mode}: {MODES[mode]}") for mode in modes]
    return _rule_form(
        "rule_mode", "Mode", rule, [field("mode", "From now on", menu(options, book.mode(rule)))], about
    )


def off_form(rule: Rule, about: About) -> View:
    """Nothing is done by it until it is switched on again."""
    told = context(
        "Until somebody switches it on again it does nothing at all. What it asked already stays open. The channel is told."
    )
    return _rule_form("rule_off", "Switch off", rule, [told], about)


def silence_form(rule: Rule, view: SiteView, now: datetime, about: About) -> View:
    """A day, a week, or until an instant; no trial, since it is about what is to come."""
    spans = [
        *(
            choice(name, f"{label}, until {view.when(now + length)}")
            for name, (label, length) in _SPANS.items()
        ),
        choice("until", "until the time below"),
    ]
    blocks = [
        context("It asks nobody until then. The channel is told now, and again when the silence ends."),
        field("span", "For how long?", menu(spans, "day")),
        field("until", "Until when?", moment_picker(now + timedelta(days=1)), optional=True),
    ]
    return _rule_form("rule_silence", "Silence", rule, blocks, about, tries=False)


def numbers_form(
    book: Book, rule: Rule, declared: Mapping[str, float], about: About, *, tries: bool = False
) -> View:
    """The rule's numbers as they are in force; `declared` are the rulebook's. `tries`: to be tried rather than put in force."""
    fields = []
    for name, value in list(thresholds(rule).items())[:_MOST_NUMBERS]:
        first = declared.get(name, value)
        own = "" if first == value else f"The rulebook says {first:g}. "
        hint = f"{own}Now {threshold_words(name, value)} ({name})."
        fields.append(field(NUMBER + name, threshold_label(name), text_box(f"{value:g}", most=20), hint=hint))
    title, then = ("Try on the past", "try") if tries else ("Numbers", "force")
    return _rule_form("rule_numbers", title, rule, fields, about, first=then)


def force_form(rule: Rule, told: str, why: str, about: About) -> View:
    """Put in force what was tried; `told` says it in words."""
    blocks = [section(f"`{escape(rule.id)}` {told}"), _why(why)]
    return form("rule_force", "Put it in force", "Put in force", blocks, about)


def silence_until(fields: Mapping[str, Any], view: SiteView, now: datetime) -> dict[str, Any]:
    """The fields with a span made into its instant, by the site's clock."""
    _, length = _SPANS.get(str(fields.get("span")), ("", None))
    if length is None:
        return dict(fields)
    return {**fields, "until": f"{view.calendar.local(now + length):%Y-%m-%dT%H:%M}"}


def _rule_form(
    name: str,
    title: str,
    rule: Rule,
    blocks: list[Block],
    about: About,
    *,
    tries: bool = True,
    first: str = "force",
) -> View:
    head = section(f"*{said(rule.title, 200)}* · `{escape(rule.id)}`\n_{said(rule.why, 300)}_")
    what = menu(
        (choice("force", "Put it in force"), choice("try", "Only try it on everything that happened here")),
        first,
    )
    end = [field("then", "And then?", what)] if tries else []
    return form(name, title, "Go on" if tries else "Silence", [head, *blocks, _why(), *end], about)


def _why(initial: str = "") -> Block:
    return field(
        "why",
        "Why?",
        text_box(initial, multiline=True, most=_MOST_WHY, placeholder="Too many of them are about nothing"),
    )
