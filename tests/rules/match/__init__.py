"""The tests of `rules.match`."""
