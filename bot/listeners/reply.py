"""Answering a person at once: privately, or in a form. A refusal of it by Slack is logged, since nobody can mend it then."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.body import Body
from bot.forms.fields import View, notice

_LOG = logging.getLogger(__name__)
_LATE = "That took too long, so Slack closed the door. Please try once more."


def open_form(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Open a form within the three seconds that the trigger lives."""
    try:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        _LOG.warning("A form could not be opened", extra={"error": str(error.response.get("error"))})
        if body.get("response_url"):
            _respond(body["response_url"], Body(text=_LATE))


def tell(
    client: WebClient, body: Mapping[str, Any], told: Body, title: str = "Siteloop", *, in_place: bool = False
) -> None:
    """Tell only the person who pressed: below the message (`in_place`: instead of it), or in a modal where there is no message
    (the home tab)."""
    if body.get("response_url"):
        _respond(body["response_url"], told, in_place=in_place)
        return
    # A button in a modal cannot open another one, so that it shows no buttons.
    shown = [block for block in told.blocks if block["type"] != "actions"]
    view = notice(title, told.text[:3000])
    open_form(client, body, {**view, "blocks": shown} if shown else view)


def _respond(url: str, told: Body, *, in_place: bool = False) -> None:
    answer = WebhookClient(url).send_dict(
        {**told.as_message(), "response_type": "ephemeral", "replace_original": in_place}
    )
    if answer.status_code != 200:
        _LOG.warning(
            "A private answer was refused", extra={"status": answer.status_code, "answer": answer.body[:200]}
        )
