"""Why something was not done, and until when, as a reply tells it."""

from collections.abc import Sequence

from bot.capture.answering.ahead import was_stopped_then
from bot.capture.answering.answers import unless
from bot.capture.answering.late_comers import elsewhere_until, late_comer
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import negated
from bot.capture.kinds.blockers import NEAR_UNTIL, awaited_in
from bot.capture.kinds.work.unfinished import unfinished
from bot.capture.moments import is_to_come, moment_of
from bot.capture.pattern import Found

_OF_NEED = {
    "material": "material", "labour": "labour", "equipment": "equipment", "inspection": "inspection", "information": "design",
    "decision": "design", "access": "space",
}  # fmt: skip
_LONG = 8  # tokens from "hasta que no" to what is awaited


def with_reason(reply: Draft, drafts: Sequence[Draft], scene: Scene) -> Draft:
    """The cause of the first stop told, and the new promise."""
    for draft in drafts:
        if draft.kind == "blocker" and "cause" in draft.values:
            reply.put("cause", draft.values["cause"], draft.spans["cause"])
            reply.what = draft.what
            break
        if draft.kind == "delivery" and draft.values.get("status") in ("late", "short", "damaged"):
            cause = "equipment" if "plant" in draft.marks else "material"
            reply.put("cause", cause, draft.spans["status"])
            break
    if "cause" not in reply.values:
        _put_reason(reply, scene)
    if "cause" not in reply.values and reply.values["answer"] == "not_done":
        _put_need(reply, drafts)
    if reply.values["answer"] == "declined":
        return reply  # who will not do it promises no new time
    for clause in scene.clauses:
        for i, token in clause.typed("time"):
            value = moment_of(token)
            local = value.local(scene.at)
            if (
                not value.says_past
                and local
                and is_to_come(local, scene.at)
                and not (value.day == 0 and value.clock is None and value.role == "")
                and not was_stopped_then(i, clause, scene)
            ):
                reply.put("when", local, token_span(token))
                return reply
    return reply


def _put_need(reply: Draft, drafts: Sequence[Draft]) -> None:
    """ "not done, we still need rebar": what is asked for is what it waits for."""
    for draft in drafts:
        cause = _OF_NEED.get(str(draft.values.get("need"))) if draft.kind == "request" else None
        if cause:
            reply.put("cause", cause, draft.spans["need"])
            reply.what = draft.what
            return


def _put_reason(reply: Draft, scene: Scene) -> None:
    """The cause that no stop tells: weather that is named, what is not ready, the thing that is awaited."""
    for clause in scene.clauses:
        unsafe = next(iter(clause.all("block", "safety")), None)
        weather = next((w for w in clause.named("weather") if not negated(clause, w)), None)
        unready = unfinished(clause) or next(iter(clause.all("unready")), None)
        other_work = unready and (clause.named("trade", "material") or _names_other_work(clause, unready))
        conditions = unless(clause)
        awaited = awaited_in(clause, scene, _LONG if conditions else NEAR_UNTIL)
        stops = clause.all("block") + clause.all("down")
        unmet = next((b for b in stops if any(u.start <= b.start for u in conditions)), None)
        if unsafe and reply.values.get("answer") == "declined":
            reply.put("cause", "safety", scene.chars(unsafe))
        elif unmet:
            reply.put("cause", unmet.value, scene.chars(unmet))
        elif weather:
            reply.put("cause", "weather", scene.chars(weather))
        elif awaited and awaited[1]:
            reply.put("cause", awaited[0], scene.chars(awaited[1]))
        elif other_work and unready:
            reply.put("cause", "prior_work", scene.chars(unready))
        elif late := late_comer(clause, scene) or elsewhere_until(clause, scene):
            reply.put("cause", late[0], scene.chars(late[1]))
        elif lacking := next((b for b in clause.all("block") if b.value and not negated(clause, b)), None):
            reply.put("cause", lacking.value, scene.chars(lacking))  # a stop that was read as something else
        elif errand := next(iter(clause.all("errand")), None):
            reply.put("cause", "other", scene.chars(errand))
        if "cause" in reply.values:
            return


def _names_other_work(clause: Clause, unready: Found) -> bool:
    """ "forms aren't stripped": what is not ready has a name of its own before it."""
    return any(c.end <= unready.start + 1 and not set(c.used) <= set(unready.used) for c in clause.concepts)
