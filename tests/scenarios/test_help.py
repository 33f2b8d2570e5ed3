"""What `/site help` gives as examples, typed as it stands there."""

from bot.cards.notes import EXAMPLES
from bot.commands.topics import COMMANDS
from rules.folding.entry import Said
from tests.scenarios.stage import Stage

# By whom each is typed unless it is Grace, and what then comes of it.
_BY = {"/site handover @carlos": "diego"}
_COMES = {
    "/site me": "was captured from you",
    "/site me thread": "I ask and remind you in the thread",
    "/site me shift 19:00-05:00": "Grace Okafor: works 19:00 to 05:00",
    "/site pause until 15:00": "paused me here until Tue 10 Mar 15:00",
    "/site resume": "ended the pause",
    "/site actions mine": "Nothing is open with you",
    "/site actions overdue": "Nothing is overdue",
    "/site actions concrete": "*1 action: concrete*",
    "/site assign @diego inspect the pump by 15:00": "ACT-2 is asked of Diego Ramos, due Tue 10 Mar 15:00",
    "/site why ACT-1": "Rule `work-stopped`",
    "/site loop": "The loop, last 28 days: 2 actions",
    "/site people": "at the site*",
    "/site people @raj trade electrical": "Raj Patel: leads electrical here",
    "/site people @raj shift 19:00-05:00": "Raj Patel: works 19:00 to 05:00",
    "/site handover @carlos": "1 action handed over to Carlos Vega",
    "/site handover @minh @carlos ACT-1": "1 action handed over to Carlos Vega",
    "/site away today..Friday deputy @minh": "is away from Tue 10 Mar 09:12 to the end of Fri 13 Mar, Minh",
    "/site away @diego tomorrow..Friday deputy @minh": "Diego Ramos is away from Wed 11 Mar to the end of Fri 13 Mar",
    "/site back": "Grace Okafor is back",
    "/site log yesterday": "*Log: Mon 9 Mar*",
    "/site log A-310": "*Log: A-310 Level 3 slab pour",
    "/site log yesterday @minh": "*Log: Minh Trần (@minh), Mon 9 Mar*",
    "/site words": "no words of its own yet",
    "/site words add podium = A-310": "I take “podium” for Level 3 slab pour (A-310)",
    "/site words forget podium": "Forgotten: “podium”",
    "/site status": "*Tower A, Tue 10 Mar 09:12*",
    "/site tasks late": "tasks, late*",
    "/site tasks L3 concrete": "tasks, L3 concrete*",
    "/site goals": "*Finish on time*",
    "/site goals add": "A new goal",
    "/site closed 24 Dec..2 Jan": "the site is closed on Thu 24 Dec",
    "/site closed": "Thu 24 Dec: closed",
    "/site open Saturday": "the site works on Sat 14 Mar",
    "/site import": "Drop the schedule into the site's channel",
    "/site week": "*Mon 9 Mar to Sat 14 Mar*",
    "/site week last": "*Mon 2 Mar to Fri 6 Mar*",
    "/site week next": "*Mon 16 Mar to Fri 20 Mar*",
    "/site promise": "Mon 9 Mar to Sat 14 Mar",
    "/site promise next": "Mon 16 Mar to Fri 20 Mar",
    "/site resources": "*13 crews and machines*",
    "/site resources idle": "*Concrete pump 1* · at Gate 2, free",
    "/site resources book concrete-pump-1": "What?: [Concrete pump 1]",
    "/site rules": "· last 28 days",
    "/site rules work-stopped": "*Work under way or due is stopped*",
    "/site rules try off work-stopped": "`work-stopped` is switched off. The result comes",
    "/site rules silence work-stopped until Monday 07:00 because the crane is overhauled": "silent until Mon 16 Mar",
    "/site why-not critical-task-blocked A-310": "*Why not* `critical-task-blocked` on A-310",
    "/site why-not work-stopped A-310 at 2026-03-10T09:00": "on A-310 Level 3 slab pour · L3, Tue 10 Mar 09:00",
    "/site setup": "Set up the site",
    "/site help": "*How it works*",
    "/site help rules": "Managers change the rules of their site",
    "/site help away": "*`/site away`*",
}


def test_every_example_does_what_it_says(stage: Stage) -> None:
    """Typed one after the other on a site with a stopped task, each is understood."""
    assert list(_COMES) == [example for one in COMMANDS.values() for example in one.examples]
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered")
    for example, comes in _COMES.items():
        shown = stage.command(_BY.get(example, "grace"), example)
        assert any(comes in line.text for line in shown), (example, [line.text for line in shown])


def test_every_sentence_that_teaches_to_write_is_read(stage: Stage) -> None:
    """Each of the sentences that help shows tells me something."""
    stage.until("2026-03-10T09:12")
    for sentence in EXAMPLES:
        stage.say("ana", sentence.strip("“”"))
    said = [one for one in stage.journal("said") if isinstance(one, Said)]
    assert len(said) == len(EXAMPLES)
    assert all(one.signals for one in said)
