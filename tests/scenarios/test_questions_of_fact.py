"""Who asks Siteloop something is told what is known, or where to ask it; none of it is recorded."""

import pytest

from tests.scenarios.stage import Stage, told


def _answer(stage: Stage, question: str) -> str:
    (answer,) = told(stage.say("ana", question), "@ana")
    return answer


@pytest.mark.parametrize(
    "question", ["@Siteloop how far is L3?", "@siteloop, how is level 3", "@siteloop tầng 3 sao rồi?"]
)
def test_how_far_a_place_is(playing: Stage, question: str) -> None:
    """The sum of its tasks against the plan, those that are still to do, and the command that lists all."""
    first, *lines, last = _answer(playing, question).splitlines()
    assert first.startswith("*L3: ") and "% planned by now. 10 tasks: 2 done, 1 running" in first
    assert "A-390 Level 3 slab rebar" in "".join(lines)
    assert "A-380" not in "".join(lines)  # is done
    assert last.endswith("`/site tasks L3` lists them.")


def test_how_far_one_task_or_the_site_is(playing: Stage) -> None:
    """A task that is named is told alone; of the site its sum."""
    assert "A-390 Level 3 slab rebar" in _answer(playing, "@siteloop how far is the L3 rebar?")
    assert _answer(playing, "@siteloop how far are we?").startswith(
        "*The site: 36 %* of 36 % planned by now."
    )


def test_where_a_machine_is(playing: Stage) -> None:
    """By its name, and with its number only that one."""
    assert "*Tower crane*" in _answer(playing, "@siteloop where is the crane?")
    second = _answer(playing, "@siteloop who has pump 2?")
    assert ("*Concrete pump 2*" in second, "*Concrete pump 1*" in second) == (True, False)


def test_what_is_not_known_tells_where_to_ask(playing: Stage) -> None:
    """A question that names nothing of the site, and words that are none."""
    assert "`/site tasks L3` the tasks of a place" in _answer(playing, "@siteloop what is the meaning of it?")
    assert "I read nothing to record in that" in _answer(playing, "@siteloop good morning")
