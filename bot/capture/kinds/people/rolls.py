"""People who are counted without a noun beside their number: rolls, headings, and trades that no lexicon knows."""

import re

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import to_come
from bot.capture.kinds.people.crews import MOST, PEOPLE, they_are
from bot.capture.measures import Quantity
from bot.capture.text import number_of

NOS = " nos"  # "carpenters 12 nos"
_AGENT = re.compile(r"^(\w{2,}(?:er|or|ist))s?$")  # who does a work, in English
_ROLL = (
    "rebar", "carpenter", "formwork", "electrician", "plumber", "welder", "concrete", "mason", "painter", "drywall", "hvac",
    "laborer", "facade", "operator", "surveyor",
)  # fmt: skip


def strangers(clause: Clause, scene: Scene, beside: bool) -> list[Draft]:
    """ "2 operators, 1 oiler": a trade that no lexicon knows, where people are counted already."""
    before = scene.before(clause)
    counted = beside or (
        before is not None and before.sentence == clause.sentence and bool(before.named(*PEOPLE))
    )
    if not counted or clause.concepts or clause.cues:
        return []
    found = []
    for i, token in clause.typed("num"):
        noun = clause.tokens[i + 1] if i + 1 < clause.end else None
        alone = noun is not None and (i + 2 == clause.end or clause.tokens[i + 2].kind != "word")
        trade = _AGENT.match(noun.text) if noun is not None and noun.kind == "word" and alone else None
        if trade is None or noun is None or noun.text in scene.known or not 0 < number_of(token) <= MOST:
            continue
        draft = Draft("headcount", clause.index, token=i, strength=0.75)
        draft.put("count", int(number_of(token)), token_span(token))
        draft.put("trade", trade.group(1), token_span(noun))
        found.append(draft)
    return found


def of_those(clause: Clause, scene: Scene) -> list[Draft]:
    """ "sheet metal workers, four of them", "los fierreros arrancaron, son diez": as many of the one trade named before."""
    if named := they_are(clause, scene):
        return named
    before, number = scene.before(clause), clause.tokens[clause.start]
    words = [t.text for t in clause.tokens[clause.start + 1 : clause.start + 3]]
    those = len(words) == 2 and words[0] in scene.grammar["of"] and words[1] in scene.grammar["those"]
    trades = before.named("trade") if before is not None and before.sentence == clause.sentence else []
    if not those or number.kind != "num" or len(trades) != 1 or number_of(number) > MOST:
        return []
    draft = Draft("headcount", clause.index, token=clause.start, strength=0.85)
    draft.put("count", int(number_of(number)), token_span(number))
    draft.put("trade", trades[0].value, scene.chars(trades[0]))
    return [draft]


def of_roll(clause: Clause, scene: Scene) -> list[Draft]:
    """ "quân số: sắt 8, mộc 12": after a roll call, the word for a work stands for who does it."""
    told = [t for t in clause.tokens[clause.start : clause.end] if t.kind != "punct"]
    called = any(
        (c.has("onsite") or c.named("people", "crewword"))
        and c.end < len(c.tokens)
        and c.tokens[c.end].text == ":"
        for c in scene.clauses[: clause.index]
    )
    if len(told) not in (2, 3) or not called:
        return []
    number, *words = sorted(told, key=lambda token: token.kind != "num")
    work = " ".join(word.text for word in words)
    trade = next((t for t in _ROLL if work in scene.grammar[f"roll_{t}"]), None)
    if number.kind != "num" or trade is None or not 0 < number_of(number) <= MOST:
        return []
    draft = Draft("headcount", clause.index, token=clause.start, strength=0.85)
    draft.put("count", int(number_of(number)), token_span(number))
    draft.put("trade", trade, (words[0].start, words[-1].end))
    return [draft]


def in_all(clause: Clause, scene: Scene) -> list[Draft]:
    """ "Total manpower for today: 64 nos": a number alone after a heading of who is on site."""
    before, token = scene.before(clause), clause.tokens[clause.start]
    headed = before is not None and before.end + 1 == clause.start and before.tokens[before.end].text == ":"
    if before is None or not headed or clause.end - clause.start != 1 or not _heads_people(before, scene):
        return []
    value = token.value.number if isinstance(token.value, Quantity) else token.value
    counts = token.kind == "num" or (token.kind == "qty" and token.text.endswith(NOS))
    if not counts or not isinstance(value, float) or not 0 < value <= MOST:
        return []
    draft = Draft("headcount", clause.index, token=clause.start, strength=0.85)
    draft.put("count", int(value), token_span(token))
    return [draft]


def _heads_people(clause: Clause, scene: Scene) -> bool:
    """Whether a heading names who is on site, when and where, and nothing else: of "people expected on site" none is there."""
    said = {p for c in (*clause.named("people"), *clause.all("onsite")) for p in c.used}
    other = [clause.tokens[p] for p in range(clause.start, clause.end) if p not in said]
    plain = all(
        t.kind in ("time", "level", "task") or t.text in scene.grammar["beside_people"] for t in other
    )
    there = bool(clause.named("people")) and clause.has("onsite") and not is_ahead(clause)
    return there and plain and not scene.mood(clause).silent


def split_up(clause: Clause, scene: Scene, counted: list[Draft]) -> list[Draft]:
    """ "quân số 24, phân ra 12 sắt 12 cốp pha": beside a trade that is counted, a number and a bare word for another's work."""
    if not clause.has("onsite") or not any("trade" in draft.values for draft in counted):
        return []
    found = []
    for i, token in clause.typed("num"):
        word = clause.tokens[i + 1].text if i + 1 < clause.end else ""
        goes_on = i + 2 < clause.end and clause.tokens[i + 2].kind == "word"
        trade = next((t for t in _ROLL if word in scene.grammar[f"roll_{t}"]), None)
        free = i not in scene.used and all(draft.token != i for draft in counted)
        if trade is None or goes_on or not free or not 0 < number_of(token) <= MOST:
            continue
        draft = Draft("headcount", clause.index, token=i, strength=0.85)
        draft.put("count", int(number_of(token)), token_span(token))
        draft.put("trade", trade, token_span(clause.tokens[i + 1]))
        found.append(draft)
    return found


def is_ahead(clause: Clause) -> bool:
    """Whether a day to come is said, or a weekday on which they come."""
    times = [t.value for _, t in clause.typed("time")]
    days = any((getattr(value, "day", 0) or 0) > 0 for value in times)
    return days or (clause.has("coming") and any(map(to_come, times)))
