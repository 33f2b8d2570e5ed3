"""Slack's Block Kit checks: what Slack would refuse, and with which words."""

from .check import Surface, check_blocks
from .view import check_view

__all__ = ["Surface", "check_blocks", "check_view"]
