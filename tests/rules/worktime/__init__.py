"""The tests of `rules.worktime`."""
