"""The tests of `rules.resources`."""
