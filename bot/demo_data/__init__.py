"""Schedules that ship with Siteloop, to try it with; NOTICE names where they come from."""
