"""Signed HTTP requests to the app's Request URL."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

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
        headers, signed = self.signed(outgoing)
        parts = urlsplit(self.url)
        connection_type = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = connection_type(parts.hostname or "", parts.port, timeout=self._deadline)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, signed, headers)
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
            return Answer.of(response.status, body, dict(response.getheaders()))
        except TimeoutError as error:
            raise TransportFailed("http_timeout", f"No answer in {self._deadline} s.") from error
        except (OSError, http.client.HTTPException) as error:
            raise TransportFailed("connection_failed", str(error)) from error
        finally:
            connection.close()

    def signed(self, outgoing: Outgoing) -> tuple[dict[str, str], bytes]:
        """Return the headers and body of the request, for an app that is called without a network."""
        content_type, body = _encoded(outgoing)
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
        return headers, body


def _encoded(outgoing: Outgoing) -> tuple[str, bytes]:
    if outgoing.kind == "command":
        return _FORM, urlencode(outgoing.content).encode()
    as_json = json.dumps(outgoing.content, ensure_ascii=False)
    if outgoing.kind == "interactive":
        return _FORM, urlencode({"payload": as_json}).encode()
    return "application/json", as_json.encode()
