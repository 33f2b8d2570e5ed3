"""The tests of `rules.plan`."""
