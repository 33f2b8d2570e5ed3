"""What rules can read of an open matter: a blocker, a request, a delivery, a safety report, a failed check."""

from rules.facts.field import Declare, Field
from rules.facts.scene import Scene
from rules.facts.view import View
from rules.grounds import with_reason
from rules.matter import Matter
from rules.read import message_of
from rules.rule import ROLES
from rules.signal import CAUSES, NEEDS
from rules.worktime.timed import Timed


class MatterView(View):
    """An open matter at one instant."""

    def __init__(self, scene: Scene, matter: Matter) -> None:
        super().__init__(scene)
        self.matter = matter

    @property
    def role(self) -> str | None:
        """The role at the site of whoever told it first."""
        return self.scene.role_of(self.matter.by)


def _id(m: MatterView) -> str:
    return m.matter.id


def _words(m: MatterView) -> str:
    """Of what stops work with the reason that the message gives."""
    if m.matter.kind != "blocker":
        return m.matter.words
    return with_reason(m.matter.words, m.matter.evidence, lambda name: message_of(m.scene.read, name))


def _detail(m: MatterView) -> str:
    return m.matter.detail


def _told(m: MatterView) -> Timed:
    return Timed(anchor=m.matter.told)


def _needed(m: MatterView) -> Timed | None:
    return Timed(anchor=m.matter.needed, sense="until") if m.matter.needed else None


_blocker = Declare[MatterView]("blocker")
_request = Declare[MatterView]("request")
_delivery = Declare[MatterView]("delivery")
_safety = Declare[MatterView]("safety")
_quality = Declare[MatterView]("quality")
_FOCUS_FOUR = ("fall", "struck_by", "caught_in", "electrical")


def _of_all(of: Declare[MatterView], words: str) -> tuple[Field, ...]:
    """What is so of every kind of matter."""
    return (
        of.text("words", "the words that told it", words, _words, evidence=_id),
        of.truth(
            "firm", "it was stored without doubt (not to be confirmed)", lambda m: m.matter.firm, evidence=_id
        ),
        of.text(
            "by_role",
            "of whoever told it, where they have one at the site",
            "owner_rep",
            lambda m: m.role,
            options=ROLES,
            evidence=_id,
        ),
    )


MATTERS = (
    _blocker.text("cause", "why the work stands", "material", _detail, options=CAUSES, evidence=_id),
    _blocker.number(
        "hours",
        "working hours",
        "since it began, or since it was told",
        "10",
        lambda m: Timed(anchor=m.matter.since),
        timed=True,
    ),
    _blocker.number(
        "told_times", "count", "how often it was told", "3", lambda m: len(m.matter.evidence), evidence=_id
    ),
    _blocker.truth(
        "reason",
        "it is why an action is not done, as its owner answered",
        lambda m: bool(m.matter.reason_of),
        evidence=_id,
    ),
    _blocker.truth(
        "addressed",
        "it names one person of another trade, or calls on a trade that somebody leads here: it is theirs then",
        lambda m: bool(m.matter.to),
    ),
    *_of_all(_blocker, "no concrete delivered"),
    _request.text("need", "what is asked for", "inspection", _detail, options=NEEDS, evidence=_id),
    _request.number("hours", "working hours", "since it was asked", "5", _told, timed=True),
    _request.number(
        "hours_to_needed",
        "working hours",
        "until it is needed; absent where no time was said",
        "8",
        _needed,
        timed=True,
    ),
    _request.number(
        "quantity", "as said", "how much is asked for", "4", lambda m: m.matter.quantity, evidence=_id
    ),
    _request.truth(
        "addressed",
        "it names one person of the site, or calls on a trade that somebody leads here: it is theirs then",
        lambda m: bool(m.matter.to),
    ),
    *_of_all(_request, "need 4 carpenters by Thursday"),
    _delivery.text(
        "status",
        "what became of it",
        "late",
        _detail,
        options=("late", "short", "damaged", "scheduled", "arrived"),
        evidence=_id,
    ),
    _delivery.number("hours", "working hours", "since it was told", "2", _told, timed=True),
    *_of_all(_delivery, "rebar truck not here till Thursday"),
    _safety.text(
        "class",
        "what kind of report",
        "hazard",
        _detail,
        options=("incident", "near_miss", "hazard", "good"),
        evidence=_id,
    ),
    _safety.text(
        "category",
        "of the Focus Four, or other",
        "fall",
        lambda m: m.matter.category,
        options=(*_FOCUS_FOUR, "other"),
        evidence=_id,
    ),
    _safety.truth(
        "injury", "somebody was hurt, where the words say", lambda m: m.matter.injury, evidence=_id
    ),
    _safety.number("hours", "working hours", "since it was told", "1", _told, timed=True),
    *_of_all(_safety, "no harness on the deck edge"),
    _quality.text(
        "result", "what the check found", "fail", _detail, options=("pass", "fail", "defect"), evidence=_id
    ),
    _quality.number("hours", "working hours", "since it was told", "1", _told, timed=True),
    *_of_all(_quality, "honeycombing on C4"),
)
