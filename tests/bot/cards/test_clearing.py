"""When a blocker is expected to be clear, on cards: as the action stands, and of several blockers the last."""

from dataclasses import replace

from bot.cards import action_card, clear_words
from bot.view import SiteView
from rules.progress import facts
from rules.subject import ActionState, Step, TaskState
from tests.bot import paper

THURSDAY = Step(
    id="s1", kind="answered", at=paper.utc(15), by="U0MINH", answer="eta", due=paper.utc(20, day=12)
)
DROPPED = Step(id="s2", kind="dropped", at=paper.utc(16), by="U0ANA")
SAYS = "xpected clear Thu 12 Mar 15:00, says Minh Tran"


def tower(*actions: ActionState, causes: tuple[str, ...] = ("material",)) -> tuple[SiteView, TaskState]:
    """Tower A, where A-310 is stopped for these causes, each of which such an action is about."""
    told = tuple(paper.live(number, values={"cause": cause}) for number, cause in enumerate(causes, start=1))
    task = replace(paper.task(live=told), open_actions=tuple(one.asked.id for one in actions))
    return SiteView(paper.Paper([paper.site(), *paper.people(), task, *actions])), task


def test_a_card_shows_it_in_text_and_in_blocks() -> None:
    """As long as the action is open; without a time it says nothing of it."""
    promised = paper.action("ACT-12", THURSDAY)
    card = action_card(promised, tower(promised)[0])
    assert f"\nE{SAYS}\n" in card.text
    assert any(SAYS in str(block) for block in card.blocks)
    asked, why = paper.action(), replace(THURSDAY, answer="not_done", cause="material")
    assert "xpected clear" not in action_card(asked, tower(asked)[0]).text
    over = paper.action("ACT-12", why, DROPPED)
    shown, task = tower(over)
    reason = replace(task.live[0], id="s1/reason", reason_of="ACT-12")
    shown = SiteView(paper.Paper([paper.site(), *paper.people(), replace(task, live=(reason,)), over]))
    assert "xpected clear" not in action_card(over, shown).text


def test_of_several_blockers_the_last_to_go_is_told() -> None:
    """Not the one that was spoken of last."""
    friday = replace(THURSDAY, due=paper.utc(20, day=13))
    sooner = replace(THURSDAY, id="s9", at=paper.utc(16), by="U0DIEGO")
    first, second = (
        paper.action("ACT-12", friday),
        paper.action("ACT-13", sooner, matter=f"{paper.MESSAGE}#2"),
    )
    view, task = tower(first, second, causes=("material", "design"))
    blockers = facts(task, view.calendar).of("blocker")
    assert len(blockers) == 2
    assert clear_words(blockers, task, view) == "expected clear Fri 13 Mar 15:00, says Minh Tran"
    assert clear_words(blockers[1:], task, view) == "expected clear Thu 12 Mar 15:00, says Diego Ramos"
    assert clear_words((), task, view) == ""
