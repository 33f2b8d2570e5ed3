"""The Bolt app: who may speak to it, and what listens.

Slack is answered after a listener returned (`process_before_response`), and a listener returns after its inbox row was
committed. So an exception, the database being away above all, answers 500, and Slack sends it again.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import listeners
from bot.desk import Desk

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who Siteloop is in its workspace, as `auth.test` tells."""

    workspace: str
    bot_user: str
    bot_id: str
    enterprise: str = ""


def identify(client: WebClient) -> Identity:
    """Ask Slack who the token belongs to.

    Raises:
        slack_sdk.errors.SlackApiError: the token is not valid.
    """
    told = client.auth_test()
    return Identity(
        workspace=str(told["team_id"]),
        bot_user=str(told["user_id"]),
        bot_id=str(told.get("bot_id") or ""),
        enterprise=str(told.get("enterprise_id") or ""),
    )


def build_app(desk: Desk, identity: Identity, client: WebClient, signing_secret: str) -> App:
    """The app of one workspace. Over HTTP a request needs Slack's signature, not older than five minutes."""
    app = App(
        name="siteloop",
        logger=_LOG,
        process_before_response=True,
        signing_secret=signing_secret,
        client=WebClient(base_url=client.base_url, ssl=client.ssl, proxy=client.proxy),
        authorize=_authorize(identity, str(client.token or "")),
    )
    app.use(_only_ours(identity))
    listeners.register(app, desk)
    return app


def _authorize(identity: Identity, token: str) -> Callable[..., AuthorizeResult]:
    """One workspace has one token; Bolt's own way asks the database and Slack for each request."""
    result = AuthorizeResult(
        enterprise_id=identity.enterprise or None,
        team_id=identity.workspace,
        bot_token=token,
        bot_id=identity.bot_id or None,
        bot_user_id=identity.bot_user,
    )

    def authorize() -> AuthorizeResult:
        return result

    return authorize


def _only_ours(identity: Identity) -> Callable[..., BoltResponse | None]:
    """Leave alone what was meant for the app in another workspace.

    In channels shared by Slack Connect `team_id` may be the other organisation's, so what counts is where the app that is told
    is installed. People of the other organisation are heard like everybody in the channel; what they may do, roles decide.
    """

    def only_ours(body: dict[str, Any], next: Callable[[], None]) -> BoltResponse | None:
        team = installed_team(body)
        if team in ("", identity.workspace):
            next()
            return None
        _LOG.warning("A request was for another workspace", extra={"workspace": team})
        return BoltResponse(status=200)

    return only_ours


def installed_team(body: dict[str, Any]) -> str:
    """The workspace in which the app is installed that Slack speaks to; `""` where the request does not tell."""
    authorizations = body.get("authorizations") or [{}]
    told = authorizations[0]
    if told.get("team_id") or told.get("is_enterprise_install"):
        return str(told.get("team_id") or "")
    if (view := body.get("view")) and view.get("app_installed_team_id"):
        return str(view["app_installed_team_id"])
    if body.get("type") == "event_callback":
        return str(body.get("context_team_id") or body.get("team_id") or "")
    # Commands and buttons name the person's own team: in a shared channel it is not ours, and the token is checked already.
    return ""
