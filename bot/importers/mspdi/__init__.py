"""Schedules from Microsoft Project, saved as XML (MSPDI)."""
