"""Requests: what is asked for, how much of it and by when."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.kinds.asking.amounts import put_amount, put_when
from bot.capture.kinds.asking.lists import beside, listed
from bot.capture.kinds.asking.needs import REACH, need_of
from bot.capture.pattern import Found


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """At most one request of a clause."""
    if mood.old or mood.idle or mood.paper or taken & {"safety"}:
        return []
    asks = [c for c in clause.all("ask") if not _undone(clause, c, mood) and not _was_done(clause, c, scene)]
    if not asks:
        return listed(clause, mood, scene)
    for ask in sorted(asks, key=lambda one: not _asks_to_check(one, asks)):
        draft = _draft(clause, mood, scene, ask)
        if draft:
            return [draft, *beside(clause, scene, draft)]
    return []


def _asks_to_check(ask: Found, asks: list[Found]) -> bool:
    """ "hace falta que venga el técnico a certificar": what somebody is to come for says more than that he is needed."""
    near = any(not one.value and ask.start - one.end <= REACH for one in asks if one.start < ask.start)
    return ask.lang == "es" and ask.value in ("inspection", "decision") and near


def _was_done(clause: Clause, ask: Found, scene: Scene) -> bool:
    """ "ya mandé el camión": in Spanish an accent on the end tells what I did from what another is to do."""
    return ask.lang == "es" and scene.text[clause.tokens[ask.start].end - 1] in "éÉ"


def _undone(clause: Clause, ask: Found, mood: Mood) -> bool:
    if any(set(c.used) & set(ask.used) for c in clause.all("noask")):
        return True
    wished = ask.lang == "en" and any(
        set(c.used) & set(ask.used) for c in clause.all("cond")
    )  # "we'd want the hoist", "could do with"
    if (
        not wished
        and mood.conditional_from is not None
        and mood.conditional_from <= ask.start
        and clause.lead not in ("or", "so", "then")
    ):
        return not _polite(clause)
    leads = ask.start > 0 and clause.tokens[ask.start - 1].text == "to"  # "no one to let us in"
    return any(n.end <= ask.start and ask.start - n.end <= 1 + leads for n in clause.all("neg"))


def _polite(clause: Clause) -> bool:
    return clause.has("order") or clause.mark == "?"


def _draft(clause: Clause, mood: Mood, scene: Scene, ask: Found) -> Draft | None:
    need, thing = need_of(clause, scene, ask)
    if not need:
        return None
    draft = Draft("request", clause.index, token=ask.start, strength=0.9 if thing else 0.75)
    draft.put("need", need, scene.chars(thing or ask))
    draft.what = scene.said(thing) if thing else ""
    put_amount(draft, clause, scene, ask, need)
    put_when(draft, clause, scene)
    if need == "other" and not _worth(draft, clause, ask, mood):
        return None
    return draft


def _worth(draft: Draft, clause: Clause, ask: Found, mood: Mood) -> bool:
    """A thing of no known sort is asked for only where something measures it or a plain "need" opens."""
    if mood.question or mood.order:
        return "quantity" in draft.values and clause.tokens[ask.start].text not in ("get", "take")
    word = clause.tokens[ask.start].text
    named = ask.end < clause.end and clause.tokens[ask.end].kind == "word"
    return "quantity" in draft.values or (
        "when" in draft.values and word.startswith(("need", "req")) and named
    )
