"""What a statement does to the state, and how it is taken back.

A statement is a message or a press. All that it leaves behind carries its id (`origin`): live signals and steps of an action;
so an edit, a deletion or a removed reaction takes it back whole and says it anew; only a yes or no stays that somebody has
acted on. Nothing else depends on the order in which that happens: lists stand in the order of their instants, what is shared
and what an action has settled are found anew.
"""

from collections.abc import Iterable, Mapping, Sequence

from rules.coordination.addressed import addressed
from rules.coordination.shared import is_shared, with_shared
from rules.folding.lay import lay, share
from rules.folding.state import Overlay
from rules.grounds import of_words, quotable
from rules.key import SITE, Key
from rules.life.answer import answer, grounds, settle, step_of
from rules.life.thread import meant, steps_of_words
from rules.life.word import is_acted_on
from rules.matter import is_firm
from rules.read import action_of
from rules.replaced import replace
from rules.signal import Signal
from rules.subject import ActionState, Live, MessageState, SiteState, Step, Subject, TaskState


def tell(
    part: Overlay, message: MessageState, signals: Sequence[Signal], before: Sequence[Live]
) -> MessageState:
    """Lay what a message says over the state; gives the message with its live signals and the subjects that it touched.

    `before` are the signals that it had: one that still says the same keeps its id, and with it the matter that it began.
    An answer that is not sure is none until it is confirmed.
    """
    live, numbered = _numbered(part, message, signals, before)
    touched: dict[Key, None] = {}
    if message.photo and message.action is not None:
        touched.update(dict.fromkeys(answer(part, message.action, _photo(message), message.id)))
    touched.update(dict.fromkeys(_wait_for_word(part, message.action, live)))
    for said in live:
        one = meant(part, message.action, said) if message.action else said
        if one.signal.kind != "response":
            touched.update(dict.fromkeys(lay(part, one)))
            if message.action is not None and is_firm(one.signal):
                for step in steps_of_words(part, message.action, one):
                    touched.update(dict.fromkeys(answer(part, message.action, step, message.id)))
        elif (action := action_of(part, message.action)) is not None and is_firm(one.signal):
            step = step_of(part, action, one)
            touched.update(dict.fromkeys(answer(part, action.asked.id, step, message.id)))
    return replace(message, live=live, numbered=numbered, subjects=tuple(touched))


def _wait_for_word(part: Overlay, action_id: str | None, live: Sequence[Live]) -> tuple[Key, ...]:
    """Keep with the action which replies their writers are asked about; gives it where there are any."""
    action, unsure = action_of(part, action_id), [one.id for one in live if one.signal.confirm]
    if action is None or not unsure:
        return ()
    part.put(replace(action, unsure=tuple(sorted({*action.unsure, *unsure}))))
    return (action.key,)


def unsaid_since(before: MessageState, after: MessageState) -> Mapping[str, str]:
    """What a message said and says no more, as it read when it last did; where its words changed, all of them as well."""
    said = {one.id: quotable(before.text, one.signal) for one in before.live}
    if before.text and (after.withdrawn or after.revision != before.revision):
        said[of_words(before.id, before.revision)] = before.text
    still = {one.id for one in after.live}
    return {name: words for name, words in {**before.unsaid, **said}.items() if name not in still}


def withdraw(part: Overlay, origin: str, subjects: Iterable[Key]) -> None:
    """Take back all that a statement left behind in these subjects, and what its answers did."""
    keys = dict.fromkeys(subjects)
    for key in list(keys):
        found = part.get(key)
        if isinstance(found, ActionState):
            keys.update(dict.fromkeys(grounds(found)))
    shared = False
    for key in sorted(keys, key=lambda key: key != SITE):
        found = part.get(key)
        shared = shared or (key == SITE and _shares(found, origin))
        if found is not None and (without := _without(part, found, origin)) != found:
            part.put(without)
    for key in keys:
        if (action := action_of(part, key.id) if key.kind == "action" else None) is not None:
            settle(part, action)
    if shared:
        share(part)


def _shares(site: Subject | None, origin: str) -> bool:
    lives = site.live if isinstance(site, SiteState) else ()
    return any(one.message == origin and is_shared(one) for one in lives)


def _without(part: Overlay, found: Subject, origin: str) -> Subject:
    match found:
        case ActionState():
            kept = (s for s in found.steps if not _is_of(s.id, origin) or is_acted_on(found, s))
            unsure = tuple(one for one in found.unsure if not _is_of(one, origin))
            return replace(found, steps=tuple(kept), unsure=unsure)
        case TaskState() | SiteState():
            stripped = replace(found, live=tuple(one for one in found.live if one.message != origin))
            return with_shared(stripped, part) if isinstance(stripped, TaskState) else stripped
        case _:
            return found


def _photo(message: MessageState) -> Step:
    """A picture in an action's thread, which stands before the words that came with it."""
    name = f"{message.id}#photo"
    return Step(id=name, kind="shown", at=message.at, by=message.by, note=message.text, via="photo")


def _is_of(step: str, origin: str) -> bool:
    """Whether the step is the statement itself, one of its signals (`…#0`), or what followed from it (`…/up`)."""
    return step == origin or step.startswith((f"{origin}#", f"{origin}/"))


def _numbered(
    part: Overlay, message: MessageState, signals: Sequence[Signal], before: Sequence[Live]
) -> tuple[tuple[Live, ...], int]:
    """The signals as live ones, and how many numbers were given so far."""
    free, numbered, live = list(before), message.numbered, []
    for place, told in enumerate(signals):
        signal, to = addressed(part, told, message.text, message.by)
        old = next((one for one in free if _same(one, signal, to)), None)
        if old is not None:
            free.remove(old)
            name, to = old.id, old.to
        else:
            name, numbered = f"{message.id}#{numbered}", numbered + 1
        live.append(
            Live(
                id=name,
                message=message.id,
                by=message.by,
                at=message.at,
                signal=signal,
                place=place,
                to=to,
            )
        )
    return tuple(live), numbered


def _same(old: Live, signal: Signal, to: str) -> bool:
    """Whether it still says the same, to the same; whoever leads a trade by now, it was said to those who led it then."""
    is_to = bool(old.to) == bool(to) if signal.trade else old.to == to
    return is_to and _says(old.signal) == _says(signal)


def _says(signal: Signal) -> tuple[object, ...]:
    """What makes two signals of a message's revisions the same one."""
    details = ("cause", "need", "class", "result", "answer")
    return (signal.kind, signal.task, signal.trade, *(signal.values.get(name) for name in details))
