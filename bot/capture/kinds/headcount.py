"""Headcount: people on site, by trade, and their hours."""

import re

from bot.capture.clauses import Clause
from bot.capture.drafts import Draft, Scene, token_span
from bot.capture.guards import Mood
from bot.capture.kinds.crews import MOST, NEAR, PEOPLE, of_share, they_are
from bot.capture.kinds.work.pieces import deed_after
from bot.capture.measures import Quantity
from bot.capture.pattern import Found
from bot.capture.text import Token, number_of

_NOT_WITH = frozenset(("safety", "request", "cost", "delivery"))
_NOS = " nos"  # "carpenters 12 nos"
_AGENT = re.compile(r"^(\w{2,}(?:er|or|ist))s?$")  # who does a work, in English
_ROLL = (
    "rebar", "carpenter", "formwork", "electrician", "plumber", "welder", "concrete", "mason", "painter", "drywall", "hvac",
    "laborer", "facade", "operator", "surveyor",
)  # fmt: skip
_SHORT = 3  # letters of a word that is no noun ("on", "en", "ở")
_BESIDE_HOURS = ("each", "hide", "onsite", "only", "spend")  # "puro tiempo extra, 11 horas cada uno"
_BESIDE_WORK = (
    "question",
    "at_share",
    "r_eta",
    "arrive",
    "lost",
)  # "ai cũng làm 5 tiếng", "làm tới trưa thôi 5 tiếng"
_FEWEST = 3  # hours of a shift


def read(clause: Clause, mood: Mood, scene: Scene, taken: frozenset[str]) -> list[Draft]:
    """One headcount for each group that the clause counts."""
    if (
        mood.silent
        or taken & _NOT_WITH
        or mood.paper
        or clause.has("future", "lack", "nospend")
        or _ahead(clause)
    ):
        return []
    drafts = [
        d
        for i, t in clause.typed("num", "qty")
        if i not in scene.used and not _of_no_crew(clause, scene, i) and (d := _group(clause, scene, i, t))
    ]
    drafts += of_share(clause, scene)
    drafts += _strangers(clause, scene, bool(drafts)) or ([] if drafts else _of_those(clause, scene))
    drafts = [*drafts, *_split_up(clause, scene, drafts)] or _of_roll(clause, scene) or _in_all(clause, scene)
    hours = _hours(clause)
    for draft, own in zip(drafts, _hours_each(clause, drafts), strict=True):
        worked = own or hours
        if worked:
            draft.put("hours", *worked)
    on_site = {p for c in clause.all("onsite") for p in c.used}  # "all on for 9 hrs"
    each = any(clause.tokens[p].text in scene.grammar["every_one"] for p in range(clause.start, clause.end))
    works = each or clause.tokens[clause.start].text in scene.grammar["works"]
    beside = all(
        c.tag in _BESIDE_HOURS or on_site.issuperset(c.used) or (works and c.tag in _BESIDE_WORK)
        for c in clause.cues
    )
    if not drafts and hours and not clause.concepts and beside and not any(clause.typed("money")):
        return [Draft("headcount", clause.index, {"hours": hours[0]}, {"hours": hours[1]}, marks={"hours"})]
    return drafts


def _of_no_crew(clause: Clause, scene: Scene, i: int) -> bool:
    """ "me faltaron 4 carpinteros", "vắng 4 thợ điện": those who did not come; and degrees, which count nobody."""
    for cue in clause.all("block", "labour"):
        if not cue.start - 1 <= i < cue.end:
            continue
        words = {clause.tokens[p].text for p in cue.used}
        of_all = i > clause.start and clause.tokens[i - 1].text in scene.grammar["of_all"]
        if of_all or words & (scene.grammar["absent"] | scene.grammar["denials"]):
            return True
    goods = {p for c in clause.named("material") for p in c.used}
    if i + 1 in goods and (clause.has("part", "done") or deed_after(clause, i, scene)):
        return True  # "14 hangers threaded so far", "132 hangers are up"
    several = [p for p, _ in clause.typed("num") if p > i]
    if several and [t.text for t in clause.tokens[max(clause.start, i - 2) : i]] == ["de", "los"]:
        return True  # "de los 10 carpinteros vinieron 7"
    if i + 1 < clause.end and clause.tokens[i + 1].text in scene.grammar["but"]:
        return True  # "bước 200 mà thợ rải 250"
    if i > clause.start and clause.tokens[i - 1].text in scene.grammar["save_for"] | scene.grammar["sent"]:
        return True  # "trừ 4 anh tổ hàn", "tui cho hai thằng qua"
    included = any(
        t.text in scene.grammar["including"] for t in clause.tokens[max(clause.start, i - NEAR) : i]
    )
    degrees = any(i in (*c.used, c.end + 1) for c in clause.named("weather"))  # "con este calorón de 41"
    return included or degrees


def _strangers(clause: Clause, scene: Scene, beside: bool) -> list[Draft]:
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


def _of_those(clause: Clause, scene: Scene) -> list[Draft]:
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


def _of_roll(clause: Clause, scene: Scene) -> list[Draft]:
    """ "quân số: sắt 8, mộc 12": after a roll call, the word for a work stands for who does it."""
    told = [t for t in clause.tokens[clause.start : clause.end] if t.kind != "punct"]
    called = any(
        (c.has("onsite") or c.named("people", "crewword"))
        and c.end < len(c.tokens)
        and c.tokens[c.end].text == ":"
        for c in scene.clauses[: clause.index]
    )
    if len(told) != 2 or not called:
        return []
    number, word = sorted(told, key=lambda token: token.kind != "num")
    trade = next((t for t in _ROLL if word.text in scene.grammar[f"roll_{t}"]), None)
    if number.kind != "num" or trade is None or not 0 < number_of(number) <= MOST:
        return []
    draft = Draft("headcount", clause.index, token=clause.start, strength=0.85)
    draft.put("count", int(number_of(number)), token_span(number))
    draft.put("trade", trade, token_span(word))
    return [draft]


def _in_all(clause: Clause, scene: Scene) -> list[Draft]:
    """ "Total manpower for today: 64 nos": a number alone after a heading of who is on site."""
    before, token = scene.before(clause), clause.tokens[clause.start]
    headed = before is not None and before.end + 1 == clause.start and before.tokens[before.end].text == ":"
    if before is None or not headed or clause.end - clause.start != 1 or not _heads_people(before, scene):
        return []
    value = token.value.number if isinstance(token.value, Quantity) else token.value
    counts = token.kind == "num" or (token.kind == "qty" and token.text.endswith(_NOS))
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
    there = bool(clause.named("people")) and clause.has("onsite") and not _ahead(clause)
    return there and plain and not scene.mood(clause).silent


def _split_up(clause: Clause, scene: Scene, counted: list[Draft]) -> list[Draft]:
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


def _ahead(clause: Clause) -> bool:
    return any((getattr(t.value, "day", 0) or 0) > 0 for _, t in clause.typed("time"))


def _group(clause: Clause, scene: Scene, i: int, token: Token) -> Draft | None:
    number = token.value.number if isinstance(token.value, Quantity) else token.value
    if not isinstance(number, float) or number != int(number) or not 0 < number <= MOST:
        return None
    counts_people = isinstance(token.value, Quantity) and (
        token.value.unit == "person" or (token.text.endswith(_NOS) and bool(clause.named(*PEOPLE)))
    )
    noun = _noun(clause, i, token)
    if noun is None and not counts_people and not _on_site(clause, i):
        return None
    if isinstance(token.value, Quantity) and not counts_people:
        return None
    first = _first_of_range(clause, i, scene)
    draft = Draft("headcount", clause.index, token=i, strength=0.88)
    draft.put("count", int(number if first is None else number_of(first)), token_span(first or token))
    trade = noun if noun and noun.tag == "trade" else _near_trade(clause, i) or _headed(clause, scene)
    if trade:
        draft.put("trade", trade.value, scene.chars(trade))
    elif not clause.has("onsite", "start") and not scene.clauses[0].concepts and scene.thread is None:
        draft.strength = 0.7
    return draft


def _on_site(clause: Clause, i: int) -> bool:
    """ "we have 14 on site", "hoy somos 14": a number said of being here, which counts no other noun."""
    after = clause.tokens[i + 1] if i + 1 < clause.end else None
    said = any(i in c.used or c.start == i + 1 for c in clause.all("onsite"))
    counts = any(c.start == i + 1 for c in (*clause.classes, *clause.concepts))
    return said and not counts and (after is None or after.kind != "word" or len(after.text) <= _SHORT)


def _first_of_range(clause: Clause, i: int, scene: Scene) -> Token | None:
    """ "8 or 9 carpenters", "8-9": of a range of numbers the first."""
    if i - 2 < clause.start or clause.tokens[i - 2].kind != "num":
        return None
    joins = scene.grammar["ranges"] | {"-", "/"}
    return clause.tokens[i - 2] if clause.tokens[i - 1].text in joins else None


def _noun(clause: Clause, i: int, token: Token) -> Found | None:
    """The people counted: after the number ("9 carpenters", "6 man crew"), or before it ("carpenters: 9")."""
    after = [c for c in clause.named(*PEOPLE) if i < c.start <= i + 2 and _only_adjectives(clause, i, c)]
    if after:
        crew = [c for c in after if c.tag == "trade"]
        return crew[0] if crew else after[0]
    after_for = i + 2 if i + 2 < clause.end and clause.tokens[i + 1].text == "for" else i + 1
    closing = after_for >= clause.end or clause.tokens[after_for].kind in ("punct", "dur", "time", "break")
    before = [
        c
        for c in clause.named(*PEOPLE)
        if c.end in (i, i - 1) and clause.tokens[c.end].text in (":", "-", "x", "of", token.text)
    ]
    if before and clause.tokens[i - 1].kind == "word" and any(True for _ in clause.typed("level")):
        before = [c for c in before if not _is_work(clause, c)]  # "L3 slab rebar 35" is how far, not how many
    of_crew = bool(before) and clause.tokens[i - 1].text == "of"
    return before[-1] if before and (closing or of_crew) else None


def _is_work(clause: Clause, noun: Found) -> bool:
    """Whether a word for a trade may as well be its work."""
    return noun.tag == "trade" and any(set(c.used) & set(noun.used) for c in clause.concepts)


def _only_adjectives(clause: Clause, i: int, noun: Found) -> bool:
    between = [clause.tokens[p] for p in range(i + 1, noun.start)]
    if any(t.kind != "word" for t in between):
        return False
    if (
        noun.tag == "trade"
        and noun.end < clause.end
        and noun.value in ("rebar", "concrete", "steel", "drywall", "precast", "formwork")
    ):
        bare = len(noun.used) == 1 and clause.tokens[noun.start].text in (
            "rebar",
            "concrete",
            "steel",
            "drywall",
            "precast",
            "formwork",
        )
        return not bare or clause.tokens[noun.end].kind != "word" or noun.end == clause.end
    return True


def _near_trade(clause: Clause, i: int) -> Found | None:
    trades = clause.named("trade")
    near = [c for c in trades if abs(c.start - i) <= 3 or c.end in (i, i - 1)]
    if near or len(trades) != 1:
        return next(iter(near), None)
    # "thợ hàn mới vào chỉ có 3 người"
    return trades[0] if trades[0].lang == "vi" and trades[0].end <= i else None


def _headed(clause: Clause, scene: Scene) -> Found | None:
    """ "thợ sắt: 8 người": the one trade that a heading right before names, of whom those counted are."""
    before = scene.before(clause)
    if before is None or before.end >= len(clause.tokens) or clause.tokens[before.end].text != ":":
        return None
    trades = before.named("trade")
    return trades[0] if len({c.value for c in trades}) == 1 else None


def _hours(clause: Clause) -> tuple[int | float, tuple[int, int]] | None:
    """The hours that each worked; so few that nobody comes for them are a wait, and no shift."""
    told = _hours_told(clause)
    return told if told and (told[0] >= _FEWEST or clause.has("each")) else None


def _hours_each(clause: Clause, drafts: list[Draft]) -> list[tuple[int | float, tuple[int, int]] | None]:
    """ "14 x 9 h y 3 x 4 h": the hours that stand between each group and the next, where there are several of both."""
    told = [(i, hours) for i, t in clause.typed("dur") if (hours := _as_hours(t))]
    starts = [d.token for d in drafts]
    if len(told) < 2 or len(drafts) < 2 or starts != sorted(starts):
        return [None] * len(drafts)
    ends = [*starts[1:], clause.end]
    return [
        next((hours for i, hours in told if start < i < end), None)
        for start, end in zip(starts, ends, strict=True)
    ]


def _hours_told(clause: Clause) -> tuple[int | float, tuple[int, int]] | None:
    for i, token in clause.typed("num"):
        if (
            i + 1 < clause.end
            and clause.tokens[i + 1].text == "s"
            and clause.tokens[i + 1].start == token.end
        ):
            return int(number_of(token)), token_span(token)  # "5 sparkies 10s": ten-hour days
    return next((hours for _, token in clause.typed("dur") if (hours := _as_hours(token))), None)


def _as_hours(token: Token) -> tuple[int | float, tuple[int, int]] | None:
    """A span of time in whole or half hours."""
    value = str(token.value)
    if value.startswith("PT") and value.endswith("H"):
        number = float(value[2:-1])
        return (int(number) if number == int(number) else number), token_span(token)
    if value.startswith("PT") and value.endswith("30M") and "H" in value:
        return float(value[2 : value.index("H")]) + 0.5, token_span(token)
    return None
