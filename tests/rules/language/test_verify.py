"""What makes sure that a thing is done, and how far its time may be moved, in the language of rules."""

import pytest

from rules.language.aloud import aloud
from rules.language.diff import compare
from rules.language.problem import RulebookError
from rules.language.rulebook import load_rulebook
from rules.lint.lint import lint
from rules.rule import MAY_MOVE, Ask, Rule, Verification
from tests.rules.world import World, blocked, rule, user

_HEAD = 'ask: Do it\n        assign: [task.owner, "role:superintendent"]\n        due: 2h\n        '
_WHEN = "task.silent_hours >= 4"


def _text(asked: str, **changes: str) -> str:
    return "rules:\n" + rule(_WHEN, then=_HEAD + asked, **changes)


def _read(more: str) -> Rule:
    (found,) = load_rulebook({"book.yml": _text(more)}).rules
    return found


@pytest.mark.parametrize(
    ("more", "verify"),
    [
        ("remind: {}", None),
        (
            'verify: { by: ["role:inspector", next_up], within: 1d }',
            Verification(by=("role:inspector", "next_up"), hours=10.0),
        ),
        ("verify: { evidence: photo }", Verification(photo=True)),
        ("verify: { data: true, within: 30m }", Verification(data=True, hours=0.5)),
    ],
)
def test_it_is_read(more: str, verify: Verification | None) -> None:
    """By whose word, by a photo, by the data, each with its time; without it whoever says so is believed."""
    (ask,) = _read(more).then
    assert isinstance(ask, Ask)
    assert (ask.verify, ask.may_move) == (verify, MAY_MOVE)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("verify: {}", "Nothing makes sure of it."),
        ("verify: { by: [inspector] }", "“inspector” names nobody."),
        ("verify: { evidence: video }", "verify.evidence"),
        ("verify: { data: true, within: 0m }", "Nobody can look at it in no time."),
        ("may_move: soon", "may_move"),
    ],
)
def test_what_cannot_be_is_told_at_its_line(more: str, told: str) -> None:
    """With what to write instead."""
    with pytest.raises(RulebookError) as caught:
        _read(more)
    assert told in str(caught.value)


def test_it_is_read_aloud() -> None:
    """Who or what is asked, how long each has, and what comes of silence; another room for promises is told as well."""
    said = aloud(
        _read('may_move: 1d\n        verify: { by: ["role:inspector"], evidence: photo, within: 1d }')
    ).then
    assert "They may take 10 working hours more by themselves; for later they have to ask." in said
    assert "“Done” has to be made sure of: the word of the inspector, or a photo in its thread." in said
    assert any("closed as not confirmed" in line for line in said)
    (last,) = aloud(_read("verify: { data: true, within: 2h }")).then[-1:]
    assert last == "Without that, it is open again 2 working hours later."


def test_a_difference_is_told() -> None:
    """What made sure of it, and makes now."""
    before, after = (load_rulebook({"b.yml": _text(m)}) for m in ("may_move: 1d", "verify: { data: true }"))
    (change,) = compare(before, after)
    assert any(line.startswith("what makes sure of it: none → ") for line in change.changes)
    assert "may be moved by: 10 h → 30 h" in change.changes


def test_what_can_make_sure_of_nothing_is_found() -> None:
    """Only the doer's own word; data that never ends what is kept."""
    own = lint({"book.yml": _text("verify: { by: [task.owner] }")})
    kept = lint({"book.yml": _text("verify: { data: true }", more="when_resolved: keep")})
    assert [one.level for one in own if one.check == "verify"] == ["warning"]
    assert [one.level for one in kept if one.check == "verify"] == ["error"]


def test_the_rule_names_who_confirms() -> None:
    """The ladder of the site as it is; nobody of that role leaves the next."""
    book = rule(
        "blocker.firm = true",
        each="blocker",
        then=_HEAD + 'verify: { by: ["role:inspector", "role:superintendent"], within: 1h }',
    )
    world = World(book)
    world.say(blocked())
    (action,) = world.actions()
    assert action.asked.verify is not None
    assert [rung.person for rung in action.asked.verify.by] == [user("ana")]
    world.press(action.asked.id, "done")
    assert world.life().verifier == user("ana")
