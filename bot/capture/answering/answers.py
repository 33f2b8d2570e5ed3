"""The words of a reply that answer, and the draft of an answer."""

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene
from bot.capture.guards import Mood
from bot.capture.pattern import Found

_ASKED = "asked"  # "sao mà kịp": a no that is put as a question
OUTRIGHT = "outright"  # the mark of an answer that a turn of the reply gives: no word of it tells more
TELLING = 0.8  # how strong the words of a stop are that answers by itself


def answers_in(scene: Scene, *tags: str) -> list[tuple[Clause, Found]]:
    """Cues of plain clauses (no question, no condition)."""
    return [
        (clause, cue)
        for clause in scene.clauses
        for cue in clause.cues
        if cue.tag in tags
        and (cue.value == _ASKED or _plain(scene.mood(clause), clause, cue))
        and not _idle(clause, cue)
    ]


def _plain(mood: Mood, clause: Clause, cue: Found) -> bool:
    unable = cue.tag == "r_no" and any(u.end <= cue.start for u in unless(clause))
    return not mood.question and (
        unable or mood.conditional_from is None or mood.conditional_from > cue.start
    )


def unless(clause: Clause) -> list[Found]:
    """ "hasta que no responda el ingeniero no puedo", "mientras no": a condition that is not met, after which a no is meant."""
    return [
        c
        for c in clause.all("cond")
        if c.lang == "es" and len(c.used) > 1 and clause.tokens[c.end - 1].text == "no"
    ]


def _idle(clause: Clause, cue: Found) -> bool:
    """Whether the phrase is part of a figure of speech ("so done with this", "de hecho")."""
    figure = any(set(cue.used) & set(c.used) for c in clause.all("idle"))
    return figure or any(set(cue.used) < set(c.used) for c in (*clause.all("hide"), *clause.all("lead_in")))


def made(scene: Scene, clause: Clause, cue: Found, answer: str, strength: float) -> Draft:
    """The draft of an answer that a cue gives."""
    draft = Draft("response", clause.index, token=cue.start, strength=strength)
    draft.put("answer", answer, scene.chars(cue))
    return draft
