"""The shortcut "Report" of every composer: its form, which is checked, and put into the inbox of the site that it is about."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.commands.guide import no_site_answer
from bot.desk import Desk
from bot.forms.fields import About, read_fields
from bot.forms.report import check_report, report_form
from bot.happening import Submitted
from bot.listeners.messages import is_off
from bot.listeners.reply import open_form, tell
from bot.view import SiteView
from rules.read import tasks

REPORT = "report"
_NO_REPORT = "A report is posted in the channel and recorded. Close this form to keep it to yourself, or leave out “[off]”."


def register(app: App, desk: Desk) -> None:
    """Listen to the shortcut and to its form."""

    def opened(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        _open(desk, client, body)
        ack()

    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _submit(desk, ack, view, body["user"]["id"])

    app.shortcut(REPORT)(opened)
    app.view(REPORT)(submitted)


def _open(desk: Desk, client: WebClient, body: dict[str, Any]) -> None:
    sites = _sites(desk, body["user"]["id"])
    if not sites:
        tell(client, body, no_site_answer())
        return
    about = About(about="", site=sites[0][0])
    try:
        client.views_open(trigger_id=body["trigger_id"], view=report_form(sites, about))
    except SlackApiError:  # where files:read was not granted, Slack takes no form with room for photos
        open_form(client, body, report_form(sites, about, photo=False))


def _sites(desk: Desk, user: str) -> Sequence[tuple[int, str]]:
    """The person's sites by number and name, the newest first."""
    with ExitStack() as stack:
        readers = [stack.enter_context(desk.reading(site)) for site in desk.routes.all_of(user)]
        return [(reader.site, SiteView(reader).site.name or f"Site {reader.site}") for reader in readers]


def _submit(desk: Desk, ack: Ack, view: Mapping[str, Any], user: str) -> None:
    about = About.from_metadata(view["private_metadata"])
    site = _site(desk, view, about.site, user)
    with desk.reading(site) as reader:
        here = SiteView(reader)
        fields = read_fields(view, here.calendar)
        wrong = _off(fields) or check_report(fields, [one.plan.id for one in tasks(reader)])
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    form = Submitted(
        form=REPORT, about="", fields=fields, user=user, view=view["id"], channel=here.site.channel
    )
    desk.take(form, site)
    ack()


def _off(fields: Mapping[str, Any]) -> dict[str, str]:
    """A report is posted in the channel, so nobody is to write in it what they want kept out."""
    return {"text": _NO_REPORT} if is_off(str(fields.get("text") or "")) else {}


def _site(desk: Desk, view: Mapping[str, Any], offered: int, user: str) -> int:
    """The one that was chosen, as long as they are at it."""
    chosen = (view["state"]["values"].get("site") or {}).get("site") or {}
    number = int((chosen.get("selected_option") or {}).get("value") or offered)
    return number if number in desk.routes.all_of(user) else offered
