"""The tree of errors: each message says what is wrong and what to do about it."""


class SiteloopError(Exception):
    """Root of every error that Siteloop raises on purpose; its text may be shown to a person."""
