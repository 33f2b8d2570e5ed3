"""Slack's Web API as delivery meets it: what went wrong is one of three things, and each asks for something else."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from http.client import HTTPException
from typing import Any, Protocol
from urllib.error import HTTPError, URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from rules.errors import SiteloopError

# Slack says of these that part of it may have been done.
_UNCERTAIN = ("fatal_error", "internal_error", "request_timeout", "service_unavailable")
# Nothing was sent yet when these were met.
_UNSENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)


class SlackError(SiteloopError):
    """Slack did not do what it was asked to."""


class RateLimited(SlackError):
    """Slack asks to wait; nothing was done."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Slack asks to wait {seconds:g} s")
        self.seconds = seconds


class NotReached(SlackError):
    """Slack, or the way to it, failed; trying again may help. `uncertain`: it may have been done all the same."""

    def __init__(self, message: str, *, uncertain: bool, network: bool) -> None:
        super().__init__(message)
        self.uncertain = uncertain
        self.network = network


class Refused(SlackError):
    """Slack will not do it, however often it is asked; `code` is its word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack refused: {code}")
        self.code = code


class Clients(Protocol):
    """Gives a workspace's client."""

    def __call__(self, workspace: str, /) -> WebClient:
        """The client with the workspace's bot token."""
        ...


def plain_client(client: WebClient) -> WebClient:
    """The same client without the SDK's own retries: they would post twice what arrived and was not confirmed."""
    plain = copy(client)
    plain.retry_handlers = []
    return plain


@contextmanager
def asking() -> Iterator[None]:
    """Say what went wrong with the calls in the block.

    Raises:
        RateLimited, NotReached, Refused: in place of the SDK's and the network's errors.
    """
    try:
        yield
    except SlackApiError as error:
        raise meaning_of(*_told(error.response)) from error
    except HTTPError as error:
        raise meaning_of(error.code, dict(error.headers.items()), f"HTTP {error.code}") from error
    except (OSError, HTTPException) as error:
        cause = error.reason if isinstance(error, URLError) else error
        uncertain = not isinstance(cause, _UNSENT)
        raise NotReached(f"Slack was not reached: {cause}", uncertain=uncertain, network=True) from error


def meaning_of(status: int, headers: Mapping[str, Any], code: str) -> SlackError:
    """What an answer means that is not "ok": HTTP status, headers, and Slack's error code (empty where it gave none)."""
    if status == 429 or code in ("ratelimited", "rate_limited"):
        given = {str(name).lower(): value for name, value in headers.items()}.get("retry-after", "1")
        seconds = str(given[0] if isinstance(given, list) else given)
        return RateLimited(float(seconds) if seconds.isdecimal() else 1.0)
    if status >= 500 or not code or code in _UNCERTAIN:
        return NotReached(f"Slack failed: {code or f'HTTP {status}'}", uncertain=True, network=False)
    return Refused(code)


def _told(response: Any) -> tuple[int, Mapping[str, Any], str]:  # noqa: ANN401 - the SDK gives its own type, or a dict
    if isinstance(response, Mapping):  # an answer that is not JSON
        return int(response.get("status", 0)), response.get("headers") or {}, ""
    data = response.data if isinstance(response.data, Mapping) else {}
    return response.status_code, response.headers or {}, str(data.get("error") or "")
