"""What can happen in a step, each kind known by its first key; a new kind is a class beside these and a line in `STEPS`."""

from collections.abc import Mapping

from bot.timelines.answer_steps import Approve, Press, React, Refuse, Unreact
from bot.timelines.manager_steps import Assign, NewPlan, NewPlanShape, NewSettings, Settings, Tune
from bot.timelines.register_steps import Book, Free
from bot.timelines.said_steps import Confirm, Delete, Edit, Picture, Say, Signals
from bot.timelines.step import Happening
from bot.timelines.weekly_steps import Promises, Reviews
from bot.timelines.words import Shape

Playable = Happening | NewSettings | NewPlan
STEPS: Mapping[str, type[Shape]] = {
    "say": Say,
    "edit": Edit,
    "delete": Delete,
    "confirm": Confirm,
    "signals": Signals,
    "press": Press,
    "react": React,
    "unreact": Unreact,
    "approve": Approve,
    "refuse": Refuse,
    "assign": Assign,
    "book": Book,
    "free": Free,
    "promises": Promises,
    "reviews": Reviews,
    "settings": Settings,
    "tasks": NewPlanShape,
    "schedule": NewPlanShape,
    "tune": Tune,
    "picture": Picture,
}
