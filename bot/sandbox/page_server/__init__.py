"""What the browser page reads and does: its JSON API, its stream of changes, its files."""

from .api import PageApi

__all__ = ["PageApi"]
