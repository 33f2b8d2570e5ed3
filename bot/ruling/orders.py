"""Changes of a rule as they are typed: `mode work-stopped propose because we want to see them first`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from bot.capture.slack_text import plain
from bot.commands.topics import RULE_USAGE
from bot.commands.words import did_you_mean
from rules.deciding.tuning import Change, ChangeRefused
from rules.errors import SiteloopError
from rules.language.thresholds import thresholds
from rules.rule import Rule
from rules.subject import Mode

When = Callable[[str], datetime]

TRY = "try"
VERBS = (*RULE_USAGE, TRY)
_NEEDS_NO_REASON = ("on", "reset")
_BECAUSE = re.compile(r"\s+because\b:?\s*", re.IGNORECASE)
_SAME = str.maketrans({"≥": ">=", "≤": "<="})
_NUMBER = re.compile(r"(?P<name>.*?)\s*(?P<number>[+-]?\d+(?:\.\d+)?)\s*$")
_UNTIL = re.compile(r"^(?:until|till|for)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was typed: the rule by its id, what about it, and why. `tries`: it is only to be tried on the past."""

    verb: str
    rule: str
    words: str
    why: str
    tries: bool = False


def is_order(text: str) -> bool:
    """Whether it orders something, rather than asking; `off` alone asks which rules are."""
    verb, _, rest = _verb_first(text).partition(" ")
    return verb.casefold() in VERBS and bool(rest or verb.casefold() != "off")


def _verb_first(text: str) -> str:
    """`work-stopped off because …` as `off work-stopped because …`; a word that is no rule's id narrows the list."""
    rule, verb, *rest = (*text.split(maxsplit=2), "", "")
    return (
        " ".join(filter(None, (verb, rule, *rest)))
        if "-" in rule and verb.casefold() in VERBS
        else text.strip()
    )


def order_of(text: str) -> Order:
    """Read an order.

    Raises:
        ChangeRefused: it lacks something; the text says how it is written.
    """
    told, *why = _BECAUSE.split(_verb_first(plain(text)), maxsplit=1)
    verb, _, rest = told.partition(" ")
    verb = verb.casefold()
    tries = verb == TRY
    if tries:
        verb, rest = _tried(rest.strip())
    if verb not in RULE_USAGE:
        raise ChangeRefused(f"What shall be tried? Write {_either(RULE_USAGE)}, with `try` before it.")
    rule, _, words = rest.strip().partition(" ")
    if not rule:
        raise ChangeRefused(f"Which rule? Write {RULE_USAGE[verb]}.")
    because = why[0].strip() if why else ""
    if not because and not tries and verb not in _NEEDS_NO_REASON:
        typed = " ".join(told.replace("`", "").split())
        raise ChangeRefused(
            f"Why? Whoever reads it later wants to know. Write it with the reason: `/site rules {typed} because …`"
        )
    return Order(verb=verb, rule=rule.strip("`").casefold(), words=words.strip(), why=because, tries=tries)


def _tried(rest: str) -> tuple[str, str]:
    """The verb and what follows it; a number is what is tried most, so that `set` may be left out."""
    verb, _, after = rest.partition(" ")
    if verb.casefold() not in RULE_USAGE and _NUMBER.match(after):
        return "set", rest
    return verb.casefold(), after


def change_of(order: Order, rule: Rule, when: When) -> Change:
    """What is wanted of the rule; `rule` as it is declared, `when` reads words as an instant to come.

    Raises:
        ChangeRefused: the words name no mode, time or number; of words that are no time `when` raises what it likes.
    """
    if order.words and order.verb in ("off", "on", "reset"):
        raise ChangeRefused(_too_much(order))
    match order.verb:
        case "mode":
            return Change(mode=_mode(order.words))
        case "off":
            return Change(off=True)
        case "on":
            return Change(off=False)
        case "silence":
            return Change(until=_until(order.words, when))
        case "set":
            return Change(thresholds=dict((_threshold(order.words, rule),)))
        case _:
            return Change(reset=True)


def _too_much(order: Order) -> str:
    """What follows would be dropped silently; who gives a time wants silence until then."""
    if order.verb == "off":
        return f"Off is for good. For a time write {RULE_USAGE['silence']}; the reason comes after `because`."
    return f"What is “{order.words[:40]}”? Write {RULE_USAGE[order.verb]}."


def unknown_rule(name: str, known: Mapping[str, object]) -> SiteloopError:
    """There is no rule of that name; the text says which may be meant."""
    return ChangeRefused(f"There is no rule “{name[:60]}”.{did_you_mean(name, known)}")


def _mode(words: str) -> Mode:
    if words.casefold() not in get_args(Mode):
        raise ChangeRefused(f"A rule's mode is observe, propose or auto. Write {RULE_USAGE['mode']}.")
    return cast(Mode, words.casefold())


def _until(words: str, when: When) -> datetime:
    words = _UNTIL.sub("", words)
    if not words:
        raise ChangeRefused(f"Until when? Write {RULE_USAGE['silence']}.")
    return when(words)


def _threshold(words: str, rule: Rule) -> tuple[str, float]:
    """The number's name, also without its operator where that is clear, and the number."""
    known = thresholds(rule)
    found = _NUMBER.match(" ".join(words.translate(_SAME).split()))
    if not known:
        raise ChangeRefused(f"{rule.id} has no number that could be set.")
    listed = ", ".join(f"`{name} {value:g}`" for name, value in known.items())
    if found is None:
        raise ChangeRefused(f"Write {RULE_USAGE['set']}. {rule.id} has {listed}.")
    name, number = found["name"].strip(), float(found["number"])
    if name in known:
        return name, number
    meant = [one for one in known if one.split(" ")[0] == name]
    if len(meant) != 1:
        raise ChangeRefused(f"{rule.id} has no number “{name[:60]}”. It has {listed}.")
    return meant[0], number


def _either(usage: Mapping[str, str]) -> str:
    return " or ".join((usage["mode"], usage["set"], usage["off"]))
