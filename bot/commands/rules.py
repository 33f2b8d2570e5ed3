"""`/site rules [noisy|off|tuned|fired|words]`: the rulebook in short, with what came of each rule in the last four weeks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.body import Body, context, paragraphs
from bot.commands.picture import Picture
from bot.commands.rule import rule_answer
from bot.commands.rulebook import book_of
from bot.commands.words import did_you_mean
from bot.mrkdwn import escape, said
from bot.ruling.trusting import Standing, standings
from bot.ruling.words import outcome_words, quiet_words
from bot.view import counted
from rules.book import Book
from rules.deciding.trust import Trust, trust_of
from rules.errors import SiteloopError
from rules.folding.entry import Decided
from rules.rule import Rule
from rules.subject import ActionState

_WINDOW = timedelta(days=28)
_FEW = 4  # answered actions below which nothing is noise yet
_MANY = 20  # rules above which those that were quiet are only named
_HINT = (
    "`/site rules RULE` reads one aloud · `/site rules noisy`, `off`, `tuned`, `fired` or a word narrow the list · "
    "▲ has earned another mode, ▼ should step back"
)
_EMPTY = {
    "noisy": "No rule is noisy: of what was asked, most was about something.",
    "off": "No rule is off or silent.",
    "tuned": "Every rule is as the rulebook declares it.",
    "fired": "No rule fired in the last 28 days.",
}


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule at the site; `fired` and `recent` are of the last four weeks."""

    standing: Standing
    fired: int
    recent: Trust

    @property
    def rule(self) -> Rule:
        """The rule as it works here."""
        return self.standing.rule

    @property
    def is_noisy(self) -> bool:
        """Whether half of what it asked came to nothing."""
        return self.recent.judged >= _FEW and self.recent.nothing * 2 >= self.recent.judged


def rules_answer(picture: Picture, rest: str) -> Body:
    """The list, a part of it, or one rule aloud."""
    word = rest.strip().casefold()
    try:
        book = book_of(picture.reader).at(picture.view.site)
    except SiteloopError as error:
        return Body(text=said(str(error), 600))
    if word and (rule := book.rule(word)) is not None:
        return rule_answer(picture, book, rule)
    found = [one for one in _lines(picture, book) if _fits(one, book, word)]
    if not found:
        ids = [rule.id for rule in book.rulebook.rules]
        none = _EMPTY.get(word, f"There is no rule “{said(rest, 60)}”.{did_you_mean(word, ids)}")
        return Body(text=f"{none} `/site rules` lists them all.")
    lead = f"*{counted(len(found), 'rule')}{f', {escape(word)}' if word else ''}* · last 28 days"
    short = not word and len(found) > _MANY
    listed = [
        line for group in _grouped(found).items() for line in _group(picture, book, *group, short=short)
    ]
    text = "\n".join([lead, *listed, _HINT])
    return Body(text=text, blocks=(*paragraphs([lead, *listed]), context(_HINT)))


def _lines(picture: Picture, book: Book) -> list[RuleLine]:
    since = picture.now - _WINDOW
    actions = [one.state for one in picture.actions]
    records = picture.reader.records(kinds=("decided",), since=since)
    fired = Counter(r.entry.decision.rule for r in records if isinstance(r.entry, Decided))
    return [
        RuleLine(standing=one, fired=fired[one.rule.id], recent=_recent(one.rule, actions, picture))
        for one in standings(picture.reader, book, actions, book.rulebook.rules)
    ]


def _recent(rule: Rule, actions: Sequence[ActionState], picture: Picture) -> Trust:
    return trust_of(rule.id, actions, since=picture.now - _WINDOW)


def _fits(line: RuleLine, book: Book, word: str) -> bool:
    tuning = book.of(line.rule)
    match word:
        case "":
            return True
        case "noisy":
            return line.is_noisy
        case "off":
            return tuning.off or tuning.until is not None
        case "tuned":
            return _is_tuned(book, line)
        case "fired":
            return bool(line.fired)
        case _:
            return word in f"{line.rule.id} {line.rule.title} {line.rule.source}".casefold()


def _grouped(lines: Sequence[RuleLine]) -> Mapping[str, list[RuleLine]]:
    found: dict[str, list[RuleLine]] = {}
    for line in lines:
        name = line.rule.source.rpartition(":")[0].removesuffix(".yml").removesuffix(".yaml")
        found.setdefault(name.replace("_", " ").capitalize(), []).append(line)
    return found


def _group(picture: Picture, book: Book, name: str, lines: Sequence[RuleLine], *, short: bool) -> list[str]:
    """A file's rules; in a long list those of which there is nothing to tell stand together by their ids."""
    told = [line for line in lines if not short or _is_worth_a_line(book, line)]
    others = ", ".join(f"`{escape(line.rule.id)}`" for line in lines if line not in told)
    quiet = [f"quiet: {others}"] if others else []
    return [f"*{escape(name)}*", *(_line(picture, book, line) for line in told), *quiet]


def _is_worth_a_line(book: Book, line: RuleLine) -> bool:
    return bool(line.fired or line.standing.suggestion or _is_tuned(book, line))


def _is_tuned(book: Book, line: RuleLine) -> bool:
    tuning = book.of(line.rule)
    return bool(tuning.off or tuning.until or tuning.mode or tuning.thresholds)


def _line(picture: Picture, book: Book, line: RuleLine) -> str:
    """`• `work-stopped` Work under way is stopped · auto · fired 12: 7 real, 2 no problem ▼`."""
    tuning = book.of(line.rule)
    mode = f"*{book.mode(line.rule)}*" if tuning.mode else book.mode(line.rule)
    came = outcome_words(line.recent)
    parts = [
        f"`{escape(line.rule.id)}` {said(line.rule.title, 100)}",
        mode,
        quiet_words(tuning, picture.view),
        "other numbers" if tuning.thresholds else "",
        f"fired {line.fired}{f': {came}' if came else ''}" if line.fired else "",
    ]
    told = line.standing.suggestion
    mark = f" {'▲' if told.promotes else '▼'} {told.mode}" if told else ""
    return f"• {' · '.join(part for part in parts if part)}{mark}"
