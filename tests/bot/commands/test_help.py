"""`/site help`: the loop in a screen, then by topic and by command, each thing in one place."""

import re
from collections import Counter

import pytest

from bot.body import Body
from bot.commands import ANSWERED, SITELESS, answer, siteless_answer
from bot.commands.finding import FILTERS
from bot.commands.guide import help_answer
from bot.commands.topics import ALSO, COMMANDS, TOPICS, Topic
from bot.listeners.commands import TAKEN
from bot.manifest import manifest_text
from bot.sandbox import check_blocks
from tests.bot.commands.test_commands import site
from tests.bot.paper import NOON

# What the listener takes by name before anything else is looked at.
_OPENED = ("setup", "promise", "assign", "pause", "resume")
_TOPICS = [topic.name for topic in TOPICS]


def _told(about: str) -> Body:
    body = help_answer(about)
    assert check_blocks([dict(block) for block in body.blocks], "message") == []
    return body


def test_every_command_is_in_one_topic() -> None:
    """What `/site` knows is what help tells of, each once; every other word for one leads to it."""
    told = Counter(one.name for topic in TOPICS for one in topic.commands)
    assert set(told) == {*ANSWERED, *TAKEN, *_OPENED, *SITELESS} - {"", "menu"}
    assert set(told.values()) == {1}
    assert not {*ALSO} & {*COMMANDS, *_TOPICS}
    assert all(one.examples for one in COMMANDS.values())


def test_the_first_screen_teaches_the_loop_and_lists_the_topics() -> None:
    """It can be read at a glance; every topic stands in it, and how to ask for more."""
    text = _told("").text
    assert len(text) < 1600
    assert [found for found in re.findall(r"`/site help ([a-z-]+)` ", text) if found in _TOPICS] == _TOPICS
    for wanted in (
        "Write as you always do",
        "Who answers for it is asked",
        "“done”",
        "Silence counts",
        "put right",
    ):
        assert wanted in text


def test_a_topic_of_a_commands_name_tells_of_the_command() -> None:
    """Asking for the command shows the topic, which so has all of its examples and what else there is to know."""
    command = COMMANDS["resources"]
    text = _told("resources").text
    assert all(f"`{one}`" in text for one in command.examples)
    assert command.more in text


@pytest.mark.parametrize("topic", TOPICS, ids=_TOPICS)
def test_a_topic_teaches_and_shows_its_commands(topic: Topic) -> None:
    """Each of its commands stands there with an example, and none of another topic's; it is short."""
    text = _told(topic.name).text
    assert len(text) < 1600
    listed = text.split("*Commands*\n")[1].split("\n\n")[0].splitlines()
    assert [line.split("` ")[0].strip("`") for line in listed] == [one.examples[0] for one in topic.commands]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_told_with_all_its_examples(name: str) -> None:
    """Each begins as it is typed; where a topic has the name, that is told, with the command in it."""
    command = COMMANDS[name]
    assert all(re.match(rf"/site {name}(?: |$)", example) for example in command.examples)
    text = _told(name).text
    assert command.does in text
    if name not in _TOPICS:
        assert all(f"`{example}`" in text for example in command.examples)
        assert any(f"`/site help {topic}`" in text for topic in _TOPICS)


@pytest.mark.parametrize("asked", ["away", "AWAY", "`/site away`", "/site away"])
def test_a_command_is_found_however_it_is_written(asked: str) -> None:
    """Nobody has to type it as we do."""
    assert _told(asked).text.startswith("*`/site away`*")
    assert _told("task").text.startswith("*`/site tasks`*")


def test_a_wrong_topic_gets_the_nearest() -> None:
    """It says what may be meant, and what there is; what was typed pings nobody."""
    assert "Did you mean rules?" in _told("ruels").text
    assert "Did you mean handover?" in _told("handovr").text
    lost = _told("<!channel> `x`").text
    assert "<!channel>" not in lost
    assert all(f"`{name}`" in lost for name in _TOPICS)


def test_help_is_the_same_with_a_site_and_without() -> None:
    """Whoever has no site yet reads the same."""
    for asked in ("", "rules", "away"):
        assert answer(f"help {asked}", site(), NOON, "U0MINH") == siteless_answer("help", asked)


def test_what_it_calls_by_name_is_called_so() -> None:
    """The shortcuts that help names are those of the manifest."""
    texts = "\n".join(help_answer(name).text for name in ("", *_TOPICS))
    for name in ("What was understood?", "Record as update", "Make action", "Report"):
        assert name in texts and f"name: {name}\n" in manifest_text()


def test_help_names_every_filter_of_actions() -> None:
    """What `/site actions` understands beside words to search."""
    told = help_answer("actions").text
    assert [word for word in (*FILTERS, "done", "all") if f"`{word}`" not in told] == []
