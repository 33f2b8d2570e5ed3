"""The form of a goal: what it is called, by what it is measured, how much, until when, which tasks serve it."""

from bot.forms.fields import About, View, choice, field, form, menu, text_box
from bot.forms.setup import ROLES as ROLE_NAMES
from bot.goal_words import MEASURES, target_text
from rules.plan.goal import Goal
from rules.rule import ROLES

_MOST = 120


def goal_form(goal: Goal | None, about: About) -> View:
    """A new goal, or one to be changed or retired."""
    measures = [choice(name, f"{words[:1].upper()}{words[1:]}") for name, words in MEASURES.items()]
    owners = [choice(role, ROLE_NAMES[role]) for role in ROLES]
    blocks = [
        field("name", "What is it called?", text_box(goal.name if goal else "", placeholder="Finish on time", most=_MOST)),
        field("measure", "By what is it measured?", menu(measures, goal.measure if goal else "")),
        field("target", "How much, or which day?", text_box(target_text(goal) if goal else "", placeholder="2026-10-30", most=30),
              hint="A day as 2026-10-30; money, percent or a count as a plain number."),
        field("until", "On which day is it judged?", text_box(goal.until.isoformat() if goal and goal.until else "", most=10),
              optional=True, hint="As 2026-10-30; empty where the target is the day."),
        field("zones", "Of which zones?", text_box(", ".join(goal.zones) if goal else "", placeholder="L3, L4", most=_MOST),
              optional=True, hint="Empty: of all."),
        field("trades", "Of which trades?", text_box(", ".join(goal.trades) if goal else "", placeholder="concrete", most=_MOST),
              optional=True, hint="Empty: of all."),
        field("owner", "Who answers for it?", menu(owners, goal.owner if goal else ""), optional=True),
    ]  # fmt: skip
    if goal is not None:
        options = (choice("keep", "Change it"), choice("retire", "Retire it: it is no longer looked at"))
        blocks.append(field("then", "And then?", menu(options, "keep")))
    return form("goal", "Change a goal" if goal else "A new goal", "Save", blocks, about)
