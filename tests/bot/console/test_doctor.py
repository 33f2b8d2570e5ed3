"""The doctor names what is missing and how to mend it, and says so in its exit status."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.console.doctor import Finding, Surroundings, examine, look
from bot.processes import worker_name
from bot.sandbox import Sandbox, SandboxServer
from bot.settings import Settings, SettingsError
from bot.turn import Turn
from rules.folding.entry import Configured, Departed, Entry, Roster
from rules.subject import PersonState, SiteState
from storage.store import Store
from tests.rules.rule_text import SOUND
from tests.rules.world import book


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    """A workspace with two channels, Siteloop in one of them."""
    sandbox = Sandbox()
    sandbox.workspace.add_user("ana")
    sandbox.workspace.add_channel("tower-a", members=["ana", "siteloop"])
    sandbox.workspace.add_channel("tower-b", members=["ana"])
    with SandboxServer(sandbox) as running:
        yield running


def examined(server: SandboxServer, folder: Path, **changes: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    app = server.sandbox.app
    environment = {
        "SITELOOP_DATABASE_URL": f"sqlite:///{folder / 'site.db'}",
        "SITELOOP_SLACK_API_URL": server.api_url,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        **changes,
    }
    out = io.StringIO()
    return examine(environment, out), out.getvalue()


def _keep(store: Store, workspace: str, site: int, *entries: Entry) -> None:
    """Record what happened at a site in one turn."""
    now = datetime(2026, 3, 10, 14, tzinfo=UTC)
    store.receive(workspace=workspace, site=site, key="once", kind="wrote", payload="{}", at=now)
    claim = store.claim(now, worker="w", lease=timedelta(minutes=1))
    assert claim is not None
    with claim:
        due = claim.next(now)
        assert due is not None
        with claim.unit(due) as unit:
            turn = Turn(unit, book(), now)
            for entry in entries:
                turn.record(entry)


def test_all_is_well(server: SandboxServer, tmp_path: Path) -> None:
    """With tokens, tables and a bound channel nothing is missing."""
    with Store.open(f"sqlite:///{tmp_path / 'site.db'}") as store:
        store.open_site(server.sandbox.workspace.team_id, "C0TOWERA", "Tower A")
    status, told = examined(server, tmp_path)
    assert (status, "MISSING" in told) == (0, False), told
    assert "in 1 channel" in told


def test_the_rulebook_is_tried(server: SandboxServer, tmp_path: Path) -> None:
    """A sound one is told with its version; a broken one, or one that fails its own tests, is missing, with file and rule."""
    Store.open(f"sqlite:///{tmp_path / 'site.db'}").close()
    assert "the rulebook was tried: version " in examined(server, tmp_path)[1]
    book = tmp_path / "book.yml"
    for text, reason in (
        (SOUND.replace("task.critical", "task.critikal"), "book.yml:"),
        (SOUND.replace("fires: { task.critical: true", "fires: { task.critical: false"), "fails its test"),
    ):
        book.write_text(text)
        status, told = examined(server, tmp_path, SITELOOP_RULEBOOK=str(book))
        assert status == 1
        assert "the rulebook cannot be put in force" in told
        assert reason in told and "critical-task-blocked" in told


def test_a_role_whose_people_have_left_is_named(server: SandboxServer, tmp_path: Path) -> None:
    """With what mends it; it is a warning, since the site goes on with who is left."""
    with Store.open(f"sqlite:///{tmp_path / 'site.db'}") as store:
        site = store.open_site(server.sandbox.workspace.team_id, "C0TOWERA", "Tower A")
        ana = PersonState(id="U0ANA", handle="ana", name="Ana Ruiz")
        roles = {"superintendent": ("U0ANA",), "safety": ()}
        settings = SiteState(name="Tower A", channel="C0TOWERA", roles=roles)
        entries = (Configured(settings=settings), Roster(people=(ana,)), Departed(person="U0ANA"))
        _keep(store, server.sandbox.workspace.team_id, site, *entries)
    status, told = examined(server, tmp_path)
    assert status == 0
    assert "at Tower A nobody is superintendent any more" in told
    assert "/site setup" in told


def test_what_is_wrong_with_a_running_process_is_told(server: SandboxServer, tmp_path: Path) -> None:
    """As long as it runs; what was wrong with one that has ended is not."""
    with Store.open(f"sqlite:///{tmp_path / 'site.db'}") as store:
        store.keep_troubles(worker_name(), ["the engine is odd"], datetime.now(UTC))
        store.keep_troubles(worker_name() + "0", ["it was odd once"], datetime.now(UTC))
    status, told = examined(server, tmp_path)
    assert status == 0
    assert f"warning  Siteloop runs as {worker_name()}, but: the engine is odd" in told
    assert "once" not in told


def test_a_channel_without_a_site_and_a_site_without_siteloop(server: SandboxServer, tmp_path: Path) -> None:
    """Both are named, with what mends them; neither keeps it from running."""
    with Store.open(f"sqlite:///{tmp_path / 'site.db'}") as store:
        store.open_site(server.sandbox.workspace.team_id, "C0TOWERB", "Tower B")
    status, told = examined(server, tmp_path)
    assert status == 0
    assert "no site is set up in #tower-a" in told
    assert "not in the channel of Tower B" in told


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-revoked"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth"),
        ({"SLACK_APP_TOKEN": ""}, "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set"),
        ({"SLACK_APP_TOKEN": "xoxb-mixed-up"}, "SLACK_APP_TOKEN begins with 'xapp-'"),
        ({"SITELOOP_SLACK_API_URL": "http://127.0.0.1:9/api"}, "Slack cannot be reached"),
        ({"SITELOOP_DATABASE_URL": "mysql://x"}, "the database is not ready"),
        ({"SITELOOP_DATABASE_URL": "sqlite:////nowhere/at/all/site.db"}, "the database"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(
    server: SandboxServer, tmp_path: Path, changes: dict[str, str], missing: str
) -> None:
    """Each with an exit status of 1, and what mends it."""
    Store.open(f"sqlite:///{tmp_path / 'site.db'}").close()
    status, told = examined(server, tmp_path, **changes)
    assert status == 1
    assert missing in told
    assert "→" in told


def test_tables_that_are_not_up_to_date(server: SandboxServer, tmp_path: Path) -> None:
    """A database without tables is not touched; it says what to run."""
    status, told = examined(server, tmp_path)
    assert status == 1
    assert "the database is not ready" in told


def findings(server: SandboxServer, folder: Path, now: datetime) -> list[Finding]:
    """What is found with the machine's clock at `now`."""
    Store.open(f"sqlite:///{folder / 'site.db'}").close()
    settings = Settings(
        bot_token=server.sandbox.app.bot_token, database_url=f"sqlite:///{folder / 'site.db'}"
    )
    client = WebClient(token=settings.bot_token, base_url=server.api_url)
    return list(look(Surroundings(settings=settings, client=client, now=now)))


def test_a_clock_that_is_wrong(server: SandboxServer, tmp_path: Path) -> None:
    """Slack's requests would be refused as old."""
    wrong = findings(server, tmp_path, datetime.now(UTC) + timedelta(minutes=10))
    assert any(one.state == "missing" and "off Slack's" in one.what for one in wrong)
    right = findings(server, tmp_path, datetime.now(UTC))
    assert any(one.state == "ok" and "clock agrees" in one.what for one in right)


def test_settings_name_what_is_not_set() -> None:
    """The variable is named, tokens are never shown."""
    settings = Settings.from_environment({"SLACK_BOT_TOKEN": "xoxb-secret", "SITELOOP_DATABASE_URL": " "})
    assert settings.database_url == "sqlite:///siteloop.db"
    assert "secret" not in repr(settings)
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN, SLACK_SIGNING_SECRET are not set"):
        settings.need("bot_token", "app_token", "signing_secret")
    with pytest.raises(SettingsError, match="no address"):
        Settings.from_environment({"SITELOOP_SLACK_API_URL": "slack.test"})
