"""`siteloop doctor`: what is missing to run, and how to mend it."""

import importlib
import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal, TextIO

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot.forms.setup import ROLES
from bot.manifest import OPTIONAL_SCOPES, REQUIRED_SCOPES
from bot.processes import is_gone
from bot.ruling.books import Books
from bot.settings import Settings, SettingsError
from bot.view import counted
from rules.errors import SiteloopError
from rules.life.departure import empty_roles
from storage.store import SiteRow, Store

State = Literal["ok", "warning", "missing"]
_MOST_SKEW = 60.0
_SIGNS = {"ok": "ok     ", "warning": "warning", "missing": "MISSING"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at: how it is, and what mends it."""

    state: State
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{_SIGNS[self.state]}  {self.what}" + (f"\n         → {self.mend}" if self.mend else "")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is looked at, and the machine's time."""

    settings: Settings
    client: WebClient
    now: datetime


def examine(environment: Mapping[str, str], out: TextIO) -> int:
    """Look at everything and print what was found; the exit status is 0 where nothing is missing."""
    try:
        settings = Settings.from_environment(environment)
    except SettingsError as error:
        print(Finding(state="missing", what="a setting cannot be used", mend=str(error)), file=out)
        return 1
    client = WebClient(token=settings.bot_token, base_url=settings.slack_api_url, timeout=10)
    states = []
    for finding in look(Surroundings(settings=settings, client=client, now=datetime.now(UTC))):
        print(finding, file=out, flush=True)
        states.append(finding.state)
    return int("missing" in states)


def look(around: Surroundings) -> Iterator[Finding]:
    """Each finding in turn, in the order in which it has to be mended."""
    yield _rules_package()
    yield _matcher()
    yield _rulebook(around.settings)
    yield from _variables(around.settings)
    sites: Sequence[SiteRow] | None = None
    try:
        with Store.open(around.settings.database_url, upgrade=False) as store:
            sites = store.sites()
            running = [one for one in store.troubles() if not is_gone(one.worker)]
            vacant = list(_vacant(store, sites))
        yield Finding(state="ok", what="the database is reached and its tables are up to date")
        for one in running:
            yield Finding(state="warning", what=f"Siteloop runs as {one.worker}, but: {one.text}")
        yield from vacant
    except SiteloopError as error:
        yield Finding(state="missing", what="the database is not ready", mend=str(error))
    except SQLAlchemyError as error:
        first = str(error).partition("\n")[0]
        mend = "Check SITELOOP_DATABASE_URL, and that the database runs."
        yield Finding(state="missing", what=f"the database cannot be reached: {first}", mend=mend)
    if around.settings.bot_token:
        yield from _slack(around, sites)


def _vacant(store: Store, sites: Sequence[SiteRow]) -> Iterator[Finding]:
    """Roles of a site whose people have left it."""
    for site in sites:
        with store.reading(site.id) as reader:
            empty = [ROLES.get(role, role).casefold() for role in empty_roles(reader)]
        if empty:
            what = f"at {site.name or 'a site'} nobody is {', '.join(empty)} any more"
            yield Finding(state="warning", what=what, mend="Name somebody in its channel: /site setup")


def _rules_package() -> Finding:
    """`rules` is a common name: another package of that name on the path would be imported in our place."""
    ours = Path(__file__).parents[2] / "rules"
    spec = importlib.util.find_spec("rules")
    found = Path(spec.origin).parent if spec and spec.origin else None
    if found is not None and found.resolve() == ours.resolve():
        return Finding(state="ok", what="the package `rules` is Siteloop's")
    mend = "Run Siteloop in a virtual environment of its own: python -m venv .venv"
    return Finding(
        state="missing", what=f"`rules` is imported from {found}, which is another package", mend=mend
    )


def _matcher() -> Finding:
    try:
        importlib.import_module("durable_rules_engine")
        return Finding(state="ok", what="durable_rules can be imported")
    except ImportError:
        pass
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    what = f"durable_rules cannot be imported on Python {version}; rules run on the built-in matcher, with the same results"
    return Finding(state="warning", what=what, mend="Use Python 3.11 or 3.12 with a C compiler to have it.")


def _rulebook(settings: Settings) -> Finding:
    """The rulebook is tried as it would be before it is put in force."""
    try:
        with Books(settings.rulebook) as books:
            book = books.current().rulebook
            troubles = books.troubles
    except SiteloopError as error:
        return Finding(state="missing", what="the rulebook cannot be put in force", mend=str(error))
    if troubles:
        mend = "It runs on the built-in matcher, with the same results. Please report it with the rulebook."
        return Finding(state="warning", what="; ".join(troubles), mend=mend)
    what = f"the rulebook was tried: version {book.version}, {counted(len(book.rules), 'rule')}"
    return Finding(state="ok", what=what)


def _variables(settings: Settings) -> Iterator[Finding]:
    if settings.bot_token:
        yield Finding(state="ok", what="SLACK_BOT_TOKEN is set")
    else:
        mend = "Install the app from manifest.yml and copy the bot token (OAuth & Permissions)."
        yield Finding(state="missing", what="SLACK_BOT_TOKEN is not set", mend=mend)
    if settings.app_token or settings.signing_secret:
        ways = [("Socket Mode", settings.app_token), ("HTTP", settings.signing_secret)]
        yield Finding(state="ok", what=f"ready for {' and '.join(way for way, given in ways if given)}")
    else:
        mend = "Set SLACK_APP_TOKEN (scope connections:write) for Socket Mode, or SLACK_SIGNING_SECRET for --http."
        yield Finding(
            state="missing", what="neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set", mend=mend
        )


def _slack(around: Surroundings, sites: Sequence[SiteRow] | None) -> Iterator[Finding]:
    try:
        told = around.client.auth_test()
    except SlackApiError as error:
        mend = "Copy the bot token again from the app's settings, or install the app again."
        yield Finding(
            state="missing", what=f"Slack refuses SLACK_BOT_TOKEN: {error.response.get('error')}", mend=mend
        )
        return
    except (SlackClientError, OSError) as error:
        mend = "Check the network and the proxy of this machine."
        yield Finding(state="missing", what=f"Slack cannot be reached: {error}", mend=mend)
        return
    yield Finding(state="ok", what=f"the bot token is valid: {told.get('user')} in {told.get('team')}")
    headers = {name.lower(): str(value) for name, value in told.headers.items()}
    yield from _scopes(headers.get("x-oauth-scopes", ""))
    yield from _skew(headers.get("date", ""), around.now)
    if sites is not None:
        workspace = str(told["team_id"])
        yield from _channels(around.client, [site for site in sites if site.workspace == workspace])


def _scopes(told: str) -> Iterator[Finding]:
    given = {scope.strip() for scope in told.split(",") if scope.strip()}
    if not given:
        return
    mend = "Update the app from manifest.yml and install it again."
    if missing := [scope for scope in REQUIRED_SCOPES if scope not in given]:
        yield Finding(state="missing", what=f"scopes are missing: {', '.join(missing)}", mend=mend)
    else:
        yield Finding(state="ok", what="every required scope is granted")
    for scope, loss in OPTIONAL_SCOPES.items():
        if scope not in given:
            yield Finding(state="warning", what=f"without the optional scope {scope}, {loss}", mend=mend)


def _skew(date: str, now: datetime) -> Iterator[Finding]:
    """Slack's requests are refused when they seem older than five minutes."""
    if not date:
        return
    skew = abs((parsedate_to_datetime(date).astimezone(UTC) - now).total_seconds())
    if skew <= _MOST_SKEW:
        yield Finding(state="ok", what="the clock agrees with Slack's")
    else:
        mend = "Turn on time synchronisation (timedatectl set-ntp true)."
        yield Finding(state="missing", what=f"the clock is {skew:.0f} s off Slack's", mend=mend)


def _channels(client: WebClient, sites: Sequence[SiteRow]) -> Iterator[Finding]:
    """Where Siteloop is, against where its sites are."""
    try:
        joined = _joined(client)
    except SlackApiError as error:
        yield Finding(state="warning", what=f"the channels cannot be listed: {error.response.get('error')}")
        return
    bound = {channel: site.name for site in sites for channel in site.channels}
    lost = [channel for channel in bound if channel not in joined]
    new = [name for channel, name in joined.items() if channel not in bound]
    if lost:
        names = ", ".join(f"{bound[channel] or 'a site'} ({channel})" for channel in lost)
        yield Finding(
            state="warning",
            what=f"not in the channel of {names}",
            mend="Invite the bot there: /invite @Siteloop",
        )
    if new:
        names = ", ".join(f"#{name}" for name in new)
        yield Finding(state="warning", what=f"no site is set up in {names}", mend="Run /site setup there.")
    if not joined:
        yield Finding(state="warning", what="the bot is in no channel", mend="Invite it: /invite @Siteloop")
    elif not lost and not new:
        yield Finding(state="ok", what=f"in {counted(len(joined), 'channel')}, each a site's")


def _joined(client: WebClient) -> dict[str, str]:
    """The channels that the bot is a member of, by id."""
    found: dict[str, str] = {}
    cursor = ""
    while True:
        page = client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=1000, cursor=cursor
        )
        found |= {one["id"]: one.get("name", one["id"]) for one in page["channels"] if one.get("is_member")}
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return found
