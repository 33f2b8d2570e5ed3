"""Public holidays of a country or of one of its regions, as the `holidays` library knows them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays

from rules.errors import SiteloopError


class UnknownCountry(SiteloopError):
    """The country or region has no holidays that we know of; the text names the choices."""


@lru_cache(maxsize=512)
def public_holidays(country: str, region: str | None, year: int) -> Mapping[date, str]:
    """Days off in that year, days observed in lieu included, and what each is called in English.

    `country` is an ISO 3166 code (`US`), `region` an ISO 3166-2 subdivision of it (`IL`).

    Raises:
        UnknownCountry: the library does not know the country, or the country has no such region.
    """
    try:
        # A holiday may be observed across New Year, so the neighbours are asked as well.
        days = holidays.country_holidays(
            country, subdiv=region, years=(year - 1, year, year + 1), language="en_US"
        )
    except NotImplementedError as error:
        raise UnknownCountry(_what_to_write(country, region)) from error
    return MappingProxyType({day: days[day] for day in sorted(days) if day.year == year})


def country_of(code: str) -> tuple[str, str | None]:
    """The country and the region of an ISO 3166-2 code such as `US-IL`; `US` alone has no region."""
    country, _, region = code.strip().upper().partition("-")
    return country, region or None


def _what_to_write(country: str, region: str | None) -> str:
    supported = holidays.list_supported_countries()
    if country not in supported:
        return (
            f"No public holidays are known for the country {country!r}. Write an ISO 3166 code: US, VN, ES."
        )
    regions = ", ".join(supported[country]) or "none: leave the region empty"
    return f"The country {country} has no region {region!r}. Its regions are: {regions}."
