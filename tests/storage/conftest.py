"""Every test of the store's contract runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from storage.store import Store
from tests.storage.databases import Fresh, postgres_databases, sqlite_databases

START = datetime(2026, 3, 10, 12, tzinfo=UTC)


class Wall:
    """The machine's time as the test has it."""

    def __init__(self) -> None:
        self.at = START
        self.meanwhile: list[Callable[[], object]] = []

    def __call__(self) -> datetime:
        """It; at every look at it the first of `meanwhile` happens, as if others did that at the same time."""
        if self.meanwhile:
            self.meanwhile.pop(0)()
        return self.at

    def pass_by(self, **span: float) -> None:
        """Let time go by, as `timedelta` names it."""
        self.at += timedelta(**span)


@pytest.fixture(scope="session")
def sqlite_fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fresh]:
    """SQLite files."""
    with sqlite_databases(tmp_path_factory.mktemp("sqlite")) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def postgres_fresh() -> Iterator[Fresh]:
    """Databases of a PostgreSQL server."""
    with postgres_databases() as fresh:
        yield fresh


@pytest.fixture(params=["sqlite", "postgres"])
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """Makes databases of one kind."""
    found: Fresh = request.getfixturevalue(f"{request.param}_fresh")
    return found


@pytest.fixture
def url(fresh: Fresh) -> str:
    """A fresh database's URL."""
    return fresh()


@pytest.fixture
def wall() -> Wall:
    """The clock of leases."""
    return Wall()


@pytest.fixture
def store(url: str, wall: Wall) -> Iterator[Store]:
    """An open store on a fresh database."""
    with Store.open(url, wall=wall) as opened:
        yield opened
