"""Capture: what a message means as data (signals)."""
