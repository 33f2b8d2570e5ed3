"""Settings, read once from the environment; nothing else looks there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.errors import SiteloopError

SLACK_API = "https://slack.com/api/"
_PREFIXES = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


class SettingsError(SiteloopError):
    """A setting is missing or cannot be."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What Siteloop needs to run. Tokens never show in its `repr`, so not in logs either."""

    database_url: str = "sqlite:///siteloop.db"
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    rulebook: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `SITELOOP_*` and the usual `SLACK_*` variables; an empty one counts as absent.

        Raises:
            SettingsError: a token is of another kind, or an address is none.
        """
        given = {name: value.strip() for name, value in environment.items() if value.strip()}
        for name, prefix in _PREFIXES.items():
            if name in given and not given[name].startswith(prefix):
                raise SettingsError(
                    f"{name} begins with {prefix!r}. Copy the right token from the app's settings page."
                )
        return cls(
            database_url=given.get("SITELOOP_DATABASE_URL", cls.database_url),
            bot_token=given.get("SLACK_BOT_TOKEN", ""),
            app_token=given.get("SLACK_APP_TOKEN", ""),
            signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
            slack_api_url=_address(given.get("SITELOOP_SLACK_API_URL", SLACK_API)),
            rulebook=given.get("SITELOOP_RULEBOOK", ""),
        )

    def need(self, *names: str) -> None:
        """Make sure that these are set, named as here (`bot_token`).

        Raises:
            SettingsError: one is not; the text names its variable.
        """
        if missing := [VARIABLES[name] for name in names if not getattr(self, name)]:
            raise SettingsError(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set. "
                "Install the app from manifest.yml, then copy the tokens from its settings page."
            )


VARIABLES: Mapping[str, str] = {
    "database_url": "SITELOOP_DATABASE_URL",
    "bot_token": "SLACK_BOT_TOKEN",
    "app_token": "SLACK_APP_TOKEN",
    "signing_secret": "SLACK_SIGNING_SECRET",
    "slack_api_url": "SITELOOP_SLACK_API_URL",
    "rulebook": "SITELOOP_RULEBOOK",
}


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise SettingsError(
            f"SITELOOP_SLACK_API_URL is {text!r}, no address. Leave it unset for Slack itself."
        )
    return text if text.endswith("/") else f"{text}/"
