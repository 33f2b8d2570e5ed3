"""What can go wrong in the store, and what to do about it."""

from rules.errors import SiteloopError


class StorageError(SiteloopError):
    """Root of the store's errors."""


class UnsupportedDatabase(StorageError):
    """The database URL names something that Siteloop cannot keep its promises on."""


class UnreachableDatabase(StorageError):
    """The database that the URL names cannot be opened: it is not there, does not run, may not be written or is none."""


class SchemaOutdated(StorageError):
    """The database's tables are not those that this version of Siteloop works with."""


class LeaseLost(StorageError):
    """The work took longer than its lease and somebody else has it now; nothing of it was written."""


class UnknownSite(StorageError):
    """There is no site with this number."""


class EndlessWake(StorageError):
    """A subject is woken at the same instant again, by itself or by others, which would never end."""
