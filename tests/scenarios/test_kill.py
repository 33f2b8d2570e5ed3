"""`siteloop run`, killed again and again while a company talks."""

import random
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.delivery import dispatcher
from bot.view import message_id
from rules.folding.entry import Said
from rules.subject import ActionState
from tests.scenarios.company import Company, company
from tests.scenarios.people import People
from tests.scenarios.process import wait_until

SITES = 5
# Of 20 kills 16 come while 30 messages arrive, 4 while it starts and 5 arrive that find nobody: 500 in all.
_KILLS = [*(["running"] * 4 + ["starting"]) * 4]


def test_killed_at_any_instant_loses_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After 20 kills in 500 messages each acknowledged message is captured once, and each action's card posted once."""
    # Slack's three retries, each of its minutes made half a second, since time here is real.
    pauses = (timedelta(0), timedelta(seconds=0.5), timedelta(seconds=2.5))
    monkeypatch.setattr(dispatcher, "RETRY_AFTER", pauses)
    with company(tmp_path, sites=SITES) as site_work:
        people = People(site_work, random.Random(20))
        for number, when in enumerate(_KILLS):
            _talk_and_kill(site_work, people, random.Random(number), when)
        site_work.process.wait_up()
        site_work.wait_quiet(30)
        assert site_work.process.end(signal.SIGTERM) == 0
        _captured_once(site_work, people)
        _shown_once(site_work)
        assert site_work.store.aside() == []
        assert all(site_work.store.verify(place.site).ok for place in site_work.places)


def _talk_and_kill(site_work: Company, people: People, chance: random.Random, when: str) -> None:
    """People write, and at some instant of that the process is killed, and started again; a few messages find it away."""
    process, late = site_work.process, chance.randrange(5)
    if when == "running":
        process.wait_up()
        people.write(30 - late)
        left = chance.randrange(25)
        wait_until("it arrives", lambda: site_work.untold() <= left, seconds=20)
    else:
        people.write(5 - late)
    # The instant itself is drawn; a start takes some 0.15 s.
    time.sleep(chance.uniform(0, 0.1 if when == "running" else 0.3))
    assert process.end() == -signal.SIGKILL
    process.start()
    people.write(late)


def _captured_once(site_work: Company, people: People) -> None:
    """What Slack was told to have arrived is in the journal as it stands in Slack, marked; nothing is there twice."""
    acknowledged = _acknowledged(site_work)
    assert len(people.telling & acknowledged) > 0.9 * len(people.telling)
    for place in site_work.places:
        with site_work.store.reading(place.site) as reader:
            entries = [one.entry for one in reader.records(kinds=("said",))]
        said = [one for one in entries if isinstance(one, Said)]
        revisions = Counter(one.message for one in said)
        last = {one.message: one for one in said}
        for message in site_work.sandbox.workspace.channels[place.channel].messages.values():
            name = message_id(place.channel, message.ts)
            if name in people.telling & acknowledged:
                assert last[name].signals, message.text
                assert revisions[name] <= (2 if message.edited else 1), message.text
                assert last[name].text == message.text
                assert message.reactions["memo"] == (site_work.sandbox.app.bot_user,)
            elif name not in people.telling:
                assert name not in last


def _acknowledged(site_work: Company) -> set[str]:
    """The messages of which Siteloop said of everything that Slack told that it arrived."""
    arrived: dict[str, bool] = {}
    for told in site_work.sandbox.deliveries:
        about = told.body.get("event", {})
        message = about.get("message", about)
        if about.get("type") == "message":
            name = message_id(about["channel"], message["ts"])
            arrived[name] = arrived.get(name, True) and told.acknowledged
    return {name for name, well in arrived.items() if well}


def _shown_once(site_work: Company) -> None:
    """Each action stands in its channel once, and once in its owner's direct messages."""
    actions = 0
    for place in site_work.places:
        with site_work.store.reading(place.site) as reader:
            found = [one.asked for one in reader.all("action") if isinstance(one, ActionState)]
        assert {one.ladder[0].person for one in found} == {place.foreman}
        direct = site_work.sandbox.workspace.direct(place.foreman, site_work.sandbox.app.bot_user)
        for channel, names in (
            (place.channel, [f"card:{one.id}" for one in found]),
            (direct.id, [f"dm:{one.id}:{place.foreman}" for one in found]),
        ):
            shown = Counter(name for name, _ in site_work.ours(channel) if name.startswith(("card:", "dm:")))
            assert shown == Counter(names)
        actions += len(found)
    assert actions >= 3 * SITES
