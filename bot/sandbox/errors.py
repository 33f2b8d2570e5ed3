"""What the sandbox itself refuses: a person doing what Slack's client would not let them do."""


class SandboxError(Exception):
    """Root of the sandbox's own errors; the text says what is wrong and what to do."""

    code = "sandbox_error"


class NotFound(SandboxError):
    """A person, channel, message, view or file that is named but is not there."""

    code = "not_found"


class NotAllowed(SandboxError):
    """Somebody does what Slack does not offer them: editing another's message, posting where they are not."""

    code = "not_allowed"


class NoSuchControl(SandboxError):
    """A button, menu or field that the message or view does not show."""

    code = "no_such_control"


class BotFailed(SandboxError):
    """The bot did not answer as Slack demands: not in time, with an error, or with a form Slack refuses."""

    code = "bot_failed"


class BotTimedOut(BotFailed):
    """The bot did not acknowledge within Slack's three seconds."""

    code = "operation_timeout"


class ClockError(SandboxError):
    """The clock cannot be moved that way."""

    code = "clock"
