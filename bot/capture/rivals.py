"""Help for a question about a task: which ones the words fit alike, and by which name it is called that nobody knows yet."""

from collections.abc import Container, Mapping, Sequence

from bot.capture.clauses import Clause
from bot.capture.link import TaskIndex
from bot.capture.mention import mentions
from bot.capture.pattern import Found
from bot.capture.text import Token

_SHORTEST = 4


def tasks_alike(
    tokens: Sequence[Token],
    concepts: Sequence[Found],
    index: TaskIndex,
    grammar: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    """The tasks that the tokens can mean, the likeliest first; empty where they name none."""
    whole = Clause(index=0, sentence=0, start=0, end=len(tokens), tokens=tokens, concepts=list(concepts))
    found = (task for mention in mentions(whole, index, set(), grammar) for task in index.alike(mention))
    return tuple(dict.fromkeys(found))


def own_name(tokens: Sequence[Token], known: Container[str], people: Container[str]) -> str:
    """The one stretch of words that no lexicon and no task knows, such as `podium`; empty where there is none, or several."""
    runs: list[list[str]] = []
    before = False
    for token in tokens:
        strange = _is_strange(token, known, people)
        if strange and before:
            runs[-1].append(token.text)
        elif strange:
            runs.append([token.text])
        before = strange
    return " ".join(runs[0]) if len(runs) == 1 else ""


def misnamed(clauses: Sequence[Clause], text: str, index: TaskIndex) -> frozenset[str]:
    """The tasks that are called by a name of the site's own where the clause speaks of other work than theirs: who says "podium
    rebar" may mean another task than the podium's pour."""
    found = set()
    for clause in clauses:
        works = {concept.tag for concept in clause.concepts if index.knows(concept.tag)}
        for _, token in clause.typed("task"):
            task = index.written(str(token.value)) or ""
            by_its_id = text[token.start : token.end].casefold() == task.casefold()
            if task and works and not by_its_id and not works <= index.words_of(task):
                found.add(task)
    return frozenset(found)


def is_known(token: Token, known: Container[str], index: TaskIndex) -> bool:
    """Whether it has a meaning already: a word of some lexicon or task, a number, a time, a level, the id of a task."""
    if token.kind == "word":
        return token.text in known
    return token.kind not in ("ref", "task") or index.has_id(token.text)


def _is_strange(token: Token, known: Container[str], people: Container[str]) -> bool:
    """Whether it is a word that nobody else can know."""
    is_word = token.kind == "word" and token.text.isalpha() and len(token.text) >= _SHORTEST
    return is_word and token.text not in known and token.text not in people
