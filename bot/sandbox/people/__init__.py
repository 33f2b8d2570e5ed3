"""What people do in the workspace, through the client that Slack gives them."""

from .controls import ControlActs, Submitted
from .messages import MessageActs

__all__ = ["ControlActs", "MessageActs", "Submitted"]
