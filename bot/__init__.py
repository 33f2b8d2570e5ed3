"""Siteloop in Slack: listeners, capture, cards, commands, delivery, and the place that wires them."""
