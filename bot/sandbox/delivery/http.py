"""Signed HTTP requests to the app's Request URL."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from ..records import Json
from .transport import Answer, Outgoing, TransportFailed

USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
DEADLINE = 3.0  # seconds; Slack's
_FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of X-Slack-Signature (version v0)."""
    signed = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return f"v0={signed.hexdigest()}"


class HttpTransport:
    """Posts to one URL. `wall_clock` gives the signature's timestamp: apps check it against real time."""

    def __init__(
        self,
        url: str,
        signing_secret: str,
        *,
        deadline: float = DEADLINE,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self.url = url
        self._secret = signing_secret
        self._deadline = deadline
        self._wall_clock = wall_clock

    def send(self, outgoing: Outgoing) -> Answer:
        """Post and wait for the answer, three seconds at most."""
        content_type, body = _encoded(outgoing)
        parts = urlsplit(self.url)
        connection_type = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = connection_type(parts.hostname or "", parts.port, timeout=self._deadline)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, self._headers(outgoing, content_type, body))
            response = connection.getresponse()
            return Answer(
                status=response.status,
                body=parsed(response.read().decode("utf-8", "replace")),
                headers={name.lower(): value for name, value in response.getheaders()},
            )
        except TimeoutError as error:
            raise TransportFailed("http_timeout", f"No answer in {self._deadline} s.") from error
        except (OSError, http.client.HTTPException) as error:
            raise TransportFailed("connection_failed", str(error)) from error
        finally:
            connection.close()

    def _headers(self, outgoing: Outgoing, content_type: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._wall_clock()))
        headers = {
            "Accept": "*/*",
            "Content-Type": content_type,
            "User-Agent": USER_AGENT,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, body),
        }
        if outgoing.retry_num:
            headers["X-Slack-Retry-Num"] = str(outgoing.retry_num)
            headers["X-Slack-Retry-Reason"] = outgoing.retry_reason
        return headers


def _encoded(outgoing: Outgoing) -> tuple[str, bytes]:
    if outgoing.kind == "command":
        return _FORM, urlencode(outgoing.content).encode()
    as_json = json.dumps(outgoing.content, ensure_ascii=False)
    if outgoing.kind == "interactive":
        return _FORM, urlencode({"payload": as_json}).encode()
    return "application/json", as_json.encode()


def parsed(body: str) -> Json | str:
    """Return the JSON object of a body, or the body as text."""
    try:
        value = json.loads(body)
    except ValueError:
        return body
    return value if isinstance(value, dict) else body
