"""The parts of a site's state; each is a document of its own, loaded and saved by key.

They keep what happened (live signals, steps, memory) and nothing that can be computed from it: `rules.matter` reads a
task's facts from its live signals, and `rules.life.action` reads an action's life from its steps, so that an edit or a deletion
only has to change what happened.
"""

from rules.subject.action import ActionState
from rules.subject.asked import Answer, Assignment, DoneMeans, Expects, ReminderPlan, Rung, Severity, Verify
from rules.subject.goal import GoalState, Risk, RiskLevel
from rules.subject.memory import Fired, Watch
from rules.subject.message import Attached, MessageState
from rules.subject.person import Absence, Gone, Kept, Outcome, PersonState, Reach
from rules.subject.resource import Broken, ResourceState
from rules.subject.said import Live, Settled
from rules.subject.site import Pause, SiteState, Word, WordSort
from rules.subject.step import Change, Ended, Member, ReminderKind, Step, StepKind
from rules.subject.task import TaskState
from rules.subject.tuning import Mode, Tuning

__all__ = [
    "Absence",
    "ActionState",
    "Answer",
    "Assignment",
    "Attached",
    "Broken",
    "Change",
    "DoneMeans",
    "Ended",
    "Expects",
    "Fired",
    "GoalState",
    "Gone",
    "Kept",
    "Live",
    "Member",
    "MessageState",
    "Mode",
    "Outcome",
    "Pause",
    "PersonState",
    "Reach",
    "ReminderKind",
    "ReminderPlan",
    "ResourceState",
    "Risk",
    "RiskLevel",
    "Rung",
    "Settled",
    "Severity",
    "SiteState",
    "Step",
    "StepKind",
    "Subject",
    "TaskState",
    "Tuning",
    "Verify",
    "Watch",
    "Word",
    "WordSort",
]

Subject = TaskState | SiteState | PersonState | GoalState | ResourceState | MessageState | ActionState
