"""A company: sites with people and schedules in a sandbox on real time, where `siteloop run` can be let in."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ruamel.yaml import YAML

from bot.happening import HAPPENING, Configure, FileRead, Happening
from bot.manifest import manifest_text
from bot.sandbox import AppConfig, MovableClock, RateLimits, Sandbox, SandboxServer
from bot.sandbox.records import Message
from storage.store import Store
from tests.scenarios.process import Process, wait_until

WORKS = ("columns", "slab pour", "rebar", "formwork")
LEVELS = range(1, 6)
# A post a second in each channel, as Slack has it. Its limits by method and minute are left out: some 400 reactions would take
# eight minutes. Tests of delivery hold it to them.
_LIMITS = RateLimits(per_minute={1: 6_000, 2: 6_000, 3: 6_000, 4: 6_000})


@dataclass(frozen=True, kw_only=True)
class Place:
    """One site of the company, by its channel and the people there; the foreman owns every task."""

    site: int
    channel: str
    foreman: str
    superintendent: str


@dataclass(frozen=True, kw_only=True)
class Company:
    """The sandbox, the database, and the process, which is up."""

    sandbox: Sandbox
    store: Store
    process: Process
    places: tuple[Place, ...]

    def untold(self) -> int:
        """How much Slack has still to tell, or to try again."""
        return sum(not (one.acknowledged or one.given_up) for one in list(self.sandbox.deliveries))

    def is_quiet(self) -> bool:
        """Whether Slack has nothing left to tell, and Siteloop nothing left to do."""
        return self.untold() == 0 and self.store.quiet(self.sandbox.clock.now())

    def wait_quiet(self, seconds: float) -> None:
        """Wait until all is quiet."""
        wait_until("all is quiet", self.is_quiet, seconds=seconds, every=0.05)

    def ours(self, channel: str) -> list[tuple[str, Message]]:
        """Siteloop's messages in a channel, each with the name that it carries for itself."""
        with self.sandbox.workspace.lock:
            standing = list(self.sandbox.workspace.channels[channel].messages.values())
        return [(_name_of(one), one) for one in standing if one.by_app]


@contextmanager
def company(folder: Path, *, sites: int) -> Iterator[Company]:
    """Set everything up as managers would: Siteloop is invited, configured, and given each site's schedule."""
    config = AppConfig.from_manifest(YAML(typ="safe").load(manifest_text()))
    clock = MovableClock(datetime.now(UTC), running=True)
    sandbox = Sandbox(clock=clock, app=config, limits=_LIMITS, synchronous=False)
    database = f"sqlite:///{folder / 'site.db'}"
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer(sandbox))
        store = stack.enter_context(Store.open(database))
        settings = {
            "SLACK_BOT_TOKEN": config.bot_token,
            "SLACK_SIGNING_SECRET": config.signing_secret,
            "SITELOOP_SLACK_API_URL": server.api_url,
            "SITELOOP_DATABASE_URL": database,
        }
        process = stack.enter_context(Process(folder, settings))
        process.start()
        process.wait_up()
        server.connect_http(process.url, verify=True)
        places = tuple(_open(sandbox, store, number) for number in range(sites))
        found = Company(sandbox=sandbox, store=store, process=process, places=places)
        found.wait_quiet(30)
        for place in places:
            _set_up(found, place)
        found.wait_quiet(30)
        yield found


def schedule(day: date) -> str:
    """Twenty tasks, each under way at that day, as CSV."""
    rows = ["id,name,zone,trade,start,finish,owner"]
    for level in LEVELS:
        for number, work in enumerate(WORKS):
            name = f"Level {level} {work}"
            start, finish = day - timedelta(days=3), day + timedelta(days=6)
            rows.append(f"A-{level}{number}0,{name},L{level},{work.split()[0]},{start},{finish},foreman")
    return "\n".join(rows)


def _open(sandbox: Sandbox, store: Store, number: int) -> Place:
    """A channel with two people, to which Siteloop is invited."""
    people = (f"foreman{number}", f"super{number}")
    ids = [sandbox.workspace.add_user(name).id for name in people]
    channel = sandbox.workspace.add_channel(f"site-{number}", members=people)
    sandbox.invite(sandbox.app.bot_user, channel.id)
    site = store.open_site(sandbox.workspace.team_id, channel.id)
    return Place(site=site, channel=channel.id, foreman=ids[0], superintendent=ids[1])


def _set_up(company: Company, place: Place) -> None:
    """At work around the clock, so that nothing waits for a shift whenever this runs."""
    calendar = {
        "timezone": "UTC",
        "weekdays": [*range(7)],
        "opens": "00:00",
        "closes": "23:59",
        "country": "",
    }
    people = {"owner:foreman": place.foreman, "superintendent": place.superintendent}
    _put(company, place, Configure(fields={**calendar, **people}, asked=f"set-up:{place.site}"))
    day = company.sandbox.clock.now().date()
    content = base64.b64encode(schedule(day).encode()).decode()
    _put(
        company,
        place,
        FileRead(
            name="plan.csv",
            content=content,
            user="",
            channel=place.channel,
            asked=f"schedule:{place.site}",
            planned_until=day.isoformat(),
        ),
    )


def _put(company: Company, place: Place, happening: Happening) -> None:
    company.store.receive(
        workspace=company.sandbox.workspace.team_id,
        site=place.site,
        key=happening.key,
        kind=happening.kind,
        payload=HAPPENING.dump_json(happening).decode(),
        at=company.sandbox.clock.now(),
    )


def _name_of(message: Message) -> str:
    """`card:ACT-1`, `dm:ACT-1:U0ANA`, …, as delivery names it in the message's metadata; empty for what has none."""
    payload = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("key", "")).partition("@")[0]
