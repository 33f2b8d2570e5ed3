"""Siteloop and the sandbox in one process without a network between them: the same requests, signed and answered as over HTTP.

For months that are lived through in seconds, where two sockets for every message would take most of the time.
"""

from collections.abc import Mapping, Sequence
from json import dumps, loads
from typing import Any
from urllib.error import URLError

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.sandbox.delivery import Answer, HttpTransport
from bot.sandbox.delivery.transport import Outgoing
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.web_api import WebApi


class DirectTransport:
    """Brings the sandbox's requests to the app, signed."""

    def __init__(self, app: App, secret: str) -> None:
        self._app = app
        self._http = HttpTransport("http://direct", secret)

    def send(self, outgoing: Outgoing) -> Answer:
        """Dispatch one request and give the answer."""
        headers, body = self._http.signed(outgoing)
        lowered: dict[str, str | Sequence[str]] = {name.lower(): value for name, value in headers.items()}
        answer = self._app.dispatch(BoltRequest(body=body.decode(), headers=lowered))
        return Answer.of(answer.status, answer.body or "", answer.first_headers_without_set_cookie())


class DirectClient(WebClient):
    """A Web API client whose calls the sandbox answers in the caller's thread."""

    def __init__(self, web_api: WebApi, *, token: str, base_url: str) -> None:
        super().__init__(token=token, base_url=base_url)
        self._web_api = web_api

    @classmethod
    def of(cls, sandbox: Sandbox) -> "DirectClient":
        """The client of the sandbox's app."""
        base_url = f"{sandbox.workspace.base_url}/api/"
        return cls(sandbox.web_api, token=sandbox.app.bot_token, base_url=base_url)

    def api_call(
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        files: Mapping[str, Any] | None = None,
        data: Any = None,  # noqa: ANN401 - as the SDK has it
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
        auth: Mapping[str, Any] | None = None,
    ) -> SlackResponse:
        """Ask the sandbox; what goes in and comes out is JSON, as on a wire."""
        given = {**(params or {}), **(data or {}), **(json or {})}
        asked = _as_json({name: value for name, value in given.items() if value is not None})
        reply = self._web_api.call(api_method, asked, self.token)
        if reply.drop:
            raise URLError(ConnectionResetError("the sandbox closed the connection"))
        answer: SlackResponse = SlackResponse(
            client=self,
            http_verb=http_verb,
            api_url=f"{self.base_url}{api_method}",
            req_args=asked,
            data=_as_json(reply.body or {}),
            headers=dict(reply.headers),
            status_code=reply.status,
        )
        answer.validate()  # type: ignore[no-untyped-call]
        return answer


def _as_json(value: dict[str, Any]) -> dict[str, Any]:
    copied: dict[str, Any] = loads(dumps(value))
    return copied
