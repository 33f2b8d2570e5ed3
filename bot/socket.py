"""Slack over a WebSocket (Socket Mode): no public address needed."""

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient

from bot.settings import Settings

THREADS = 32


def socket_handler(bolt: App, settings: Settings) -> SocketModeHandler:
    """A handler that is not connected yet: `connect()` returns once it is, `close()` ends it.

    What a listener did not take in is not acknowledged, so Slack sends it again. Threads share commits, as over HTTP.

    Raises:
        SettingsError: the app-level token is not set.
    """
    settings.need("app_token")
    web = WebClient(token=settings.app_token, base_url=settings.slack_api_url)
    return SocketModeHandler(bolt, app_token=settings.app_token, web_client=web, concurrency=THREADS)
