"""What freed a task: of all that it waited for, what was done last."""

from rules.deciding.case import cases_of
from rules.key import Key
from rules.plan.schedule import Link
from tests.rules.world import World, plan, signal, task


def _freed(world: World) -> object:
    (case,) = [one for one in cases_of(world.memory, Key("task", "A-2"), world.now) if not one.each]
    return case.values.get("task.freed_by")


def test_the_last_of_two_frees_it() -> None:
    """While one of them is not done nothing has freed it; told in either order it is what was done last, by whose word."""
    links = (Link(predecessor="A-1"), Link(predecessor="A-3"))
    done = {name: signal("progress", name, status="done", percent=100.0) for name in ("A-1", "A-3")}
    for first, last in (("A-1", "A-3"), ("A-3", "A-1")):
        world = World(schedule=plan(task("A-1"), task("A-2", links=links), task("A-3")))
        world.say(done[first], by="diego", at="03-10 09:00")
        assert _freed(world) is None
        world.say(done[last], by="minh", at="03-10 11:00")
        assert _freed(world) == f"{last} Work {last} is done since Tue 10 Mar 11:00, says Minh"
