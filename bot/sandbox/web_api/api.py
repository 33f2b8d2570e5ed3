"""The Web API as a whole: who calls, whether they may, how often, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..app_config import AppConfig
from ..delivery import SocketTransport
from ..faults import Fault, Faults
from ..interactions import Interactions
from ..limits import Limiter
from ..records import Json
from ..workspace import Workspace
from . import chat, conversations, files, people, views
from .call import ApiError, Call, Method

METHODS: Mapping[str, Method] = {
    method.name: method for module in (chat, conversations, files, people, views) for method in module.METHODS
}
_EVERYWHERE = frozenset({"team_id"})  # Bolt's client sends it with every call, and Slack ignores it


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An HTTP answer; `drop` asks for a closed connection instead."""

    status: int = 200
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(
        self,
        ws: Workspace,
        interactions: Interactions,
        limiter: Limiter,
        sockets: SocketTransport,
        faults: Faults,
    ) -> None:
        self._ws = ws
        self._interactions = interactions
        self._limiter = limiter
        self._sockets = sockets
        self._faults = faults

    def call(self, name: str, args: Mapping[str, Any], bearer: str | None) -> Reply:
        """Carry out one call; `bearer` is the token of the Authorization header, if there was one."""
        fault = self._faults.take(name)
        if fault and not fault.after_effect:
            return _faulty(fault)
        headers = {"x-oauth-scopes": ",".join(sorted(self._ws.app.scopes))}
        try:
            answer = self._answered(name, args, bearer)
        except ApiError as refusal:
            status = 200
            if refusal.code == "ratelimited":
                status, headers["Retry-After"] = 429, str(refusal.retry_after)
            return Reply(status=status, body=refusal.answer, headers=headers)
        if fault:
            return _faulty(fault)
        return Reply(body={"ok": True, **answer}, headers=headers)

    def _answered(self, name: str, args: Mapping[str, Any], bearer: str | None) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        given = {key: value for key, value in args.items() if key != "token"}
        if name == "api.test":
            return method.run(self._call(name, given))
        _authorize(self._ws.app, method, bearer or args.get("token"), installed=self._ws.installed)
        call = self._call(name, given)
        if method.scope:
            call.need(method.scope)
        unknown = sorted(set(given) - method.arguments - _EVERYWHERE)
        if unknown:
            raise ApiError("invalid_arguments", [f"unknown argument of {name}: {key}" for key in unknown])
        wait = self._limiter.method(name, method.tier) if method.tier else None
        if wait:
            raise ApiError("ratelimited", retry_after=wait)
        return method.run(call)

    def _call(self, name: str, args: Mapping[str, Any]) -> Call:
        return Call(
            workspace=self._ws,
            interactions=self._interactions,
            limiter=self._limiter,
            sockets=self._sockets,
            method=name,
            args=args,
            given_scopes=self._ws.app.scopes,
        )


def _authorize(app: AppConfig, method: Method, token: object, *, installed: bool) -> None:
    if not token:
        raise ApiError("not_authed")
    if token not in (app.bot_token, app.app_token):
        raise ApiError("invalid_auth")
    if (token == app.app_token) != method.app_token:
        raise ApiError("not_allowed_token_type")
    if token == app.bot_token and not installed:
        raise ApiError("account_inactive")


def _faulty(fault: Fault) -> Reply:
    if fault.drop:
        return Reply(drop=True)
    if fault.retry_after is not None:
        body: Json = {"ok": False, "error": "ratelimited"}
        return Reply(status=429, body=body, headers={"Retry-After": str(fault.retry_after)})
    if fault.status is not None:
        return Reply(status=fault.status)
    return Reply(body={"ok": False, "error": fault.error or "fatal_error"})
