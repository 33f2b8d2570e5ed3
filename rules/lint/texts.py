"""Texts that read “(not said)”, since the case may lack what they speak of."""

from collections.abc import Iterator

from rules.language.template import unguarded_fields
from rules.language.text import Path
from rules.lint.meaning import MAY_BE_ABSENT, implies
from rules.lint.remark import Remark, Remarks
from rules.rule import Activate, Condition, Exists, Outcome, Rule, Rulebook


def texts(book: Rulebook) -> Remarks:
    """Fields in texts that a case may lack, where neither the condition nor the text sees to it."""
    for rule in book.rules:
        for place, outcome in enumerate(rule.then):
            for path, text in _texts_of(outcome):
                when = None if isinstance(outcome, Activate) else rule.when
                yield from _absent(rule, ("then", place, *path), text, when)


def _absent(rule: Rule, path: Path, text: str, when: Condition | None) -> Remarks:
    """Of what the text shows, that which `when` does not make sure of; None: the text is about another task."""
    for name in unguarded_fields(text):
        if name in MAY_BE_ABSENT and (when is None or not implies(when, Exists(field=name))):
            reason = f"A case may lack {name}, and the text then reads “(not said)”."
            how = f"Add `exists {name}` to `when`, or write {{% if {name} is defined %}}…{{% endif %}} around it."
            yield Remark("warning", "text", rule, path, reason, how)


def _texts_of(outcome: Outcome) -> Iterator[tuple[Path, str]]:
    """The outcome's texts with where they stand below it: its own, which its first word holds, and its heading."""
    yield (), outcome.text
    if heading := getattr(outcome, "together", ""):
        yield ("together",), heading
