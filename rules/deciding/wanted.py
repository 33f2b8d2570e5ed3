"""What a rulebook wants to know: the fields that its rules read, so that nothing else has to be worked out."""

from collections.abc import Iterator, Mapping

from rules.facts.field import Fields
from rules.facts.fields import FIELDS
from rules.language.template import template_fields
from rules.match.reading import fields_of
from rules.memo import Memo
from rules.rule import Activate, Rule, Rulebook

Kind = tuple[str, str]  # a rule's `on` and `each`: the kind of case that it is about
Wanted = Mapping[Kind, Fields]


def wanted_of(book: Rulebook) -> Wanted:
    """The fields that the rules about each kind of case read, in the order of the catalogue; no kind without a rule."""
    return _WANTED.of(book, _wanted)


def daily_kinds(book: Rulebook) -> frozenset[Kind]:
    """The kinds of cases of which some rule reads what is worked out daily."""
    return _DAILY.of(book, _daily)


def wanted_by(rule: Rule) -> Wanted:
    """The fields that the condition of one rule reads."""
    return _WANTED_BY.of(
        rule, lambda one: {(one.on, one.each): Fields(map(FIELDS.__getitem__, fields_of(one.when)))}
    )


def read_by(rule: Rule) -> Iterator[str]:
    """The names of the fields that a rule reads: in its condition, in what it says, and to group its cases."""
    yield from fields_of(rule.when)
    for outcome in rule.then:
        yield from template_fields(outcome.text)
    if rule.group_by in ("zone", "trade"):
        yield f"task.{rule.group_by}"


_WANTED = Memo[Rulebook, Wanted](200)
_WANTED_BY = Memo[Rule, Wanted]()
_DAILY = Memo[Rulebook, frozenset[Kind]](200)


def _wanted(book: Rulebook) -> Wanted:
    names: dict[Kind, set[str]] = {}
    for rule in book.rules:
        names.setdefault((rule.on, rule.each), set()).update(read_by(rule))
        for outcome in rule.then:
            if isinstance(outcome, Activate):  # its text is about the tasks that follow, which are no matters
                names.setdefault(("task", ""), set()).update(template_fields(outcome.text))
    return {kind: Fields(f for f in FIELDS.values() if f.name in read) for kind, read in names.items()}


def _daily(book: Rulebook) -> frozenset[Kind]:
    return frozenset(
        kind for kind, fields in wanted_of(book).items() if any(field.daily for field in fields.every)
    )
