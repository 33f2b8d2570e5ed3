"""Slack over a WebSocket (Socket Mode): no public address needed."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.settings import Settings

THREADS = 32


@contextmanager
def connected(bolt: App, settings: Settings) -> Iterator[SocketModeClient]:
    """Connected for as long as the context lasts, and again by itself when the connection is lost.

    What a listener did not take in is not acknowledged, so Slack sends it again. Threads share commits, as over HTTP.

    Raises:
        SettingsError: the app-level token is not set.
        slack_sdk.errors.SlackApiError: Slack refuses it.
    """
    settings.need("app_token")
    web = WebClient(token=settings.app_token, base_url=settings.slack_api_url)
    handler = SocketModeHandler(bolt, app_token=settings.app_token, web_client=web, concurrency=THREADS)
    try:
        handler.client.connect()
        yield handler.client
    finally:
        handler.client.close()
