"""The tests of `rules.deciding`."""
