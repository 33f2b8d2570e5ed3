"""The outbox: each key once, each channel in order, a living message's newest body only."""

from datetime import timedelta
from functools import partial

import pytest

from storage.outbox import Pending
from storage.outgoing import Outgoing
from storage.store import Store, Unit
from tests.storage.conftest import START, Wall
from tests.storage.steps import deliver, let, message, take, work

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def site(store: Store) -> int:
    """The site of the channel C1."""
    return store.open_site("T1", "C1")


def nothing() -> None:
    """Happens meanwhile."""


def send(store: Store, site: int, *outgoing: Outgoing) -> None:
    """Send these by one unit."""

    def change(unit: Unit) -> None:
        for one in outgoing:
            unit.send(one)

    let(store, site, change)


def test_a_key_is_sent_once(store: Store, site: int) -> None:
    """A known key is not written again, whatever became of the first; another site's keys are its own."""
    send(store, site, message("k", "say"), message("k", "say", text="again"))
    assert deliver(store) == ["say k"]
    send(store, site, message("k", "say"))
    assert deliver(store) == []
    send(store, store.open_site("T1", "C2"), message("k", "say", text="of another site"))
    assert deliver(store) == ["say of another site"]


def test_a_living_message_s_newest_body_is_shown(store: Store, site: int) -> None:
    """A queued body is superseded by a newer one, at the older one's turn, so that replies find their thread."""
    send(store, site, message("a", target="card"), message("b", "say", thread_of="card"))
    send(store, site, message("c", target="card"))
    assert deliver(store) == ["show c", "say b"]
    send(store, site, message("a", target="card"))
    assert deliver(store) == []


def test_a_nudge_takes_the_turn_of_a_show_and_keeps_its_newest_body(store: Store, site: int) -> None:
    """A show and a nudge that wait together become one nudge."""
    send(store, site, message("a", target="card"), message("b", "nudge", target="card"))
    send(store, site, message("c", target="card"))
    assert deliver(store) == ["nudge c"]


def test_a_nudge_that_waits_for_the_morning_gets_the_newest_body(store: Store, site: int) -> None:
    """What is shown now does not wait for the nudge, and the nudge does not say what is no longer true."""
    let(store, site, lambda unit: unit.send(message("a", "nudge", target="card"), not_before=START + HOUR))
    send(store, site, message("b", target="card"))
    assert deliver(store) == ["show b"]
    assert store.next_outgoing() == START + HOUR
    assert deliver(store, START + HOUR) == ["nudge b", "remove 2.0"]


def test_a_nudge_that_comes_earlier_leaves_no_second_one(store: Store, site: int) -> None:
    """What waited for the morning only changes what stands by then: nobody is nudged twice with the same words."""
    let(store, site, lambda unit: unit.send(message("a", "nudge", target="card"), not_before=START + HOUR))
    send(store, site, message("b", "nudge", target="card"))
    assert deliver(store) == ["nudge b"]
    assert deliver(store, START + HOUR) == ["change b"]


def test_what_waits_for_an_instant_is_moved_to_another(store: Store, site: int) -> None:
    """That of one person, also in a thread, at this site: not what waits for another instant, and not another person's."""
    sent = (
        (message("direct", "say", channel="U1"), HOUR),
        (message("thread", "nudge", target="dm:ACT-1:U1"), HOUR),
        (message("later", "say", channel="U1"), 2 * HOUR),
        (message("other", "say", channel="U2"), HOUR),
    )
    for place in (site, store.open_site("T1", "C2")):
        for one, wait in sent:
            let(store, place, partial(Unit.send, outgoing=one, not_before=START + wait))
    let(store, site, lambda unit: unit.move("U1", START + HOUR, START))
    assert sorted(deliver(store)) == ["nudge thread", "say direct"]
    let(store, site, lambda unit: unit.move("U1", START + 2 * HOUR, START + 3 * HOUR))
    assert store.next_outgoing() == START + HOUR
    assert sorted(deliver(store, START + HOUR)) == ["nudge thread", "say direct", "say other", "say other"]
    assert deliver(store, START + 2 * HOUR) == ["say later"]
    assert deliver(store, START + 3 * HOUR) == ["say later"]


def test_a_change_makes_nothing_weaker(store: Store, site: int) -> None:
    """What waits to be shown or nudged stays that and gets its body; a show after a change is a show."""
    send(store, site, message("a", target="card"), message("b", "change", target="card"))
    send(store, site, message("c", "nudge", target="dm"), message("d", "change", target="dm"))
    send(store, site, message("e", "change", target="note"), message("f", target="note"))
    assert deliver(store) == ["show b", "nudge d", "show f"]


def test_what_is_being_sent_is_not_superseded(store: Store, site: int) -> None:
    """A body that is on its way is followed by the newer one."""
    send(store, site, message("a", target="card"))
    on_its_way = take(store)
    assert on_its_way is not None
    send(store, site, message("b", target="card"))
    assert take(store) is None
    store.sent(on_its_way, ts="1.1", channel="C1", free_at=START)
    assert deliver(store) == ["show b"]


def test_what_may_have_arrived_is_not_superseded(store: Store, site: int) -> None:
    """Its first try is looked for under its own key, with its own body."""
    send(store, site, message("a", target="card"))
    unsure = take(store)
    assert unsure is not None
    store.later(unsure, at=START, error="timeout", uncertain=True)
    send(store, site, message("b", target="card"))
    again = take(store)
    assert again is not None and again.uncertain and again.outgoing.key == "a"
    assert again.attempts == 1


def test_what_another_sends_meanwhile_is_not_sent_again(store: Store, site: int, wall: Wall) -> None:
    """Between looking and taking another sender may have sent it, and may be sending what came next; that one has its lane."""
    send(store, site, message("a", "say"), message("b", "say"), message("c", "say", channel="C2"))
    another: list[str] = []
    wall.meanwhile = [nothing, lambda: another.extend(deliver(store))]
    assert take(store) is None
    assert another == ["say a", "say b", "say c"]
    send(store, site, message("d", "say"), message("e", "say"))
    theirs: list[Pending | None] = []
    wall.meanwhile = [nothing, lambda: theirs.append(take(store))]
    assert take(store) is None
    assert [one and one.outgoing.key for one in theirs] == ["d"]


def test_a_body_that_changes_meanwhile_is_sent_as_it_stands(store: Store, site: int, wall: Wall) -> None:
    """Between looking and taking a newer body may have come."""
    send(store, site, message("a", target="card"))
    wall.meanwhile = [nothing, lambda: send(store, site, message("b", target="card"))]
    assert deliver(store) == ["show b"]


def test_a_removal_stays_behind_what_it_removes(store: Store, site: int) -> None:
    """Shown, removed, shown again: in that order."""
    send(store, site, message("a", target="card"), message("b", "remove", target="card"))
    send(store, site, message("c", target="card"))
    assert deliver(store) == ["show a", "remove b", "show c"]


def test_a_lane_is_free_when_slack_s_pace_allows(store: Store, site: int) -> None:
    """After a post the channel waits until `free_at`; other channels, and reactions, do not."""
    send(store, site, message("a", "say"), message("b", "say"), message("c", "say", channel="C2"))
    send(store, site, Outgoing(key="d", kind="react", channel="C1", ts="9.9", body={"name": "eyes"}))
    first = take(store)
    assert first is not None and first.outgoing.key == "a"
    store.sent(first, ts="1.1", channel="C1", free_at=START + SECOND)
    assert deliver(store) == ["say c", "react 9.9"]
    assert store.next_outgoing() == START + SECOND
    assert store.next_try(START) == START + SECOND
    assert not store.quiet(START)
    assert deliver(store, START + SECOND) == ["say b"]
    assert store.next_try(START + SECOND) is None


def test_a_failure_holds_its_lane_and_keeps_its_order(store: Store, site: int) -> None:
    """What has to be tried again stays first of its channel."""
    send(store, site, message("a", "say"), message("b", "say"))
    failing = take(store)
    assert failing is not None
    store.later(failing, at=START + SECOND, error="503")
    assert take(store) is None
    assert deliver(store, START + SECOND) == ["say a", "say b"]


def test_what_is_given_up_is_kept_and_can_be_retried(store: Store, site: int) -> None:
    """The lane goes on; the operator sees what was given up, why, and may try it again."""
    send(store, site, message("a", "say"), message("b", "say"))
    hopeless = take(store)
    assert hopeless is not None
    store.gave_up(hopeless, error="is_archived")
    assert deliver(store) == ["say b"]
    (aside,) = store.aside()
    assert (aside.workspace, aside.site, aside.key, aside.error) == ("T1", site, "a", "is_archived")
    assert store.retry(aside.id)
    assert deliver(store) == ["say a"]


def test_a_sender_that_fell_silent_leaves_an_uncertain_message(store: Store, site: int, wall: Wall) -> None:
    """After its lease the message comes to another sender, who is told to look first; what the silent one notes still counts."""
    send(store, site, message("a", target="card"))
    silent = take(store)
    assert silent is not None and not silent.uncertain
    assert take(store) is None and store.next_try(START) is None
    wall.pass_by(minutes=2)
    other = take(store)
    assert other is not None and other.uncertain
    assert store.sent(silent, ts="1.1", channel="C1", free_at=START)
    assert not store.sent(other, ts="1.1", channel="C1", free_at=START)
    assert store.place_of_message("T1", "C1", "1.1") == (site, "card")
    assert deliver(store) == []


def test_where_messages_stand_is_known(store: Store, site: int) -> None:
    """A living message has one place; every message ever shown can be found by its place."""
    send(store, site, message("a", target="card"), message("r", "say", thread_of="card"))
    send(store, site, message("s", "say"))
    deliver(store)
    with store.reading(site) as reader:
        assert reader.posted("card") == ("C1", "1.0")
        assert reader.target_at("C1", "1.0") == "card"
        assert reader.posted("nothing") is None
    assert store.place_of_message("T1", "C1", "2.0") == (site, "card")
    assert store.place_of_message("T1", "C1", "3.0") == (site, "")
    assert store.place_of_message("T2", "C1", "1.0") is None
    send(store, site, message("n", "nudge", target="card"))
    assert deliver(store) == ["nudge n", "remove 1.0"]
    with store.reading(site) as reader:
        assert reader.posted("card") == ("C1", "4.0")
        assert reader.target_at("C1", "1.0") == "card"
    send(store, site, message("x", "remove", target="card"))
    deliver(store)
    with store.reading(site) as reader:
        assert reader.posted("card") is None


def test_a_sender_knows_where_a_message_belongs(store: Store, site: int) -> None:
    """What is pending brings along where its message and its thread stand."""
    send(store, site, message("a", target="card"))
    deliver(store)
    send(store, site, message("b", target="card"), message("c", "say", thread_of="card"))
    changed = take(store)
    assert changed is not None and changed.stands == ("C1", "1.0") and changed.thread is None
    store.sent(changed, ts="1.0", channel="C1", free_at=START)
    reply = take(store)
    assert reply is not None and reply.thread == ("C1", "1.0") and reply.stands is None


def test_a_body_comes_back_as_it_was_sent(store: Store, site: int) -> None:
    """Text of every kind survives, broken characters of a careless sender too."""
    text = "Bê tông tầng 3 ✅ \x00 \ud83d 'quoted' \\ <&>"
    send(store, site, message("a", "say", text=text))
    pending = take(store)
    assert pending is not None and pending.outgoing.body == {"text": text}
    assert work(store, lambda *_: None) == []
