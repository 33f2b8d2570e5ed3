"""`/site week [last|next]`: who promised what, how far it is, what was kept; then what earlier weeks came to, in bars."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.body import Body, actions, button, paragraphs, section
from bot.commands.picture import Picture
from bot.commands.words import did_you_mean, may_manage
from bot.view import SiteView, counted
from bot.weekly.messages import PROMISE
from bot.weekly.words import aim_words, counts_words, outcome_words, reason_words, week_words
from rules.read import people, site_of
from rules.subject import TaskState
from rules.weekly.cycle import person_week
from rules.weekly.measures import (
    LATELY,
    Share,
    Sign,
    Why,
    anticipated,
    by_person,
    by_trade,
    by_week,
    kept,
    lately,
    made_ready,
    reasons,
    signs,
)
from rules.weekly.outcome import Judged, judged_of, of_week
from rules.weekly.promised import WeekPromise
from rules.weekly.rounds import is_planned, week_meant
from rules.weekly.week import end_of, opening_of

WEEKS = ("", "last", "next")
_MOST_WEEKS = 12
_MOST_OF_PERSON = 12
_BARS = 20  # the width of a whole bar
_SIGNS = {
    "sure": "{who}: {part} of {whole} promises of the last weeks were of tasks at 80 % or more",
    "little": "{who}: less than half of the work that was ready was promised, in {part} of {whole} weeks",
    "again": "{who}: {task} was promised for {part} weeks and not kept",
}


def week_answer(picture: Picture, rest: str, user: str) -> Body:
    """The week that runs or is planned now, or the one that is named; figures of earlier weeks below."""
    word = rest.strip().casefold()
    site = site_of(picture.reader)
    if word not in WEEKS:
        return Body(text=f"I show the week `last` or `next`, or the one now.{did_you_mean(word, WEEKS[1:])}")
    if not is_planned(site):
        return Body(
            text="This site plans no weeks yet. It needs a schedule, and `/site setup` says when promises are asked for."
        )
    week = _week(picture, word)
    if week is None:
        return Body(text="No week has been judged yet. `/site week` shows the one that is promised now.")
    managing = may_manage(site, user)
    parts = [_promises(picture, week, managing), *_figures(picture, managing)]
    lines = [line for part in parts if part for line in (*part, "")]
    row = actions([button(PROMISE, "My promises …", week.isoformat())])
    blocks = [block for part in parts if part for block in paragraphs(part)]
    return Body(text="\n".join(lines).strip(), blocks=(*blocks, row) if blocks else (section(lines[0]), row))


def _week(picture: Picture, word: str) -> date | None:
    site = picture.view.site
    if word == "last":
        return site.rounds.get("judging")
    return week_meant(site, picture.now, after=word == "next")


def _promises(picture: Picture, week: date, managing: bool) -> list[str]:
    """Each person's promises, and how far they are."""
    view, found = picture.view, of_week(picture.reader, week)
    extra = _late(picture, week)
    share = kept(found)
    so_far = (
        f", {share.part} kept so far"
        if opening_of(week, view.calendar) <= picture.now and share.whole
        else ""
    )
    lead = f"*{week_words(week, view)}*: {counted(share.whole, 'promise') if share.whole else 'no promise yet'}{so_far}"
    if _is_judged(picture, week) and share.percent is not None:
        lead = f"*{week_words(week, view)}*: {share.part} of {counted(share.whole, 'promise')} kept, PPC {share.percent:.0f} %"
    lines = [lead]
    for person in sorted({one.promise.by for one in found} | {by for by, *_ in extra}, key=view.name):
        lines.append(f"*{view.name(person)}*")
        mine = [_line(picture, one) for one in found if one.promise.by == person]
        late = [f"➕ {view.task_label(task)} · {aim_words(one)}" for by, task, one in extra if by == person]
        every = [*mine, *late]
        lines += every[:_MOST_OF_PERSON]
        lines += [f"… and {len(every) - _MOST_OF_PERSON} more"] if len(every) > _MOST_OF_PERSON else []
    return [*lines, *_without(picture, week, managing)]


def _line(picture: Picture, one: Judged) -> str:
    """`✅ A-310 … · to be finished`, `▫️ … · at 40 %`, `✖️ … · at 40 %, material missing`."""
    view, label = picture.view, f"{picture.view.task_label(one.task)} · {aim_words(one.promise)}"
    if one.verdict.kept:
        return f"✅ {label}"
    if picture.now < end_of(one.promise.week, view.calendar) and one.promise.word is None:
        return f"▫️ {label} · at {one.verdict.percent:.0f} %"
    return f"✖️ {label} · {outcome_words(one, view)}"


def _late(picture: Picture, week: date) -> list[tuple[str, str, WeekPromise]]:
    """What was promised after the cut-off: by whom, of which task."""
    return [
        (one.by, task.plan.id, one)
        for task in picture.reader.all("task")
        if isinstance(task, TaskState) and not task.removed
        for one in task.promised
        if one.week == week and one.late
    ]


def _without(picture: Picture, week: date, managing: bool) -> list[str]:
    """Who was asked and has promised nothing; managers read the names."""
    found = [
        person.id
        for person in people(picture.reader)
        if (one := person_week(person, week)).asked is not None and one.answered is None
    ]
    if not found:
        return []
    names = f": {picture.view.names(found)}" if managing else ""
    many = counted(len(found), "person", "people")
    told = f"{many} promised nothing" if _is_judged(picture, week) else f"No word yet from {many}"
    return [f"{told}{names}"]


def _is_judged(picture: Picture, week: date) -> bool:
    last = picture.view.site.rounds.get("judging")
    return last is not None and week <= last


def _figures(picture: Picture, managing: bool) -> list[list[str]]:
    """PPC over the weeks, by trade and person, the reasons, the look ahead, and what managers may want to talk about."""
    view, found = picture.view, judged_of(picture.reader)
    last = view.site.rounds.get("judging")
    if last is None or not found:
        return [_ahead(picture)]
    recent, weeks = lately(found, last), by_week(found)
    shown = {week: weeks[week] for week in list(weeks)[-_MOST_WEEKS:]}
    parts = [
        ["*Percent plan complete by week*", *(_bar(view.day(week), share) for week, share in shown.items())],
        _shares(f"By trade, last {LATELY} weeks", by_trade(recent)),
        _pareto(reasons(recent)),
        _ahead(picture),
    ]
    if managing:
        named = {view.name(person): share for person, share in by_person(recent).items()}
        told = signs(people(picture.reader), found, last, view.calendar)
        parts[2:2] = [_shares(f"By person, last {LATELY} weeks", named)]
        parts.append(_signs(told, view))
    return parts


def _bar(name: str, share: Share) -> str:
    percent = share.percent or 0.0
    return f"`{'█' * round(percent * _BARS / 100):░<{_BARS}}` {name}: {percent:.0f} % ({share.part} of {share.whole})"


def _shares(heading: str, shares: Mapping[str, Share]) -> list[str]:
    lines = [_bar(name or "no trade", share) for name, share in shares.items()]
    return [f"*{heading}*", *lines] if len(lines) > 1 else []


def _pareto(found: Sequence[Why]) -> list[str]:
    """The reasons, the most frequent first, each with how many of all it and those above it make; a likely one is hatched."""
    whole, sum_so_far, lines = sum(one.count for one in found), 0, []
    for one in found:
        sum_so_far += one.count
        told = max(1 if one.told else 0, round(_BARS * one.told / whole))
        likely = max(1 if one.likely else 0, round(_BARS * one.count / whole) - told)
        bar = "█" * min(told, _BARS - likely) + "▒" * likely
        lines.append(
            f"`{bar:░<{_BARS}}` {reason_words(one.reason)}: {counts_words(one)} ({100 * sum_so_far / whole:.0f} % so far)"
        )
    return [f"*Why promises were not kept, last {LATELY} weeks*", *lines] if lines else []


def _ahead(picture: Picture) -> list[str]:
    """Tasks made ready and tasks anticipated, of the last week that was planned."""
    last = picture.view.site.rounds.get("cutoff")
    week = next((one for one in picture.view.site.weeks if one.week == last), None)
    if week is None or not week.looked_for:
        return []
    ready, expected = made_ready(week), anticipated(week)
    when = week_words(week.week, picture.view)
    lines = [
        f"Tasks made ready (TMR): {_of(ready)} that were expected a week before {when}",
        *(
            [f"Tasks anticipated (TA): {_of(expected)} promised ones had been expected"]
            if expected.whole
            else []
        ),
    ]
    return ["*Looking ahead*", *lines]


def _of(share: Share) -> str:
    return f"{share.percent or 0.0:.0f} %, {share.part} of {share.whole}"


def _signs(found: Iterable[Sign], view: SiteView) -> list[str]:
    lines = [
        f"• {_SIGNS[one.kind].format(who=view.name(one.person), part=one.part, whole=one.whole, task=view.task_label(one.task))}"
        for one in found
    ]
    return ["*Worth a word* (what the figures alone do not show)", *lines] if lines else []
