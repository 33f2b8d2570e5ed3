"""Who a reply hands the action on to."""

from collections.abc import Sequence
from itertools import pairwise

from bot.capture.answering.answers import answers_in, made
from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import negated
from bot.capture.naming import names
from bot.capture.pattern import Found

_TITLES = 3  # words before a name: "con el inge Omar"
_SHORTEST_NAME = 3
_NAMED = "name"  # phrases with a name in them
_FEW = 3  # clauses of a reply that says one thing


def reassigned(drafts: Sequence[Draft], scene: Scene) -> Draft | None:
    """That it is somebody else's, and whose, where a name is said."""
    cues = [
        (clause, cue)
        for clause in scene.clauses
        for cue in clause.all("r_reassign")
        if (clause.mark != "?" or clause.has("neg"))
        and not _keeps_plant(clause, cue)
        and not _done_before(cue, scene)
        and not any(
            set(cue.used) < set(h.used) for h in clause.all("hide")
        )  # "cho hỏi mốc lấy theo trục nào"
    ]
    if not cues:
        return _handed_on(scene)
    draft = made(scene, *cues[0], "reassign", 0.93)
    named = [_inside(scene, cue) for _, cue in cues] + [
        _stranger(scene, clause, cue)
        if cue.lang != "es" and (cue.value == "to" or _gives(clause, cue))
        else _named_after(scene, clause, cue)
        for clause, cue in cues
    ]
    to = _person(scene) or next((n for n in named if n), None) or named_whom(scene)
    if to:
        draft.put("to", *to)
    elif all(cue.value == "to" for _, cue in cues):
        return None
    return draft


def named_whom(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    """Whom a reply names that hands the action on in no phrase that is known: somebody of the site, else the last word that is
    likely a name; one that begins a sentence only where no other is ("the pan was built by Trane, Sione leads them")."""
    likely = list(names(scene.tokens, scene.text, (scene.known,)))
    inner = [i for i in likely if i and scene.tokens[i - 1].kind != "break"]
    strangers = [scene.tokens[i] for i in (inner or likely)[-1:]]
    known = _person(scene) or _titled(scene, 0)
    return known or next(((token.text, token_span(token)) for token in strangers), None)


def _keeps_plant(clause: Clause, cue: Found) -> bool:
    """ "la grúa la trae el fierrero": who has the machine that it takes, not who is to do it."""
    return any(set(c.used) & set(cue.used) for c in clause.all("down"))


def _done_before(cue: Found, scene: Scene) -> bool:
    """ "done, Pedro has it now": what is done is handed to nobody."""
    done = answers_in(scene, "r_done") if cue.value == _NAMED else []
    return any(told.end <= cue.start and not negated(clause, told) for clause, told in done)


def _handed_on(scene: Scene) -> Draft | None:
    """ "not my job, pregunten a @raj": a refusal that names somebody else."""
    refused = [(c, f) for c, f in answers_in(scene, "r_decline", "r_no") if len(scene.clauses) <= _FEW]
    asks = any(c.has("r_ok", "r_help", "ask") or c.mark == "?" for c in scene.clauses)
    to = next((t for t in scene.tokens if t.kind == "mention"), None)
    if not refused or asks or to is None:
        return None
    draft = made(scene, *refused[0], "reassign", 0.88)
    named = _person(scene)
    if named:
        draft.put("to", *named)
    return draft


def _gives(clause: Clause, cue: Found) -> bool:
    """Whether the phrase is of giving on, so that a name is to follow."""
    return clause.tokens[cue.end - 1].text in ("to", "ask", "call", "try", "tell", "ping", "with")


def _person(scene: Scene) -> tuple[str, tuple[int, int]] | None:
    for token in scene.tokens:
        if token.kind == "mention":
            said = scene.text[token.start + 1 : token.end]
            return scene.people.get(said.lower(), said), token_span(token)
    for token in scene.tokens:
        if token.kind == "word" and token.text in scene.people:
            return scene.people[token.text], token_span(token)
    return None


def _inside(scene: Scene, cue: Found) -> tuple[str, tuple[int, int]] | None:
    """ "that's Marco's lot", "Olga deals with the permits": the name within the phrase."""
    if cue.value != _NAMED:
        return None
    within = [scene.tokens[p] for p in cue.used]
    named = [t for t in within if scene.text[t.start].isupper()]
    named = named or [t for t in within if t.kind == "word" and t.text not in scene.known]
    return (scene.text[named[-1].start : named[-1].end], token_span(named[-1])) if named else None


def _stranger(scene: Scene, clause: Clause, cue: Found) -> tuple[str, tuple[int, int]] | None:
    """ "this goes to carlos": the first word after who is to take it that no lexicon knows is a name."""
    for token in clause.tokens[cue.start : min(cue.end + 3, clause.end)]:
        name = token.kind == "word" and token.text.isalpha() and len(token.text) >= 3
        if name and token.text not in scene.known:
            return scene.text[token.start : token.end], token_span(token)
    return None


def _titled(scene: Scene, since: int) -> tuple[str, tuple[int, int]] | None:
    """ "chị gọi anh Omar": in Vietnamese, a name is written large after what one calls the person."""
    for clause in scene.clauses[since:]:
        for before, token in pairwise(clause.tokens[clause.start : clause.end]):
            name = token.kind == "word" and scene.text[token.start].isupper() and token.text.isalpha()
            if name and before.text in scene.grammar["titles"] and not scene.text[before.start].isupper():
                return token.text, token_span(token)
    return None


def _named_after(scene: Scene, clause: Clause, cue: Found) -> tuple[str, tuple[int, int]] | None:
    """ "le toca a Omar", "eso lo ve don Héctor": in Spanish, a name is written large right after who is to take it."""
    if cue.lang != "es":
        return None
    lead = scene.grammar["before_name"]
    after = clause.tokens[cue.end : cue.end + _TITLES + 1]  # "no soy yo, es Carlos"
    token = next((t for t in after if t.text not in lead and t.text != ","), None)
    if token is None or token.kind != "word":
        return None
    large = scene.text[token.start].isupper() and token.text.isalpha() and len(token.text) >= _SHORTEST_NAME
    return (token.text, token_span(token)) if large else None
