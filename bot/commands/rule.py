"""`/site rules RULE`: one rule read aloud, its numbers, what became of it, who changed it last and why."""

from collections.abc import Sequence

from bot.body import Block, Body, actions, button, divider, paragraphs
from bot.commands.picture import Picture
from bot.commands.rulebook import book_of
from bot.mrkdwn import escape, said
from bot.ruling.trusting import Standing, standings
from bot.ruling.words import mode_words, quiet_words, record_words, suggestion_words, threshold_line
from bot.view import counted
from rules.book import Book
from rules.folding.entry import Decided, Tuned
from rules.language.aloud import aloud
from rules.language.thresholds import fitting, thresholds
from rules.rule import Rule
from rules.subject import Tuning

_CHANGES = 3


def rule_answer(picture: Picture, book: Book, rule: Rule) -> Body:
    """The rule, part by part, with a button for each change."""
    (standing,) = standings(picture.reader, book, [one.state for one in picture.actions], [rule])
    parts = [
        _head(picture, book, rule),
        _aloud(rule),
        _numbers(picture, rule, book.of(rule)),
        _record(picture, standing),
        _changes(picture, rule),
    ]
    shown = [part for part in parts if part]
    blocks = [block for part in shown for block in (*paragraphs(part), divider())][:-1]
    text = "\n\n".join("\n".join(part) for part in shown)
    return Body(text=text, blocks=(*blocks, _buttons(rule, book.of(rule))))


def _head(picture: Picture, book: Book, rule: Rule) -> Sequence[str]:
    quiet = quiet_words(book.of(rule), picture.view)
    return [
        f"*{said(rule.title, 200)}* · `{escape(rule.id)}` · {rule.severity}",
        f"_{said(rule.why, 400)}_",
        f"Mode {mode_words(book, rule)}",
        *([quiet] if quiet else []),
    ]


def _aloud(rule: Rule) -> Sequence[str]:
    read = aloud(rule)
    sources = [f"Source: {source}" for source in read.sources]
    return [escape(line) for line in (*read.when, *read.then, *read.ends, *sources)]


def _numbers(picture: Picture, rule: Rule, tuning: Tuning) -> Sequence[str]:
    """The rule is as it works here; its declared numbers stand in those that the site set. What of these is lost is told."""
    as_declared = declared_rule(picture, rule)
    declared, taken = thresholds(as_declared), fitting(as_declared, tuning.thresholds)
    lines = [threshold_line(name, one, taken.get(name, one)) for name, one in declared.items()]
    lost = [
        f"`{escape(name)}` {one:g}, which was set here, no longer goes with the rulebook and is not used."
        for name, one in tuning.thresholds.items()
        if name not in taken
    ]
    return ["*Its numbers*", *lines, *lost] if lines or lost else []


def declared_rule(picture: Picture, rule: Rule) -> Rule:
    """The rule as the rulebook has it, without what the site set."""
    return book_of(picture.reader).rule(rule.id) or rule


def _record(picture: Picture, standing: Standing) -> Sequence[str]:
    since = standing.trust.since
    of = f" since its mode was changed on {picture.view.when(since)}" if since else ""
    told = [suggestion_words(standing.suggestion)] if standing.suggestion else []
    words = record_words(standing.trust) or [_without_answers(picture, standing)]
    return [f"*What became of it*{of}", *words, *told]


def _without_answers(picture: Picture, standing: Standing) -> str:
    """Of a rule that asks nothing of anybody only the journal knows how often it acted."""
    records = picture.reader.records(
        ref=f"rule:{standing.rule.id}", kinds=("decided",), since=standing.trust.since
    )
    acted = sum(
        isinstance(r.entry, Decided) and r.entry.decision.outcome in ("acted", "told") for r in records
    )
    return f"acted {counted(acted, 'time')}, and asked nothing of anybody" if acted else "nothing yet"


def _changes(picture: Picture, rule: Rule) -> Sequence[str]:
    records = picture.reader.records(
        ref=f"rule:{rule.id}", kinds=("tuned",), newest_first=True, limit=_CHANGES
    )
    lines = [_change(picture, one.entry.tuning) for one in records if isinstance(one.entry, Tuned)]
    return ["*Changed last*", *lines] if lines else []


def _change(picture: Picture, tuning: Tuning) -> str:
    at = f", {picture.view.when(tuning.at)}" if tuning.at else ""
    why = f": {said(tuning.why, 200)}" if tuning.why else ""
    return f"{picture.view.name(tuning.by)}{at}: {_state(picture, tuning)}{why}"


def _state(picture: Picture, tuning: Tuning) -> str:
    numbers = [f"`{escape(name)}` {value:g}" for name, value in tuning.thresholds.items()]
    parts = [tuning.mode or "", quiet_words(tuning, picture.view), *numbers]
    return ", ".join(part for part in parts if part) or "as declared"


def _buttons(rule: Rule, tuning: Tuning) -> Block:
    quiet = tuning.off or tuning.until is not None
    row = [button("rule_mode", "Mode …", rule.id)]
    row.append(
        button("rule_on", "Switch on", rule.id) if quiet else button("rule_off", "Switch off …", rule.id)
    )
    if not tuning.off:
        row.append(button("rule_silence", "Silence …", rule.id))
    if thresholds(rule):
        row.append(button("rule_numbers", "Numbers …", rule.id))
    return actions(
        [*row, button("rule_try", "Try …", rule.id, says=f"Try a change of {rule.id} on the past")]
    )
