"""A message cut into clauses, each with the phrases found in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.capture.pattern import Found
from bot.capture.text import Kind, Token

_GUARDS = frozenset(
    "neg hedge future todo cond question order old idle hide nospend onsite noask injury nopercent finish spend at_share harsh only motion "
    "unready moved fix".split()
)
_ENDS = frozenset(".!?;")
_SOFT = frozenset(
    "and but so then because cause cuz while y pero porque asi va nhung ma nen vi although though however since meanwhile plus also "
    "uh um uhh umm or o hoac mientras entonces pues tambien which".split()
)  # fmt: skip
_BINDING = frozenset(
    "til till until before once if when that after so because as than unless while where what".split()
)
_BUT = frozenset("but pero nhung".split())
_SUBJECTS = frozenset("we i they he she whats were theyre".split())
_AMOUNTS: frozenset[Kind] = frozenset(("percent", "fraction", "share", "money", "qty", "dur", "num", "time"))


@dataclass(slots=True)
class Clause:
    """A stretch of tokens that says one thing; positions are those of the message's tokens."""

    index: int
    sentence: int
    start: int
    end: int
    tokens: Sequence[Token]
    cues: list[Found] = field(default_factory=list)
    classes: list[Found] = field(default_factory=list)
    concepts: list[Found] = field(default_factory=list)
    mark: str = ""
    lead: str = ""

    def all(self, tag: str, value: str | None = None) -> list[Found]:
        """Cues of a tag (and value), in order."""
        return [c for c in self.cues if c.tag == tag and (value is None or c.value == value)]

    def has(self, *tags: str) -> bool:
        """Whether a cue of any of these tags is there."""
        return any(c.tag in tags for c in self.cues)

    def named(self, *names: str) -> list[Found]:
        """Class phrases of these classes, in order."""
        return sorted((c for c in self.classes if c.tag in names), key=lambda c: c.start)

    def typed(self, *kinds: Kind) -> Iterator[tuple[int, Token]]:
        """Typed tokens with their positions."""
        for i in range(self.start, self.end):
            if self.tokens[i].kind in kinds:
                yield i, self.tokens[i]

    def span(self, found: Found) -> tuple[int, int]:
        """The characters of a phrase."""
        return self.tokens[found.start].start, self.tokens[found.end - 1].end

    def words(self, text: str) -> str:
        """The clause as written."""
        return text[self.tokens[self.start].start : self.tokens[self.end - 1].end]


def split(
    tokens: Sequence[Token], cues: Sequence[Found], classes: Sequence[Found], concepts: Sequence[Found]
) -> list[Clause]:
    """The clauses of a message, hard borders first, then commas and conjunctions between two assertions."""
    telling = {p for c in cues if c.tag not in _GUARDS and not c.tag.startswith("r_") for p in c.used}
    answering = {p for c in cues if c.tag.startswith("r_") or c.tag == "neg" for p in c.used}
    counted = {c.start for c in classes if c.tag in ("trade", "people", "crewword")}
    inside = {p for c in cues if c.tag not in _GUARDS for p in range(c.start + 1, c.end)}
    clauses: list[Clause] = []
    start, sentence, lead = 0, 0, ""
    for i, token in enumerate(tokens):
        if token.kind == "break" or (token.text in _ENDS and token.kind == "punct") or _dash(tokens, i):
            _add(clauses, tokens, start, i, sentence, lead, "?" if token.text == "?" else "")
            start, lead = i + 1, ""
            sentence += 0 if _dash(tokens, i) else 1
        elif _border(tokens, i, start, telling, inside, answering, counted):
            _add(clauses, tokens, start, i, sentence, lead, "")
            keeps = token.text in _SUBJECTS or token.kind in ("level", "word") and token.text not in _SOFT
            start, lead = (i, "") if keeps and token.text != "," else (i + 1, token.text)
    _add(clauses, tokens, start, len(tokens), sentence, lead, "")
    _question_marks(clauses, tokens)
    for clause in clauses:
        clause.cues = [c for c in cues if clause.start <= c.start and c.end <= clause.end]
        clause.classes = [c for c in classes if clause.start <= c.start and c.end <= clause.end]
        clause.concepts = [c for c in concepts if clause.start <= c.start and c.end <= clause.end]
    return clauses


def _add(
    clauses: list[Clause], tokens: Sequence[Token], start: int, end: int, sentence: int, lead: str, mark: str
) -> None:
    if start < end:
        clauses.append(Clause(len(clauses), sentence, start, end, tokens, lead=lead, mark=mark))


def _question_marks(clauses: list[Clause], tokens: Sequence[Token]) -> None:
    """The last clause before "?" asks."""
    for clause in clauses:
        j = clause.end
        while j < len(tokens) and tokens[j].kind in ("punct", "emoji") and tokens[j].text not in _ENDS:
            j += 1
        if (
            j < len(tokens)
            and tokens[j].text in "!?."
            and "?" in "".join(t.text for t in tokens[j : j + 4] if t.kind == "punct")
        ):
            clause.mark = "?"


def _dash(tokens: Sequence[Token], i: int) -> bool:
    return (
        tokens[i].text == "-"
        and i > 0
        and tokens[i].start > tokens[i - 1].end
        and tokens[i - 1].kind != "num"
    )


def _border(
    tokens: Sequence[Token],
    i: int,
    start: int,
    telling: set[int],
    inside: set[int],
    answering: set[int],
    counted: set[int],
) -> bool:
    token = tokens[i]
    if i in inside and token.text != ",":
        return False
    if token.kind == "punct":
        if token.text in "()[]|":
            return True
        if token.text == ":":
            return not _counts_after(tokens, i, counted)
        return token.text == "," and (
            _tells_or_counts(tokens, start, i, telling) or _tells(tokens, start, i, answering)
        )
    if token.text in _BUT and _tells(tokens, start, i, answering):
        return True
    begins = token.text in _SUBJECTS and i > start and tokens[i - 1].text not in _BINDING
    if token.text in _SOFT or begins:
        return _tells_or_counts(tokens, start, i, telling, strict=True) and _tells_ahead(
            tokens, i + 1, telling
        )
    return _next_percent(tokens, i, start)


def _counts_after(tokens: Sequence[Token], i: int, counted: set[int]) -> bool:
    """ "carpenters: 9" counts, it is no heading."""
    number = i + 1 < len(tokens) and tokens[i + 1].kind == "num"
    ends = i + 2 >= len(tokens) or tokens[i + 2].kind in ("punct", "break")
    return number and ends and i - 1 in counted


def _tells(tokens: Sequence[Token], start: int, end: int, telling: set[int]) -> bool:
    return any(p in telling for p in range(start, end))


def _tells_or_counts(
    tokens: Sequence[Token], start: int, end: int, telling: set[int], strict: bool = False
) -> bool:
    if _tells(tokens, start, end, telling):
        return True
    kinds = ("percent", "share", "fraction", "money", "qty") if strict else _AMOUNTS
    return any(tokens[p].kind in kinds for p in range(start, end)) or (not strict and end - start >= 4)


def _tells_ahead(tokens: Sequence[Token], start: int, telling: set[int]) -> bool:
    for p in range(start, len(tokens)):
        if tokens[p].kind == "break" or (tokens[p].kind == "punct" and tokens[p].text in ".!?;,"):
            return False
        if p in telling or tokens[p].kind in ("percent", "share", "money", "qty"):
            return True
    return False


def _next_percent(tokens: Sequence[Token], i: int, start: int) -> bool:
    """ "forms 100% rebar 70%": a new subject right after a percent, with its own percent to come."""
    if i == start or tokens[i - 1].kind != "percent" or tokens[i].kind not in ("word", "level"):
        return False
    for p in range(i + 1, min(i + 6, len(tokens))):
        if tokens[p].kind in ("punct", "break"):
            return False
        if tokens[p].kind == "percent":
            return p > i
    return False
