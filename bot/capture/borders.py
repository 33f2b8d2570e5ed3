"""Where a message's clauses end: hard borders first, then commas and conjunctions between two assertions."""

from collections.abc import Mapping, Sequence

from bot.capture.clauses import Clause
from bot.capture.cues import GUARDS, REMARKS
from bot.capture.pattern import Found
from bot.capture.stating import heads
from bot.capture.text import Kind, Token, number_of

_ASSERT_NOTHING = (GUARDS | REMARKS | {"idle", "hide"}) - {"unready"}
_ENDS = frozenset(".!?;")
_AMOUNTS: frozenset[Kind] = frozenset(("percent", "share", "fraction", "money", "qty"))
_COUNTS: frozenset[Kind] = frozenset(("percent", "share", "fraction", "money", "qty", "dur", "num", "time"))
_PLACES: frozenset[Kind] = frozenset(("level", "task"))
_MARKS: frozenset[Kind] = frozenset(("punct", "break"))
_GOODS = ("material", "vehicle", "plant")
_STATES = ("late", "arrive", "coming", "short", "damaged")
_LONG = 4
_POURED = frozenset(("slab", "column", "wall", "core", "raft", "footing", "beam", "pour"))
_CREW = 999


def split(
    tokens: Sequence[Token],
    cues: Sequence[Found],
    classes: Sequence[Found],
    concepts: Sequence[Found],
    grammar: Mapping[str, frozenset[str]],
) -> list[Clause]:
    """The clauses of a message in order, each with the phrases that lie inside it."""
    poured = {c.start for c in concepts if c.tag in _POURED}
    named = {p for c in concepts for p in c.used}
    clauses = _Splitter(tokens, cues, classes, grammar, poured, named).clauses()
    for clause in clauses:
        clause.cues = [c for c in cues if clause.start <= c.start and c.end <= clause.end]
        clause.classes = [c for c in classes if clause.start <= c.start and c.end <= clause.end]
        clause.concepts = [c for c in concepts if clause.start <= c.start and c.end <= clause.end]
    return clauses


def _dated(cue: Found, tokens: Sequence[Token]) -> bool:
    """ "figure Friday to finish": a finish and its day, which tell as much as a deed does."""
    return cue.tag == "finish" and any(tokens[p].kind == "time" for p in cue.used)


class _Splitter:
    """The token positions that matter for borders: what tells, what answers, who is counted, what holds together."""

    def __init__(
        self,
        tokens: Sequence[Token],
        cues: Sequence[Found],
        classes: Sequence[Found],
        grammar: Mapping[str, frozenset[str]],
        poured: set[int],
        named: set[int],
    ) -> None:
        telling = [c for c in cues if c.tag not in _ASSERT_NOTHING or _dated(c, tokens)]
        self._tokens, self._grammar, self._poured, self._named = tokens, grammar, poured, named
        # "va" is a verb of Spanish, and "và" without its accent joins only where Vietnamese is spoken.
        spoken = {c.lang for c in cues}
        self._joins = grammar["joins"] - (grammar["joins_nothing"] if "vi" not in spoken else frozenset())
        if "es" not in spoken:
            self._joins -= grammar["joins_spanish"]  # "ở", at, is spelt as "o" is, or
        self._having = grammar["having"] if "es" in spoken else frozenset()  # "no he terminado"
        self._telling = {p for c in telling if not c.tag.startswith("r_") for p in c.used}
        self._telling |= {c.end for c in cues if c.tag == "at_share" and self._ends_in_number(c.end)}
        self._answering = {p for c in cues if c.tag.startswith("r_") or c.tag == "neg" for p in c.used}
        self._counted = {c.end - 1 for c in classes if c.tag in ("trade", "people", "crewword")}
        self._asking = {c.start for c in cues if c.tag == "ask"}
        self._crews = {c.start for c in classes if c.tag in ("trade", "crewword")}
        said = (*telling, *(c for c in cues if c.tag == "hide"))  # no word joins within "más o menos"
        self._inside = {p for c in said for p in range(c.start + 1, c.end)}
        self._heads = {(c.start, c.end) for c in classes if c.tag in _GOODS and heads(c, tokens)}
        self._states = {c.start for c in telling if c.tag in _STATES}
        called = any(c.tag == "onsite" for c in cues)  # "quân số: - sắt: 13"
        self._rolls = {w for name in grammar if called and name.startswith("roll_") for w in grammar[name]}
        self._dates = {c.end for c in cues if c.tag == "finish"}
        self._found: list[Clause] = []

    def _ends_in_number(self, i: int) -> bool:
        """ "framing is about sixty and": a bare number that closes what is said."""
        if i >= len(self._tokens) or self._tokens[i].kind != "num":
            return False
        after = self._tokens[i + 1] if i + 1 < len(self._tokens) else None
        return after is None or after.kind in ("punct", "break") or after.text in self._grammar["joins"]

    def clauses(self) -> list[Clause]:
        start, sentence, lead = 0, 0, ""
        for i, token in enumerate(self._tokens):
            dash = self._dash(i) and i not in self._inside and not self._leads_to_state(i, start)
            if dash or token.kind == "break" or (token.kind == "punct" and token.text in _ENDS):
                self._add(start, i, sentence, lead)
                start, lead, sentence = i + 1, "", sentence + (not dash)
            elif self._border(i, start):
                self._add(start, i, sentence, lead)
                keeps = token.kind in ("level", "word") or self._after_closer(i)
                keeps = keeps and not self._is_join(i)
                start, lead = (i, "") if keeps else (i + 1, token.text)
        self._add(start, len(self._tokens), sentence, lead)
        return self._found

    def _is_join(self, i: int) -> bool:
        """Whether the word joins two statements; "đổ", to pour, is spelt as "do" is, because of."""
        token = self._tokens[i]
        pours = token.text in self._grammar["joins_or_pours"] and (
            not token.key.endswith("|") or i + 1 in self._poured
        )
        return token.text in self._joins and not pours

    def _add(self, start: int, end: int, sentence: int, lead: str) -> None:
        if start < end:
            mark = "?" if self._asks(end) else ""
            self._found.append(
                Clause(len(self._found), sentence, start, end, self._tokens, lead=lead, mark=mark)
            )

    def _asks(self, end: int) -> bool:
        """Whether the marks that follow hold a "?"."""
        for token in self._tokens[end:]:
            if token.kind not in ("punct", "emoji") or token.text == ",":
                return False
            if token.text == "?":
                return True
        return False

    def _dash(self, i: int) -> bool:
        token, before = self._tokens[i], self._tokens[i - 1] if i else None
        return token.text == "-" and before is not None and token.start > before.end and before.kind != "num"

    def _border(self, i: int, start: int) -> bool:
        token = self._tokens[i]
        if token.kind == "punct":
            return self._mark(i, start)
        if i == start + 1 and self._answers_first(i):
            return True
        if i in self._inside:
            return False
        turns = token.text in self._grammar["but"] and self._any(self._answering, start, i)
        if turns or self._asks_anew(i, start):
            return True
        bound = self._tokens[i - 1].text in self._grammar["binding"]
        begins = token.text in self._grammar["subjects"] and i > start and not bound
        turns = token.text in self._grammar["whereas"] and self._turns(i)
        if self._is_join(i) or begins or turns:
            said = self._any(self._telling, start, i) or self._counts(start, i, _AMOUNTS)
            return said and (self._tells_ahead(i + 1) or self._asks_for_more(i, start))
        if self._after_closer(i) and (i - start >= _LONG or self._any(self._telling, start, i)):
            return i in self._crews or self._tells_ahead(i)
        if i in self._crews and self._tokens[i - 1].kind == "percent" and i > start:
            return True  # "tám chục phần trăm thợ điện mười một người"
        return self._next_percent(i, start)

    def _asks_for_more(self, i: int, start: int) -> bool:
        """ "need 2 electricians on L2 and 1 plumber on L1": who is counted after those who were asked for."""
        counts = [token.kind for token in self._tokens[i + 1 : i + 2]] == ["num"]
        return (
            counts
            and i + 2 in self._counted
            and self._any(self._counted, start, i)
            and self._any(self._asking, start, i)
        )

    def _turns(self, i: int) -> bool:
        """ "rải được 420 m2 còn đoạn cổng 2 thì xe lu hỏng": what follows an amount or a closed statement is another thing, of
        which something is told; "còn 3 cây" is what is left of the first."""
        before, after = self._tokens[i - 1], self._tokens[i + 1 : i + 2]
        closed = before.kind in _AMOUNTS or before.text in self._grammar["closers"] | self._grammar["already"]
        return closed and bool(after) and after[0].kind == "word"

    def _asks_anew(self, i: int, start: int) -> bool:
        """ "llevamos parados desde las ocho necesito un martillo", "no pasó la prueba hay que repetirla": in speech, where nobody
        puts a full stop, these words begin what is wanted after what is told."""
        token, before = self._tokens[i], self._tokens[i - 1]
        must = (
            token.text in self._grammar["must"]
            and i + 1 < len(self._tokens)
            and self._tokens[i + 1].text == "que"
        )
        asks = token.text in self._grammar["wants"] or must or self._supposes(i)
        linked = before.kind == "word" and (
            before.text in self._grammar["before_wants"] or self._is_join(i - 1)
        )
        told = self._any(self._telling, start, i) or self._counts(start, i, _AMOUNTS)
        return asks and not linked and i > start + 1 and told

    def _supposes(self, i: int) -> bool:
        """ "empezó la cimbra del 4 creo que el jueves acabamos": what is only supposed, after what is told."""
        after = self._tokens[i + 1].text if i + 1 < len(self._tokens) else ""
        return (
            self._tokens[i].text in self._grammar["supposing"] and after == "que" and self._tells_ahead(i + 2)
        )

    def _after_closer(self, i: int) -> bool:
        """ "đổ xong hết rồi thợ cốp pha có mười hai": a particle that ends what is said, where nobody puts a full stop."""
        before, token = self._tokens[i - 1], self._tokens[i]
        closes = before.text in self._grammar["closers"] and not (
            before.text == "nha" and not before.key.endswith("|")
        )
        return closes and token.kind != "punct" and token.text not in self._grammar["goes_with_closer"]

    def _answers_first(self, i: int) -> bool:
        """ "no we got rained out": a bare yes or no, then a sentence with its own subject."""
        answered, subject = self._tokens[i - 1].text, self._tokens[i].text
        return answered in self._grammar["answers"] and subject in self._grammar["subjects"] - self._having

    def _mark(self, i: int, start: int) -> bool:
        text = self._tokens[i].text
        if text in "()[]|":
            return i not in self._inside
        if text == ":":
            only_tells = i > start and all(p in self._telling for p in range(start, i))  # "Received: 40 bags"
            told = only_tells or self._counts_after(i) or self._leads_to_state(i, start) or self._dates_it(i)
            return i not in self._inside and not told
        if text == "," and self._adds_its_place(i, start):
            return False
        said = self._any(self._telling | self._answering, start, i) or self._counts(start, i, _COUNTS)
        return text == "," and (said or (i - start >= _LONG and not self._only_names(start, i)))

    def _dates_it(self, i: int) -> bool:
        """ "new date: Monday 23": the words for a finish, and the time that a mark leads to."""
        return i in self._dates and i + 1 < len(self._tokens) and self._tokens[i + 1].kind == "time"

    def _adds_its_place(self, i: int, start: int) -> bool:
        """ "honeycomb in the column on grid D, level 3": nothing but the level of what was told without one."""
        if self._counts(start, i, _PLACES):
            return False
        end = next((p for p in range(i + 1, len(self._tokens)) if self._tokens[p].kind in _MARKS), None)
        tail = self._tokens[i + 1 : end]
        heads = end is not None and self._tokens[end].text == ":"
        placed = sum(t.kind == "level" for t in tail) == 1
        bare = all(t.kind in ("level", "ref") or t.text in self._grammar["of_place"] for t in tail)
        return placed and bare and not heads

    def _only_names(self, start: int, end: int) -> bool:
        """ "L3 columns and core, pour is done": a place and its works, of which a word goes on to tell."""
        goes_on = any(t.kind in ("word", "level") for t in self._tokens[end + 1 : end + 2])
        places = goes_on and any(self._tokens[p].kind in ("level", "task") for p in range(start, end))
        return places and all(
            p in self._named
            or self._tokens[p].kind in ("level", "task")
            or self._tokens[p].text in self._grammar["lists"] | self._grammar["articles"]
            for p in range(start, end)
        )

    def _leads_to_state(self, i: int, start: int) -> bool:
        """ "rebar: not here yet", "glass - late": goods and how they are."""
        return (start, i) in self._heads and i + 1 in self._states

    def _any(self, positions: set[int], start: int, end: int) -> bool:
        return any(p in positions for p in range(start, end))

    def _counts(self, start: int, end: int, kinds: frozenset[Kind]) -> bool:
        return any(self._tokens[p].kind in kinds for p in range(start, end))

    def _counts_after(self, i: int) -> bool:
        """ "carpenters: 9" counts, it is no heading."""
        after = self._tokens[i + 1 : i + 3]
        number = bool(after) and after[0].kind == "num" and number_of(after[0]) <= _CREW
        told = i - 1 in self._counted or self._tokens[i - 1].text in self._rolls
        return number and told and (len(after) < 2 or after[1].kind in ("punct", "break"))

    def _tells_ahead(self, start: int) -> bool:
        for p in range(start, len(self._tokens)):
            token = self._tokens[p]
            if token.kind == "break" or (token.kind == "punct" and token.text in ".!?;,"):
                return False
            if p in self._telling or token.kind in ("percent", "share", "money", "qty"):
                return True
        return False

    def _next_percent(self, i: int, start: int) -> bool:
        """ "forms 100% rebar 70%": a new subject right after a percent, with its own percent to come."""
        if (
            i == start
            or self._tokens[i - 1].kind != "percent"
            or self._tokens[i].kind not in ("word", "level")
        ):
            return False
        for token in self._tokens[i + 1 : i + 6]:
            if token.kind in ("punct", "break"):
                return False
            if token.kind == "percent":
                return True
        return False
