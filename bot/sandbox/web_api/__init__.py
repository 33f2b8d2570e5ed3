"""Slack's Web API, as much of it as a bot like this one calls, with Slack's errors."""

from .api import Reply, WebApi
from .call import ApiError, Call, Method

__all__ = ["ApiError", "Call", "Method", "Reply", "WebApi"]
